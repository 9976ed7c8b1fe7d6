/** What is recorded already, corrected: a draft of its own that replaces the entry. Pure. */

import { lasts } from '../../catalogue/index.ts';
import type { Draft, FieldValue, Intent, LedgerEntry } from '../../types/index.ts';
import { nameOf } from '../../words/talk/activity.ts';
import * as words from '../../words/talk/talk.ts';
import { fill } from '../drafts/fill.ts';
import { freshId, note, put, type SetIntent, type Work } from '../work.ts';
import { find } from './find.ts';

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
    sets.some((s) => s.field === 'date') && lasts(type)
      ? sets.map((s) => (s.field === 'date' ? { ...s, field: 'from' } : s))
      : sets;
  fill(work, moved);
}
