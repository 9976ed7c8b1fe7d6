/** One-time codes as they are kept, and the failed tries that were made at them. */
import { sql } from 'kysely';
import type { Instant } from '../../types/index.ts';
import { type Db, PAGE, parse, type Row, STALE, utc } from './rows.ts';

/** A code as it is kept: never the code itself. */
export interface HeldCode {
  readonly member: string;
  /** Which of the codes that this member was ever given. */
  readonly issue: string;
  /** What is told together with it: a staff number as `sameNumber` writes it, or a number made for it. */
  readonly number: string;
  readonly salt: string;
  readonly hash: string;
  /** A few bits of the code, by which one that was told under another number is found among thousands. */
  readonly tag: number;
  readonly until: Instant;
  readonly issuedAt: Instant;
  /** A member's id, or `operator`. */
  readonly issuedBy: string;
}

/** A code that is kept, and what has become of it. */
export interface CodeStand extends HeldCode {
  readonly wrong: number;
  readonly usedAt?: Instant;
  readonly burntAt?: Instant;
}

/** Whose failures are counted. `key` is a hash: what was typed is not kept. */
export interface GuessKey {
  readonly kind: 'staff-number' | 'chat' | 'network' | 'house';
  readonly key: string;
}

/** Failures since `since`; nothing is tried for this key before `until`. */
export interface Guesses extends GuessKey {
  readonly failures: number;
  readonly since: Instant;
  readonly lastAt: Instant;
  readonly until?: Instant;
}

export type CodeWrite =
  /** The member's one code from now on; whatever they had is void. `said`: the key under which it was said in a chat. */
  | { readonly is: 'code'; readonly code: HeldCode; readonly said?: string }
  /** Stale where it is not the member's open code any more. */
  | { readonly is: 'code-used'; readonly member: string; readonly issue: string }
  /** Somebody else saw it, or it was taken back. */
  | { readonly is: 'code-burnt'; readonly member: string };

/** What a try is counted against. `count` gets the rows as they stand and gives them back as they become; undefined: no try now. */
export interface Trying {
  readonly keys: readonly GuessKey[];
  readonly number: string;
  /** Failures against one code after which it stands for nobody. */
  readonly most: number;
  readonly count: (stand: readonly Guesses[]) => readonly Guesses[] | undefined;
}

export interface CodeStore {
  /**
   * Counts a try as failed before anything is compared, against its keys and against each open code under its number, and
   * hands out those codes: one transaction, so that tries side by side cannot pass unseen. Undefined: no try now, nothing
   * was counted.
   */
  beginTry(trying: Trying, at: Instant): Promise<readonly HeldCode[] | undefined>;
  /** The try was right after all: takes back what `beginTry` counted. */
  forgiveTry(keys: readonly GuessKey[], member: string): Promise<void>;
  /** Codes with this tag that are open and not under `number`: told with another's number. */
  openWithTag(tag: number, number: string, at: Instant): Promise<readonly HeldCode[]>;
  /** Counts a failure against a member's code: it was told with another's number. */
  countWrong(member: string): Promise<void>;
  /** Burns those of these members' codes that have failed too often; gives back whose. */
  burnWorn(members: readonly string[], most: number, at: Instant): Promise<readonly string[]>;
  /** The codes of these members, in whatever state. */
  codesOf(members: readonly string[]): Promise<readonly CodeStand[]>;
  /** The failures of one key as they stand. */
  guesses(key: GuessKey): Promise<Guesses | undefined>;
  /** Forgets the failures that are counted for a key: somebody answers for it. */
  forgetGuesses(key: GuessKey): Promise<void>;
  /** Takes codes that are used, burnt or over out of what they were said in; gives back how many. */
  hushCodes(at: Instant): Promise<number>;
}

const heldOf = (row: Row<'codes'>): HeldCode => ({
  member: row.member,
  issue: row.issue,
  number: row.number,
  salt: row.salt,
  hash: row.hash,
  tag: row.tag,
  until: row.until,
  issuedAt: row.issued_at,
  issuedBy: row.issued_by,
});

const standOf = (row: Row<'codes'>): CodeStand => ({
  ...heldOf(row),
  wrong: row.wrong,
  ...(row.used_at === null ? {} : { usedAt: row.used_at }),
  ...(row.burnt_at === null ? {} : { burntAt: row.burnt_at }),
});

const guessesOf = (row: Row<'guesses'>): Guesses => ({
  kind: row.kind,
  key: row.key,
  failures: row.failures,
  since: row.since,
  lastAt: row.last_at,
  ...(row.until === null ? {} : { until: row.until }),
});

/** Codes that may still bind. */
const open = (db: Db, at: Instant) =>
  db
    .selectFrom('codes')
    .selectAll()
    .where('used_at', 'is', null)
    .where('burnt_at', 'is', null)
    .where('until', '>=', utc(at));

async function guessesAt(db: Db, { kind, key }: GuessKey): Promise<Guesses | undefined> {
  const row = await db
    .selectFrom('guesses')
    .selectAll()
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst();
  return row && guessesOf(row);
}

async function putGuesses(db: Db, { kind, key, failures, since, lastAt, until }: Guesses): Promise<void> {
  const rest = { failures, since: utc(since), last_at: utc(lastAt), until: until === undefined ? null : utc(until) };
  await db
    .insertInto('guesses')
    .values({ kind, key, ...rest })
    .onConflict((conflict) => conflict.columns(['kind', 'key']).doUpdateSet(rest))
    .execute();
}

/** Failures of keys that nobody has tried since then are forgotten. */
const FORGET_MS = 48 * 3_600_000;

