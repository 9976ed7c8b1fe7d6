/**
 * One question, answered from the documents or honestly not. Pure: library, rulesets and input in, answer out.
 * The order of decision: guards → scope → metadata → rules → comparison → clauses and curated entries → silence.
 */

import { provincesIn, withoutPlaces } from '../chinese/index.ts';
import type { Rulesets } from '../rules/index.ts';
import type { Answer, Clause } from '../types/index.ts';
import { say } from '../words/answers/answers.ts';
import { yearlyClause } from './from/basic.ts';
import { fromClauses } from './from/clauses.ts';
import { comparison } from './from/compare.ts';
import { inNamed } from './from/inside.ts';
import { aboutDocument, absentAnnex, absentDocument } from './from/named.ts';
import { withNewer } from './from/newer.ts';
import { compute } from './from/rules.ts';
import { guardOf } from './guards.ts';
import type { Library } from './library.ts';
import { offeredIn } from './offers.ts';
import { abstain, choice, choiceOf, documentsOf, quoted } from './reply.ts';
import { type AskInput, readAlone, type Scope, scopeOf } from './scope.ts';
import { conceptsIn, fold } from './search/lexicon.ts';
import { rank } from './search/rank.ts';

export type { AskInput } from './scope.ts';

/** How sure a province's answer must be before we ask which province is meant. */
const SURE = 0.5;

/** Answers a question. Never throws for a question in words. */
export function ask(library: Library, rulesets: Rulesets | undefined, input: AskInput): Answer {
  const asked = readAlone(input);
  const meant = provinceAnswered(input);
  if (meant) {
    const { asked: _before, ...answer } = ask(library, rulesets, meant);
    return asked ? { ...answer, asked: { question: asked, province: meant.province } } : answer;
  }
  const scope = scopeOf(library, input);
  const answer = answered(library, rulesets, scope, input);
  const { province } = scope;
  return asked ? { ...answer, asked: { question: asked, ...(province ? { province } : {}) } } : answer;
}

function answered(library: Library, rulesets: Rulesets | undefined, scope: Scope, input: AskInput): Answer {
  const answer = inScope(library, rulesets, scope, input);
  return answer.kind === 'abstain' && scope.province === undefined
    ? (whichProvince(library, rulesets, input) ?? answer)
    : answer;
}

/** 浙江 as the answer to 您在哪个省: the question before, asked there. */
function provinceAnswered(input: AskInput): (AskInput & { readonly province: string }) | undefined {
  const [province, more] = provincesIn(input.question);
  // Nothing but a name is left as it is: a letter before it keeps the two apart.
  const rest = withoutPlaces(`在${input.question}`);
  if (!province || more || !/^[的呢吧啊呀在我是省市，。？?!\s]*$/u.test(rest)) return undefined;
  const turns = input.prior ?? [];
  const place = turns.findLastIndex((turn) => 'question' in turn);
  const turn = turns[place];
  return turn && 'question' in turn
    ? { ...input, question: turn.question, province, prior: turns.slice(0, place) }
    : undefined;
}

/** Nobody said which province, the national text is silent, and provinces differ: then that is the one question. */
function whichProvince(library: Library, rulesets: Rulesets | undefined, input: AskInput): Answer | undefined {
  const provinces = [...new Set(library.documents.map(({ province }) => province))].filter((one) => one !== 'national');
  const answering = provinces.filter((province) => {
    const asked = { ...input, province };
    const found = inScope(library, rulesets, scopeOf(library, asked), asked);
    return found.kind === 'answer' && found.confidence >= SURE;
  });
  if (answering.length < 2) return undefined;
  return {
    kind: 'clarify',
    text: say.whichProvince,
    citations: [],
    confidence: 0.5,
  };
}

function inScope(library: Library, rulesets: Rulesets | undefined, scope: Scope, input: AskInput): Answer {
  return (
    chosen(library, scope, input) ??
    another(library, rulesets, input) ??
    guarded(library, scope) ??
    absentDocument(library, scope) ??
    absentAnnex(library, scope) ??
    aboutDocument(library, scope, input) ??
    inNewest(
      library,
      scope,
      computed(library, rulesets, scope, input) ??
        comparison(library, scope) ??
        yearly(library, scope, fromClauses(library, scope, input.on)),
    )
  );
}

/** What a document named in the question says, else what is known with what a newer document of the province says. */
function inNewest(library: Library, scope: Scope, usual: Answer): Answer {
  return inNamed(library, scope, usual) ?? withNewer(library, scope, usual);
}

