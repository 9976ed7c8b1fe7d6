import type { CaseChange, CuratorTrial } from '../../shared/wire.ts';
import './report.css';

/** What an edit changes: its own questions, and every case that is answered otherwise. */
export function Report({ trial }: { readonly trial: CuratorTrial }) {
  const { cases, lost, won, asked } = trial;
  return (
    <div className="report">
      <p>
        案例答对 {cases.was} → <strong>{cases.is}</strong>（共 {cases.of} 条）
        {lost.length === 0 && won.length === 0 && '，没有别的回答受影响'}
      </p>
      <Changes name="这些问法" list={asked} tone={(one) => ('right' in one && one.right ? 'good' : 'short')} />
      <Changes name={`变好 ${won.length} 条`} list={won} tone={() => 'good'} />
      <Changes name={`变差 ${lost.length} 条`} list={lost} tone={() => 'short'} />
    </div>
  );
}

function Changes({
  name,
  list,
  tone,
}: {
  readonly name: string;
  readonly list: readonly CaseChange[];
  readonly tone: (one: CaseChange) => string;
}) {
  if (list.length === 0) return null;
  return (
    <details open={list.length <= 5}>
      <summary>{name}</summary>
      <ul>
        {list.map((one) => (
          <li key={one.id}>
            <strong className={tone(one)}>{one.question}</strong>
            <span>现在：{one.was}</span>
            <span>以后：{one.is}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
