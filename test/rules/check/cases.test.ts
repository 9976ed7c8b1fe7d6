import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCases, runCase } from '../../../src/rules/check/cases.ts';
import { loadRulesets } from '../../../src/rules/format/load.ts';

const rulesets = loadRulesets('rules', 'faq/documents/raw');

describe.each(rulesets.provinces)('%s says what its cases say', (province) => {
  const file = readCases(readFileSync(`rules/${province}/cases.yaml`, 'utf8'), `${province}/cases.yaml`);
  test.each(file.cases.map((one, i) => [`${file.lines[i]}: ${one.title}`, one] as const))('%s', (_, one) => {
    expect(runCase(rulesets, province, file, one)).toEqual([]);
  });
});

describe('every doubt has a case under each of its readings', () => {
  for (const province of rulesets.provinces) {
    const text = readFileSync(`rules/${province}/cases.yaml`, 'utf8');
    const file = readCases(text, `${province}/cases.yaml`);
    const tried = new Set(
      file.cases.flatMap((one) =>
        [one.readings ?? {}, ...(one.under ?? []).map((u) => u.readings)].flatMap((r) =>
          Object.entries(r).map(([d, v]) => `${d}=${v}`),
        ),
      ),
    );
    for (const edition of rulesets.editions.get(province) ?? [])
      for (const [id, doubt] of Object.entries(edition.data.doubts ?? {}))
        for (const reading of Object.keys(doubt.readings))
          if (reading !== doubt.use)
            test(`${province} ${id}=${reading}`, () => expect(tried).toContain(`${id}=${reading}`));
  }
});
