/** The parts of which rules are made: classes of characters, each named once, and what is understood by itself. */

import { addDays, addMonths, daysBetween, daysInMonth, makeDay, month, weekday, year } from '../../days.ts';
import type { Day } from '../../types/index.ts';
import { parseNumber } from '../numbers.ts';
import { either, made, optional, type Part, pattern } from './rule.ts';

export const ONE_TO_NINE = '一二三四五六七八九';
/** One character of a number below a hundred. */
export const NUMERAL = `[零〇两十廿${ONE_TO_NINE}]`;
export const WEEKDAYS = '一二三四五六日天';
export const WEEK = '(?:周|星期|礼拜)';
/** Between the two ends of a stretch. */
export const TO = '(?:到|至|-|~)';
/** 早上, 晚上, 线上, 网上 end in 上 and are about no week or month before this one. */
const NOT_ABOVE = '(?<![早晚线网])';
/** 浙大, 医大, 师大: a school's 大 makes nothing earlier. */
export const NOT_SCHOOL = '(?<![浙医北科师川交复东南中山武厦工农林理海京津苏郑贵兰吉云福宁西安广同政财音体外])';
/** 上上, 大上, 下: each 上 or 大 a step back, each 下 one ahead; read by `steps`. */
export const ABOVE = `(?:${NOT_SCHOOL}大{1,4}上{1,5}|${NOT_ABOVE}上{1,5})`;
export const BELOW = '(?:大{1,4}下{1,5}|下{1,5})';

/** How often one of the characters stands in the words. */
export const count = (words: string, chars: string): number => [...words].filter((ch) => chars.includes(ch)).length;
/** 上上 → -2, 大上 → -2, 下 → 1, 这 → 0. */
export function steps(words: string): number {
  const far = count(words, '大');
  return words.includes('上') ? -count(words, '上') - far : words.includes('下') ? count(words, '下') + far : 0;
}

const number = (words: string): number => parseNumber(words) ?? Number.NaN;
const part = <T>(source: string, read: (words: string, on: Day) => T): Part<T> => ({ source, read });

/** 3, 12, 二十五, 廿一 */
export const DAY = part(`\\d{1,2}|${NUMERAL}{1,4}`, number);
/** A number that the source finds. */
export const amount = (source: string): Part<number> => part(source, number);
/** A number of two characters or figures that may stand for a day without 号: 二十五, 十七, 廿三, 30. */
export const BARE_DAY = part(
  `\\d{1,2}|(?:[二三]?十[${ONE_TO_NINE}]|[二三]十|廿[${ONE_TO_NINE}]?)(?!${NUMERAL})|十(?=$|[ ,，。、;])`,
  number,
);
/** What makes the number before it an amount and no day; with the measures of a trade. */
export const noAmount = (measures: string): string =>
  `(?![\\d天个小次场分月年人名位篇节门项点:.%多来几号日万千]|${measures})`;

/** 周五, without 周: 一二三四五六日天, 1–7. What counts or sums up is no weekday: 一共, 三个小时, 五次. */
export const WEEKDAY = part(
  `一(?!共|起|直|整|定|般|些|场|节|堂)(?!个|次|天(?!气))|[二三四五六日天](?!个|次|天(?!气))|[1-7](?![\\d号日月.:点]|个|次|天)`,
  (words) => '一二三四五六日'.indexOf(words === '天' ? '日' : words) + 1 || Number(words),
);

const FIGURES = `\\d{4}|[12]\\d(?=年)|[二一][零〇九一二三四五六七八]{3}`;
/** 2026年, 26年, 二〇二六年度 */
export const YEAR_NUMBER = part(`(?:${FIGURES})年度?`, (words) => {
  const n = number(words.replace(/年度?/, ''));
  return n < 100 ? 2000 + n : n;
});
/** 今年, 大前年, 上上一年: in years from the one that is spoken in. */
export const YEAR_WORD = part(
  `今年|去年|大{0,4}前年|${ABOVE}一年|上{2,5}年|明年|本年度?|当年|大{0,4}后年`,
  (words, on) => {
    const far = count(words, '大');
    const offset = words.startsWith('去')
      ? -1
      : words.startsWith('明')
        ? 1
        : words.includes('前')
          ? -2 - far
          : words.includes('后')
            ? 2 + far
            : steps(words);
    return year(on) + offset;
  },
);
export const YEAR = either(
  YEAR_NUMBER,
  made(pattern`${YEAR_WORD}的?`, ([y]) => y),
);

/** A month; its year where it is said. */
export interface MonthOf {
  readonly y?: number;
  readonly m: number;
}
const MONTH_NUMBER = part(`(?:\\d{1,2}|${NUMERAL}{1,3}) ?月`, (words) => number(words.replace(/ ?月/, '')));
const SPACED_YEAR = made(pattern`${YEAR} ?`, ([y]) => y);
const NUMBERED_MONTH = made(
  pattern`${optional(SPACED_YEAR)}${MONTH_NUMBER}份?(?!个)`,
  ([y, m]): MonthOf => (y === undefined ? { m } : { y, m }),
);
const MONTH_WORD = part(`${ABOVE}一?个?月|本月|这个?月|当月|${BELOW}个?月`, (words, on): MonthOf => {
  const at = addMonths(`${on.slice(0, 8)}01`, steps(words));
  return { y: year(at), m: month(at) };
});
/** 3月, 去年十月份, 上上个月 */
export const MONTH = either(
  NUMBERED_MONTH,
  made(pattern`${MONTH_WORD}的?`, ([m]) => m),
);

/** How far ahead a day without a year still means the coming one. */
const NEAR_AHEAD = 45;
/** The year of a month and day said without one: the latest that has been, or this one when it lies close ahead. */
export function latestYear(m: number, d: number | undefined, on: Day): number {
  const y = year(on);
  const first = makeDay(y, m, d === undefined ? 1 : Math.min(d, daysInMonth(y, m)));
  return first === undefined || first <= on || (d !== undefined && isNear(first, on)) ? y : y - 1;
}
export const isNear = (at: Day, on: Day): boolean => daysBetween(on, at) <= NEAR_AHEAD;

/** The Monday of a day's week. */
export const mondayOf = (at: Day): Day => addDays(at, 1 - weekday(at));
/** The latest such weekday, `on` included. */
export function latestWeekday(weekday: number, on: Day): Day {
  const at = addDays(mondayOf(on), weekday - 1);
  return at > on ? addDays(at, -7) : at;
}
