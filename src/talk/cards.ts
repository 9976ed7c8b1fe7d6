/** Cards: what a person looks at and presses. The confirmation card carries the versions that it shows. Pure. */

import { BY_YEAR } from '../catalogue/fields.ts';
import { byCalendar, crossing } from '../ledger/crossing.ts';
import { earned, placed, placeOf, type Standing, sharesOf, spanAt, yearAt, yearOf } from '../ledger/year.ts';
import { typesOf } from '../rules/index.ts';
import type {
  Activity,
  Assessment,
  Card,
  CardAction,
  Draft,
  FieldValue,
  LedgerEntry,
  RequestDraft,
} from '../types/index.ts';
import { carried } from '../understand/acts/action.ts';
import { creditWords, daysOf, factsOf, lineOf, nameOf, requestFacts } from '../words/activity.ts';
import { assumedWords } from '../words/assumed.ts';
import { BUTTON, NOTE, ROW, TITLE } from '../words/card.ts';
import { PLAN_GAPS, PLAN_PARTS, REQUEST_NAMES } from '../words/request.ts';
import { fieldName, typeName, valueName } from '../words/talk.ts';
import { BY_CALENDAR, DEEMED, NO_RULES_FOR, NOT_LISTED, SHARES, TOGETHER } from '../words/year.ts';
import { button, confirming } from './button.ts';
import { cardId } from './card-id.ts';
import { activityOf } from './drafts/slots.ts';
import type { Facts } from './facts.ts';

interface Worth {
  readonly credits: number | null;
  readonly why?: string;
  readonly pending: boolean;
  /** 学分 or 学时, as the province counts. */
  readonly unit?: string;
  /** What stands instead of a number: what counts in each year, where that is more than one or a ceiling cuts; a year without rules. */
  readonly shares?: string;
}

/** What drafts would earn, judged beside the ledger. Null where no number is defined. */
export function worth(drafts: readonly Draft[], facts: Facts): { readonly [draft: string]: Worth } {
  const out: { [draft: string]: Worth } = {};
  for (const draft of drafts) {
    const activity = activityOf(draft);
    const verdict = judge(facts, activity, draft.replaces);
    if (!verdict) {
      const province = facts.rulesets.names[facts.member?.province ?? ''];
      const year = yearAt(facts.rulesets, facts.member?.province, placeOf(activity, facts.at));
      out[draft.id] = {
        credits: null,
        pending: false,
        ...(province !== undefined ? { shares: NO_RULES_FOR(year, province) } : {}),
      };
      continue;
    }
    const other = togetherWith(verdict, draft.id, activity.type, facts.ledger);
    const why = other ? TOGETHER(nameOf(other), earned(verdict, other.id) ?? 0) : reasonOf(verdict, draft.id);
    const isPending = verdict.pending?.[draft.id] !== undefined;
    const unit = verdict.unit === 'hours' ? '学时' : '学分';
    const isDeemed = verdict.complete && earned(verdict, draft.id) === null && !wasDone(facts, draft, activity);
    if (isDeemed) {
      out[draft.id] = { credits: null, pending: false, shares: DEEMED };
      continue;
    }
    const shares = isPending ? '' : SHARES(sharesOf(facts, activity, facts.at, draft.replaces), unit);
    out[draft.id] = {
      credits: earned(verdict, draft.id),
      pending: isPending,
      unit,
      ...(shares ? { shares } : {}),
      ...(why ? { why } : {}),
    };
  }
  return out;
}

/** Was the year deemed complete without this one? */
function wasDone(facts: Facts, draft: Draft, activity: Activity): boolean {
  const year = yearAt(facts.rulesets, facts.member?.province, placeOf(activity, facts.at));
  return yearOf(facts, year, [], { without: draft.replaces === undefined ? [] : [draft.replaces] })?.complete === true;
}

