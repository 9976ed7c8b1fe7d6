import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { call, freshId, type History } from '../shared/wire.ts';
import type { Draft, Unsent } from './drafts.ts';
import { save, saved } from './shelf.ts';
import { type ChatState, reduce } from './state.ts';
import { listen } from './stream.ts';
import { useOutbox } from './useOutbox.ts';

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
  const lines = useRef(state.lines);
  lines.current = state.lines;
  const unsent = useRef(state.unsent);
  unsent.current = state.unsent;
  useEffect(() => save(peer, state.unsent), [peer, state.unsent]);

  const mark = useCallback((key: string, change: Partial<Unsent>) => tell({ is: 'mark', key, change }), []);
  const { flush, files, keep } = useOutbox({ peer, unsent, mark, gone });
  useEffect(
    () =>
      listen(peer, {
        history: (history) => tell({ is: 'history', history }),
        line: (line) => tell({ is: 'line', line }),
        link: (link) => tell({ is: 'link', link }),
        ready: () => void flush(),
        gone,
      }),
    [peer, flush, gone],
  );

  return useMemo(() => {
    const soon = (): void => void setTimeout(() => void flush(), 0);
    return {
      ...state,
      say(body, file) {
        const key = `${peer}:${freshId()}`;
        if (file) keep(key, file);
        tell({ is: 'queue', item: { key, at: now(), body, state: 'waiting' } });
        soon();
      },
      retry(key) {
        mark(key, { state: 'waiting' });
        soon();
      },
      drop: (key) => tell({ is: 'drop', key }),
      async earlier() {
        const first = lines.current[0];
        if (!first) return;
        tell({ is: 'history', history: await call<History>('GET', `/history?before=${first.seq}`, peer) });
      },
      fileOf: (key) => files.get(key),
    };
  }, [state, peer, now, flush, files, keep, mark]);
}
