import type { ChatLine } from '../../../../../src/types/index.ts';
import { dayOf } from '../shared/days.ts';
import { type CardState, cardOf, cardsIn } from './cards.ts';
import type { Unsent } from './drafts.ts';

/** One thing in the thread. */
export type Item =
  | { readonly is: 'day'; readonly key: string; readonly day: string }
  | {
      readonly is: 'line';
      readonly key: string;
      readonly line: ChatLine;
      readonly first: boolean;
      readonly last: boolean;
      readonly card?: CardState;
      readonly label?: string;
    }
  | { readonly is: 'unsent'; readonly key: string; readonly unsent: Unsent; readonly label?: string };

type Said = ChatLine['body'] | Unsent['body'];
/** A press on a button that stays: its state is the message, and no line of the thread. */
const showsItself = (body: Said): boolean =>
  body.is === 'action' && /^rate:/.test(body.value) && body.card !== undefined;

/** Further apart than this, two bubbles of one side are no longer one group. */
const TOGETHER = 3 * 60_000;

/** The lines and what is not sent yet as the thread shows them. */
export function items(lines: readonly ChatLine[], unsent: readonly Unsent[]): Item[] {
  const { stateOf, labelOf } = cardsIn(lines, unsent);
  const out: Item[] = [];
  let day = '';
  const seen = lines.flatMap((line, at) => (showsItself(line.body) ? [] : [{ line, at }]));
  seen.forEach(({ line, at }, place) => {
    const before = seen[place - 1]?.line;
    const after = seen[place + 1]?.line;
    const today = dayOf(line.at);
    if (today !== day) out.push({ is: 'day', key: `day-${line.seq}`, day: today });
    const near = (other: ChatLine | undefined): boolean =>
      other !== undefined &&
      other.from === line.from &&
      Math.abs(Date.parse(other.at) - Date.parse(line.at)) < TOGETHER &&
      dayOf(other.at) === today;
    out.push({
      is: 'line',
      key: line.key,
      line,
      first: !near(before),
      last: !near(after),
      ...(cardOf(line) ? { card: stateOf(line, at) } : {}),
      ...(line.body.is === 'action' ? { label: labelOf(line.body, at) } : {}),
    });
    day = today;
  });
  for (const item of unsent) {
    if (showsItself(item.body) && item.state !== 'refused') continue;
    const today = dayOf(item.at);
    if (today !== day) out.push({ is: 'day', key: `day-${item.key}`, day: today });
    day = today;
    const label = item.body.is === 'action' ? { label: labelOf(item.body, lines.length) } : {};
    out.push({ is: 'unsent', key: item.key, unsent: item, ...label });
  }
  return out;
}

/** The person has spoken last and the answer is on its way. Most judgements of an answer are not answered. */
export const isWaiting = (lines: readonly ChatLine[], unsent: readonly Unsent[]): boolean => {
  const last = lines.at(-1);
  return (
    unsent.some((item) => (item.state === 'sending' || item.state === 'kept') && awaitsWord(item.body)) ||
    (last?.from === 'me' && awaitsWord(last.body))
  );
};
const awaitsWord = (body: Said): boolean => !showsItself(body) || (body.is === 'action' && body.value === 'rate:other');
