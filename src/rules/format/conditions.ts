import { dayNumber } from '../../days.ts';
import type { Fixed } from '../../decimal.ts';
import type { Activity, Day, FieldValue, Institution } from '../../types/index.ts';
import type { Matcher, RulesetData, When } from './schema.ts';

/** What conditions may read of a person and a year. One flat object, so that reading it is cheap. */
export interface Facts {
  title: string | undefined;
  readonly profession: string | undefined;
  readonly grade: string | undefined;
  readonly institution: Institution | undefined;
  readonly flags: readonly string[];
  readonly pgmePassed: Day | undefined;
  readonly unitRequirement: number | undefined;
  readonly maternityLeave: { readonly from: Day; readonly to: Day } | undefined;
  readonly more: { readonly [key: string]: unknown };
  readonly parameters: { readonly [name: string]: FieldValue } | undefined;
  unit: 'credits' | 'hours';
  /** The year's requirement, where a ceiling or a floor is a share of it. */
  required: Fixed | undefined;
  readonly year: number;
  /** First and last day of the credit year. */
  readonly from: Day;
  readonly to: Day;
}

export type PersonTest = (facts: Facts) => boolean;
export type ActivityTest = (activity: Activity, facts: Facts) => boolean;
type Read = (activity: Activity | undefined, facts: Facts) => unknown;

const PERSON_FIELDS: { readonly [key: string]: (facts: Facts) => unknown } = {
  title: (f) => f.title,
  profession: (f) => f.profession,
  grade: (f) => f.grade,
  'institution.level': (f) => f.institution?.level,
  'institution.kind': (f) => f.institution?.kind,
  flags: (f) => f.flags,
  pgmePassed: (f) => f.pgmePassed,
  unitRequirement: (f) => f.unitRequirement,
  maternityLeave: (f) => f.maternityLeave,
  unit: (f) => f.unit,
  year: (f) => f.year,
};

/** A person's fact by its name in a ruleset: `title`, `institution.level`, `parameter.remoteCap`, or any further field. */
export function personField(key: string): (facts: Facts) => unknown {
  const known = PERSON_FIELDS[key];
  if (known) return known;
  if (key.startsWith('parameter.')) {
    const name = key.slice('parameter.'.length);
    return (f) => f.parameters?.[name];
  }
  return (f) => f.more[key];
}

function readerOf(key: string, of: 'person' | 'activity'): Read {
  if (of === 'person') {
    const read = personField(key);
    return (_, facts) => read(facts);
  }
  if (key.startsWith('person.')) {
    const read = personField(key.slice('person.'.length));
    return (_, facts) => read(facts);
  }
  return (activity) => activity?.[key];
}

const missing = (value: unknown): boolean => value === undefined || value === null;

function equalsAny(wanted: readonly (string | number | boolean)[]): (value: unknown) => boolean {
  if (wanted.length === 1) {
    const only = wanted[0];
    return (value) => value === only || (Array.isArray(value) && value.includes(only));
  }
  const set = new Set<unknown>(wanted);
  return (value) => set.has(value) || (Array.isArray(value) && value.some((v) => set.has(v)));
}

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

function quarterOf(day: Day, facts: Facts): number {
  const months =
    (Number(day.slice(0, 4)) - Number(facts.from.slice(0, 4))) * 12 +
    Number(day.slice(5, 7)) -
    Number(facts.from.slice(5, 7));
  return Math.floor(months / 3) + 1;
}

function leaveDays(leave: { from: Day; to: Day }, from: Day, to: Day): number {
  const begin = leave.from > from ? leave.from : from;
  const end = leave.to < to ? leave.to : to;
  return end < begin ? 0 : dayNumber(end) - dayNumber(begin) + 1;
}

const shiftYear = (day: Day, by: number): Day => `${Number(day.slice(0, 4)) + by}${day.slice(4)}`;

function touches(kind: 'year' | 'most', value: unknown, facts: Facts): boolean {
  const leave = value as { from: Day; to: Day } | undefined;
  if (!leave?.from || !leave.to) return false;
  const mine = leaveDays(leave, facts.from, facts.to);
  if (kind === 'year' || mine === 0) return mine > 0;
  const before = leaveDays(leave, shiftYear(facts.from, -1), shiftYear(facts.to, -1));
  const after = leaveDays(leave, shiftYear(facts.from, 1), shiftYear(facts.to, 1));
  return mine > before && mine >= after;
}

