import { typeWord } from '../../catalogue/kinds.ts';
import type { Activity } from '../../types/index.ts';
import { nearness } from '../format/conditions.ts';
import type { DeemProgram, Program } from '../format/program.ts';
import { matchWords } from '../pages/words.ts';
import { monthsTogether } from '../year/stays.ts';
import { alone, newTally, type Run, step, type Tally, type Trace } from './activity.ts';
import { dayOf, liesIn, spreadSpan, stayIn } from './facts.ts';
import { together, type Waiting } from './together.ts';

/** A year's activities, run over once. */

/** Runs over the activities once; those that hang on each other wait for the end. */
export function tallyOf(run: Run, activities: readonly Activity[]): Tally {
  const { program, facts, trace } = run;
  const { from, to } = facts;
  const { awards, plain, calendar } = program;
  // In a calendar year the four figures of the year decide, without comparing the whole day twice.
  const c0 = from.charCodeAt(0);
  const c1 = from.charCodeAt(1);
  const c2 = from.charCodeAt(2);
  const c3 = from.charCodeAt(3);
  const tally = newTally(program.pools.length);
  let waiting: (Waiting[] | undefined)[] | undefined;
  if (!plain && program.deem.has('person')) deem(run, tally, NOBODYS);
  for (let i = 0; i < activities.length; i++) {
    const activity = activities[i] as Activity;
    if (!plain) {
      if (program.unjudged.length > 0 && unjudged(run, tally, activity)) continue;
      if (program.deem.size > 0) deem(run, tally, activity);
      if (program.courses.length > 0 && course(run, tally, activity)) continue;
    }
    const award = awards.get(activity.type);
    if (award === undefined) {
      if (trace && !program.deem.has(activity.type) && liesIn(activity, from, to, false))
        step(
          trace,
          program.otherwise,
          `${program.edition.data.name}的文件没有给出${typeWord(activity.type)}的计分标准，不计`,
          activity.id,
        );
      continue;
    }
    if (!award.together && award.spread === undefined) {
      const day = activity.date;
      const inside = day
        ? calendar
          ? day.charCodeAt(3) === c3 && day.charCodeAt(2) === c2 && day.charCodeAt(1) === c1 && day.charCodeAt(0) === c0
          : day >= from && day <= to
        : liesIn(activity, from, to, false);
      if (inside) alone(run, tally, award, activity);
      else outside(trace, program, activity);
      continue;
    }
    const spread = award.spread !== undefined;
    const span = spread ? spreadSpan(award, facts) : facts;
    const inside = liesIn(activity, span.from, span.to, spread);
    if (award.together) {
      if (!inside && !award.once) {
        outside(trace, program, activity);
        continue;
      }
      waiting ??= [];
      const own = waiting[award.index];
      const one = { activity, program: award, inside };
      if (own) own.push(one);
      else waiting[award.index] = [one];
    } else if (inside) alone(run, tally, award, activity);
    else outside(trace, program, activity);
  }
  if (waiting) for (const own of waiting) if (own) together(run, tally, own);
  return tally;
}

function outside(trace: Trace, program: Program, activity: Activity): void {
  if (!trace) return;
  const { id, cite } = program.edition.data.year;
  trace.push({
    activity: activity.id,
    rule: id,
    clause: cite,
    effect: `${dayOf(activity) ?? ''} 不在这个学分年度里，不计入`,
  });
}

function unjudged(run: Run, tally: Tally, activity: Activity): boolean {
  const day = activity.date ?? activity.from;
  for (const row of run.program.unjudged) {
    if (row.before !== undefined && !(typeof day === 'string' && day < row.before && day >= run.facts.from)) continue;
    if (row.test && !row.test(activity, run.facts)) continue;
    tally.unjudged = true;
    step(run.trace, row.row, `这一项适用《${row.absent}》，手上没有这份文件，不计；补上后结论可能不同`, activity.id);
    return true;
  }
  return false;
}

function deem(run: Run, tally: Tally, activity: Activity): void {
  const rows = run.program.deem.get(activity.type);
  if (!rows || tally.deemed) return;
  const { facts } = run;
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
    if (activity === NOBODYS) step(run.trace, row, '本人属于视同达标的人员');
    else step(run.trace, row, `${typeWord(activity.type)}符合条件，视同达到当年学分要求`, activity.id);
    return;
  }
  if (run.trace && rows[0] && activity !== NOBODYS && !run.program.awards.has(activity.type))
    sayNotDeemed(run, rows, activity);
}

/** Why an activity does not stand for the year: what the row that comes nearest asks for, or how long it lacks. */
function sayNotDeemed(run: Run, rows: readonly DeemProgram[], activity: Activity): void {
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
  const [field, matcher] = most?.fails ?? [];
  let why = '';
  if (field !== undefined && matcher !== undefined) why = `要求${matchWords(field, matcher, nearest.clause)}`;
  else if (nearest.months && activity.from && activity.to) {
    const { months, days } = monthsTogether([{ from: activity.from, to: activity.to }], nearest.months.by);
    const long = [months > 0 ? `${months} 个月` : '', days > 0 || months === 0 ? `${days} 天` : '']
      .filter(Boolean)
      .join('零 ');
    why = nearest.months.whole
      ? `要求满 ${nearest.months.least} 个月，这一段 ${long}`
      : `要求当年之内满 ${nearest.months.least} 个月`;
  } else if (nearest.months) why = `要求满 ${nearest.months.least} 个月，没有说明起止日期`;
  step(
    run.trace,
    nearest,
    `${typeWord(activity.type)}不符合视同达标的条件${why === '' ? '' : `：${why}`}`,
    activity.id,
  );
}

const ALL = { holds: Number.POSITIVE_INFINITY, fails: undefined } as const;

/** Stands for the person, where a deem row asks for no activity. */
const NOBODYS: Activity = { id: '', type: 'person' };

export const courseName = (name: string): string => name.replace(/[《》\s]/gu, '').replace(/^中华人民共和国/u, '');

function course(run: Run, tally: Tally, activity: Activity): boolean {
  const { facts } = run;
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
