/** The pieces of days that a text holds, as the patterns find them: which day, month or stretch each names. Pure. */

import { addDays, addMonths, dayNumber, daysInMonth, makeDay, month, weekday, year } from '../../days.ts';
import type { Day } from '../../types/index.ts';
import { parseNumber } from '../numbers.ts';
import type { When } from './find.ts';
import { holiday } from './holidays.ts';
import {
  ABSOLUTE,
  AGO,
  COMPACT,
  DAY_ONLY,
  ENGLISH_DAY,
  ENGLISH_MONTH,
  HALF_YEAR,
  HOLIDAY,
  JOIN,
  LIST_DAY,
  MONTH_WORD,
  MONTHS,
  NUMERIC,
  RELATIVE,
  SHORT,
  WEEK,
  WEEK_ONLY,
  YEAR_MONTH,
  YEAR_ONLY,
} from './patterns.ts';

export interface Piece {
  readonly y?: number;
  readonly m?: number;
  readonly d?: number;
  /** Days of the piece when it is no plain day. */
  readonly from?: Day;
  readonly to?: Day;
  readonly kind: When['kind'];
  readonly assumed?: string;
  readonly index: number;
  readonly length: number;
}

/** How far ahead a day without a year still means the coming one. */
const NEAR_AHEAD = 45;

/** The year of a month and day said without one: the latest that has been, or this one when it lies close ahead. */
export function latestYear(m: number, d: number | undefined, day: Day): number {
  const y = year(day);
  const first = makeDay(y, m, d === undefined ? 1 : Math.min(d, daysInMonth(y, m)));
  if (first === undefined || first <= day) return y;
  return d !== undefined && dayNumber(first) - dayNumber(day) <= NEAR_AHEAD ? y : y - 1;
}

const yearOf = (digits: string | undefined, word: string | undefined, day: Day): number | undefined => {
  if (digits !== undefined) {
    const n = parseNumber(digits);
    return n === undefined ? undefined : n < 100 ? 2000 + n : n;
  }
  if (word === undefined) return undefined;
  const y = year(day);
  if (word.startsWith('去年') || word.startsWith('上一年')) return y - 1;
  if (word.startsWith('前年')) return y - 2;
  if (word.startsWith('明年')) return y + 1;
  return word.startsWith('后年') ? y + 2 : y;
};

