import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { BindFact, Conversation } from '../talk/types.ts';
import type { ChatLine, FieldValue, LedgerEntry, Request } from '../types.ts';
import { outboxQueries } from './outbox.ts';
import { entryOf, parse, requestOf, roomOf, rosterOf, unitOf, utc, waitingOf } from './rows.ts';
import type { Tables } from './schema.ts';
import { type Commit, KEEPS_LINES, type KeptMessage, type NewLine, noticeKey, type Store } from './store.ts';
import { addLines, write } from './write.ts';

type Db = Kysely<Tables>;
/** Names that a query may carry at once; both databases allow far more parameters. */
const PAGE = 500;

/** The line that a kept message makes in a chat whose history is ours. */
const lineOf = (message: KeptMessage): NewLine | undefined => {
  if (!KEEPS_LINES.has(message.channel) || message.body.is === 'unsupported') return undefined;
  const { channel, id, at, address } = message;
  const body = message.body.is === 'file' ? { ...message.body, refused: undefined } : message.body;
  return { channel, peer: address.peer, key: id, side: 'me', at, body };
};

async function commit(tx: Transaction<Tables>, work: Commit): Promise<'done' | 'stale' | 'handled'> {
  const at = utc(work.at);
  if (work.message !== undefined) {
    const failed = typeof work.outcome === 'object' ? work.outcome.failed : null;
    const { numUpdatedRows } = await tx
      .updateTable('inbox')
      .set({ status: failed === null ? 'handled' : 'failed', handled_at: at, reason: failed })
      .where('id', '=', work.message)
      .where('status', '=', 'kept')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return 'handled';
  }
  for (const { member, was, next } of work.conversations ?? []) {
    const row = {
      version: next.version,
      state: JSON.stringify(next),
      open: next.drafts.length > 0 || next.request !== undefined ? 1 : 0,
      touched_at: utc(next.touched ?? work.at),
      nudged: next.nudged === undefined ? 0 : 1,
    };
    const result =
      was === 0
        ? await tx
            .insertInto('conversations')
            .values({ member, ...row })
            .onConflict((conflict) => conflict.column('member').doNothing())
            .executeTakeFirst()
        : await tx
            .updateTable('conversations')
            .set(row)
            .where('member', '=', member)
            .where('version', '=', was)
            .executeTakeFirst();
    const changed = 'numUpdatedRows' in result ? result.numUpdatedRows : result.numInsertedOrUpdatedRows;
    if (changed !== 1n) throw STALE;
  }
  for (const what of work.writes) await write(tx, what, work.at);
  return 'done';
}

/** Thrown inside a transaction so that it is rolled back; never leaves this file. */
const STALE = Symbol('stale');

