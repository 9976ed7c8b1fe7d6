/** The person behind the talk: profile, binding, certificates, a human when we are not enough. Pure. */

import { DAY_MS } from '../../days.ts';
import { live, yearAt, yearOf } from '../../ledger/year.ts';
import type {
  Extracted,
  FieldValue,
  FileFact,
  Institution,
  Intent,
  LedgerEntry,
  Member,
  Title,
} from '../../types/index.ts';
import { provinceOfCity } from '../../understand/person/statement.ts';
import { nameOf } from '../../words/activity.ts';
import * as words from '../../words/talk.ts';
import { standLine } from '../asks/progress.ts';
import { settle } from '../drafts/check.ts';
import { profileWants } from '../drafts/slots.ts';
import { beginFromPicture, fillFromPicture } from '../pictures.ts';
import { reopen } from '../records/amend.ts';
import { learn, note, put, putDraft, type SetIntent, say, type Work } from '../work.ts';

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

/** A maternity leave: its days are asked and shown, and nothing changes before the yes. */
export function leave(work: Work, told: Extract<Intent, { is: 'leave' }>) {
  if (!work.facts.member && !work.facts.mayIntroduce) return say(work, 'must-bind', { text: words.MUST_BIND });
  if (told.future) return note(work, 'leave-later', words.LEAVE_LATER);
  const { pending } = work.conversation;
  const before = pending?.is === 'leave' ? pending : undefined;
  const from = told.from ?? before?.from;
  const to = told.to ?? before?.to;
  if (from !== undefined && from > work.facts.day) {
    put(work, { pending: undefined });
    return note(work, 'leave-later', words.LEAVE_LATER);
  }
  const isTurned = from !== undefined && to !== undefined && to < from;
  if (isTurned) note(work, 'turned-days', words.TO_BEFORE_FROM);
  const days = isTurned ? {} : { ...(from !== undefined ? { from } : {}), ...(to !== undefined ? { to } : {}) };
  put(work, { pending: { is: 'leave', ...days } });
}

/** After the yes. */
export function keepLeave(work: Work, pending: { readonly from?: string; readonly to?: string }) {
  const { from, to } = pending;
  if (from === undefined || to === undefined) return note(work, 'still-open', words.STILL_OPEN);
  put(work, { pending: undefined, shown: undefined });
  profile(work, { flags: ['maternity'], maternityLeave: { from, to } }, undefined);
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
  if (patch.title !== undefined)
    parts.push(`${words.valueName('title', patch.title)}${from ? `，从${words.valueName('from', from)}起` : ''}`);
  if (patch.institution) parts.push(institutionName(patch.institution));
  if (patch.profession !== undefined) parts.push(words.PROFESSIONS[patch.profession] ?? '专业');
  for (const flag of patch.flags ?? []) parts.push(words.FLAGS[flag] ?? '人员类别');
  return parts.join('，');
}
const institutionName = (i: Institution): string =>
  i.name ?? (i.level ? words.valueName('institution', i.level) : (words.KINDS[i.kind ?? ''] ?? '单位'));

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
        note(work, 'which-rank', words.WHICH_RANK(words.PROFESSIONS[String(set.to)]));
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

const MINUTES = 10;

/** 绑定: a code to take to another chat, or a code brought from one. */
export function bind(work: Work, intent: Extract<Intent, { is: 'bind' }>) {
  if (intent.code === undefined) {
    if (!work.facts.member || intent.staffNumber !== undefined)
      return work.facts.member
        ? say(work, 'ask-code', { text: words.ASK_CODE })
        : say(work, 'must-bind', { text: words.MUST_BIND });
    if (!work.facts.direct) note(work, 'in-private', words.IN_PRIVATE);
    const until = new Date(Date.parse(work.facts.at) + MINUTES * 60_000).toISOString();
    work.effects.push({ is: 'issue-code', code: work.facts.freshCode, until });
    return say(work, 'code', { text: words.BIND_CODE(work.facts.freshCode) }, true);
  }
  const found = work.facts.codes[intent.code] ?? { is: 'unknown' };
  if (found.is !== 'open')
    return say(work, 'code-refused', { text: words.BIND_BAD[found.is] ?? words.BIND_BAD.unknown ?? '' });
  if (
    intent.staffNumber !== undefined &&
    found.staffNumber !== undefined &&
    found.staffNumber.toUpperCase() !== intent.staffNumber
  )
    return say(work, 'code-refused', { text: words.BIND_BAD.staff ?? '' });
  work.effects.push({ is: 'bind', code: intent.code, member: found.member });
  work.quiet = true;
  say(work, 'bound', { text: words.BOUND(found.name) });
}

