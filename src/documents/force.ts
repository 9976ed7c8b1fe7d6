/** Whether a document is in force, as far as the documents at hand tell. Pure. `all`: every document that we have. */

import type { Day, DocumentForce, PolicyDocument } from '../types/index.ts';
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

/** Where a document stands on a day; without a day, only what holds on any. */
export function forceOf(all: readonly PolicyDocument[], document: PolicyDocument, on?: Day): DocumentForce {
  const by = supersededBy(all, document);
  if (by) return { is: 'repealed', by: by.number ?? nameOf(by) };
  const { effectiveFrom, effectiveTo, appliesToYears } = document;
  if (effectiveTo && on && effectiveTo < on) return { is: 'ended', on: effectiveTo };
  if (effectiveFrom && on && on < effectiveFrom) return { is: 'to-come', from: effectiveFrom };
  if (appliesToYears.length > 0) return { is: 'of-years', years: appliesToYears };
  return { is: 'in-force', to: effectiveTo };
}
