import { describe, expect, test } from 'vitest';
import { RAW_DOCUMENTS, RULES } from '../../src/commands/places.ts';
import { run } from '../../src/commands/render.ts';
import { loadRulesets } from '../../src/rules/index.ts';
import { renderRuleset } from '../../src/rules/render.ts';
import { matchWords, whenWords } from '../../src/rules/render-words.ts';

const rulesets = loadRulesets(RULES, RAW_DOCUMENTS);

/** Sentences of a page without what is quoted from documents, rule ids and fingerprints. */
const ownWords = (page: string): string =>
  page
    .replace(/「[^」]*」/gu, '')
    .replace(/《[^》]*》/gu, '')
    .replace(/\b[A-Z]{2}-[\w.]+/gu, '')
    .replace(/规则 [0-9a-f]{12}，原文 [0-9a-f]{12}/gu, '');

describe.each(rulesets.provinces.map((province) => [province] as const))('%s 的规则说明书', (province) => {
  const page = renderRuleset(rulesets, province);
  const edition = rulesets.editions.get(province)?.at(-1);
  if (!edition) throw new Error(province);
  const { data } = edition;

  test('没有一个英文内部词', () => {
    const english = ownWords(page).match(/[A-Za-z][A-Za-z-]{2,}/gu) ?? [];
    expect(english.filter((word) => !['SCI'].includes(word))).toEqual([]);
    expect(page).not.toMatch(/undefined|NaN|\[object/u);
  });

  test('每年的要求、每一类活动、每一个疑问和读法、每一份缺的文件都在页上', () => {
    for (const row of data.require.total) expect(page).toContain(`「${row.cite.replace(/\s+/gu, ' ')}」 ${row.id}`);
    for (const award of data.award)
      for (const row of award.give ?? [])
        if (!row.if)
          expect(page, row.id).toContain(`「${row.cite.replace(/\s+/gu, ' ').replaceAll('|', '\\|')}」 ${row.id}`);
    for (const doubt of Object.values(data.doubts ?? {})) {
      expect(page).toContain(doubt.ask);
      for (const words of Object.values(doubt.readings)) expect(page).toContain(words);
    }
    for (const name of data.absent ?? []) expect(page).toContain(name);
  });

  test('表格行列整齐', () => {
    const rows = page.split('\n');
    for (const [i, row] of rows.entries())
      if (row.startsWith('| ---') || row.startsWith('| --- ')) {
        const width = (line: string): number => line.replaceAll('\\|', '').split('|').length;
        expect(width(rows[i - 1] ?? '')).toBe(width(row));
        for (let next = i + 1; rows[next]?.startsWith('|'); next++)
          expect(width(rows[next] ?? ''), rows[next]).toBe(width(row));
      }
  });
});

test('浙江：要求、给分、上限读得懂', () => {
  const page = renderRuleset(rulesets, 'zhejiang', 2026);
  expect(page).toContain('| 其中公需科目 | 中级 | 5 分 | 「不少于5学分」 ZJ-15 |');
  expect(page).toContain('| 给分 | 参加者 | 每 3 小时 1 分（只算整单位） |');
  expect(page).toContain('- 年度上限（基层）：20 分。');
  expect(page).toContain('主办（组织）单位登记，省级卫生健康行政部门授予。');
  expect(page).toContain('条件（国家规定） | 考核合格');
});

test('换一种读法，页上就按那种读法写', () => {
  const page = renderRuleset(rulesets, 'zhejiang', 2026, { unfiled: 'valid' });
  expect(page).not.toContain('否则未提前报备');
  expect(page).toMatch(/\| 县级以下单位未提前报备的内部培训是否有效 \| 有效 \| 无效 \|/u);
});

test('条件的说法', () => {
  expect(whenWords({ passed: { not: false } })).toBe('考核合格');
  expect(whenWords({ review: true, rank: { most: 3 } })).toBe('综述，前 3 位');
  expect(whenWords(['基层', { title: 'none' }])).toBe('基层；或 无职称');
  expect(matchWords('hours', { least: 6 })).toBe('时长不少于 6 小时');
});

test('命令认得省名，不认得的就说有哪些', async () => {
  let text = '';
  const streams = {
    input: [] as unknown as AsyncIterable<string>,
    output: {
      write: (part: string, done: () => void) => {
        text += part;
        done();
        return true;
      },
    },
  };
  expect(await run(['浙江省', '2026'], streams)).toBe(0);
  expect(text).toMatch(/^# 浙江省继续医学教育学分规则/u);
  await expect(run(['火星'], streams)).rejects.toThrow('现有：national');
  await expect(run(['yunnan', '1999'], streams)).rejects.toThrow('YEAR_UNKNOWN');
});