/** A matcher as a test of one value. A missing value fails every test but `not` and `present: false`. */
export function testOf(matcher: Matcher): (value: unknown, facts: Facts) => boolean {
  if (typeof matcher !== 'object') return equalsAny([matcher]);
  if (Array.isArray(matcher)) return equalsAny(matcher);
  const {
    not,
    least,
    more,
    most,
    under,
    present,
    includes,
    quarter,
    inYear,
    before,
    since,
    year,
    touches: touch,
  } = matcher;
  const tests: ((value: unknown, facts: Facts) => boolean)[] = [];
  if (not !== undefined) {
    const hit = equalsAny(list(not));
    tests.push((v) => !hit(v));
  }
  if (least !== undefined) tests.push((v) => typeof v === 'number' && v >= least);
  if (more !== undefined) tests.push((v) => typeof v === 'number' && v > more);
  if (most !== undefined) tests.push((v) => typeof v === 'number' && v <= most);
  if (under !== undefined) tests.push((v) => typeof v === 'number' && v < under);
  if (present !== undefined) tests.push((v) => !missing(v) === present);
  if (includes !== undefined) tests.push((v) => Array.isArray(v) && includes.every((i) => v.includes(i)));
  if (quarter !== undefined)
    tests.push(
      (v, f) => v === true || (typeof v === 'string' && v >= f.from && v <= f.to && quarterOf(v, f) === quarter),
    );
  if (inYear !== undefined)
    tests.push((v, f) => (v === true || (typeof v === 'string' && v >= f.from && v <= f.to)) === inYear);
  if (before !== undefined) tests.push((v) => typeof v === 'string' && v < before);
  if (since !== undefined) tests.push((v) => typeof v === 'string' && v >= since);
  if (year === 'this-or-later') tests.push((v, f) => typeof v === 'string' && v >= f.from);
  if (year === 'this') tests.push((v, f) => typeof v === 'string' && v >= f.from && v <= f.to);
  if (year === 'earlier') tests.push((v, f) => typeof v === 'string' && v < f.from);
  if (touch !== undefined) tests.push((v, f) => touches(touch, v, f));
  const [only] = tests;
  return tests.length === 1 && only ? only : (v, f) => tests.every((test) => test(v, f));
}

/** True where a missing value passes: then nobody needs to be asked for it. */
export function toleratesMissing(matcher: Matcher): boolean {
  return (
    typeof matcher === 'object' && !Array.isArray(matcher) && (matcher.not !== undefined || matcher.present === false)
  );
}

type Terms = RulesetData['terms'];

/** A `when` as alternatives of fact → matcher, its terms written out. */
export function alternatives(
  when: When,
  terms: Terms,
): { readonly facts: [string, Matcher][]; readonly term: boolean }[] {
  return list<string | Record<string, Matcher>>(when).map((part) => {
    if (typeof part !== 'string') return { facts: Object.entries(part), term: false };
    const term = terms?.[part];
    if (!term) throw new Error(`没有定义「${part}」这个词`);
    return { facts: Object.entries(term.is), term: true };
  });
}

function compile(when: When, terms: Terms): PersonTest {
  const either = alternatives(when, terms).map(({ facts }): PersonTest => {
    const tests = facts.map(([key, matcher]): PersonTest => {
      const read = personField(key);
      const test = testOf(matcher);
      return (f) => test(read(f), f);
    });
    const [one, two] = tests;
    if (one && tests.length === 1) return one;
    if (one && two && tests.length === 2) return (f) => one(f) && two(f);
    return (f) => tests.every((test) => test(f));
  });
  const [only] = either;
  return either.length === 1 && only ? only : (f) => either.some((test) => test(f));
}

export function personTest(when: When | undefined, terms: Terms): PersonTest | undefined {
  if (when === undefined) return undefined;
  return compile(when, terms);
}

/**
 * Reads one field of an activity. Each field has a function of its own, so that the machine learns where that field
 * lies; one shared `(a, key) => a[key]` costs three times as much over a roster.
 */
export function fieldReader(field: string): (activity: Activity) => unknown {
  const known = READERS.get(field);
  if (known) return known;
  const read = new Function('a', `return a[${JSON.stringify(field)}];`) as (activity: Activity) => unknown;
  READERS.set(field, read);
  return read;
}
const READERS = new Map<string, (activity: Activity) => unknown>();

/** A value test as an expression over `v`, or undefined where it takes more than comparing. */
function expression(matcher: Matcher): string | undefined {
  const is = (value: string | number | boolean): string => `v === ${JSON.stringify(value)}`;
  if (typeof matcher !== 'object') return is(matcher);
  if (Array.isArray(matcher)) return `(${matcher.map(is).join(' || ')})`;
  const keys = Object.keys(matcher);
  const parts: string[] = [];
  for (const key of keys) {
    if (key === 'not')
      parts.push(
        list(matcher.not ?? [])
          .map((value) => `v !== ${JSON.stringify(value)}`)
          .join(' && '),
      );
    else if (key === 'least') parts.push(`typeof v === 'number' && v >= ${matcher.least}`);
    else if (key === 'more') parts.push(`typeof v === 'number' && v > ${matcher.more}`);
    else if (key === 'most') parts.push(`typeof v === 'number' && v <= ${matcher.most}`);
    else if (key === 'under') parts.push(`typeof v === 'number' && v < ${matcher.under}`);
    else if (key === 'present')
      parts.push(matcher.present ? 'v !== undefined && v !== null' : '(v === undefined || v === null)');
    else return undefined;
  }
  return parts.join(' && ');
}

