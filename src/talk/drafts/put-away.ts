/** Drafts and requests left: cancelled, begun anew, put away after silence and taken up again. Pure. */

import { DECIDE } from '../../words/office/review.ts';
import { NOT_BOUND, NOT_UNBOUND } from '../../words/person/binding.ts';
import { nameOf } from '../../words/talk/activity.ts';
import * as words from '../../words/talk/talk.ts';
import { promptOf } from '../prompt.ts';
import { note, put, type Work } from '../work.ts';
import { nameOfDraft } from './name.ts';
import { MOST } from './report.ts';

/** 不报了: of one draft, of all, of a request, of whatever waits. */
export function cancel(work: Work, which: number | undefined) {
  const { pending, drafts, request } = work.conversation;
  if (pending && pending.is !== 'profile' && pending.is !== 'about') {
    put(work, { pending: undefined });
    if (pending.is === 'refuse') return note(work, 'not-refused', DECIDE.notRefused);
    if (pending.is === 'leave') return note(work, 'leave-not', words.LEAVE_NOT);
    if (pending.is === 'bind' || pending.is === 'rebind') return note(work, 'not-bound', NOT_BOUND);
    if (pending.is === 'unbind') return note(work, 'not-unbound', NOT_UNBOUND);
    const isKept = pending.is === 'withdraw' || pending.is === 'withdraw-request' || pending.is === 'which';
    return isKept ? note(work, 'kept', words.KEPT) : note(work, 'cancelled', words.CANCELLED);
  }
  if (drafts.length > 0) {
    const one = which !== undefined ? drafts[which - 1] : undefined;
    if (one && drafts.length > 1) {
      put(work, { drafts: drafts.filter((d) => d.id !== one.id) });
      return note(work, 'cancelled-one', words.CANCELLED_ONE(nameOfDraft(one)));
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
