import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Library } from '../../answers/index.ts';
import { ERRORS, Fault } from '../../errors.ts';
import {
  coverageOf,
  type Inventory,
  leftOpen,
  readCases,
  readInventory,
  runCases,
  unknownIds,
} from '../../rules/check/index.ts';
import { type Edition, loadRulesets, type Rulesets } from '../../rules/index.ts';
import { type Checked, checkLibrary, clauseHolding } from '../answers/check-documents.ts';
import { DOCUMENTS, FAQ, ownFaq, RAW_DOCUMENTS, RULES } from '../folders.ts';
import type { Command } from '../jsonl.ts';

/** A folder with a draft alone is work in progress, no fault. */
const EDITION_OR_DRAFT = /^(\d{4}.*|rules|draft)\.ya?ml$/u;

/** Every ruleset loads (schema, cites, sources, editions), and every `cases.yaml` says what its ruleset says. */
export function checkRules(rulesDir: string, rawDir: string): Checked & { readonly rulesets: Rulesets } {
  const refused: string[] = [];
  const rulesets = loadRulesets(rulesDir, rawDir, (fault) => {
    refused.push(`rules/${fault.words} ${ERRORS[fault.code]}`);
  });
  let passed = [...rulesets.editions.values()].flat().length;
  const faults: string[] = [...refused];
  for (const province of rulesets.provinces) {
    const name = `${province}/cases.yaml`;
    const path = join(rulesDir, name);
    if (!existsSync(path)) {
      faults.push(`rules/${name}:1 没有案例：每套规则都要有自己的 cases.yaml`);
      continue;
    }
    try {
      const result = runCases(rulesets, province, readCases(readFileSync(path, 'utf8'), name));
      passed += result.passed;
      for (const fault of result.faults) faults.push(`rules/${name}:${fault.line} ${fault.words}`);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      faults.push(`rules/${fault.words} ${ERRORS[fault.code]}`);
    }
  }
  const empty = readdirSync(rulesDir, { withFileTypes: true }).filter(
    (e) => e.isDirectory() && !readdirSync(join(rulesDir, e.name)).some((file) => EDITION_OR_DRAFT.test(file)),
  );
  for (const entry of empty) faults.push(`rules/${entry.name}:1 文件夹里没有规则文件（如 2025.yaml）`);
  for (const province of rulesets.provinces) faults.push(...unfinished(rulesDir, province));
  return { passed, faults, rulesets };
}

/** Lines of a published province that a draft's marks were left in. */
function unfinished(rulesDir: string, province: string): string[] {
  return readdirSync(join(rulesDir, province))
    .filter((file) => /\.(md|ya?ml)$/u.test(file) && file !== 'draft.yaml')
    .flatMap((file) =>
      leftOpen(readFileSync(join(rulesDir, province, file), 'utf8')).map(
        ({ line, what, confirm }) =>
          `rules/${province}/${file}:${line} ${confirm ? '还没有核对' : '还没有填'}：${what}`,
      ),
    );
}

/** Every rule of every inventory has a place: a row, a document's clause, or the README with its reason. */
export function checkCoverage(
  rulesets: Rulesets,
  library: Library | undefined,
  rulesDir: string,
  rawDir: string,
): Checked & { readonly lines: readonly string[] } {
  let passed = 0;
  const faults: string[] = [];
  const lines: string[] = [];
  for (const province of rulesets.provinces) {
    const name = `${province}/inventory.yaml`;
    const path = join(rulesDir, name);
    if (!existsSync(path)) {
      lines.push(`${province.padEnd(9)} 没有规则清单（inventory.yaml），不核对`);
      continue;
    }
    let inventory: Inventory;
    try {
      inventory = readInventory(readFileSync(path, 'utf8'), name);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      faults.push(`rules/${fault.words} ${ERRORS[fault.code]}`);
      continue;
    }
    const readme = join(rulesDir, province, 'README.md');
    const rawPath = join(rawDir, inventory.document);
    const found = coverageOf(rulesets, province, inventory, {
      raw: existsSync(rawPath) ? readFileSync(rawPath, 'utf8') : '',
      clauseOf: (cite) => clauseHolding(library, inventory.document, cite),
      readme: existsSync(readme) ? readFileSync(readme, 'utf8') : '',
    });
    for (const line of found) {
      if (line.fault === undefined) passed++;
      else faults.push(`rules/${name}:${line.line} ${line.id} ${line.fault}`);
      lines.push(`${line.id.padEnd(9)} ${line.places.join('；') || '——'}`);
    }
    for (const id of unknownIds(rulesets, province, inventory)) {
      const { file, line } = placeOf(rulesDir, rulesets.editions.get(province) ?? [], id);
      faults.push(`rules/${file}:${line} 规则编号 ${id} 不在清单 inventory.yaml 里`);
    }
  }
  return { passed, faults, lines };
}

/** Where a rule's id is first written in a province's editions. */
function placeOf(rulesDir: string, editions: readonly Edition[], id: string): { file: string; line: number } {
  const word = new RegExp(`(^|[^\\w.-])${id.replaceAll('.', '\\.')}([^\\w.-]|$)`, 'u');
  for (const { file } of editions) {
    const at = readFileSync(join(rulesDir, file), 'utf8')
      .split('\n')
      .findIndex((line) => word.test(line));
    if (at >= 0) return { file, line: at + 1 };
  }
  return { file: editions[0]?.file ?? '', line: 1 };
}

/** `check`: one line per fault, then `N passed, N failed`. `check --coverage` first prints where each rule lives. */
export const run: Command = async (args, { output, doors = {} }) => {
  const say = (text: string): Promise<void> => new Promise((done) => output.write(`${text}\n`, () => done()));
  const rules = checkRules(RULES, RAW_DOCUMENTS);
  const documents = checkLibrary(DOCUMENTS, FAQ, ownFaq(doors));
  const parts: Checked[] = [rules, documents];
  const coverage = checkCoverage(rules.rulesets, documents.library, RULES, RAW_DOCUMENTS);
  if (args.includes('--coverage')) for (const line of coverage.lines) await say(line);
  parts.push(coverage);
  const faults = parts.flatMap((part) => part.faults);
  for (const fault of faults) await say(fault);
  await say(`${parts.reduce((n, part) => n + part.passed, 0)} passed, ${faults.length} failed`);
  return faults.length > 0 ? 1 : 0;
};
