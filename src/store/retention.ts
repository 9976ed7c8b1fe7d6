/**
 * How long each table keeps what it holds. Every table is named here; one that sweeps nothing says why. Deleting works in
 * small pieces, so that nobody in a chat waits for it.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../types/index.ts';
import { type Db, parse, utc } from './tables/rows.ts';
import type { Tables } from './tables/schema.ts';

/** Spans that an operator sets, in days. */
export const SPANS = ['messages', 'history', 'answers', 'files', 'notices', 'audit', 'leaver'] as const;
export type Span = (typeof SPANS)[number];
export type Retention = { readonly [span in Span]: number };

export const RETENTION_DEFAULTS: Retention = {
  messages: 90,
  history: 365,
  answers: 365,
  files: 180,
  notices: 730,
  audit: 2190,
  leaver: 1095,
};
/** No less: what a running credit year, a retry or an inquiry still needs. */
export const RETENTION_LEAST: Retention = {
  messages: 30,
  history: 30,
  answers: 30,
  files: 30,
  notices: 400,
  audit: 1095,
  leaver: 365,
};

/** Days after which is removed what was only of use for a moment: codes, tries, sign-ins that ended, quotas. */
const MOMENT = 30;
/** Rows of one piece. */
const PIECE = 500;

type Rule =
  | { readonly is: 'swept'; readonly after: Span | 'moment'; readonly rows: (before: Instant) => RawBuilder<unknown> }
  /** Goes with somebody who has left, or stays; `because`: why nothing is swept by its age. */
  | { readonly is: 'kept'; readonly because: string };

const KEPT_WITH_PERSON = '在职期间要用；离职满期后随本人一起清掉';
const NAMELESS = '不记是谁，没有个人信息';

/** Table → what is removed, as a condition on its rows. */
export const RETENTION: { readonly [table in keyof Tables]: Rule } = {
  inbox: {
    is: 'swept',
    after: 'messages',
    rows: (before) => sql`status <> 'kept' and coalesce(handled_at, kept_at) < ${before}`,
  },
  outbox: {
    is: 'swept',
    after: 'messages',
    rows: (before) => sql`(status = 'sent' and sent_at < ${before}) or (status = 'parked' and created_at < ${before})`,
  },
  lines: { is: 'swept', after: 'history', rows: (before) => sql`at < ${before}` },
  conversations: { is: 'swept', after: 'history', rows: (before) => sql`touched_at < ${before}` },
  choices: { is: 'swept', after: 'moment', rows: (before) => sql`until < ${before}` },
  codes: { is: 'swept', after: 'moment', rows: (before) => sql`until < ${before}` },
  guesses: {
    is: 'swept',
    after: 'moment',
    rows: (before) => sql`last_at < ${before} and coalesce(until, '') < ${before}`,
  },
  sessions: {
    is: 'swept',
    after: 'moment',
    rows: (before) =>
      sql`coalesce(ended_at, case when until_idle < until_abs then until_idle else until_abs end) < ${before}`,
  },
  quotas: { is: 'swept', after: 'moment', rows: (before) => sql`since < ${before}` },
  notices: { is: 'swept', after: 'notices', rows: (before) => sql`deadline < ${before.slice(0, 10)}` },
  audit: { is: 'swept', after: 'audit', rows: (before) => sql`at < ${before}` },
  answer_votes: { is: 'swept', after: 'answers', rows: (before) => sql`day < ${before.slice(0, 10)}` },
  answers: {
    is: 'swept',
    after: 'answers',
    rows: (before) =>
      sql`at < ${before} and not exists (select 1 from answer_votes where answer_votes.answer = answers.id)`,
  },
  files: { is: 'swept', after: 'files', rows: (before) => sql`kept_at < ${before}` },
  members: { is: 'kept', because: KEPT_WITH_PERSON },
  identities: { is: 'kept', because: KEPT_WITH_PERSON },
  activities: { is: 'kept', because: KEPT_WITH_PERSON },
  requests: { is: 'kept', because: KEPT_WITH_PERSON },
  units: { is: 'kept', because: '单位名录；联系人由单位自己维护' },
  gap_wordings: { is: 'kept', because: NAMELESS },
  gap_events: { is: 'kept', because: NAMELESS },
  gap_groups: { is: 'kept', because: NAMELESS },
  curator_edits: { is: 'kept', because: '政策问答的改动记录，要能撤销、能追责' },
  settings: { is: 'kept', because: '系统自己的几个值，没有个人信息' },
};

