/** Who else is spoken of: names of the roster that stand in a text, and whom of theirs the person may look at. */
import { looksAtUnits, reachIn } from '../people/may.ts';
import type { Store } from '../store/index.ts';
import type { Facts } from '../talk/index.ts';
import type { Intent, Member } from '../types/index.ts';
import { meantBy } from '../understand/index.ts';

/** Characters of a text that are looked through for names, and the lengths of a name. */
const LOOKED_THROUGH = 120;
const LENGTHS = [2, 3, 4, 5, 6, 7, 8];
const MAY_BE_NAME = /^[\p{Script=Han}·]+$/u;

/** Names of the person's own institution that stand in a text. None for who is not on its roster: they learn nothing of it. */
export async function namesIn(
  store: Pick<Store, 'names' | 'unit'>,
  { member, onRoster }: Pick<Facts, 'member' | 'onRoster'>,
  text: string,
): Promise<readonly string[]> {
  const unit = onRoster && member?.unit !== undefined ? await store.unit(member.unit) : undefined;
  if (!unit) return [];
  const looked = text.slice(0, LOOKED_THROUGH);
  const parts = new Set<string>();
  for (let at = 0; at < looked.length; at += 1)
    for (const length of LENGTHS) {
      const part = looked.slice(at, at + length);
      if (part.length === length && MAY_BE_NAME.test(part)) parts.add(part);
    }
  return parts.size === 0 ? [] : store.names([...parts], unit.institution);
}

type Other = Extract<Intent, { is: 'other' }>;
const SEEN: ReadonlySet<string> = new Set(['year', 'records', 'requests']);

/**
 * Whom the `other` intents mean among those at whose figures the person may look. Nobody else is looked up: whether
 * somebody exists elsewhere cannot be told from the answer.
 */
export async function gatherOthers(store: Store, facts: Facts, intents: readonly Intent[]): Promise<Facts> {
  const { member } = facts;
  const asked = intents.filter((intent): intent is Other => intent.is === 'other' && SEEN.has(intent.wants));
  if (asked.length === 0 || member === undefined || !looksAtUnits(member)) return facts;
  if (!facts.direct) return { ...facts, others: {} };
  const reach = await reachIn(store, member);
  const units = new Map((await store.units()).map(({ id, name }) => [id, name]));
  const all = await Promise.all([...reach.units].map((unit) => store.members({ unit })));
  const people = all
    .flat()
    .filter(({ member: one }) => reach.sees(one))
    .map(({ member: one }) => ({ member: one, name: one.name ?? '', unit: units.get(one.unit ?? '') ?? '' }));
  const others: Record<string, NonNullable<Facts['others']>[string]> = {};
  for (const { who, id } of asked) {
    const found = id === undefined ? meantBy(who, people) : people.filter((one) => one.member.id === id);
    others[who] = await factOf(store, found);
  }
  return { ...facts, others };
}

type Seen = { readonly member: Member; readonly name: string; readonly unit: string };

async function factOf(store: Store, found: readonly Seen[] | undefined): Promise<NonNullable<Facts['others']>[string]> {
  if (found === undefined) return { is: 'nameless' };
  const [only] = found;
  if (only === undefined) return { is: 'unknown' };
  if (found.length > 1)
    return { is: 'several', among: found.slice(0, 9).map(({ member: { id }, name, unit }) => ({ id, name, unit })) };
  const { member, unit } = only;
  const [ledger, requests] = await Promise.all([store.ledger(member.id), store.requests(member.id)]);
  return { is: 'found', member, unit, ledger, requests };
}
