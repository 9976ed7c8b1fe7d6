import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';

/** A sum over every row of evidence, as it is now; and what is parked is found without reading the whole outbox. */
export async function up(db: Kysely<never>): Promise<void> {
  const statements = [
    `alter table activities add column sum text`,
    `alter table requests add column sum text`,
    `create index outbox_parked on outbox (id) where status = 'parked'`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
  const columns = {
    activities: ['id', 'member', 'type', 'activity', 'status', 'replaces', 'certificate', 'recorded_at', 'attachments'],
    requests: ['id', 'member', 'kind', 'year', 'status', 'at', 'fields'],
  };
  for (const [table, names] of Object.entries(columns)) {
    const { rows } = await sql<{ [name: string]: unknown }>`select * from ${sql.table(table)}`.execute(db);
    for (const row of rows) {
      const text = JSON.stringify([table, ...names.map((name) => row[name] ?? null)]);
      const sum = createHash('sha256').update(text).digest('hex');
      await sql`update ${sql.table(table)} set sum = ${sum} where id = ${row.id}`.execute(db);
    }
  }
}
