import { assess, creditYear, type Rulesets } from '../../rules/index.ts';
import type { Activity, Assessment, Clause, Day, Person, Province, TraceStep } from '../../types/index.ts';
import { readInstitution, readTitle } from '../../understand/index.ts';
import type { Library } from '../library.ts';
import type { Scope } from '../scope.ts';
import { rank } from '../search/rank.ts';
import { clausesWith } from './curated.ts';

export interface Computed {
  /** The conclusion with its arithmetic. */
  readonly says: string;
  readonly clauses: readonly Clause[];
  /** The words of the clause that decide. */
  readonly mark?: string;
  /** The documents list what they give credits for, and this is not among it. */
  readonly unlisted?: boolean;
}

/** The person as profile and question tell. What the question says wins. */
export function personIn(text: string, person: Person | undefined): Person {
  const institution = readInstitution(text);
  const title = readTitle(text);
  const flags = new Set(person?.flags ?? []);
  if (/村医|乡村医生|乡医/u.test(text)) flags.add('village-doctor');
  if (/校医/u.test(text)) flags.add('school-doctor');
  if (/(?:我|还)(?:是|在)?(?:规培|住培)|(?:规培|住培)(?:生|学员|期间)/u.test(text)) flags.add('resident');
  const clinic = /诊所/u.test(text) ? ({ level: 'clinic', kind: 'individual-clinic' } as const) : undefined;
  // Of somebody of another title nothing else is known: 初级 said by a nurse of middle rank is not a 护师.
  const { titles: _titles, grade: _grade, profession: _profession, ...others } = person ?? {};
  const known = title && title !== person?.title ? others : person;
  return {
    ...known,
    flags: [...flags],
    ...(clinic ? { institution: clinic } : institution ? { institution } : {}),
    ...(title ? { title } : {}),
  };
}

export const saysWho = (text: string): boolean =>
  readInstitution(text) !== undefined || readTitle(text) !== undefined || /村医|乡村医生|乡医|校医/u.test(text);

/** A question with what is needed to settle it. */
export interface Asked {
  readonly library: Library;
  readonly rulesets: Rulesets;
  readonly scope: Scope;
  readonly province: Province;
  /** As their profile has them. */
  readonly given: Person | undefined;
  /** A day in the credit year that the question is about. */
  readonly day: Day;
}

/** The clauses that hold the words of these steps. Where several do, the one that the question is nearest to. */
export function clausesOf({ library, scope, province }: Asked, steps: readonly TraceStep[]): Clause[] {
  const near = rank(library, province, scope.text, scope.lean).candidates.map((candidate) => candidate.clause);
  const found = steps.flatMap((step) => {
    if (!step.clause) return [];
    const holding = clausesWith(step.clause, province, library.documents);
    return [near.find((clause) => holding.includes(clause)) ?? holding[0]];
  });
  return [...new Set(found.flatMap((clause) => (clause ? [clause] : [])))];
}

/** The year of a person with these activities, traced. */
export function judgeYear(
  { rulesets, province, day }: Asked,
  person: Person,
  activities: readonly Activity[] = [],
): Assessment {
  return assess(
    rulesets,
    { province, person, year: creditYear(rulesets, province, day).year, activities },
    { trace: true },
  );
}
