import type { Store } from '../store/index.ts';
import type { FieldValue, Instant, Member } from '../types/index.ts';

/** A page refreshes by itself: the same look of the same person within this is one look. */
const ONE_LOOK_MS = 60_000;
/** Looks that are remembered; beyond, the old ones are forgotten. */
const REMEMBERED = 10_000;

/** What somebody looked at that is another's. */
export interface Look {
  readonly what: string;
  /** Whose data it is, where it is one person's. */
  readonly member?: string;
  readonly detail: { readonly [name: string]: FieldValue };
}

/** Notes in the audit trail that somebody looked at another's data, the same look at most once a minute. */
export function createLooks(
  store: Pick<Store, 'commit'>,
  now: () => Instant,
): (by: Member, looks: readonly Look[]) => Promise<void> {
  const seen = new Map<string, number>();
  return async (by, looks) => {
    const at = now();
    const time = Date.parse(at);
    if (seen.size > REMEMBERED) for (const [key, last] of seen) if (time - last >= ONE_LOOK_MS) seen.delete(key);
    const fresh = looks.filter((look) => {
      const key = JSON.stringify([by.id, look.what, look.member, look.detail]);
      const last = seen.get(key);
      if (last !== undefined && Math.abs(time - last) < ONE_LOOK_MS) return false;
      seen.set(key, time);
      return true;
    });
    if (fresh.length === 0) return;
    await store.commit({ at, writes: fresh.map((look) => ({ is: 'audit', by: by.id, ...look })) });
  };
}
