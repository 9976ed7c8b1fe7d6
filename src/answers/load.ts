/** From the folders to a library, with what was parsed and cut for the start before. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildLibrary, type Kept, keyOf, type Library, parsedOf, readSources, type Sources } from './library.ts';
import { memoryOf } from './search/keep.ts';

export const CACHE = join(import.meta.dirname, '../../node_modules/.cache/xuefen/faq.json');

/** All that need not be done again for the same sources: parsed YAML, and every text cut into words. */
export function keptOf(sources: Sources, library: Library): Kept {
  memoryOf(library);
  return { ...parsedOf(sources), cuts: [...library.lexicon.cuts] };
}

/**
 * Loads a library from its folders: `documentsDir/*.md` with their raw files, `faqDir/lexicon.yaml` and
 * `faqDir/curated/<province>.yaml`, and this installation's own under `ownDir`. `cache`: a file in which what was parsed
 * and cut is kept for the next start; `null` for none. Throws `DOCUMENT_INVALID`.
 */
export function loadLibrary(
  documentsDir: string,
  faqDir: string,
  cache: string | null = CACHE,
  ownDir?: string,
): Library {
  const sources = readSources(documentsDir, faqDir, ownDir);
  const known = readKept(cache, keyOf(sources));
  const library = buildLibrary(sources, known);
  if (!known && cache !== null) keep(cache, keptOf(sources, library));
  return library;
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
export function keep(file: string, kept: Kept): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(kept));
    renameSync(`${file}.${process.pid}`, file);
  } catch {}
}
