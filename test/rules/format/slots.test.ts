import { describe, expect, test } from 'vitest';
import { loadRulesets } from '../../../src/rules/format/load.ts';
import { slotsFor, typesOf } from '../../../src/rules/format/slots.ts';

const rulesets = loadRulesets('rules', 'faq/documents/raw');
const asked = (province: string, type: string, known = {}): string[] =>
  slotsFor(rulesets, province, type, known).map((s) => s.field);
const needed = (province: string, type: string, known = {}): string[] =>
  slotsFor(rulesets, province, type, known)
    .filter((s) => s.required)
    .map((s) => s.field);

describe('only what the province’s rows read is asked for', () => {
  test('Zhejiang asks no level of a project, Shanxi does', () => {
    expect(asked('zhejiang', 'cme-project')).not.toContain('level');
    expect(asked('shanxi', 'cme-project')).toContain('level');
  });
  test('published credits are never needed; hours and role are', () => {
    expect(needed('zhejiang', 'cme-project')).toEqual(['date', 'role', 'hours']);
  });
  test('the order of asking', () => {
    expect(asked('zhejiang', 'internal-training')).toEqual(['date', 'role', 'form', 'sessions', 'organiser', 'filed']);
  });
  test('a lecturer in Shanxi need not have passed, a participant must', () => {
    expect(needed('shanxi', 'cme-project', { role: 'lecturer' })).not.toContain('passed');
    expect(needed('shanxi', 'cme-project', { role: 'participant' })).toContain('passed');
  });
  test('papers for an outside project only', () => {
    expect(needed('shanxi', 'cme-project', { host: 'inside' })).not.toContain('docs');
    expect(needed('shanxi', 'cme-project', { host: 'outside' })).toContain('docs');
  });
  test('a corresponding author’s rank is not asked', () => {
    expect(asked('zhejiang', 'paper', { corresponding: true })).not.toContain('rank');
    expect(asked('zhejiang', 'paper', { corresponding: false })).toContain('rank');
  });
  test('a national standard needs no rank in Shanxi, a local one does', () => {
    expect(asked('shanxi', 'standard', { level: 'national' })).toEqual(['date', 'level']);
    expect(needed('shanxi', 'standard', { level: 'local' })).toEqual(['date', 'level', 'rank', 'enforced']);
  });
  test('values for buttons', () => {
    const role = slotsFor(rulesets, 'zhejiang', 'internal-training').find((s) => s.field === 'role');
    expect(role?.values).toEqual(['participant', 'lecturer', 'organiser']);
    const course = slotsFor(rulesets, 'yunnan', 'required-course').find((s) => s.field === 'course');
    expect(course?.values).toEqual(['基本医疗卫生与健康促进法', '抗菌药物的合理使用']);
  });
  test('a stay is asked from when to when', () => {
    expect(asked('zhejiang', 'secondment').slice(0, 2)).toEqual(['from', 'to']);
    expect(asked('fujian', 'secondment').slice(0, 2)).toEqual(['from', 'to']);
  });
  test('nothing for a type that the province does not know', () => {
    expect(asked('zhejiang', 'practice')).toEqual([]);
    expect(asked('mars', 'paper')).toEqual([]);
  });
});

test('types that earn, exempt or certify', () => {
  expect(typesOf(rulesets, 'yunnan')).toEqual(['certified-credit', 'required-course']);
  expect(typesOf(rulesets, 'fujian')).toContain('emergency-exemption');
  expect(typesOf(rulesets, 'fujian')).not.toContain('person');
});

test('按月计的：起止日期就够了，不问几个月', () => {
  const shapes = loadRulesets('test/rules/shapes', 'test/rules/shapes-raw');
  const fields = slotsFor(shapes, 'monthly', 'secondment').map((slot) => slot.field);
  expect(fields).toContain('from');
  expect(fields).toContain('to');
  expect(fields).not.toContain('months');
});
