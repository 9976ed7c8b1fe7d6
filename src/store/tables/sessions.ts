/** Sign-ins of browsers, and what everybody has used of what is not boundless. */
import type { Instant } from '../../types/index.ts';
import { type Db, type Row, STALE, utc } from './rows.ts';

/** A sign-in. It counts while it is here, not ended and not expired. */
export interface Session {
  /** The hash of the cookie. */
  readonly id: string;
  /** The browser's address in the house: it stays when the id changes. */
  readonly peer: string;
  /** Whose rights, and which, it was made for. */
  readonly rights: string;
  readonly madeAt: Instant;
  readonly seenAt: Instant;
  readonly untilIdle: Instant;
  readonly untilAbs: Instant;
  /** Until when the rights may become others by what the person just sent. */
  readonly settlesBy?: Instant;
  readonly agent: string;
}

/** Why a sign-in ended. */
export type SessionEnd = 'left' | 'renewed' | 'switched' | 'revoked' | 'operator' | 'changed';

export type SessionWrite =
  | { readonly is: 'session'; readonly session: Session }
  | { readonly is: 'session-seen'; readonly id: string; readonly untilIdle: Instant }
  | {
      readonly is: 'session-rights';
      readonly id: string;
      readonly rights: string;
      readonly untilIdle: Instant;
      readonly untilAbs: Instant;
    }
  /** What was said at an address of the same person whose sign-in is over, and what waits there, is at another from now on. */
  | { readonly is: 'chat-moves'; readonly from: string; readonly to: string; readonly except: Instant }
  /** Nothing of the commit is written where it had ended before. */
  | { readonly is: 'session-end'; readonly id: string; readonly why: SessionEnd };

/** A sign-in with whose it is. */
export interface Standing extends Session {
  readonly member?: string;
}

/** What somebody wants to use of something since the beginning of a span. */
export interface Spending {
  readonly owner: string;
  readonly what: string;
  readonly since: Instant;
  readonly times: number;
  readonly amount: number;
  /** Beyond these nothing is given. */
  readonly most: { readonly times: number; readonly amount: number };
}

export interface SessionStore {
  /** A live sign-in. */
  session(id: string, now: Instant): Promise<Session | undefined>;
  /** All live sign-ins of these peers, or of everybody, the latest first. */
  sessions(now: Instant, peers?: readonly string[]): Promise<readonly Standing[]>;
  /** Since when an address is somebody's. */
  identitySince(address: { readonly channel: string; readonly peer: string }): Promise<Instant | undefined>;
  /** Forgets what ended or expired, and what was counted, before this. */
  forgetSessions(before: Instant): Promise<void>;
  /** Counts all of it, or nothing where any would go beyond what is given. */
  spend(all: readonly Spending[]): Promise<boolean>;
}

function sessionOf(row: Row<'sessions'>): Session {
  return {
    id: row.id,
    peer: row.peer,
    rights: row.rights,
    madeAt: row.made_at,
    seenAt: row.seen_at,
    untilIdle: row.until_idle,
    untilAbs: row.until_abs,
    ...(row.settles_by === null ? {} : { settlesBy: row.settles_by }),
    agent: row.agent,
  };
}

/** One write inside a running transaction. Throws STALE where the sign-in had ended before. */
export async function writeSession(db: Db, what: SessionWrite, at: Instant): Promise<void> {
  switch (what.is) {
    case 'session': {
      const { id, peer, rights, madeAt, seenAt, untilIdle, untilAbs, settlesBy, agent } = what.session;
      await db
        .insertInto('sessions')
        .values({
          id,
          peer,
          rights,
          made_at: utc(madeAt),
          seen_at: utc(seenAt),
          until_idle: utc(untilIdle),
          until_abs: utc(untilAbs),
          settles_by: settlesBy === undefined ? null : utc(settlesBy),
          agent,
          ended_at: null,
          ended_why: null,
        })
        .execute();
      return;
    }
    case 'session-seen':
      await db
        .updateTable('sessions')
        .set({ seen_at: utc(at), until_idle: utc(what.untilIdle) })
        .where('id', '=', what.id)
        .where('ended_at', 'is', null)
        .execute();
      return;
    case 'session-rights':
      await db
        .updateTable('sessions')
        .set({
          rights: what.rights,
          until_idle: utc(what.untilIdle),
          until_abs: utc(what.untilAbs),
          settles_by: null,
        })
        .where('id', '=', what.id)
        .where('ended_at', 'is', null)
        .execute();
      return;
    case 'chat-moves':
      return moveChat(db, what);
    case 'session-end': {
      const { numUpdatedRows } = await db
        .updateTable('sessions')
        .set({ ended_at: utc(at), ended_why: what.why })
        .where('id', '=', what.id)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw STALE;
      return;
    }
  }
}

