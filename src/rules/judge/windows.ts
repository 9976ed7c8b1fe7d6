import { decimal, type Fixed } from '../../decimal.ts';
import type { AssessInput } from '../../types/index.ts';
import type { Facts } from '../format/conditions.ts';
import type { Program } from '../format/program.ts';
import { dayOf } from './facts.ts';
import { step, type Trace } from './run.ts';

/** Demands that look over several credit years, and what one year hands to the next. */

export interface WindowVerdict {
  readonly name: string;
  readonly label: string;
  readonly got: Fixed;
  readonly required: Fixed;
}

/** What a window and a carry-over need to know of another year. */
interface PastYear {
  readonly required: Fixed | null;
  readonly total: Fixed;
  /** Per pool, after the ceilings. */
  readonly values: readonly Fixed[];
}

/** Judges another year of the same person, by itself. */
export type JudgeYear = (input: AssessInput, year: number) => PastYear;

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

const sumOf = (verdict: PastYear, pools: readonly number[] | undefined): Fixed =>
  pools === undefined ? verdict.total : pools.reduce((sum, i) => sum + (verdict.values[i] ?? 0), 0);

interface Looking {
  readonly input: AssessInput;
  readonly facts: Facts;
  readonly year: number;
  readonly judgeYear: JudgeYear;
}

/** Each window that applies to the person: what it asks for and what its years come to. */
export function windowsOf(program: Program, { input, facts, year, judgeYear }: Looking, trace: Trace): WindowVerdict[] {
  const out: WindowVerdict[] = [];
  const seen = new Map<number, PastYear>();
  const before = dated(input);
  const verdictOf = (y: number): PastYear => {
    const known = seen.get(y) ?? judgeYear(y === year ? input : before, y);
    seen.set(y, known);
    return known;
  };
  for (const row of program.windows) {
    if (row.test && !row.test(facts)) continue;
    const { name, label, average, least } = row;
    const years = yearsOf(row.years, facts, year);
    const sum = years.reduce((total, y) => total + sumOf(verdictOf(y), row.pools), 0);
    const got = average ? Math.round(sum / years.length) : sum;
    out.push({ name, label, got, required: least });
    step(trace, row, {
      is: 'window',
      label,
      first: years[0] ?? year,
      last: year,
      average,
      got: decimal(got),
      required: decimal(least),
    });
  }
  return out;
}

/** What the years before hand on: their surplus over the requirement, at most the row's bound each year. */
export function carriedIn(program: Program, input: AssessInput, year: number, judgeYear: JudgeYear): Fixed {
  const rule = program.carry;
  if (!rule) return 0;
  let carried = 0;
  const earlier = dated(input);
  for (let y = year - rule.years; y < year; y++) {
    const before = judgeYear(earlier, y);
    const surplus = before.required === null ? 0 : before.total + carried - before.required;
    carried = Math.min(rule.most, Math.max(0, surplus));
  }
  return carried;
}
