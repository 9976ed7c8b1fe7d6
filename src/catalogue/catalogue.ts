import type { FieldValue } from '../types/index.ts';
import type { Field, Value } from './field.ts';
import { AMOUNTS } from './fields/amounts.ts';
import { CHOICES } from './fields/choices.ts';
import { FLAGS } from './fields/flags.ts';
import { PERSON } from './fields/person.ts';
import { TEXTS } from './fields/texts.ts';
import type { Kind } from './kind.ts';
import { COURSES } from './kinds/courses.ts';
import { OUTPUTS } from './kinds/outputs.ts';
import { SERVICE } from './kinds/service.ts';
import { STAYS } from './kinds/stays.ts';

/**
 * What a ruleset may declare beside what the house knows. A kind means the same in every province, so all that is
 * declared stands in one catalogue: a process fills it once, while it loads its rulesets, and reads it from then on.
 */
export interface Declared {
  readonly kinds?: { readonly [kind: string]: Kind };
  readonly fields?: { readonly [field: string]: Field };
  /** More values of fields that exist: field → value → name. */
  readonly values?: { readonly [field: string]: { readonly [value: string]: Value } };
}

const OWN_KINDS: { readonly [kind: string]: Kind } = { ...COURSES, ...STAYS, ...OUTPUTS, ...SERVICE };
const OWN_FIELDS: { readonly [field: string]: Field } = { ...TEXTS, ...AMOUNTS, ...CHOICES, ...FLAGS, ...PERSON };

const declared = new Map<string, Declared>();
let kinds = new Map(Object.entries(OWN_KINDS));
let fields = new Map(Object.entries(OWN_FIELDS));
let more: readonly (readonly [name: string, kind: Kind])[] = [];

/**
 * Takes in what `by` (a ruleset) declares, in place of what it declared before.
 * @returns the names that are already somebody else's and mean something else there: they are not taken in
 */
export function declare(by: string, told: Declared): readonly string[] {
  declared.set(by, told);
  const clashes: string[] = [];
  kinds = new Map(Object.entries(OWN_KINDS));
  fields = new Map(Object.entries(OWN_FIELDS));
  for (const [who, { kinds: ks = {}, fields: fs = {} }] of declared) {
    for (const [name, kind] of Object.entries(ks)) take(kinds, name, kind, who === by ? clashes : []);
    for (const [name, field] of Object.entries(fs)) take(fields, name, field, who === by ? clashes : []);
  }
  for (const { values = {} } of declared.values())
    for (const [name, more] of Object.entries(values)) {
      const field = fields.get(name);
      if (field) fields.set(name, { ...field, values: { ...more, ...field.values } });
    }
  more = [...kinds].filter(([name]) => OWN_KINDS[name] === undefined);
  return clashes;
}

function take<T>(all: Map<string, T>, name: string, told: T, clashes: string[]): void {
  const there = all.get(name);
  if (there === undefined) all.set(name, told);
  else if (JSON.stringify(there) !== JSON.stringify(told)) clashes.push(name);
}

/** The names of all kinds, ours first. */
export const allKinds = (): readonly string[] => [...kinds.keys()];
/** The kinds that rulesets declared: the same list until something more is declared. */
export const declaredKinds = (): readonly (readonly [name: string, kind: Kind])[] => more;
/** Is it a field of a ruleset's own? */
export const isDeclared = (field: string): boolean => OWN_FIELDS[field] === undefined;
/** Values that rulesets declared for a field, each with the words that people say for it. */
export const declaredValues = (field: string): readonly (readonly [value: string, words: readonly string[]])[] =>
  Object.entries(fieldOf(field)?.values ?? {}).flatMap(([value, told]) =>
    OWN_FIELDS[field]?.values?.[value] === undefined ? [[value, wordsFor(told)] as const] : [],
  );
const wordsFor = (told: Value): readonly string[] =>
  typeof told === 'string' ? [told] : [told.name, ...(told.button ? [told.button] : []), ...(told.words ?? [])];
export const kindOf = (type: string | undefined): Kind | undefined =>
  type === undefined ? undefined : kinds.get(type);
