/** The gap log: questions that got no answer or a 👎, without personal data, grouped by likeness for the curator. Pure. */

import { type Library, normalise, tokensOf } from '../answers/index.ts';
import { withoutPlaces } from '../chinese/index.ts';
import { daysBetween } from '../days.ts';
import { provinceName } from '../documents/index.ts';
import type { Day, GapGroupView, GapReason } from '../types/index.ts';
import { GAP } from '../words/office/curate.ts';

/** A wording with how often, when and why it went unanswered. `group`: the wording that began its group, once known. */
export interface Wording {
  readonly id: number;
  readonly question: string;
  /** '' where it is not known. */
  readonly province: string;
  readonly group: number | null;
  readonly events: readonly {
    readonly reason: GapReason;
    readonly answered: string;
    readonly day: Day;
    readonly times: number;
  }[];
}

/** Where a group stands; `times`: how often it had been asked by then. */
export interface Standing {
  readonly group: number;
  readonly status: GapGroupView['status'];
  readonly note?: string;
  readonly by: string;
  readonly at: string;
  readonly times: number;
}

/** From which mean likeness on a wording belongs to a group. */
const ALIKE = 0.4;

interface Vector {
  readonly values: ReadonlyMap<string, number>;
  readonly norm: number;
}

const rarities = new WeakMap<Library, (token: string) => number>();

