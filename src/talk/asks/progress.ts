/** What the year looks like, in words: 还差几分, 够了吗, 明细, 截止, 申请, 资料. Pure. */

import { showPlainDay } from '../../chinese/index.ts';
import { dayNumber } from '../../days.ts';
import { changeOf, type Fact, toldFacts } from '../../ledger/profile.ts';
import { toldAndUsed } from '../../ledger/requirement.ts';
import {
  creditOf,
  placeOf,
  planOf,
  type Share,
  sharesOf,
  spanAt,
  unreviewedOf,
  yearAt,
  yearOf,
} from '../../ledger/year.ts';
import type { PlanOption } from '../../rules/index.ts';
import type { Assessment, Card, FieldValue, LedgerEntry, Member, ProgressWhat, Reply } from '../../types/index.ts';
import { CHANGE_LINE, factWords, TOLD_MARK, TOLD_USED, WAITS_MARK } from '../../words/person/change.ts';
import { institutionWords, profileLines, titleWords } from '../../words/person/profile.ts';
import {
  bar,
  enoughWords,
  measure,
  shortMeasure,
  standLine,
  stepWords,
  yearRows,
  yearTitle,
} from '../../words/person/standing.ts';
import * as say from '../../words/person/year.ts';
import { creditWords, daysOf, lineOf } from '../../words/talk/activity.ts';
import { NO_REQUESTS, REQUEST_LINE, REQUEST_STATUS } from '../../words/talk/request.ts';
import type { Facts } from '../facts.ts';
import { waitingChanges, waitsText } from '../requests/change.ts';

export { bar, standLine } from '../../words/person/standing.ts';

/** The year that a question is about: the one named, else the one in which today lies. */
export const yearAsked = (facts: Facts, year: number | undefined): number =>
  year ?? yearAt(facts.rulesets, facts.member?.province, facts.day);

/** The answer to a question about one's own year. */
export function progress(what: ProgressWhat, year: number | undefined, facts: Facts): Reply {
  const reply = figures(what, year, facts);
  const isAbout = what !== 'profile' && what !== 'unit' && facts.damaged !== undefined && facts.damaged > 0;
  return isAbout ? { ...reply, text: `${reply.text}\n${say.DAMAGED(facts.damaged ?? 0, facts.contact)}` } : reply;
}

function figures(what: ProgressWhat, year: number | undefined, facts: Facts): Reply {
  if (what === 'requests') return { text: requestsText(facts) };
  if (what === 'profile' || what === 'unit') return { text: profileText(facts) };
  const reply = yearReply(what, year, facts);
  const beside = year === undefined || year === yearAsked(facts, undefined) ? besideYear(facts) : [];
  return beside.length > 0 ? { ...reply, text: [reply.text, ...beside].join('\n') } : reply;
}

/** What goes with every answer about the running year: facts that are only the person's word, changes that wait. */
export function besideYear(facts: Facts): readonly string[] {
  if (!facts.member || !facts.onRoster) return [];
  const told = toldAndUsed(facts, facts.member, facts.day);
  return [told.length > 0 ? TOLD_USED(told) : '', waitsText(facts)].filter((line) => line !== '');
}

function yearReply(
  what: Exclude<ProgressWhat, 'requests' | 'profile' | 'unit'>,
  year: number | undefined,
  facts: Facts,
): Reply {
  const asked = yearAsked(facts, year);
  if (what === 'ledger') return ledgerReply(asked, facts, year !== undefined);
  const verdict = yearOf(facts, asked, [], { trace: true });
  if (what === 'deadline') return { text: deadlineText(asked, facts, verdict) };
  if (!verdict) return { text: say.NO_RULES(asked, provinceName(facts)) };
  if (!verdict.covered) return { text: notCovered(verdict) };
  const text = what === 'plan' ? planText(asked, verdict, facts) : shortText(asked, verdict, facts, what === 'enough');
  return { text, card: yearCard(asked, verdict, facts) };
}

export const provinceName = (facts: Facts): string | undefined => facts.rulesets.names[facts.member?.province ?? ''];