const WRITTEN = new WeakMap<object, ActivityTest>();

/**
 * A `when` as a test of an activity. Facts that only compare are written out as one function (values are JSON literals
 * from a validated ruleset); the rest is called. A function is written once per `when` and shared by all readings.
 */
export function activityTest(when: When | undefined, terms: Terms): ActivityTest | undefined {
  if (when === undefined) return undefined;
  const key = typeof when === 'object' ? when : undefined;
  const known = key && WRITTEN.get(key);
  if (known) return known;
  const calls: ((value: unknown, facts: Facts) => boolean)[] = [];
  const either = alternatives(when, terms).map(({ facts, term }) => {
    const lines = facts.map(([field, matcher]) => {
      const ofPerson = term || field.startsWith('person.');
      const simple = ofPerson ? undefined : expression(matcher);
      if (simple !== undefined) return `((v = a[${JSON.stringify(field)}]), ${simple})`;
      const read = readerOf(field, term ? 'person' : 'activity');
      const test = testOf(matcher);
      calls.push((activity, f) => test(read(activity as Activity, f), f));
      return `calls[${calls.length - 1}](a, f)`;
    });
    return lines.length === 0 ? 'true' : lines.join(' && ');
  });
  const body = `return (a, f) => { let v; return ${either.map((part) => `(${part})`).join(' || ')}; };`;
  const written = new Function('calls', body)(calls) as ActivityTest;
  if (key) WRITTEN.set(key, written);
  return written;
}

interface Asked {
  readonly key: string;
  readonly read: Read;
  readonly test: (value: unknown, facts: Facts) => boolean;
  /** A missing value leaves the fact open; else it rules the alternative out. */
  readonly opens: boolean;
}
const ASKED = { person: new WeakMap<object, Asked[][]>(), activity: new WeakMap<object, Asked[][]>() };

/** The facts that each alternative of a `when` asks for, built once per `when`. */
function asked(when: When, terms: Terms, of: 'person' | 'activity'): readonly (readonly Asked[])[] {
  // A term means what its own ruleset says: only what names none is kept.
  const named = typeof when === 'string' || (Array.isArray(when) && when.some((part) => typeof part === 'string'));
  const key = named ? undefined : (when as object);
  const known = key && ASKED[of].get(key);
  if (known) return known;
  const made = alternatives(when, terms).map(({ facts, term }) =>
    facts.map(([field, matcher]): Asked => {
      const asksPresence = typeof matcher === 'object' && !Array.isArray(matcher) && matcher.present !== undefined;
      return {
        key: field,
        read: readerOf(field, term ? 'person' : of),
        test: testOf(matcher),
        opens: !asksPresence && !toleratesMissing(matcher),
      };
    }),
  );
  if (key) ASKED[of].set(key, made);
  return made;
}

const NONE: readonly string[] = [];

/**
 * How near a `when` comes to holding: how many of its facts hold, and the first that does not. For sentences only: the
 * row that comes nearest is the one that says why nothing fits.
 */
export function nearness(
  when: When | undefined,
  terms: Terms,
  activity: Activity | undefined,
  facts: Facts,
): { readonly holds: number; readonly fails: readonly [string, Matcher] | undefined } {
  let best: ReturnType<typeof nearness> = { holds: -1, fails: undefined };
  for (const { facts: parts, term } of when === undefined ? [] : alternatives(when, terms)) {
    let holds = 0;
    let fails: [string, Matcher] | undefined;
    for (const [key, matcher] of parts)
      if (
        testOf(matcher)(readerOf(key, term || activity === undefined ? 'person' : 'activity')(activity, facts), facts)
      )
        holds++;
      else fails ??= [key, matcher];
    if (holds > best.holds) best = { holds, fails };
  }
  return best;
}

/** The activity's fields (the person's, where no activity is given) that a `when` reads and are not told, where the rest of it holds. */
export function untold(
  when: When | undefined,
  terms: Terms,
  activity: Activity | undefined,
  facts: Facts,
): readonly string[] {
  if (when === undefined) return NONE;
  let out: string[] | undefined;
  for (const parts of asked(when, terms, activity === undefined ? 'person' : 'activity')) {
    let open: string[] | undefined;
    let ruledOut = false;
    for (const { key, read, test, opens } of parts) {
      const value = read(activity, facts);
      if (test(value, facts)) continue;
      if (opens && missing(value)) {
        open ??= [];
        open.push(key);
      } else {
        ruledOut = true;
        break;
      }
    }
    if (ruledOut || !open) continue;
    out ??= [];
    out.push(...open);
  }
  return out ?? NONE;
}
