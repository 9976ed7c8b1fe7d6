import type { Activity, AssessInput, Day, Person } from '../../types/index.ts';
import type { Facts } from '../format/conditions.ts';
import type { AwardProgram, Program } from '../format/program.ts';
import type { Stay } from '../year/stays.ts';

/** What rules read of a person in a year, and where an activity lies in it. */

/** Facts of a person for a credit year. Dated titles: the one held at the year's end (or begin, as the ruleset reads). */
export function factsOf(
  program: Program,
  input: AssessInput,
  year: number,
  { from, to }: { readonly from: Day; readonly to: Day },
): Facts {
  const person: Person = input.person;
  const facts: Facts = {
    title: person.titles?.length ? titleOn(person, program.titleOn === 'year-start' ? from : to) : person.title,
    profession: person.profession,
    grade: person.grade,
    institution: person.institution,
    flags: person.flags ?? [],
    pgmePassed: person.pgmePassed,
    unitRequirement: person.unitRequirement,
    maternityLeave: person.maternityLeave,
    more: person as unknown as { readonly [key: string]: unknown },
    parameters: input.parameters,
    unit: 'credits',
    required: undefined,
    year,
    from,
    to,
  };
  for (const row of program.unit)
    if (!row.test || row.test(facts)) {
      facts.unit = row.is;
      break;
    }
  return facts;
}

function titleOn(person: Person, day: Day): string | undefined {
  let title: string | undefined;
  for (const held of person.titles ?? []) if (held.from <= day) title = held.title;
  return title ?? person.titles?.[0]?.title ?? person.title;
}

export function first<T extends { readonly test: ((facts: Facts) => boolean) | undefined }>(
  rows: readonly T[],
  facts: Facts,
): T | undefined {
  for (const row of rows) if (row.test === undefined || row.test(facts)) return row;
  return undefined;
}

/** The day by which an activity is placed in a year. */
export const dayOf = (a: Activity): Day | undefined | null => a.date ?? a.to ?? a.from;

export function liesIn(a: Activity, from: Day, to: Day, spread: boolean): boolean {
  if (spread && a.from) return a.from <= to && (a.to ?? a.from) >= from;
  const day = dayOf(a);
  return day === undefined || day === null || (day >= from && day <= to);
}

export function spreadSpan(program: AwardProgram, facts: Facts): { from: Day; to: Day } {
  return program.spread?.year === 'calendar-year' ? { from: `${facts.year}-01-01`, to: `${facts.year}-12-31` } : facts;
}

/** The stay's part inside the year. */
export function stayIn(activity: Activity, from: Day, to: Day): Stay | undefined {
  if (!activity.from || !activity.to) return undefined;
  const begin = activity.from > from ? activity.from : from;
  const end = activity.to < to ? activity.to : to;
  return begin <= end ? { from: begin, to: end } : undefined;
}
