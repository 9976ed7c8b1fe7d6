/** Who there is: members, their units, and the addresses they speak from. */
import type { Address, Instant, Member, Province } from '../../types/index.ts';
import type { Shown } from './demo.ts';
import { handOver } from './ledger.ts';
import { type Db, parse, type Row, STALE, touch, utc } from './rows.ts';

export type MemberOrigin = 'bare' | 'self' | 'roster';

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly institution: string;
  readonly province: Province;
  readonly contact?: { readonly name: string; readonly phone?: string };
  /** The unit above it, whose managers reach it too. */
  readonly parent?: string;
  readonly demo: boolean;
}

/** A member with what only the house needs to know. */
export interface Roster {
  readonly member: Member;
  readonly origin: MemberOrigin;
  readonly changedAt: Instant;
}

/** A member and the address that a word of ours should go to. */
export interface Reachable {
  readonly member: Member;
  readonly address: Address;
}

export interface Identity {
  readonly address: Address;
  /** Since when the address is this member's. */
  readonly since: Instant;
  readonly seenAt: Instant;
}

export type MemberWrite =
  | {
      readonly is: 'member';
      readonly member: Member;
      readonly origin: MemberOrigin;
      /** Only while they stand so; else the whole commit is `stale`. */
      readonly was?: Member;
    }
  | { readonly is: 'unit'; readonly unit: Unit }
  /** The address is this member's from now on. */
  | { readonly is: 'identity'; readonly address: Address; readonly member: string }
  /** The address was just heard from. */
  | { readonly is: 'seen'; readonly address: Address }
  /** All that belongs to `from`, a member who only introduced themselves, belongs to `to`. */
  | { readonly is: 'merge'; readonly from: string; readonly to: string };

export interface MemberStore {
  memberAt(address: Address): Promise<Roster | undefined>;
  member(id: string): Promise<Roster | undefined>;
  memberByStaffNumber(staffNumber: string): Promise<Roster | undefined>;
  members(where: {
    readonly unit?: string;
    readonly demo?: boolean;
    /** Those with a duty over others, or those without. */
    readonly duty?: boolean;
  }): Promise<readonly Roster[]>;
  /** Which of these are names of members of an institution. */
  names(among: readonly string[], institution: string): Promise<readonly string[]>;
  /** All members in pages, by id. */
  membersPage(after: string, limit: number): Promise<readonly Roster[]>;
  /** Members with an address of their own since before `joined`, in pages by id: where each was heard from last. */
  reachable(joined: Instant, after: string, limit: number): Promise<readonly Reachable[]>;
  /** All rows, shown or not. */
  countMembers(): Promise<number>;
  /** Whether an institution has put its own people here. */
  hasRoster(): Promise<boolean>;
  unit(id: string): Promise<Unit | undefined>;
  /** All units, by id. */
  units(): Promise<readonly Unit[]>;
  /** The direct addresses of a member, the latest heard from first. */
  identities(member: string): Promise<readonly Identity[]>;
}

const hasDuty = ({ manages = [], reviews = [], curator, administrator, auditor }: Member): boolean =>
  manages.length + reviews.length > 0 || curator === true || administrator === true || auditor === true;

/** Columns that are searched stand beside the profile; the profile holds the rest of the member. */
function memberRow(member: Member): Omit<Row<'members'>, 'origin' | 'created_at' | 'changed_at'> {
  const { id, name, province, staffNumber, unit, demo, ...profile } = member;
  return {
    id,
    name: name ?? null,
    province: province ?? null,
    staff_number: staffNumber ?? null,
    unit: unit ?? null,
    has_duty: hasDuty(member) ? 1 : 0,
    demo: demo ? 1 : 0,
    profile: JSON.stringify(profile),
  };
}

function rosterOf(row: Row<'members'>): Roster {
  const member: Member = {
    id: row.id,
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.province === null ? {} : { province: row.province }),
    ...(row.staff_number === null ? {} : { staffNumber: row.staff_number }),
    ...(row.unit === null ? {} : { unit: row.unit }),
    ...(row.demo === 1 ? { demo: true } : {}),
    ...parse<Partial<Member>>(row.profile),
  };
  return { member, origin: row.origin, changedAt: row.changed_at };
}

const unitOf = (row: Row<'units'>): Unit => ({
  id: row.id,
  name: row.name,
  institution: row.institution,
  province: row.province,
  ...(row.contact_name === null
    ? {}
    : { contact: { name: row.contact_name, ...(row.contact_phone === null ? {} : { phone: row.contact_phone }) } }),
  ...(row.parent === null ? {} : { parent: row.parent }),
  demo: row.demo === 1,
});

