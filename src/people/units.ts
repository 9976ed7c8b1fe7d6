import { dayNumber } from '../days.ts';
import { toldFacts } from '../ledger/profile.ts';
import { type Standing, standing, unreviewedIn } from '../ledger/standing.ts';
import type { Rulesets } from '../rules/index.ts';
import type { Store, Unit } from '../store/index.ts';
import type {
  Assessment,
  Day,
  ManagerRow,
  ManagerView,
  Member,
  RosterPerson,
  RuleSettings,
  YearView,
} from '../types/index.ts';
import { digestText, gapWords, treeDigestText, unreviewedWords } from '../words/office/notices.ts';
import { PARTS, titleName, UNNAMED, VERDICTS, VISITOR } from '../words/office/people.ts';
import { toldNote } from '../words/person/change.ts';
import { hasLeft } from './leaving.ts';
import { reachOf } from './may.ts';
import { treeOf } from './tree.ts';

/** What a view of a unit is made from. */
interface UnitDeps {
  readonly store: Store;
  readonly rulesets: Rulesets;
  readonly settings?: RuleSettings | undefined;
}

const verdictOf = (assessment: Assessment | undefined): ManagerRow['verdict'] => {
  if (!assessment || (assessment.covered && assessment.compliant === null)) return 'unknown';
  if (!assessment.covered) return 'not-covered';
  return assessment.compliant ? 'compliant' : 'short';
};
const ORDER: readonly ManagerRow['verdict'][] = ['short', 'unknown', 'compliant', 'not-covered'];

/** A member as a manager's list shows them: a new column's value is a line here. `waiting`: credits that nobody has reviewed. */
function rowOf({ member, at: found, waiting }: Seen): ManagerRow {
  const assessment = found?.assessment;
  const verdict = verdictOf(assessment);
  const words = verdict !== 'short' ? VERDICTS[verdict] : assessment ? gapWords(assessment) : '';
  return {
    id: member.id,
    name: member.name ?? UNNAMED,
    titleName: titleName(member),
    verdict,
    unit: assessment?.unit ?? 'credits',
    required: assessment?.required ?? null,
    total: assessment?.total ?? 0,
    shortfall: assessment?.shortfall.total ?? 0,
    publicShortfall: assessment?.shortfall.public ?? 0,
    ...(waiting > 0 ? { unreviewed: waiting } : {}),
    words: [
      waiting > 0 && assessment ? `${words}（${unreviewedWords(waiting, assessment.unit)}）` : words,
      toldNote(toldFacts(member).filter((fact) => fact === 'institution' || fact === 'province')),
    ].join(''),
  };
}

/** A member of a unit, and where they stand on a day. */
interface Seen {
  readonly member: Member;
  readonly at: Standing | undefined;
  readonly waiting: number;
}

async function seenIn(
  { store, rulesets, settings }: UnitDeps,
  unit: string,
  day: Day,
  shows: (member: Member) => boolean,
): Promise<readonly Seen[]> {
  const roster = (await store.members({ unit }))
    .map(({ member }) => member)
    .filter((one) => shows(one) && !hasLeft(one, day));
  const ids = roster.map(({ id }) => id);
  const [ledgers, requests] = await Promise.all([store.ledgers(ids), store.requestsOf(ids)]);
  return roster.map((member) => {
    const known = { member, ledger: ledgers.get(member.id) ?? [], requests: requests.get(member.id) ?? [] };
    const at = standing(rulesets, known, day, settings);
    return { member, at, waiting: at ? unreviewedIn(rulesets, at, settings) : 0 };
  });
}

/** A unit with people, as somebody sees it who looks at it. */
interface Viewed {
  readonly view: ManagerView;
  /** The unit's own name, without the institution's. */
  readonly name: string;
  /** Reports that wait for a review. */
  readonly pending: number;
}

/** Undefined where nobody is there to be shown, or the province has no rules. */
async function viewOf(
  deps: UnitDeps,
  unit: Unit,
  day: Day,
  shows: (member: Member) => boolean,
): Promise<Viewed | undefined> {
  const seen = await seenIn(deps, unit.id, day, shows);
  const reference = seen.find(({ at }) => at !== undefined)?.at;
  if (!reference) return undefined;
  const rows = seen
    .map(rowOf)
    .sort(
      (a, b) =>
        ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) ||
        b.shortfall + b.publicShortfall - (a.shortfall + a.publicShortfall),
    );
  const count = (verdict: ManagerRow['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  const view = {
    unit: unit.id,
    unitName: `${unit.institution} ${unit.name}`,
    day,
    year: reference.year,
    deadline: reference.to,
    counts: {
      compliant: count('compliant'),
      short: count('short'),
      unknown: count('unknown'),
      notCovered: count('not-covered'),
    },
    rows,
  };
  const pending = seen.flatMap(({ at }) => at?.ledger.filter(({ status }) => status === 'submitted') ?? []).length;
  return { view: { ...view, text: digestText({ ...view, pending }) }, name: unit.name, pending };
}

