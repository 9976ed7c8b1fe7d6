/** What is recorded already: withdrawn, corrected; and requests, filled in and sent. Pure. */

import { LASTING } from '../../catalogue/kinds.ts';
import { EXEMPTIONS } from '../../catalogue/requests.ts';
import { live, yearAt, yearOf } from '../../ledger/year.ts';
import { makeupOf } from '../../rules/index.ts';
import type {
  Draft,
  Extracted,
  FieldValue,
  Intent,
  LedgerEntry,
  RequestDraft,
  RequestKind,
} from '../../types/index.ts';
import { exemptionIn } from '../../understand/acts/exemption.ts';
import { nameOf } from '../../words/activity.ts';
import * as asks from '../../words/request.ts';
import * as words from '../../words/talk.ts';
import { standing } from '../asks/progress.ts';
import { fill } from '../drafts/report.ts';
import { missingProfile } from '../person/profile.ts';
import { freshId, note, put, putDraft, type SetIntent, say, type Work } from '../work.ts';
import { barred, nextRequestWant, remark, usualYear } from './requests.ts';

/** Entries as 明细 numbers them. */
const listed = (work: Work): readonly LedgerEntry[] => work.facts.ledger.filter((e) => e.status !== 'withdrawn');

type Found = { readonly one: LedgerEntry } | { readonly among: readonly LedgerEntry[] } | 'none' | 'missing';

/** Which recorded activity is meant: by its number, by what is said of it, else the last. */
function find(
  work: Work,
  ordinal: number | undefined,
  like: Extracted | undefined,
  prefer?: (e: LedgerEntry) => boolean,
): Found {
  const all = live(work.facts.ledger);
  if (all.length === 0) return 'none';
  if (ordinal !== undefined) {
    const entry = listed(work)[ordinal - 1];
    return entry ? { one: entry } : 'missing';
  }
  if (like) {
    const fits = all.filter((e) => resembles(e, like));
    if (fits.length === 0) return 'missing';
    const [only] = fits;
    return fits.length === 1 && only ? { one: only } : { among: fits };
  }
  const recent = work.conversation.last.flatMap((id) => all.filter((e) => e.activity.id === id));
  const pool = recent.length > 0 ? recent : all;
  const fitting = prefer ? pool.filter(prefer) : pool;
  const from = fitting.length > 0 ? fitting : pool;
  const [only] = from;
  return from.length === 1 && only ? { one: only } : { among: from };
}

function resembles(entry: LedgerEntry, like: Extracted): boolean {
  const { type } = entry.activity;
  const isType =
    like.type !== undefined
      ? like.type === type || (like.candidates ?? []).includes(type)
      : like.candidates === undefined || like.candidates.includes(type);
  if (!isType) return false;
  const day = like.fields.date ?? like.fields.from;
  if (day !== undefined && day !== entry.activity.date && day !== entry.activity.from) return false;
  return ['role', 'form', 'kind', 'level'].every(
    (f) => like.fields[f] === undefined || entry.activity[f] === undefined || like.fields[f] === entry.activity[f],
  );
}

export function withdraw(work: Work, intent: Extract<Intent, { is: 'withdraw' }>) {
  const found = find(work, intent.ordinal, intent.like);
  if (found === 'none') return note(work, 'nothing-recorded', words.NOTHING_RECORDED);
  if (found === 'missing') return note(work, 'no-such', words.NO_SUCH);
  if ('among' in found)
    return put(work, {
      pending: { is: 'which', to: 'withdraw', among: found.among.slice(-9).map((e) => e.activity.id) },
    });
  if (found.one.status === 'approved')
    return note(work, 'approved-already', words.APPROVED_ALREADY(nameOf(found.one.activity)));
  put(work, { pending: { is: 'withdraw', activity: found.one.activity.id } });
}

