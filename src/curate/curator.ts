import { Fault } from '../errors.ts';
import type { EditRow, Write } from '../store/index.ts';
import type { CuratorEdit, CuratorEditView, CuratorTrial, GapGroupView, PolicyDocument } from '../types/index.ts';
import { CURATOR, editWords, noteDraft } from '../words/office/curate.ts';
import type { About } from './edits.ts';
import { groupsOf, placeWordings } from './gaps.ts';
import { type Curator, type CuratorHouse, OPERATOR } from './house.ts';
import { createPublishing, digestOf, identified, laterOn, seen, statusWrites } from './publishing.ts';
import { suggestClauses, suggestEntries } from './suggest.ts';

export { type Curator, OPERATOR } from './house.ts';

/** Edits that the page lists. */
const LISTED = 200;

/** What the curators of one installation do: the log in groups, and edits that are tried, proposed, published, noted and undone. */
export function createCurator(house: CuratorHouse): Curator {
  const { store } = house;

  const groups = async (): Promise<readonly GapGroupView[]> => {
    const wordings = await store.gapWordings();
    const placed = placeWordings(wordings, house.library());
    if (placed.length > 0)
      await store.commit({ at: house.now(), writes: placed.map((one) => ({ is: 'gap-group', ...one })) });
    const homes = new Map(placed.map(({ wording, group }) => [wording, group]));
    const waiting = new Map(
      (await store.edits(LISTED)).flatMap(({ id, group, state }) =>
        state === 'proposed' && group !== undefined ? [[group, id] as const] : [],
      ),
    );
    return groupsOf(
      wordings.map((one) => ({ ...one, group: one.group ?? homes.get(one.id) ?? one.id })),
      await store.gapGroups(),
      house.dayOf(house.now()),
    ).map((view) => {
      const proposed = waiting.get(view.group);
      return proposed === undefined ? view : { ...view, proposed };
    });
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

  const publishing = createPublishing(house, { aboutOf, parted });

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
    ...publishing,
    settle: async (by, group, status, note) => {
      await store.commit({
        at: house.now(),
        writes: statusWrites(by, { group, status, ...(note === undefined ? {} : { note }) }),
      });
    },
    edits: (viewer) => viewsOf(house, viewer),
  };
}

/** The edits as a curator reads them. */
async function viewsOf({ store, samePerson }: CuratorHouse, viewer?: string): Promise<readonly CuratorEditView[]> {
  const rows = await store.edits(LISTED);
  const names = new Map<string, string>([[OPERATOR, CURATOR.operator]]);
  const nameOf = async (by: string): Promise<string> => {
    const name = names.get(by) ?? (await store.member(by))?.member.name ?? CURATOR.operator;
    names.set(by, name);
    return name;
  };
  const views: CuratorEditView[] = [];
  for (const row of rows) {
    const { id, at, file, group, state, cases, before, after, undoes, settledBy, reason } = row;
    const words = editWords(row.edit as CuratorEdit);
    const proposal = {
      seen: digestOf(row),
      mine: viewer !== undefined && (await samePerson(viewer, row.by)),
      ...(row.trial === undefined ? {} : { trial: row.trial as CuratorTrial }),
    };
    views.push({
      edit: id,
      at,
      byName: await nameOf(row.by),
      words: undoes === undefined ? words : CURATOR.undoWords(undoes, words),
      file,
      ...(group === undefined ? {} : { group }),
      state,
      cases,
      mayUndo: state === 'published' && undoes === undefined && laterOn(rows, row).length === 0 && !isUndoing(rows, id),
      before,
      after,
      ...(state === 'proposed' ? { proposal } : {}),
      ...(undoes === undefined ? {} : { undoes }),
      ...(settledBy === undefined || settledBy === row.by ? {} : { settledByName: await nameOf(settledBy) }),
      ...(reason === undefined ? {} : { reason }),
    });
  }
  return views;
}

const isUndoing = (rows: readonly EditRow[], id: number): boolean =>
  rows.some(({ undoes, state }) => undoes === id && state === 'proposed');

/** Who issued the newest of these documents; `undefined` where there is none, or it does not say. */
const issuerOf = (documents: readonly PolicyDocument[]): string | undefined =>
  [...documents].sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1))[0]?.issuer ?? undefined;
