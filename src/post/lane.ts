import { isStoreFault } from '../errors.ts';
import type { PostOutcome } from '../store/index.ts';
import type { Channel } from '../types/index.ts';
import { backoff, createPace } from './pace.ts';
import { type SendDeps, send } from './send.ts';

const LARGEST_BATCH = 200;
/** Of somebody else's platform: few, so that a crash leaves few whose fate is unknown. */
const LARGEST_REMOTE = 20;
/** How long replies on our own page wait to be noted as sent together. */
const LINGER_MS = 250;

export interface LaneDeps extends SendDeps {
  readonly log: (what: string, error?: unknown) => void;
  /** A clock for the pace that never jumps, in milliseconds. */
  readonly monotonic?: () => number;
}

export interface Lane {
  drain(): Promise<void>;
  wake(): void;
  open(): void;
  close(): Promise<void>;
}

/** One channel's outbox, emptied in order. */
export function createLane(channel: Channel, deps: LaneDeps): Lane {
  const { store, now, log } = deps;
  const monotonic = deps.monotonic ?? (() => performance.now());
  const pace = createPace(channel.caps.messagesPerMinute, monotonic);
  /** A chat whose lines we keep has its reply with the commit: a send is only noted, once for many. */
  const isOurs = channel.caps.local === true;
  /** About a second's worth: what a crash between a send and its note would send again. */
  const most = isOurs ? LARGEST_BATCH : LARGEST_REMOTE;
  const size = Math.min(most, Math.max(1, Math.floor(channel.caps.messagesPerMinute / 60)));
  let isOpen = false;
  let isClosed = false;
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let lingering: NodeJS.Timeout | undefined;

  const sending = { channel, deps, pace, isClosed: () => isClosed };

  /** One batch. False when nothing was due. */
  const batch = async (): Promise<boolean> => {
    if (channel.health() === 'down') return false;
    const rows = await store.due([channel.name], now(), size);
    if (rows.length === 0) return false;
    if (!isOurs)
      await store.claim(
        rows.map((row) => row.id),
        now(),
      );
    const outcomes: { id: number; outcome: PostOutcome }[] = [];
    const stuck = new Set<string>();
    for (const row of rows) {
      const place = `${row.to.peer}\n${row.to.room ?? ''}`;
      const outcome: PostOutcome =
        isClosed || stuck.has(place)
          ? { is: 'retry', at: now(), unsure: row.unsureSince !== undefined, reason: 'an earlier message waits' }
          : await send(row, sending).catch((error: unknown): PostOutcome => {
              log(`${channel.name} threw in send`, error);
              return {
                is: 'retry',
                at: new Date(Date.parse(now()) + backoff(row.attempts)).toISOString(),
                unsure: true,
                reason: String(error),
              };
            });
      if (outcome.is === 'retry') stuck.add(place);
      if (outcome.is === 'parked') log(`${channel.name} could not deliver ${row.key}: ${outcome.reason}`);
      outcomes.push({ id: row.id, outcome });
      // Noted one by one: a crash in mid-batch forgets at most the message that was on its way.
      if (!isOurs) await store.posted([{ id: row.id, outcome }], now());
    }
    if (isOurs) await store.posted(outcomes, now());
    return outcomes.some(({ outcome }) => outcome.is !== 'retry');
  };

  const run = async (): Promise<void> => {
    do {
      again = false;
      while (!isClosed && (await batch()));
    } while (again && !isClosed);
  };

  const schedule = async (): Promise<void> => {
    if (!isOpen || isClosed) return;
    const next = await store.nextDue([channel.name]);
    clearTimeout(timer);
    if (next === undefined || isClosed) return;
    const ms = Math.min(
      60_000,
      Math.max(channel.health() === 'down' ? 1000 : 50, Date.parse(next) - Date.parse(now())),
    );
    timer = setTimeout(wake, ms);
    timer.unref();
  };

  const start = (): Promise<void> => {
    if (running) {
      again = true;
      return running;
    }
    running = run()
      .then(schedule)
      .catch((error: unknown) => {
        // What ails the store is said once, by the house.
        if (!isStoreFault(error)) log(`the outbox of ${channel.name} could not be emptied`, error);
        timer = setTimeout(wake, 1000);
        timer.unref();
      })
      .finally(() => {
        running = undefined;
        if (again && !isClosed) void start();
      });
    return running;
  };

  const wake = (): void => {
    if (!isOpen || isClosed) return;
    if (!isOurs) void start();
    else
      lingering ??= setTimeout(() => {
        lingering = undefined;
        if (!isClosed) void start();
      }, LINGER_MS);
  };

  return {
    drain: start,
    wake,
    open: () => {
      isOpen = true;
      wake();
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      clearTimeout(lingering);
      await running;
    },
  };
}
