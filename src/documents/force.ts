/** Whether a document is in force, as far as the documents at hand tell. Pure. `all`: every document that we have. */

import type { Day, PolicyDocument } from '../types/index.ts';
import { nameOf } from './cite.ts';

/** The document at hand that repeals this one. */
export const supersededBy = (all: readonly PolicyDocument[], document: PolicyDocument): PolicyDocument | undefined =>
  all.find(
    (other) =>
      other !== document &&
      other.supersedes.some(
        (words) => (document.number !== null && words.includes(document.number)) || words.includes(document.title),
      ),
  );

/** Ended by its own date, or repealed by a document that we have. */
export const isOutOfForce = (all: readonly PolicyDocument[], document: PolicyDocument, on: Day | undefined): boolean =>
  (document.effectiveTo !== null && on !== undefined && document.effectiveTo < on) ||
  supersededBy(all, document) !== undefined;

export interface Force {
  /** 现行, 已废止，由…取代, 已于…失效, …起施行, 只管2023年度 */
  readonly words: string;
  /** False where it must not be taken for what holds now without a second look. */
  readonly current: boolean;
}

/** Where a document stands on a day; without a day, only what holds on any. */
export function forceOf(all: readonly PolicyDocument[], document: PolicyDocument, on?: Day): Force {
  const by = supersededBy(all, document);
  if (by) return { words: `已废止，由${by.number ?? nameOf(by)}取代`, current: false };
  const { effectiveFrom, effectiveTo, appliesToYears } = document;
  if (effectiveTo && on && effectiveTo < on) return { words: `已于${effectiveTo}失效`, current: false };
  if (effectiveFrom && on && on < effectiveFrom) return { words: `${effectiveFrom}起施行`, current: false };
  if (appliesToYears.length > 0) return { words: `只管${appliesToYears.join('、')}年度`, current: false };
  return { words: effectiveTo ? `现行，到${effectiveTo}为止` : '现行', current: true };
}
