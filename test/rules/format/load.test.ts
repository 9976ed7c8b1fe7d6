import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkLibrary } from '../../../src/commands/answers/check-documents.ts';
import { checkCoverage, checkRules } from '../../../src/commands/rules/check.ts';
import { loadRulesets } from '../../../src/rules/format/load.ts';

const RAW = 'faq/documents/raw';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'xuefen-rules-'));
  cpSync('rules', dir, { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Changes one ruleset file; the line of the change, from 1. */
function edit(file: string, from: string, to: string): number {
  const path = join(dir, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  return text.slice(0, text.indexOf(from)).split('\n').length;
}

function fault(): string {
  try {
    loadRulesets(dir, RAW);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a ruleset that is not what it must be is refused, with file, line and what to do', () => {
  test('an unknown key', () => {
    const line = edit('zhejiang/2025.yaml', 'per: hours, every: 3', 'per: hours, evry: 3');
    expect(fault()).toContain(`RULES_INVALID zhejiang/2025.yaml:${line} `);
  });
  test('a cite whose words are not in the document', () => {
    const line = edit('zhejiang/2025.yaml', '"发表综述，学分减半"', '"发表综述，学分加倍"');
    expect(fault()).toContain(`RULES_CITE_NOT_FOUND zhejiang/2025.yaml:${line} 「发表综述，学分加倍」`);
    expect(fault()).toContain('请从原文逐字复制');
  });
  test('white space in a cite does not matter', () => {
    edit('zhejiang/2025.yaml', '"发表综述，学分减半"', '"发表综述， 学分 减半"');
    expect(fault()).toBe('');
  });
  test('a source that changed', () => {
    const line = edit('shanxi/2025.yaml', 'sha256: 8a1d', 'sha256: 0a1d');
    expect(fault()).toContain(`RULES_SOURCE_CHANGED shanxi/2025.yaml:${line} `);
  });
  test('a source that is not there', () => {
    edit('fujian/2023.yaml', 'file: fujian-2023-1483.txt', 'file: nowhere.txt');
    expect(fault()).toContain('没有原文 nowhere.txt');
  });
  test('a reading, a term, a pool, an upper ruleset that does not exist', () => {
    edit('zhejiang/2025.yaml', 'if: { hrss: accepted }', 'if: { hrss: acceptd }');
    expect(fault()).toContain('没有疑问 hrss 的读法「acceptd」');
    cpSync('rules/zhejiang/2025.yaml', join(dir, 'zhejiang/2025.yaml'));
    edit('zhejiang/2025.yaml', 'when: 基层, is: 0', 'when: 基层单位, is: 0');
    expect(fault()).toContain('没有定义「基层单位」这个词');
    cpSync('rules/zhejiang/2025.yaml', join(dir, 'zhejiang/2025.yaml'));
    edit('zhejiang/2025.yaml', '    pool: self-study', '    pool: selfstudy');
    expect(fault()).toContain('没有「selfstudy」这一类');
    cpSync('rules/zhejiang/2025.yaml', join(dir, 'zhejiang/2025.yaml'));
    edit('zhejiang/2025.yaml', 'under: national', 'under: nation');
    expect(fault()).toContain('没有上位规则「nation」');
  });
  test('a doubt whose reading in use is none of its readings', () => {
    edit(
      'shanxi/2025.yaml',
      'plus-session: 另加一个单次, exact: 按比例 }, use: drop',
      'plus-session: 另加一个单次, exact: 按比例 }, use: dropped',
    );
    expect(fault()).toContain('疑问 practice-rest 没有「dropped」这种读法');
  });
  test('a formula that is two formulas', () => {
    edit('zhejiang/2025.yaml', 'by: rank, credits: [25, 15, 10]', 'by: rank, per: hours, credits: [25, 15, 10]');
    expect(fault()).toContain('写 credits、per、by、stated 中的一种');
  });
  test('YAML that is not YAML, and a folder under another name', () => {
    edit('yunnan/2023.yaml', 'ruleset: yunnan', 'ruleset: [yunnan');
    expect(fault()).toContain('RULES_INVALID yunnan/2023.yaml:');
    cpSync('rules/yunnan/2023.yaml', join(dir, 'yunnan/2023.yaml'));
    edit('yunnan/2023.yaml', 'ruleset: yunnan', 'ruleset: kunming');
    expect(fault()).toContain('ruleset 要和文件夹同名：yunnan');
  });
});

describe('days', () => {
  test('a day that the calendar does not have', () => {
    const line = edit('zhejiang/2025.yaml', 'force: { from: 2025-07-15', 'force: { from: 2025-02-30');
    expect(fault()).toContain(`zhejiang/2025.yaml:${line} force.from：日历上没有这一天`);
  });
  test('a day in force that is not the day of its cite, or not the day of publication that the cite names', () => {
    const line = edit('zhejiang/2025.yaml', 'force: { from: 2025-07-15', 'force: { from: 2025-07-16');
    expect(fault()).toContain(`zhejiang/2025.yaml:${line} 施行日 2025-07-16 和原话里的日期不同`);
    cpSync('rules/zhejiang/2025.yaml', join(dir, 'zhejiang/2025.yaml'));
    edit('shanxi/2025.yaml', 'force: { from: 2025-09-05', 'force: { from: 2025-09-06');
    expect(fault()).toContain('原话说从公布之日起施行');
  });
});

describe('check shows all faults at once', () => {
  test('two broken rulesets: both named, in Chinese, and the cases of the others still run', () => {
    const whole = checkRules('rules', RAW).passed;
    edit('zhejiang/2025.yaml', '"发表综述，学分减半"', '"发表综述，学分加倍"');
    edit('zhejiang/2025.yaml', 'force: { from: 2025-07-15', 'force: { from: 2025-07-16');
    edit('fujian/2023.yaml', 'per: hours', 'pr: hours');
    const { faults, passed } = checkRules(dir, RAW);
    expect(faults.filter((one) => one.startsWith('rules/zhejiang/2025.yaml:'))).toHaveLength(2);
    expect(faults.filter((one) => one.startsWith('rules/fujian/2023.yaml:')).length).toBeGreaterThan(0);
    expect(faults.join('\n').replace(/2025\.yaml|2023\.yaml/gu, '')).not.toMatch(/Correct|Copy|Unrecognized/u);
    expect(passed).toBeGreaterThan(100);
    expect(passed).toBeLessThan(whole);
  });
  test('national broken: its provinces are left out, not judged without their floor', () => {
    edit('national/2024.yaml', 'ruleset: national', 'ruleset: nation');
    const { faults, rulesets } = checkRules(dir, RAW);
    expect(faults.filter((one) => /national|zhejiang|shanxi/u.test(one))).toHaveLength(1);
    expect(rulesets.provinces).not.toContain('zhejiang');
  });
});

describe('editions follow each other', () => {
  const second = (force: string, judges: string, close?: { force: string; years: string }): void => {
    const text = readFileSync(join(dir, 'yunnan/2023.yaml'), 'utf8');
    writeFileSync(
      join(dir, 'yunnan/2026.yaml'),
      text
        .replace(
          /force: \{ from: 2023-01-01, id: YN-03, cite: &YN-03 "[^"]+"/u,
          `force: { from: ${force}, id: YN-03, cite: "所获取的有效学分"`,
        )
        .replaceAll('*YN-03', '"所获取的有效学分"')
        .replace('years: { from: 2021 }', `years: { from: ${judges} }`),
    );
    if (close)
      writeFileSync(
        join(dir, 'yunnan/2023.yaml'),
        text
          .replace('force: { from: 2023-01-01,', `force: { from: 2023-01-01, to: ${close.force},`)
          .replace('years: { from: 2021 }', `years: { from: 2021, to: ${close.years} }`),
      );
  };
  test('an overlap', () => {
    second('2026-01-01', '2026');
    expect(fault()).toContain('yunnan/2023.yaml 与 yunnan/2026.yaml 的施行期重叠');
  });
  test('a gap in force', () => {
    second('2026-01-01', '2026', { force: '2025-12-30', years: '2025' });
    expect(fault()).toContain('施行期之间有空档');
  });
  test('a year that nobody judges, and one that two judge', () => {
    second('2026-01-01', '2027', { force: '2025-12-31', years: '2025' });
    expect(fault()).toContain('之间有年度没有版本评');
    rmSync(join(dir, 'yunnan'), { recursive: true });
    cpSync('rules/yunnan', join(dir, 'yunnan'), { recursive: true });
    second('2026-01-01', '2025', { force: '2025-12-31', years: '2025' });
    expect(fault()).toContain('评同一年度');
  });
  test('end to end they load', () => {
    second('2026-01-01', '2026', { force: '2025-12-31', years: '2025' });
    expect(loadRulesets(dir, RAW).editions.get('yunnan')).toHaveLength(2);
  });
});

describe('check', () => {
  test('the repository as it is has no fault', () => {
    const result = checkRules('rules', RAW);
    expect(result.faults).toEqual([]);
    expect(result.passed).toBeGreaterThan(400);
  });
  test('a wrong number is a fault with file and line', () => {
    edit('zhejiang/2025.yaml', 'per: hours, every: 3, credits: 1', 'per: hours, every: 4, credits: 1');
    const { faults } = checkRules(dir, RAW);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]).toMatch(/^rules\/zhejiang\/cases\.yaml:\d+ .+：awarded\.a 应为/);
  });
  test('no cases, no ruleset', () => {
    rmSync(join(dir, 'fujian/cases.yaml'));
    mkdirSync(join(dir, 'hubei'));
    const { faults } = checkRules(dir, RAW);
    expect(faults.join('\n')).toContain('rules/fujian/cases.yaml:1 没有案例');
    expect(faults.join('\n')).toContain('rules/hubei:1 文件夹里没有规则文件');
    writeFileSync(join(dir, 'hubei/draft.yaml'), 'ruleset: hubei');
    expect(checkRules(dir, RAW).faults.join('\n')).not.toContain('hubei');
  });
  test('all 248 rules of the five documents have a place', () => {
    const { rulesets } = checkRules('rules', RAW);
    const coverage = checkCoverage(rulesets, undefined, 'rules', RAW);
    expect(coverage.lines).toHaveLength(248);
    expect(coverage.faults.filter((one) => !one.includes('清单说由文件条款回答'))).toEqual([]);
    const { library } = checkLibrary('faq/documents', 'faq');
    expect(checkCoverage(rulesets, library, 'rules', RAW).faults).toEqual([]);
  });
  test('an id that no inventory knows, and a rule that no row carries any more', () => {
    const line = edit('zhejiang/2025.yaml', '{ id: ZJ-50,', '{ id: ZJ-5O,');
    const { rulesets } = checkRules(dir, RAW);
    const { faults } = checkCoverage(rulesets, checkLibrary('faq/documents', 'faq').library, dir, RAW);
    expect(faults).toContain(`rules/zhejiang/2025.yaml:${line} 规则编号 ZJ-5O 不在清单 inventory.yaml 里`);
    expect(faults.join('\n')).toMatch(/inventory\.yaml:\d+ ZJ-50 清单说它写成规则，但现在没有一行规则带这个编号/u);
  });
});

test('provinces by their names', () => {
  const { resolveProvince } = loadRulesets('rules', RAW);
  for (const name of ['zhejiang', '浙江', '浙江省', ' 浙江 ', 'Zhejiang'])
    expect(resolveProvince(name)).toBe('zhejiang');
  for (const name of ['national', '国家', '全国']) expect(resolveProvince(name)).toBe('national');
  expect(resolveProvince('火星')).toBeUndefined();
});
