/** Words and character pairs of a text: what the index is made of. */
import { createRequire } from 'node:module';
import { conceptsIn, fold, type Lexicon } from './lexicon.ts';

type Segmenter = typeof import('jieba-wasm');

const require = createRequire(import.meta.url);
const KEEP = /[\p{Script=Han}a-z0-9]/u;

/** A segmenter that has been taught nothing. What one has learnt it cannot unlearn. */
function fresh(): Segmenter {
  const place = require.resolve('jieba-wasm');
  delete require.cache[place];
  return require(place) as Segmenter;
}

let segmenter: Segmenter | undefined;
let current: Lexicon | undefined;
let known = new Set<string>();

/**
 * The segmenter with the lexicon's words and no others, so that a lexicon that lost a word is cut by as if it never had
 * it. Its own dictionary loads at the first cut (about 0.2 s).
 */
function taught(lexicon: Lexicon): Segmenter {
  if (segmenter && lexicon === current) return segmenter;
  const words = new Set(
    [...lexicon.forms.keys(), ...lexicon.sounds].filter((form) => /^[\p{Script=Han}]{2,8}$/u.test(form)),
  );
  if (!segmenter || ![...known].every((word) => words.has(word))) {
    segmenter = fresh();
    known = new Set();
  }
  for (const word of words) if (!known.has(word)) segmenter.add_word(word, 2000, 'n');
  known = words;
  current = lexicon;
  return segmenter;
}

export interface Tokens {
  /** `@name` of each concept named. */
  readonly concepts: readonly string[];
  /** Words outside the concepts that carry meaning. */
  readonly words: readonly string[];
  /** Pairs of neighbouring characters, `~ab`. */
  readonly pairs: readonly string[];
}

const pairsIn = (text: string): string[] => {
  const chars = [...text].filter((char) => KEEP.test(char));
  return chars.slice(1).map((char, index) => `~${chars[index]}${char}`);
};

/** How long somebody is away, against the three months on which so much depends. */
function staysIn(text: string): string[] {
  const found: string[] = [];
  if (/(?:不足|不满|不够|没满|没到|少于|不到)\s*3个月/u.test(text)) found.push('@不足3个月');
  else if (/半年|大半年/u.test(text)) found.push('@满3个月');
  else {
    for (const [, months = '', half] of text.matchAll(/(\d+(?:\.\d+)?)个(半)?月/gu))
      found.push(Number(months) + (half ? 0.5 : 0) >= 3 ? '@满3个月' : '@不足3个月');
    if (/半个月|\d+天|\d+周|\d+个星期/u.test(text)) found.push('@不足3个月');
  }
  return [...new Set(found)];
}

const RECENT = 64;
const recent = new WeakMap<Lexicon, Map<string, Tokens>>();

/** Cuts a text that is already normalised. The last few texts are remembered: one question is cut in several places. */
export function tokensOf(text: string, lexicon: Lexicon): Tokens {
  const known = recent.get(lexicon) ?? new Map<string, Tokens>();
  recent.set(lexicon, known);
  const found = known.get(text);
  if (found) return found;
  const tokens = cutWords(text, lexicon);
  if (known.size >= RECENT) known.delete(known.keys().next().value ?? '');
  known.set(text, tokens);
  return tokens;
}

/** The segmenter's cut of a piece of text between concepts. */
function cut(piece: string, lexicon: Lexicon, keep: boolean): readonly string[] {
  const known = lexicon.cuts.get(piece);
  if (known) return known;
  const words = taught(lexicon).cut_for_search(piece, true);
  if (keep) lexicon.cuts.set(piece, words);
  return words;
}

/** Cuts a text of the library's own and keeps the cuts in `lexicon.cuts`. */
export const cutAndKeep = (text: string, lexicon: Lexicon): Tokens => cutWords(text, lexicon, true);

/** The segmenter with its dictionary in memory (a fifth of a second), before anybody asks. */
export const wakeSegmenter = (lexicon: Lexicon): void => {
  taught(lexicon).cut_for_search('继续医学教育', true);
};

/** A text in the words of the dictionary and of the lexicon only: what is in neither comes out character by character. */
export function knownWords(text: string, lexicon: Lexicon): readonly string[] {
  return taught(lexicon).cut(text, false);
}

function cutWords(text: string, lexicon: Lexicon, keep = false): Tokens {
  const { names, rest } = conceptsIn(text, lexicon);
  const words = rest
    .flatMap((piece) => cut(piece, lexicon, keep))
    .map((word) => word.trim())
    .filter(
      (word) =>
        word !== '' && KEEP.test(word) && !lexicon.stop.has(word) && (word.length > 1 || /[a-z0-9]/u.test(word)),
    );
  const pairs = text.split(/[^\p{Script=Han}a-z0-9]+/u).flatMap(pairsIn);
  return { concepts: [...names.map((name) => `@${name}`), ...staysIn(text)], words, pairs };
}

/** All tokens of a document text. `keep` as in `cutAndKeep`. */
export function allTokens(text: string, lexicon: Lexicon, keep = false): string[] {
  const tokens = cutWords(fold(text), lexicon, keep);
  return [...tokens.concepts, ...tokens.words, ...tokens.pairs];
}
