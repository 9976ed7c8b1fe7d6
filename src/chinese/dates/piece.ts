/** What one rule understood of a text: its meaning and where it stands. What is not said stays open until all is read. */

import { makeDay } from '../../days.ts';
import type { Day } from '../../types/index.ts';
import type { When } from './when.ts';

export type Meaning =
  /** Said by its numbers: `{m}` a month, `{d}` a day of a month told elsewhere, without `y` the latest. */
  | { readonly is: 'date'; readonly y?: number; readonly m?: number; readonly d?: number }
  | {
      readonly is: 'stretch';
      readonly from: Day;
      readonly to: Day;
      readonly kind: When['kind'];
      readonly assumed?: string;
    }
  /** 周五, without its week: 1 = Monday … 7 = Sunday. */
  | { readonly is: 'weekday'; readonly weekday: number }
  /** 第二个周五, without its month: negative from the end. */
  | { readonly is: 'nth'; readonly n: number; readonly weekday: number }
  /** The calendar has no such day. */
  | { readonly is: 'impossible' }
  /** It is about a day, and which is not understood. */
  | { readonly is: 'unread' };

export type Piece = Meaning & { readonly index: number; readonly length: number };

/** A month, or a day of it, by number; where there is none (13月, 32号), said to be impossible. */
export function numbered(y: number | undefined, m: number, d?: number): Meaning {
  if (!(m >= 1 && m <= 12) || (d !== undefined && !(d >= 1 && d <= 31))) return { is: 'impossible' };
  return { is: 'date', ...(y !== undefined ? { y } : {}), m, ...(d !== undefined ? { d } : {}) };
}

export function stretch(from: Day, to: Day, kind: When['kind'], assumed?: string): Meaning {
  return { is: 'stretch', from, to, kind, ...(assumed !== undefined ? { assumed } : {}) };
}

export const single = (at: Day, assumed?: string): Meaning => stretch(at, at, 'day', assumed);

/** A stretch between two days of the calendar by their numbers, or nothing that can be. */
export function between(
  from: readonly [number, number, number],
  to: readonly [number, number, number],
  kind: When['kind'],
): Meaning {
  const [a, b] = [makeDay(...from), makeDay(...to)];
  return a !== undefined && b !== undefined ? stretch(a, b, kind) : { is: 'impossible' };
}

export const UNREAD: Meaning = { is: 'unread' };

/** `10月31日`, for what is said to be taken for granted. */
export const spoken = (at: Day): string => `${Number(at.slice(5, 7))}月${Number(at.slice(8))}日`;
