/** What may answer a question that went unanswered, for a curator to pick from. Pure. */

import { clausesWith, documentOf, type Library, rank } from '../answers/index.ts';
import { provinceOf } from '../chinese/index.ts';
import { bare, nameOf, placeOf, sentencesOf } from '../documents/index.ts';
import type { Clause, SuggestedClause, SuggestedEntry } from '../types/index.ts';

const MOST = 8;

/** The shortest words, sentence by sentence, that lead to this clause and no other. */
function citeOf(clause: Clause, library: Library): string {
  const { province } = documentOf(library, clause);
  const leads = (words: string): boolean =>
    clausesWith(words, province, library.documents).every((one) => one === clause) &&
    bare(clause.text).includes(bare(words));
  const sentence = sentencesOf(clause).find((words) => words.length >= 8 && words.length <= 120 && leads(words));
  return sentence ?? clause.text;
}

const shown = (clause: Clause, library: Library): SuggestedClause => {
  const document = documentOf(library, clause);
  return { cite: citeOf(clause, library), title: nameOf(document), place: placeOf(clause), text: clause.text };
};

/** Clauses of a province for some wordings, or those that hold the words themselves; the likeliest first. */
export function suggestClauses(library: Library, province: string, wordings: readonly string[]): SuggestedClause[] {
  const place = provinceOf(province) ?? 'national';
  const scored = new Map<Clause, number>();
  for (const words of wordings) {
    if (bare(words).length >= 4)
      for (const clause of clausesWith(words, place, library.documents).slice(0, MOST)) scored.set(clause, 2);
    for (const { clause, score } of rank(library, place, words).candidates)
      scored.set(clause, Math.max(scored.get(clause) ?? 0, score));
  }
  return [...scored]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST)
    .map(([clause]) => shown(clause, library));
}

/** Curated entries whose questions are near to one of the wordings. */
export function suggestEntries(library: Library, province: string, wordings: readonly string[]): SuggestedEntry[] {
  const place = provinceOf(province) ?? 'national';
  const near = new Map<string, number>();
  for (const words of wordings) {
    const { candidates, silent } = rank(library, place, words);
    for (const curated of [...candidates.map((one) => one.curated), silent])
      if (curated) near.set(curated.entry.id, Math.max(near.get(curated.entry.id) ?? 0, curated.likeness));
  }
  return [...near]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 5)
    .flatMap(([id]) => {
      const entry = library.curated.find((one) => one.id === id);
      if (!entry) return [];
      const answers = entry.silent ?? entry.says ?? entry.clauses[0]?.text ?? '';
      return [{ id, asks: entry.asks.slice(0, 4), answers }];
    });
}

/** The names by which the documents call things. */
export const conceptNames = (library: Library): string[] => [...new Set(library.lexicon.forms.values())];
