import { useEffect, useState } from 'react';
import { BotAvatar } from '../../shared/Avatar.tsx';

/** No answer comes after this long: the dots stop. */
const PATIENCE = 15_000;

export const Dots = () => (
  <div className="row row-bot row-first" role="status">
    <span className="row-avatar">
      <BotAvatar />
    </span>
    <div className="bubble dots">
      <span className="sr-only">学分助手正在输入</span>
      <i className="dot" />
      <i className="dot dot-later" />
      <i className="dot dot-latest" />
    </div>
  </div>
);

/** True a moment after the person has spoken, until an answer comes or patience ends. `count` restarts it. */
export function useDots(waiting: boolean, count: number): boolean {
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
