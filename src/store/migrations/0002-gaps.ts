import { type Kysely, sql } from 'kysely';
import { scrub } from '../../chinese/scrub.ts';

/** The gap log with reasons, groups and states, and the curator's edits. What the first log held is taken over, scrubbed. */
export async function up(db: Kysely<never>, serial: string): Promise<void> {
  const statements = [
    `create table gap_wordings (
      id ${serial}, question text not null, province text not null, grp integer, unique (question, province))`,
    `create index gap_wordings_group on gap_wordings (grp)`,
    `create table gap_events (
      wording integer not null, reason text not null, answered text not null, day text not null,
      times integer not null, primary key (wording, reason, answered, day))`,
    `create table gap_groups (
      id integer primary key, status text not null, note text, by_whom text not null, at text not null, edit integer,
      times integer not null)`,
    `create table curator_edits (
      id ${serial}, at text not null, by_whom text not null, edit text not null, file text not null,
      before_text text not null, after_text text not null, grp integer, state text not null, cases text not null,
      settled_at text, settled_by text)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
  const { rows } = await sql<{
    question: string;
    province: string;
    times: number;
    last_at: string;
  }>`select question, province, times, last_at from gaps order by first_at`.execute(db);
  for (const { question, province, times, last_at } of rows) {
    const words = scrub(question);
    await sql`insert into gap_wordings (question, province) values (${words}, ${province}) on conflict do nothing`.execute(
      db,
    );
    await sql`insert into gap_events (wording, reason, answered, day, times)
      select id, 'silent', '', ${last_at.slice(0, 10)}, ${times} from gap_wordings
      where question = ${words} and province = ${province}
      on conflict (wording, reason, answered, day) do update set times = gap_events.times + ${times}`.execute(db);
  }
  await sql`drop table gaps`.execute(db);
}
