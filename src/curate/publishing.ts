/** How an edit becomes what people are told: tried, proposed, looked at by another, written, taken back. */
import { createHash } from 'node:crypto';
import { Fault } from '../errors.ts';
import type { EditRow, GapGroupRow, Write } from '../store/index.ts';
import type { CuratorDraft, CuratorEdit, CuratorOutcome, CuratorTrial } from '../types/index.ts';
import { CURATOR } from '../words/office/curate.ts';
import { type About, type Change, ownId, ownText, putInPlace, type Trial } from './edits.ts';
import { type Curator, type CuratorHouse, OPERATOR, type Refused } from './house.ts';

/** How long an edit waits for the one before it. */
const PATIENCE_MS = 60_000;
const EVERY = 1_000_000;

export const identified = (draft: CuratorDraft): CuratorEdit =>
  draft.is === 'answer' || draft.is === 'silent' ? { ...draft, id: ownId(draft.asks[0] ?? '') } : draft;

export const seen = ({ change: _, kept: __, ...trial }: Trial): CuratorTrial => trial;

/** What somebody saw of a change, in short: another file before or after it is another one. */
export const digestOf = ({ file, before, after }: Change): string =>
  createHash('sha256')
    .update(JSON.stringify([file, before, after]))
    .digest('hex')
    .slice(0, 16);

/** The published edits of the same file after this one, the newest first. */
export const laterOn = (rows: readonly EditRow[], row: EditRow): number[] =>
  rows
    .filter((one) => one.id > row.id && one.file === row.file && one.state === 'published' && one.undoes === undefined)
    .map(({ id }) => id);

export const statusWrites = (by: string, row: Omit<GapGroupRow, 'at' | 'times' | 'by'>): Write[] => [
  { is: 'gap-status', by, ...row },
  {
    is: 'audit',
    ...(by === OPERATOR ? {} : { member: by }),
    by,
    what: 'gap-settled',
    detail: { group: row.group, status: row.status, ...(row.note === undefined ? {} : { note: row.note }) },
  },
];

const refused = (words: string, trial?: Trial): CuratorOutcome & Refused => ({
  is: 'refused',
  words: CURATOR.notPublished(words),
  ...(trial === undefined ? {} : { trial: seen(trial) }),
});
const no = (words: string): Refused => ({ is: 'refused', words });

interface Groups {
  readonly aboutOf: (group: number | undefined) => Promise<About | undefined>;
  readonly parted: (group: number, edit: CuratorEdit) => Promise<{ readonly group: number; readonly writes: Write[] }>;
}
type Publishing = Pick<Curator, 'publish' | 'approve' | 'reject' | 'withdraw' | 'undo' | 'recover'>;
type EditSource = Pick<EditRow, 'id' | 'edit' | 'file' | 'by' | 'undoes'>;

/** The line of the audit trail about an edit; before and after stand with the edit. */
const editAudit = (by: string, what: string, row: EditSource, reason?: string): Write => ({
  is: 'audit',
  by,
  what,
  detail: {
    edit: row.id,
    file: row.file,
    change: (row.edit as CuratorEdit).is,
    ...(row.undoes === undefined ? {} : { undoes: row.undoes }),
    ...(row.by === by ? {} : { proposer: row.by }),
    ...(reason === undefined ? {} : { reason }),
  },
});

/** One at a time, in all processes. */
async function locked<T>(hold: CuratorHouse['hold'], work: () => Promise<T>): Promise<T | undefined> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const release = hold();
    if (release) {
      try {
        return await work();
      } finally {
        release();
      }
    }
    if (Date.now() > until) return undefined;
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Writes what a row says; the row is `writing` before the file moves, so that a crash is seen. */
function createWriting(house: CuratorHouse, { parted }: Groups) {
  const { store, own, now } = house;

  /** The file is in place: the edit is published, its group done; or what it took back is undone, its group open. */
  const finish = async (row: EditSource & Pick<EditRow, 'group'>, by: string): Promise<void> => {
    const done: Write = { is: 'edit-state', edit: row.id, was: 'writing', state: 'published', by };
    if (row.undoes !== undefined) {
      const settled = (await store.gapGroups()).find((one) => one.edit === row.undoes && one.status === 'done');
      const undone: Write = { is: 'edit-state', edit: row.undoes, was: 'published', state: 'undone', by };
      await store.commit({
        at: now(),
        writes: [
          done,
          undone,
          editAudit(by, 'undone', row),
          ...(settled ? statusWrites(by, { group: settled.group, status: 'open' }) : []),
        ],
      });
      return;
    }
    const settled = row.group === undefined ? undefined : await parted(row.group, row.edit as CuratorEdit);
    await store.commit({
      at: now(),
      writes: [
        done,
        editAudit(by, 'published', row),
        ...(settled
          ? [...settled.writes, ...statusWrites(by, { group: settled.group, status: 'done', edit: row.id })]
          : []),
      ],
    });
  };

  /** What a crash left: a file in place is an edit made; else a proposal waits on, and anything else was not made. */
  const repair = async (): Promise<void> => {
    for (const row of await store.edits(EVERY)) {
      if (row.state !== 'writing') continue;
      if (ownText(own, row.file) === row.after) await finish(row, row.settledBy ?? row.by);
      else
        await store.commit({
          at: now(),
          writes: [
            row.settledBy === undefined
              ? { is: 'edit-state', edit: row.id, was: 'writing', state: 'lost', by: row.by }
              : { is: 'edit-state', edit: row.id, was: 'writing', state: 'proposed' },
          ],
        });
    }
  };
  return { finish, repair };
}

