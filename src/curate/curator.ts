import type { Library } from '../answers/index.ts';
import { Fault } from '../errors.ts';
import type { EditRow, GapGroupRow, Store, Write } from '../store/index.ts';
import type {
  CuratorDraft,
  CuratorEdit,
  CuratorEditView,
  CuratorOutcome,
  CuratorTrial,
  Day,
  GapDetail,
  GapGroupView,
  Instant,
  PolicyDocument,
} from '../types/index.ts';
import { CURATOR, editWords, noteDraft } from '../words/office/curate.ts';
import { type About, ownId, ownText, putInPlace, type Trial } from './edits.ts';
import { groupsOf, placeWordings } from './gaps.ts';
import { suggestClauses, suggestEntries } from './suggest.ts';

/** Who acts on the command line. */
export const OPERATOR = 'operator';
/** How long an edit waits for the one before it. */
const PATIENCE_MS = 60_000;
const EVERY = 1_000_000;

export interface CuratorHouse {
  readonly store: Store;
  readonly library: () => Library;
  /** The folder of this installation's own answers. */
  readonly own: string;
  /** Takes the one lock of that folder, in whatever process; undefined while somebody else has it. */
  readonly hold: () => (() => void) | undefined;
  readonly tryEdit: (edit: CuratorEdit, about?: About) => Promise<Trial>;
  /** Takes up what was just written. */
  readonly reload: (kept?: Trial['kept']) => Promise<unknown>;
  readonly now: () => Instant;
  readonly dayOf: (at: Instant) => Day;
}

type Undone = { readonly is: 'done' } | { readonly is: 'refused'; readonly words: string };

export interface Curator {
  readonly groups: () => Promise<readonly GapGroupView[]>;
  readonly group: (group: number) => Promise<GapDetail | undefined>;
  readonly tryEdit: (draft: CuratorDraft, group?: number) => Promise<CuratorTrial | { readonly refused: string }>;
  /** Tries, writes and takes up an edit; the group that it settles is done. One edit at a time, in all processes. */
  readonly publish: (
    by: string,
    draft: CuratorDraft,
    how?: { readonly group?: number; readonly evenSo?: boolean },
  ) => Promise<CuratorOutcome>;
  readonly settle: (by: string, group: number, status: GapGroupView['status'], note?: string) => Promise<void>;
  readonly edits: () => Promise<readonly CuratorEditView[]>;
  readonly undo: (by: string, edit: number) => Promise<Undone>;
  /** Settles what a crash left half written. */
  readonly recover: () => Promise<void>;
}

const identified = (draft: CuratorDraft): CuratorEdit =>
  draft.is === 'answer' || draft.is === 'silent' ? { ...draft, id: ownId(draft.asks[0] ?? '') } : draft;

const seen = ({ change: _, kept: __, ...trial }: Trial): CuratorTrial => trial;

