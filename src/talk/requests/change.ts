/** A change of what the institution has set of a person: shown with what it would change, sent after a yes. Pure. */

import { type Change, changeOf, sameValue } from '../../ledger/profile.ts';
import { effectOf } from '../../ledger/requirement.ts';
import { yearAt } from '../../ledger/year.ts';
import type { FieldValue, Request, RequestDraft } from '../../types/index.ts';
import * as say from '../../words/person/change.ts';
import { REQUEST_NAMES, REQUEST_NEXT } from '../../words/talk/request.ts';
import type { Facts } from '../facts.ts';
import { freshId, note, put, type Work } from '../work.ts';

/** A request for a change, and what it says. */
interface Asked {
  readonly request: Request;
  readonly change: Change;
}

/** The changes that wait for the institution. */
export const waitingChanges = ({ requests }: Pick<Facts, 'requests'>): readonly Asked[] =>
  requests.flatMap((request) => {
    const change = request.kind === 'profile-change' && request.status === 'submitted' && changeOf(request.fields);
    return change ? [{ request, change }] : [];
  });

/** What a request for changes, not sent yet, is about. */
export const changesIn = (draft: RequestDraft | undefined): readonly Change[] =>
  draft?.kind === 'profile-change' && Array.isArray(draft.fields.changes)
    ? draft.fields.changes.flatMap((one) => changeOf(one as { [name: string]: FieldValue }) ?? [])
    : [];

const isSame = (one: Change, other: Change): boolean => one.field === other.field && sameValue(one.to, other.to);

/** What the institution has set is said to be otherwise: nothing changes, a request is shown. */
export function propose(work: Work, changes: readonly Change[]) {
  const { request: open } = work.conversation;
  const { names } = work.facts.rulesets;
  const waiting = waitingChanges(work.facts);
  const fresh = changes.filter((change) => {
    const same = waiting.find((one) => isSame(one.change, change) && one.change.from === change.from);
    const again = same ?? waiting.find((one) => isSame(one.change, change) && change.from === work.facts.day);
    if (again) note(work, 'change-waits', say.CHANGE_OPEN(again.change, names));
    return !again;
  });
  if (fresh.length === 0) return;
  if (open && open.kind !== 'profile-change') return note(work, 'change-later', say.CHANGE_LATER);
  if (work.conversation.drafts.length > 0) note(work, 'request-heard', REQUEST_NEXT(REQUEST_NAMES['profile-change']));
  const before = changesIn(open);
  const all = [...before.filter(({ field }) => !fresh.some((one) => one.field === field)), ...fresh];
  put(work, {
    request: {
      id: open?.id ?? freshId(work),
      version: (open?.version ?? 0) + 1,
      kind: 'profile-change',
      year: yearAt(work.facts.rulesets, work.facts.member?.province, work.facts.day),
      fields: { changes: all.map((change) => ({ ...change })) },
    },
  });
}

/** What was about to be asked for is as the institution has it after all. */
export function takeBack(work: Work, fields: readonly Change['field'][]) {
  const { request: open } = work.conversation;
  const before = changesIn(open);
  const left = before.filter(({ field }) => !fields.includes(field));
  if (!open || left.length === before.length) return;
  const next = { ...open, version: open.version + 1, fields: { changes: left.map((change) => ({ ...change })) } };
  put(work, { request: left.length > 0 ? next : undefined });
}

/** A request each, and those withdrawn in whose place they come. After the yes. */
export function changeRequests(
  work: Work,
  draft: RequestDraft,
): { readonly sent: readonly Request[]; readonly gone: readonly string[] } {
  const { rulesets, member, day, at } = work.facts;
  const changes = changesIn(draft);
  const year = draft.year ?? yearAt(rulesets, member?.province, day);
  const sent = changes.map(
    (change, i): Request => ({
      id: i === 0 ? draft.id : freshId(work),
      kind: 'profile-change',
      year,
      status: 'submitted',
      at,
      fields: { ...change },
    }),
  );
  const gone = waitingChanges(work.facts)
    .filter(({ change }) => changes.some(({ field }) => field === change.field))
    .map(({ request }) => request.id);
  return { sent, gone };
}

/** What changes would make of the year, in words; '' where nobody is known. */
export function effectText(changes: readonly Change[], facts: Facts): string {
  if (!facts.member) return '';
  const { before, after } = effectOf(facts, facts.member, changes, facts.day);
  return say.effectWords(before, after);
}

/** Beside how one's year stands: what waits, and what it would change; '' where nothing does. */
export function waitsText(facts: Facts): string {
  const changes = waitingChanges(facts).map(({ change }) => change);
  return changes.length === 0 ? '' : say.CHANGE_WAITS(changes, facts.rulesets.names, effectText(changes, facts));
}
