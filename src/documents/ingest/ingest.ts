/**
 * The way of a text into the library: raw file → clauses → Markdown with front matter. Reads and writes files; the
 * decisions are in parse.ts and parse-fields.ts. Running it twice changes nothing.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../../errors.ts';
import type { DocumentFields, PolicyDocument } from '../../types/index.ts';
import { bare, documentFromMarkdown, documentToMarkdown, linkReferences, sha256 } from '../document.ts';
import { readFields } from '../parse/fields.ts';
import { parseClauses } from '../parse/parse.ts';
import { sameDocument } from './same.ts';

/** What only a person can say about a document; everything else is read from it. */
export type Declared = Partial<Omit<DocumentFields, 'sha256' | 'raw'>>;

/** Makes a document of a text. Throws `DOCUMENT_UNREADABLE` when nothing can be read, `DOCUMENT_INVALID` when a clause is not word for word. */
export function makeDocument(id: string, raw: string, rawFile: string, declared: Declared): PolicyDocument {
  const clauses = parseClauses(raw, id);
  if (bare(raw).length < 10 || clauses.length === 0)
    throw new Fault('DOCUMENT_UNREADABLE', `${rawFile} 里没有可用的文字。`);
  for (const clause of clauses) {
    if (!bare(raw.slice(clause.from, clause.to)).includes(bare(clause.text)) && !bare(raw).includes(bare(clause.text)))
      throw new Fault('DOCUMENT_INVALID', `${rawFile}: the clause ${clause.id} is not word for word in the raw text.`);
  }
  const read = readFields(clauses);
  const issuer = declared.issuer || read.issuer;
  const fields: DocumentFields = {
    id,
    title: declared.title ?? read.title,
    number: declared.number ?? read.number,
    issuer,
    ...(issuer === null && declared.issuerNote ? { issuerNote: declared.issuerNote } : {}),
    date: declared.date ?? read.date,
    province: declared.province ?? 'national',
    effectiveFrom: declared.effectiveFrom ?? read.effectiveFrom,
    effectiveTo: declared.effectiveTo ?? read.effectiveTo,
    appliesToYears: declared.appliesToYears ?? read.appliesToYears,
    supersedes: declared.supersedes?.length ? declared.supersedes : read.supersedes,
    references: read.references,
    annexes: declared.annexes ?? read.annexes,
    raw: rawFile,
    sha256: sha256(raw),
  };
  return { ...fields, clauses };
}

/**
 * Parses every text under `<documentsDir>/raw` anew and writes the Markdown files. Fields that the published front
 * matter already declares are kept. Returns what changed.
 */
export function ingestAll(
  documentsDir: string,
  declared: { readonly [id: string]: Declared } = {},
): { id: string; clauses: number; changed: boolean }[] {
  const rawDir = join(documentsDir, 'raw');
  const names = readdirSync(rawDir)
    .filter((name) => /\.(txt|md)$/u.test(name))
    .sort();
  const made = names.map((name) => {
    const id = basename(name).replace(/\.(txt|md)$/u, '');
    const published = join(documentsDir, `${id}.md`);
    const before = existsSync(published)
      ? keptFields(documentFromMarkdown(readFileSync(published, 'utf8'), published))
      : {};
    return makeDocument(id, readFileSync(join(rawDir, name), 'utf8'), `raw/${name}`, { ...before, ...declared[id] });
  });
  return linkReferences(made).map((document) => {
    const file = join(documentsDir, `${document.id}.md`);
    const text = documentToMarkdown(document);
    const changed = !existsSync(file) || readFileSync(file, 'utf8') !== text;
    if (changed) writeFileSync(file, text);
    return { id: document.id, clauses: document.clauses.length, changed };
  });
}

/** The fields of a published document that a person has answered for. */
function keptFields(document: PolicyDocument): Declared {
  const { clauses: _clauses, references: _references, sha256: _sha, raw: _raw, ...kept } = document;
  return kept;
}

