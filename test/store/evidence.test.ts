import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { Kysely, SqliteDialect } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Damaged, openStore, type Store } from '../../src/store/index.ts';
import * as evidence from '../../src/store/migrations/0005-evidence.ts';
import { sumOf } from '../../src/store/tables/evidence.ts';
import type { LedgerEntry } from '../../src/types/activity.ts';
import type { Request } from '../../src/types/index.ts';

const AT = '2026-11-22T01:00:00.000Z';
let folder: string;
let file: string;
let store: Store;
let noticed: Damaged[];
const open = async (): Promise<void> => {
  noticed = [];
  store = await openStore(file, AT, { noticed: (damaged) => noticed.push(...damaged) });
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-evidence-'));
  file = join(folder, 'x.db');
  await open();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const entry = (id: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  activity: { id, type: 'public-course', date: '2026-03-01', credits: 2 },
  status: 'submitted',
  recordedAt: AT,
  attachments: [],
  ...more,
});
const request = (id: string, more: Partial<Request> = {}): Request => ({
  id,
  kind: 'makeup',
  year: 2025,
  status: 'submitted',
  at: AT,
  fields: { reason: '产假' },
  ...more,
});
const record = (member: string, ...ids: readonly string[]) =>
  store.commit({
    at: AT,
    writes: ids.flatMap((id) => [
      { is: 'entry' as const, member, entry: entry(id), certificate: `c-${id}` },
      { is: 'request' as const, member, request: request(`q-${id}`) },
    ]),
  });
/** Writes past the program, as a bad disk or a hand does. */
const past = (sql: string, ...values: readonly unknown[]): void => {
  const raw = new Database(file);
  expect(raw.prepare(sql).run(...values).changes).toBeGreaterThan(0);
  raw.close();
};
const idsOf = async (member: string) => (await store.ledger(member)).map(({ activity }) => activity.id);
const requestsOf = async (member: string) => (await store.requests(member)).map(({ id }) => id);

const COLUMNS = {
  activities: ['id', 'member', 'type', 'activity', 'status', 'replaces', 'certificate', 'recorded_at', 'attachments'],
  requests: ['id', 'member', 'kind', 'year', 'status', 'at', 'fields'],
} as const;
const EVERY = Object.entries(COLUMNS).flatMap(([table, columns]) => columns.map((column) => [table, column] as const));

describe('a record that is not as it was written', () => {
  it.each(EVERY)('%s.%s: does not count, is named, and takes no other with it', async (table, column) => {
    await record('m1', 'a', 'b');
    const id = table === 'activities' ? 'b' : 'q-b';
    past(`update ${table} set ${column} = coalesce(${column}, '') || '0' where id = ?`, id);
    const all = await store.damaged();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ is: table === 'activities' ? 'activity' : 'request' });
    expect(await idsOf('m1')).toEqual(table === 'activities' ? ['a'] : ['a', 'b']);
    expect((await requestsOf('m1')).sort()).toEqual(table === 'requests' ? ['q-a'] : ['q-a', 'q-b']);
    if (column !== 'member') expect(noticed).toEqual(all);
  });

  it('is found whatever bit of the file turned, and never read as something else', async () => {
    await record('m1', 'a', 'b', 'c');
    await store.close();
    const before = readFileSync(file);
    const at = before.indexOf('"credits":2');
    expect(at).toBeGreaterThan(0);
    await fc.assert(
      fc.asyncProperty(fc.nat(10), fc.nat(7), async (offset, bit) => {
        const bytes = Buffer.from(before);
        bytes[at + offset] = (bytes[at + offset] ?? 0) ^ (1 << bit);
        writeFileSync(file, bytes);
        await open();
        try {
          expect(await store.damaged('m1')).toHaveLength(1);
          for (const { activity } of await store.ledger('m1')) expect(activity.credits).toBe(2);
          expect(await idsOf('m1')).toHaveLength(2);
        } finally {
          await store.close();
        }
      }),
      { numRuns: 30 },
    );
    await open();
  });

  it('stays so whatever becomes of it: a decision, a paper, a merge do not make it good', async () => {
    await record('m1', 'a');
    past(`update activities set activity = replace(activity, '2', '9') where id = 'a'`);
    await store.commit({
      at: AT,
      writes: [
        { is: 'entry-status', activity: 'a', member: 'm1', status: 'approved' },
        { is: 'attach', activity: 'a', member: 'm1', files: ['f'.repeat(64)] },
        { is: 'merge', from: 'm1', to: 'm2' },
      ],
    });
    expect(await store.damaged()).toEqual([{ is: 'activity', id: 'a', member: 'm2' }]);
    expect(await idsOf('m2')).toEqual([]);
  });

  it('without any sum is damaged too', async () => {
    await record('m1', 'a');
    past("update activities set sum = null where id = 'a'");
    expect(await store.damaged('m1')).toHaveLength(1);
  });
});