async function beginTry(db: Db, trying: Trying, at: Instant): Promise<readonly HeldCode[] | undefined> {
  // A write first: two processes that try at once go one after the other.
  await db
    .deleteFrom('guesses')
    .where('last_at', '<', new Date(Date.parse(at) - FORGET_MS).toISOString())
    .execute();
  const stand: Guesses[] = [];
  for (const key of trying.keys)
    stand.push((await guessesAt(db, key)) ?? { ...key, failures: 0, since: at, lastAt: at });
  const counted = trying.count(stand);
  if (!counted) return undefined;
  for (const one of counted) await putGuesses(db, one);
  const rows = await open(db, at).where('number', '=', trying.number).where('wrong', '<', trying.most).execute();
  for (const { member } of rows) await countWrong(db, member);
  return rows.map(heldOf);
}

/** One write inside a running transaction. Throws STALE where the code is not open any more. */
export async function writeCode(db: Db, what: CodeWrite, at: Instant): Promise<void> {
  switch (what.is) {
    case 'code': {
      const earlier = await db
        .selectFrom('codes')
        .select('said')
        .where('member', '=', what.code.member)
        .executeTakeFirst();
      if (earlier?.said != null) await hushSaid(db, earlier.said);
      const { member, issuedAt, issuedBy, until, ...rest } = what.code;
      const row = {
        ...rest,
        until: utc(until),
        issued_at: utc(issuedAt),
        issued_by: issuedBy,
        wrong: 0,
        used_at: null,
        burnt_at: null,
        said: what.said ?? null,
      };
      await db
        .insertInto('codes')
        .values({ member, ...row })
        .onConflict((conflict) => conflict.column('member').doUpdateSet(row))
        .execute();
      return;
    }
    case 'code-used': {
      const { numUpdatedRows } = await db
        .updateTable('codes')
        .set({ used_at: utc(at) })
        .where('member', '=', what.member)
        .where('issue', '=', what.issue)
        .where('used_at', 'is', null)
        .where('burnt_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw STALE;
      return;
    }
    case 'code-burnt':
      await db
        .updateTable('codes')
        .set({ burnt_at: utc(at) })
        .where('member', '=', what.member)
        .where('used_at', 'is', null)
        .where('burnt_at', 'is', null)
        .execute();
      return;
  }
}

/** A code as it is said, in three groups; and what stands in its place when it is over. */
const SAID = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g;
const HUSHED = '••••-••••-••••';

/** Takes the code out of what was said under this key, in the outbox and on our own page. */
async function hushSaid(db: Db, key: string): Promise<void> {
  for (const table of ['outbox', 'lines'] as const) {
    const rows = await db.selectFrom(table).select('body').where('key', '=', key).execute();
    for (const { body } of rows) {
      const said = parse<{ readonly text?: string }>(body);
      if (said.text === undefined) continue;
      const next = JSON.stringify({ ...said, text: said.text.replace(SAID, HUSHED) });
      await db.updateTable(table).set({ body: next }).where('key', '=', key).where('body', '=', body).execute();
    }
  }
}

/** The queries of codes over any database that Kysely speaks. */
export function codeQueries(db: Db): CodeStore {
  return {
    beginTry: (trying, at) => db.transaction().execute((tx) => beginTry(tx, trying, at)),
    forgiveTry: (keys, member) =>
      db.transaction().execute(async (tx) => {
        for (const { kind, key } of keys)
          await tx
            .updateTable('guesses')
            .set({ failures: sql<number>`case when failures > 0 then failures - 1 else 0 end`, until: null })
            .where('kind', '=', kind)
            .where('key', '=', key)
            .execute();
        await tx
          .updateTable('codes')
          .set({ wrong: sql<number>`case when wrong > 0 then wrong - 1 else 0 end` })
          .where('member', '=', member)
          .execute();
      }),
    openWithTag: async (tag, number, at) => {
      const rows = await open(db, at).where('tag', '=', tag).where('number', '!=', number).limit(PAGE).execute();
      return rows.map(heldOf);
    },
    countWrong: async (member) => {
      await countWrong(db, member);
    },
    burnWorn: async (members, most, at) => {
      if (members.length === 0) return [];
      const rows = await db
        .updateTable('codes')
        .set({ burnt_at: utc(at) })
        .where('member', 'in', members)
        .where('wrong', '>=', most)
        .where('used_at', 'is', null)
        .where('burnt_at', 'is', null)
        .returning('member')
        .execute();
      return rows.map((row) => row.member);
    },
    codesOf: async (members) => {
      const found: CodeStand[] = [];
      for (let from = 0; from < members.length; from += PAGE) {
        const page = members.slice(from, from + PAGE);
        found.push(...(await db.selectFrom('codes').selectAll().where('member', 'in', page).execute()).map(standOf));
      }
      return found;
    },
    guesses: (key) => guessesAt(db, key),
    forgetGuesses: async ({ kind, key }) => {
      await db.deleteFrom('guesses').where('kind', '=', kind).where('key', '=', key).execute();
    },
    hushCodes: (at) =>
      db.transaction().execute(async (tx) => {
        const rows = await tx
          .selectFrom('codes')
          .select(['member', 'said'])
          .where('said', 'is not', null)
          .where((e) => e.or([e('used_at', 'is not', null), e('burnt_at', 'is not', null), e('until', '<', utc(at))]))
          .execute();
        for (const { member, said } of rows) {
          if (said !== null) await hushSaid(tx, said);
          await tx.updateTable('codes').set({ said: null }).where('member', '=', member).execute();
        }
        return rows.length;
      }),
  };
}

async function countWrong(db: Db, member: string): Promise<void> {
  await db.updateTable('codes').set({ wrong: sql<number>`wrong + 1` }).where('member', '=', member).execute();
}