export function collect(text: string, day: Day, impossible: string[]): Piece[] {
  const out: Piece[] = [];
  const plain = (m: RegExpMatchArray, y: number | undefined, mo: number | undefined, d: number | undefined): void => {
    if (mo === undefined || mo < 1 || mo > 12 || (d !== undefined && (d < 1 || d > 31))) {
      impossible.push(m[0]);
      return;
    }
    out.push({
      ...(y !== undefined ? { y } : {}),
      m: mo,
      ...(d !== undefined ? { d } : {}),
      kind: d === undefined ? 'month' : 'day',
      index: m.index ?? 0,
      length: m[0].length,
    });
  };
  const days = (m: RegExpMatchArray, from: Day, to: Day, kind: When['kind'], assumed?: string): void => {
    out.push({ from, to, kind, index: m.index ?? 0, length: m[0].length, ...(assumed ? { assumed } : {}) });
  };
  const part = (m: RegExpMatchArray, y: number, mo: number, word: string): void => {
    const last = daysInMonth(y, mo);
    const d = /[头第]一天$/.test(word)
      ? 1
      : word === '初' || word === '上旬'
        ? 5
        : word === '中' || word === '中旬'
          ? 15
          : last;
    const at = makeDay(y, mo, d);
    if (!at) return;
    if (word.endsWith('旬')) {
      const from = makeDay(y, mo, word === '上旬' ? 1 : word === '中旬' ? 11 : 21);
      const to = makeDay(y, mo, word === '上旬' ? 10 : word === '中旬' ? 20 : last);
      if (from && to) days(m, from, to, 'month');
    } else if (word === '底' || word === '末' || word.endsWith('最后一天') || word.endsWith('一天'))
      days(m, at, at, 'day', `“${m[0].trim()}”按${mo}月${d}日`);
    else days(m, makeDay(y, mo, 1) ?? at, makeDay(y, mo, word === '初' ? 10 : 20) ?? at, 'month');
  };

  for (const m of text.matchAll(NUMERIC)) plain(m, Number(m[1]), Number(m[3]), Number(m[4]));
  for (const m of text.matchAll(COMPACT)) plain(m, Number(m[1]), Number(m[2]), Number(m[3]));
  for (const m of text.matchAll(YEAR_MONTH)) if (Number(m[2]) <= 12) plain(m, Number(m[1]), Number(m[2]), undefined);
  for (const m of text.matchAll(ABSOLUTE)) {
    const y = yearOf(m[1], m[2], day);
    const mo = m[3] === undefined ? undefined : parseNumber(m[3]);
    if (m[5] !== undefined && mo !== undefined && mo >= 1 && mo <= 12) {
      part(m, y ?? latestYear(mo, undefined, day), mo, m[5]);
    } else plain(m, y, mo, m[4] !== undefined ? parseNumber(m[4]) : m[6] !== undefined ? parseNumber(m[6]) : undefined);
  }
  for (const m of text.matchAll(SHORT)) {
    const mo = Number(m[1]);
    const d = Number(m[3]);
    if (mo >= 1 && mo <= 12 && d >= 1 && d <= 31 && shortIsDay(m, text))
      plain(m, yearOf(undefined, YEAR_BEFORE.exec(text.slice(0, m.index))?.[1], day), mo, d);
  }
  for (const m of text.matchAll(MONTH_WORD)) {
    const offset = m[1]?.startsWith('上上') ? -2 : m[1]?.startsWith('上') ? -1 : m[1]?.startsWith('下') ? 1 : 0;
    const base = addMonths(`${day.slice(0, 8)}01`, offset);
    if (m[2] === undefined) {
      if (!/^的?[\d一二三四五六七八九十]{1,3}[号日]/.test(text.slice((m.index ?? 0) + m[0].length))) {
        days(m, base, addDays(addMonths(base, 1), -1), 'month');
      }
    } else if (/[\d一二三四五六七八九十廿]$|日$/.test(m[2]))
      plain(m, year(base), month(base), parseNumber(m[2].replace('日', '')));
    else part(m, year(base), month(base), m[2]);
  }
  for (const m of text.matchAll(WEEK_ONLY)) {
    const back = m[1]?.startsWith('上上') ? 14 : m[1]?.startsWith('上') ? 7 : 0;
    const monday = addDays(day, 1 - weekday(day) - back);
    days(m, monday, addDays(monday, 6), 'month');
  }
  for (const m of [...text.matchAll(DAY_ONLY), ...text.matchAll(LIST_DAY)]) {
    const d = m[2] === undefined ? undefined : parseNumber(m[2]);
    if (d === undefined || d < 1 || d > 31) continue;
    const before = out.findLast((p) => p.index < (m.index ?? 0) && p.m !== undefined);
    if (!m[1] && before?.d !== undefined && JOIN.test(text.slice(before.index + before.length, m.index))) {
      plain(m, before.y, before.m, d);
      continue;
    }
    if (
      !m[1] &&
      before?.m !== undefined &&
      /^[ ]*[日号]?[、和,及跟与 ]{1,2}$/.test(text.slice(before.index + before.length, m.index))
    ) {
      plain(m, before.y, before.m, d);
      continue;
    }
    // 10月讲了两次，12号和26号: days of the month said before.
    const ofMonth = m[1]
      ? undefined
      : out.findLast((p) => p.index < (m.index ?? 0) && p.m !== undefined && p.d === undefined);
    if (ofMonth && !out.some((p) => p !== ofMonth && p.index < (m.index ?? 0) && p.from !== undefined)) {
      plain(m, ofMonth.y, ofMonth.m, d);
      continue;
    }
    const within = !m[1] ? dayWithin(out, text, m.index ?? 0, d) : undefined;
    if (within) {
      plain(m, year(within), month(within), d);
      continue;
    }
    const offset = m[1]?.startsWith('上上') ? -2 : m[1]?.startsWith('上') ? -1 : m[1]?.startsWith('下') ? 1 : 0;
    let base = addMonths(`${day.slice(0, 8)}01`, offset);
    if (!m[1] && d > Number(day.slice(8))) base = addMonths(base, -1);
    if (d > daysInMonth(year(base), month(base)) && !m[1]) base = addMonths(base, -1);
    plain(m, year(base), month(base), d);
  }
  for (const m of text.matchAll(RELATIVE)) {
    const at = addDays(day, relative(m[0]));
    days(m, at, at, 'day');
  }
  for (const m of text.matchAll(AGO)) {
    const n = m[1] === undefined ? undefined : parseNumber(m[1]);
    if (n === undefined || n > 400) continue;
    // 两星期前的今天
    const sameDay = /^的(?:今天|这一?天|同一天)/.exec(text.slice((m.index ?? 0) + m[0].length));
    if (sameDay && m[2] !== '天' && m[2] !== '日') {
      const at =
        m[2] === '月' || m[2] === '年'
          ? addMonths(day, -Math.ceil(m[2] === '年' ? n * 12 : n))
          : addDays(day, -7 * Math.ceil(n));
      out.push({ from: at, to: at, kind: 'day', index: m.index ?? 0, length: m[0].length + sameDay[0].length });
      continue;
    }
    if (m[2] === '天' || m[2] === '日') days(m, addDays(day, -Math.ceil(n)), addDays(day, -Math.ceil(n)), 'day');
    else if (m[2] === '月' || m[2] === '年') {
      const base = addMonths(`${day.slice(0, 8)}01`, -Math.ceil(m[2] === '年' ? n * 12 : n));
      days(m, base, addDays(addMonths(base, 1), -1), 'month');
    } else {
      const at = addDays(day, -7 * Math.ceil(n));
      days(m, addDays(at, 1 - weekday(at)), addDays(at, 7 - weekday(at)), 'month');
    }
  }
  for (const m of text.matchAll(WEEK)) week(m, day, days);
  for (const m of text.matchAll(HOLIDAY)) {
    const named = yearOf(m[1], m[2], day);
    let found = m[3] === undefined ? undefined : holiday(m[3], named ?? year(day));
    if (found && named === undefined && found.from > day && m[3] !== undefined) found = holiday(m[3], year(day) - 1);
    if (!found) continue;
    // 春节前: some day that is not the feast; it is asked.
    if (m[4] === undefined && /^(?:之|以)?[前后](?![后一两三几\d])/.test(text.slice((m.index ?? 0) + m[0].length)))
      continue;
    if (m[4] !== undefined && /一天|第二天/.test(m[4])) {
      const at = addDays(found.from, /前/.test(m[4]) ? -1 : 1);
      days(m, at, at, 'day');
      continue;
    }
    const one = m[4] === undefined || m[4] === '当天' || m[4] === '那天' || found.days === 1;
    if (one)
      days(
        m,
        found.from,
        found.from,
        'day',
        found.days === 1 ? undefined : `“${m[0]}”按${Number(found.from.slice(5, 7))}月${Number(found.from.slice(8))}日`,
      );
    else days(m, found.first, addDays(found.first, found.days - 1), 'range');
  }
  for (const m of text.matchAll(HALF_YEAR)) {
    const y = yearOf(m[1], m[4] === undefined ? m[2] : `${m[4]}年`, day) ?? year(day);
    const word = m[5] === undefined ? m[3] : `年${m[5]}`;
    const q = '一二三四'.indexOf(word?.replace('第', '')[0] ?? '') + 1 || Number(/[1-4]/.exec(word ?? '')?.[0] ?? 0);
    const [a, b] =
      word === '上半年'
        ? [1, 6]
        : word === '下半年'
          ? [7, 12]
          : word === '年初'
            ? [1, 2]
            : word === '年中'
              ? [6, 7]
              : q
                ? [q * 3 - 2, q * 3]
                : [12, 12];
    const from = makeDay(y, a ?? 1, 1);
    const to = makeDay(y, b ?? 12, daysInMonth(y, b ?? 12));
    if (from && to) days(m, from, to, 'month');
  }
  for (const m of text.matchAll(YEAR_ONLY)) {
    const y = yearOf(m[1], m[2], day);
    if (y !== undefined) days(m, `${y}-01-01`, `${y}-12-31`, 'year');
  }
  for (const m of text.matchAll(ENGLISH_MONTH)) {
    const mo = MONTHS.indexOf((m[1] ?? m[5] ?? '').slice(0, 3).toLowerCase()) + 1;
    const y = m[3] ?? m[6];
    plain(m, y === undefined ? undefined : Number(y), mo, Number(m[2] ?? m[4]));
  }
  for (const m of text.matchAll(ENGLISH_DAY)) {
    const word = m[0].toLowerCase();
    const back = word === 'today' ? 0 : word === 'yesterday' ? -1 : word.startsWith('the') ? -2 : undefined;
    if (back !== undefined) days(m, addDays(day, back), addDays(day, back), 'day');
    else {
      const target = ['mon', 'tues', 'wednes', 'thurs', 'fri', 'satur', 'sun'].indexOf(m[2]?.toLowerCase() ?? '') + 1;
      const at = addDays(day, target - weekday(day) - (target < weekday(day) ? 0 : 7));
      days(m, at, at, 'day');
    }
  }
  return out;
}

