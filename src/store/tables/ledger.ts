/** What a person has on record: activities and requests, with where each stands. */
import type { Instant, LedgerEntry, Request, RequestKind } from '../../types/index.ts';
import { type Damaged, damagedIn, isSound, resealed, sift, sumOf } from './evidence.ts';
import { type Db, PAGE, parse, type Row, STALE, touch } from './rows.ts';

export type LedgerWrite =
  | { readonly is: 'entry'; readonly member: string; readonly entry: LedgerEntry; readonly certificate?: string }
  | {
      readonly is: 'entry-status';
      readonly activity: string;
      readonly member: string;
      readonly status: LedgerEntry['status'];
      /** Only while it stands so; else the whole commit is `stale`. */
      readonly was?: LedgerEntry['status'];
    }
  | { readonly is: 'attach'; readonly activity: string; readonly member: string; readonly files: readonly string[] }
  | { readonly is: 'request'; readonly member: string; readonly request: Request }
  | {
      readonly is: 'request-status';
      readonly member: string;
      readonly request: string;
      readonly status: Request['status'];
      /** Only while it stands so; else the whole commit is `stale`. */
      readonly was?: Request['status'];
    };

export interface LedgerStore {
  ledger(member: string): Promise<readonly LedgerEntry[]>;
  /** The ledgers of many, by member. */
  ledgers(members: readonly string[]): Promise<ReadonlyMap<string, readonly LedgerEntry[]>>;
  requests(member: string): Promise<readonly Request[]>;
  requestsOf(members: readonly string[]): Promise<ReadonlyMap<string, readonly Request[]>>;
  /** Records of a member (of everybody, where none is named) that are not as they were written. */
  damaged(member?: string): Promise<readonly Damaged[]>;
  certificates(
    numbers: readonly string[],
    member: string,
  ): Promise<{ readonly [number: string]: { readonly mine: boolean; readonly activity: string } }>;
}

const entryOf = (row: Row<'activities'>): LedgerEntry => ({
  activity: parse(row.activity),
  status: row.status,
  ...(row.replaces === null ? {} : { replaces: row.replaces }),
  recordedAt: row.recorded_at,
  attachments: parse(row.attachments),
});

const requestOf = (row: Row<'requests'>): Request => ({
  id: row.id,
  kind: row.kind as RequestKind,
  year: row.year,
  status: row.status as Request['status'],
  at: row.at,
  fields: parse(row.fields),
});

/** One write inside a running transaction. Throws STALE. */
export async function writeLedger(db: Db, what: LedgerWrite, at: Instant): Promise<void> {
  switch (what.is) {
    case 'entry':
      await addEntry(db, what);
      break;
    case 'entry-status':
      await restate(db, 'activities', what.activity, what);
      break;
    case 'attach':
      return attach(db, what);
    case 'request':
      await putRequest(db, what);
      break;
    case 'request-status':
      await restate(db, 'requests', what.request, what);
      break;
  }
  await touch(db, what.member, at);
}

/** A new request, or one whose status and fields are as told now. */
async function putRequest(db: Db, { member, request }: Extract<LedgerWrite, { is: 'request' }>): Promise<void> {
  const { id, kind, year, status, at } = request;
  const fields = JSON.stringify(request.fields);
  const before = await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst();
  if (before) {
    await db.updateTable('requests').set(resealed(before, { status, fields })).where('id', '=', id).execute();
    return;
  }
  const row = { id, member, kind, year, status, at, fields };
  await db
    .insertInto('requests')
    .values({ ...row, sum: sumOf(row) })
    .execute();
}

/** A new activity; the one that it replaces is withdrawn. */
async function addEntry(db: Db, { member, entry, certificate }: Extract<LedgerWrite, { is: 'entry' }>): Promise<void> {
  const { activity, status, replaces, recordedAt, attachments } = entry;
  const row = {
    id: activity.id,
    member,
    type: activity.type,
    activity: JSON.stringify(activity),
    status,
    replaces: replaces ?? null,
    certificate: certificate ?? null,
    recorded_at: recordedAt,
    attachments: JSON.stringify(attachments),
  };
  await db
    .insertInto('activities')
    .values({ ...row, sum: sumOf(row) })
    .execute();
  if (replaces !== undefined) await restate(db, 'activities', replaces, { member, status: 'withdrawn' });
}

