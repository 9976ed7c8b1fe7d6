import type { Fixed } from '../../decimal.ts';
import type { Activity, Day, Earning, ReadAs, RowSubject } from '../../types/index.ts';
import type { ActivityTest, Facts, PersonTest } from './conditions.ts';
import type { Edition } from './edition.ts';
import type { AwardData, GiveData, ReachData, When } from './schema.ts';

/** What compiling makes of a ruleset: the rows as closures. */

/** An edition under one set of readings, as closures. */
export interface Program {
  readonly edition: Edition;
  readonly readings: { readonly [doubt: string]: string };
  readonly exempt: readonly PersonRow[];
  readonly unit: readonly (PersonRow & { readonly is: 'credits' | 'hours' })[];
  readonly total: readonly ValueProgram[];
  readonly adjust: readonly (PersonRow & { readonly times: number })[];
  readonly floors: readonly FloorProgram[];
  readonly windows: readonly WindowProgram[];
  readonly carry: (Said & { readonly most: Fixed; readonly years: number }) | undefined;
  readonly courses: readonly (PersonRow & {
    readonly names: readonly string[];
    readonly absent: string | undefined;
    readonly type: string;
  })[];
  readonly awards: ReadonlyMap<string, AwardProgram>;
  /** No deemed types, named courses or unjudged stretches: activities go straight to their award rows. */
  readonly plain: boolean;
  /** The credit year is the calendar year. */
  readonly calendar: boolean;
  readonly deem: ReadonlyMap<string, readonly DeemProgram[]>;
  readonly unjudged: readonly {
    readonly row: Said;
    readonly before: Day | undefined;
    readonly test: ActivityTest | undefined;
    readonly absent: string;
  }[];
  readonly pools: readonly PoolProgram[];
  /** No pool lies inside another. */
  readonly flat: boolean;
  readonly complete: readonly CompleteProgram[];
  readonly makeupOrder: string | undefined;
  readonly titleOn: string;
  /** Some ceiling or floor is a share of the requirement. */
  readonly shares: boolean;
  /** Quoted for activities without a standard. */
  readonly otherwise: Said;
}

/** What a trace quotes of a row. */
export interface Said {
  readonly id: string;
  readonly clause: string;
  readonly note: string | undefined;
}
export interface PersonRow extends Said {
  readonly test: PersonTest | undefined;
}
export interface ValueProgram extends PersonRow {
  /** The value, `undefined` for 不封顶 (`none`), `null` where the documents do not say. */
  readonly value: (facts: Facts) => Fixed | null | undefined;
  readonly when: When | undefined;
}
export interface FloorProgram {
  readonly name: string;
  readonly label: string;
  readonly pools: readonly number[];
  readonly some: boolean;
  readonly rows: readonly ValueProgram[];
}
/** A demand over several years: a sum, or a yearly average. */
export interface WindowProgram extends PersonRow {
  readonly name: string;
  readonly label: string;
  /** A number of years, or the person's field with the day since which they count. */
  readonly years: number | string;
  readonly pools: readonly number[] | undefined;
  readonly least: Fixed;
  readonly average: boolean;
}
export interface PoolProgram extends Said {
  readonly name: string;
  readonly label: string;
  readonly parent: number;
  readonly children: readonly number[];
  readonly capOnly: boolean;
  /** Not part of another pool: a person sees it. */
  readonly shown: boolean;
  readonly most: readonly ValueProgram[];
  /** The ceiling where it is the same for everybody. */
  readonly constant: Fixed | undefined;
}
export interface GiveProgram extends Said {
  readonly test: ActivityTest | undefined;
  /** NaN where a field that it reads is not told. */
  readonly value: (activity: Activity, facts: Facts) => Fixed;
  /** How it came to a value. `as`: the row that has set the rank (通讯作者按第一作者计). */
  readonly earning: (activity: Activity, value: Fixed, as?: ReadAs) => Earning;
  readonly about: (activity: Activity) => RowSubject;
  readonly pool: number | undefined;
  readonly data: GiveData;
}
export interface NeedProgram extends Said {
  readonly test: ActivityTest;
  readonly else: string;
  readonly pending: boolean;
  readonly when: When;
}
export interface ReachProgram extends Said {
  readonly test: ActivityTest | undefined;
  readonly total: string;
  readonly least: number;
  readonly by: 'calendar' | 'days30';
  readonly credits: Fixed;
  readonly completes: ReachData['completes'];
}
export interface AdjustProgram extends Said {
  readonly test: ActivityTest | undefined;
  readonly apply: (activity: Activity, value: Fixed) => Fixed;
  /** Undefined where it goes by rank. */
  readonly times: number | undefined;
}
export interface AwardProgram {
  readonly index: number;
  readonly label: string;
  readonly pool: number;
  readonly needs: readonly NeedProgram[];
  readonly spread: (Said & { readonly year: string }) | undefined;
  readonly read: readonly (Said & {
    readonly test: ActivityTest | undefined;
    readonly set: string;
    readonly to: string | number | boolean;
  })[];
  readonly reach: readonly ReachProgram[];
  readonly give: readonly GiveProgram[];
  readonly adjust: readonly AdjustProgram[];
  readonly each: readonly (Said & { readonly test: ActivityTest | undefined; readonly most: Fixed })[];
  /** What the award is for as a whole: quoted where none of its rows comes near. */
  readonly scope: Said | undefined;
  readonly once: (Said & { readonly key: string }) | undefined;
  readonly best: (Said & { readonly key: string }) | undefined;
  /** True where what an activity earns hangs on others: it waits until all have been seen. */
  readonly together: boolean;
  /** No row changes what another gives. */
  readonly plain: boolean;
  /** A give row counts months: they are taken from the stay. */
  readonly byMonths: boolean;
  readonly data: AwardData;
}
export interface DeemProgram extends Said {
  readonly test: ActivityTest | undefined;
  readonly when: When | undefined;
  /** `whole`: the stay's full length counts, also outside the year. */
  readonly months: { readonly least: number; readonly by: 'calendar' | 'days30'; readonly whole: boolean } | undefined;
}
export interface CompleteProgram extends PersonRow {
  readonly anySingle: Fixed | undefined;
  readonly earned: { readonly least: Fixed; readonly before: Day } | undefined;
  readonly deemed: boolean;
  readonly waives: readonly string[] | undefined;
}
