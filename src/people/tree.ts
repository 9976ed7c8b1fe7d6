import type { Unit } from '../store/index.ts';

/** Units by the one above them. */
export interface UnitTree {
  /** The unit and everything below it, however deep; a unit that nobody knows stands alone. */
  under(unit: string): ReadonlySet<string>;
}

/** The tree that these units form. A circle among them ends where it began. */
export function treeOf(units: readonly Pick<Unit, 'id' | 'parent'>[]): UnitTree {
  const below = new Map<string, string[]>();
  for (const { id, parent } of units) if (parent !== undefined) below.set(parent, [...(below.get(parent) ?? []), id]);
  return {
    under: (unit) => {
      const found = new Set([unit]);
      // A set is walked with what is added on the way.
      for (const one of found) for (const next of below.get(one) ?? []) found.add(next);
      return found;
    },
  };
}
