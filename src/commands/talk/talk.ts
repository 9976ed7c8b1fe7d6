/** `talk`: a line in, a line out. What a line means to a house is in world.ts. */
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ask } from '../../answers/index.ts';
import { DAY_MS } from '../../days.ts';
import { Fault } from '../../errors.ts';
import { loadRulesets, type Rulesets } from '../../rules/index.ts';
import type { Member } from '../../types/index.ts';
import { wholeLibrary } from '../folders.ts';
import { type Command, runJsonLines } from '../jsonl.ts';
import { type Knowledge, type Out, openWorld, type World } from './world.ts';

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
  start: z
    .object({
      now: MOMENT,
      person: person.nullish(),
      /** The person stands on the institution's roster; else they have introduced themselves. */
      roster: z.boolean().optional(),
      about: z.boolean().optional(),
    })
    .optional(),
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

/** The person of a `start`, with the province by its id. @throws Fault PROVINCE_UNKNOWN */
function memberOf(talk: string, told: z.infer<typeof person>, rulesets: Rulesets): Member {
  const { province: named, ...rest } = told;
  const province = named === undefined ? undefined : rulesets.resolveProvince(named);
  if (named !== undefined && province === undefined)
    throw new Fault('PROVINCE_UNKNOWN', `没有「${named.slice(0, 40)}」的规则。`);
  return { ...(rest as Partial<Member>), id: `person-${talk}`, ...(province === undefined ? {} : { province }) };
}

/** The talks that are going on, each with its own world; the one that was quiet longest is closed when there are too many. */
function openTalks(knowledge: Knowledge) {
  const talks = new Map<string, World>();
  const close = async (talk: string | undefined): Promise<void> => {
    if (talk === undefined) return;
    await talks.get(talk)?.close();
    talks.delete(talk);
  };
  return {
    start: async (talk: string, { now, person: told, roster, about }: NonNullable<Line['start']>): Promise<Out> => {
      const who = told ? memberOf(talk, told, knowledge.rulesets) : undefined;
      await close(talk);
      const world = await openWorld(talk, now, { who, onRoster: roster === true, isNaming: about === true }, knowledge);
      talks.set(talk, world);
      if (talks.size > TALKS_AT_ONCE) await close(talks.keys().next().value);
      return world.started();
    },
    /** A talk that goes on. @throws Fault INPUT_INVALID */
    get: (talk: string): World => {
      const world = talks.get(talk);
      if (!world) throw new Fault('INPUT_INVALID', `没有「${talk.slice(0, 40)}」这个对话，先发 start。`);
      talks.delete(talk);
      talks.set(talk, world);
      return world;
    },
    closeAll: async (): Promise<void> => {
      for (const world of talks.values()) await world.close();
    },
  };
}

/** What one line says to its talk. @throws Fault INPUT_INVALID */
function said(world: World, input: Line): Promise<Out> {
  const group = input.group === true ? { mentioned: input.mentioned ?? true } : undefined;
  if (input.me !== undefined) return world.hear({ is: 'text', text: input.me }, input.at, group);
  if (input.tap !== undefined) return world.tap(input.tap, input.card, input.at);
  if (input.wait !== undefined) return world.wait(duration(input.wait));
  if (input.file) {
    const { name, mime } = input.file;
    return world.hear({ is: 'file', name, mime, bytes: async () => sampleBytes(name, mime) }, input.at);
  }
  throw new Fault('INPUT_INVALID', '这一行要有 start、me、tap、file、wait 中的一个。');
}

/**
 * `talk`: conversations as a channel would hold them. One process, many talks, each with its own empty store and a fake
 * clock; everything goes through the real desk, store, clock and post.
 */
export const run: Command = async (_args, { doors = {}, ...streams }) => {
  const documents = join(ROOT, 'faq', 'documents');
  const rulesets = loadRulesets(join(ROOT, 'rules'), join(documents, 'raw'));
  const library = wholeLibrary(doors);
  const talks = openTalks({ rulesets, answer: (question) => ask(library, rulesets, question) });
  const status = await runJsonLines(
    streams,
    async (value) => {
      const parsed = line.safeParse(value);
      if (!parsed.success) throw new Fault('INPUT_INVALID', whatIsWrong(parsed.error));
      const input = parsed.data;
      return input.start ? talks.start(input.talk, input.start) : said(talks.get(input.talk), input);
    },
    { key: 'talk' },
  );
  await talks.closeAll();
  return status;
};

function whatIsWrong(error: z.ZodError): string {
  const [first] = error.issues;
  const path = first?.path.join('.') ?? '';
  const why = first && /[\u4e00-\u9fff]/.test(first.message) ? first.message : '类型或取值不对';
  return path === '' ? `这一行不完整：${why}。` : `字段 ${path}：${why}。`;
}
