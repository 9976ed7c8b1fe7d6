/** The lunar calendar of 2015 to 2035 as a table of months; what lies outside is asked about, not reckoned. Pure. */

import { addDays } from '../../days.ts';
import type { Day } from '../../types/index.ts';

/**
 * 正月初一 in the solar year, the months in their order (大 30 days, 小 29), and the month that a leap month follows. By
 * the rules of GB/T 33661: a month begins on the day of the new moon at 120° east. Every beginning below was checked
 * against computed new moons; 2027-02-06 and 2030-02-03, minutes from midnight, are as published.
 */
const YEARS: Readonly<Record<number, readonly [first: string, months: string, leapAfter?: number]>> = {
  2015: ['02-19', '小大小小大小大大大小大小'],
  2016: ['02-08', '大小大小小大小大大小大大'],
  2017: ['01-28', '小大小大小小大小大小大大大', 6],
  2018: ['02-16', '小大小大小小大小大小大大'],
  2019: ['02-05', '大小大小大小小大小小大大'],
  2020: ['01-25', '小大大大小大小小大小大小大', 4],
  2021: ['02-12', '小大大小大小大小大小大小'],
  2022: ['02-01', '大小大小大大小大小大小大'],
  2023: ['01-22', '小大小小大大小大大小大小大', 2],
  2024: ['02-10', '小大小小大小大大小大大小'],
  2025: ['01-29', '大小大小小大小大小大大大小', 6],
  2026: ['02-17', '大小大小小大小小大大大小'],
  2027: ['02-06', '大大小大小小大小小大大小'],
  2028: ['01-26', '大大大小大小小大小小大大小', 5],
  2029: ['02-13', '大大小大小大小大小小大大'],
  2030: ['02-03', '小大小大大小大小大小大小'],
  2031: ['01-23', '小大大小大小大大小大小大小', 3],
  2032: ['02-11', '大小小大小大大小大大小大'],
  2033: ['01-31', '小大小小大小大小大大大小大', 11],
  2034: ['02-19', '小大小小大小大小大大小大'],
  2035: ['02-08', '大小大小小大小小大大小大'],
};

interface Month {
  readonly first: Day;
  readonly days: number;
}

/** Month 1…12 of a lunar year, or the leap month behind it; undefined where the year has none or is not in the table. */
export function lunarMonth(y: number, m: number, isLeap = false): Month | undefined {
  const [first, months, leapAfter] = YEARS[y] ?? [];
  if (first === undefined || months === undefined || (isLeap && leapAfter !== m)) return undefined;
  const place = m - 1 + (isLeap || (leapAfter !== undefined && m > leapAfter) ? 1 : 0);
  const before = [...months.slice(0, place)].reduce((sum, size) => sum + (size === '大' ? 30 : 29), 0);
  const size = months[place];
  if (size === undefined || m < 1) return undefined;
  return { first: addDays(`${y}-${first}`, before), days: size === '大' ? 30 : 29 };
}

/** The solar day of a lunar one; `d` 30 in a month of 29 days is none. */
export function lunarDay(y: number, m: number, d: number, isLeap = false): Day | undefined {
  const month = lunarMonth(y, m, isLeap);
  return month && d >= 1 && d <= month.days ? addDays(month.first, d - 1) : undefined;
}

/** 除夕: the last day of a lunar year. */
export function lastOfLunarYear(y: number): Day | undefined {
  const month = lunarMonth(y, 12);
  return month && addDays(month.first, month.days - 1);
}
