/** From a raw text to clauses: joins broken lines, finds the structure, keeps the offsets. Pure and deterministic. */
import type { Cell, Clause, ClauseKind } from '../../types/index.ts';
import { type Line, linesOf, numberingOf, widthOf, wrapWidth } from './lines.ts';
import { type TableRow, takeTable } from './table.ts';

interface Block {
  readonly lines: readonly Line[];
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly hashes: number;
  readonly gap: number;
}

const STOPPED = /[。；：？！:;?!]$/u;
const DATE_LINE =
  /^(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[二〇○零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$/u;
const COPY_LINE = /^抄\s*送/u;
const ANNEX_LINE = /^(?:-\s*)?(?:附件|附：|相关链接)/u;
const NUMBER_LINE = /^[\p{Script=Han}]{1,12}\s*[〔[（(]\s*(?:19|20)\d{2}\s*[〕\]）)]\s*(?:第\s*)?\d{1,4}\s*号$/u;
const PUBLISHED_LINE = /^(?:发布时间|发布日期|来源)/u;
const PART = /^第[一二三四五六七八九十]部分/u;
const LONG_HEADING = 40;
const SHORT_HEADING = 22;
const STAGE = /^(事前|事中|事后|说明|备注)：/u;
const isIssuer = (text: string): boolean =>
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

const isHeading = (text: string): boolean => {
  const { level } = numberingOf(text);
  if (level === 1) return text.length <= LONG_HEADING && !/[。；，：;,:]$/u.test(text);
  return level === 2 && text.length <= SHORT_HEADING && !/[，。；：;,:]/u.test(text);
};
const isLooseHeading = (text: string): boolean =>
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

function blocksOf(raw: string): (Block | { readonly rows: TableRow[] })[] {
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

/** The name of a part that its own first sentence gives: 第一部分学分要求。 */
const partName = (text: string): string =>
  /^(第[一二三四五六七八九十]部分[^。，]*)[。，]/u.exec(text)?.[1] ?? text.slice(0, 4);

/** Cuts a long paragraph at 一是… 二是… into pieces of the raw text. */
function cutAtCounts(raw: string, from: number, to: number): { from: number; to: number; count: string }[] {
  const cuts: { at: number; count: string }[] = [];
  for (const match of raw.slice(from, to).matchAll(/(?<=[。；]\s*)([一二三四五六七])\s*是/gu))
    cuts.push({ at: from + match.index, count: `${match[1]}是` });
  if (cuts.length < 2) return [{ from, to, count: '' }];
  const starts = [{ at: from, count: '' }, ...cuts];
  return starts.map((cut, index) => {
    const end = starts[index + 1]?.at ?? to;
    return { from: cut.at, to: cut.at + raw.slice(cut.at, end).trimEnd().length, count: cut.count };
  });
}

/** Reads a raw text into clauses. `document` is the id that they will carry. */
export function parseClauses(raw: string, document: string): Clause[] {
  const clauses: Clause[] = [];
  const path: string[] = [];
  let started = false;
  /** A heading that still waits for its first paragraph. */
  let heading: Block | undefined;
  let annex: { from: number; to: number; text: string } | undefined;

  const add = (
    kind: ClauseKind,
    at: readonly string[],
    text: string,
    from: number,
    to: number,
    cells?: readonly Cell[],
  ): void => {
    clauses.push({
      id: `${document}#${clauses.length + 1}`,
      document,
      kind,
      path: at.map((step) => step.replace(/\*+/gu, '').trim()).filter(Boolean),
      text,
      from,
      to,
      ...(cells ? { cells } : {}),
    });
  };
  const closeHeading = (): void => {
    if (heading) add('正文', path, heading.text, heading.from, heading.to);
    heading = undefined;
  };
  const closeAnnex = (): void => {
    if (annex) add('附件', [annex.text.startsWith('相关链接') ? '相关链接' : '附件'], annex.text, annex.from, annex.to);
    annex = undefined;
  };
  const paragraph = (block: Block, at: readonly string[]): void => {
    for (const piece of cutAtCounts(raw, block.from, block.to)) {
      const words = foldLines(raw.slice(piece.from, piece.to));
      const below = heading && piece.from === block.from ? heading : undefined;
      add('正文', [...at, piece.count], below ? `${below.text} ${words}` : words, below?.from ?? piece.from, piece.to);
    }
    heading = undefined;
  };

  for (const block of blocksOf(raw)) {
    if ('rows' in block) {
      closeHeading();
      const under = annex ? ['附件'] : path;
      closeAnnex();
      addTable(raw, block.rows, under, add);
      continue;
    }
    const { text, from, to } = block;
    if (annex && !COPY_LINE.test(text) && !DATE_LINE.test(text) && block.gap < 2 && block.hashes === 0) {
      annex = { from: annex.from, to, text: `${annex.text} ${text}` };
      continue;
    }
    closeAnnex();
    if (ANNEX_LINE.test(text) && started) {
      closeHeading();
      annex = { from, to, text };
      continue;
    }
    if (COPY_LINE.test(text)) {
      closeHeading();
      add('抄送', ['抄送'], text, from, to);
      continue;
    }
    if (DATE_LINE.test(text)) {
      closeHeading();
      // The date belongs to the issuer named right above it, and to nobody when something stands between.
      const above = clauses.at(-1);
      if (above?.kind === '署名' && above.path[0] === '署名' && raw.slice(above.to, from).trim() === '') {
        clauses.pop();
        add('署名', ['署名'], `${above.text} ${text}`, above.from, to);
      } else add('署名', ['署名'], text, from, to);
      continue;
    }
    if (/^[（(]此件/u.test(text)) {
      closeHeading();
      add('署名', ['公开属性'], text, from, to);
      continue;
    }
    const { level, token } = numberingOf(text);
    const heads = isHeading(text) || /^[一二三四五六七八九十]{1,3}、[^。]*[？?]$/u.test(text);
    if (heads || (started && isLooseHeading(text))) {
      closeHeading();
      const depth = level === 2 ? 1 : 0;
      path.splice(depth, path.length, text);
      heading = block;
      started = true;
      continue;
    }
    if (level > 0) {
      started = true;
      closeHeading();
      const depth = level <= 2 ? level - 1 : Math.min(path.length, level);
      const base = level <= 2 ? path.slice(0, depth) : path;
      if (level <= 2) path.splice(depth, path.length, token);
      paragraph(block, [...base, token]);
      continue;
    }
    if (PART.test(text)) {
      path.splice(1, path.length, partName(text));
      paragraph(block, path);
      continue;
    }
    if (block.hashes > 0 || !started) {
      closeHeading();
      if (block.hashes > 0) {
        path.length = 0;
        started = false;
      }
      const label = headLabel(text);
      const previous = clauses.at(-1);
      if (label === '标题' && block.hashes === 0 && previous?.path[0] === '开头' && isIssuer(text))
        add('署名', ['署名'], text, from, to);
      else if (
        label === '标题' &&
        previous?.path[0] === '标题' &&
        block.hashes === 0 &&
        (!isIssuer(previous.text) || text.startsWith('关于'))
      ) {
        clauses.pop();
        add('文首', ['标题'], foldLines(`${previous.text}\n${text}`), previous.from, to);
      } else if (label) add('文首', [label], text, from, to);
      else paragraph(block, ['开头']);
      continue;
    }
    if (!STOPPED.test(text) && isIssuer(text)) {
      closeHeading();
      add('署名', ['署名'], text, from, to);
      continue;
    }
    const stage = STAGE.exec(text)?.[1];
    paragraph(block, stage ? [...path, stage] : path);
  }
  closeHeading();
  closeAnnex();
  return clauses;
}

/** What a line before the body is; `undefined` for the opening paragraph. */
function headLabel(text: string): string | undefined {
  if (NUMBER_LINE.test(text)) return '文号';
  if (PUBLISHED_LINE.test(text)) return '发布信息';
  if (/如下[：。]$/u.test(text)) return undefined;
  if (/：$/u.test(text)) return '主送';
  if (/。$/u.test(text)) return undefined;
  return '标题';
}

type Add = (
  kind: ClauseKind,
  at: readonly string[],
  text: string,
  from: number,
  to: number,
  cells?: readonly Cell[],
) => void;

/** One clause for each row, with the headers of its columns; what spans the table stands for itself. */
function addTable(raw: string, rows: readonly TableRow[], path: readonly string[], add: Add): void {
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
      for (const piece of paragraphsOf(row)) {
        const said = foldLines(raw.slice(piece.from, piece.to));
        const stage = STAGE.exec(said)?.[1] ?? '';
        add('表格行', [...(caption ? [caption] : path), stage], said, piece.from, piece.to, [
          { header: '', text: said },
        ]);
      }
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
    add(
      '表格行',
      [...at, above],
      cells
        .map((cell) => cell.text)
        .filter(Boolean)
        .join(' '),
      first.from,
      last.to,
      cells.filter((cell) => cell.text !== ''),
    );
  }
}

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
