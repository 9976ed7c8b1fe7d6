import { managersOf } from '../people/may.ts';
import type { Commit, KeptMessage, Roster, Waiting, Write } from '../store/index.ts';
import { contextOf, newConversation, type StepResult, step } from '../talk/index.ts';
import type { Address, ChannelCaps, Conversation, Help, Instant, Member, Reply } from '../types/index.ts';
import { APOLOGY, handoffNotice, TOO_FAST, UNSUPPORTED } from '../words/office/notices.ts';
import { type ChatChange, chatWrites, createHeardCodes, gatherBinding, masked, type Tried } from './binding.ts';
import { type GatherDeps, gatherBase, gatherFor, gatherReviews, type Occasion } from './gather.ts';
import { idsOf } from './ids.ts';
import { meaningOf } from './meaning.ts';
import { officeWrites } from './office.ts';
import { gatherOthers, namesIn } from './others.ts';
import { firstNotice, gatherPrivacy, type PrivacyDeps } from './privacy.ts';
import { gatherRated } from './rated.ts';
import { type Doer, joined, sayings, showsCards, writesOf } from './writes.ts';

/** Messages of one sender in a minute on somebody else's platform, above which only one gentle line is said. */
const FLOOD_REMOTE = 60;
/** The same for our own page, which costs nobody anything. */
const FLOOD_LOCAL = 3000;
const STALE_TRIES = 8;

export interface HandleDeps extends GatherDeps, Pick<PrivacyDeps, 'privacy'> {
  readonly now: () => Instant;
  readonly caps: (channel: string) => ChannelCaps | undefined;
  /** Called with the addresses that have something new: a message kept, or a reply committed. */
  readonly moved?: (addresses: readonly Address[]) => void;
  readonly log: (what: string, error?: unknown) => void;
}

/** What became of one message. */
export interface Handled {
  readonly message: KeptMessage;
  readonly member: string;
  readonly replies: readonly Reply[];
  /** The field just asked for, `confirm`, or null. */
  readonly awaiting: string | null;
}

/** The stable name of a message: its ids and the keys of its replies are made from it. */
const causeOf = (message: KeptMessage): string => `${message.channel}:${message.id}`;

/** Somebody who has only an address so far. The id follows from the address, so that two first messages make one. */
const makeshift = (address: Address): Member => ({ id: `m${idsOf(`${address.channel}:${address.peer}`)(0)}` });

/** Two steps' replies as one's. */
const following = (first: StepResult, second: StepResult): Shown => ({
  replies: [...first.replies, ...second.replies],
  private: [...first.private, ...second.private.map((i) => first.replies.length + i)],
  awaiting: second.awaiting,
});

type Shown = Pick<StepResult, 'replies' | 'private' | 'awaiting'>;
/** A conversation to be stored, where the stored version is still `was`. */
type Next = NonNullable<Commit['conversations']>[number];

/**
 * What stood open in the chats of the person to whom this address was bound, with what was begun here, asked again in
 * this one: their conversation, and what is said after the step's own replies.
 */
async function goOn(
  deps: GatherDeps,
  bound: NonNullable<ChatChange['bound']>,
  stepped: StepResult,
  occasion: Omit<Occasion, 'person'>,
): Promise<{ readonly conversations: readonly Next[]; readonly shown: Shown }> {
  const theirs = (await deps.store.conversation(bound.to)) ?? newConversation();
  const together = bound.merged ? joined(theirs, stepped.next) : theirs;
  const next = (conversation: Conversation): Next => ({ member: bound.to, was: theirs.version, next: conversation });
  if (together.drafts.length === 0) return { conversations: bound.merged ? [next(together)] : [], shown: stepped };
  const facts = await gatherBase(deps, { ...occasion, person: await deps.store.member(bound.to) });
  const resumed = step(together, [{ is: 'resume' }], facts);
  return { conversations: [next(resumed.next)], shown: following(stepped, resumed) };
}

