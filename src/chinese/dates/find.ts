/**
 * Days and ranges as people write them: 上周三下午, 大前天, 上个月底, 国庆那几天, 去年12月到今年2月, 2026.3.5-3.8. Pure.
 * A report is about the past: a day without a year is the latest one that has been, unless it lies close ahead.
 */

import { addDays, daysInMonth, makeDay, month, year } from '../../days.ts';
import type { Day } from '../../types/index.ts';
import { parseNumber } from '../numbers.ts';
import { choose } from './choose.ts';
import { latestYear, NUMERAL } from './parts.ts';
import type { Piece } from './piece.ts';
import type { Noun } from './rule.ts';
import { allRules } from './rules/all.ts';
import { type Dated, type Told, tell } from './tell.ts';
import type { Trade } from './trade.ts';
import type { Dates, When } from './when.ts';

const LONGEST = 600;
/** Between two pieces of one range: 3月5号到8号, 9月1日开始进修到11月. */
const joinsOf = ({ stays }: Trade): RegExp =>
  new RegExp(
    `^[ ]*(?:日|号)?(?:早上|上午|中午|下午|晚上|晚|那天|当天)?[ ]*(?:到|至|-{1,2}|~|(?:开始|起)?,?(?:${stays})?(?:了)?(?:一直|直)?(?:到|至))[ ]*$`,
  );

/** The second half of a range, without its own month: 3月5-8日. */
const tailOf = ({ measures }: Trade): RegExp =>
  new RegExp(`^ ?(?:到|至|-{1,2}|~) ?(\\d{1,2}|${NUMERAL}{1,3})[日号]?(?![\\d:点.月小分个天]|${measures})`);
interface Ranges {
  readonly joins: RegExp;
  readonly tail: RegExp;
}

/**
 * All days and ranges of a text, in order.
 * @param day today, for what is relative and for days without a year
 */
export type Find = (text: string, day: Day) => Dates;

/** Reads days with the words of a trade in mind. Patterns are made once, here. */
export function finderOf(trade: Trade, nouns: readonly Noun[] = allRules(trade)): Find {
  const ranges = { joins: joinsOf(trade), tail: tailOf(trade) };
  return (text, day) => {
    // Nobody tells of days behind so many words; what is longer is read no further.
    const pieces = choose(read(text.slice(0, LONGEST), day, nouns));
    return together(tell(pieces, text, day, ranges.joins), text, day, ranges);
  };
}

/** All that fits. */
function read(text: string, on: Day, nouns: readonly Noun[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const { sign, rules } of nouns) if (sign.test(text)) for (const rule of rules) rule.fit(text, on, pieces);
  return pieces;
}

/** Pieces as days, two that belong together as a range. */
function together(pieces: readonly Told[], text: string, day: Day, { joins, tail }: Ranges): Dates {
  const found: When[] = [];
  const impossible: string[] = [];
  const unread: string[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (!piece) continue;
    const next = pieces[i + 1];
    const isJoined = next && joins.test(text.slice(piece.index + piece.length, next.index));
    const range = isJoined ? join(piece, next, day) : undefined;
    const one = range ?? withTail(piece, tail.exec(text.slice(piece.index + piece.length)), day) ?? resolve(piece, day);
    const length = range && next ? next.index + next.length - piece.index : piece.length;
    if (range) i++;
    if (one === 'impossible') impossible.push(text.slice(piece.index, piece.index + length));
    else if (one === 'unread') unread.push(text.slice(piece.index, piece.index + length));
    else found.push(one);
  }
  return { found: inARow(tidy(found), text), impossible, unread };
}