/** Why somebody has no requirement this year, with the clause. */
export function notCovered(verdict: Assessment): string {
  const step = verdict.trace.find((s) => s.clause !== '');
  return say.NOT_COVERED(step?.clause);
}

/** The same with what nobody has reviewed yet. */
export function standing(year: number, v: Assessment, facts: Facts): string {
  const waiting = unreviewedOf(facts, year);
  return standLine(year, v) + (waiting > 0 ? say.UNREVIEWED(waiting, measure(v)) : '');
}

/** Where the public subjects stand, for whom the documents set or expressly set no floor; '' where they do neither. */
export function publicLine(year: number | undefined, facts: Facts): string {
  const v = yearOf(facts, yearAsked(facts, year));
  if (!v?.covered || v.publicRequired === null || v.complete) return '';
  const unit = measure(v);
  if (v.publicRequired === 0 && isFloorUnsaid(yearAsked(facts, year), facts)) return say.PUBLIC_UNSAID;
  return say.PUBLIC(v.publicRequired, v.public ?? 0, v.shortfall.public, unit);
}

export const isDone = (v: Assessment): boolean => v.compliant === true;

function shortText(year: number, v: Assessment, facts: Facts, enough: boolean): string {
  const lead = enough ? enoughWords(v) : '';
  const rows = [lead + standing(year, v, facts), bar(v)];
  const waiting = pendingSum(v);
  if (waiting > 0) rows.push(say.PENDING(waiting));
  if (v.complete !== true && isFloorUnsaid(year, facts)) rows.push(say.PUBLIC_UNSAID);
  if (v.makeup && v.makeup.left > 0) rows.push(say.DEBT(v.makeup.year, v.makeup.left));
  if (v.compliant !== true) rows.push(deadlineLine(year, facts), ...(isOver(year, facts) ? [] : nextStep(v, facts)));
  return rows.filter((row) => row !== '').join('\n');
}

/** The table of the public subjects has no row for somebody without a title, and nobody chose a reading: no floor is known. */
const isFloorUnsaid = (year: number, facts: Facts): boolean =>
  facts.member?.title === 'none' &&
  (yearOf(facts, year, [], { depends: true })?.depends ?? []).some((d) => 'publicRequired' in d.changes);

const pendingSum = (v: Assessment): number => Object.values(v.pending ?? {}).reduce((a, b) => a + b, 0);

/** `截止 2026年12月31日，还有 37 天。` */
export function deadlineLine(year: number, facts: Facts): string {
  const { to } = spanAt(facts.rulesets, facts.member?.province, year);
  return say.DEADLINE(showPlainDay(to), dayNumber(to) - dayNumber(facts.day));
}

function deadlineText(year: number, facts: Facts, v: Assessment | undefined): string {
  const { from, to } = spanAt(facts.rulesets, facts.member?.province, year);
  const span = say.SPAN(year, showPlainDay(from), showPlainDay(to), dayNumber(to) - dayNumber(facts.day));
  if (!v) return span;
  if (!v.covered) return `${span}\n${notCovered(v)}`;
  return `${span}\n${standing(year, v, facts)}`;
}

/** What to do next, the cheapest first. */
function steps(v: Assessment): string[] {
  if (v.missingCourses && v.missingCourses.length > 0) return [say.STEP_COURSE];
  if (v.shortfall.public > 0 && v.shortfall.total > 0) return [say.STEP_PUBLIC];
  if (v.shortfall.public > 0) return [say.STEP_ONLY_PUBLIC];
  return [];
}

/** The whole way to a finished year, as the rules find it: least time first, then another way if it differs. */
function planText(year: number, v: Assessment, facts: Facts): string {
  const rows = [standing(year, v, facts)];
  if (v.compliant === true) return [...rows, say.NOTHING_TO_DO].join('\n');
  rows.push(deadlineLine(year, facts));
  if (isOver(year, facts)) return rows.join('\n');
  const unit = shortMeasure(v);
  const found = planOf(facts, year, facts.day);
  const [best, ...others] = found?.plans ?? [];
  if (!best) {
    const why = found?.without[0]?.why;
    return [...rows, ...(why ? [`${why}。`] : []), ...nextStep(v, facts)].join('\n');
  }
  const other = others.find((one) => bare(one) !== bare(best));
  for (const option of [best, ...(other ? [other] : [])]) {
    rows.push(say.PLAN_HEAD(option.aim, option.hours));
    for (const row of option.activities)
      rows.push(
        say.PLAN_ROW(row, lineOf({ type: row.type, ...row.fields, sessions: null, count: null }), row.credits, unit),
      );
  }
  rows.push(say.PLAN_ASSUMED);
  return rows.join('\n');
}

