import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ask } from '../../answers/answer.ts';
import { tick } from '../../clock/tick.ts';
import { DAY_MS, dayOf } from '../../days.ts';
import { createDesk, type Desk } from '../../desk/desk.ts';
import { Fault } from '../../errors.ts';
import { creditOf } from '../../ledger/year.ts';
import { createPost, type Post } from '../../post/post.ts';
import { loadRulesets, type Rulesets } from '../../rules/index.ts';
import { examine } from '../../store/files.ts';
import type { Store } from '../../store/index.ts';
import { openStore } from '../../store/sqlite.ts';
import type { Facts } from '../../talk/facts.ts';
import { promptOf } from '../../talk/prompt.ts';
import { newConversation } from '../../talk/step.ts';
import type { About, Address, Channel, InboundBody, Instant, Member, Outgoing, Reply } from '../../types/index.ts';
import { wholeLibrary } from '../folders.ts';
import { type Command, runJsonLines } from '../jsonl.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');
/** A talk nobody has spoken in for so many others is closed, so that one process can hold any number. */
const TALKS_AT_ONCE = 1000;

const person = z
  .object({
    name: z.string().max(100).optional(),
    province: z.string().optional(),
    title: z.enum(['junior-assistant', 'junior', 'mid', 'senior', 'none']).optional(),
    institution: z
      .object({ level: z.string().optional(), kind: z.string().optional(), name: z.string().optional() })
      .optional(),
    flags: z.array(z.string()).optional(),
  })
  .loose();
const MOMENT = z.iso.datetime({ offset: true, error: '写成带时区的时刻，例如 2026-11-24T09:30:00+08:00' });
const line = z.object({
  talk: z.string(),
  /** `about`: every answer names its utterances, for tests that ask which came and not how it was worded. */
  start: z.object({ now: MOMENT, person: person.nullish(), about: z.boolean().optional() }).optional(),
  me: z.string().optional(),
  at: MOMENT.optional(),
  tap: z.string().optional(),
  /** The card that carried the button, by its id; the newest where none is named. */
  card: z.string().optional(),
  file: z.object({ name: z.string(), mime: z.string() }).optional(),
  wait: z.string().optional(),
  /** Said in a group; `mentioned: false` where the bot was not named. */
  group: z.boolean().optional(),
  mentioned: z.boolean().optional(),
});
type Line = z.infer<typeof line>;

/** A reply; of what was said in a group, where each went. */
type Said = Reply & { readonly to?: 'group' | 'private' };

/** What every answer to a line carries, as contract.md has it. */
interface Out {
  readonly talk: string;
  readonly replies: readonly Said[];
  readonly awaiting: string | null;
  readonly records: readonly object[];
  readonly requests: readonly { readonly kind: string; readonly year: number; readonly status: string }[];
  readonly person: object;
  /** Only where `start` asked for it. What the clock says names nothing. */
  readonly about?: readonly About[];
}

interface Knowledge {
  readonly rulesets: Rulesets;
  readonly answer: (question: Parameters<typeof ask>[2]) => ReturnType<typeof ask>;
}

/** `PT73H`, `P3D`, `PT90M` in milliseconds. */
function duration(text: string): number {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(
    text,
  );
  const [, w = 0, d = 0, h = 0, m = 0, s = 0] = (match ?? []).map(Number).map((n) => (Number.isNaN(n) ? 0 : n));
  const total = (((w * 7 + d) * 24 + h) * 60 + m) * 60_000 + s * 1000;
  if (!match || total <= 0 || total > 400 * DAY_MS)
    throw new Fault('INPUT_INVALID', `wait 写成 ISO 8601 的时长，例如 PT73H，不能是「${text.slice(0, 30)}」。`);
  return total;
}

const SAMPLES: readonly (readonly [RegExp, string])[] = [
  [/jpe?g/i, 'ffd8ffe000104a464946'],
  [/png/i, '89504e470d0a1a0a0000'],
  [/pdf/i, '255044462d312e370a25'],
  [/webp/i, '52494646240000005745425056503820'],
  [/heic|heif/i, '000000186674797068656963'],
];
/** Bytes that look like what a file claims to be: the protocol names files, it does not carry them. */
function sampleBytes(name: string, mime: string): Uint8Array {
  const hex = SAMPLES.find(([pattern]) => pattern.test(mime))?.[1] ?? '';
  return Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(hex === '' ? `unknown ${mime} ${name}` : name)]);
}

/** One talk: a desk, a post and a clock of its own over an empty store in memory, by the very code of the bots. */
class Talk {
  private clock: number;
  private said: Said[] = [];
  private isGroup = false;
  private shown: Reply['card'];
  /** The answer whose buttons ask what it was worth. */
  private judged: Reply['card'];
  private count = 0;
  readonly address: Address;
  private readonly id: string;
  private readonly knowledge: Knowledge;
  private readonly isNaming: boolean;
  private readonly store: Store;
  private readonly desk: Desk;
  private readonly post: Post;
  private readonly channel: Channel;

