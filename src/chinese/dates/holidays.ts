import { addDays, weekday } from '../../days.ts';
import type { Day } from '../../types/index.ts';

/** Solar days of the holidays that move: 春节, 端午, 中秋 (purple mountain calendar). */
const LUNAR: Readonly<Record<number, readonly [spring: string, dragon: string, autumn: string]>> = {
  2015: ['02-19', '06-20', '09-27'],
  2016: ['02-08', '06-09', '09-15'],
  2017: ['01-28', '05-30', '10-04'],
  2018: ['02-16', '06-18', '09-24'],
  2019: ['02-05', '06-07', '09-13'],
  2020: ['01-25', '06-25', '10-01'],
  2021: ['02-12', '06-14', '09-21'],
  2022: ['02-01', '06-03', '09-10'],
  2023: ['01-22', '06-22', '09-29'],
  2024: ['02-10', '06-10', '09-17'],
  2025: ['01-29', '05-31', '10-06'],
  2026: ['02-17', '06-19', '09-25'],
  2027: ['02-06', '06-09', '09-15'],
  2028: ['01-26', '05-28', '10-03'],
  2029: ['02-13', '06-16', '09-22'],
  2030: ['02-03', '06-05', '09-12'],
  2031: ['01-23', '06-24', '10-01'],
  2032: ['02-11', '06-12', '09-19'],
  2033: ['01-31', '06-01', '09-08'],
  2034: ['02-19', '06-20', '09-27'],
  2035: ['02-08', '06-10', '09-16'],
};

/**
 * 清明, the day on which the sun's longitude reaches 15°, by the rule of the perpetual calendar for this century
 * (⌊0.2422·y + 4.81⌋ − ⌊y/4⌋, y the year's last two digits): 5 April in 2026, 4 April in 2025.
 */
const clearBright = (y: number): string => `04-0${Math.floor((y % 100) * 0.2422 + 4.81) - Math.floor((y % 100) / 4)}`;

/** A holiday of three days around one day: the weekend that it is joined with lies before it or behind it. */
function joined(day: Day): { readonly from: Day; readonly first: Day; readonly days: number } {
  const back = { 1: 2, 2: 2, 7: 1 }[weekday(day)] ?? 0;
  return { from: day, first: addDays(day, -back), days: 3 };
}

/** A holiday of a year: the day itself (`from`), and the `first` and the number of the days that people mean by 那几天. */
export function holiday(
  name: string,
  y: number,
): { readonly from: Day; readonly first: Day; readonly days: number } | undefined {
  const lunar = LUNAR[y];
  const at = (mmdd: string | undefined, days: number) =>
    mmdd === undefined
      ? undefined
      : days === 3
        ? joined(`${y}-${mmdd}`)
        : { from: `${y}-${mmdd}`, first: `${y}-${mmdd}`, days };
  if (/国庆|十一/.test(name)) return at('10-01', 7);
  if (/五一|劳动节/.test(name)) return at('05-01', 5);
  if (/元旦/.test(name)) return at('01-01', 1);
  if (/清明/.test(name)) return at(clearBright(y), 3);
  if (/护士节/.test(name)) return at('05-12', 1);
  if (/医师节/.test(name)) return at('08-19', 1);
  if (/教师节/.test(name)) return at('09-10', 1);
  if (/妇女节|三八/.test(name)) return at('03-08', 1);
  if (/儿童节|六一/.test(name)) return at('06-01', 1);
  if (/青年节|五四/.test(name)) return at('05-04', 1);
  if (/圣诞/.test(name)) return at('12-25', 1);
  if (/春节|过年/.test(name)) return at(lunar?.[0], 7);
  if (/端午/.test(name)) return at(lunar?.[1], 3);
  if (/中秋/.test(name)) return at(lunar?.[2], 3);
  return undefined;
}
