import type { OutboxRow, PostOutcome, Store } from '../store/index.ts';
import type { Channel, Instant } from '../types/index.ts';
import { render } from './render.ts';

/** Platforms honour a send's key for an hour; a send whose fate is unknown is not repeated later than this. */
const UNSURE_LIMIT_MS = 50 * 60_000;
const LARGEST_BATCH = 200;
/** Of somebody else's platform: few, so that a crash leaves few whose fate is unknown. */
const LARGEST_REMOTE = 20;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** Tries of a send that is refused for good reason to be tried again; then an operator must look. */
const TRIES = 40;
/** How long replies on our own page wait to be noted as sent together. */
const LINGER_MS = 250;
/** Messages that a channel may send at once before its pace is felt. */
const BURST = 5;

export interface PostDeps {
  readonly store: Store;
  readonly channels: readonly Channel[];
  readonly now: () => Instant;
  /** The address under which people open our pages, for links in what is sent. */
  readonly site?: string;
  readonly log: (what: string, error?: unknown) => void;
  /** A clock for the pace that never jumps, in milliseconds. */
  readonly monotonic?: () => number;
}

export interface Post {
  /** Sends all that is due now and resolves when nothing more can be sent at once. */
  drain(): Promise<void>;
  /** Something new may be in the outbox. */
  wake(): void;
  open(): void;
  close(): Promise<void>;
}

/** GCRA: the earliest moment at which the next message may go, given a channel's messages a minute. */
function pacer(perMinute: number, monotonic: () => number): { wait(): number; take(): void } {
  const step = Number.isFinite(perMinute) && perMinute > 0 ? 60_000 / perMinute : 0;
  let theoretical = 0;
  return {
    wait: () => Math.max(0, theoretical - (BURST - 1) * step - monotonic()),
    take: () => {
      theoretical = Math.max(theoretical, monotonic()) + step;
    },
  };
}

const backoff = (attempts: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20));

/**
 * Empties the outbox into the channels. A row's key is its message's identity on the platform: the same row is the
 * same message however often it is tried. Rows of one address go in order; channels do not wait for each other.
 */
export function createPost(deps: PostDeps): Post {
  const { store, now, log } = deps;
  const monotonic = deps.monotonic ?? (() => performance.now());
  const lanes = deps.channels.map((channel) => lane(channel));

  function lane(channel: Channel) {
    const pace = pacer(channel.caps.messagesPerMinute, monotonic);
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

    const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

    /** Sends what is left of one row. The row was claimed: until an outcome is stored, its fate is unknown. */
    const send = async (row: OutboxRow): Promise<PostOutcome> => {
      const at = Date.parse(now());
      if (row.unsureSince !== undefined && at - Date.parse(row.unsureSince) > UNSURE_LIMIT_MS)
        return { is: 'parked', reason: 'nobody knows whether this was sent, and it is too late to try again' };
      const pieces = render(row.body, channel.caps, deps.site);
      let platformId = '';
      for (let part = row.partsDone; part < pieces.length; part += 1) {
        const piece = pieces[part];
        if (!piece) break;
        const rest = pace.wait();
        if (rest > 0) await sleep(rest);
        if (isClosed) return { is: 'retry', at: now(), unsure: false, reason: 'stopped' };
        pace.take();
        const key = part === 0 ? row.key : `${row.key}/${part}`;
        const mention = row.to.room === undefined ? {} : { mention: row.to.peer };
        const result = await channel.send(row.to, piece, { key, ...mention });
        if (result.ok) {
          platformId = result.messageId;
          if (part + 1 < pieces.length)
            await store.posted([{ id: row.id, outcome: { is: 'part', done: part + 1 } }], now());
          continue;
        }
        if (!result.retry) return { is: 'parked', reason: result.reason };
        if (row.attempts + 1 >= TRIES) return { is: 'parked', reason: `tried ${TRIES} times: ${result.reason}` };
        const after = result.after ?? backoff(row.attempts);
        return {
          is: 'retry',
          at: new Date(at + after).toISOString(),
          unsure: result.unsure === true,
          reason: result.reason,
        };
      }
      return { is: 'sent', platformId };
    };

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
            : await send(row).catch((error: unknown): PostOutcome => {
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
          log(`the outbox of ${channel.name} could not be emptied`, error);
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

  return {
    drain: async () => {
      await Promise.all(lanes.map((one) => one.drain()));
    },
    wake: () => {
      for (const one of lanes) one.wake();
    },
    open: () => {
      for (const one of lanes) one.open();
    },
    close: async () => {
      await Promise.all(lanes.map((one) => one.close()));
    },
  };
}
