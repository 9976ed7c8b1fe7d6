/** Cards: what a person looks at and presses. The confirmation card carries the versions that it shows. Pure. */

import { fieldName, PARTED } from '../catalogue/index.ts';
import { byCalendar, crossing } from '../ledger/crossing.ts';
import type { Change } from '../ledger/profile.ts';
import { listedThere, type Worth, worthOf } from '../ledger/worth.ts';
import { spanAt, yearAt } from '../ledger/year.ts';
import { sayReason } from '../rules/index.ts';
import type { Card, CardAction, Draft, FieldValue, LedgerEntry, RequestDraft } from '../types/index.ts';
import { carried } from '../understand/index.ts';
import { CHANGE_ROW, changeRows } from '../words/person/change.ts';
import { BY_CALENDAR, DEEMED, NO_RULES_FOR, NOT_LISTED, SHARES, TOGETHER } from '../words/person/year.ts';
import { creditWords, daysOf, factsOf, lineOf, nameOf, requestFacts } from '../words/talk/activity.ts';
import { assumedWords } from '../words/talk/assumed.ts';
import { BUTTON, ITEM, NOTE, ROW, TITLE } from '../words/talk/card.ts';
import { PLAN_GAPS, PLAN_PARTS, REQUEST_NAMES } from '../words/talk/request.ts';
import { typeName, valueName } from '../words/talk/talk.ts';
import { button, confirming } from './button.ts';
import { cardId } from './card-id.ts';
import { activityOf } from './drafts/slots.ts';
import type { Facts } from './facts.ts';
import { effectText } from './requests/change.ts';

/** One card for all drafts, with what they would earn. */
export function confirmCard(drafts: readonly Draft[], facts: Facts): Card {
  const several = drafts.length > 1;
  const rows: [string, string][] = [];
  drafts.forEach((draft, i) => {
    const expected = expectedOf(draft, facts);
    const papers = draft.attachments.length;
    if (several) {
      rows.push([
        ITEM.nth(i + 1),
        ITEM.of(daysOf(draft.fields), lineOf({ type: draft.type ?? '', ...draft.fields }), papers),
      ]);
      rows.push(['预计', expected]);
    } else {
      rows.push(['类别', typeName(draft.type)], ...factsOf(draft.fields, draft.type));
      if (papers > 0) rows.push(['材料', ITEM.papers(papers)]);
      rows.push(['预计', expected]);
    }
    if (draft.read?.length) rows.push(['从图片读到', readFrom(draft.read)]);
    for (const one of draft.assumed) rows.push(['说明', assumedWords(one)]);
    for (const note of notesOf(draft, facts)) rows.push(['说明', note]);
  });
  const title = drafts.every((d) => d.replaces !== undefined) ? TITLE.correction : TITLE.report;
  return { id: cardId.report(drafts), title, facts: rows, actions: confirming(BUTTON.confirm, BUTTON.drop) };
}

/** What stands on a card as a model read it from a picture. */
const readFrom = (read: readonly string[]): string =>
  [...new Set(read.map((field) => fieldName(['from', 'to'].includes(field) ? 'date' : field)))].join('、');

/** What a draft would earn, or what stands instead of a number. */
function expectedOf(draft: Draft, facts: Facts): string {
  if (!listedThere(draft.type, facts)) return NOT_LISTED(facts.rulesets.names[facts.member?.province ?? ''] ?? '本省');
  const worth = worthOf(facts, { activity: activityOf(draft), at: facts.at, replaces: draft.replaces });
  switch (worth.is) {
    case 'no-rules':
      return worth.province === undefined ? creditWords(null) : NO_RULES_FOR(worth.year, worth.province);
    case 'deemed':
      return DEEMED;
    case 'judged':
      return judgedWords(worth);
  }
}

function judgedWords({ credits, pending, unit, shares, reason, together }: Extract<Worth, { is: 'judged' }>): string {
  if (credits === null && reason?.why.is === 'untold') return sayReason(reason);
  const measure = unit === 'hours' ? '学时' : '学分';
  const words = SHARES(shares, measure) || creditWords(credits, pending, measure);
  if (credits !== 0) return words;
  const why = together ? TOGETHER(nameOf(together.activity), together.credits) : reason && sayReason(reason);
  return why ? `${words}，${why}` : words;
}

