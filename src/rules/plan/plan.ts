import { dayNumber } from '../../days.ts';
import { decimal, fixed, shown } from '../../decimal.ts';
import { Fault } from '../../errors.ts';
import type { Activity, AssessInput, Assessment, Day, FieldValue, TraceStep, Why } from '../../types/index.ts';
import { type Edition, editionOf, type Rulesets } from '../format/edition.ts';
import { programOf } from '../format/programs.ts';
import { assess } from '../judge/assess.ts';
import { sayEach } from '../pages/say.ts';
import { spanOf } from '../year/year.ts';
import {
  ASSUMED,
  type Assumptions,
  asActivity,
  assumed,
  type Candidate,
  candidatesOf,
  type Portion,
} from './candidates.ts';
import { type Solution, solve, type Task } from './solve.ts';

export { ASSUMED, type Assumptions } from './candidates.ts';

/** 最省时间, 最少次数, 只用远程, 不出单位. */
export type Aim = 'fewest-hours' | 'fewest-activities' | 'remote' | 'in-house';

/** One line of a plan: the same activity `count` times. */
export interface PlanRow {
  readonly type: string;
  readonly fields: { readonly [field: string]: FieldValue };
  readonly count: number;
  /** Credits of all `count` before yearly ceilings; null where it only certifies or exempts. */
  readonly credits: number | null;
  /** Hours of all `count`, as assumed. */
  readonly hours: number;
  readonly rule: string;
  readonly clause: string;
  /** Why one of them earns what it earns; undefined where no step says. */
  readonly why: Why | undefined;
}

/** The arithmetic of all `count` of a plan's line, in words. */
export const sayRow = ({ why, clause, count, credits }: PlanRow): string =>
  why === undefined ? '' : sayEach({ why, clause }, count, credits);

export interface PlanOption {
  readonly aim: Aim;
  readonly hours: number;
  readonly activities: readonly PlanRow[];
  /** What the year comes to with it, after ceilings. */
  readonly total: number;
  /** Open points of the text under another reading of which this would not finish the year. */
  readonly depends?: readonly { readonly doubt: string; readonly reading: string; readonly words: string }[];
}

/** What is still missing in a credit year and the least that finishes it. */
export interface Plan {
  readonly compliant: boolean | null;
  readonly unit: 'credits' | 'hours';
  readonly missing: {
    readonly total: number;
    readonly public: number;
    readonly professional?: number;
    readonly courses?: readonly string[];
    /** A debt of an earlier year that may be made up in this one. */
    readonly makeup?: number;
  };
  /** Credits that are on the way (待核销): they are not counted yet, and may make a plan needless. */
  readonly pending?: number;
  /** Why there is nothing to plan, or what to know beforehand; in words. */
  readonly notes: readonly string[];
  readonly plans: readonly PlanOption[];
  /** Aims that no combination reaches, and why, in words. */
  readonly without: readonly { readonly aim: Aim; readonly why: string }[];
  /** The last day of the credit year. */
  readonly by: Day;
  /** Days that are left, today and the last day included. */
  readonly daysLeft: number;
  readonly assumptions: readonly string[];
  readonly edition: Assessment['edition'];
}

const AIMS: readonly { readonly aim: Aim; readonly order: 'minutes' | 'count'; readonly why: string }[] = [
  { aim: 'fewest-hours', order: 'minutes', why: '剩下的时间和各类上限之内，没有能补足的组合' },
  { aim: 'fewest-activities', order: 'count', why: '剩下的时间和各类上限之内，没有能补足的组合' },
  { aim: 'remote', order: 'minutes', why: '只靠远程学习补不足' },
  { aim: 'in-house', order: 'minutes', why: '只靠院内活动（和线上公需课）补不足' },
];

function suits(aim: Aim, candidate: Candidate, edition: Edition): boolean {
  if (aim === 'remote') return candidate.remote;
  if (aim === 'in-house') return candidate.inHouse || (candidate.remote && onlyWay(candidate, edition));
  return true;
}

/** Said of what could be either, so that the row shows it. */
const remotely = (candidate: Candidate): Candidate => ({
  ...candidate,
  portions: candidate.portions.map((portion) => ({ ...portion, fields: { ...portion.fields, remote: true } })),
});

const PUBLIC: readonly string[] = ['public-course', 'hrss-public'];

/** Public courses are online everywhere; where a floor asks for them, an in-house plan may hold them too. */
function onlyWay(candidate: Candidate, edition: Edition): boolean {
  const floors = Object.values(edition.data.require.floors ?? {});
  return (
    PUBLIC.includes(candidate.type) &&
    floors.some((floor) => floor.of.length === 1 && floor.of.includes(candidate.pool))
  );
}

