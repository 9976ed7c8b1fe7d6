/** What the rules ask of somebody for a year, whatever they have done; and which of their facts it hangs on. Pure. */
import type { Day, InstitutionLevel, Member, Title } from '../types/index.ts';
import { type Change, changed, type Fact, toldFacts } from './profile.ts';
import { type Standing, yearAt, yearOf } from './year.ts';

/** A year's requirement; `required` is `null` where the documents do not settle it. */
export interface Requirement {
  readonly year: number;
  readonly covered: boolean;
  readonly required: number | null;
  readonly publicRequired: number | null;
  readonly professionalRequired: number | null;
  readonly unit: 'credits' | 'hours';
}

type Known = Pick<Standing, 'rulesets' | 'settings'>;

/** The requirement of the credit year in which a day lies; undefined where no rules are known for it. */
export function requirementOf(known: Known, member: Member, day: Day): Requirement | undefined {
  const year = yearAt(known.rulesets, member.province, day);
  const verdict = yearOf({ ...known, member, ledger: [], requests: [] }, year);
  return (
    verdict && {
      year,
      covered: verdict.covered,
      required: verdict.required,
      publicRequired: verdict.publicRequired,
      professionalRequired: verdict.professionalRequired ?? null,
      unit: verdict.unit,
    }
  );
}

/** What changes would make of the requirement: as it is, and as it would be. */
export function effectOf(
  known: Known,
  member: Member,
  changes: readonly Change[],
  day: Day,
): { readonly before: Requirement | undefined; readonly after: Requirement | undefined } {
  const next = changes.reduce((one, change) => changed(one, change), member);
  return { before: requirementOf(known, member, day), after: requirementOf(known, next, day) };
}

const TITLES: readonly Title[] = ['junior-assistant', 'junior', 'mid', 'senior', 'none'];
const LEVELS: readonly InstitutionLevel[] = ['province', 'prefecture', 'county', 'township', 'community', 'village'];

/** What else somebody could be in a fact. */
function others(member: Member, fact: Fact): readonly Member[] {
  const { [fact]: _, ...without } = member;
  switch (fact) {
    case 'title': {
      const { titles: __, ...bare } = member;
      return TITLES.map((title) => ({ ...bare, title }));
    }
    case 'institution':
      return [without, ...LEVELS.map((level) => ({ ...member, institution: { level } }))];
    case 'name':
      return [];
    case 'province':
    case 'profession':
    case 'grade':
    case 'flags':
    case 'pgmePassed':
    case 'unitRequirement':
    case 'maternityLeave':
      return [without];
  }
}

/** The facts that are only the person's own word and on which their requirement hangs. */
export function toldAndUsed(known: Known, member: Member, day: Day): readonly Fact[] {
  const told = toldFacts(member);
  if (told.length === 0) return [];
  const mine = JSON.stringify(requirementOf(known, member, day));
  return told.filter((fact) =>
    others(member, fact).some((other) => JSON.stringify(requirementOf(known, other, day)) !== mine),
  );
}
