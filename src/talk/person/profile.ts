/** What the person tells of themselves, and what a verdict hangs on. Pure. */

import { provinceOfCity } from '../../chinese/index.ts';
import { datedTitles, divide, type Told } from '../../ledger/profile.ts';
import { yearAt, yearOf } from '../../ledger/year.ts';
import type { FieldValue, Institution, Intent, Member, Title } from '../../types/index.ts';
import { CHANGE_SAME, factTold, SELF_TOLD, TOLD_SAVED } from '../../words/person/change.ts';
import {
  FLAG_GONE,
  flagWords,
  institutionWords,
  PROFESSIONS,
  professionWords,
  titleTold,
} from '../../words/person/profile.ts';
import { standLine } from '../../words/person/standing.ts';
import * as words from '../../words/talk/talk.ts';
import { settle } from '../drafts/check.ts';
import { profileWants } from '../drafts/slots.ts';
import { propose, takeBack } from '../requests/change.ts';
import { learn, note, put, type SetIntent, say, type Work } from '../work.ts';

/** The first profile field that a verdict hangs on and that was never asked, or undefined. */
export function missingProfile(work: Work): string | undefined {
  if (!work.facts.member && !work.facts.mayIntroduce) return undefined;
  return profileWants(work.facts, work.conversation.unknown)[0]?.field;
}

/** A statement about oneself: kept or asked of the institution, dated where a title is, and the year judged anew. */
export function profile(work: Work, { patch, from, dropped = [] }: Told) {
  if (!work.facts.member && !work.facts.mayIntroduce) return say(work, 'must-bind', { text: words.MUST_BIND });
  const whole: { -readonly [K in keyof Member]?: Member[K] } = { ...patch };
  if (patch.province !== undefined) {
    const province = work.facts.rulesets.resolveProvince(patch.province);
    if (!province) {
      note(work, 'province-unknown', words.PROVINCE_UNKNOWN(provinceNames(work)));
      delete whole.province;
    } else whole.province = province;
  }
  if (patch.title !== undefined && patch.titles === undefined)
    whole.titles = datedTitles(work.facts.member ?? {}, patch.title, from ?? work.facts.day);
  if (Object.keys(whole).length === 0 && dropped.length === 0) return;
  const before = standing(work);
  const kept = tell(work, { patch: whole, dropped, from });
  if (kept !== undefined) noteSaved(work, said(work, kept, from, dropped));
  settle(work);
  const after = standing(work);
  if (after !== undefined && after !== before) note(work, 'standing', after);
}

function noteSaved(work: Work, what: string) {
  if (what !== '') note(work, 'profile-saved', work.facts.onRoster ? TOLD_SAVED(what) : words.PROFILE_SAVED(what));
}

/**
 * What somebody says of themselves: theirs to say is used at once; what the institution has set becomes a request for a
 * change. Returns what was kept; undefined where nothing was.
 */
function tell(work: Work, told: Told): Partial<Member> | undefined {
  const { member, onRoster, day } = work.facts;
  if (!onRoster || !member) {
    if (!member) note(work, 'self-told', SELF_TOLD);
    learn(work, told.patch);
    if (told.dropped?.length) drop(work, told.dropped);
    return told.patch;
  }
  const { free, changes, same } = divide(member, told, day);
  const isKept = Object.keys(free).length > 0;
  if (isKept) learn(work, free);
  takeBack(work, same);
  if (changes.length > 0) propose(work, changes);
  else if (!isKept && same.length > 0) note(work, 'profile-same', CHANGE_SAME(same));
  return isKept ? free : undefined;
}

function drop(work: Work, gone: readonly string[]) {
  const flags = (work.facts.member?.flags ?? []).filter((flag) => !gone.includes(flag));
  learn(work, { flags }, true);
}

const provinceNames = (work: Work): string[] =>
  work.facts.rulesets.provinces.filter((p) => p !== 'national').map((p) => work.facts.rulesets.names[p] ?? p);