/** How much a token tells: what every other question has tells little. Counted over the curated questions, once. */
function rarityOf(library: Library): (token: string) => number {
  const known = rarities.get(library);
  if (known) return known;
  const counts = new Map<string, number>();
  const asks = library.curated.flatMap((entry) => entry.asks);
  for (const ask of asks) {
    const { concepts, words, pairs } = tokensOf(normalise(ask, library.lexicon), library.lexicon);
    for (const token of new Set([...concepts, ...words, ...pairs])) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const rarity = (token: string): number => Math.log(1 + (asks.length + 1) / ((counts.get(token) ?? 0) + 1)) / 4;
  rarities.set(library, rarity);
  return rarity;
}

const vectors = new WeakMap<Library, Map<string, Vector>>();

function vectorOf(question: string, library: Library): Vector {
  const { lexicon } = library;
  const known = vectors.get(library) ?? new Map<string, Vector>();
  vectors.set(library, known);
  const found = known.get(question);
  if (found) return found;
  const rarity = rarityOf(library);
  // Wordings are only compared within a province: its name is in many and tells none from another.
  const tokens = tokensOf(withoutPlaces(normalise(question, lexicon)), lexicon);
  const values = new Map<string, number>();
  for (const [list, weight] of [
    [tokens.pairs, 0.3],
    [tokens.words, 1],
    [tokens.concepts, 2],
  ] as const)
    for (const token of list) values.set(token, (lexicon.soft.has(token.slice(1)) ? 0.4 : weight) * rarity(token));
  const norm = Math.sqrt([...values.values()].reduce((sum, value) => sum + value * value, 0));
  known.set(question, { values, norm });
  return { values, norm };
}

/** Wordings by the tokens they have, so that a new one is compared only with those that share one. */
function createIndex(library: Library): {
  readonly add: (id: number, province: string, question: string) => void;
  /** The likeness of every wording of the province that shares a token. */
  readonly near: (province: string, question: string) => ReadonlyMap<number, number>;
} {
  const lists = new Map<string, number[]>();
  const mine = new Map<number, Vector>();
  return {
    add: (id, province, question) => {
      const vector = vectorOf(question, library);
      mine.set(id, vector);
      for (const token of vector.values.keys()) {
        const key = `${province}\n${token}`;
        const list = lists.get(key);
        if (list) list.push(id);
        else lists.set(key, [id]);
      }
    },
    near: (province, question) => {
      const { values, norm } = vectorOf(question, library);
      const sums = new Map<number, number>();
      for (const [token, value] of values)
        for (const id of lists.get(`${province}\n${token}`) ?? [])
          sums.set(id, (sums.get(id) ?? 0) + value * (mine.get(id)?.values.get(token) ?? 0));
      return new Map([...sums].map(([id, sum]) => [id, sum / (norm * (mine.get(id)?.norm ?? 1) || 1)]));
    },
  };
}

/**
 * Finds a group for every wording that has none: the group of its province to whose wordings it is nearest on the whole,
 * where that is near enough, else one of its own. Deterministic; groups that exist are never taken apart.
 */
export function placeWordings(
  wordings: readonly Wording[],
  library: Library,
  alike = ALIKE,
): { readonly wording: number; readonly group: number }[] {
  if (wordings.every((one) => one.group !== null)) return [];
  const index = createIndex(library);
  const groups = new Map<number, number>();
  const sizes = new Map<number, number>();
  const join = (id: number, group: number, { province, question }: Wording): void => {
    groups.set(id, group);
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
    index.add(id, province, question);
  };
  for (const one of wordings) if (one.group !== null) join(one.id, one.group, one);
  const placed: { wording: number; group: number }[] = [];
  for (const one of [...wordings].sort((a, b) => a.id - b.id)) {
    if (one.group !== null) continue;
    const sums = new Map<number, number>();
    for (const [other, likeness] of index.near(one.province, one.question)) {
      const group = groups.get(other) ?? other;
      sums.set(group, (sums.get(group) ?? 0) + likeness);
    }
    const [best] = [...sums]
      .map(([group, sum]) => ({ group, mean: sum / (sizes.get(group) ?? 1) }))
      .sort((a, b) => b.mean - a.mean || a.group - b.group);
    const home = best && best.mean >= alike ? best.group : one.id;
    join(one.id, home, one);
    placed.push({ wording: one.id, group: home });
  }
  return placed;
}

/** A question counts half as much after so many days. */
const HALF_LIFE_DAYS = 14;

const days = (from: Day, to: Day): number => Math.max(0, daysBetween(from, to));

/** `id 3, other 1` most frequent first. */
function tally(pairs: readonly (readonly [string, number])[]): (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const [key, times] of pairs) sums.set(key, (sums.get(key) ?? 0) + times);
  return [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/**
 * The groups of wordings that all have one, those asked often and lately first. A settled group that is asked again is
 * open again; one with its issuer, or dismissed, stays and says how often. To be told that the documents do not tell is
 * no miss: it is kept, and opens nothing.
 */
export function groupsOf(wordings: readonly Wording[], standings: readonly Standing[], today: Day): GapGroupView[] {
  const known = new Map(standings.map((standing) => [standing.group, standing]));
  const groups = Map.groupBy(wordings, (one) => one.group ?? one.id);
  const weighed = [...groups].map(([group, list]) => {
    const events = list.flatMap((one) => one.events);
    const count = events.reduce((sum, { times }) => sum + times, 0);
    const missed = events.filter(({ reason }) => reason !== 'told');
    const open = missed.reduce((sum, { times }) => sum + times, 0);
    const weight = missed.reduce((sum, { times, day }) => sum + times * 0.5 ** (days(day, today) / HALF_LIFE_DAYS), 0);
    const province = list[0]?.province ?? '';
    const wordingsOf = tally(list.flatMap((one) => one.events.map(({ times }) => [one.question, times] as const)));
    const standing = known.get(group);
    const again = standing ? Math.max(0, open - standing.times) : 0;
    const isOpen = standing === undefined ? open > 0 : standing.status === 'done' && again > 0;
    const status = isOpen ? 'open' : (standing?.status ?? 'done');
    const unseen = standing === undefined && status === 'done';
    const dayList = events.map(({ day }) => day).sort();
    const view: GapGroupView = {
      group,
      question: wordingsOf[0]?.[0] ?? '',
      province,
      provinceName: province === '' ? GAP.noProvince : provinceName(province),
      count,
      reasons: GAP.counts(tally(events.map(({ reason, times }) => [GAP.reasons[reason], times]))),
      wordings: wordingsOf.slice(0, 10).map(([question, times]) => ({ question, times })),
      answered: tally(events.filter(({ answered }) => answered !== '').map(({ answered, times }) => [answered, times]))
        .slice(0, 3)
        .map(([answered]) => answered),
      firstDay: dayList[0] ?? '',
      lastDay: dayList.at(-1) ?? '',
      status,
      statusWords:
        status === 'open' && standing?.status === 'done' ? GAP.reopened : unseen ? GAP.unseen : GAP.statuses[status],
      unseen,
      again,
      ...(standing?.note === undefined ? {} : { note: standing.note }),
      ...(standing === undefined ? {} : { by: standing.by, at: standing.at }),
    };
    return { view, weight };
  });
  return weighed
    .sort((a, b) => b.weight - a.weight || (a.view.lastDay < b.view.lastDay ? 1 : -1) || a.view.group - b.view.group)
    .map(({ view }) => view);
}
