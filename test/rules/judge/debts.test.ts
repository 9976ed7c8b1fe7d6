import { expect, test } from 'vitest';
import { loadRulesets } from '../../../src/rules/format/load.ts';
import { debtsOf } from '../../../src/rules/judge/debts.ts';
import type { Activity } from '../../../src/types/activity.ts';

const rulesets = loadRulesets('rules', 'faq/documents/raw');
const debts = (province: string, day: string, activities: Activity[], title: 'mid' | 'junior' = 'mid') =>
  debtsOf(rulesets, { province, person: { title, institution: { level: 'county' } }, activities }, day);

test('Zhejiang: last year’s debt may be made up, with its clause', () => {
  const done: Activity[] = [{ id: 'a', type: 'cme-project', role: 'participant', hours: 30, date: '2026-05-01' }];
  expect(debts('zhejiang', '2027-03-01', done)).toEqual([
    {
      year: 2026,
      required: 25,
      total: 10,
      short: 15,
      way: 'makeup',
      rule: { id: 'ZJ-23', clause: '到2027年学员除了完成既定的25学分学习外，还需要完成2026年未完成的15学分' },
    },
  ]);
});
test('Zhejiang: two years back is out of reach, a full year owes nothing', () => {
  expect(
    debts('zhejiang', '2028-03-01', [
      { id: 'a', type: 'degree-study', approved: true, passed: true, date: '2027-05-01' },
    ]),
  ).toEqual([]);
});
test('Yunnan: 2021 and 2022 may be verified late, 2023 of course not', () => {
  const got = debts('yunnan', '2023-12-01', [{ id: 'a', type: 'certified-credit', credits: 25, date: '2021-05-01' }]);
  expect(got.map((d) => [d.year, d.short, d.way, d.rule?.id])).toEqual([[2022, 25, 'reverify', 'YN-04']]);
});
test('Shanxi: what is missing stays missing, nothing carries over', () => {
  expect(debts('shanxi', '2026-08-01', [])).toMatchObject([
    { year: 2026, short: 25, way: 'none', rule: { id: 'SX-35' } },
  ]);
});
test('an undated report belongs to no past year', () => {
  expect(
    debts('zhejiang', '2027-03-01', [{ id: 'a', type: 'degree-study', approved: true, passed: true }]),
  ).toHaveLength(1);
});
