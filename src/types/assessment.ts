import type { Activity, FieldValue } from './activity.ts';
import type { Person, Province } from './person.ts';
import type { Day } from './time.ts';

// ── Rules ──

export interface AssessInput {
  readonly province: Province;
  readonly person: Person;
  readonly year: number;
  readonly activities: readonly Activity[];
  readonly makeup?: {
    readonly year: number;
    readonly applied?: boolean;
    readonly filed?: boolean;
    readonly [k: string]: FieldValue | undefined;
  };
  /** Records that were sent back or withdrawn: they earn nothing, and the trace says so. */
  readonly setAside?: readonly { readonly id: string; readonly status: 'rejected' | 'withdrawn' }[];
  /** Readings chosen for doubts: doubt id → reading id. */
  readonly readings?: { readonly [doubt: string]: string };
  /** Values that an operator supplies because their document is not at hand. */
  readonly parameters?: { readonly [name: string]: FieldValue };
  readonly on?: Day;
}

/** One step of an assessment. `effect` is a Chinese sentence with the arithmetic; `clause` the words that decide it. */
export interface TraceStep {
  readonly activity?: string;
  readonly rule: string;
  readonly clause: string;
  readonly effect: string;
}

/** A person-year against a ruleset. Numbers are exact decimals; what the documents do not define is `null`, never 0. */
export interface Assessment {
  readonly covered: boolean;
  readonly unit: 'credits' | 'hours';
  readonly required: number | null;
  readonly total: number;
  readonly public: number | null;
  readonly publicRequired: number | null;
  readonly professional?: number | null;
  readonly professionalRequired?: number | null;
  readonly courses?: boolean;
  readonly missingCourses?: readonly string[];
  /** Where a ruleset says that its credits stand for another body's hours: whether they do. */
  readonly hoursDeemed?: boolean;
  /** Floors of a ruleset beside the public and the professional subjects (class I/II credits, say). */
  readonly floors?: {
    readonly [name: string]: { readonly label: string; readonly got: number; readonly required: number | null };
  };
  /** Demands over several years (10 national credits in five years, a tenure's average). */
  readonly windows?: {
    readonly [name: string]: { readonly label: string; readonly got: number; readonly required: number };
  };
  readonly complete: boolean;
  readonly compliant: boolean | null;
  readonly shortfall: { readonly total: number; readonly public: number; readonly professional?: number };
  readonly awarded: { readonly [activityId: string]: number };
  readonly counted: { readonly [pool: string]: number };
  readonly pending?: { readonly [activityId: string]: number };
  /** Activities whose worth hangs on fields that are not told: they are not in `awarded`, and these are the fields. */
  readonly unknown?: { readonly [activityId: string]: readonly string[] };
  readonly makeup?: { readonly year: number; readonly debt: number; readonly paid: number; readonly left: number };
  readonly trace: readonly TraceStep[];
  readonly depends: readonly {
    readonly doubt: string;
    readonly reading: string;
    readonly changes: { readonly [field: string]: FieldValue };
  }[];
  readonly edition: { readonly ruleset: string; readonly from: Day; readonly sha256: string };
}

/** Something that a person should be told by a day. Unique per person, kind, year and stage. */
export interface Due {
  readonly kind: 'shortfall' | 'makeup' | 'makeup-debt';
  readonly year: number;
  /** `D90` … `D1`: days before the deadline at which this stage begins; `apply` for the makeup prompt. */
  readonly stage: string;
  readonly deadline: Day;
  /** Days from the day asked for to the deadline. */
  readonly daysLeft: number;
  /** What is missing: credits (or hours). */
  readonly shortfall: Assessment['shortfall'];
  readonly unit: 'credits' | 'hours';
  readonly missingCourses?: readonly string[];
  /** The clause behind it. */
  readonly rule: { readonly id: string; readonly clause: string };
}
