/**
 * Fits the weights of src/answers/search/sureness.ts: `node bench/fit-sureness.ts [cases.jsonl …]`
 *
 * Every question is asked of a library from which the wordings of its own fold are taken out, and all wordings that are
 * nearly its own: no wording testifies for itself. Questions are the curated wordings and the open part of faq/cases
 * (the held-out third is never read), and whatever case files are named. Prints the figures of weights that were fitted
 * without the fold they are measured on, then the weights of all folds together, to be copied.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  documentsOf,
  EVIDENCE,
  FIT,
  FIT_BARE,
  type Library,
  loadLibrary,
  NOTHING,
  nothingOf,
  rank,
  scopeOf,
} from '../src/answers/index.ts';
import { type Case, isHeldOut, readCases } from '../src/curate/cases.ts';
import { bare } from '../src/documents/index.ts';

const FOLDS = 5;
const ALIKE = 0.75;
const RIDGE = 1e-3;
/** A case is a whole question of somebody, and so is a long wording; a short one is only its key words. */
const WEIGHT = { case: 3, question: 3, words: 1 } as const;
const WHOLE = 8;

/** A question with the features of its options; `gold`: the options (the last one: none of them) that are right. */
interface Row {
  readonly fold: number;
  readonly weight: number;
  readonly isCase: boolean;
  readonly answerable: boolean;
  readonly rows: readonly (readonly number[])[];
  readonly clauses: readonly boolean[];
  readonly gold: readonly boolean[];
}

const root = join(import.meta.dirname, '..');
const library = loadLibrary(join(root, 'faq/documents'), join(root, 'faq'));
const foldOf = (text: string): number => (createHash('sha256').update(bare(text)).digest()[2] ?? 0) % FOLDS;

const pairsOf = (text: string): Set<string> => {
  const chars = [...bare(text)];
  return new Set(chars.slice(1).map((char, place) => `${chars[place]}${char}`));
};

/** The library without what would testify for the questions of a fold. */
function without(fold: number, asked: readonly string[]): Library {
  const pairs = asked.map(pairsOf);
  const isAlike = (ask: string): boolean => {
    const own = pairsOf(ask);
    return pairs.some((other) => {
      const shared = [...own].filter((pair) => other.has(pair)).length;
      return shared / (own.size + other.size - shared || 1) >= ALIKE;
    });
  };
  const curated = library.curated.map((entry) => ({
    ...entry,
    asks: entry.asks.filter((ask) => foldOf(ask) !== fold && !isAlike(ask)),
  }));
  return { ...library, curated };
}

/** `bare`: of a library that has no wordings at all, as a new province begins. */
function rowsOf(fold: number, cases: readonly Case[], bareLibrary: boolean): Row[] {
  const mine = cases.filter((one) => foldOf(one.id) === fold);
  const reduced = bareLibrary
    ? { ...library, curated: [] }
    : without(
        fold,
        mine.map((one) => one.input.question),
      );
  const fromCases = mine.flatMap((one): Row[] => {
    const scope = scopeOf(reduced, one.input);
    if (scope.compared.length > 1) return [];
    const province = documentsOf(reduced, scope.province).length > 0 ? (scope.province ?? 'national') : 'national';
    const ranked = rank(reduced, province, scope.text, scope.lean);
    const right = ranked.options.map(({ clause }) =>
      one.gold.some((words) => bare(clause?.text ?? '').includes(bare(words))),
    );
    const answerable = right.includes(true);
    const gold = ranked.options.map(({ clause }, place) => (answerable ? right[place] === true : clause === undefined));
    return [row(fold, ranked, [...gold, !answerable], answerable, 'case')];
  });
  const fromWordings = library.curated.flatMap((entry) =>
    entry.asks
      .filter((ask) => foldOf(ask) === fold)
      .map((ask): Row => {
        const ranked = rank(
          reduced,
          entry.province,
          scopeOf(reduced, { question: ask, province: entry.province }).text,
        );
        const gold = ranked.options.map(({ clause, target }) =>
          entry.silent ? target?.silent?.id === entry.id : clause !== undefined && clause === entry.clauses[0],
        );
        return row(
          fold,
          ranked,
          [...gold, !gold.includes(true)],
          !entry.silent,
          [...ask].length >= WHOLE ? 'question' : 'words',
        );
      }),
  );
  return [...fromCases, ...fromWordings];
}

