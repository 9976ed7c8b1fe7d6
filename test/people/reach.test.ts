import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachOf } from '../../src/people/may.ts';
import { treeOf } from '../../src/people/tree.ts';
import type { Member } from '../../src/types/index.ts';

const UNITS = [
  { id: 'hospital' },
  { id: 'medicine', parent: 'hospital' },
  { id: 'ward-1', parent: 'medicine' },
  { id: 'ward-2', parent: 'medicine' },
  { id: 'surgery', parent: 'hospital' },
  { id: 'clinic' },
];
const tree = treeOf(UNITS);
const staff = (unit: string | undefined, more: Partial<Member> = {}): Member => ({
  id: `staff-${unit}`,
  ...(unit === undefined ? {} : { unit }),
  ...more,
});
const seen = (who: Partial<Member>): string[] => {
  const reach = reachOf({ id: 'who', ...who }, tree, UNITS);
  return UNITS.map(({ id }) => id).filter((unit) => reach.sees(staff(unit)));
};
const decided = (who: Partial<Member>, kind = 'paper'): string[] => {
  const reach = reachOf({ id: 'who', ...who }, tree, UNITS);
  return UNITS.map(({ id }) => id).filter((unit) => reach.decides(staff(unit), kind));
};

describe('what one may do about others', () => {
  it('follows the tree of units downwards and never up or aside', () => {
    expect(seen({ manages: ['medicine'] })).toEqual(['medicine', 'ward-1', 'ward-2']);
    expect(decided({ manages: ['ward-1'] })).toEqual(['ward-1']);
    expect(seen({ manages: ['hospital'] })).not.toContain('clinic');
  });

  it('a reviewer decides the kinds that they were given, and no others', () => {
    const reviewer = { reviews: [{ unit: 'surgery', kinds: ['profile-change'] }] };
    expect(decided(reviewer, 'profile-change')).toEqual(['surgery']);
    expect(decided(reviewer, 'paper')).toEqual([]);
    expect(decided({ reviews: [{ unit: 'medicine' }] }, 'paper')).toEqual(['medicine', 'ward-1', 'ward-2']);
  });

  it('an auditor reads everything and decides nothing; a curator and an administrator see nobody’s figures', () => {
    expect(seen({ auditor: true })).toEqual(UNITS.map(({ id }) => id));
    expect(decided({ auditor: true })).toEqual([]);
    expect(seen({ curator: true, administrator: true })).toEqual([]);
    expect(seen({ unit: 'ward-1' })).toEqual([]);
  });

  it('never reaches oneself, somebody without a unit, or across the line between invented and real people', () => {
    const reach = reachOf({ id: 'boss', unit: 'ward-1', manages: ['hospital'] }, tree, UNITS);
    expect(reach.sees({ id: 'boss', unit: 'ward-1' })).toBe(false);
    expect(reach.sees(staff(undefined))).toBe(false);
    expect(reach.sees(staff('ward-1', { demo: true }))).toBe(false);
    expect(reachOf({ id: 'b', manages: ['hospital'], demo: true }, tree, UNITS).sees(staff('ward-1'))).toBe(false);
  });

  it('a tree is walked to its end, whatever parents it names', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.option(fc.nat(9))), { maxLength: 20 }), (edges) => {
        const units = edges.map(([id, parent]) => ({
          id: `u${id}`,
          ...(parent === null ? {} : { parent: `u${parent}` }),
        }));
        const any = treeOf(units);
        for (const { id } of units) {
          const under = any.under(id);
          expect(under.has(id)).toBe(true);
          for (const one of units)
            if (one.parent !== undefined && under.has(one.parent)) expect(under.has(one.id)).toBe(true);
        }
      }),
    );
  });
});
