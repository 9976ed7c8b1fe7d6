import { readFileSync } from 'node:fs';
import { type CaseFile, readCases, runCase } from '../../../src/rules/check/cases.ts';
import type { Edition, Rulesets } from '../../../src/rules/format/edition.ts';
import type { RulesetData } from '../../../src/rules/format/schema.ts';

/**
 * Tests of the tests: change one number or drop one condition of a ruleset, and see whether its own cases notice.
 * A mutant that no case notices is a row that could rot unseen.
 */
export interface Mutant {
  readonly path: string;
  readonly what: string;
  readonly data: RulesetData;
}

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null | undefined;

/** Parts of a ruleset that decide; the rest is words about it. */
const DECIDING = [
  'year',
  'exempt',
  'require',
  'deem',
  'complete',
  'award',
  'pools',
  'makeup',
  'tables',
  'terms',
  'unjudged',
  'floor',
] as const;
/** Keys whose values do not decide anything in the ruleset's own verdicts. */
const SILENT = new Set([
  'id',
  'cite',
  'note',
  'else',
  'say',
  'label',
  'steps',
  'apply',
  'reason',
  'moves',
  'deemsHours',
  'anchor',
]);

function places(node: Json, path: (string | number)[], out: { path: (string | number)[]; value: Json }[]): void {
  if (Array.isArray(node)) for (const [i, item] of node.entries()) places(item, [...path, i], out);
  else if (typeof node === 'object' && node !== null)
    for (const [key, value] of Object.entries(node)) if (!SILENT.has(key)) places(value, [...path, key], out);
  out.push({ path, value: node });
}

function at(root: Json, path: readonly (string | number)[]): Json {
  let node = root;
  for (const key of path) node = (node as { [key: string | number]: Json } | undefined)?.[key];
  return node;
}

function changed(
  data: RulesetData,
  path: readonly (string | number)[],
  change: (parent: { [key: string]: Json } & Json[], key: string | number) => void,
): RulesetData {
  const copy = structuredClone(data);
  const parent = at(copy as Json, path.slice(0, -1)) as { [key: string]: Json } & Json[];
  change(parent, path.at(-1) as string | number);
  return copy;
}

/** Every number changed, every condition, `if` and limit dropped, every row taken out: one at a time. */
export function mutantsOf(data: RulesetData): Mutant[] {
  const found: { path: (string | number)[]; value: Json }[] = [];
  for (const section of DECIDING) places((data as unknown as { [key: string]: Json })[section], [section], found);
  const out: Mutant[] = [];
  const add = (
    path: (string | number)[],
    what: string,
    change: (parent: { [key: string]: Json } & Json[], key: string | number) => void,
  ): void => {
    out.push({ path: path.join('.'), what, data: changed(data, path, change) });
  };
  for (const { path, value } of found) {
    const key = path.at(-1);
    const parentKey = path.at(-2);
    if (typeof value === 'number')
      for (const other of [value + 1, value > 1 ? value - 1 : value / 2])
        if (other !== value)
          add(path, `${value} → ${other}`, (parent, k) => {
            parent[k as number] = other;
          });
    if (key === 'when' || key === 'if')
      add(path, `without ${key}`, (parent, k) => {
        delete parent[k as number];
      });
    if (
      typeof key === 'string' &&
      (parentKey === 'when' || path.at(-3) === 'when' || parentKey === 'is') &&
      typeof at(data as Json, path.slice(0, -1)) === 'object'
    ) {
      const siblings = Object.keys(at(data as Json, path.slice(0, -1)) as object).length;
      if (
        siblings > 1 &&
        ![
          'least',
          'most',
          'not',
          'under',
          'more',
          'present',
          'includes',
          'quarter',
          'year',
          'inYear',
          'touches',
          'before',
        ].includes(key)
      )
        add(path, `without condition ${key}`, (parent, k) => {
          delete parent[k as number];
        });
    }
    if (typeof key === 'number' && typeof value === 'object' && value !== null && 'id' in value)
      add(path, 'row taken out', (parent, k) => {
        parent.splice(k as number, 1);
      });
  }
  return out;
}

export interface MutationRun {
  readonly mutants: number;
  readonly noticed: number;
  readonly unnoticed: readonly string[];
}

function without(rulesets: Rulesets, edition: Edition, data: RulesetData): Rulesets {
  const mutated: Edition = { ...edition, data };
  const editions = new Map(rulesets.editions);
  for (const [province, own] of rulesets.editions)
    editions.set(
      province,
      own.map((one) =>
        one === edition ? mutated : one.data.under === edition.province ? { ...one, floor: data.floor ?? [] } : one,
      ),
    );
  return { ...rulesets, editions };
}

/** Does any case fail (or the engine refuse) under the changed ruleset? */
function noticed(rulesets: Rulesets, files: ReadonlyMap<string, CaseFile>): boolean {
  try {
    for (const [province, file] of files)
      if (file.cases.some((one) => runCase(rulesets, province, file, one).length > 0)) return true;
    return false;
  } catch {
    return true;
  }
}

/** Runs a province's mutants against its `cases.yaml`. */
export function mutationRun(rulesets: Rulesets, province: string): MutationRun {
  const files = new Map(
    rulesets.provinces
      .filter(
        (one) => one === province || rulesets.editions.get(one)?.some((edition) => edition.data.under === province),
      )
      .map((one) => [one, readCases(readFileSync(`rules/${one}/cases.yaml`, 'utf8'), one)] as const),
  );
  const unnoticed: string[] = [];
  let mutants = 0;
  for (const edition of rulesets.editions.get(province) ?? [])
    for (const mutant of mutantsOf(edition.data)) {
      mutants++;
      if (!noticed(without(rulesets, edition, mutant.data), files))
        unnoticed.push(`${edition.file} ${mutant.path}: ${mutant.what}`);
    }
  return { mutants, noticed: mutants - unnoticed.length, unnoticed };
}
