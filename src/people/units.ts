import { dayNumber } from '../days.ts';
import { type Standing, standing, unreviewedIn } from '../ledger/standing.ts';
import type { Rulesets } from '../rules/index.ts';
import type { Store } from '../store/index.ts';
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
import { digestText, gapWords, unreviewedWords } from '../words/notices.ts';
import { titleName } from '../words/people.ts';

const verdictOf = (assessment: Assessment | undefined): ManagerRow['verdict'] => {
  if (!assessment || (assessment.covered && assessment.compliant === null)) return 'unknown';
  if (!assessment.covered) return 'not-covered';
  return assessment.compliant ? 'compliant' : 'short';
};
const VERDICT_WORDS: { readonly [verdict in ManagerRow['verdict']]: string } = {
  compliant: '已达标',
  short: '',
  unknown: '资料不全或文件未定，暂不能判断',
  'not-covered': '本年度不需要学分',
};
const ORDER: readonly ManagerRow['verdict'][] = ['short', 'unknown', 'compliant', 'not-covered'];

function rowOf(member: Member, found: Standing | undefined, waiting: number): ManagerRow {
  const assessment = found?.assessment;
  const verdict = verdictOf(assessment);
  const words = verdict === 'short' && assessment ? gapWords(assessment) : VERDICT_WORDS[verdict];
  return {
    id: member.id,
    name: member.name ?? '（未填姓名）',
    titleName: titleName(member),
    verdict,
    unit: assessment?.unit ?? 'credits',
    required: assessment?.required ?? null,
    total: assessment?.total ?? 0,
    shortfall: assessment?.shortfall.total ?? 0,
    publicShortfall: assessment?.shortfall.public ?? 0,
    ...(waiting > 0 ? { unreviewed: waiting } : {}),
    words: waiting > 0 && assessment ? `${words}（${unreviewedWords(waiting, assessment.unit)}）` : words,
  };
}

/** A unit as its manager sees it on a day; undefined when the unit is unknown or its province has no rules. */
export async function managerView(
  store: Store,
  rulesets: Rulesets,
  unitId: string,
  day: Day,
  settings?: RuleSettings,
): Promise<ManagerView | undefined> {
  const unit = await store.unit(unitId);
  if (!unit) return undefined;
  const roster = (await store.members({ unit: unitId })).map(({ member }) => member);
  const ids = roster.map(({ id }) => id);
  const [ledgers, requests] = await Promise.all([store.ledgers(ids), store.requestsOf(ids)]);
  const found = roster.map((member) => ({
    member,
    at: standing(
      rulesets,
      { member, ledger: ledgers.get(member.id) ?? [], requests: requests.get(member.id) ?? [] },
      day,
      settings,
    ),
  }));
  const reference = found.find(({ at }) => at !== undefined)?.at;
  if (!reference) return undefined;
  const rows = found
    .map(({ member, at }) => rowOf(member, at, at ? unreviewedIn(rulesets, at, settings) : 0))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) ||
        b.shortfall + b.publicShortfall - (a.shortfall + a.publicShortfall),
    );
  const count = (verdict: ManagerRow['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  const pending = found.reduce(
    (sum, { at }) => sum + (at?.ledger.filter(({ status }) => status === 'submitted').length ?? 0),
    0,
  );
  const counts = {
    compliant: count('compliant'),
    short: count('short'),
    unknown: count('unknown'),
    notCovered: count('not-covered'),
  };
  const view = {
    unit: unitId,
    unitName: `${unit.institution} ${unit.name}`,
    day,
    year: reference.year,
    deadline: reference.to,
    counts,
    rows,
  };
  return { ...view, text: digestText({ ...view, pending }) };
}

/** The running credit year for a sidebar. */
export function yearView({ year, from, to, assessment }: Standing, day: Day, unreviewed = 0): YearView {
  const parts: { name: string; has: number; needs: number }[] = [];
  if (assessment.public !== null && assessment.publicRequired !== null && assessment.publicRequired > 0)
    parts.push({ name: '公需科目', has: assessment.public, needs: assessment.publicRequired });
  const { professional, professionalRequired } = assessment;
  if (typeof professional === 'number' && typeof professionalRequired === 'number' && professionalRequired > 0)
    parts.push({ name: '专业科目', has: professional, needs: professionalRequired });
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
    name: member.name ?? '访客',
    ...(member.province === undefined ? {} : { province: member.province }),
    ...(provinceName === undefined ? {} : { provinceName }),
    ...(unitName === undefined ? {} : { unitName }),
    ...(title === '' ? {} : { titleName: title }),
    isManager: (member.manages?.length ?? 0) > 0,
    ...(member.curator === true ? { isCurator: true } : {}),
    demo: member.demo === true,
  };
}
