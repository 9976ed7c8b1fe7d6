/** How good the answers are: cases in, figures out. Pure. */
import { createHash } from 'node:crypto';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { AskInput } from '../answers/index.ts';
import { bare } from '../documents/index.ts';
import { Fault } from '../errors.ts';
import type { Answer, Person, Turn } from '../types/index.ts';

export interface Case {
  readonly id: string;
  readonly kind: string;
  readonly input: AskInput;
  /** Any of these words must stand in the first citation; empty: the documents are silent. */
  readonly gold: readonly string[];
  readonly mustContain: readonly string[];
}

const turns = z
  .array(z.union([z.strictObject({ question: z.string() }), z.strictObject({ answer: z.string() })]))
  .optional();
const own = z.strictObject({
  id: z.string(),
  kind: z.string(),
  province: z.string().nullable().optional(),
  q: z.string(),
  prior: turns,
  person: z.record(z.string(), z.unknown()).optional(),
  on: z.string().optional(),
  cite: z.union([z.string(), z.array(z.string())]).optional(),
  says: z.union([z.string(), z.array(z.string())]).optional(),
  silent: z.literal(true).optional(),
});
const shared = z.looseObject({
  id: z.string(),
  kind: z.string(),
  province: z.string().nullable().optional(),
  question: z.string(),
  prior: turns,
  person: z.record(z.string(), z.unknown()).optional(),
  on: z.string().optional(),
  gold: z.looseObject({
    quotes: z.array(z.string()).default([]),
    must_contain: z.array(z.string()).default([]),
    answerable: z.boolean(),
  }),
});

const inputOf = (
  question: string,
  read: {
    province?: string | null | undefined;
    prior?: Turn[] | undefined;
    person?: Record<string, unknown> | undefined;
    on?: string | undefined;
  },
): AskInput => ({
  question,
  ...(read.province ? { province: read.province } : {}),
  ...(read.prior ? { prior: read.prior } : {}),
  ...(read.person ? { person: read.person as Person } : {}),
  ...(read.on ? { on: read.on } : {}),
});

/** Reads a YAML list of cases (its file name gives the province where a case has none) or the JSON Lines of the contract. */
export function readCases(text: string, file: string): Case[] {
  const fail = (error: z.ZodError): never => {
    throw new Fault('INPUT_INVALID', `${file}: ${error.issues[0]?.path.join('.')} ${error.issues[0]?.message}`);
  };
  if (/\.jsonl$/u.test(file))
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as { gold?: unknown })
      .filter((value) => value.gold !== undefined)
      .map((value) => {
        const read = shared.safeParse(value);
        if (!read.success) return fail(read.error);
        const { id, kind, question, gold, ...rest } = read.data;
        return {
          id,
          kind,
          input: inputOf(question, rest),
          gold: gold.answerable ? gold.quotes : [],
          mustContain: gold.answerable ? gold.must_contain : [],
        };
      });
  const read = z.array(own).safeParse(parseYaml(text) ?? []);
  if (!read.success) return fail(read.error);
  const place = /([a-z]+)[^/]*\.ya?ml$/u.exec(file)?.[1];
  return read.data.map(({ id, kind, q, cite, says, silent, province, ...rest }) => {
    if (!silent && !cite) throw new Fault('INPUT_INVALID', `${file}: ${id} has neither cite nor silent.`);
    return {
      id,
      kind,
      input: inputOf(q, { ...rest, province: province === undefined ? place : province }),
      gold: silent ? [] : [cite ?? []].flat(),
      mustContain: [says ?? []].flat(),
    };
  });
}

/** Cases that were set aside, by hash, before anybody had read them: held out, all of them. */
export const isSetAside = (id: string): boolean => id.startsWith('sa-');

/** What is kept out of sight while tuning: what was set aside, and of the other cases a third by the hash of the id. */
export const isHeldOut = (id: string): boolean =>
  isSetAside(id) || (createHash('sha256').update(`xuefen ${id}`).digest()[0] ?? 0) % 3 === 0;

export interface Outcome {
  readonly case: Case;
  readonly answer: Answer;
  readonly answerable: boolean;
  /** The first citation holds one of the gold words. */
  readonly first: boolean;
  readonly inThree: boolean;
  readonly says: boolean;
}

export function judge(one: Case, answer: Answer): Outcome {
  const has = (quote: string): boolean => one.gold.some((words) => bare(quote).includes(bare(words)));
  const all = bare(answer.text + answer.citations.map((citation) => citation.quote).join(''));
  return {
    case: one,
    answer,
    answerable: one.gold.length > 0,
    first: answer.kind === 'answer' && answer.citations[0] !== undefined && has(answer.citations[0].quote),
    inThree: answer.citations.slice(0, 3).some((citation) => has(citation.quote)),
    says: one.mustContain.every((words) => all.includes(bare(words))),
  };
}

export interface Figures {
  readonly cases: number;
  readonly answerable: number;
  /** First citation right, of the answerable. */
  readonly first: number;
  readonly inThree: number;
  /** Right, of the direct answers given. */
  readonly precision: number;
  /** Direct answers given, of the answerable. */
  readonly coverage: number;
  /** Left unanswered, of those that the documents do not answer. */
  readonly kept: number;
  readonly wrongOnSilent: number;
  /** Right +1, silent 0, wrong −1; the mean. */
  readonly crag: number;
}

export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const share = (count: number, of: number): number => (of === 0 ? 1 : count / of);
  const answerable = outcomes.filter((one) => one.answerable);
  const silent = outcomes.filter((one) => !one.answerable);
  const direct = outcomes.filter((one) => one.answer.kind === 'answer');
  const right = direct.filter((one) => one.first && one.says);
  const wrong = direct.length - right.length;
  const keptRight = silent.filter((one) => one.answer.kind !== 'answer').length;
  return {
    cases: outcomes.length,
    answerable: answerable.length,
    first: share(answerable.filter((one) => one.first).length, answerable.length),
    inThree: share(answerable.filter((one) => one.inThree).length, answerable.length),
    precision: share(right.length, direct.length),
    coverage: share(answerable.filter((one) => one.answer.kind === 'answer').length, answerable.length),
    kept: share(keptRight, silent.length),
    wrongOnSilent: silent.length - keptRight,
    crag: share(right.length + keptRight - wrong, outcomes.length),
  };
}
