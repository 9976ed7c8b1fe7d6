/** The rows of a table as clauses, each with the headers of its columns. Pure. */
import type { Clause } from '../../types/index.ts';
import { foldLines, STAGE } from './blocks.ts';
import type { TableRow } from './table.ts';

/** A clause before it has its number. */
export type Piece = Omit<Clause, 'id' | 'document'>;

/** One clause for each row, with the headers of its columns; what spans the table stands for itself. */
export function tableClauses(raw: string, rows: readonly TableRow[], path: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let caption: string | undefined;
  let headers: string[] = [];
  let hasRows = false;
  /** What a cell that goes down over several rows says. */
  let above = '';
  const words = (row: TableRow, index: number): string => {
    const cell = row[index];
    if (!cell) return '';
    if (cell.spanned && index > 0) return words(row, index - 1);
    return cell.lines.map((line) => foldLines(raw.slice(line.from, line.to))).join(' ');
  };
  for (const row of rows) {
    const filled = row.filter((cell) => cell.lines.length > 0);
    const first = filled[0];
    const last = filled.at(-1);
    if (!first || !last) continue;
    if (row.length === 1) {
      const text = words(row, 0);
      if (headers.length === 0 && /[：:]$/u.test(text)) {
        caption = text.replace(/[：:]$/u, '');
        continue;
      }
      pieces.push(...spanning(raw, row, caption ? [caption] : path));
      continue;
    }
    if (
      headers.length === 0 &&
      row.every((cell, index) => words(row, index).length <= 10 && (cell.lines.length === 1 || cell.spanned))
    ) {
      headers = row.map((_, index) => words(row, index));
      continue;
    }
    const isSubheader =
      !hasRows &&
      headers.length > 0 &&
      filled.length + row.filter((cell) => cell.spanned).length === row.length &&
      words(row, 0) === headers[0] &&
      row.every((_, index) => words(row, index).length <= 10);
    if (isSubheader) {
      headers = headers.map((header, index) => [...new Set([header, words(row, index)])].filter(Boolean).join(' '));
      continue;
    }
    hasRows = true;
    const cells = row.flatMap((cell, index) =>
      cell.spanned && index > 0 ? [] : [{ header: headersOver(row, index, headers), text: words(row, index) }],
    );
    const at = caption ? [caption] : path;
    above = cells[0]?.text || above;
    const filledCells = cells.filter((cell) => cell.text !== '');
    pieces.push({
      kind: '表格行',
      path: [...at, above],
      text: filledCells.map((cell) => cell.text).join(' '),
      from: first.from,
      to: last.to,
      cells: filledCells,
    });
  }
  return pieces;
}

/** The paragraphs of a row that goes over the whole table: each stands for itself. */
const spanning = (raw: string, row: TableRow, path: readonly string[]): readonly Piece[] =>
  paragraphsOf(row).map(({ from, to }) => {
    const text = foldLines(raw.slice(from, to));
    const stage = STAGE.exec(text)?.[1] ?? '';
    return { kind: '表格行', path: [...path, stage], text, from, to, cells: [{ header: '', text }] };
  });

/** The headers of all the columns that a cell goes over. */
function headersOver(row: TableRow, index: number, headers: readonly string[]): string {
  const over = [headers[index] ?? ''];
  for (let next = index + 1; row[next]?.spanned; next++) over.push(headers[next] ?? '');
  return [...new Set(over)].filter(Boolean).join('、');
}

/** The paragraphs of a cell that spans the table, each with its place. */
function paragraphsOf(row: TableRow): { from: number; to: number }[] {
  const pieces: { from: number; to: number }[] = [];
  for (const line of row[0]?.lines ?? []) {
    const last = pieces.at(-1);
    if (last && line.gap === 0) last.to = line.to;
    else pieces.push({ from: line.from, to: line.to });
  }
  return pieces;
}
