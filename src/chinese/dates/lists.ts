/** Lists of days, written out so that each names its month or week: 11月3、10、17号, 上周一三五, 上个月8号、9号. Pure. */

import { ABOVE, WEEK, WEEKDAYS } from './parts.ts';
import type { Trade } from './trade.ts';

const SEP = '[、,，和及跟与]';
const NAMED = `\\d{1,2}月|${ABOVE}个?月|这个?月|本月`;
const WHICH = `${ABOVE}个?|这个?|本`;
const DAYS = '两二三四五六七八九';

/**
 * @returns for one message, normalised, the same with every day of a list with its month or week; days one after the
 *   other that are said as so many days become a stretch (8号、9号两天 → 8号到9号两天)
 */
export function spellerOf({ places, doings }: Trade): (text: string) => string {
  const monthList = new RegExp(
    `((?:${NAMED})的?)(\\d{1,2}[号日]?(?:${SEP} ?\\d{1,2}[号日]?){0,8}${SEP} ?\\d{1,2}[号日])(?!\\d|[到至~-]|楼|线|机|${places})([${DAYS}]天(?!各|分别|都))?`,
    'g',
  );
  const weekList = new RegExp(
    `(?<![每隔逢单双某个\\d一两二三四五六])(${WHICH})?(${WEEK})([${WEEKDAYS}](?:[、,，和及]?[${WEEKDAYS}]){1,6})(?=[,，。 都各的上]|下午|晚上|${doings})`,
    'g',
  );
  return (text) => text.replace(monthList, spellMonth).replace(weekList, spellWeek);
}

function spellMonth(all: string, head: string, list: string, many: string | undefined): string {
  const month = head.replace(/的$/, '');
  const figures = list.match(/\d{1,2}/g) ?? [];
  const days = figures.map(Number);
  if (days.some((d, i) => d < 1 || d > 31 || (i > 0 && d <= (days[i - 1] ?? 0)))) return all;
  const isRow = days.every((d, i) => i === 0 || d === (days[i - 1] ?? 0) + 1);
  const count = many === undefined ? 0 : countOf(many.charAt(0));
  const last = days.at(-1) ?? 0;
  if (isRow && count === days.length) return `${head}${figures[0]}号到${month}${last}号${many ?? ''}`;
  return `${days.map((d) => `${month}${d}号`).join('、')}${many ?? ''}都`;
}
const countOf = (ch: string): number => (ch === '两' ? 2 : DAYS.indexOf(ch) + 1);

function spellWeek(all: string, which: string | undefined, week: string, names: string): string {
  const days = [...names].filter((ch) => WEEKDAYS.includes(ch));
  const order = days.map((ch) => '一二三四五六日'.indexOf(ch === '天' ? '日' : ch));
  if (order.some((n, i) => i > 0 && n <= (order[i - 1] ?? 0))) return all;
  return `${days.map((ch) => `${which ?? ''}${week}${ch}`).join('、')}都`;
}
