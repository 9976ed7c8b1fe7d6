import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.ts';
import { folderState, forgetFolder, openFolder } from '../../src/house/folder.ts';

const AT = '2026-11-22T01:00:00.000Z';
let place: string;
let data: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'xuefen-folder-'));
  data = join(place, 'data');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const open = () => openFolder(data, AT);
const once = async (): Promise<void> => {
  const folder = await open();
  await folder.store.close();
  folder.release();
};
const codeOf = async (): Promise<string> => {
  try {
    await once();
    return 'opened';
  } catch (error) {
    return error instanceof Fault ? error.code : String(error);
  }
};

/** Ways in which a database goes. */
const WAYS: readonly (readonly [what: string, go: () => void])[] = [
  ['the folder is deleted', () => rmSync(data, { recursive: true })],
  ['the folder is moved away', () => renameSync(data, join(place, 'elsewhere'))],
  [
    'an empty folder takes its place',
    () => {
      rmSync(data, { recursive: true });
      mkdirSync(data);
    },
  ],
  ['the database alone is deleted', () => rmSync(join(data, 'xuefen.db'))],
  [
    'only the uploaded files are left, and no note',
    () => {
      rmSync(data, { recursive: true });
      rmSync(join(place, '.data.xuefen'));
      mkdirSync(join(data, 'files', 'ab'), { recursive: true });
      writeFileSync(join(data, 'files', 'ab', 'abc'), 'x');
    },
  ],
];

describe('a folder in which a database was', () => {
  it.each(WAYS)('is lost when %s, and nothing begins there by itself', async (_what, go) => {
    expect(folderState(data)).toBe('none');
    await once();
    expect(folderState(data)).toBe('database');
    go();
    const before = existsSync(data) ? readdirSync(data) : undefined;
    expect(folderState(data)).toBe('lost');
    expect(await codeOf()).toBe('STORE_LOST');
    expect(existsSync(data) ? readdirSync(data) : undefined).toEqual(before);
  });

  it('begins anew only when somebody says so', async () => {
    await once();
    expect(forgetFolder(data)).toBe(false);
    expect(folderState(data)).toBe('database');
    rmSync(data, { recursive: true });
    expect(forgetFolder(data)).toBe(true);
    expect(folderState(data)).toBe('none');
    expect(await codeOf()).toBe('opened');
  });

  it('is its owner’s alone', async () => {
    mkdirSync(data, { mode: 0o755 });
    const folder = await open();
    for (const name of ['', ...readdirSync(data, { recursive: true, encoding: 'utf8' })]) {
      const { mode } = statSync(join(data, name));
      expect(mode & 0o077, name).toBe(0);
    }
    await folder.store.close();
    folder.release();
  });
});
