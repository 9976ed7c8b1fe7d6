import { showPlainDay } from '../../chinese/index.ts';
import { month } from '../../days.ts';
import { shown } from '../../decimal.ts';
import type { Assumption } from '../../types/index.ts';
import { typeName } from './ask.ts';

/**
 * What a card says that was taken for granted. A string is what a draft of an older edition kept: it is said as it stands.
 */
export function assumedWords(one: Assumption | string): string {
  if (typeof one === 'string') return one;
  switch (one.is) {
    case 'day':
      return one.said;
    case 'first-of-month':
      return `只说了${month(one.day)}月，先按${month(one.day)}月${Number(one.day.slice(8))}日登记`;
    case 'month':
      return `只说了月份，按 ${one.month} 月登记`;
    case 'whole-months':
      return '起止日按整月推算';
    case 'clash':
      return `“${one.said.join('”和“')}”对不上，按${showPlainDay(one.day)}登记`;
    case 'hours':
      return `“${one.said}”按 ${shown(one.hours)} 小时计`;
    case 'hours-a-day':
      return `每天 ${shown(one.hours)} 小时，按 ${one.days} 天登记`;
    case 'shared-out':
      return `一共 ${shown(one.amount)} ${UNIT[one.field]}，按 ${one.times} 次平均登记`;
    case 'as-before':
      return '没说的和上一项一样，不同请直接改';
    case 'this-year':
      return '还在研，先计入今年；在研期间可任选一年，要算别的年度请改日期';
    case 'kind':
      return `按“${one.said}”看作${typeName(one.type)}`;
  }
}

const UNIT = { hours: '小时', credits: '学分' } as const;