/** One write inside a running transaction. */
export async function writeMember(db: Db, what: MemberWrite, at: Instant): Promise<void> {
  switch (what.is) {
    case 'member': {
      const row = { ...memberRow(what.member), origin: what.origin, changed_at: utc(at) };
      const { id: _, ...rest } = row;
      if (what.was !== undefined) await mustStand(db, what.was);
      // A number of the institution's own is never an invented person's.
      if (row.demo === 0 && row.staff_number !== null)
        await db
          .updateTable('members')
          .set({ staff_number: null })
          .where('staff_number', '=', row.staff_number)
          .where('demo', '=', 1)
          .execute();
      await db
        .insertInto('members')
        .values({ ...row, created_at: utc(at) })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
        .execute();
      return;
    }
    case 'unit':
      return writeUnit(db, what.unit);
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
      await handOver(db, what.from, what.to);
      await db.updateTable('identities').set({ member: what.to }).where('member', '=', what.from).execute();
      await db.deleteFrom('conversations').where('member', '=', what.from).execute();
      await db.deleteFrom('codes').where('member', '=', what.from).execute();
      await db.deleteFrom('members').where('id', '=', what.from).execute();
      await touch(db, what.to, at);
      return;
  }
}

/** Throws STALE where a member is not as somebody read them. */
async function mustStand(db: Db, was: Member): Promise<void> {
  const row = await db.selectFrom('members').selectAll().where('id', '=', was.id).executeTakeFirst();
  const read = memberRow(was);
  const columns = Object.keys(read) as (keyof typeof read)[];
  if (!row || columns.some((column) => row[column] !== read[column])) throw STALE;
}

async function writeUnit(db: Db, { id, name, institution, province, contact, demo, parent }: Unit): Promise<void> {
  const rest = {
    name,
    institution,
    province,
    contact_name: contact?.name ?? null,
    contact_phone: contact?.phone ?? null,
    parent: parent ?? null,
    demo: demo ? 1 : 0,
  };
  await db
    .insertInto('units')
    .values({ id, ...rest })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
    .execute();
}

/** The queries of members over any database that Kysely speaks. */
export function memberQueries(db: Db, shown: Shown): MemberStore {
  const members = () => db.selectFrom('members').selectAll('members').where(shown('members'));
  const units = () => db.selectFrom('units').selectAll('units').where(shown('units'));
  return {
    memberAt: async ({ channel, peer }) => {
      const row = await members()
        .innerJoin('identities', 'identities.member', 'members.id')
        .where('identities.channel', '=', channel)
        .where('identities.peer', '=', peer)
        .executeTakeFirst();
      return row && rosterOf(row);
    },
    member: async (id) => {
      const row = await members().where('id', '=', id).executeTakeFirst();
      return row && rosterOf(row);
    },
    memberByStaffNumber: async (staffNumber) => {
      const row = await members().where('staff_number', '=', staffNumber).executeTakeFirst();
      return row && rosterOf(row);
    },
    members: async ({ unit, demo, duty }) => {
      let query = members().orderBy('created_at').orderBy('id');
      if (unit !== undefined) query = query.where('unit', '=', unit);
      if (demo !== undefined) query = query.where('demo', '=', demo ? 1 : 0);
      if (duty !== undefined) query = query.where('has_duty', '=', duty ? 1 : 0);
      return (await query.execute()).map(rosterOf);
    },
    names: async (among, institution) => {
      const rows = await members()
        .clearSelect()
        .select('members.name')
        .distinct()
        .innerJoin('units', 'units.id', 'members.unit')
        .where('members.name', 'in', [...among])
        .where('units.institution', '=', institution)
        .execute();
      return rows.flatMap(({ name }) => (name === null ? [] : [name]));
    },
    membersPage: async (after, limit) => {
      const rows = await members().where('id', '>', after).orderBy('id').limit(limit).execute();
      return rows.map(rosterOf);
    },
    reachable: (joined, after, limit) => reachable(db, shown, { joined, after, limit }),
    countMembers: async () => {
      const row = await db
        .selectFrom('members')
        .select((e) => e.fn.countAll().as('n'))
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },
    hasRoster: async () => {
      const row = await db
        .selectFrom('members')
        .select('id')
        .where('origin', '=', 'roster')
        .where('demo', '=', 0)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    unit: async (id) => {
      const row = await units().where('id', '=', id).executeTakeFirst();
      return row && unitOf(row);
    },
    units: async () => (await units().orderBy('id').execute()).map(unitOf),
    identities: async (member) => {
      const rows = await db
        .selectFrom('identities')
        .selectAll()
        .where('member', '=', member)
        .orderBy('seen_at', 'desc')
        .orderBy('channel')
        .execute();
      return rows.map(({ channel, peer, since, seen_at }) => ({ address: { channel, peer }, since, seenAt: seen_at }));
    },
  };
}

async function reachable(
  db: Db,
  shown: Shown,
  { joined, after, limit }: { readonly joined: Instant; readonly after: string; readonly limit: number },
): Promise<readonly Reachable[]> {
  const rows = await db
    .selectFrom('members')
    .selectAll()
    .where(shown('members'))
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
  const ids = rows.map((row) => row.id);
  const identities = await db
    .selectFrom('identities')
    .selectAll()
    .where('member', 'in', ids)
    .orderBy('seen_at')
    .execute();
  const latest = new Map(identities.map(({ member, channel, peer }) => [member, { channel, peer }]));
  return rows.flatMap((row) => {
    const address = latest.get(row.id);
    return address ? [{ member: rosterOf(row).member, address }] : [];
  });
}