/** Handles one kept message at a time for each sender; who calls sees to that. */
export function createHandler(deps: HandleDeps): {
  /** Load, understand, gather, step, commit; again when somebody else was faster. Undefined: it was handled before. */
  handle(waiting: Waiting): Promise<Handled | undefined>;
  /** Puts a message that cannot be handled aside for the operator, and tells its sender. */
  apologise(waiting: Waiting, reason: string): Promise<void>;
  /** The clock's part in a conversation: a nudge, or a draft put away. */
  silence(member: string, conversation: Conversation, stage: 'nudge' | 'shelf'): Promise<'done' | 'stale'>;
} {
  const binding = {
    store: deps.store,
    log: deps.log,
    heard: createHeardCodes(),
    ...(deps.moved ? { moved: deps.moved } : {}),
  };

  const plain = async (waiting: Waiting, person: Roster | undefined, key: string, text: string): Promise<Handled> => {
    const { message } = waiting;
    const member = person?.member.id ?? makeshift(message.address).id;
    await deps.store.commit({
      at: deps.now(),
      message: waiting.id,
      writes: [...masked(waiting, undefined), { is: 'say', saying: { key, to: message.address, body: { text } } }],
    });
    return { message, member, replies: [{ text }], awaiting: null };
  };

  const isFlood = async ({ id, message: { address }, keptAt }: Waiting, caps: ChannelCaps | undefined) => {
    const limit = caps?.local === true ? FLOOD_LOCAL : FLOOD_REMOTE;
    const minuteAgo = new Date(Date.parse(keptAt) - 60_000).toISOString();
    return (await deps.store.heard(address, minuteAgo, id)) > limit;
  };

  const tryOnce = async (
    waiting: Waiting,
    helping: Help | undefined,
    tried: Tried,
  ): Promise<Handled | 'stale' | 'handled'> => {
    const { message } = waiting;
    const { address, at } = message;
    const cause = causeOf(message);
    const person = await deps.store.memberAt(address);
    const caps = deps.caps(address.channel);
    const cards = showsCards(caps);
    if (await isFlood(waiting, caps))
      return plain(
        waiting,
        person,
        `flood:${address.channel}\n${address.peer}:${waiting.keptAt.slice(0, 16)}`,
        TOO_FAST,
      );

    const doer: Doer = {
      member: person?.member ?? makeshift(address),
      origin: person?.origin ?? 'bare',
      address,
      at,
      cause,
    };
    const conversation = (await deps.store.conversation(doer.member.id)) ?? newConversation();
    const base = await gatherBase(deps, { at, address, cause, person });
    const help = base.member !== undefined || base.mayIntroduce ? helping : undefined;
    const names = message.body.is === 'text' ? await namesIn(deps.store, base, message.body.text) : [];
    const context = { ...contextOf(conversation, base), ...(names.length > 0 ? { names } : {}) };
    const intents = await meaningOf(deps, { message, conversation, context, cards, help });
    if (!intents) return plain(waiting, person, `${cause}#0`, UNSUPPORTED);
    const gathered = await gatherFor(deps, base, { conversation, intents, help });
    const reviewed = await gatherReviews(deps, gathered, { conversation, intents, help });
    const others = await gatherOthers(deps.store, reviewed, intents);
    const rated = await gatherRated(deps, others, conversation, { intents, member: doer.member.id });
    const isFree = caps?.local === true;
    const own = await gatherPrivacy(deps, rated, { intents, isOurPage: isFree, at: deps.now() });
    const facts = await gatherBinding(binding, own, { address, conversation, intents, tried, isFree });
    const stepped = step(conversation, intents, facts);

    const handoff = stepped.effects.some((effect) => effect.is === 'handoff');
    const writes = writesOf(stepped.effects, doer, {
      managers: handoff ? await managersOf(deps.store, doer.member) : [],
      handoff: handoffNotice,
    });
    const office = await officeWrites(deps, stepped.effects, doer);
    // Somebody was faster, or the roster says something else by now: looked at once more, it says so.
    if (!office) return 'stale';
    const before: Roster = person ?? { member: doer.member, origin: 'bare', changedAt: at };
    const doing = { person: before, member: doer.member.id, address, cause, at: deps.now() };
    const { writes: chats, bound } = await chatWrites(deps.store, stepped, doing);
    const arrival: readonly Write[] = person
      ? [{ is: 'seen', address }]
      : [
          { is: 'member', member: doer.member, origin: 'bare' },
          { is: 'identity', address, member: doer.member.id },
        ];
    const mine: Next = { member: doer.member.id, was: conversation.version, next: stepped.next };
    const elsewhere =
      bound !== undefined && bound.to !== doer.member.id
        ? await goOn(deps, bound, stepped, { at, address, cause: `${cause}+` })
        : undefined;
    const { replies, awaiting, private: personal } = elsewhere?.shown ?? stepped;
    const member = bound?.to ?? doer.member.id;
    const outcome = await deps.store.commit({
      at: deps.now(),
      message: waiting.id,
      outcome: 'handled',
      conversations: [...(bound?.merged ? [] : [mine]), ...(elsewhere?.conversations ?? [])],
      writes: [
        ...arrival,
        ...writes,
        ...masked(waiting, intents),
        ...office,
        ...chats,
        ...(await firstNotice(deps, { address, isOurPage: isFree }, [doer.member.id, member])),
        ...sayings(replies, personal, { to: address, cause, member, at: deps.now(), cards }),
      ],
    });
    if (outcome !== 'done') return outcome;
    const told = [...office, ...chats].flatMap((write) => (write.is === 'say' ? [write.saying.to] : []));
    if (told.length > 0) deps.moved?.(told);
    return { message, member, replies, awaiting };
  };

  return {
    handle: async (waiting) => {
      const help = deps.helper?.begin(Date.parse(deps.now()) - Date.parse(waiting.keptAt));
      const tried: Tried = {};
      for (let i = 0; i < STALE_TRIES; i += 1) {
        const outcome = await tryOnce(waiting, help, tried);
        if (outcome === 'handled') return undefined;
        if (outcome !== 'stale') return outcome;
      }
      throw new Error(`the conversation kept changing under message ${waiting.id}`);
    },
    apologise: async (waiting, reason) => {
      const { id, message } = waiting;
      await deps.store.commit({
        at: deps.now(),
        message: id,
        outcome: { failed: reason },
        writes: [
          ...masked(waiting, undefined),
          { is: 'say', saying: { key: `${causeOf(message)}#sorry`, to: message.address, body: { text: APOLOGY } } },
        ],
      });
    },
    silence: async (member, conversation, stage) => {
      const at = deps.now();
      const person = await deps.store.member(member);
      const [identity] = await deps.store.identities(member);
      const since = conversation.touched ?? at;
      const cause = `silence:${member}:${since}:${stage}`;
      const address = identity?.address ?? { channel: '', peer: '' };
      const facts = await gatherBase(deps, { at, address, cause, person });
      const result = step(conversation, [{ is: 'silence', stage, since }], facts);
      const next: Conversation = stage === 'nudge' ? { ...result.next, nudged: result.next.nudged ?? at } : result.next;
      const cards = showsCards(deps.caps(address.channel));
      const outcome = await deps.store.commit({
        at,
        conversations: [{ member, was: conversation.version, next }],
        writes: identity ? sayings(result.replies, [], { to: address, cause, member, at, cards }) : [],
      });
      return outcome === 'done' ? 'done' : 'stale';
    },
  };
}
