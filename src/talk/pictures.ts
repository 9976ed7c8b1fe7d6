/** What a model read from a certificate's picture: taken where the person has said nothing, shown as such, confirmed like the rest. Pure. */

import type { Draft, Extracted, Fields, FieldValue } from '../types/index.ts';
import { claimable } from '../understand/index.ts';
import * as words from '../words/talk/talk.ts';
import { checked, retype, settle } from './drafts/check.ts';
import { note, put, putDraft, type Work } from './work.ts';

const DAYS = ['date', 'from', 'to'];
/** A project's certificate is one or the other, as the province's rules have it. */
const EITHER = ['certified-credit', 'cme-project'];

/** What of the reading a draft has no word about yet. Days are one thing: of a day that was said nothing is added. */
function openIn(draft: Draft, proposed: Fields): readonly [string, FieldValue][] {
  const allowed = [...claimable(draft.type ?? ''), 'certificateNumber'];
  const isDated = DAYS.some((field) => draft.fields[field] !== undefined);
  return Object.entries(proposed).filter(
    ([field]) => allowed.includes(field) && draft.fields[field] === undefined && !(isDated && DAYS.includes(field)),
  );
}

/** Fills a draft from a picture that belongs to it. */
export function fillFromPicture(work: Work, id: string, hash: string, proposed: Fields) {
  putDraft(work, id, ({ looked = [] }) => ({ looked: [...new Set([...looked, hash])] }));
  const before = work.conversation.drafts.find((draft) => draft.id === id);
  const { type } = proposed;
  const isAmong = typeof type === 'string' && before?.type === undefined && before?.candidates?.includes(type);
  if (isAmong) retype(work, id, type);
  const draft = work.conversation.drafts.find((one) => one.id === id);
  if (!draft) return;
  const open = openIn(draft, proposed);
  if (open.length === 0 && !isAmong) return;
  putDraft(work, id, (d) => ({
    fields: checked(work, d, { ...d.fields, ...Object.fromEntries(open) }),
    read: [...new Set([...(d.read ?? []), ...(isAmong ? ['type'] : []), ...open.map(([field]) => field)])],
  }));
  note(work, 'from-picture', words.FROM_PICTURE);
  settle(work);
}

/**
 * A draft begun from a picture alone.
 * @param report begins drafts; what lies in `conversation.files` is attached by it
 */
export function beginFromPicture(
  work: Work,
  hash: string,
  proposed: Fields,
  report: (activities: readonly Extracted[]) => void,
): boolean {
  const { type } = proposed;
  if (typeof type !== 'string' || work.conversation.drafts.length > 0) return false;
  put(work, { files: [...new Set([...work.conversation.files, hash])].slice(-10) });
  const candidates = EITHER.includes(type) ? { candidates: EITHER } : {};
  report([{ type, ...candidates, fields: {}, said: '', assumed: [] }]);
  const [draft] = work.conversation.drafts;
  if (!draft) return false;
  putDraft(work, draft.id, () => ({ read: ['type'] }));
  fillFromPicture(work, draft.id, hash, proposed);
  return true;
}

/** Pictures that were read after their message had been answered: what stands on them is taken in with what is said next. */
export function takeSeen(work: Work) {
  const { pictures } = work.facts;
  if (!pictures) return;
  for (const { id, attachments, looked } of work.conversation.drafts)
    for (const hash of attachments) {
      const seen = looked?.includes(hash) ? undefined : pictures[hash];
      if (seen) fillFromPicture(work, id, hash, seen);
    }
}

/** The fields that still stand as they were read, after the person has set one. */
export const stillRead = (read: readonly string[] | undefined, set: string): readonly string[] | undefined => {
  const left = read?.filter((field) => field !== set && !(DAYS.includes(set) && DAYS.includes(field)));
  return left && left.length > 0 ? left : undefined;
};
