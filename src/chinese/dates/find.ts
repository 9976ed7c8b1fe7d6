/**
 * Days and ranges as people write them: 上周三下午, 大前天, 上个月底, 国庆那几天, 去年12月到今年2月, 2026.3.5-3.8. Pure.
 * A report is about the past: a day without a year is the latest one that has been, unless it lies close ahead.
 */

import { addDays, dayNumber, daysInMonth, makeDay, month, weekday, year } from '../../days.ts';
import type { Day } from '../../types/index.ts';
import { parseNumber } from '../numbers.ts';
import { JOIN, TAIL } from './patterns.ts';
import type { Piece } from './pieces.ts';
import { collect, latestYear } from './pieces.ts';

export interface When {
  readonly from: Day;
  readonly to: Day;
  /** `day` one day · `range` from–to · `month`/`year` a whole one, of which the exact day is open. */
  readonly kind: 'day' | 'range' | 'month' | 'year';
  /** What we took for granted: `上个月底 按 10月31日`. */
  readonly assumed?: string;
  /** Month and day were said as such, not told from today or a feast. */
  readonly exact?: boolean;
  /** The words name a day that has not been. */
  readonly future?: boolean;
  readonly index: number;
  readonly length: number;
}

export interface Dates {
  readonly found: readonly When[];
  /** Words like `2月30日`. */
  readonly impossible: readonly string[];
}

const LONGEST = 600;

/**
 * All days and ranges of a text, in order.
 * @param day today, for what is relative and for days without a year
 */
export function findDates(text: string, day: Day): Dates {
  const impossible: string[] = [];
  // Nobody tells of days behind so many words; what is longer is read no further.
  const pieces = collect(text.slice(0, LONGEST), day, impossible).sort(
    (a, b) => a.index - b.index || b.length - a.length,
  );
  const kept: Piece[] = [];
  for (const piece of pieces) {
    const last = kept.at(-1);
    if (last && piece.index < last.index + last.length) continue;
    kept.push(piece);
  }
  const found: When[] = [];
  for (let i = 0; i < kept.length; i++) {
    const piece = kept[i];
    if (!piece) continue;
    const next = kept[i + 1];
    const between = next ? text.slice(piece.index + piece.length, next.index) : '';
    if (next && JOIN.test(between)) {
      const joined = join(piece, next, day, text, impossible);
      if (joined) {
        found.push(joined);
        i++;
        continue;
      }
    }
    // 11月上旬的6号: the day that lies in the stretch just named.
    const inner = next && WITHIN.test(between) ? insideOf(piece, next, day) : undefined;
    if (inner) {
      found.push(inner);
      i++;
      continue;
    }
    const tail = piece.d !== undefined ? TAIL.exec(text.slice(piece.index + piece.length)) : null;
    const end = tail?.[1] === undefined ? undefined : parseNumber(tail[1]);
    if (tail && end !== undefined && piece.d !== undefined && end > piece.d && end <= 31) {
      const start = resolve(piece, day);
      const last = start && makeDay(year(start.from), month(start.from), end);
      if (start && last) {
        found.push(when(start.from, last, 'range', piece.index, piece.length + tail[0].length, day));
        continue;
      }
    }
    const single = resolve(piece, day);
    if (single) found.push(single);
    else impossible.push(text.slice(piece.index, piece.index + piece.length));
  }
  // A month of which days are told is not another time.
  const isTold = (w: When): boolean =>
    w.kind === 'month' &&
    found.some((d) => d.kind === 'day' && d.index > w.index && d.from >= w.from && d.from <= w.to && d.exact === true);
  // 去年听了5次，去年11月: nor is a year of which the month or the day is told.
  const isWider = (w: When): boolean =>
    w.kind === 'year' && found.some((d) => d.kind !== 'year' && d.index > w.index && d.from >= w.from && d.to <= w.to);
  return {
    found: inARow(
      found.filter((w) => !isTold(w) && !isWider(w)),
      text,
    ),
    impossible,
  };
}

/** 8号、9号两天: days that follow each other and are counted together are one stretch. */
function inARow(found: readonly When[], text: string): readonly When[] {
  const [first] = found;
  const last = found.at(-1);
  if (!first || !last || found.length < 2 || found.some((w) => w.kind !== 'day')) return found;
  const counted = /^ ?(?:这|连着|连续|一共|共)?([两二三四五六七2-7])天(?!各|都|分别|每)/.exec(
    text.slice(last.index + last.length),
  );
  if (parseNumber(counted?.[1] ?? '') !== found.length || /各|分别/.test(text)) return found;
  if (found.some((w, i) => w.from !== addDays(first.from, i))) return found;
  const length = last.index + last.length - first.index;
  return [{ ...first, to: last.to, kind: 'range', length, ...(last.future ? { future: true } : {}) }];
}

