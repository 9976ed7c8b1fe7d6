import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Component {
  readonly name: string;
  readonly version: string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

it('the list of software names every dependency as it is pinned, and marks the tools as tools', () => {
  const { dependencies, scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly [kind: string]: { readonly [name: string]: string };
  };
  const args = /^npm (sbom [^>]*?) > sbom\.json$/.exec(scripts?.sbom ?? '')?.[1]?.split(' ') ?? [];
  const printed = execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const { components } = JSON.parse(printed) as { readonly components: readonly Component[] };
  for (const [name, version] of Object.entries(dependencies ?? {}))
    expect(
      components.some((one) => one.name === name && one.version === version),
      name,
    ).toBe(true);
  const tool = components.find(({ name }) => name === 'vitest');
  expect(tool?.properties).toContainEqual({ name: 'cdx:npm:package:development', value: 'true' });
});
