import type { CuratorDeps } from '../../bots/web/house.ts';
import type { Library } from '../answers/index.ts';
import { type Curator, createCurator } from '../curate/curator.ts';
import { conceptNames, suggestClauses } from '../curate/suggest.ts';
import { dayOf } from '../days.ts';
import { holdFolder, type Store } from '../store/index.ts';
import type { Instant, Member } from '../types/index.ts';
import type { Knowledge } from './knowledge.ts';
import { tryElsewhere } from './worker.ts';

/** The curator over the house's library: edits are tried in a thread of their own, and the library is read anew after them. */
export const openCurator = (knowledge: Knowledge, store: Store, now: () => Instant): Curator =>
  createCurator({
    store,
    library: knowledge.library,
    own: knowledge.places.own,
    hold: () => holdFolder(knowledge.places.own),
    tryEdit: (edit, about) => tryElsewhere(knowledge.places, edit, about),
    reload: (kept) => knowledge.look({ now: true, ...(kept ? { kept } : {}) }),
    now,
    dayOf,
  });

/** The curator's side for the web: every call asks first whether this browser's person is one. */
export function curatorDeps(
  curator: Curator,
  library: () => Library,
  memberAt: (peer: string) => Promise<Member | undefined>,
): CuratorDeps {
  const by = async (peer: string): Promise<string | undefined> => {
    const member = await memberAt(peer);
    return member?.curator === true ? member.id : undefined;
  };
  const as = async <T>(peer: string, work: (by: string) => Promise<T>): Promise<T | undefined> => {
    const who = await by(peer);
    return who === undefined ? undefined : work(who);
  };
  return {
    may: async (peer) => (await by(peer)) !== undefined,
    groups: (peer) => as(peer, curator.groups),
    group: (peer, group) => as(peer, () => curator.group(group)),
    clauses: (peer, province, words) => as(peer, async () => suggestClauses(library(), province, [words])),
    suspended: (peer) => as(peer, async () => library().suspended),
    names: (peer) => as(peer, async () => conceptNames(library())),
    tryEdit: (peer, draft, group) => as(peer, () => curator.tryEdit(draft, group)),
    publish: (peer, draft, how) => as(peer, (who) => curator.publish(who, draft, how)),
    settle: (peer, group, status, note) =>
      as(peer, async (who) => {
        await curator.settle(who, group, status, note);
        return 'done' as const;
      }),
    edits: (peer) => as(peer, curator.edits),
    undo: (peer, edit) => as(peer, (who) => curator.undo(who, edit)),
  };
}
