import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachOf } from '../../src/people/may.ts';
import { misplaced, treeOf } from '../../src/people/tree.ts';
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

  it('a reviewer reads what they may decide, not the figures; an auditor reads all of it and decides nothing', () => {
    const reviewer = reachOf({ id: 'r', reviews: [{ unit: 'surgery', kinds: ['paper'] }] }, tree, UNITS);
    expect([...reviewer.units]).toEqual([]);
    expect(reviewer.sees(staff('surgery'))).toBe(false);
    expect([reviewer.reads(staff('surgery'), 'paper'), reviewer.reads(staff('surgery'), 'makeup')]).toEqual([
      true,
      false,
    ]);
    expect(reviewer.reads(staff('ward-1'), 'paper')).toBe(false);
    const auditor = reachOf({ id: 'a', auditor: true }, tree, UNITS);
    expect([auditor.reads(staff('ward-1'), 'makeup'), auditor.decides(staff('ward-1'), 'makeup')]).toEqual([
      true,
      false,
    ]);
    expect(auditor.tops).toEqual(['hospital', 'clinic']);
    expect(reachOf({ id: 'm', manages: ['ward-1', 'medicine', 'clinic'] }, tree, UNITS).tops).toEqual([
      'medicine',
      'clinic',
    ]);
  });

  it('an auditor of invented units does not reach real ones', () => {
    const mixed = [...UNITS, { id: 'stage', demo: true }];
    expect(reachOf({ id: 'a', auditor: true, demo: true }, treeOf(mixed), mixed).tops).toEqual(['stage']);
    expect(reachOf({ id: 'a', auditor: true }, treeOf(mixed), mixed).units.has('stage')).toBe(false);
  });

  it('a unit goes below one that is there or comes with it, and never below itself', () => {
    const bad = (coming: readonly { id: string; parent?: string }[]) =>
      Object.fromEntries([...misplaced(UNITS, coming)].map(([id, why]) => [id, why.is]));
    expect(bad([{ id: 'ward-3', parent: 'medicine' }])).toEqual({});
    expect(
      bad([
        { id: 'b', parent: 'a' },
        { id: 'a', parent: 'hospital' },
      ]),
    ).toEqual({});
    expect(
      bad([
        { id: 'x', parent: 'nowhere' },
        { id: 'y', parent: 'x' },
      ]),
    ).toEqual({ x: 'no-parent', y: 'no-parent' });
    expect(bad([{ id: 'a', parent: 'a' }])).toEqual({ a: 'circle' });
    // The circle closes over a unit that is there already; nothing of it is written, and what is there stays.
    expect(bad([{ id: 'hospital', parent: 'ward-1' }])).toEqual({ hospital: 'circle' });
    expect(
      bad([
        { id: 'a', parent: 'b' },
        { id: 'b', parent: 'a' },
        { id: 'c', parent: 'a' },
      ]),
    ).toEqual({
      a: 'circle',
      b: 'circle',
      c: 'no-parent',
    });
    expect(bad([{ id: 'medicine' }, { id: 'hospital', parent: 'medicine' }])).toEqual({});
  });

  it('whatever units are told, those that are taken form a tree', () => {
    const node = fc.tuple(fc.nat(7), fc.option(fc.nat(9))).map(([id, parent]) => ({
      id: `u${id}`,
      ...(parent === null ? {} : { parent: `u${parent}` }),
    }));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 12 }), (coming) => {
        const told = [...new Map(coming.map((unit) => [unit.id, unit])).values()];
        const bad = misplaced([], told);
        const taken = told.filter(({ id }) => !bad.has(id));
        const parents = new Map(taken.map(({ id, parent }) => [id, parent]));
        for (const { id } of taken) {
          const way: string[] = [];
          for (let at = parents.get(id); at !== undefined; at = parents.get(at)) {
            expect(parents.has(at)).toBe(true);
            expect(way).not.toContain(at);
            way.push(at);
          }
        }
      }),
    );
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
