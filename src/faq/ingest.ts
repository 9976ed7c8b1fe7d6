/**
 * The way of a text into the library: raw file → clauses → Markdown with front matter. Reads and writes files; the
 * decisions are in parse.ts and parse-fields.ts. Running it twice changes nothing.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../errors.ts';
import {
  bare,
  type DocumentFields,
  documentFromMarkdown,
  documentToMarkdown,
  linkReferences,
  type PolicyDocument,
  sha256,
} from './document.ts';
import { parseClauses } from './parse.ts';
import { readFields } from './parse-fields.ts';

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
  const fields: DocumentFields = {
    id,
    title: declared.title ?? read.title,
    number: declared.number ?? read.number,
    issuer: declared.issuer || read.issuer || '未写明',
    date: declared.date ?? read.date,
    province: declared.province ?? 'national',
    effectiveFrom: declared.effectiveFrom ?? read.effectiveFrom,
    effectiveTo: declared.effectiveTo ?? null,
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
export function keptFields(document: PolicyDocument): Declared {
  const { clauses: _clauses, references: _references, sha256: _sha, raw: _raw, ...kept } = document;
  return kept;
}

/** A file read and parsed, and not yet published. */
export interface Made {
  readonly document: PolicyDocument;
  /** The text that will be kept as the raw text. */
  readonly raw: string;
}

/**
 * Reads and parses a file of any supported kind against the published library. Writes nothing.
 * Fields that the published front matter of the same id declares are kept unless `declared` says otherwise.
 * @throws Fault DOCUMENT_UNREADABLE, DOCUMENT_INVALID
 */
export async function previewFile(path: string, id: string, declared: Declared, documentsDir: string): Promise<Made> {
  if (!/^[a-z0-9\p{Script=Han}][a-z0-9\p{Script=Han}-]{0,80}$/u.test(id))
    throw new Fault(
      'DOCUMENT_INVALID',
      `the id ${JSON.stringify(id)} may have only small letters, digits, Chinese and dashes.`,
    );
  const { readPolicyFile } = await import('./readers/file.ts');
  const raw = await readPolicyFile(path);
  const published = join(documentsDir, `${id}.md`);
  const before = existsSync(published) ? documentFromMarkdown(readFileSync(published, 'utf8'), published) : undefined;
  const document = makeDocument(id, raw, before?.raw ?? `raw/${id}.txt`, {
    ...(before ? keptFields(before) : {}),
    ...declared,
  });
  const others = readdirSync(documentsDir)
    .filter((name) => name.endsWith('.md') && name !== 'README.md' && name !== `${id}.md`)
    .map((name) => documentFromMarkdown(readFileSync(join(documentsDir, name), 'utf8'), name));
  return { document: linkReferences([document, ...others])[0] ?? document, raw };
}

/** Writes the raw text and the Markdown, each completely or not at all, the Markdown last. */
export function publish({ document, raw }: Made, documentsDir: string): void {
  for (const [file, text] of [
    [join(documentsDir, document.raw), raw],
    [join(documentsDir, `${document.id}.md`), documentToMarkdown(document)],
  ] as const) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  }
}