/** A plan without what does not make it another plan: whether a course is taken online. */
const bare = (option: PlanOption): string =>
  JSON.stringify(
    option.activities.map(({ type, count, credits, fields: { remote: _, ...fields } }) => [
      type,
      count,
      credits,
      fields,
    ]),
  );

export const isOver = (year: number, facts: Facts): boolean =>
  spanAt(facts.rulesets, facts.member?.province, year).to < facts.day;

/** One thing that helps most for its length, in the amounts in which it can be had. */
const STEPS: readonly (readonly [
  type: string,
  fields: { readonly [k: string]: string | boolean | readonly number[] },
])[] = [
  ['cme-project', { level: 'provincial', role: 'participant', hours: [3, 6, 9], passed: true }],
  ['internal-training', { form: 'practice', role: 'participant', sessions: [1, 2] }],
  ['institutional-project', { role: 'participant', passed: true, count: [1, 2, 3, 4] }],
  ['practice', { role: 'participant', hours: [3, 6, 9, 12] }],
  ['certified-credit', { credits: [1, 2, 3, 4, 5] }],
];
export function nextStep(v: Assessment, facts: Facts): string[] {
  const first = steps(v);
  if (first.length > 0) return first;
  const year = yearAsked(facts, undefined);
  for (const [type, fields] of STEPS) {
    const amounts = Object.values(fields).find((value) => typeof value === 'object') ?? [1];
    const tried = amounts.map((amount) => {
      const one = Object.fromEntries(Object.entries(fields).map(([k, f]) => [k, typeof f === 'object' ? amount : f]));
      const after = yearOf(facts, year, [{ id: 'try', type, date: facts.day, ...one }]);
      return { amount, gain: after ? after.total - v.total : 0 };
    });
    const last = tried.at(-1);
    const enough = tried.find((t) => t.gain > 0 && t.gain >= v.shortfall.total) ?? last;
    if (enough && enough.gain > 0)
      return [say.NEXT(stepWords(type, enough.amount) ?? '', Number(enough.gain.toFixed(6)))];
  }
  return [];
}

/** What is recorded and not withdrawn; with `isNamed` only what reaches into the year. */
const recordedIn = (year: number, facts: Facts, isNamed: boolean): readonly LedgerEntry[] =>
  facts.ledger.filter((e) => e.status !== 'withdrawn' && (!isNamed || reaches(e, year, facts)));

/** The lines of the ledger, the newest twenty, each under its number in the whole. */
export function ledgerRows(year: number, facts: Facts, isNamed: boolean): readonly string[] {
  const whole = recordedIn(year, facts, false);
  const unit = measure(yearOf(facts, year));
  return recordedIn(year, facts, isNamed)
    .slice(-20)
    .map((entry) =>
      say.LEDGER_ROW(whole.indexOf(entry) + 1, {
        days: daysOf(entry.activity) || say.NO_DAY,
        line: lineOf(entry.activity),
        credits: say.SHARES(sharesIn(entry, facts), unit) || creditWords(creditOf(facts, entry), false, unit),
        status: entry.status,
      }),
    );
}

