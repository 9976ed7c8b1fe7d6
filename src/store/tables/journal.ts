/** Who did what, and the few values that the house notes for itself. */
import type { FieldValue, Instant } from '../../types/index.ts';
import { type Db, parse, type Row, utc } from './rows.ts';

export type JournalWrite =
  | {
      readonly is: 'audit';
      /** Whose data it is about. */
      readonly member?: string;
      /** Who did it: a member's id, `operator`, or `house`. */
      readonly by: string;
      readonly what: string;
      readonly detail: { readonly [k: string]: FieldValue };
    }
  | { readonly is: 'setting'; readonly key: string; readonly value: FieldValue };

/** One line of the audit trail. */
export interface AuditRow {
  readonly id: number;
  readonly at: Instant;
  /** Who did it: a member's id, `operator`, or `house`; missing in lines older than that. */
  readonly by?: string;
  /** Whose data it is about. */
  readonly member?: string;
  readonly what: string;
  readonly detail: { readonly [k: string]: FieldValue };
}

/** Which lines of the audit trail are wanted. */
export interface AuditQuery {
  readonly member?: string;
  readonly by?: string;
  readonly what?: string;
  /** From this instant on, and before that one. */
  readonly since?: Instant;
  readonly until?: Instant;
  /** Only what invented people did or what was done about them, or all but that. */
  readonly world?: 'demo' | 'real';
  /** The id of the line after which to go on. */
  readonly after?: number;
  readonly limit: number;
}

export interface JournalStore {
  setting(key: string): Promise<FieldValue | undefined>;
  /** Everything about a member, the oldest first. */
  audit(member: string): Promise<readonly Omit<AuditRow, 'id' | 'member'>[]>;
  /** The newest first, from the line after `after` on. */
  auditPage(query: AuditQuery): Promise<readonly AuditRow[]>;
}

/** One write inside a running transaction. */
export async function writeJournal(db: Db, what: JournalWrite, at: Instant): Promise<void> {
  switch (what.is) {
    case 'audit':
      await db
        .insertInto('audit')
        .values({
          at: utc(at),
          member: what.member ?? null,
          by_whom: what.by,
          what: what.what,
          detail: JSON.stringify(what.detail),
        })
        .execute();
      return;
    case 'setting': {
      const value = JSON.stringify(what.value);
      await db
        .insertInto('settings')
        .values({ key: what.key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute();
      return;
    }
  }
}

/** The queries of the journal over any database that Kysely speaks. */
export function journalQueries(db: Db): JournalStore {
  return {
    setting: async (key) => {
      const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
      return row && parse<FieldValue>(row.value);
    },
    audit: async (member) => {
      const rows = await db.selectFrom('audit').selectAll().where('member', '=', member).orderBy('id').execute();
      return rows.map((row) => {
        const { id: _, member: __, ...rest } = auditRow(row);
        return rest;
      });
    },
    auditPage: (query) => auditPage(db, query),
  };
}

const auditRow = (row: Row<'audit'>): AuditRow => ({
  id: row.id,
  at: row.at,
  ...(row.by_whom === null ? {} : { by: row.by_whom }),
  ...(row.member === null ? {} : { member: row.member }),
  what: row.what,
  detail: parse<{ [k: string]: FieldValue }>(row.detail),
});

async function auditPage(db: Db, query: AuditQuery): Promise<readonly AuditRow[]> {
  const { member, by, what, since, until, world, after, limit } = query;
  let found = db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit);
  if (member !== undefined) found = found.where('member', '=', member);
  if (by !== undefined) found = found.where('by_whom', '=', by);
  if (what !== undefined) found = found.where('what', '=', what);
  if (since !== undefined) found = found.where('at', '>=', utc(since));
  if (until !== undefined) found = found.where('at', '<', utc(until));
  if (after !== undefined) found = found.where('id', '<', after);
  if (world !== undefined)
    found = found.where(({ exists, not, selectFrom }) => {
      const invented = exists(
        selectFrom('members')
          .select('members.id')
          .where('members.demo', '=', 1)
          .where(({ eb }) =>
            eb.or([eb('members.id', '=', eb.ref('audit.member')), eb('members.id', '=', eb.ref('audit.by_whom'))]),
          ),
      );
      return world === 'demo' ? invented : not(invented);
    });
  return (await found.execute()).map(auditRow);
}
