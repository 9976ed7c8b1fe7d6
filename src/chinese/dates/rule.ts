/**
 * A rule is three things: a name in plain words, a short pattern whose parts may be things already understood (a
 * number, a month, a weekday), and one line that makes the meaning. No rule knows another, and their order decides
 * nothing: all that fits is kept, choose.ts chooses among it.
 */

import type { Day } from '../../types/index.ts';
import type { Meaning, Piece } from './piece.ts';

/** Something understood: `source` finds its words (no groups that capture), `read` makes its value of them. */
export interface Part<T> {
  readonly source: string;
  readonly read: (words: string, on: Day) => T;
  readonly optional?: true;
}

type Element = Part<unknown> | string;
type Values<E extends readonly Element[]> = E extends readonly [infer H, ...infer Rest extends readonly Element[]]
  ? H extends Part<infer T>
    ? [T, ...Values<Rest>]
    : Values<Rest>
  : [];

export interface Pattern<V extends readonly unknown[]> {
  /** One group for each part. */
  readonly source: string;
  /** The same without groups. */
  readonly bare: string;
  readonly parts: readonly Part<unknown>[];
  /** The parts' values, in their order; never set. */
  readonly values?: V;
}

/** Source text with parts in it; what stands in braces and is a string is source text too. */
export function pattern<const E extends readonly Element[]>(
  strings: TemplateStringsArray,
  ...elements: E
): Pattern<Values<E>> {
  let source = '';
  let bare = '';
  strings.raw.forEach((text, i) => {
    const element = elements[i];
    source += text;
    bare += text;
    if (element === undefined) return;
    const inner = typeof element === 'string' ? element : element.source;
    const often = typeof element !== 'string' && element.optional ? '?' : '';
    source += typeof element === 'string' ? `(?:${inner})` : `(${inner})${often}`;
    bare += `(?:${inner})${often}`;
  });
  const isPart = (e: Element): e is Part<unknown> => typeof e !== 'string';
  return { source, bare, parts: elements.filter(isPart) };
}

/** A part that need not be there; its value is then undefined. */
export const optional = <T>(part: Part<T>): Part<T | undefined> => ({ ...part, optional: true });

/** A pattern as a part of others. */
export function made<V extends readonly unknown[], T>(of: Pattern<V>, value: (values: V, on: Day) => T): Part<T> {
  const whole = new RegExp(`^${of.source}`);
  return { source: of.bare, read: (words, on) => value(valuesOf(of, whole.exec(words), on), on) };
}

/** One of two ways to say the same. */
export function either<T>(a: Part<T>, b: Part<T>): Part<T> {
  const first = new RegExp(`^(?:${a.source})$`);
  return {
    source: `(?:${a.source})|(?:${b.source})`,
    read: (words, on) => (first.test(words) ? a : b).read(words, on),
  };
}

function valuesOf<V extends readonly unknown[]>(of: Pattern<V>, match: RegExpExecArray | null, on: Day): V {
  return of.parts.map((part, i) => {
    const words = match?.[i + 1];
    return words === undefined ? undefined : part.read(words, on);
  }) as unknown as V;
}

export interface Said {
  readonly on: Day;
  /** The words of the whole pattern. */
  readonly words: string;
}

export interface Rule {
  readonly name: string;
  /** Adds all that fits a text to `out`. */
  readonly fit: (text: string, on: Day, out: Piece[]) => void;
}

/** @param meaning undefined where the words fit and mean no day after all */
export function rule<V extends readonly unknown[]>(
  name: string,
  of: Pattern<V>,
  meaning: (values: V, said: Said) => Meaning | undefined,
  flags = '',
): Rule {
  const regex = new RegExp(of.source, `g${flags}`);
  return {
    name,
    fit: (text, on, out) => {
      regex.lastIndex = 0;
      for (let match = regex.exec(text); match !== null; match = regex.exec(text)) {
        const [words] = match;
        if (words === '') regex.lastIndex++;
        const made = meaning(valuesOf(of, match, on), { on, words });
        if (made) out.push({ ...made, index: match.index, length: words.length });
      }
    },
  };
}

/** Rules about one noun, with the sign without which none of them can fit: what spares most texts most rules. */
export interface Noun {
  readonly sign: RegExp;
  readonly rules: readonly Rule[];
}
