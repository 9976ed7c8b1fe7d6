import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));

it('no install compiles better-sqlite3, which ships its binaries: npm 11 by allowScripts, older ones by the lock file', () => {
  // npm builds whatever has a binding.gyp unless it is told; the compiler's headers come from outside the registry.
  expect(read('package.json').allowScripts['better-sqlite3']).toBe(false);
  expect(read('package-lock.json').packages['node_modules/better-sqlite3'].gypfile).toBe(false);
});

it('every dependency is pinned exactly', () => {
  const { dependencies, devDependencies, optionalDependencies } = read('package.json');
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
});
