/**
 * What has to be asked about a draft: what this province's rows read, and only where the answer changes something.
 * Pure; the rules say which fields there are, here it is decided which of them are worth a question.
 */

import { fieldOf, isFlag, isNumber, kindOf, lasts, ranked } from '../../catalogue/index.ts';
import { Fault } from '../../errors.ts';
import { settingsOf } from '../../ledger/settings.ts';
import { known, placed, placeOf, yearAt } from '../../ledger/year.ts';
import { assess, type Slot, slotsFor } from '../../rules/index.ts';
import type { Activity, Assessment, Draft, FieldValue, Member } from '../../types/index.ts';
import type { Facts } from '../facts.ts';

export interface Want {
  readonly field: string;
  readonly values?: readonly FieldValue[];
}

export type WithRules = Pick<Facts, 'rulesets' | 'settings' | 'day' | 'at'> & { readonly member?: Member };

/** Values for buttons, where a field has few. */
export function valuesOf(slot: Slot | undefined, field: string, type: string): readonly FieldValue[] | undefined {
  const offered = kindOf(type)?.offers?.[field] ?? fieldOf(field)?.offers;
  if (offered) return offered;
  if (isFlag(field)) return [true, false];
  if (slot?.values && slot.values.length > 1 && slot.values.length <= 9) return ranked(field, slot.values);
  return undefined;
}

/** The next thing to ask about a draft whose type is settled, or undefined where it is complete. */
export function nextWant(draft: Draft, facts: WithRules): Want | undefined {
  const type = draft.type;
  if (type === undefined) return { field: 'type' };
  const province = facts.member?.province;
  if (province === undefined || !facts.rulesets.provinces.includes(province)) return dateWant(draft);
  const slots = slotsFor(facts.rulesets, province, type, known(activityOf(draft)));
  const open: Open = { draft, slots, facts };
  for (const field of orderOf(type, slots)) {
    if (draft.fields[field] !== undefined) continue;
    const slot = slots.find((s) => s.field === field);
    if (!worthAsking(field, slot, open)) continue;
    const values = valuesOf(slot, field, type);
    return { field, ...(values ? { values } : {}) };
  }
  return dateWant(draft);
}

/** Days are asked last: by then the person has told what it was. */
function dateWant(draft: Draft): Want | undefined {
  const { date, from, to } = draft.fields;
  if (date !== undefined || (from !== undefined && to !== undefined)) return undefined;
  if (lasts(draft.type)) {
    if (from === undefined) return { field: 'from' };
    return from === null ? undefined : { field: 'to' };
  }
  return from !== undefined ? undefined : { field: 'date' };
}

function orderOf(type: string, slots: readonly Slot[]): readonly string[] {
  if (slots.length === 0) return [];
  const read = slots
    .map((slot) => slot.field)
    .filter((field) => field !== 'date' && field !== 'from' && field !== 'to');
  const stay = lasts(type) ? ['from', 'to'] : [];
  return [...new Set([...(kindOf(type)?.core ?? []), ...stay, ...read])];
}

/** A draft of a settled type, and what its province's rows read of it. */
interface Open {
  readonly draft: Draft;
  readonly slots: readonly Slot[];
  readonly facts: WithRules;
}

type Fields = { readonly [f: string]: FieldValue };

function worthAsking(field: string, slot: Slot | undefined, open: Open): boolean {
  const { draft } = open;
  const type = draft.type ?? '';
  if (field === 'from' || field === 'to') return !(field === 'to' && draft.fields.from === null);
  if (kindOf(type)?.core?.includes(field)) return true;
  if (!slot) return false;
  // Whoever is sent on a government's task goes to no superior hospital.
  if (field === 'target' && type === 'mandated-task') return false;
  if (field === 'docs') return draft.fields.host === 'outside';
  if (fieldOf(field)?.rescue) return earns(open) === 0 && differs(slot, open);
  if (fieldOf(field)?.usual) return false;
  return differs(slot, open);
}

/** Does the verdict differ between the answers that a slot may get? */
function differs(slot: Slot, open: Open): boolean {
  const { field } = slot;
  const tries: readonly FieldValue[] = isFlag(field)
    ? [true, false]
    : (fieldOf(field)?.tries ?? (slot.values ? [...slot.values, '?'] : []));
  if (tries.length === 0) return slot.required;
  const seen = new Set(tries.map((value) => judged(open, { [field]: value })));
  return seen.size > 1;
}

function hopeful({ draft, slots }: Open, own: Fields): Fields {
  const out: { [f: string]: FieldValue } = {};
  for (const slot of slots) {
    if (
      draft.fields[slot.field] !== undefined ||
      own[slot.field] !== undefined ||
      slot.field === 'date' ||
      slot.field === 'from' ||
      slot.field === 'to'
    )
      continue;
    if (fieldOf(slot.field)?.usual && slot.field !== 'sessions' && slot.field !== 'count') continue;
    if (isFlag(slot.field)) {
      if (slot.required) out[slot.field] = true;
    } else {
      const value = fieldOf(slot.field)?.hopeful ?? (isNumber(slot.field) ? 1 : slot.values?.[0]);
      if (value !== undefined) out[slot.field] = value;
    }
  }
  return out;
}