export function human(work: Work) {
  const { contact } = work.facts;
  const open = work.conversation.drafts[0];
  work.effects.push({ is: 'handoff', text: open ? open.said : words.WANTS_HUMAN });
  say(work, 'human', { text: words.HUMAN(contact) });
}

/** Minutes within which a certificate goes to what was recorded last. */
const FRESH = 30;

/** The same content again: on what is being filled in it is not asked about twice; on what is recorded it is said where. */
function isKnown(work: Work, file: FileFact): boolean {
  const { drafts, files } = work.conversation;
  const isHere = files.includes(file.hash) || drafts.some((d) => d.attachments.includes(file.hash));
  const entry = live(work.facts.ledger).find((e) => e.attachments.includes(file.hash));
  if (isHere) note(work, 'file-again', words.FILE_AGAIN);
  else if (entry) note(work, 'file-again', words.FILE_ELSEWHERE(nameOf(entry.activity)));
  return isHere || (entry !== undefined && drafts.length === 0);
}

/** Days within which a paper without words is taken for the report that was returned for want of it. */
const RETURNED = 60;
/** The only report that came back, where nothing newer waits for a paper: what was missing is sent after it. */
function returnedOf({ facts, conversation }: Work, recent: boolean): LedgerEntry | undefined {
  const { ledger, at } = facts;
  if (conversation.files.length > 0) return undefined;
  const since = Date.parse(at) - RETURNED * DAY_MS;
  const back = ledger.filter((e) => e.status === 'rejected' && Date.parse(e.recordedAt) >= since);
  const [only] = back;
  const isNewer = conversation.last.some((id) => ledger.some((e) => e.activity.id === id && e.status === 'submitted'));
  return back.length === 1 && !(recent && isNewer) ? only : undefined;
}

/** A certificate: to the draft at hand, to what was just recorded, or kept until we know. */
export function attachFile(work: Work, file: FileFact, report: (activities: readonly Extracted[]) => void) {
  if (file.refused)
    return note(work, 'file-refused', words.FILE_REFUSED[file.refused] ?? words.FILE_REFUSED['wrong-type'] ?? '');
  const { drafts, last, files, touched } = work.conversation;
  const [only] = drafts;
  const name = file.name.replace(/[\n\r]/g, ' ').slice(0, 40);
  // Kept before, and read meanwhile.
  if (file.proposed && files.includes(file.hash) && beginFromPicture(work, file.hash, file.proposed, report)) return;
  if (isKnown(work, file)) return;
  if (drafts.length === 1 && only) {
    note(
      work,
      'file-on-draft',
      words.FILE_KEPT(name, 1) +
        words.FILE_ON_DRAFT(nameOf({ ...only.fields, ...(only.type ? { type: only.type } : {}) })),
    );
    putDraft(work, only.id, (d) => ({ attachments: [...new Set([...d.attachments, file.hash])] }));
    if (file.proposed) fillFromPicture(work, only.id, file.hash, file.proposed);
    return;
  }
  if (drafts.length > 1) {
    note(work, 'file-kept', words.FILE_KEPT(name, 1));
    const before = work.conversation.pending?.is === 'file-for' ? work.conversation.pending.files : [];
    return put(work, { pending: { is: 'file-for', files: [...before, file.hash] } });
  }
  const { request } = work.conversation;
  if (request) {
    const before = request.fields.files;
    const kept = Array.isArray(before) ? before : [];
    const fields = { ...request.fields, files: [...kept, file.hash], proof: request.fields.proof ?? words.PROOF_SENT };
    put(work, { request: { ...request, version: request.version + 1, fields } });
    return note(work, 'file-on-request', words.FILE_KEPT(name, 1) + words.FILE_ON_REQUEST);
  }
  const recent = touched !== undefined && Date.parse(work.facts.at) - Date.parse(touched) <= FRESH * 60_000;
  const recorded =
    last.length === 1
      ? work.facts.ledger.find((e) => e.activity.id === last[0] && e.status === 'submitted')
      : undefined;
  const returned = recorded ? undefined : returnedOf(work, recent);
  if (returned) {
    note(work, 'file-on-returned', words.FILE_KEPT(name, 1) + words.FILE_ON_RETURNED(nameOf(returned.activity)));
    reopen(work, { ...returned, attachments: [...returned.attachments, file.hash] }, {});
    return;
  }
  if (recent && last.length > 1) {
    const among = last.filter((id) => work.facts.ledger.some((e) => e.activity.id === id && e.status === 'submitted'));
    const before = work.conversation.pending?.is === 'file-for' ? work.conversation.pending.files : [];
    note(work, 'file-kept', words.FILE_KEPT(name, 1));
    return put(work, { pending: { is: 'file-for', files: [...before, file.hash], recorded: among } });
  }
  if (recent && recorded) {
    work.effects.push({ is: 'attach', activity: recorded.activity.id, files: [file.hash] });
    return note(work, 'file-on-record', words.FILE_KEPT(name, 1) + words.FILE_ON_RECORD(nameOf(recorded.activity)));
  }
  if (file.proposed) {
    const before = work.lines.length;
    note(work, 'file-kept', words.FILE_KEPT(name, 1));
    if (beginFromPicture(work, file.hash, file.proposed, report)) return;
    work.lines.length = before;
  }
  put(work, { files: [...new Set([...files, file.hash])].slice(-10) });
  note(work, 'file-kept', `${words.FILE_KEPT(name, 1)}${words.FILE_TELL}`);
}

