import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, it } from 'vitest';
import * as house from '../../src/store/migrations/0001-house.ts';
import * as gaps from '../../src/store/migrations/0002-gaps.ts';
import * as told from '../../src/store/migrations/0009-told.ts';
import { migrate } from '../../src/store/migrations/index.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'src', 'store', 'migrations');
const SERIAL = 'integer primary key autoincrement';

it.each(readdirSync(FOLDER))('%s stays as it was published: it imports nothing that can change', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const targets = [...text.matchAll(/(?:from|import\()\s*'([^']+)'/gu)].map(([, target]) => target);
  expect(targets).not.toEqual([]);
  for (const target of targets) expect(target).toMatch(/^(?:kysely|node:crypto|\.\/[^/]+\.ts)$/u);
});

it('takes the first gap log over, scrubbed, and puts together what is then the same', async () => {
  const connection = new Database(':memory:');
  const db = new Kysely<never>({ dialect: new SqliteDialect({ database: connection }) });
  await house.up(db, SERIAL);
  const insert = connection.prepare('insert into gaps values (?, ?, ?, ?, ?)');
  const first = '2026-10-01T02:00:00.000Z';
  const rows: readonly (readonly [question: string, province: string, times: number, at: string])[] = [
    ['我叫陈静，工号A10293，手机13812345678，带教有学分吗', 'zhejiang', 2, '2026-11-01T01:00:00.000Z'],
    ['我叫林晓，工号B77，手机13987654321，带教有学分吗', 'zhejiang', 3, '2026-11-01T09:00:00.000Z'],
    ['身份证330102199001011234，邮箱a.b@c.cn，编号1234567', '', 1, '2026-11-02T01:00:00.000Z'],
    ['我是王小丽，帮李建国医生问：电话１３８ 1234 5678', 'fujian', 1, '2026-11-03T01:00:00.000Z'],
    ['依据〔2023〕1483号，高级护士公需要几分', 'fujian', 4, '2026-11-04T01:00:00.000Z'],
    [`长${'长'.repeat(400)}`, 'fujian', 1, '2026-11-05T01:00:00.000Z'],
  ];
  for (const [question, province, times, at] of rows) insert.run(question, province, times, first, at);
  await gaps.up(db, SERIAL);
  const kept = connection
    .prepare(
      'select question, province, reason, answered, day, times from gap_wordings join gap_events on wording = id order by id',
    )
    .raw()
    .all();
  expect(kept).toEqual([
    ['我叫〔姓名〕，〔工号〕，手机〔手机号〕，带教有学分吗', 'zhejiang', 'silent', '', '2026-11-01', 5],
    ['身份证〔证件号〕，邮箱〔邮箱〕，编号〔号码〕', '', 'silent', '', '2026-11-02', 1],
    ['我是〔姓名〕，帮〔姓名〕医生问：电话〔手机号〕', 'fujian', 'silent', '', '2026-11-03', 1],
    ['依据〔2023〕1483号，高级护士公需要几分', 'fujian', 'silent', '', '2026-11-04', 4],
    ['长'.repeat(300), 'fujian', 'silent', '', '2026-11-05', 1],
  ]);
  expect(connection.prepare("select name from sqlite_master where name = 'gaps'").all()).toEqual([]);
  await db.destroy();
});

it('marks what people of the roster said after the last import as their own word', async () => {
  const connection = new Database(':memory:');
  const db = new Kysely<never>({ dialect: new SqliteDialect({ database: connection }) });
  await migrate(db, SERIAL, '2026-10-01T02:00:00.000Z');
  const add = connection.prepare(
    `insert into members (id, origin, profile, has_duty, demo, created_at, changed_at) values (?, ?, ?, 0, 0, '', '')`,
  );
  const profile = JSON.stringify({
    title: 'senior',
    flags: ['resident'],
    institution: { name: '甲院', level: 'village' },
  });
  for (const [id, origin] of [
    ['a', 'roster'],
    ['b', 'roster'],
    ['c', 'self'],
  ])
    add.run(id, origin, profile);
  const line = connection.prepare(`insert into audit (at, member, what, detail) values ('', ?, ?, ?)`);
  const said = JSON.stringify({ fields: ['flags', 'institution', 'titles', 'title'] });
  for (const member of ['a', 'c']) {
    line.run(member, 'profile', JSON.stringify({ fields: ['profession'] }));
    line.run(member, 'imported', '{}');
    line.run(member, 'profile', said);
  }
  line.run('b', 'profile', said);
  line.run('b', 'imported', '{}');
  await told.up(db);
  const stored = connection.prepare('select profile from members order by id').pluck().all() as string[];
  expect(stored.map((one) => (JSON.parse(one) as { told?: string[] }).told)).toEqual([
    ['flags', 'institution.level', 'institution.name', 'title'],
    undefined,
    undefined,
  ]);
  await db.destroy();
});
