/** What the search works out of a library, once, and keeps for as long as the library lives. */

import type { Clause } from '../../types/index.ts';
import type { Library } from '../library.ts';
import { buildIndex, type Index } from './clauses.ts';
import { wakeSounds } from './homophones.ts';
import { wakeSegmenter } from './segment.ts';
import { type AllWordings, wordingsOf } from './wordings.ts';

export interface Memory {
  readonly clauses: Index<Clause>;
  /** Clause → its number in the index. */
  readonly numbers: ReadonlyMap<Clause, number>;
  readonly wordings: AllWordings;
  /** How rare a character is among clauses and wordings. */
  readonly rarity: (char: string) => number;
}

function rarityOf(texts: readonly string[]): (char: string) => number {
  const seen = new Map<string, number>();
  for (const text of texts) for (const char of new Set(text)) seen.set(char, (seen.get(char) ?? 0) + 1);
  return (char) => Math.log(1 + texts.length / ((seen.get(char) ?? 0) + 1));
}

const memories = new WeakMap<Library, Memory>();

/** True for a heading that stands alone: it names a subject and says nothing about it. */
const isBareHeading = (clause: Clause): boolean =>
  clause.kind === '正文' && clause.text.length <= 40 && !/[。；：，]/u.test(clause.text);

/** Builds what the search needs, once for a library. About 0.4 s for the first, with the segmenter's dictionary. */
export function memoryOf(library: Library): Memory {
  const known = memories.get(library);
  if (known) return known;
  const { lexicon } = library;
  const provinces = new Map(library.documents.map((document) => [document.id, document]));
  const clauses = buildIndex(
    library.documents.flatMap((document) =>
      document.clauses
        .filter((clause) => !isBareHeading(clause))
        .map((clause) => ({
          item: clause,
          province: provinces.get(clause.document)?.province ?? 'national',
          fields: [
            [clause.text, 1],
            [clause.path.join(' '), 0.8],
            [(clause.cells ?? []).map((cell) => cell.header).join(' '), 0.4],
          ] as const,
        })),
    ),
    lexicon,
    true,
  );
  const memory = {
    clauses,
    numbers: new Map(clauses.items.map((clause, number) => [clause, number])),
    wordings: wordingsOf(library.curated, lexicon),
    rarity: rarityOf([
      ...clauses.items.map((clause) => clause.text),
      ...library.curated.flatMap((entry) => entry.asks),
    ]),
  };
  memories.set(library, memory);
  return memory;
}

/** Builds everything that the first question would have to wait for. Costs a few tenths of a second. */
export function warm(library: Library): void {
  memoryOf(library);
  wakeSegmenter(library.lexicon);
  wakeSounds(library.lexicon);
}