  private constructor(
    id: string,
    now: Instant,
    store: Store,
    how: { readonly knowledge: Knowledge; readonly isNaming: boolean },
  ) {
    const { knowledge } = how;
    this.isNaming = how.isNaming;
    this.id = id;
    this.clock = Date.parse(now);
    this.store = store;
    this.knowledge = knowledge;
    this.address = { channel: 'talk', peer: id };
    this.channel = this.door();
    const deps = {
      store,
      rulesets: knowledge.rulesets,
      answer: knowledge.answer,
      now: () => this.now(),
      caps: () => this.channel.caps,
      log: (what: string, error?: unknown) => console.error(`${id}: ${what}`, error ?? ''),
    };
    this.desk = createDesk({
      ...deps,
      keepFile: async (file) => examine(file),
      mayIntroduce: () => true,
      backoff: () => 0,
    });
    this.post = createPost({ store, channels: [this.channel], now: deps.now, log: deps.log });
  }

  static async open(
    id: string,
    { now, who, ...how }: { now: Instant; who: Member | undefined; knowledge: Knowledge; isNaming: boolean },
  ): Promise<Talk> {
    const store = await openStore(':memory:', now);
    const talk = new Talk(id, now, store, how);
    if (who)
      await store.commit({
        at: now,
        writes: [
          { is: 'member', member: who, origin: 'roster' },
          { is: 'identity', address: talk.address, member: who.id },
        ],
      });
    return talk;
  }

  private now(): Instant {
    return new Date(this.clock).toISOString();
  }

  /** The platform: what is sent is kept for the line's answer. */
  private door(): Channel {
    return {
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
      send: async (to, out) => {
        const where = this.isGroup ? { to: to.room === undefined ? ('private' as const) : ('group' as const) } : {};
        this.said.push({ ...replyOf(out), ...where });
        return { ok: true, messageId: `${this.said.length}` };
      },
      health: () => 'up',
    };
  }

  /** One message in, everything that came of it out. */
  async hear(body: InboundBody, at: Instant | undefined, group?: { readonly mentioned: boolean }): Promise<Out> {
    this.isGroup = group !== undefined;
    this.clock = at === undefined ? this.clock + 1000 : Math.max(this.clock, Date.parse(at));
    this.count += 1;
    const message = {
      channel: 'talk',
      id: `${this.id}:${this.count}`,
      at: this.now(),
      address: group === undefined ? this.address : { ...this.address, room: 'group' },
      mentioned: group?.mentioned ?? true,
      body,
    };
    this.said = [];
    await this.desk.receive(message);
    const handled = await this.desk.drain();
    await this.post.drain();
    const about = handled.flatMap(({ replies }) => replies.flatMap((reply) => reply.about ?? []));
    return { ...(await this.out(handled.at(-1)?.awaiting ?? null)), ...(this.isNaming ? { about } : {}) };
  }

  /** A button of the newest card, by value or label; what is no button is said. */
  async tap(value: string, old: string | undefined, at: Instant | undefined): Promise<Out> {
    if (old !== undefined) return this.hear({ is: 'action', value, card: old }, at);
    const carries = (one: Reply['card']) =>
      one?.actions.find((a) => a.value === value || a.label === value || a.value.endsWith(`=${value}`));
    const card = carries(this.shown) ? this.shown : this.judged;
    const action = carries(card);
    if (!action) return this.hear({ is: 'action', value }, at);
    return this.hear({ is: 'action', value: action.value, ...(card?.id === undefined ? {} : { card: card.id }) }, at);
  }

  /** Time passes; the clock strikes as it does in the house. */
  async wait(milliseconds: number): Promise<Out> {
    this.said = [];
    const end = this.clock + milliseconds;
    const step = Math.max(30 * 60_000, Math.ceil(milliseconds / 400));
    while (this.clock < end) {
      this.clock = Math.min(end, this.clock + step);
      await tick(
        { store: this.store, rulesets: this.knowledge.rulesets, desk: this.desk, caps: () => this.channel.caps },
        this.now(),
      );
    }
    await this.post.drain();
    return this.out(await this.awaiting());
  }

  async started(): Promise<Out> {
    return this.out(null);
  }

  private async awaiting(): Promise<string | null> {
    const person = await this.store.memberAt(this.address);
    if (!person) return null;
    const conversation = (await this.store.conversation(person.member.id)) ?? newConversation();
    return promptOf(conversation, await this.facts(person.member))?.awaiting ?? null;
  }

