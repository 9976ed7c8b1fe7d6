import type { Rulesets } from '../rules/index.ts';
import type { Assessment, Day, LedgerEntry, Member, Request, RuleSettings } from '../types/index.ts';
import { spanAt, unreviewedOf, yearAt, yearOf } from './year.ts';

export interface Known {
  readonly member: Member;
  readonly ledger: readonly LedgerEntry[];
  readonly requests: readonly Request[];
}

/** Where somebody stands in the credit year in which a day lies. */
export interface Standing extends Known {
  readonly year: number;
  readonly from: Day;
  readonly to: Day;
  readonly assessment: Assessment;
}

/**
 * The person-year as the conversation judges it, so that a reminder, a digest and a reply never differ. Undefined where
 * the province is unknown, or no rules for the year are at hand.
 */
export function standing(rulesets: Rulesets, known: Known, day: Day, settings?: RuleSettings): Standing | undefined {
  const { province } = known.member;
  if (province === undefined) return undefined;
  const year = yearAt(rulesets, province, day);
  const assessment = yearOf({ rulesets, ...known, ...(settings === undefined ? {} : { settings }) }, year);
  return assessment && { ...known, year, ...spanAt(rulesets, province, year), assessment };
}

/** How much of the year's total nobody has reviewed yet. */
export const unreviewedIn = (rulesets: Rulesets, found: Standing, settings?: RuleSettings): number =>
  unreviewedOf({ rulesets, ...found, ...(settings === undefined ? {} : { settings }) }, found.year);