/** What a card says beside the facts: a year that is crossed, a year that is over. */
function notesOf(draft: Draft, facts: Facts): string[] {
  const { from, to, date } = draft.fields;
  const province = facts.member?.province;
  const notes: string[] = [];
  if ((date === null || from === null) && typeof to !== 'string')
    notes.push(NOTE.dayless(yearAt(facts.rulesets, province, facts.day)));
  if (typeof from === 'string' && typeof to === 'string' && from !== '' && to !== '') {
    const first = yearAt(facts.rulesets, province, from);
    const last = yearAt(facts.rulesets, province, to);
    if (first !== last) {
      const cut = spanAt(facts.rulesets, province, last).from;
      notes.push(last === first + 1 ? NOTE.twoYears(first, last, cut) : NOTE.years(first, last));
      if (isByCalendar(draft.fields, facts)) notes.push(BY_CALENDAR);
    }
  }
  const day = typeof date === 'string' && date !== '' ? date : typeof to === 'string' && to !== '' ? to : undefined;
  if (day) {
    const year = yearAt(facts.rulesets, province, day);
    if (year !== yearAt(facts.rulesets, province, facts.day)) notes.push(NOTE.inYear(year));
  }
  return notes;
}

/** Was a total shared out between two years because nobody has said how much lay in each? */
function isByCalendar(fields: Draft['fields'], { rulesets, member }: Facts): boolean {
  const cross = crossing(fields.from, fields.to, rulesets, member?.province);
  if (!cross) return false;
  const amounts = Object.entries(PARTED).filter(([field]) => typeof fields[field] === 'number');
  // One of them told for each year settles it.
  return (
    amounts.length > 0 &&
    amounts.every(([field, parted]) => {
      const amount = Number(fields[field]);
      const isWhole = field === 'fullDays' && amount >= cross.whole;
      return !isWhole && JSON.stringify(fields[parted]) === JSON.stringify(byCalendar(field, amount, cross));
    })
  );
}

/** Buttons for a question with few answers; `extra`: what else can be pressed, `type`: the kind that the field is of. */
export function choiceCard(
  { id, title }: { readonly id: string; readonly title: string },
  field: string,
  values: readonly FieldValue[],
  { extra = [], type }: { readonly extra?: readonly CardAction[]; readonly type?: string } = {},
): Card {
  const answers = values.map((value) =>
    button({ is: 'set', field, to: carried(value) }, valueName(field, value, type)),
  );
  return { id, title, facts: [], actions: [...answers, ...extra] };
}

/** Recorded activities to choose from. */
export function pickCard(id: string, title: string, entries: readonly LedgerEntry[]): Card {
  return {
    id,
    title,
    facts: entries.map((entry, i): [string, string] => [
      `${i + 1}`,
      `${daysOf(entry.activity)} ${lineOf(entry.activity)}`,
    ]),
    actions: entries.slice(0, 9).map((_, i) => button({ is: 'pick', n: i + 1 }, BUTTON.nth(i + 1))),
  };
}

/** What a self-study plan has to say by the documents and this one does not: shown before it is sent, never demanded. */
function planGaps({ kind, fields }: RequestDraft): [string, string][] {
  const { content } = fields;
  if (kind !== 'self-study-plan' || typeof content !== 'string') return [];
  const missing = PLAN_PARTS.filter(([pattern]) => !pattern.test(content)).map(([, name]) => name);
  return missing.length > 0 && missing.length < PLAN_PARTS.length ? [[ROW.notYet, PLAN_GAPS(missing)]] : [];
}

/** The card of changes before they are sent: what becomes what, and what that would make of the year. */
export function changeCard(draft: RequestDraft, changes: readonly Change[], facts: Facts): Card {
  const effect = effectText(changes, facts);
  return {
    id: cardId.request(draft),
    title: TITLE.request(REQUEST_NAMES[draft.kind]),
    facts: [...changeRows(changes, facts.rulesets.names), [CHANGE_ROW.effect, effect]],
    actions: confirming(BUTTON.submit, BUTTON.dropRequest),
  };
}

/** The card of a request before it is sent. */
export function requestCard(draft: RequestDraft): Card {
  return {
    id: cardId.request(draft),
    title: TITLE.request(REQUEST_NAMES[draft.kind]),
    facts: [
      [ROW.request, REQUEST_NAMES[draft.kind]],
      ...(draft.year === undefined ? [] : [[ROW.year, ROW.ofYear(draft.year)] as [string, string]]),
      ...requestFacts(draft.fields),
      ...planGaps(draft),
    ],
    actions: confirming(BUTTON.submit, BUTTON.dropRequest),
  };
}
