/** Which clauses answer a question best: the clause index and the likeness to curated questions, put together. */

import { sentencesOf } from '../../documents/index.ts';
import type { Clause, Province } from '../../types/index.ts';
import type { Curated } from '../from/curated.ts';
import type { Library } from '../library.ts';
import { type Hit, search, span } from './clauses.ts';
import { type Memory, memoryOf } from './keep.ts';
import { type Lexicon, normalise } from './lexicon.ts';
import { type Asks, asksOf } from './question.ts';
import { type Tokens, tokensOf } from './segment.ts';
import { lacksSign, signOf } from './sentence.ts';
import { featuresOf, type Question, sharesOf } from './sureness.ts';
import { askVector, type Heard, hear, lessonVector, type Target, weighed, yearsNamed } from './wordings.ts';

export interface Candidate {
  readonly clause: Clause;
  /** How likely it is that this clause answers: 0…1. */
  readonly score: number;
  readonly coverage: number;
  /** As coverage, with the words of the curated questions that the clause answers: what is left over is news to us. */
  readonly support: number;
  /** Sides of the subject that are asked about and that neither the clause nor its curated questions touch. */
  readonly unmet: readonly string[];
  /** The kind of question wants a figure, a date, a number … that the clause does not have. */
  readonly misfit: boolean;
  /** The curated entry that brought it up, with the likeness of its nearest question. */
  readonly curated?: { readonly entry: Curated; readonly likeness: number };
}

export interface Ranked {
  readonly candidates: readonly Candidate[];
  /** Subjects that the question names, that other documents know, and that this province's never mention. */
  readonly unknown: readonly string[];
  /** What the question alone says. */
  readonly about: Question;
  /** It names nothing of ours and is hardly a word long: 1+1等于几. */
  readonly thin: boolean;
  /** The likeliest entry that says the documents are silent. */
  readonly silent?: { readonly entry: Curated; readonly likeness: number; readonly score: number };
  /** How likely it is that neither a clause nor a curated silence is meant. */
  readonly nothing: number;
  /** All that was weighed, for the fit (bench/fit-sureness.ts). */
  readonly options: readonly Option[];
}

/** A clause or a curated silence, with what speaks for it. */
export interface Option {
  readonly clause: Clause | undefined;
  readonly target: Target | undefined;
  readonly heard: Heard | undefined;
  readonly coverage: number;
  readonly support: number;
  readonly unmet: readonly string[];
  readonly misfit: boolean;
  readonly features: readonly number[];
}

/** Concepts that everyday talk has too: 怎么走, 等于几. Alone they name no subject. */
const MANNER = new Set(['@流程', '@换算', '@全部', '@每年', '@附件']);

/** Words of our subject that are in no concept: 那个办法, 88号文, 25分够不. */
const SUBJECT =
  /(?:\d|几|多少|少|补|给|加|够|差|算|有)\s*个?分(?!钟|手|开|公司)|分够|学[分时习]|通知|办法|解读|问答|文件|号文|印发|继教|继续|培训|进修|推广|讲座|证书|达标/u;

/** How much of the general likelihood of a token each target is given beforehand. */
const SMOOTH = 20;

/** What the classifier says of a clause that no wording leads to. */
const BARE = -1;

/** Characters that every question has. */
const SMALL = new Set(
  '的了吗呢啊呀吧嘛哦么不没有要能是在我你他它她这那个几多少什怎样谁哪就都也还又再得给和跟与或到从去来上下里把被让对可以行会算一二三四五六七八九十',
);

const lettersKept = new WeakMap<Clause, ReadonlySet<string>>();

function lettersOf(clause: Clause): ReadonlySet<string> {
  const known = lettersKept.get(clause) ?? new Set(`${clause.path.join('')}${clause.text}`);
  lettersKept.set(clause, known);
  return known;
}

const sentencesKept = new WeakMap<Clause, readonly ReadonlySet<string>[]>();

function sentenceLetters(clause: Clause): readonly ReadonlySet<string>[] {
  const known = sentencesKept.get(clause) ?? sentencesOf(clause).map((sentence) => new Set(sentence));
  sentencesKept.set(clause, known);
  return known;
}

const share = (count: number, of: number): number => (of === 0 ? 0 : count / of);

/** Which of these tokens each of these clauses has. One pass over the postings of each token. */
function tokensIn(
  memory: Memory,
  province: Province,
  clauses: ReadonlySet<Clause>,
  tokens: Iterable<string>,
): Map<Clause, Set<string>> {
  const found = new Map([...clauses].map((clause) => [clause, new Set<string>()]));
  const partition = memory.clauses.partitions.get(province);
  if (!partition) return found;
  const wanted = new Map([...clauses].map((clause) => [memory.numbers.get(clause) ?? -1, clause]));
  for (const token of tokens) {
    const [from, to] = span(memory.clauses, partition, token);
    for (let i = from; i < to; i++) {
      const clause = wanted.get(partition.numbers[partition.at[i] ?? 0] ?? -1);
      if (clause) found.get(clause)?.add(token);
    }
  }
  return found;
}

