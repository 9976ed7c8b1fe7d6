/** The desk's part in binding: what became of a number and a code, one's chats, and the rows of what was decided. */
import { createHash } from 'node:crypto';
import { DAY_MS } from '../days.ts';
import { type BindDeps, bindingWrites, burnSeen, goesAlong, isOpen, tryCode } from '../people/binding.ts';
import { freshNumber, issueCode, makeCode, showCode } from '../people/codes.ts';
import type { Roster, Store, Waiting, Write } from '../store/index.ts';
import type { Facts, StepResult } from '../talk/index.ts';
import type { Address, BindFact, ChatFact, Conversation, Instant, Intent } from '../types/index.ts';
import { maskCode, mayHoldCode } from '../understand/index.ts';
import { idsOf } from './ids.ts';

/** A code that was told without its number is remembered this long, in memory alone. */
const HEARD_MS = 10 * 60_000;
const MOST_HEARD = 10_000;

const placeOf = ({ channel, peer }: Address): string => `${channel}\n${peer}`;
/** Stands for an address in what is kept and shown. */
export const chatRef = (address: Address): string =>
  createHash('sha256').update(placeOf(address)).digest('base64url').slice(0, 12);

/** Codes whose number is still to come. A restart forgets them, and both are asked for again. */
export interface HeardCodes {
  hear(address: Address, code: string, at: Instant): void;
  take(address: Address, at: Instant): string | undefined;
}

export function createHeardCodes(): HeardCodes {
  const heard = new Map<string, { readonly code: string; readonly until: number }>();
  return {
    hear: (address, code, at) => {
      heard.delete(placeOf(address));
      heard.set(placeOf(address), { code, until: Date.parse(at) + HEARD_MS });
      for (const [place] of heard) {
        if (heard.size <= MOST_HEARD) break;
        heard.delete(place);
      }
    },
    take: (address, at) => {
      const found = heard.get(placeOf(address));
      return found !== undefined && found.until >= Date.parse(at) ? found.code : undefined;
    },
  };
}

/** What was made of a message's number and code: tried once, however often the message is stepped. */
export interface Tried {
  fact?: BindFact;
}

interface Said {
  readonly address: Address;
  readonly conversation: Conversation;
  readonly intents: readonly Intent[];
  readonly tried: Tried;
  /** Chats of this channel cost nothing to make. */
  readonly isFree: boolean;
}

/** Adds what binding calls for. */
export async function gatherBinding(
  deps: BindDeps & { readonly heard: HeardCodes },
  facts: Facts,
  said: Said,
): Promise<Facts> {
  const { intents, conversation, address } = said;
  const told = intents.find((intent) => intent.is === 'bind');
  const binding = await bindingFact(deps, facts, said, told);
  const isAboutChats =
    conversation.pending?.is === 'unbind' || intents.some(({ is }) => is === 'bindings' || is === 'unbind');
  const chats =
    isAboutChats && facts.member ? await chatsOf(deps.store, facts.member.id, address, facts.at) : undefined;
  const isWish = told && told.code === undefined && (told.staffNumber ?? askedOf(conversation)?.number) === undefined;
  const fresh =
    isWish && facts.member && facts.direct
      ? {
          code: showCode(makeCode()),
          number: facts.member.staffNumber ?? (await freshNumber(deps.store)),
        }
      : undefined;
  return {
    ...facts,
    ...(binding ? { binding } : {}),
    ...(chats ? { chats } : {}),
    ...(fresh ? { freshCode: fresh } : {}),
  };
}

/** What we asked for, where that was a number or a code. */
const askedOf = ({ pending }: Conversation) => (pending?.is === 'bind' ? pending : undefined);

