/** The gap log and the curator's edits: what is kept, and the queries. No word about who asked. */
import { sql } from 'kysely';
import type { GapReason, Instant } from '../../types/index.ts';
import { type Db, parse, STALE, utc } from './rows.ts';

/** A question that got no answer, or one that was not liked. Already scrubbed. */
interface GapWrite {
  readonly is: 'gap';
  readonly question: string;
  /** '' where it is not known. */
  readonly province: string;
  readonly reason: GapReason;
  /** What was answered, in short: clauses, or our own words. */
  readonly answered: string;
}

type GapStatus = 'open' | 'done' | 'issuer' | 'dismissed';
/** A group as its curator left it. */
interface GapStatusWrite {
  readonly is: 'gap-status';
  readonly group: number;
  readonly status: GapStatus;
  readonly note?: string;
  /** Who: a member's id, or `operator` on the command line. */
  readonly by: string;
  readonly edit?: number;
}
/** The group of a wording, once it is known. */
interface GapGroupWrite {
  readonly is: 'gap-group';
  readonly wording: number;
  readonly group: number;
}

interface GapEvent {
  readonly reason: GapReason;
  readonly answered: string;
  /** UTC; the hour is not kept apart, so that a line cannot be matched with a message. */
  readonly day: string;
  readonly times: number;
}
interface GapWording {
  readonly id: number;
  readonly question: string;
  readonly province: string;
  /** The id of the wording that began its group. */
  readonly group: number | null;
  readonly events: readonly GapEvent[];
}
export interface GapGroupRow {
  readonly group: number;
  readonly status: GapStatus;
  readonly note?: string;
  readonly by: string;
  readonly at: Instant;
  readonly edit?: number;
  /** Times that its wordings had gone unanswered when the status was set. */
  readonly times: number;
}

/**
 * `proposed`: waits for somebody else. `writing`: the file may or may not be in place. `lost`: it was never put in place.
 * `withdrawn`: its proposer took it back; `rejected`: somebody else sent it back.
 */
export type EditState = 'proposed' | 'writing' | 'published' | 'undone' | 'lost' | 'withdrawn' | 'rejected';
/** An edit as it is noted before anything is written. */
export type NewEdit = Omit<EditRow, 'id' | 'state' | 'settledAt' | 'settledBy' | 'reason'>;
export interface EditRow<E = unknown> {
  readonly id: number;
  readonly at: Instant;
  readonly by: string;
  readonly edit: E;
  /** Below the folder of local answers. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly group?: number;
  readonly state: EditState;
  /** Cases answered right before and after, of how many. */
  readonly cases: { readonly was: number; readonly is: number; readonly of: number };
  /** What it was tried with when it was proposed. */
  readonly trial?: unknown;
  /** Its proposer has looked at what would be lost. */
  readonly evenSo?: boolean;
  /** The edit that this one takes back. */
  readonly undoes?: number;
  readonly settledAt?: Instant;
  readonly settledBy?: string;
  /** Why it was sent back. */
  readonly reason?: string;
}

/** An edit goes from one state to the next; STALE where it is not in `was`. */
interface EditStateWrite {
  readonly is: 'edit-state';
  readonly edit: number;
  readonly was: EditState;
  readonly state: EditState;
  /** Who, for `writing` and what ends it; missing: nobody has settled it. */
  readonly by?: string;
  readonly reason?: string;
}
/** What a proposal would do now that the file is another one. */
interface EditAnewWrite {
  readonly is: 'edit-anew';
  readonly edit: number;
  readonly before: string;
  readonly after: string;
  readonly cases: EditRow['cases'];
  readonly trial: unknown;
}

export interface CurateStore {
  /** Every wording with its events, in the order in which they first came. */
  gapWordings(): Promise<readonly GapWording[]>;
  gapGroups(): Promise<readonly GapGroupRow[]>;
  /** Notes an edit that is about to be written or proposed, as `writing`; returns its number. */
  addEdit(edit: NewEdit): Promise<number>;
  /** The newest first. */
  edits(limit: number): Promise<readonly EditRow[]>;
}

export type CurateWrite = GapWrite | GapStatusWrite | GapGroupWrite | EditStateWrite | EditAnewWrite;