/** A question as it is weighed: what it is made of, and what the clause index and the wordings found for it. */
interface Asked {
  readonly memory: Memory;
  readonly lexicon: Lexicon;
  readonly province: Province;
  readonly question: string;
  readonly lean: string | undefined;
  readonly tokens: Tokens;
  readonly before: Tokens | undefined;
  /** Its concepts and words. */
  readonly told: ReadonlySet<string>;
  /** Token → weight, with what the earlier question adds. */
  readonly weights: ReadonlyMap<string, number>;
  /** Its characters that say something. */
  readonly letters: readonly string[];
  readonly years: readonly string[];
  readonly asks: readonly Asks[];
  readonly hits: readonly Hit<Clause>[];
  readonly hitOf: ReadonlyMap<Clause, Hit<Clause>>;
  readonly heard: ReturnType<typeof hear>;
  /** Which of its tokens each clause in question has. */
  readonly held: ReadonlyMap<Clause, ReadonlySet<string>>;
}

function listen(library: Library, province: Province, question: string, lean: string | undefined): Asked {
  const memory = memoryOf(library);
  const { lexicon } = library;
  const tokens = tokensOf(normalise(question, lexicon), lexicon);
  const before = lean ? tokensOf(normalise(lean, lexicon), lexicon) : undefined;
  const boost = before
    ? new Map([...before.concepts.map((t) => [t, 1.1] as const), ...before.words.map((t) => [t, 0.7] as const)])
    : undefined;
  const hits = search(memory.clauses, province, question, { limit: 12, ...(boost ? { boost } : {}) });
  const { idf } = memory.wordings;
  const wordings = memory.wordings.of.get(province);
  const years = yearsNamed(question);
  const heard = wordings
    ? hear(wordings, askVector(tokens, idf, before), lessonVector(tokens, idf, before), years)
    : [];
  const hitOf = new Map(hits.map((hit) => [hit.item, hit]));
  const weights = weighed(tokens);
  if (before) for (const [token, weight] of weighed(before)) if (!weights.has(token)) weights.set(token, weight * 0.6);
  const known = heard.flatMap(({ target }) => (target.clause ? [target.clause] : []));
  return {
    memory,
    lexicon,
    province,
    question,
    lean,
    tokens,
    before,
    told: new Set([...tokens.concepts, ...tokens.words]),
    weights,
    letters: [...new Set(question)].filter((char) => /[\p{Script=Han}a-z]/u.test(char) && !SMALL.has(char)),
    years,
    asks: asksOf(lean ? `${lean} ${question}` : question),
    hits,
    hitOf,
    heard,
    held: tokensIn(memory, province, new Set([...hitOf.keys(), ...known]), weights.keys()),
  };
}

const NONE: ReadonlySet<string> = new Set();

/** How many of the question's tokens a clause and its wordings have, by how rare they are, and how usual that is. */
function wordsMet({ memory, lexicon, told, weights }: Asked, own: ReadonlySet<string>, target: Target | undefined) {
  const { idf, share: usualShare } = memory.wordings;
  let [all, met, odds, mass, missing] = [0, 0, 0, 0, 0];
  for (const token of told) {
    const rarity = memory.clauses.idf(token);
    const weight = (token.startsWith('@') ? 1.5 : 1) * rarity;
    all += weight;
    if (own.has(token) || target?.words.has(token)) met += weight;
    else if (!lexicon.soft.has(token.slice(1))) missing = Math.max(missing, idf(token));
  }
  for (const [token, weight] of weights) {
    const usual = usualShare(token);
    const here = (target?.counts.get(token) ?? 0) + (own.has(token) ? 1 : 0);
    odds += weight * Math.log((here + SMOOTH * usual) / ((target?.total ?? own.size) + SMOOTH) / usual);
    mass += weight;
  }
  return { all, met, missing, odds: odds / Math.max(6, mass) };
}

/** How many of the question's characters a clause, its wordings and its best sentence have. */
function lettersMet({ memory, letters }: Asked, clause: Clause | undefined, target: Target | undefined) {
  const rarity = (chars: readonly string[]): number => chars.reduce((sum, char) => sum + memory.rarity(char), 0);
  const text = clause ? lettersOf(clause) : NONE;
  const held = letters.filter((char) => text.has(char) || target?.letters.has(char));
  const rarest = rarity(letters);
  return {
    letters: share(letters.filter((char) => text.has(char)).length, letters.length),
    allLetters: share(held.length, letters.length),
    rareLetters: share(rarity(held), rarest),
    sentence: clause
      ? sentenceLetters(clause).reduce(
          (most, own) => Math.max(most, share(rarity(letters.filter((char) => own.has(char))), rarest)),
          0,
        )
      : 0,
  };
}

