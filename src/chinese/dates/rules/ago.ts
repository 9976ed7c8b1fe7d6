/** Days, weeks, months and years before today: 三天前, 两周前, 半个月前, 两星期前的今天. */

import { addDays, addMonths, year } from '../../../days.ts';
import type { Day } from '../../../types/index.ts';
import { NUM } from '../../numbers.ts';
import { amount, mondayOf, WEEK } from '../parts.ts';
import { between, type Meaning, single, stretch } from '../piece.ts';
import { type Noun, pattern, rule } from '../rule.ts';

const N = amount(NUM);
const BEFORE = '(?:之|以)?前';
const SAME_DAY = '的(?:今天|这一?天|同一天)';
/** What is farther back nobody reports; 2026年前 is no number of years. */
const MOST = 400;

const weekOf = (at: Day): Meaning => stretch(mondayOf(at), addDays(mondayOf(at), 6), 'month');
function monthOf(at: Day): Meaning {
  const first = `${at.slice(0, 8)}01`;
  return stretch(first, addDays(addMonths(first, 1), -1), 'month');
}
const upTo =
  (meaning: (n: number, on: Day) => Meaning) =>
  ([n]: readonly [number], { on }: { readonly on: Day }): Meaning | undefined =>
    Number.isInteger(n) && n <= MOST ? meaning(n, on) : undefined;

export const AGO: Noun = {
  sign: /前/,
  rules: [
    rule(
      '三天前',
      pattern`${N}个?[天日]${BEFORE}`,
      upTo((n, on) => single(addDays(on, -n))),
    ),
    rule(
      '两周前',
      pattern`${N}个?${WEEK}${BEFORE}`,
      upTo((n, on) => weekOf(addDays(on, -7 * n))),
    ),
    rule(
      '两周前的今天',
      pattern`${N}个?${WEEK}${BEFORE}${SAME_DAY}`,
      upTo((n, on) => single(addDays(on, -7 * n))),
    ),
    // 5月前 is before May, not five months ago.
    rule(
      '三个月前',
      pattern`${N}个月${BEFORE}`,
      upTo((n, on) => monthOf(addMonths(on, -n))),
    ),
    rule(
      '三个月前的今天',
      pattern`${N}个月${BEFORE}${SAME_DAY}`,
      upTo((n, on) => single(addMonths(on, -n))),
    ),
    rule('半个月前', pattern`半个?月${BEFORE}`, (_, { on }) => weekOf(addDays(on, -15))),
    rule('半年前', pattern`半年${BEFORE}`, (_, { on }) => monthOf(addMonths(on, -6))),
    rule(
      '两年前',
      pattern`${N}年${BEFORE}`,
      upTo((n, on) => between([year(on) - n, 1, 1], [year(on) - n, 12, 31], 'year')),
    ),
    rule(
      '一年前的今天',
      pattern`${N}年${BEFORE}${SAME_DAY}`,
      upTo((n, on) => single(addMonths(on, -12 * n))),
    ),
  ],
};
