/**
 * How a chat comes to be somebody's: a number and a code together. The one place that says whether they are right, used by
 * the talk and by the page's entrance alike.
 */
import { dayOf } from '../days.ts';
import { withTold } from '../ledger/profile.ts';
import type { Guesses, HeldCode, Roster, Store, Write } from '../store/index.ts';
import type { Address, Instant } from '../types/index.ts';
import { boundElsewhere, GUESSING_LOG, guessingNotice } from '../words/person/binding.ts';
import { isCode, NOBODY, readCode, sameNumber, tagOf } from './codes.ts';
import { countOne, houseKey, isTelling, keysOf, type Trier } from './guessing.ts';
import { hasLeft } from './leaving.ts';
import { administratorsOf } from './may.ts';

/** Failures against one code, or with other numbers than its own, after which it stands for nobody. */
const WORN = 5;

export interface BindDeps {
  readonly store: Store;
  readonly log: (what: string) => void;
  /** Something to be said at these addresses was written. */
  readonly moved?: (addresses: readonly Address[]) => void;
}

/** What was typed, and by whom. */
export interface Attempt {
  /** The staff number, or the number that was given out with the code. */
  readonly number: string;
  readonly code: string;
  /** The chat that would be bound. */
  readonly address: Address;
  /** The network address of a browser, where it is known. */
  readonly network?: string;
  /** Chats of this channel cost nothing to make (a browser's). */
  readonly isFree: boolean;
  readonly at: Instant;
}

export type Verified =
  /** Number and code belong together and the code is open. `issue`: which of the member's codes. */
  | { readonly is: 'right'; readonly member: string; readonly issue: string; readonly name?: string }
  /** Wrong, unknown, expired, used or burnt: nobody is told which. */
  | { readonly is: 'refused' }
  /** A pause runs for the number, the chat, the network or the house: nothing was compared or counted. */
  | { readonly is: 'wait' };

/**
 * Whether the number and the code belong together. The failure is counted in the store before anything is compared, and
 * taken back where they do, so that a thousand tries at once count as a thousand, and a restart forgets none. Changes
 * nothing else: the code stays open until it is used.
 */
export async function tryCode(deps: BindDeps, attempt: Attempt): Promise<Verified> {
  const { store } = deps;
  const { at, address } = attempt;
  const code = readCode(attempt.code);
  const number = sameNumber(attempt.number).slice(0, 64);
  const trier: Trier = { ...attempt, number };
  const keys = keysOf(trier);
  let counted: readonly Guesses[] = [];
  const held = await store.beginTry(
    {
      keys,
      // What no code can look like wears none out.
      number: code === undefined ? '' : number,
      most: WORN,
      count: (stand) => {
        const next = countOne(stand, trier, at);
        counted = next ?? [];
        return next;
      },
    },
    at,
  );
  if (!held) return { is: 'wait' };
  const right = code === undefined ? undefined : await theRight(code, held);
  const known = right && (await store.member(right.member));
  if (right && known && !hasLeft(known.member, dayOf(at))) {
    await store.forgiveTry(keys, right.member);
    const { name } = known.member;
    return { is: 'right', member: right.member, issue: right.issue, ...(name === undefined ? {} : { name }) };
  }
  const others = code === undefined ? [] : await toldWithAnother(store, { code, number, at });
  await wearOut(store, [...held.map(({ member }) => member), ...others], at);
  if (isTelling(counted)) await tellOperators(deps, address.channel, at);
  return { is: 'refused' };
}

/** Which of these is the code; something is compared even where there is none. */
async function theRight(code: string, held: readonly HeldCode[]): Promise<HeldCode | undefined> {
  let right: HeldCode | undefined;
  for (const one of held) if (await isCode(code, one)) right ??= one;
  if (held.length === 0) await isCode(code, NOBODY);
  return right;
}

/** Whose code it is that was told with another's number. */
async function toldWithAnother(
  store: Store,
  { code, number, at }: { readonly code: string; readonly number: string; readonly at: Instant },
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const one of await store.openWithTag(tagOf(code), number, at))
    if (await isCode(code, one)) {
      await store.countWrong(one.member);
      found.push(one.member);
    }
  return found;
}

async function wearOut(store: Store, members: readonly string[], at: Instant): Promise<void> {
  const burnt = await store.burnWorn(members, WORN, at);
  if (burnt.length > 0)
    await store.commit({
      at,
      writes: burnt.map((member) => ({
        is: 'audit',
        member,
        by: 'house',
        what: 'code-burnt',
        detail: { why: 'worn' },
      })),
    });
}

/** Whether this one of the member's codes may still bind. */
export async function isOpen(store: Store, member: string, issue: string, at: Instant): Promise<boolean> {
  const [code] = await store.codesOf([member]);
  const isOver = code === undefined || Date.parse(code.until) < Date.parse(at);
  return !isOver && code.issue === issue && code.usedAt === undefined && code.burntAt === undefined;
}

