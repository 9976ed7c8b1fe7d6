import { type Kysely, sql } from 'kysely';

/** An edit may wait for a second pair of eyes: what it was tried with, which edit it takes back, why it was sent back. */
export async function up(db: Kysely<never>): Promise<void> {
  const statements = [
    `alter table curator_edits add column trial text`,
    `alter table curator_edits add column even_so integer not null default 0`,
    `alter table curator_edits add column undoes integer`,
    `alter table curator_edits add column reason text`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
