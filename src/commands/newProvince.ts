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
import { Fault } from '../errors.ts';
import { readRuleset, sha256 } from '../rules/load.ts';
import { draftOf, leftOpen } from '../rules/new-province.ts';
import { fileFrom } from './backup.ts';
import { checkRules } from './check.ts';
import type { Command } from './jsonl.ts';
import { RAW_DOCUMENTS, RULES } from './places.ts';

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
      'new-province needs the name of a folder in small letters: new-province jiangsu --name 江苏省 --document jiangsu-2025.txt',
    );
  return {
    folder,
    name: option('--name') ?? folder,
    prefix: (option('--id') ?? folder.slice(0, 2)).toUpperCase(),
    document: option('--document'),
    rules: option('--rules') ?? RULES,
    documents: option('--documents') ?? RAW_DOCUMENTS,
  };
}

/** The document's text: one that is kept already, or a text file that is put beside the others. */
function documentOf({ document, documents }: Asked): { file: string; sha256: string; text: string } | undefined {
  if (document === undefined) return undefined;
  const file = basename(document);
  const kept = join(documents, file);
  if (!existsSync(kept)) {
    const from = fileFrom(document);
    if (!existsSync(from)) throw new Fault('USAGE', `there is no document at ${document}.`);
    if (!file.endsWith('.txt'))
      throw new Fault('USAGE', `${file} is not a text file; run "ingest" on it first, or save its text as .txt.`);
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
    return checkRules(room, documents).faults.map((fault) =>
      fault.replaceAll(`${folder}/rules.yaml`, `${folder}/${DRAFT}`),
    );
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
 * Makes or finishes a province's folder. What is still missing is said line by line; a draft that loads, whose words
 * are all in the document and whose cases pass becomes an edition at once.
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
  const open = leftOpen(text);
  if (open.length > 0) {
    lines.push(
      '',
      `还要填 ${open.length} 处：`,
      ...open.map(({ line, what }) => `  rules/${folder}/${DRAFT}:${line} ${what}`),
    );
    if (found.document === undefined && text.includes('放在 faq/documents/raw 下'))
      lines.push(
        '',
        `还没有原文。把文件正文存成 faq/documents/raw/${folder}-年份.txt，删掉 rules/${folder}/${DRAFT}，再运行：`,
        `  npm run -s xuefen -- new-province ${folder} --name 省名 --document ${folder}-年份.txt`,
      );
    lines.push('', `填好后再运行一次：npm run -s xuefen -- new-province ${folder}`);
    return { lines, passes: false };
  }
  const faults = faultsOf(found);
  if (faults.length > 0) {
    lines.push(
      '',
      '还没有通过：',
      ...faults.map((fault) => `  ${fault}`),
      '',
      `改好后再运行一次：npm run -s xuefen -- new-province ${folder}`,
    );
    return { lines, passes: false };
  }
  const from = readRuleset(text, `${folder}/${DRAFT}`).force.from;
  const edition = `${from.slice(0, 4)}.yaml`;
  renameSync(join(home, DRAFT), join(home, edition));
  lines.push(
    '',
    `规则和案例都通过，已启用：rules/${folder}/${edition}`,
    '自动认出的几句只是起点。请对照原文逐条补全规则和案例（见 docs/a-new-province.md），然后运行：',
    '  npm run -s xuefen -- check --coverage',
    `  npm run -s xuefen -- render ${folder}`,
  );
  return { lines, passes: true };
}

/** `new-province NAME [--name 省名] [--document FILE] [--id XX]`: exit status 1 while something is still to be filled in. */
export const run: Command = async (args, { output }) => {
  const { lines, passes } = newProvince(args);
  await new Promise<void>((done) => output.write(`${lines.join('\n').trim()}\n`, () => done()));
  return passes ? 0 : 1;
};