/** Proposing, publishing, undoing; who may is asked before, who may not be the second is asked here. */
export function createPublishing(house: CuratorHouse, groups: Groups): Publishing {
  const { store, own, now } = house;
  const { finish, repair } = createWriting(house, groups);
  const alone = (by: string): boolean => house.publish === 1 || by === OPERATOR;
  const exclusively = <T>(work: () => Promise<T>): Promise<T | undefined> =>
    locked(house.hold, async () => {
      await repair();
      return work();
    });
  const rowOf = async (id: number): Promise<EditRow | undefined> =>
    (await store.edits(EVERY)).find((one) => one.id === id);

  const tried = async (edit: CuratorEdit, group: number | undefined): Promise<Trial | string> => {
    try {
      return await house.tryEdit(edit, await groups.aboutOf(group));
    } catch (error) {
      if (error instanceof Fault) return error.words;
      throw error;
    }
  };

  const publish: Publishing['publish'] = async (by, draft, { group, evenSo = false } = {}) => {
    const outcome = await exclusively(async (): Promise<CuratorOutcome> => {
      const edit = identified(draft);
      const trial = await tried(edit, group);
      if (typeof trial === 'string') return refused(trial);
      if (trial.refused !== undefined) return refused(trial.refused, trial);
      if (trial.lost.length > 0 && !evenSo)
        return { is: 'look-first', words: CURATOR.lookFirst(trial.lost.length), trial: seen(trial) };
      const { file, before, after } = trial.change;
      if (ownText(own, file) !== before) return refused(CURATOR.changedByHand(file));
      const twice = alone(by) ? undefined : await sameWaiting(edit);
      if (twice !== undefined) return no(CURATOR.proposedAlready(twice));
      const row = { at: now(), by, edit, file, before, after, cases: trial.cases };
      const whole = { ...row, ...(group === undefined ? {} : { group }) };
      if (!alone(by)) {
        const id = await store.addEdit({ ...whole, trial: seen(trial), evenSo });
        await propose(id, whole, 'proposed');
        return { is: 'proposed', edit: id, words: CURATOR.proposed, trial: seen(trial) };
      }
      const id = await store.addEdit(whole);
      putInPlace(own, file, after);
      await finish({ ...whole, id }, by);
      await house.reload(trial.kept);
      return { is: 'published', edit: id, trial: seen(trial) };
    });
    return outcome ?? no(CURATOR.busy);
  };

  /** The very edit, waiting already. */
  const sameWaiting = async (edit: CuratorEdit): Promise<number | undefined> =>
    (await store.edits(EVERY)).find(
      (one) =>
        one.state === 'proposed' && one.undoes === undefined && JSON.stringify(one.edit) === JSON.stringify(edit),
    )?.id;

  const propose = async (id: number, row: Omit<EditSource, 'id'>, what: string): Promise<void> => {
    await store.commit({
      at: now(),
      writes: [
        { is: 'edit-state', edit: id, was: 'writing', state: 'proposed' },
        editAudit(row.by, what, { ...row, id }),
      ],
    });
  };

  /** Puts a proposal's file in place, on another's yes. */
  const carryOut = async (row: EditRow, by: string, kept?: Trial['kept']): Promise<void> => {
    await store.commit({
      at: now(),
      writes: [{ is: 'edit-state', edit: row.id, was: 'proposed', state: 'writing', by }],
    });
    putInPlace(own, row.file, row.after);
    await finish(row, by);
    await house.reload(kept);
  };

  /** Why a published edit cannot be taken back now; else the text that stands. */
  const undoable = async (row: EditRow | undefined): Promise<{ readonly text: string } | Refused> => {
    if (!row || row.undoes !== undefined) return no(CURATOR.noEdit);
    if (row.state === 'undone') return no(CURATOR.undone);
    if (row.state !== 'published') return no(CURATOR.lost);
    const later = laterOn(await store.edits(EVERY), row);
    if (later.length > 0) return no(CURATOR.later(later));
    const text = ownText(own, row.file);
    return text === row.after || text === row.before ? { text } : no(CURATOR.byHand(row.file));
  };

  const approve: Publishing['approve'] = async (by, id, { seen: saw, evenSo = false }) => {
    const outcome = await exclusively(async (): Promise<CuratorOutcome> => {
      const row = await rowOf(id);
      if (!row) return no(CURATOR.noEdit);
      if (row.state !== 'proposed') return no(CURATOR.notWaiting);
      if (await house.samePerson(by, row.by)) return no(CURATOR.ownApproval);
      if (row.undoes !== undefined) {
        const standing = await undoable(await rowOf(row.undoes));
        if ('is' in standing) return standing;
        if (digestOf(row) !== saw) return { is: 'moved', words: CURATOR.moved };
        await carryOut(row, by);
        return { is: 'published', edit: id };
      }
      const trial = await tried(row.edit as CuratorEdit, row.group);
      if (typeof trial === 'string') return refused(trial);
      if (trial.refused !== undefined) return refused(trial.refused, trial);
      const { change, cases } = trial;
      if (digestOf(change) !== saw || digestOf(row) !== saw) {
        const { before, after } = change;
        const anew: Write = { is: 'edit-anew', edit: id, before, after, cases, trial: seen(trial) };
        if (digestOf(change) !== digestOf(row)) await store.commit({ at: now(), writes: [anew] });
        return { is: 'moved', words: CURATOR.moved, trial: seen(trial) };
      }
      if (trial.lost.length > 0 && !evenSo)
        return { is: 'look-first', words: CURATOR.lookFirst(trial.lost.length), trial: seen(trial) };
      if (ownText(own, change.file) !== change.before) return refused(CURATOR.changedByHand(change.file));
      await carryOut(row, by, trial.kept);
      return { is: 'published', edit: id, trial: seen(trial) };
    });
    return outcome ?? no(CURATOR.busy);
  };

  /** Ends a proposal without publishing it. */
  const end = async (
    by: string,
    id: number,
    how: { readonly state: 'withdrawn' | 'rejected'; readonly refuse: (mine: boolean) => string | undefined },
    reason?: string,
  ): Promise<{ readonly is: 'done' } | Refused> => {
    const outcome = await exclusively(async () => {
      const row = await rowOf(id);
      if (!row) return no(CURATOR.noEdit);
      if (row.state !== 'proposed') return no(CURATOR.notWaiting);
      const words = how.refuse(await house.samePerson(by, row.by));
      if (words !== undefined) return no(words);
      const given = reason === undefined ? {} : { reason };
      await store.commit({
        at: now(),
        writes: [
          { is: 'edit-state', edit: id, was: 'proposed', state: how.state, by, ...given },
          editAudit(by, `proposal-${how.state}`, row, reason),
        ],
      });
      return { is: 'done' as const };
    });
    return outcome ?? no(CURATOR.busy);
  };

  const undo: Publishing['undo'] = async (by, wanted) => {
    const outcome = await exclusively(async () => {
      const row = await rowOf(wanted);
      const standing = await undoable(row);
      if ('is' in standing || !row) return 'is' in standing ? standing : no(CURATOR.noEdit);
      const waiting = (await store.edits(EVERY)).find((one) => one.undoes === wanted && one.state === 'proposed');
      if (waiting && !alone(by)) return no(CURATOR.proposedAlready(waiting.id));
      const { edit, file, cases, group } = row;
      const back = {
        at: now(),
        by,
        edit,
        file,
        before: standing.text,
        after: row.before,
        cases: { was: cases.is, is: cases.was, of: cases.of },
        undoes: wanted,
        ...(group === undefined ? {} : { group }),
      };
      const id = await store.addEdit(back);
      if (!alone(by)) {
        await propose(id, back, 'undo-proposed');
        return { is: 'proposed' as const, edit: id, words: CURATOR.undoProposed };
      }
      putInPlace(own, file, row.before);
      await finish({ ...back, id }, by);
      await house.reload();
      return { is: 'done' as const };
    });
    return outcome ?? no(CURATOR.busy);
  };

  return {
    publish,
    approve,
    undo,
    reject: async (by, id, reason) =>
      reason.trim() === ''
        ? no(CURATOR.noReason)
        : end(
            by,
            id,
            { state: 'rejected', refuse: (mine) => (mine ? CURATOR.ownRejection : undefined) },
            reason.trim(),
          ),
    withdraw: (by, id) => end(by, id, { state: 'withdrawn', refuse: (mine) => (mine ? undefined : CURATOR.notOwn) }),
    recover: async () => {
      await exclusively(async () => undefined);
    },
  };
}
