import { Button, Skeleton } from 'antd';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { BotAvatar } from '../../shared/Avatar.tsx';
import { dayOf } from '../../shared/days.ts';
import { Icon } from '../../shared/Icon.tsx';
import { isWaiting, items } from '../items.ts';
import type { Chat } from '../useChat.ts';
import { Line } from './Line.tsx';

/** Near enough to the end to be carried along by what arrives. */
const NEAR = 80;
/** No answer comes after this long: the dots stop. */
const PATIENCE = 15_000;

export const EXAMPLES = [
  '我今年还差几分？',
  '昨天听了院里的讲座，3学时，算多少学分？',
  '公需科目每年要多少学分？',
] as const;

export function Thread({
  chat,
  name,
  now,
}: {
  readonly chat: Chat;
  readonly name: string | undefined;
  readonly now: () => string;
}) {
  const { lines, unsent } = chat;
  const shown = useMemo(() => items(lines, unsent), [lines, unsent]);
  const today = dayOf(now());
  const box = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const [away, setAway] = useState(false);
  const [missed, setMissed] = useState(0);
  const typing = useDots(isWaiting(lines, unsent), lines.length);
  const newest = lines.at(-1);
  const seen = useRef(newest?.seq ?? 0);

  const toEnd = useCallback((smooth: boolean): void => {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    box.current?.scrollTo({ top: box.current.scrollHeight, behavior: smooth && !calm ? 'smooth' : 'instant' });
  }, []);

  useLayoutEffect(() => {
    const fresh = lines.filter((line) => line.seq > seen.current && line.from === 'bot').length;
    const mine = unsent.length > 0 && unsent.at(-1)?.state !== 'refused';
    if (pinned.current || mine) {
      toEnd(false);
      setMissed(0);
    } else if (fresh > 0) setMissed((count) => count + fresh);
    seen.current = newest?.seq ?? 0;
  }, [lines, unsent, newest, toEnd]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the dots take room when they come
  useLayoutEffect(() => {
    if (pinned.current) toEnd(false);
  }, [typing, toEnd]);

  // Whatever changes the height of the thread or of its window (a picture, the keyboard of a phone) keeps the end in sight.
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => pinned.current && toEnd(false));
    watch.observe(element);
    if (element.firstElementChild) watch.observe(element.firstElementChild);
    return () => watch.disconnect();
  }, [toEnd]);

  const scrolled = (): void => {
    const element = box.current;
    if (!element) return;
    pinned.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    setAway(!pinned.current);
    if (pinned.current) setMissed(0);
  };
  const earlier = async (): Promise<void> => {
    const element = box.current;
    const below = element ? element.scrollHeight - element.scrollTop : 0;
    pinned.current = false;
    await chat.earlier().catch(() => undefined);
    requestAnimationFrame(() => element?.scrollTo({ top: element.scrollHeight - below, behavior: 'instant' }));
  };

  return (
    <div className="thread-frame">
      <div
        className="thread"
        ref={box}
        onScroll={scrolled}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-label="聊天记录"
        aria-live="polite"
      >
        <div className="thread-inner">
          {!chat.loaded && <Skeleton active avatar paragraph={{ rows: 3 }} className="loading" />}
          {chat.older && (
            <Button type="text" size="small" className="older" onClick={() => void earlier()}>
              查看更早的消息
            </Button>
          )}
          {chat.loaded && shown.length === 0 && <Empty name={name} ask={(text) => chat.say({ is: 'text', text })} />}
          <ol>
            {shown.map((item) => (
              <Line key={item.key} item={item} name={name} today={today} chat={chat} />
            ))}
          </ol>
          {typing && (
            <div className="row row-bot row-first" role="status">
              <span className="row-avatar">
                <BotAvatar />
              </span>
              <div className="bubble dots">
                <span className="sr-only">学分助手正在输入</span>
                <i />
                <i />
                <i />
              </div>
            </div>
          )}
        </div>
      </div>
      {away && (
        <button type="button" className="to-end" onClick={() => toEnd(true)}>
          <Icon name="down" size={16} />
          {missed > 0 ? `${missed} 条新消息` : '回到最新'}
        </button>
      )}
    </div>
  );
}

/** True a moment after the person has spoken, until an answer comes or patience ends. `count` restarts it. */
function useDots(waiting: boolean, count: number): boolean {
  const [on, setOn] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each further line restarts the wait
  useEffect(() => {
    if (!waiting) {
      setOn(false);
      return undefined;
    }
    const show = setTimeout(() => setOn(true), 250);
    const hide = setTimeout(() => setOn(false), PATIENCE);
    return () => {
      clearTimeout(show);
      clearTimeout(hide);
    };
  }, [waiting, count]);
  return on;
}

function Empty({ name, ask }: { readonly name: string | undefined; readonly ask: (text: string) => void }) {
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
