import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFolder } from '../../src/house/folder.ts';
import { fileKeeper } from '../../src/store/index.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const AT = '2026-11-22T01:00:00.000Z';
let place: string;
let data: string;
let hash: string;
beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'xuefen-doctor-'));
  data = join(place, 'data');
  const { store, files, release } = await openFolder(data, AT);
  const kept = await fileKeeper(files)({ name: 'a.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF-1.7 a') });
  hash = kept.hash;
  await store.addFile({ hash: kept.hash, name: kept.name, mime: kept.mime, size: kept.size }, AT);
  const activity = { id: 'a1', type: 'public-course', date: '2026-03-01', credits: 2 };
  await store.commit({
    at: AT,
    writes: [
      { is: 'member', member: { id: 'm1', name: '测试一' }, origin: 'roster' },
      { is: 'entry', member: 'm1', entry: { activity, status: 'approved', recordedAt: AT, attachments: [] } },
    ],
  });
  await store.close();
  release();
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const cli = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'src', 'cli.ts'), ...args], {
    env: { ...process.env, XUEFEN_DATA: data, INIT_CWD: place },
    encoding: 'utf8',
  });
  return { status, out: stdout + stderr };
};
const database = (): string => join(data, 'xuefen.db');
const raw = (sql: string): void => {
  const db = new Database(database());
  db.exec(sql);
  db.close();
};
const certificate = (): string => join(data, 'files', hash.slice(0, 2), hash);

/** Each kind of trouble, and what the doctor says of it. */
const TROUBLES: readonly (readonly [what: string, make: () => void, says: RegExp])[] = [
  ['an empty database', () => truncateSync(database(), 0), /STORE_EMPTY.*restore/],
  ['noise', () => writeFileSync(database(), 'x'.repeat(9000)), /STORE_BROKEN.*restore/],
  ['a newer database', () => raw('pragma user_version = 999'), /STORE_NEWER.*更新的程序/],
  ["somebody else's database", () => raw('pragma application_id = 5'), /STORE_FOREIGN/],
  ['a changed record', () => raw("update activities set status = 'rejected'"), /学分记录 a1 和保存时对不上/],
  ['a certificate that is gone', () => rmSync(certificate()), /证明材料 .*不见了/],
  ['a certificate that changed', () => writeFileSync(certificate(), 'other'), /证明材料 .*损坏了/],
  [
    'a file half written',
    () => {
      writeFileSync(join(data, 'files', 'x.part'), 'half', { mode: 0o600 });
      utimesSync(join(data, 'files', 'x.part'), new Date('2026-01-01'), new Date('2026-01-01'));
    },
    /1 个没写完的文件/,
  ],
  ['a file that others read', () => chmodSync(database(), 0o644), /别的用户也能读：xuefen\.db/],
  ['a database that is gone', () => rmSync(database()), /有过数据库，现在不见了/],
  ['a folder that is gone', () => rmSync(data, { recursive: true }), /有过数据库，现在不见了/],
];

describe('doctor', () => {
  it('finds nothing where nothing is wrong, and changes nothing', () => {
    const before = readFileSync(database());
    const { status, out } = cli('doctor', '--full');
    expect(out).not.toMatch(/^坏/m);
    expect(status).toBe(0);
    expect(out).toMatch(/证明材料 1 份，都在/);
    expect(readFileSync(database()).equals(before)).toBe(true);
  });

  it.each(TROUBLES)('finds %s', (_what, make, says) => {
    make();
    const { status, out } = cli('doctor');
    expect(out).toMatch(/^坏 {2}/m);
    expect(out).toMatch(says);
    expect(out).not.toContain('测试一');
    expect(status).toBe(1);
  });

  it('forgets a lost database only when told to, and never one that is there', () => {
    expect(cli('doctor', '--forget').status).toBe(1);
    expect(existsSync(database())).toBe(true);
    rmSync(data, { recursive: true });
    expect(cli('doctor', '--forget').status).toBe(0);
    expect(cli('doctor').out).toMatch(/还没有数据库/);
  });
});

describe('backup and restore', () => {
  it('carry everything to another folder, and refuse what would be overwritten', () => {
    const made = cli('backup', 'a.tar');
    expect(made.out).toMatch(/已备份到 .*a\.tar/);
    expect(made.status).toBe(0);
    expect(cli('backup', 'a.tar').status).toBe(2);
    expect(cli('backup', 'data/inside.tar')).toMatchObject({ status: 2 });
    expect(cli('restore', 'a.tar')).toMatchObject({ status: 2 });
    const back = cli('restore', 'a.tar', '--to', 'other');
    expect(back.out).toMatch(/1 人，1 条学分记录/);
    expect(back.status).toBe(0);
    rmSync(data, { recursive: true });
    expect(cli('backup', 'b.tar').out).toContain('STORE_LOST');
    expect(cli('restore', 'a.tar').status).toBe(0);
    expect(cli('doctor').status).toBe(0);
  });

  it.each([
    [
      'corrupt',
      () =>
        writeFileSync(
          database(),
          Buffer.concat([readFileSync(database()).subarray(0, 4096), Buffer.alloc(40_960, 0xa5)]),
        ),
    ],
    ['empty', () => truncateSync(database(), 0)],
  ] as const)('a database that is %s is never 已备份', (_what, make) => {
    make();
    const { status, out } = cli('backup', 'a.tar');
    expect(out).not.toContain('已备份');
    expect(status).toBe(1);
    expect(readdirSync(place).filter((name) => name.includes('tar'))).toEqual([]);
  });
});
