/** Which clauses answer a question best: the clause index and the likeness to curated questions, put together. */
import type { Province } from '../types.ts';
import type { Curated } from './curated.ts';
import type { Clause } from './document.ts';
import { normalise } from './lexicon.ts';
import type { Library } from './library.ts';
import { asksOf } from './question.ts';
import { buildIndex, type Index, search, span } from './search.ts';
import { cutAndKeep, type Tokens, tokensOf } from './segment.ts';
import { signOf } from './sentence.ts';

export interface Candidate {
  readonly clause: Clause;
  /** 0…1: the clause index and the curated likeness together. */
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
  /** False where the question names nothing that our documents are about. */
  readonly named: boolean;
  /** The nearest entry that says the documents are silent. */
  readonly silent?: { readonly entry: Curated; readonly likeness: number };
}

interface Asked {
  readonly entry: Curated;
  readonly vector: ReadonlyMap<string, number>;
  readonly norm: number;
  /** The years that this wording names. */
  readonly years: readonly string[];
}

/** A province's curated wordings with an index from token to the wordings that have it. */
interface Asks {
  readonly list: readonly Asked[];
  readonly index: ReadonlyMap<string, readonly number[]>;
}

interface Memory {
  readonly clauses: Index<Clause>;
  readonly asks: ReadonlyMap<Province, Asks>;
  readonly askIdf: (token: string) => number;
  /** Every concept and word of the questions that a clause answers. */
  readonly vocabulary: ReadonlyMap<Clause, ReadonlySet<string>>;
}

const KIND_WEIGHT = { concept: 2, word: 1.5, pair: 0.45 } as const;
/** Concepts that everyday talk has too: 怎么走, 等于几. Alone they name no subject. */
const MANNER = new Set(['@流程', '@换算', '@全部', '@每年', '@附件']);
/** Words of our subject that are in no concept: 那个办法, 88号文, 25分够不. */
const SUBJECT =
  /(?:\d|几|多少|少|补|给|加|够|差|算|有)\s*个?分(?!钟|手|开|公司)|分够|学[分时习]|通知|办法|解读|问答|文件|号文|印发|继教|继续|培训|进修|推广|讲座|证书|达标/u;
const memories = new WeakMap<Library, Memory>();

/** True for a heading that stands alone: it names a subject and says nothing about it. */
const isBareHeading = (clause: Clause): boolean =>
  clause.kind === '正文' && clause.text.length <= 40 && !/[。；：，]/u.test(clause.text);
const isSearchable = (clause: Clause): boolean =>
  (clause.kind === '正文' || clause.kind === '表格行' || clause.kind === '附件') && !isBareHeading(clause);

function vectorOf(tokens: Tokens, idf: (token: string) => number): { vector: Map<string, number>; norm: number } {
  const vector = new Map<string, number>();
  for (const [list, weight] of [
    [tokens.concepts, KIND_WEIGHT.concept],
    [tokens.words, KIND_WEIGHT.word],
    [tokens.pairs, KIND_WEIGHT.pair],
  ] as const)
    for (const token of list) vector.set(token, weight * idf(token));
  const norm = Math.sqrt([...vector.values()].reduce((sum, value) => sum + value * value, 0));
  return { vector, norm };
}

/** Builds what the search needs, once for a library. About 0.4 s for the first, with the segmenter's dictionary. */
export function memoryOf(library: Library): Memory {
  const known = memories.get(library);
  if (known) return known;
  const { lexicon } = library;
  const provinces = new Map(library.documents.map((document) => [document.id, document]));
  const clauses = buildIndex(
    library.documents.flatMap((document) =>
      document.clauses.filter(isSearchable).map((clause) => ({
        item: clause,
        province: provinces.get(clause.document)?.province ?? 'national',
        fields: [
          [clause.text, 1],
          [clause.path.join(' '), 0.8],
          [(clause.cells ?? []).map((cell) => cell.header).join(' '), 0.4],
        ] as const,
      })),
    ),
    lexicon,
    true,
  );
  const cut = library.curated.flatMap((entry) =>
    entry.asks.map((ask) => ({ entry, ask, tokens: cutAndKeep(normalise(ask, lexicon), lexicon) })),
  );
  const df = new Map<string, number>();
  for (const { tokens } of cut)
    for (const token of new Set([...tokens.concepts, ...tokens.words, ...tokens.pairs]))
      df.set(token, (df.get(token) ?? 0) + 1);
  const askIdf = (token: string): number => Math.log(1 + (cut.length + 1) / ((df.get(token) ?? 0) + 0.5)) / 2;
  const asks = new Map<Province, Asked[]>();
  for (const { entry, ask, tokens } of cut) {
    const list = asks.get(entry.province) ?? [];
    asks.set(entry.province, list);
    list.push({ entry, years: yearsNamed(ask), ...vectorOf(tokens, askIdf) });
  }
  const vocabulary = new Map<Clause, Set<string>>();
  for (const { entry, tokens } of cut)
    for (const clause of entry.clauses.slice(0, 1)) {
      const words = vocabulary.get(clause) ?? new Set<string>();
      vocabulary.set(clause, words);
      for (const token of [...tokens.concepts, ...tokens.words]) words.add(token);
    }
  const indexed = new Map(
    [...asks].map(([province, list]): [Province, Asks] => [province, { list, index: indexAsks(list) }]),
  );
  const memory = { clauses, asks: indexed, askIdf, vocabulary };
  memories.set(library, memory);
  return memory;
}

