/**
 * How sure it is that a clause answers, that a curated silence does, or that nothing of ours does: one share each, which
 * add up to 1. A conditional logit; its weights are fitted by bench/fit-sureness.ts.
 */

/** What speaks for one option. All about 0…1, but for `learnt` and `odds`. */
interface Evidence {
  /** What the wordings have taught, against the mean of all options. */
  readonly learnt: number;
  /** Log-likelihood of the question's words under this option against their usual one, per word. */
  readonly odds: number;
  /** Likeness to the nearest wording, and to the nearest three. */
  readonly near: number;
  readonly nearThree: number;
  readonly middle: number;
  /** The clause index. */
  readonly found: number;
  readonly coverage: number;
  readonly support: number;
  readonly silent: number;
  /** 1 where no wording leads to the clause. */
  readonly bare: number;
  /** 1 where a side of the subject is asked about that neither the clause nor its wordings touch. */
  readonly unmet: number;
  readonly misfit: number;
  /** How many of its wordings ask in the same manner. */
  readonly manner: number;
  /** 1 where a date or a telephone number is asked for that the clause does not have. */
  readonly lacks: number;
  /** How rare the rarest word is that neither the clause nor its wordings have, and all such words together. */
  readonly missing: number;
  readonly strange: number;
  /** Share of the question's meaningful characters, and of its pairs, that the clause has; and that its wordings have as well. */
  readonly letters: number;
  readonly allLetters: number;
  readonly pairs: number;
  /** Share of the rarity of its characters that the clause and its wordings have; that its best sentence alone has. */
  readonly rareLetters: number;
  readonly sentence: number;
}

export const EVIDENCE = [
  'learnt',
  'odds',
  'near',
  'nearThree',
  'middle',
  'found',
  'coverage',
  'support',
  'silent',
  'bare',
  'unmet',
  'misfit',
  'manner',
  'lacks',
  'missing',
  'strange',
  'letters',
  'allLetters',
  'pairs',
  'rareLetters',
  'sentence',
] as const satisfies readonly (keyof Evidence)[];

export const featuresOf = (evidence: Evidence): number[] => EVIDENCE.map((name) => evidence[name]);

/** What the question alone says about whether anything of ours answers it. */
export interface Question {
  /** It names a subject that other documents know and this province's never mention. */
  readonly unknown: boolean;
  /** It names something that our documents are about. */
  readonly named: boolean;
  /** Share of its words that neither a document nor a wording has. */
  readonly novel: number;
}

export const NOTHING = ['nothing', 'unknown', 'unnamed', 'novel'] as const;
export const nothingOf = ({ unknown, named, novel }: Question): number[] => [1, unknown ? 1 : 0, named ? 0 : 1, novel];

/** In the order of EVIDENCE, then of `nothingOf`. */
export const FIT: readonly number[] = [
  0.76, 0.68, 0.28, -1.02, -0.03, 0.64, 0.49, -0.38, 1.48, -0.19, -0.85, -1.01, 1.16, -0.91, 0.35, -0.24, 0.27, 2.09,
  1.05, 1.21, 1.28, 1.13, 0.06, 0.84, 0.53,
];
/** For a province whose clauses have hardly any wordings yet. */
export const FIT_BARE: readonly number[] = [
  0.0, 0.0, 0.0, 0.0, 0.0, 6.3, 1.72, 1.15, 0.0, 0.0, -2.23, -1.72, 0.0, -1.49, 0.35, 0.45, 1.54, 0.0, 0.0, 0.6, 2.07,
  4.71, 2.07, 0.09, 0.0,
];
const FEW = 40;

/** The share of each option, and of none of them. */
export function sharesOf(
  options: readonly (readonly number[])[],
  about: Question & { readonly wordings: number },
): { readonly shares: number[]; readonly nothing: number } {
  const fit = about.wordings < FEW ? FIT_BARE : FIT;
  const sum = (features: readonly number[], from: number): number =>
    features.reduce((total, value, place) => total + value * (fit[from + place] ?? 0), 0);
  const none = sum(nothingOf(about), EVIDENCE.length);
  const scores = options.map((features) => sum(features, 0));
  const most = scores.reduce((greatest, score) => Math.max(greatest, score), none);
  const parts = scores.map((score) => Math.exp(score - most));
  const rest = Math.exp(none - most);
  const all = parts.reduce((total, part) => total + part, rest);
  return { shares: parts.map((part) => part / all), nothing: rest / all };
}
