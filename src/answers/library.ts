/** What a library is and what it is made of: documents with their raw texts, the lexicon, the curated entries. The only reader of faq/. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentFromMarkdown, isQuoteOf, linkReferences, sha256 } from '../documents/index.ts';
import { Fault } from '../errors.ts';
import type { Clause, PolicyDocument } from '../types/index.ts';
import { type Details, readDetails } from './details.ts';
import { CURATED, type Curated, type CuratedFile, LOCAL, readCurated, type Suspended } from './from/curated.ts';
import { type Guard, readGuards } from './guards.ts';
import { type Lexicon, readLexicon } from './search/lexicon.ts';
import { parsedYaml } from './yaml-file.ts';

export interface Library {
  readonly documents: readonly PolicyDocument[];
  /** Document id → its raw text, for the proof of quotes. */
  readonly raw: ReadonlyMap<string, string>;
  readonly lexicon: Lexicon;
  /** What no document of ours answers, and what people ask that a clause may leave out. */
  readonly guards: readonly Guard[];
  readonly details: Details;
  readonly curated: readonly Curated[];
  readonly suspended: readonly Suspended[];
}

/** The texts that a library is made of: what the program ships, and what this installation added. */
export interface Sources {
  readonly documents: readonly SourceDocument[];
  readonly lexicon: string;
  /** This installation's own lines; '' for none. */
  readonly ownLexicon: string;
  readonly guards: string;
  readonly details: string;
  /** This installation's own files carry `LOCAL` before their names. */
  readonly curated: readonly CuratedFile<string>[];
}

interface SourceDocument {
  /** Its Markdown file, for messages. */
  readonly name: string;
  readonly document: PolicyDocument;
  /** Missing where the raw file is. */
  readonly raw: string | undefined;
}

export const LEXICON = 'lexicon.yaml';
const GUARDS = 'guards.yaml';
const DETAILS = 'details.yaml';

/** Every file of curated entries under `faqDir`, as text, in the order of their names, each name with `prefix` before it. */
export function curatedFiles(faqDir: string, prefix = ''): CuratedFile<string>[] {
  const folder = join(faqDir, CURATED);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  return [...names.sort().map((name) => `${CURATED}/${name}`), `${CURATED}.yaml`]
    .filter((name) => existsSync(join(faqDir, name)))
    .map((name) => ({ name: `${prefix}${name}`, content: readFileSync(join(faqDir, name), 'utf8') }));
}

function documentsIn(folder: string, prefix: string): SourceDocument[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((name) => {
      const document = documentFromMarkdown(readFileSync(join(folder, name), 'utf8'), `${prefix}${name}`);
      const rawFile = join(folder, document.raw);
      return {
        name: `${prefix}${name}`,
        document,
        raw: existsSync(rawFile) ? readFileSync(rawFile, 'utf8') : undefined,
      };
    });
}

/**
 * Reads every file that a library is made of. `ownDir`: this installation's own `documents/`, `curated/` and
 * `lexicon.yaml`; a document there stands for the shipped one of the same id. Throws `DOCUMENT_INVALID`.
 */
export function readSources(documentsDir: string, faqDir: string, ownDir?: string): Sources {
  const own = ownDir === undefined ? [] : documentsIn(join(ownDir, 'documents'), `${LOCAL}documents/`);
  const isReplaced = (one: SourceDocument): boolean => own.some(({ document }) => document.id === one.document.id);
  const read = (folder: string, name: string): string =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '';
  return {
    documents: [...documentsIn(documentsDir, '').filter((one) => !isReplaced(one)), ...own],
    // A folder without a lexicon has the smallest one; a lexicon that was emptied is a mistake.
    lexicon: existsSync(join(faqDir, LEXICON)) ? read(faqDir, LEXICON) : 'concepts: [[学分]]',
    ownLexicon: ownDir === undefined ? '' : read(ownDir, LEXICON),
    guards: read(faqDir, GUARDS),
    details: read(faqDir, DETAILS),
    curated: [...curatedFiles(faqDir), ...(ownDir === undefined ? [] : curatedFiles(ownDir, LOCAL))],
  };
}

function proved({ name, document, raw }: SourceDocument): string {
  if (raw === undefined) throw new Fault('DOCUMENT_INVALID', `${name}: the raw file ${document.raw} is missing.`);
  if (sha256(raw) !== document.sha256)
    throw new Fault('DOCUMENT_INVALID', `${name}: the raw file ${document.raw} changed after it was ingested.`);
  for (const clause of document.clauses)
    if (!isQuoteOf(clause.text, raw))
      throw new Fault('DOCUMENT_INVALID', `${name}: the clause ${clause.id} is not word for word in ${document.raw}.`);
  return raw;
}

/** Changes whenever a letter of the sources does that parsing or cutting depends on. */
export const keyOf = ({ documents, ...texts }: Sources): string =>
  sha256(JSON.stringify([FORM, texts, documents.map(({ document }) => document.sha256)]));

/** The YAML of the sources, parsed and not yet checked. Throws `DOCUMENT_INVALID` for a text that is no YAML. */
export const parsedOf = (sources: Sources): Omit<Kept, 'cuts'> => ({
  key: keyOf(sources),
  lexicon: parsedYaml({ name: LEXICON, text: sources.lexicon }),
  ownLexicon: parsedYaml({ name: `${LOCAL}${LEXICON}`, text: sources.ownLexicon }),
  guards: parsedYaml({ name: GUARDS, text: sources.guards }),
  details: parsedYaml({ name: DETAILS, text: sources.details }),
  curated: sources.curated.map(({ name, content }) => ({ name, content: parsedYaml({ name, text: content }) })),
});

/**
 * Makes a library of its sources. `known`: what was parsed and cut of the very same sources before.
 * Throws `DOCUMENT_INVALID` when a raw file is missing or changed, or a clause is not word for word in it.
 */
export function buildLibrary(sources: Sources, known?: Kept): Library {
  const raw = new Map(sources.documents.map((one) => [one.document.id, proved(one)]));
  const documents = linkReferences(sources.documents.map(({ document }) => document));
  const parsed = known?.key === keyOf(sources) ? known : { ...parsedOf(sources), cuts: [] };
  const curated = readCurated(parsed.curated, documents);
  const lexicon = readLexicon(parsed.lexicon, LEXICON, { data: parsed.ownLexicon, file: `${LOCAL}${LEXICON}` });
  for (const [piece, words] of parsed.cuts) lexicon.cuts.set(piece, words);
  return {
    documents,
    raw,
    lexicon,
    guards: readGuards(parsed.guards, { name: GUARDS, text: sources.guards }),
    details: readDetails(parsed.details, { name: DETAILS, text: sources.details }),
    curated: curated.entries,
    suspended: curated.suspended,
  };
}

/** Raised when the form of what is kept, or of what is cut, changes. */
const FORM = 'kept-4';

/** What a start can take over from the one before, as long as not a letter of its sources has changed. */
export interface Kept {
  readonly key: string;
  readonly lexicon: unknown;
  readonly ownLexicon: unknown;
  readonly guards: unknown;
  readonly details: unknown;
  readonly curated: readonly CuratedFile<unknown>[];
  readonly cuts: readonly (readonly [piece: string, words: readonly string[]])[];
}

export const documentOf = (library: Library, clause: Clause): PolicyDocument => {
  const found = library.documents.find((document) => document.id === clause.document);
  if (!found) throw new Fault('DOCUMENT_INVALID', `the document ${clause.document} is not loaded.`);
  return found;
};
