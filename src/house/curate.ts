import type { CuratorDeps } from '../../bots/web/house.ts';
import type { Library } from '../answers/index.ts';
import { type Curator, createCurator } from '../curate/curator.ts';
import { conceptNames, suggestClauses } from '../curate/suggest.ts';
import { dayOf } from '../days.ts';
import { mayCurate, samePerson, sameWorld } from '../people/may.ts';
import { holdFolder, type Store, type Write } from '../store/index.ts';
import type { Address, CuratorEdit, Instant, Member } from '../types/index.ts';
import { CURATOR, editWords } from '../words/office/curate.ts';
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

/** Edits among which one is looked for. */
const LISTED = 1000;

interface Curating {
  readonly store: Store;
  readonly curator: Curator;
  readonly library: () => Library;
  /** How many it takes to publish. */
  readonly publish: 1 | 2;
  readonly now: () => Instant;
  /** Something to be said at these addresses was written. */
  readonly moved: (addresses: readonly Address[]) => void;
}

/** The curators who may say yes to what a member proposes. */
async function othersThan(store: Store, member: Member): Promise<readonly Member[]> {
  const all = (await store.members({ duty: true })).map((one) => one.member);
  return all.filter((one) => one.curator === true && sameWorld(one, member) && !samePerson(one, member));
}

/** Says something about an edit to members, each in the chat where they were heard from last, once. */
async function tell({ store, now, moved }: Curating, members: readonly string[], key: string, text: string) {
  const writes: Write[] = [];
  const reached: Address[] = [];
  for (const member of members) {
    const [identity] = await store.identities(member);
    if (!identity) continue;
    reached.push(identity.address);
    const saying = { key: `curate:${key}:${member}`, to: identity.address, member, body: { text } };
    writes.push({ is: 'say', saying });
  }
  if (writes.length === 0) return;
  await store.commit({ at: now(), writes });
  moved(reached);
}

/** The curator's side for the web: every call asks first whether this browser's person is one. */
export function curatorDeps(house: Curating, memberAt: (peer: string) => Promise<Member | undefined>): CuratorDeps {
  const { store, curator, library, publish } = house;
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
    return (await othersThan(store, member)).length === 0 ? CURATOR.alone : undefined;
  };
  const editOf = async (id: number) => (await store.edits(LISTED)).find((one) => one.id === id);
  /** A proposal is told to those who may say yes to it. */
  const told = async <T extends { readonly is: string; readonly edit?: number }>(
    by: string,
    outcome: T,
  ): Promise<T> => {
    const proposed = outcome.is === 'proposed' && outcome.edit !== undefined ? await editOf(outcome.edit) : undefined;
    const member = proposed && (await store.member(by))?.member;
    if (!proposed || !member) return outcome;
    const others = (await othersThan(store, member)).map(({ id }) => id);
    const words = editWords(proposed.edit as CuratorEdit);
    const about = proposed.undoes === undefined ? words : CURATOR.undoWords(proposed.undoes, words);
    await tell(house, others, `${proposed.id}:proposed`, CURATOR.pleaseLook(member.name ?? '', about));
    return outcome;
  };
  /** A yes or no is told to whoever proposed it. */
  const answered = async <T extends { readonly is: string }>(edit: number, outcome: T, text: string): Promise<T> => {
    const row = outcome.is === 'published' || outcome.is === 'done' ? await editOf(edit) : undefined;
    if (row) await tell(house, [row.by], `${edit}:${outcome.is}`, text);
    return outcome;
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
    publish: (peer, draft, how) => as(peer, async (by) => told(by, await curator.publish(by, draft, how))),
    approve: (peer, edit, how) =>
      as(peer, async (by) => answered(edit, await curator.approve(by, edit, how), CURATOR.saidYes(edit))),
    reject: (peer, edit, reason) =>
      as(peer, async (by) => answered(edit, await curator.reject(by, edit, reason), CURATOR.saidNo(edit, reason))),
    withdraw: (peer, edit) => as(peer, (by) => curator.withdraw(by, edit)),
    settle: (peer, group, status, note) =>
      as(peer, async (by) => {
        await curator.settle(by, group, status, note);
        return 'done' as const;
      }),
    edits: (peer) => as(peer, (by) => curator.edits(by)),
    undo: (peer, edit) => as(peer, async (by) => told(by, await curator.undo(by, edit))),
  };
}