function standing(work: Work): string | undefined {
  const year = yearAt(work.facts.rulesets, work.facts.member?.province, work.facts.day);
  const verdict = yearOf(work.facts, year);
  return verdict?.covered ? standLine(year, verdict) : undefined;
}

function said(work: Work, patch: Partial<Member>, from: string | undefined, dropped: readonly string[]): string {
  const parts: string[] = [];
  if (patch.name !== undefined) parts.push(patch.name);
  if (patch.province !== undefined)
    parts.push(work.facts.rulesets.names[work.facts.member?.province ?? ''] ?? patch.province);
  if (patch.title !== undefined) parts.push(titleTold(patch.title, from));
  if (patch.institution) parts.push(institutionWords(patch.institution));
  if (patch.profession !== undefined) parts.push(professionWords(patch.profession));
  for (const flag of patch.flags ?? []) parts.push(flagWords(flag));
  for (const flag of dropped) parts.push(FLAG_GONE(flag));
  if (patch.pgmePassed !== undefined) parts.push(factTold('pgmePassed', patch.pgmePassed));
  if (patch.unitRequirement !== undefined) parts.push(factTold('unitRequirement', patch.unitRequirement));
  return parts.join('，');
}

/** Answers to profile questions; what the person had wanted to know follows. */
export function setProfile(work: Work, sets: readonly SetIntent[], apply: (intent: Intent) => void) {
  for (const set of sets) keepAnswer(work, set, sets);
  settle(work);
  const { pending } = work.conversation;
  if (pending?.is !== 'profile') return;
  put(work, { pending: undefined });
  const next = missingProfile(work);
  if (next !== undefined)
    put(work, { pending: { is: 'profile', field: next, ...(pending.next ? { next: pending.next } : {}) } });
  else if (pending.next) apply(pending.next);
  else if (work.lines.length === 0) note(work, 'all-right', words.ALL_RIGHT);
}

function keepAnswer(work: Work, set: SetIntent, sets: readonly SetIntent[]) {
  const field = set.field.startsWith('institution')
    ? 'institution'
    : set.field === 'grade_person'
      ? 'grade'
      : set.field;
  if (set.to === null) {
    put(work, { unknown: [...new Set([...work.conversation.unknown, field])] });
    if (set.field !== 'profession') note(work, 'profile-unknown', words.PROFILE_UNKNOWN);
    return;
  }
  const keep = (patch: Partial<Member>) => tell(work, { patch }) !== undefined;
  const was = work.facts.member?.title;
  if (field === 'province') {
    const word = typeof set.to === 'string' ? set.to : '';
    const province =
      work.facts.rulesets.resolveProvince(word) ?? work.facts.rulesets.resolveProvince(provinceWord(work, word));
    if (province) keep({ province });
    else note(work, 'province-unknown', words.PROVINCE_UNKNOWN(provinceNames(work)));
  } else if (field === 'institution') keep({ institution: institutionOf(set.to) });
  else if (field === 'title') {
    const title = set.to as Title;
    const isChange = was !== undefined && was !== title;
    const isKept = keep({ title, ...(isChange ? { titles: [{ title, from: '1990-01-01' }] } : {}) });
    if (isKept && isChange) note(work, 'changed', words.CHANGED('title', was, title));
  } else if (field === 'profession') {
    keep({ profession: String(set.to) });
    if (was === undefined && !sets.some((s) => s.field === 'title'))
      note(work, 'which-rank', words.WHICH_RANK(PROFESSIONS[String(set.to)]));
  } else if (field === 'grade') keep({ grade: String(set.to) });
  else if (field === 'name') {
    const { pending } = work.conversation;
    const isAside = pending?.is === 'profile' && pending.field !== 'name';
    if (keep({ name: String(set.to) }) && isAside) note(work, 'met', words.MET(String(set.to)));
  }
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
