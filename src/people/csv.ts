/**
 * A cell as every spreadsheet reads it: in quotes, in one line, and never a formula — what begins like one is led by an
 * apostrophe, behind blanks and in full-width signs too.
 */
export function csvCell(text: string): string {
  const line = text.replace(/[\r\n\v\f\u0085\u2028\u2029]+/gu, ' ');
  const safe = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^\t/u.test(line) ? `'${line}` : line;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A line of such cells. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** At the beginning of a file, so that spreadsheets read it as UTF-8. */
export const CSV_START = '\uFEFF';
