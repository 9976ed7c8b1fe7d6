/** What waits for the person's decision, one at a time: shown, agreed to, or sent back with a reason. Pure. */

import type { Card, Decision, ReviewItem } from '../../types/index.ts';
import { DECIDE } from '../../words/office/review.ts';
import { button } from '../button.ts';
import { cardId } from '../card-id.ts';
import { note, put, say, type Work } from '../work.ts';

/** 待审核 */
export function reviews(work: Work) {
  const waiting = mine(work);
  if (!waiting) return;
  if (waiting.length === 0) return note(work, 'no-reviews', DECIDE.none);
  show(work, waiting, DECIDE.head(waiting.length));
}

/** 同意 or 退回, pressed on one of them. */
export function decideOne(work: Work, id: string, to: string) {
  const waiting = mine(work);
  if (!waiting) return;
  const item = waiting.find((one) => one.id === id && one.choices.some((choice) => choice.to === to));
  if (!item) return note(work, 'review-moved', DECIDE.moved);
  const decision: Decision = { is: item.is, id, member: item.member, was: item.status, to };
  if (to === 'rejected') return put(work, { pending: { is: 'refuse', decision } });
  taken(work, decision, waiting);
}

/** The reason for which one of them is sent back. */
export function refuse(work: Work, decision: Decision, reason: string) {
  put(work, { pending: undefined });
  const waiting = mine(work);
  if (!waiting) return;
  if (!waiting.some(({ id }) => id === decision.id)) return note(work, 'review-moved', DECIDE.moved);
  taken(work, { ...decision, reason: reason.slice(0, MOST) }, waiting);
}
/** Characters of a reason. */
const MOST = 200;

/** Those that the person may decide; undefined, with a word why, where they may decide nothing here. */
function mine(work: Work): readonly ReviewItem[] | undefined {
  const { direct, reviews: found } = work.facts;
  if (!direct) note(work, 'reviews-in-private', DECIDE.inPrivate);
  else if (!found) note(work, 'not-reviewer', DECIDE.notYours);
  else return found.filter(({ choices }) => choices.length > 0);
  return undefined;
}

function taken(work: Work, decision: Decision, waiting: readonly ReviewItem[]) {
  const item = waiting.find(({ id }) => id === decision.id);
  work.effects.push({ is: 'decide', decision });
  const label = item?.choices.find(({ to }) => to === decision.to)?.label ?? '';
  note(work, 'decided', DECIDE.done(label, item?.name ?? ''));
  const left = waiting.filter(({ id }) => id !== decision.id);
  if (left.length > 0) show(work, left, DECIDE.more(left.length));
}

/** The oldest of them, with its buttons. */
function show(work: Work, [first]: readonly ReviewItem[], text: string) {
  if (!first) return;
  const lead = work.lines.splice(0);
  const words = [...lead.map((line) => line.text), text].join('\n');
  say(work, [...lead.map((line) => line.about), { is: 'reviews' }], { text: words, card: cardOf(first) }, true);
}

function cardOf({ id, what, name, titleName, facts, worth, warnings, files, choices }: ReviewItem): Card {
  return {
    id: cardId.review(id),
    title: what,
    facts: [
      [DECIDE.who, titleName === '' ? name : `${name}，${titleName}`],
      ...facts,
      ...(worth === undefined ? [] : [[DECIDE.worth, worth] as const]),
      ...(files.length > 0 ? [[DECIDE.files, DECIDE.onPage(files.length)] as const] : []),
      ...warnings.map((warning) => [DECIDE.heed, warning] as const),
    ],
    actions: choices.map(({ to, label }) =>
      button({ is: 'decide', id, to }, label, to === 'rejected' ? 'danger' : 'primary'),
    ),
  };
}