async function attach(db: Db, { activity, member, files }: Extract<LedgerWrite, { is: 'attach' }>): Promise<void> {
  const row = await db
    .selectFrom('activities')
    .selectAll()
    .where('id', '=', activity)
    .where('member', '=', member)
    .executeTakeFirst();
  if (!row || !isSound(row)) return;
  const all = [...new Set([...parse<string[]>(row.attachments), ...files])];
  await db
    .updateTable('activities')
    .set(resealed(row, { attachments: JSON.stringify(all) }))
    .where('id', '=', activity)
    .execute();
}

/** Changes where an activity or a request stands. */
async function restate(
  db: Db,
  table: 'activities' | 'requests',
  id: string,
  { member, status, was }: { readonly member: string; readonly status: string; readonly was?: string },
): Promise<void> {
  const row = await db
    .selectFrom(table)
    .selectAll()
    .where('id', '=', id)
    .where('member', '=', member)
    .executeTakeFirst();
  if (!row || (was !== undefined && row.status !== was)) {
    if (was !== undefined) throw STALE;
    return;
  }
  await db.updateTable(table).set(resealed(row, { status })).where('id', '=', id).execute();
}

/** Gives everything that one person has on record to another: two of their chats turned out to be one person's. */
export async function handOver(db: Db, from: string, to: string): Promise<void> {
  for (const table of ['activities', 'requests'] as const)
    for (const row of await db.selectFrom(table).selectAll().where('member', '=', from).execute())
      await db
        .updateTable(table)
        .set(resealed(row as Row<'requests'>, { member: to }))
        .where('id', '=', row.id)
        .execute();
}

/**
 * The queries of the ledger over any database that Kysely speaks. What is not as it was written is left out, and
 * `noticed` hears of it.
 */
export function ledgerQueries(db: Db, noticed: (damaged: readonly Damaged[]) => void): LedgerStore {
  const ledgers = async (members: readonly string[]): Promise<ReadonlyMap<string, readonly LedgerEntry[]>> => {
    const found = new Map<string, LedgerEntry[]>(members.map((member) => [member, []]));
    for (let from = 0; from < members.length; from += PAGE) {
      const rows = await db
        .selectFrom('activities')
        .selectAll()
        .where('member', 'in', members.slice(from, from + PAGE))
        .orderBy('seq')
        .execute();
      const { sound, damaged } = sift(rows);
      if (damaged.length > 0) noticed(damaged);
      for (const row of sound) found.get(row.member)?.push(entryOf(row));
    }
    return found;
  };
  const requestsOf = async (members: readonly string[]): Promise<ReadonlyMap<string, readonly Request[]>> => {
    const found = new Map<string, Request[]>(members.map((member) => [member, []]));
    for (let from = 0; from < members.length; from += PAGE) {
      const rows = await db
        .selectFrom('requests')
        .selectAll()
        .where('member', 'in', members.slice(from, from + PAGE))
        .orderBy('at')
        .orderBy('id')
        .execute();
      const { sound, damaged } = sift(rows);
      if (damaged.length > 0) noticed(damaged);
      for (const row of sound) found.get(row.member)?.push(requestOf(row));
    }
    return found;
  };
  return {
    ledger: async (member) => (await ledgers([member])).get(member) ?? [],
    ledgers,
    requests: async (member) => (await requestsOf([member])).get(member) ?? [],
    requestsOf,
    damaged: async (member) => {
      if (member === undefined) return damagedIn(db);
      const entries = await db.selectFrom('activities').selectAll().where('member', '=', member).execute();
      const requests = await db.selectFrom('requests').selectAll().where('member', '=', member).execute();
      return [...sift(entries).damaged, ...sift(requests).damaged];
    },
    certificates: async (numbers, member) => {
      if (numbers.length === 0) return {};
      const rows = await db
        .selectFrom('activities')
        .select(['id', 'member', 'certificate'])
        .where('certificate', 'in', numbers)
        .where('status', 'in', ['submitted', 'approved'])
        .execute();
      return Object.fromEntries(
        rows.flatMap((row) =>
          row.certificate === null
            ? []
            : [[row.certificate, { mine: row.member === member, activity: row.id }] as const],
        ),
      );
    },
  };
}
