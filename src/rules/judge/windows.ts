import { decimal, type Fixed, shown } from '../../decimal.ts';
import type { AssessInput } from '../../types/index.ts';
import type { Facts } from '../format/conditions.ts';
import type { Program } from '../format/program.ts';
import { step, type Trace } from './activity.ts';
import { dayOf } from './facts.ts';
import { judge, type Verdict } from './person-year.ts';

/** Demands that look over several credit years, and what one year hands to the next. */

export interface WindowVerdict {
  readonly name: string;
  readonly label: string;
  readonly got: Fixed;
  readonly required: Fixed;
}

/** An activity without a day lies in the year that is asked for, and in no other. */
const dated = (input: AssessInput): AssessInput => ({
  ...input,
  activities: input.activities.filter((activity) => dayOf(activity)),
});

/** The years that a window spans, oldest first, this year included. */
function yearsOf(years: number | string, facts: Facts, year: number): number[] {
  let first: number;
  if (typeof years === 'number') first = year - years + 1;
  else {
    const since = facts.more[years];
    first = typeof since === 'string' ? Number(since.slice(0, 4)) : year;
  }
  const out: number[] = [];
  for (let y = Math.max(first, year - 60); y <= year; y++) out.push(y);
  return out;
}

const sumOf = (verdict: Verdict, pools: readonly number[] | undefined): Fixed =>
  pools === undefined ? verdict.total : pools.reduce((sum, i) => sum + (verdict.values[i] ?? 0), 0);

/** Each window that applies to the person: what it asks for and what its years come to. */
export function windowsOf(
  program: Program,
  input: AssessInput,
  facts: Facts,
  year: number,
  trace: Trace,
): WindowVerdict[] {
  const out: WindowVerdict[] = [];
  const seen = new Map<number, Verdict>();
  const before = dated(input);
  const verdictOf = (y: number): Verdict => {
    const known = seen.get(y) ?? judge(program, y === year ? input : before, undefined, y, 1);
    seen.set(y, known);
    return known;
  };
  for (const row of program.windows) {
    if (row.test && !row.test(facts)) continue;
    const years = yearsOf(row.years, facts, year);
    const sum = years.reduce((total, y) => total + sumOf(verdictOf(y), row.pools), 0);
    const got = row.average ? Math.round(sum / years.length) : sum;
    out.push({ name: row.name, label: row.label, got, required: row.least });
    const span = years.length > 1 ? `${years[0]}—${year} 年度` : `${year} 年度`;
    step(
      trace,
      row,
      `${row.label}：${span}${row.average ? '平均' : '合计'} ${shown(decimal(got))} 分，要求 ${shown(decimal(row.least))} 分`,
    );
  }
  return out;
}

/** What the years before hand on: their surplus over the requirement, at most the row's bound each year. */
export function carriedIn(program: Program, input: AssessInput, year: number): Fixed {
  const rule = program.carry;
  if (!rule) return 0;
  let carried = 0;
  const earlier = dated(input);
  for (let y = year - rule.years; y < year; y++) {
    const before = judge(program, earlier, undefined, y, 1);
    const surplus = before.required === null ? 0 : before.total + carried - before.required;
    carried = Math.min(rule.most, Math.max(0, surplus));
  }
  return carried;
}
