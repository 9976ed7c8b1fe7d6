/** What the person tells of themselves, and what a verdict hangs on. Pure. */

import { provinceOfCity } from '../../chinese/index.ts';
import { yearAt, yearOf } from '../../ledger/year.ts';
import type { FieldValue, Institution, Intent, Member, Title } from '../../types/index.ts';
import { flagWords, institutionWords, PROFESSIONS, professionWords, titleTold } from '../../words/person/profile.ts';
import { standLine } from '../../words/person/standing.ts';
import * as words from '../../words/talk/talk.ts';
import { settle } from '../drafts/check.ts';
import { profileWants } from '../drafts/slots.ts';
import { learn, note, put, type SetIntent, say, type Work } from '../work.ts';

/** The first profile field that a verdict hangs on and that was never asked, or undefined. */
export function missingProfile(work: Work): string | undefined {
  if (!work.facts.member && !work.facts.mayIntroduce) return undefined;
  return profileWants(work.facts, work.conversation.unknown)[0]?.field;
}

/** A statement about oneself: kept, dated where a title is, and the year judged anew. */
export function profile(work: Work, patch: Partial<Member>, from: string | undefined) {
  if (!work.facts.member && !work.facts.mayIntroduce) return say(work, 'must-bind', { text: words.MUST_BIND });
  const whole: { -readonly [K in keyof Member]?: Member[K] } = { ...patch };
  if (patch.province !== undefined) {
    const province = work.facts.rulesets.resolveProvince(patch.province);
    if (!province) {
      note(work, 'province-unknown', words.PROVINCE_UNKNOWN(provinceNames(work)));
      delete whole.province;
    } else whole.province = province;
  }
  if (patch.title !== undefined && patch.titles === undefined) whole.titles = datedTitles(work, patch.title, from);
  if (Object.keys(whole).length === 0) return;
  const before = standing(work);
  learn(work, whole);
  note(work, 'profile-saved', words.PROFILE_SAVED(said(work, patch, from)));
  settle(work);
  const after = standing(work);
  if (after !== undefined && after !== before) note(work, 'standing', after);
}

const provinceNames = (work: Work): string[] =>
  work.facts.rulesets.provinces.filter((p) => p !== 'national').map((p) => work.facts.rulesets.names[p] ?? p);

function standing(work: Work): string | undefined {
  const year = yearAt(work.facts.rulesets, work.facts.member?.province, work.facts.day);
  const verdict = yearOf(work.facts, year);
  return verdict?.covered ? standLine(year, verdict) : undefined;
}

/** Titles with their days, oldest first; the new one from the day said, else from today. */
function datedTitles(
  work: Work,
  title: Title,
  from: string | undefined,
): { readonly title: Title; readonly from: string }[] {
  const member = work.facts.member;
  const start = from ?? work.facts.day;
  const held = member?.titles ?? (member?.title !== undefined ? [{ title: member.title, from: '1990-01-01' }] : []);
  // The newest one told again with its day: the day is set right.
  const old = held.length > 1 && held.at(-1)?.title === title ? held.slice(0, -1) : held;
  return [...old.filter((t) => t.from < start), { title, from: start }];
}

function said(work: Work, patch: Partial<Member>, from: string | undefined): string {
  const parts: string[] = [];
  if (patch.name !== undefined) parts.push(patch.name);
  if (patch.province !== undefined)
    parts.push(work.facts.rulesets.names[work.facts.member?.province ?? ''] ?? patch.province);
  if (patch.title !== undefined) parts.push(titleTold(patch.title, from));
  if (patch.institution) parts.push(institutionWords(patch.institution));
  if (patch.profession !== undefined) parts.push(professionWords(patch.profession));
  for (const flag of patch.flags ?? []) parts.push(flagWords(flag));
  return parts.join('，');
}

/** Answers to profile questions; what the person had wanted to know follows. */
export function setProfile(work: Work, sets: readonly SetIntent[], apply: (intent: Intent) => void) {
  for (const set of sets) {
    const field = set.field.startsWith('institution')
      ? 'institution'
      : set.field === 'grade_person'
        ? 'grade'
        : set.field;
    if (set.to === null) {
      put(work, { unknown: [...new Set([...work.conversation.unknown, field])] });
      if (set.field !== 'profession') note(work, 'profile-unknown', words.PROFILE_UNKNOWN);
      continue;
    }
    if (field === 'province') {
      const word = typeof set.to === 'string' ? set.to : '';
      const province =
        work.facts.rulesets.resolveProvince(word) ?? work.facts.rulesets.resolveProvince(provinceWord(work, word));
      if (!province) {
        note(work, 'province-unknown', words.PROVINCE_UNKNOWN(provinceNames(work)));
        continue;
      }
      learn(work, { province });
    } else if (field === 'institution') learn(work, { institution: institutionOf(set.to) });
    else if (field === 'title') {
      const title = set.to as Title;
      const was = work.facts.member?.title;
      learn(work, {
        title,
        ...(was !== undefined && was !== title ? { titles: [{ title, from: '1990-01-01' }] } : {}),
      });
      if (was !== undefined && was !== title) note(work, 'changed', words.CHANGED('title', was, title));
    } else if (field === 'profession') {
      learn(work, { profession: String(set.to) });
      if (work.facts.member?.title === undefined && !sets.some((s) => s.field === 'title'))
        note(work, 'which-rank', words.WHICH_RANK(PROFESSIONS[String(set.to)]));
    } else if (field === 'grade') learn(work, { grade: String(set.to) });
    else if (field === 'name') {
      learn(work, { name: String(set.to) });
      if (work.conversation.pending?.is === 'profile' && work.conversation.pending.field !== 'name')
        note(work, 'met', words.MET(String(set.to)));
    }
  }
  settle(work);
  const { pending } = work.conversation;
  if (pending?.is !== 'profile') return;
  put(work, { pending: undefined });
  const next = missingProfile(work);
  if (next !== undefined)
    put(work, { pending: { is: 'profile', field: next, ...(pending.next ? { next: pending.next } : {}) } });
  else if (pending.next) apply(pending.next);
  else note(work, 'all-right', words.ALL_RIGHT);
}

/** The province that is named somewhere in a longer answer: 我在云南昆明. */
const provinceWord = (work: Work, text: string): string =>
  work.facts.rulesets.provinces
    .map((p) => (work.facts.rulesets.names[p] ?? p).replace(/省$/, ''))
    .find((name) => text.includes(name)) ??
  provinceOfCity(text) ??
  text;

function institutionOf(value: FieldValue): Institution {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Institution;
  return { level: String(value) as NonNullable<Institution['level']> };
}
