/** What one activity is worth in a person's year, and why: values, no sentences. Pure. */

import { typesOf } from '../rules/index.ts';
import type { Activity, Assessment, Instant, LedgerEntry, TraceStep } from '../types/index.ts';
import { earned, placed, placeOf, type Share, type Standing, sharesOf, yearAt, yearOf } from './year.ts';

/** What an activity would earn beside a ledger. */
export type Worth =
  /** No rules for its year are at hand; `province`: its name, where it is known. */
  | { readonly is: 'no-rules'; readonly year: number; readonly province: string | undefined }
  /** It stands for the whole year. */
  | { readonly is: 'deemed' }
  | {
      readonly is: 'judged';
      /** `null` where no number is defined. */
      readonly credits: number | null;
      /** Somebody must still confirm it. */
      readonly pending: boolean;
      readonly unit: 'credits' | 'hours';
      /** What counts in each credit year that it reaches into; [] where that is not known, or it is still pending. */
      readonly shares: readonly Share[];
      /** The step that decides; undefined where the rules have nothing to say. */
      readonly reason: TraceStep | undefined;
      /** The recorded activity on which its credits stand, with what they are. */
      readonly together: { readonly activity: Activity; readonly credits: number } | undefined;
    };

/** An activity that is not recorded yet. `at`: when it is told; `replaces`: the recorded one that it would replace. */
export interface Told {
  readonly activity: Activity;
  readonly at: Instant;
  readonly replaces?: string | undefined;
}

/** What an activity that is not recorded yet would earn, judged beside the ledger. */
export function worthOf(standing: Standing, told: Told): Worth {
  const { activity, at, replaces } = told;
  const { id, type } = activity;
  const verdict = judgedWith(standing, told);
  const year = yearAt(standing.rulesets, standing.member?.province, placeOf(activity, at));
  if (!verdict) return { is: 'no-rules', year, province: standing.rulesets.names[standing.member?.province ?? ''] };
  const credits = earned(verdict, id);
  const others = replaces === undefined ? [] : [replaces];
  if (verdict.complete && credits === null && !isComplete(standing, year, others)) return { is: 'deemed' };
  const pending = verdict.pending?.[id] !== undefined;
  const other = togetherWith(verdict, id, type, standing.ledger);
  return {
    is: 'judged',
    credits,
    pending,
    unit: verdict.unit,
    shares: pending ? [] : sharesOf(standing, activity, at, replaces),
    reason: reasonOf(verdict, id),
    together: other && { activity: other, credits: earned(verdict, other.id) ?? 0 },
  };
}

/** Is a year complete without these? Then it is not one of them that completed it. */
export const isComplete = (standing: Standing, year: number, without: readonly string[]): boolean =>
  yearOf(standing, year, [], { without })?.complete === true;

/** The year of an activity with it in, traced. */
export function judgedWith(standing: Standing, { activity, at, replaces }: Told): Assessment | undefined {
  const day = placeOf(activity, at);
  const year = yearAt(standing.rulesets, standing.member?.province, day);
  const ledger = standing.ledger.filter((e) => e.activity.id !== activity.id && e.activity.id !== replaces);
  return yearOf({ ...standing, ledger }, year, [placed(activity, day)], { trace: true });
}

/** Why an activity earns what it earns: the last step that the rules take with it. */
export const reasonOf = (verdict: Assessment, id: string): TraceStep | undefined =>
  verdict.trace.findLast((step) => step.activity === id);

/** The clause behind what an activity earns; undefined where no document's words decide. */
export function clauseOf(verdict: Assessment, id: string): string | undefined {
  const step = verdict.trace.findLast((one) => one.activity === id && one.clause !== '');
  // A number that stands on the certificate is no document's; what the documents leave open has no clause.
  if (step === undefined || isCertified(step)) return undefined;
  return earned(verdict, id) !== null || verdict.complete ? step.clause : undefined;
}

const isCertified = ({ why }: TraceStep): boolean =>
  why.is === 'given' && why.by.is === 'stated' && why.by.field !== 'publishedCredits';

/** The activity of the same type with which this one reached its credits, where those stand on the other. */
export function togetherWith(
  verdict: Assessment,
  id: string,
  type: string,
  ledger: readonly LedgerEntry[],
): Activity | undefined {
  const reason = reasonOf(verdict, id);
  if (earned(verdict, id) !== 0 || (reason !== undefined && reason.why.is !== 'together')) return undefined;
  return ledger.find(
    (e) => e.activity.type === type && e.activity.id !== id && (earned(verdict, e.activity.id) ?? 0) > 0,
  )?.activity;
}

/** Does this province's ruleset know the type at all? True where no province is known. */
export function listedThere(
  type: string | undefined,
  { rulesets, member }: Pick<Standing, 'rulesets' | 'member'>,
): boolean {
  const province = member?.province;
  // The national document leaves most kinds to the provinces.
  if (type === undefined || province === undefined || province === 'national') return true;
  if (!rulesets.provinces.includes(province)) return true;
  return typesOf(rulesets, province).includes(type);
}
