import { fieldWord, unitOf } from '../../catalogue/kinds.ts';
import { decimal, type Fixed, shown } from '../../decimal.ts';
import type { Activity } from '../../types/index.ts';
import type { Facts } from '../format/conditions.ts';
import type { AwardProgram, Said } from '../format/program.ts';
import { monthsTogether, type Stay, stayDays } from '../year/stays.ts';
import { alone, asRead, fitting, portion, put, type Run, refusal, step, type Tally, worth } from './activity.ts';
import { dayOf, spreadSpan, stayIn } from './facts.ts';

/** Activities whose worth hangs on each other: thresholds (三个月), once a project, the best of several. */

export interface Waiting {
  readonly activity: Activity;
  readonly program: AwardProgram;
  readonly inside: boolean;
}

/** Activities whose worth hangs on each other: thresholds (三个月), once a project, the best of several. */
export function together(run: Run, tally: Tally, waiting: readonly Waiting[]): void {
  const { facts, trace } = run;
  let open: Waiting[] = [];
  for (const one of waiting) {
    if (!one.inside) continue;
    const refused = refusal(run, one.program, one.activity);
    if (refused) alone(run, tally, one.program, one.activity);
    else open.push(one);
  }
  const rows = open[0]?.program.reach ?? [];
  for (let i = 0; i < rows.length && open.length > 0; i++) {
    const row = rows[i];
    if (!row) continue;
    const own = open.every(({ program }) => program.reach[i]?.test === undefined);
    const fits = own ? open : open.filter(({ program, activity }) => program.reach[i]?.test?.(activity, facts) ?? true);
    const leader = fits[0];
    if (!leader) continue;
    const count = countTowards(row, fits, facts, trace !== undefined);
    if (count.reached) {
      const pool = leader.program.pool;
      for (const { activity } of fits) tally.awarded[activity.id] = 0;
      tally.awarded[leader.activity.id] = decimal(row.credits);
      if (pool >= 0) {
        tally.used[pool] = true;
        tally.free[pool] = (tally.free[pool] ?? 0) + row.credits;
      }
      const verdict = row.credits === 0 ? '不授学分' : `计 ${shown(decimal(row.credits))} 分`;
      step(
        trace,
        row,
        `${count.words}，满 ${row.least} ${unitOf(row.total, row.clause)}，${verdict}（${leader.program.label}）`,
        leader.activity.id,
      );
      if (trace)
        for (const { activity } of fits)
          if (activity !== leader.activity)
            step(
              trace,
              row,
              `合并计算：与${dayOf(leader.activity) ? ` ${leader.activity.from ?? dayOf(leader.activity)} ` : '同类的'}那一项一起计满 ${row.least} ${unitOf(row.total, row.clause)}，分数计在那一项`,
              activity.id,
            );
      if (row.completes === 'year' || (row.completes === 'year-if-single' && count.single)) tally.single ??= row;
      open = open.filter((one) => !fits.includes(one));
    } else if (trace && row.credits > 0) {
      step(
        trace,
        row,
        `${count.words}，不足 ${row.least} ${unitOf(row.total, row.clause)}（${leader.program.label}）`,
        leader.activity.id,
      );
    }
  }
  const chosen = open[0]?.program.once || open[0]?.program.best ? picked(run, waiting, open) : undefined;
  for (const one of open) {
    const instead = chosen?.get(one.activity.id);
    if (instead) {
      put(run, tally, one.activity, one.program, undefined, 0);
      step(trace, instead.row, instead.words, one.activity.id);
      continue;
    }
    const activity =
      one.program.spread || one.program.byMonths ? portion(one.program, one.activity, facts) : one.activity;
    alone(run, tally, one.program, activity);
  }
}

const TOO_SHORT = { reached: false, single: false, words: '' } as const;

function countTowards(
  row: AwardProgram['reach'][number],
  fits: readonly Waiting[],
  facts: Facts,
  say: boolean,
): { reached: boolean; single: boolean; words: string } {
  if (row.total !== 'months') {
    let total = 0;
    let single = false;
    for (const { activity } of fits) {
      const quantity = activity[row.total];
      if (typeof quantity !== 'number') continue;
      total += quantity;
      if (quantity >= row.least) single = true;
    }
    return {
      reached: total >= row.least - 1e-9,
      single,
      words: `累计 ${shown(total)} ${unitOf(row.total, row.clause)}`,
    };
  }
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
  if (!say && days < row.least * 28) return TOO_SHORT;
  if (days >= row.least * 28) for (const stay of stays) if (enough(monthsTogether([stay], row.by))) single = true;
  const all = monthsTogether(stays, row.by);
  const parts = [all.months > 0 ? `${all.months} 个月` : '', all.days > 0 || all.months === 0 ? `${all.days} 天` : ''];
  const words = row.by === 'calendar' ? `当年累计 ${parts.filter(Boolean).join('零 ')}` : `当年累计 ${days} 天`;
  return { reached: enough(all), single, words };
}

/** Who gives way to whom under `once` (one year a project, remembered across years) and `best` (one of several). */
function picked(
  run: Run,
  waiting: readonly Waiting[],
  open: readonly Waiting[],
): Map<string, { row: Said; words: string }> {
  const out = new Map<string, { row: Said; words: string }>();
  const value = (one: Waiting): Fixed => {
    const activity = asRead(one.program, one.activity, run.facts);
    const row = fitting(one.program.give, activity, run.facts);
    const v = row ? worth(one.program, row, activity, run.facts, undefined) : 0;
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
      out.set(one.activity.id, { row: rule, words: `同一${fieldWord(rule.key)}已在以前年度计过，本年不再计` });
      continue;
    }
    const leader = leaders.get(key);
    if (!leader) leaders.set(key, { one, value: mine });
    else {
      const loses = mine > leader.value ? leader.one : one;
      if (mine > leader.value) leaders.set(key, { one, value: mine });
      out.set(loses.activity.id, { row: rule, words: `同一${fieldWord(rule.key)}只计一次，取高的一项` });
    }
  }
  return out;
}

const isEarlier = (a: Activity, facts: Facts): boolean => {
  const day = dayOf(a);
  return typeof day === 'string' && day < facts.from;
};
