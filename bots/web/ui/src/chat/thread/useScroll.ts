import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Chat } from '../useChat.ts';

/** Near enough to the end, in pixels, to be carried along by what arrives. */
const NEAR = 80;

export interface Scroll {
  /** The window on the thread, and the thread in it. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly inner: RefObject<HTMLDivElement | null>;
  readonly scrolled: () => void;
  readonly toEnd: (smooth: boolean) => void;
  /** Does `work`, which puts lines above; what is being read stays where it is. */
  readonly above: (work: () => Promise<void>) => Promise<void>;
  /** The end is out of sight; `missed` lines have come there since. */
  readonly away: boolean;
  readonly missed: number;
}

/** Keeps the end of the thread in sight for who is there, and leaves alone who reads further up. */
export function useScroll({ lines, unsent }: Pick<Chat, 'lines' | 'unsent'>, typing: boolean): Scroll {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const [away, setAway] = useState(false);
  const [missed, setMissed] = useState(0);
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
    const watch = new ResizeObserver(() => pinned.current && toEnd(false));
    for (const { current } of [box, inner]) if (current) watch.observe(current);
    return () => watch.disconnect();
  }, [toEnd]);

  const scrolled = (): void => {
    const element = box.current;
    if (!element) return;
    pinned.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    setAway(!pinned.current);
    if (pinned.current) setMissed(0);
  };
  const above = async (work: () => Promise<void>): Promise<void> => {
    const element = box.current;
    const below = element ? element.scrollHeight - element.scrollTop : 0;
    pinned.current = false;
    await work().catch(() => undefined);
    requestAnimationFrame(() => element?.scrollTo({ top: element.scrollHeight - below, behavior: 'instant' }));
  };
  return { box, inner, scrolled, toEnd, above, away, missed };
}
