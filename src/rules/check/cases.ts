import { LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { Fault } from '../../errors.ts';
import type { Activity, AssessInput, Assessment } from '../../types/index.ts';
import type { Rulesets } from '../format/edition.ts';
import { readInput } from '../format/input.ts';
import { assess } from '../judge/assess.ts';
import { say } from '../pages/say.ts';
import { procedure } from '../year/procedure.ts';

/**
 * `rules/<province>/cases.yaml`: what a ruleset must say. `do` lists activities (their ids are a, b, c …), `gets` what each
 * earns before the ceilings in the same order (null = left out); `expect` any further fields; `under` the same case
 * under other readings. A case with `ask` looks a procedure up instead.
 */
const readings = z.record(z.string(), z.string());
const outcome = {
  gets: z.array(z.union([z.number(), z.null()])).optional(),
  expect: z.record(z.string(), z.unknown()).optional(),
};
const oneCase = z.strictObject({
  title: z.string(),
  settles: z.union([z.string(), z.array(z.string())]).optional(),
  person: z.record(z.string(), z.unknown()).optional(),
  year: z.number().int().optional(),
  do: z.array(z.record(z.string(), z.unknown())).optional(),
  makeup: z.record(z.string(), z.unknown()).optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  readings: readings.optional(),
  ...outcome,
  depends: z.array(z.string()).optional(),
  says: z.array(z.string()).optional(),
  /** Rule ids that the trace must name. */
  by: z.array(z.string()).optional(),
  under: z.array(z.strictObject({ readings, ...outcome })).optional(),
  ask: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  /** The documents do not say: the question must be refused, never answered from another row. */
  refused: z.literal(true).optional(),
});
const file = z.strictObject({
  person: z.record(z.string(), z.unknown()),
  year: z.number().int(),
  cases: z.array(oneCase).min(1),
});
type RuleCase = z.infer<typeof oneCase>;
export interface CaseFile {
  readonly person: { readonly [key: string]: unknown };
  readonly year: number;
  readonly cases: readonly RuleCase[];
  /** The line on which each case begins. */
  readonly lines: readonly number[];
}

interface CaseResult {
  readonly passed: number;
  /** One sentence per fault: `line: title: what was wanted and what came`. */
  readonly faults: readonly { readonly line: number; readonly words: string }[];
}

/** @throws Fault RULES_INVALID where the file is not what a cases file must be */
export function readCases(text: string, name: string): CaseFile {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const [broken] = document.errors;
  if (broken)
    throw new Fault('RULES_INVALID', `${name}:${counter.linePos(broken.pos[0]).line} ${broken.message.split('\n')[0]}`);
  const lineAt = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined;
      if (node?.range) return counter.linePos(node.range[0]).line;
    }
    return 1;
  };
  const parsed = file.safeParse(document.toJS());
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Fault(
      'RULES_INVALID',
      `${name}:${lineAt(issue?.path ?? [])} ${(issue?.path ?? []).join('.')}: ${issue?.message}`,
    );
  }
  return { ...parsed.data, lines: parsed.data.cases.map((_, i) => lineAt(['cases', i])) };
}

/** Where `got` is not what `want` says, field by field; numbers within 1e-9. `exact` also refuses further keys. */
function differences(want: unknown, got: unknown, path: string, exact = false): string[] {
  if (typeof want === 'number')
    return typeof got === 'number' && Math.abs(want - got) <= 1e-9
      ? []
      : [`${path} 应为 ${want}，得到 ${JSON.stringify(got)}`];
  if (typeof want === 'object' && want !== null && !Array.isArray(want)) {
    if (typeof got !== 'object' || got === null)
      return [`${path} 应为 ${JSON.stringify(want)}，得到 ${JSON.stringify(got)}`];
    const there = got as { readonly [key: string]: unknown };
    const out = Object.entries(want).flatMap(([key, value]) => differences(value, there[key], `${path}.${key}`, exact));
    if (exact)
      for (const key of Object.keys(there))
        if (!(key in want)) out.push(`${path}.${key} 不该有，得到 ${JSON.stringify(there[key])}`);
    return out;
  }
  return JSON.stringify(want) === JSON.stringify(got ?? null)
    ? []
    : [`${path} 应为 ${JSON.stringify(want)}，得到 ${JSON.stringify(got)}`];
}

