/**
 * What has to be asked about a draft: what this province's rows read, and only where the answer changes something.
 * Pure; the rules say which fields there are, here it is decided which of them are worth a question.
 */

import { fieldOf, isFlag, isNumber, kindOf, lasts, ranked } from '../../catalogue/catalogue.ts';
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
  for (const field of orderOf(type, slots)) {
    if (draft.fields[field] !== undefined) continue;
    const slot = slots.find((s) => s.field === field);
    if (!worthAsking(field, slot, slots, draft, facts)) continue;
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

function worthAsking(
  field: string,
  slot: Slot | undefined,
  slots: readonly Slot[],
  draft: Draft,
  facts: WithRules,
): boolean {
  const type = draft.type ?? '';
  if (field === 'from' || field === 'to') return !(field === 'to' && draft.fields.from === null);
  if (kindOf(type)?.core?.includes(field)) return true;
  if (!slot) return false;
  // Whoever is sent on a government's task goes to no superior hospital.
  if (field === 'target' && type === 'mandated-task') return false;
  if (field === 'docs') return draft.fields.host === 'outside';
  if (fieldOf(field)?.rescue) return earns(draft, {}, slots, facts) === 0 && differs(field, slot, slots, draft, facts);
  if (fieldOf(field)?.usual) return false;
  return differs(field, slot, slots, draft, facts);
}

/** Does the verdict differ between the answers that a field may get? */
function differs(field: string, slot: Slot, slots: readonly Slot[], draft: Draft, facts: WithRules): boolean {
  const tries: readonly FieldValue[] = isFlag(field)
    ? [true, false]
    : (fieldOf(field)?.tries ?? (slot.values ? [...slot.values, '?'] : []));
  if (tries.length === 0) return slot.required;
  const seen = new Set(tries.map((value) => judged(draft, { [field]: value }, slots, facts)));
  return seen.size > 1;
}

function hopeful(
  draft: Draft,
  slots: readonly Slot[],
  own: { readonly [f: string]: FieldValue },
): { [f: string]: FieldValue } {
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

function verdictOf(
  draft: Draft,
  own: { readonly [f: string]: FieldValue },
  slots: readonly Slot[],
  facts: WithRules,
): Assessment | undefined {
  const filled = { ...activityOf(draft), ...hopeful(draft, slots, own), ...own };
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

function judged(
  draft: Draft,
  own: { readonly [f: string]: FieldValue },
  slots: readonly Slot[],
  facts: WithRules,
): string {
  const v = verdictOf(draft, own, slots, facts);
  if (!v) return '';
  return JSON.stringify([v.awarded, v.pending, v.total, v.complete, v.missingCourses, v.required, v.publicRequired]);
}

function earns(
  draft: Draft,
  own: { readonly [f: string]: FieldValue },
  slots: readonly Slot[],
  facts: WithRules,
): number | undefined {
  return verdictOf(draft, own, slots, facts)?.awarded[draft.id];
}

/** A draft as an activity; what is not known yet is left out. */
export function activityOf(draft: Draft): Activity {
  const fields: { [f: string]: FieldValue } = {};
  for (const [field, value] of Object.entries(draft.fields)) if (value !== '') fields[field] = value;
  return { ...fields, id: draft.id, type: draft.type ?? '' } as Activity;
}

/** Profile fields that the year's requirement hangs on and that are not known yet, in asking order. */
export function profileWants(facts: WithRules, unknown: readonly string[]): readonly Want[] {
  const member = facts.member ?? ({} as Partial<Member>);
  const province = member.province;
  const wants: Want[] = [];
  if (province === undefined || !facts.rulesets.provinces.includes(province)) {
    if (!unknown.includes('province')) wants.push({ field: 'province' });
    return wants;
  }
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
  const vary = (patches: readonly Partial<Member>[]): boolean => new Set(patches.map(needs)).size > 1;
  if (member.title === undefined && !unknown.includes('title')) {
    const levels = member.institution?.level
      ? [{}]
      : [{}, { institution: { level: 'prefecture' as const, kind: 'hospital' } }];
    if (
      levels.some(
        (base) =>
          vary([
            { ...base, title: 'junior' },
            { ...base, title: 'mid' },
            { ...base, title: 'senior' },
          ]) || needs(base) !== needs({ ...base, title: 'mid' }),
      )
    )
      wants.push({ field: 'title', values: ['junior-assistant', 'junior', 'mid', 'senior', 'none'] });
  }
  if (member.institution?.level === undefined && !unknown.includes('institution')) {
    const titles = member.title ? [{}] : [{}, { title: 'junior' as const }, { title: 'mid' as const }];
    const places = [
      'province',
      'prefecture',
      'county',
      'township',
      'community',
      'village',
      'clinic',
      'school',
    ] as const;
    if (
      titles.some((base) =>
        vary(
          places.map((level) => ({
            ...base,
            institution: {
              level,
              ...(level === 'clinic'
                ? { kind: 'individual-clinic' }
                : level === 'school'
                  ? { kind: 'school' }
                  : { kind: 'hospital' }),
            },
          })),
        ),
      )
    )
      wants.push({ field: 'institution', values: [...places] });
  }
  if (
    (member.title === 'junior' || member.title === 'junior-assistant') &&
    member.profession === undefined &&
    !unknown.includes('profession')
  ) {
    if (
      vary([
        { profession: 'nurse', grade: '师' },
        { profession: 'physician', grade: '师' },
      ])
    )
      wants.push({ field: 'profession' });
  }
  return wants;
}
