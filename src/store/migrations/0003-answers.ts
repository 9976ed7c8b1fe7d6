import { type Kysely, sql } from 'kysely';

/** Answers that were given, and what people thought of them. */
export async function up(db: Kysely<never>): Promise<void> {
  const statements = [
    `create table answers (
      id text primary key, question text not null, province text not null, turns text not null,
      answered text not null, at text not null)`,
    `create table answer_votes (
      answer text not null references answers (id), voter text not null, vote text not null, day text not null,
      primary key (answer, voter))`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
