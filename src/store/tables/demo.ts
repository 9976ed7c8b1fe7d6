/** Invented people: when they are there at all, and how they go for good. */
import { type RawBuilder, sql } from 'kysely';
import type { Province } from '../../types/index.ts';
import { type Db, PAGE } from './rows.ts';

/** Whether a row of `members` or `units` is there for anybody who asks. */
export type Shown = (table: 'members' | 'units') => RawBuilder<boolean>;

/**
 * Invented people and units are there only while the store holds nobody of a real roster; with `demo: false` never. So no
 * door, clock or command has to think of it.
 */
export const shownIn = (demo: boolean): Shown => {
  const real = sql`exists (select 1 from members as real_one where real_one.origin = 'roster' and real_one.demo = 0)`;
  return (table) => {
    const isReal = sql<boolean>`${sql.ref(`${table}.demo`)} = 0`;
    return demo ? sql<boolean>`(${isReal} or not ${real})` : isReal;
  };
};

/** How many rows of each kind went. */
export interface DemoRemoved {
  readonly people: number;
  readonly units: number;
  readonly records: number;
  readonly requests: number;
  readonly chats: number;
  readonly questions: number;
  /** Files that belonged to nobody else: their bytes are still to be removed. */
  readonly files: readonly string[];
}

export interface DemoStore {
  /** Whether the folder was made for the demo. */
  isDemo(): Promise<boolean>;
  /** How many people are here that nobody invented. */
  countReal(): Promise<number>;
  /** Removes invented people with all that is theirs, their units, and these invented questions: one transaction. */
  removeDemo(invented: readonly (readonly [Province, string])[]): Promise<DemoRemoved>;
}

const DEMO = 'demo';

const counted = ({ numDeletedRows }: { readonly numDeletedRows: bigint }): number => Number(numDeletedRows);

/** Slices of at most PAGE, for queries with `in`. */
function* pages<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += PAGE) yield all.slice(at, at + PAGE);
}

/** Everything that hangs on these members. */
async function removePeople(db: Db, ids: readonly string[]): Promise<{ records: number; requests: number }> {
  const ledger = await db.deleteFrom('activities').where('member', 'in', ids).executeTakeFirst();
  const asked = await db.deleteFrom('requests').where('member', 'in', ids).executeTakeFirst();
  for (const table of ['conversations', 'notices', 'audit', 'codes', 'outbox', 'identities'] as const)
    await db.deleteFrom(table).where('member', 'in', ids).execute();
  await db.deleteFrom('audit').where('by_whom', 'in', ids).execute();
  await db.deleteFrom('members').where('id', 'in', ids).execute();
  return { records: counted(ledger), requests: counted(asked) };
}

/** Everything said from and to one address. */
async function removeChat(db: Db, { channel, peer }: { channel: string; peer: string }): Promise<void> {
  for (const table of ['inbox', 'outbox', 'lines', 'choices'] as const)
    await db.deleteFrom(table).where('channel', '=', channel).where('peer', '=', peer).execute();
  if (channel === 'web') await db.deleteFrom('sessions').where('peer', '=', peer).execute();
}

const HASHES = /"hash":"([^"\\]+)"/g;

/** The files that these people hold: sent in these chats, or attached to what is on their record. */
async function filesOf(
  db: Db,
  ids: readonly string[],
  chats: readonly { channel: string; peer: string }[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const page of pages(ids)) {
    const rows = await db.selectFrom('activities').select('attachments').where('member', 'in', page).execute();
    for (const { attachments } of rows) for (const hash of JSON.parse(attachments) as string[]) found.add(hash);
  }
  for (const { channel, peer } of chats) {
    const rows = await db
      .selectFrom('inbox')
      .select('body')
      .where('channel', '=', channel)
      .where('peer', '=', peer)
      .execute();
    for (const { body } of rows) for (const [, hash] of body.matchAll(HASHES)) if (hash !== undefined) found.add(hash);
  }
  return found;
}

/** Those of the files that nobody holds any more; their rows go. */
async function removeFiles(db: Db, hashes: ReadonlySet<string>): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const hash of hashes) {
    const like = `%${hash}%`;
    const held = await Promise.all([
      db.selectFrom('activities').select('id').where('attachments', 'like', like).executeTakeFirst(),
      db.selectFrom('requests').select('id').where('fields', 'like', like).executeTakeFirst(),
      db.selectFrom('inbox').select('id').where('body', 'like', like).executeTakeFirst(),
    ]);
    if (held.some(Boolean)) continue;
    await db.deleteFrom('files').where('hash', '=', hash).execute();
    gone.push(hash);
  }
  return gone;
}

async function removeQuestions(db: Db, invented: readonly (readonly [Province, string])[]): Promise<number> {
  let removed = 0;
  for (const [province, question] of invented) {
    const rows = await db
      .selectFrom('gap_wordings')
      .select(['id', 'grp'])
      .where('province', '=', province)
      .where('question', '=', question)
      .execute();
    for (const { id } of rows) {
      await db.deleteFrom('gap_events').where('wording', '=', id).execute();
      await db.deleteFrom('gap_groups').where('id', '=', id).execute();
      await db.deleteFrom('gap_wordings').where('id', '=', id).execute();
      // Whoever was put beside it is grouped anew.
      await db.updateTable('gap_wordings').set({ grp: null }).where('grp', '=', id).execute();
      removed += 1;
    }
  }
  return removed;
}

/** The queries of the demo over any database that Kysely speaks. */
export function demoQueries(db: Db): DemoStore {
  return {
    isDemo: async () => {
      const row = await db.selectFrom('settings').select('value').where('key', '=', DEMO).executeTakeFirst();
      return row?.value === 'true';
    },
    countReal: async () => {
      const real = db.selectFrom('members').where('demo', '=', 0);
      return Number((await real.select((e) => e.fn.countAll().as('n')).executeTakeFirstOrThrow()).n);
    },
    removeDemo: (invented) =>
      db.transaction().execute(async (tx) => {
        const people = await tx.selectFrom('members').select('id').where('demo', '=', 1).execute();
        const ids = people.map(({ id }) => id);
        const chats: { channel: string; peer: string }[] = [];
        for (const page of pages(ids))
          chats.push(
            ...(await tx.selectFrom('identities').select(['channel', 'peer']).where('member', 'in', page).execute()),
          );
        const hashes = await filesOf(tx, ids, chats);
        const sum = { records: 0, requests: 0 };
        for (const page of pages(ids)) {
          const { records, requests } = await removePeople(tx, page);
          sum.records += records;
          sum.requests += requests;
        }
        for (const chat of chats) await removeChat(tx, chat);
        const units = counted(await tx.deleteFrom('units').where('demo', '=', 1).executeTakeFirst());
        const questions = await removeQuestions(tx, invented);
        const files = await removeFiles(tx, hashes);
        await tx.deleteFrom('settings').where('key', '=', DEMO).execute();
        return { people: ids.length, units, ...sum, chats: chats.length, questions, files };
      }),
  };
}
