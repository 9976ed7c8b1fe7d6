/** What one may do about others. Every door, command and talk asks here, and nowhere else. */
import type { Store } from '../store/index.ts';
import type { Address, Member } from '../types/index.ts';
import { treeOf, type UnitTree } from './tree.ts';

/** What a member may do about others, by their duties and the tree of units. Never about themselves. */
export interface Reach {
  /** Units whose figures they look at: those they manage, with all below; of an auditor, every unit. */
  readonly units: ReadonlySet<string>;
  /** The topmost of `units`. */
  readonly tops: readonly string[];
  /** Units in which they decide something or read what waits. */
  readonly reviewed: ReadonlySet<string>;
  /** Whether they may look at the other's figures and records. */
  sees(other: Member): boolean;
  /** Whether they may decide something of the other's: a type of activity or a kind of request. */
  decides(other: Member, kind: string): boolean;
  /** Whether they may read something of the other's that waits for a decision, with its papers. */
  reads(other: Member, kind: string): boolean;
}

/** Invented people and real ones never reach each other. */
export const sameWorld = (one: { readonly demo?: boolean }, other: { readonly demo?: boolean }): boolean =>
  (one.demo === true) === (other.demo === true);

/** @param all the units there are, for an auditor */
export function reachOf(
  member: Member,
  tree: UnitTree,
  all: readonly { readonly id: string; readonly demo?: boolean }[],
): Reach {
  const managed = new Set((member.manages ?? []).flatMap((unit) => [...tree.under(unit)]));
  const reviewed = (member.reviews ?? []).map(({ unit, kinds }) => ({ units: tree.under(unit), kinds }));
  const every = member.auditor === true ? all.filter((unit) => sameWorld(member, unit)).map(({ id }) => id) : [];
  const units = new Set([...managed, ...every]);
  const isOther = (other: Member): other is Member & { unit: string } =>
    other.unit !== undefined && other.id !== member.id && sameWorld(member, other);
  const sees = (other: Member): boolean => isOther(other) && units.has(other.unit);
  const decides = (other: Member, kind: string): boolean =>
    isOther(other) &&
    (managed.has(other.unit) ||
      reviewed.some((one) => one.units.has(other.unit) && (one.kinds === undefined || one.kinds.includes(kind))));
  return {
    units,
    tops: tree.tops(units),
    reviewed: new Set([...units, ...reviewed.flatMap((one) => [...one.units])]),
    sees,
    decides,
    reads: (other, kind) => sees(other) || decides(other, kind),
  };
}

/** The reach of a member as the store has the units now. */
export async function reachIn(store: Pick<Store, 'units'>, member: Member): Promise<Reach> {
  const units = await store.units();
  return reachOf(member, treeOf(units), units);
}

/** Somebody with what they manage alone: what is sent unasked goes to whom it is the work of, and not to who may read it. */
export const asManager = ({ auditor: _, reviews: __, ...member }: Member): Member => member;

/** Whether they have figures of others to look at. */
export const looksAtUnits = ({ manages = [], auditor }: Member): boolean => manages.length > 0 || auditor === true;
/** Whether they have anything of others to decide. */
export const decidesForUnits = ({ manages = [], reviews = [] }: Member): boolean => manages.length + reviews.length > 0;
/** Whether they may read what waits for a decision. */
export const readsReviews = (member: Member): boolean => decidesForUnits(member) || looksAtUnits(member);

type House = Pick<Store, 'hasRoster'>;
/** An invented person's duty for the whole house counts only where no institution's own people are. */
const counts = async (store: House, member: Member): Promise<boolean> =>
  member.demo !== true || !(await store.hasRoster());

/** Whether they may look after what the documents' answers miss. */
export const mayCurate = async (store: House, member: Member): Promise<boolean> =>
  member.curator === true && (await counts(store, member));
/** Whether they may read the audit trail, and take a copy of it. */
export const mayReadTrail = async (store: House, member: Member): Promise<boolean> =>
  (member.administrator === true || member.auditor === true) && (await counts(store, member));

/** Whether two rows of the roster are one person, as far as we can tell: a second pair of eyes must be another's. */
export const samePerson = (one: Member, other: Member): boolean =>
  one.id === other.id || (one.mobile !== undefined && one.mobile === other.mobile);

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

/** Who manages the member's unit; where nobody of them is reached, who manages the nearest unit above. */
export async function managersOf(store: Holding, member: Member): Promise<readonly Holder[]> {
  const tree = treeOf(await store.units());
  for (const unit of member.unit === undefined ? [] : tree.above(member.unit)) {
    const found = await holders(
      store,
      (one) => one.id !== member.id && sameWorld(one, member) && (one.manages ?? []).includes(unit),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/** The administrators of the house. */
export const administratorsOf = (store: Holding): Promise<readonly Holder[]> =>
  holders(store, ({ administrator }) => administrator === true);
