import { BotAvatar } from '../../shared/Avatar.tsx';
import './empty.css';

const EXAMPLES = ['我今年还差几分？', '昨天听了院里的讲座，3学时，算多少学分？', '公需科目每年要多少学分？'] as const;

/** A chat in which nothing was said yet. */
export function Empty({ name, ask }: { readonly name: string | undefined; readonly ask: (text: string) => void }) {
  return (
    <section className="empty" aria-label="开始聊天">
      <BotAvatar size={56} />
      <h2>{name ? `${name}，您好` : '您好'}</h2>
      <p>我是学分助手。政策可以问我，参加的活动说一声就能登记，还能随时看看今年还差多少。</p>
      <p className="hint">可以这样问：</p>
      <ul>
        {EXAMPLES.map((text) => (
          <li key={text}>
            <button type="button" onClick={() => ask(text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
