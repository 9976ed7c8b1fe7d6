import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..', '..', 'bots', 'web');
const files = (folder: string, end: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => end.test(name) && !/node_modules|[/\\]dist[/\\]/.test(name));
const text = (file: string): string => readFileSync(join(root, file), 'utf8');

/** What a file of the page imports of the page, types too. */
const imports = (file: string): string[] =>
  [...text(file).matchAll(/(?:from|import|import\()\s*'(\.{1,2}\/[^']+\.tsx?)'/g)]
    .map((found) => relative(root, resolve(root, file, '..', found[1] ?? '')))
    .filter((target) => target.startsWith('ui'));
const SOURCES = files('ui/src', /\.tsx?$/);
const KNOWS = new Map(SOURCES.map((file) => [file, imports(file)]));

/** The way from a file back to itself, if there is one. */
function circle(file: string, path: readonly string[] = [], done = new Set<string>()): readonly string[] | undefined {
  if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
  if (done.has(file)) return undefined;
  done.add(file);
  for (const next of KNOWS.get(file) ?? []) {
    const found = circle(next, [...path, file], done);
    if (found) return found;
  }
  return undefined;
}

describe('the files of the page', () => {
  it('none knows itself through others', () => {
    expect([...KNOWS.values()].flat().length).toBeGreaterThan(SOURCES.length);
    for (const file of SOURCES) expect(circle(file)).toBeUndefined();
  });

  it.each(['chat', 'manager', 'curator', 'shared'])('%s knows no other page', (page) => {
    for (const file of SOURCES.filter((name) => name.startsWith(join('ui/src', page)))) {
      for (const target of KNOWS.get(file) ?? [])
        expect([page, 'shared'], `${file} imports ${target}`).toContain(target.split(/[/\\]/)[2]);
    }
  });

  it.each(files('.', /\.css$/))('%s names what it styles, and counts nothing', (file) => {
    expect(/:(nth|first|last|only)-(child|of-type|last)[^{]*/.exec(text(file))?.[0]).toBeUndefined();
  });
});
