import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { addDays } from '../../days.ts';
import { Fault } from '../../errors.ts';
import type { Day, Province } from '../../types/index.ts';
import { compileEdition, stands } from './compile.ts';
import type { Program } from './program.ts';
import { type RulesetData, rulesetSchema } from './schema.ts';
import { takeVocabulary, vocabularyFaults } from './vocabulary.ts';

/** One dated text of a province's rules, checked against its document. */
export interface Edition {
  readonly province: Province;
  readonly data: RulesetData;
  /** Of the ruleset file; a receipt prints it. */
  readonly sha256: string;
  /** Where the file lies under the rules folder: `zhejiang/2025.yaml`. */
  readonly file: string;
  /** Demands of the ruleset above (`under:`) on matters where this one is silent. */
  readonly floor: NonNullable<RulesetData['floor']>;
  /** Readings in use unless a line or an operator says otherwise. */
  readonly inUse: { readonly [doubt: string]: string };
  readonly programs: Map<string, Program>;
}

export interface Rulesets {
  /** Folder names, national first. */
  readonly provinces: readonly Province[];
  readonly names: { readonly [province: Province]: string };
  readonly editions: ReadonlyMap<Province, readonly Edition[]>;
  /** 浙江, 浙江省, zhejiang, Zhejiang → zhejiang. */
  readonly resolveProvince: (text: string) => Province | undefined;
}

export interface CiteFault {
  readonly file: string;
  readonly line: number;
  readonly words: string;
}

type Path = (string | number)[];

/** The line of a path in a YAML file; of its nearest ancestor where the path itself is not there. */
function lineOf(text: string, path: readonly PropertyKey[]): number {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (node?.range) return counter.linePos(node.range[0]).line;
  }
  return 1;
}

/** What to do with a fault: throw it (a service does not start), or keep it and go on (check shows them all). */
export type Report = (fault: Fault) => void;
const refuse: Report = (fault) => {
  throw fault;
};

/** Parses and validates one ruleset file. @throws Fault RULES_INVALID with `file:line` and what is wrong */
export function readRuleset(text: string, file: string): RulesetData {
  const data = parsedRuleset(text, file, refuse);
  if (!data) throw new Fault('RULES_INVALID', `${file}:1 不是规则文件`);
  return data;
}

function parsedRuleset(text: string, file: string, report: Report): RulesetData | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, merge: true });
  if (document.errors.length > 0) {
    for (const broken of document.errors)
      report(new Fault('RULES_INVALID', `${file}:${counter.linePos(broken.pos[0]).line} ${yamlWords(broken.code)}`));
    return undefined;
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch {
    report(new Fault('RULES_INVALID', `${file}:1 用 * 引用的名字没有用 & 定义过`));
    return undefined;
  }
  const parsed = rulesetSchema.safeParse(value, { error: CHINESE });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const { path, message } = deepest(issue);
    report(new Fault('RULES_INVALID', `${file}:${lineOf(text, path)} ${path.join('.')}：${message}`));
  }
  return undefined;
}

const CHINESE = z.locales.zhCN().localeError;

const YAML_WORDS: { readonly [code: string]: string } = {
  BAD_INDENT: '缩进不对：同一层的行要对齐',
  TAB_AS_INDENT: '缩进要用空格，不能用制表符',
  DUPLICATE_KEY: '同一段里同一个名字写了两次',
  MULTILINE_IMPLICIT_KEY: '这里缺冒号，或者上面的引号、括号没有配对',
  BLOCK_AS_IMPLICIT_KEY: '一行里多写了一个冒号；原话里有冒号时要加引号',
  MISSING_CHAR: '引号、括号或逗号没有配对',
  BAD_ALIAS: '用 * 引用的名字没有用 & 定义过',
};
/** What is wrong with a YAML text, in words for somebody who does not know YAML. */
export const yamlWords = (code: string): string => YAML_WORDS[code] ?? '写法有错：请看缩进、冒号、引号和括号';

