import { describe, expect, test } from 'vitest';
import { loadRulesets } from '../../../src/rules/format/load.ts';
import { mutationRun } from './mutation.ts';

const rulesets = loadRulesets('rules', 'faq/documents/raw');
let mutants = 0;
let noticed = 0;

describe('a changed number or a dropped condition is noticed by the cases', () => {
  test.each(rulesets.provinces)('%s', { timeout: 300_000 }, (province) => {
    const run = mutationRun(rulesets, province);
    mutants += run.mutants;
    noticed += run.noticed;
    expect(run.mutants).toBeGreaterThan(10);
    expect(run.noticed / run.mutants, run.unnoticed.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
  test('all rulesets together: at least 95%', () => {
    expect(noticed / mutants).toBeGreaterThanOrEqual(0.95);
  });
});
