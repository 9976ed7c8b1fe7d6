import type { AssessInput } from '../../types/index.ts';
import { type Edition, editionOf, type Rulesets } from '../format/edition.ts';
import { programOf } from '../format/programs.ts';

/** Of this engine; a receipt prints it so that an old verdict can be explained. Raised when a formula's meaning changes. */
export const ENGINE_VERSION = '1';

/** Which edition, which readings and which engine made a verdict. */
export interface Receipt {
  readonly ruleset: string;
  readonly name: string;
  readonly title: string;
  readonly from: string;
  readonly sha256: string;
  readonly document: string;
  readonly documentSha256: string;
  readonly engine: string;
  readonly readings: { readonly [doubt: string]: string };
  /** Parameters that no operator has supplied, with the document that would give them. */
  readonly notSupplied: readonly { readonly name: string; readonly ask: string; readonly absent: string }[];
}

/** The receipt of a person-year's verdict. Undefined where no edition judges the year. */
export function receiptOf(
  rulesets: Rulesets,
  { province, year, readings, parameters }: Pick<AssessInput, 'province' | 'year' | 'readings' | 'parameters'>,
): Receipt | undefined {
  const edition: Edition | undefined = editionOf(rulesets, province, year);
  if (!edition) return undefined;
  const { data } = edition;
  return {
    ruleset: province,
    name: data.name,
    title: data.title,
    from: data.force.from,
    sha256: edition.sha256,
    document: data.source.document,
    documentSha256: data.source.sha256,
    engine: ENGINE_VERSION,
    readings: programOf(edition, readings).readings,
    notSupplied: Object.entries(data.parameters ?? {}).flatMap(([name, p]) =>
      parameters?.[name] === undefined ? [{ name, ask: p.ask, absent: p.absent }] : [],
    ),
  };
}
