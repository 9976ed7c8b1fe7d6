/** The answer to 哪一条: of records, and of what a paper belongs to. Pure. */

import { nameOf } from '../../words/talk/activity.ts';
import * as words from '../../words/talk/talk.ts';
import { nameOfDraft } from '../drafts/name.ts';
import { chooseChat } from '../person/bind.ts';
import { note, put, putDraft, type SetIntent, type Work } from '../work.ts';
import { reopen } from './amend.ts';

/** Of several papers the first is the one asked about; all where the answer says so: 都是第一项的. */
const parted = (files: readonly string[], sets: readonly SetIntent[]): [readonly string[], readonly string[]] =>
  sets.some((s) => s.field === 'which-all') ? [files, []] : [files.slice(0, 1), files.slice(1)];

/** The answer to 哪一条. */
export function setPending(work: Work, sets: readonly SetIntent[]) {
  const { pending } = work.conversation;
  if (pending?.is === 'unbind') return chooseChat(work, pending, sets);
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
    return note(work, 'file-on-draft', words.FILE_ON_DRAFT(nameOfDraft(draft)));
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
