/** A raw text in blocks: its printed lines joined to paragraphs, its tables set apart. Pure. */
import { type Line, linesOf, numberingOf, widthOf, wrapWidth } from './lines.ts';
import { type TableRow, takeTable } from './table.ts';

export interface Block {
  readonly lines: readonly Line[];
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly hashes: number;
  readonly gap: number;
}

export const STOPPED = /[。；：？！:;?!]$/u;
export const DATE_LINE =
  /^(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[二〇○零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$/u;
export const COPY_LINE = /^抄\s*送/u;
export const ANNEX_LINE = /^(?:-\s*)?(?:附件|附：|相关链接)/u;
export const NUMBER_LINE = /^[\p{Script=Han}]{1,12}\s*[〔[（(]\s*(?:19|20)\d{2}\s*[〕\]）)]\s*(?:第\s*)?\d{1,4}\s*号$/u;
export const PUBLISHED_LINE = /^(?:发布时间|发布日期|来源)/u;
export const PART = /^第[一二三四五六七八九十]部分/u;
const LONG_HEADING = 40;
const SHORT_HEADING = 22;
export const STAGE = /^(事前|事中|事后|说明|备注)：/u;
export const isIssuer = (text: string): boolean =>
  text.length <= 40 && /[会厅局委室部院]$/u.test(text) && !/[，。；：]/u.test(text);

const cjk = (char: string | undefined): boolean => char !== undefined && char.charCodeAt(0) >= 0x2000;
/** Joins two printed lines of one paragraph: without a blank where either side is Chinese. */
function glue(left: string, right: string): string {
  return left === '' || cjk(left.at(-1)) || cjk(right[0]) ? left + right : `${left} ${right}`;
}
/** The readable form of a piece of raw text that is one paragraph. */
export const foldLines = (slice: string): string =>
  slice
    .split('\n')
    .map((line) => line.trim().replace(/[ \t\u00a0\u3000]+/gu, ' '))
    .filter(Boolean)
    .reduce(glue, '');

export const isHeading = (text: string): boolean => {
  const { level } = numberingOf(text);
  if (level === 1) return text.length <= LONG_HEADING && !/[。；，：;,:]$/u.test(text);
  return level === 2 && text.length <= SHORT_HEADING && !/[，。；：;,:]/u.test(text);
};
export const isLooseHeading = (text: string): boolean =>
  /^关于/u.test(text) && text.length <= 25 && !/[。；，：？]/u.test(text);
const beginsSomething = (line: Line): boolean =>
  line.hashes > 0 ||
  line.tab ||
  numberingOf(line.text).level > 0 ||
  PART.test(line.text) ||
  [DATE_LINE, COPY_LINE, ANNEX_LINE, NUMBER_LINE, PUBLISHED_LINE].some((pattern) => pattern.test(line.text));

/** Whether `next` goes on with the paragraph that `line` ends. */
function goesOn(line: Line, next: Line, width: number | undefined, inBody: boolean): boolean {
  if (beginsSomething(next) || line.hashes > 0 || [DATE_LINE, COPY_LINE, NUMBER_LINE].some((p) => p.test(line.text)))
    return false;
  const full = width !== undefined && widthOf(line.text) >= width - 3.5;
  if (isHeading(line.text) || isLooseHeading(line.text)) return full && !STOPPED.test(line.text);
  if (/[，、]$/u.test(line.text)) return true;
  if (STOPPED.test(line.text)) return false;
  if (width !== undefined) return full || (inBody && widthOf(line.text) >= width - 6);
  return inBody && next.gap < 2 && !isLooseHeading(next.text);
}

/** Who signs and when, 抄送 and the like stand below a table and are none of its cells. */
const endsTable = (line: Line, next: Line | undefined): boolean =>
  [DATE_LINE, COPY_LINE, PUBLISHED_LINE].some((pattern) => pattern.test(line.text)) ||
  /^[（(]此件/u.test(line.text) ||
  (numberingOf(line.text).level === 1 && isHeading(line.text)) ||
  (isIssuer(line.text) && next !== undefined && DATE_LINE.test(next.text));

export function blocksOf(raw: string): (Block | { readonly rows: TableRow[] })[] {
  const lines = linesOf(raw);
  const width = wrapWidth(lines);
  const blocks: (Block | { rows: TableRow[] })[] = [];
  let inBody = false;
  for (let index = 0; index < lines.length; ) {
    const line = lines[index];
    if (!line) break;
    if (line.tab) {
      const table = takeTable(lines, index, endsTable);
      blocks.push({ rows: table.rows });
      index = table.next;
      continue;
    }
    const taken = [line];
    for (index++; index < lines.length; index++) {
      const last = taken.at(-1);
      const next = lines[index];
      if (!last || !next || !goesOn(last, next, width, inBody)) break;
      // Who signs stands above the date, whatever the line before looks like.
      if (isIssuer(next.text) && DATE_LINE.test(lines[index + 1]?.text ?? '')) break;
      taken.push(next);
    }
    const to = taken.at(-1)?.to ?? line.to;
    const text = foldLines(raw.slice(line.from, to));
    if (/[。：]$/u.test(text)) inBody = true;
    blocks.push({ lines: taken, from: line.from, to, text, hashes: line.hashes, gap: line.gap });
  }
  return blocks;
}
