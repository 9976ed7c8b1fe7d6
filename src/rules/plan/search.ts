import type { Fixed } from '../../decimal.ts';

/** The least that fills a gap: exact search over pools with ceilings and floors. Knows numbers only. */

/** Something that can be done once (`once`: a group of which one at most is taken) or as often as wanted. */
export interface Item {
  readonly credits: Fixed;
  /** Whole minutes. */
  readonly minutes: number;
  /** Occasions. */
  readonly count: number;
  readonly once?: string;
}

/** A pool with what still fits under its ceiling; credits of `inside` count against it too. */
export interface Room<T extends Item> {
  /** Undefined: no ceiling. */
  readonly left: Fixed | undefined;
  readonly items: readonly T[];
  readonly inside: readonly Room<T>[];
  /** Indexes of the floors that its credits count towards. */
  readonly floors: readonly number[];
}

export interface Gap {
  readonly total: Fixed;
  /** What each floor still lacks. */
  readonly floors: readonly Fixed[];
}

export type Order = 'minutes' | 'count';

export interface Found<T extends Item> {
  readonly minutes: number;
  readonly count: number;
  readonly items: readonly T[];
}

/** A way to so many credits; its items hang on it as a tree. */
interface Way<T> {
  readonly minutes: number;
  readonly count: number;
  readonly item?: T;
  readonly from?: Way<T> | undefined;
  readonly and?: Way<T> | undefined;
}
/** Ways to at least `index` credits (in grains): the best one, or all that no other betters in both respects. */
type Curve<T> = Way<T>[][];

interface Scale {
  readonly grain: Fixed;
  /** The furthest that any curve need reach, in grains. */
  readonly reach: number;
  readonly order: Order;
  /** All undominated ways rather than the best one: needed where minutes are limited and occasions are minimised. */
  readonly front: boolean;
  readonly limit: number;
}

const NOTHING = { minutes: 0, count: 0 } as const;

