/** `eval ask`: figures of the answers over case files, and a table of misses. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask } from '../../answers/index.ts';
import { provinceOf } from '../../chinese/index.ts';
import { figuresOf, isHeldOut, isSetAside, judge, type Outcome, readCases } from '../../curate/cases.ts';
import { Fault } from '../../errors.ts';
import { loadRulesets } from '../../rules/index.ts';
import { FAQ, RAW_DOCUMENTS, RULES, wholeLibrary } from '../folders.ts';
import type { Command } from '../jsonl.ts';
import { fileFrom } from '../upkeep/store.ts';

const USAGE = `用法：eval ask [案例文件或文件夹…] [--part held|open|all] [--misses]
  不写文件就用 faq/cases。held（默认）只报留出的三分之一；--misses 列出答错的（只对 open 和别处的文件）。
`;

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

function row(name: string, outcomes: readonly Outcome[]): string {
  const f = figuresOf(outcomes);
  return `${name.padEnd(16)} ${String(f.cases).padStart(4)}  首引 ${percent(f.first).padStart(6)}  前三 ${percent(f.inThree).padStart(6)}  直答准确 ${percent(f.precision).padStart(6)}  覆盖 ${percent(f.coverage).padStart(6)}  该沉默而沉默 ${percent(f.kept).padStart(6)}（错答 ${f.wrongOnSilent}）  CRAG ${f.crag.toFixed(3)}\n`;
}

/** The `eval` command (its first argument is `ask`). Exit status 1 when a figure is below what we promise. */
export const run: Command = async (args, { output, doors = {} }) => {
  const say = (text: string): Promise<void> => new Promise((done) => output.write(text, () => done()));
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { part: { type: 'string', default: 'held' }, misses: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [what, ...paths] = positionals;
  if (what !== 'ask' || !['held', 'open', 'all'].includes(values.part)) {
    await say(USAGE);
    return 2;
  }
  const files = (paths.length > 0 ? paths.map(fileFrom) : [join(FAQ, 'cases')]).flatMap((path) => {
    try {
      return statSync(path).isDirectory()
        ? readdirSync(path, { recursive: true, encoding: 'utf8' })
            .filter((name) => /\.(ya?ml|jsonl)$/u.test(name))
            .sort()
            .map((name) => join(path, name))
        : [path];
    } catch (cause) {
      throw new Fault('USAGE', `没有 ${basename(path)} 这个文件。`, { cause });
    }
  });
  const library = wholeLibrary(doors);
  const rulesets = loadRulesets(RULES, RAW_DOCUMENTS);
  const outcomes = files
    .flatMap((file) => readCases(readFileSync(file, 'utf8'), basename(file)))
    .filter(
      (one) =>
        values.part === 'all' ||
        isHeldOut(one.id) === (values.part === 'held') ||
        paths.some((path) => path.endsWith('.jsonl')),
    )
    .map((one) => judge(one, ask(library, rulesets, one.input)));
  await say(row('全部', outcomes));
  for (const [title, keyOf] of [
    ['按来源', (one: Outcome) => (isSetAside(one.case.id) ? '别人写的' : '自己写的')],
    ['按种类', (one: Outcome) => one.case.kind],
    ['按省份', (one: Outcome) => provinceOf(one.case.input.province) ?? '未说明'],
  ] as const) {
    await say(`\n${title}\n`);
    for (const [key, list] of [...Map.groupBy(outcomes, keyOf)].sort((a, b) => (a[0] < b[0] ? -1 : 1)))
      await say(row(key, list));
  }
  if (values.misses) {
    await say('\n答错的\n');
    for (const one of outcomes) {
      if (one.answerable ? one.first && one.says : one.answer.kind !== 'answer') continue;
      if (isHeldOut(one.case.id) && paths.length === 0) continue;
      const { citations, confidence, kind, text } = one.answer;
      await say(
        `${one.case.id} ${one.case.kind}｜${one.case.input.question}｜${kind} ${confidence}｜${citations[0]?.clause ?? text.slice(0, 40)}｜应引 ${one.case.gold[0] ?? '（沉默）'}\n`,
      );
    }
  }
  const total = figuresOf(outcomes);
  return total.first >= 0.88 && total.precision >= 0.95 && total.kept >= 0.95 ? 0 : 1;
};
