/** Tables that lost their borders: every cell begins with a tab, a row ends with a blank line. */
import type { Line } from './lines.ts';

/** What a reader writes into a cell that the one before it goes over: no white space to be seen, nothing to be quoted. */
export const SPANNED = '\u200b';

interface TableCell {
  readonly from: number;
  readonly to: number;
  /** The lines of the cell; none when it is empty. */
  readonly lines: readonly Line[];
  /** The cell before it goes over this column too. */
  readonly spanned: boolean;
}
export type TableRow = readonly TableCell[];

/**
 * Takes the table that begins at `start` (a line with a tab).
 * A tab line after a blank line begins a row; a line without a tab goes on in its cell, unless it stands two blank
 * lines further down and the row had one cell only, or is over by what it says (`isOver`, asked after a blank line): then
 * the table is over.
 */
export function takeTable(
  lines: readonly Line[],
  start: number,
  isOver: (line: Line, next: Line | undefined) => boolean,
): { rows: TableRow[]; next: number } {
  const rows: { lines: Line[]; from: number; to: number; spanned: boolean }[][] = [];
  let index = start;
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    const row = rows.at(-1);
    if (line.tab) {
      const spanned = line.text === SPANNED;
      const cell = { lines: line.text && !spanned ? [line] : [], from: line.from, to: line.to, spanned };
      if (!row || line.gap > 0) rows.push([cell]);
      else row.push(cell);
      continue;
    }
    const cell = row?.at(-1);
    if (!row || !cell || line.hashes > 0) break;
    if (line.gap >= 2 && row.length === 1) break;
    if (line.gap >= 1 && isOver(line, lines[index + 1])) break;
    cell.lines.push(line);
    if (cell.lines.length === 1) cell.from = line.from;
    cell.to = line.to;
  }
  return { rows, next: index };
}
