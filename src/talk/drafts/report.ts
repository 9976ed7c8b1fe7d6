/** Drafts: begun by a report, filled and corrected by sets, confirmed, cancelled, put away and taken up again. Pure. */

import { WHOLE } from '../../catalogue/fields.ts';
import { findDates } from '../../chinese/dates/find.ts';
import { perCreditYear } from '../../ledger/crossing.ts';
import type { Draft, Extracted, FieldValue, Intent, LedgerEntry } from '../../types/index.ts';
import { isAhead } from '../../understand/report/aside.ts';
import { nameOf } from '../../words/activity.ts';
import * as words from '../../words/talk.ts';
import { requestCard } from '../cards.ts';
import { attachPending, keepLeave } from '../person/profile.ts';
import { stillRead } from '../pictures.ts';
import { promptOf } from '../prompt.ts';
import { removeRecorded, removeRequest, retellRequest, sendRequest } from '../records/amend.ts';
import { verdictOf } from '../records/verdict.ts';
import { freshId, note, put, putDraft, type SetIntent, say, type Work } from '../work.ts';
import { apartFromTheDay } from './assumed.ts';
import { checked, retype, settle } from './check.ts';
import { activityOf } from './slots.ts';

/** Drafts at a time; more is too much for one card. */
export const MOST = 8;

/** New drafts out of what was described. */
export function report(work: Work, activities: readonly Extracted[]) {
  if (!work.facts.member && !work.facts.mayIntroduce) return say(work, 'must-bind', { text: words.MUST_BIND });
  const past = activities.filter((one) => !isAhead(one, work.facts.day, work.facts.at));
  if (past.length < activities.length) note(work, 'ahead', words.AHEAD);
  if (past.length === 0 && activities.length > 0) return;
  // 我想报一下, then what it was: the one begun without a word is the one now told.
  put(work, { drafts: work.conversation.drafts.filter((d) => !isBlank(d)) });
  const before = work.conversation.drafts;
  const fresh = past.filter((one) => !isOpenAlready(one, before));
  if (fresh.length === 0 && past.length > 0) return note(work, 'open-already', words.OPEN_ALREADY);
  const room = MOST - work.conversation.drafts.length;
  if (fresh.length > room) note(work, 'too-many', words.MANY(MOST));
  const drafts = fresh.slice(0, Math.max(0, room)).map((one): Draft => {
    if (one.odd?.includes('impossible-date')) note(work, 'impossible-date', words.IMPOSSIBLE(impossibleIn(one, work)));
    return {
      id: freshId(work),
      version: 1,
      ...(one.type !== undefined ? { type: one.type } : {}),
      ...(one.candidates ? { candidates: one.candidates } : {}),
      fields: unguessed(one, work),
      said: one.said,
      assumed: one.assumed,
      attachments: [],
    };
  });
  put(work, { pending: undefined, prior: [], drafts: [...work.conversation.drafts, ...drafts] });
  for (const draft of drafts) putDraft(work, draft.id, (d) => ({ fields: checked(work, d, d.fields) }));
  settle(work);
  attachPending(work);
  acknowledge(
    work,
    drafts.map((d) => d.id),
    before.length > 0,
  );
}

/** 上海, 省人民医院 is a superior hospital for whoever works below a province's; for others it is asked. */
function unguessed(one: Extracted, { facts }: Work): Extracted['fields'] {
  if (one.fields.target !== 'higher' || facts.member?.institution?.level !== 'province') return one.fields;
  if (/上级|国外|境外|高一级/.test(one.said)) return one.fields;
  const { target: _, ...fields } = one.fields;
  return fields;
}

const isBlank = (d: Draft): boolean =>
  d.type === undefined && d.said === '' && d.attachments.length === 0 && Object.keys(d.fields).length === 0;

