/** Requests begun and filled in. Pure. */

import { EXEMPTIONS } from '../../catalogue/index.ts';
import type { FieldValue, Intent, RequestDraft, RequestKind } from '../../types/index.ts';
import { exemptionIn } from '../../understand/index.ts';
import { CHANGE_WRONG } from '../../words/person/change.ts';
import * as asks from '../../words/talk/request.ts';
import * as words from '../../words/talk/talk.ts';
import { missingProfile } from '../person/profile.ts';
import { freshId, note, put, type SetIntent, say, type Work } from '../work.ts';
import { barred, nextRequestWant, remark, usualYear } from './wants.ts';

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
  if (drafts.length === 0 && !pending && open?.kind === 'profile-change') {
    work.quiet = true;
    note(work, 'what-is-wrong', CHANGE_WRONG);
    return true;
  }
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
