/** A house in memory for one talk: an empty store, and a desk, a post and a clock of its own, by the very code of the bots. */
import { tick } from '../../clock/tick.ts';
import { dayOf } from '../../days.ts';
import { createDesk } from '../../desk/desk.ts';
import { creditOf } from '../../ledger/year.ts';
import { createPost } from '../../post/post.ts';
import type { Rulesets } from '../../rules/index.ts';
import { examine, openStore } from '../../store/index.ts';
import { type Facts, newConversation, promptOf } from '../../talk/index.ts';
import type {
  About,
  Address,
  Answering,
  Channel,
  Fields,
  InboundBody,
  Instant,
  Member,
  Outgoing,
  Reply,
} from '../../types/index.ts';

/** A reply; of what was said in a group, where each went. */
export type Said = Reply & { readonly to?: 'group' | 'private' };

/** What every answer to a line carries, as contract.md has it. */
export interface Out {
  readonly talk: string;
  readonly replies: readonly Said[];
  readonly awaiting: string | null;
  readonly records: readonly object[];
  /** Of a change of the roster's facts also `field`, `was`, `to` and `from`. */
  readonly requests: readonly (Fields & { readonly kind: string; readonly year: number; readonly status: string })[];
  readonly person: object;
  /** Only where `start` asked for it. What the clock says names nothing. */
  readonly about?: readonly About[];
}

export interface Knowledge {
  readonly rulesets: Rulesets;
  readonly answer: Answering;
}

export interface World {
  /** Before anything was said. */
  started(): Promise<Out>;
  /** One message in, everything that came of it out. */
  hear(body: InboundBody, at: Instant | undefined, group?: { readonly mentioned: boolean }): Promise<Out>;
  /** A button of the newest card, by value or label; what is no button is said. `old`: the card that carried it. */
  tap(value: string, old: string | undefined, at: Instant | undefined): Promise<Out>;
  /** Time passes, in milliseconds; the clock strikes as it does in the house. */
  wait(milliseconds: number): Promise<Out>;
  close(): Promise<void>;
}

/** The platform: what is sent goes to `sent`, and on. */
const doorTo = (sent: (out: Outgoing, to: Address) => number): Channel => ({
  name: 'talk',
  caps: {
    cards: true,
    updatableCards: false,
    files: true,
    push: 'free',
    bytesPerText: 1_000_000,
    messagesPerMinute: 1_000_000,
  },
  start: async () => {},
  stop: async () => {},
  send: async (to, out) => ({ ok: true, messageId: `${sent(out, to)}` }),
  health: () => 'up',
});

const replyOf = (out: Outgoing): Reply =>
  out.is === 'card' ? { text: out.text, card: out.card } : { text: out.is === 'text' ? out.text : out.name };

/**
 * Opens the world of one talk at an instant. `who`: the person, where the house knows them already; `onRoster`: the
 * institution has put them there, else they have introduced themselves; `isNaming`: every answer names its utterances.
 */
