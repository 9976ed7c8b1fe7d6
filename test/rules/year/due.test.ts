import { describe, expect, test } from 'vitest';
import { loadRulesets } from '../../../src/rules/format/load.ts';
import { assess } from '../../../src/rules/judge/assess.ts';
import { due, stageDays } from '../../../src/rules/year/due.ts';
import { creditYear, yearSpan } from '../../../src/rules/year/year.ts';
import type { Activity } from '../../../src/types/activity.ts';
import type { Member } from '../../../src/types/person.ts';

const rulesets = loadRulesets('rules', 'faq/documents/raw');
const member: Member = { id: 'm1', province: 'zhejiang', title: 'mid', institution: { level: 'county' } };
const verdict = (activities: Activity[], more: Partial<Member> = {}, year = 2026) =>
  assess(rulesets, { province: more.province ?? 'zhejiang', person: { ...member, ...more }, year, activities });
const stages = (day: string, activities: Activity[] = []): string[] =>
  due(rulesets, { member, assessment: verdict(activities), year: 2026 }, day).map((d) => `${d.kind} ${d.stage}`);

describe('what is due', () => {
  test('nothing before the first stage, then the latest stage that has begun', () => {
    expect(stages('2026-10-01')).toEqual([]);
    expect(stages('2026-10-02')).toEqual(['shortfall D90']);
    expect(stages('2026-10-31')).toEqual(['shortfall D90']);
    expect(stages('2026-11-01')).toEqual(['shortfall D60']);
    expect(stages('2026-12-01')).toEqual(['shortfall D30', 'makeup D30']);
    expect(stages('2026-12-17')).toEqual(['shortfall D14', 'makeup D30']);
    expect(stages('2026-12-24')).toEqual(['shortfall D7', 'makeup D7']);
    expect(stages('2026-12-28')).toEqual(['shortfall D3', 'makeup D7']);
    expect(stages('2026-12-30')).toEqual(['shortfall D1', 'makeup D7']);
    expect(stages('2026-12-31')).toEqual(['shortfall D1', 'makeup D7']);
    expect(stages('2027-01-01')).toEqual([]);
  });
  test('nothing for somebody who is done, or not covered', () => {
    expect(stages('2026-12-24', [{ id: 'a', type: 'degree-study', approved: true, passed: true }])).toEqual([]);
    expect(
      due(rulesets, { member, assessment: verdict([], { flags: ['resident'] }), year: 2026 }, '2026-12-24'),
    ).toEqual([]);
  });
  test('no makeup prompt where only the public subject is short, or where the province has no makeup', () => {
    const enough: Activity[] = [
      { id: 'a', type: 'cme-project', role: 'participant', hours: 78, publishedCredits: 24.5 },
      { id: 'b', type: 'internal-training', form: 'theory', role: 'participant', sessions: 5 },
    ];
    expect(stages('2026-12-24', enough)).toEqual(['shortfall D7']);
    const shanxi = { ...member, province: 'shanxi' };
    const assessment = verdict([], { province: 'shanxi' });
    expect(due(rulesets, { member: shanxi, assessment, year: 2026 }, '2026-06-28').map((d) => d.kind)).toEqual([
      'shortfall',
    ]);
  });
  test('the deadline is the credit year’s end, with the clause', () => {
    const [first] = due(
      rulesets,
      { member: { ...member, province: 'shanxi' }, assessment: verdict([], { province: 'shanxi' }), year: 2026 },
      '2026-06-01',
    );
    expect(first).toMatchObject({
      deadline: '2026-06-30',
      daysLeft: 29,
      stage: 'D30',
      shortfall: { total: 25 },
      rule: { id: 'SX-02' },
    });
  });
  test('the days on which anything can begin', () => {
    expect(stageDays(rulesets, 'zhejiang', 2026)).toEqual([
      '2026-10-02',
      '2026-11-01',
      '2026-12-01',
      '2026-12-17',
      '2026-12-24',
      '2026-12-28',
      '2026-12-30',
    ]);
  });
});

test('credit years', () => {
  expect(creditYear(rulesets, 'shanxi', '2025-07-01')).toEqual({ year: 2026, from: '2025-07-01', to: '2026-06-30' });
  expect(creditYear(rulesets, 'shanxi', '2025-06-30').year).toBe(2025);
  expect(creditYear(rulesets, 'zhejiang', '2026-12-31').year).toBe(2026);
  expect(yearSpan(rulesets, 'zhejiang', 2024)).toEqual({ from: '2024-01-01', to: '2024-12-31' });
  expect(() => yearSpan(rulesets, 'mars', 2026)).toThrow('PROVINCE_UNKNOWN');
});
