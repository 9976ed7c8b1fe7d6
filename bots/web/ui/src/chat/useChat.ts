import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { call, freshId, type History, Refused } from '../shared/wire.ts';
import type { Draft } from './drafts.ts';
import { isPassing, post } from './post.ts';
import { save, saved } from './shelf.ts';
import { type ChatState, reduce } from './state.ts';
import { listen } from './stream.ts';

export interface Chat extends ChatState {
  readonly say: (body: Draft, file?: File) => void;
  readonly retry: (key: string) => void;
  readonly drop: (key: string) => void;
  readonly earlier: () => Promise<void>;
  /** The picked file behind an own line of this visit, for its preview. */
  readonly fileOf: (key: string) => File | undefined;
}

/**
 * One person's chat: history, live lines, and what could not be sent yet. Messages go out one after the other in the
 * order they were written; each keeps its id however often it is tried, so none is kept twice. `gone` is called when the
 * sign-in behind the page has ended.
 */
export function useChat(peer: string, now: () => string, gone: () => void): Chat {
  const [state, tell] = useReducer(reduce, undefined, (): ChatState => {
    return { lines: [], unsent: saved(peer), link: 'connecting', loaded: false, older: false };
  });
  const latest = useRef(state);
  latest.current = state;
  const files = useRef(new Map<string, File>());
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => save(peer, state.unsent), [peer, state.unsent]);

  const flush = useCallback(async (): Promise<void> => {
    const item = latest.current.unsent.find((one) => one.state === 'waiting');
    if (busy.current || !item) return;
    busy.current = true;
    clearTimeout(timer.current);
    const mark = (change: Partial<typeof item>): void => tell({ is: 'mark', key: item.key, change });
    mark({ state: 'sending' });
    let wait = 0;
    try {
      await post(peer, item, files.current.get(item.key), (progress) => mark({ progress }));
      mark({ state: 'kept' });
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused(0, String(error));
      const passing = isPassing(refused);
      mark({ state: passing ? 'waiting' : 'refused', reason: refused.message });
      if (refused.status === 401 || refused.status === 409) gone();
      if (passing) wait = 3000;
    } finally {
      busy.current = false;
    }
    timer.current = setTimeout(() => void flush(), wait);
  }, [peer, gone]);

  useEffect(() => {
    const stop = listen(peer, {
      history: (history) => tell({ is: 'history', history }),
      line: (line) => tell({ is: 'line', line }),
      link: (link) => tell({ is: 'link', link }),
      ready: () => void flush(),
      gone,
    });
    return () => {
      stop();
      clearTimeout(timer.current);
    };
  }, [peer, flush, gone]);

  return useMemo(() => {
    const soon = (): void => void setTimeout(() => void flush(), 0);
    return {
      ...state,
      say(body, file) {
        const key = `${peer}:${freshId()}`;
        if (file) files.current.set(key, file);
        tell({ is: 'queue', item: { key, at: now(), body, state: 'waiting' } });
        soon();
      },
      retry(key) {
        tell({ is: 'mark', key, change: { state: 'waiting' } });
        soon();
      },
      drop: (key) => tell({ is: 'drop', key }),
      async earlier() {
        const first = latest.current.lines[0];
        if (!first) return;
        tell({ is: 'history', history: await call<History>('GET', `/history?before=${first.seq}`, peer) });
      },
      fileOf: (key) => files.current.get(key),
    };
  }, [state, peer, now, flush]);
}
