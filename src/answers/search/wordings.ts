/** What the curated wordings of a province say about a new question: its nearest, their middle, and what was learnt. */

import type { Clause } from '../../types/index.ts';
import type { Curated } from '../from/curated.ts';
import { type Learnt, learn } from './learn.ts';
import { type Lexicon, normalise } from './lexicon.ts';
import { type Asks, asksOf } from './question.ts';
import { cutAndKeep, type Tokens } from './segment.ts';

type Vector = ReadonlyMap<string, number>;

/** What a wording may lead to: a clause, or an entry that says the documents are silent. */
export interface Target {
  readonly clause?: Clause;
  readonly silent?: Curated;
  /** Concepts and words of its wordings. */
  readonly words: ReadonlySet<string>;
  /** Token → in how many of its wordings it stands. */
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
  readonly middle: Vector;
  readonly middleNorm: number;
  /** Every character, and every pair of them, of its wordings. */
  readonly letters: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
  /** How its wordings ask: kind → share of them. */
  readonly kinds: ReadonlyMap<Asks, number>;
}

interface Asked {
  readonly entry: Curated;
  readonly target: number;
  readonly vector: Vector;
  readonly norm: number;
  /** The years that this wording names. */
  readonly years: readonly string[];
}

/** A province's wordings with an index from token to the wordings that have it. */
export interface Wordings {
  readonly targets: readonly Target[];
  readonly list: readonly Asked[];
  readonly index: ReadonlyMap<string, readonly number[]>;
  /** Learnt at the first question about the province: a few hundredths of a second. */
  readonly learnt: () => Learnt;
}

/** The wordings of all provinces, and how rare a token is among them. */
export interface AllWordings {
  readonly of: ReadonlyMap<string, Wordings>;
  readonly idf: (token: string) => number;
  /** Share of a token among all tokens of all wordings. */
  readonly share: (token: string) => number;
}

/** What the wordings say about one target. */
export interface Heard {
  /** The entry with the nearest wording, 0…1. */
  readonly entry?: Curated;
  readonly near: number;
  readonly second: number;
  readonly third: number;
  readonly middle: number;
  readonly learnt: number;
}

const KIND_WEIGHT = { concept: 2, word: 1.5, pair: 0.45 } as const;
/** Pairs tell the classifier a little more than they tell the nearest neighbour. */
const LESSON_PAIR = 0.6;

/** Tokens with the weight of their kind. */
export function weighed(tokens: Tokens, pair: number = KIND_WEIGHT.pair): Map<string, number> {
  const weights = new Map<string, number>();
  for (const token of tokens.pairs) weights.set(token, pair);
  for (const token of tokens.words) weights.set(token, KIND_WEIGHT.word);
  for (const token of tokens.concepts) weights.set(token, KIND_WEIGHT.concept);
  return weights;
}

const normOf = (vector: Vector): number => {
  let sum = 0;
  for (const value of vector.values()) sum += value * value;
  return Math.sqrt(sum) || 1;
};

function rare(weights: Vector, idf: (token: string) => number): Map<string, number> {
  const out = new Map<string, number>();
  for (const [token, weight] of weights) out.set(token, weight * idf(token));
  return out;
}

/** A question's vector of length one, as the classifier reads it. */
export function lessonVector(tokens: Tokens, idf: (token: string) => number, before?: Tokens): Map<string, number> {
  const vector = rare(weighed(tokens, LESSON_PAIR), idf);
  if (before)
    for (const [token, value] of rare(weighed(before, LESSON_PAIR), idf))
      if (!vector.has(token)) vector.set(token, value * LEAN);
  const norm = normOf(vector);
  for (const [token, value] of vector) vector.set(token, value / norm);
  return vector;
}

/** How much the words of the turn before weigh. */
const LEAN = 0.6;

/** A question's vector, as the wordings are compared with it. */
export function askVector(tokens: Tokens, idf: (token: string) => number, before?: Tokens): Map<string, number> {
  const vector = rare(weighed(tokens), idf);
  if (before)
    for (const [token, value] of rare(weighed(before), idf)) if (!vector.has(token)) vector.set(token, value * LEAN);
  return vector;
}

export const yearsNamed = (text: string): string[] =>
  [...text.matchAll(/20\d\d(?=年|\D|$)|今年|明年|去年/gu)].map((match) => match[0]);

/** A wording about one year says little on a question about another. */
function sameYears(named: readonly string[], asked: readonly string[]): number {
  if (named.length === 0) return 1;
  if (asked.length === 0) return 0.85;
  return named.some((year) => asked.includes(year)) ? 1 : 0.6;
}

