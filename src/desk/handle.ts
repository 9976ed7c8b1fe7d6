import type { Commit, KeptMessage, Roster, Waiting, Write } from '../store/index.ts';
import { contextOf } from '../talk/context.ts';
import type { StepResult } from '../talk/facts.ts';
import { newConversation, step } from '../talk/step.ts';
import type { Address, ChannelCaps, Conversation, Help, Instant, Intent, Member, Reply } from '../types/index.ts';
import { press, understand } from '../understand/understand.ts';
import { APOLOGY, handoffNotice, TOO_FAST, UNSUPPORTED } from '../words/notices.ts';
import { type GatherDeps, gatherBase, gatherFor, type Occasion } from './gather.ts';
import { idsOf } from './ids.ts';
import { gatherRated } from './rated.ts';
import { chosen, type Doer, joined, sayings, showsCards, writesOf } from './writes.ts';

/** Messages of one sender in a minute on somebody else's platform, above which only one gentle line is said. */
const FLOOD_REMOTE = 60;
/** The same for our own page, which costs nobody anything. */
const FLOOD_LOCAL = 3000;
const STALE_TRIES = 8;
/** Wrong codes from one address within ten minutes, after which none is looked up. */
const WRONG_CODES = 5;
const WRONG_CODES_MS = 600_000;

