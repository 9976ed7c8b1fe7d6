import type { Said } from './program.ts';
import type { RulesetData } from './schema.ts';

/** What every row of a ruleset has, and which rows stand. */

export type Readings = { readonly [doubt: string]: string };
export interface Row {
  readonly id: string;
  readonly cite: string;
  readonly note?: string | undefined;
  readonly if?: { readonly [doubt: string]: string | readonly string[] } | undefined;
}

export const said = (row: Row): Said => ({ id: row.id, clause: row.cite, note: row.note });
export const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** Does a row stand under these readings? */
export function stands(row: { if?: Row['if'] }, readings: Readings): boolean {
  if (!row.if) return true;
  return Object.entries(row.if).every(([doubt, wanted]) => list(wanted).includes(readings[doubt] ?? ''));
}

/** `calendar`, `days30`, or the reading of the doubt that decides it. */
export function countBy(count: string | undefined, readings: Readings): 'calendar' | 'days30' {
  const choice = count === undefined ? 'calendar' : (readings[count] ?? count);
  return choice === 'calendar' ? 'calendar' : 'days30';
}

/** What the parts of a program are built with. */
export interface Making {
  readonly readings: Readings;
  readonly terms: RulesetData['terms'];
  /** The rows that stand under the readings. */
  readonly keep: <T extends Row>(rows: readonly T[] | undefined) => readonly T[];
  /** A pool's place; -1 for none, and for one that does not stand. */
  readonly poolAt: (name: string) => number;
}
