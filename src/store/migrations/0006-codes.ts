import { type Kysely, sql } from 'kysely';

/** Codes are kept as a salted hash under the number they are given out with; failed tries are counted. Older codes are void. */
export async function up(db: Kysely<never>): Promise<void> {
  const statements = [
    `drop table codes`,
    `create table codes (
      member text primary key, issue text not null, number text not null, salt text not null, hash text not null,
      tag integer not null, until text not null, issued_at text not null, issued_by text not null,
      wrong integer not null, used_at text, burnt_at text, said text)`,
    `create index codes_number on codes (number)`,
    `create index codes_tag on codes (tag)`,
    `create table guesses (
      kind text not null, key text not null, failures integer not null, since text not null, last_at text not null,
      until text, primary key (kind, key))`,
    `create index guesses_last on guesses (last_at)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