type Issue = z.core.$ZodIssue;
/** In a union, the fault of the branch that came furthest: 「无效输入」 at the union itself helps nobody. */
function deepest(issue: Issue, above: readonly PropertyKey[] = []): { path: PropertyKey[]; message: string } {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union') return { path, message: issue.message };
  const inner = issue.errors.flatMap((branch) => branch.slice(0, 1).map((one) => deepest(one, path)));
  const [best] = inner.sort((a, b) => b.path.length - a.path.length);
  return best && best.path.length > path.length ? best : { path, message: issue.message };
}

export const bare = (text: string): string => text.replace(/\s+/gu, '');
export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Every `cite` of a ruleset with its path. */
export function citesOf(data: unknown, path: Path = []): { path: Path; cite: string }[] {
  if (Array.isArray(data)) return data.flatMap((item, i) => citesOf(item, [...path, i]));
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    key === 'cite' && typeof value === 'string'
      ? [{ path: [...path, key], cite: value }]
      : citesOf(value, [...path, key]),
  );
}

const invalid = (file: string, text: string, path: Path, words: string): Fault =>
  new Fault('RULES_INVALID', `${file}:${lineOf(text, path)} ${words}`);

const dayIn = (year = '', month = '', day = ''): Day => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
/** Every whole date that words state: 2025年7月15日 → 2025-07-15. */
const daysIn = (words: string): Day[] =>
  [...bare(words).matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/gu)].map(([, ...parts]) => dayIn(...parts));

/** Days must be days of the calendar, and those that a cite states must be the cite's. */
function checkDays(data: RulesetData, text: string, file: string, report: Report): void {
  const { force, source, tables } = data;
  const said = daysIn(force.cite);
  if (said.length > 0 && !said.includes(force.from))
    report(invalid(file, text, ['force', 'from'], `施行日 ${force.from} 和原话里的日期不同：「${force.cite}」`));
  const published = said.length === 0 && force.note === undefined && /(公布|发布|印发)之日/u.test(bare(force.cite));
  if (published && source.date !== undefined && source.date !== force.from)
    report(
      invalid(file, text, ['force', 'from'], `原话说从公布之日起施行，公布日 ${source.date} 和 ${force.from} 不同`),
    );
  if (force.to !== undefined && force.to < force.from)
    report(invalid(file, text, ['force', 'to'], `失效日 ${force.to} 早于施行日 ${force.from}`));
  for (const [name, row] of Object.entries(tables?.deadline ?? {})) {
    const days = daysIn(row.cite);
    for (const key of ['by', 'from'] as const) {
      const day = row[key];
      if (day !== undefined && days.length > 0 && !days.includes(day))
        report(
          invalid(file, text, ['tables', 'deadline', name, key], `期限 ${day} 和原话里的日期不同：「${row.cite}」`),
        );
    }
  }
}

/** Names that a ruleset uses must exist in it: doubts and readings, terms, pools. Faults go to `report`. */
function checkNames(data: RulesetData, text: string, file: string, report: Report): void {
  const reject = (where: Path, words: string): void => report(invalid(file, text, where, words));
  const doubts = data.doubts ?? {};
  for (const [id, doubt] of Object.entries(doubts))
    if (!(doubt.use in doubt.readings)) reject(['doubts', id, 'use'], `疑问 ${id} 没有「${doubt.use}」这种读法`);
  const walk = (node: unknown, path: Path): void => {
    if (Array.isArray(node)) for (const [i, item] of node.entries()) walk(item, [...path, i]);
    else if (typeof node === 'object' && node !== null)
      for (const [key, value] of Object.entries(node)) {
        const here = [...path, key];
        if (key === 'if' && typeof value === 'object' && value !== null) {
          for (const [doubt, wanted] of Object.entries(value))
            for (const reading of [wanted].flat())
              if (!doubts[doubt]?.readings[String(reading)]) reject(here, `没有疑问 ${doubt} 的读法「${reading}」`);
        } else if (key === 'when') {
          for (const term of [value].flat())
            if (typeof term === 'string' && !data.terms?.[term]) reject(here, `没有定义「${term}」这个词`);
        } else if (
          (key === 'pool' || key === 'in') &&
          typeof value === 'string' &&
          value !== 'none' &&
          !data.pools[value]
        ) {
          reject(here, `没有「${value}」这一类`);
        } else if (
          key === 'part' &&
          typeof value === 'string' &&
          !['whole', 'exact'].includes(value) &&
          !doubts[value]
        ) {
          reject(here, `part 写 whole、exact 或一个疑问的名字，不能是「${value}」`);
        }
        walk(value, here);
      }
  };
  walk(data, []);
  for (const [i, row] of data.award.entries())
    for (const give of row.give ?? []) {
      const kinds = [give.stated, give.by, give.per].filter((x) => x !== undefined).length;
      if (kinds > 1 || (kinds === 0 && typeof give.credits !== 'number' && !give.absent))
        reject(['award', i, 'give'], `${give.id}：写 credits、per、by、stated 中的一种`);
    }
}

