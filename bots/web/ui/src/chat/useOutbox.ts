import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { Refused } from '../shared/wire.ts';
import type { Unsent } from './drafts.ts';
import { isPassing, post } from './post.ts';

export interface Outbox {
  /** Sends what waits, one after the other; what does not get through is tried again by itself. */
  readonly flush: () => Promise<void>;
  /** The picked files, by the key of their message. */
  readonly files: ReadonlyMap<string, File>;
  readonly keep: (key: string, file: File) => void;
}
interface Of {
  readonly peer: string;
  readonly unsent: RefObject<readonly Unsent[]>;
  readonly mark: (key: string, change: Partial<Unsent>) => void;
  readonly gone: () => void;
}
/** Milliseconds until the next try. */
const AGAIN = 3000;

export function useOutbox({ peer, unsent, mark, gone }: Of): Outbox {
  const files = useRef(new Map<string, File>());
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = useCallback(async (): Promise<void> => {
    const item = unsent.current.find((one) => one.state === 'waiting');
    if (busy.current || !item) return;
    busy.current = true;
    clearTimeout(timer.current);
    mark(item.key, { state: 'sending' });
    let wait = 0;
    try {
      await post(peer, item, files.current.get(item.key), (progress) => mark(item.key, { progress }));
      mark(item.key, { state: 'kept' });
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused(0, String(error));
      const passing = isPassing(refused);
      mark(item.key, { state: passing ? 'waiting' : 'refused', reason: refused.message });
      if (refused.status === 401 || refused.status === 409) gone();
      if (passing) wait = AGAIN;
    } finally {
      busy.current = false;
    }
    timer.current = setTimeout(() => void flush(), wait);
  }, [peer, unsent, mark, gone]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = useCallback((key: string, file: File): void => void files.current.set(key, file), []);
  return { flush, files: files.current, keep };
}