/** After the yes. */
export function removeRecorded(work: Work, id: string) {
  const entry = work.facts.ledger.find((e) => e.activity.id === id);
  put(work, { pending: undefined, shown: undefined, last: work.conversation.last.filter((one) => one !== id) });
  if (!entry) return note(work, 'no-such', words.NO_SUCH);
  work.effects.push({ is: 'withdraw', activity: id });
  work.facts = {
    ...work.facts,
    ledger: work.facts.ledger.map((e): LedgerEntry => (e.activity.id === id ? { ...e, status: 'withdrawn' } : e)),
  };
  const year = yearAt(work.facts.rulesets, work.facts.member?.province, work.facts.day);
  const verdict = yearOf(work.facts, year);
  const stand = verdict?.covered ? `\n${standing(year, verdict, work.facts)}` : '';
  say(work, 'withdrawn', { text: words.WITHDRAWN(nameOf(entry.activity)) + stand }, true);
}

/** A correction of what is recorded: a new draft that replaces the old entry when it is confirmed. */
export function amend(work: Work, intent: Extract<Intent, { is: 'amend' }>) {
  const prefer = (e: LedgerEntry): boolean => Object.keys(intent.set).some((field) => e.activity[field] !== undefined);
  const found = find(work, intent.ordinal, intent.like, prefer);
  if (found === 'none') return note(work, 'nothing-recorded', words.NOTHING_RECORDED);
  if (found === 'missing') return note(work, 'no-such', words.NO_SUCH);
  if ('among' in found)
    return put(work, {
      pending: { is: 'which', to: 'amend', among: found.among.slice(-9).map((e) => e.activity.id), set: intent.set },
    });
  reopen(work, found.one, intent.set);
}

export function reopen(work: Work, entry: LedgerEntry, set: { readonly [field: string]: FieldValue }) {
  if (entry.status === 'approved') {
    put(work, { pending: undefined });
    return note(work, 'approved-already', words.APPROVED_FIXED(nameOf(entry.activity)));
  }
  const { id, type, ...rest } = entry.activity;
  const fields: { [field: string]: FieldValue } = {};
  for (const [field, value] of Object.entries(rest)) if (value !== undefined && value !== null) fields[field] = value;
  const draft: Draft = {
    id: freshId(work),
    version: 1,
    type,
    fields,
    said: '',
    assumed: [],
    attachments: entry.attachments,
    replaces: id,
  };
  put(work, { drafts: [...work.conversation.drafts, draft], pending: undefined });
  const place = work.conversation.drafts.length;
  const sets = Object.entries(set).map(
    ([field, to]): SetIntent => ({ is: 'set', field, to, correcting: true, draft: place }),
  );
  const moved =
    sets.some((s) => s.field === 'date') && LASTING.has(type)
      ? sets.map((s) => (s.field === 'date' ? { ...s, field: 'from' } : s))
      : sets;
  fill(work, moved);
}

/** Of several papers the first is the one asked about; all where the answer says so: 都是第一项的. */
const parted = (files: readonly string[], sets: readonly SetIntent[]): [readonly string[], readonly string[]] =>
  sets.some((s) => s.field === 'which-all') ? [files, []] : [files.slice(0, 1), files.slice(1)];

/** The answer to 哪一条. */
export function setPending(work: Work, sets: readonly SetIntent[]) {
  const { pending } = work.conversation;
  const ordinal = sets.find((s) => s.field === 'which')?.to;
  if (typeof ordinal !== 'number' || !pending) return note(work, 'no-such', words.NO_SUCH);
  if (pending.is === 'file-for' && pending.recorded) {
    const entry = work.facts.ledger.find((e) => e.activity.id === pending.recorded?.[ordinal - 1]);
    if (!entry) return note(work, 'no-such', words.NO_SUCH);
    const [files, rest] = parted(pending.files, sets);
    work.effects.push({ is: 'attach', activity: entry.activity.id, files });
    put(work, { pending: rest.length > 0 ? { ...pending, files: rest } : undefined });
    return note(work, 'file-on-record', words.FILE_ON_RECORD(nameOf(entry.activity)));
  }
  if (pending.is === 'file-for') {
    const draft = work.conversation.drafts[ordinal - 1];
    if (!draft) return note(work, 'no-such', words.NO_SUCH);
    const [files, rest] = parted(pending.files, sets);
    putDraft(work, draft.id, (d) => ({ attachments: [...new Set([...d.attachments, ...files])] }));
    put(work, { pending: rest.length > 0 ? { ...pending, files: rest } : undefined });
    return note(
      work,
      'file-on-draft',
      words.FILE_ON_DRAFT(nameOf({ ...draft.fields, ...(draft.type ? { type: draft.type } : {}) })),
    );
  }
  if (pending.is !== 'which') return note(work, 'no-such', words.NO_SUCH);
  const entry = work.facts.ledger.find((e) => e.activity.id === pending.among[ordinal - 1]);
  if (!entry) return note(work, 'no-such', words.NO_SUCH);
  if (pending.to === 'amend') return reopen(work, entry, pending.set ?? {});
  if (entry.status === 'approved') {
    put(work, { pending: undefined });
    return note(work, 'approved-already', words.APPROVED_ALREADY(nameOf(entry.activity)));
  }
  put(work, { pending: { is: 'withdraw', activity: entry.activity.id } });
}