const CHINESE_SUFFIX = /(壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)$/u;

/**
 * Reads every ruleset under `rulesDir` (a folder per province, a YAML file per edition) and checks each cite against
 * the document it names under `rawDir`. With a `report` of its own, faults are handed to it and a province that has
 * one (or whose upper rules have one) is left out.
 * @throws Fault RULES_INVALID, RULES_CITE_NOT_FOUND, RULES_SOURCE_CHANGED, RULES_EDITIONS with file and line
 */
export function loadRulesets(rulesDir: string, rawDir: string, report: Report = refuse): Rulesets {
  const documents = new Map<string, { sha256: string; bare: string }>();
  const editions = new Map<Province, Edition[]>();
  const names: { [province: Province]: string } = {};
  const broken = new Set<Province>();
  const folders = readdirSync(rulesDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort((a, b) => (a === 'national' ? -1 : b === 'national' ? 1 : a < b ? -1 : 1));

  for (const folder of folders) {
    const files = readdirSync(join(rulesDir, folder))
      .filter((f) => /^(\d{4}.*|rules)\.ya?ml$/.test(f))
      .sort();
    for (const name of files) {
      const file = `${folder}/${name}`;
      const text = readFileSync(join(rulesDir, folder, name), 'utf8');
      const found = (fault: Fault): void => {
        broken.add(folder);
        report(fault);
      };
      const data = parsedRuleset(text, file, found);
      if (!data) continue;
      if (data.ruleset !== folder) found(invalid(file, text, ['ruleset'], `ruleset 要和文件夹同名：${folder}`));
      checkNames(data, text, file, found);
      checkDays(data, text, file, found);
      for (const { code, path, words } of [...takeVocabulary(file, data), ...vocabularyFaults(data)])
        found(new Fault(code, `${file}:${lineOf(text, path)} ${words}`));
      checkSource(data, text, file, rawDir, documents, found);
      const inUse = Object.fromEntries(Object.entries(data.doubts ?? {}).map(([id, doubt]) => [id, doubt.use]));
      const edition: Edition = {
        province: folder,
        data,
        sha256: sha256(text),
        file,
        floor: [],
        inUse,
        programs: new Map(),
      };
      editions.set(folder, [...(editions.get(folder) ?? []), edition]);
      names[folder] ??= data.name;
    }
  }
  for (const [province, own] of editions) {
    own.sort((a, b) => (a.data.force.from < b.data.force.from ? -1 : 1));
    for (const { file, words } of broken.has(province) ? [] : editionFaults(own)) {
      broken.add(province);
      const line = lineOf(readFileSync(join(rulesDir, file), 'utf8'), ['force', 'from']);
      report(new Fault('RULES_EDITIONS', `${file}:${line} ${words}`));
    }
    for (const [i, edition] of own.entries()) {
      const above = edition.data.under;
      if (above === undefined) continue;
      const upper = editions.get(above)?.at(-1);
      if (broken.has(above)) broken.add(province);
      else if (!upper) {
        broken.add(province);
        const text = readFileSync(join(rulesDir, edition.file), 'utf8');
        report(invalid(edition.file, text, ['under'], `没有上位规则「${above}」`));
      }
      if (!upper) continue;
      own[i] = { ...edition, floor: (upper.data.floor ?? []).filter((row) => stands(row, upper.inUse)) };
    }
  }
  for (const province of broken) {
    editions.delete(province);
    delete names[province];
  }
  const known = new Map<string, Province>();
  for (const [province, name] of Object.entries(names)) {
    known.set(province, province);
    known.set(name, province);
    known.set(name.replace(CHINESE_SUFFIX, ''), province);
  }
  for (const name of ['国家', '全国', '国家级']) if (editions.has('national')) known.set(name, 'national');
  return {
    provinces: [...editions.keys()],
    names,
    editions,
    resolveProvince: (text) => {
      const said = text.trim();
      return known.get(said) ?? known.get(said.toLowerCase()) ?? known.get(said.replace(CHINESE_SUFFIX, ''));
    },
  };
}

function checkSource(
  data: RulesetData,
  text: string,
  file: string,
  rawDir: string,
  documents: Map<string, { sha256: string; bare: string }>,
  report: Report,
): void {
  const source = data.source.file;
  let document = documents.get(source);
  if (!document) {
    const path = join(rawDir, source);
    if (!existsSync(path)) {
      report(invalid(file, text, ['source', 'file'], `没有原文 ${source}`));
      return;
    }
    const bytes = readFileSync(path);
    document = { sha256: sha256(bytes), bare: bare(bytes.toString('utf8')) };
    documents.set(source, document);
  }
  if (document.sha256 !== data.source.sha256)
    report(
      new Fault(
        'RULES_SOURCE_CHANGED',
        `${file}:${lineOf(text, ['source', 'sha256'])} ${source} 的 sha256 现在是 ${document.sha256}。`,
      ),
    );
  const checked = new Set<string>();
  for (const { path, cite } of citesOf(data)) {
    if (checked.has(cite)) continue;
    checked.add(cite);
    if (!document.bare.includes(bare(cite)))
      report(new Fault('RULES_CITE_NOT_FOUND', `${file}:${lineOf(text, path)} 「${cite}」不在 ${source} 里。`));
  }
}

/** Gaps and overlaps between a province's editions, in force and in the years that they judge. */
export function editionFaults(editions: readonly Edition[]): { readonly file: string; readonly words: string }[] {
  const out: { file: string; words: string }[] = [];
  for (let i = 0; i + 1 < editions.length; i++) {
    const [a, b] = [editions[i], editions[i + 1]];
    if (!a || !b) continue;
    const say = (words: string): number => out.push({ file: b.file, words: `${a.file} 与 ${b.file} ${words}` });
    const end: Day | undefined = a.data.force.to;
    if (end === undefined || end >= b.data.force.from) say('的施行期重叠');
    else if (nextDay(end) !== b.data.force.from) say('的施行期之间有空档');
    const last = a.data.judges.years.to;
    if (last === undefined || last >= b.data.judges.years.from) say('评同一年度');
    else if (last + 1 !== b.data.judges.years.from) say('之间有年度没有版本评');
  }
  return out;
}

const nextDay = (day: Day): Day => addDays(day, 1);

/** The edition that judges a credit year, or undefined where none is at hand. */
export function editionOf(rulesets: Rulesets, province: Province, year: number): Edition | undefined {
  const own = rulesets.editions.get(province);
  if (!own) return undefined;
  for (const edition of own) {
    const { from, to } = edition.data.judges.years;
    if (year >= from && (to === undefined || year <= to)) return edition;
  }
  return undefined;
}

/** The newest edition: for questions that name no year. */
export function latestEdition(rulesets: Rulesets, province: Province): Edition | undefined {
  return rulesets.editions.get(province)?.at(-1);
}

/** Sets of readings kept compiled; an institution uses one, a question about doubts some twenty. */
const KEPT_PROGRAMS = 500;

/** The program of an edition under readings; unknown doubts and readings are left as in use. */
export function programOf(edition: Edition, readings?: { readonly [doubt: string]: string }): Program {
  let key = '';
  let all = edition.inUse;
  if (readings) {
    const chosen: { [doubt: string]: string } = { ...edition.inUse };
    for (const [doubt, reading] of Object.entries(readings))
      if (edition.data.doubts?.[doubt]?.readings[reading] !== undefined && chosen[doubt] !== reading) {
        chosen[doubt] = reading;
        key += `${doubt}=${reading};`;
      }
    if (key !== '') all = chosen;
  }
  let program = edition.programs.get(key);
  if (!program) {
    program = compileEdition(edition, all);
    if (edition.programs.size >= KEPT_PROGRAMS) edition.programs.clear();
    edition.programs.set(key, program);
  }
  return program;
}
