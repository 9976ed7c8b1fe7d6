import { Fault } from '../errors.ts';
import { assess, creditYear, type Rulesets } from '../rules/index.ts';
import type { Facts } from '../talk/types.ts';
import type { AssessInput, Assessment, Day, LedgerEntry, Member, Request } from '../types.ts';

export interface Known {
  readonly member: Member;
  readonly ledger: readonly LedgerEntry[];
  readonly requests: readonly Request[];
}

/** Where somebody stands in the credit year in which `day` lies. */
export interface Standing extends Known {
  readonly year: number;
  readonly from: Day;
  readonly to: Day;
  readonly assessment: Assessment;
}

/** 补学申请 of an earlier year that still counts, the newest first. */
const makeupOf = (requests: readonly Request[], year: number): AssessInput['makeup'] => {
  const [newest] = requests
    .filter(
      ({ kind, status, year: missed }) =>
        kind === 'makeup' && missed < year && !['rejected', 'withdrawn'].includes(status),
    )
    .sort((a, b) => b.year - a.year);
  return (
    newest && { year: newest.year, applied: true, filed: newest.status === 'filed' || newest.status === 'approved' }
  );
};

/** The question to the rules that a ledger makes: what was rejected or withdrawn does not take part. */
export function assessInput(
  { member, ledger, requests }: Known,
  province: string,
  year: number,
  day: Day,
  settings: Facts['settings'],
): AssessInput {
  const makeup = makeupOf(requests, year);
  const { readings, parameters } = settings?.[province] ?? {};
  return {
    province,
    person: member,
    year,
    activities: ledger
      .filter(({ status }) => status === 'submitted' || status === 'approved')
      .map(({ activity }) => activity),
    on: day,
    ...(makeup === undefined ? {} : { makeup }),
    ...(readings === undefined ? {} : { readings }),
    ...(parameters === undefined ? {} : { parameters }),
  };
}

/** Undefined where the province is unknown, or no rules for the year are at hand. */
export function standing(
  rulesets: Rulesets,
  known: Known,
  day: Day,
  settings?: Facts['settings'],
): Standing | undefined {
  const { province } = known.member;
  if (province === undefined) return undefined;
  try {
    const { year, from, to } = creditYear(rulesets, province, day);
    return {
      ...known,
      year,
      from,
      to,
      assessment: assess(rulesets, assessInput(known, province, year, day, settings)),
    };
  } catch (error) {
    if (error instanceof Fault && (error.code === 'PROVINCE_UNKNOWN' || error.code === 'YEAR_UNKNOWN'))
      return undefined;
    throw error;
  }
}
