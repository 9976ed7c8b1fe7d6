import { decimal, type Fixed, fixed } from '../../decimal.ts';
import { Fault } from '../../errors.ts';
import type { AssessInput, Assessment, TraceStep } from '../../types/index.ts';
import { type Edition, editionOf, type Rulesets } from '../format/edition.ts';
import type { Program } from '../format/program.ts';
import { programOf } from '../format/programs.ts';
import { makeupPaid } from './debt.ts';
import { type FloorVerdict, judge, type Verdict } from './person-year.ts';
import { stepOf, type Trace } from './run.ts';

export interface AssessOptions {
  readonly trace?: boolean;
  readonly depends?: boolean;
  /** `false` leaves `awarded` empty: for sweeps over a roster that only read the verdict. */
  readonly details?: boolean;
}

const NO_TRACE: readonly TraceStep[] = [];

const NO_DEPENDS: Assessment['depends'] = [];

const positive = (value: Fixed): Fixed => (value > 0 ? value : 0);

interface Beside {
  readonly makeup: Assessment['makeup'];
  /** What of the year's total the debt takes. */
  readonly spent: Fixed;
  readonly trace: Trace;
  readonly depends: Assessment['depends'];
}

type Draft = { -readonly [K in keyof Assessment]: Assessment[K] };

function conclude(program: Program, input: AssessInput, verdict: Verdict, beside: Beside): Assessment {
  const { makeup, spent, trace, depends } = beside;
  const { covered, required, total, complete, floors, missingCourses, facts, tally } = verdict;
  const publicFloor = floors.find((floor) => floor.name === 'public');
  const shortTotal = complete || required === null ? 0 : positive(required - (total - spent));
  const settled = covered ? compliance(verdict, shortTotal) : true;
  // What lies outside the documents at hand might still fill the year.
  const compliant = settled === false && tally.unjudged ? null : settled;
  const professional = covered && facts.unit === 'hours' ? floors.find(isProfessional) : undefined;
  const debt = makeup && makeup.paid + makeup.left > 0 && spent >= 0 ? owed(input, makeup) : 0;
  const out: Draft = {
    covered,
    unit: facts.unit,
    required: required === null ? null : decimal(required + debt),
    total: decimal(total),
    public: covered && publicFloor ? decimal(publicFloor.got) : null,
    publicRequired: covered && publicFloor && publicFloor.required !== null ? decimal(publicFloor.required) : null,
    complete,
    compliant,
    shortfall: {
      total: decimal(shortTotal),
      public: lackOf(publicFloor, complete),
      ...(professional && { professional: lackOf(professional, complete) }),
    },
    awarded: tally.awarded,
    counted: verdict.counted,
    trace: trace ?? NO_TRACE,
    depends,
    edition: receipt(program.edition),
  };
  if (professional) {
    out.professional = decimal(professional.got);
    out.professionalRequired = professional.required === null ? null : decimal(professional.required);
  }
  if (covered) addDemands(out, verdict);
  if (missingCourses) {
    out.courses = missingCourses.length === 0;
    if (missingCourses.length > 0) out.missingCourses = missingCourses;
  }
  if (tally.pending) out.pending = tally.pending;
  if (tally.unknown) out.unknown = tally.unknown;
  if (makeup) out.makeup = makeup;
  if (covered && program.edition.data.require.deemsHours)
    out.hoursDeemed = complete || (required !== null && total >= required);
  return out;
}

const isProfessional = ({ name }: FloorVerdict): boolean => name === 'professional';

const lackOf = (floor: FloorVerdict | undefined, complete: boolean): number =>
  !complete && floor?.required ? decimal(positive(floor.required - floor.got)) : 0;

/** The ruleset's other floors and what it asks for over several years. */
function addDemands(out: Draft, { floors, windows }: Verdict): void {
  const others = floors.filter((floor) => floor.name !== 'public' && !isProfessional(floor));
  if (others.length > 0)
    out.floors = Object.fromEntries(
      others.map(({ name, label, got, required: least }) => [
        name,
        { label, got: decimal(got), required: least === null ? null : decimal(least) },
      ]),
    );
  if (windows.length > 0)
    out.windows = Object.fromEntries(
      windows.map(({ name, label, got, required: least }) => [
        name,
        { label, got: decimal(got), required: decimal(least) },
      ]),
    );
}

/** True, false, or null where a fact or the documents do not settle it. */
function compliance(verdict: Verdict, shortTotal: Fixed): boolean | null {
  const { required, complete, floors, windows, missingCourses } = verdict;
  if (required === null) return null;
  for (const window of windows) if (window.got < window.required) return false;
  if (complete) return true;
  if (shortTotal > 0) return false;
  let unknown = false;
  for (const floor of floors) {
    if (floor.unknown) unknown = true;
    else if (
      floor.required !== null &&
      (floor.some ? floor.required > 0 && floor.got <= 0 : floor.got < floor.required)
    )
      return false;
  }
  if (missingCourses !== undefined && missingCourses.length > 0) return false;
  return unknown ? null : true;
}