/** New drafts while something else is asked next are said to have been heard. */
function acknowledge(work: Work, ids: readonly string[], isFurther: boolean) {
  const next = promptOf(work.conversation, work.facts);
  if (!next || next.awaiting === 'confirm' || (next.draft !== undefined && ids.includes(next.draft))) return;
  const heard = work.conversation.drafts.filter((d) => ids.includes(d.id));
  const names = heard.map((d) =>
    d.type === undefined
      ? `“${d.said.replaceAll(',', '，').slice(0, 20)}”`
      : words.typeName(d.type).replace(/^.*（(.+)）$/, '$1'),
  );
  const listed = [...new Set(names)].filter((name) => name !== '“”').join('、');
  if (listed !== '') note(work, 'heard', isFurther ? words.HEARD_TOO(listed) : words.HEARD(listed));
}

/** The same thing said again while its card is open: every field it names stands there already. */
const isOpenAlready = (one: Extracted, drafts: readonly Draft[]): boolean =>
  Object.keys(one.fields).length > 0 &&
  !/还有|另外|又|再/.test(one.said) &&
  drafts.some(
    (d) =>
      (one.type === undefined
        ? d.type !== undefined && one.candidates?.includes(d.type) === true
        : one.type === d.type || (d.type !== undefined && one.candidates?.includes(d.type) === true)) &&
      Object.entries(one.fields).every(([field, value]) => JSON.stringify(d.fields[field]) === JSON.stringify(value)),
  );

/** 不是同一次: one like the recorded one stays as it is; one like the open one is a draft of its own. */
export function apart(work: Work) {
  const { drafts } = work.conversation;
  const [draft] = drafts;
  if (!draft) return note(work, 'nothing-open', words.NOTHING_OPEN);
  if (drafts.some((d) => d.repeated === true)) return note(work, 'apart', words.APART);
  if (drafts.length >= MOST) return note(work, 'too-many', words.MANY(MOST));
  const asked = promptOf(work.conversation, work.facts)?.draft;
  const { replaces: _, ...same } = drafts.find((d) => d.id === asked) ?? drafts.at(-1) ?? draft;
  const copy: Draft = { ...same, id: freshId(work), version: 1, attachments: [], repeated: true };
  put(work, { drafts: [...drafts, copy] });
  note(work, 'apart', words.APART);
}

const impossibleIn = (one: Extracted, work: Work): string =>
  findDates(one.said, work.facts.day).impossible[0] ?? one.said.slice(0, 10);

/** Sets into the draft that they are about, each with a remark where something was changed. */
export function fill(work: Work, sets: readonly SetIntent[]) {
  const asked = promptOf(work.conversation, work.facts)?.draft;
  const [first] = sets;
  const before = work.conversation.drafts;
  if (first?.to === '' && sets.length === 1) {
    const told = before.find((d) => d.id === asked) ?? before[0];
    if (told) retell(work, told, first.field);
    return;
  }
  for (const set of sets) {
    const { drafts } = work.conversation;
    const draft =
      (set.draft !== undefined ? drafts[set.draft - 1] : undefined) ?? drafts.find((d) => d.id === asked) ?? drafts[0];
    if (draft) fillOne(work, draft, set);
  }
  settle(work);
}

/** A field that is to be told anew: asked again where it can be asked, else the person is asked what is wrong. */
function retell(work: Work, draft: Draft, field: string) {
  const before = work.conversation.drafts;
  const isDay = field === 'date' || field === 'from';
  putDraft(work, draft.id, ({ fields: { [field]: _, ...others } }) => {
    const { to: end, ...rest } = others;
    return {
      fields: field === 'from' || end === undefined ? rest : others,
      ...(isDay ? { said: '' } : {}),
      dayless: undefined,
    };
  });
  settle(work);
  if (promptOf(work.conversation, work.facts)?.awaiting === field) return;
  put(work, { drafts: before });
  work.quiet = true;
  note(work, 'what-is-wrong', words.WHAT_IS_WRONG);
}

