/** The gap log: questions that got no answer or a 👎, without personal data, grouped by likeness for the curator. Pure. */
import { scrub } from '../talk/scrub.ts';
import type { GapReason } from '../talk/types.ts';
import type { Instant, Province } from '../types.ts';
import { normalise } from './lexicon.ts';
import type { Library } from './library.ts';
import { tokensOf } from './segment.ts';

export type { GapReason };
export { scrub };

export interface Gap {
  /** Scrubbed: see `scrub`. */
  readonly question: string;
  readonly province: Province | null;
  readonly reason: GapReason;
  readonly at: Instant;
}

export interface GapGroup {
  /** The wording that most others are near to. */
  readonly question: string;
  readonly province: Province | null;
  readonly count: number;
  readonly reasons: { readonly [reason in GapReason]?: number };
  /** Different wordings, most frequent first, at most ten. */
  readonly wordings: readonly string[];
  readonly last: Instant;
}

/** Groups gaps of a province whose wording is alike, the most frequent first. Deterministic. */
export function groupGaps(gaps: readonly Gap[], library: Library, alike = 0.45): GapGroup[] {
  const { lexicon } = library;
  const seen = new Map<string, Map<string, number>>();
  const vectorOf = (question: string): Map<string, number> => {
    const known = seen.get(question);
    if (known) return known;
    const tokens = tokensOf(normalise(question, lexicon), lexicon);
    const vector = new Map<string, number>();
    for (const [list, weight] of [
      [tokens.pairs, 0.3],
      [tokens.words, 1],
      [tokens.concepts, 2],
    ] as const)
      for (const token of list) vector.set(token, lexicon.soft.has(token.slice(1)) ? 0.4 : weight);
    seen.set(question, vector);
    return vector;
  };
  const likeness = (a: string, b: string): number => {
    const [x, y] = [vectorOf(a), vectorOf(b)];
    let product = 0;
    for (const [token, value] of x) product += value * (y.get(token) ?? 0);
    const norm = (v: Map<string, number>): number =>
      Math.sqrt([...v.values()].reduce((sum, value) => sum + value * value, 0));
    return product / (norm(x) * norm(y) || 1);
  };
  const groups: Gap[][] = [];
  for (const gap of [...gaps].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.question < b.question ? -1 : 1))) {
    const home = groups.find(
      (group) =>
        group[0]?.province === gap.province && group.some((other) => likeness(other.question, gap.question) >= alike),
    );
    if (home) home.push(gap);
    else groups.push([gap]);
  }
  return groups
    .map((group) => describe(group, likeness))
    .sort((a, b) => b.count - a.count || (a.last < b.last ? 1 : -1));
}

function describe(group: readonly Gap[], likeness: (a: string, b: string) => number): GapGroup {
  const counts = new Map<string, number>();
  const reasons: { [reason in GapReason]?: number } = {};
  for (const gap of group) {
    counts.set(gap.question, (counts.get(gap.question) ?? 0) + 1);
    reasons[gap.reason] = (reasons[gap.reason] ?? 0) + 1;
  }
  const wordings = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([question]) => question);
  const middle = wordings
    .map((question) => ({ question, sum: wordings.reduce((sum, other) => sum + likeness(question, other), 0) }))
    .sort((a, b) => b.sum - a.sum)[0];
  return {
    question: middle?.question ?? '',
    province: group[0]?.province ?? null,
    count: group.length,
    reasons,
    wordings: wordings.slice(0, 10),
    last: group.at(-1)?.at ?? '',
  };
}
