import { Button, Skeleton } from 'antd';
import { useMemo } from 'react';
import { dayOf } from '../../shared/days.ts';
import { Icon } from '../../shared/Icon.tsx';
import { isWaiting, items } from '../items.ts';
import type { Chat } from '../useChat.ts';
import { Dots, useDots } from './Dots.tsx';
import { Empty } from './Empty.tsx';
import { Line } from './Line.tsx';
import { useScroll } from './useScroll.ts';
import './thread.css';

interface Props {
  readonly chat: Chat;
  readonly name: string | undefined;
  readonly now: () => string;
}

/** All that was said, the newest at the end. */
export function Thread({ chat, name, now }: Props) {
  const { lines, unsent } = chat;
  const shown = useMemo(() => items(lines, unsent), [lines, unsent]);
  const today = dayOf(now());
  const typing = useDots(isWaiting(lines, unsent), lines.length);
  const { box, inner, scrolled, toEnd, above, away, missed } = useScroll(chat, typing);
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
        <div className="thread-inner" ref={inner}>
          {!chat.loaded && <Skeleton active avatar paragraph={{ rows: 3 }} className="loading" />}
          {chat.older && (
            <Button type="text" size="small" className="older" onClick={() => void above(chat.earlier)}>
              查看更早的消息
            </Button>
          )}
          {chat.loaded && shown.length === 0 && <Empty name={name} ask={(text) => chat.say({ is: 'text', text })} />}
          <ol>
            {shown.map((item) => (
              <Line key={item.key} item={item} name={name} today={today} chat={chat} />
            ))}
          </ol>
          {typing && <Dots />}
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