/** The day with that number in the stretch that stands right before it: 上周的18号, 9月底的28号. */
function dayWithin(pieces: readonly Piece[], text: string, index: number, d: number): Day | undefined {
  const stretch = pieces.find((p) => p.index < index && /^的?那?个?$/.test(text.slice(p.index + p.length, index)));
  if (!stretch?.from || !stretch.to) return undefined;
  if (stretch.kind === 'day' && stretch.assumed === undefined) return undefined;
  const at = makeDay(year(stretch.from), month(stretch.from), d) ?? undefined;
  const later = makeDay(year(stretch.to), month(stretch.to), d);
  if (stretch.kind === 'day') return at;
  return [at, later].find((one) => one !== undefined && one >= (stretch.from ?? '') && one <= (stretch.to ?? ''));
}

const YEAR_BEFORE = /(今年|去年|前年)的?$/;

/** `3.5` is a day only where it stands like one: at the start, before a range sign, a comma or a verb of attending. */
function shortIsDay(m: RegExpMatchArray, text: string): boolean {
  if (m[2] === '/') return true;
  const index = m.index ?? 0;
  const after = text.slice(index + m[0].length, index + m[0].length + 3);
  if (m[2] === '-' && /-$/.test(text.slice(0, index))) return false;
  if (m[2] === '-' && /^[日号月]|^ ?(?:个|小时|学|课时|节|天|次|分|点|人|万|千|h|位|名|页|作)/.test(after))
    return false;
  if (/[日号]$/.test(m[0])) return m[2] !== '-';
  if (/^ ?(?:-|~|到|至) ?\d{1,2}(?:[./]\d{1,2})?(?![\d.]*(?:小时|学|个|分|h|天))/.test(text.slice(index + m[0].length)))
    return true;
  const before = text.slice(0, index);
  if (/(?:\d{1,2}[./]\d{1,2}|20\d{2}[./-]\d{1,2}[./-]\d{1,2}) ?(?:-|~|到|至) ?$/.test(before)) return true;
  return (
    (before.trim() === '' || /[,，、;。\n ]$|应该是?$|日子$|日期$/.test(before) || YEAR_BEFORE.test(before)) &&
    /^(?:$|[ ,，、。]|公需|义诊|带教|命题|竞赛|论文|证书|继教|[院参听讲去在省国市我科做发拿获出交开]|学[完习了])/.test(
      after,
    ) &&
    !/\d$/.test(before)
  );
}

