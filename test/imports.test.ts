import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The plan of the house: which room may know which, through which door, and how large a room may grow. What is not
 * named here may not. docs/architecture.md draws it.
 */

/** Room → the rooms that it may know, from the ground up. A room may know only rooms that stand above it in this list. */
const MAY: { readonly [room: string]: string } = {
  types: '',
  errors: 'types',
  decimal: 'types',
  days: 'types',
  catalogue: 'types',
  store: 'types errors',
  config: 'types errors store',
  chinese: 'types days',
  rules: 'types errors days decimal catalogue',
  documents: 'types errors days chinese',
  ledger: 'types errors days decimal catalogue rules',
  words: 'types days decimal catalogue chinese',
  understand: 'types days catalogue chinese',
  post: 'types errors store words',
  people: 'types errors days store rules ledger words',
  talk: 'types errors days decimal catalogue chinese rules ledger words understand',
  answers: 'types errors days decimal catalogue chinese rules documents words understand',
  curate: 'types errors days store chinese rules documents words answers',
  model: 'types errors days catalogue chinese documents words understand answers',
  desk: 'types errors days catalogue store chinese rules words understand people talk',
  clock: 'types errors days store rules ledger words people desk',
  house:
    'types errors days decimal catalogue store config chinese rules documents ledger words understand post people talk answers curate model desk clock',
  commands:
    'types errors days decimal catalogue store config chinese rules documents ledger words understand post people talk answers curate model desk clock house',
  main: 'house',
  cli: 'types errors house commands',
};
/** Rooms with a door: others import `index.ts` and nothing behind it. */
const DOORS = ['types', 'rules', 'chinese', 'catalogue', 'understand', 'talk', 'answers', 'documents', 'store'];
/** Doors for the commands alone: what a running service does not load. */
const WORKBENCH = ['src/rules/check/index.ts'];
/** Rooms whose decisions are pure: no clock, no environment, no network, no disk outside their loaders. */
const PURE = [
  'types',
  'catalogue',
  'chinese',
  'rules',
  'ledger',
  'words',
  'understand',
  'talk',
  'answers',
  'documents',
];
const LOADERS =
  /^src\/(rules\/(format\/(load|faults)|check\/[a-z-]+)|answers\/(library|load|yaml-file)|answers\/search\/[a-z]+|documents\/(ingest|read)\/[a-z-]+)\.ts$/;
const IMPURE =
  /\bDate\.now\(|new Date\(\)|\bprocess\.env\b|\bfetch\(|Math\.random\(|from 'node:(fs|http|https|net|child_process)/;
const MOST_FILES = 16;
const MOST_LINES = 400;

const root = resolve(import.meta.dirname, '..');
const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => /\.tsx?$/.test(name) && !/node_modules|\/dist\/|vite\.config/.test(name))
    .sort();
const ALL = [...sources('src'), ...sources('bots')];
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Files that a file imports, type imports and re-exports included. */
const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/(?:from|import\(|import)\s*'(\.{1,2}\/[^']+)'/g)].map((m) => {
    const path = relative(root, resolve(root, file, '..', m[1] ?? ''));
    return ALL.find((one) => one === path || one === `${path}.ts` || one === `${path}.tsx`) ?? path;
  });
const GRAPH = new Map(ALL.map((file) => [file, importsOf(file)]));

/** `src/rules/judge/pools.ts` → `rules`, `src/days.ts` → `days`, `bots/lark/card.ts` → `bots/lark`. */
const roomOf = (file: string): string => {
  const [top = '', next = ''] = file.split('/');
  return top === 'src' ? next.replace(/\.ts$/, '') : `${top}/${next}`;
};

/** Circles among files: the shortest way back to itself for a file of each. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Map<string, string>();
  for (const start of graph.keys()) {
    const before = new Map<string, string>([[start, '']]);
    const queue = [start];
    for (let at = queue.shift(); at !== undefined; at = queue.shift())
      for (const next of graph.get(at) ?? []) {
        if (next === start) {
          const way = [at];
          for (let one = before.get(at); one; one = before.get(one)) way.unshift(one);
          found.set([...way].sort().join(), `${way.join(' → ')} → ${start}`);
        } else if (!before.has(next) && graph.has(next)) {
          before.set(next, at);
          queue.push(next);
        }
      }
  }
  return [...found.values()];
}

describe('who may know whom', () => {
  it('a circle is found, whichever way it goes', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(circles(graph)).toHaveLength(1);
    expect(
      circles(
        new Map([
          ['a', ['b']],
          ['b', []],
        ]),
      ),
    ).toEqual([]);
  });
  it('no circle among files, types included', () => expect(circles(GRAPH)).toEqual([]));

  it('the rooms stand in floors: each knows only rooms below it', () => {
    const floors = Object.keys(MAY);
    for (const [room, known] of Object.entries(MAY))
      for (const below of known.split(' ').filter(Boolean))
        expect(floors.indexOf(below), `${room} → ${below}`).toBeLessThan(floors.indexOf(room));
  });

  it.each(sources('src'))('%s', (file) => {
    const mine = roomOf(file);
    const allowed = MAY[mine];
    expect(allowed, `${file} lies in a room that nobody planned`).toBeDefined();
    for (const target of GRAPH.get(file) ?? []) {
      const theirs = roomOf(target);
      if (theirs === mine) continue;
      if (theirs.startsWith('bots/')) expect(mine, `${file} imports the bot ${target}`).toBe('house');
      else {
        expect(allowed?.split(' '), `${file} imports ${target}`).toContain(theirs);
        if (DOORS.includes(theirs) && !(mine === 'commands' && WORKBENCH.includes(target)))
          expect(target, `${file} goes past a door`).toBe(`src/${theirs}/index.ts`);
      }
    }
    if (PURE.includes(mine) && !LOADERS.test(file))
      expect(IMPURE.exec(textOf(file))?.[0], `${file} is of a pure room`).toBeUndefined();
  });

  it.each(DOORS)('the door of %s only re-exports', (room) => {
    const rest = textOf(`src/${room}/index.ts`)
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/export (?:type )?(?:\*|\{[^}]*\}) from '[^']+';/g, '');
    expect(rest.trim()).toBe('');
  });

  it.each(sources('bots'))('%s knows only the nouns, the errors and its own folder', (file) => {
    const own = file.split('/').slice(0, 2).join('/');
    for (const target of GRAPH.get(file) ?? [])
      if (!target.endsWith('.css'))
        expect(
          target.startsWith(`${own}/`) || ['src/types/index.ts', 'src/errors.ts'].includes(target),
          `${file} imports ${target}`,
        ).toBe(true);
  });
});

describe('what a room may grow to', () => {
  const folders = new Map<string, string[]>();
  for (const file of ALL) folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), file]);

  it.each([...folders])('%s', (folder, files) => {
    expect(files.length, `${folder} is to be parted: ${files.length} files`).toBeLessThanOrEqual(MOST_FILES);
    for (const file of files) {
      expect(textOf(file).split('\n').length - 1, `${file} is too long`).toBeLessThanOrEqual(MOST_LINES);
      const name = basename(file).replace(/\.tsx?$/, '');
      // A component keeps its capital, a hook its `use`.
      if (!file.endsWith('.tsx') && !/^use[A-Z]/.test(name))
        expect(name, `${file} is not in kebab-case`).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(name.startsWith(`${basename(folder)}-`), `${file} repeats its folder`).toBe(false);
    }
  });
});
