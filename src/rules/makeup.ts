import type { Province } from '../types.ts';
import { latestEdition, type Rulesets } from './load.ts';

interface Clause {
  readonly id: string;
  readonly cite: string;
}

/** 补学: what a province says about making up a missed year. */
export interface MakeupRules extends Clause {
  /** How many years later the debt may still be paid. */
  readonly within: number;
  /** When and to whom to apply: in the missed year, to the employer. */
  readonly apply: Clause;
  readonly reason: Clause;
  readonly steps: readonly (Clause & { readonly do: string; readonly who: string })[];
  /** Where the credits go once made up. */
  readonly moves?: Clause | undefined;
}

/** A province's makeup section, or undefined where its documents have none. */
export function makeupOf(rulesets: Rulesets, province: Province): MakeupRules | undefined {
  return latestEdition(rulesets, province)?.data.makeup;
}

/** 补验: earlier years whose credits may still be verified (Yunnan), or undefined. */
export function reverifyOf(
  rulesets: Rulesets,
  province: Province,
): (Clause & { readonly years: readonly number[]; readonly label: string }) | undefined {
  return latestEdition(rulesets, province)?.data.reverify;
}

/** 不得结转: the clause that forbids carrying credits over, or undefined. */
export function noCarryOf(rulesets: Rulesets, province: Province): Clause | undefined {
  return latestEdition(rulesets, province)?.data.noCarry;
}