/** One write inside a running transaction. Throws STALE. */
export async function writeGap(db: Db, what: CurateWrite, at: Instant): Promise<void> {
  switch (what.is) {
    case 'gap': {
      const { question, province, reason, answered } = what;
      await db
        .insertInto('gap_wordings')
        .values({ question, province, grp: null })
        .onConflict((conflict) => conflict.columns(['question', 'province']).doNothing())
        .execute();
      const { id } = await db
        .selectFrom('gap_wordings')
        .select('id')
        .where('question', '=', question)
        .where('province', '=', province)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('gap_events')
        .values({ wording: id, reason, answered, day: utc(at).slice(0, 10), times: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['wording', 'reason', 'answered', 'day'])
            .doUpdateSet({ times: sql<number>`gap_events.times + 1` }),
        )
        .execute();
      return;
    }
    case 'edit-state':
    case 'edit-anew':
      return writeEdit(db, what, at);
    case 'gap-group':
      await db.updateTable('gap_wordings').set({ grp: what.group }).where('id', '=', what.wording).execute();
      return;
    case 'gap-status': {
      const { times } = await db
        .selectFrom('gap_events')
        .innerJoin('gap_wordings', 'gap_wordings.id', 'gap_events.wording')
        .select((e) => e.fn.coalesce(e.fn.sum<number>('gap_events.times'), sql<number>`0`).as('times'))
        .where('gap_wordings.grp', '=', what.group)
        .where('gap_events.reason', '!=', 'told')
        .executeTakeFirstOrThrow();
      const row = {
        status: what.status,
        note: what.note ?? null,
        by_whom: what.by,
        at: utc(at),
        edit: what.edit ?? null,
        times: Number(times),
      };
      await db
        .insertInto('gap_groups')
        .values({ id: what.group, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
      return;
    }
  }
}

/** The queries of the gap log over any database that Kysely speaks. */
export function curateQueries(db: Db): CurateStore {
  return {
    gapWordings: async () => {
      const rows = await db
        .selectFrom('gap_wordings')
        .innerJoin('gap_events', 'gap_events.wording', 'gap_wordings.id')
        .select(['id', 'question', 'province', 'grp', 'reason', 'answered', 'day', 'times'])
        .orderBy('id')
        .orderBy('day')
        .orderBy('reason')
        .execute();
      const found = new Map<number, GapWording & { readonly events: GapEvent[] }>();
      for (const { id, question, province, grp, reason, answered, day, times } of rows) {
        const one = found.get(id) ?? { id, question, province, group: grp, events: [] };
        found.set(id, one);
        one.events.push({ reason: reason as GapReason, answered, day, times });
      }
      return [...found.values()];
    },
    gapGroups: async () => {
      const rows = await db.selectFrom('gap_groups').selectAll().execute();
      return rows.map(({ id, status, note, by_whom, at, edit, times }) => ({
        group: id,
        status: status as GapStatus,
        ...(note === null ? {} : { note }),
        by: by_whom,
        at,
        ...(edit === null ? {} : { edit }),
        times,
      }));
    },
    addEdit: (edit) => addEdit(db, edit),
    edits: async (limit) => {
      const rows = await db.selectFrom('curator_edits').selectAll().orderBy('id', 'desc').limit(limit).execute();
      return rows.map((row) => ({
        id: row.id,
        at: row.at,
        by: row.by_whom,
        edit: parse<unknown>(row.edit),
        file: row.file,
        before: row.before_text,
        after: row.after_text,
        ...(row.grp === null ? {} : { group: row.grp }),
        state: row.state as EditState,
        cases: parse<EditRow['cases']>(row.cases),
        ...(row.trial === null ? {} : { trial: parse<unknown>(row.trial) }),
        ...(row.even_so === 1 ? { evenSo: true } : {}),
        ...(row.undoes === null ? {} : { undoes: row.undoes }),
        ...(row.settled_at === null ? {} : { settledAt: row.settled_at }),
        ...(row.settled_by === null ? {} : { settledBy: row.settled_by }),
        ...(row.reason === null ? {} : { reason: row.reason }),
      }));
    },
  };
}

async function addEdit(db: Db, edit: NewEdit): Promise<number> {
  const { id } = await db
    .insertInto('curator_edits')
    .values({
      at: utc(edit.at),
      by_whom: edit.by,
      edit: JSON.stringify(edit.edit),
      file: edit.file,
      before_text: edit.before,
      after_text: edit.after,
      grp: edit.group ?? null,
      state: 'writing',
      cases: JSON.stringify(edit.cases),
      settled_at: null,
      settled_by: null,
      trial: edit.trial === undefined ? null : JSON.stringify(edit.trial),
      even_so: edit.evenSo === true ? 1 : 0,
      undoes: edit.undoes ?? null,
      reason: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function writeEdit(db: Db, what: EditStateWrite | EditAnewWrite, at: Instant): Promise<void> {
  const update = db.updateTable('curator_edits').where('id', '=', what.edit);
  const { numUpdatedRows } = await (what.is === 'edit-state'
    ? update
        .set({
          state: what.state,
          settled_at: what.by === undefined ? null : utc(at),
          settled_by: what.by ?? null,
          reason: what.reason ?? null,
        })
        .where('state', '=', what.was)
    : update
        .set({
          before_text: what.before,
          after_text: what.after,
          cases: JSON.stringify(what.cases),
          trial: JSON.stringify(what.trial),
        })
        .where('state', '=', 'proposed')
  ).executeTakeFirst();
  if (numUpdatedRows !== 1n) throw STALE;
}
