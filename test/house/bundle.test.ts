import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Fault } from '../../src/errors.ts';
import { isPlace, withoutSecrets } from '../../src/house/bundle/manifest.ts';
import { pack } from '../../src/house/bundle/pack.ts';
import { addEntry, endArchive, entriesOf } from '../../src/house/bundle/tar.ts';
import { checkBundle, unpack } from '../../src/house/bundle/unpack.ts';
import { folderState, openFolder } from '../../src/house/folder.ts';
import { fileKeeper, openStore, type Store } from '../../src/store/index.ts';

const AT = '2026-11-22T01:00:00.000Z';
let place: string;
let data: string;
let bundle: string;
let store: Store;
let release: () => void;
const photo = (n: number): Buffer => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(`photo ${n}`)]);

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'xuefen-bundle-'));
  data = join(place, 'data');
  bundle = join(place, 'backup.tar');
  const folder = await openFolder(data, AT);
  ({ store, release } = folder);
  for (let n = 0; n < 3; n += 1) {
    const kept = await fileKeeper(folder.files)({ name: 'a.jpg', mime: 'image/jpeg', bytes: photo(n) });
    await store.addFile({ hash: kept.hash, name: kept.name, mime: kept.mime, size: kept.size }, AT);
  }
  await store.commit({
    at: AT,
    writes: [
      { is: 'member', member: { id: 'm1', name: '测试一', province: 'zhejiang' }, origin: 'roster' },
      {
        is: 'entry',
        member: 'm1',
        entry: {
          activity: { id: 'a1', type: 'public-course', date: '2026-03-01', credits: 2 },
          status: 'approved',
          recordedAt: AT,
          attachments: [],
        },
      },
    ],
  });
  mkdirSync(join(data, 'faq', 'curated'), { recursive: true });
  writeFileSync(join(data, 'faq', 'curated', '浙江省的常见问法.yaml'), '[]\n');
  writeFileSync(
    join(place, 'xuefen.yaml'),
    'port: 8080\nlark:\n  appId: cli_a\n  appSecret: geheim1\nmodel: { url: "https://u:geheim2@m.example.com/v1", keyFile: geheim3 }\n',
  );
});
afterEach(async () => {
  await store.close();
  release();
  rmSync(place, { recursive: true, force: true });
});

const packed = (to = bundle) => pack(to, { store, data, settings: join(place, 'xuefen.yaml'), version: '1', at: AT });
const codeOf = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
    return 'done';
  } catch (error) {
    return error instanceof Fault ? error.code : String(error);
  }
};
const everything = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

