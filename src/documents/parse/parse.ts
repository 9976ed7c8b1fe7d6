/** From a raw text to clauses: joins broken lines, finds the structure, keeps the offsets. Pure and deterministic. */
import type { Clause } from '../../types/index.ts';
import {
  ANNEX_LINE,
  type Block,
  blocksOf,
  COPY_LINE,
  DATE_LINE,
  foldLines,
  isHeading,
  isIssuer,
  isLooseHeading,
  NUMBER_LINE,
  PART,
  PUBLISHED_LINE,
  STAGE,
  STOPPED,
} from './blocks.ts';
import { numberingOf } from './lines.ts';
import { type Piece, tableClauses } from './rows.ts';

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

/** How far a text has been read. */
interface Reading {
  readonly raw: string;
  readonly document: string;
  readonly clauses: Clause[];
  /** The headings above what comes next. */
  readonly path: string[];
  /** The body has begun. */
  started: boolean;
  /** A heading that still waits for its first paragraph. */
  heading: Block | undefined;
  annex: Pick<Block, 'from' | 'to' | 'text'> | undefined;
}

function add({ clauses, document }: Reading, { path, ...piece }: Piece): void {
  clauses.push({
    id: `${document}#${clauses.length + 1}`,
    document,
    ...piece,
    path: path.map((step) => step.replace(/\*+/gu, '').trim()).filter(Boolean),
  });
}

function closeHeading(reading: Reading): void {
  const { heading, path } = reading;
  if (heading) add(reading, { kind: '正文', path, text: heading.text, from: heading.from, to: heading.to });
  reading.heading = undefined;
}

function closeAnnex(reading: Reading): void {
  const { annex } = reading;
  const label = annex?.text.startsWith('相关链接') ? '相关链接' : '附件';
  if (annex) add(reading, { kind: '附件', path: [label], ...annex });
  reading.annex = undefined;
}

function paragraph(reading: Reading, block: Block, path: readonly string[]): void {
  const { raw, heading } = reading;
  for (const piece of cutAtCounts(raw, block.from, block.to)) {
    const words = foldLines(raw.slice(piece.from, piece.to));
    const above = heading && piece.from === block.from ? heading : undefined;
    add(reading, {
      kind: '正文',
      path: [...path, piece.count],
      text: above ? `${above.text} ${words}` : words,
      from: above?.from ?? piece.from,
      to: piece.to,
    });
  }
  reading.heading = undefined;
}

/** Reads a raw text into clauses. `document` is the id that they will carry. */
export function parseClauses(raw: string, document: string): Clause[] {
  const reading: Reading = {
    raw,
    document,
    clauses: [],
    path: [],
    started: false,
    heading: undefined,
    annex: undefined,
  };
  for (const block of blocksOf(raw)) {
    if ('rows' in block) {
      closeHeading(reading);
      const under = reading.annex ? ['附件'] : reading.path;
      closeAnnex(reading);
      for (const piece of tableClauses(raw, block.rows, under)) add(reading, piece);
      continue;
    }
    if (goesOnInAnnex(reading, block)) continue;
    closeAnnex(reading);
    if (READERS.some((takes) => takes(reading, block))) continue;
    const stage = STAGE.exec(block.text)?.[1];
    paragraph(reading, block, stage ? [...reading.path, stage] : reading.path);
  }
  closeHeading(reading);
  closeAnnex(reading);
  return reading.clauses;
}

function goesOnInAnnex(reading: Reading, { text, to, gap, hashes }: Block): boolean {
  const { annex } = reading;
  if (!annex || COPY_LINE.test(text) || DATE_LINE.test(text) || gap >= 2 || hashes !== 0) return false;
  reading.annex = { from: annex.from, to, text: `${annex.text} ${text}` };
  return true;
}

/** Takes a block that is what it reads, and says whether it was. */
type Takes = (reading: Reading, block: Block) => boolean;

const opensAnnex: Takes = (reading, { text, from, to }) => {
  if (!ANNEX_LINE.test(text) || !reading.started) return false;
  closeHeading(reading);
  reading.annex = { from, to, text };
  return true;
};

