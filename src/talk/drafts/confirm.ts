/** A yes, and what it records. Pure. */

import type { LedgerEntry } from '../../types/index.ts';
import * as words from '../../words/talk/talk.ts';
import { cardId } from '../card-id.ts';
import { giveUp, rebound } from '../person/bind.ts';
import { keepLeave } from '../person/leave.ts';
import { promptOf } from '../prompt.ts';
import { verdictOf } from '../records/verdict.ts';
import { removeRecorded } from '../records/withdraw.ts';
import { removeRequest, sendRequest } from '../requests/send.ts';
import { note, put, say, type Work } from '../work.ts';
import { activityOf } from './slots.ts';

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
  if (request && card === cardId.request(request) && card !== current)
    return note(work, 'check-first', words.CHECK_FIRST);
  if (card !== undefined && card !== current) return note(work, 'old-card', words.OLD_CARD);
  if (card === undefined && conversation.shown?.card !== current) return note(work, 'check-first', words.CHECK_FIRST);
  if (conversation.pending?.is === 'withdraw') return removeRecorded(work, conversation.pending.activity);
  if (conversation.pending?.is === 'leave') return keepLeave(work, conversation.pending);
  if (conversation.pending?.is === 'rebind') return rebound(work, conversation.pending);
  if (conversation.pending?.is === 'unbind') return giveUp(work, conversation.pending);
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
