/** What one may do about others. Every door, command and talk asks here, and nowhere else. */
import type { Store } from '../store/index.ts';
import type { Address, Member } from '../types/index.ts';
import { treeOf, type UnitTree } from './tree.ts';

/** What a member may do about others, by their duties and the tree of units. Never about themselves. */
export interface Reach {
  /** Units whose figures they look at: those they manage, with all below; of an auditor, every unit. */
  readonly units: ReadonlySet<string>;
  /** Whether they may look at the other's figures and records. */
  sees(other: Member): boolean;
  /** Whether they may decide something of the other's: a type of activity or a kind of request. */
  decides(other: Member, kind: string): boolean;
}

/** Invented people and real ones never reach each other. */
const sameWorld = (one: Member, other: Member): boolean => (one.demo === true) === (other.demo === true);

/** @param all the units there are, for an auditor */
export function reachOf(member: Member, tree: UnitTree, all: readonly { readonly id: string }[]): Reach {
  const managed = new Set((member.manages ?? []).flatMap((unit) => [...tree.under(unit)]));
  const reviewed = (member.reviews ?? []).map(({ unit, kinds }) => ({ units: tree.under(unit), kinds }));
  const units = member.auditor === true ? new Set([...managed, ...all.map(({ id }) => id)]) : managed;
  const isOther = (other: Member): other is Member & { unit: string } =>
    other.unit !== undefined && other.id !== member.id && sameWorld(member, other);
  return {
    units,
    sees: (other) =>
      isOther(other) && (units.has(other.unit) || reviewed.some((one) => one.units.has(other.unit ?? ''))),
    decides: (other, kind) =>
      isOther(other) &&
      (managed.has(other.unit) ||
        reviewed.some((one) => one.units.has(other.unit) && (one.kinds === undefined || one.kinds.includes(kind)))),
  };
}

/** The reach of a member as the store has the units now. */
export async function reachIn(store: Pick<Store, 'units'>, member: Member): Promise<Reach> {
  const units = await store.units();
  return reachOf(member, treeOf(units), units);
}

/** A member who has something to do about another, and where they are reached. */
export interface Holder {
  readonly member: string;
  readonly address: Address;
}

/** Those with a duty for whom `is` holds, and where each is reached; nobody who has no address. */
async function holders(
  store: Pick<Store, 'members' | 'identities'>,
  is: (member: Member) => boolean,
): Promise<readonly Holder[]> {
  const found = (await store.members({ duty: true })).filter(({ member }) => is(member));
  const reached = await Promise.all(
    found.map(async ({ member: { id } }) => {
      const [identity] = await store.identities(id);
      return identity ? [{ member: id, address: identity.address }] : [];
    }),
  );
  return reached.flat();
}

type Holding = Pick<Store, 'members' | 'identities' | 'units'>;

/** Who may decide something of the member's (a type of activity or a kind of request). */
export async function reviewersOf(store: Holding, member: Member, kind: string): Promise<readonly Holder[]> {
  const units = await store.units();
  const tree = treeOf(units);
  return holders(store, (one) => reachOf(one, tree, units).decides(member, kind));
}

/** Who manages the member's unit, or one above it. */
export async function managersOf(store: Holding, member: Member): Promise<readonly Holder[]> {
  const tree = treeOf(await store.units());
  // Managing alone counts here: what somebody else only reviews or audits is no matter for them.
  const managing = (one: Member): Member => ({ id: one.id, manages: one.manages ?? [], demo: one.demo === true });
  return holders(store, (one) => reachOf(managing(one), tree, []).sees(member));
}

/** The administrators of the house. */
export const administratorsOf = (store: Holding): Promise<readonly Holder[]> =>
  holders(store, ({ administrator }) => administrator === true);