  private async facts(member: Member): Promise<Facts> {
    const [ledger, requests] = await Promise.all([this.store.ledger(member.id), this.store.requests(member.id)]);
    return {
      at: this.now(),
      day: dayOf(this.clock),
      direct: true,
      member,
      mayIntroduce: true,
      rulesets: this.knowledge.rulesets,
      ledger,
      requests,
      answers: {},
      freshId: String,
      freshCode: '',
      codes: {},
      certificates: {},
    };
  }

  private async out(awaiting: string | null): Promise<Out> {
    const replies = this.said;
    const newest = (lasting: boolean): Reply['card'] =>
      replies.findLast(({ card }) => card && card.actions.length > 0 && (card.lasting !== undefined) === lasting)?.card;
    this.shown = newest(false) ?? this.shown;
    this.judged = newest(true) ?? this.judged;
    const who = await this.store.memberAt(this.address);
    const facts = who ? await this.facts(who.member) : undefined;
    const records = (facts?.ledger ?? []).map((entry) => ({
      ...entry.activity,
      status: entry.status,
      credits: facts ? creditOf(facts, entry) : null,
    }));
    const { id: _, ...person } = who?.member ?? { id: '' };
    const requests = (facts?.requests ?? []).map(({ kind, year, status }) => ({ kind, year, status }));
    return { talk: this.id, replies, awaiting, records, requests, person };
  }

  async close(): Promise<void> {
    await this.desk.close();
    await this.post.close();
    await this.store.close();
  }
}

function replyOf(out: Outgoing): Reply {
  if (out.is === 'card') return { text: out.text, card: out.card };
  return { text: out.is === 'text' ? out.text : out.name };
}

function memberOf(talk: string, told: z.infer<typeof person>, rulesets: Rulesets): Member {
  const { province: named, ...rest } = told;
  const province = named === undefined ? undefined : rulesets.resolveProvince(named);
  if (named !== undefined && province === undefined)
    throw new Fault('PROVINCE_UNKNOWN', `没有「${named.slice(0, 40)}」的规则。`);
  return { ...(rest as Partial<Member>), id: `person-${talk}`, ...(province === undefined ? {} : { province }) };
}

/**
 * `talk`: conversations as a channel would hold them. One process, many talks, each with its own empty store and a fake
 * clock; everything goes through the real desk, store, clock and post.
 */
export const run: Command = async (_args, streams) => {
  const documents = join(ROOT, 'faq', 'documents');
  const rulesets = loadRulesets(join(ROOT, 'rules'), join(documents, 'raw'));
  const library = wholeLibrary();
  const knowledge: Knowledge = { rulesets, answer: (question) => ask(library, rulesets, question) };
  const talks = new Map<string, Talk>();

  const open = async (input: Line & { start: NonNullable<Line['start']> }): Promise<Out> => {
    const who = input.start.person ? memberOf(input.talk, input.start.person, rulesets) : undefined;
    await talks.get(input.talk)?.close();
    talks.delete(input.talk);
    const talk = await Talk.open(input.talk, {
      now: input.start.now,
      who,
      knowledge,
      isNaming: input.start.about === true,
    });
    talks.set(input.talk, talk);
    const [oldest] = talks.keys();
    if (talks.size > TALKS_AT_ONCE && oldest !== undefined) {
      await talks.get(oldest)?.close();
      talks.delete(oldest);
    }
    return talk.started();
  };

  const status = await runJsonLines(
    streams,
    async (value) => {
      const parsed = line.safeParse(value);
      if (!parsed.success) throw new Fault('INPUT_INVALID', whatIsWrong(parsed.error));
      const input = parsed.data;
      if (input.start) return open({ ...input, start: input.start });
      const talk = talks.get(input.talk);
      if (!talk) throw new Fault('INPUT_INVALID', `没有「${input.talk.slice(0, 40)}」这个对话，先发 start。`);
      talks.delete(input.talk);
      talks.set(input.talk, talk);
      const group = input.group === true ? { mentioned: input.mentioned ?? true } : undefined;
      if (input.me !== undefined) return talk.hear({ is: 'text', text: input.me }, input.at, group);
      if (input.tap !== undefined) return talk.tap(input.tap, input.card, input.at);
      if (input.wait !== undefined) return talk.wait(duration(input.wait));
      if (input.file) {
        const { name, mime } = input.file;
        return talk.hear({ is: 'file', name, mime, bytes: async () => sampleBytes(name, mime) }, input.at);
      }
      throw new Fault('INPUT_INVALID', '这一行要有 start、me、tap、file、wait 中的一个。');
    },
    { key: 'talk' },
  );
  for (const talk of talks.values()) await talk.close();
  return status;
};

function whatIsWrong(error: z.ZodError): string {
  const [first] = error.issues;
  const path = first?.path.join('.') ?? '';
  const why = first && /[\u4e00-\u9fff]/.test(first.message) ? first.message : '类型或取值不对';
  return path === '' ? `这一行不完整：${why}。` : `字段 ${path}：${why}。`;
}