function fillOne(work: Work, draft: Draft, set: SetIntent) {
  const { field } = set;
  const whole = WHOLE[field];
  const isParted = whole !== undefined && typeof set.to === 'object' && set.to !== null && !Array.isArray(set.to);
  const { rulesets, member } = work.facts;
  const to = isParted ? perCreditYear(set.to as { [k: string]: FieldValue }, rulesets, member?.province) : set.to;
  if (field === 'impossible-date') return note(work, 'impossible-date', words.IMPOSSIBLE(String(to)));
  if (field === 'clash') return putDraft(work, draft.id, (d) => ({ said: `${d.said.slice(0, 60)},${String(to)}` }));
  if (field === 'vague-date') return note(work, 'vague-date', words.VAGUE_DATE);
  if (field === 'regular') {
    putDraft(work, draft.id, (d) => ({ fields: { ...d.fields, approved: true, fullTime: true, target: 'higher' } }));
    return;
  }
  if (field === 'type') {
    if (typeof to !== 'string') {
      if (draft.typeless !== true) {
        putDraft(work, draft.id, () => ({ typeless: true }));
        return note(work, 'type-help', words.TYPE_HELP);
      }
      put(work, { drafts: work.conversation.drafts.filter((d) => d.id !== draft.id), shown: undefined });
      return note(work, 'type-later', words.TYPE_LATER);
    }
    if (draft.type !== undefined) note(work, 'changed', words.CHANGED_TYPE(draft.type, to));
    putDraft(work, draft.id, (d) => ({ read: stillRead(d.read, 'type') }));
    return retype(work, draft.id, to);
  }
  const was = draft.fields[field];
  if (to === null && typeof was === 'string' && DAYS.has(field) && was > work.facts.day) {
    put(work, { drafts: work.conversation.drafts.filter((d) => d.id !== draft.id), shown: undefined });
    return note(work, 'come-back', words.COME_BACK(was));
  }
  if (to === null && (field === 'date' || field === 'from') && draft.dayless === undefined)
    return putDraft(work, draft.id, () => ({ dayless: true }));
  if (
    set.correcting ||
    (was !== undefined && was !== null && to !== '' && JSON.stringify(was) !== JSON.stringify(to))
  ) {
    if (to !== '') note(work, 'changed', words.CHANGED(field, was ?? undefined, to));
  }
  const stale = STALE[field] ?? [];
  putDraft(work, draft.id, (d) => {
    const fields: { [k: string]: FieldValue } = { ...d.fields, [field]: to };
    if (field === 'from' && to === null) fields.to = null;
    if (field === 'from' || field === 'to') delete fields.date;
    for (const other of stale) delete fields[other];
    if (isParted) delete fields[whole];
    const held = field === 'date' ? apartFromTheDay(d.assumed) : d.assumed;
    const assumed = set.assumed ? [...held, set.assumed] : held;
    const read = stillRead(d.read, field);
    return { fields: checked(work, d, fields), assumed, read, repeated: undefined };
  });
}
const DAYS: ReadonlySet<string> = new Set(['date', 'from', 'to']);
/** What no longer holds when a field changes. */
const STALE: { readonly [field: string]: readonly string[] } = {
  from: ['fullDaysByYear', 'hoursByYear'],
  to: ['fullDaysByYear', 'hoursByYear'],
  fullDays: ['fullDaysByYear'],
  hours: ['hoursByYear'],
};