/** `person.title` is the field `title`. */
export const fieldOf = (field: string): Field | undefined => fields.get(bareField(field));
export const allFields = (): readonly string[] => [...fields.keys()];
const bareField = (field: string): string => (field.startsWith('person.') ? field.slice('person.'.length) : field);

/** Does it last, with a first and a last day? */
export const lasts = (type: string | undefined): boolean => kindOf(type)?.shape === 'stay';
/** Is it something made, of which a month is precise enough? */
export const isOutput = (type: string | undefined): boolean => kindOf(type)?.shape === 'output';
/** The fields that words can fill, beside days and name. */
export const fillable = (type: string | undefined): readonly string[] => kindOf(type)?.fields ?? [];
/** Do the words of both often stand in one report of one thing? */
export const standTogether = (a: string, b: string): boolean =>
  kindOf(a)?.beside?.includes(b) === true || kindOf(b)?.beside?.includes(a) === true;

/** 进修; what is no kind of ours is said as 其他活动. */
export const kindName = (type: string): string => kindOf(type)?.name ?? '其他活动';
/** 考核: the name of a field on a card. */
export const fieldName = (field: string): string => fieldOf(field)?.name ?? '说明';
/** 是否考核合格: the name of a field in a trace and on a page. */
export const formalName = (field: string): string => {
  const told = fieldOf(field);
  return told?.formal ?? told?.name ?? field;
};

const nameIn = (value: Value | undefined): string | undefined => (typeof value === 'string' ? value : value?.name);
/** A value in a trace and on a page: participant → 参加者, true → 是; what has no name stands as it is. */
export function formalValue(field: string, value: unknown): string {
  if (value === true) return '是';
  if (value === false) return '否';
  return nameIn(fieldOf(field)?.values?.[String(value)]) ?? String(value);
}
/** A value of one of few as a button says it, for this kind; undefined where the catalogue has no words for it. */
export function buttonName(field: string, value: FieldValue, type: string | undefined): string | undefined {
  const key = String(value);
  const own = kindOf(type)?.says?.[field]?.[key];
  if (own !== undefined) return own;
  const told = fieldOf(field);
  if (value === true) return told?.yes;
  if (value === false) return told?.no;
  const named = told?.values?.[key];
  return typeof named === 'object' ? (named.button ?? named.name) : named;
}
/** The question for a field of this kind; undefined where nobody has worded one. */
export const questionFor = (field: string, type: string | undefined): string | undefined =>
  kindOf(type)?.ask?.[field] ?? fieldOf(field)?.ask;

/** `true` and `false` or not: what is asked with two buttons. */
export const isFlag = (field: string): boolean => fieldOf(field)?.sort === 'flag';
/** A quantity, told as a number. */
export const isNumber = (field: string): boolean => ['amount', 'rank'].includes(fieldOf(field)?.sort ?? '');
/** The unit behind a figure where a clause is quoted: 学时 where its words count 学时 (小时 and 学时 do not convert). */
export const clauseUnit = (field: string, clause?: string): string => {
  if (field === 'hours' && clause?.includes('学时')) return '学时';
  const told = fieldOf(field);
  return told?.clauseUnit ?? told?.unit ?? '';
};
/** Values in the order of their rank, where the field has one; else as they come. */
export function ranked<T extends FieldValue>(field: string, values: readonly T[]): readonly T[] {
  const told = fieldOf(field);
  if (!told?.ranked) return values;
  const order = Object.keys(told.values ?? {});
  const at = (value: T): number => (order.includes(String(value)) ? order.indexOf(String(value)) : order.length);
  return [...values].sort((a, b) => at(a) - at(b));
}

/** Amounts of which each credit year has its own, and the field that holds them; and the other way round. */
export const PARTED: { readonly [field: string]: string } = Object.fromEntries(
  Object.entries(OWN_FIELDS).flatMap(([name, { parts }]) => (parts ? [[name, parts]] : [])),
);
export const WHOLE_OF: { readonly [field: string]: string } = Object.fromEntries(
  Object.entries(PARTED).map(([whole, parts]) => [parts, whole]),
);
