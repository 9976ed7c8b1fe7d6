import type { AssessInput, Day } from '../../types/index.ts';
import { editionOf, latestEdition, type Rulesets } from '../format/edition.ts';
import { creditYear } from '../year/year.ts';
import { assess } from './assess.ts';

/** What a past credit year still lacks, and what the province lets one do about it. */
export interface Debt {
  readonly year: number;
  readonly required: number;
  readonly total: number;
  readonly short: number;
  /** `makeup` 补学 · `reverify` 补验 · `none` 不得补、不得结转. */
  readonly way: 'makeup' | 'reverify' | 'none';
  readonly rule: { readonly id: string; readonly clause: string } | undefined;
}

/**
 * A person's open years before the one in which `day` lies: those that the province's makeup or reverification still
 * reaches, and last year where it has neither. Years that no edition judges are left out, as are settled ones.
 * @throws Fault PROVINCE_UNKNOWN
 */
export function debtsOf(rulesets: Rulesets, input: Omit<AssessInput, 'year' | 'makeup'>, day: Day): Debt[] {
  const now = creditYear(rulesets, input.province, day).year;
  const data = latestEdition(rulesets, input.province)?.data;
  if (!data) return [];
  const { makeup, reverify, noCarry } = data;
  const years = new Set<number>([...(reverify?.years ?? []).filter((year) => year < now)]);
  for (let back = makeup?.within ?? 1; back > 0; back--) years.add(now - back);
  const out: Debt[] = [];
  for (const year of [...years].sort((a, b) => a - b)) {
    if (!editionOf(rulesets, input.province, year)) continue;
    const dated = input.activities.filter((a) => a.date || a.from);
    const got = assess(rulesets, { ...input, year, activities: dated });
    if (!got.covered || got.compliant !== false || got.required === null || got.shortfall.total === 0) continue;
    const reached = makeup !== undefined && now - year <= makeup.within;
    const way = reached ? 'makeup' : reverify?.years.includes(year) ? 'reverify' : 'none';
    const rule = way === 'makeup' ? makeup : way === 'reverify' ? reverify : noCarry;
    out.push({
      year,
      required: got.required,
      total: got.total,
      short: got.shortfall.total,
      way,
      rule: rule && { id: rule.id, clause: rule.cite },
    });
  }
  return out;
}
