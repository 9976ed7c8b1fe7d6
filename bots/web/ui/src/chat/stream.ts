import { type ChatLine, call, type History, Refused } from '../shared/wire.ts';
import type { Link } from './state.ts';

/** What a stream tells. */
export interface Listener {
  readonly history: (history: History) => void;
  readonly line: (line: ChatLine) => void;
  readonly link: (link: Link) => void;
  /** The line is open: what waits can go out. */
  readonly ready: () => void;
  /** The sign-in behind the page has ended. */
  readonly gone: () => void;
}

/** Listens to one person's chat, through broken lines and sleep, until the returned function is called. */
export function listen(peer: string, tell: Listener): () => void {
  let alive = true;
  /** The newest line this page has: a stream resumes after it, so no gap opens. */
  let last: number | undefined;
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    tell.link('down');
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
        if (alive) tell.history(history);
      } else await call('GET', '/me', peer);
      if (alive) open(last);
    } catch (error) {
      if (!alive) return;
      if (error instanceof Refused && (error.status === 401 || error.status === 409)) tell.gone();
      // Where the sign-in only got a new id, the page stays and comes back with it.
      later();
    }
  };
  const open = (after: number): void => {
    const opened = new EventSource(`/api/stream?after=${after}`);
    source = opened;
    opened.addEventListener('ready', () => {
      tell.link('up');
      tell.ready();
    });
    opened.addEventListener('line', (event: MessageEvent<string>) => {
      const line = JSON.parse(event.data) as ChatLine;
      last = line.seq;
      tell.line(line);
    });
    opened.addEventListener('gone', () => {
      opened.close();
      later();
    });
    opened.addEventListener('error', () => {
      tell.link('down');
      // The browser comes back by itself after a broken line, not after a refused one.
      if (opened.readyState === EventSource.CLOSED) later();
    });
  };
  const online = (): void => void connect();
  const offline = (): void => tell.link('down');
  addEventListener('online', online);
  addEventListener('offline', offline);
  void connect();
  return () => {
    alive = false;
    clearTimeout(again);
    source?.close();
    removeEventListener('online', online);
    removeEventListener('offline', offline);
  };
}