function row(
  fold: number,
  ranked: ReturnType<typeof rank>,
  gold: readonly boolean[],
  answerable: boolean,
  kind: keyof typeof WEIGHT,
): Row {
  const zeros = EVIDENCE.map(() => 0);
  const about = nothingOf(ranked.about);
  return {
    fold,
    weight: WEIGHT[kind],
    isCase: kind === 'case',
    answerable,
    gold,
    clauses: [...ranked.options.map(({ clause }) => clause !== undefined), false],
    rows: [...ranked.options.map(({ features }) => [...features, ...about.map(() => 0)]), [...zeros, ...about]],
  };
}

const shares = (one: Row, fit: readonly number[]): number[] => {
  const scores = one.rows.map((features) => features.reduce((sum, value, place) => sum + value * (fit[place] ?? 0), 0));
  const most = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - most));
  const all = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / all);
};

function likelihood(rows: readonly Row[], fit: readonly number[]): number {
  let [sum, mass] = [0, 0];
  for (const one of rows) {
    const right = shares(one, fit).reduce((total, share, place) => total + (one.gold[place] ? share : 0), 0);
    sum += one.weight * Math.log(right + 1e-12);
    mass += one.weight;
  }
  return sum / mass - 0.5 * RIDGE * fit.reduce((total, value) => total + value * value, 0);
}

/** Newton's steps, each halved until the likelihood grows. */
function fitted(rows: readonly Row[]): number[] {
  const size = rows[0]?.rows[0]?.length ?? 0;
  let fit: number[] = new Array<number>(size).fill(0);
  let height = likelihood(rows, fit);
  for (let step = 0; step < 30; step++) {
    const slope = new Float64Array(size);
    const bend = Array.from({ length: size }, () => new Float64Array(size));
    let mass = 0;
    for (const one of rows) {
      const share = shares(one, fit);
      const right = share.reduce((sum, value, place) => sum + (one.gold[place] ? value : 0), 0) + 1e-12;
      const mean = new Float64Array(size);
      share.forEach((value, place) => {
        const features = one.rows[place] ?? [];
        const pull = value - (one.gold[place] ? value / right : 0);
        for (let i = 0; i < size; i++) {
          const x = features[i] ?? 0;
          if (x === 0) continue;
          mean[i] = (mean[i] ?? 0) + value * x;
          slope[i] = (slope[i] ?? 0) - one.weight * pull * x;
          const line = bend[i] ?? new Float64Array();
          for (let j = 0; j < size; j++) line[j] = (line[j] ?? 0) + one.weight * value * x * (features[j] ?? 0);
        }
      });
      bend.forEach((line, i) => {
        for (let j = 0; j < size; j++) line[j] = (line[j] ?? 0) - one.weight * (mean[i] ?? 0) * (mean[j] ?? 0);
      });
      mass += one.weight;
    }
    const way = solve(
      bend.map((line, i) => [...line].map((value, j) => value / mass + (i === j ? RIDGE : 0))),
      [...slope].map((value, i) => value / mass - RIDGE * (fit[i] ?? 0)),
    );
    let [length, next, then] = [1, fit, height];
    for (; length > 1e-4; length /= 2) {
      next = fit.map((value, i) => value + length * (way[i] ?? 0));
      then = likelihood(rows, next);
      if (then > height) break;
    }
    if (then - height < 1e-7) break;
    [fit, height] = [next, then];
  }
  return fit;
}

