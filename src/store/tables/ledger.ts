/** What a person has on record: activities and requests, with where each stands. */
import type { Instant, LedgerEntry, Request, RequestKind } from '../../types/index.ts';
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
    case 'request': {
      const { id, kind, year, status, fields } = what.request;
      await db
        .insertInto('requests')
        .values({ id, member: what.member, kind, year, status, at: what.request.at, fields: JSON.stringify(fields) })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ status, fields: JSON.stringify(fields) }))
        .execute();
      break;
    }
    case 'request-status':
      await restate(db, 'requests', what.request, what);
      break;
  }
  await touch(db, what.member, at);
}

/** A new activity; the one that it replaces is withdrawn. */
async function addEntry(db: Db, { member, entry, certificate }: Extract<LedgerWrite, { is: 'entry' }>): Promise<void> {
  const { activity, status, replaces, recordedAt, attachments } = entry;
  await db
    .insertInto('activities')
    .values({
      id: activity.id,
      member,
      type: activity.type,
      activity: JSON.stringify(activity),
      status,
      replaces: replaces ?? null,
      certificate: certificate ?? null,
      recorded_at: recordedAt,
      attachments: JSON.stringify(attachments),
    })
    .execute();
  if (replaces !== undefined)
    await db
      .updateTable('activities')
      .set({ status: 'withdrawn' })
      .where('id', '=', replaces)
      .where('member', '=', member)
      .execute();
}

async function attach(db: Db, { activity, member, files }: Extract<LedgerWrite, { is: 'attach' }>): Promise<void> {
  const row = await db
    .selectFrom('activities')
    .select('attachments')
    .where('id', '=', activity)
    .where('member', '=', member)
    .executeTakeFirst();
  if (!row) return;
  const all = [...new Set([...parse<string[]>(row.attachments), ...files])];
  await db
    .updateTable('activities')
    .set({ attachments: JSON.stringify(all) })
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
  const rows = db.updateTable(table).set({ status }).where('id', '=', id).where('member', '=', member);
  const { numUpdatedRows } = await (was === undefined ? rows : rows.where('status', '=', was)).executeTakeFirst();
  if (was !== undefined && numUpdatedRows !== 1n) throw STALE;
}

/** The queries of the ledger over any database that Kysely speaks. */
export function ledgerQueries(db: Db): LedgerStore {
  const ledgers = async (members: readonly string[]): Promise<ReadonlyMap<string, readonly LedgerEntry[]>> => {
    const found = new Map<string, LedgerEntry[]>(members.map((member) => [member, []]));
    for (let from = 0; from < members.length; from += PAGE) {
      const rows = await db
        .selectFrom('activities')
        .selectAll()
        .where('member', 'in', members.slice(from, from + PAGE))
        .orderBy('seq')
        .execute();
      for (const row of rows) found.get(row.member)?.push(entryOf(row));
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
      for (const row of rows) found.get(row.member)?.push(requestOf(row));
    }
    return found;
  };
  return {
    ledger: async (member) => (await ledgers([member])).get(member) ?? [],
    ledgers,
    requests: async (member) => (await requestsOf([member])).get(member) ?? [],
    requestsOf,
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
