/** Questions that this installation's curator has settled word for word: what a person decided, no likeness overrules. Pure. */

import { withoutPlaces } from '../../chinese/index.ts';
import type { Answer } from '../../types/index.ts';
import { say } from '../../words/answers/answers.ts';
import type { Library } from '../library.ts';
import { abstain, quoted } from '../reply.ts';
import type { Scope } from '../scope.ts';
import { normalise } from '../search/lexicon.ts';
import type { Curated } from './curated.ts';

const known = new WeakMap<Library, ReadonlyMap<string, Curated>>();
const plain = (text: string): string => text.replace(/[\s，。、？?！!~～.]+/gu, '');

function settledIn(library: Library): ReadonlyMap<string, Curated> {
  const made = known.get(library);
  if (made) return made;
  const entries = library.curated.flatMap((entry) =>
    (entry.own ?? []).map(
      (ask) => [`${entry.province}\n${plain(withoutPlaces(normalise(ask, library.lexicon)))}`, entry] as const,
    ),
  );
  const map = new Map(entries);
  known.set(library, map);
  return map;
}

/** The answer of an entry of this installation's own whose wording is the very question. */
export function settled(library: Library, scope: Scope): Answer | undefined {
  if (scope.lean !== undefined || scope.compared.length > 1) return undefined;
  const entry = settledIn(library).get(`${scope.province ?? 'national'}\n${plain(scope.text)}`);
  if (!entry) return undefined;
  if (entry.silent) return { ...abstain(say.silent(entry.silent, entry.ask ?? ''), 0.9), settled: true };
  return quoted(library, scope, entry.clauses, { confidence: 0.95, ...(entry.says ? { says: entry.says } : {}) });
}