/** Gauss with the greatest pivot. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, i) => [...line, right[i] ?? 0]);
  for (let i = 0; i < lines.length; i++) {
    const best = lines.reduce(
      (at, line, r) => (r > i && Math.abs(line[i] ?? 0) > Math.abs(lines[at]?.[i] ?? 0) ? r : at),
      i,
    );
    const [a, b] = [lines[i] ?? [], lines[best] ?? []];
    lines[i] = b;
    lines[best] = a;
    const pivot = b[i] || 1e-12;
    for (let j = i; j < b.length; j++) b[j] = (b[j] ?? 0) / pivot;
    lines.forEach((line, r) => {
      const factor = line[i] ?? 0;
      if (r !== i && factor !== 0)
        for (let j = i; j < line.length; j++) line[j] = (line[j] ?? 0) - factor * (b[j] ?? 0);
    });
  }
  return lines.map((line) => line.at(-1) ?? 0);
}

const percent = (count: number, of: number): string => `${((100 * count) / Math.max(1, of)).toFixed(1)}`.padStart(5);

function report(title: string, judged: readonly { readonly row: Row; readonly share: readonly number[] }[]): void {
  process.stdout.write(`${title} (${judged.length})\n`);
  for (const mark of [0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8]) {
    let [answerable, direct, right, silent, kept] = [0, 0, 0, 0, 0];
    for (const { row: one, share } of judged) {
      const best = share.reduce(
        (at, value, place) => (one.clauses[place] && (at < 0 || value > (share[at] ?? 0)) ? place : at),
        -1,
      );
      const says = best >= 0 && (share[best] ?? 0) >= mark;
      if (one.answerable) answerable++;
      else silent++;
      if (says) direct++;
      else if (!one.answerable) kept++;
      if (says && one.answerable && one.gold[best]) right++;
    }
    process.stdout.write(
      `  from ${mark}: first ${percent(right, answerable)}  precision ${percent(right, direct)}  kept ${percent(kept, silent)}\n`,
    );
  }
}

const folder = join(root, 'faq/cases');
const cases = [
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => readCases(readFileSync(join(folder, name), 'utf8'), name))
    .filter((one) => !isHeldOut(one.id)),
  ...process.argv.slice(2).flatMap((file) => readCases(readFileSync(file, 'utf8'), basename(file))),
];
const NAMES = [...EVIDENCE, ...NOTHING];

/** What means nothing where there are no wordings: it is kept out of that fit. */
const NEEDS_WORDINGS: ReadonlySet<string> = new Set([
  'learnt',
  'odds',
  'near',
  'nearThree',
  'middle',
  'silent',
  'bare',
  'manner',
  'pairs',
  'allLetters',
  'novel',
]);

/** Cross-validates, fits, and prints the weights. */
function run(title: string, before: readonly number[], bareLibrary: boolean): void {
  const kept = (features: readonly number[]): readonly number[] =>
    bareLibrary ? features.map((value, place) => (NEEDS_WORDINGS.has(NAMES[place] ?? '') ? 0 : value)) : features;
  const rows = Array.from({ length: FOLDS }, (_, fold) => rowsOf(fold, cases, bareLibrary))
    .flat()
    .map((one) => ({ ...one, rows: one.rows.map(kept) }));
  const judged = Array.from({ length: FOLDS }, (_, fold) => {
    const fit = fitted(rows.filter((one) => one.fold !== fold));
    return rows.filter((one) => one.fold === fold).map((one) => ({ row: one, share: shares(one, fit) }));
  }).flat();
  process.stdout.write(`\n── ${title}\n`);
  report(
    'cases',
    judged.filter(({ row: one }) => one.isCase),
  );
  report(
    'wordings',
    judged.filter(({ row: one }) => !one.isCase),
  );
  const all = fitted(rows);
  process.stdout.write(
    `likelihood ${likelihood(rows, before).toFixed(4)} now, ${likelihood(rows, all).toFixed(4)} fitted\n`,
  );
  NAMES.forEach((name, place) => {
    process.stdout.write(`  ${name.padEnd(11)} ${(all[place] ?? 0).toFixed(2)}\n`);
  });
  process.stdout.write(`[${all.map((value) => value.toFixed(2)).join(', ')}]\n`);
}

run('FIT: with wordings', FIT, false);
run('FIT_BARE: without any wording', FIT_BARE, true);