/** A request begun. What this province does not know is said at once. */
export function request(work: Work, intent: Extract<Intent, { is: 'request' }>) {
  if (!work.facts.member && !work.facts.mayIntroduce) return say(work, 'must-bind', { text: words.MUST_BIND });
  if (missingProfile(work) === 'province') {
    note(work, 'request-heard', asks.REQUEST_HEARD(asks.REQUEST_NAMES[intent.kind]));
    return put(work, { pending: { is: 'profile', field: 'province', next: intent } });
  }
  const year = intent.year ?? usualYear(intent.kind, work.facts);
  const why = barred(intent.kind, year, work.facts);
  if (why !== undefined) return say(work, 'request-barred', { text: why });
  const again = work.facts.requests.find(
    (r) => r.kind === intent.kind && r.year === year && r.status !== 'withdrawn' && r.status !== 'rejected',
  );
  if (again && year !== undefined && intent.kind !== 'self-study-report')
    return note(work, 'request-again', asks.REQUEST_AGAIN(asks.REQUEST_NAMES[intent.kind], year));
  const draft: RequestDraft = {
    id: freshId(work),
    version: 1,
    kind: intent.kind,
    ...(year !== undefined ? { year } : {}),
    fields: intent.fields,
  };
  // What waits for a yes stays so: its question comes first, and the request after it.
  const waits = work.conversation.pending?.is === 'withdraw' || work.conversation.pending?.is === 'withdraw-request';
  put(work, { request: draft, ...(waits ? {} : { pending: undefined }) });
  if (waits || work.conversation.drafts.length > 0)
    note(work, 'request-heard', asks.REQUEST_NEXT(asks.REQUEST_NAMES[intent.kind]));
  if (intent.short) note(work, 'request-remark', asks.EXEMPTION_SHORT);
  const ground = intent.fields.reason;
  if (intent.kind === 'exemption' && typeof ground === 'string')
    note(work, 'request-remark', asks.EXEMPTION_LISTED(ground));
  const extra = remark(intent.kind, work.facts);
  if (extra) note(work, 'request-remark', extra);
}

export function setRequest(work: Work, sets: readonly SetIntent[]) {
  const draft = work.conversation.request;
  if (!draft) return;
  let next: RequestDraft = { ...draft, version: draft.version + 1 };
  for (const set of sets) {
    if (set.to === '') {
      const { [set.field]: _, ...fields } = next.fields;
      const { year, ...bare } = next;
      const open = { ...bare, fields, ...(set.field !== 'year' && year !== undefined ? { year } : {}) };
      // What is never asked for cannot be told anew by its name alone.
      if (nextRequestWant(open, work.facts) === set.field) next = open;
      else {
        work.quiet = true;
        note(work, 'what-is-wrong', words.WHAT_IS_WRONG);
      }
      continue;
    }
    if (set.field === 'year') {
      const year = Number(set.to);
      if (!Number.isInteger(year) || year < 2000 || year > 2100) {
        note(work, 'not-a-number', words.NOT_A_NUMBER);
        continue;
      }
      const why = barred(draft.kind, year, work.facts);
      if (why !== undefined) {
        put(work, { request: undefined });
        return say(work, 'request-barred', { text: why });
      }
      next = { ...next, year };
    } else {
      const to = settled(work, draft.kind, set);
      if (to !== undefined) next = { ...next, fields: { ...next.fields, [set.field]: to } };
    }
  }
  put(work, { request: next });
}