/** A yes. It counts for what the person last saw, and for nothing else. */
export function confirm(work: Work, card: string | undefined) {
  const { conversation } = work;
  const prompt = promptOf(conversation, work.facts);
  if (!prompt)
    return card === undefined
      ? note(work, 'nothing-open', words.NOTHING_OPEN)
      : note(work, 'card-done', words.CARD_DONE);
  if (prompt.awaiting !== 'confirm') return note(work, 'still-open', words.STILL_OPEN);
  const current = prompt.card?.id;
  const { request } = conversation;
  // 确认提交, for a request whose card comes next.
  if (request && card === requestCard(request).id && card !== current)
    return note(work, 'check-first', words.CHECK_FIRST);
  if (card !== undefined && card !== current) return note(work, 'old-card', words.OLD_CARD);
  if (card === undefined && conversation.shown?.card !== current) return note(work, 'check-first', words.CHECK_FIRST);
  if (conversation.pending?.is === 'withdraw') return removeRecorded(work, conversation.pending.activity);
  if (conversation.pending?.is === 'leave') return keepLeave(work, conversation.pending);
  if (conversation.pending?.is === 'withdraw-request') return removeRequest(work, conversation.pending.request);
  if (conversation.drafts.length > 0) return record(work);
  if (request) return sendRequest(work, request);
}

function record(work: Work) {
  const { drafts } = work.conversation;
  const entries = drafts.map(
    (draft): LedgerEntry => ({
      activity: activityOf(draft),
      status: 'submitted',
      ...(draft.replaces !== undefined ? { replaces: draft.replaces } : {}),
      recordedAt: work.facts.at,
      attachments: draft.attachments,
    }),
  );
  for (const entry of entries) work.effects.push({ is: 'record', entry });
  const replaced = new Set(entries.flatMap((e) => (e.replaces !== undefined ? [e.replaces] : [])));
  const ledger = work.facts.ledger.map(
    (e): LedgerEntry => (replaced.has(e.activity.id) ? { ...e, status: 'withdrawn' } : e),
  );
  work.facts = { ...work.facts, ledger: [...ledger, ...entries] };
  put(work, { drafts: [], last: entries.map((e) => e.activity.id), shown: undefined, pending: undefined });
  say(work, replaced.size > 0 ? 'corrected' : 'recorded', verdictOf(entries, work.facts), true);
}

/** 不报了: of one draft, of all, of a request, of whatever waits. */
export function cancel(work: Work, which: number | undefined) {
  const { pending, drafts, request } = work.conversation;
  if (pending && pending.is !== 'profile' && pending.is !== 'about') {
    put(work, { pending: undefined });
    if (pending.is === 'leave') return note(work, 'leave-not', words.LEAVE_NOT);
    const isKept = pending.is === 'withdraw' || pending.is === 'withdraw-request' || pending.is === 'which';
    return isKept ? note(work, 'kept', words.KEPT) : note(work, 'cancelled', words.CANCELLED);
  }
  if (drafts.length > 0) {
    const one = which !== undefined ? drafts[which - 1] : undefined;
    if (one && drafts.length > 1) {
      put(work, { drafts: drafts.filter((d) => d.id !== one.id) });
      return note(
        work,
        'cancelled-one',
        words.CANCELLED_ONE(nameOf({ ...one.fields, ...(one.type ? { type: one.type } : {}) })),
      );
    }
    const wasAmend = drafts.every((d) => d.replaces !== undefined);
    put(work, { drafts: [], pending: undefined, shown: undefined });
    // Told again only to bring the certificate: it goes to the one recorded.
    const [again] = drafts;
    // A paper sent after a returned report, which it is not for, waits for its own.
    const back = work.facts.ledger.find((e) => e.activity.id === again?.replaces && e.status === 'rejected');
    if (drafts.length === 1 && again && back) {
      const loose = again.attachments.filter((hash) => !back.attachments.includes(hash));
      put(work, { files: [...new Set([...work.conversation.files, ...loose])].slice(-10) });
      return note(work, 'not-changed', words.NOT_CHANGED + (loose.length > 0 ? words.FILE_TELL : ''));
    }
    const kept = work.facts.ledger.find((e) => e.activity.id === again?.same && e.status === 'submitted');
    if (drafts.length === 1 && again && kept && again.attachments.length > 0) {
      work.effects.push({ is: 'attach', activity: kept.activity.id, files: again.attachments });
      return note(work, 'cancelled', words.CANCELLED + words.FILE_ON_RECORD(nameOf(kept.activity)));
    }
    return wasAmend ? note(work, 'not-changed', words.NOT_CHANGED) : note(work, 'cancelled', words.CANCELLED);
  }
  if (request) {
    put(work, { request: undefined, pending: undefined });
    return note(work, 'request-cancelled', words.CANCELLED_REQUEST);
  }
  if (pending) {
    put(work, { pending: undefined });
    return note(work, 'all-right', words.ALL_RIGHT);
  }
  note(work, 'nothing-to-cancel', words.NOTHING_TO_CANCEL);
}

