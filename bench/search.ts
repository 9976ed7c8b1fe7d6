/**
 * The search against three engines, on the same clauses and the same answerable questions: right-first, in-first-three
 * and latency; then ours alone on 100,000 clauses. Run: `node --expose-gc bench/search.ts [clauses]`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, insert, search as oramaSearch } from '@orama/orama';
import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import {
  allTokens,
  buildIndex,
  loadLibrary,
  memoryOf,
  normalise,
  rank,
  scopeOf,
  search,
} from '../src/answers/index.ts';
import { readCases } from '../src/curate/cases.ts';
import { bare } from '../src/documents/index.ts';
import type { Clause } from '../src/types/index.ts';

const root = join(import.meta.dirname, '..');
const library = loadLibrary(join(root, 'faq/documents'), join(root, 'faq'));
const { lexicon } = library;
const provinceOf = new Map(library.documents.map((document) => [document.id, document.province]));
const clauses = library.documents
  .flatMap((document) => document.clauses)
  .filter((clause) => clause.kind !== '文首' && clause.text.length > 12);
const folder = join(root, 'faq/cases');
const asked = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => readCases(readFileSync(join(folder, name), 'utf8'), name))
  .filter((one) => one.gold.length > 0)
  .map((one) => ({ gold: one.gold.map(bare), scope: scopeOf(library, one.input) }))
  .filter(
    ({ scope }) =>
      scope.province !== undefined &&
      scope.compared.length === 0 &&
      library.documents.some((d) => d.province === scope.province),
  );

const wordsOf = (text: string): string =>
  allTokens(normalise(text, lexicon), lexicon)
    .map((token) => token.replace('@', 'c_').replace('~', 'p_'))
    .join(' ');
const textOf = (clause: Clause): string => `${clause.path.join(' ')} ${clause.text}`;

type Find = (question: string, province: string) => Clause[] | Promise<Clause[]>;
const engines: [string, Find][] = [];

memoryOf(library);
// What a province's wordings teach is learnt at its first question; the segmenter's dictionary loads at the first of all.
for (const province of new Set(provinceOf.values())) rank(library, province, '学分怎么算');
engines.push([
  'ours: clauses and curated questions',
  (question, province) => rank(library, province, question).candidates.map((one) => one.clause),
]);
const index = memoryOf(library).clauses;
engines.push(['ours: clauses only', (question, province) => search(index, province, question).map((hit) => hit.item)]);

for (const [name, prepare] of [
  ['MiniSearch, our words', wordsOf],
  [
    'MiniSearch, character pairs',
    (text: string) => [...text].map((char, i, all) => char + (all[i + 1] ?? '')).join(' '),
  ],
] as const) {
  const mini = new MiniSearch<{ id: number; text: string; province: string }>({
    fields: ['text'],
    tokenize: (text) => text.split(' ').filter(Boolean),
    processTerm: (term) => term,
  });
  mini.addAll(
    clauses.map((clause, id) => ({
      id,
      text: prepare(textOf(clause)),
      province: provinceOf.get(clause.document) ?? '',
    })),
  );
  const provinces = clauses.map((clause) => provinceOf.get(clause.document));
  engines.push([
    name,
    (question, province) =>
      mini
        .search(prepare(question), { filter: (hit) => provinces[hit.id as number] === province })
        .map((hit) => clauses[hit.id as number] as Clause),
  ]);
}

const orama = create({
  schema: { text: 'string', province: 'enum', number: 'number' } as const,
  components: {
    tokenizer: {
      language: 'english',
      normalizationCache: new Map(),
      tokenize: (text: string) => text.split(' ').filter(Boolean),
    },
  },
});
for (const [number, clause] of clauses.entries())
  await insert(orama, { text: wordsOf(textOf(clause)), province: provinceOf.get(clause.document) ?? '', number });
engines.push([
  'Orama, our words',
  async (question, province) => {
    const found = await oramaSearch(orama, {
      term: wordsOf(question),
      where: { province: { eq: province } },
      limit: 10,
      threshold: 1,
    });
    return found.hits.map((hit) => clauses[(hit.document as { number: number }).number] as Clause);
  },
]);

const database = new Database(':memory:');
for (const [table, tokenizer, prepare] of [
  ['words', 'unicode61', wordsOf],
  ['trigram', 'trigram', (text: string) => text],
] as const) {
  database.exec(`create virtual table ${table} using fts5(text, province unindexed, tokenize='${tokenizer}')`);
  const add = database.prepare(`insert into ${table}(rowid, text, province) values (?, ?, ?)`);
  clauses.forEach((clause, id) => {
    add.run(id + 1, prepare(textOf(clause)), provinceOf.get(clause.document) ?? '');
  });
  const query = database.prepare(
    `select rowid from ${table} where ${table} match ? and province = ? order by rank limit 10`,
  );
  const terms = (question: string): string[] =>
    tokenizer === 'trigram'
      ? [...question]
          .map((_, i, all) => all.slice(i, i + 3).join(''))
          .filter((term) => [...term].length === 3 && /^[\p{Script=Han}a-z0-9]+$/iu.test(term))
      : wordsOf(question).split(' ');
  engines.push([
    `SQLite FTS5, ${tokenizer === 'trigram' ? 'trigram' : 'our words'}`,
    (question, province) => {
      const all = [...new Set(terms(question))].map((term) => `"${term.replaceAll('"', '')}"`);
      if (all.length === 0) return [];
      return (query.all(all.join(' OR '), province) as { rowid: number }[]).map(
        (row) => clauses[row.rowid - 1] as Clause,
      );
    },
  ]);
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
console.error(`${clauses.length} clauses, ${asked.length} answerable questions, own province only`);
for (const [name, find] of engines) {
  let first = 0;
  let three = 0;
  const times: number[] = [];
  for (const { gold, scope } of asked) {
    const question = scope.whole;
    const start = performance.now();
    const found = await find(question, scope.province ?? '');
    times.push(performance.now() - start);
    const place = found.findIndex((clause) => gold.some((words) => bare(clause.text).includes(words)));
    if (place === 0) first++;
    if (place >= 0 && place < 3) three++;
  }
  times.sort((a, b) => a - b);
  const share = (count: number): string => `${((100 * count) / asked.length).toFixed(1)}%`;
  console.error(
    `${name.padEnd(36)} first ${share(first).padStart(6)}  in three ${share(three).padStart(6)}  p50 ${at(times, 0.5).toFixed(2)} ms  p99 ${at(times, 0.99).toFixed(2)} ms`,
  );
}

const many = Number(process.argv[2] ?? 100_000);
const provinces = Array.from({ length: 31 }, (_, i) => `province-${i}`);
const before = process.memoryUsage().rss;
const started = performance.now();
const large = buildIndex(
  (function* () {
    for (let i = 0; i < many; i++) {
      const clause = clauses[(i * 7919) % clauses.length] as Clause;
      const other = clauses[(i * 104_729 + 13) % clauses.length] as Clause;
      yield {
        item: i,
        province: provinces[i % provinces.length] ?? '',
        fields: [[`${clause.text.slice(0, 90)}${other.text.slice(0, 60)}第${i}条`, 1]] as const,
      };
    }
  })(),
  lexicon,
);
const built = performance.now() - started;
const times: number[] = [];
for (let i = 0; i < 2000; i++) {
  const { scope } = asked[i % asked.length] ?? {};
  const start = performance.now();
  search(large, provinces[i % provinces.length] ?? '', scope?.whole ?? '');
  search(large, provinces[(i + 1) % provinces.length] ?? '', scope?.whole ?? '');
  times.push(performance.now() - start);
}
times.sort((a, b) => a - b);
globalThis.gc?.();
const peak = process.memoryUsage().rss;
console.error(
  `${many} clauses in 31 provinces: built in ${(built / 1000).toFixed(1)} s, two scopes a question p50 ${at(times, 0.5).toFixed(1)} ms  p99 ${at(times, 0.99).toFixed(1)} ms, ${Math.round((peak - before) / 1024 / 1024)} MB more (${Math.round(peak / 1024 / 1024)} MB in all)`,
);
