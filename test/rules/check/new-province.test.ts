import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RAW_DOCUMENTS, RULES } from '../../../src/commands/folders.ts';
import { checkRules } from '../../../src/commands/rules/check.ts';
import { newProvince } from '../../../src/commands/rules/new-province.ts';
import { readDocument } from '../../../src/rules/check/new-province.ts';
import { assess, loadRulesets } from '../../../src/rules/index.ts';

const TEXT = `示例省继续医学教育学分管理办法

第一条 卫生专业技术人员每年获得的学分累计不低于 20 学分，其中公需科目不少于 4 学分。
第二条 学分年度为每年 1 月 1 日至 12 月 31 日。
第三条 参加者每 4 学时授予 1 学分。
第四条 本办法自 2026 年 3 月 1 日起施行。
`;

let home: string;
let rules: string;
let documents: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'xuefen-test-new-'));
  rules = join(home, 'rules');
  documents = join(home, 'raw');
  mkdirSync(documents);
  mkdirSync(rules);
  cpSync(join(RULES, 'national'), join(rules, 'national'), { recursive: true });
  cpSync(join(RAW_DOCUMENTS, 'national-2024-interpretation.txt'), join(documents, 'national-2024-interpretation.txt'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const make = (...args: string[]) => newProvince(['shili', ...args, '--rules', rules, '--documents', documents]);

/** What an officer does who has held every line against the document. */
const confirmAll = (): void => {
  for (const file of ['draft.yaml', 'cases.yaml', 'inventory.yaml', 'README.md']) {
    const path = join(rules, 'shili', file);
    writeFileSync(
      path,
      readFileSync(path, 'utf8')
        .replace(/ *# 〔请核对：[^〕]*〕/gu, '')
        .replace(/〔请填：[^〕]*无”〕/gu, '无'),
    );
  }
};

test('文件里有那几句话：先是草稿，逐处核对、再启用，才是能用的规则', () => {
  writeFileSync(join(documents, 'shili-2026.txt'), TEXT);
  const made = make('--name', '示例省', '--document', 'shili-2026.txt', '--id', 'SL');
  expect(made.passes).toBe(false);
  expect(made.lines.join('\n')).toMatch(/draft\.yaml:\d+ 是不是所有级别都这样给分/u);
  expect(loadRulesets(rules, documents).provinces).toEqual(['national']);
  expect(make('--publish').passes).toBe(false);
  expect(existsSync(join(rules, 'shili', '2026.yaml'))).toBe(false);
  expect(checkRules(rules, documents).faults).toEqual([]);
  confirmAll();
  expect(make()).toMatchObject({ passes: true });
  expect(loadRulesets(rules, documents).provinces).toEqual(['national']);
  const published = make('--publish');
  expect(published.lines.join('\n')).toContain('已启用：rules/shili/2026.yaml');
  expect(published.passes).toBe(true);
  expect(checkRules(rules, documents).faults).toEqual([]);
  const rulesets = loadRulesets(rules, documents);
  expect(rulesets.resolveProvince('示例')).toBe('shili');
  const verdict = assess(rulesets, {
    province: 'shili',
    person: { title: 'mid' },
    year: 2026,
    activities: [{ id: 'a', type: 'cme-project', role: 'participant', hours: 9, date: '2026-05-01' }],
  });
  expect(verdict).toMatchObject({ required: 20, publicRequired: 4, awarded: { a: 2 }, total: 2, compliant: false });
  for (const file of ['cases.yaml', 'README.md', 'inventory.yaml'])
    expect(existsSync(join(rules, 'shili', file))).toBe(true);
});

test('没有原文：说清楚要填哪几处，服务照常', () => {
  const made = make('--name', '示例省');
  expect(made.passes).toBe(false);
  const said = made.lines.join('\n');
  expect(said).toMatch(/rules\/shili\/draft\.yaml:\d+ 每年不低于多少学分，那句原话/u);
  expect(said).toContain('还没有原文');
  expect(loadRulesets(rules, documents).provinces).toEqual(['national']);
  const text = readFileSync(join(rules, 'shili', 'draft.yaml'), 'utf8').split('\n');
  for (const [, line, what] of said.matchAll(/draft\.yaml:(\d+) (.+)/gu))
    expect(text[Number(line) - 1]).toContain(what);
});

test('填错的原话指到行，改对就启用；不覆盖别人写好的', () => {
  writeFileSync(
    join(documents, 'shili-2026.txt'),
    TEXT.replace('每年获得的学分累计不低于 20 学分，其中', '每人每年二十学分；'),
  );
  expect(make('--name', '示例省', '--document', 'shili-2026.txt').passes).toBe(false);
  confirmAll();
  const path = join(rules, 'shili', 'draft.yaml');
  const draft = readFileSync(path, 'utf8');
  const at = draft.split('\n').findIndex((line) => line.includes('每年不低于多少学分')) + 1;
  writeFileSync(
    path,
    draft.replace('〔请填：每年不低于多少学分，那句原话〕', '每人每年三十学分').replace('is: 25,', 'is: 20,'),
  );
  const wrong = make();
  expect(wrong.passes).toBe(false);
  expect(wrong.lines.join('\n')).toContain(`shili/draft.yaml:${at}`);
  writeFileSync(path, readFileSync(path, 'utf8').replace('每人每年三十学分', '每人每年二十学分'));
  expect(make().lines.join('\n')).toContain('cases.yaml');
  const cases = join(rules, 'shili', 'cases.yaml');
  writeFileSync(cases, readFileSync(cases, 'utf8').replaceAll('25', '20'));
  const inventory = join(rules, 'shili', 'inventory.yaml');
  writeFileSync(inventory, readFileSync(inventory, 'utf8').replace(/〔请填：[^〕]*〕/gu, '每人每年二十学分'));
  expect(make('--publish').passes).toBe(true);
  const again = make();
  expect(again.passes).toBe(false);
  expect(again.lines[0]).toContain('已有规则 2026.yaml');
});

test('认出的只是原话，数字取自原话', () => {
  const read = readDocument(TEXT);
  expect(read.total).toMatchObject({ number: 20 });
  expect(read.public).toMatchObject({ number: 4 });
  expect(read.project).toMatchObject({ every: 4, number: 1 });
  expect(read.force).toMatchObject({ day: '2026-03-01' });
  const { others, ...rows } = read;
  expect(others).toEqual([]);
  for (const found of Object.values(rows)) expect(TEXT.replace(/\s+/gu, '')).toContain(found?.cite);
  const levels = readDocument(
    '第二章 学分要求\n第四条 国家级项目每3小时授予1学分；省级项目每6小时授予1学分。第五条 其他。',
  );
  expect(levels.project?.cite).toBe('国家级项目每3小时授予1学分');
  expect(levels.others).toEqual(['省级项目每6小时授予1学分']);
  expect(readDocument('与学分无关的一页。')).toEqual({
    force: undefined,
    year: undefined,
    total: undefined,
    public: undefined,
    project: undefined,
    others: [],
  });
});

test('文件夹名写错就不做', () => {
  expect(() => newProvince(['../shili'])).toThrow('USAGE');
  expect(() => newProvince([])).toThrow('USAGE');
  expect(() => make('--document', 'nirgends.txt')).toThrow('没有找到文件');
});

test('README 里没填完的提示，启用以后 check 也会指出来', () => {
  writeFileSync(join(documents, 'shili-2026.txt'), TEXT);
  make('--name', '示例省', '--document', 'shili-2026.txt', '--id', 'SL');
  const readme = readFileSync(join(rules, 'shili', 'README.md'), 'utf8');
  confirmAll();
  make('--publish');
  writeFileSync(join(rules, 'shili', 'README.md'), readme);
  expect(checkRules(rules, documents).faults[0]).toMatch(/^rules\/shili\/README\.md:\d+ 还没有填：用几句话写/u);
});
