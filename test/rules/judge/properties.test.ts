import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal } from '../../../src/decimal.ts';
import { editionOf } from '../../../src/rules/format/edition.ts';
import { loadRulesets } from '../../../src/rules/format/load.ts';
import { programOf } from '../../../src/rules/format/programs.ts';
import { slotsFor, typesOf } from '../../../src/rules/format/slots.ts';
import { assess } from '../../../src/rules/judge/assess.ts';
import { factsOf } from '../../../src/rules/judge/facts.ts';
import { capsOf } from '../../../src/rules/judge/pools.ts';
import { say } from '../../../src/rules/pages/say.ts';
import { yearSpan } from '../../../src/rules/year/year.ts';
import type { Activity } from '../../../src/types/activity.ts';
import type { AssessInput } from '../../../src/types/assessment.ts';
import type { Person } from '../../../src/types/person.ts';

const rulesets = loadRulesets('rules', 'faq/documents/raw');
const YEARS: { readonly [province: string]: number } = {
  national: 2026,
  zhejiang: 2026,
  shanxi: 2026,
  yunnan: 2023,
  fujian: 2023,
};

const day = (year: number): fc.Arbitrary<string> =>
  fc
    .record({
      y: fc.constantFrom(year - 1, year, year),
      m: fc.integer({ min: 1, max: 12 }),
      d: fc.integer({ min: 1, max: 28 }),
    })
    .map(({ y, m, d }) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);

/** A quantity as people have them: tenths of hours, whole counts. */
const quantity = (field: string): fc.Arbitrary<number> =>
  field === 'chars'
    ? fc.integer({ min: 0, max: 40_000 })
    : field === 'rank' || field === 'count' || field === 'sessions' || field === 'certificates'
      ? fc.integer({ min: 1, max: 8 })
      : fc.integer({ min: 0, max: 900 }).map((n) => n / 10);

/** An activity of a type, its fields drawn from what the province's rows read; now and then one is not told. */
function activity(province: string, type: string, year: number): fc.Arbitrary<Omit<Activity, 'id'>> {
  const fields: { [field: string]: fc.Arbitrary<unknown> } = {};
  for (const slot of slotsFor(rulesets, province, type)) {
    const value =
      slot.field === 'date'
        ? day(year)
        : slot.field === 'from' || slot.field === 'to'
          ? undefined
          : slot.field === 'planFiled'
            ? fc.oneof(day(year), fc.boolean())
            : slot.field === 'project'
              ? fc.constantFrom('A', 'B')
              : slot.field === 'docs'
                ? fc.subarray(['会议通知', '车票', '学分证明'])
                : slot.values
                  ? fc.constantFrom(
                      ...slot.values,
                      ...(slot.values.every((v) => typeof v === 'string') ? ['other'] : []),
                    )
                  : quantity(slot.field);
    if (value) fields[slot.field] = fc.option(value as fc.Arbitrary<unknown>, { nil: undefined, freq: 8 });
  }
  const stay = slotsFor(rulesets, province, type).some((slot) => slot.field === 'from');
  const base = fc.record(fields).map((told) => ({ type, ...told }) as Omit<Activity, 'id'>);
  if (!stay) return base;
  return fc.tuple(base, day(year), fc.integer({ min: 0, max: 150 })).map(
    ([told, from, length]) =>
      ({
        ...told,
        from,
        to: new Date(Date.parse(`${from}T00:00:00Z`) + length * 86_400_000).toISOString().slice(0, 10),
      }) as Omit<Activity, 'id'>,
  );
}

const person: fc.Arbitrary<Person> = fc.record({
  title: fc.constantFrom('junior-assistant', 'junior', 'mid', 'senior', 'none'),
  institution: fc.record({
    level: fc.constantFrom('province', 'prefecture', 'county', 'township', 'community', 'village'),
  }),
  profession: fc.constantFrom('physician', 'nurse'),
});

const input = (province: string): fc.Arbitrary<AssessInput> => {
  const year = YEARS[province] ?? 2026;
  const one = fc.oneof(
    ...typesOf(rulesets, province)
      .filter((type) => type !== 'person')
      .map((type) => activity(province, type, year)),
  );
  return fc.record({ person, activities: fc.array(one, { maxLength: 9 }) }).map(({ person, activities }) => ({
    province,
    year,
    person,
    activities: activities.map((a, i) => ({ id: `a${i}`, ...a }) as Activity),
  }));
};

const clear = ({ trace: _t, depends: _d, awarded: _a, unknown: _u, pending: _p, ...rest }: ReturnType<typeof assess>) =>
  rest;

