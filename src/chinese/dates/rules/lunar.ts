/** Days and months of the lunar calendar: 农历九月初九, 正月十五, 去年腊月廿三, 大年初一. */

import { addDays, year } from '../../../days.ts';
import { parseNumber } from '../../numbers.ts';
import { lunarMonth } from '../lunar.ts';
import { isNear, NUMERAL, ONE_TO_NINE, YEAR } from '../parts.ts';
import { type Meaning, single, spoken, stretch, UNREAD } from '../piece.ts';
import { either, made, type Noun, optional, type Part, pattern, rule, type Said } from '../rule.ts';

interface LunarMonth {
  readonly m: number;
  readonly isLeap: boolean;
}
const number = (words: string): number => parseNumber(words) ?? Number.NaN;
const LUNAR = '(?:农历|阴历|旧历|夏历)';
const NAMES: { readonly [name: string]: number } = { 正: 1, 冬: 11, 腊: 12 };

const OWN_MONTH: Part<LunarMonth> = {
  source: '闰?(?:正月|腊月|冬月)',
  read: (words) => ({ m: NAMES[words.replace('闰', '').slice(0, 1)] ?? 0, isLeap: words.startsWith('闰') }),
};
const NUMBERED_MONTH: Part<LunarMonth> = {
  source: `闰?(?:\\d{1,2}|${NUMERAL}{1,2})月`,
  read: (words) => ({ m: number(words.replace(/[闰月]/g, '')), isLeap: words.startsWith('闰') }),
};
const ANY_MONTH = either(OWN_MONTH, NUMBERED_MONTH);
/** 初五, which only a lunar month has; 初一起, 初三个 begin other words. */
const EARLY_DAY: Part<number> = {
  source: `初(?:[${ONE_TO_NINE}]|十)(?![起次直些个场天节篇项名位作门年级月])`,
  read: (words) => number(words.slice(1)),
};
const LUNAR_DAY: Part<number> = {
  source: `初(?:[${ONE_TO_NINE}]|十)|\\d{1,2}|廿[${ONE_TO_NINE}]?|[二三]?十[${ONE_TO_NINE}]?`,
  read: (words) => number(words.replace('初', '')),
};
/** 农历, with the year before it or behind it; or a name of a month that only the lunar year has. */
const SAID_LUNAR = made(
  pattern`${optional(YEAR)}${LUNAR}的?${optional(YEAR)}${ANY_MONTH}`,
  ([before, after, of]): Of => ({ y: before ?? after, ...of }),
);
const NAMED_LUNAR = made(pattern`${optional(YEAR)}${OWN_MONTH}`, ([y, of]): Of => ({ y, ...of }));
const MONTH = either(SAID_LUNAR, NAMED_LUNAR);
interface Of extends LunarMonth {
  readonly y: number | undefined;
}

/** A lunar month, or the day `d` of it. Without its year the latest that has been, or one that lies close ahead. */
function meaningOf({ y, m, isLeap }: Of, d: number | undefined, { on, words }: Said): Meaning {
  if (!(m >= 1 && m <= 12)) return { is: 'impossible' };
  const years = y === undefined ? [year(on) + 1, year(on), year(on) - 1, year(on) - 2] : [y];
  for (const one of years) {
    const of = lunarMonth(one, m, isLeap);
    const at = of && addDays(of.first, (d ?? 1) - 1);
    if (!of || at === undefined || (y === undefined && at > on && !(d !== undefined && isNear(at, on)))) continue;
    if (d === undefined) return stretch(at, addDays(at, of.days - 1), 'month');
    return d > of.days || d < 1 ? { is: 'impossible' } : single(at, `“${words.trim()}”按${spoken(at)}`);
  }
  return UNREAD;
}

export const LUNAR_DAYS: Noun = {
  sign: /农历|[阴旧夏]历|[正腊冬闰]月|初[一二三四五六七八九十]/,
  rules: [
    rule('农历九月初九', pattern`${MONTH}${LUNAR_DAY}[日号]?`, ([of, d], said) => meaningOf(of, d, said)),
    rule('九月初九', pattern`${optional(YEAR)}${NUMBERED_MONTH}份?${EARLY_DAY}[日号]?`, ([y, of, d], said) =>
      meaningOf({ y, ...of }, d, said),
    ),
    rule('大年初一', pattern`${optional(YEAR)}(?:大年|新年|(?<![今去前明后\d])年)${EARLY_DAY}`, ([y, d], said) =>
      meaningOf({ y, m: 1, isLeap: false }, d, said),
    ),
    rule('农历九月', pattern`${MONTH}份?`, ([of], said) => meaningOf(of, undefined, said)),
    rule(
      '农历 and what is not read of it',
      pattern`${LUNAR}的?[\d年月日号./初底末旬上中下${NUMERAL.slice(1, -1)}-]{1,12}`,
      () => UNREAD,
    ),
  ],
};
