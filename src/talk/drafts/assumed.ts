/** What was taken for granted about a draft: kept as values, said on its card by words/assumed.ts. */
import type { Assumption, Draft } from '../../types/index.ts';

type Assumed = Draft['assumed'];

export const isAssumed = (draft: Draft, is: Assumption['is']): boolean =>
  draft.assumed.some((one) => typeof one !== 'string' && one.is === is);

/** With what another reading of the words takes for granted beside it; nothing twice. */
export function assumedToo(known: Assumed, more: readonly Assumption[]): Assumed {
  const seen = new Set(known.map((one) => JSON.stringify(one)));
  return [...known, ...more.filter((one) => !seen.has(JSON.stringify(one)))];
}

const OF_THE_DAY: ReadonlySet<Assumption['is']> = new Set(['day', 'first-of-month', 'month', 'whole-months', 'clash']);

/** What still holds when the day is told anew. Of an older edition's sentences nobody knows; they go. */
export const apartFromTheDay = (known: Assumed): Assumed =>
  known.filter((one) => typeof one !== 'string' && !OF_THE_DAY.has(one.is));
