import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Fault } from '../../errors.ts';
import { draftOf, leftOpen } from '../../rules/check/index.ts';
import { readRuleset, sha256 } from '../../rules/index.ts';
import { RAW_DOCUMENTS, RULES } from '../folders.ts';
import type { Command } from '../jsonl.ts';
import { fileFrom } from '../upkeep/store.ts';
import { checkRules } from './check.ts';

const EDITION = /^(\d{4}.*|rules)\.ya?ml$/u;
/** Not an edition's name, so that a half-written ruleset never stops the service. */
const DRAFT = 'draft.yaml';

interface Asked {
  readonly folder: string;
  readonly name: string;
  readonly prefix: string;
  readonly document: string | undefined;
  readonly rules: string;
  readonly documents: string;
  readonly publish: boolean;
}

function asked(args: readonly string[]): Asked {
  const option = (name: string): string | undefined => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : args[at + 1];
  };
  const [folder] = args;
  if (folder === undefined || !/^[a-z][a-z0-9-]*$/u.test(folder))
    throw new Fault(
      'USAGE',
      'new-province 后面写文件夹的名字（小写拼音）：new-province jiangsu --name 江苏省 --document jiangsu-2025.txt',
    );
  return {
    folder,
    name: option('--name') ?? folder,
    prefix: (option('--id') ?? folder.slice(0, 2)).toUpperCase(),
    document: option('--document'),
    rules: option('--rules') ?? RULES,
    documents: option('--documents') ?? RAW_DOCUMENTS,
    publish: args.includes('--publish'),
  };
}

/** The document's text: one that is kept already, or a text file that is put beside the others. */
function documentOf({ document, documents }: Asked): { file: string; sha256: string; text: string } | undefined {
  if (document === undefined) return undefined;
  const file = basename(document);
  const kept = join(documents, file);
  if (!existsSync(kept)) {
    const from = fileFrom(document);
    if (!existsSync(from)) throw new Fault('USAGE', `没有找到文件 ${document}。`);
    if (!file.endsWith('.txt'))
      throw new Fault('USAGE', `${file} 不是文本文件：先用 ingest 读出文字，或者把正文存成 .txt。`);
    cpSync(from, kept);
  }
  const bytes = readFileSync(kept);
  return { file, sha256: sha256(bytes), text: bytes.toString('utf8') };
}

/** Loads the draft in a room of its own, with what lies above it, and runs its cases. */
function faultsOf({ folder, rules, documents }: Asked): readonly string[] {
  const room = mkdtempSync(join(tmpdir(), 'xuefen-new-'));
  try {
    mkdirSync(join(room, folder));
    cpSync(join(rules, folder, DRAFT), join(room, folder, 'rules.yaml'));
    if (existsSync(join(rules, folder, 'cases.yaml')))
      cpSync(join(rules, folder, 'cases.yaml'), join(room, folder, 'cases.yaml'));
    if (folder !== 'national' && existsSync(join(rules, 'national')))
      cpSync(join(rules, 'national'), join(room, 'national'), { recursive: true });
    return checkRules(room, documents)
      .faults.filter((fault) => !fault.includes('还没有核对：') && !fault.includes('还没有填：'))
      .map((fault) => fault.replaceAll(`${folder}/rules.yaml`, `${folder}/${DRAFT}`));
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

function written(found: Asked): string[] {
  const { folder, rules } = found;
  const home = join(rules, folder);
  const draft = draftOf({ ...found, document: documentOf(found) });
  mkdirSync(home, { recursive: true });
  const files = {
    [DRAFT]: draft.ruleset,
    'cases.yaml': draft.cases,
    'README.md': draft.readme,
    'inventory.yaml': draft.inventory,
  };
  const out: string[] = [];
  for (const [file, text] of Object.entries(files)) {
    if (existsSync(join(home, file))) continue;
    writeFileSync(join(home, file), text);
    out.push(`已写 rules/${folder}/${file}`);
  }
  return out;
}

/**
 * Makes or finishes a province's folder. What is still missing or unconfirmed is said line by line. It stays a draft
 * until nothing is open, it loads, its cases pass, and `--publish` is given.
 * @returns the lines to print, and whether the folder passes
 */
export function newProvince(args: readonly string[]): { readonly lines: readonly string[]; readonly passes: boolean } {
  const found = asked(args);
  const { folder, rules } = found;
  const home = join(rules, folder);
  const editions = existsSync(home) ? readdirSync(home).filter((file) => EDITION.test(file)) : [];
  if (editions.length > 0)
    return {
      lines: [`rules/${folder} 已有规则 ${editions.join('、')}。修改后运行 check；新的版本另写一个文件。`],
      passes: false,
    };
  const lines = existsSync(join(home, DRAFT)) ? [] : written(found);
  const text = readFileSync(join(home, DRAFT), 'utf8');
  const open = [DRAFT, 'cases.yaml', 'inventory.yaml', 'README.md'].flatMap((file) =>
    existsSync(join(home, file))
      ? leftOpen(readFileSync(join(home, file), 'utf8')).map((one) => ({ file, ...one }))
      : [],
  );
  const blanks = open.filter((one) => !one.confirm);
  const proposed = open.filter((one) => one.confirm);
  const places = (some: typeof open): string[] =>
    some.map(({ file, line, what }) => `  rules/${folder}/${file}:${line} ${what}`);
  if (blanks.length > 0) lines.push('', `还要填 ${blanks.length} 处：`, ...places(blanks));
  if (proposed.length > 0)
    lines.push('', `还要核对 ${proposed.length} 处（和原文对过，就把那一处注释删掉）：`, ...places(proposed));
  if (found.document === undefined && text.includes('放在 faq/documents/raw 下'))
    lines.push(
      '',
      `还没有原文。把文件正文存成 faq/documents/raw/${folder}-年份.txt，删掉 rules/${folder}/${DRAFT}，再运行：`,
      `  npm run -s xuefen -- new-province ${folder} --name 省名 --document ${folder}-年份.txt`,
    );
  const faults = leftOpen(text).some((one) => !one.confirm) ? [] : faultsOf(found);
  if (faults.length > 0) lines.push('', '还没有通过：', ...faults.map((fault) => `  ${fault}`));
  if (open.length > 0 || faults.length > 0) {
    lines.push(
      '',
      `现在是草稿 rules/${folder}/${DRAFT}，没有启用，不影响正在运行的服务。`,
      `改好后再运行一次：npm run -s xuefen -- new-province ${folder}`,
    );
    return { lines, passes: false };
  }
  const from = readRuleset(text, `${folder}/${DRAFT}`).force.from;
  const edition = `${from.slice(0, 4)}.yaml`;
  if (!found.publish) {
    lines.push(
      '',
      '草稿通过检查，还没有启用。确认规则已经写全以后启用：',
      `  npm run -s xuefen -- new-province ${folder} --publish`,
    );
    return { lines, passes: true };
  }
  renameSync(join(home, DRAFT), join(home, edition));
  lines.push(
    '',
    `已启用：rules/${folder}/${edition}。然后运行：`,
    '  npm run -s xuefen -- check --coverage',
    `  npm run -s xuefen -- render ${folder}`,
  );
  return { lines, passes: true };
}

/** `new-province NAME [--name 省名] [--document FILE] [--id XX] [--publish]`: exit status 1 while something is still to be filled in or confirmed. */
export const run: Command = async (args, { output }) => {
  const { lines, passes } = newProvince(args);
  await new Promise<void>((done) => output.write(`${lines.join('\n').trim()}\n`, () => done()));
  return passes ? 0 : 1;
};
