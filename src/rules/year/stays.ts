import { addDays, date, dayNumber, lastDayOfMonths, month, year } from '../../days.ts';
import type { Day } from '../../types/index.ts';

/** Days in a stay, both ends included. */
export function stayDays(from: Day, to: Day): number {
  if (month(from) === month(to) && year(from) === year(to)) return date(to) - date(from) + 1;
  return dayNumber(to) - dayNumber(from) + 1;
}

/** Whole calendar months of a stay and the days left over. 01-05…04-04 → 3 months, 0 days. */
export function monthsOf(from: Day, to: Day): { months: number; days: number } {
  let months = (year(to) - year(from)) * 12 + month(to) - month(from) + 1;
  while (months > 0 && lastDayOfMonths(from, months) > to) months--;
  const days = months === 0 ? stayDays(from, to) : dayNumber(to) - dayNumber(lastDayOfMonths(from, months));
  return { months, days };
}

export interface Stay {
  readonly from: Day;
  readonly to: Day;
}

/** Stays in order of time, those that overlap or touch joined into one. */
export function joined(stays: readonly Stay[]): Stay[] {
  const sorted = [...stays].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const out: Stay[] = [];
  for (const stay of sorted) {
    const last = out[out.length - 1];
    if (last && stay.from <= addDays(last.to, 1)) {
      if (stay.to > last.to) out[out.length - 1] = { from: last.from, to: stay.to };
    } else out.push(stay);
  }
  return out;
}

/** A stay in calendar months, with the begun one as a part of itself: 03-01…08-30 is a day short of six. */
export function monthsLong({ from, to }: Stay): number {
  const { months, days } = monthsOf(from, to);
  const begins = months === 0 ? from : addDays(lastDayOfMonths(from, months), 1);
  return months + days / stayDays(begins, lastDayOfMonths(from, months + 1));
}

/**
 * Months in stays together. By calendar: a single stay counts its whole calendar months alone (03-01…05-30 is one day
 * short of three); of several, the days left over are added up and 30 make one more. By days30: every 30 days one.
 */
export function monthsTogether(stays: readonly Stay[], by: 'calendar' | 'days30'): { months: number; days: number } {
  let months = 0;
  let days = 0;
  const apart = joined(stays);
  const [only] = apart;
  if (by === 'calendar' && only && apart.length === 1) return monthsOf(only.from, only.to);
  for (const stay of apart) {
    const part = by === 'calendar' ? monthsOf(stay.from, stay.to) : { months: 0, days: stayDays(stay.from, stay.to) };
    months += part.months;
    days += part.days;
  }
  return { months: months + Math.floor(days / 30), days: days % 30 };
}
