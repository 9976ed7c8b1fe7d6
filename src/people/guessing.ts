/** How failures at codes are counted, and how long whoever failed has to wait. Pure. */
import { createHash } from 'node:crypto';
import type { Guesses, GuessKey } from '../store/index.ts';
import type { Address, Instant } from '../types/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Policy {
  /** Failures that cost no pause. */
  readonly free: number;
  /** Milliseconds of the first pause; each further failure doubles it. */
  readonly first: number;
  readonly longest: number;
  /** Milliseconds without a failure after which all are forgotten. */
  readonly memory: number;
}

/**
 * A staff number is everybody's to type and costs its owner the pause, so its pause stays short: a code is burnt after a few
 * failures anyway. A network may be a whole hospital's. The house's pause spares who has never failed.
 */
const POLICIES: { readonly [kind in GuessKey['kind']]: Policy } = {
  'staff-number': { free: 4, first: MINUTE, longest: HOUR, memory: 24 * HOUR },
  chat: { free: 4, first: MINUTE, longest: 24 * HOUR, memory: 48 * HOUR },
  network: { free: 29, first: MINUTE, longest: 15 * MINUTE, memory: 24 * HOUR },
  house: { free: 99, first: MINUTE, longest: 15 * MINUTE, memory: HOUR },
};

/** Failures of one key, or of the house, from which the administrators are told. */
const TELLING: { readonly [kind in GuessKey['kind']]: number } = {
  'staff-number': 10,
  chat: 10,
  network: 30,
  house: 50,
};

/** Who tries: the number as it is compared, the chat, and where from, as far as that is known. */
export interface Trier {
  readonly number: string;
  readonly address: Address;
  /** The network address of a browser. */
  readonly network?: string;
  /** A chat of this channel costs nothing to make: that it is new says nothing for it. */
  readonly isFree: boolean;
}

const keyed = (kind: GuessKey['kind'], of: string): GuessKey => ({
  kind,
  key: createHash('sha256')
    .update(JSON.stringify([kind, of]))
    .digest('base64url'),
});

/** The key under which failures with a number are counted. */
export const numberKey = (number: string): GuessKey => keyed('staff-number', number);
/** The key of all failures at one of our doors: who besets one does not close the others. */
export const houseKey = (channel: string): GuessKey => keyed('house', channel);

/** All that a try is counted against, the house last. */
export const keysOf = ({ number, address, network }: Trier): readonly GuessKey[] => [
  numberKey(number),
  keyed('chat', `${address.channel}\n${address.peer}`),
  ...(network === undefined ? [] : [keyed('network', network)]),
  houseKey(address.channel),
];

/** The failures that still count. */
function remembered(guesses: Guesses, at: Instant): Guesses {
  const { memory } = POLICIES[guesses.kind];
  if (Date.parse(at) - Date.parse(guesses.lastAt) < memory) {
    // The house's are counted by the hour, however steadily they come.
    const isOver = guesses.kind === 'house' && Date.parse(at) - Date.parse(guesses.since) >= memory;
    if (!isOver) return guesses;
  }
  const { until: _, ...rest } = guesses;
  return { ...rest, failures: 0, since: at, lastAt: at };
}

const isPaused = ({ until }: Guesses, at: Instant): boolean =>
  until !== undefined && Date.parse(until) > Date.parse(at);

function withOneMore(guesses: Guesses, at: Instant): Guesses {
  const { free, first, longest } = POLICIES[guesses.kind];
  const failures = guesses.failures + 1;
  const over = failures - free;
  const { until: _, ...rest } = guesses;
  const pause = Math.min(longest, first * 2 ** Math.min(over - 1, 20));
  const until = over > 0 ? { until: new Date(Date.parse(at) + pause).toISOString() } : {};
  return { ...rest, failures, lastAt: at, ...until };
}

/**
 * The counters after one more failure; undefined where a pause runs for any of them. While the house itself pauses, only
 * those come through of whom nothing has failed yet: number, chat and network.
 */
export function countOne(
  stand: readonly Guesses[],
  { network, isFree }: Pick<Trier, 'network' | 'isFree'>,
  at: Instant,
): readonly Guesses[] | undefined {
  const now = stand.map((one) => remembered(one, at));
  const own = now.filter(({ kind }) => kind !== 'house');
  if (own.some((one) => isPaused(one, at))) return undefined;
  const isClean = own.every(({ failures }) => failures === 0) && (network !== undefined || !isFree);
  if (!isClean && now.some((one) => isPaused(one, at))) return undefined;
  return now.map((one) => withOneMore(one, at));
}

/** Whether somebody should look: too many failures of one of these. */
export const isTelling = (counted: readonly Guesses[]): boolean =>
  counted.some(({ kind, failures }) => failures >= TELLING[kind]);