/** How much a year, where the province has documents that no wording leads to and none of their clauses was found. */
function yearly(library: Library, scope: Scope, usual: Answer): Answer {
  const isOwn = documentsOf(library, scope.province).some(({ id }) => id === usual.citations[0]?.document);
  if (usual.kind === 'answer' && isOwn) return usual;
  const clause = scope.province ? yearlyClause(library, scope, scope.province) : undefined;
  return clause ? quoted(library, scope, [clause], { confidence: 0.85 }) : usual;
}

/** A choice that we offered, pressed or typed as its number. */
function chosen(library: Library, scope: Scope, { question, prior }: AskInput): Answer | undefined {
  const number = /^(?:第|选)?\s*([123一二三])\s*(?:个|条|项|、|\.)?$/u.exec(question.trim())?.[1];
  const last = prior?.findLast((turn) => 'answer' in turn);
  const at = number === undefined ? 0 : Number(number) || '一二三'.indexOf(number) + 1;
  const words = (last && offeredIn(last)[at - 1]) ?? question.trim();
  if (!words.includes('：')) return undefined;
  const clause = library.documents.flatMap((document) => document.clauses).find((one) => choiceOf(one) === words);
  return clause ? quoted(library, scope, [clause], { confidence: 0.95 }) : undefined;
}

const NOT_THAT =
  /^(?:不是|不对)[^，。]{0,4}(?:我|这|想|要)[^，。]{0,4}问(?:的|这个|你)?|^答非所问|^(?:都不是|换一个|换一条|不是这个|不是这条)/u;

/** Clauses that may still be meant where the best was not. */
const NEAR = 7;

/**
 * 不是我要问的: the next best clauses for the question before, to choose from. Choices that were pressed on the way are
 * answers to that question, and what was shown or offered already is not offered again.
 */
function another(library: Library, rulesets: Rulesets | undefined, input: AskInput): Answer | undefined {
  if (!NOT_THAT.test(input.question.trim())) return undefined;
  const turns = input.prior ?? [];
  const clauses = library.documents.flatMap((document) => document.clauses);
  const isOwn = (question: string): boolean =>
    !NOT_THAT.test(question.trim()) && !clauses.some((clause) => choiceOf(clause) === question.trim());
  const place = turns.findLastIndex((turn) => 'question' in turn && isOwn(turn.question));
  const turn = turns[place];
  if (!turn || !('question' in turn)) return abstain(say.tellMore, 0.5);
  const before = { ...input, question: turn.question, prior: turns.slice(0, place) };
  const shown = new Set(ask(library, rulesets, before).citations.map((citation) => citation.quote));
  const since = turns.slice(place + 1);
  const isGone = (choice: string): boolean =>
    since.some((later) => ('question' in later ? later.question.includes(choice) : offeredIn(later).includes(choice)));
  const scope = scopeOf(library, before);
  const province = documentsOf(library, scope.province).length > 0 ? (scope.province ?? 'national') : 'national';
  // The order says what is next; how far behind the first it lies says nothing once the first was wrong.
  const near = shown.size === 0 ? [] : rank(library, province, scope.text, scope.lean).candidates.slice(0, NEAR);
  const rest = near.filter(({ clause }) => !shown.has(clause.text) && !isGone(choiceOf(clause)));
  return rest.length > 0 ? choice(library, rest.slice(0, 3)) : abstain(say.tellMore, 0.5);
}

function guarded({ guards }: Library, scope: Scope): Answer | undefined {
  const guard = guardOf(guards, scope.text);
  switch (guard?.is) {
    case undefined:
      return undefined;
    case 'hello':
      return abstain(say.hello, 0.95);
    case 'record':
      return abstain(say.record, 0.9);
    case 'injection':
      return abstain(say.injection, 0.95);
    case 'off-topic':
      return abstain(say.offTopic(guard.about, guard.ask), 0.95);
  }
}

/** A side of the subject is asked about that the clause does not touch: 那增刊呢, 影响因子高多加几分. */
function isBeside(library: Library, { text }: Scope, clause: Clause | undefined): boolean {
  const { lexicon } = library;
  const told = new Set(conceptsIn(fold(clause?.text ?? ''), lexicon).names);
  return conceptsIn(text, lexicon).names.some((name) => lexicon.firm.has(name) && !told.has(name));
}

/** What the rules settle, with the clause that settles it. */
function computed(library: Library, rulesets: Rulesets | undefined, scope: Scope, input: AskInput): Answer | undefined {
  if (!rulesets || scope.compared.length >= 2) return undefined;
  const found = compute({ library, rulesets, scope, person: input.person, on: input.on });
  if (found && isBeside(library, scope, found.clauses[0])) return undefined;
  if (found?.unlisted) return abstain(say.unlisted(scope.name, found.says), 0.85);
  return found
    ? quoted(library, scope, found.clauses, {
        confidence: 0.93,
        says: found.says,
        ...(found.mark ? { mark: found.mark } : {}),
      })
    : undefined;
}
