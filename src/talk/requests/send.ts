/** Requests sent and taken back, after a yes. Pure. */

import { yearAt } from '../../ledger/year.ts';
import { makeupOf } from '../../rules/index.ts';
import type { RequestDraft, RequestKind } from '../../types/index.ts';
import * as asks from '../../words/talk/request.ts';
import { note, put, say, type Work } from '../work.ts';

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
  say(
    work,
    'request-sent',
    {
      text: asks.REQUEST_SENT(asks.REQUEST_NAMES[draft.kind], asks.NEXT[draft.kind], makeup?.apply.cite),
    },
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