/** The year of an activity with it in, traced. */
export function judge(facts: Facts | Standing, activity: Activity, without?: string): Assessment | undefined {
  const at = 'at' in facts ? facts.at : (activity.date ?? '');
  const day = placeOf(activity, at);
  const year = yearAt(facts.rulesets, facts.member?.province, day);
  const ledger = facts.ledger.filter((e) => e.activity.id !== activity.id && e.activity.id !== without);
  return yearOf({ ...facts, ledger }, year, [placed(activity, day)], { trace: true });
}

/** Why an activity earns what it earns: the last sentence that the rules say about it. */
export function reasonOf(verdict: Assessment, id: string): string | undefined {
  const effect = verdict.trace.findLast((step) => step.activity === id)?.effect;
  const short = effect === undefined ? null : /每满 ([\d.]+ ?\S{1,4}) .{0,40}满 0 次 = 0 分/.exec(effect);
  if (short) return `不满 ${short[1] ?? ''}`;
  return effect?.replace(/[，,]计 0 分$/, '');
}

/** The clause behind what an activity earns. */
export function clauseOf(verdict: Assessment, id: string): string | undefined {
  const step = verdict.trace.findLast((one) => one.activity === id && one.clause !== '');
  // A number that stands on the certificate is no document's; what the documents leave open has no clause.
  if (step === undefined || step.effect.startsWith('按核定的学分')) return undefined;
  return earned(verdict, id) !== null || verdict.complete ? step.clause : undefined;
}

/** The activity of the same type with which this one reached its credits, where those stand on the other. */
export function togetherWith(verdict: Assessment, id: string, type: string, ledger: readonly LedgerEntry[]) {
  const why = reasonOf(verdict, id);
  if (earned(verdict, id) !== 0 || (why !== undefined && !why.startsWith('合并计算'))) return undefined;
  return ledger.find(
    (e) => e.activity.type === type && e.activity.id !== id && (earned(verdict, e.activity.id) ?? 0) > 0,
  )?.activity;
}

/** One card for all drafts, with what they would earn. */
export function confirmCard(drafts: readonly Draft[], facts: Facts): Card {
  const worths = worth(drafts, facts);
  const several = drafts.length > 1;
  const rows: [string, string][] = [];
  drafts.forEach((draft, i) => {
    const value = worths[draft.id];
    const isOpen = value?.credits === null && value.why?.startsWith('没有说明') === true;
    const isListed = listedThere(draft.type, facts);
    const credits = !isListed
      ? NOT_LISTED(facts.rulesets.names[facts.member?.province ?? ''] ?? '本省')
      : isOpen
        ? (value.why ?? '')
        : (value?.shares ?? creditWords(value?.credits ?? null, value?.pending, value?.unit));
    const why = value?.credits === 0 && value.why ? `，${value.why}` : '';
    const files = draft.attachments.length > 0 ? `，附材料 ${draft.attachments.length} 份` : '';
    if (several) {
      rows.push([
        `第 ${i + 1} 项`,
        `${daysOf(draft.fields) || '日期不清楚'}，${lineOf({ type: draft.type ?? '', ...draft.fields })}${files}`,
      ]);
      rows.push([`预计`, `${credits}${why}`]);
    } else {
      rows.push(['类别', typeName(draft.type)], ...factsOf(draft.fields, draft.type));
      if (files) rows.push(['材料', `${draft.attachments.length} 份`]);
      rows.push(['预计', `${credits}${why}`]);
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

/** Does this province's ruleset know the type at all? True where no province is known. */
export function listedThere(type: string | undefined, facts: Pick<Facts, 'rulesets' | 'member'>): boolean {
  const province = facts.member?.province;
  // The national document leaves most kinds to the provinces.
  if (type === undefined || province === undefined || province === 'national') return true;
  if (!facts.rulesets.provinces.includes(province)) return true;
  return typesOf(facts.rulesets, province).includes(type);
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
  const amounts = Object.entries(BY_YEAR).filter(([field]) => typeof fields[field] === 'number');
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
