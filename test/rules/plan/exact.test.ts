import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess, type Edition, type Rulesets } from '../../../src/rules/index.ts';
import {
  ASSUMED,
  type Assumptions,
  asActivity,
  candidatesOf,
  type Portion,
} from '../../../src/rules/plan/candidates.ts';
import { plan } from '../../../src/rules/plan/plan.ts';
import type { Activity } from '../../../src/types/activity.ts';
import type { AssessInput } from '../../../src/types/assessment.ts';

/** The planner against brute force: small random rulesets and ledgers, every combination tried, the engine as judge. */

const CITE = { id: 'T-1', cite: '原文' };
const SMALL: Assumptions = {
  ...ASSUMED,
  hoursPer: { hours: 1, sessions: 1, count: 2, fullDays: 6, credits: 3, chars: 0.002, course: 2 },
  roles: ['participant', 'lecturer'],
  most: {
    'cme-project.hours': 4,
    'teaching.hours': 4,
    hours: 4,
    sessions: 1,
    count: 1,
    credits: 2,
    fullDays: 2,
    chars: 2000,
  },
};

/** A ruleset in memory: what the loader would make of a file whose cites had been checked. */
function rulesetsOf(data: object): Rulesets {
  const edition = {
    province: 'test',
    data,
    sha256: '0'.repeat(64),
    file: 'test/2026.yaml',
    floor: [],
    inUse: {},
  } as unknown as Edition;
  return {
    provinces: ['test'],
    names: { test: '试省' },
    editions: new Map([['test', [edition]]]),
    resolveProvince: () => 'test',
  };
}

const cap = fc.option(fc.integer({ min: 1, max: 4 }), { nil: 'none' as const });
const credit = fc.constantFrom(0.2, 0.5, 1, 1.5);

const shape = fc.record({
  required: fc.integer({ min: 1, max: 5 }),
  publicFloor: fc.integer({ min: 0, max: 2 }),
  projectRate: fc.record({ every: fc.integer({ min: 1, max: 3 }), credits: credit }),
  projectEach: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
  projectCap: cap,
  session: credit,
  internalCap: cap,
  sharedCap: cap,
  talkReach: fc.option(
    fc.record({
      least: fc.integer({ min: 2, max: 4 }),
      credits: fc.integer({ min: 1, max: 5 }),
      completes: fc.boolean(),
    }),
    { nil: undefined },
  ),
  anySingle: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  course: fc.boolean(),
  hoursLeft: fc.option(fc.integer({ min: 2, max: 12 }), { nil: undefined }),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

function dataOf(s: Shape): object {
  return {
    ruleset: 'test',
    name: '试省',
    title: '试',
    force: { from: '2020-01-01', ...CITE },
    judges: { years: { from: 2020 }, why: '试', ...CITE },
    source: { document: 'x', title: 'x', file: 'x.txt', sha256: '0'.repeat(64) },
    year: { begins: '01-01', ...CITE },
    require: {
      total: [{ ...CITE, is: s.required }],
      floors: { public: { label: '公需科目', of: ['public-course'], rows: [{ ...CITE, is: s.publicFloor }] } },
      ...(s.course && { courses: [{ ...CITE, names: ['甲课'], type: 'required-course' }] }),
    },
    ...(s.anySingle !== undefined && { complete: [{ ...CITE, anySingle: s.anySingle }] }),
    award: [
      {
        for: 'cme-project',
        pool: 'project',
        give: [{ ...CITE, per: 'hours', part: 'whole', ...s.projectRate }],
        ...(s.projectEach !== undefined && { each: [{ ...CITE, most: s.projectEach }] }),
      },
      { for: 'internal-training', pool: 'internal', give: [{ ...CITE, per: 'sessions', credits: s.session }] },
      { for: 'public-course', pool: 'public-course', give: [{ ...CITE, stated: 'credits' }] },
      {
        for: 'teaching',
        pool: 'internal',
        ...(s.talkReach && {
          reach: [
            {
              ...CITE,
              total: 'hours',
              least: s.talkReach.least,
              credits: s.talkReach.credits,
              ...(s.talkReach.completes && { completes: 'year' }),
            },
          ],
        }),
        give: [{ ...CITE, per: 'hours', every: 2, part: 'whole', credits: 0.5 }],
      },
    ],
    pools: {
      shared: { ...CITE, label: '合计', capOnly: true, most: s.sharedCap },
      project: { ...CITE, label: '项目', most: s.projectCap, in: 'shared' },
      internal: { ...CITE, label: '内部', most: s.internalCap, in: 'shared' },
      'public-course': { ...CITE, label: '公需科目', most: 'none' },
    },
  };
}

const ledger = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('cme-project'), hours: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ type: fc.constant('internal-training'), sessions: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ type: fc.constant('teaching'), hours: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ type: fc.constant('public-course'), credits: fc.constant(1) }),
  ),
  { maxLength: 3 },
);

