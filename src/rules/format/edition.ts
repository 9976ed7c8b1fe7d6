import type { Province } from '../../types/index.ts';
import type { RulesetData } from './schema.ts';

/** One dated text of a province's rules, checked against its document. */
export interface Edition {
  readonly province: Province;
  readonly data: RulesetData;
  /** Of the ruleset file; a receipt prints it. */
  readonly sha256: string;
  /** Where the file lies under the rules folder: `zhejiang/2025.yaml`. */
  readonly file: string;
  /** Demands of the ruleset above (`under:`) on matters where this one is silent. */
  readonly floor: NonNullable<RulesetData['floor']>;
  /** Readings in use unless a line or an operator says otherwise. */
  readonly inUse: { readonly [doubt: string]: string };
}

export interface Rulesets {
  /** Folder names, national first. */
  readonly provinces: readonly Province[];
  readonly names: { readonly [province: Province]: string };
  readonly editions: ReadonlyMap<Province, readonly Edition[]>;
  /** 浙江, 浙江省, zhejiang, Zhejiang → zhejiang. */
  readonly resolveProvince: (text: string) => Province | undefined;
}

/** The edition that judges a credit year, or undefined where none is at hand. */
export function editionOf(rulesets: Rulesets, province: Province, year: number): Edition | undefined {
  const own = rulesets.editions.get(province);
  if (!own) return undefined;
  for (const edition of own) {
    const { from, to } = edition.data.judges.years;
    if (year >= from && (to === undefined || year <= to)) return edition;
  }
  return undefined;
}

/** The newest edition: for questions that name no year. */
export function latestEdition(rulesets: Rulesets, province: Province): Edition | undefined {
  return rulesets.editions.get(province)?.at(-1);
}
