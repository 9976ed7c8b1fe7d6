import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCases, runCase } from '../../../src/rules/check/cases.ts';
import { loadRulesets } from '../../../src/rules/format/load.ts';

/** Shapes that other provinces use: each a small invented ruleset, expressed by data alone. */
const rulesets = loadRulesets('test/rules/shapes', 'test/rules/shapes-raw');

test('thirteen shapes', () => expect(rulesets.provinces).toHaveLength(13));

describe.each(rulesets.provinces)('%s', (shape) => {
  const file = readCases(readFileSync(`test/rules/shapes/${shape}/cases.yaml`, 'utf8'), `${shape}/cases.yaml`);
  test.each(file.cases.map((one) => [one.title, one] as const))('%s', (_, one) => {
    expect(runCase(rulesets, shape, file, one)).toEqual([]);
  });
});
