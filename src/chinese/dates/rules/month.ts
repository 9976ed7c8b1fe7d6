/** Months, their days and their ends: 3月5号, 上个月二十五, 去年十月底. */

import { daysInMonth } from '../../../days.ts';
import { BARE_DAY, DAY, latestYear, MONTH, noAmount } from '../parts.ts';
import { between, type Meaning, numbered, single, spoken } from '../piece.ts';
import { type Noun, type Part, pattern, rule } from '../rule.ts';
import type { Trade } from '../trade.ts';

/** From which day of a month to which; 0 is its last. */
type Ends = readonly [from: number, to: number];
const PARTS: readonly (readonly [words: RegExp, ends: Ends])[] = [
  [/[头第]一天/, [1, 1]],
  [/底|末|最后一天/, [0, 0]],
  [/初|上旬/, [1, 10]],
  [/中/, [11, 20]],
  [/下旬/, [21, 0]],
];
/** 初, 月底, 中旬, 的最后一天; 初级, 中华, 中医 are other words. */
const PART: Part<Ends> = {
  source: `的?(?:上旬|中旬|下旬|月[初末底]|月中(?!午)|最后一天|[头第]一天)|初(?!级|中)|底|末|中(?![午华国医西心文级南山部大科])`,
  read: (words) => PARTS.find(([part]) => part.test(words))?.[1] ?? [1, 0],
};

function partOf(y: number, m: number, [from, to]: Ends, words: string): Meaning {
  if (!(m >= 1 && m <= 12)) return { is: 'impossible' };
  const last = daysInMonth(y, m);
  const [a, b] = [from || last, to || last];
  const stretch = between([y, m, a], [y, m, b], 'month');
  if (stretch.is !== 'stretch' || a !== b) return stretch;
  return single(stretch.from, `“${words.trim()}”按${spoken(stretch.from)}`);
}

export const monthRules = ({ measures }: Trade): Noun => ({
  sign: /月/,
  rules: [
    rule('10月, 上个月', pattern`${MONTH}`, ([{ y, m }]) => numbered(y, m)),
    rule('10月5号', pattern`${MONTH}的? ?${DAY} ?[日号曰]`, ([{ y, m }, d]) => numbered(y, m, d)),
    rule('10月20', pattern`${MONTH} ?${BARE_DAY}${noAmount(measures)}`, ([{ y, m }, d]) => numbered(y, m, d)),
    rule('10月底', pattern`${MONTH} ?${PART}`, ([{ y, m }, part], { on, words }) =>
      partOf(y ?? latestYear(m, undefined, on), m, part, words),
    ),
  ],
});
