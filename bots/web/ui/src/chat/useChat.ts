import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { type ChatLine, call, freshId, type History, type Kept, Refused, upload } from '../shared/wire.ts';
import type { Draft, Unsent } from './drafts.ts';

export type Link = 'connecting' | 'up' | 'down';

interface State {
  readonly lines: readonly ChatLine[];
  readonly unsent: readonly Unsent[];
  readonly link: Link;
  readonly loaded: boolean;
  /** There are earlier lines that are not on the page. */
  readonly older: boolean;
}
type Event =
  | { readonly is: 'history'; readonly history: History }
  | { readonly is: 'line'; readonly line: ChatLine }
  | { readonly is: 'queue'; readonly item: Unsent }
  | { readonly is: 'mark'; readonly key: string; readonly change: Partial<Unsent> }
  | { readonly is: 'drop'; readonly key: string }
  | { readonly is: 'link'; readonly link: Link };

/** Both, by `seq`, each line once. */
function join(lines: readonly ChatLine[], more: readonly ChatLine[]): readonly ChatLine[] {
  const bySeq = new Map([...lines, ...more].map((line) => [line.seq, line]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
const without = (unsent: readonly Unsent[], lines: readonly ChatLine[]): readonly Unsent[] => {
  const keys = new Set(lines.map((line) => line.key));
  return unsent.some((item) => keys.has(item.key)) ? unsent.filter((item) => !keys.has(item.key)) : unsent;
};

function reduce(state: State, event: Event): State {
  switch (event.is) {
    case 'history': {
      const { lines, older } = event.history;
      return { ...state, lines: join(state.lines, lines), unsent: without(state.unsent, lines), older, loaded: true };
    }
    case 'line':
      return { ...state, lines: join(state.lines, [event.line]), unsent: without(state.unsent, [event.line]) };
    case 'queue':
      return { ...state, unsent: [...state.unsent, event.item] };
    case 'mark':
      return {
        ...state,
        unsent: state.unsent.map((item) => (item.key === event.key ? { ...item, ...event.change } : item)),
      };
    case 'drop':
      return { ...state, unsent: state.unsent.filter((item) => item.key !== event.key) };
    case 'link':
      return state.link === event.link ? state : { ...state, link: event.link };
  }
}

const shelf = (peer: string): string => `xuefen.unsent.${peer}`;
/** What an earlier visit could not send. */
function saved(peer: string): readonly Unsent[] {
  try {
    const items: unknown = JSON.parse(localStorage.getItem(shelf(peer)) ?? '[]');
    return Array.isArray(items) ? items.map((item: Unsent) => ({ ...item, state: 'waiting' })) : [];
  } catch {
    return [];
  }
}

export interface Chat extends State {
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
  const [state, tell] = useReducer(reduce, undefined, (): State => {
    return { lines: [], unsent: saved(peer), link: 'connecting', loaded: false, older: false };
  });
  const latest = useRef(state);
  latest.current = state;
  const files = useRef(new Map<string, File>());
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Words and presses survive a reload; a file has to be picked again.
  useEffect(() => {
    const kept = state.unsent.filter(
      (item) => item.body.is !== 'file' && (item.state === 'waiting' || item.state === 'sending'),
    );
    if (kept.length > 0) localStorage.setItem(shelf(peer), JSON.stringify(kept));
    else localStorage.removeItem(shelf(peer));
  }, [peer, state.unsent]);

  const flush = useCallback(async (): Promise<void> => {
    const item = latest.current.unsent.find((one) => one.state === 'waiting');
    if (busy.current || !item) return;
    busy.current = true;
    clearTimeout(timer.current);
    tell({ is: 'mark', key: item.key, change: { state: 'sending' } });
    let wait = 0;
    try {
      await post(peer, item, files.current.get(item.key), (progress) =>
        tell({ is: 'mark', key: item.key, change: { progress } }),
      );
      tell({ is: 'mark', key: item.key, change: { state: 'kept' } });
    } catch (error) {
      const { status, message } = error instanceof Refused ? error : new Refused(0, String(error));
      const passing = status === 0 || status === 401 || status === 409 || status === 429 || status >= 500;
      tell({ is: 'mark', key: item.key, change: { state: passing ? 'waiting' : 'refused', reason: message } });
      if (status === 401 || status === 409) gone();
      if (passing) wait = 3000;
    } finally {
      busy.current = false;
    }
    timer.current = setTimeout(() => void flush(), wait);
  }, [peer, gone]);

  useEffect(() => {
    let alive = true;
    /** The newest line this page has: a stream resumes after it, so no gap opens. */
    let last: number | undefined;
    let source: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      tell({ is: 'link', link: 'down' });
      clearTimeout(again);
      again = setTimeout(() => void connect(), 2000);
    };
    const connect = async (): Promise<void> => {
      clearTimeout(again);
      source?.close();
      try {
        if (last === undefined) {
          const history = await call<History>('GET', '/history', peer);
          last = history.lines.at(-1)?.seq ?? 0;
          if (alive) tell({ is: 'history', history });
        } else await call('GET', '/me', peer);
        if (!alive) return;
      } catch (error) {
        if (!alive) return;
        if (error instanceof Refused && (error.status === 401 || error.status === 409)) gone();
        else later();
        return;
      }
      const opened = new EventSource(`/api/stream?after=${last}`);
      source = opened;
      opened.addEventListener('ready', () => {
        tell({ is: 'link', link: 'up' });
        void flush();
      });
      opened.addEventListener('line', (event: MessageEvent<string>) => {
        const line = JSON.parse(event.data) as ChatLine;
        last = line.seq;
        tell({ is: 'line', line });
      });
      opened.addEventListener('gone', () => {
        opened.close();
        later();
      });
      opened.addEventListener('error', () => {
        tell({ is: 'link', link: 'down' });
        // The browser comes back by itself after a broken line, not after a refused one.
        if (opened.readyState === EventSource.CLOSED) later();
      });
    };
    const online = (): void => void connect();
    const offline = (): void => tell({ is: 'link', link: 'down' });
    addEventListener('online', online);
    addEventListener('offline', offline);
    void connect();
    return () => {
      alive = false;
      clearTimeout(again);
      clearTimeout(timer.current);
      source?.close();
      removeEventListener('online', online);
      removeEventListener('offline', offline);
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

function post(peer: string, item: Unsent, file: File | undefined, progress: (part: number) => void): Promise<Kept> {
  const id = item.key.slice(peer.length + 1);
  const { body } = item;
  switch (body.is) {
    case 'text':
      return call('POST', '/messages', peer, { id, text: body.text });
    case 'action':
      return call('POST', '/actions', peer, { id, value: body.value, ...(body.card ? { card: body.card } : {}) });
    case 'file':
      return file ? upload(peer, id, file, progress) : Promise.reject(new Refused(400, '请重新选择文件。'));
  }
}