/**
 * What is missing on `day`, and for each aim the cheapest combination that makes the year compliant within ceilings,
 * floors and the days left. Exact over what can be planned at will (no papers, prizes or government tasks) in whole
 * units of the rules. Pure. @throws Fault PROVINCE_UNKNOWN, YEAR_UNKNOWN
 */
export function plan(rulesets: Rulesets, input: AssessInput, day: Day, given?: Partial<Assumptions>): Plan {
  const now = assess(rulesets, input);
  const edition = editionOf(rulesets, input.province, input.year);
  if (!edition) throw new Fault('YEAR_UNKNOWN', `手上没有${input.province} ${input.year} 年度的规则。`);
  const span = spanOf(edition, input.year);
  const from = day < span.from ? span.from : day;
  const daysLeft = Math.max(0, dayNumber(span.to) - dayNumber(from) + 1);
  const assumptions = settled(given);
  const debt = input.makeup?.applied && input.makeup.filed && now.makeup ? now.makeup.debt : 0;
  const left = debt > 0 ? (now.makeup?.left ?? 0) : 0;
  const waiting = Object.values(now.pending ?? {}).reduce((sum, credits) => sum + fixed(credits), 0);
  const head = {
    compliant: now.compliant,
    unit: now.unit,
    missing: missingOf(now, left),
    ...(waiting > 0 && { pending: decimal(waiting) }),
    notes: notesOf(now, left, decimal(waiting)),
    by: span.to,
    daysLeft,
    edition: now.edition,
  };
  const done = now.compliant !== false && left === 0;
  if (done || now.required === null) {
    const why = head.notes[0] ?? '没有可补的';
    const without = now.covered && now.compliant === null ? AIMS.map(({ aim }) => ({ aim, why })) : [];
    return { ...head, plans: [], without, assumptions: [] };
  }
  if (day > span.to) {
    const why = `${span.to} 已过，本年度不能再补`;
    return { ...head, plans: [], without: AIMS.map(({ aim }) => ({ aim, why })), assumptions: [] };
  }
  const program = programOf(edition, input.readings);
  const { makeup: _, ...bare } = input;
  const task: Task = {
    known: new WeakMap(),
    program,
    input: bare,
    window: { day: from, to: span.to },
    assumptions,
    debt: fixed(debt),
  };
  const before = assess(rulesets, input, { trace: true });
  const candidates = candidatesOf(edition, program.readings, task.window, assumptions);
  const plans: PlanOption[] = [];
  const without: { aim: Aim; why: string }[] = [];
  for (const { aim, order, why } of AIMS) {
    const suited = candidates.filter((candidate) => suits(aim, candidate, edition));
    const fit = aim === 'remote' ? suited.map(remotely) : suited;
    const found = solve(task, fit, { order, limit: daysLeft * assumptions.perDay * 60 });
    const option = found && proven(rulesets, input, before, found);
    if (option) plans.push({ aim, ...option });
    else without.push({ aim, why });
  }
  return { ...head, plans, without, assumptions: assumed(assumptions) };
}

const missingOf = ({ shortfall, missingCourses }: Assessment, debt: number): Plan['missing'] => ({
  total: shortfall.total,
  public: shortfall.public,
  ...(shortfall.professional !== undefined && { professional: shortfall.professional }),
  ...(missingCourses && { courses: missingCourses }),
  ...(debt > 0 && { makeup: debt }),
});

function notesOf(now: Assessment, debt: number, waiting: number): string[] {
  const out: string[] = [];
  if (!now.covered) out.push('本年度不在考核范围，不需要补');
  else if (now.compliant === null) {
    const courses = (now.missingCourses ?? []).map((name) => `《${name}》`).join('、');
    const why =
      now.required === null
        ? '文件没有规定这种情况要多少学分，不能说补多少才够'
        : '手上的文件不足以判断是否合格，不能说补多少才够';
    out.push(courses === '' ? why : `${why}；指定课程还缺 ${courses}`);
  } else if (now.compliant && debt === 0) out.push('已经达到本年度要求，不需要再补');
  if (waiting > 0) out.push(`另有 ${shown(waiting)} 分待核销，没有算在内；核销以后要补的会少`);
  return out;
}

const settled = (given: Partial<Assumptions> | undefined): Assumptions => ({
  ...ASSUMED,
  ...given,
  hoursPer: { ...ASSUMED.hoursPer, ...given?.hoursPer },
  most: { ...ASSUMED.most, ...given?.most },
});

