/** Decides between the best clause, a curated silence, a choice, and nothing; and which of two documents comes first. */
import type { Day } from '../types.ts';
import type { Clause, PolicyDocument } from './document.ts';
import { documentOf, type Library } from './library.ts';
import { asksOf } from './question.ts';
import type { Candidate, Ranked } from './rank.ts';
import { isOutOfForce } from './reply.ts';
import type { Scope } from './scope.ts';
import { lacksSign } from './sentence.ts';
import { say } from './words.ts';

/** From which sureness on we answer, offer a choice, or let a curated silence speak. */
export const MARKS = {
  direct: 0.66,
  choose: 0.4,
  silent: 0.3,
  heard: 0.6,
  known: 0.7,
  same: 0.85,
  national: 0.8,
} as const;
const FIT = {
  bias: 0.5,
  score: 4.3,
  second: -2.4,
  likeness: 1.7,
  coverage: 1,
  support: 1.5,
  silence: -6.2,
  nearer: -5.1,
  unknown: -2.4,
  misfit: -1.5,
} as const;

export type Pick =
  | { readonly is: 'answer'; readonly candidate: Candidate; readonly confidence: number }
  | { readonly is: 'silent'; readonly text: string; readonly likeness: number }
  | { readonly is: 'choose'; readonly candidates: readonly Candidate[] }
  | { readonly is: 'nothing' };

/**
 * How sure it is that the best clause answers: a logistic fit on the open part of faq/cases (`eval ask --part open`).
 * What pulls down: a rival close behind, a curated silence that is as near, a subject the documents never mention.
 */
function sureness({ candidates: [best, second], silent, unknown }: Ranked): number {
  if (!best) return 0;
  const likeness = best.curated?.likeness ?? 0;
  const silence = silent?.likeness ?? 0;
  const sum =
    FIT.bias +
    FIT.score * best.score +
    FIT.second * (second?.score ?? 0) +
    FIT.likeness * likeness +
    FIT.coverage * best.coverage +
    FIT.support * best.support +
    (best.misfit ? FIT.misfit : 0) +
    FIT.silence * silence +
    FIT.nearer * Math.max(0, silence - likeness) +
    (unknown.length > 0 ? FIT.unknown : 0);
  return 1 / (1 + Math.exp(-sum));
}

/** Decides between the best clause, a curated silence, a choice, and nothing. */
export function pick(ranked: Ranked, scope: Scope): Pick {
  const [best, second, third] = ranked.candidates;
  const { silent } = ranked;
  const silence = silent ? silent.likeness + (scope.now ? 0.03 : 0) : 0;
  const quiet = (): Pick =>
    silent && silence >= MARKS.silent
      ? { is: 'silent', text: say.silent(silent.entry.silent ?? '', silent.entry.ask ?? ''), likeness: silence }
      : { is: 'nothing' };
  if (!best) return quiet();
  const likeness = best.curated?.likeness ?? 0;
  if (!ranked.named && likeness < MARKS.heard) return quiet();
  if (silence >= 0.6 && silence > Math.max(likeness, best.score) + 0.08) return quiet();
  if (ranked.unknown.length > 0 && likeness < MARKS.known) return quiet();
  if (best.unmet.length > 0 && likeness < MARKS.same) return quiet();
  if (likeness < MARKS.same && lacksSign(scope.text, best.clause.text)) return quiet();
  const sure = sureness(ranked);
  if (sure >= MARKS.direct) return { is: 'answer', candidate: best, confidence: sure };
  if (sure >= MARKS.choose && silence < 0.3 && second && best.score >= 0.24 && second.score > best.score * 0.85)
    return { is: 'choose', candidates: [best, second, ...(third && third.score > best.score * 0.8 ? [third] : [])] };
  return quiet();
}

/** What changes from year to year. */
const BOUND = /公需|验证|审验|课程|两门|上报|抽验/u;
const TIME_BOUND = /\d{4}\s*年/u;

/** 2021年度以前, 2015年及以后: a span of years that a clause names. */
function reaches(text: string, year: number): boolean {
  for (const [, named = '', way = ''] of text
    .replace(/\s/gu, '')
    .matchAll(/(\d{4})年(?:度)?(?:及)?(以前|之前|以后|之后|起)/gu))
    if (/前/u.test(way) ? year <= Number(named) : way !== '起' && year >= Number(named)) return true;
  return false;
}

/** A clause bound to other years than the one asked about. */
export function wrongYear(document: PolicyDocument, clause: Clause, scope: Scope): number | undefined {
  const asksWhen = asksOf(scope.whole).includes('when');
  for (const year of scope.years) {
    const text = clause.text.replace(/\s/gu, '');
    const isCreditYear = new RegExp(`${year % 100}年度`, 'u').test(scope.whole);
    if (text.includes(isCreditYear ? `${year}年度` : `${year}年`)) continue;
    if (document.appliesToYears.includes(year) || reaches(clause.text, year)) continue;
    if (document.appliesToYears.length > 0 && scope.relative && !asksWhen && !BOUND.test(scope.whole)) continue;
    if (document.appliesToYears.length > 0) return year;
    if (asksWhen && TIME_BOUND.test(clause.text)) return year;
    if (document.effectiveFrom && year < Number(document.effectiveFrom.slice(0, 4))) return year;
  }
  return undefined;
}

/** Where two documents of a province say something on it, the one in force comes first. */
export function inForceFirst(library: Library, ranked: Ranked, on: Day | undefined): Ranked {
  const isOld = (one: Candidate): boolean => isOutOfForce(library, documentOf(library, one.clause), on);
  const [best] = ranked.candidates;
  if (!best || !isOld(best)) return ranked;
  const current = ranked.candidates.find((one) => !isOld(one) && one.score >= best.score * 0.7);
  return current ? { ...ranked, candidates: [current, ...ranked.candidates.filter((one) => one !== current)] } : ranked;
}

/** A year that none of a province's yearly documents is about, and none of their clauses names. */
export function strangeYear(
  documents: readonly PolicyDocument[],
  scope: Scope,
): { readonly document: PolicyDocument; readonly year: number } | undefined {
  const [document] = documents;
  if (!document || documents.some((one) => one.appliesToYears.length === 0)) return undefined;
  if (scope.relative && !asksOf(scope.whole).includes('when') && !BOUND.test(scope.whole)) return undefined;
  const year = scope.years.find((asked) =>
    documents.every(
      (one) =>
        !one.appliesToYears.includes(asked) &&
        one.clauses.every((clause) => !names(clause.text, asked, scope) && !reaches(clause.text, asked)),
    ),
  );
  return year === undefined ? undefined : { document, year };
}

/** Whether a text names the year, as a credit year where it is asked for as one. */
function names(text: string, year: number, scope: Scope): boolean {
  const isCreditYear = new RegExp(`${year % 100}年度`, 'u').test(scope.whole);
  return text.replace(/\s/gu, '').includes(isCreditYear ? `${year}年度` : `${year}年`);
}
