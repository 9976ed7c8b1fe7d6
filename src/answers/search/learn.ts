/**
 * What the curated wordings teach: a linear classifier from the tokens of a question to the entry that answers it
 * (softmax regression by stochastic gradient descent). A thousand wordings take a few hundredths of a second, so it is
 * learnt anew whenever the wordings change. Pure and deterministic: no clock, no chance.
 */

export interface Lesson {
  /** Token → weight; of length one. */
  readonly vector: ReadonlyMap<string, number>;
  /** Which of the targets it belongs to: 0 … targets − 1. */
  readonly target: number;
}

export interface Learnt {
  /** Scores of all targets for a question's vector, each against their mean. */
  readonly scores: (vector: ReadonlyMap<string, number>) => Float64Array;
}

const ROUNDS = 8;
const DECAY = 1e-4;
/** A step that would move a weight by less is left out. */
const LEAST = 2e-3;

/** `mixed`: how many of the lessons are gone through in a changing order; those after them come last in every round. */
export function learn(lessons: readonly Lesson[], targets: number, mixed = lessons.length): Learnt {
  const rows = new Map<string, number>();
  const examples = lessons.map(({ vector, target }) => {
    const at = new Uint32Array(vector.size);
    const value = new Float64Array(vector.size);
    let i = 0;
    for (const [token, weight] of vector) {
      const row = rows.get(token) ?? rows.size;
      rows.set(token, row);
      at[i] = row * targets;
      value[i++] = weight;
    }
    return { at, value, target };
  });
  const weights = new Float64Array(rows.size * targets);
  const bias = new Float64Array(targets);
  const odds = new Float64Array(targets);
  const order = examples.map((_, index) => index);
  let seed = 1;
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = mixed - 1; i > 0; i--) {
      seed = (seed * 48271) % 2147483647;
      const j = seed % (i + 1);
      const held = order[i] ?? 0;
      order[i] = order[j] ?? 0;
      order[j] = held;
    }
    const rate = 1 - round / ROUNDS + 0.02;
    for (const index of order) {
      const example = examples[index];
      if (!example) continue;
      const { at, value, target } = example;
      odds.set(bias);
      for (let k = 0; k < at.length; k++) {
        const row = at[k] ?? 0;
        const x = value[k] ?? 0;
        for (let c = 0; c < targets; c++) odds[c] = (odds[c] ?? 0) + (weights[row + c] ?? 0) * x;
      }
      softmax(odds);
      for (let c = 0; c < targets; c++) {
        const miss = (c === target ? 1 : 0) - (odds[c] ?? 0);
        if (miss < LEAST && miss > -LEAST) continue;
        bias[c] = (bias[c] ?? 0) + 0.1 * rate * miss;
        for (let k = 0; k < at.length; k++) {
          const cell = (at[k] ?? 0) + c;
          const weight = weights[cell] ?? 0;
          weights[cell] = weight + rate * (miss * (value[k] ?? 0) - DECAY * weight);
        }
      }
    }
  }
  return {
    scores: (vector) => {
      const out = new Float64Array(bias);
      for (const [token, x] of vector) {
        const row = rows.get(token);
        if (row === undefined) continue;
        for (let c = 0; c < targets; c++) out[c] = (out[c] ?? 0) + (weights[row * targets + c] ?? 0) * x;
      }
      const mean = out.reduce((sum, value) => sum + value, 0) / Math.max(1, targets);
      return out.map((value) => value - mean);
    },
  };
}

function softmax(values: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < values.length; c++) most = Math.max(most, values[c] ?? 0);
  let sum = 0;
  for (let c = 0; c < values.length; c++) {
    const value = Math.exp((values[c] ?? 0) - most);
    values[c] = value;
    sum += value;
  }
  for (let c = 0; c < values.length; c++) values[c] = (values[c] ?? 0) / sum;
}
