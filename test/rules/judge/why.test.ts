import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inputOf, readCases } from '../../../src/rules/check/cases.ts';
import { loadRulesets } from '../../../src/rules/format/load.ts';
import { assess } from '../../../src/rules/judge/assess.ts';
import { say } from '../../../src/rules/pages/say.ts';
import type { Change, Earning, Lack, Sum, TraceStep, Why } from '../../../src/types/index.ts';

/** Every kind of reason is reached by some case; the compiler sees to it that none is left out of these lists. */
type Every<Kind extends { readonly is: string }> = { readonly [is in Kind['is']]: true };

const WHYS: Every<Why> = {
  given: true,
  read: true,
  adjusted: true,
  most: true,
  untold: true,
  refused: true,
  unlisted: true,
  'no-standard': true,
  'no-rule': true,
  unjudged: true,
  outside: true,
  'set-aside': true,
  reached: true,
  short: true,
  together: true,
  'counted-before': true,
  bettered: true,
  capped: true,
  'whole-year': true,
  deemed: true,
  'not-deemed': true,
  exempt: true,
  'person-deemed': true,
  required: true,
  'required-untold': true,
  'required-unsaid': true,
  'required-adjusted': true,
  floor: true,
  'floor-untold': true,
  freed: true,
  'filled-before': true,
  courses: true,
  'courses-absent': true,
  'pool-full': true,
  carried: true,
  window: true,
  makeup: true,
  'makeup-barred': true,
  row: true,
};
const EARNINGS: Every<Earning> = { row: true, stated: true, flat: true, per: true, ranked: true };
const CHANGES: Every<Change> = { adjusted: true, most: true };
const SUMS: Every<Sum> = { amount: true, months: true, days: true };
const LACKS: Every<Lack> = { fact: true, stay: true, 'stay-in-year': true, undated: true };

/** All steps of all cases, under each of their readings. */
function stepsOf(rules: string, raw: string): readonly TraceStep[] {
  const rulesets = loadRulesets(rules, raw);
  return rulesets.provinces.flatMap((province) => {
    const file = readCases(readFileSync(`${rules}/${province}/cases.yaml`, 'utf8'), province);
    return file.cases
      .filter((one) => one.ask === undefined)
      .flatMap((one) => {
        const input = inputOf(rulesets, province, file, one);
        return [{}, ...(one.under ?? []).map(({ readings }) => readings)].flatMap(
          (readings) =>
            assess(rulesets, { ...input, readings: { ...input.readings, ...readings } }, { trace: true }).trace,
        );
      });
  });
}

const steps = [...stepsOf('rules', 'faq/documents/raw'), ...stepsOf('test/rules/shapes', 'test/rules/shapes-raw')];
const whys = steps.map(({ why }) => why);
const given = whys.flatMap((why) => (why.is === 'given' ? [why] : []));

/** What of a list no case reaches. */
const missing = (all: object, found: readonly { readonly is: string }[]): string[] => {
  const kinds = new Set(found.map(({ is }) => is));
  return Object.keys(all).filter((is) => !kinds.has(is));
};

describe('every reason is reached by a case of a ruleset or of a shape', () => {
  test('why', () => expect(missing(WHYS, whys)).toEqual([]));
  test('how a row came to its credits', () =>
    expect(
      missing(
        EARNINGS,
        given.map(({ by }) => by),
      ),
    ).toEqual([]));
  test('what changed them', () =>
    expect(
      missing(
        CHANGES,
        given.flatMap(({ changes }) => changes),
      ),
    ).toEqual([]));
  test('what several came to', () => {
    const sums = whys.flatMap((why) => (why.is === 'reached' || why.is === 'short' ? [why.sum] : []));
    expect(missing(SUMS, sums)).toEqual([]);
  });
  test('what is lacking to stand for the year', () => {
    const lacks = whys.flatMap((why) => (why.is === 'not-deemed' && why.lacks ? [why.lacks] : []));
    expect(missing(LACKS, lacks)).toEqual([]);
  });
});

test('each has a sentence', () => {
  for (const step of steps) expect(say(step)).toMatch(/^(?!.*(?:undefined|NaN|null|\[object)).*[\u4e00-\u9fff]/u);
});
