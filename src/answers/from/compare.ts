/** The same question to several provinces, each with its own clause, and how far apart their figures are. */

import { provinceName } from '../../documents/index.ts';
import type { Answer, Clause, Province } from '../../types/index.ts';
import { say } from '../../words/answers/answers.ts';
import { documentOf, type Library } from '../library.ts';
import { documentsOf, sideBySide } from '../reply.ts';
import type { Scope } from '../scope.ts';
import { conceptsIn, fold } from '../search/lexicon.ts';
import { asksOf } from '../search/question.ts';
import { rank } from '../search/rank.ts';
import { bestSentence } from '../search/sentence.ts';
import { yearlyClause } from './basic.ts';
import { pick } from './pick.ts';

/** What is only asked of two: each is asked how much it is. */
const COMPARING =
  /(?:相)?差(?:了)?(?:多少|几个?)(?:学?分)?|哪个(?:省)?(?:更)?(?:多|高|少|低)|(?:有(?:什么|啥))?(?:区别|不同)/gu;
const FAR = /差(?:了)?(?:多少|几)/u;
/** Only ceilings are put side by side: what is earned or due depends on conditions that differ. */
const BOUND = /不超过|最多|上限|封顶/u;
/** What holds only of some: 其中基层医疗卫生机构…. */
const SOME = /其中|基层|但|除/u;

/** How many rows of a table are shown beside another province's clause. */
const ROWS = 4;

/**
 * The rows that stand with this one under the same headings (初级, 中级, 高级), where the question does not say which of
 * them is meant; else the clause alone.
 */
function rowsWith(library: Library, clause: Clause, text: string): readonly Clause[] {
  const table = ({ path, cells }: Clause): string => [...path.slice(0, -1), cells?.[0]?.header].join('\n');
  const named = conceptsIn(fold(clause.cells?.[0]?.text ?? ''), library.lexicon).names;
  const asked = conceptsIn(text, library.lexicon).names;
  if (clause.kind !== '表格行' || named.some((name) => asked.includes(name))) return [clause];
  const rows = documentOf(library, clause).clauses.filter(
    (one) => one.kind === clause.kind && table(one) === table(clause),
  );
  return rows.length <= ROWS ? rows : [clause];
}

/** What answers for one province, asked as in the comparison, then for itself; a small table where it is one of its rows. */
function clausesFor(library: Library, province: Province, scope: Scope): readonly Clause[] {
  const alone = (asked: string): string => scope.text.replace(COMPARING, asked).replace(/^[和跟与比、]+/gu, '');
  let rows: readonly Clause[] = [];
  for (const text of new Set([scope.text, alone('多少'), alone('要多少学分')])) {
    const found = pick(library, rank(library, province, text, scope.lean), { ...scope, text });
    if (found.is === 'answer') return rowsWith(library, found.candidate.clause, text);
    const [first] = found.is === 'choose' ? found.candidates : [];
    const table = first ? rowsWith(library, first.clause, text) : [];
    if (table.length > 1) rows = table;
  }
  const yearly = rows.length === 0 ? yearlyClause(library, scope, province) : undefined;
  return yearly ? [yearly] : rows;
}

/** The one number of credits that a clause's best sentence gives in general; `undefined` where there are several. */
function figureOf(library: Library, scope: Scope, clause: Clause): number | undefined {
  const sentence = bestSentence(clause, scope.whole, library.lexicon) ?? clause.text;
  const general = sentence.slice(0, SOME.exec(sentence)?.index ?? sentence.length);
  if (!BOUND.test(general)) return undefined;
  const figures = [...general.matchAll(/(\d+(?:\.\d+)?)\s*(?:个?学分|分)(?!钟)/gu)].map((match) => Number(match[1]));
  return figures.length === 1 ? figures[0] : undefined;
}

/** Several provinces named: each with its clause; where 差多少 is asked and both give one figure, the difference first. */
export function comparison(library: Library, scope: Scope): Answer | undefined {
  if (scope.compared.length < 2) return undefined;
  const parts = scope.compared.map((province) => {
    const isHere = documentsOf(library, province).length > 0;
    return {
      name: provinceName(province),
      isHere,
      clauses: isHere ? clausesFor(library, province, scope) : [],
    };
  });
  if (parts.every((part) => part.clauses.length === 0)) return undefined;
  const [one, other, ...more] = parts.map(({ name, clauses: [clause, ...rest] }) => ({
    name,
    figure: clause && rest.length === 0 && !SOME.test(scope.text) ? figureOf(library, scope, clause) : undefined,
  }));
  const far =
    FAR.test(scope.text) &&
    asksOf(scope.text).includes('cap') &&
    more.length === 0 &&
    one?.figure !== undefined &&
    other?.figure !== undefined
      ? say.apart([one.name, one.figure], [other.name, other.figure])
      : undefined;
  return sideBySide(
    library,
    scope,
    parts.map(({ name, isHere, clauses }) => ({
      name,
      found: clauses.length > 0 ? clauses : isHere ? say.askAlone(name) : say.notAtHand,
    })),
    far,
  );
}