/** What the curators of one installation do: the log in groups, and edits that are tried, published, noted and undone. */
export function createCurator(house: CuratorHouse): Curator {
  const { store, own } = house;

  async function locked<T>(work: () => Promise<T>): Promise<T | undefined> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const release = house.hold();
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

  const statusWrites = (by: string, row: Omit<GapGroupRow, 'at' | 'times' | 'by'>): Write[] => [
    { is: 'gap-status', by, ...row },
    {
      is: 'audit',
      ...(by === OPERATOR ? {} : { member: by }),
      by,
      what: 'gap-settled',
      detail: { group: row.group, status: row.status, ...(row.note === undefined ? {} : { note: row.note }) },
    },
  ];

  const groups = async (): Promise<readonly GapGroupView[]> => {
    const wordings = await store.gapWordings();
    const placed = placeWordings(wordings, house.library());
    if (placed.length > 0)
      await store.commit({ at: house.now(), writes: placed.map((one) => ({ is: 'gap-group', ...one })) });
    const homes = new Map(placed.map(({ wording, group }) => [wording, group]));
    return groupsOf(
      wordings.map((one) => ({ ...one, group: one.group ?? homes.get(one.id) ?? one.id })),
      await store.gapGroups(),
      house.dayOf(house.now()),
    );
  };

  /** The questions that a lexicon line is made for. */
  const aboutOf = async (group: number | undefined): Promise<About | undefined> => {
    const found = group === undefined ? undefined : (await groups()).find((one) => one.group === group);
    return found && { province: found.province, asks: found.wordings.map(({ question }) => question) };
  };

  /** The wordings of a group that an edit leaves out stay open, as a group of their own. */
  const parted = async (group: number, edit: CuratorEdit): Promise<{ group: number; writes: Write[] }> => {
    if (!('asks' in edit)) return { group, writes: [] };
    const shown = (await groups()).find((one) => one.group === group)?.wordings.map(({ question }) => question) ?? [];
    const all = (await store.gapWordings()).filter((one) => one.group === group && shown.includes(one.question));
    const [inside, outside] = [true, false].map((is) =>
      all.filter(({ question }) => edit.asks.includes(question) === is).map(({ id }) => id),
    ) as [number[], number[]];
    if (inside.length === 0 || outside.length === 0) return { group, writes: [] };
    // A group is called by its first wording: whichever part has it keeps the name.
    const leaving = outside.includes(group) ? inside : outside;
    const fresh = Math.min(...leaving);
    return {
      group: leaving === inside ? fresh : group,
      writes: leaving.map((wording): Write => ({ is: 'gap-group', wording, group: fresh })),
    };
  };

  /** The file is in place: the edit is published and its group done. */
  const finish = async (id: number, by: string, edit: CuratorEdit, group: number | undefined): Promise<void> => {
    await store.settleEdit(id, 'published', { by, at: house.now() });
    if (group === undefined) return;
    const { group: settled, writes } = await parted(group, edit);
    await store.commit({
      at: house.now(),
      writes: [...writes, ...statusWrites(by, { group: settled, status: 'done', edit: id })],
    });
  };

  const repair = async (): Promise<void> => {
    for (const edit of await store.edits(EVERY)) {
      if (edit.state !== 'writing') continue;
      if (ownText(own, edit.file) === edit.after) await finish(edit.id, edit.by, edit.edit as CuratorEdit, edit.group);
      else await store.settleEdit(edit.id, 'lost', { by: edit.by, at: house.now() });
    }
  };

  const refused = (words: string, trial?: Trial): CuratorOutcome => ({
    is: 'refused',
    words: CURATOR.notPublished(words),
    ...(trial === undefined ? {} : { trial: seen(trial) }),
  });

  return {
    groups,
    group: async (wanted) => {
      const found = (await groups()).find(({ group }) => group === wanted);
      if (!found) return undefined;
      const library = house.library();
      const words = found.wordings.slice(0, 4).map(({ question }) => question);
      const documents = library.documents.filter(({ province }) => province === (found.province || 'national'));
      const issuer = issuerOf(documents) ?? CURATOR.anyIssuer;
      return {
        ...found,
        clauses: suggestClauses(library, found.province, words),
        entries: suggestEntries(library, found.province, words),
        issuer,
        draft: noteDraft(found, issuer, documents),
      };
    },
    tryEdit: async (draft, group) => {
      try {
        return seen(await house.tryEdit(identified(draft), await aboutOf(group)));
      } catch (error) {
        if (error instanceof Fault) return { refused: error.words };
        throw error;
      }
    },
    publish: async (by, draft, { group, evenSo = false } = {}) => {
      const outcome = await locked(async (): Promise<CuratorOutcome> => {
        await repair();
        const edit = identified(draft);
        let trial: Trial;
        try {
          trial = await house.tryEdit(edit, await aboutOf(group));
        } catch (error) {
          if (error instanceof Fault) return refused(error.words);
          throw error;
        }
        if (trial.refused !== undefined) return refused(trial.refused, trial);
        if (trial.lost.length > 0 && !evenSo)
          return { is: 'look-first', words: CURATOR.lookFirst(trial.lost.length), trial: seen(trial) };
        const { file, before, after } = trial.change;
        if (ownText(own, file) !== before) return refused(CURATOR.changedByHand(file));
        const id = await store.addEdit({
          at: house.now(),
          by,
          edit,
          file,
          before,
          after,
          ...(group === undefined ? {} : { group }),
          cases: trial.cases,
        });
        putInPlace(own, file, after);
        await finish(id, by, edit, group);
        await house.reload(trial.kept);
        return { is: 'published', edit: id, trial: seen(trial) };
      });
      return outcome ?? { is: 'refused', words: CURATOR.busy };
    },
    settle: async (by, group, status, note) => {
      await store.commit({
        at: house.now(),
        writes: statusWrites(by, { group, status, ...(note === undefined ? {} : { note }) }),
      });
    },
    edits: async () => {
      const rows = await store.edits(200);
      const names = new Map<string, string>([[OPERATOR, CURATOR.operator]]);
      for (const { by } of rows)
        if (!names.has(by)) names.set(by, (await store.member(by))?.member.name ?? CURATOR.operator);
      return rows.map((row): CuratorEditView => {
        const { id, at, file, group, state, cases, before, after } = row;
        return {
          edit: id,
          at,
          byName: names.get(row.by) ?? CURATOR.operator,
          words: editWords(row.edit as CuratorEdit),
          file,
          ...(group === undefined ? {} : { group }),
          state,
          cases,
          mayUndo: state === 'published' && laterOn(rows, row).length === 0,
          before,
          after,
        };
      });
    },
    undo: async (by, wanted) => {
      const outcome = await locked(async (): Promise<Undone> => {
        await repair();
        const rows = await store.edits(EVERY);
        const row = rows.find(({ id }) => id === wanted);
        if (!row) return { is: 'refused', words: CURATOR.noEdit };
        if (row.state === 'undone') return { is: 'refused', words: CURATOR.undone };
        if (row.state !== 'published') return { is: 'refused', words: CURATOR.lost };
        const later = laterOn(rows, row);
        if (later.length > 0) return { is: 'refused', words: CURATOR.later(later) };
        const text = ownText(own, row.file);
        if (text !== row.after && text !== row.before) return { is: 'refused', words: CURATOR.byHand(row.file) };
        putInPlace(own, row.file, row.before);
        await store.settleEdit(row.id, 'undone', { by, at: house.now() });
        const settled = (await store.gapGroups()).find((one) => one.edit === row.id && one.status === 'done');
        if (settled)
          await store.commit({ at: house.now(), writes: statusWrites(by, { group: settled.group, status: 'open' }) });
        await house.reload();
        return { is: 'done' };
      });
      return outcome ?? { is: 'refused', words: CURATOR.busy };
    },
    recover: async () => {
      await locked(repair);
    },
  };
}

/** Who issued the newest of these documents; `undefined` where there is none, or it does not say. */
const issuerOf = (documents: readonly PolicyDocument[]): string | undefined =>
  [...documents].sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1))[0]?.issuer ?? undefined;

/** The published edits of the same file after this one, the newest first. */
const laterOn = (rows: readonly EditRow[], row: EditRow): number[] =>
  rows.filter((one) => one.id > row.id && one.file === row.file && one.state === 'published').map(({ id }) => id);