const copies: Takes = (reading, { text, from, to }) => {
  if (!COPY_LINE.test(text)) return false;
  closeHeading(reading);
  add(reading, { kind: '抄送', path: ['抄送'], text, from, to });
  return true;
};

const dates: Takes = (reading, { text, from, to }) => {
  if (!DATE_LINE.test(text)) return false;
  closeHeading(reading);
  const { clauses, raw } = reading;
  // The date belongs to the issuer named right above it, and to nobody when something stands between.
  const above = clauses.at(-1);
  const isSigned =
    above?.kind === '署名' && above.path[0] === '署名' && raw.slice(above.to, from).trim() === '' ? above : undefined;
  if (isSigned) clauses.pop();
  add(reading, {
    kind: '署名',
    path: ['署名'],
    text: isSigned ? `${isSigned.text} ${text}` : text,
    from: isSigned?.from ?? from,
    to,
  });
  return true;
};

const says: Takes = (reading, { text, from, to }) => {
  if (!/^[（(]此件/u.test(text)) return false;
  closeHeading(reading);
  add(reading, { kind: '署名', path: ['公开属性'], text, from, to });
  return true;
};

const heads: Takes = (reading, block) => {
  const { text } = block;
  const isHead = isHeading(text) || /^[一二三四五六七八九十]{1,3}、[^。]*[？?]$/u.test(text);
  if (!isHead && !(reading.started && isLooseHeading(text))) return false;
  closeHeading(reading);
  reading.path.splice(numberingOf(text).level === 2 ? 1 : 0, reading.path.length, text);
  reading.heading = block;
  reading.started = true;
  return true;
};

const numbered: Takes = (reading, block) => {
  const { level, token } = numberingOf(block.text);
  if (level === 0) return false;
  const { path } = reading;
  reading.started = true;
  closeHeading(reading);
  const base = level <= 2 ? path.slice(0, level - 1) : [...path];
  if (level <= 2) path.splice(level - 1, path.length, token);
  paragraph(reading, block, [...base, token]);
  return true;
};

const parts: Takes = (reading, block) => {
  if (!PART.test(block.text)) return false;
  reading.path.splice(1, reading.path.length, partName(block.text));
  paragraph(reading, block, reading.path);
  return true;
};

/** What stands before the body: number, titles, to whom, the opening. A heading of Markdown begins another text. */
const beforeBody: Takes = (reading, block) => {
  const { text, from, to, hashes } = block;
  if (hashes === 0 && reading.started) return false;
  closeHeading(reading);
  if (hashes > 0) {
    reading.path.length = 0;
    reading.started = false;
  }
  const label = headLabel(text);
  const previous = reading.clauses.at(-1);
  const isTitle = label === '标题' && hashes === 0;
  if (isTitle && previous?.path[0] === '开头' && isIssuer(text))
    add(reading, { kind: '署名', path: ['署名'], text, from, to });
  else if (isTitle && previous?.path[0] === '标题' && (!isIssuer(previous.text) || text.startsWith('关于'))) {
    reading.clauses.pop();
    const whole = foldLines(`${previous.text}\n${text}`);
    add(reading, { kind: '文首', path: ['标题'], text: whole, from: previous.from, to });
  } else if (label) add(reading, { kind: '文首', path: [label], text, from, to });
  else paragraph(reading, block, ['开头']);
  return true;
};

const signs: Takes = (reading, { text, from, to }) => {
  if (STOPPED.test(text) || !isIssuer(text)) return false;
  closeHeading(reading);
  add(reading, { kind: '署名', path: ['署名'], text, from, to });
  return true;
};

/** In the order in which they are asked; what none of them takes is a paragraph. */
const READERS: readonly Takes[] = [opensAnnex, copies, dates, says, heads, numbered, parts, beforeBody, signs];

/** What a line before the body is; `undefined` for the opening paragraph. */
function headLabel(text: string): string | undefined {
  if (NUMBER_LINE.test(text)) return '文号';
  if (PUBLISHED_LINE.test(text)) return '发布信息';
  if (/如下[：。]$/u.test(text)) return undefined;
  if (/：$/u.test(text)) return '主送';
  if (/。$/u.test(text)) return undefined;
  return '标题';
}
