/** A person's year out of their ledger, as the rules judge it; what one activity earns. Pure. */

import { EMERGENCY } from '../catalogue/index.ts';
import { dayOf } from '../days.ts';
import { Fault } from '../errors.ts';
import { assess, creditYear, type Plan, plan, type Rulesets, yearSpan } from '../rules/index.ts';
import type {
  Activity,
  AssessInput,
  Assessment,
  Day,
  Instant,
  LedgerEntry,
  Member,
  Province,
  Request,
  RuleSettings,
} from '../types/index.ts';
import { settingsOf } from './settings.ts';

/** What a year is judged from. `Facts` fits. */
export interface Standing {
  readonly rulesets: Rulesets;
  readonly member?: Member;
  readonly ledger: readonly LedgerEntry[];
  readonly requests: readonly Request[];
  readonly settings?: RuleSettings;
}

/** Entries that count: neither withdrawn nor rejected. */
export const live = (ledger: readonly LedgerEntry[]): readonly LedgerEntry[] =>
  ledger.filter((entry) => entry.status === 'submitted' || entry.status === 'approved');

/** The day by which an activity is placed in a credit year; the day of recording where none is known. */
export const placeOf = (activity: Activity, recordedAt: Instant): Day =>
  text(activity.date) ?? text(activity.to) ?? text(activity.from) ?? dayOf(recordedAt);

const text = (value: unknown): Day | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;

/** An activity as the rules take it: `null` (asked, not known) is left out. */
export function known(activity: Activity): Activity {
  const out: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(activity))
    if (value !== null && value !== undefined && value !== '') out[field] = value;
  return out as unknown as Activity;
}

const undated = (activity: Activity): boolean =>
  text(activity.date) === undefined && text(activity.from) === undefined && text(activity.to) === undefined;

/**
 * The person-year, or undefined where the province or a ruleset for that year is not known.
 * @param extra activities to judge beside the ledger: a draft, a plan
 * @param without ids of entries to leave out: one that a draft replaces
 */
export function yearOf(
  standing: Standing,
  year: number,
  extra: readonly Activity[] = [],
  options: { readonly trace?: boolean; readonly depends?: boolean; readonly without?: readonly string[] } = {},
): Assessment | undefined {
  const input = inputOf(standing, year, extra, options.without);
  return (
    input &&
    orNothing(() =>
      assess(standing.rulesets, input, { trace: options.trace ?? false, depends: options.depends ?? false }),
    )
  );
}

/** What finishes the year with the least, or undefined where the province or a ruleset for that year is not known. */
export function planOf(standing: Standing, year: number, day: Day): Plan | undefined {
  const input = inputOf(standing, year);
  return input && orNothing(() => plan(standing.rulesets, input, day));
}

/** The person-year as the rules take it; undefined where the province is not known. */
function inputOf(
  standing: Standing,
  year: number,
  extra: readonly Activity[] = [],
  without: readonly string[] = [],
): AssessInput | undefined {
  const province = standing.member?.province;
  if (province === undefined || !standing.rulesets.provinces.includes(province)) return undefined;
  const span = yearSpan(standing.rulesets, province, year);
  const activities = live(standing.ledger)
    .filter((entry) => !without.includes(entry.activity.id))
    .filter((entry) => {
      const day = dayOf(entry.recordedAt);
      return !undated(entry.activity) || (day >= span.from && day <= span.to);
    })
    .map((entry) => known(entry.activity));
  const makeup = makeupFor(standing.requests, year);
  return {
    province,
    person: standing.member ?? {},
    year,
    activities: [...activities, ...grantedIn(standing.requests, year, span.from), ...extra.map(known)],
    ...(makeup ? { makeup } : {}),
    ...settingsOf(standing.settings, standing.member),
  };
}

/** 突发公共卫生事件免修 that the unit has agreed to; the other grounds are activities, and reported as such. */
function grantedIn(requests: readonly Request[], year: number, from: Day): readonly Activity[] {
  return requests
    .filter(
      (r) => r.kind === 'exemption' && r.year === year && r.status === 'approved' && r.fields.reason === EMERGENCY,
    )
    .map((r) => ({ id: r.id, type: 'emergency-exemption', date: from, granted: true }));
}

function orNothing<T>(judge: () => T): T | undefined {
  try {
    return judge();
  } catch (error) {
    if (error instanceof Fault && (error.code === 'YEAR_UNKNOWN' || error.code === 'PROVINCE_UNKNOWN'))
      return undefined;
    throw error;
  }
}