/** What speaks for a clause, or for a curated silence. */
function optionOf(
  asked: Asked,
  { clause, target, heard }: Pick<Option, 'target' | 'heard'> & { readonly clause: Clause | undefined },
): Option {
  const { tokens, asks, question } = asked;
  const hit = clause ? asked.hitOf.get(clause) : undefined;
  const own = (clause ? asked.held.get(clause) : undefined) ?? NONE;
  const { all, met, missing, odds } = wordsMet(asked, own, target);
  const unmet = tokens.concepts
    .filter(
      (token) => asked.lexicon.firm.has(token.slice(1)) && !own.has(token) && !(target?.words.has(token) ?? false),
    )
    .map((token) => token.slice(1));
  const signs = asks.map((kind) => signOf(kind)?.test(clause?.text ?? '')).filter((sign) => sign !== undefined);
  const misfit = clause !== undefined && signs.includes(false);
  const paired = tokens.pairs.filter((pair) => own.has(pair) || target?.pairs.has(pair)).length;
  const top = asked.hits[0]?.score ?? 0;
  const { near = 0, second = 0, third = 0, middle = 0, learnt = BARE } = heard ?? {};
  const coverage = hit?.coverage ?? 0;
  const support = all > 0 ? met / all : 0;
  const features = featuresOf({
    learnt,
    odds,
    near,
    nearThree: (near + second + third) / 3,
    middle,
    found: hit ? hit.strength * (0.75 + 0.25 * (hit.score / (top || 1))) : 0,
    coverage,
    support,
    silent: target?.silent ? 1 : 0,
    bare: target ? 0 : 1,
    unmet: unmet.length > 0 ? 1 : 0,
    misfit: misfit ? 1 : 0,
    lacks: clause !== undefined && lacksSign(question, clause.text) ? 1 : 0,
    missing: missing / 4,
    strange: (all - met) / 10,
    pairs: share(paired, tokens.pairs.length),
    ...lettersMet(asked, clause, target),
    manner: asks.reduce((sum, kind) => sum + (target?.kinds.get(kind) ?? 0), 0) / Math.max(1, asks.length),
  });
  return { clause, target, heard, coverage, support, unmet, misfit, features };
}

/** The clauses and curated silences that may be meant. */
function optionsOf(asked: Asked): Option[] {
  const { heard, hits, hitOf } = asked;
  const known = new Set(heard.flatMap(({ target }) => (target.clause ? [target.clause] : [])));
  return [
    ...heard
      .filter(({ target, heard: said }) => said.near > 0 || (target.clause !== undefined && hitOf.has(target.clause)))
      .map(({ target, heard: said }) => optionOf(asked, { clause: target.clause, target, heard: said })),
    ...hits
      .filter((hit) => !known.has(hit.item))
      .map((hit) => optionOf(asked, { clause: hit.item, target: undefined, heard: undefined })),
  ];
}

/** What the question alone says: subjects that only other documents know, whether it names anything of ours, how much of it is news. */
function aboutOf({ memory, lexicon, province, question, lean, tokens, before, told }: Asked) {
  const partition = memory.clauses.partitions.get(province);
  const mentioned = (token: string): boolean => {
    if (!partition) return false;
    const [from, to] = span(memory.clauses, partition, token);
    return to > from;
  };
  const unknown = [...new Set(tokens.concepts)].filter(
    (token) =>
      !lexicon.soft.has(token.slice(1)) && !mentioned(token) && memory.clauses.idf(token) < memory.clauses.idf('@'),
  );
  const named =
    [...tokens.concepts, ...(before?.concepts ?? [])].some((token) => !MANNER.has(token)) ||
    SUBJECT.test(`${lean ?? ''} ${question}`);
  const { idf } = memory.wordings;
  const news = [...told].filter((token) => idf(token) >= idf('') && !memory.clauses.tokens.has(token)).length;
  return {
    unknown: unknown.map((token) => token.slice(1)),
    about: { unknown: unknown.length > 0, named, novel: news / Math.max(1, told.size) },
  };
}

const candidateOf = ({
  clause,
  score,
  coverage,
  support,
  unmet,
  misfit,
  heard,
}: Option & { readonly score: number }) =>
  clause
    ? [
        {
          clause,
          score,
          coverage,
          support,
          unmet,
          misfit,
          ...(heard?.entry ? { curated: { entry: heard.entry, likeness: heard.near } } : {}),
        },
      ]
    : [];

/** Ranks a province's clauses for a question; `lean` is an earlier question that weighs half. */
export function rank(library: Library, province: Province, question: string, lean?: string): Ranked {
  const asked = listen(library, province, question, lean);
  const options = optionsOf(asked);
  const { unknown, about } = aboutOf(asked);
  const { shares, nothing } = sharesOf(
    options.map(({ features }) => features),
    { ...about, wordings: asked.memory.wordings.of.get(province)?.list.length ?? 0 },
  );
  const ranked = options
    .map((option, place) => ({ ...option, score: shares[place] ?? 0 }))
    .sort((a, b) => b.score - a.score);
  const quiet = ranked.find(({ target }) => target?.silent);
  return {
    candidates: ranked.flatMap(candidateOf).slice(0, 8),
    nothing,
    options,
    unknown,
    about,
    thin: !about.named && asked.letters.length < 3 && asked.years.length === 0,
    ...(quiet?.target?.silent
      ? { silent: { entry: quiet.target.silent, likeness: quiet.heard?.near ?? 0, score: quiet.score } }
      : {}),
  };
}
