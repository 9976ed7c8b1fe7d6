import type { CuratorDeps } from '../../bots/web/house.ts';
import type { Library } from '../answers/index.ts';
import { type Curator, createCurator } from '../curate/curator.ts';
import { conceptNames, suggestClauses } from '../curate/suggest.ts';
import { dayOf } from '../days.ts';
import { mayCurate, samePerson, sameWorld } from '../people/may.ts';
import { holdFolder, type Store } from '../store/index.ts';
import type { Instant, Member } from '../types/index.ts';
import { CURATOR } from '../words/office/curate.ts';
import type { Knowledge } from './knowledge.ts';
import { tryElsewhere } from './worker.ts';

/** Whether two ids are one person's; whom the roster does not have is only themselves. */
export const sameMember =
  (store: Pick<Store, 'member'>) =>
  async (one: string, other: string): Promise<boolean> => {
    if (one === other) return true;
    const [first, second] = await Promise.all([store.member(one), store.member(other)]);
    return first !== undefined && second !== undefined && samePerson(first.member, second.member);
  };

/** The curator over the house's library: edits are tried in a thread of their own, and the library is read anew after them. */
export const openCurator = (knowledge: Knowledge, store: Store, publish: 1 | 2, now: () => Instant): Curator =>
  createCurator({
    store,
    library: knowledge.library,
    own: knowledge.places.own,
    publish,
    samePerson: sameMember(store),
    hold: () => holdFolder(knowledge.places.own),
    tryEdit: (edit, about) => tryElsewhere(knowledge.places, edit, about),
    reload: (kept) => knowledge.look({ now: true, ...(kept ? { kept } : {}) }),
    now,
    dayOf,
  });

interface Curating {
  readonly store: Store;
  readonly curator: Curator;
  readonly library: () => Library;
  /** How many it takes to publish. */
  readonly publish: 1 | 2;
}

/** The curator's side for the web: every call asks first whether this browser's person is one. */
export function curatorDeps(
  { store, curator, library, publish }: Curating,
  memberAt: (peer: string) => Promise<Member | undefined>,
): CuratorDeps {
  const who = async (peer: string): Promise<Member | undefined> => {
    const member = await memberAt(peer);
    return member && (await mayCurate(store, member)) ? member : undefined;
  };
  const as = async <T>(peer: string, work: (by: string) => Promise<T>): Promise<T | undefined> => {
    const member = await who(peer);
    return member && work(member.id);
  };
  /** Said where it takes two and there is nobody else. */
  const hint = async (peer: string): Promise<string | undefined> => {
    const member = await who(peer);
    if (!member || publish === 1) return undefined;
    const all = await store.members({ duty: true });
    const others = all.filter(
      (one) => one.member.curator === true && sameWorld(one.member, member) && !samePerson(one.member, member),
    );
    return others.length === 0 ? CURATOR.alone : undefined;
  };
  return {
    may: async (peer) => (await who(peer)) !== undefined,
    hint,
    groups: (peer) => as(peer, curator.groups),
    group: (peer, group) => as(peer, () => curator.group(group)),
    clauses: (peer, province, words) => as(peer, async () => suggestClauses(library(), province, [words])),
    suspended: (peer) => as(peer, async () => library().suspended),
    names: (peer) => as(peer, async () => conceptNames(library())),
    tryEdit: (peer, draft, group) => as(peer, () => curator.tryEdit(draft, group)),
    publish: (peer, draft, how) => as(peer, (by) => curator.publish(by, draft, how)),
    approve: (peer, edit, how) => as(peer, (by) => curator.approve(by, edit, how)),
    reject: (peer, edit, reason) => as(peer, (by) => curator.reject(by, edit, reason)),
    withdraw: (peer, edit) => as(peer, (by) => curator.withdraw(by, edit)),
    settle: (peer, group, status, note) =>
      as(peer, async (by) => {
        await curator.settle(by, group, status, note);
        return 'done' as const;
      }),
    edits: (peer) => as(peer, (by) => curator.edits(by)),
    undo: (peer, edit) => as(peer, (by) => curator.undo(by, edit)),
  };
}
