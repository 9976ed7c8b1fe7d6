import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.ts';
import { APPLICATION_ID, examineDatabase, openStore } from '../../src/store/index.ts';

const AT = '2026-11-22T01:00:00.000Z';
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-identity-'));
  file = join(folder, 'x.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const made = async (): Promise<void> => (await openStore(file, AT)).close();
const raw = <T>(work: (db: Database.Database) => T): T => {
  const db = new Database(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
};
const sumOf = (): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const codeOf = async (): Promise<string> => {
  try {
    await made();
    return 'opened';
  } catch (error) {
    return error instanceof Fault ? error.code : String(error);
  }
};

describe('a database', () => {
  it('says whose it is, of which schema, and keeps its name wherever it lies', async () => {
    await made();
    const { id, schema } = examineDatabase(file);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    await made();
    expect(examineDatabase(file)).toEqual({ id, schema });
    raw((db) => {
      expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
      expect(db.pragma('user_version', { simple: true })).toBe(schema);
    });
  });

  it('of an older program is taken over: it is signed and keeps what it held', async () => {
    await made();
    raw((db) => {
      db.pragma('application_id = 0');
      db.pragma('user_version = 0');
      db.exec(`delete from settings; insert into settings values ('kept', '1')`);
    });
    expect(await codeOf()).toBe('opened');
    expect(examineDatabase(file).id).toBeDefined();
    raw((db) => expect(db.prepare("select value from settings where key = 'kept'").pluck().get()).toBe('1'));
  });

  it('is made whole or not at all, and for its owner alone', async () => {
    const store = await openStore(file, AT);
    for (const name of readdirSync(folder)) {
      expect(name).not.toMatch(/part/);
      expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
    }
    await store.close();
  });

  it('made by two at once is one database', async () => {
    const [one, other] = await Promise.all([openStore(file, AT), openStore(file, AT)]);
    await one.commit({ at: AT, writes: [{ is: 'setting', key: 'a', value: 1 }] });
    expect(await other.setting('a')).toBe(1);
    await Promise.all([one.close(), other.close()]);
  });
});

/** Each kind of file that is not to be written into, and what it is called. */
const REFUSED: readonly (readonly [what: string, code: string, spoil: () => void])[] = [
  ['an empty file', 'STORE_EMPTY', () => truncateSync(file, 0)],
  ['a file of text', 'STORE_BROKEN', () => writeFileSync(file, '这不是数据库'.repeat(500))],
  ['a file of zeros', 'STORE_BROKEN', () => writeFileSync(file, Buffer.alloc(65_536))],
  ['a file cut short', 'STORE_BROKEN', () => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096)],
  [
    'a page of noise in the middle',
    'STORE_BROKEN',
    () => {
      const bytes = readFileSync(file);
      for (let page = 1; page < 12; page += 1) bytes.fill(0xa5, page * 4096, page * 4096 + 2048);
      writeFileSync(file, bytes);
    },
  ],
  [
    "another program's database",
    'STORE_FOREIGN',
    () => {
      rmSync(file);
      raw((db) => db.exec('create table notes (a); insert into notes values (1)'));
    },
  ],
  ["another program's mark", 'STORE_FOREIGN', () => raw((db) => db.pragma('application_id = 77'))],
  ['a higher schema number', 'STORE_NEWER', () => raw((db) => db.pragma('user_version = 4711'))],
  [
    'a migration that nobody here knows',
    'STORE_NEWER',
    () => raw((db) => db.exec("insert into migrations values ('0999-tomorrow', '2027')")),
  ],
];

describe('is refused before anything is written', () => {
  it.each(REFUSED)('%s: %s', async (_what, code, spoil) => {
    await made();
    spoil();
    const before = sumOf();
    expect(await codeOf()).toBe(code);
    expect(sumOf()).toBe(before);
  });

  it('a journal whose database is gone', async () => {
    writeFileSync(`${file}-wal`, 'left');
    expect(await codeOf()).toBe('STORE_LOST');
    expect(existsSync(file)).toBe(false);
  });
});
