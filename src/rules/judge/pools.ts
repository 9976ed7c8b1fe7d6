import { decimal, type Fixed } from '../../decimal.ts';
import type { Facts } from '../format/conditions.ts';
import type { PoolProgram, Program } from '../format/program.ts';
import { first } from './facts.ts';
import { type Run, step, stepOf } from './run.ts';

/** Yearly ceilings, nested: a pool's children are capped first, a cap-only pool limits its children in their order. */
export function capsOf(program: Program, facts: Facts): (Fixed | undefined)[] {
  const caps: (Fixed | undefined)[] = [];
  for (const pool of program.pools) caps.push(pool.constant ?? first(pool.most, facts)?.value(facts) ?? undefined);
  return caps;
}

export interface Counted {
  /** Per pool, after its ceiling and its children's. */
  readonly values: readonly Fixed[];
  /** What a person sees: the pools that are not part of another, as decimals. */
  readonly counted: { [pool: string]: number };
  readonly total: Fixed;
}

/** The tally under its ceilings. */
export function capped(run: Run): Counted {
  const { tally } = run;
  const { pools } = run.program;
  const counted: { [pool: string]: number } = {};
  let total = 0;
  if (run.program.flat) {
    if (run.trace) run.before = [...tally.bound];
    const values = tally.bound;
    for (let i = 0; i < pools.length; i++) {
      if (!tally.used[i]) continue;
      const cap = run.caps[i];
      let value = values[i] as Fixed;
      if (cap !== undefined && value > cap) value = cap;
      value += tally.free[i] as Fixed;
      values[i] = value;
      counted[(pools[i] as PoolProgram).name] = decimal(value);
      total += value;
    }
    return { values, counted, total };
  }
  const values = new Array<Fixed>(pools.length).fill(0);
  const used = new Array<boolean>(pools.length).fill(false);
  const into = { values, used };
  for (let i = 0; i < pools.length; i++) if ((pools[i] as PoolProgram).parent < 0) settle(run, i, undefined, into);
  for (let i = 0; i < pools.length; i++) {
    const pool = pools[i] as PoolProgram;
    if (!used[i] || !pool.shown) continue;
    const value = values[i] as Fixed;
    counted[pool.name] = decimal(value);
    total += value;
  }
  return { values, counted, total };
}

interface Settled {
  readonly bound: Fixed;
  readonly free: Fixed;
}

/** Fills a pool and those inside it. `limit`: what a pool above leaves it. */
function settle(
  run: Run,
  i: number,
  limit: Fixed | undefined,
  into: { readonly values: Fixed[]; readonly used: boolean[] },
): Settled {
  const { tally } = run;
  const { values, used } = into;
  const pool = run.program.pools[i] as PoolProgram;
  let cap = run.caps[i];
  if (limit !== undefined && (cap === undefined || limit < cap)) cap = limit;
  let bound = tally.bound[i] ?? 0;
  let free = tally.free[i] ?? 0;
  used[i] = tally.used[i] ?? false;
  for (const child of pool.children) {
    const left = pool.capOnly && cap !== undefined ? Math.max(0, cap - bound) : undefined;
    const inside = settle(run, child, left, into);
    bound += inside.bound;
    free += inside.free;
    if (used[child]) used[i] = true;
  }
  if (cap !== undefined && bound > cap) bound = cap;
  values[i] = bound + free;
  return { bound, free };
}

/** A step for each ceiling that cuts something off several, and for each that nobody has supplied. */
export function traceCaps(run: Run, values: readonly Fixed[]): void {
  const { trace, caps, facts, program, before, tally } = run;
  for (const [i, pool] of program.pools.entries()) {
    const cap = caps[i];
    if (cap === undefined) {
      if (pool.note && tally.used[i]) step(trace, pool, { is: 'row', words: pool.note });
      continue;
    }
    let raw = before?.[i] ?? tally.bound[i] ?? 0;
    for (const child of pool.children) raw += (values[child] ?? 0) - (tally.free[child] ?? 0);
    if (raw <= cap) continue;
    const several = (run.given ?? []).filter((one) => one.pool === i || pool.children.includes(one.pool)).length > 1;
    if (several)
      step(trace, first(pool.most, facts) ?? pool, {
        is: 'pool-full',
        label: pool.label,
        sum: decimal(raw),
        cap: decimal(cap),
      });
  }
}

/** For each activity of which a ceiling takes something: how much of it still counts, filling up in order. */
export function traceCuts(run: Run): void {
  const { pools } = run.program;
  const room = run.caps.map((cap) => cap ?? Number.POSITIVE_INFINITY);
  for (const { id, pool, value } of run.given ?? []) {
    let counts = value;
    let full = -1;
    for (let i = pool; i >= 0; i = (pools[i] as PoolProgram).parent) {
      const left = room[i] as number;
      if (left < counts) {
        counts = left;
        full = i;
      }
    }
    for (let i = pool; i >= 0; i = (pools[i] as PoolProgram).parent) room[i] = (room[i] as number) - counts;
    if (full < 0) continue;
    const by = pools[full] as PoolProgram;
    const cap = decimal(run.caps[full] ?? 0);
    stepOf(run.trace, id, first(by.most, run.facts) ?? by, {
      is: 'capped',
      label: by.label,
      cap,
      counts: decimal(counts),
    });
  }
}
