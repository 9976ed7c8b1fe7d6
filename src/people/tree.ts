import type { Unit } from '../store/index.ts';

type Node = Pick<Unit, 'id' | 'parent'>;

/** Units by the one above them. */
export interface UnitTree {
  /** The unit and everything below it, however deep; a unit that nobody knows stands alone. */
  under(unit: string): ReadonlySet<string>;
  /** The unit and those above it, the nearest first. */
  above(unit: string): readonly string[];
  /** Those of the units that lie below none of the others. */
  tops(units: Iterable<string>): readonly string[];
}

/** The tree that these units form. A circle among them ends where it began. */
export function treeOf(units: readonly Node[]): UnitTree {
  const below = new Map<string, string[]>();
  const parents = new Map<string, string>();
  for (const { id, parent } of units)
    if (parent !== undefined) {
      below.set(parent, [...(below.get(parent) ?? []), id]);
      parents.set(id, parent);
    }
  const under = (unit: string): ReadonlySet<string> => {
    const found = new Set([unit]);
    // A set is walked with what is added on the way.
    for (const one of found) for (const next of below.get(one) ?? []) found.add(next);
    return found;
  };
  const above = (unit: string): readonly string[] => {
    const found = new Set([unit]);
    for (const one of found) {
      const parent = parents.get(one);
      if (parent !== undefined) found.add(parent);
    }
    return [...found];
  };
  return {
    under,
    above,
    tops: (wanted) => {
      const all = new Set(wanted);
      return [...all].filter((unit) => !above(unit).some((one) => one !== unit && all.has(one)));
    },
  };
}

/** Why a unit that is told cannot stand where it is put. */
export type Misplaced = { readonly is: 'no-parent'; readonly parent: string } | { readonly is: 'circle' };

/**
 * The units of `coming` that cannot be put among `known`: their parent is in neither, is itself misplaced, or leads back to
 * them. One of `coming` takes the place of the one of `known` with its id; the last of two counts.
 */
export function misplaced(known: readonly Node[], coming: readonly Node[]): ReadonlyMap<string, Misplaced> {
  const there = new Map(known.map((unit) => [unit.id, unit]));
  const told = new Map(coming.map((unit) => [unit.id, unit]));
  const found = new Map<string, Misplaced>();
  const standing = (): Map<string, Node> => {
    const sound = [...told.values()].filter(({ id }) => !found.has(id)).map((unit) => [unit.id, unit] as const);
    return new Map([...there, ...sound]);
  };
  for (let before = -1; before < found.size; ) {
    before = found.size;
    const now = standing();
    const tree = treeOf([...now.values()]);
    for (const { id, parent } of told.values()) {
      if (parent === undefined || found.has(id)) continue;
      if (!now.has(parent)) found.set(id, { is: 'no-parent', parent });
      else if (tree.above(parent).includes(id)) found.set(id, { is: 'circle' });
    }
  }
  return found;
}
