/** Every message as it came, kept before anybody is told so; and the names of the files that came with them. */
import { sql } from 'kysely';
import type { Address, Inbound, Instant } from '../../types/index.ts';
import { addLines, type IsLocal, type NewLine } from './lines.ts';
import { addressOf, type Db, parse, type Row, roomOf, utc } from './rows.ts';

/** A file as it is kept: its bytes lie in the files folder, by their hash. */
export interface KeptFile {
  readonly is: 'file';
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly hash: string;
  readonly refused?: 'too-big' | 'wrong-type' | 'infected' | 'empty' | 'unscanned';
}

/** A message body as it is kept: a file's bytes lie in the files folder already. */
export type KeptBody =
  | { readonly is: 'text'; readonly text: string }
  | KeptFile
  | { readonly is: 'action'; readonly value: string; readonly card?: string }
  | { readonly is: 'unsupported'; readonly what: string };

export interface KeptMessage extends Omit<Inbound, 'body' | 'mentioned'> {
  readonly body: KeptBody;
}

/** A kept message that waits to be handled. `id` grows in the order of keeping. */
export interface Waiting {
  readonly id: number;
  readonly message: KeptMessage;
  readonly keptAt: Instant;
  /** Ten for every try that threw, one for every process that died before handling it. */
  readonly attempts: number;
}

export interface InboxStore {
  /** Keeps all of them in one transaction; `seen` = the channel has delivered this id before. */
  keep(messages: readonly KeptMessage[], at: Instant): Promise<readonly ('kept' | 'seen')[]>;
  /** Kept and not handled, oldest first, above `after`. */
  waiting(after: number, limit: number): Promise<readonly Waiting[]>;
  /** Counts ten for a failed try; returns the sum. */
  failed(message: number, reason: string): Promise<number>;
  /** Counts one for everything that a dead process left unhandled. */
  recovered(): Promise<number>;
  /** How many messages of this sender were kept since `since`, up to and including `upTo`. */
  heard(address: Address, since: Instant, upTo: number): Promise<number>;
  addFile(
    file: { readonly hash: string; readonly name: string; readonly mime: string; readonly size: number },
    at: Instant,
  ): Promise<void>;
  file(hash: string): Promise<{ readonly name: string; readonly mime: string; readonly size: number } | undefined>;
}

function waitingOf(row: Row<'inbox'>): Waiting {
  const message: KeptMessage = {
    channel: row.channel,
    id: row.message_id,
    at: row.at,
    address: addressOf(row),
    ...(row.sender_name === null ? {} : { senderName: row.sender_name }),
    body: parse<KeptBody>(row.body),
  };
  return { id: row.id, message, keptAt: row.kept_at, attempts: row.attempts };
}

/** The line that a kept message makes in a chat whose history is ours. */
function lineOf({ channel, id, at, address, body }: KeptMessage): NewLine | undefined {
  if (body.is === 'unsupported') return undefined;
  const shown = body.is === 'file' ? { ...body, refused: undefined } : body;
  return { channel, peer: address.peer, key: id, side: 'me', at, body: shown };
}

/** Keeps one message; false when its id was there already. */
async function keep(db: Db, message: KeptMessage, at: Instant): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
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
  return numInsertedOrUpdatedRows === 1n;
}

/** Marks a kept message as handled, or as failed with a reason; false when it was marked before. */
export async function settleMessage(db: Db, message: number, failed: string | null, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('inbox')
    .set({ status: failed === null ? 'handled' : 'failed', handled_at: utc(at), reason: failed })
    .where('id', '=', message)
    .where('status', '=', 'kept')
    .executeTakeFirst();
  return numUpdatedRows !== 0n;
}

/** The queries of the inbox over any database that Kysely speaks. */
export function inboxQueries(db: Db, isLocal: IsLocal): InboxStore {
  return {
    keep: (messages, at) =>
      db.transaction().execute(async (tx) => {
        const results: ('kept' | 'seen')[] = [];
        for (const message of messages) {
          const isNew = await keep(tx, message, at);
          const line = isNew && isLocal(message.channel) ? lineOf(message) : undefined;
          if (line) await addLines(tx, [line]);
          results.push(isNew ? 'kept' : 'seen');
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
    addFile: async (file, at) => {
      await db
        .insertInto('files')
        .values({ ...file, kept_at: utc(at) })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .execute();
    },
    file: (hash) => db.selectFrom('files').select(['name', 'mime', 'size']).where('hash', '=', hash).executeTakeFirst(),
  };
}