describe('a backup', () => {
  it('is one file for its owner alone, that any tar reads, without a secret in it', async () => {
    const { files, store: id, rows } = await packed();
    expect(statSync(bundle).mode & 0o777).toBe(0o600);
    expect(readdirSync(place).filter((name) => /part|\.xuefen-/.test(name))).toEqual([]);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(rows).toMatchObject({ members: 1, activities: 1, files: 3 });
    expect(files.map(({ name }) => name)).toContain('faq/curated/浙江省的常见问法.yaml');
    expect(readFileSync(bundle).toString('latin1')).not.toContain('geheim');
    const listed = spawnSync('tar', ['-tf', bundle], { encoding: 'utf8' });
    if (listed.error === undefined) expect(listed.stdout.trim().split('\n')).toHaveLength(files.length + 1);
  });

  it('comes back whole in another place: the same database, files, answers; settings to be read', async () => {
    const made = await packed();
    const to = join(place, 'other', 'machine');
    expect(await unpack(bundle, to)).toEqual(made);
    expect(folderState(to)).toBe('database');
    const again = await openFolder(to, AT);
    expect((await again.store.member('m1'))?.member.name).toBe('测试一');
    expect((await again.store.ledger('m1')).map(({ activity }) => activity.credits)).toEqual([2]);
    expect(await again.store.damaged()).toEqual([]);
    await again.store.close();
    again.release();
    for (const { name, sha256 } of made.files.filter((file) => /^(files|faq)/.test(file.name)))
      expect(
        createHash('sha256')
          .update(readFileSync(join(to, name)))
          .digest('hex'),
      ).toBe(sha256);
    expect(parse(readFileSync(join(to, 'xuefen.yaml.restored'), 'utf8'))).toEqual({
      port: 8080,
      lark: { appId: 'cli_a' },
      model: { url: 'https://m.example.com/v1' },
    });
    for (const name of everything(to)) expect(statSync(join(to, name)).mode & 0o077, name).toBe(0);
  });

  it('wakes no sign-in: what was ended after the backup stays ended', async () => {
    const session = {
      id: 's1',
      peer: 'b1',
      rights: 'm1',
      madeAt: AT,
      seenAt: AT,
      untilIdle: '2099-01-01T00:00:00.000Z',
      untilAbs: '2099-01-01T00:00:00.000Z',
      agent: '',
    };
    await store.commit({ at: AT, writes: [{ is: 'session', session }] });
    expect(await store.session('s1', AT)).toBeDefined();
    await packed();
    const to = join(place, 'restored');
    await unpack(bundle, to);
    const again = await openFolder(to, AT);
    expect(await again.store.session('s1', AT)).toBeUndefined();
    await again.store.close();
    again.release();
  });

  it('holds one moment, however much is written meanwhile', async () => {
    let n = 0;
    let going = true;
    const other = await openStore(join(data, 'xuefen.db'), AT);
    const writing = (async () => {
      while (going) {
        n += 1;
        const address = { channel: 'web', peer: 'p' };
        await other.keep([{ channel: 'web', id: `k${n}`, at: AT, address, body: { is: 'text', text: '好' } }], AT);
        await other.commit({
          at: AT,
          message: n,
          writes: [{ is: 'audit', by: 'house', what: 'test', detail: { n } }],
        });
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (let i = 0; i < 3; i += 1) {
      const one = join(place, `load-${i}.tar`);
      const { rows } = await packed(one);
      const to = join(place, `load-${i}`);
      await unpack(one, to);
      const back = await openStore(join(to, 'xuefen.db'), AT);
      // A message that is handled has its audit row: both were there, or neither.
      const waiting = (await back.waiting(0, 1000)).length;
      expect((rows.inbox ?? 0) - waiting).toBe(rows.audit);
      await back.close();
    }
    going = false;
    await writing;
    await other.close();
    expect(n).toBeGreaterThan(3);
  });

  it('that cannot be written leaves nothing, and never takes a name that is taken', async () => {
    writeFileSync(bundle, 'mine');
    expect(await codeOf(() => packed())).toBe('USAGE');
    expect(readFileSync(bundle, 'utf8')).toBe('mine');
    expect(readdirSync(place).filter((name) => /part|\.xuefen-/.test(name))).toEqual([]);
  });

  it('of a damaged certificate says so, and restores all the same', async () => {
    const [file] = everything(join(data, 'files')).filter((name) => /[0-9a-f]{64}$/.test(name));
    writeFileSync(join(data, 'files', file ?? ''), 'damaged');
    const { damaged } = await packed();
    expect(damaged).toEqual([`files/${file}`]);
    expect(await codeOf(() => unpack(bundle, join(place, 'to')))).toBe('done');
  });
});

describe('a restore', () => {
  it('refuses a bundle in which any byte of a file turned, and leaves nothing', async () => {
    await packed();
    const whole = readFileSync(bundle);
    const sizes: (readonly [number, number])[] = [];
    const handle = await open(bundle, 'r');
    let at = 0;
    for await (const { size } of entriesOf(handle)) {
      sizes.push([at + 512, size]);
      at += 512 + Math.ceil(size / 512) * 512;
    }
    await handle.close();
    const bad = join(place, 'bad.tar');
    await fc.assert(
      fc.asyncProperty(fc.nat(sizes.length - 2), fc.nat(), fc.nat(7), async (entry, offset, bit) => {
        const [begin = 0, size = 1] = sizes[entry] ?? [];
        const bytes = Buffer.from(whole);
        const spot = begin + (offset % size);
        bytes[spot] = (bytes[spot] ?? 0) ^ (1 << bit);
        writeFileSync(bad, bytes);
        expect(await codeOf(() => unpack(bad, join(place, 'to')))).toBe('BACKUP_INVALID');
        expect(existsSync(join(place, 'to'))).toBe(false);
      }),
      { numRuns: 25 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1025), async (length) => {
        writeFileSync(bad, whole.subarray(0, length));
        expect(await codeOf(() => unpack(bad, join(place, 'to')))).toBe('BACKUP_INVALID');
      }),
      { numRuns: 15 },
    );
    for (const other of ['', '这不是备份', Buffer.alloc(4096), readFileSync(join(data, 'xuefen.db'))]) {
      writeFileSync(bad, other);
      expect(await codeOf(() => checkBundle(bad))).toBe('BACKUP_INVALID');
    }
    expect(await codeOf(() => checkBundle(join(place, 'nowhere.tar')))).toBe('BACKUP_INVALID');
  });

  it.each([
    '../evil',
    '/etc/evil',
    'files/../../evil',
    'faq/../evil',
    'faq/.hidden',
    'faq\\..\\evil',
    'other.db',
    'files/ab/short',
    'lock.db',
  ])('refuses a name that leads elsewhere: %s', async (name) => {
    expect(isPlace(name)).toBe(false);
    const handle = await open(bundle, 'wx');
    await addEntry(handle, { name, size: 4, mtime: 0 }, [Buffer.from('evil')]);
    await endArchive(handle);
    await handle.close();
    const before = everything(place);
    expect(await codeOf(() => unpack(bundle, join(place, 'to')))).toBe('BACKUP_INVALID');
    expect(everything(place)).toEqual(before);
  });

  it('refuses a folder that is in use or has anything in it, and one of a newer program', async () => {
    await packed();
    const before = everything(data);
    expect(await codeOf(() => unpack(bundle, data))).toBe('USAGE');
    expect(everything(data)).toEqual(before);
    const dirty = join(place, 'dirty');
    mkdirSync(dirty);
    writeFileSync(join(dirty, 'note.txt'), 'mine');
    expect(await codeOf(() => unpack(bundle, dirty))).toBe('USAGE');
    expect(everything(dirty)).toEqual(['note.txt']);
    const empty = join(place, 'empty');
    mkdirSync(empty);
    expect(await codeOf(() => unpack(bundle, empty))).toBe('done');

    await store.commit({ at: AT, writes: [] });
    const newer = join(place, 'newer');
    const other = await openFolder(newer, AT);
    const Database = (await import('better-sqlite3')).default;
    const raw = new Database(join(newer, 'xuefen.db'));
    raw.exec("insert into migrations values ('0999-tomorrow', '2027')");
    raw.close();
    expect(
      await codeOf(() =>
        pack(join(place, 'n.tar'), { store: other.store, data: newer, settings: '/none', version: '9', at: AT }),
      ),
    ).toBe('STORE_NEWER');
    await other.store.close();
    other.release();
  });
});

it('what an operator keeps secret is left out by its name, however deep it lies', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        'key',
        'apiKey',
        'appSecret',
        'encryptKey',
        'verificationToken',
        'password',
        'PASSWD',
        'keyFile',
        'Authorization',
      ),
      fc.array(fc.constantFrom('lark', 'model', 'body', 'list'), { maxLength: 4 }),
      (name, way) => {
        const inner: unknown = { [name]: 'geheim', port: 1, url: 'https://a:geheim@b.example.com/' };
        const settings = way.reduce((value, step) => (step === 'list' ? { list: [value] } : { [step]: value }), inner);
        const left = JSON.stringify(withoutSecrets(settings));
        expect(left).not.toContain('geheim');
        expect(left).toContain('"port":1');
      },
    ),
  );
});
