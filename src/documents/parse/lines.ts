/** Lines of a raw text with their offsets, and the numbering that Chinese official documents use. */

export interface Line {
  /** Offsets of the trimmed words in the raw text. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Blank lines directly before it. */
  readonly gap: number;
  /** A tab before the words: the extraction's mark of a table cell. */
  readonly tab: boolean;
  /** Markdown heading level, 0 when it is none. */
  readonly hashes: number;
}

/** Level of a numbering token: 1 = 一、 2 = （一） 3 = 1. 4 = （1）; 0 = none. */
export interface Numbering {
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly token: string;
}

const NUMBERINGS: readonly (readonly [RegExp, 1 | 2 | 3 | 4])[] = [
  [/^第[一二三四五六七八九十百零]+[章节条](?=[\s\u3000：:]|[^，。的])/u, 1],
  [/^[一二三四五六七八九十]{1,3}、/u, 1],
  [/^[（(][一二三四五六七八九十]{1,3}[）)]/u, 2],
  [/^\d{1,2}(?:[.．](?!\d)|、)\s*/u, 3],
  [/^[（(]\d{1,2}[）)]/u, 4],
];

export function numberingOf(text: string): Numbering {
  for (const [pattern, level] of NUMBERINGS) {
    const token = pattern.exec(text.replace(/^\*+/, ''))?.[0];
    if (token) return { level, token: token.trim() };
  }
  return { level: 0, token: '' };
}

/** Splits a raw text into its non-empty lines. A cell mark without words is kept as an empty line. */
export function linesOf(raw: string): Line[] {
  const lines: Line[] = [];
  let at = 0;
  let gap = 0;
  for (const whole of raw.split('\n')) {
    const start = at;
    at += whole.length + 1;
    const tab = /^[ \u00a0]*\t/.test(whole);
    const words = whole.trim();
    if (words === '' && !tab) {
      gap++;
      continue;
    }
    const hashes = /^(#{1,6})\s+/.exec(words);
    const skip = hashes?.[0].length ?? 0;
    const from = words === '' ? start : start + whole.indexOf(words) + skip;
    const text = words.slice(skip);
    lines.push({ from, to: from + text.length, text, gap, tab, hashes: hashes?.[1]?.length ?? 0 });
    gap = 0;
  }
  return lines;
}

/** Width in characters of the body; Latin letters and digits are half as wide. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += char.charCodeAt(0) < 0x2000 ? 0.5 : 1;
  return width;
}

/**
 * Estimates at what width the printed page breaks its lines: where many lines end alike without a final stop, it is
 * their usual width; `undefined` for a text whose lines are whole paragraphs.
 */
export function wrapWidth(lines: readonly Line[]): number | undefined {
  const open = lines.filter((line) => !line.tab && line.hashes === 0 && !/[。；：？！:;?!]$/u.test(line.text));
  const widths = open.map((line) => widthOf(line.text)).filter((width) => width >= 15);
  if (widths.length < 12 || widths.length < lines.length * 0.35) return undefined;
  widths.sort((a, b) => a - b);
  const high = widths[Math.floor(widths.length * 0.9)] ?? 0;
  const near = widths.filter((width) => width > high - 4 && width <= high + 2).length;
  return near >= widths.length * 0.6 ? high : undefined;
}
