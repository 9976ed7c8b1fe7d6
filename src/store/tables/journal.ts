/** Who did what, and the few values that the house notes for itself. */
import type { FieldValue, Instant } from '../../types/index.ts';
import { type Db, parse, utc } from './rows.ts';

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

export interface JournalStore {
  setting(key: string): Promise<FieldValue | undefined>;
  audit(member: string): Promise<
    readonly {
      readonly at: Instant;
      readonly by?: string;
      readonly what: string;
      readonly detail: { readonly [k: string]: FieldValue };
    }[]
  >;
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
      return rows.map((row) => ({
        at: row.at,
        ...(row.by_whom === null ? {} : { by: row.by_whom }),
        what: row.what,
        detail: parse<{ [k: string]: FieldValue }>(row.detail),
      }));
    },
  };
}
