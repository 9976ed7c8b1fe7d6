/** Years, their halves, quarters and ends: 2025年, 去年上半年, 三季度, 年底. */

import { daysInMonth, year } from '../../../days.ts';
import { ONE_TO_NINE, YEAR } from '../parts.ts';
import { between } from '../piece.ts';
import { made, type Noun, optional, type Part, pattern, rule } from '../rule.ts';

type Months = readonly [from: number, to: number];
const PARTS: { readonly [word: string]: Months } = {
  上半年: [1, 6],
  下半年: [7, 12],
  初: [1, 2],
  中: [6, 7],
  底: [12, 12],
  末: [12, 12],
};
const months = (source: string): Part<Months> => ({
  source,
  read: (words) => PARTS[words.replace(/^年/, '')] ?? quarter(words),
});
function quarter(words: string): Months {
  const n = '一二三四'.indexOf(/[一二三四]/.exec(words)?.[0] ?? '-') + 1 || Number(/[1-4]/.exec(words)?.[0]);
  return [n * 3 - 2, n * 3];
}
const monthsOf = (y: number, [from, to]: Months) => between([y, from, 1], [y, to, daysInMonth(y, to)], 'month');

const LONG_YEAR: Part<number> = { source: '20\\d{2}年', read: (words) => Number(words.slice(0, 4)) };
const PAST_YEAR: Part<number> = {
  source: '今年|去年|大{0,4}前年',
  read: YEAR.read,
};

export const YEARS: Noun = {
  sign: /年|季度/,
  rules: [
    rule(
      '上半年, 去年三季度, 年底',
      pattern`${optional(YEAR)}${months('上半年|下半年|年[初底末中]|第?[一二三四1-4]季度')}`,
      ([y, part], { on }) => monthsOf(y ?? year(on), part),
    ),
    rule(
      '去年底',
      pattern`${made(pattern`${{ ...PAST_YEAR, source: '[今去]年|大{0,4}前年' }}`, ([y]) => y)}${months('[初底末中]')}`,
      ([y, part]) => monthsOf(y, part),
    ),
    rule(
      '2025年',
      pattern`(?<![\d.])${LONG_YEAR}(?!\d|[ 的]?\d{1,2} ?月|度?[\d一二三四]个|\d{1,2}[./]|[上下]半|第?[一二三四]季)`,
      ([y]) => between([y, 1, 1], [y, 12, 31], 'year'),
    ),
    rule('去年', pattern`${PAST_YEAR}(?![\d十年底初末中上下的${ONE_TO_NINE}])`, ([y]) =>
      between([y, 1, 1], [y, 12, 31], 'year'),
    ),
  ],
};