function indexAsks(list: readonly Asked[]): Map<string, number[]> {
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

/** The wordings that share a token with the question, each with the product of the two vectors. */
function products(asks: Asks | undefined, vector: ReadonlyMap<string, number>): [Asked, number][] {
  if (!asks) return [];
  const sums = new Float64Array(asks.list.length);
  for (const [token, value] of vector)
    for (const place of asks.index.get(token) ?? [])
      sums[place] = (sums[place] ?? 0) + value * (asks.list[place]?.vector.get(token) ?? 0);
  return asks.list.flatMap((ask, place): [Asked, number][] =>
    (sums[place] ?? 0) > 0 ? [[ask, sums[place] ?? 0]] : [],
  );
}

const yearsNamed = (text: string): string[] =>
  [...text.matchAll(/20\d\d(?=年|\D|$)|今年|明年|去年/gu)].map((match) => match[0]);

/** A wording about one year says little on a question about another. */
function sameYears(named: readonly string[], asked: readonly string[]): number {
  if (named.length === 0) return 1;
  if (asked.length === 0) return 0.85;
  return named.some((year) => asked.includes(year)) ? 1 : 0.6;
}

function containsToken(memory: Memory, province: Province, clause: Clause, token: string): boolean {
  const partition = memory.clauses.partitions.get(province);
  if (!partition) return false;
  const [from, to] = span(memory.clauses, partition, token);
  for (let i = from; i < to; i++)
    if (memory.clauses.items[partition.numbers[partition.at[i] ?? 0] ?? 0] === clause) return true;
  return false;
}

/** Ranks a province's clauses for a question; `lean` is an earlier question that weighs half. */
export function rank(library: Library, province: Province, question: string, lean?: string): Ranked {
  const memory = memoryOf(library);
  const { lexicon } = library;
  const tokens = tokensOf(normalise(question, lexicon), lexicon);
  const before = lean ? tokensOf(normalise(lean, lexicon), lexicon) : undefined;
  const boost = before
    ? new Map([...before.concepts.map((t) => [t, 1.1] as const), ...before.words.map((t) => [t, 0.7] as const)])
    : undefined;
  const hits = search(memory.clauses, province, question, { limit: 12, ...(boost ? { boost } : {}) });

  const asked = vectorOf(tokens, memory.askIdf);
  if (before) {
    const earlier = vectorOf(before, memory.askIdf).vector;
    for (const [token, value] of earlier) if (!asked.vector.has(token)) asked.vector.set(token, value * 0.6);
  }
  const norm = Math.sqrt([...asked.vector.values()].reduce((sum, value) => sum + value * value, 0));
  const years = yearsNamed(question);
  const nearest = new Map<Curated, number>();
  for (const [ask, product] of products(memory.asks.get(province), asked.vector)) {
    const likeness = (product / (ask.norm * norm || 1)) * sameYears(ask.years, years);
    if (likeness > (nearest.get(ask.entry) ?? 0)) nearest.set(ask.entry, likeness);
  }
  let silent: Ranked['silent'];
  const curatedFor = new Map<Clause, { entry: Curated; likeness: number }>();
  for (const [entry, likeness] of nearest) {
    if (entry.silent) {
      if (!silent || likeness > silent.likeness) silent = { entry, likeness };
      continue;
    }
    const clause = entry.clauses[0];
    if (clause && likeness > (curatedFor.get(clause)?.likeness ?? 0)) curatedFor.set(clause, { entry, likeness });
  }
  const asks = asksOf(lean ? `${lean} ${question}` : question);
  const top = hits[0]?.score ?? 0;
  const pool = new Map(hits.map((hit) => [hit.item, hit]));
  const candidates = [...new Set([...pool.keys(), ...curatedFor.keys()])].map((clause): Candidate => {
    const hit = pool.get(clause);
    const curated = curatedFor.get(clause);
    const found = hit ? hit.strength * (0.75 + 0.25 * (hit.score / (top || 1))) : 0;
    const fit = asks.some((kind) => signOf(kind)?.test(clause.text)) ? 1.06 : 1;
    const score = curated
      ? 0.5 * found + 0.5 * curated.likeness + 0.12 * Math.max(found, curated.likeness)
      : 0.62 * found;
    const words = memory.vocabulary.get(clause);
    const partitionHas = (token: string): boolean => containsToken(memory, province, clause, token);
    let [all, met] = [0, 0];
    for (const token of new Set([...tokens.concepts, ...tokens.words])) {
      const weight = (token.startsWith('@') ? 1.5 : 1) * memory.clauses.idf(token);
      all += weight;
      if (words?.has(token) || partitionHas(token)) met += weight;
    }
    const support = all > 0 ? met / all : 0;
    const unmet = tokens.concepts
      .map((token) => token.slice(1))
      .filter((name) => lexicon.firm.has(name) && !words?.has(`@${name}`) && !partitionHas(`@${name}`));
    const misfit = asks.some((kind) => signOf(kind)?.test(clause.text) === false);
    return {
      clause,
      score: Math.min(1, score * fit * (0.8 + 0.3 * support)),
      coverage: hit?.coverage ?? 0,
      support,
      unmet,
      misfit,
      ...(curated ? { curated } : {}),
    };
  });
  candidates.sort((a, b) => b.score - a.score);
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
  return {
    candidates: candidates.slice(0, 8),
    unknown: unknown.map((token) => token.slice(1)),
    named:
      [...tokens.concepts, ...(before?.concepts ?? [])].some((token) => !MANNER.has(token)) ||
      SUBJECT.test(`${lean ?? ''} ${question}`),
    ...(silent ? { silent } : {}),
  };
}
