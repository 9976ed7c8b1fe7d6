import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { RULES } from '../../../src/commands/folders.ts';
import { run, type SaidImpact } from '../../../src/commands/rules/impact.ts';

const ZHEJIANG = join(RULES, 'zhejiang', '2025.yaml');
const folder = mkdtempSync(join(tmpdir(), 'xuefen-test-impact-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A draft: the ruleset with some words replaced. */
function draft(name: string, changes: readonly (readonly [string, string])[]): string {
  let text = readFileSync(ZHEJIANG, 'utf8');
  for (const [from, to] of changes) {
    expect(text, from).toContain(from);
    text = text.replace(from, to);
  }
  const path = join(folder, `${name}.yaml`);
  writeFileSync(path, text);
  return path;
}

const person = { title: 'mid', institution: { level: 'county', kind: 'hospital' } };
const trainings = (sessions: number) => ({
  id: 'n',
  type: 'internal-training',
  form: 'practice',
  role: 'participant',
  sessions,
  filed: true,
  date: '2026-03-01',
});
const roster = [
  {
    id: 'A',
    person: { ...person, name: '示例甲' },
    activities: [trainings(30), { id: 'p', type: 'public-course', credits: 10, date: '2026-02-01' }],
  },
  {
    id: 'B',
    person: { ...person, name: '示例乙' },
    activities: [{ id: 'p', type: 'public-course', credits: 25, date: '2026-02-01' }],
  },
  {
    id: 'C',
    person: { ...person, name: '示例丙' },
    activities: [
      { id: 'p', type: 'public-course', credits: 4, date: '2026-02-01' },
      { id: 'c', type: 'cme-project', role: 'participant', hours: 72, date: '2026-02-01' },
    ],
  },
  { id: 'D', person: { ...person, name: '示例丁' }, activities: [] },
].map((line) => ({ ...line, province: 'zhejiang', year: 2026 }));

async function impactOf(
  args: readonly string[],
  lines: readonly object[] | string,
): Promise<{ text: string; status: number }> {
  let text = '';
  const body = typeof lines === 'string' ? lines : lines.map((line) => JSON.stringify(line)).join('\n');
  const status = await run(args, {
    input: Readable.from([`${body}\n`]),
    output: {
      write: (part: string, done: () => void) => {
        text += part;
        done();
        return true;
      },
    },
  });
  return { text, status };
}

describe('改规则影响谁', () => {
  const lower = draft('lower', [
    ['{ id: ZJ-B2, is: 15,', '{ id: ZJ-B2, is: 10,'],
    ['title: mid }, is: 5,', 'title: mid }, is: 4,'],
  ]);

  test('谁由合格变为不合格、谁变回来，各为什么', async () => {
    const { text, status } = await impactOf([ZHEJIANG, lower, '--json'], roster);
    const found = JSON.parse(text) as SaidImpact;
    expect(status).toBe(0);
    expect(found.people).toBe(4);
    expect(found.counts).toMatchObject({ lost: 1, gained: 1, unchanged: 1 });
    const [one] = found.cases;
    expect(one).toMatchObject({ id: 'A', name: '示例甲', turn: 'lost' });
    expect(one?.was.map((step) => step.effect).join()).toContain('公需科目至少 5');
    expect(one?.is.map((step) => step.effect).join()).toContain('10 分上限');
    expect(found.reasons.find((reason) => reason.rule === 'ZJ-B2')?.people).toBe(1);
  });

  test('放宽的规则让人合格；中文说得出名字和条款', async () => {
    const looser = draft('looser', [
      ['title: mid }, is: 5,', 'title: mid }, is: 4,'],
      ['{ id: ZJ-11, is: 25,', '{ id: ZJ-11, is: 24,'],
    ]);
    const { text } = await impactOf([ZHEJIANG, looser], roster);
    expect(text).toContain('由不合格变为合格：1 人');
    expect(text).toContain('示例丙 2026 年度：不合格 → 合格');
    expect(text).toContain('要求 25 → 24');
    expect(text).toContain('ZJ-11');
    expect(text).not.toMatch(/undefined|null|NaN/u);
  });

  test('同一套规则没有影响；文件夹也可以比', async () => {
    const { text } = await impactOf([join(RULES, 'zhejiang'), join(RULES, 'zhejiang'), '--json'], roster);
    expect((JSON.parse(text) as SaidImpact).counts).toMatchObject({ lost: 0, gained: 0, numbers: 0, unchanged: 4 });
  });

  test('坏行不挡别人，别省的行只计数', async () => {
    const lines = [
      ...roster.map((line) => JSON.stringify(line)),
      '{oops',
      JSON.stringify({ ...roster[0], id: 'S', province: 'national' }),
    ];
    const { text, status } = await impactOf([ZHEJIANG, lower], lines.join('\n'));
    expect(status).toBe(1);
    expect(text).toContain('名单 4 人年');
    expect(text).toContain('读不懂的一行');
    expect(text).toContain('另有 1 行');
  });

  test('原话对不上的草稿不比', async () => {
    const wrong = draft('wrong', []);
    writeFileSync(wrong, readFileSync(wrong, 'utf8').replace('所获公需科目学分不做最低要求', '这句话原文里没有'));
    await expect(impactOf([ZHEJIANG, wrong], roster)).rejects.toThrow('RULES_CITE_NOT_FOUND');
  });
});

test('涉及的条款说得出是什么要求', async () => {
  const { text } = await impactOf(
    ['rules/zhejiang', draft('about', [['title: mid }, is: 5,', 'title: mid }, is: 4,']])],
    [
      {
        id: 'A',
        province: 'zhejiang',
        year: 2026,
        person,
        activities: [
          { id: 'a', type: 'public-course', credits: 4, date: '2026-03-01' },
          { id: 'b', type: 'cme-project', role: 'participant', hours: 63, date: '2026-03-01' },
        ],
      },
    ],
  );
  expect(text).toMatch(/ZJ-15：1 人.*（公需科目至少 4 分）/u);
});

test('两个不同省的规则不能比较', async () => {
  await expect(
    run(['rules/zhejiang', 'rules/shanxi'], { input: Readable.from([]), output: process.stdout }),
  ).rejects.toThrow('不是同一个省');
  await expect(run(['rules/zhejiang'], { input: Readable.from([]), output: process.stdout })).rejects.toThrow(
    '旧规则和新规则',
  );
});
