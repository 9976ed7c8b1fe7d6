/** A document as a page shows it: its fields in words, its text in its own order, each clause under its anchor. Pure; the words are handed in. */

import type {
  Cell,
  Clause,
  DocumentForce,
  DocumentReading,
  PolicyDocument,
  ReadingPart,
  Reference,
} from '../types/index.ts';
import { anchorOf, provinceName, shown } from './cite.ts';
import { bare } from './document.ts';
import { forceOf, supersededBy } from './force.ts';
import { SPANNED } from './parse/table.ts';

/** Documents with the texts that they were made of. */
export interface Shelf {
  readonly documents: readonly PolicyDocument[];
  /** Document id → its raw text. */
  readonly raw: ReadonlyMap<string, string>;
}

/** How a page words what a document is. */
export interface ReadingWords {
  readonly force: (force: DocumentForce) => string;
  readonly facts: (document: PolicyDocument, force: DocumentForce) => DocumentReading['facts'];
}

const known = new WeakMap<Shelf, readonly DocumentReading[]>();

/** Every document of a shelf for reading, in the shelf's order; made once per shelf. */
export function readingsOf(shelf: Shelf, say: ReadingWords): readonly DocumentReading[] {
  const made = known.get(shelf) ?? shelf.documents.map((document) => readingOf(shelf, document, say));
  known.set(shelf, made);
  return made;
}

