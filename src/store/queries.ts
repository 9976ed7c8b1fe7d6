import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { FieldValue } from '../types/index.ts';
import { answerQueries } from './answers.ts';
import { curatorQueries } from './curator.ts';
import { type Commit, KEEPS_LINES, type KeptMessage, type NewLine, noticeKey, type Store } from './index.ts';
import { PAGE, peopleQueries } from './members.ts';
import { outboxQueries } from './outbox.ts';
import { chatLineOf, parse, roomOf, utc, waitingOf } from './rows.ts';
import type { Tables } from './schema.ts';
import { addLines, STALE, write } from './write.ts';

type Db = Kysely<Tables>;
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

/** The store over any database that Kysely speaks; no SQL here is one database's own. */
export function sqlStore(db: Db): Omit<Store, 'backup' | 'close'> {
  const chat = (channel: string, peer: string) =>
    db.selectFrom('lines').selectAll().where('channel', '=', channel).where('peer', '=', peer);
  return {
    ...outboxQueries(db),
    ...peopleQueries(db),
    ...curatorQueries(db),
    ...answerQueries(db),

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
      const rows = await chat(channel, peer).where('seq', '>', after).orderBy('seq').execute();
      return rows.map(chatLineOf);
    },
    linesBefore: async (channel, peer, before, limit) => {
      const all = chat(channel, peer);
      const rows = await (before === undefined ? all : all.where('seq', '<', before))
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().map(chatLineOf);
    },
    fileSent: async (channel, peer, hash) => {
      const rows = await chat(channel, peer).where('side', '=', 'me').where('body', 'like', `%"${hash}"%`).execute();
      for (const { body } of rows.map(chatLineOf))
        if (body.is === 'file' && body.hash === hash) return { name: body.name, mime: body.mime };
      return undefined;
    },
    addFile: async (file, at) => {
      await db
        .insertInto('files')
        .values({ ...file, kept_at: utc(at) })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .execute();
    },
    file: (hash) => db.selectFrom('files').select(['name', 'mime', 'size']).where('hash', '=', hash).executeTakeFirst(),
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
