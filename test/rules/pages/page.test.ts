import { describe, expect, test } from 'vitest';
import { RAW_DOCUMENTS, RULES } from '../../../src/commands/folders.ts';
import { run } from '../../../src/commands/rules/render.ts';
import { loadRulesets } from '../../../src/rules/index.ts';
import { renderRuleset } from '../../../src/rules/pages/page.ts';
import { matchWords, whenWords } from '../../../src/rules/pages/words.ts';

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

test('办事表的每一行都说明是对谁、对什么情形', () => {
  const yunnan = renderRuleset(rulesets, 'yunnan');
  expect(yunnan).toMatch(/\| 谁来审验 \| 村卫生室 \| .*抽验/u);
  expect(yunnan).toMatch(
    /\| 谁来审验 \| 县级单位、州市级单位、省级单位，中医、中西医结合、民族医 \| 省卫生健康委中医发展处/u,
  );
  expect(yunnan).toContain('到 2024-03-01（当天：不含）');
  expect(yunnan).toContain('到 2024-06-30（含当天）');
  const fujian = renderRuleset(rulesets, 'fujian');
  expect(fujian).toContain('| 登录 | 没有在管理系统注册 |');
  expect(renderRuleset(rulesets, 'shanxi')).toContain('| 谁公布 | 市级 | 市卫生健康委员会 |');
  expect(renderRuleset(rulesets, 'zhejiang')).toContain('第一季度提交计划；年中报告进度；第四季度评估');
});

test('学时不是分；国家页有对各省的底线；节号连着', () => {
  const fujian = renderRuleset(rulesets, 'fujian');
  expect(fujian).toContain('| 按学时考核的人员 | 每学时计 1 学时 |');
  expect(fujian).not.toMatch(/每学时 1 分|登记登记|不少于 0/u);
  expect(fujian.indexOf('按学时考核 |')).toBeLessThan(fujian.indexOf('90 学时 |'));
  const national = renderRuleset(rulesets, 'national');
  expect(national).toContain('各省没有写时照此办理');
  expect(national).toContain('NA-16 |');
  expect(national).not.toContain('《《');
  for (const province of rulesets.provinces) {
    const numbers = [...renderRuleset(rulesets, province).matchAll(/^## ([一二三四五六七八九十]+)、/gmu)].map(
      ([, n]) => n,
    );
    expect(numbers).toEqual(
      ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'].slice(0, numbers.length),
    );
  }
});
