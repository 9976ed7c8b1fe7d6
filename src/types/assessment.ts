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

/** One step of an assessment, as values. `clause`: the words that decide it; '' where no document does. */
export interface TraceStep {
  readonly activity?: string;
  readonly rule: string;
  readonly clause: string;
  readonly why: Why;
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

// ── Why ──

/*
 * Why a step of an assessment says what it says, as values: everybody who must decide something by it asks `is`. Made into a
 * sentence once, last, by rules/pages/say.ts. Credits and quantities are exact decimals, in the unit of the year.
 */

type Scalar = string | number | boolean;

/** What a row asks of a field: a value, one of several, or a test, as the ruleset writes it. */
export type Wanted =
  | Scalar
  | readonly Scalar[]
  | {
      readonly not?: Scalar | readonly Scalar[] | undefined;
      readonly least?: number | undefined;
      readonly more?: number | undefined;
      readonly most?: number | undefined;
      readonly under?: number | undefined;
      readonly present?: boolean | undefined;
      readonly includes?: readonly string[] | undefined;
      readonly quarter?: 1 | 2 | 3 | 4 | undefined;
      readonly inYear?: boolean | undefined;
      readonly before?: Day | undefined;
      readonly since?: Day | undefined;
      readonly year?: 'this-or-later' | 'this' | 'earlier' | undefined;
      readonly touches?: 'year' | 'most' | undefined;
    };

/** What a row is about: its award's name, and the values that it asks for or takes of the activity. */
export interface RowSubject {
  readonly label: string;
  readonly values: readonly (readonly [field: string, value: FieldValue])[];
}

/** So many occasions of the same. */
export interface Times {
  readonly count: number;
  readonly unit: string;
}

/** A `read` row: a field that counts as if it were something else (通讯作者按第一作者计). */
export interface ReadAs {
  readonly is: 'read';
  readonly field: string;
  readonly to: Scalar;
  /** The ruleset's own words for it. */
  readonly note: string | undefined;
}

/** What changes the credits that a row has given, with what they are then. */
export type Change =
  /** `times` undefined: less by rank. */
  | {
      readonly is: 'adjusted';
      readonly times: number | undefined;
      readonly note: string | undefined;
      readonly credits: number;
    }
  /** Cut at what a single activity may bring. */
  | { readonly is: 'most'; readonly credits: number };

/** How a row came to its credits. `times` undefined where occasions do not count, or nobody told how many. */
export type Earning =
  /** The ruleset's own words. */
  | { readonly is: 'row'; readonly words: string }
  /** A number that a certificate or a notice states. */
  | { readonly is: 'stated'; readonly field: string; readonly credits: number; readonly times: Times | undefined }
  | { readonly is: 'flat'; readonly each: number; readonly credits: number; readonly times: Times | undefined }
  | {
      readonly is: 'per';
      readonly quantity: number;
      readonly unit: string;
      /** So many units give `each`. */
      readonly every: number;
      readonly each: number;
      /** Where only whole units count and a part was dropped: how many there were. */
      readonly whole: number | undefined;
      /** Where a part brings something of its own: what it brought, and what it came to `once`. */
      readonly rest: { readonly more: number | undefined; readonly once: number } | undefined;
      readonly credits: number;
      readonly times: Times | undefined;
    }
  | {
      readonly is: 'ranked';
      readonly place: number;
      /** What the place was read from, where it is not the activity's own. */
      readonly read: ReadAs | undefined;
      /** How many places the row names; undefined where it goes by a sequence. */
      readonly places: number | undefined;
      readonly type: string;
      readonly credits: number;
      readonly times: Times | undefined;
    };

/** What several activities came to together. */
export type Sum =
  | { readonly is: 'amount'; readonly amount: number; readonly unit: string }
  | { readonly is: 'months'; readonly months: number; readonly days: number }
  | { readonly is: 'days'; readonly days: number };

/** What an activity lacks in order to stand for the year. */
export type Lack =
  | { readonly is: 'fact'; readonly field: string; readonly wanted: Wanted }
  /** The stay as long as it is. */
  | { readonly is: 'stay'; readonly least: number; readonly months: number; readonly days: number }
  | { readonly is: 'stay-in-year'; readonly least: number }
  | { readonly is: 'undated'; readonly least: number };

/** What no row of an award took: one of these values (`takes`), or something else that the nearest row asks for. */
export interface Unfit {
  readonly field: string;
  readonly wanted: Wanted;
  readonly takes: readonly string[];
  readonly own: FieldValue;
  /** The words of the nearest row: they say whether its hours are 小时 or 学时. */
  readonly clause: string | undefined;
}

/** A row's credits with all that changed them. `waits`: what must still happen, in the ruleset's words; not counted until then. */
export interface Given {
  readonly is: 'given';
  readonly by: Earning;
  readonly about: RowSubject;
  readonly unit: 'credits' | 'hours';
  readonly changes: readonly Change[];
  readonly waits: string | undefined;
}

/** Of one activity. */
export type ActivityWhy =
  | Given
  | ReadAs
  | Change
  /** Nothing can be computed until somebody tells these fields. */
  | { readonly is: 'untold'; readonly fields: readonly string[] }
  /** A need that it fails, in the ruleset's words. */
  | { readonly is: 'refused'; readonly words: string; readonly label: string }
  | { readonly is: 'unlisted'; readonly label: string; readonly lacks: Unfit | undefined }
  /** The documents name the kind and give no standard for this case. */
  | { readonly is: 'no-standard'; readonly label: string }
  /** The documents do not name the kind at all. */
  | { readonly is: 'no-rule'; readonly ruleset: string; readonly type: string }
  | { readonly is: 'unjudged'; readonly document: string }
  | { readonly is: 'outside'; readonly day: Day | undefined }
  | { readonly is: 'set-aside'; readonly status: 'rejected' | 'withdrawn' }
  /** A threshold that was reached: what it gives stands on the first of those that reached it. */
  | {
      readonly is: 'reached';
      readonly sum: Sum;
      readonly least: number;
      readonly unit: string;
      readonly credits: number;
      readonly label: string;
    }
  | { readonly is: 'short'; readonly sum: Sum; readonly least: number; readonly unit: string; readonly label: string }
  /** The others of those; `day` of the first. */
  | { readonly is: 'together'; readonly day: Day | undefined; readonly least: number; readonly unit: string }
  /** The same project has counted in an earlier year. */
  | { readonly is: 'counted-before'; readonly field: string }
  /** Of several of the same only the best counts, and this is another. */
  | { readonly is: 'bettered'; readonly field: string }
  /** A yearly ceiling takes something of it. */
  | { readonly is: 'capped'; readonly label: string; readonly cap: number; readonly counts: number }
  /** It finishes the year alone. */
  | { readonly is: 'whole-year'; readonly credits: number }
  | { readonly is: 'deemed'; readonly type: string }
  | { readonly is: 'not-deemed'; readonly type: string; readonly lacks: Lack | undefined };

/** Of the person's year. */
export type YearWhy =
  | { readonly is: 'exempt'; readonly note: string | undefined }
  | { readonly is: 'person-deemed' }
  | { readonly is: 'required'; readonly required: number; readonly unit: 'credits' | 'hours' }
  | { readonly is: 'required-untold'; readonly fields: readonly string[] }
  /** The documents do not say; `note`: the ruleset's words for it. */
  | { readonly is: 'required-unsaid'; readonly note: string | undefined }
  | { readonly is: 'required-adjusted'; readonly times: number; readonly required: number }
  | {
      readonly is: 'floor';
      readonly floor: string;
      readonly label: string;
      /** At least one activity, however little it gives. */
      readonly some: boolean;
      /** `null`: the documents do not say. */
      readonly required: number | null;
      readonly got: number;
      readonly unit: 'credits' | 'hours';
      readonly note: string | undefined;
    }
  | {
      readonly is: 'floor-untold';
      readonly floor: string;
      readonly label: string;
      readonly fields: readonly string[];
    }
  /** Something deemed waives the public subjects; `whole`: and all the rest. */
  | { readonly is: 'freed'; readonly whole: boolean }
  | { readonly is: 'filled-before'; readonly day: Day; readonly credits: number }
  | { readonly is: 'courses'; readonly missing: readonly string[] }
  | { readonly is: 'courses-absent'; readonly document: string }
  | { readonly is: 'pool-full'; readonly label: string; readonly sum: number; readonly cap: number }
  | { readonly is: 'carried'; readonly credits: number }
  | {
      readonly is: 'window';
      readonly label: string;
      readonly first: number;
      readonly last: number;
      readonly average: boolean;
      readonly got: number;
      readonly required: number;
    }
  | {
      readonly is: 'makeup';
      readonly year: number;
      readonly debt: number;
      readonly required: number;
      readonly total: number;
      readonly order: 'finished' | 'past-first' | 'year-first';
      readonly paid: number;
    }
  | {
      readonly is: 'makeup-barred';
      readonly year: number;
      readonly debt: number;
      readonly because: 'not-filed' | 'late' | 'not-applied';
      /** The day of a late application. */
      readonly appliedOn: Day | undefined;
    };

/** `row`: words that the ruleset has for the case. */
export type Why = ActivityWhy | YearWhy | { readonly is: 'row'; readonly words: string };
