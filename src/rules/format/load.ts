import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../errors.ts';
import type { Province } from '../../types/index.ts';
import type { Edition, Rulesets } from './edition.ts';
import { checkDays, checkNames, checkSource, type Documents, editionFaults, invalid, sha256 } from './faults.ts';
import { lineOf, parsedRuleset, type Report, refuse } from './read.ts';
import { stands } from './rows.ts';
import { checkVocabulary } from './vocabulary.ts';

const CHINESE_SUFFIX = /(壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)$/u;

/**
 * Reads every ruleset under `rulesDir` (a folder per province, a YAML file per edition) and checks each cite against
 * the document it names under `rawDir`. With a `report` of its own, faults are handed to it and a province that has
 * one (or whose upper rules have one) is left out.
 * @throws Fault RULES_INVALID, RULES_CITE_NOT_FOUND, RULES_SOURCE_CHANGED, RULES_EDITIONS with file and line
 */
export function loadRulesets(rulesDir: string, rawDir: string, report: Report = refuse): Rulesets {
  const { editions, names, broken } = readEditions(rulesDir, rawDir, report);
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
  return { provinces: [...editions.keys()], names, editions, resolveProvince: namedBy(names) };
}

interface Found {
  readonly editions: Map<Province, Edition[]>;
  readonly names: { [province: Province]: string };
  /** The provinces of which a file had a fault. */
  readonly broken: Set<Province>;
}

/** Every ruleset file, read and checked by itself. */
function readEditions(rulesDir: string, rawDir: string, report: Report): Found {
  const documents: Documents = { folder: rawDir, known: new Map() };
  const editions = new Map<Province, Edition[]>();
  const names: Found['names'] = {};
  const broken = new Set<Province>();
  const folders = readdirSync(rulesDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort((a, b) => (a === 'national' ? -1 : b === 'national' ? 1 : a < b ? -1 : 1));
  for (const folder of folders) {
    const files = readdirSync(join(rulesDir, folder)).filter((f) => /^(\d{4}.*|rules)\.ya?ml$/.test(f));
    for (const name of files.sort()) {
      const file = `${folder}/${name}`;
      const text = readFileSync(join(rulesDir, folder, name), 'utf8');
      const found = (fault: Fault): void => {
        broken.add(folder);
        report(fault);
      };
      const data = parsedRuleset(text, file, found);
      if (!data) continue;
      const read = { data, text, file, report: found };
      if (data.ruleset !== folder) found(invalid(file, text, ['ruleset'], `ruleset 要和文件夹同名：${folder}`));
      checkNames(read);
      checkDays(read);
      checkVocabulary(read);
      checkSource(read, documents);
      const inUse = Object.fromEntries(Object.entries(data.doubts ?? {}).map(([id, doubt]) => [id, doubt.use]));
      const edition: Edition = { province: folder, data, sha256: sha256(text), file, floor: [], inUse };
      editions.set(folder, [...(editions.get(folder) ?? []), edition]);
      names[folder] ??= data.name;
    }
  }
  return { editions, names, broken };
}

/** 浙江, 浙江省, zhejiang, Zhejiang → zhejiang. */
function namedBy(names: Rulesets['names']): Rulesets['resolveProvince'] {
  const known = new Map<string, Province>();
  for (const [province, name] of Object.entries(names)) {
    known.set(province, province);
    known.set(name, province);
    known.set(name.replace(CHINESE_SUFFIX, ''), province);
  }
  for (const name of ['国家', '全国', '国家级']) if ('national' in names) known.set(name, 'national');
  return (text) => {
    const said = text.trim();
    return known.get(said) ?? known.get(said.toLowerCase()) ?? known.get(said.replace(CHINESE_SUFFIX, ''));
  };
}
