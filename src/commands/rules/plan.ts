import { dayOf, isDay } from '../../days.ts';
import { Fault } from '../../errors.ts';
import {
  type Assumptions,
  inWords,
  loadRulesets,
  type Plan,
  plan,
  type Rulesets,
  readInput,
  sayRow,
  type WhatIf,
  whatIf,
} from '../../rules/index.ts';
import type { Activity, AssessInput, Day } from '../../types/index.ts';
import { RAW_DOCUMENTS, RULES } from '../folders.ts';
import { type Command, runJsonLines } from '../jsonl.ts';

type Line = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Line =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `assume`: {hoursPer, most, roles, perDay}, each a part of what a plan assumes. @throws Fault INPUT_INVALID */
function assumptionsIn(line: Line): Partial<Assumptions> {
  const told = line.assume;
  if (told === undefined || told === null) return {};
  if (!isObject(told)) throw new Fault('INPUT_INVALID', 'assume 要写成一个对象。');
  const numbers = (name: string): { [field: string]: number } => {
    const given = told[name];
    if (given === undefined) return {};
    if (!isObject(given) || Object.values(given).some((n) => typeof n !== 'number' || !(n > 0)))
      throw new Fault('INPUT_INVALID', `assume.${name} 的值要写大于 0 的数字。`);
    return given as { [field: string]: number };
  };
  const { roles, perDay } = told;
  if (roles !== undefined && !(Array.isArray(roles) && roles.every((role) => typeof role === 'string')))
    throw new Fault('INPUT_INVALID', 'assume.roles 要写成身份的列表，如 ["participant","lecturer"]。');
  if (perDay !== undefined && !(typeof perDay === 'number' && perDay > 0 && perDay <= 24))
    throw new Fault('INPUT_INVALID', 'assume.perDay 要写每天的小时数。');
  return {
    hoursPer: numbers('hoursPer'),
    most: numbers('most'),
    ...(roles !== undefined && { roles: roles as string[] }),
    ...(perDay !== undefined && { perDay }),
  };
}

/** `whatIf`: activities as the ledger has them; an id may be left out. @throws Fault INPUT_INVALID */
function supposed(rulesets: Rulesets, line: Line, input: AssessInput): readonly Activity[] | undefined {
  const told = line.whatIf;
  if (told === undefined || told === null) return undefined;
  if (!Array.isArray(told)) throw new Fault('INPUT_INVALID', 'whatIf 要写成活动的列表。');
  const named = told.map((one, i) => (isObject(one) ? { id: `what-if-${i + 1}`, ...one } : one));
  return readInput(rulesets, { ...line, province: input.province, activities: named }).activities;
}

/**
 * One line, as `assess` takes it: what is missing on `on` (or today) and the least that finishes the year; with
 * `whatIf: [activity…]` also what these would change.
 * @throws Fault INPUT_INVALID, PROVINCE_UNKNOWN, YEAR_UNKNOWN
 */
export function planValue(rulesets: Rulesets, value: unknown, today: Day): object {
  const line = (isObject(value) ? value : {}) as Line;
  const input = readInput(rulesets, value);
  const day = input.on ?? today;
  const others = supposed(rulesets, line, input);
  return {
    id: line.id ?? null,
    ...printed(plan(rulesets, input, day, assumptionsIn(line))),
    ...(others && { whatIf: printedWhatIf(whatIf(rulesets, input, others)) }),
  };
}

/** As the contract prints it: every line's arithmetic in words. */
const printed = (made: Plan): object => ({
  ...made,
  plans: made.plans.map((option) => ({
    ...option,
    activities: option.activities.map(({ why, ...row }) => ({ ...row, effect: sayRow({ why, ...row }) })),
  })),
});

const printedWhatIf = (made: WhatIf): object => ({
  ...made,
  earned: made.earned.map((one) => ({ ...one, steps: one.steps.map(inWords) })),
});

/** Today in China, for lines that do not say `on`. */
const todayInChina = (): Day => dayOf(Date.now());

/** `plan [--on YYYY-MM-DD]`: one person-year a line → what is missing and how to finish it. */
export const run: Command = async (args, streams) => {
  const at = args.indexOf('--on');
  const on = at < 0 ? todayInChina() : args[at + 1];
  if (!isDay(on)) throw new Fault('USAGE', '--on needs a day such as 2026-11-02.');
  const rulesets = loadRulesets(RULES, RAW_DOCUMENTS);
  return runJsonLines(streams, (value) => planValue(rulesets, value, on));
};
