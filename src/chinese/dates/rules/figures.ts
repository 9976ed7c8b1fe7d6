/** Days in figures: 2026.3.5, 20260305, 3.5, 3/5, 3.5-3.8. */

import { amount, TO, WEEK, YEAR_WORD } from '../parts.ts';
import { type Meaning, numbered } from '../piece.ts';
import { made, type Noun, optional, type Pattern, pattern, type Rule, rule } from '../rule.ts';
import type { Trade } from '../trade.ts';

const YEAR = amount('20\\d{2}');
const TWO = amount('\\d{1,2}');
/** Where there is no such month or day, 13.5 is an amount. */
const MONTH = amount('1[0-2]|0?[1-9]');
const DAY = amount('[12]\\d|3[01]|0?[1-9]');

const WHOLE: readonly Rule[] = ['\\.', '/', '-'].map((sign) =>
  rule(
    `2026${sign}3${sign}5`,
    pattern`(?<![\d.])${YEAR}${sign}${TWO}${sign}${TWO}(?!\d|-\d{3}(?!\d[./-]\d))`,
    ([y, m, d]): Meaning => numbered(y, m, d),
  ),
);

/** 3.5 is a day only where it stands like one; elsewhere it is an amount. */
function short({ measures, doings }: Trade): readonly Rule[] {
  const noMore = `(?![\\d%]|[./]\\d|个|小时|分|h|天|万|千|${measures})`;
  const noMeasure = `(?![日号月]| ?(?:个|小时|节|天|次|分|点|人|万|千|h|位|名|页|作|${measures}))`;
  const sign = `(?:\\.|(?<!-\\d{1,2})-(?=\\d{1,2}(?!\\d)${noMeasure}))`;
  const year = optional(made(pattern`${YEAR_WORD}的?`, ([y]) => y));
  const day = pattern`(?<![\d.月/])(?<!\d年)${MONTH}${sign}${DAY}${noMore}`;
  const monthDay = made(day, (values) => values);
  const slash = made(pattern`(?<![\d.月/])(?<!\d年)${MONTH}/${DAY}${noMore}`, (values) => values);
  type Short = readonly [y: number | undefined, at: readonly [number, number]];
  const read = (name: string, of: Pattern<[number | undefined, [number, number]]>): Rule =>
    rule(name, of, ([y, [m, d]]: Short) => numbered(y, m, d));
  const stands = `(?<=^\\s*|[,，、;。\\n ]|应该是?|日子|日期)`;
  return [
    read('3/5', pattern`${year}${slash}[日号]?`),
    read('3.5号', pattern`${year}(?=\d{1,2}\.)${monthDay}[日号]`),
    read(
      '3.5 before the end of a stretch',
      pattern`${year}${monthDay}(?= ?${TO} ?\d{1,2}(?:[./]\d{1,2})?(?![\d.]*(?:小时|个|分|h|天|${measures})))`,
    ),
    read(
      '3.8 after the beginning of a stretch',
      pattern`${optional(amount('(?!)'))}(?<=(?:\d{1,2}[./]\d{1,2}|20\d{2}[./-]\d{1,2}[./-]\d{1,2}) ?${TO} ?)${monthDay}`,
    ),
    read(
      '3.5 where a day stands',
      pattern`${optional(amount('(?!)'))}${stands}(?<!\d)${monthDay}(?=$|[ ,，、。(]|${WEEK}|${doings})`,
    ),
    read(
      '今年3.5',
      pattern`${made(pattern`${YEAR_WORD}的?`, ([y]) => y as number | undefined)}${monthDay}(?=$|[ ,，、。(]|${WEEK}|${doings})`,
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
