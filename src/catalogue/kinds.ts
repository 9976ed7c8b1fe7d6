/** Names by which parts of the house still ask the catalogue. */
import { allKinds, clauseUnit, fillable, formalName, formalValue, isOutput, kindName, lasts } from './catalogue.ts';

export { clauseUnit as unitOf, formalName as fieldWord, formalValue as valueWord, kindName as typeWord };
export const TYPE_WORDS: { readonly [type: string]: string } = Object.fromEntries(
  allKinds().map((kind) => [kind, kindName(kind)]),
);
export const UNIT_WORDS: { readonly [field: string]: string } = Object.fromEntries(
  ['hours', 'sessions', 'count', 'fullDays', 'chars', 'months', 'credits', 'certificates'].map((f) => [
    f,
    clauseUnit(f),
  ]),
);
export const FIELDS: { readonly [type: string]: readonly string[] } = Object.fromEntries(
  allKinds().map((kind) => [kind, fillable(kind)]),
);
export const LASTING = new Set(allKinds().filter(lasts));
export const OUTPUTS = new Set(allKinds().filter(isOutput));
