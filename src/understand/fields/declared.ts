import { declaredValues, fieldOf, isDeclared } from '../../catalogue/index.ts';
import { NUM, parseNumber } from '../../chinese/index.ts';
import type { FieldValue } from '../../types/index.ts';

/** Reading of the fields and values that rulesets declare: by their sort, their unit and their words alone. Pure. */

/** Words as a pattern that means just them. */
export const literal = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * The value of a declared field, or a declared value of a field of ours, in words.
 * @returns undefined where the words name none
 */
export function readDeclared(field: string, words: string): FieldValue | undefined {
  const told = fieldOf(field);
  if (!told) return undefined;
  const named = declaredValues(field)
    .flatMap(([value, said]) => said.filter((one) => words.includes(one)).map((one) => [one.length, value] as const))
    .sort(([a], [b]) => b - a)[0];
  if (named) return named[1];
  if (!isDeclared(field)) return undefined;
  if (told.sort === 'amount') {
    const match = new RegExp(`(${NUM}) ?个?${literal(told.unit ?? '')}`).exec(words);
    return match?.[1] === undefined ? undefined : parseNumber(match[1]);
  }
  if (told.sort !== 'flag') return undefined;
  if (told.no !== undefined && words.includes(told.no)) return false;
  return told.yes !== undefined && words.includes(told.yes) ? true : undefined;
}