/** The store over any database that Kysely speaks; no SQL here is one database's own. */
export function sqlStore(db: Db): Omit<Store, 'backup' | 'close'> {
  const ledgers = async (members: readonly string[]): Promise<ReadonlyMap<string, readonly LedgerEntry[]>> => {
    const found = new Map<string, LedgerEntry[]>(members.map((member) => [member, []]));
    for (let from = 0; from < members.length; from += PAGE) {
      const rows = await db
        .selectFrom('activities')
        .selectAll()
        .where('member', 'in', members.slice(from, from + PAGE))
        .orderBy('seq')
        .execute();
      for (const row of rows) found.get(row.member)?.push(entryOf(row));
    }
    return found;
  };
  const requestsOf = async (members: readonly string[]): Promise<ReadonlyMap<string, readonly Request[]>> => {
    const found = new Map<string, Request[]>(members.map((member) => [member, []]));
    for (let from = 0; from < members.length; from += PAGE) {
      const rows = await db
        .selectFrom('requests')
        .selectAll()
        .where('member', 'in', members.slice(from, from + PAGE))
        .orderBy('at')
        .orderBy('id')
        .execute();
      for (const row of rows) found.get(row.member)?.push(requestOf(row));
    }
    return found;
  };

  return {
    ...outboxQueries(db),

    keep: (messages, at) =>
      db.transaction().execute(async (tx) => {
        const results: ('kept' | 'seen')[] = [];
        for (const message of messages) {
          const { numInsertedOrUpdatedRows } = await tx
            .insertInto('inbox')
            .values({
              channel: message.channel,
              message_id: message.id,
              peer: message.address.peer,
              room: roomOf(message.address),
              at: message.at,
              sender_name: message.senderName ?? null,
              body: JSON.stringify(message.body),
              status: 'kept',
              attempts: 0,
              kept_at: utc(at),
              handled_at: null,
              reason: null,
            })
            .onConflict((conflict) => conflict.columns(['channel', 'message_id']).doNothing())
            .executeTakeFirst();
          const kept = numInsertedOrUpdatedRows === 1n;
          const line = lineOf(message);
          if (kept && line) await addLines(tx, [line]);
          results.push(kept ? 'kept' : 'seen');
        }
        return results;
      }),
    waiting: async (after, limit) => {
      const rows = await db
        .selectFrom('inbox')
        .selectAll()
        .where('status', '=', 'kept')
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(waitingOf);
    },
    failed: async (message, reason) => {
      const row = await db
        .updateTable('inbox')
        .set({ attempts: sql<number>`attempts + 10`, reason })
        .where('id', '=', message)
        .where('status', '=', 'kept')
        .returning('attempts')
        .executeTakeFirst();
      return row?.attempts ?? 0;
    },
    recovered: async () => {
      const { numUpdatedRows } = await db
        .updateTable('inbox')
        .set({ attempts: sql<number>`attempts + 1` })
        .where('status', '=', 'kept')
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    heard: async (address, since, upTo) => {
      const row = await db
        .selectFrom('inbox')
        .select((e) => e.fn.countAll().as('n'))
        .where('channel', '=', address.channel)
        .where('peer', '=', address.peer)
        .where('kept_at', '>=', utc(since))
        .where('id', '<=', upTo)
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },

    memberAt: async ({ channel, peer }) => {
      const row = await db
        .selectFrom('members')
        .innerJoin('identities', 'identities.member', 'members.id')
        .selectAll('members')
        .where('identities.channel', '=', channel)
        .where('identities.peer', '=', peer)
        .executeTakeFirst();
      return row && rosterOf(row);
    },
    member: async (id) => {
      const row = await db.selectFrom('members').selectAll().where('id', '=', id).executeTakeFirst();
      return row && rosterOf(row);
    },
    memberByStaffNumber: async (staffNumber) => {
      const row = await db.selectFrom('members').selectAll().where('staff_number', '=', staffNumber).executeTakeFirst();
      return row && rosterOf(row);
    },
    members: async ({ unit, demo, managers }) => {
      let query = db.selectFrom('members').selectAll().orderBy('created_at').orderBy('id');
      if (unit !== undefined) query = query.where('unit', '=', unit);
      if (demo !== undefined) query = query.where('demo', '=', demo ? 1 : 0);
      if (managers !== undefined) query = query.where('is_manager', '=', managers ? 1 : 0);
      return (await query.execute()).map(rosterOf);
    },
    membersPage: async (after, limit) => {
      const rows = await db
        .selectFrom('members')
        .selectAll()
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(rosterOf);
    },
    reachable: async (joined, after, limit) => {
      const rows = await db
        .selectFrom('members')
        .selectAll()
        .where('id', '>', after)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('identities')
              .select('identities.peer')
              .whereRef('identities.member', '=', 'members.id')
              .where('identities.since', '<', utc(joined)),
          ),
        )
        .orderBy('id')
        .limit(limit)
        .execute();
      if (rows.length === 0) return [];
      const identities = await db
        .selectFrom('identities')
        .selectAll()
        .where(
          'member',
          'in',
          rows.map((row) => row.id),
        )
        .orderBy('seen_at')
        .execute();
      const latest = new Map(identities.map(({ member, channel, peer }) => [member, { channel, peer }]));
      return rows.flatMap((row) => {
        const address = latest.get(row.id);
        return address ? [{ member: rosterOf(row).member, address }] : [];
      });
    },
    countMembers: async () => {
      const row = await db
        .selectFrom('members')
        .select((e) => e.fn.countAll().as('n'))
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },
    unit: async (id) => {
      const row = await db.selectFrom('units').selectAll().where('id', '=', id).executeTakeFirst();
      return row && unitOf(row);
    },
    identities: async (member) => {
      const rows = await db
        .selectFrom('identities')
        .selectAll()
        .where('member', '=', member)
        .orderBy('seen_at', 'desc')
        .orderBy('channel')
        .execute();
      return rows.map(({ channel, peer, seen_at }) => ({ address: { channel, peer }, seenAt: seen_at }));
    },

    conversation: async (member) => {
      const row = await db.selectFrom('conversations').select('state').where('member', '=', member).executeTakeFirst();
      return row && parse<Conversation>(row.state);
    },
    openTalks: async (before, nudged) => {
      const rows = await db
        .selectFrom('conversations')
        .select(['member', 'state'])
        .where('open', '=', 1)
        .where('touched_at', '<=', utc(before))
        .where('nudged', '=', nudged ? 1 : 0)
        .orderBy('touched_at')
        .limit(PAGE)
        .execute();
      return rows.map((row) => ({ member: row.member, conversation: parse<Conversation>(row.state) }));
    },
    ledger: async (member) => (await ledgers([member])).get(member) ?? [],
    ledgers,
    requests: async (member) => (await requestsOf([member])).get(member) ?? [],
    requestsOf,
    codes: async (codes, now) => {
      const found: Record<string, BindFact> = {};
      for (const code of codes) {
        const row = await db
          .selectFrom('codes')
          .innerJoin('members', 'members.id', 'codes.member')
          .select(['codes.until', 'codes.used_at', 'members.id', 'members.name', 'members.staff_number'])
          .where('codes.code', '=', code)
          .executeTakeFirst();
        if (!row) found[code] = { is: 'unknown' };
        else if (row.used_at !== null) found[code] = { is: 'used' };
        else if (row.until < utc(now)) found[code] = { is: 'expired' };
        else
          found[code] = {
            is: 'open',
            member: row.id,
            name: row.name ?? '',
            ...(row.staff_number === null ? {} : { staffNumber: row.staff_number }),
          };
      }
      return found;
    },
    certificates: async (numbers, member) => {
      if (numbers.length === 0) return {};
      const rows = await db
        .selectFrom('activities')
        .select(['id', 'member', 'certificate'])
        .where('certificate', 'in', numbers)
        .where('status', 'in', ['submitted', 'approved'])
        .execute();
      return Object.fromEntries(
        rows.flatMap((row) =>
          row.certificate === null
            ? []
            : [[row.certificate, { mine: row.member === member, activity: row.id }] as const],
        ),
      );
    },
    choices: async (address, now) => {
      const row = await db
        .selectFrom('choices')
        .select('items')
        .where('channel', '=', address.channel)
        .where('peer', '=', address.peer)
        .where('room', '=', roomOf(address))
        .where('until', '>=', utc(now))
        .executeTakeFirst();
      return row ? parse(row.items) : [];
    },
    setting: async (key) => {
      const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
      return row && parse<FieldValue>(row.value);
    },

    commit: async (work) => {
      try {
        return await db.transaction().execute((tx) => commit(tx, work));
      } catch (error) {
        if (error === STALE) return 'stale';
        throw error;
      }
    },
    notify: (notice, at, writes) =>
      db.transaction().execute(async (tx) => {
        const { numInsertedOrUpdatedRows } = await tx
          .insertInto('notices')
          .values({ ...notice, at: utc(at) })
          .onConflict((conflict) => conflict.columns(['member', 'rule', 'deadline', 'stage']).doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows !== 1n) return 'said';
        for (const what of writes) await write(tx, what, at);
        return 'done';
      }),
    noticed: async (members) => {
      const said = new Set<string>();
      for (let from = 0; from < members.length; from += PAGE) {
        const rows = await db
          .selectFrom('notices')
          .select(['member', 'rule', 'deadline', 'stage'])
          .where('member', 'in', members.slice(from, from + PAGE))
          .execute();
        for (const row of rows) said.add(noticeKey(row));
      }
      return said;
    },

    addLines: (lines) => addLines(db, lines),
    lines: async (channel, peer, after) => {
      const rows = await db
        .selectFrom('lines')
        .selectAll()
        .where('channel', '=', channel)
        .where('peer', '=', peer)
        .where('seq', '>', after)
        .orderBy('seq')
        .execute();
      return rows.map(
        ({ seq, key, at, side, body }): ChatLine => ({ seq, key, at, from: side, body: parse<ChatLine['body']>(body) }),
      );
    },
    addFile: async (file, at) => {
      await db
        .insertInto('files')
        .values({ ...file, kept_at: utc(at) })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .execute();
    },
    file: (hash) => db.selectFrom('files').select(['name', 'mime', 'size']).where('hash', '=', hash).executeTakeFirst(),
    gaps: (limit) =>
      db
        .selectFrom('gaps')
        .select(['question', 'province', 'times'])
        .orderBy('times', 'desc')
        .orderBy('last_at', 'desc')
        .limit(limit)
        .execute(),
    audit: async (member) => {
      const rows = await db.selectFrom('audit').selectAll().where('member', '=', member).orderBy('id').execute();
      return rows.map((row) => ({
        at: row.at,
        what: row.what,
        detail: parse<{ [k: string]: FieldValue }>(row.detail),
      }));
    },
  };
}
