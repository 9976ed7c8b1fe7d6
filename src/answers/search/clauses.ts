/**
 * An inverted index in memory over anything with words: clauses, and the questions that curated entries answer.
 * One partition a province, so that a question touches only what may answer it.
 */
import type { Province } from '../../types/index.ts';
import { type Lexicon, normalise } from './lexicon.ts';
import { allTokens, type Tokens, tokensOf } from './segment.ts';

export interface Entry<T> {
  readonly item: T;
  readonly province: Province;
  /** Text → how much a match in it weighs: the clause itself 1, its headings more. */
  readonly fields: readonly (readonly [text: string, weight: number])[];
}

/** One province's entries, in columns: the postings of a token stand side by side in `at` and `tf`. */
interface Partition {
  readonly numbers: Uint32Array;
  readonly lengths: Float32Array;
  readonly meanLength: number;
  /** Token → its row in `starts`. */
  readonly rows: ReadonlyMap<number, number>;
  readonly starts: Uint32Array;
  readonly at: Uint32Array;
  readonly tf: Float32Array;
}

export interface Index<T> {
  readonly items: readonly T[];
  readonly partitions: ReadonlyMap<Province, Partition>;
  readonly tokens: ReadonlyMap<string, number>;
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

/** A growing list of numbers that costs four bytes each. */
interface Column {
  readonly length: number;
  readonly push: (value: number) => void;
  readonly get: (at: number) => number;
}

function column(): Column {
  let values = new Float32Array(256);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === values.length) {
        const grown = new Float32Array(values.length * 2);
        grown.set(values);
        values = grown;
      }
      values[length++] = value;
    },
    get: (at) => values[at] ?? 0,
  };
}

interface Draft {
  readonly numbers: number[];
  readonly lengths: number[];
  readonly token: Column;
  readonly at: Column;
  readonly tf: Column;
}

const emptyDraft = (): Draft => ({ numbers: [], lengths: [], token: column(), at: column(), tf: column() });

const K1 = 1.2;
const B = 0.4;
const WEIGHT = { concept: 2.2, word: 1.4, pair: 0.5 } as const;

/** Builds the index. Keeps no text; `keep` keeps the cuts for the next start. Costs about 0.2 ms an entry, nearly all of it for cutting words. */
export function buildIndex<T>(entries: Iterable<Entry<T>>, lexicon: Lexicon, keep = false): Index<T> {
  const items: T[] = [];
  const tokens = new Map<string, number>();
  const df: number[] = [];
  const drafts = new Map<Province, Draft>();
  for (const entry of entries) {
    const number = items.push(entry.item) - 1;
    const draft = drafts.get(entry.province) ?? emptyDraft();
    drafts.set(entry.province, draft);
    const tf = new Map<number, number>();
    let length = 0;
    for (const [text, weight] of entry.fields)
      for (const token of allTokens(text, lexicon, keep)) {
        let id = tokens.get(token);
        if (id === undefined) {
          id = tokens.size;
          tokens.set(token, id);
          df.push(0);
        }
        length++;
        tf.set(id, (tf.get(id) ?? 0) + weight);
      }
    const position = draft.numbers.push(number) - 1;
    draft.lengths.push(length);
    for (const [id, count] of tf) {
      df[id] = (df[id] ?? 0) + 1;
      draft.token.push(id);
      draft.at.push(position);
      draft.tf.push(count);
    }
  }
  const partitions = new Map<Province, Partition>();
  for (const [province, draft] of drafts) {
    partitions.set(province, settle(draft));
    drafts.delete(province);
  }
  const n = items.length;
  const counts = Uint32Array.from(df);
  const idf = (token: string): number => {
    const count = counts[tokens.get(token) ?? -1] ?? 0;
    return Math.log(1 + (n - count + 0.5) / (count + 0.5));
  };
  return { items, partitions, tokens, idf, lexicon };
}

/** Sorts a draft's triples by token. */
function settle(draft: Draft): Partition {
  const rows = new Map<number, number>();
  const sizes: number[] = [];
  const size = draft.token.length;
  for (let i = 0; i < size; i++) {
    const token = draft.token.get(i);
    const row = rows.get(token);
    if (row === undefined) {
      rows.set(token, sizes.length);
      sizes.push(1);
    } else sizes[row] = (sizes[row] ?? 0) + 1;
  }
  const starts = new Uint32Array(sizes.length + 1);
  for (let row = 0; row < sizes.length; row++) starts[row + 1] = (starts[row] ?? 0) + (sizes[row] ?? 0);
  const next = starts.slice();
  const at = new Uint32Array(size);
  const tf = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const row = rows.get(draft.token.get(i)) ?? 0;
    const place = next[row] ?? 0;
    next[row] = place + 1;
    at[place] = draft.at.get(i);
    tf[place] = draft.tf.get(i);
  }
  const total = draft.lengths.reduce((sum, length) => sum + length, 0);
  return {
    numbers: Uint32Array.from(draft.numbers),
    lengths: Float32Array.from(draft.lengths),
    meanLength: total / Math.max(1, draft.lengths.length),
    rows,
    starts,
    at,
    tf,
  };
}

/** Where a token's postings stand in a partition; empty when it has none. */
export function span<T>(index: Index<T>, partition: Partition, token: string): readonly [from: number, to: number] {
  const id = index.tokens.get(token);
  const row = id === undefined ? undefined : partition.rows.get(id);
  return row === undefined ? [0, 0] : [partition.starts[row] ?? 0, partition.starts[row + 1] ?? 0];
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
    const [from, to] = span(index, partition, token);
    for (let i = from; i < to; i++) {
      const at = partition.at[i] ?? 0;
      const tf = partition.tf[i] ?? 0;
      const norm = 1 - B + B * ((partition.lengths[at] ?? 0) / partition.meanLength);
      scores[at] = (scores[at] ?? 0) + (weight * tf * (K1 + 1)) / (tf + K1 * norm);
      if (!isPair) covered[at] = (covered[at] ?? 0) + weight;
    }
  }
  const order = best(scores, limit);
  return order.map((at) => {
    const entry = partition.numbers[at] ?? 0;
    return {
      item: index.items[entry] as T,
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
