/** Weeks and their days: 上上周五, 这周末, 周一到周三, 第46周, 第二个周五. */

import { addDays, year } from '../../../days.ts';
import { parseNumber } from '../../numbers.ts';
import {
  ABOVE,
  amount,
  BELOW,
  isNear,
  latestWeekday,
  mondayOf,
  NUMERAL,
  steps,
  TO,
  WEEK,
  WEEKDAY,
  YEAR,
} from '../parts.ts';
import { type Meaning, single, stretch, UNREAD } from '../piece.ts';
import { type Noun, optional, type Part, pattern, type Rule, rule } from '../rule.ts';
import type { Trade } from '../trade.ts';

/** 上上, 大上个, 这: in weeks from this one. */
const weeks = (source: string): Part<number> => ({ source, read: steps });
const WHICH = weeks(`${ABOVE}(?:一(?!个)|个)?|这个?|本|${BELOW}个?`);
const AGAIN = `(?:的?${WEEK})?`;

function isoWeek(y: number, n: number): Meaning {
  const monday = addDays(mondayOf(`${y}-01-04`), (n - 1) * 7);
  if (n < 1 || monday >= mondayOf(`${y + 1}-01-04`)) return { is: 'impossible' };
  return stretch(monday, addDays(monday, 6), 'month');
}
/** A week without its year: the latest, or this year's where it lies close ahead. Up to the fifth it may be a month's. */
function latestWeek(n: number, on: string): Meaning {
  if (n <= 5) return UNREAD;
  const week = isoWeek(year(on), n);
  const isPast = week.is === 'stretch' && (week.from <= on || isNear(week.from, on));
  return isPast ? week : isoWeek(year(on) - 1, n);
}

const NTH: Part<number> = {
  source: `第[一二三四五六1-6]个|头一?个|首个?|最[后末](?:那?一个|那个|的)|倒数第?[一二三四五1-5]个`,
  read: (words) => {
    if (/[头首]/.test(words)) return 1;
    if (words.startsWith('最')) return -1;
    const n = parseNumber(/[一二三四五六\d]/.exec(words)?.[0] ?? '') ?? Number.NaN;
    return words.startsWith('倒') ? -n : n;
  },
};

/** 46, 四十六 */
const NUMBER = amount(`\\d{1,2}|${NUMERAL}{1,3}`);

/** Weeks by their number in the year; those of a term or a training, 培训第8周, are other weeks. */
function numberedWeeks({ terms }: Trade): readonly Rule[] {
  const ofYear = `(?<!${terms})`;
  return [
    rule('2026年第46周', pattern`${ofYear}${optional(YEAR)}第${NUMBER}${WEEK}`, ([y, n], { on }) =>
      y === undefined ? latestWeek(n, on) : isoWeek(y, n),
    ),
    rule(
      '第46周三',
      pattern`${ofYear}${optional(YEAR)}第${NUMBER}${WEEK}${AGAIN}${WEEKDAY}`,
      ([y, n, weekday], { on }) => {
        const week = y === undefined ? latestWeek(n, on) : isoWeek(y, n);
        return week.is === 'stretch' ? single(addDays(week.from, weekday - 1)) : week;
      },
    ),
  ];
}

export const weekRules = (trade: Trade): Noun => ({
  sign: /周|星期|礼拜/,
  rules: [
    rule('上周, 这个星期', pattern`${weeks(`${ABOVE}一?个?|这一?个?|本`)}${WEEK}(?!年|报|会|刊)`, ([n], { on }) =>
      stretch(addDays(mondayOf(on), n * 7), addDays(mondayOf(on), n * 7 + 6), 'month'),
    ),
    rule('上周五', pattern`${WHICH}${WEEK}${AGAIN}${WEEKDAY}`, ([n, weekday], { on }) =>
      single(addDays(mondayOf(on), n * 7 + weekday - 1)),
    ),
    rule('周五', pattern`${WEEK}${WEEKDAY}`, ([weekday]) => ({ is: 'weekday', weekday })),
    // One day may be meant or another where this week's is over.
    rule('上一个周五', pattern`上一个${WEEK}${WEEKDAY}`, ([weekday], { on }) => {
      const at = latestWeekday(weekday, addDays(on, -1));
      return at < mondayOf(on) ? single(at) : UNREAD;
    }),
    rule('最近的周五', pattern`最近(?:的?一个|的)${WEEK}${WEEKDAY}`, ([weekday], { on }) =>
      single(latestWeekday(weekday, on)),
    ),
    rule(
      '周一到周三',
      pattern`${optional(WHICH)}${WEEK}${AGAIN}${WEEKDAY}${TO}${WEEK}?${WEEKDAY}`,
      ([n, from, to], { on }) => {
        const at = n === undefined ? latestWeekday(from, on) : addDays(mondayOf(on), n * 7 + from - 1);
        return stretch(at, addDays(at, (to - from + 7) % 7), 'range');
      },
    ),
    rule('上周末', pattern`${optional(WHICH)}${WEEK}${AGAIN}末`, ([n], { on }) => {
      const at = n === undefined ? latestWeekday(6, on) : addDays(mondayOf(on), n * 7 + 5);
      return stretch(at, addDays(at, 1), 'range');
    }),
    ...numberedWeeks(trade),
    rule('第二个周五', pattern`${NTH}${WEEK}${WEEKDAY}`, ([n, weekday]) => ({ is: 'nth', n, weekday })),
  ],
});