function readingOf({ documents, raw }: Shelf, document: PolicyDocument, say: ReadingWords): DocumentReading {
  const text = raw.get(document.id) ?? '';
  const force = forceOf(documents, document);
  const by = supersededBy(documents, document);
  return {
    id: document.id,
    title: document.title.replace(/\s+/gu, ' '),
    provinceName: provinceName(document.province),
    facts: say.facts(document, force),
    brief: [document.number, document.date].filter((told) => told !== null),
    force: { words: say.force(force), current: force.is === 'in-force' },
    ...(by ? { supersededBy: { title: by.title, id: by.id } } : {}),
    references: document.references.map((one) => {
      const id = one.loaded ?? documents.find((other) => isNamed(one, other))?.id;
      return { words: referenceWords(one), ...(id ? { id } : {}) };
    }),
    annexes: document.annexes,
    parts: partsOf(document, text),
    original: { name: document.raw.replace(/^.*\//u, ''), text, sha256: document.sha256 },
  };
}

const isNamed = (one: Reference, document: PolicyDocument): boolean =>
  (one.number !== undefined && one.number === document.number) ||
  (one.title !== undefined && bare(one.title) === bare(document.title));

const referenceWords = ({ title, number }: Reference): string =>
  [title && (title.startsWith('《') ? title : `《${title}》`), number && (title ? `（${number}）` : number)]
    .filter(Boolean)
    .join('');

/** The text from its first to its last character, cut where clauses begin and end. */
function partsOf(document: PolicyDocument, raw: string): readonly ReadingPart[] {
  const parts: ReadingPart[] = [];
  const clauses = [...document.clauses].sort((a, b) => a.from - b.from);
  let at = 0;
  for (const [i, clause] of clauses.entries()) {
    const headers = clause.cells?.flatMap((cell) => [cell.header, ...cell.header.split(/[、 ]/u)]) ?? [];
    const between = linesOf(raw.slice(at, clause.from)).filter((line) => !headers.includes(line));
    if (between.length > 0) parts.push({ is: 'loose', lines: between });
    at = Math.max(at, clause.to);
    if (clause.cells) addRow(parts, clause, headersFrom(clauses, i));
    else parts.push(proseOf(clause, raw.slice(clause.from, clause.to)));
  }
  const rest = linesOf(raw.slice(at));
  return rest.length > 0 ? [...parts, { is: 'loose', lines: rest }] : parts;
}

/** The headers of the table that a row opens or stands in: the fullest of the rows that follow each other. */
function headersFrom(clauses: readonly Clause[], at: number): readonly string[] {
  let from = at;
  while (clauses[from - 1]?.cells && !isOtherTable(clauses[from - 1], clauses[from])) from--;
  let headers: readonly string[] = [];
  for (let i = from; clauses[i]?.cells && (i === from || !isOtherTable(clauses[i - 1], clauses[i])); i++) {
    const own = clauses[i]?.cells?.map((cell) => cell.header).filter(Boolean) ?? [];
    if (own.length > headers.length) headers = own;
  }
  return headers;
}
/** Both rows have headers, and none of them is the same. */
function isOtherTable(one: Clause | undefined, next: Clause | undefined): boolean {
  const [a, b] = [one, next].map((row) => row?.cells?.map((cell) => cell.header).filter(Boolean) ?? []);
  return a !== undefined && b !== undefined && a.length > 0 && b.length > 0 && !b.some((header) => a.includes(header));
}

/** A merged cell stands under each of the headers that it goes over. */
const isUnder = (cell: Cell, header: string): boolean =>
  cell.header === header || cell.header.split('、').includes(header);

function addRow(parts: ReadingPart[], clause: Clause, headers: readonly string[]) {
  const cells = clause.cells ?? [];
  const wide = cells.length === 1 && cells[0]?.header === '';
  const row = {
    anchor: anchorOf(clause),
    wide,
    cells: wide
      ? cells.map((cell) => shown(cell.text))
      : headers.map((header) => shown(cells.find((cell) => isUnder(cell, header))?.text ?? '')),
  };
  const last = parts.at(-1);
  if (last?.is === 'table' && last.headers.join('\n') === headers.join('\n'))
    parts[parts.length - 1] = { ...last, rows: [...last.rows, row] };
  else parts.push({ is: 'table', headers, rows: [row] });
}

function proseOf(clause: Clause, raw: string): ReadingPart {
  const lines = linesOf(raw);
  const { heading, rest } = split(lines, clause.path.at(-1) ?? '');
  const depth = Math.min(4, clause.path.length + 1);
  const isHead = clause.kind === '文首' && !/[:：]$/u.test(lines.at(-1) ?? '');
  const role = isHead ? 'head' : clause.kind === '署名' || clause.kind === '抄送' ? 'foot' : 'body';
  return {
    is: 'clause',
    anchor: anchorOf(clause),
    ...(heading ? { heading } : {}),
    level: depth === 2 ? 2 : depth === 3 ? 3 : 4,
    lines: role === 'foot' ? rest : joined(rest),
    role,
  };
}

/** A heading may be broken over lines: the fewest that make up the clause's own name. */
function split(
  lines: readonly string[],
  name: string,
): { readonly heading?: string; readonly rest: readonly string[] } {
  for (let count = 1; count <= Math.min(4, lines.length); count++)
    if (bare(lines.slice(0, count).join('')) === bare(name))
      return { heading: lines.slice(0, count).join(''), rest: lines.slice(count) };
  return { rest: lines };
}

/** The lines that hold something, without the markup that a received text may carry. */
const linesOf = (raw: string): string[] =>
  raw
    .split('\n')
    .map((line) =>
      shown(
        line
          .replaceAll(SPANNED, '')
          .trim()
          .replace(/^#+\s*/u, ''),
      ).trim(),
    )
    .filter((line) => line !== '');

const ENDS = /[。；：！？:;!?]$/u;
const BEGINS = /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+\s*[.、．）])/u;
/** Lines that a page had broken, joined again. */
function joined(lines: readonly string[]): string[] {
  const out: string[] = [];
  for (const line of lines) {
    const before = out.at(-1);
    if (before === undefined || ENDS.test(before) || BEGINS.test(line)) out.push(line);
    else out[out.length - 1] = /[\w.]$/u.test(before) && /^\w/u.test(line) ? `${before} ${line}` : before + line;
  }
  return out;
}
