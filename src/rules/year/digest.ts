import type { Assessment, Member } from '../../types/index.ts';

/** One member with the year's assessment. */
export interface DigestRow {
  readonly member: Pick<Member, 'id' | 'name' | 'unit'>;
  readonly assessment: Assessment;
  /** Reports waiting for review. */
  readonly pending?: number;
}

/** What a manager reads of a unit: counts, and who is furthest behind. */
export interface Digest {
  readonly members: number;
  readonly compliant: number;
  readonly short: number;
  /** The documents or the profile do not settle it. */
  readonly unknown: number;
  /** Not subject to continuing education this year; not among `compliant`. */
  readonly notCovered: number;
  readonly pending: number;
  /** The furthest behind first, at most `top`. */
  readonly shortfalls: readonly {
    readonly id: string;
    readonly name?: string;
    readonly unit?: string;
    readonly total: number;
    readonly public: number;
    readonly measure: 'credits' | 'hours';
    readonly missingCourses: readonly string[];
  }[];
}

const gap = (a: Assessment): number => (a.required ? (a.shortfall.total + a.shortfall.public) / a.required : 0);

/** Counts of a unit and its largest shortfalls, relative to what each must reach. Pure. */
export function digest(rows: readonly DigestRow[], top = 10): Digest {
  let compliant = 0;
  let unknown = 0;
  let notCovered = 0;
  let pending = 0;
  const behind: DigestRow[] = [];
  for (const row of rows) {
    pending += row.pending ?? 0;
    if (!row.assessment.covered) notCovered++;
    else if (row.assessment.compliant === null) unknown++;
    else if (row.assessment.compliant) compliant++;
    else behind.push(row);
  }
  behind.sort((a, b) => gap(b.assessment) - gap(a.assessment) || (a.member.id < b.member.id ? -1 : 1));
  return {
    members: rows.length,
    compliant,
    short: behind.length,
    unknown,
    notCovered,
    pending,
    shortfalls: behind.slice(0, top).map(({ member, assessment }) => ({
      id: member.id,
      ...(member.name !== undefined && { name: member.name }),
      ...(member.unit !== undefined && { unit: member.unit }),
      total: assessment.shortfall.total,
      public: assessment.shortfall.public,
      measure: assessment.unit,
      missingCourses: assessment.missingCourses ?? [],
    })),
  };
}
