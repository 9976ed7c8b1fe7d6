/** Which recorded activity is meant. Pure. */

import { live } from '../../ledger/year.ts';
import type { Extracted, LedgerEntry } from '../../types/index.ts';
import type { Work } from '../work.ts';

/** Entries as 明细 numbers them. */
const listed = (work: Work): readonly LedgerEntry[] => work.facts.ledger.filter((e) => e.status !== 'withdrawn');

type Found = { readonly one: LedgerEntry } | { readonly among: readonly LedgerEntry[] } | 'none' | 'missing';

/** Which recorded activity is meant: by its number, by what is said of it, else the last. */
export function find(
  work: Work,
  ordinal: number | undefined,
  like: Extracted | undefined,
  prefer?: (e: LedgerEntry) => boolean,
): Found {
  const all = live(work.facts.ledger);
  if (all.length === 0) return 'none';
  if (ordinal !== undefined) {
    const entry = listed(work)[ordinal - 1];
    return entry ? { one: entry } : 'missing';
  }
  if (like) {
    const fits = all.filter((e) => resembles(e, like));
    if (fits.length === 0) return 'missing';
    const [only] = fits;
    return fits.length === 1 && only ? { one: only } : { among: fits };
  }
  const recent = work.conversation.last.flatMap((id) => all.filter((e) => e.activity.id === id));
  const pool = recent.length > 0 ? recent : all;
  const fitting = prefer ? pool.filter(prefer) : pool;
  const from = fitting.length > 0 ? fitting : pool;
  const [only] = from;
  return from.length === 1 && only ? { one: only } : { among: from };
}

function resembles(entry: LedgerEntry, like: Extracted): boolean {
  const { type } = entry.activity;
  const isType =
    like.type !== undefined
      ? like.type === type || (like.candidates ?? []).includes(type)
      : like.candidates === undefined || like.candidates.includes(type);
  if (!isType) return false;
  const day = like.fields.date ?? like.fields.from;
  if (day !== undefined && day !== entry.activity.date && day !== entry.activity.from) return false;
  return ['role', 'form', 'kind', 'level'].every(
    (f) => like.fields[f] === undefined || entry.activity[f] === undefined || like.fields[f] === entry.activity[f],
  );
}