/** 改一下 on the card of a plan or a report: what it says is told anew. False where something else stands open. */
export function retellRequest(work: Work): boolean {
  const { drafts, pending, request: open } = work.conversation;
  if (drafts.length > 0 || pending || open?.fields.content === undefined) return false;
  setRequest(work, [{ is: 'set', field: 'content', to: '' }]);
  return true;
}

/** What an answer is kept as; undefined, with a word why, where it is none: 免修 has its kinds, and proof is something. */
function settled(work: Work, kind: RequestKind, { field, to }: SetIntent): FieldValue | undefined {
  if (typeof to !== 'string') return to;
  if (kind === 'exemption' && field === 'reason') {
    const ground = EXEMPTIONS.find(([value]) => value === to)?.[0] ?? exemptionIn(to);
    if (ground === undefined) note(work, 'request-remark', asks.EXEMPTION_SIX);
    return ground;
  }
  if (
    field === 'proof' &&
    /^(?:我|目前|现在|暂时|还|都|也)*(?:没有?|没了|无)(?:证明|材料|的|呢|啊|了)*[。.!！~ ]*$/.test(to)
  ) {
    note(work, 'request-remark', asks.PROOF_NEEDED);
    return undefined;
  }
  return to;
}

/** After the yes. */
export function sendRequest(work: Work, draft: RequestDraft) {
  const year = draft.year ?? yearAt(work.facts.rulesets, work.facts.member?.province, work.facts.day);
  const whole = {
    id: draft.id,
    kind: draft.kind,
    year,
    status: 'submitted' as const,
    at: work.facts.at,
    fields: draft.fields,
  };
  work.effects.push({ is: 'request', request: whole });
  work.facts = { ...work.facts, requests: [...work.facts.requests, whole] };
  put(work, { request: undefined, shown: undefined });
  const makeup =
    draft.kind === 'makeup' && work.facts.member?.province
      ? makeupOf(work.facts.rulesets, work.facts.member.province)
      : undefined;
  const because = makeup ? `\n依据：“${makeup.apply.cite}”` : '';
  say(
    work,
    'request-sent',
    { text: asks.REQUEST_SENT(asks.REQUEST_NAMES[draft.kind], asks.NEXT[draft.kind]) + because },
    true,
  );
}

/** A request to be taken back: the one of that kind, else the last. What the employer has acted on is not ours to undo. */
export function withdrawRequest(work: Work, kind: RequestKind | undefined) {
  const open = work.facts.requests.filter((r) => r.status === 'submitted' && (kind === undefined || r.kind === kind));
  const last = open.at(-1);
  if (last) return put(work, { pending: { is: 'withdraw-request', request: last.id } });
  const acted = work.facts.requests.some((r) => (kind === undefined || r.kind === kind) && r.status !== 'withdrawn');
  if (acted) note(work, 'request-acted', asks.REQUEST_ACTED);
  else note(work, 'no-requests', asks.NO_REQUESTS);
}

/** After the yes. */
export function removeRequest(work: Work, id: string) {
  const one = work.facts.requests.find((r) => r.id === id);
  put(work, { pending: undefined, shown: undefined });
  if (!one) return note(work, 'no-requests', asks.NO_REQUESTS);
  work.effects.push({ is: 'withdraw-request', request: id });
  work.facts = {
    ...work.facts,
    requests: work.facts.requests.map((r) => (r.id === id ? { ...r, status: 'withdrawn' as const } : r)),
  };
  say(work, 'request-withdrawn', { text: asks.REQUEST_WITHDRAWN(asks.REQUEST_NAMES[one.kind], one.year) }, true);
}
