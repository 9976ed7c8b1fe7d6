/** Answers from clauses and curated entries: the province's own first, then the national text, labelled as such. */

import { provinceName } from '../../documents/index.ts';
import type { Answer, Clause, Day, PolicyDocument, Province } from '../../types/index.ts';
import { say } from '../../words/answers/answers.ts';
import { documentOf, type Library } from '../library.ts';
import { abstain, choice, documentsOf, quoted } from '../reply.ts';
import type { Scope } from '../scope.ts';
import { conceptsIn } from '../search/lexicon.ts';
import { asksOf, slotOf } from '../search/question.ts';
import { type Candidate, type Ranked, rank } from '../search/rank.ts';
import { inForceFirst, MARKS, type Pick, pick } from './pick.ts';
import { settled } from './settled.ts';
import { strangeYear, undatedYear, wrongYear } from './years.ts';

/** The curator's conclusion: one with figures where a figure is asked for, one in words where the question is much like a known one. */
function conclusionOf(curated: Candidate['curated'], scope: Scope): string | undefined {
  const says = curated?.entry.says;
  if (says === undefined || curated === undefined) return undefined;
  const asks = asksOf(scope.text);
  const wantsFigure = asks.some((kind) => kind === 'amount' || kind === 'cap');
  return (/\d/u.test(says) ? wantsFigure : curated.likeness >= 0.6 && !asks.includes('what')) ? says : undefined;
}

/** A question about a province's own paper. */
const OWN_PAPER =
  /(?:办法|方案|细则|规定|文件|通知|政策|标准).{0,8}(?:施行|执行|生效|印发|出台|出的|发的|哪天|几号|什么时候|文号|定了|怎么定)|定了没|(?:系统|平台|网)(?:上|怎么|的)/u;

/** What we have of a province, as the sentence about another year tells it. */
const heldOf = ({ province, appliesToYears, date, issuer }: PolicyDocument): Parameters<typeof say.year>[0] => ({
  place: provinceName(province),
  years: appliesToYears,
  date,
  hasIssuer: issuer !== null,
});

/** That what we have is of other years than the one that a clause is asked for; `undefined` where it is not. */
function ofOtherYears(library: Library, scope: Scope, clause: Clause): Answer | undefined {
  const document = documentOf(library, clause);
  const year = wrongYear(document, clause, scope);
  return year === undefined ? undefined : abstain(say.year(heldOf(document), year), 0.85);
}

/** Why the documents do not tell, as a curator put it. */
const reasoned = (text: string): Answer => ({ ...abstain(text, 0.8), settled: true });

type Found = Extract<Pick, { is: 'answer' }>;

/** The clause of the asker's own province, with those that belong to it. */
function ownAnswer(library: Library, scope: Scope, { candidate, confidence }: Found, ranked: Ranked): Answer {
  const { clause, curated } = candidate;
  const rival = ranked.candidates.find(
    (one) => one.clause.document !== clause.document && one.score >= candidate.score * 0.85,
  );
  const also = [
    ...otherSides(library, scope.province ?? 'national', scope, clause),
    ...(curated && curated.likeness >= 0.5 ? curated.entry.clauses.slice(1) : []),
    ...(rival ? [rival.clause] : []),
  ];
  const says = conclusionOf(curated, scope);
  return quoted(library, scope, [...new Set([clause, ...also])], { confidence, ...(says ? { says } : {}) });
}

/** The national text's clause, with what it is to the asker. `isOwn`: the asker's province has documents, and they are silent. */
function nationalAnswer(library: Library, scope: Scope, { candidate, confidence }: Found, isOwn: boolean): Answer {
  const elsewhere = isOwn
    ? say.nationalOnly(scope.name)
    : scope.province
      ? say.noOwnDocument(scope.name)
      : say.unknownPlace;
  const says = conclusionOf(candidate.curated, scope);
  return quoted(library, scope, [candidate.clause], {
    confidence: confidence * (isOwn ? 0.9 : 1),
    lead: scope.province === 'national' ? '' : elsewhere,
    ...(says ? { says } : {}),
  });
}

/** The clause that answers, in the words of the asker's province, else the national text's, else why there is none. */
export function fromClauses(library: Library, scope: Scope, on: Day | undefined): Answer {
  const decided = settled(library, scope);
  if (decided) return decided;
  const documents = scope.province && scope.province !== 'national' ? documentsOf(library, scope.province) : [];
  const own = documents.length > 0 ? scope.province : undefined;
  const undated = undatedYear(documents, scope);
  if (undated) return abstain(say.year(heldOf(undated), undefined), 0.85);
  const ranked = own ? inForceFirst(library, rank(library, own, scope.text, scope.lean), on) : undefined;
  const ownPick = ranked && pick(library, ranked, scope);
  if (ranked && ownPick?.is === 'answer')
    return ofOtherYears(library, scope, ownPick.candidate.clause) ?? ownAnswer(library, scope, ownPick, ranked);
  const strange = strangeYear(documents, scope);
  if (strange) return abstain(say.year(heldOf(strange.document), strange.year), 0.85);
  // 安徽的新办法什么时候施行: what the national text says of its own force is not Anhui's.
  if (!own && scope.named && scope.province !== 'national' && OWN_PAPER.test(scope.text))
    return abstain(say.noProvinceDocument(scope.name), 0.8);
  const nationalPick = pick(library, rank(library, 'national', scope.text, scope.lean), scope);
  const ownSilence = ownPick?.is === 'silent' ? ownPick.likeness : 0;
  if (
    nationalPick.is === 'answer' &&
    (nationalPick.candidate.curated?.likeness ?? 0) >= ownSilence - 0.05 &&
    (!own || (nationalPick.confidence >= MARKS.national && (ranked?.candidates[0]?.score ?? 0) < MARKS.own))
  )
    return (
      ofOtherYears(library, scope, nationalPick.candidate.clause) ??
      nationalAnswer(library, scope, nationalPick, own !== undefined)
    );
  if (ownPick?.is === 'silent' && ownPick.text !== undefined) return reasoned(ownPick.text);
  if (ownPick?.is === 'choose') return choice(library, ownPick.candidates);
  if (!own && nationalPick.is === 'choose') return choice(library, nationalPick.candidates);
  if (scope.province && scope.province !== 'national')
    return abstain(own ? say.nothing(scope.name) : say.noProvinceDocument(scope.name), 0.6);
  if (nationalPick.is === 'silent' && nationalPick.text !== undefined) return reasoned(nationalPick.text);
  return abstain(scope.province ? say.nothing(provinceName('national')) : say.nothingAnywhere, 0.6);
}

/** 卫生院和县医院差几分: each side asked for by itself, where they stand in clauses of their own. */
function otherSides(library: Library, province: Province, scope: Scope, first: Clause): Clause[] {
  if (!asksOf(scope.text).includes('difference')) return [];
  const { names } = conceptsIn(scope.text, library.lexicon);
  const sides = [...new Set(names)].filter((name) =>
    names.some((other) => other !== name && slotOf(name)?.includes(other)),
  );
  return sides.flatMap((side) => {
    const others = sides.filter((other) => other !== side);
    let text = scope.text;
    for (const [form, name] of library.lexicon.forms) if (others.includes(name)) text = text.replaceAll(form, '');
    const found = pick(library, rank(library, province, text), { ...scope, text });
    return found.is === 'answer' && found.candidate.clause !== first ? [found.candidate.clause] : [];
  });
}
