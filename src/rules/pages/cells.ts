/** The cells and quotes of which the page of a ruleset is made. Pure. */

type Cited = { readonly id: string; readonly cite: string };
export type Row = readonly string[];

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim();

/** `「原文」（ZJ-11）`, as every line of the page ends. */
export const clause = ({ id, cite }: Cited): string => `「${cite.replace(/\s+/gu, ' ')}」 ${id}`;

export function table(head: Row, rows: readonly Row[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: Row): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- ').join('|')}|`, ...rows.map(line), ''];
}

export const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);
