import type { Day, Province } from '../../types/index.ts';
import { latestEdition, type Rulesets } from '../format/edition.ts';

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

/** The last day of a dated procedure, by its name in the province's table of deadlines; undefined where it has none. */
export function closingOf(
  rulesets: Rulesets,
  province: Province,
  name: string,
): { readonly by: Day; readonly cite: string } | undefined {
  const row = latestEdition(rulesets, province)?.data.tables?.deadline?.[name];
  return row?.by === undefined ? undefined : { by: row.by, cite: row.cite };
}

/** 不得结转: the clause that forbids carrying credits over, or undefined. */
export function noCarryOf(rulesets: Rulesets, province: Province): Clause | undefined {
  return latestEdition(rulesets, province)?.data.noCarry;
}

/** 在研期间任选 1 年: the clause by which a person chooses the year that an activity counts in, or undefined. */
export function chosenYearOf(rulesets: Rulesets, province: Province, type: string): Clause | undefined {
  const row = latestEdition(rulesets, province)?.data.award.find(
    (award) => [award.for].flat().includes(type) && award.once !== undefined && /任选/.test(award.once.cite),
  );
  return row?.once && { id: row.once.id, cite: row.once.cite };
}

/** 更正证书上的职称信息: the certificates' years for which a province takes it, as its table of procedures says, or undefined. */
export function titleCorrectionOf(
  rulesets: Rulesets,
  province: Province,
): (Clause & { readonly from: number; readonly to: number }) | undefined {
  for (const row of latestEdition(rulesets, province)?.data.tables?.rows?.titleCorrection ?? []) {
    const year: unknown = row.when && !Array.isArray(row.when) ? (row.when as { year?: unknown }).year : undefined;
    if (typeof year !== 'object' || year === null || !('least' in year) || !('most' in year)) continue;
    return { id: row.id, cite: row.cite, from: Number(year.least), to: Number(year.most) };
  }
  return undefined;
}
