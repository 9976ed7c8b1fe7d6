/** A day of the month by its number, and days counted from today: 5号, 昨天, 大前天. */

import { addDays } from '../../../days.ts';
import { count, DAY, NUMERAL, ONE_TO_NINE } from '../parts.ts';
import { single } from '../piece.ts';
import { type Noun, pattern, rule } from '../rule.ts';
import type { Trade } from '../trade.ts';

const ofSomeMonth = (d: number) => (d >= 1 && d <= 31 ? ({ is: 'date', d } as const) : undefined);

export const dayRules = ({ places }: Trade): Noun => ({
  sign: /[号日]/,
  rules: [
    rule(
      '5号',
      pattern`(?<![\d月.第十${ONE_TO_NINE}])${{ ...DAY, source: `\\d{1,2}|${NUMERAL}{1,3}` }}号(?!楼|线|文|令|机|${places})`,
      ([d]) => ofSomeMonth(d),
    ),
    rule('11日, in a list of days', pattern`(?<=[日号] ?[、和及,，] ?)${DAY}日`, ([d]) => ofSomeMonth(d)),
  ],
});

export const FROM_TODAY: Noun = {
  sign: /[天日晚夜儿早]|刚|[到至]/,
  rules: [
    rule('前天, 大前天, 大大前天', pattern`大{0,6}前[天日]|前儿个?|前晚`, (_, { on, words }) =>
      single(addDays(on, -2 - count(words, '大'))),
    ),
    rule('昨天', pattern`[昨咋]天|昨[日晚夜]|昨儿个?`, (_, { on }) => single(addDays(on, -1))),
    rule('今天', pattern`今[天日早晚儿]|刚[刚才](?![说报登填写记那这上发的提])`, (_, { on }) => single(on)),
    rule('up to now', pattern`(?<=[到至])(?:现在|目前|如今|今(?![年天日早晚儿月]))`, (_, { on }) => single(on)),
    rule('明天', pattern`明[天日晚]`, (_, { on }) => single(addDays(on, 1))),
    rule('后天, 大后天', pattern`大{0,6}后天`, (_, { on, words }) => single(addDays(on, 2 + count(words, '大')))),
  ],
};
