import { isDeepStrictEqual } from 'node:util';
import { RAW_DOCUMENTS, RULES } from '../src/commands/folders.ts';
import { assess, loadRulesets } from '../src/rules/index.ts';
import { byHand, type Verdict } from './rules-hand.ts';
import { jsonRulesEngine } from './rules-jre.ts';
import { inputOf, peopleOf } from './rules-people.ts';
import { sweepOf } from './rules-sweep.ts';
import { zenEngine } from './rules-zen.ts';

/**
 * How fast a year is judged: our `assess` over Zhejiang's ruleset against a function written by hand, json-rules-engine
 * and zen-engine, on the same people with thirty activities each, in one run on one core. Every verdict is compared
 * first. Then a sweep of many people from SQLite. `node bench/rules.ts [--people 2000] [--sweep 80000] [--full]`;
 * `--full` sweeps 800,000. Exit status 1 where a target is missed.
 *
 * zen-engine takes part where it is installed by hand, `npm install --no-save @gorules/zen-engine@0.54.0`: its platform
 * packages are not all in every registry, so that it cannot be a dependency that installs everywhere.
 */

const argument = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(name);
  const given = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!Number.isInteger(given) || given < 0) throw new Error(`${name} needs a whole number`);
  return given;
};
const PEOPLE = argument('--people', 2000);
const SWEEP = process.argv.includes('--full') ? 800_000 : argument('--sweep', 80_000);
const ROUNDS = 15;

const rulesets = loadRulesets(RULES, RAW_DOCUMENTS);
const people = peopleOf(PEOPLE);
const inputs = people.map(inputOf);
const engine = jsonRulesEngine();
const zen = await zenEngine();

/** The others give a verdict and no list of what each activity earned; so this row does not either. */
const VERDICT = { details: false } as const;

const ours = (input: (typeof inputs)[number]): Verdict => {
  const { covered, total, public: subject, compliant } = assess(rulesets, input, VERDICT);
  return { covered, total, public: subject ?? 0, compliant: compliant === true };
};

let compared = 0;
for (const [i, one] of people.entries()) {
  const input = inputs[i];
  if (!input) continue;
  const [a, b, c] = [ours(input), byHand(one), await engine(one)];
  const others = zen ? [await zen.table(one), await zen.expression(one)] : [];
  const plain = (v: Verdict): Verdict => (v.covered ? v : { ...v, public: 0 });
  if ([b, c, ...others].some((other) => !isDeepStrictEqual(plain(a), plain(other))))
    throw new Error(`verdicts differ for ${JSON.stringify(one)}: ${JSON.stringify([a, b, c, ...others])}`);
  compared++;
}

/** Microseconds a person, the best of several rounds; the contestants take turns, so that a busy machine hurts all alike. */
const best = {
  hand: Infinity,
  verdict: Infinity,
  assess: Infinity,
  trace: Infinity,
  rules: Infinity,
  table: Infinity,
  expression: Infinity,
};
async function round(name: keyof typeof best, run: () => void | Promise<void>, count = PEOPLE): Promise<void> {
  const from = performance.now();
  await run();
  best[name] = Math.min(best[name], ((performance.now() - from) * 1000) / count);
}
const few = people.slice(0, Math.min(PEOPLE, 300));
let sink = 0;
for (let i = 0; i < ROUNDS; i++) {
  await round('hand', () => {
    for (const one of people) sink += byHand(one).total;
  });
  await round('verdict', () => {
    for (const input of inputs) sink += assess(rulesets, input, VERDICT).total;
  });
  await round('assess', () => {
    for (const input of inputs) sink += assess(rulesets, input).total;
  });
  await round('trace', () => {
    for (const input of inputs) sink += assess(rulesets, input, { trace: true }).trace.length;
  });
  await round(
    'rules',
    async () => {
      for (const one of few) sink += (await engine(one)).total;
    },
    few.length,
  );
  for (const form of zen ? (['table', 'expression'] as const) : [])
    await round(
      form,
      async () => {
        for (const one of few) sink += (await zen?.[form](one))?.total ?? 0;
      },
      few.length,
    );
}

const line = (name: string, us: number): string =>
  `${name.padEnd(28)}${us.toFixed(2).padStart(9)} µs a person${Math.round(1e6 / us)
    .toLocaleString('en')
    .padStart(12)} a second`;
console.warn(`${compared} verdicts agree (30 activities each, sink ${Math.round(sink) % 7})`);
console.warn(line('written by hand', best.hand));
console.warn(line('assess, the verdict', best.verdict));
console.warn(line('assess, with each award', best.assess));
console.warn(line('assess with trace', best.trace));
console.warn(line('json-rules-engine', best.rules));
if (zen) {
  console.warn(line('zen-engine, decision table', best.table));
  console.warn(line('zen-engine, one expression', best.expression));
} else console.warn('zen-engine                  not installed (npm install --no-save @gorules/zen-engine@0.54.0)');

const missed: string[] = [];
function target(words: string, has: number, needs: number, atMost = false): void {
  const met = atMost ? has <= needs : has >= needs;
  console.warn(
    `${met ? 'met   ' : 'MISSED'} ${words}: ${has.toFixed(has < 10 ? 2 : 0)} (${atMost ? 'at most' : 'at least'} ${needs})`,
  );
  if (!met) missed.push(words);
}
target('speed of the hand-written function, times 1/8', (best.hand / best.verdict) * 8, 1);
target('times json-rules-engine', best.rules / best.verdict, 25);
if (zen) {
  target('times zen-engine, rules as a decision table', best.table / best.verdict, 50);
  console.warn(`       times zen-engine, all rules in one expression: ${(best.expression / best.verdict).toFixed(0)}`);
}
target(
  'with trace, of that third',
  Math.min(((best.hand / best.trace) * 8) / (1 / 3), best.rules / best.trace / (25 / 3)),
  1,
);

if (SWEEP > 0) {
  const swept = sweepOf(rulesets, SWEEP);
  console.warn(
    `sweep of ${swept.people.toLocaleString('en')} people x 30 from SQLite (${swept.megabytes} MB, filled in ${swept.fill.toFixed(0)} s): bare read ${swept.bare.toFixed(2)} s, read and judged ${swept.sweep.toFixed(2)} s, ${swept.compliant.toLocaleString('en')} compliant, ${swept.checked} checked apart`,
  );
  target('times the bare read in processor time', swept.times, 3, true);
  console.warn(`       times the bare read by the clock: ${(swept.sweep / swept.bare).toFixed(2)}`);
  target('resident megabytes', swept.resident, 512, true);
}
process.exitCode = missed.length === 0 ? 0 : 1;
