import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examine, FILE_LIMIT, fileKeeper, readKept, scanWith, sniff } from '../../src/store/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex');
const photo = (words: string): Buffer => Buffer.concat([JPEG, Buffer.from(words)]);
const held = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((n) => /[0-9a-f]{20}/.test(n));
const file = (bytes: Uint8Array, name = '证书.jpg', mime = 'image/jpeg') => ({ name, mime, bytes });

/** A scanner as operators have it: exit 1 where the file holds the word, 2 where it is asked to fail. */
const SCANNER = [
  process.execPath,
  '-e',
  'const t=require("fs").readFileSync(process.argv[1],"latin1");process.exit(t.includes("EICAR")?1:t.includes("BROKEN")?2:0)',
];

describe('kept files', () => {
  it('are what their bytes show, not what they are called', () => {
    expect(sniff(JPEG)).toBe('image/jpeg');
    expect(examine(file(Buffer.from('MZ\u0090 not a picture')))).toMatchObject({ refused: 'wrong-type' });
    expect(examine(file(Buffer.from('%PDF-1.7'), 'a.jpg', 'image/jpeg'))).toMatchObject({ mime: 'application/pdf' });
    expect(examine(file(Buffer.alloc(0)))).toMatchObject({ refused: 'empty' });
    const big = Buffer.alloc(FILE_LIMIT + 1);
    JPEG.copy(big);
    expect(examine(file(big))).toMatchObject({ refused: 'too-big' });
  });

  it('lie once under their content, whatever they are called', async () => {
    const keep = fileKeeper(folder);
    const first = await keep(file(photo('one')));
    const again = await keep(file(photo('one'), '另一个名字.jpg'));
    expect(again.hash).toBe(first.hash);
    expect(held()).toHaveLength(1);
    expect(await readKept(folder, first.hash)).toEqual(Buffer.from(photo('one')));
  });

  it('are scanned before they are kept: what is infected leaves nothing behind', async () => {
    const keep = fileKeeper(folder, scanWith(SCANNER));
    expect(await keep(file(photo('EICAR')))).toMatchObject({ refused: 'infected' });
    expect(held()).toEqual([]);
    const clean = await keep(file(photo('clean')));
    expect(clean.refused).toBeUndefined();
    expect(held()).toHaveLength(1);
  });

  it('are not kept where nobody could look', async () => {
    const logged: unknown[] = [];
    const keep = fileKeeper(
      folder,
      scanWith(SCANNER, (what) => logged.push(what)),
    );
    expect(await keep(file(photo('BROKEN')))).toMatchObject({ refused: 'unscanned' });
    expect(await fileKeeper(folder, scanWith([join(folder, 'no-such-scanner')]))(file(photo('a')))).toMatchObject({
      refused: 'unscanned',
    });
    expect(logged).toHaveLength(1);
    expect(held()).toEqual([]);
  });

  it('are not scanned twice', async () => {
    let looked = 0;
    const keep = fileKeeper(folder, async (path) => {
      looked += 1;
      expect(readFileSync(path).length).toBeGreaterThan(0);
      return 'clean';
    });
    await keep(file(photo('same')));
    await keep(file(photo('same')));
    expect(looked).toBe(1);
  });
});