const idOf = (i: number): string => (i < 26 ? String.fromCharCode(97 + i) : `a${i}`);

/** A case as the engine's input, through the same edge as the command. */
export function inputOf(rulesets: Rulesets, province: string, file: CaseFile, one: RuleCase): AssessInput {
  const activities = (one.do ?? []).map((activity, i) => ({ id: idOf(i), ...activity }) as unknown as Activity);
  return readInput(rulesets, {
    province,
    person: { ...file.person, ...one.person },
    year: one.year ?? file.year,
    activities,
    ...(one.makeup && { makeup: one.makeup }),
    ...(one.parameters && { parameters: one.parameters }),
    ...(one.readings && { readings: one.readings }),
  });
}

const EXACT = new Set(['awarded', 'counted', 'pending', 'shortfall']);

function judgeOutcome(want: { gets?: RuleCase['gets']; expect?: RuleCase['expect'] }, got: Assessment): string[] {
  const out: string[] = [];
  if (want.gets) {
    const awarded: { [id: string]: number } = {};
    for (const [i, value] of want.gets.entries()) if (value !== null) awarded[idOf(i)] = value;
    out.push(...differences(awarded, got.awarded, 'awarded', true));
  }
  for (const [key, value] of Object.entries(want.expect ?? {}))
    out.push(...differences(value, (got as unknown as { [key: string]: unknown })[key], key, EXACT.has(key)));
  return out;
}

/** Runs one case under each of its readings; what is wrong, in words. */
export function runCase(rulesets: Rulesets, province: string, file: CaseFile, one: RuleCase): string[] {
  if (one.ask && one.refused) {
    try {
      return [`应答不知道，得到 ${JSON.stringify(procedure(rulesets, province, one.ask, one.readings))}`];
    } catch (fault) {
      return fault instanceof Fault ? [] : [String(fault)];
    }
  }
  if (one.ask) {
    const { clauses, label, ...answer } = procedure(rulesets, province, one.ask, one.readings);
    const named = clauses.map((clause) => clause.id);
    return [
      ...differences(one.expect ?? {}, answer, 'answer', true),
      ...(one.by ?? []).flatMap((id) => (named.includes(id) ? [] : [`应由 ${id} 回答，得到 ${named.join('、')}`])),
    ];
  }
  const input = inputOf(rulesets, province, file, one);
  const got = assess(rulesets, input, {
    trace: one.says !== undefined || one.by !== undefined,
    depends: one.depends !== undefined,
  });
  const out = judgeOutcome(one, got);
  if (one.depends) {
    const named = [...new Set(got.depends.map((d) => d.doubt))].sort();
    if (JSON.stringify(named) !== JSON.stringify([...one.depends].sort()))
      out.push(`depends 应为 ${one.depends.join('、') || '无'}，得到 ${named.join('、') || '无'}`);
  }
  for (const id of one.by ?? [])
    if (!got.trace.some((step) => step.rule === id))
      out.push(`说明里没有 ${id}：${got.trace.map((s) => s.rule).join('、')}`);
  for (const words of one.says ?? [])
    if (!got.trace.some((step) => say(step).includes(words)))
      out.push(`说明里没有「${words}」：${got.trace.map(say).join(' / ')}`);
  for (const other of one.under ?? []) {
    const label = Object.entries(other.readings)
      .map(([doubt, reading]) => `${doubt}=${reading}`)
      .join(' ');
    const there = assess(rulesets, { ...input, readings: { ...input.readings, ...other.readings } });
    out.push(...judgeOutcome(other, there).map((words) => `[${label}] ${words}`));
  }
  return out;
}

/** Runs every case of a file. */
export function runCases(rulesets: Rulesets, province: string, file: CaseFile): CaseResult {
  let passed = 0;
  const faults: { line: number; words: string }[] = [];
  for (const [i, one] of file.cases.entries()) {
    let wrong: string[];
    try {
      wrong = runCase(rulesets, province, file, one);
    } catch (fault) {
      wrong = [fault instanceof Error ? fault.message : String(fault)];
    }
    if (wrong.length === 0) passed++;
    else faults.push({ line: file.lines[i] ?? 1, words: `${one.title}：${wrong.join('；')}` });
  }
  return { passed, faults };
}
