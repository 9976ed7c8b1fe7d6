import { type Kysely, sql } from 'kysely';

/** Members are found by their name: who is spoken of in a message. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('create index members_name on members (name)').execute(db);
}