/** Builds what the wordings teach, once for a library. */
export function wordingsOf(curated: readonly Curated[], lexicon: Lexicon): AllWordings {
  const every = curated.flatMap((entry) =>
    entry.asks.map((ask) => ({
      entry,
      ask,
      isOwn: entry.own?.includes(ask) === true,
      tokens: cutAndKeep(normalise(ask, lexicon), lexicon),
    })),
  );
  // What a curator adds comes last and is not counted: it teaches its own answer and unsettles no other.
  const cut = every.filter(({ isOwn }) => !isOwn);
  const added = every.filter(({ isOwn }) => isOwn);
  const df = new Map<string, number>();
  let all = 0;
  for (const { tokens } of cut)
    for (const token of new Set([...tokens.concepts, ...tokens.words, ...tokens.pairs])) {
      df.set(token, (df.get(token) ?? 0) + 1);
      all++;
    }
  const idf = (token: string): number => Math.log(1 + (cut.length + 1) / ((df.get(token) ?? 0) + 0.5)) / 2;
  const share = (token: string): number => ((df.get(token) ?? 0) + 0.5) / (all + 1);
  const of = new Map<string, Wordings>();
  for (const [province, mine] of Map.groupBy([...cut, ...added], ({ entry }) => entry.province)) {
    const places = new Map<unknown, number>();
    const list = mine.map(({ entry, ask, tokens }): Lesson => {
      const key = entry.silent ? entry : entry.clauses[0];
      const target = places.get(key) ?? places.size;
      places.set(key, target);
      const vector = rare(weighed(tokens), idf);
      return { entry, target, vector, norm: normOf(vector), years: yearsNamed(ask), ask, tokens };
    });
    const byTarget = Map.groupBy(list, ({ target }) => target);
    const targets = [...places.values()].map((place) => targetOf(byTarget.get(place) ?? []));
    let learnt: Learnt | undefined;
    const learnNow = (): Learnt =>
      learn(
        list.map(({ tokens, target }) => ({ vector: lessonVector(tokens, idf), target })),
        targets.length,
        mine.filter(({ isOwn }) => !isOwn).length,
      );
    of.set(province, {
      targets,
      list,
      index: indexOf(list),
      learnt: () => {
        learnt ??= learnNow();
        return learnt;
      },
    });
  }
  return { of, idf, share };
}

/** A wording with what it is made of, while it is learnt from. */
interface Lesson extends Asked {
  readonly ask: string;
  readonly tokens: Tokens;
}

function targetOf(own: readonly Lesson[]): Target {
  const entry = own[0]?.entry;
  const clause = entry?.silent ? undefined : entry?.clauses[0];
  const words = new Set<string>();
  const counts = new Map<string, number>();
  const middle = new Map<string, number>();
  const kinds = new Map<Asks, number>();
  const letters = new Set<string>();
  const pairs = new Set<string>();
  let total = 0;
  for (const asked of own) {
    for (const char of asked.ask) letters.add(char);
    for (const pair of asked.tokens.pairs) pairs.add(pair);
    for (const token of [...asked.tokens.concepts, ...asked.tokens.words]) words.add(token);
    for (const [token, value] of asked.vector) {
      counts.set(token, (counts.get(token) ?? 0) + 1);
      total++;
      middle.set(token, (middle.get(token) ?? 0) + value / asked.norm);
    }
    for (const kind of asksOf(asked.ask)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1 / own.length);
  }
  return {
    ...(clause ? { clause } : {}),
    ...(entry?.silent ? { silent: entry } : {}),
    words,
    counts,
    total,
    middle,
    middleNorm: normOf(middle),
    letters,
    pairs,
    kinds,
  };
}

function indexOf(list: readonly Asked[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  list.forEach((ask, place) => {
    for (const token of ask.vector.keys()) {
      const places = index.get(token);
      if (places) places.push(place);
      else index.set(token, [place]);
    }
  });
  return index;
}

/** What a province's wordings say about a question: one line a target, in their order. */
export function hear(
  wordings: Wordings,
  vector: Vector,
  lesson: Vector,
  years: readonly string[],
): { readonly target: Target; readonly heard: Heard }[] {
  const norm = normOf(vector);
  const sums = new Float64Array(wordings.list.length);
  for (const [token, value] of vector)
    for (const place of wordings.index.get(token) ?? [])
      sums[place] = (sums[place] ?? 0) + value * (wordings.list[place]?.vector.get(token) ?? 0);
  const scores = wordings.learnt().scores(lesson);
  const near = wordings.targets.map(() => ({ entry: undefined as Curated | undefined, top: [0, 0, 0] }));
  wordings.list.forEach((ask, place) => {
    const sum = sums[place] ?? 0;
    const mine = near[ask.target];
    if (sum <= 0 || !mine) return;
    const likeness = (sum / (ask.norm * norm)) * sameYears(ask.years, years);
    const at = mine.top.findIndex((other) => likeness > other);
    if (at < 0) return;
    if (at === 0) mine.entry = ask.entry;
    mine.top.splice(at, 0, likeness);
    mine.top.pop();
  });
  return wordings.targets.map((target, place) => {
    const { entry, top } = near[place] ?? { entry: undefined, top: [0, 0, 0] };
    let product = 0;
    for (const [token, value] of vector) product += value * (target.middle.get(token) ?? 0);
    return {
      target,
      heard: {
        ...(entry ? { entry } : {}),
        near: top[0] ?? 0,
        second: top[1] ?? 0,
        third: top[2] ?? 0,
        middle: product / (norm * target.middleNorm),
        learnt: scores[place] ?? 0,
      },
    };
  });
}