export interface HandleDeps extends GatherDeps {
  readonly now: () => Instant;
  readonly caps: (channel: string) => ChannelCaps | undefined;
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
export const causeOf = (message: KeptMessage): string => `${message.channel}:${message.id}`;

/** Somebody who has only an address so far. The id follows from the address, so that two first messages make one. */
const makeshift = (address: Address): Member => ({ id: `m${idsOf(`${address.channel}:${address.peer}`)(0)}` });

/** Two steps' replies as one's. */
const following = (first: StepResult, second: StepResult): Pick<StepResult, 'replies' | 'private' | 'awaiting'> => ({
  replies: [...first.replies, ...second.replies],
  private: [...first.private, ...second.private.map((i) => first.replies.length + i)],
  awaiting: second.awaiting,
});

export function createHandler(deps: HandleDeps): {
  handle(waiting: Waiting): Promise<Handled | undefined>;
  apologise(waiting: Waiting, reason: string): Promise<void>;
  silence(member: string, conversation: Conversation, stage: 'nudge' | 'shelf'): Promise<'done' | 'stale'>;
} {
  const wrongCodes = new Map<string, { count: number; since: number }>();
  const placeOf = (address: Address): string => `${address.channel}\n${address.peer}`;
  const isGuessing = (address: Address): boolean => {
    const wrong = wrongCodes.get(placeOf(address));
    return wrong !== undefined && Date.parse(deps.now()) - wrong.since < WRONG_CODES_MS && wrong.count >= WRONG_CODES;
  };
  const noteCodes = (address: Address, codes: { readonly [code: string]: { readonly is: string } }): void => {
    const count = Object.values(codes).filter((code) => code.is !== 'open').length;
    if (count === 0) return;
    const now = Date.parse(deps.now());
    const before = wrongCodes.get(placeOf(address));
    if (before && now - before.since < WRONG_CODES_MS) before.count += count;
    else wrongCodes.set(placeOf(address), { count, since: now });
  };

  const managersOf = async (member: Member): Promise<readonly { member: string; address: Address }[]> => {
    const { unit } = member;
    if (unit === undefined) return [];
    const managers = (await deps.store.members({ managers: true })).filter(
      (manager) => manager.member.id !== member.id && manager.member.manages?.includes(unit),
    );
    const found = await Promise.all(
      managers.map(async (manager) => {
        const [identity] = await deps.store.identities(manager.member.id);
        return identity ? [{ member: manager.member.id, address: identity.address }] : [];
      }),
    );
    return found.flat();
  };

  /** Words of which nothing was understood may be about a picture that was read meanwhile; else a model may propose. */
  const helped = async (
    help: Help,
    text: string,
    understood: readonly Intent[],
    { context, files }: { readonly context: Parameters<typeof understand>[1]; readonly files: readonly string[] },
  ): Promise<readonly Intent[]> => {
    if (understood.some((intent) => intent.is !== 'unclear')) return understood;
    const [seen] = context.drafts.length === 0 ? Object.entries(help.seen(files, context.member, context.day)) : [];
    const file = seen && (await deps.store.file(seen[0]));
    if (seen && file) return [{ is: 'file', file: { ...file, hash: seen[0], proposed: seen[1] } }];
    return help.intents(text, context, understood);
  };

  /** What the message means, buttons and files included; words go through understand. */
  const intentsOf = async (
    message: KeptMessage,
    conversation: Conversation,
    context: Parameters<typeof understand>[1],
    cards: boolean,
    help: Help | undefined,
  ): Promise<readonly Intent[] | undefined> => {
    const { body, address } = message;
    switch (body.is) {
      case 'action':
        return press(body.value, body.card);
      case 'file': {
        const { is: _, ...file } = body;
        // The papers of a request are nobody's business but the unit's; of several drafts none is meant for sure.
        const isWanted = file.refused === undefined && !context.request && context.drafts.length <= 1;
        const proposed = help && isWanted ? await help.picture(file, context.member, context.day) : undefined;
        return [{ is: 'file', file: { ...file, ...(proposed ? { proposed } : {}) } }];
      }
      case 'unsupported':
        return undefined;
      case 'text': {
        const choice = cards ? undefined : chosen(body.text, await deps.store.choices(address, deps.now()));
        if (choice) return press(choice.value, choice.card);
        const understood = understand(body.text, context);
        return help ? helped(help, body.text, understood, { context, files: conversation.files }) : understood;
      }
    }
  };

  /** What stood open in the chats of the person who was just bound, asked again in this one; undefined when nothing did. */
  const resume = async (
    conversation: Conversation,
    member: string,
    occasion: Occasion,
  ): Promise<StepResult | undefined> => {
    if (conversation.drafts.length === 0) return undefined;
    const facts = await gatherBase(deps, { ...occasion, person: await deps.store.member(member) });
    return step(conversation, [{ is: 'resume' }], facts);
  };

  const plain = async (waiting: Waiting, person: Roster | undefined, key: string, text: string): Promise<Handled> => {
    const { message } = waiting;
    const member = person?.member.id ?? makeshift(message.address).id;
    await deps.store.commit({
      at: deps.now(),
      message: waiting.id,
      writes: [{ is: 'say', saying: { key, to: message.address, body: { text } } }],
    });
    return { message, member, replies: [{ text }], awaiting: null };
  };

  const tryOnce = async (waiting: Waiting, helping: Help | undefined): Promise<Handled | 'stale' | 'handled'> => {
    const { message } = waiting;
    const { address } = message;
    const cause = causeOf(message);
    const at = message.at;
    const person = await deps.store.memberAt(address);
    const caps = deps.caps(address.channel);
    const cards = showsCards(caps);

    const limit = caps?.local === true ? FLOOD_LOCAL : FLOOD_REMOTE;
    const minuteAgo = new Date(Date.parse(waiting.keptAt) - 60_000).toISOString();
    if ((await deps.store.heard(address, minuteAgo, waiting.id)) > limit)
      return plain(waiting, person, `flood:${placeOf(address)}:${waiting.keptAt.slice(0, 16)}`, TOO_FAST);

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
    const intents = await intentsOf(message, conversation, contextOf(conversation, base), cards, help);
    if (!intents) return plain(waiting, person, `${cause}#0`, UNSUPPORTED);
    const gathered = await gatherFor(deps, base, conversation, intents, isGuessing(address), help);
    const facts = await gatherRated(deps, gathered, conversation, { intents, member: doer.member.id });
    noteCodes(address, facts.codes);
    const stepped = step(conversation, intents, facts);
    const { next, effects } = stepped;

    const handoff = effects.some((effect) => effect.is === 'handoff');
    const { writes, bound } = writesOf(effects, doer, {
      managers: handoff ? await managersOf(doer.member) : [],
      handoff: handoffNotice,
    });
    const first: readonly Write[] = person
      ? [{ is: 'seen', address }]
      : [
          { is: 'member', member: doer.member, origin: 'bare' },
          { is: 'identity', address, member: doer.member.id },
        ];
    const member = bound?.to ?? doer.member.id;
    const isElsewhere = bound !== undefined && bound.to !== doer.member.id;
    const conversations: { member: string; was: number; next: Conversation }[] = [];
    if (!bound?.merged) conversations.push({ member: doer.member.id, was: conversation.version, next });
    let shown: Pick<StepResult, 'replies' | 'private' | 'awaiting'> = stepped;
    if (isElsewhere) {
      const theirs = (await deps.store.conversation(bound.to)) ?? newConversation();
      const together = bound.merged ? joined(theirs, next) : theirs;
      const resumed = await resume(together, bound.to, { at, address, cause: `${cause}+`, person: undefined });
      if (resumed || bound.merged)
        conversations.push({ member: bound.to, was: theirs.version, next: resumed?.next ?? together });
      if (resumed) shown = following(stepped, resumed);
    }
    const { replies, awaiting, private: personal } = shown;
    const work: Commit = {
      at: deps.now(),
      message: waiting.id,
      outcome: 'handled',
      conversations,
      writes: [
        ...first,
        ...writes,
        ...sayings(replies, personal, { to: address, cause, member, at: deps.now(), cards }),
      ],
    };
    const outcome = await deps.store.commit(work);
    return outcome === 'done' ? { message, member, replies, awaiting } : outcome;
  };

  return {
    /** Load, understand, gather, step, commit; again when somebody else was faster. Undefined: it was handled before. */
    handle: async (waiting) => {
      const help = deps.helper?.begin(Date.parse(deps.now()) - Date.parse(waiting.keptAt));
      for (let i = 0; i < STALE_TRIES; i += 1) {
        const outcome = await tryOnce(waiting, help);
        if (outcome === 'handled') return undefined;
        if (outcome !== 'stale') return outcome;
      }
      throw new Error(`the conversation kept changing under message ${waiting.id}`);
    },
    /** Puts a message that cannot be handled aside for the operator, and tells its sender. */
    apologise: async ({ id, message }, reason) => {
      await deps.store.commit({
        at: deps.now(),
        message: id,
        outcome: { failed: reason },
        writes: [
          { is: 'say', saying: { key: `${causeOf(message)}#sorry`, to: message.address, body: { text: APOLOGY } } },
        ],
      });
    },
    /** The clock's part in a conversation: a nudge, or a draft put away. */
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
