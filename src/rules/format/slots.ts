import { fieldOf, kindOf } from '../../catalogue/index.ts';
import type { Province } from '../../types/index.ts';
import { alternatives, testOf, toleratesMissing } from './conditions.ts';
import { type Edition, latestEdition, type Rulesets } from './edition.ts';
import { stands } from './rows.ts';
import type { AwardData, Matcher, When } from './schema.ts';

/** A field that a province's rows read for a type of activity. `values` where the rows name them. */
export interface Slot {
  readonly field: string;
  readonly values?: readonly (string | number | boolean)[];
  /** True where the credit cannot be computed without it. */
  readonly required: boolean;
}

type Known = { readonly [field: string]: unknown };

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);
const LAST = 1e6;
/** The order in which a person is asked; fields without a place come after, as the rows name them. */
const place = (field: string): number => fieldOf(field)?.asked ?? LAST;

interface Found {
  values: Set<string | number | boolean>;
  required: boolean;
  open: boolean;
}

/** Values that a matcher names; `open` where it names a quantity or a date instead. */
function namesOf(type: string, field: string, matcher: Matcher): Names {
  const domain = kindOf(type)?.domain?.[field] ?? fieldOf(field)?.domain;
  if (typeof matcher !== 'object')
    return { values: domain?.includes(String(matcher)) ? domain : [matcher], open: false };
  if (Array.isArray(matcher)) return { values: matcher, open: false };
  if (matcher.not === undefined) return { values: [], open: true };
  return typeof list(matcher.not)[0] === 'boolean'
    ? { values: [true, false], open: false }
    : { values: domain ?? [], open: domain === undefined };
}

function fits(when: When | undefined, edition: Edition, known: Known): boolean {
  if (when === undefined) return true;
  return alternatives(when, edition.data.terms).some(({ facts, term }) => (term ? true : agrees(facts, known)));
}

const tells = (known: Known, key: string): boolean => known[key] !== undefined && known[key] !== null;

/** Does nothing that is known contradict these facts? */
function agrees(facts: readonly (readonly [string, Matcher])[], known: Known): boolean {
  return facts.every(([key, matcher]) => {
    const value = known[key];
    if (key.startsWith('person.') || key === 'unit' || value === undefined || value === null) return true;
    return testOf(matcher)(value, NO_YEAR);
  });
}

/** Slots are asked for without a year at hand: tests of dates against a year pass by their own words only. */
const NO_YEAR = { from: '0000-01-01', to: '9999-12-31' } as never;

/** What is looked for: fields of one type of activity, given what is told. `found` grows. */
interface Search {
  readonly edition: Edition;
  readonly type: string;
  readonly known: Known;
  readonly found: Map<string, Found>;
}

interface Names {
  readonly values: readonly (string | number | boolean)[];
  readonly open: boolean;
}

const OPEN: Names = { values: [], open: true };

function note({ found }: Search, field: string, required: boolean, names: Names): void {
  if (field.startsWith('person.') || field === 'unit' || field === 'status') return;
  const own = found.get(field) ?? { values: new Set(), required: false, open: false };
  for (const value of names.values) own.values.add(value);
  own.required ||= required;
  own.open ||= names.open;
  found.set(field, own);
}

/** A quantity that is added up; how many months a stay lasts is told by its ends. */
function noteQuantity(search: Search, field: string, required: boolean): void {
  if (field === 'months') {
    note(search, 'from', true, OPEN);
    note(search, 'to', true, OPEN);
  } else note(search, field, required, OPEN);
}

function noteWhen(search: Search, when: When | undefined, required: boolean): void {
  if (when === undefined) return;
  const { edition, type, known } = search;
  const open = alternatives(when, edition.data.terms).filter(({ facts, term }) => term || agrees(facts, known));
  // Where one alternative holds for what is not told, the others only refine.
  const passes = open.some(
    ({ facts, term }) => !term && facts.every(([key, m]) => toleratesMissing(m) || tells(known, key)),
  );
  for (const { facts, term } of open)
    if (!term)
      for (const [key, matcher] of facts)
        note(
          search,
          key,
          required && !passes && !toleratesMissing(matcher) && !isPresence(matcher),
          namesOf(type, key, matcher),
        );
}

/** The rows that stand and that nothing told contradicts. */
const rowsOf = <T extends { when?: When | undefined; if?: Record<string, string | string[]> | undefined }>(
  { edition, known }: Search,
  all: readonly T[] | undefined,
): T[] => (all ?? []).filter((row) => stands(row, edition.inUse) && fits(row.when, edition, known));

function collect(search: Search, award: AwardData): void {
  const { edition } = search;
  collectGive(search, award);
  for (const row of rowsOf(search, award.reach)) {
    noteWhen(search, row.when, true);
    noteQuantity(search, row.total, true);
  }
  for (const row of award.needs ?? []) if (stands(row, edition.inUse)) noteWhen(search, row.when, true);
  for (const rows of [award.read, award.adjust, award.each])
    for (const row of rowsOf<{ when?: When | undefined }>(search, rows)) noteWhen(search, row.when, false);
  if (award.once) note(search, award.once.key, false, OPEN);
  if (award.best) note(search, award.best.key, false, OPEN);
}

