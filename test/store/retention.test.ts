import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore, RETENTION, RETENTION_DEFAULTS, RETENTION_LEAST, SPANS, type Store } from '../../src/store/index.ts';

const NOW = '2026-12-01T00:00:00.000Z';
const daysAgo = (days: number): string => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();
const HASH = 'a'.repeat(64);
const IDLE = 'b'.repeat(64);

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function house(): Promise<{ readonly store: Store; readonly db: Database.Database }> {
  const folder = mkdtempSync(join(tmpdir(), 'xuefen-retention-'));
  folders.push(folder);
  const path = join(folder, 'xuefen.db');
  const store = await openStore(path, daysAgo(4000), { isLocal: () => true });
  return { store, db: new Database(path) };
}

/** A row of the table with the needed columns, told by the database itself; what is told wins. */
function put(db: Database.Database, table: string, told: Record<string, unknown>): void {
  const columns = db.pragma(`table_info(${table})`) as { name: string; notnull: number; pk: number; type: string }[];
  const row = Object.fromEntries(
    columns
      .filter(({ name, notnull, pk }) => name in told || notnull === 1 || (pk > 0 && name !== 'id' && name !== 'seq'))
      .map(({ name, type }) => [name, name in told ? told[name] : type === 'integer' ? 0 : '[]']),
  );
  const names = Object.keys(row);
  db.prepare(`insert into ${table} (${names.join()}) values (${names.map(() => '?').join()})`).run(
    ...Object.values(row),
  );
}
const count = (db: Database.Database, table: string): number =>
  (db.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n;

/** Table → a row that is just old enough, by its age in days, and the other columns that matter. */
const ROWS: { readonly [table: string]: (age: number) => Record<string, unknown> } = {
  inbox: (age) => ({ status: 'handled', handled_at: daysAgo(age), kept_at: daysAgo(age), message_id: `m${age}` }),
  outbox: (age) => ({ status: 'sent', sent_at: daysAgo(age), created_at: daysAgo(age), key: `k${age}` }),
  lines: (age) => ({ at: daysAgo(age), key: `l${age}`, side: 'me' }),
  conversations: (age) => ({ member: `p${age}`, touched_at: daysAgo(age), state: '{}' }),
  choices: (age) => ({ peer: `p${age}`, until: daysAgo(age) }),
  codes: (age) => ({ member: `p${age}`, until: daysAgo(age) }),
  guesses: (age) => ({ key: `g${age}`, kind: 'house', last_at: daysAgo(age) }),
  sessions: (age) => ({ id: `s${age}`, until_idle: daysAgo(age), until_abs: daysAgo(age) }),
  quotas: (age) => ({ owner: `p${age}`, since: daysAgo(age) }),
  notices: (age) => ({ member: `p${age}`, deadline: daysAgo(age).slice(0, 10) }),
  audit: (age) => ({ at: daysAgo(age), detail: '{}' }),
  answers: (age) => ({ id: `a${age}`, at: daysAgo(age) }),
  answer_votes: (age) => ({ voter: `v${age}`, day: daysAgo(age).slice(0, 10), answer: 'voted', vote: 'up' }),
};
const MOMENT = 30;
const spanOf = (table: string): number => {
  const rule = RETENTION[table as keyof typeof RETENTION];
  if (rule.is === 'kept') throw new Error(`${table} is kept`);
  return rule.after === 'moment' ? MOMENT : RETENTION_DEFAULTS[rule.after];
};

describe('how long things are kept', () => {
  it('is decided for every table that the database has', async () => {
    const { store, db } = await house();
    const tables = (
      db.prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`).all() as {
        name: string;
      }[]
    ).map(({ name }) => name);
    expect(tables.filter((name) => name !== 'migrations').sort()).toEqual(Object.keys(RETENTION).sort());
    const swept = Object.entries(RETENTION).filter(([, rule]) => rule.is === 'swept');
    expect(swept.map(([table]) => table).sort()).toEqual([...Object.keys(ROWS), 'files'].sort());
    await store.close();
    db.close();
  });

  it.each(Object.keys(ROWS))('%s: what is older goes, what is younger stays', async (table) => {
    const { store, db } = await house();
    db.pragma('foreign_keys = OFF');
    const row = ROWS[table];
    if (!row) throw new Error('no row');
    put(db, table, row(spanOf(table) + 2));
    put(db, table, row(spanOf(table) - 2));
    expect((await store.sweep(NOW, RETENTION_DEFAULTS, true)).rows[table]).toBe(1);
    expect(count(db, table)).toBe(2);
    await store.sweep(NOW, RETENTION_DEFAULTS);
    expect(count(db, table)).toBe(1);
    expect((await store.sweep(NOW, RETENTION_DEFAULTS)).rows[table]).toBeUndefined();
    await store.close();
    db.close();
  });

  it('a message that waits to be handled and one that waits to be sent are never swept', async () => {
    const { store, db } = await house();
    put(db, 'inbox', { status: 'kept', kept_at: daysAgo(3000), message_id: 'old' });
    put(db, 'outbox', { status: 'pending', created_at: daysAgo(3000), run_at: daysAgo(3000), key: 'old' });
    await store.sweep(NOW, RETENTION_DEFAULTS);
    expect([count(db, 'inbox'), count(db, 'outbox')]).toEqual([1, 1]);
    await store.close();
    db.close();
  });

  it('a file that a record names stays however old; one that nothing names goes', async () => {
    const { store, db } = await house();
    for (const hash of [HASH, IDLE])
      await store.addFile({ hash, name: 'x.pdf', mime: 'application/pdf', size: 1 }, daysAgo(1000));
    const activity = { id: 'a1', type: 'paper', date: '2024-01-01' };
    const entry = { activity, status: 'approved' as const, recordedAt: daysAgo(1000), attachments: [HASH] };
    await store.commit({ at: daysAgo(1000), writes: [{ is: 'entry', member: 'p', entry }] });
    expect(await store.sweep(NOW, RETENTION_DEFAULTS)).toEqual({ rows: { files: 1 }, files: [IDLE] });
    expect(await store.file(HASH)).toBeDefined();
    await store.close();
    db.close();
  });

  it('no span can be set below what a year, a retry or an inquiry needs', () => {
    for (const span of SPANS) expect(RETENTION_DEFAULTS[span]).toBeGreaterThanOrEqual(RETENTION_LEAST[span]);
  });

  it('stands in docs/privacy.md as it is', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/privacy.md'), 'utf8');
    for (const [table, rule] of Object.entries(RETENTION)) {
      const line = page.split('\n').find((one) => one.startsWith(`| \`${table}\``));
      expect(line, table).toBeDefined();
      const span =
        rule.is === 'kept'
          ? rule.because
          : rule.after === 'moment'
            ? `${MOMENT} 天`
            : `\`${rule.after}\` ${RETENTION_DEFAULTS[rule.after]} 天`;
      expect(line, table).toContain(span);
    }
    for (const span of SPANS)
      expect(page).toContain(`| \`retention.${span}\` | ${RETENTION_DEFAULTS[span]} | ${RETENTION_LEAST[span]} |`);
  });
});

