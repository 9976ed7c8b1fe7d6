import { decimal, type Fixed, shown } from '../../decimal.ts';
import type { Facts } from '../format/conditions.ts';
import type { PoolProgram, Program } from '../format/program.ts';
import { type Run, step, type Tally } from './activity.ts';
import { first } from './facts.ts';

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
export function capped(run: Run, tally: Tally): Counted {
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
  for (let i = 0; i < pools.length; i++)
    if ((pools[i] as PoolProgram).parent < 0) settle(run, tally, i, undefined, values, used);
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

function settle(
  run: Run,
  tally: Tally,
  i: number,
  limit: Fixed | undefined,
  values: Fixed[],
  used: boolean[],
): Settled {
  const pool = run.program.pools[i] as PoolProgram;
  let cap = run.caps[i];
  if (limit !== undefined && (cap === undefined || limit < cap)) cap = limit;
  let bound = tally.bound[i] ?? 0;
  let free = tally.free[i] ?? 0;
  used[i] = tally.used[i] ?? false;
  for (const child of pool.children) {
    const inside = settle(
      run,
      tally,
      child,
      pool.capOnly && cap !== undefined ? Math.max(0, cap - bound) : undefined,
      values,
      used,
    );
    bound += inside.bound;
    free += inside.free;
    if (used[child]) used[i] = true;
  }
  if (cap !== undefined && bound > cap) bound = cap;
  values[i] = bound + free;
  return { bound, free };
}

/** A sentence for each ceiling that cuts something off, and for each that nobody has supplied. */
export function sayCaps(run: Run, tally: Tally, values: readonly Fixed[]): void {
  const { trace, caps, facts, program, before } = run;
  for (const [i, pool] of program.pools.entries()) {
    const cap = caps[i];
    if (cap === undefined) {
      if (pool.note && tally.used[i]) step(trace, pool, pool.note);
      continue;
    }
    let raw = before?.[i] ?? tally.bound[i] ?? 0;
    for (const child of pool.children) raw += (values[child] ?? 0) - (tally.free[child] ?? 0);
    if (raw <= cap) continue;
    const several = (run.given ?? []).filter((one) => one.pool === i || pool.children.includes(one.pool)).length > 1;
    if (several)
      step(
        trace,
        first(pool.most, facts) ?? pool,
        `${pool.label}合计 ${shown(decimal(raw))} 分，已到 ${shown(decimal(cap))} 分上限，计 ${shown(decimal(cap))} 分`,
      );
  }
}

/** For each activity of which a ceiling takes something: how much of it still counts, filling up in order. */
export function sayCut(run: Run): void {
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
    const cap = shown(decimal(run.caps[full] ?? 0));
    step(
      run.trace,
      first(by.most, run.facts) ?? by,
      `${by.label}已到 ${cap} 分上限，本次计 ${shown(decimal(counts))} 分`,
      id,
    );
  }
}
