/** Loads the library: documents with their raw texts, the lexicon, the curated entries. The only reader of faq/. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../errors.ts';
import { type Curated, readCurated, type Suspended } from './curated.ts';
import { type Clause, documentFromMarkdown, isQuoteOf, type PolicyDocument, sha256 } from './document.ts';
import { type Lexicon, readLexicon } from './lexicon.ts';

export interface Library {
  readonly documents: readonly PolicyDocument[];
  /** Document id → its raw text, for the proof of quotes. */
  readonly raw: ReadonlyMap<string, string>;
  readonly lexicon: Lexicon;
  readonly curated: readonly Curated[];
  readonly suspended: readonly Suspended[];
}

/**
 * Loads `documentsDir/*.md` with their raw files, and `faqDir/lexicon.yaml` and `faqDir/curated.yaml`.
 * Throws `DOCUMENT_INVALID` when a raw file is missing or changed, or a clause is not word for word in it.
 */
export function loadLibrary(documentsDir: string, faqDir: string): Library {
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
  const curated = readCurated(read('curated.yaml'), 'curated.yaml', documents);
  return {
    documents,
    raw,
    lexicon: readLexicon(read('lexicon.yaml') || 'concepts: [[学分]]', 'lexicon.yaml'),
    curated: curated.entries,
    suspended: curated.suspended,
  };
}

export const documentOf = (library: Library, clause: Clause): PolicyDocument => {
  const found = library.documents.find((document) => document.id === clause.document);
  if (!found) throw new Fault('DOCUMENT_INVALID', `the document ${clause.document} is not loaded.`);
  return found;
};
