/** A month or a week said in a report, of which the day is open: 5月参加了…, 这个月, 上周. Pure. */

import { addDays, dayNumber, makeDay, month, year } from '../../days.ts';
import type { Day } from '../../types/index.ts';
import { parseNumber } from '../numbers.ts';
import { saysUnknown } from '../unknown.ts';
import type { Find } from './find.ts';
import type { Dates } from './when.ts';

export interface Window {
  readonly from: Day;
  readonly to: Day;
  /** The person's word for it: `5月`, `这个月`, `上周`. */
  readonly label: string;
  readonly week: boolean;
}

/** What a report says of its time where it names a month or a week and no day; undefined where it names neither. */
export function windowIn(text: string, { found }: Dates, day: Day): Window | undefined {
  const [open] = found;
  if (!open || found.length > 1 || open.kind !== 'month' || open.from > day) return undefined;
  const days = dayNumber(open.to) - dayNumber(open.from) + 1;
  if (days > 31 || open.from.slice(0, 7) !== (days === 7 ? open.from : open.to).slice(0, 7)) return undefined;
  const words = text
    .slice(open.index, open.index + open.length)
    .trim()
    .replace(/(月)份?的?$/, '$1');
  const label = /[月周期拜初底旬]/.test(words) && !/前$/.test(words) ? words : `${month(open.from)}月`;
  return { from: open.from, to: open.to, label, week: days === 7 };
}

/** A day inside the window as an answer names it: 10号, 周三, 月底; or the window itself: 不记得了, 就5月. */
export function dayWithin(
  window: Window,
  answer: string,
  day: Day,
  find: Find,
): { readonly day: Day; readonly assumed?: string } | 'impossible' | 'unread' | undefined {
  const text = answer.trim().replace(/^(?:嗯|哦|噢|大概|大约|好像|可能|应该|就?是|就|那|在|个)+/, '');
  if (saysUnknown(answer) || text.replace(/份?[吧了的呢。.]*$/, '') === window.label)
    return { day: window.from, assumed: `只说了${window.label}，先按${spoken(window.from)}登记` };
  const bare =
    /^(?:(?:那个?|当)?月的?)?(\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]?(?=$|[吧,，。、 ]|左右|那天)/.exec(text);
  const number = bare?.[1] === undefined ? undefined : parseNumber(bare[1]);
  if (number !== undefined && !window.week)
    return inside(makeDay(year(window.from), month(window.from), number), window) ?? 'impossible';
  const weekday = /^(?:周|星期|礼拜)([一二三四五六日天])/.exec(text)?.[1];
  if (weekday && window.week) {
    const at = addDays(window.from, '一二三四五六日'.indexOf(weekday === '天' ? '日' : weekday));
    return at <= day ? { day: at } : undefined;
  }
  if (!window.week && WEEKDAY.test(text)) return weekdayOf(window, text, day, find);
  const part = /^(?:那个?)?月?(初|上旬|中旬|中|下旬|底|末)/.exec(text)?.[1];
  if (!part || window.week) return undefined;
  const when = find(`${year(window.from)}年${month(window.from)}月${part}`, day).found[0];
  return when && { day: when.from, assumed: `只说了${month(window.from)}月${part}，先按${spoken(when.from)}登记` };
}

/** 周五, 第二个周五, 最后一个周五 */
const WEEKDAY = /^的?(?:[第头首最倒][^,，。]{1,4})?(?:周|星期|礼拜)[一二三四五六日天末]/;
/** The weekday of a month that an answer names; 周五 alone may be any of four, unless the latest lies in that month. */
function weekdayOf(window: Window, text: string, day: Day, find: Find): ReturnType<typeof dayWithin> {
  const { found, impossible } = find(`${year(window.from)}年${month(window.from)}月${text}`, day);
  const at = found.find((w) => w.kind === 'day' && w.from >= window.from && w.from <= window.to);
  if (at) return { day: at.from };
  if (impossible.length > 0) return 'impossible';
  const alone = find(text, day).found[0];
  return alone && alone.from >= window.from && alone.to <= window.to ? undefined : 'unread';
}

const inside = (at: Day | undefined, window: Window): { readonly day: Day } | undefined =>
  at !== undefined && at >= `${window.from.slice(0, 8)}01` && at.slice(0, 7) === window.from.slice(0, 7)
    ? { day: at }
    : undefined;
const spoken = (at: Day): string => `${month(at)}月${Number(at.slice(8))}日`;