describe.each(rulesets.provinces)('%s', (province) => {
  const edition = editionOf(rulesets, province, YEARS[province] ?? 2026);
  if (!edition) throw new Error(province);

  test('ceilings are never exceeded, but by a threshold that was reached', () => {
    fc.assert(
      fc.property(input(province), (given) => {
        const got = assess(rulesets, given);
        const program = programOf(edition);
        const span = yearSpan(rulesets, province, given.year);
        const caps = capsOf(program, factsOf(program, given, given.year, span));
        for (const [i, pool] of program.pools.entries()) {
          const cap = caps[i];
          const counted = got.counted[pool.name];
          if (cap === undefined || counted === undefined || counted === 25) continue;
          expect(counted).toBeLessThanOrEqual(decimal(cap));
        }
      }),
    );
  });

  test('the order of activities never matters', () => {
    fc.assert(
      fc.property(
        input(province).chain((given) =>
          fc.tuple(
            fc.constant(given),
            fc.shuffledSubarray([...given.activities], { minLength: given.activities.length }),
          ),
        ),
        ([given, shuffled]) => {
          expect(clear(assess(rulesets, { ...given, activities: shuffled }))).toEqual(clear(assess(rulesets, given)));
        },
      ),
    );
  });

  // Shanxi's text gives 25 for three months and lets shorter stays exceed 25 (README there): what counts towards the year still never falls.
  test('one more activity never lowers what counts towards the year', () => {
    fc.assert(
      fc.property(input(province), (given) => {
        const fewer = assess(rulesets, { ...given, activities: given.activities.slice(0, -1) });
        const all = assess(rulesets, given);
        if (all.required === null) return;
        const enough = province === 'shanxi' ? Math.min(fewer.total, all.required) : fewer.total;
        if (!all.complete) expect(all.total).toBeGreaterThanOrEqual(enough);
        expect(all.public ?? 0).toBeGreaterThanOrEqual(fewer.public ?? 0);
        if (fewer.compliant) expect(all.compliant).toBe(true);
      }),
    );
  });

  test('the total is the exact sum of what is counted, to the last decimal', () => {
    fc.assert(
      fc.property(input(province), (given) => {
        const got = assess(rulesets, given);
        const tenths = (n: number): bigint => BigInt(Math.round(n * 1e10));
        expect(Object.values(got.counted).reduce((sum, n) => sum + tenths(n), 0n)).toBe(tenths(got.total));
        expect(String(got.total)).toMatch(/^\d+(\.\d{1,10})?$/);
      }),
    );
  });

  test('what depends on a reading is what the reading gives', () => {
    fc.assert(
      fc.property(input(province), (given) => {
        const got = assess(rulesets, given, { depends: true });
        for (const { doubt, reading, changes } of got.depends) {
          const other = assess(rulesets, { ...given, readings: { [doubt]: reading } });
          // As the command prints it: what cannot be computed yet earns 0 so far.
          const open = Object.fromEntries(Object.keys(other.unknown ?? {}).map((id) => [id, 0]));
          const printed = { ...other, awarded: { ...open, ...other.awarded } };
          for (const [field, value] of Object.entries(changes))
            expect((printed as unknown as { [f: string]: unknown })[field] ?? null).toEqual(value);
          expect(Object.keys(changes).some((field) => field !== 'awarded' && field !== 'counted')).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a trace explains every activity of the year, and changes no number', () => {
    fc.assert(
      fc.property(input(province), (given) => {
        const plain = assess(rulesets, given);
        const told = assess(rulesets, given, { trace: true });
        expect({ ...told, trace: [] }).toEqual(plain);
        const explained = new Set(told.trace.map((step) => step.activity));
        for (const id of Object.keys(plain.awarded)) if (plain.awarded[id] !== 0) expect(explained).toContain(id);
        for (const step of told.trace) expect(say(step)).not.toMatch(/undefined|NaN|null/);
      }),
    );
  });

  test('without details the verdict is the same', () => {
    fc.assert(
      fc.property(input(province), (given) => {
        expect(clear(assess(rulesets, given, { details: false }))).toEqual(clear(assess(rulesets, given)));
      }),
      { numRuns: 40 },
    );
  });
});

test('thirds add up: in proportion, 57 and three times one hour are twenty credits', () => {
  const hours = (id: string, n: number): Activity => ({
    id,
    type: 'cme-project',
    role: 'participant',
    hours: n,
    passed: true,
  });
  const got = assess(rulesets, {
    province: 'zhejiang',
    year: 2026,
    person: { title: 'mid', institution: { level: 'county' } },
    readings: { 'part-block': 'exact' },
    activities: [
      hours('a', 57),
      hours('b', 1),
      hours('c', 1),
      hours('d', 1),
      { id: 'p', type: 'public-course', credits: 5 },
    ],
  });
  expect(got).toMatchObject({ total: 25, compliant: true, shortfall: { total: 0 } });
});