/** The give rows from above, down to the one that what is told already decides. */
function collectGive(search: Search, award: AwardData): void {
  const { edition, known } = search;
  const overridden = (award.read ?? []).filter((row) => row.when && settled(row.when, known)).map((row) => row.set);
  const give = rowsOf(search, award.give);
  for (const [i, row] of give.entries()) {
    // A later row that asks for nothing catches what is not told: then these facts only refine.
    const caught = give.slice(i + 1).some((later) => asksNothing(later.when, edition));
    noteWhen(search, row.when, !caught);
    if (row.by && !overridden.includes(row.by)) note(search, row.by, true, OPEN);
    if (row.per) noteQuantity(search, row.per, row.per !== 'sessions' && row.per !== 'count');
    if (row.stated) note(search, row.stated, !statesItself(row.when, row.stated), OPEN);
    if (row.times) note(search, row.times, false, OPEN);
    if (row.when === undefined || settled(row.when, known)) break;
  }
}

/** Does a row fit whatever is not told? */
function asksNothing(when: When | undefined, edition: Edition): boolean {
  if (when === undefined) return true;
  return alternatives(when, edition.data.terms).some(
    ({ facts, term }) => !term && facts.every(([, matcher]) => toleratesMissing(matcher)),
  );
}

/** Is the stated field itself the condition (公布了就按公布的)? Then nobody must tell it. */
const statesItself = (when: When | undefined, field: string): boolean =>
  typeof when === 'object' && !Array.isArray(when) && when[field] !== undefined && isPresence(when[field]);

const isPresence = (matcher: Matcher): boolean =>
  typeof matcher === 'object' && !Array.isArray(matcher) && matcher.present !== undefined;

/** Do the known fields already decide that a row fits? */
function settled(when: When, known: Known): boolean {
  if (typeof when === 'string' || Array.isArray(when)) return false;
  return Object.entries(when).every(([key, matcher]) => {
    const value = known[key];
    return value !== undefined && value !== null && testOf(matcher)(value, NO_YEAR);
  });
}

/**
 * The fields that a province's rows read for a type, in asking order: only what can still change the verdict given what
 * is `known`. Empty where the province has no row for the type. The day comes first: `date`, or `from` and `to` for stays.
 */
export function slotsFor(rulesets: Rulesets, province: Province, type: string, known: Known = {}): Slot[] {
  const edition = latestEdition(rulesets, province);
  if (!edition) return [];
  const found = new Map<string, Found>();
  const { award, deem, require } = edition.data;
  let stay = false;
  let any = false;
  for (const row of award)
    if (list(row.for).includes(type)) {
      any = true;
      stay ||= row.spread !== undefined || (row.give ?? []).some((give) => give.per === 'months');
      collect({ edition, type, known, found }, row);
    }
  for (const row of deem ?? [])
    if (list(row.for).includes(type)) {
      any = true;
      if (row.months) stay = true;
      for (const { facts } of alternatives(row.when ?? {}, edition.data.terms))
        for (const [key, matcher] of facts)
          if (!key.startsWith('person.') && key !== 'unit') {
            const own = found.get(key) ?? { values: new Set(), required: false, open: false };
            const names = namesOf(type, key, matcher);
            for (const value of names.values) own.values.add(value);
            own.open ||= names.open;
            own.required ||= !toleratesMissing(matcher);
            found.set(key, own);
          }
    }
  for (const row of require.courses ?? [])
    if (row.type === type) {
      any = true;
      found.set('course', {
        values: new Set([...(found.get('course')?.values ?? []), ...(row.names ?? [])]),
        required: true,
        open: false,
      });
      found.set('certificate', { values: new Set([true]), required: true, open: false });
    }
  if (!any) return [];
  if (stay) {
    for (const field of ['from', 'to'])
      if (!found.has(field)) found.set(field, { values: new Set(), required: true, open: true });
  } else if (!found.has('date')) found.set('date', { values: new Set(), required: true, open: true });
  return [...found.entries()]
    .map(([field, own], i) => ({ field, own, i }))
    .sort((a, b) => place(a.field) - place(b.field) || a.i - b.i)
    .map(({ field, own }) => {
      const values = [...own.values];
      if (own.open || values.length === 0) return { field, required: own.required };
      return {
        field,
        required: own.required,
        values: values.some((v) => typeof v === 'boolean') ? [true, false] : values,
      };
    });
}

/** The types of activity that earn, exempt or certify something in a province, as its rows name them. */
export function typesOf(rulesets: Rulesets, province: Province): string[] {
  const edition = latestEdition(rulesets, province);
  if (!edition) return [];
  const out = new Set<string>();
  for (const row of edition.data.award) for (const type of list(row.for)) out.add(type);
  for (const row of edition.data.deem ?? []) for (const type of list(row.for)) if (type !== 'person') out.add(type);
  for (const row of edition.data.require.courses ?? []) out.add(row.type);
  return [...out];
}
