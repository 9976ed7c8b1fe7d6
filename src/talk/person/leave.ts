/** A maternity leave: its days are shown before they count. Pure. */

import type { Intent } from '../../types/index.ts';
import * as words from '../../words/talk/talk.ts';
import { note, put, say, type Work } from '../work.ts';
import { profile } from './profile.ts';

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
  profile(work, { patch: { flags: ['maternity'], maternityLeave: { from, to } } });
}