async function bindingFact(
  deps: BindDeps & { readonly heard: HeardCodes },
  { at, direct }: Facts,
  { address, conversation, tried, isFree }: Said,
  told: Extract<Intent, { is: 'bind' }> | undefined,
): Promise<BindFact | undefined> {
  if (!told) {
    const { pending } = conversation;
    if (pending?.is !== 'rebind') return undefined;
    const { member, issue, name } = pending;
    return (await isOpen(deps.store, member, issue, at)) ? { is: 'right', member, issue, name } : { is: 'refused' };
  }
  if (!direct) {
    if (told.code !== undefined) await burnSeen(deps.store, told.code, at);
    return undefined;
  }
  const asked = askedOf(conversation);
  const number = told.staffNumber ?? asked?.number;
  if (number === undefined) {
    if (told.code !== undefined) deps.heard.hear(address, told.code, at);
    return undefined;
  }
  const code = told.code ?? (asked?.hasCode ? deps.heard.take(address, at) : undefined);
  if (code === undefined) return asked?.hasCode ? { is: 'half' } : undefined;
  const before = tried.fact;
  if (before?.is === 'right' && !(await isOpen(deps.store, before.member, before.issue, at)))
    tried.fact = { is: 'refused' };
  tried.fact ??= await tryCode(deps, { number, code, address, isFree, at });
  return tried.fact;
}

/** A member's chats as `address` sees them, by the time they were bound. */
async function chatsOf(store: Store, member: string, address: Address, at: Instant): Promise<readonly ChatFact[]> {
  const own = [...(await store.identities(member))].sort((a, b) =>
    a.since < b.since ? -1 : a.since > b.since ? 1 : 0,
  );
  const isHere = (one: Address): boolean => placeOf(one) === placeOf(address);
  const mine = own.find((one) => isHere(one.address));
  const isSettled = mine !== undefined && Date.parse(at) - Date.parse(mine.since) >= DAY_MS;
  return own.map(({ address: one, since, seenAt }) => ({
    ref: chatRef(one),
    address: one,
    since,
    seenAt,
    here: isHere(one),
    yields: isHere(one) || isSettled || (mine !== undefined && since > mine.since),
  }));
}

/** Who did it, and by which message. */
interface Doing {
  readonly person: Roster;
  readonly member: string;
  readonly address: Address;
  readonly cause: string;
  readonly at: Instant;
}

export interface ChatChange {
  readonly writes: readonly Write[];
  /** Set when this address was bound: whose it is now, and whether who spoke was only a makeshift for them. */
  readonly bound?: { readonly to: string; readonly merged: boolean };
}

/** The rows of a code given out, a chat bound or given up. */
export async function chatWrites(store: Store, stepped: StepResult, doing: Doing): Promise<ChatChange> {
  const { person, member, address, cause, at } = doing;
  const writes: Write[] = [];
  let bound: ChatChange['bound'];
  for (const effect of stepped.effects)
    switch (effect.is) {
      case 'issue-code': {
        const { number, until } = effect;
        const { held } = await issueCode({ member, number, by: member }, { at, until }, effect.code);
        const line = stepped.replies.findIndex(({ about }) => about?.some(({ is }) => is === 'code'));
        writes.push({ is: 'code', code: held, ...(line < 0 ? {} : { said: `${cause}#${line}` }) });
        break;
      }
      case 'bind': {
        const { member: to, issue } = effect;
        writes.push(...(await bindingWrites(store, { address, member: to, issue, before: person, at })));
        bound = { to, merged: goesAlong(person, to) };
        break;
      }
      case 'use-code':
        writes.push({ is: 'code-used', member: effect.member, issue: effect.issue });
        break;
      case 'unbind': {
        const fresh = `m${idsOf(`${cause}:${chatRef(effect.address)}`)(0)}`;
        const { channel, peer } = effect.address;
        writes.push(
          { is: 'clear-chat', address: { channel, peer } },
          // A new nobody: whoever speaks here next is not taken for who spoke before.
          { is: 'member', member: { id: fresh }, origin: 'bare' },
          { is: 'identity', address: { channel, peer }, member: fresh },
          { is: 'audit', member, by: member, what: 'unbound', detail: { channel, peer } },
        );
        break;
      }
    }
  return { writes, ...(bound ? { bound } : {}) };
}

/** The row that takes a typed code out of what is kept; none where the message holds none. */
export function masked({ id, message: { body } }: Waiting, intents: readonly Intent[] | undefined): readonly Write[] {
  if (body.is !== 'text') return [];
  const told = intents?.find((intent) => intent.is === 'bind' && intent.code !== undefined);
  if (intents ? !told : !mayHoldCode(body.text)) return [];
  const number = told?.is === 'bind' ? told.staffNumber : undefined;
  return [{ is: 'reword', message: id, text: maskCode(body.text, number) }];
}
