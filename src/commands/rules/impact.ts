import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../../errors.ts';
import { type Impact, type ImpactCase, type ImpactLine, impact, impactWords, judges } from '../../rules/check/index.ts';
import { type Edition, inWords, loadRulesets, type Rulesets, readInput, type SaidStep } from '../../rules/index.ts';
import { RAW_DOCUMENTS, RULES } from '../folders.ts';
import { type Command, runJsonLines } from '../jsonl.ts';
import { fileFrom } from '../upkeep/store.ts';

const EDITION = /^(\d{4}.*|rules)\.ya?ml$/u;

const nameIn = (file: string): string => {
  const name = /^ruleset:\s*([a-z][a-z0-9-]*)/mu.exec(readFileSync(file, 'utf8'))?.[1];
  if (name === undefined) throw new Fault('RULES_INVALID', `${file} 没有写 ruleset。`);
  return name;
};

/** One edition by itself judges every year, so that a draft can be held against the year that is. */
function alone(rulesets: Rulesets, province: string): Rulesets {
  const [edition] = rulesets.editions.get(province) ?? [];
  if (!edition) return rulesets;
  const judging = { ...edition.data.judges, years: { from: 1 } };
  const widened: Edition = { ...edition, data: { ...edition.data, judges: judging } };
  return { ...rulesets, editions: new Map([...rulesets.editions, [province, [widened]]]) };
}

/**
 * Rulesets from a whole rules folder, one province's folder, or one edition's file. What lies above (`under:`) is
 * taken from beside it, else from this product's own rules.
 * @throws Fault USAGE, RULES_…
 */
function rulesetsAt(path: string, rawDocuments: string): { rulesets: Rulesets; province: string | undefined } {
  if (!existsSync(path)) throw new Fault('USAGE', `${path} 没有规则文件或文件夹。`);
  const isFolder = statSync(path).isDirectory();
  const files = isFolder ? readdirSync(path).filter((name) => EDITION.test(name)) : [basename(path)];
  if (isFolder && files.length === 0) return { rulesets: loadRulesets(path, rawDocuments), province: undefined };
  const folder = isFolder ? path : dirname(path);
  const province = nameIn(join(folder, files[0] ?? ''));
  const room = mkdtempSync(join(tmpdir(), 'xuefen-impact-'));
  try {
    mkdirSync(join(room, province));
    for (const file of files) cpSync(join(folder, file), join(room, province, isFolder ? file : 'rules.yaml'));
    const above = [join(folder, '..'), RULES].find((place) => existsSync(join(place, 'national')));
    if (province !== 'national' && above !== undefined)
      cpSync(join(above, 'national'), join(room, 'national'), { recursive: true });
    const rulesets = loadRulesets(room, rawDocuments);
    return { rulesets: isFolder ? rulesets : alone(rulesets, province), province };
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null;

function lineOf(rulesets: Rulesets, value: unknown): ImpactLine {
  const input = readInput(rulesets, value);
  const { id, name } = isObject(value) ? value : {};
  const called = input.person.name ?? name ?? id;
  return { id: String(id ?? ''), name: String(called ?? '（没有姓名）'), input };
}

type SaidCase = Omit<ImpactCase, 'was' | 'is'> & { readonly [side in 'was' | 'is']: readonly SaidStep[] };

/** As the contract prints it: every step in words. */
export type SaidImpact = Omit<Impact, 'cases'> & { readonly cases: readonly SaidCase[] };

const printed = (found: Impact): SaidImpact => ({
  ...found,
  cases: found.cases.map((one) => ({ ...one, was: one.was.map(inWords), is: one.is.map(inWords) })),
});

/** `impact OLD NEW [--json] [--documents DIR] < roster`: exit status 1 if a line of the roster could not be read. */
export const run: Command = async (args, { input, output }) => {
  const at = args.indexOf('--documents');
  const documents = at < 0 ? RAW_DOCUMENTS : fileFrom(args[at + 1] ?? '');
  const json = args.includes('--json');
  const [old, changed] = args.filter((word, i) => !word.startsWith('--') && (at < 0 || i !== at + 1));
  if (old === undefined || changed === undefined)
    throw new Fault('USAGE', 'impact 后面写旧规则和新规则：impact rules/zhejiang 草稿/zhejiang < 名单.jsonl');
  const before = rulesetsAt(fileFrom(old), documents);
  const after = rulesetsAt(fileFrom(changed), documents);
  if (before.province !== undefined && after.province !== undefined && before.province !== after.province)
    throw new Fault(
      'USAGE',
      `两套规则不是同一个省的（${before.province}、${after.province}），不能比较。请给同一个省的旧规则和新规则。`,
    );
  const province = after.province ?? before.province;
  const found = impact(before.rulesets, after.rulesets);
  let elsewhere = 0;
  const faults: string[] = [];
  const sink = {
    write: (text: string, done: () => void): boolean => {
      if (text.includes('"error"')) faults.push(text.trim());
      done();
      return true;
    },
  };
  const status = await runJsonLines({ input, output: sink }, (value) => {
    const line = lineOf(before.rulesets, value);
    const { province: own, year } = line.input;
    const other = province !== undefined && own !== province;
    if (other || !judges(before.rulesets, own, year) || !judges(after.rulesets, own, year)) elsewhere++;
    else found.add(line);
    return {};
  });
  const result = found.result();
  const title = province === undefined ? '全部省份' : (after.rulesets.names[province] ?? province);
  const text = json
    ? `${JSON.stringify({ ...printed(result), notCompared: elsewhere, faults: faults.map((fault) => JSON.parse(fault)) })}\n`
    : [
        impactWords(result, title),
        elsewhere > 0 ? `另有 ${elsewhere} 行不属于这套规则，或者年度不在两套规则都评的范围，没有比较。\n` : '',
        ...faults.map((fault) => `读不懂的一行：${fault}\n`),
      ].join('');
  await new Promise<void>((done) => output.write(text, () => done()));
  return status;
};
