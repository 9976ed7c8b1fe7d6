import type { Day } from '../../types/index.ts';

/** Calendar days as integers since 1970-01-01, and the two ways of counting 满 N 个月. Pure arithmetic, no clock. */

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** True for a `YYYY-MM-DD` that the calendar has; 2026-02-30 is not one. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(Number(text.slice(0, 4)), month);
}

const digit = (day: Day, at: number): number => day.charCodeAt(at) - 48;
const yearIn = (day: Day): number => digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3);
const monthIn = (day: Day): number => digit(day, 5) * 10 + digit(day, 6);
const dateIn = (day: Day): number => digit(day, 8) * 10 + digit(day, 9);

/** Days since 1970-01-01 in the Gregorian calendar, by years that begin in March (so that 29 February comes last). */
export function dayNumber(day: Day): number {
  const month = monthIn(day);
  const year = yearIn(day) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const ofEra = year - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dateIn(day) - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

export function dayOf(number: number): Day {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch + (fromMarch < 10 ? 3 : -9);
  const named = year + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(named).padStart(4, '0')}-${two(month)}-${two(ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1)}`;
}

export function addDays(day: Day, count: number): Day {
  return dayOf(dayNumber(day) + count);
}

/** Days in a stay, both ends included. */
export function stayDays(from: Day, to: Day): number {
  if (monthIn(from) === monthIn(to) && yearIn(from) === yearIn(to)) return dateIn(to) - dateIn(from) + 1;
  return dayNumber(to) - dayNumber(from) + 1;
}

/**
 * The last day of a stay of `months` whole months that begins on `from`: the day before the corresponding day, or the
 * month's last day where the month has no corresponding day (民法典 202). 03-01 + 3 → 05-31; 01-31 + 1 → 02-28.
 */
export function lastDayOfMonths(from: Day, months: number): Day {
  const index = yearIn(from) * 12 + monthIn(from) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  const day = dateIn(from);
  const length = daysInMonth(year, month);
  const pad = (n: number) => String(n).padStart(2, '0');
  if (day > length) return `${year}-${pad(month)}-${pad(length)}`;
  return addDays(`${year}-${pad(month)}-${pad(day)}`, -1);
}

/** Whole calendar months of a stay and the days left over. 01-05…04-04 → 3 months, 0 days. */
export function monthsOf(from: Day, to: Day): { months: number; days: number } {
  let months = (yearIn(to) - yearIn(from)) * 12 + monthIn(to) - monthIn(from) + 1;
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
