import { clauseUnit } from '../../catalogue/index.ts';
import { decimal, type Fixed } from '../../decimal.ts';
import type { Activity, ActivityWhy, Sum } from '../../types/index.ts';
import type { Facts } from '../format/conditions.ts';
import type { AwardProgram, ReachProgram, Said } from '../format/program.ts';
import { monthsTogether, type Stay, stayDays } from '../year/stays.ts';
import { alone, asRead, fitting, portion, put, refusal, worth } from './activity.ts';
import { dayOf, spreadSpan, stayIn } from './facts.ts';
import { type Run, stepOf } from './run.ts';

/** Activities whose worth hangs on each other: thresholds (三个月), once a project, the best of several. */

export interface Waiting {
  readonly activity: Activity;
  readonly program: AwardProgram;
  readonly inside: boolean;
}

/** Judges the activities of one award row. */
export function together(run: Run, waiting: readonly Waiting[]): void {
  const { facts } = run;
  let open: Waiting[] = [];
  for (const one of waiting) {
    if (!one.inside) continue;
    const refused = refusal(run, one.program, one.activity);
    if (refused) alone(run, one.program, one.activity);
    else open.push(one);
  }
  const rows = open[0]?.program.reach ?? [];
  for (let i = 0; i < rows.length && open.length > 0; i++) {
    const row = rows[i];
    if (!row) continue;
    const own = open.every(({ program }) => program.reach[i]?.test === undefined);
    const fits = own ? open : open.filter(({ program, activity }) => program.reach[i]?.test?.(activity, facts) ?? true);
    if (fits.length > 0 && reached(run, row, fits)) open = open.filter((one) => !fits.includes(one));
  }
  const chosen = open[0]?.program.once || open[0]?.program.best ? picked(run, waiting, open) : undefined;
  for (const { activity, program } of open) {
    const instead = chosen?.get(activity.id);
    if (instead) {
      put(run, activity.id, program.pool, 0);
      stepOf(run.trace, activity.id, instead.row, instead.why);
      continue;
    }
    alone(run, program, program.spread || program.byMonths ? portion(program, activity, facts) : activity);
  }
}

/** Do these come to a threshold? Then what it gives stands on the first of them. */
function reached(run: Run, row: ReachProgram, fits: readonly Waiting[]): boolean {
  const { facts, trace, tally } = run;
  const [leader] = fits;
  if (!leader) return false;
  const count = countTowards(row, fits, facts, trace !== undefined);
  const { id } = leader.activity;
  const { label, pool } = leader.program;
  const { least } = row;
  const unit = clauseUnit(row.total, row.clause);
  if (!count.reached) {
    if (trace && count.sum && row.credits > 0)
      stepOf(trace, id, row, { is: 'short', sum: count.sum, least, unit, label });
    return false;
  }
  for (const { activity } of fits) tally.awarded[activity.id] = 0;
  tally.awarded[id] = decimal(row.credits);
  if (pool >= 0) {
    tally.used[pool] = true;
    tally.free[pool] = (tally.free[pool] ?? 0) + row.credits;
  }
  if (trace && count.sum) {
    stepOf(trace, id, row, { is: 'reached', sum: count.sum, least, unit, credits: decimal(row.credits), label });
    const day = dayOf(leader.activity) ? (leader.activity.from ?? dayOf(leader.activity) ?? undefined) : undefined;
    for (const { activity } of fits)
      if (activity !== leader.activity) stepOf(trace, activity.id, row, { is: 'together', day, least, unit });
  }
  if (row.completes === 'year' || (row.completes === 'year-if-single' && count.single)) tally.single ??= row;
  return true;
}

interface Count {
  readonly reached: boolean;
  /** One of them alone reaches it. */
  readonly single: boolean;
  /** Undefined where nobody asks for a step, and the sum is plainly too small to be worth counting out. */
  readonly sum: Sum | undefined;
}

const TOO_SHORT: Count = { reached: false, single: false, sum: undefined };

function countTowards(row: ReachProgram, fits: readonly Waiting[], facts: Facts, traced: boolean): Count {
  if (row.total !== 'months') return amountTowards(row, fits);
  const stays: Stay[] = [];
  let single = false;
  let days = 0;
  const enough = (months: { months: number }): boolean => months.months >= row.least;
  for (const { program, activity } of fits) {
    const span = spreadSpan(program, facts);
    const stay = stayIn(activity, span.from, span.to);
    if (!stay) continue;
    stays.push(stay);
    days += stayDays(stay.from, stay.to);
  }
  // A month has 28 days or more, however it is counted.
  if (!traced && days < row.least * 28) return TOO_SHORT;
  if (days >= row.least * 28) for (const stay of stays) if (enough(monthsTogether([stay], row.by))) single = true;
  const all = monthsTogether(stays, row.by);
  const sum: Sum = row.by === 'calendar' ? { is: 'months', months: all.months, days: all.days } : { is: 'days', days };
  return { reached: enough(all), single, sum };
}

function amountTowards(row: ReachProgram, fits: readonly Waiting[]): Count {
  let total = 0;
  let single = false;
  for (const { activity } of fits) {
    const quantity = activity[row.total];
    if (typeof quantity !== 'number') continue;
    total += quantity;
    if (quantity >= row.least) single = true;
  }
  const sum: Sum = { is: 'amount', amount: total, unit: clauseUnit(row.total, row.clause) };
  return { reached: total >= row.least - 1e-9, single, sum };
}

/** What stands instead of an activity's own worth. */
interface Instead {
  readonly row: Said;
  readonly why: ActivityWhy;
}

/** Who gives way to whom under `once` (one year a project, remembered across years) and `best` (one of several). */
function picked(run: Run, waiting: readonly Waiting[], open: readonly Waiting[]): Map<string, Instead> {
  const out = new Map<string, Instead>();
  const value = (one: Waiting): Fixed => {
    const activity = asRead(one.program, one.activity, run.facts);
    const row = fitting(one.program.give, activity, run.facts);
    const v = row ? worth(one.program, row, activity, run.facts) : 0;
    return Number.isNaN(v) ? 0 : v;
  };
  const leaders = new Map<unknown, { one: Waiting; value: Fixed }>();
  for (const one of open) {
    const rule = one.program.once ?? one.program.best;
    const key = rule && one.activity[rule.key];
    if (!rule || key === undefined || key === null) continue;
    const mine = value(one);
    const before =
      one.program.once &&
      waiting.find(
        (other) =>
          !other.inside && isEarlier(other.activity, run.facts) && other.activity[rule.key] === key && value(other) > 0,
      );
    if (before) {
      out.set(one.activity.id, { row: rule, why: { is: 'counted-before', field: rule.key } });
      continue;
    }
    const leader = leaders.get(key);
    if (!leader) leaders.set(key, { one, value: mine });
    else {
      const loses = mine > leader.value ? leader.one : one;
      if (mine > leader.value) leaders.set(key, { one, value: mine });
      out.set(loses.activity.id, { row: rule, why: { is: 'bettered', field: rule.key } });
    }
  }
  return out;
}

const isEarlier = (a: Activity, facts: Facts): boolean => {
  const day = dayOf(a);
  return typeof day === 'string' && day < facts.from;
};