/** What the draft comes to with these fields, the rest answered hopefully. */
function verdictOf(open: Open, own: Fields): Assessment | undefined {
  const { draft, facts } = open;
  const filled = { ...activityOf(draft), ...hopeful(open, own), ...own };
  const activity = known({ ...filled, ...perYear(filled, facts) } as Activity);
  const day = placeOf(activity, facts.at);
  const province = facts.member?.province ?? '';
  try {
    return assess(facts.rulesets, {
      province,
      person: facts.member ?? {},
      year: yearAt(facts.rulesets, province, day),
      activities: [placed(activity, day)],
      ...settingsOf(facts.settings, facts.member),
    });
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** An amount of a stay that crosses years, said for each: enough to see whether it matters. */
function perYear(
  filled: { readonly [f: string]: FieldValue | undefined },
  facts: WithRules,
): { [f: string]: FieldValue } {
  const { from, to } = filled;
  if (typeof from !== 'string' || typeof to !== 'string' || from === '' || to === '') return {};
  const province = facts.member?.province;
  const years = [yearAt(facts.rulesets, province, from), yearAt(facts.rulesets, province, to)];
  if (years[0] === years[1]) return {};
  const out: { [f: string]: FieldValue } = {};
  for (const field of ['fullDays', 'hours'])
    if (typeof filled[field] === 'number' && filled[`${field}ByYear`] === undefined)
      out[`${field}ByYear`] = Object.fromEntries(years.map((year) => [String(year), filled[field] ?? null]));
  return out;
}

function judged(open: Open, own: Fields): string {
  const v = verdictOf(open, own);
  if (!v) return '';
  return JSON.stringify([v.awarded, v.pending, v.total, v.complete, v.missingCourses, v.required, v.publicRequired]);
}

const earns = (open: Open): number | undefined => verdictOf(open, {})?.awarded[open.draft.id];

/** A draft as an activity; what is not known yet is left out. */
export function activityOf(draft: Draft): Activity {
  const fields: { [f: string]: FieldValue } = {};
  for (const [field, value] of Object.entries(draft.fields)) if (value !== '') fields[field] = value;
  return { ...fields, id: draft.id, type: draft.type ?? '' } as Activity;
}

/** What is known of a person, and what the year would ask of them if more were known. */
interface Profile {
  readonly member: Partial<Member>;
  /** The requirement with these fields, to compare; '' where the rules cannot say. */
  readonly needs: (patch: Partial<Member>) => string;
}

const vary = ({ needs }: Profile, patches: readonly Partial<Member>[]): boolean => new Set(patches.map(needs)).size > 1;

/** Profile fields that the year's requirement hangs on and that are not known yet, in asking order. */
export function profileWants(facts: WithRules, unknown: readonly string[]): readonly Want[] {
  const member = facts.member ?? ({} as Partial<Member>);
  const province = member.province;
  if (province === undefined || !facts.rulesets.provinces.includes(province))
    return unknown.includes('province') ? [] : [{ field: 'province' }];
  const year = yearAt(facts.rulesets, province, facts.day);
  const needs = (patch: Partial<Member>): string => {
    try {
      const v = assess(facts.rulesets, { province, person: { ...member, ...patch }, year, activities: [] });
      return JSON.stringify([v.covered, v.required, v.publicRequired, v.unit, v.professionalRequired]);
    } catch (error) {
      if (error instanceof Fault) return '';
      throw error;
    }
  };
  const profile: Profile = { member, needs };
  const wants: Want[] = [];
  if (member.title === undefined && !unknown.includes('title') && hangsOnTitle(profile))
    wants.push({ field: 'title', values: ['junior-assistant', 'junior', 'mid', 'senior', 'none'] });
  if (member.institution?.level === undefined && !unknown.includes('institution') && hangsOnPlace(profile))
    wants.push({ field: 'institution', values: [...PLACES] });
  if (member.profession === undefined && !unknown.includes('profession') && hangsOnProfession(profile))
    wants.push({ field: 'profession' });
  return wants;
}

function hangsOnTitle(profile: Profile): boolean {
  const { member, needs } = profile;
  const levels = member.institution?.level
    ? [{}]
    : [{}, { institution: { level: 'prefecture' as const, kind: 'hospital' } }];
  return levels.some(
    (base) =>
      vary(profile, [
        { ...base, title: 'junior' },
        { ...base, title: 'mid' },
        { ...base, title: 'senior' },
      ]) || needs(base) !== needs({ ...base, title: 'mid' }),
  );
}

const PLACES = ['province', 'prefecture', 'county', 'township', 'community', 'village', 'clinic', 'school'] as const;

/** The kind of house that stands for a level. */
const houseOf = (level: (typeof PLACES)[number]): string =>
  level === 'clinic' ? 'individual-clinic' : level === 'school' ? 'school' : 'hospital';

function hangsOnPlace(profile: Profile): boolean {
  const titles = profile.member.title ? [{}] : [{}, { title: 'junior' as const }, { title: 'mid' as const }];
  return titles.some((base) =>
    vary(
      profile,
      PLACES.map((level) => ({ ...base, institution: { level, kind: houseOf(level) } })),
    ),
  );
}

/** Only of the junior titles: whether one holds 师 or 士 depends on the profession. */
function hangsOnProfession(profile: Profile): boolean {
  const { title } = profile.member;
  if (title !== 'junior' && title !== 'junior-assistant') return false;
  return vary(profile, [
    { profession: 'nurse', grade: '师' },
    { profession: 'physician', grade: '师' },
  ]);
}
