/** Drafts begun by a report, and told apart from what is open or recorded already. Pure. */

import type { Draft, Extracted } from '../../types/index.ts';
import { findDates, isAhead } from '../../understand/index.ts';
import * as words from '../../words/talk/talk.ts';
import { attachPending } from '../papers.ts';
import { promptOf } from '../prompt.ts';
import { freshId, note, put, putDraft, say, type Work } from '../work.ts';
import { checked, settle } from './check.ts';

/** Drafts at a time; more is too much for one card. */
export const MOST = 8;

/** New drafts out of what was described. */
export function report(work: Work, activities: readonly Extracted[]) {
  if (!work.facts.member && !work.facts.mayIntroduce) return say(work, 'must-bind', { text: words.MUST_BIND });
  const past = activities.filter((one) => !isAhead(one, work.facts.day, work.facts.at));
  if (past.length < activities.length) note(work, 'ahead', words.AHEAD);
  if (past.length === 0 && activities.length > 0) return;
  // 我想报一下, then what it was: the one begun without a word is the one now told.
  put(work, { drafts: work.conversation.drafts.filter((d) => !isBlank(d)) });
  const before = work.conversation.drafts;
  const fresh = past.filter((one) => !isOpenAlready(one, before));
  if (fresh.length === 0 && past.length > 0) return note(work, 'open-already', words.OPEN_ALREADY);
  const room = MOST - work.conversation.drafts.length;
  if (fresh.length > room) note(work, 'too-many', words.MANY(MOST));
  const drafts = fresh.slice(0, Math.max(0, room)).map((one): Draft => {
    if (one.odd?.includes('impossible-date')) note(work, 'impossible-date', words.IMPOSSIBLE(impossibleIn(one, work)));
    return {
      id: freshId(work),
      version: 1,
      ...(one.type !== undefined ? { type: one.type } : {}),
      ...(one.candidates ? { candidates: one.candidates } : {}),
      fields: unguessed(one, work),
      said: one.said,
      assumed: one.assumed,
      attachments: [],
    };
  });
  put(work, { pending: undefined, prior: [], drafts: [...work.conversation.drafts, ...drafts] });
  for (const draft of drafts) putDraft(work, draft.id, (d) => ({ fields: checked(work, d, d.fields) }));
  settle(work);
  attachPending(work);
  acknowledge(
    work,
    drafts.map((d) => d.id),
    before.length > 0,
  );
}

/** 上海, 省人民医院 is a superior hospital for whoever works below a province's; for others it is asked. */
function unguessed(one: Extracted, { facts }: Work): Extracted['fields'] {
  if (one.fields.target !== 'higher' || facts.member?.institution?.level !== 'province') return one.fields;
  if (/上级|国外|境外|高一级/.test(one.said)) return one.fields;
  const { target: _, ...fields } = one.fields;
  return fields;
}

const isBlank = (d: Draft): boolean =>
  d.type === undefined && d.said === '' && d.attachments.length === 0 && Object.keys(d.fields).length === 0;

/** New drafts while something else is asked next are said to have been heard. */
function acknowledge(work: Work, ids: readonly string[], isFurther: boolean) {
  const next = promptOf(work.conversation, work.facts);
  if (!next || next.awaiting === 'confirm' || (next.draft !== undefined && ids.includes(next.draft))) return;
  const heard = work.conversation.drafts.filter((d) => ids.includes(d.id));
  const names = heard.map((d) =>
    d.type === undefined
      ? `“${d.said.replaceAll(',', '，').slice(0, 20)}”`
      : words.typeName(d.type).replace(/^.*（(.+)）$/, '$1'),
  );
  const listed = [...new Set(names)].filter((name) => name !== '“”').join('、');
  if (listed !== '') note(work, 'heard', isFurther ? words.HEARD_TOO(listed) : words.HEARD(listed));
}

/** The same thing said again while its card is open: every field it names stands there already. */
const isOpenAlready = (one: Extracted, drafts: readonly Draft[]): boolean =>
  Object.keys(one.fields).length > 0 &&
  !/还有|另外|又|再/.test(one.said) &&
  drafts.some(
    (d) =>
      (one.type === undefined
        ? d.type !== undefined && one.candidates?.includes(d.type) === true
        : one.type === d.type || (d.type !== undefined && one.candidates?.includes(d.type) === true)) &&
      Object.entries(one.fields).every(([field, value]) => JSON.stringify(d.fields[field]) === JSON.stringify(value)),
  );

/** 不是同一次: one like the recorded one stays as it is; one like the open one is a draft of its own. */
export function apart(work: Work) {
  const { drafts } = work.conversation;
  const [draft] = drafts;
  if (!draft) return note(work, 'nothing-open', words.NOTHING_OPEN);
  if (drafts.some((d) => d.repeated === true)) return note(work, 'apart', words.APART);
  if (drafts.length >= MOST) return note(work, 'too-many', words.MANY(MOST));
  const asked = promptOf(work.conversation, work.facts)?.draft;
  const { replaces: _, ...same } = drafts.find((d) => d.id === asked) ?? drafts.at(-1) ?? draft;
  const copy: Draft = { ...same, id: freshId(work), version: 1, attachments: [], repeated: true };
  put(work, { drafts: [...drafts, copy] });
  note(work, 'apart', words.APART);
}

const impossibleIn = (one: Extracted, work: Work): string =>
  findDates(one.said, work.facts.day).impossible[0] ?? one.said.slice(0, 10);
