/** Loads the library: documents with their raw texts, the lexicon, the curated entries. The only reader of faq/. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { Fault } from '../errors.ts';
import { type Curated, type CuratedFile, curatedFiles, readCurated, type Suspended } from './curated.ts';
import { type Clause, documentFromMarkdown, isQuoteOf, type PolicyDocument, sha256 } from './document.ts';
import { type Lexicon, readLexicon } from './lexicon.ts';
import { memoryOf } from './rank.ts';
import { wakeSegmenter } from './segment.ts';

export interface Library {
  readonly documents: readonly PolicyDocument[];
  /** Document id → its raw text, for the proof of quotes. */
  readonly raw: ReadonlyMap<string, string>;
  readonly lexicon: Lexicon;
  readonly curated: readonly Curated[];
  readonly suspended: readonly Suspended[];
}

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/xuefen/faq.json');

/**
 * Loads `documentsDir/*.md` with their raw files, and `faqDir/lexicon.yaml` and `faqDir/curated/<province>.yaml`.
 * `cache`: a file in which what was parsed and cut is kept for the next start; `null` for none.
 * Throws `DOCUMENT_INVALID` when a raw file is missing or changed, or a clause is not word for word in it.
 */
export function loadLibrary(documentsDir: string, faqDir: string, cache: string | null = CACHE): Library {
  const raw = new Map<string, string>();
  const documents = readdirSync(documentsDir)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((name) => {
      const document = documentFromMarkdown(readFileSync(join(documentsDir, name), 'utf8'), name);
      const rawFile = join(documentsDir, document.raw);
      if (!existsSync(rawFile))
        throw new Fault('DOCUMENT_INVALID', `${name}: the raw file ${document.raw} is missing.`);
      const text = readFileSync(rawFile, 'utf8');
      if (sha256(text) !== document.sha256)
        throw new Fault('DOCUMENT_INVALID', `${name}: the raw file ${document.raw} changed after it was ingested.`);
      for (const clause of document.clauses)
        if (!isQuoteOf(clause.text, text))
          throw new Fault(
            'DOCUMENT_INVALID',
            `${name}: the clause ${clause.id} is not word for word in ${document.raw}.`,
          );
      raw.set(document.id, text);
      return document;
    });
  const read = (name: string): string => {
    const file = join(faqDir, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const texts = { lexicon: read('lexicon.yaml') || 'concepts: [[学分]]', curated: curatedFiles(faqDir) };
  const key = sha256(
    [FORM, texts.lexicon, JSON.stringify(texts.curated), ...documents.map((document) => document.sha256)].join('\n'),
  );
  const kept = readKept(cache, key);
  const parsed = kept ?? {
    lexicon: parseYaml(texts.lexicon) as unknown,
    curated: texts.curated.map(({ name, content }) => ({ name, content: parseYaml(content) as unknown })),
    cuts: [],
  };
  const curated = readCurated(parsed.curated, documents);
  const lexicon = readLexicon(parsed.lexicon, 'lexicon.yaml');
  for (const [piece, words] of parsed.cuts) lexicon.cuts.set(piece, words);
  const library: Library = { documents, raw, lexicon, curated: curated.entries, suspended: curated.suspended };
  if (!kept && cache !== null) {
    memoryOf(library);
    keep(cache, { key, lexicon: parsed.lexicon, curated: parsed.curated, cuts: [...lexicon.cuts] });
  }
  return library;
}

/** Builds everything that the first question would have to wait for. Costs a few tenths of a second. */
export function warm(library: Library): void {
  memoryOf(library);
  wakeSegmenter(library.lexicon);
}

/** Raised when the form of what is kept, or of what is cut, changes. */
const FORM = 'kept-2';

/** What a start can take over from the one before, as long as not a letter of its sources has changed. */
interface Kept {
  readonly key: string;
  readonly lexicon: unknown;
  readonly curated: readonly CuratedFile<unknown>[];
  readonly cuts: readonly (readonly [piece: string, words: readonly string[]])[];
}

function readKept(file: string | null, key: string): Kept | undefined {
  if (file === null) return undefined;
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    return kept.key === key && Array.isArray(kept.cuts) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Where the folder cannot be written, it is done without. */
function keep(file: string, kept: Kept): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(kept));
    renameSync(`${file}.${process.pid}`, file);
  } catch {}
}

export const documentOf = (library: Library, clause: Clause): PolicyDocument => {
  const found = library.documents.find((document) => document.id === clause.document);
  if (!found) throw new Fault('DOCUMENT_INVALID', `the document ${clause.document} is not loaded.`);
  return found;
};
