/**
 * Documents that came after those that the curated answers and the rules were made of: what they say comes first, and what
 * is said of the older one follows under its name. Without wordings of their own they are judged by their clauses alone.
 */

import { isOutOfForce, nameOf } from '../../documents/index.ts';
import type { Answer, Clause, Day, PolicyDocument, Province } from '../../types/index.ts';
import { say } from '../../words/answers/answers.ts';
import { documentOf, type Library } from '../library.ts';
import { documentsOf, quoted } from '../reply.ts';
import type { Scope } from '../scope.ts';
import { rank } from '../search/rank.ts';
import { pick } from './pick.ts';
import { settled } from './settled.ts';

/** How sure a newer document's clause must be to stand before an answer that an older one gives. */
const BESIDE = 0.6;

const since = ({ effectiveFrom, date }: PolicyDocument): Day => effectiveFrom ?? date ?? '';

interface Newer {
  readonly library: Library;
  /** Province → its newer documents. */
  readonly of: ReadonlyMap<Province, readonly PolicyDocument[]>;
}
const known = new WeakMap<Library, Newer>();

/** The documents that no curated answer quotes, later than those that one does, as a library without wordings. */
function newerIn(library: Library): Newer {
  const made = known.get(library);
  if (made) return made;
  const quotedBy = new Set(library.curated.flatMap(({ clauses }) => clauses.map(({ document }) => document)));
  const of = new Map<Province, PolicyDocument[]>();
  for (const document of library.documents) {
    if (document.province === 'national' || quotedBy.has(document.id)) continue;
    const settled = documentsOf(library, document.province).filter(({ id }) => quotedBy.has(id));
    if (settled.length === 0 || settled.some((older) => since(older) >= since(document))) continue;
    of.set(document.province, [...(of.get(document.province) ?? []), document]);
  }
  const fresh = new Set([...of.values()].flat());
  const newer = {
    // What the older ones say is kept beside them, in no province: words are as rare as they are in all we have.
    library: {
      ...library,
      documents: library.documents.map((one) => (fresh.has(one) ? one : { ...one, province: `~${one.province}` })),
      curated: [],
    },
    of,
  };
  known.set(library, newer);
  return newer;
}

/** The clause of a newer document in force that answers, if one does. */
function newerClause(library: Library, scope: Scope): { readonly clause: Clause; readonly sure: number } | undefined {
  const { province } = scope;
  if (!province || scope.compared.length > 1) return undefined;
  const newer = newerIn(library);
  const documents = (newer.of.get(province) ?? []).filter(
    (document) => !isOutOfForce(library.documents, document, scope.on),
  );
  if (documents.length === 0) return undefined;
  const found = pick(library, rank(newer.library, province, scope.text, scope.lean), scope);
  if (found.is !== 'answer' || !documents.some(({ id }) => id === found.candidate.clause.document)) return undefined;
  return { clause: found.candidate.clause, sure: found.confidence };
}

/**
 * `usual`, the answer from the rules, the curated entries or any clause, together with what a newer document of the
 * province says: the one in force first. Where `usual` is none of the province's own, the newer document alone answers.
 */
export function withNewer(library: Library, scope: Scope, usual: Answer): Answer {
  // What this installation's curator settled is not overruled by a likeness.
  if (settled(library, scope)) return usual;
  const newer = newerClause(library, scope);
  if (!newer || usual.citations.some(({ quote }) => quote === newer.clause.text)) return usual;
  const document = documentOf(library, newer.clause);
  const [cited] = usual.citations;
  const older = cited && library.documents.find(({ id }) => id === cited.document);
  const isOwn = usual.kind === 'answer' && older?.province === scope.province && older !== document;
  if (!older || !isOwn)
    return usual.kind === 'answer' && older === document
      ? usual
      : quoted(library, scope, [newer.clause], { confidence: newer.sure });
  if (newer.sure < BESIDE) return usual;
  const alone = quoted(library, scope, [newer.clause], { confidence: newer.sure });
  if (alone.kind !== 'answer') return usual;
  const isYetToCome = scope.on !== undefined && (document.effectiveFrom ?? '') > scope.on;
  const citations = isYetToCome ? [...usual.citations, ...alone.citations] : [...alone.citations, ...usual.citations];
  const parts = isYetToCome
    ? [usual.text, say.alsoNewer(nameOf(document)), alone.text]
    : [
        say.newerFirst,
        alone.text,
        say.byOlder(nameOf(older), { from: older.effectiveFrom, date: older.date }),
        usual.text,
      ];
  return { ...usual, text: parts.join('\n'), citations, confidence: Math.min(usual.confidence, alone.confidence) };
}
