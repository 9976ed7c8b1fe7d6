/** Something planned, filled up as people leave it unsaid, so that the rules can judge it. Pure. */

import { fieldOf, lasts } from '../../catalogue/index.ts';
import { addDays, dayNumber } from '../../days.ts';
import { spanAt, yearAt } from '../../ledger/year.ts';
import type { Draft, Extracted, FieldValue } from '../../types/index.ts';
import { durationEnd } from '../../understand/index.ts';
import { settleType } from '../drafts/kind.ts';
import { nextWant } from '../drafts/slots.ts';
import { freshId, put, say, type Work } from '../work.ts';
import { answerTo } from './answer.ts';
import { besideYear } from './progress.ts';
import { type Planned, whatIfText, whichIfText } from './what-if-reply.ts';

/** What people leave unsaid when they wonder: one session, one hour as a lecturer, a project of the usual length. */
function guess(field: string, draft: Draft): FieldValue {
  const { from, to, role } = draft.fields;
  const days = typeof from === 'string' && typeof to === 'string' ? workdays(dayNumber(to) - dayNumber(from) + 1) : 1;
  if (field === 'fullDays') return days;
  if (field === 'hours') return lasts(draft.type) ? days * 6 : role === 'lecturer' ? 1 : 3;
  return fieldOf(field)?.guess ?? null;
}
/** Five days a week. */
const workdays = (days: number): number => Math.max(1, Math.round((days * 5) / 7));

/** The description filled up so far that the rules can judge it. */
function filledUp(work: Work, one: Extracted, type: string): Planned {
  let draft: Draft = {
    id: freshId(work),
    version: 0,
    type,
    fields: one.fields,
    said: one.said,
    assumed: [],
    attachments: [],
  };
  const { date, from, to } = one.fields;
  const isStay = lasts(type) && date === undefined;
  if (isStay && (from === undefined || to === undefined)) {
    const start = typeof from === 'string' ? from : work.facts.day;
    const end = durationEnd(one.said, start);
    const { to: last } = spanAt(
      work.facts.rulesets,
      work.facts.member?.province,
      yearAt(work.facts.rulesets, work.facts.member?.province, work.facts.day),
    );
    const length = end ? dayNumber(end) - dayNumber(start) : 0;
    const begin = end && end > last ? addDays(last, -length) : start;
    draft = { ...draft, fields: { ...draft.fields, from: begin, to: end ? addDays(begin, length) : start } };
  }
  for (let i = 0; i < 14; i++) {
    const want = nextWant(draft, work.facts);
    if (!want || want.field === 'date') break;
    const value = guess(want.field, draft);
    draft = { ...draft, fields: { ...draft.fields, [want.field]: value } };
  }
  return { ...draft.fields, id: draft.id, type };
}

/** The likely readings of a description whose type is open: nobody lectures on a secondment. */
const readings = (types: readonly string[], one: Extracted): readonly string[] =>
  types.filter((type) => one.fields.role !== 'lecturer' || !lasts(type)).slice(0, 4);

/** 假如我讲一次课能有几分: judged by the rules beside the year as it stands; nothing is recorded. */
export function whatIf(work: Work, activities: readonly Extracted[], question: string) {
  const { facts } = work;
  const settled = activities.map((one) => ({ one, ...settleType(one, facts) }));
  const open = settled.find((s) => s.type === undefined);
  const text = !facts.member?.province
    ? undefined
    : open
      ? whichIfText(
          readings(open.open ?? [], open.one).map((type) => filledUp(work, open.one, type)),
          facts,
        )
      : whatIfText(
          settled.map(({ one, type }) => filledUp(work, one, type ?? '')),
          facts,
        );
  if (text !== undefined) {
    say(work, 'what-if', { text: [text, ...besideYear(facts)].join('\n') }, true);
    put(work, { prior: [...work.conversation.prior, { question }, { answer: text }].slice(-6) });
    return;
  }
  answerTo(work, question);
}
