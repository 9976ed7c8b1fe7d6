import type { Activity, Lack } from '../../types/index.ts';
import { nearness } from '../format/conditions.ts';
import type { DeemProgram } from '../format/program.ts';
import { monthsTogether } from '../year/stays.ts';
import { alone } from './activity.ts';
import { dayOf, liesIn, spreadSpan, stayIn } from './facts.ts';
import { type Run, step, stepOf } from './run.ts';
import { together, type Waiting } from './together.ts';

/** A year's activities, run over once. */

/** Runs over the activities once; those that hang on each other wait for the end. */
export function tallyOf(run: Run, activities: readonly Activity[]): void {
  const { program, facts, trace } = run;
  const { from, to } = facts;
  const { awards, plain, calendar } = program;
  // In a calendar year the four figures of the year decide, without comparing the whole day twice.
  const c0 = from.charCodeAt(0);
  const c1 = from.charCodeAt(1);
  const c2 = from.charCodeAt(2);
  const c3 = from.charCodeAt(3);
  let waiting: (Waiting[] | undefined)[] | undefined;
  if (!plain && program.deem.has('person')) deem(run, NOBODYS);
  for (let i = 0; i < activities.length; i++) {
    const activity = activities[i] as Activity;
    if (!plain) {
      if (program.unjudged.length > 0 && unjudged(run, activity)) continue;
      if (program.deem.size > 0) deem(run, activity);
      if (program.courses.length > 0 && course(run, activity)) continue;
    }
    const award = awards.get(activity.type);
    if (award === undefined) {
      if (trace && !program.deem.has(activity.type) && liesIn(activity, from, to, false))
        stepOf(trace, activity.id, program.otherwise, {
          is: 'no-rule',
          ruleset: program.edition.data.name,
          type: activity.type,
        });
      continue;
    }
    if (!award.together && award.spread === undefined) {
      const day = activity.date;
      const inside = day
        ? calendar
          ? day.charCodeAt(3) === c3 && day.charCodeAt(2) === c2 && day.charCodeAt(1) === c1 && day.charCodeAt(0) === c0
          : day >= from && day <= to
        : liesIn(activity, from, to, false);
      if (inside) alone(run, award, activity);
      else outside(run, activity);
      continue;
    }
    const spread = award.spread !== undefined;
    const span = spread ? spreadSpan(award, facts) : facts;
    const inside = liesIn(activity, span.from, span.to, spread);
    if (award.together) {
      if (!inside && !award.once) {
        outside(run, activity);
        continue;
      }
      waiting ??= [];
      const own = waiting[award.index];
      const one = { activity, program: award, inside };
      if (own) own.push(one);
      else waiting[award.index] = [one];
    } else if (inside) alone(run, award, activity);
    else outside(run, activity);
  }
  if (waiting) for (const own of waiting) if (own) together(run, own);
}

function outside({ trace, program }: Run, activity: Activity): void {
  if (!trace) return;
  const { id, cite } = program.edition.data.year;
  stepOf(
    trace,
    activity.id,
    { id, clause: cite, note: undefined },
    { is: 'outside', day: dayOf(activity) ?? undefined },
  );
}

function unjudged(run: Run, activity: Activity): boolean {
  const day = activity.date ?? activity.from;
  for (const row of run.program.unjudged) {
    if (row.before !== undefined && !(typeof day === 'string' && day < row.before && day >= run.facts.from)) continue;
    if (row.test && !row.test(activity, run.facts)) continue;
    run.tally.unjudged = true;
    stepOf(run.trace, activity.id, row.row, { is: 'unjudged', document: row.absent });
    return true;
  }
  return false;
}

function deem(run: Run, activity: Activity): void {
  const rows = run.program.deem.get(activity.type);
  const { facts, tally } = run;
  if (!rows || tally.deemed) return;
  if (!liesIn(activity, facts.from, facts.to, true)) return;
  for (const row of rows) {
    if (row.test && !row.test(activity, facts)) continue;
    if (row.months) {
      if (!activity.from || !activity.to) continue;
      const whole = { from: activity.from, to: activity.to };
      const stay = row.months.whole ? whole : stayIn(activity, facts.from, facts.to);
      if (!stay || monthsTogether([stay], row.months.by).months < row.months.least) continue;
    }
    tally.deemed = row;
    if (activity === NOBODYS) step(run.trace, row, { is: 'person-deemed' });
    else stepOf(run.trace, activity.id, row, { is: 'deemed', type: activity.type });
    return;
  }
  if (run.trace && rows[0] && activity !== NOBODYS && !run.program.awards.has(activity.type))
    notDeemed(run, rows, activity);
}

/** Why an activity does not stand for the year: what the row that comes nearest asks for, or how long it lacks. */
function notDeemed(run: Run, rows: readonly DeemProgram[], activity: Activity): void {
  const { facts, program } = run;
  let nearest: DeemProgram | undefined;
  let most: ReturnType<typeof nearness> | undefined;
  for (const row of rows) {
    const own =
      row.test?.(activity, facts) === false ? nearness(row.when, program.edition.data.terms, activity, facts) : ALL;
    if (most !== undefined && own.holds <= most.holds) continue;
    nearest = row;
    most = own;
  }
  if (!nearest) return;
  const [field, wanted] = most?.fails ?? [];
  const lacks: Lack | undefined =
    field !== undefined && wanted !== undefined ? { is: 'fact', field, wanted } : lengthLacking(nearest, activity);
  stepOf(run.trace, activity.id, nearest, { is: 'not-deemed', type: activity.type, lacks });
}

/** How long a stay must last, and how long it does. */
function lengthLacking({ months: needs }: DeemProgram, { from, to }: Activity): Lack | undefined {
  if (!needs) return undefined;
  const { least } = needs;
  if (!from || !to) return { is: 'undated', least };
  return needs.whole
    ? { is: 'stay', least, ...monthsTogether([{ from, to }], needs.by) }
    : { is: 'stay-in-year', least };
}

const ALL = { holds: Number.POSITIVE_INFINITY, fails: undefined } as const;

/** Stands for the person, where a deem row asks for no activity. */
const NOBODYS: Activity = { id: '', type: 'person' };

export const courseName = (name: string): string => name.replace(/[《》\s]/gu, '').replace(/^中华人民共和国/u, '');

function course(run: Run, activity: Activity): boolean {
  const { facts, tally } = run;
  let mine = false;
  for (const row of run.program.courses) {
    if (row.type !== activity.type) continue;
    mine = true;
    if (!liesIn(activity, facts.from, facts.to, false) || activity.certificate !== true) continue;
    if (typeof activity.course === 'string') {
      tally.courses ??= new Set();
      tally.courses.add(courseName(activity.course));
    }
  }
  return mine;
}
