import type { Kysely } from 'kysely';
import type { BindFact, Conversation, FieldValue, LedgerEntry, Request } from '../types/index.ts';
import type { Store } from './index.ts';
import { entryOf, parse, requestOf, roomOf, rosterOf, unitOf, utc } from './rows.ts';
import type { Tables } from './schema.ts';

/** Names that a query may carry at once; both databases allow far more parameters. */
export const PAGE = 500;

type People = Pick<
  Store,
  | 'memberAt'
  | 'member'
  | 'memberByStaffNumber'
  | 'members'
  | 'membersPage'
  | 'reachable'
  | 'countMembers'
  | 'unit'
  | 'identities'
  | 'conversation'
  | 'openTalks'
  | 'ledger'
  | 'ledgers'
  | 'requests'
  | 'requestsOf'
  | 'codes'
  | 'certificates'
  | 'choices'
  | 'setting'
>;

/** Who there is, and all that is known about them. */
export function peopleQueries(db: Kysely<Tables>): People {
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
  };
}
