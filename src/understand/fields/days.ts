/** Days as fields of an activity: one day, a stay from–to, 三个月 made into an end. Pure. */

import { isOutput, lasts } from '../../catalogue/index.ts';
import { findDays, NUM, parseNumber, type When } from '../../chinese/index.ts';
import { addDays, addMonths, month } from '../../days.ts';
import type { Assumption, Day, FieldValue } from '../../types/index.ts';
import { findDates } from './when.ts';

/** A day as the answer to 哪天; bare `20` or `3.5` count here. */
export function answerDate(text: string, day: Day): When | undefined {
  const found = findDates(text, day).found[0];
  if (found) return found;
  const bare = /^(\d{1,2})[日号]?$/.exec(text.trim());
  if (bare?.[1]) return findDates(`${bare[1]}号`, day).found[0];
  const short = /^(\d{1,2})[ .月/-](\d{1,2})$|^(?=\d{4}$)(\d\d)(\d\d)$/.exec(text.trim());
  return short ? findDates(`${short[1] ?? short[3] ?? ''}月${short[2] ?? short[4] ?? ''}日`, day).found[0] : undefined;
}

/** Dates as fields of a type: one day → date (from for what lasts), a range → from/to, with 三个月 made into an end. */
export function dateFields(
  when: When | undefined,
  type: string | undefined,
  text: string,
): { readonly fields: { readonly [k: string]: FieldValue }; readonly assumed: readonly Assumption[] } {
  const assumed: readonly Assumption[] = when?.assumed ? [{ is: 'day', said: when.assumed }] : [];
  if (!when) return { fields: {}, assumed };
  const lasting = lasts(type);
  if (when.kind === 'day') {
    const runs = !lasting && !isOutput(type) && RUNNING.test(text) ? durationEnd(text, when.from) : undefined;
    if (runs !== undefined && runs > when.from) return { fields: { from: when.from, to: runs }, assumed };
    if (!lasting) return { fields: { date: when.from }, assumed };
    const end = durationEnd(text, when.from);
    return { fields: end ? { from: when.from, to: end } : { from: when.from }, assumed };
  }
  if (when.kind === 'range') return { fields: { from: when.from, to: when.to }, assumed };
  if (when.kind === 'month' && isOutput(type)) {
    return {
      fields: { date: when.from },
      assumed: [...assumed, { is: 'month', month: month(when.from) }],
    };
  }
  if (when.kind === 'month' && lasting) {
    const end = durationEnd(text, when.from);
    return end
      ? { fields: { from: when.from, to: end }, assumed: [...assumed, { is: 'whole-months' }] }
      : { fields: {}, assumed };
  }
  return { fields: {}, assumed };
}

const DURATION = new RegExp(
  `(${NUM})(个半)? ?个?(半)?(?:个)?(月|周|星期|礼拜|年)(?!\\d|[初底中末前份]|[\\d一二三四五六七八九十]{1,3}[日号])(半)?`,
);

/** 连续3天, 为期两天: a day said as the first of several. */
const RUNNING = /连续|为期|历时|一连|接连/;

/** 三个月, 两周, 半年: when a stay that begins on `from` ends. */
export function durationEnd(text: string, from: Day): Day | undefined {
  const half = /半年/.test(text);
  const match = half
    ? undefined
    : DURATION.exec(text.replace(/\d{4}年/g, ' ').replace(/\d{1,2}月(?=\d|份|[初底])/g, ' '));
  if (half) return addDays(addMonths(from, 6), -1);
  if (match?.[1] !== undefined) {
    const base = parseNumber(match[1]);
    if (base === undefined || base > 60) return undefined;
    if (match[4] === '月' && !/个/.test(match[0])) return undefined;
    const n = base + (match[2] || match[3] || match[5] ? 0.5 : 0);
    if (match[4] === '月') return addDays(addMonths(from, Math.floor(n)), n % 1 ? 14 : -1);
    if (match[4] === '年') return addDays(addMonths(from, Math.round(n * 12)), -1);
    return addDays(from, Math.round(n * 7) - 1);
  }
  const days = findDays(text);
  return days?.days !== undefined && days.days >= 1 ? addDays(from, Math.ceil(days.days) - 1) : undefined;
}
