import type { Day, Instant } from './types/index.ts';

/**
 * The calendar: days as integers since 1970-01-01 and as `YYYY-MM-DD`, and the day of an instant in China (UTC+8, no
 * summer time). Pure arithmetic, no clock, no time zone database. Nobody else adds a day.
 */

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const HOUR_MS = 3_600_000;
const CHINA_MS = 8 * HOUR_MS;
/** Milliseconds of a day: for spans of time, not for days of the calendar. */
export const DAY_MS = 24 * HOUR_MS;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** How many days month 1…12 of a year has; 0 for a month that is none. */
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
export const year = (day: Day): number =>
  digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3);
/** 1…12 */
export const month = (day: Day): number => digit(day, 5) * 10 + digit(day, 6);
/** The day of the month, 1…31. */
export const date = (day: Day): number => digit(day, 8) * 10 + digit(day, 9);

/** Days since 1970-01-01 in the Gregorian calendar, by years that begin in March (so that 29 February comes last). */
export function dayNumber(day: Day): number {
  const m = month(day);
  const y = year(day) - (m <= 2 ? 1 : 0);
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + date(day) - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** The day that is `number` days after 1970-01-01. */
export function dayFrom(number: number): Day {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const ofEraYear = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * ofEraYear + Math.floor(ofEraYear / 4) - Math.floor(ofEraYear / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const m = fromMarch + (fromMarch < 10 ? 3 : -9);
  const named = ofEraYear + era * 400 + (m <= 2 ? 1 : 0);
  return `${String(named).padStart(4, '0')}-${two(m)}-${two(ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1)}`;
}

export const addDays = (day: Day, count: number): Day => dayFrom(dayNumber(day) + count);
/** Days from `from` to `to`: 0 for the same day, negative where `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);
/** 1 = Monday … 7 = Sunday. */
export const weekday = (day: Day): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;

/** The day y-m-d, or undefined where the calendar has none (2月30日) or nobody can mean it (before 1950, after 2100). */
export function makeDay(y: number, m: number, d: number): Day | undefined {
  if (!Number.isInteger(y) || y < 1950 || y > 2100 || m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m))
    return undefined;
  return `${y}-${two(m)}-${two(d)}`;
}

/** The same day n months later (n may be negative), at most the month's last. */
export function addMonths(day: Day, n: number): Day {
  const at = year(day) * 12 + month(day) - 1 + n;
  const y = Math.floor(at / 12);
  const m = (at % 12) + 1;
  return `${String(y).padStart(4, '0')}-${two(m)}-${two(Math.min(date(day), daysInMonth(y, m)))}`;
}

const inChina = (at: Instant | number): Date => new Date((typeof at === 'number' ? at : Date.parse(at)) + CHINA_MS);
/** 日历日 of an instant (ISO 8601, or milliseconds since 1970) in China. */
export const dayOf = (at: Instant | number): Day => inChina(at).toISOString().slice(0, 10);
/** The hour 0…23 of an instant in China. */
export const hourOf = (at: Instant | number): number => inChina(at).getUTCHours();

/**
 * The last day of a stay of `months` whole months that begins on `from`: the day before the corresponding day, or the
 * month's last day where the month has no corresponding day (民法典 202). 03-01 + 3 → 05-31; 01-31 + 1 → 02-28.
 */
export function lastDayOfMonths(from: Day, months: number): Day {
  const then = addMonths(from, months);
  return date(then) < date(from) ? then : addDays(then, -1);
}
