import { type Kysely, sql } from 'kysely';
import type { PostOutcome, Store } from './index.ts';
import { outboxOf, utc } from './rows.ts';
import type { Tables } from './schema.ts';

type Db = Kysely<Tables>;

/** The part of the store that post.ts works with. */
export function outboxQueries(db: Db): Pick<Store, 'due' | 'nextDue' | 'claim' | 'posted' | 'parked' | 'unpark'> {
  return {
    due: async (channels, now, limit) => {
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
    },
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
  };
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