/** A code was said where others read it: if it is anybody's, it is burnt. */
export async function burnSeen(store: Store, text: string, at: Instant): Promise<void> {
  const code = readCode(text);
  if (code === undefined) return;
  for (const one of await store.openWithTag(tagOf(code), '', at))
    if (await isCode(code, one))
      await store.commit({
        at,
        writes: [
          { is: 'code-burnt', member: one.member },
          { is: 'audit', member: one.member, by: 'house', what: 'code-burnt', detail: { why: 'seen' } },
        ],
      });
}

/** Somebody guesses: the log and every administrator hear of it, once an hour at most. */
async function tellOperators({ store, log, moved }: BindDeps, channel: string, at: Instant): Promise<void> {
  const failures = (await store.guesses(houseKey(channel)))?.failures ?? 0;
  const rule = { rule: 'guessing', deadline: dayOf(at), stage: new Date(at).toISOString().slice(0, 13) };
  if ((await store.notify({ member: 'house', ...rule }, at, [])) === 'said') return;
  log(GUESSING_LOG(channel, failures));
  const told: Address[] = [];
  for (const { member, address } of await administratorsOf(store)) {
    const key = `guessing:${rule.stage}:${member}`;
    const body = { text: guessingNotice(channel, failures) };
    await store.notify({ member, ...rule }, at, [{ is: 'say', saying: { key, to: address, member, body } }]);
    told.push(address);
  }
  moved?.(told);
}

/** A chat that becomes somebody's. */
export interface Binding {
  readonly address: Address;
  readonly member: string;
  readonly issue: string;
  /** Whose the chat was. */
  readonly before?: Roster | undefined;
  readonly at: Instant;
}

/** Whether what somebody has told so far goes along with them: they had only introduced themselves. */
export const goesAlong = (before: Roster | undefined, to: string): before is Roster =>
  before !== undefined && before.origin !== 'roster' && before.member.demo !== true && before.member.id !== to;

/**
 * The rows of a binding: the code is used up, the chat is the member's, who was only a makeshift for them is merged into
 * them, what the chat showed of anybody else is gone from it, and their other chats are told. Committing them gives
 * `stale` where the code was used meanwhile.
 */
export async function bindingWrites(
  store: Store,
  { address, member, issue, before, at }: Binding,
): Promise<readonly Write[]> {
  const { channel, peer } = address;
  const along = goesAlong(before, member);
  const isSomebodyElses = before !== undefined && before.member.id !== member && !along;
  const others = (await store.identities(member)).filter(
    (one) => one.address.channel !== channel || one.address.peer !== peer,
  );
  const merged = along ? { merged: before.member.id } : {};
  // What they had told of themselves fills what the roster leaves open, as their own word, and changes nothing of it.
  const owner = along ? await store.member(member) : undefined;
  const told = owner?.origin === 'roster' && along ? withTold(owner.member, before.member, dayOf(at)) : undefined;
  return [
    { is: 'code-used', member, issue },
    ...(isSomebodyElses ? [{ is: 'clear-chat' as const, address: { channel, peer } }] : []),
    { is: 'identity', address: { channel, peer }, member },
    ...(owner && told && told !== owner.member
      ? [{ is: 'member' as const, member: told, origin: owner.origin, was: owner.member }]
      : []),
    ...(along ? [{ is: 'merge' as const, from: before.member.id, to: member }] : []),
    { is: 'audit', member, by: member, what: 'bound', detail: { channel, peer, ...merged } },
    ...others.map((other): Write => {
      const key = `bound:${issue}:${other.address.channel}:${other.address.peer}`;
      return { is: 'say', saying: { key, to: other.address, member, body: { text: boundElsewhere(channel, at) } } };
    }),
  ];
}

export type BoundAt =
  | { readonly is: 'bound'; readonly member: string; readonly name?: string }
  | { readonly is: 'refused' }
  | { readonly is: 'wait' };

/**
 * Binds a chat in one go, where nobody has to be asked first: at the page's entrance. `address` should be one that is
 * nobody's yet (a new session's); where it is somebody's who only introduced themselves, what they told goes along, and
 * where it is anybody else's, nothing does. Commits everything, the notices to the person's other chats and the audit rows
 * included. `refused` and `wait` are to be told in the same words.
 */
export async function bindAt(deps: BindDeps, attempt: Attempt): Promise<BoundAt> {
  const verified = await tryCode(deps, attempt);
  if (verified.is !== 'right') return verified;
  const { address, at } = attempt;
  const { member, issue, name } = verified;
  const before = await deps.store.memberAt(address);
  const writes = await bindingWrites(deps.store, { address, member, issue, before, at });
  if ((await deps.store.commit({ at, writes })) !== 'done') return { is: 'refused' };
  deps.moved?.((await deps.store.identities(member)).map((one) => one.address));
  return { is: 'bound', member, ...(name === undefined ? {} : { name }) };
}