type Cost = readonly [number, number];
const less = (a: Cost, b: Cost | undefined): boolean =>
  b === undefined || a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

/** Every multiset of portions whose cost can still win. */
function bruteForce(
  rulesets: Rulesets,
  input: AssessInput,
  portions: readonly Portion[],
  by: 'minutes' | 'count',
  limit: number,
): Cost | undefined {
  let best: Cost | undefined;
  const costOf = (minutes: number, count: number): Cost => (by === 'minutes' ? [minutes, count] : [count, minutes]);
  const walk = (start: number, chosen: Activity[], minutes: number, count: number): void => {
    const cost = costOf(minutes, count);
    if (minutes > limit || !less(cost, best)) return;
    if (assess(rulesets, { ...input, activities: [...input.activities, ...chosen] }).compliant) {
      best = cost;
      return;
    }
    if (count >= 9) return;
    for (let i = start; i < portions.length; i++) {
      const portion = portions[i];
      if (!portion || !less(costOf(minutes + portion.minutes, count + 1), best)) continue;
      walk(i, [...chosen, asActivity(portion, `b${chosen.length}`)], minutes + portion.minutes, count + 1);
    }
  };
  walk(0, [], 0, 0);
  return best;
}

test('no combination is cheaper than the plan, and every plan makes the year compliant', { timeout: 120_000 }, () => {
  let solved = 0;
  fc.assert(
    fc.property(shape, ledger, (s, had) => {
      const rulesets = rulesetsOf(dataOf(s));
      const input: AssessInput = {
        province: 'test',
        person: { title: 'mid' },
        year: 2026,
        activities: had.map((fields, i) => ({ ...fields, id: `l${i}`, date: '2026-02-01' })),
      };
      // On the last day only so many hours are left; otherwise time is plenty.
      const day = s.hoursLeft === undefined ? '2026-06-01' : '2026-12-31';
      const small = s.hoursLeft === undefined ? SMALL : { ...SMALL, perDay: s.hoursLeft };
      const limit = s.hoursLeft === undefined ? Number.POSITIVE_INFINITY : s.hoursLeft * 60;
      const made = plan(rulesets, input, day, small);
      if (made.compliant) {
        expect(made.plans).toEqual([]);
        return;
      }
      const edition = rulesets.editions.get('test')?.[0];
      if (!edition) throw new Error('no edition');
      const window = { day, to: '2026-12-31' };
      const portions = candidatesOf(edition, {}, window, small).flatMap((candidate) => candidate.portions);
      if (s.course)
        portions.push({
          type: 'required-course',
          fields: { course: '甲课', certificate: true, date: day },
          minutes: 120,
        });
      for (const [aim, by] of [
        ['fewest-hours', 'minutes'],
        ['fewest-activities', 'count'],
      ] as const) {
        const option = made.plans.find((one) => one.aim === aim);
        const truth = bruteForce(rulesets, input, portions, by, limit);
        const count = option?.activities.reduce((sum, row) => sum + row.count, 0) ?? 0;
        const minutes = Math.round((option?.hours ?? 0) * 60);
        const mine: Cost | undefined = option && (by === 'minutes' ? [minutes, count] : [count, minutes]);
        if (truth) {
          solved++;
          expect(mine).toEqual(truth);
        } else if (option) expect(count).toBeGreaterThan(9);
      }
    }),
    { numRuns: 150, seed: 20261101 },
  );
  expect(solved).toBeGreaterThan(150);
});
