import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may know whom. The order is the house's one direction: a room may import itself and the rooms named here.
 * Nobody imports a bot or a concrete store except main and the commands' door.
 */
const MAY: Record<string, readonly string[]> = {
  types: [],
  errors: [],
  rules: ['types', 'errors'],
  talk: ['types', 'errors', 'rules'],
  faq: ['types', 'errors', 'rules', 'talk'],
  people: ['types', 'errors', 'rules', 'talk', 'store'],
  store: ['types', 'errors', 'talk'],
  config: ['types', 'errors'],
  desk: ['types', 'errors', 'rules', 'talk', 'faq', 'people', 'store'],
  curator: ['types', 'errors', 'rules', 'talk', 'faq', 'store'],
  clock: ['types', 'errors', 'rules', 'talk', 'faq', 'people', 'store', 'desk'],
  post: ['types', 'errors', 'talk', 'store'],
};
/** Rooms whose decisions are pure: no clock, no environment, no network, no disk outside their loaders. */
const PURE = ['rules', 'talk', 'faq'];
const LOADERS =
  /^src\/(rules\/(load|inventory|impact-load)|faq\/(library|ingest|ingest-[a-z]+|read|readers\/[a-z]+|model|model-[a-z]+))\.ts$/;
const IMPURE =
  /\bDate\.now\(|new Date\(\)|\bprocess\.env\b|\bfetch\(|Math\.random\(|from 'node:(fs|http|https|net|child_process)/;

const root = resolve(import.meta.dirname, '..');
const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules') && !name.includes('/ui/'));

const imports = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+)'/g)].map((m) =>
    relative(root, resolve(root, file, '..', m[1] ?? '')),
  );
/** `src/rules/judge/assess.ts` → `rules`; `src/desk/gather.ts` → `desk`. */
const room = (file: string): string =>
  (file.split('/')[1] ?? '')
    .replace(/\.ts$/, '')
    .replace(/^(types|desk|clock|post|config|main|cli|demo|curator)-.*/, '$1');

describe('who may know whom', () => {
  it.each(files('src'))('%s', (file) => {
    const mine = room(file);
    const allowed = MAY[mine];
    for (const target of imports(file)) {
      if (target.startsWith('bots/')) {
        const isSettings = mine === 'config' && /^bots\/[a-z]+\/settings\.ts$/.test(target);
        expect(['main', 'cli'].includes(mine) || isSettings, `${file} imports the bot ${target}`).toBe(true);
        continue;
      }
      const theirs = room(target);
      if (allowed && theirs !== mine) expect(allowed, `${file} imports ${target}`).toContain(theirs);
    }
    if (PURE.includes(mine) && !LOADERS.test(file)) {
      expect(IMPURE.exec(readFileSync(join(root, file), 'utf8'))?.[0], `${file} is a pure room`).toBeUndefined();
    }
  });

  it.each(files('bots'))('%s knows only the nouns, the errors and its own folder', (file) => {
    const own = file.split('/').slice(0, 2).join('/');
    for (const target of imports(file)) {
      expect(
        target.startsWith(`${own}/`) || ['src/types/index.ts', 'src/errors.ts'].includes(target),
        `${file} imports ${target}`,
      ).toBe(true);
    }
  });
});