/** The debt of the year before, as its request stands. */
function makeupFor(requests: readonly Request[], year: number): AssessInput['makeup'] {
  const request = requests.findLast(
    (r) => r.kind === 'makeup' && r.year === year - 1 && r.status !== 'withdrawn' && r.status !== 'rejected',
  );
  if (!request) return undefined;
  return { year: request.year, applied: true, filed: request.status === 'filed' || request.status === 'approved' };
}

/** The credit year in which a day lies, or its calendar year where no ruleset says. */
export function yearAt(rulesets: Rulesets, province: Province | undefined, day: Day): number {
  const calendar = Number(day.slice(0, 4));
  if (province === undefined || !rulesets.provinces.includes(province)) return calendar;
  try {
    return creditYear(rulesets, province, day).year;
  } catch (error) {
    if (error instanceof Fault) return calendar;
    throw error;
  }
}

/** First and last day of a credit year; the calendar year where no ruleset says. */
export function spanAt(rulesets: Rulesets, province: Province | undefined, year: number): { from: Day; to: Day } {
  if (province === undefined || !rulesets.provinces.includes(province))
    return { from: `${year}-01-01`, to: `${year}-12-31` };
  return yearSpan(rulesets, province, year);
}

/**
 * What a recorded activity earns in its credit year, or in all that it reaches into: awarded, before yearly ceilings, or what waits for somebody's confirmation.
 * `null` where the documents give no number for it (or the activity only exempts or certifies).
 */
export function creditOf(standing: Standing, entry: LedgerEntry): number | null {
  const day = placeOf(entry.activity, entry.recordedAt);
  const year = yearAt(standing.rulesets, standing.member?.province, day);
  const shares = sharesOf(standing, entry.activity, entry.recordedAt);
  if (shares.length > 1) return Number(shares.reduce((sum, { given }) => sum + given, 0).toFixed(6));
  // Where it stands in the ledger: what several reach together is the first one's.
  if (live(standing.ledger).some((e) => e.activity.id === entry.activity.id)) {
    const whole = yearOf(standing, year);
    return whole ? earned(whole, entry.activity.id) : null;
  }
  const others = { ...standing, ledger: standing.ledger.filter((e) => e.activity.id !== entry.activity.id) };
  const verdict = yearOf(others, year, [placed(entry.activity, day)]);
  return verdict ? earned(verdict, entry.activity.id) : null;
}

/** How much of a year's total nobody has reviewed yet. */
export function unreviewedOf(standing: Standing, year: number): number {
  const waiting = live(standing.ledger).filter((e) => e.status === 'submitted');
  if (waiting.length === 0) return 0;
  const whole = yearOf(standing, year);
  const reviewed = yearOf(standing, year, [], { without: waiting.map((e) => e.activity.id) });
  return whole?.covered && reviewed ? Math.max(0, Number((whole.total - reviewed.total).toFixed(6))) : 0;
}

/** What an activity earns in one credit year, and how much of it counts under that year's ceilings. */
export interface Share {
  readonly year: number;
  readonly given: number;
  readonly counts: number;
  /** A ceiling takes something of it. */
  readonly isCut: boolean;
}

/** An activity's share in each credit year that it reaches into; [] where a year's rules or a number are missing. */
export function sharesOf(standing: Standing, activity: Activity, recordedAt: Instant, without?: string): Share[] {
  const province = standing.member?.province;
  const day = placeOf(activity, recordedAt);
  const first = yearAt(standing.rulesets, province, text(activity.date) ?? text(activity.from) ?? day);
  const last = yearAt(standing.rulesets, province, day);
  const ledger = standing.ledger.filter((e) => e.activity.id !== activity.id && e.activity.id !== without);
  const out: Share[] = [];
  for (let year = first; year <= last && out.length <= 5; year++) {
    const before = yearOf({ ...standing, ledger }, year);
    const after = yearOf({ ...standing, ledger }, year, [placed(activity, day)]);
    const given = after?.awarded[activity.id];
    if (!before || !after || given === undefined || given === null) return [];
    const gain = Number((after.total - before.total).toFixed(6));
    // A finished year and a debt of the year before take credits that no ceiling took.
    const counts = after.complete || after.makeup ? given : Math.max(0, Math.min(given, gain));
    out.push({ year, given, counts, isCut: counts < given - 1e-6 });
  }
  return out;
}

/** An activity without a day stands on the day given. */
export const placed = (activity: Activity, day: Day): Activity =>
  undated(activity) ? { ...activity, date: day } : activity;

/** What an assessment gives an activity, or null. */
export const earned = (verdict: Assessment, id: string): number | null =>
  verdict.pending?.[id] ?? verdict.awarded[id] ?? null;
