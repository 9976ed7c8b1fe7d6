/** Lists of days, written out so that each names its month or week: 11月3、10、17号, 上周一三五, 上个月8号、9号. Pure. */

const SEP = '[、,，和及跟与]';
const MONTH_LIST = new RegExp(
  `(\\d{1,2}月|上上个?月|上个?月|这个?月|本月)(的)?(\\d{1,2})[号日]?((?:${SEP} ?\\d{1,2}[号日]?){0,8}${SEP} ?\\d{1,2}[号日])(?!\\d|[到至~-]|楼|线|病|技|手术|机|院(?![里内级]))([两二三四五六七八九]天(?!各|分别|都))?`,
  'g',
);
const WEEK_LIST =
  /(上上个?|上个?|这个?|本)?(周|星期|礼拜)([一二三四五六日天](?:[、,，和及]?[一二三四五六日天]){1,6})(?=[,，。 都各的]|下午|上午|晚上|[听学讲参去上院科开做带])/g;
const DAYS = '两二三四五六七八九';

/**
 * @param text one message, normalised
 * @returns the same, every day of a list with its month or week; days one after the other that are said as so many days
 *   become a stretch (8号、9号两天 → 8号到9号两天)
 */
export function spellDays(text: string): string {
  return text.replace(MONTH_LIST, spellMonth).replace(WEEK_LIST, spellWeek);
}

function spellMonth(
  all: string,
  month: string,
  of: string | undefined,
  first: string,
  rest: string,
  many: string | undefined,
): string {
  const days = [first, ...(rest.match(/\d{1,2}/g) ?? [])].map(Number);
  if (days.some((d, i) => d < 1 || d > 31 || (i > 0 && d <= (days[i - 1] ?? 0)))) return all;
  const isRow = days.every((d, i) => i === 0 || d === (days[i - 1] ?? 0) + 1);
  const count = many === undefined ? 0 : countOf(many.charAt(0));
  const last = days.at(-1) ?? 0;
  if (isRow && count === days.length) return `${month}${of ?? ''}${first}号到${month}${last}号${many ?? ''}`;
  return `${days.map((d) => `${month}${d}号`).join('、')}${many ?? ''}都`;
}
const countOf = (ch: string): number => (ch === '两' ? 2 : DAYS.indexOf(ch) + 1);

function spellWeek(all: string, which: string | undefined, week: string, names: string): string {
  const days = [...names].filter((ch) => /[一二三四五六日天]/.test(ch));
  const order = days.map((ch) => '一二三四五六日'.indexOf(ch === '天' ? '日' : ch));
  if (order.some((n, i) => i > 0 && n <= (order[i - 1] ?? 0))) return all;
  return `${days.map((ch) => `${which ?? ''}${week}${ch}`).join('、')}都`;
}