/** The option in rows, if the engine agrees that it finishes the year. */
function proven(
  rulesets: Rulesets,
  input: AssessInput,
  before: Assessment,
  found: Solution,
): Omit<PlanOption, 'aim'> | undefined {
  const added = found.portions.map((portion, i) => asActivity(portion, `plan-${i + 1}`));
  const after = assess(
    rulesets,
    { ...input, activities: [...input.activities, ...added] },
    { trace: true, depends: true },
  );
  if (after.compliant !== true) return undefined;
  const rows = new Map<string, { portion: Portion; id: string; ids: string[] }>();
  for (const [i, portion] of found.portions.entries()) {
    const key = JSON.stringify([portion.type, portion.fields]);
    const known = rows.get(key);
    const id = `plan-${i + 1}`;
    if (known) known.ids.push(id);
    else rows.set(key, { portion, id, ids: [id] });
  }
  const activities = [...rows.values()].map(({ portion, id, ids }): PlanRow => {
    const own = ids.reduce((total, one) => total + fixed(after.awarded[one] ?? 0), 0);
    const said = saidOf(after.trace, id) ?? courseSaid(after.trace, portion);
    const elsewhere = said === undefined || said.rule === '' || said.why.is === 'together';
    const shared = own === 0 && elsewhere ? sharedSaid(before, after) : undefined;
    const step = shared?.step ?? said;
    const credits = ids.some((one) => one in after.awarded) ? decimal(own + (shared?.gain ?? 0)) : null;
    return {
      type: portion.type,
      fields: shownFields(portion),
      count: ids.length,
      credits,
      hours: Math.round((portion.minutes * ids.length * 100) / 60) / 100,
      rule: step?.rule ?? '',
      clause: step?.clause ?? '',
      why: step?.why,
    };
  });
  const depends = after.depends
    .filter(({ changes }) => changes.compliant === false || changes.compliant === null)
    .map(({ doubt, reading }) => {
      const asked = editionOf(rulesets, input.province, input.year)?.data.doubts?.[doubt];
      return { doubt, reading, words: `${asked?.ask ?? ''}：如果按“${asked?.readings[reading] ?? ''}”，这样补不够` };
    });
  return {
    hours: Math.round((found.minutes * 100) / 60) / 100,
    activities,
    total: after.total,
    ...(depends.length > 0 && { depends }),
  };
}

/** The day of a plan's line is up to the person; the span of a stay that must last so long is not. */
function shownFields({ fields }: Portion): PlanRow['fields'] {
  const { date: _date, ...rest } = fields;
  if (rest.fullDays === undefined && rest.hours === undefined) return rest;
  const { from: _from, to: _to, ...bare } = rest;
  return bare;
}

/** The step that gives: it comes after those that say which threshold was not reached. */
const saidOf = (trace: readonly TraceStep[], id: string): TraceStep | undefined =>
  trace.findLast((step) => step.activity === id && step.rule !== '');

/** What a planned activity reaches together with the ledger stands on the first activity of them all. */
function sharedSaid(before: Assessment, after: Assessment): { step: TraceStep; gain: number } | undefined {
  for (const step of after.trace) {
    const { activity } = step;
    if (activity === undefined) continue;
    const gain = fixed(after.awarded[activity] ?? 0) - fixed(before.awarded[activity] ?? 0);
    if (gain > 0 && activity in before.awarded) return { step, gain };
  }
  return undefined;
}

function courseSaid(trace: readonly TraceStep[], portion: Portion): TraceStep | undefined {
  if (portion.fields.course === undefined) return undefined;
  return trace.find(({ why }) => why.is === 'courses' || why.is === 'courses-absent');
}

/** What further activities would earn. */
export interface WhatIf {
  /** What each earns before ceilings; null where it earns nothing that the documents give a formula for. */
  readonly earned: readonly {
    readonly id: string;
    readonly credits: number | null;
    readonly steps: readonly TraceStep[];
  }[];
  /** What the year's total grows by, after ceilings. */
  readonly gained: number;
  readonly before: Standing;
  readonly after: Standing;
}

export type Standing = Pick<Assessment, 'total' | 'public' | 'compliant' | 'complete' | 'shortfall' | 'required'>;

const standing = (a: Assessment): Standing => ({
  total: a.total,
  public: a.public,
  compliant: a.compliant,
  complete: a.complete,
  shortfall: a.shortfall,
  required: a.required,
});

/** 假如: what these activities would change on top of the ledger. An activity without an id gets one. Pure. */
export function whatIf(
  rulesets: Rulesets,
  input: AssessInput,
  activities: readonly (Omit<Activity, 'id'> & { readonly id?: string })[],
): WhatIf {
  const taken = new Set(input.activities.map((activity) => activity.id));
  const added = activities.map((activity, i): Activity => {
    let id = activity.id ?? `what-if-${i + 1}`;
    while (taken.has(id)) id = `${id}*`;
    taken.add(id);
    return { ...activity, id } as Activity;
  });
  const before = assess(rulesets, input);
  const after = assess(rulesets, { ...input, activities: [...input.activities, ...added] }, { trace: true });
  return {
    earned: added.map(({ id }) => ({
      id,
      credits: after.awarded[id] ?? null,
      steps: after.trace.filter((step) => step.activity === id),
    })),
    gained: decimal(fixed(after.total) - fixed(before.total)),
    before: standing(before),
    after: standing(after),
  };
}
