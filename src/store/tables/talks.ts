/** Conversations as they stand, and what 1, 2, 3 mean on a channel without cards. */
import type { Address, Conversation, Instant } from '../../types/index.ts';
import { type Db, PAGE, parse, roomOf, STALE, utc } from './rows.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly card?: string;
}

export interface ChoicesWrite {
  readonly is: 'choices';
  readonly address: Address;
  readonly items: readonly Choice[];
  readonly until: Instant;
}

/** A conversation's next state, stored where the stored version equals `was` (0 = none stored). */
export interface NextTalk {
  readonly member: string;
  readonly was: number;
  readonly next: Conversation;
}

interface OpenTalk {
  readonly member: string;
  readonly conversation: Conversation;
}

export interface TalkStore {
  conversation(member: string): Promise<Conversation | undefined>;
  /** Half-told reports that nobody has touched since `before`. */
  openTalks(before: Instant, nudged: boolean): Promise<readonly OpenTalk[]>;
  choices(address: Address, now: Instant): Promise<readonly Choice[]>;
}

/** Stores a conversation inside a running transaction. Throws STALE where it has moved on. */
export async function writeTalk(db: Db, { member, was, next }: NextTalk, at: Instant): Promise<void> {
  const row = {
    version: next.version,
    state: JSON.stringify(next),
    open: next.drafts.length > 0 || next.request !== undefined ? 1 : 0,
    touched_at: utc(next.touched ?? at),
    nudged: next.nudged === undefined ? 0 : 1,
  };
  const result =
    was === 0
      ? await db
          .insertInto('conversations')
          .values({ member, ...row })
          .onConflict((conflict) => conflict.column('member').doNothing())
          .executeTakeFirst()
      : await db
          .updateTable('conversations')
          .set(row)
          .where('member', '=', member)
          .where('version', '=', was)
          .executeTakeFirst();
  const changed = 'numUpdatedRows' in result ? result.numUpdatedRows : result.numInsertedOrUpdatedRows;
  if (changed !== 1n) throw STALE;
}

/** One write inside a running transaction. */
export async function writeChoices(db: Db, { address, items, until }: ChoicesWrite): Promise<void> {
  const key = { channel: address.channel, peer: address.peer, room: roomOf(address) };
  const rest = { items: JSON.stringify(items), until: utc(until) };
  await db
    .insertInto('choices')
    .values({ ...key, ...rest })
    .onConflict((conflict) => conflict.columns(['channel', 'peer', 'room']).doUpdateSet(rest))
    .execute();
}

/** The queries of conversations over any database that Kysely speaks. */
export function talkQueries(db: Db): TalkStore {
  return {
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
  };
}
