/** `ask`: policy questions as JSON Lines. Calls the very code that the chats call. */
import { z } from 'zod';
import { type AskInput, ask, type Library } from '../../answers/index.ts';
import { provinceOf } from '../../chinese/index.ts';
import { Fault } from '../../errors.ts';
import { loadRulesets, type Rulesets } from '../../rules/index.ts';
import type { Answer, Citation, Person } from '../../types/index.ts';
import { RAW_DOCUMENTS, RULES, wholeLibrary } from '../folders.ts';
import { type Command, type LineStreams, runJsonLines } from '../jsonl.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}/u, '要写成 2026-01-31 这样的日期');
const line = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  question: z.string().trim().min(1, '不能是空的').max(4000, '太长了，请控制在 4000 字以内'),
  province: z.string().nullish(),
  prior: z.array(z.union([z.looseObject({ question: z.string() }), z.looseObject({ answer: z.string() })])).nullish(),
  person: z.looseObject({}).nullish(),
  on: day.nullish(),
});

const NAMES: Record<string, string> = {
  id: '编号 id',
  question: '问题 question',
  province: '省份 province',
  prior: '前文 prior',
  person: '本人 person',
  on: '日期 on',
};

/** One question of the `ask` command → one line out. Throws a Fault with a Chinese sentence for a malformed line. */
export function askLine(
  library: Library,
  rulesets: Rulesets | undefined,
  value: unknown,
): { readonly id: string | number | null } & Omit<Answer, 'choices'> {
  const read = line.safeParse(value);
  if (!read.success) {
    const issue = read.error.issues[0];
    const field = String(issue?.path[0] ?? '');
    const given = typeof value === 'object' && value !== null && field in value;
    throw new Fault(
      'INPUT_INVALID',
      `${NAMES[field] ?? '这一行'} ${given ? `写得不对：${chinese(issue?.message ?? '')}` : '没有写'}。`,
    );
  }
  const { id, question, province, prior, person, on } = read.data;
  if (province && rulesets?.resolveProvince(province) === undefined && provinceOf(province) === undefined)
    throw new Fault('PROVINCE_UNKNOWN', `没有「${province.slice(0, 40)}」这个省份。`);
  const input: AskInput = {
    question,
    ...(province ? { province } : {}),
    ...(prior
      ? {
          prior: prior.map((turn) =>
            'question' in turn ? { question: String(turn.question) } : { answer: String(turn.answer) },
          ),
        }
      : {}),
    ...(person ? { person: person as Person } : {}),
    ...(on ? { on: on.slice(0, 10) } : {}),
  };
  const { kind, text, citations, confidence } = ask(library, rulesets, input);
  return { id: id ?? null, kind, text, citations: citations.map(plain), confidence };
}

/** A citation with the keys of the command's contract and no other. */
const plain = ({ document, title, number, clause, quote }: Citation): Citation => ({
  document,
  title,
  ...(number === undefined ? {} : { number }),
  clause,
  quote,
});

const chinese = (message: string): string =>
  /[\p{Script=Han}]/u.test(message) ? message : '格式不对，请看 ask 命令的说明';

/** Runs the command over lines; resolves to the exit status. */
export function runAsk(streams: LineStreams, library: Library, rulesets: Rulesets | undefined): Promise<0 | 1> {
  return runJsonLines(streams, (value) => askLine(library, rulesets, value));
}

/** The `ask` command. */
export const run: Command = (_args, { doors = {}, ...streams }) =>
  runAsk(streams, wholeLibrary(doors), loadRulesets(RULES, RAW_DOCUMENTS));
