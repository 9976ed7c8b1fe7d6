import type { OutboxRow, PostOutcome, Store } from '../store/index.ts';
import type { Channel, Instant } from '../types/index.ts';
import { backoff, type Pace } from './pace.ts';
import { render } from './render.ts';

/** Platforms honour a send's key for an hour; a send whose fate is unknown is not repeated later than this. */
const UNSURE_LIMIT_MS = 50 * 60_000;
/** Tries of a send that is refused for good reason to be tried again; then an operator must look. */
const TRIES = 40;

export interface SendDeps {
  readonly store: Store;
  readonly now: () => Instant;
  /** The address under which people open our pages, for links in what is sent. */
  readonly site?: string;
}

export interface Sending {
  readonly channel: Channel;
  readonly deps: SendDeps;
  readonly pace: Pace;
  /** Nothing more is sent. */
  readonly isClosed: () => boolean;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends what is left of one row. The row was claimed: until an outcome is stored, its fate is unknown. */
export async function send(row: OutboxRow, { channel, deps, pace, isClosed }: Sending): Promise<PostOutcome> {
  const { store, now } = deps;
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
    if (isClosed()) return { is: 'retry', at: now(), unsure: false, reason: 'stopped' };
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
}