/** What the program itself may do to its records, in any order. */
const deed = fc.oneof(
  fc.record({
    is: fc.constant('status' as const),
    id: fc.constantFrom('a', 'b', 'c'),
    to: fc.constantFrom('approved' as const, 'rejected' as const, 'withdrawn' as const),
  }),
  fc.record({ is: fc.constant('attach' as const), id: fc.constantFrom('a', 'b', 'c'), file: fc.uuid() }),
  fc.record({
    is: fc.constant('request' as const),
    id: fc.constantFrom('a', 'b', 'c'),
    to: fc.constantFrom('verified' as const, 'filed' as const),
  }),
  fc.record({ is: fc.constant('again' as const), id: fc.constantFrom('a', 'b', 'c'), reason: fc.string() }),
  fc.record({ is: fc.constant('replace' as const), id: fc.constantFrom('a', 'b', 'c'), by: fc.uuid() }),
  fc.record({ is: fc.constant('merge' as const) }),
);

describe('what the program writes', () => {
  it('fits its sum after whatever was done to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 12 }), async (deeds) => {
        const one = await openStore(':memory:', AT);
        let member = 'm1';
        await one.commit({
          at: AT,
          writes: ['a', 'b', 'c'].flatMap((id) => [
            { is: 'entry' as const, member: 'm1', entry: entry(id) },
            { is: 'request' as const, member: 'm1', request: request(`q-${id}`) },
          ]),
        });
        for (const d of deeds) {
          const next = member === 'm1' ? 'm2' : 'm1';
          const writes =
            d.is === 'status'
              ? [{ is: 'entry-status' as const, activity: d.id, member, status: d.to }]
              : d.is === 'attach'
                ? [{ is: 'attach' as const, activity: d.id, member, files: [d.file] }]
                : d.is === 'request'
                  ? [{ is: 'request-status' as const, request: `q-${d.id}`, member, status: d.to }]
                  : d.is === 'again'
                    ? [
                        {
                          is: 'request' as const,
                          member,
                          request: request(`q-${d.id}`, { fields: { reason: d.reason } }),
                        },
                      ]
                    : d.is === 'replace'
                      ? [{ is: 'entry' as const, member, entry: entry(d.by, { replaces: d.id }) }]
                      : [{ is: 'merge' as const, from: member, to: next }];
          await one.commit({ at: AT, writes });
          if (d.is === 'merge') member = next;
        }
        expect(await one.damaged()).toEqual([]);
        expect((await one.requests(member)).length).toBe(3);
        await one.close();
      }),
      { numRuns: 40 },
    );
  });
});

it('the sums of what was there before are the same as those written since', async () => {
  await record('m1', 'a', 'b');
  await store.close();
  const raw = new Database(file);
  raw.exec('alter table activities drop column sum; alter table requests drop column sum; drop index outbox_parked');
  await evidence.up(new Kysely<never>({ dialect: new SqliteDialect({ database: raw }) }));
  for (const table of ['activities', 'requests'])
    for (const row of raw.prepare(`select * from ${table}`).all() as { sum: string }[])
      expect(row.sum).toBe(sumOf(row as unknown as Parameters<typeof sumOf>[0]));
  raw.close();
  await open();
  expect(await store.damaged()).toEqual([]);
});