const owed = (input: AssessInput, makeup: NonNullable<Assessment['makeup']>): Fixed =>
  input.makeup?.applied === true && input.makeup.filed === true ? fixed(makeup.debt) : 0;

const receipts = new WeakMap<Edition, Assessment['edition']>();

function receipt(edition: Edition): Assessment['edition'] {
  const own = receipts.get(edition);
  if (own) return own;
  const { province, data, sha256 } = edition;
  const made = { ruleset: province, from: data.force.from, sha256 };
  receipts.set(edition, made);
  return made;
}

interface Asked {
  readonly trace?: Trace;
  readonly depends?: Assessment['depends'];
  readonly details?: boolean;
}

function once(rulesets: Rulesets, edition: Edition, input: AssessInput, asked: Asked = {}): Assessment {
  const { trace, depends = NO_DEPENDS, details = true } = asked;
  const program = programOf(edition, input.readings);
  const verdict = judge(program, input, { trace, details });
  for (const { id, status } of input.setAside ?? []) {
    verdict.tally.awarded[id] = 0;
    stepOf(trace, id, NO_ROW, { is: 'set-aside', status });
  }
  const { makeup, spent } = input.makeup
    ? makeupPaid(program, rulesets, { input, verdict }, trace)
    : { makeup: undefined, spent: 0 };
  return conclude(program, input, verdict, { makeup, spent, trace, depends });
}

/** What no row of a ruleset decides. */
const NO_ROW = { id: '', clause: '', note: undefined } as const;

/**
 * A person-year against the edition that judges it. Pure; numbers are exact decimals.
 * `trace` adds a step for each credit given, refused or capped; `depends` what other readings would change.
 * @throws Fault PROVINCE_UNKNOWN, YEAR_UNKNOWN
 */
export function assess(rulesets: Rulesets, input: AssessInput, options?: AssessOptions): Assessment {
  if (!rulesets.editions.has(input.province)) throw new Fault('PROVINCE_UNKNOWN', `没有「${input.province}」的规则。`);
  const edition = editionOf(rulesets, input.province, input.year);
  if (!edition) throw new Fault('YEAR_UNKNOWN', `手上没有${rulesets.names[input.province]} ${input.year} 年度的规则。`);
  return once(rulesets, edition, input, {
    trace: options?.trace ? [] : undefined,
    depends: options?.depends ? dependsOf(rulesets, edition, input) : NO_DEPENDS,
    details: options?.details ?? true,
  });
}

/** What a verdict consists of: only a change in these is a dependence. */
const VERDICT = [
  'required',
  'total',
  'public',
  'publicRequired',
  'professional',
  'professionalRequired',
  'complete',
  'compliant',
  'shortfall',
  'pending',
  'makeup',
  'unit',
] as const;

/** Told beside a changed verdict, as the command prints them. */
const DETAILS = ['awarded', 'counted'] as const;

const shownAs = (assessment: Assessment, field: (typeof DETAILS)[number]): { readonly [id: string]: number } => ({
  ...(field === 'awarded' && Object.fromEntries(Object.keys(assessment.unknown ?? {}).map((id) => [id, 0]))),
  ...assessment[field],
});

function dependsOf(rulesets: Rulesets, edition: Edition, input: AssessInput): Assessment['depends'] {
  const doubts = Object.entries(edition.data.doubts ?? {});
  if (doubts.length === 0) return NO_DEPENDS;
  const base = once(rulesets, edition, input);
  const out: { doubt: string; reading: string; changes: { [field: string]: never } }[] = [];
  for (const [id, doubt] of doubts) {
    const inUse = programOf(edition, input.readings).readings[id];
    for (const reading of Object.keys(doubt.readings)) {
      if (reading === inUse) continue;
      const other = once(rulesets, edition, { ...input, readings: { ...input.readings, [id]: reading } });
      const changes: { [field: string]: unknown } = {};
      for (const field of VERDICT)
        if (JSON.stringify(base[field]) !== JSON.stringify(other[field])) changes[field] = other[field] ?? null;
      if (Object.keys(changes).length === 0) continue;
      for (const field of DETAILS)
        if (JSON.stringify(shownAs(base, field)) !== JSON.stringify(shownAs(other, field)))
          changes[field] = shownAs(other, field);
      out.push({ doubt: id, reading, changes: changes as { [field: string]: never } });
    }
  }
  return out;
}
