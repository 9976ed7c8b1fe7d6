/** Requests sent and taken back, after a yes. Pure. */

import { changeOf } from '../../ledger/profile.ts';
import { yearAt } from '../../ledger/year.ts';
import { makeupOf } from '../../rules/index.ts';
import type { Request, RequestDraft, RequestKind } from '../../types/index.ts';
import * as change from '../../words/person/change.ts';
import * as asks from '../../words/talk/request.ts';
import { note, put, say, type Work } from '../work.ts';
import { changeRequests, changesIn, effectText } from './change.ts';

/** After the yes. */
export function sendRequest(work: Work, draft: RequestDraft) {
  if (draft.kind === 'profile-change') return sendChange(work, draft);
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
  say(
    work,
    'request-sent',
    {
      text: asks.REQUEST_SENT(asks.REQUEST_NAMES[draft.kind], asks.NEXT[draft.kind], makeup?.apply.cite),
    },
    true,
  );
}

/** A request for each change; one that waits for the same fact gives way. */
function sendChange(work: Work, draft: RequestDraft) {
  const { sent, gone } = changeRequests(work, draft);
  for (const request of gone) work.effects.push({ is: 'withdraw-request', request });
  for (const request of sent) work.effects.push({ is: 'request', request });
  const left = work.facts.requests.map((r) => (gone.includes(r.id) ? { ...r, status: 'withdrawn' as const } : r));
  work.facts = { ...work.facts, requests: [...left, ...sent] };
  put(work, { request: undefined, shown: undefined });
  const effect = effectText(changesIn(draft), work.facts);
  say(work, 'request-sent', { text: change.CHANGE_SENT(effect) }, true);
}

/** A request to be taken back: the one of that kind, else the last. What the employer has acted on is not ours to undo. */
export function withdrawRequest(work: Work, kind: RequestKind | undefined) {
  const waiting = work.facts.requests.filter((r) => r.status === 'submitted');
  const named = waiting.filter((r) => kind === undefined || r.kind === kind);
  // 职称更正 may be meant of the certificate or of what the institution has set.
  const open = named.length > 0 || kind !== 'title-correction' ? named : waiting.filter(isOfTitle);
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
  const told = one.kind === 'profile-change' ? changeOf(one.fields) : undefined;
  const text = told
    ? change.CHANGE_WITHDRAWN(told, work.facts.rulesets.names)
    : asks.REQUEST_WITHDRAWN(asks.REQUEST_NAMES[one.kind], one.year);
  say(work, 'request-withdrawn', { text }, true);
}

const isOfTitle = ({ kind, fields }: Request): boolean => kind === 'profile-change' && fields.field === 'title';