/** A month of which days are told is not another time, nor (去年听了5次，去年11月) a year of which a month is. */
function tidy(found: readonly When[]): readonly When[] {
  if (found.length < 2) return found;
  const isTold = (w: When): boolean =>
    w.kind === 'month' &&
    found.some((d) => d.kind === 'day' && d.index > w.index && d.from >= w.from && d.from <= w.to && d.exact === true);
  const isWider = (w: When): boolean =>
    w.kind === 'year' && found.some((d) => d.kind !== 'year' && d.index > w.index && d.from >= w.from && d.to <= w.to);
  return found.filter((w) => !isTold(w) && !isWider(w));
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

/** 3月5-8日: a day and the number of the last one. */
function withTail(piece: Told, tail: RegExpExecArray | null, day: Day): When | undefined {
  if (!tail || piece.is !== 'date' || piece.d === undefined) return undefined;
  const end = parseNumber(tail[1] ?? '');
  if (end === undefined || end <= piece.d || end > 31) return undefined;
  const start = datedWhen(piece, day);
  const last = start && makeDay(year(start.from), month(start.from), end);
  if (!start || last === undefined) return undefined;
  return when({ from: start.from, to: last, kind: 'range' }, { ...piece, length: piece.length + tail[0].length }, day);
}

type Days = Pick<When, 'from' | 'to' | 'kind'>;
interface Place {
  readonly index: number;
  readonly length: number;
}

function when({ from, to, kind }: Days, { index, length }: Place, day: Day): When {
  return { from, to, kind, index, length, ...(from > day ? { future: true } : {}) };
}

/** A piece on its own, as days. */
function resolve(piece: Told, day: Day): When | 'impossible' | 'unread' {
  switch (piece.is) {
    case 'impossible':
    case 'unread':
      return piece.is;
    case 'date':
      return datedWhen(piece, day) ?? 'impossible';
    case 'stretch':
      return stretchWhen(piece, day);
  }
}

function stretchWhen(piece: Extract<Told, { is: 'stretch' }>, day: Day): When {
  const own = when(piece, piece, day);
  return piece.assumed === undefined ? own : { ...own, assumed: piece.assumed };
}

/** Undefined where the calendar has no such day. */
function datedWhen(piece: Dated, day: Day): When | undefined {
  const { m, d } = piece;
  const y = piece.y ?? latestYear(m, d, day);
  if (d === undefined) {
    const [from, to] = [makeDay(y, m, 1), makeDay(y, m, daysInMonth(y, m))];
    return from && to ? when({ from, to, kind: 'month' }, piece, day) : undefined;
  }
  const at = makeDay(y, m, d);
  return at === undefined ? undefined : { ...when({ from: at, to: at, kind: 'day' }, piece, day), exact: true };
}

/** Two ends as a range, `undefined` where they are two times: the later one is said first. */
function join(a: Told, b: Told, day: Day): When | 'impossible' | 'unread' | undefined {
  if (a.is === 'unread' || b.is === 'unread') return 'unread';
  if (a.is === 'impossible' || b.is === 'impossible') return 'impossible';
  const [start, end] = ends(a, b, day);
  if (!start || !end) return 'impossible';
  const place = { index: a.index, length: b.index + b.length - a.index };
  if (end.to >= start.from) return when({ from: start.from, to: end.to, kind: 'range' }, place, day);
  const earlier = a.is === 'date' && a.y === undefined ? datedWhen({ ...a, y: year(end.from) }, day) : undefined;
  return earlier && earlier.from <= end.to
    ? when({ from: earlier.from, to: end.to, kind: 'range' }, place, day)
    : undefined;
}

type End = Exclude<Told, { is: 'impossible' | 'unread' }>;
const isAfter = (a: Dated, b: Dated): boolean => a.m > b.m || (a.m === b.m && (a.d ?? 1) > (b.d ?? 31));

/** The year that one end leaves open is told by the other: 去年12月到2月, 10月8号到明年3月15号. */
function ends(a: End, b: End, day: Day): readonly [start: When | undefined, end: When | undefined] {
  if (a.is === 'date' && b.is === 'date' && a.y === undefined) {
    const end = datedWhen(b, day);
    const y = b.y ?? (end && year(end.from));
    const start = y === undefined ? undefined : datedWhen({ ...a, y: isAfter(a, b) ? y - 1 : y }, day);
    return [start, end];
  }
  const start = a.is === 'date' ? datedWhen(a, day) : stretchWhen(a, day);
  if (b.is === 'stretch') return [start, stretchWhen(b, day)];
  const y = b.y ?? (start && year(start.from));
  if (y === undefined || !start) return [start, undefined];
  const end = datedWhen({ ...b, y }, day);
  return [start, end && end.to < start.from ? datedWhen({ ...b, y: y + 1 }, day) : end];
}
