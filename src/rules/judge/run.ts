import type { Fixed } from '../../decimal.ts';
import type { ActivityWhy, TraceStep, Why, YearWhy } from '../../types/index.ts';
import type { Facts } from '../format/conditions.ts';
import type { CompleteProgram, DeemProgram, Program, Said } from '../format/program.ts';

/** What one pass over a person-year carries along. */

/** The steps so far; undefined where nobody asks for them. */
export type Trace = TraceStep[] | undefined;

/** Notes a step of the person's year. */
export const step = (trace: Trace, { id, clause }: Said, why: YearWhy | { is: 'row'; words: string }): void => {
  trace?.push({ rule: id, clause, why });
};

/** Notes a step of one activity. */
export const stepOf = (trace: Trace, activity: string, { id, clause }: Said, why: ActivityWhy | RowWords): void => {
  trace?.push({ activity, rule: id, clause, why });
};

type RowWords = Extract<Why, { is: 'row' }>;

/** What one year's activities come to, before the verdict. */
export interface Tally {
  readonly awarded: { [activity: string]: number };
  pending: { [activity: string]: number } | undefined;
  unknown: { [activity: string]: readonly string[] } | undefined;
  /** Per pool: what its ceiling binds, and what it does not (a threshold that was reached). */
  readonly bound: Fixed[];
  readonly free: Fixed[];
  readonly used: boolean[];
  /** Something alone finished the year; the row that says so. */
  single: Said | undefined;
  deemed: DeemProgram | undefined;
  courses: Set<string> | undefined;
  /** Something falls under a document that is not at hand. */
  unjudged: boolean;
}

/** Sums of fractions from the start, so that the first credit does not make the machine rebuild the list. */
function zeros(count: number): Fixed[] {
  const known = ZEROS[count];
  if (known) return known.slice();
  const made = Array.from({ length: count }, () => 0.5);
  made.fill(0);
  ZEROS[count] = made;
  return made.slice();
}
const ZEROS: Fixed[][] = [];

export const newTally = (pools: number): Tally => ({
  awarded: {},
  pending: undefined,
  unknown: undefined,
  bound: zeros(pools),
  free: zeros(pools),
  used: new Array<boolean>(pools).fill(false),
  single: undefined,
  deemed: undefined,
  courses: undefined,
  unjudged: false,
});

export interface Run {
  readonly program: Program;
  readonly facts: Facts;
  readonly caps: readonly (Fixed | undefined)[];
  readonly trace: Trace;
  readonly tally: Tally;
  readonly anySingle: CompleteProgram | undefined;
  /** From how many credits on a single activity finishes the year. */
  readonly singleAt: Fixed;
  /** Keep what each activity earns; a sweep over a roster does without. */
  readonly details: boolean;
  /** The sums before their ceilings, kept for the trace. */
  before?: readonly Fixed[];
  /** What each activity put where, in order, kept for the trace. */
  given?: { readonly id: string; readonly pool: number; readonly value: Fixed }[];
}
