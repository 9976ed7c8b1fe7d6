/**
 * The proof of quotes: the one gate through which every answer with a citation comes into being. What is not word for word
 * in the text that its document was received as is not sent.
 */

import { bare, isQuoteOf, shown } from '../documents/index.ts';
import type { Answer } from '../types/index.ts';
import { say } from '../words/answers/answers.ts';
import type { Library } from './library.ts';

/** The lines that are one 「…」 from end to end: what an answer's text shows as somebody else's words. */
const passagesIn = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => (isPassage(line) ? [unmarked(line.slice(1, -1))] : []));

function isPassage(line: string): boolean {
  if (!line.startsWith('「') || !line.endsWith('」')) return false;
  let depth = 0;
  for (let at = 0; at < line.length; at++) {
    depth += line[at] === '「' ? 1 : line[at] === '」' ? -1 : 0;
    if (depth === 0) return at === line.length - 1;
  }
  return true;
}

/** Without the marks that we put into a passage and the markup that we do not show. */
const unmarked = (text: string): string => bare(shown(text).replace(/[【】]/gu, ''));

/**
 * The answer, if each of its citations stands word for word in its document and each passage that its text shows is one of
 * these citations whole; else an answer that says so and quotes nothing.
 */
export function proved(library: Library, answer: Answer): Answer {
  const whole = answer.citations.map((citation) => unmarked(citation.quote));
  const stands =
    answer.citations.every((citation) => isQuoteOf(citation.quote, library.raw.get(citation.document) ?? '')) &&
    passagesIn(answer.text).every((passage) => whole.includes(passage));
  return stands ? answer : { kind: 'abstain', text: say.unproved, citations: [], confidence: 0.5 };
}
