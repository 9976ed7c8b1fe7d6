import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import * as house from './0001-house.ts';
import * as gaps from './0002-gaps.ts';
import * as answers from './0003-answers.ts';
import * as trust from './0004-trust.ts';
import * as evidence from './0005-evidence.ts';
import * as codes from './0006-codes.ts';
import * as sessions from './0007-sessions.ts';
import * as fourEyes from './0008-four-eyes.ts';
import * as told from './0009-told.ts';
import * as names from './0010-names.ts';

type Migration = { readonly up: (db: Kysely<never>, serial: string) => Promise<void> };

/** In order, for ever: a published migration is never edited, a new one is added below. */
const MIGRATIONS: readonly (readonly [name: string, migration: Migration])[] = [
  ['0001-house', house],
  ['0002-gaps', gaps],
  ['0003-answers', answers],
  ['0004-trust', trust],
  ['0005-evidence', evidence],
  ['0006-codes', codes],
  ['0007-sessions', sessions],
  ['0008-four-eyes', fourEyes],
  ['0009-told', told],
  ['0010-names', names],
];

/** Names of all migrations that this program knows, in order. Their count is the schema's number (`user_version`). */
export const KNOWN: readonly string[] = MIGRATIONS.map(([name]) => name);

/**
 * Brings the database to the newest shape in one transaction and returns the names of what ran. Running it again
 * does nothing. Ours rather than Kysely's Migrator, which reads a folder and keeps two tables and a lock for it.
 */
export async function migrate<T>(db: Kysely<T>, serial: string, at: string): Promise<readonly string[]> {
  return db.transaction().execute(async (tx) => {
    await sql`create table if not exists migrations (name text primary key, at text not null)`.execute(tx);
    const { rows } = await sql<{ name: string }>`select name from migrations`.execute(tx);
    const done = new Set(rows.map((row) => row.name));
    const ran: string[] = [];
    for (const [name, migration] of MIGRATIONS) {
      if (done.has(name)) continue;
      await migration.up(tx as unknown as Transaction<never>, serial);
      await sql`insert into migrations (name, at) values (${name}, ${at})`.execute(tx);
      ran.push(name);
    }
    return ran;
  });
}
