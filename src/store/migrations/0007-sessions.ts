import { type Kysely, sql } from 'kysely';

/** Sign-ins of browsers are kept here, not only in their cookies; what everybody may still send; who is of a real roster. */
export async function up(db: Kysely<never>): Promise<void> {
  const statements = [
    `create table sessions (
      id text primary key, peer text not null, rights text not null, made_at text not null, seen_at text not null,
      until_idle text not null, until_abs text not null, settles_by text, agent text not null,
      ended_at text, ended_why text)`,
    `create index sessions_peer on sessions (peer) where ended_at is null`,
    `create table quotas (
      owner text not null, what text not null, since text not null, times integer not null, amount integer not null,
      primary key (owner, what, since))`,
    `create index quotas_since on quotas (since)`,
    `create index members_roster on members (origin) where origin = 'roster' and demo = 0`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