export function restart(work: Work, hasMore = false) {
  put(work, { drafts: [], request: undefined, pending: undefined, shown: undefined });
  note(work, 'restarted', hasMore ? words.RESTARTED : words.RESTARTED + words.TELL_ANEW);
}

export function resume(work: Work) {
  const { shelf, drafts } = work.conversation;
  if (shelf.length > 0) {
    put(work, { drafts: [...drafts, ...shelf].slice(0, MOST), shelf: [] });
    note(work, 'resumed', words.RESUMED);
  } else if (promptOf(work.conversation, work.facts) === null) note(work, 'nothing-to-resume', words.NOTHING_TO_RESUME);
}

/** The clock: one nudge, then the shelf. */
export function silence(work: Work, stage: 'nudge' | 'shelf') {
  const { drafts, request, shelf } = work.conversation;
  if (drafts.length === 0 && !request) return;
  if (stage === 'nudge') {
    put(work, { nudged: work.facts.at });
    const { drafts, request } = work.conversation;
    return note(work, 'nudge', drafts.length === 0 && request ? words.NUDGE_REQUEST : words.NUDGE);
  }
  put(work, {
    shelf: [...shelf, ...drafts].slice(-MOST),
    drafts: [],
    request: undefined,
    pending: undefined,
    shown: undefined,
  });
  work.quiet = true;
  note(work, 'shelved', drafts.length > 0 ? words.SHELVED : words.REQUEST_SHELVED);
}

/** A button. What an old card carries is not taken. */
export function pressed(work: Work, press: Extract<Intent, { is: 'press' }>, apply: (intent: Intent) => void) {
  const { action, card } = press;
  if (action?.is === 'confirm') return confirm(work, card);
  const open = promptOf(work.conversation, work.facts);
  const isOld = card !== undefined && /^[crx]:/.test(card) && card !== open?.card?.id;
  const old = (): void => (open ? note(work, 'old-card', words.OLD_CARD) : note(work, 'card-done', words.CARD_DONE));
  if (card?.startsWith('f:') && card !== open?.card?.id) return old();
  if (action === undefined) return note(work, 'unclear', words.UNCLEAR);
  if (action.is === 'cancel') return isOld ? old() : cancel(work, undefined);
  if (action.is === 'change') {
    if (!isOld && retellRequest(work)) return;
    work.quiet = !isOld;
    return isOld ? old() : note(work, 'what-is-wrong', words.WHAT_IS_WRONG);
  }
  const about = card !== undefined ? /^q:([^:]+):/.exec(card)?.[1] : undefined;
  const index = work.conversation.drafts.findIndex((d) => d.id === about);
  if (about !== undefined && index < 0 && work.conversation.request?.id !== about) return old();
  const draft = index >= 0 ? { draft: index + 1 } : {};
  if (action.is === 'pick') return apply({ is: 'set', field: 'which', to: action.n, ...draft });
  const { field, to } = action;
  apply({ is: 'set', field, to: field === 'institution' && typeof to === 'string' ? placeNamed(to) : to, ...draft });
}

function placeNamed(level: string): FieldValue {
  const kind =
    level === 'school'
      ? 'school'
      : level === 'clinic'
        ? 'individual-clinic'
        : ['province', 'prefecture', 'county'].includes(level)
          ? 'hospital'
          : undefined;
  return kind ? { level, kind } : { level };
}