/** 上周末周六: of a week or its end, the day with that name. */
function weekdayOf(stretch: Piece, inner: Piece, day: Day): When | undefined {
  const { from, to } = stretch;
  if (from === undefined || to === undefined || inner.from === undefined || inner.from !== inner.to) return undefined;
  if (inner.length > 3 || dayNumber(to) - dayNumber(from) > 6 || from === to) return undefined;
  const at = addDays(from, (weekday(inner.from) - weekday(from) + 7) % 7);
  return at > to ? undefined : when(at, at, 'day', stretch.index, inner.index + inner.length - stretch.index, day);
}

/** Between a stretch and the day of it that is meant: 上周的, 11月上旬. */
const WITHIN = /^的?那?个?$/;
function insideOf(stretch: Piece, inner: Piece, day: Day): When | undefined {
  if (inner.d === undefined) return weekdayOf(stretch, inner, day);
  const [a, b] = [resolve(stretch, day), resolve(inner, day)];
  const isStretch = a?.kind === 'month' || (a?.kind === 'day' && a.assumed !== undefined);
  if (!a || !b || !isStretch || b.kind !== 'day') return undefined;
  if (a.kind === 'month' ? b.from < a.from || b.from > a.to : b.from.slice(0, 7) !== a.from.slice(0, 7))
    return undefined;
  return { ...b, index: a.index, length: inner.index + inner.length - a.index };
}

/** The one day or range of an answer to 哪天; also takes `3.5`, `20号`, `3/5-3/8`. */
export const findDate = (text: string, day: Day): When | undefined => findDates(text, day).found[0];

function when(from: Day, to: Day, kind: When['kind'], index: number, length: number, day: Day, assumed?: string): When {
  return { from, to, kind, index, length, ...(assumed ? { assumed } : {}), ...(from > day ? { future: true } : {}) };
}

/** A piece on its own, as days. Undefined where the calendar has no such day. */
function resolve(piece: Piece, day: Day): When | undefined {
  if (piece.from && piece.to)
    return when(piece.from, piece.to, piece.kind, piece.index, piece.length, day, piece.assumed);
  const y = piece.y ?? latestYear(piece.m ?? 1, piece.d, day);
  if (piece.d === undefined) {
    const from = makeDay(y, piece.m ?? 1, 1);
    const to = from && makeDay(y, piece.m ?? 1, daysInMonth(y, piece.m ?? 1));
    return from && to ? when(from, to, 'month', piece.index, piece.length, day, piece.assumed) : undefined;
  }
  const at = makeDay(y, piece.m ?? 1, piece.d);
  return at ? { ...when(at, at, 'day', piece.index, piece.length, day, piece.assumed), exact: true } : undefined;
}

function join(a: Piece, b: Piece, day: Day, text: string, impossible: string[]): When | undefined {
  const length = b.index + b.length - a.index;
  let start: When | undefined;
  let end: When | undefined;
  if (a.from) start = resolve(a, day);
  if (b.from) end = resolve(b, day);
  if (!start && !end && a.y === undefined && b.y === undefined) {
    end = resolve(b, day);
    if (end && a.m !== undefined) {
      let y = year(end.from);
      if (a.m > (b.m ?? a.m) || (a.m === b.m && (a.d ?? 1) > (b.d ?? 31))) y -= 1;
      start = resolve({ ...a, y }, day);
    }
  }
  if (!start && a.m !== undefined) {
    // 10月8号到明年3月15号: the year that is said is the end's.
    const isTurned = b.m !== undefined && (a.m > b.m || (a.m === b.m && (a.d ?? 1) > (b.d ?? 31)));
    start = resolve(a.y === undefined && b.y !== undefined ? { ...a, y: isTurned ? b.y - 1 : b.y } : a, day);
  }
  if (!end && b.m !== undefined) {
    const y = b.y ?? (start ? year(start.from) : undefined);
    const sameYear = y === undefined ? resolve(b, day) : resolve({ ...b, y }, day);
    end =
      sameYear && start && sameYear.to < start.from && y !== undefined ? resolve({ ...b, y: y + 1 }, day) : sameYear;
  }
  if (!start || !end) {
    impossible.push(text.slice(a.index, a.index + length));
    return undefined;
  }
  if (end.to < start.from) {
    const earlier = a.y === undefined && a.m !== undefined ? resolve({ ...a, y: year(end.from) }, day) : undefined;
    if (!earlier || earlier.from > end.to) return undefined;
    start = earlier;
  }
  return when(start.from, end.to, 'range', a.index, length, day);
}
