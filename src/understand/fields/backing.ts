/**
 * What a model reads out of words is taken only where the words themselves bear it: the field exists for the type, the
 * value is one that the field can have, and a figure or a day stands in the words. Pure; no model is called here.
 */

import { declaredValues, fieldOf, fillable, isDeclared, isFlag, kindOf, lasts } from '../../catalogue/index.ts';
import { findDays, findSpan, NUM, normalise, parseNumber } from '../../chinese/index.ts';
import type { Day, FieldValue } from '../../types/index.ts';
import { findChars, findCount, findCredits } from './amounts.ts';
import { readFree } from './read.ts';
import { FLAGS, VALUES } from './values.ts';
import { findDates } from './when.ts';

/** A value as a model gives it, with the words that it claims to have it from. */
export interface Claim {
  readonly value: string | number | boolean;
  readonly words: string;
}

const DAYS = new Set(['date', 'from', 'to']);

/** The fields that may be claimed for a type; none where the type is not known. */
export const claimable = (type: string): readonly string[] =>
  kindOf(type) === undefined
    ? []
    : [
        ...fillable(type).filter((field) => !fieldOf(field)?.ours),
        ...(lasts(type) ? ['from', 'to'] : ['date']),
        'name',
      ];

/** The values of a field that has few: the words for them are data of value-words.ts. */
export function valuesFor(field: string, type: string): readonly FieldValue[] | undefined {
  if ((FLAGS[field] || (isDeclared(field) && isFlag(field))) && !fieldOf(field)?.ours) return [true, false];
  const table =
    field === 'kind' && type === 'book'
      ? 'bookKind'
      : field === 'level' && type === 'standard'
        ? 'standardLevel'
        : field;
  const values = VALUES[table]?.map(([, value]) => value) ?? [];
  const all = [...new Set([...values, ...declaredValues(field).map(([value]) => value)])];
  return all.length > 0 ? all : undefined;
}

/** One form in which words are compared: width, blanks and punctuation apart. */
export const bareWords = (text: string): string =>
  normalise(text)
    .toLowerCase()
    .replace(/[\s,，。.;；:：、!！?？"'《》()（）[\]【】-]+/g, '');

/** Do the words stand in the text? */
export const standsIn = (words: string, text: string): boolean => {
  const bare = bareWords(words);
  return bare !== '' && bareWords(text).includes(bare);
};

/**
 * The value, where the words bear it; else undefined.
 * @param day today, for days that are told from it
 */
export function backed(field: string, type: string, { value, words }: Claim, day: Day): FieldValue | undefined {
  if (!claimable(type).includes(field)) return undefined;
  const text = normalise(words);
  if (DAYS.has(field)) return typeof value === 'string' && daysIn(text, day).has(value) ? value : undefined;
  const most = fieldOf(field)?.most;
  if (most !== undefined) {
    const amount = typeof value === 'string' ? Number(value) : value;
    if (typeof amount !== 'number' || !(amount > 0 && amount <= most)) return undefined;
    return amountsIn(text).has(amount) ? amount : undefined;
  }
  if (fieldOf(field)?.quoted) {
    const said = typeof value === 'string' ? value.replace(/^《|》$/g, '').trim() : '';
    if (said.length > 60 || !standsIn(said, text)) return undefined;
    return field === 'certificateNumber' ? said.toUpperCase() : said;
  }
  if (!valuesFor(field, type)?.includes(value)) return undefined;
  // Where our own reading of the same words differs, neither is believed.
  const read = readFree(field, text, type);
  return read === undefined || read.value === value ? value : undefined;
}

/** Days that the words name; of a range both ends. */
function daysIn(text: string, day: Day): ReadonlySet<string> {
  const { found } = findDates(text, day);
  return new Set(found.filter(({ kind }) => kind === 'day' || kind === 'range').flatMap(({ from, to }) => [from, to]));
}

/** Every amount that the words name, in digits or characters, and what they come to (9点到11点半, 三个半小时). */
function amountsIn(text: string): ReadonlySet<number> {
  const plain = [...text.matchAll(new RegExp(NUM, 'g'))].map(([number]) => parseNumber(number));
  const read = [
    findSpan(text)?.hours,
    findDays(text)?.days,
    findCredits(text)?.credits,
    findChars(text),
    findCount(text),
  ];
  return new Set([...plain, ...read].filter((amount): amount is number => amount !== undefined));
}