/** The fields of a published document that a person settled otherwise than its own text says. */
function overruled(document: PolicyDocument): Declared {
  const read: { readonly [field: string]: unknown } = { ...readFields(document.clauses) };
  const isRead = ([field, value]: readonly [string, unknown]): boolean =>
    field in read && JSON.stringify(read[field] ?? null) === JSON.stringify(value ?? null);
  return Object.fromEntries(Object.entries(keptFields(document)).filter((field) => !isRead(field))) as Declared;
}

/** A file read and parsed, and not yet published. */
export interface Made {
  readonly document: PolicyDocument;
  /** The text that will be kept as the raw text. */
  readonly raw: string;
  /** The published document of the same id, if there is one. */
  readonly before?: PolicyDocument;
}

/**
 * Reads and parses a file of any supported kind against the documents that are at hand. Writes nothing. `ids.given` is
 * the operator's, `ids.usual` what the file's name makes; a document that we have keeps the id it has (`sameDocument`).
 * Fields that the published front matter declares are kept unless `declared` says otherwise.
 * @throws Fault DOCUMENT_UNREADABLE, DOCUMENT_INVALID
 */
export async function previewFile(
  path: string,
  ids: { readonly given?: string; readonly usual: string },
  declared: Declared,
  atHand: readonly PolicyDocument[],
): Promise<Made> {
  const wanted = ids.given ?? ids.usual;
  if (!/^[a-z0-9\p{Script=Han}][a-z0-9\p{Script=Han}-]{0,80}$/u.test(wanted))
    throw new Fault('DOCUMENT_INVALID', `编号「${wanted.slice(0, 40)}」只能用小写字母、数字、汉字和短横线。`);
  const { readPolicyFile } = await import('../read/file.ts');
  const raw = await readPolicyFile(path);
  const first = makeDocument(wanted, raw, `raw/${wanted}.txt`, declared);
  const { province, number, title } = first;
  const incoming = { path, raw, province, number, title, usual: ids.usual };
  const before = sameDocument({ ...incoming, ...(ids.given ? { id: ids.given } : {}) }, atHand);
  const id = before?.id ?? wanted;
  const document = makeDocument(id, raw, before?.raw ?? `raw/${id}.txt`, {
    ...(before ? overruled(before) : {}),
    // A copy without its first page is still the document that it was known as.
    ...(before?.number && number === null ? { number: before.number } : {}),
    ...declared,
  });
  const others = atHand.filter((other) => other.id !== id);
  const [linked = document] = linkReferences([document, ...others]);
  return { document: linked, raw, ...(before ? { before } : {}) };
}

const put = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text, { flush: true });
  renameSync(`${file}.new`, file);
};

/**
 * Puts a document in place, completely or not at all: its raw text under a name of its own first, then the Markdown that
 * names it, in one rename; what is left over of the one before goes last.
 */
export function publish({ document, raw }: Pick<Made, 'document' | 'raw'>, documentsDir: string): void {
  const rawFile = `raw/${document.id}.${document.sha256.slice(0, 12)}.txt`;
  put(join(documentsDir, rawFile), raw);
  put(join(documentsDir, `${document.id}.md`), documentToMarkdown({ ...document, raw: rawFile }));
  const isOlder = new RegExp(`^${document.id}\\.[0-9a-f]{12}\\.txt(?:\\.new)?$`, 'u');
  for (const name of readdirSync(join(documentsDir, 'raw')))
    if (isOlder.test(name) && `raw/${name}` !== rawFile) rmSync(join(documentsDir, 'raw', name), { force: true });
}

/** Puts a document among those that the program ships, under the plain name by which rules know its raw text. */
export function publishShipped({ document, raw }: Pick<Made, 'document' | 'raw'>, documentsDir: string): void {
  const rawFile = /^raw\/.*\.[0-9a-f]{12}\.txt$/u.test(document.raw) ? `raw/${document.id}.txt` : document.raw;
  put(join(documentsDir, rawFile), raw);
  put(join(documentsDir, `${document.id}.md`), documentToMarkdown({ ...document, raw: rawFile }));
}
