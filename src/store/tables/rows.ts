/** What every table's queries need: the database they speak to, and how a value stands in a column. */
import type { Kysely, Selectable } from 'kysely';
import type { Address, Instant } from '../../types/index.ts';
import type { Tables } from './schema.ts';

export type Db = Kysely<Tables>;
export type Row<T extends keyof Tables> = Selectable<Tables[T]>;

/** Names that a query may carry at once; both databases allow far more parameters. */
export const PAGE = 500;

/** Thrown inside a transaction so that it is rolled back; never leaves the store. */
export const STALE = Symbol('stale');

/** An instant as columns hold it: UTC, so that text sorts like time. Throws a RangeError on what is no instant. */
export const utc = (at: Instant): string => new Date(at).toISOString();

/** Text that we wrote ourselves. */
export const parse = <T>(json: string): T => JSON.parse(json) as T;

export const roomOf = (address: Address): string => address.room ?? '';

export const addressOf = (row: { channel: string; peer: string; room: string }): Address =>
  row.room === '' ? { channel: row.channel, peer: row.peer } : { channel: row.channel, peer: row.peer, room: row.room };

/** Somebody's rows were written: the member changed at this instant. */
export async function touch(db: Db, member: string, at: Instant): Promise<void> {
  await db
    .updateTable('members')
    .set({ changed_at: utc(at) })
    .where('id', '=', member)
    .execute();
}
