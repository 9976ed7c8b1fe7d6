/** What a stay that crosses credit years has in each of them: as told for months or years, or shared out by the calendar. Pure. */

import { dayNumber } from '../days.ts';
import type { Rulesets } from '../rules/index.ts';
import type { Day, FieldValue, Province } from '../types/index.ts';
import { spanAt, yearAt } from './year.ts';

/** Parts under their first days as amounts of credit years. */
export function perCreditYear(
  parts: { readonly [k: string]: FieldValue },
  rulesets: Rulesets,
  province: Province | undefined,
): { readonly [year: string]: number } {
  const out: { [year: string]: number } = {};
  for (const [first, amount] of Object.entries(parts)) {
    if (typeof amount !== 'number') continue;
    const key = first.length === 10 ? String(yearAt(rulesets, province, first)) : first;
    out[key] = (out[key] ?? 0) + amount;
  }
  return out;
}

/** The two credit years into which a stay falls, or undefined where it lies in one or in more. */
export function crossing(
  from: FieldValue | undefined,
  to: FieldValue | undefined,
  rulesets: Rulesets,
  province: Province | undefined,
):
  | { readonly first: number; readonly last: number; readonly cut: Day; readonly early: number; readonly whole: number }
  | undefined {
  if (typeof from !== 'string' || typeof to !== 'string' || from === '' || to === '' || to < from) return undefined;
  const [first, last] = [yearAt(rulesets, province, from), yearAt(rulesets, province, to)];
  if (last !== first + 1) return undefined;
  const cut = spanAt(rulesets, province, last).from;
  return { first, last, cut, early: dayNumber(cut) - dayNumber(from), whole: dayNumber(to) - dayNumber(from) + 1 };
}

/** A total shared out by the calendar between two credit years; days never more than the calendar has. */
export function byCalendar(
  field: string,
  amount: number,
  {
    first,
    last,
    early,
    whole,
  }: { readonly first: number; readonly last: number; readonly early: number; readonly whole: number },
): { readonly [year: string]: number } {
  if (field === 'fullDays' && amount >= whole) return { [String(first)]: early, [String(last)]: whole - early };
  const a = Math.round((amount * early) / whole);
  return { [String(first)]: a, [String(last)]: amount - a };
}
