import { Fault } from '../../errors.ts';
import {
  askOf,
  assess,
  inWords,
  loadRulesets,
  procedure,
  type Rulesets,
  readInput,
  readingsOf,
  receiptOf,
} from '../../rules/index.ts';
import type { Assessment } from '../../types/index.ts';
import { RAW_DOCUMENTS, RULES } from '../folders.ts';
import { type Command, errorOf, type LineStreams, runJsonLines } from '../jsonl.ts';

/**
 * The verdict on a parsed line: a person-year, or a procedure where the line has an `ask` object (as procedures.jsonl).
 * @throws Fault INPUT_INVALID, PROVINCE_UNKNOWN, YEAR_UNKNOWN with a sentence that names the field
 */
function assessValue(rulesets: Rulesets, value: unknown): object {
  const id = (value as { readonly id?: unknown } | null)?.id ?? null;
  const asked = askOf(value);
  if (asked) {
    const readings = readingsOf(rulesets, asked.province, (value as { readonly readings?: unknown }).readings);
    return { id, ...procedure(rulesets, asked.province, asked.ask, readings) };
  }
  const input = readInput(rulesets, value);
  const receipt = receiptOf(rulesets, input);
  return { id, ...printed(assess(rulesets, input, { trace: true, depends: true })), receipt };
}

/** As the contract prints it, its steps in words: an activity that cannot be computed for want of a field earns 0 so far, and `unknown` says why. */
function printed(assessment: Assessment): object {
  const said = { ...assessment, trace: assessment.trace.map(inWords) };
  if (!assessment.unknown) return said;
  const open = Object.fromEntries(Object.keys(assessment.unknown).map((id) => [id, 0]));
  return { ...said, awarded: { ...open, ...assessment.awarded } };
}

/** One line of JSON in, one object out; never throws: a bad line gives its `error`. */
export function assessLine(rulesets: Rulesets, line: string): object {
  let id: unknown = null;
  try {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw new Fault('INPUT_NOT_JSON', '这一行不是 JSON。每行写一个完整的 JSON 对象。', { cause });
    }
    id = (value as { readonly id?: unknown } | null)?.id ?? null;
    return assessValue(rulesets, value);
  } catch (error) {
    return { id, error: errorOf(error) };
  }
}

/** JSON Lines through `assess`. Resolves to the exit status: 1 if any line failed. */
export function runAssess(rulesets: Rulesets, streams: LineStreams): Promise<number> {
  return runJsonLines(streams, (value) => assessValue(rulesets, value));
}

/** The `assess` command. */
export const run: Command = (_args, streams) => runAssess(loadRulesets(RULES, RAW_DOCUMENTS), streams);
