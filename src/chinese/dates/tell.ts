/** What a piece leaves open is told by what stands before it: of 10月…12号 the month, of 上周的周三 the week. Pure. */

import { addDays, addMonths, date, daysBetween, daysInMonth, makeDay, month, weekday, year } from '../../days.ts';
import type { Day } from '../../types/index.ts';
import { latestWeekday, latestYear } from './parts.ts';
import type { Piece } from './piece.ts';

interface Place {
  readonly index: number;
  readonly length: number;
}
type Meant<Is extends Piece['is']> = Extract<Piece, { is: Is }>;
/** A date that has its month. */
export type Dated = Meant<'date'> & { readonly m: number };
export type Told = Dated | Meant<'stretch'> | Meant<'impossible'> | Meant<'unread'>;

/** Between a stretch and the day of it that is meant: 上周的, 11月上旬, 10月里的. */
const WITHIN = /^ ?(?:里面?|内|当?中)?的?那?个?$/;
/** Between the days of a list. */
const LISTED = /^[ ]*[日号]?[、和,及跟与 ]{1,2}$/;
const WEEK = 7;

/**
 * @param pieces in the order of the text
 * @param joins what stands between the two ends of a range
 * @returns the same, nothing open but years; a day and the stretch that it lies in are one
 */
export function tell(pieces: readonly Piece[], text: string, on: Day, joins: RegExp): readonly Told[] {
  const told: Told[] = [];
  for (const piece of pieces) {
    const last = told.at(-1);
    const between = last && text.slice(last.index + last.length, piece.index);
    const together = last && between !== undefined && WITHIN.test(between) ? within(last, piece, on) : undefined;
    if (together) told.splice(-1, 1, ...together);
    else told.push(alone(piece, told, between !== undefined && (joins.test(between) || LISTED.test(between)), on));
  }
  return told;
}

/** @param isNext does the piece follow the last one as the next of a list or as the end of a range? */
function alone(piece: Piece, told: readonly Told[], isNext: boolean, on: Day): Told {
  const place = placeOf(piece);
  switch (piece.is) {
    case 'weekday':
      // 每周三、周五: the second is no more known than the first.
      if (isNext && told.at(-1)?.is === 'unread') return { is: 'unread', ...place };
      return { ...oneDay(latestWeekday(piece.weekday, on)), ...place };
    case 'nth':
      return { is: 'unread', ...place };
    case 'date':
      return { ...withMonth(piece, told, isNext, on), ...place };
    case 'stretch':
    case 'impossible':
    case 'unread':
      return piece;
  }
}

const placeOf = ({ index, length }: Place): Place => ({ index, length });
const both = (a: Place, b: Place): Place => ({ index: a.index, length: b.index + b.length - a.index });
const oneDay = (at: Day) => ({ is: 'stretch', from: at, to: at, kind: 'day' }) as const;
const inMonth = (at: Day, d = date(at)) => ({ is: 'date', y: year(at), m: month(at), d }) as const;

/** 5号: of the month that a list or a range began with, of one that was named before, or the latest such day. */
function withMonth(piece: Meant<'date'>, told: readonly Told[], isNext: boolean, on: Day): Omit<Dated, keyof Place> {
  const { m, d = 1 } = piece;
  if (m !== undefined) return { ...piece, m };
  const last = told.at(-1);
  const named = told.findLast((one): one is Dated => one.is === 'date' && one.d === undefined);
  const isOther = told.some((one) => one.is === 'stretch' && one.kind === 'month');
  const of = isNext && last?.is === 'date' ? last : isOther ? undefined : named;
  if (of) return { is: 'date', ...(of.y !== undefined ? { y: of.y } : {}), m: of.m, d };
  let first = addMonths(`${on.slice(0, 8)}01`, d > date(on) ? -1 : 0);
  if (d > daysInMonth(year(first), month(first))) first = addMonths(first, -1);
  return inMonth(first, d);
}

/** A piece right behind a stretch, as the day of it that is meant; undefined where they are two times. */
function within(last: Told, piece: Piece, on: Day): readonly Told[] | undefined {
  const stretch = last.is === 'date' ? wholeMonth(last, on) : last;
  if (stretch?.is !== 'stretch') return undefined;
  const { from, to, kind, assumed } = stretch;
  const isLong = daysBetween(from, to) >= WEEK;
  const place = both(last, piece);
  switch (piece.is) {
    case 'weekday': {
      // 10月周五 is any of four, 10月底周五 no 31st: asked.
      if (isLong) return [last, { ...piece, is: 'unread' }];
      if (from === to) return assumed === undefined ? undefined : [{ is: 'unread', ...place }];
      const at = addDays(from, (piece.weekday - weekday(from) + WEEK) % WEEK);
      return at > to ? undefined : [{ ...oneDay(at), ...place }];
    }
    case 'nth': {
      if (!isLong) return undefined;
      const at = nthOf(from, to, piece.n, piece.weekday);
      return [at === undefined ? { is: 'impossible', ...place } : { ...oneDay(at), ...place }];
    }
    case 'date': {
      if (piece.m !== undefined || piece.d === undefined) return undefined;
      const isDay = kind === 'day';
      if (isDay && assumed === undefined) return undefined;
      const at = [from, to]
        .map((end) => makeDay(year(end), month(end), piece.d ?? 0))
        .find((one) => one !== undefined && (isDay || (one >= from && one <= to)));
      return at === undefined ? undefined : [{ ...inMonth(at), ...place }];
    }
    case 'stretch':
    case 'impossible':
    case 'unread':
      return undefined;
  }
}

function wholeMonth({ y, m, d, ...place }: Dated, on: Day): Meant<'stretch'> | undefined {
  const of = y ?? latestYear(m, undefined, on);
  const from = d === undefined ? makeDay(of, m, 1) : undefined;
  if (from === undefined) return undefined;
  return { ...placeOf(place), is: 'stretch', from, to: addDays(addMonths(from, 1), -1), kind: 'month' };
}

/** The nth such weekday of a stretch, from its end where n is negative; undefined where it has not so many. */
function nthOf(from: Day, to: Day, n: number, day: number): Day | undefined {
  const first = addDays(from, (day - weekday(from) + WEEK) % WEEK);
  const last = addDays(to, -((weekday(to) - day + WEEK) % WEEK));
  const at = n > 0 ? addDays(first, (n - 1) * WEEK) : addDays(last, (n + 1) * WEEK);
  return at >= from && at <= to ? at : undefined;
}
