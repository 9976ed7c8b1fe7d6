import type { PoolProgram, Program } from './compile.ts';
import type { Facts } from './conditions.ts';
import { decimal, type Fixed, shown } from './decimal.ts';
import { first } from './facts.ts';
import { type Run, step, type Tally } from './one.ts';

/** Yearly ceilings, nested. */

export function capsOf(program: Program, facts: Facts): (Fixed | undefined)[] {
  return program.pools.map((pool) => first(pool.most, facts)?.value(facts) ?? undefined);
}

/** Pools after their ceilings: a pool's children come first, a cap-only pool limits its children in their order. */
export function capped(run: Run, tally: Tally): { counted: Fixed[]; shown: boolean[] } {
  const { pools } = run.program;
  const counted = new Array<number>(pools.length).fill(0);
  const seen = new Array<boolean>(pools.length).fill(false);
  const settle = (i: number, limit: Fixed | undefined): { bound: Fixed; free: Fixed; used: boolean } => {
    const pool = pools[i] as PoolProgram;
    let cap = run.caps[i];
    if (limit !== undefined && (cap === undefined || limit < cap)) cap = limit;
    let bound = tally.bound[i] ?? 0;
    let free = tally.free[i] ?? 0;
    let used = tally.used[i] ?? false;
    for (const child of pool.children) {
      const inside = settle(child, pool.capOnly && cap !== undefined ? Math.max(0, cap - bound) : undefined);
      bound += inside.bound;
      free += inside.free;
      used ||= inside.used;
    }
    if (cap !== undefined && bound > cap) bound = cap;
    counted[i] = bound + free;
    seen[i] = used;
    return { bound, free, used };
  };
  const visible = new Array<boolean>(pools.length).fill(false);
  for (let i = 0; i < pools.length; i++) {
    const pool = pools[i] as PoolProgram;
    if (pool.parent < 0) settle(i, undefined);
  }
  for (let i = 0; i < pools.length; i++) {
    const pool = pools[i] as PoolProgram;
    const parent = pool.parent < 0 ? undefined : pools[pool.parent];
    visible[i] = seen[i] === true && !pool.capOnly && (parent === undefined || parent.capOnly);
  }
  return { counted, shown: visible };
}

export function sayCaps(run: Run, tally: Tally, values: readonly Fixed[]): void {
  for (const [i, pool] of run.program.pools.entries()) {
    const cap = run.caps[i];
    if (cap === undefined) continue;
    let raw = tally.bound[i] ?? 0;
    for (const child of pool.children) raw += (values[child] ?? 0) - (tally.free[child] ?? 0);
    const row = first(pool.most, run.facts);
    if (raw > cap)
      step(
        run.trace,
        row ?? pool,
        `${pool.label}合计 ${shown(decimal(raw))}，已到 ${shown(decimal(cap))} 分上限，计 ${shown(decimal(cap))}`,
      );
  }
}
