/** What is to be said and what became of it; and what the clock has said once. */
import { sql } from 'kysely';
import type { Address, Card, Day, Instant } from '../../types/index.ts';
import { addLines, type IsLocal } from './lines.ts';
import { addressOf, type Db, PAGE, parse, type Row, roomOf, utc } from './rows.ts';

/** What one outbox row says. `numbered`: its card's first choice has this number on a channel without cards. */
export type OutBody = { readonly text: string; readonly card?: Card; readonly numbered?: number };

/** Something to be said, with the stable key of its cause. */
export interface Saying {
  readonly key: string;
  readonly to: Address;
  readonly member?: string;
  readonly body: OutBody;
}

/** Something was said to somebody once for all: a notice that stands in another commit. */
export interface NoticedWrite {
  readonly is: 'noticed';
  readonly notice: Notice;
}

export interface SayWrite {
  readonly is: 'say';
  readonly saying: Saying;
}

export interface OutboxRow {
  readonly id: number;
  readonly key: string;
  readonly to: Address;
  readonly body: OutBody;
  readonly attempts: number;
  readonly partsDone: number;
  readonly unsureSince?: Instant;
}

export type PostOutcome =
  | { readonly is: 'sent'; readonly platformId: string }
  /** One text of several has left. */
  | { readonly is: 'part'; readonly done: number }
  | { readonly is: 'retry'; readonly at: Instant; readonly unsure: boolean; readonly reason: string }
  | { readonly is: 'parked'; readonly reason: string };

/** What the clock wants to say once. */
export interface Notice {
  readonly member: string;
  readonly rule: string;
  readonly deadline: Day;
  readonly stage: string;
}

/** The key of a notice among those already said. */
export const noticeKey = (notice: Notice): string =>
  JSON.stringify([notice.member, notice.rule, notice.deadline, notice.stage]);

export interface OutboxStore {
  /** Pending rows of these channels whose time has come, in order; none of an address whose earlier row waits. */
  due(channels: readonly string[], now: Instant, limit: number): Promise<readonly OutboxRow[]>;
  /** When the next pending row of these channels will be due. */
  nextDue(channels: readonly string[]): Promise<Instant | undefined>;
  /** Notes, before a send, that its fate is unknown from now on. */
  claim(rows: readonly number[], at: Instant): Promise<void>;
  posted(outcomes: readonly { readonly id: number; readonly outcome: PostOutcome }[], at: Instant): Promise<void>;
  /** Parked rows become pending again, as if they had never been tried. */
  unpark(rows: readonly number[], at: Instant): Promise<void>;
  parked(): Promise<readonly (OutboxRow & { readonly reason: string })[]>;
  /** How much waits: `due` is since when the oldest row that may leave has waited. */
  depth(now: Instant): Promise<{ readonly pending: number; readonly parked: number; readonly due?: Instant }>;
  noticed(members: readonly string[]): Promise<ReadonlySet<string>>;
}

const outboxOf = (row: Row<'outbox'>): OutboxRow => ({
  id: row.id,
  key: row.key,
  to: addressOf(row),
  body: parse(row.body),
  attempts: row.attempts,
  partsDone: row.parts_done,
  ...(row.unsure_since === null ? {} : { unsureSince: row.unsure_since }),
});

/** Puts words into the outbox inside a running transaction, once for each key; a chat of our own has them with that. */
export async function say(db: Db, { key, to, member, body }: Saying, at: Instant, isLocal: IsLocal): Promise<void> {
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
  if (!isLocal(to.channel)) return;
  const { text, card } = body;
  const shown = card ? ({ is: 'card', text, card } as const) : ({ is: 'text', text } as const);
  await addLines(db, [{ channel: to.channel, peer: to.peer, key, side: 'bot', at, body: shown }]);
}

