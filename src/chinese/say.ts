import { date, month, weekday, year } from '../days.ts';
import type { Day } from '../types/index.ts';

/** `2026年11月17日（周二）`. */
export const showDay = (day: Day): string =>
  `${year(day)}年${month(day)}月${date(day)}日（周${'一二三四五六日'[weekday(day) - 1] ?? ''}）`;

/** `2026年11月17日`. */
export const showPlainDay = (day: Day): string => `${year(day)}年${month(day)}月${date(day)}日`;
