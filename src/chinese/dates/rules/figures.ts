/** Days in figures: 2026.3.5, 20260305, 3.5, 3/5, 3.5-3.8. */

import { amount, TO, WEEK, YEAR_WORD } from '../parts.ts';
import { type Meaning, numbered } from '../piece.ts';
import { made, type Noun, optional, pattern, type Rule, rule } from '../rule.ts';
import type { Trade } from '../trade.ts';

const YEAR = amount('20\\d{2}');
const TWO = amount('\\d{1,2}');
/** Where there is no such month or day, 13.5 is an amount. */
const MONTH = amount('1[0-2]|0?[1-9]');
const DAY = amount('[12]\\d|3[01]|0?[1-9]');
/** 今年3.5 */
const OF_YEAR = made(pattern`${YEAR_WORD}的?`, ([y]) => y);
/** No part of a longer figure, and behind no month or year that says more. */
const APART = '(?<![\\d.月/])(?<!\\d年)';

const WHOLE: readonly Rule[] = ['\\.', '/', '-'].map((sign) =>
  rule(
    `2026${sign}3${sign}5`,
    pattern`(?<![\d.])${YEAR}${sign}${TWO}${sign}${TWO}(?!\d|-\d{3}(?!\d[./-]\d))`,
    ([y, m, d]) => numbered(y, m, d),
  ),
);

/** 3.5 is a day only where it stands like one; elsewhere it is an amount. */
function short({ measures, doings }: Trade): readonly Rule[] {
  const noMore = `(?![\\d%]|[./]\\d|个|小时|分|h|天|万|千|${measures})`;
  const noMeasure = `(?![日号月]| ?(?:个|小时|节|天|次|分|点|人|万|千|h|位|名|页|作|${measures}))`;
  // A dash is more often from one number to another.
  const sign = `\\.|(?<!-\\d{1,2})-(?=\\d{1,2}(?!\\d)${noMeasure})`;
  const slash = made(pattern`${APART}${MONTH}/${DAY}${noMore}`, (values) => values);
  const point = made(pattern`${APART}${MONTH}\.${DAY}${noMore}`, (values) => values);
  const either = made(pattern`${APART}${MONTH}${sign}${DAY}${noMore}`, (values) => values);
  const told = `(?=$|[ ,，、。(]|${WEEK}|${doings})`;
  type Short = readonly [year: number | undefined, monthDay: readonly [m: number, d: number]];
  const ofYear = ([y, [m, d]]: Short): Meaning => numbered(y, m, d);
  return [
    rule('3/5', pattern`${optional(OF_YEAR)}${slash}[日号]?`, ofYear),
    rule('3.5号', pattern`${optional(OF_YEAR)}${point}[日号]`, ofYear),
    rule('今年3.5', pattern`${OF_YEAR}${either}${told}`, ofYear),
    rule(
      '3.5 where a day stands',
      pattern`(?<=^\s*|[,，、;。\n ]|应该是?|日子|日期)(?<!\d)${either}${told}`,
      ([[m, d]]) => numbered(undefined, m, d),
    ),
    rule(
      '3.5, then the end of a stretch',
      pattern`${optional(OF_YEAR)}${either}(?= ?${TO} ?\d{1,2}(?:[./]\d{1,2})?(?![\d.]*(?:小时|个|分|h|天|${measures})))`,
      ofYear,
    ),
    rule(
      '3.8, behind the beginning of a stretch',
      pattern`(?<=(?:\d{1,2}[./]\d{1,2}|20\d{2}[./-]\d{1,2}[./-]\d{1,2}) ?${TO} ?)${either}`,
      ([[m, d]]) => numbered(undefined, m, d),
    ),
  ];
}

export const figureRules = (trade: Trade): Noun => ({
  sign: /\d/,
  rules: [
    ...WHOLE,
    rule('20260305', pattern`(?<!\d)${YEAR}${amount('0[1-9]|1[0-2]')}${amount('[0-3]\\d')}(?!\d)`, ([y, m, d]) =>
      numbered(y, m, d),
    ),
    rule('2026.3', pattern`(?<![\d.])${YEAR}[./-]${TWO}(?![\d./-])`, ([y, m]) =>
      m <= 12 ? numbered(y, m) : undefined,
    ),
    ...short(trade),
  ],
});
