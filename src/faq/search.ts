/**
 * An inverted index in memory over anything with words: clauses, and the questions that curated entries answer.
 * One partition a province, so that a question touches only what may answer it.
 */
import type { Province } from '../types.ts';
import { type Lexicon, normalise } from './lexicon.ts';
import { allTokens, type Tokens, tokensOf } from './segment.ts';

export interface Entry<T> {
  readonly item: T;
  readonly province: Province;
  /** Text → how much a match in it weighs: the clause itself 1, its headings more. */
  readonly fields: readonly (readonly [text: string, weight: number])[];
}

interface Partition {
  readonly numbers: Uint32Array;
  readonly lengths: Float32Array;
  readonly meanLength: number;
  /** token → entry positions and weighted frequencies, pairwise. */
  readonly postings: ReadonlyMap<string, { readonly at: Uint32Array; readonly tf: Float32Array }>;
}

interface Draft {
  readonly numbers: number[];
  readonly lengths: number[];
  readonly postings: Map<string, number[]>;
}

export interface Index<T> {
  readonly entries: readonly Entry<T>[];
  readonly partitions: ReadonlyMap<Province, Partition>;
  /** How rare a token is among all entries. */
  readonly idf: (token: string) => number;
  readonly lexicon: Lexicon;
}

export interface Hit<T> {
  readonly item: T;
  readonly entry: number;
  readonly score: number;
  /** The score as a share of the best that this question could reach: 0…1. */
  readonly strength: number;
  /** Share of the question's weight (concepts and words) that the entry contains: 0…1. */
  readonly coverage: number;
}

const K1 = 1.2;
const B = 0.4;
const WEIGHT = { concept: 2.2, word: 1.4, pair: 0.5 } as const;

/** Builds the index. Costs about 20 µs an entry. */
export function buildIndex<T>(entries: readonly Entry<T>[], lexicon: Lexicon): Index<T> {
  const df = new Map<string, number>();
  const drafts = new Map<Province, Draft>();
  entries.forEach((entry, number) => {
    const draft: Draft = drafts.get(entry.province) ?? { numbers: [], lengths: [], postings: new Map() };
    drafts.set(entry.province, draft);
    const tf = new Map<string, number>();
    let length = 0;
    for (const [text, weight] of entry.fields) {
      const tokens = allTokens(text, lexicon);
      length += tokens.length;
      for (const token of tokens) tf.set(token, (tf.get(token) ?? 0) + weight);
    }
    const position = draft.numbers.length;
    draft.numbers.push(number);
    draft.lengths.push(length);
    for (const [token, count] of tf) {
      df.set(token, (df.get(token) ?? 0) + 1);
      const list = draft.postings.get(token);
      if (list) list.push(position, count);
      else draft.postings.set(token, [position, count]);
    }
  });
  const partitions = new Map<Province, Partition>();
  for (const [province, draft] of drafts) {
    const postings = new Map<string, { at: Uint32Array; tf: Float32Array }>();
    for (const [token, list] of draft.postings) {
      const at = new Uint32Array(list.length / 2);
      const tf = new Float32Array(list.length / 2);
      for (let i = 0; i < at.length; i++) {
        at[i] = list[2 * i] ?? 0;
        tf[i] = list[2 * i + 1] ?? 0;
      }
      postings.set(token, { at, tf });
    }
    const total = draft.lengths.reduce((sum, length) => sum + length, 0);
    partitions.set(province, {
      numbers: Uint32Array.from(draft.numbers),
      lengths: Float32Array.from(draft.lengths),
      meanLength: total / Math.max(1, draft.lengths.length),
      postings,
    });
  }
  const n = entries.length;
  const idf = (token: string): number => {
    const count = df.get(token) ?? 0;
    return Math.log(1 + (n - count + 0.5) / (count + 0.5));
  };
  return { entries, partitions, idf, lexicon };
}

/** The question's tokens with their weights, each once. */
export function weigh<T>(index: Index<T>, tokens: Tokens): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [list, weight] of [
    [tokens.concepts, WEIGHT.concept],
    [tokens.words, WEIGHT.word],
    [tokens.pairs, WEIGHT.pair],
  ] as const)
    for (const token of list) weights.set(token, Math.max(weights.get(token) ?? 0, weight * index.idf(token)));
  return weights;
}

/**
 * The best entries of a province for a question. `boost` adds tokens with weights of their own (what an earlier turn
 * was about). Scores are comparable between questions only by `coverage`.
 */
export function search<T>(
  index: Index<T>,
  province: Province,
  question: string,
  { limit = 10, boost }: { readonly limit?: number; readonly boost?: ReadonlyMap<string, number> } = {},
): Hit<T>[] {
  const partition = index.partitions.get(province);
  if (!partition) return [];
  const tokens = tokensOf(normalise(question, index.lexicon), index.lexicon);
  const weights = weigh(index, tokens);
  for (const [token, weight] of boost ?? [])
    weights.set(token, Math.max(weights.get(token) ?? 0, weight * index.idf(token)));
  const scores = new Float64Array(partition.numbers.length);
  const covered = new Float64Array(partition.numbers.length);
  let meaning = 0;
  let possible = 0;
  for (const [token, weight] of weights) {
    const isPair = token.startsWith('~');
    if (!isPair) meaning += weight;
    possible += weight * (K1 + 1) * 0.6;
    const list = partition.postings.get(token);
    if (!list) continue;
    for (let i = 0; i < list.at.length; i++) {
      const at = list.at[i] ?? 0;
      const tf = list.tf[i] ?? 0;
      const norm = 1 - B + B * ((partition.lengths[at] ?? 0) / partition.meanLength);
      scores[at] = (scores[at] ?? 0) + (weight * tf * (K1 + 1)) / (tf + K1 * norm);
      if (!isPair) covered[at] = (covered[at] ?? 0) + weight;
    }
  }
  const order = best(scores, limit);
  return order.map((at) => {
    const entry = partition.numbers[at] ?? 0;
    return {
      item: (index.entries[entry] as Entry<T>).item,
      entry,
      score: scores[at] ?? 0,
      strength: Math.min(1, (scores[at] ?? 0) / (possible || 1)),
      coverage: meaning > 0 ? (covered[at] ?? 0) / meaning : 0,
    };
  });
}

/** Positions of the `limit` greatest positive scores, greatest first. */
function best(scores: Float64Array, limit: number): number[] {
  const top: number[] = [];
  let least = 0;
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? 0;
    if (score <= 0 || (top.length >= limit && score <= least)) continue;
    let place = top.length;
    while (place > 0 && (scores[top[place - 1] ?? 0] ?? 0) < score) place--;
    top.splice(place, 0, at);
    if (top.length > limit) top.pop();
    least = top.length >= limit ? (scores[top.at(-1) ?? 0] ?? 0) : 0;
  }
  return top;
}