function relative(word: string): number {
  if (word.startsWith('大大前')) return -4;
  if (word.startsWith('大前')) return -3;
  if (word.startsWith('前')) return -2;
  if (word.startsWith('昨') || word.startsWith('咋')) return -1;
  if (word.startsWith('明')) return 1;
  if (word.startsWith('后')) return 2;
  return word.startsWith('大后') ? 3 : 0;
}

function week(
  m: RegExpMatchArray,
  day: Day,
  days: (m: RegExpMatchArray, from: Day, to: Day, kind: When['kind']) => void,
): void {
  const word = m[1];
  const monday = addDays(day, 1 - weekday(day));
  const offset =
    word === undefined ? 0 : word.startsWith('上上') ? -2 : word.startsWith('上') ? -1 : word.startsWith('下') ? 1 : 0;
  const of = (ch: string | undefined): number =>
    '一二三四五六日'.indexOf(ch === '天' ? '日' : (ch ?? '')) + 1 || Number(ch);
  if (m[2] === '末') {
    let saturday = addDays(monday, offset * 7 + 5);
    if (word === undefined && saturday > day) saturday = addDays(saturday, -7);
    days(m, saturday, addDays(saturday, 1), 'range');
    return;
  }
  let at = addDays(monday, offset * 7 + of(m[2]) - 1);
  if (word === undefined && at > day) at = addDays(at, -7);
  if (m[3] !== undefined) {
    const end = addDays(at, (of(m[3]) - of(m[2]) + 7) % 7);
    days(m, at, end, 'range');
  } else days(m, at, at, 'day');
}
