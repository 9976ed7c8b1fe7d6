/** How an answer is put together: proof, quotes, citations, choices. */
import type { Answer, Citation, Day, Province } from '../types.ts';
import { type Clause, isQuoteOf, type PolicyDocument } from './document.ts';
import { documentOf, type Library } from './library.ts';
import type { Candidate } from './rank.ts';
import type { Scope } from './scope.ts';
import { bestSentence, sentenceWith } from './sentence.ts';
import { citeLine, placeOf, quoteWithMark, say, shown } from './words.ts';

export const abstain = (text: string, confidence = 0.9): Answer => ({
  kind: 'abstain',
  text,
  citations: [],
  confidence,
});

export function citationOf(library: Library, clause: Clause): Citation {
  const document = documentOf(library, clause);
  return {
    document: document.id,
    title: document.title,
    ...(document.number ? { number: document.number } : {}),
    clause: placeOf(clause),
    quote: clause.text,
  };
}

/** Only clauses whose words are proved to stand in their raw text may be quoted. */
const proved = (library: Library, clause: Clause): boolean =>
  isQuoteOf(clause.text, library.raw.get(clause.document) ?? '');

export function documentsOf(library: Library, province: Province | undefined): readonly PolicyDocument[] {
  return library.documents.filter((document) => document.province === (province ?? 'national'));
}

/** Ended by its own date, or repealed by a document that we have. */
export function isOutOfForce(library: Library, document: PolicyDocument, on: Day | undefined): boolean {
  if (document.effectiveTo && on && document.effectiveTo < on) return true;
  return library.documents.some(
    (other) =>
      other !== document &&
      other.supersedes.some(
        (words) => (document.number !== null && words.includes(document.number)) || words.includes(document.title),
      ),
  );
}

/** Several clauses may be meant: the person chooses. */
export function choice(library: Library, candidates: readonly Candidate[]): Answer {
  const clauses = candidates.map((candidate) => candidate.clause).filter((clause) => proved(library, clause));
  const choices = clauses.map(choiceOf);
  return {
    kind: 'clarify',
    text: [say.which, ...choices.map((text, index) => `${index + 1}. ${text}`)].join('\n'),
    citations: clauses.map((clause) => citationOf(library, clause)),
    confidence: 0.4,
    choices,
  };
}

/** A clause as a choice is worded; pressed, it comes back as these words. */
export const choiceOf = (clause: Clause): string => `${placeOf(clause)}：${shorten(clause.text)}`;
const shorten = (text: string): string => (text.length > 48 ? `${shown(text).slice(0, 46)}……` : shown(text));

/** The answer that quotes clauses, the first one in full with its best sentence marked. */
export function quoted(
  library: Library,
  scope: Scope,
  clauses: readonly Clause[],
  confidence: number,
  { says, lead, mark }: { readonly says?: string; readonly lead?: string; readonly mark?: string } = {},
): Answer {
  const sure = clauses.filter((clause) => proved(library, clause));
  const first = sure[0];
  if (!first) return abstain(say.nothing(scope.name), 0.5);
  const document = documentOf(library, first);
  const lines = [lead ?? '', says ?? ''];
  if (isOutOfForce(library, document, undefined)) lines.push(say.superseded);
  for (const clause of sure)
    lines.push(
      quoteWithMark(
        clause,
        (mark && clause === first ? sentenceWith(clause, mark) : undefined) ?? bestSentence(clause, scope, library),
      ),
      citeLine(documentOf(library, clause), clause),
    );
  if (document.appliesToYears.length > 0) lines.push(say.yearNote(document.appliesToYears));
  return {
    kind: 'answer',
    text: lines.filter(Boolean).join('\n'),
    citations: sure.map((clause) => citationOf(library, clause)),
    confidence: Math.round(confidence * 100) / 100,
  };
}