/** Notes a notice inside a running transaction; false when it was said before. */
export async function note(db: Db, notice: Notice, at: Instant): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('notices')
    .values({ ...notice, at: utc(at) })
    .onConflict((conflict) => conflict.columns(['member', 'rule', 'deadline', 'stage']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** The queries of the outbox over any database that Kysely speaks. */
export function outboxQueries(db: Db): OutboxStore {
  return {
    due: (channels, now, limit) => due(db, channels, now, limit),
    nextDue: async (channels) => {
      if (channels.length === 0) return undefined;
      const row = await db
        .selectFrom('outbox')
        .select((e) => e.fn.min('run_at').as('at'))
        .where('status', '=', 'pending')
        .where('channel', 'in', channels)
        .executeTakeFirst();
      return row?.at ?? undefined;
    },
    claim: async (rows, at) => {
      await db
        .updateTable('outbox')
        .set({ attempts: sql<number>`attempts + 1`, unsure_since: sql<string>`coalesce(unsure_since, ${utc(at)})` })
        .where('id', 'in', rows)
        .where('status', '=', 'pending')
        .execute();
    },
    posted: async (outcomes, at) => {
      if (outcomes.length === 0) return;
      await db.transaction().execute(async (tx) => {
        for (const { id, outcome } of outcomes)
          await tx
            .updateTable('outbox')
            .set(change(outcome, utc(at)))
            .where('id', '=', id)
            .execute();
      });
    },
    unpark: async (rows, at) => {
      if (rows.length === 0) return;
      await db
        .updateTable('outbox')
        .set({ status: 'pending', attempts: 0, run_at: utc(at), unsure_since: null, reason: null })
        .where('id', 'in', rows)
        .where('status', '=', 'parked')
        .execute();
    },
    parked: async () => {
      const rows = await db.selectFrom('outbox').selectAll().where('status', '=', 'parked').orderBy('id').execute();
      return rows.map((row) => ({ ...outboxOf(row), reason: row.reason ?? '' }));
    },
    depth: async (now) => {
      const of = (status: 'pending' | 'parked') =>
        db
          .selectFrom('outbox')
          .select((e) => [e.fn.countAll().as('n'), e.fn.min('run_at').as('first')])
          .where('status', '=', status)
          .executeTakeFirstOrThrow();
      const [pending, parked] = [await of('pending'), await of('parked')];
      const { first } = pending;
      return {
        pending: Number(pending.n),
        parked: Number(parked.n),
        ...(typeof first === 'string' && first <= utc(now) ? { due: first } : {}),
      };
    },
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
  };
}

/** A row whose address has an earlier row that waits for its time is not due. */
async function due(db: Db, channels: readonly string[], now: Instant, limit: number): Promise<readonly OutboxRow[]> {
  if (channels.length === 0) return [];
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('status', '=', 'pending')
    .where('channel', 'in', channels)
    .where('run_at', '<=', utc(now))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.id')
            .where('earlier.status', '=', 'pending')
            .whereRef('earlier.channel', '=', 'outbox.channel')
            .whereRef('earlier.peer', '=', 'outbox.peer')
            .whereRef('earlier.room', '=', 'outbox.room')
            .whereRef('earlier.id', '<', 'outbox.id')
            .where('earlier.run_at', '>', utc(now)),
        ),
      ),
    )
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(outboxOf);
}

function change(outcome: PostOutcome, at: string) {
  switch (outcome.is) {
    case 'sent':
      return {
        status: 'sent' as const,
        platform_id: outcome.platformId,
        sent_at: at,
        unsure_since: null,
        reason: null,
      };
    case 'part':
      return { parts_done: outcome.done, unsure_since: null };
    case 'retry':
      return outcome.unsure
        ? { run_at: utc(outcome.at), reason: outcome.reason }
        : { run_at: utc(outcome.at), reason: outcome.reason, unsure_since: null };
    case 'parked':
      return { status: 'parked' as const, reason: outcome.reason };
  }
}