describe('a farewell', () => {
  const told = async (): Promise<{ readonly store: Store; readonly db: Database.Database }> => {
    const { store, db } = await house();
    const member = {
      id: 'p',
      name: '测试乙',
      staffNumber: 'A7',
      mobile: '13800000000',
      title: 'mid' as const,
      unit: 'u',
      institution: { level: 'county' as const, name: '某医院' },
    };
    const activity = {
      id: 'a1',
      type: 'paper',
      date: '2024-01-01',
      name: '测试乙的论文',
      journal: 'core',
      certificateNumber: 'abc',
    };
    const entry = { activity, status: 'approved' as const, recordedAt: daysAgo(10), attachments: [HASH] };
    await store.addFile({ hash: HASH, name: '测试乙.pdf', mime: 'application/pdf', size: 1 }, daysAgo(10));
    await store.commit({
      at: daysAgo(10),
      writes: [
        { is: 'member', member, origin: 'roster' },
        { is: 'identity', address: { channel: 'web', peer: 'b' }, member: 'p' },
        { is: 'entry', member: 'p', entry, certificate: 'abc' },
        {
          is: 'request',
          member: 'p',
          request: {
            id: 'r1',
            kind: 'makeup',
            year: 2025,
            status: 'submitted',
            at: daysAgo(9),
            fields: { reason: '测试乙生病' },
          },
        },
        { is: 'audit', member: 'p', by: 'operator', what: 'imported', detail: { after: { name: '测试乙' } } },
        {
          is: 'say',
          saying: { key: 'k', to: { channel: 'web', peer: 'b' }, member: 'p', body: { text: '测试乙您好' } },
        },
      ],
    });
    await store.keep(
      [
        {
          channel: 'web',
          id: 'm',
          at: daysAgo(9),
          address: { channel: 'web', peer: 'b' },
          body: { is: 'text', text: '我叫测试乙' },
        },
      ],
      daysAgo(9),
    );
    return { store, db };
  };
  const everything = (db: Database.Database): string =>
    (db.prepare(`select name from sqlite_master where type = 'table'`).all() as { name: string }[])
      .map(({ name }) => JSON.stringify(db.prepare(`select * from "${name}"`).all()))
      .join();

  it.each(['anonymise', 'erase'] as const)('%s: nothing in any table tells who it was', async (how) => {
    const { store, db } = await told();
    expect(everything(db)).toContain('测试乙');
    expect(await store.farewell('p', how, NOW)).toEqual([HASH]);
    const left = everything(db);
    for (const trace of ['测试乙', 'A7', '13800000000', 'abc', '某医院', HASH]) expect(left).not.toContain(trace);
    // What was done stays for the unit's figures, with a sum that fits; or nothing does.
    const ledger = await store.ledger('p');
    expect(ledger.map(({ activity }) => activity)).toEqual(
      how === 'erase' ? [] : [{ id: 'a1', type: 'paper', date: '2024-01-01', journal: 'core' }],
    );
    expect((await store.audit('p')).map(({ what, detail }) => [what, detail])).toEqual([['imported', {}]]);
    await store.close();
    db.close();
  });

  it('leaves a paper that another record names too', async () => {
    const { store, db } = await told();
    const entry = {
      activity: { id: 'a2', type: 'paper', date: '2024-01-01' },
      status: 'approved' as const,
      recordedAt: daysAgo(3),
      attachments: [HASH],
    };
    await store.commit({ at: daysAgo(3), writes: [{ is: 'entry', member: 'q', entry }] });
    expect(await store.farewell('p', 'erase', NOW)).toEqual([]);
    expect(await store.file(HASH)).toBeDefined();
    await store.close();
    db.close();
  });
});