const DAY_MS = 86_400_000;
const daysBack = (now: Instant, days: number): Instant => utc(new Date(Date.parse(now) - days * DAY_MS).toISOString());

/** What a sweep removed, or would remove: rows by table, and the hashes of files that belong to nothing any more. */
export interface Swept {
  readonly rows: { readonly [table: string]: number };
  readonly files: readonly string[];
}

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Removes everything that is kept too long; `dry`: only counts it. */
export async function sweepTables(db: Db, now: Instant, spans: Retention, dry = false): Promise<Swept> {
  const rows: Record<string, number> = {};
  for (const [table, rule] of Object.entries(RETENTION)) {
    if (rule.is === 'kept' || table === 'files') continue;
    const where = rule.rows(daysBack(now, rule.after === 'moment' ? MOMENT : spans[rule.after]));
    const name = sql.table(table);
    const counted = await sql<{ n: number | string }>`select count(*) as n from ${name} where ${where}`.execute(db);
    const n = Number(counted.rows[0]?.n ?? 0);
    if (n === 0) continue;
    rows[table] = n;
    for (let left = dry ? 0 : n; left > 0; left -= PIECE) {
      await removePiece(db, table, where);
      await breath();
    }
  }
  const files = await idleFiles(db, daysBack(now, spans.files));
  if (files.length > 0) rows.files = files.length;
  if (!dry)
    for (let from = 0; from < files.length; from += PIECE) {
      await db
        .deleteFrom('files')
        .where('hash', 'in', files.slice(from, from + PIECE))
        .execute();
      await breath();
    }
  return { rows, files };
}

/** Removes a piece of a table's rows, named by their keys, which both databases can do. */
async function removePiece(db: Db, table: string, where: RawBuilder<unknown>): Promise<void> {
  const keys = sql.join((KEYS[table] ?? ['id']).map((key) => sql.ref(key)));
  const name = sql.table(table);
  await sql`delete from ${name} where (${keys}) in (select ${keys} from ${name} where ${where} limit ${PIECE})`.execute(
    db,
  );
}

/** Files kept before an instant that no record, request, conversation or unread message names. */
async function idleFiles(db: Db, before: Instant): Promise<readonly string[]> {
  const old = await db.selectFrom('files').select('hash').where('kept_at', '<', before).execute();
  if (old.length === 0) return [];
  const { rows } = await sql<{ text: string }>`
    select attachments as text from activities where attachments <> '[]'
    union all select fields as text from requests where fields like '%files%'
    union all select state as text from conversations
    union all select body as text from inbox where status = 'kept'`.execute(db);
  const named = new Set(rows.flatMap(({ text }) => hashesIn(parse(text))));
  return old.flatMap(({ hash }) => (named.has(hash) ? [] : [hash]));
}

/** The keys of tables whose rows have no `id`. */
const KEYS: { readonly [table: string]: readonly string[] } = {
  lines: ['seq'],
  conversations: ['member'],
  choices: ['channel', 'peer', 'room'],
  codes: ['member'],
  guesses: ['kind', 'key'],
  quotas: ['owner', 'what', 'since'],
  notices: ['member', 'rule', 'deadline', 'stage'],
  answer_votes: ['answer', 'voter'],
};

/** Files that only this member's records and papers name. */
export async function filesOnlyOf(db: Db, member: string): Promise<readonly string[]> {
  const named = async (own: boolean): Promise<ReadonlySet<string>> => {
    const mark = own ? sql`=` : sql`<>`;
    const { rows } = await sql<{ text: string }>`
      select attachments as text from activities where member ${mark} ${member} and attachments <> '[]'
      union all select fields as text from requests where member ${mark} ${member} and fields like '%files%'`.execute(
      db,
    );
    return new Set(rows.flatMap(({ text }) => hashesIn(parse(text))));
  };
  const [mine, others] = [await named(true), await named(false)];
  return [...mine].filter((hash) => !others.has(hash));
}

const hashesIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return /^[0-9a-f]{64}$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(hashesIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(hashesIn) : [];
};
