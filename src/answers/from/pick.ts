/** Decides between the best clause, a curated silence, a choice, and nothing; and which of two documents comes first. */

import { isOutOfForce } from '../../documents/index.ts';
import type { Day } from '../../types/index.ts';
import { say } from '../../words/answers/answers.ts';
import { lackingDetail } from '../details.ts';
import { documentOf, type Library } from '../library.ts';
import type { Scope } from '../scope.ts';
import { asksOf } from '../search/question.ts';
import type { Candidate, Ranked } from '../search/rank.ts';
import { lacksSign } from '../search/sentence.ts';

/**
 * From which share on we answer, offer a choice, or let a curated silence speak; from which likeness on a wording
 * outweighs a doubt, and from which share on; and how sure the national text must be, how unsure the province's own, for it to stand in.
 */
export const MARKS = {
  direct: 0.5,
  choose: 0.3,
  silent: 0.25,
  reason: 0.4,
  same: 0.85,
  beyond: 0.95,
  national: 0.85,
  own: 0.35,
} as const;

export type Pick =
  | { readonly is: 'answer'; readonly candidate: Candidate; readonly confidence: number }
  /** `text`: why, where a curated reason is near enough. */
  | { readonly is: 'silent'; readonly text: string | undefined; readonly likeness: number }
  | { readonly is: 'choose'; readonly candidates: readonly Candidate[] }
  | { readonly is: 'nothing' };

/** Decides between the best clause, a curated silence, a choice, and nothing. */
export function pick({ details }: Library, ranked: Ranked, scope: Scope): Pick {
  const [best, second, third] = ranked.candidates;
  const { silent } = ranked;
  const quiet = (): Pick =>
    silent && silent.score >= MARKS.silent
      ? {
          is: 'silent',
          // A reason that only comes near would name the wrong thing.
          text:
            silent.likeness >= MARKS.reason ? say.silent(silent.entry.silent ?? '', silent.entry.ask ?? '') : undefined,
          likeness: silent.likeness,
        }
      : { is: 'nothing' };
  if (!best || ranked.thin) return quiet();
  const isSame = (best.curated?.likeness ?? 0) >= MARKS.same;
  const isDoubtful = best.unmet.length > 0 || lacksSign(scope.text, best.clause.text);
  if (isDoubtful && !isSame && best.score < MARKS.beyond) return quiet();
  const isElsewhere =
    asksOf(scope.text).includes('phone') && scope.cities.some((city) => !best.clause.text.includes(city));
  if (isElsewhere) return quiet();
  const lacking = isSame ? undefined : lackingDetail(details, scope.text, best.clause.text);
  if (lacking && best.score >= MARKS.choose && (silent?.score ?? 0) < MARKS.silent)
    return { is: 'silent', text: say.lacks(scope.name, lacking.what, lacking.whom), likeness: 0 };
  if (lacking) return quiet();
  if (best.score >= MARKS.direct) return { is: 'answer', candidate: best, confidence: best.score };
  if (
    second &&
    best.score >= MARKS.choose &&
    best.score + second.score >= MARKS.direct &&
    second.score > best.score * 0.3
  )
    return {
      is: 'choose',
      candidates: [best, second, ...(third && third.score > best.score * 0.3 ? [third] : [])],
    };
  return quiet();
}

/** Where two documents of a province say something on it, the one in force comes first. */
export function inForceFirst(library: Library, ranked: Ranked, on: Day | undefined): Ranked {
  const isOld = (one: Candidate): boolean => isOutOfForce(library.documents, documentOf(library, one.clause), on);
  const [best] = ranked.candidates;
  if (!best || !isOld(best)) return ranked;
  const current = ranked.candidates.find((one) => !isOld(one) && one.score >= best.score * 0.7);
  return current ? { ...ranked, candidates: [current, ...ranked.candidates.filter((one) => one !== current)] } : ranked;
}
