import { mkdtempSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';

const NOW = '2026-12-01T00:00:00.000Z';
let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const message = (id: string) => ({
  channel: 'web',
  id,
  at: NOW,
  address: { channel: 'web', peer: 'b' },
  body: { is: 'text', text: '你好' } as const,
});
async function open(): Promise<{ readonly store: Store; readonly path: string }> {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-face-'));
  const path = join(folder, 'xuefen.db');
  const store = await openStore(path, NOW);
  expect(await store.keep([message('before')], NOW)).toEqual(['kept']);
  return { store, path };
}

describe('a database whose file keeps its place and loses its content', () => {
  it.each([
    ['cut to nothing', (path: string) => truncateSync(path, 0)],
    ['cut in the middle', (path: string) => truncateSync(path, 8192)],
    [
      'written over at its beginning',
      (path: string) => void writeSync(openSync(path, 'r+'), Buffer.alloc(24 * 1024, 0xaa), 0, 24 * 1024, 0),
    ],
    ['another’s', (path: string) => void writeSync(openSync(path, 'r+'), Buffer.from('elsewhere'), 0, 9, 0)],
  ])('%s: nothing more is acknowledged, and it says so at once', async (_name, harm) => {
    const { store, path } = await open();
    harm(path);
    await expect(store.keep([message('after')], NOW)).rejects.toMatchObject({ code: 'STORE_BROKEN' });
    expect(store.condition()).toMatchObject({ is: 'ill' });
    await expect(store.waiting(0, 10)).rejects.toMatchObject({ code: 'STORE_BROKEN' });
    await store.close().catch(() => {});
  });

  it('as it was, with what was added: well', async () => {
    const { store } = await open();
    for (let i = 0; i < 50; i += 1) await store.keep([message(`m${i}`)], NOW);
    expect(store.condition()).toEqual({ is: 'well' });
    await store.close();
  });
});