export async function openWorld(
  id: string,
  start: Instant,
  {
    who,
    onRoster,
    isNaming,
  }: { readonly who: Member | undefined; readonly onRoster: boolean; readonly isNaming: boolean },
  { rulesets, answer }: Knowledge,
): Promise<World> {
  const store = await openStore(':memory:', start);
  const address: Address = { channel: 'talk', peer: id };
  let clock = Date.parse(start);
  let said: Said[] = [];
  let isGroup = false;
  let count = 0;
  let shown: Reply['card'];
  /** The answer whose buttons ask what it was worth. */
  let judged: Reply['card'];

  const now = (): Instant => new Date(clock).toISOString();
  const channel = doorTo((out, to) => {
    const where = isGroup ? { to: to.room === undefined ? ('private' as const) : ('group' as const) } : {};
    return said.push({ ...replyOf(out), ...where });
  });
  const caps = () => channel.caps;
  const log = (what: string, error?: unknown): void => console.error(`${id}: ${what}`, error ?? '');
  const desk = createDesk({
    store,
    rulesets,
    answer,
    now,
    caps,
    log,
    keepFile: async (file) => examine(file),
    mayIntroduce: () => true,
    backoff: () => 0,
  });
  const post = createPost({ store, channels: [channel], now, log });
  if (who)
    await store.commit({
      at: start,
      writes: [
        { is: 'member', member: who, origin: onRoster ? 'roster' : 'self' },
        { is: 'identity', address, member: who.id },
      ],
    });

  const factsOf = async (member: Member): Promise<Facts> => {
    const [ledger, requests] = await Promise.all([store.ledger(member.id), store.requests(member.id)]);
    return {
      at: now(),
      day: dayOf(clock),
      direct: true,
      member,
      onRoster,
      mayIntroduce: true,
      rulesets,
      ledger,
      requests,
      answers: {},
      freshId: String,
      certificates: {},
    };
  };

  const awaiting = async (): Promise<string | null> => {
    const person = await store.memberAt(address);
    if (!person) return null;
    const conversation = (await store.conversation(person.member.id)) ?? newConversation();
    return promptOf(conversation, await factsOf(person.member))?.awaiting ?? null;
  };

  const outOf = async (waits: string | null): Promise<Out> => {
    const replies = said;
    const newest = (lasting: boolean): Reply['card'] =>
      replies.findLast(({ card }) => card && card.actions.length > 0 && (card.lasting !== undefined) === lasting)?.card;
    shown = newest(false) ?? shown;
    judged = newest(true) ?? judged;
    const found = await store.memberAt(address);
    const facts = found ? await factsOf(found.member) : undefined;
    const records = (facts?.ledger ?? []).map((entry) => ({
      ...entry.activity,
      status: entry.status,
      credits: facts ? creditOf(facts, entry) : null,
    }));
    const { id: _, ...person } = found?.member ?? { id: '' };
    const requests = (facts?.requests ?? []).map(({ kind, year, status, fields }) => ({
      kind,
      year,
      status,
      ...(kind === 'profile-change' ? fields : {}),
    }));
    return { talk: id, replies, awaiting: waits, records, requests, person };
  };

  const hear: World['hear'] = async (body, at, group) => {
    isGroup = group !== undefined;
    clock = at === undefined ? clock + 1000 : Math.max(clock, Date.parse(at));
    count += 1;
    said = [];
    await desk.receive({
      channel: 'talk',
      id: `${id}:${count}`,
      at: now(),
      address: group === undefined ? address : { ...address, room: 'group' },
      mentioned: group?.mentioned ?? true,
      body,
    });
    const handled = await desk.drain();
    await post.drain();
    const about = handled.flatMap(({ replies }) => replies.flatMap((reply) => reply.about ?? []));
    return { ...(await outOf(handled.at(-1)?.awaiting ?? null)), ...(isNaming ? { about } : {}) };
  };

  return {
    started: () => outOf(null),
    hear,
    tap: async (value, old, at) => {
      if (old !== undefined) return hear({ is: 'action', value, card: old }, at);
      const carries = (one: Reply['card']) =>
        one?.actions.find((a) => a.value === value || a.label === value || a.value.endsWith(`=${value}`));
      const card = carries(shown) ? shown : judged;
      const action = carries(card);
      if (!action) return hear({ is: 'action', value }, at);
      return hear({ is: 'action', value: action.value, ...(card?.id === undefined ? {} : { card: card.id }) }, at);
    },
    wait: async (milliseconds) => {
      said = [];
      const end = clock + milliseconds;
      const step = Math.max(30 * 60_000, Math.ceil(milliseconds / 400));
      while (clock < end) {
        clock = Math.min(end, clock + step);
        await tick({ store, rulesets, desk, caps }, now());
      }
      await post.drain();
      return outOf(await awaiting());
    },
    close: async () => {
      await desk.close();
      await post.close();
      await store.close();
    },
  };
}
