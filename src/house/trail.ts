import type { AuditDeps } from '../../bots/web/house.ts';
import { dayOf } from '../days.ts';
import { createLooks } from '../people/looks.ts';
import { mayReadTrail } from '../people/may.ts';
import { trailCsv, trailPage, trailQuery } from '../people/trail.ts';
import type { Store } from '../store/index.ts';
import type { AuditSearch, Instant, Member } from '../types/index.ts';
import { DEEDS, TRAIL_FILE } from '../words/office/trail.ts';

/** The audit trail for the web: every call asks first whether this browser's person may read it; reading it leaves a line too. */
export function trailDeps(
  store: Store,
  now: () => Instant,
  memberAt: (peer: string) => Promise<Member | undefined>,
): AuditDeps {
  const looked = createLooks(store, now);
  const reader = async (peer: string): Promise<Member | undefined> => {
    const member = await memberAt(peer);
    return member && (await mayReadTrail(store, member)) ? member : undefined;
  };
  const begin = async (peer: string, search: AuditSearch) => {
    const member = await reader(peer);
    if (!member) return 'not-yours';
    const query = await trailQuery(store, search, member);
    return 'nobody' in query ? 'no-staff' : { member, query };
  };
  const deeds = Object.entries(DEEDS).map(([what, name]) => ({ what, name }));
  return {
    may: async (peer) => (await reader(peer)) !== undefined,
    page: async (peer, search, { after, limit }) => {
      const begun = await begin(peer, search);
      if (typeof begun === 'string') return begun;
      const { member, query } = begun;
      const whose = query.member === undefined ? {} : { member: query.member };
      await looked(member, [{ what: 'viewed-audit', ...whose, detail: { channel: 'web' } }]);
      const page = await trailPage(store, { ...query, limit, ...(after === undefined ? {} : { after }) });
      return { ...page, deeds };
    },
    copy: async (peer, search) => {
      const begun = await begin(peer, search);
      if (typeof begun === 'string') return begun;
      const { member, query } = begun;
      const at = now();
      const whose = query.member === undefined ? {} : { member: query.member };
      await store.commit({
        at,
        writes: [
          {
            is: 'audit',
            by: member.id,
            ...whose,
            what: 'exported',
            detail: { channel: 'web', content: 'audit', ...search },
          },
        ],
      });
      return { name: TRAIL_FILE(dayOf(at)), pieces: trailCsv(store, query) };
    },
  };
}
