/** How an answer is put together: quotes, citations, choices. What it quotes is proved before it leaves. */

import { anchorOf, forceOf, nameOf, placeOf, quoteWithMark, shown } from '../documents/index.ts';
import type { Answer, Citation, Clause, Day, PolicyDocument, Province } from '../types/index.ts';
import { say } from '../words/answers/answers.ts';
import { citeLine, forceWords } from '../words/answers/documents.ts';
import { documentOf, type Library } from './library.ts';
import { proved } from './proof.ts';
import type { Scope } from './scope.ts';
import type { Candidate } from './search/rank.ts';
import { bestSentence, sentenceWith } from './search/sentence.ts';

export const abstain = (text: string, confidence = 0.9): Answer => ({
  kind: 'abstain',
  text,
  citations: [],
  confidence,
});

/** Where a clause stands: its document, its place there, and whether that document is in force on the day. */
function lineOf(library: Library, clause: Clause, on: Day | undefined): string {
  const document = documentOf(library, clause);
  return citeLine({
    name: document.number ?? nameOf(document),
    place: placeOf(clause),
    date: document.date,
    from: document.effectiveFrom,
    force: forceOf(library.documents, document, on),
  });
}

/** `on`: the day on which it is asked. */
function citationOf(library: Library, clause: Clause, on: Day | undefined): Citation {
  const document = documentOf(library, clause);
  return {
    document: document.id,
    title: document.title,
    ...(document.number ? { number: document.number } : {}),
    clause: placeOf(clause),
    quote: clause.text,
    anchor: anchorOf(clause),
    line: lineOf(library, clause, on),
  };
}

export function documentsOf(library: Library, province: Province | undefined): readonly PolicyDocument[] {
  return library.documents.filter((document) => document.province === (province ?? 'national'));
}

/** Several clauses may be meant: the person chooses. */
export function choice(library: Library, candidates: readonly Candidate[]): Answer {
  const clauses = candidates.map((candidate) => candidate.clause);
  const choices = clauses.map(choiceOf);
  return proved(library, {
    kind: 'clarify',
    text: say.which(choices),
    citations: clauses.map((clause) => citationOf(library, clause, undefined)),
    confidence: 0.4,
    choices,
  });
}

/** A clause as a choice is worded; pressed, it comes back as these words. */
export const choiceOf = (clause: Clause): string => `${placeOf(clause)}：${shorten(wordsOf(clause))}`;

/** A table's row with the names of its columns: its cells alone say little. */
const wordsOf = ({ cells, text, path }: Clause): string => {
  if (cells?.some((cell) => cell.header !== ''))
    return cells
      .slice(1)
      .map((cell) => `${cell.header} ${cell.text}`.trim())
      .join('，');
  // Its number or heading is said before it.
  const last = path.at(-1) ?? '';
  return last !== '' && text.startsWith(last) && text.length > last.length
    ? text.slice(last.length).replace(/^[\s：:、.．]+/u, '')
    : text;
};

const shorten = (text: string): string => (text.length > 48 ? `${shown(text).slice(0, 46)}……` : shown(text));

/**
 * The answer that quotes clauses in full, each with its best sentence marked. `lead` and `says` stand above them; `mark`:
 * words of the first clause whose sentence is to be marked instead.
 */
export function quoted(
  library: Library,
  scope: Scope,
  clauses: readonly Clause[],
  {
    confidence,
    says,
    lead,
    mark,
  }: { readonly confidence: number; readonly says?: string; readonly lead?: string; readonly mark?: string },
): Answer {
  const [first] = clauses;
  if (!first) return abstain(say.nothing(scope.name), 0.5);
  const document = documentOf(library, first);
  const force = forceOf(library.documents, document, scope.on);
  const lines = [lead ?? '', says ?? ''];
  if (force.is !== 'in-force' && document.appliesToYears.length === 0) lines.push(say.superseded(forceWords(force)));
  for (const clause of clauses) {
    const marked = (mark && clause === first ? sentenceWith(clause, mark) : undefined) ?? undefined;
    lines.push(passage(library, scope, clause, marked));
  }
  if (document.appliesToYears.length > 0) lines.push(say.yearNote(document.appliesToYears));
  return proved(library, {
    kind: 'answer',
    text: lines.filter(Boolean).join('\n'),
    citations: clauses.map((clause) => citationOf(library, clause, scope.on)),
    confidence: Math.round(confidence * 100) / 100,
    ...(says ? { settled: true } : {}),
  });
}

/** A clause in full with one sentence marked, and below it where it stands. */
function passage(library: Library, scope: Scope, clause: Clause, marked?: string): string {
  return [
    quoteWithMark(clause, marked ?? bestSentence(clause, scope.whole, library.lexicon)),
    columnsOf(clause),
    lineOf(library, clause, scope.on),
  ]
    .filter(Boolean)
    .join('\n');
}

/** The longest row that is said again by its columns. */
const LEGIBLE = 120;

/** What each column of a table's row is called, below its words; '' where it has no headers or speaks for itself. */
function columnsOf({ cells }: Clause): string {
  const headed = cells?.filter(({ header }) => header !== '') ?? [];
  const words = headed.map(({ header, text }) => `${header}：${shown(text)}`).join('；');
  return headed.length > 1 && words.length <= LEGIBLE ? `（${words}）` : '';
}

/** Several answers side by side, each under a name, with its clause or with words that say why there is none; `says` first. */
export function sideBySide(
  library: Library,
  scope: Scope,
  parts: readonly { readonly name: string; readonly found: readonly Clause[] | string }[],
  says?: string,
): Answer {
  const clauses = parts.flatMap(({ found }) => (typeof found === 'string' ? [] : found));
  const text = parts.map(({ name, found }) =>
    typeof found === 'string'
      ? `${name}：${found}`
      : [`${name}：`, ...found.map((clause) => passage(library, scope, clause))].join('\n'),
  );
  return proved(library, {
    kind: 'answer',
    text: [...(says ? [says] : []), ...text].join('\n'),
    citations: clauses.map((clause) => citationOf(library, clause, scope.on)),
    confidence: parts.every(({ found }) => typeof found !== 'string') ? 0.8 : 0.6,
  });
}