/** `except`: the word that the person came in elsewhere, said since then, is not for where they came in. */
async function moveChat(db: Db, { from, to, except }: Extract<SessionWrite, { is: 'chat-moves' }>): Promise<void> {
  const at = (table: 'lines' | 'outbox') => db.deleteFrom(table).where('channel', '=', 'web').where('peer', '=', from);
  await at('lines').where('key', 'like', 'bound:%').where('at', '>=', utc(except)).execute();
  await at('outbox').where('key', 'like', 'bound:%').where('created_at', '>=', utc(except)).execute();
  for (const table of ['lines', 'outbox', 'inbox'] as const)
    await db.updateTable(table).set({ peer: to }).where('channel', '=', 'web').where('peer', '=', from).execute();
  await db.deleteFrom('identities').where('channel', '=', 'web').where('peer', '=', from).execute();
}

/** Adds to a count; false, with nothing written, where it would go beyond. */
async function add(db: Db, { owner, what, since, times, amount, most }: Spending): Promise<boolean> {
  const before = await db
    .selectFrom('quotas')
    .select(['times', 'amount'])
    .where('owner', '=', owner)
    .where('what', '=', what)
    .where('since', '=', utc(since))
    .executeTakeFirst();
  const next = { times: (before?.times ?? 0) + times, amount: (before?.amount ?? 0) + amount };
  if (next.times > most.times || next.amount > most.amount) return false;
  await db
    .insertInto('quotas')
    .values({ owner, what, since: utc(since), ...next })
    .onConflict((conflict) => conflict.columns(['owner', 'what', 'since']).doUpdateSet(next))
    .execute();
  return true;
}

/** The queries of sign-ins over any database that Kysely speaks. */
export function sessionQueries(db: Db): SessionStore {
  const live = (now: Instant) =>
    db
      .selectFrom('sessions')
      .where('ended_at', 'is', null)
      .where('until_idle', '>', utc(now))
      .where('until_abs', '>', utc(now));
  return {
    session: async (id, now) => {
      const row = await live(now).selectAll('sessions').where('id', '=', id).executeTakeFirst();
      return row && sessionOf(row);
    },
    sessions: async (now, peers) => {
      if (peers?.length === 0) return [];
      let query = live(now)
        .leftJoin('identities', (join) =>
          join.onRef('identities.peer', '=', 'sessions.peer').on('identities.channel', '=', 'web'),
        )
        .selectAll('sessions')
        .select('identities.member as member')
        .orderBy('sessions.seen_at', 'desc');
      if (peers) query = query.where('sessions.peer', 'in', peers);
      const rows = await query.execute();
      return rows.map(({ member, ...row }) => ({ ...sessionOf(row), ...(member === null ? {} : { member }) }));
    },
    identitySince: async ({ channel, peer }) => {
      const row = await db
        .selectFrom('identities')
        .select('since')
        .where('channel', '=', channel)
        .where('peer', '=', peer)
        .executeTakeFirst();
      return row?.since;
    },
    forgetSessions: async (before) => {
      await db
        .deleteFrom('sessions')
        .where(({ or, eb }) =>
          or([eb('ended_at', '<', utc(before)), eb('until_idle', '<', utc(before)), eb('until_abs', '<', utc(before))]),
        )
        .execute();
      await db.deleteFrom('quotas').where('since', '<', utc(before)).execute();
    },
    spend: async (all) => {
      try {
        return await db.transaction().execute(async (tx) => {
          for (const one of all) if (!(await add(tx, one))) throw STALE;
          return true;
        });
      } catch (error) {
        if (error === STALE) return false;
        throw error;
      }
    },
  };
}
