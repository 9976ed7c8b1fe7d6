import type { Kysely } from 'kysely';
import type { Instant } from '../types/index.ts';
import { writeAnswer } from './answers.ts';
import { writeGap } from './curator.ts';
import { KEEPS_LINES, type NewLine, type Saying, type Write } from './index.ts';
import { memberRow, parse, roomOf, utc } from './rows.ts';
import type { Tables } from './schema.ts';

type Db = Kysely<Tables>;

/** Thrown inside a transaction so that it is rolled back; never leaves the store. */
export const STALE = Symbol('stale');

/** Adds lines to a web chat's history; a line whose key is there already stays as it is. */
export async function addLines(db: Db, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return;
  await db
    .insertInto('lines')
    .values(lines.map((line) => ({ ...line, at: utc(line.at), body: JSON.stringify(line.body) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function say(db: Db, { key, to, member, body }: Saying, at: Instant): Promise<void> {
  await db
    .insertInto('outbox')
    .values({
      key,
      channel: to.channel,
      peer: to.peer,
      room: roomOf(to),
      member: member ?? null,
      body: JSON.stringify(body),
      status: 'pending',
      attempts: 0,
      parts_done: 0,
      run_at: utc(at),
      unsure_since: null,
      platform_id: null,
      reason: null,
      created_at: utc(at),
      sent_at: null,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  if (!KEEPS_LINES.has(to.channel)) return;
  const { text, card } = body;
  const shown = card ? ({ is: 'card', text, card } as const) : ({ is: 'text', text } as const);
  await addLines(db, [{ channel: to.channel, peer: to.peer, key, side: 'bot', at, body: shown }]);
}

const touch = (db: Db, member: string, at: Instant) =>
  db
    .updateTable('members')
    .set({ changed_at: utc(at) })
    .where('id', '=', member)
    .execute();

/** Changes where an activity or a request stands. */
async function restate(
  db: Db,
  table: 'activities' | 'requests',
  id: string,
  { member, status, was }: { readonly member: string; readonly status: string; readonly was?: string },
): Promise<void> {
  const rows = db.updateTable(table).set({ status }).where('id', '=', id).where('member', '=', member);
  const { numUpdatedRows } = await (was === undefined ? rows : rows.where('status', '=', was)).executeTakeFirst();
  if (was !== undefined && numUpdatedRows !== 1n) throw STALE;
}

/** One write inside a running transaction. */
export async function write(db: Db, what: Write, at: Instant): Promise<void> {
  switch (what.is) {
    case 'entry': {
      const { activity, status, replaces, recordedAt, attachments } = what.entry;
      await db
        .insertInto('activities')
        .values({
          id: activity.id,
          member: what.member,
          type: activity.type,
          activity: JSON.stringify(activity),
          status,
          replaces: replaces ?? null,
          certificate: what.certificate ?? null,
          recorded_at: recordedAt,
          attachments: JSON.stringify(attachments),
        })
        .execute();
      if (replaces !== undefined)
        await db
          .updateTable('activities')
          .set({ status: 'withdrawn' })
          .where('id', '=', replaces)
          .where('member', '=', what.member)
          .execute();
      await touch(db, what.member, at);
      return;
    }
    case 'entry-status':
      await restate(db, 'activities', what.activity, what);
      await touch(db, what.member, at);
      return;
    case 'attach': {
      const row = await db
        .selectFrom('activities')
        .select('attachments')
        .where('id', '=', what.activity)
        .where('member', '=', what.member)
        .executeTakeFirst();
      if (!row) return;
      const all = [...new Set([...parse<string[]>(row.attachments), ...what.files])];
      await db
        .updateTable('activities')
        .set({ attachments: JSON.stringify(all) })
        .where('id', '=', what.activity)
        .execute();
      return;
    }
    case 'request': {
      const { id, kind, year, status, fields } = what.request;
      await db
        .insertInto('requests')
        .values({ id, member: what.member, kind, year, status, at: what.request.at, fields: JSON.stringify(fields) })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ status, fields: JSON.stringify(fields) }))
        .execute();
      await touch(db, what.member, at);
      return;
    }
    case 'request-status':
      await restate(db, 'requests', what.request, what);
      await touch(db, what.member, at);
      return;
    case 'member': {
      const row = { ...memberRow(what.member), origin: what.origin, changed_at: utc(at) };
      const { id: _, ...rest } = row;
      await db
        .insertInto('members')
        .values({ ...row, created_at: utc(at) })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
        .execute();
      return;
    }
    case 'unit': {
      const { id, name, institution, province, contact, demo } = what.unit;
      const rest = {
        name,
        institution,
        province,
        contact_name: contact?.name ?? null,
        contact_phone: contact?.phone ?? null,
        demo: demo ? 1 : 0,
      };
      await db
        .insertInto('units')
        .values({ id, ...rest })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
        .execute();
      return;
    }
    case 'identity': {
      const { channel, peer } = what.address;
      await db
        .insertInto('identities')
        .values({ channel, peer, member: what.member, since: utc(at), seen_at: utc(at) })
        .onConflict((conflict) =>
          conflict.columns(['channel', 'peer']).doUpdateSet({ member: what.member, since: utc(at), seen_at: utc(at) }),
        )
        .execute();
      await touch(db, what.member, at);
      return;
    }
    case 'seen':
      await db
        .updateTable('identities')
        .set({ seen_at: utc(at) })
        .where('channel', '=', what.address.channel)
        .where('peer', '=', what.address.peer)
        .execute();
      return;
    case 'merge':
      for (const table of ['activities', 'requests', 'identities'] as const)
        await db.updateTable(table).set({ member: what.to }).where('member', '=', what.from).execute();
      await db.deleteFrom('conversations').where('member', '=', what.from).execute();
      await db.deleteFrom('members').where('id', '=', what.from).execute();
      await touch(db, what.to, at);
      return;
    case 'code':
      await db
        .insertInto('codes')
        .values({ code: what.code, member: what.member, until: utc(what.until), used_at: null })
        .onConflict((conflict) =>
          conflict.column('code').doUpdateSet({ member: what.member, until: utc(what.until), used_at: null }),
        )
        .execute();
      return;
    case 'code-used':
      await db
        .updateTable('codes')
        .set({ used_at: utc(at) })
        .where('code', '=', what.code)
        .execute();
      return;
    case 'answered':
    case 'vote':
      await writeAnswer(db, what, at);
      return;
    case 'gap':
    case 'gap-status':
    case 'gap-group':
      await writeGap(db, what, at);
      return;
    case 'audit':
      await db
        .insertInto('audit')
        .values({ at: utc(at), member: what.member ?? null, what: what.what, detail: JSON.stringify(what.detail) })
        .execute();
      return;
    case 'say':
      await say(db, what.saying, at);
      return;
    case 'choices': {
      const { channel, peer } = what.address;
      const key = { channel, peer, room: roomOf(what.address) };
      const rest = { items: JSON.stringify(what.items), until: utc(what.until) };
      await db
        .insertInto('choices')
        .values({ ...key, ...rest })
        .onConflict((conflict) => conflict.columns(['channel', 'peer', 'room']).doUpdateSet(rest))
        .execute();
      return;
    }
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
