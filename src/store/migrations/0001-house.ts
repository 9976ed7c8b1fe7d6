import { type Kysely, sql } from 'kysely';

/** The first tables. `serial` is the dialect's own counting primary key. */
export async function up(db: Kysely<never>, serial: string): Promise<void> {
  const statements = [
    `create table inbox (
      id ${serial}, channel text not null, message_id text not null, peer text not null, room text not null,
      at text not null, sender_name text, body text not null, status text not null, attempts integer not null,
      kept_at text not null, handled_at text, reason text, unique (channel, message_id))`,
    `create index inbox_waiting on inbox (id) where status = 'kept'`,
    `create index inbox_sender on inbox (channel, peer, kept_at)`,
    `create table outbox (
      id ${serial}, key text not null unique, channel text not null, peer text not null, room text not null,
      member text, body text not null, status text not null, attempts integer not null, parts_done integer not null,
      run_at text not null, unsure_since text, platform_id text, reason text, created_at text not null, sent_at text)`,
    `create index outbox_pending on outbox (channel, peer, room, id) where status = 'pending'`,
    `create table conversations (
      member text primary key, version integer not null, state text not null, open integer not null,
      touched_at text not null, nudged integer not null)`,
    `create index conversations_open on conversations (touched_at) where open = 1`,
    `create table members (
      id text primary key, origin text not null, name text, province text, staff_number text unique, unit text,
      is_manager integer not null, demo integer not null, profile text not null, created_at text not null,
      changed_at text not null)`,
    `create index members_unit on members (unit)`,
    `create index members_changed on members (changed_at)`,
    `create table units (
      id text primary key, name text not null, institution text not null, province text not null,
      contact_name text, contact_phone text, demo integer not null)`,
    `create table identities (
      channel text not null, peer text not null, member text not null, since text not null, seen_at text not null,
      primary key (channel, peer))`,
    `create index identities_member on identities (member, seen_at)`,
    `create table activities (
      seq ${serial}, id text not null unique, member text not null, type text not null, activity text not null,
      status text not null, replaces text, certificate text, recorded_at text not null, attachments text not null)`,
    `create index activities_member on activities (member, seq)`,
    `create index activities_certificate on activities (certificate) where certificate is not null`,
    `create table requests (
      id text primary key, member text not null, kind text not null, year integer not null, status text not null,
      at text not null, fields text not null)`,
    `create index requests_member on requests (member)`,
    `create table notices (
      member text not null, rule text not null, deadline text not null, stage text not null, at text not null,
      primary key (member, rule, deadline, stage))`,
    `create table audit (
      id ${serial}, at text not null, member text, what text not null, detail text not null)`,
    `create index audit_member on audit (member, id)`,
    `create table choices (
      channel text not null, peer text not null, room text not null, items text not null, until text not null,
      primary key (channel, peer, room))`,
    `create table codes (code text primary key, member text not null, until text not null, used_at text)`,
    `create table files (
      hash text primary key, name text not null, mime text not null, size integer not null, kept_at text not null)`,
    `create table gaps (
      question text not null, province text not null, times integer not null, first_at text not null,
      last_at text not null, primary key (question, province))`,
    `create table settings (key text primary key, value text not null)`,
    `create table lines (
      seq ${serial}, channel text not null, peer text not null, key text not null, side text not null,
      at text not null, body text not null, unique (channel, peer, side, key))`,
    `create index lines_peer on lines (channel, peer, seq)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