/** What somebody looks at under one of the topmost units of theirs. */
interface Under {
  readonly top: Unit | undefined;
  readonly viewed: readonly Viewed[];
}

async function lookedAt(deps: UnitDeps, viewer: Member, day: Day): Promise<readonly Under[]> {
  const units = await deps.store.units();
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const tree = treeOf(units);
  const reach = reachOf(viewer, tree, units);
  const shows = (member: Member): boolean => member.id === viewer.id || reach.sees(member);
  const found: Under[] = [];
  for (const top of reach.tops) {
    const viewed: Viewed[] = [];
    for (const id of tree.under(top)) {
      const unit = byId.get(id);
      const one = unit && reach.units.has(id) ? await viewOf(deps, unit, day, shows) : undefined;
      if (one) viewed.push(one);
    }
    found.push({ top: byId.get(top), viewed });
  }
  return found;
}

/** Every unit with people that somebody looks at, each as it stands on a day: a unit before those below it. */
export async function managerViews(deps: UnitDeps, viewer: Member, day: Day): Promise<readonly ManagerView[]> {
  return (await lookedAt(deps, viewer, day)).flatMap(({ viewed }) => viewed.map(({ view }) => view));
}

/** What somebody looks at in words: of each topmost unit its people where it stands alone, else the units below by their counts. */
export async function digestsFor(
  deps: UnitDeps,
  viewer: Member,
  day: Day,
): Promise<readonly { readonly unit: string; readonly text: string }[]> {
  return (await lookedAt(deps, viewer, day)).flatMap(({ top, viewed }) => {
    const [only] = viewed;
    if (!only) return [];
    const unit = top?.id ?? only.view.unit;
    if (viewed.length === 1) return [{ unit, text: only.view.text }];
    const name = top === undefined ? only.view.unitName : `${top.institution} ${top.name}`;
    const parts = viewed.map((one) => ({ name: one.name, counts: one.view.counts }));
    const pending = viewed.reduce((sum, one) => sum + one.pending, 0);
    return [{ unit, text: treeDigestText({ ...only.view, name, parts, pending }) }];
  });
}

/** The running credit year for a sidebar. */
export function yearView({ year, from, to, assessment }: Standing, day: Day, unreviewed = 0): YearView {
  const parts: { name: string; has: number; needs: number }[] = [];
  if (assessment.public !== null && assessment.publicRequired !== null && assessment.publicRequired > 0)
    parts.push({ name: PARTS.public, has: assessment.public, needs: assessment.publicRequired });
  const { professional, professionalRequired } = assessment;
  if (typeof professional === 'number' && typeof professionalRequired === 'number' && professionalRequired > 0)
    parts.push({ name: PARTS.professional, has: professional, needs: professionalRequired });
  return {
    year,
    from,
    to,
    daysLeft: dayNumber(to) - dayNumber(day),
    unit: assessment.unit,
    covered: assessment.covered,
    compliant: assessment.compliant,
    required: assessment.required,
    total: assessment.total,
    shortfall: assessment.shortfall.total,
    ...(unreviewed > 0 ? { unreviewed } : {}),
    parts,
  };
}

/** A member as a sign-in page and a sidebar show them. */
export async function rosterPerson(store: Store, rulesets: Rulesets, member: Member): Promise<RosterPerson> {
  const unit = member.unit === undefined ? undefined : await store.unit(member.unit);
  const title = titleName(member);
  const provinceName = member.province === undefined ? undefined : rulesets.names[member.province];
  const own = member.institution?.name;
  const unitName = unit && (own === undefined || own === unit.institution) ? `${unit.institution} ${unit.name}` : own;
  return {
    id: member.id,
    name: member.name ?? VISITOR,
    ...(member.province === undefined ? {} : { province: member.province }),
    ...(provinceName === undefined ? {} : { provinceName }),
    ...(unitName === undefined ? {} : { unitName }),
    ...(title === '' ? {} : { titleName: title }),
    isManager: (member.manages?.length ?? 0) > 0,
    ...(member.curator === true ? { isCurator: true } : {}),
    demo: member.demo === true,
  };
}