/** A paper sent by mistake is taken off what is being filled in; the rest of the report stands. */
export function detach(work: Work, { which, all }: Extract<Intent, { is: 'detach' }>) {
  const { drafts, files, pending, request } = work.conversation;
  if (pending?.is === 'file-for') {
    const rest = all ? [] : pending.files.slice(0, -1);
    put(work, { pending: rest.length > 0 ? { ...pending, files: rest } : undefined });
    return note(work, 'file-off', words.FILE_OFF(pending.files.length - rest.length));
  }
  const holders = drafts.filter((d) => d.attachments.length > 0);
  const one = which === undefined ? holders[0] : drafts[which - 1];
  if (which === undefined && holders.length > 1) {
    work.quiet = true;
    return note(work, 'file-off-which', words.FILE_OFF_WHICH);
  }
  if (one && one.attachments.length > 0) {
    const rest = all ? [] : one.attachments.slice(0, -1);
    putDraft(work, one.id, () => ({ attachments: rest }));
    return note(work, 'file-off', words.FILE_OFF(one.attachments.length - rest.length));
  }
  const kept = request && Array.isArray(request.fields.files) ? request.fields.files : [];
  if (request && kept.length > 0) {
    const rest = all ? [] : kept.slice(0, -1);
    const { files: _, proof, ...fields } = request.fields;
    const told = proof !== undefined && proof !== words.PROOF_SENT ? { proof } : {};
    const left = rest.length > 0 ? { ...request.fields, files: rest } : { ...fields, ...told };
    put(work, { request: { ...request, version: request.version + 1, fields: left } });
    return note(work, 'file-off', words.FILE_OFF(kept.length - rest.length));
  }
  if (files.length === 0) return note(work, 'no-such', words.NO_SUCH);
  const rest = all ? [] : files.slice(0, -1);
  put(work, { files: rest });
  note(work, 'file-off', words.FILE_OFF(files.length - rest.length));
}

/** Certificates that came before the report belong to it when there is one, and are asked about when there are several. */
export function attachPending(work: Work) {
  const { files, drafts } = work.conversation;
  if (files.length === 0) return;
  const [only] = drafts;
  put(work, { files: [] });
  if (drafts.length !== 1 || !only) return put(work, { pending: { is: 'file-for', files } });
  putDraft(work, only.id, (d) => ({ attachments: [...new Set([...d.attachments, ...files])] }));
  for (const hash of files) {
    const seen = work.facts.pictures?.[hash];
    if (seen) fillFromPicture(work, only.id, hash, seen);
  }
}