function gcd(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

/** Credits finer than this are not told apart: a portion is cut off, a gap rounded up, so that a plan is never too small. */
const FINEST = 1e6;

function grainOf<T extends Item>(rooms: readonly Room<T>[]): Fixed {
  let grain = 0;
  const ceilings: Fixed[] = [];
  const walk = (room: Room<T>): void => {
    for (const item of room.items) grain = gcd(grain, item.credits);
    if (room.left !== undefined && room.left > 0) ceilings.push(room.left);
    for (const child of room.inside) walk(child);
  };
  for (const room of rooms) walk(room);
  for (const left of ceilings) {
    const finer = gcd(grain, left);
    if (finer >= FINEST) grain = finer;
  }
  return Math.max(grain, FINEST);
}

/** Puts a way into a cell unless something there is as good. True if it went in. */
function offer<T>(cell: Way<T>[], way: { minutes: number; count: number }, scale: Scale): boolean {
  if (way.minutes > scale.limit) return false;
  if (!scale.front) {
    const best = cell[0];
    if (best === undefined) return true;
    const [a, b, c, d] =
      scale.order === 'minutes'
        ? [way.minutes, best.minutes, way.count, best.count]
        : [way.count, best.count, way.minutes, best.minutes];
    if (a > b || (a === b && c >= d)) return false;
    cell.length = 0;
    return true;
  }
  for (const other of cell) if (other.minutes <= way.minutes && other.count <= way.count) return false;
  for (let i = cell.length - 1; i >= 0; i--) {
    const other = cell[i];
    if (other && other.minutes >= way.minutes && other.count >= way.count) cell.splice(i, 1);
  }
  return true;
}

function extend<T extends Item>(cell: Way<T>[], froms: readonly Way<T>[], item: T, scale: Scale): void {
  for (const from of froms) {
    const way = { minutes: from.minutes + item.minutes, count: from.count + item.count };
    if (offer(cell, way, scale)) cell.push({ ...way, item, from });
  }
}

/** Two curves together; nothing beyond `most` grains. */
function joined<T>(a: Curve<T>, b: Curve<T>, most: number, scale: Scale): Curve<T> {
  if (a.length === 1) return b.slice(0, most + 1);
  if (b.length === 1) return a.slice(0, most + 1);
  const out: Curve<T> = [];
  const length = Math.min(most, a.length - 1 + b.length - 1);
  for (let x = 0; x <= length; x++) {
    const cell: Way<T>[] = [];
    for (let i = Math.max(0, x - b.length + 1); i <= x && i < a.length; i++)
      for (const left of a[i] ?? [])
        for (const right of b[x - i] ?? []) {
          const way = { minutes: left.minutes + right.minutes, count: left.count + right.count };
          if (offer(cell, way, scale)) cell.push({ ...way, from: left, and: right });
        }
    out.push(cell);
  }
  return out;
}

/** The curve of a pool: its own items as often as wanted, one at most of each `once` group, its inner pools, its ceiling. */
function curveOf<T extends Item>(room: Room<T>, scale: Scale): Curve<T> {
  const most =
    room.left === undefined ? scale.reach : Math.min(scale.reach, Math.floor(Math.max(0, room.left) / scale.grain));
  const grains = (item: T): number => Math.floor(item.credits / scale.grain);
  const often = room.items.filter((item) => item.once === undefined && grains(item) > 0);
  let curve: Curve<T> = [[NOTHING]];
  if (often.length > 0)
    for (let x = 1; x <= most; x++) {
      const cell: Way<T>[] = [];
      for (const item of often) extend(cell, curve[Math.max(0, x - grains(item))] ?? [], item, scale);
      curve.push(cell);
    }
  const groups = new Map<string, T[]>();
  for (const item of room.items)
    if (item.once !== undefined && grains(item) > 0) groups.set(item.once, [...(groups.get(item.once) ?? []), item]);
  for (const group of groups.values()) {
    const furthest = Math.min(most, curve.length - 1 + Math.max(...group.map(grains)));
    const next: Curve<T> = [];
    for (let x = 0; x <= furthest; x++) {
      const cell = [...(curve[x] ?? [])];
      for (const item of group) {
        const rest = Math.max(0, x - grains(item));
        if (x > 0 && rest < curve.length) extend(cell, curve[rest] ?? [], item, scale);
      }
      next.push(cell);
    }
    curve = next;
  }
  for (const child of room.inside) curve = joined(curve, curveOf(child, scale), most, scale);
  return curve.slice(0, most + 1);
}

/** Floors that everything inside a pool counts towards. */
function sharedFloors<T extends Item>(room: Room<T>): readonly number[] {
  const sets = [
    ...(room.items.length > 0 ? [room.floors] : []),
    ...room.inside.map((child) => [...new Set([...room.floors, ...sharedFloors(child)])]),
  ];
  return sets.length === 0 ? room.floors : (sets.reduce((a, b) => a.filter((floor) => b.includes(floor))) ?? []);
}

function itemsOf<T>(way: Way<T>): T[] {
  const out: T[] = [];
  const walk = (at: Way<T> | undefined): void => {
    if (!at) return;
    if (at.item !== undefined) out.push(at.item);
    walk(at.from);
    walk(at.and);
  };
  walk(way);
  return out;
}

const compare = (order: Order) => (a: Way<unknown>, b: Way<unknown>) =>
  order === 'minutes' ? a.minutes - b.minutes || a.count - b.count : a.count - b.count || a.minutes - b.minutes;

/**
 * The cheapest set of items that fills the gap: by minutes and then occasions, or the other way round, within
 * `limit` minutes. Undefined where no set does. Exact: a dynamic programme over credits, pool by pool, and over what
 * each floor lacks.
 */
export function cheapest<T extends Item>(
  rooms: readonly Room<T>[],
  gap: Gap,
  order: Order,
  limit = Number.POSITIVE_INFINITY,
): Found<T> | undefined {
  const first = searched(rooms, gap, { order, front: false, limit: Number.POSITIVE_INFINITY });
  if (!first || first.minutes <= limit) return first;
  return order === 'minutes' ? undefined : searched(rooms, gap, { order, front: true, limit });
}

/** One body on purpose: the inner loops are hot and share these tables. */
function searched<T extends Item>(
  rooms: readonly Room<T>[],
  gap: Gap,
  how: Pick<Scale, 'order' | 'front' | 'limit'>,
): Found<T> | undefined {
  const grain = grainOf(rooms);
  const total = Math.ceil(Math.max(0, gap.total) / grain);
  const needs = gap.floors.map((lack) => Math.ceil(Math.max(0, lack) / grain));
  const scale: Scale = { grain, reach: Math.max(total, ...needs, 0), ...how };

  const classes = new Map<string, { floors: readonly number[]; curve: Curve<T> }>();
  const open: Room<T>[] = [];
  for (const room of rooms)
    if (room.left === undefined && room.inside.length === 0) open.push(room);
    else place(classes, sharedFloors(room), curveOf(room, scale), scale);
  // Pools without a ceiling that count towards the same floors are one pool to the search.
  const together = new Map<string, Room<T>>();
  for (const room of open) {
    const key = room.floors.join(' ');
    const known = together.get(key);
    together.set(key, known ? { ...known, items: [...known.items, ...room.items] } : room);
  }
  for (const room of together.values()) place(classes, room.floors, curveOf(room, scale), scale);

  const ordered = [...classes.values()].sort((a, b) => a.curve.length - b.curve.length);
  const sizes = [total + 1, ...needs.map((need) => need + 1)];
  let states = new Map<number, Way<T>[]>([[0, [NOTHING]]]);
  const at = (levels: readonly number[]): number =>
    levels.reduce((index, level, k) => index * (sizes[k] ?? 1) + level, 0);
  const levelsOf = (index: number): number[] => {
    const out: number[] = [];
    for (let k = sizes.length - 1; k >= 0; k--) {
      const size = sizes[k] ?? 1;
      out.unshift(index % size);
      index = Math.floor(index / size);
    }
    return out;
  };
  const full = at([total, ...needs]);
  for (const [i, { floors, curve }] of ordered.entries()) {
    const last = i === ordered.length - 1;
    const next = new Map<number, Way<T>[]>();
    for (const [index, ways] of states) {
      const levels = levelsOf(index);
      const lacks = Math.max(total - (levels[0] ?? 0), ...floors.map((k) => (needs[k] ?? 0) - (levels[k + 1] ?? 0)), 0);
      const from = last ? Math.min(lacks, curve.length - 1) : 0;
      const to = Math.min(lacks, curve.length - 1);
      for (let x = from; x <= to; x++) {
        const reached = levels.map((level, k) =>
          k === 0
            ? Math.min(total, level + x)
            : floors.includes(k - 1)
              ? Math.min(needs[k - 1] ?? 0, level + x)
              : level,
        );
        const key = at(reached);
        const cell = next.get(key) ?? [];
        for (const left of ways)
          for (const right of curve[x] ?? []) {
            const way = { minutes: left.minutes + right.minutes, count: left.count + right.count };
            if (offer(cell, way, scale)) cell.push({ ...way, from: left, and: right });
          }
        if (cell.length > 0) next.set(key, cell);
      }
    }
    states = next;
  }
  const [best] = [...(states.get(full) ?? [])].sort(compare(how.order));
  return best && { minutes: best.minutes, count: best.count, items: itemsOf(best) };
}

function place<T>(
  classes: Map<string, { floors: readonly number[]; curve: Curve<T> }>,
  floors: readonly number[],
  curve: Curve<T>,
  scale: Scale,
): void {
  const key = [...floors].sort((a, b) => a - b).join(' ');
  const known = classes.get(key);
  classes.set(key, { floors, curve: known ? joined(known.curve, curve, scale.reach, scale) : curve });
}