/** Everything recorded, or what reaches into the year that was named. */
function ledgerReply(year: number, facts: Facts, isNamed: boolean): Reply {
  if (recordedIn(year, facts, false).length === 0) return { text: say.NO_LEDGER };
  const verdict = yearOf(facts, year);
  const mine = recordedIn(year, facts, isNamed);
  const stand = verdict ? (verdict.covered ? standing(year, verdict, facts) : say.NOT_COVERED(undefined)) : '';
  const sum = Object.values(verdict?.awarded ?? {}).reduce((a, b) => a + b, 0);
  const isCutSaid = mine
    .slice(-20)
    .some((entry) => entry.status !== 'rejected' && sharesIn(entry, facts).some(({ isCut }) => isCut));
  const cut =
    verdict?.covered && !isCutSaid && !verdict.complete && sum > verdict.total + 1e-6
      ? say.CAPPED_SUM(verdict.total, measure(verdict))
      : '';
  const head = isNamed ? say.LEDGER_OF(year, mine.length) : say.LEDGER_HEAD(mine.length);
  return { text: [head, ...ledgerRows(year, facts, isNamed), cut, stand].filter((r) => r !== '').join('\n') };
}

function reaches(entry: LedgerEntry, year: number, facts: Facts): boolean {
  const at = (day: string): number => yearAt(facts.rulesets, facts.member?.province, day);
  const last = placeOf(entry.activity, entry.recordedAt);
  const { date, from } = entry.activity;
  const first = typeof date !== 'string' && typeof from === 'string' && from !== '' ? from : last;
  return at(first) <= year && year <= at(last);
}

/** Of a stay that crosses years: what counts in each; [] of others. */
function sharesIn(entry: LedgerEntry, facts: Facts): readonly Share[] {
  const shares = sharesOf({ ...facts, ledger: [] }, entry.activity, entry.recordedAt);
  return shares.length > 1 ? shares : [];
}

function requestsText(facts: Facts): string {
  const open = facts.requests.filter((r) => r.status !== 'withdrawn');
  if (open.length === 0) return NO_REQUESTS;
  return open
    .map(({ year, kind, status, fields }) => {
      const change = kind === 'profile-change' ? changeOf(fields) : undefined;
      return change
        ? CHANGE_LINE(change, facts.rulesets.names, REQUEST_STATUS[status] ?? '')
        : REQUEST_LINE(year, kind, status);
    })
    .join('\n');
}

function profileText(facts: Facts): string {
  const m = facts.member;
  if (!m) return say.NO_PROFILE;
  const { title, titles = [], institution } = m;
  const next = titles.find((t) => t.from > facts.day);
  const now = next ? titles.findLast((t) => t.from <= facts.day)?.title : title;
  const lines = profileLines(
    {
      name: m.name,
      province: m.province ? facts.rulesets.names[m.province] : undefined,
      title: titleWords(now, next),
      institution: institution && (institution.name || institution.level) ? institutionWords(institution) : undefined,
      ...specials(m, facts),
    },
    (fact) => marksOf(fact, m, facts),
  );
  return `${lines}\n${facts.onRoster ? say.PROFILE_HOW_ROSTER : say.PROFILE_HOW}`;
}

/** What is shown only where there is something of it, or where it is about to change. */
function specials(m: Member, facts: Facts): { readonly [fact in Fact]?: string } {
  const asked = waitingChanges(facts).map(({ change }) => change.field);
  const shown = (['profession', 'flags', 'pgmePassed', 'unitRequirement', 'maternityLeave'] as const).filter(
    (fact) => asked.includes(fact) || (fact === 'flags' ? (m.flags ?? []).length > 0 : m[fact] !== undefined),
  );
  return Object.fromEntries(
    shown.map((fact) => [
      fact,
      factWords(fact, ((fact === 'flags' ? (m.flags ?? []) : m[fact]) ?? null) as FieldValue, facts.rulesets.names),
    ]),
  );
}

/** Behind a fact: that it is only the person's word, that a change of it waits. */
function marksOf(fact: Fact, m: Member, facts: Facts): string {
  if (!facts.onRoster) return '';
  const waiting = waitingChanges(facts).find(({ change }) => change.field === fact);
  return (
    (toldFacts(m).includes(fact) ? TOLD_MARK : '') + (waiting ? WAITS_MARK(waiting.change, facts.rulesets.names) : '')
  );
}

/** The year as a card: bar, what is missing, the deadline. */
export function yearCard(year: number, v: Assessment, facts: Facts): Card {
  const { to } = spanAt(facts.rulesets, facts.member?.province, year);
  return { title: yearTitle(year), facts: yearRows(v, unreviewedOf(facts, year), to), actions: [] };
}
