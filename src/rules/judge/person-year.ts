import { decimal, type Fixed } from '../../decimal.ts';
import type { Activity, AssessInput, YearWhy } from '../../types/index.ts';
import { type Facts, nearness, untold } from '../format/conditions.ts';
import type { CompleteProgram, FloorProgram, Program, Said, ValueProgram } from '../format/program.ts';
import { spanOf } from '../year/year.ts';
import { dayOf, factsOf, first } from './facts.ts';
import { capped, capsOf, traceCaps, traceCuts } from './pools.ts';
import { newTally, type Run, step, type Tally, type Trace } from './run.ts';
import { courseName, tallyOf } from './tally.ts';
import { carriedIn, type JudgeYear, type WindowVerdict, windowsOf } from './windows.ts';

/** A floor on some pools: what was earned there, and what must be. */
export interface FloorVerdict {
  readonly name: string;
  readonly label: string;
  readonly some: boolean;
  readonly got: Fixed;
  /** `null`: the documents do not say, or (with `unknown`) a fact of the person is not told. */
  readonly required: Fixed | null;
  readonly unknown: boolean;
}

/** A person's year: covered or not, what it needs, what it has. Makeup and other readings come after. */
export interface Verdict {
  readonly covered: boolean;
  readonly facts: Facts;
  readonly required: Fixed | null;
  readonly total: Fixed;
  readonly complete: boolean;
  readonly tally: Tally;
  readonly counted: { [pool: string]: number };
  /** Per pool of the program, inner ones included, after their ceilings. */
  readonly values: readonly Fixed[];
  readonly floors: readonly FloorVerdict[];
  readonly windows: readonly WindowVerdict[];
  readonly missingCourses: readonly string[] | undefined;
}

/** How a year is to be judged. */
interface Judging {
  /** Where steps are noted; undefined where nobody asks for them. */
  readonly trace?: Trace;
  /** The credit year; another than the input's for windows and debts. */
  readonly year?: number;
  /** The year alone, without what earlier years hand on and what windows ask of them. */
  readonly alone?: boolean;
  /** `false` leaves out what each activity earns. */
  readonly details?: boolean;
}

const PLAINLY: Judging = {};

/** Runs a program over a person-year. */
export function judge(program: Program, input: AssessInput, how: Judging = PLAINLY): Verdict {
  const { trace, year = input.year, alone = false, details = true } = how;
  const span = spanOf(program.edition, year);
  const facts = factsOf(program, input, year, span);
  const exempt = program.exempt.length === 0 ? undefined : first(program.exempt, facts);
  if (exempt && trace) step(trace, exempt, { is: 'exempt', note: exempt.note });
  if (program.shares && !exempt) facts.required = requirement(program, facts, undefined) ?? undefined;
  const anySingle = exempt ? undefined : singleOf(program, facts);
  const run: Run = {
    program,
    facts,
    caps: capsOf(program, facts),
    trace,
    tally: newTally(program.pools.length),
    anySingle,
    singleAt: anySingle?.anySingle ?? Number.POSITIVE_INFINITY,
    details,
  };
  tallyOf(run, input.activities);
  const { tally } = run;
  const { values, counted, total: earned } = capped(run);
  if (trace) {
    traceCuts(run);
    traceCaps(run, values);
  }
  const carried = alone || !program.carry ? 0 : carriedIn(program, input, year, yearsOf(program));
  const total = earned + carried;
  if (program.carry && carried > 0) {
    counted['carry-over'] = decimal(carried);
    step(trace, program.carry, { is: 'carried', credits: decimal(carried) });
  }
  const asked = exempt ? null : requirement(program, facts, trace);
  const done = exempt ? undefined : completion(run, total, input.activities);
  const { floors, waived } = floorsOf(run, values, exempt ? 'exempt' : done);
  const missingCourses = program.courses.length === 0 ? undefined : coursesOf(program, facts, tally, trace);
  const windows =
    alone || program.windows.length === 0
      ? NO_WINDOWS
      : windowsOf(program, { input, facts, year, judgeYear: yearsOf(program) }, trace);
  return {
    covered: !exempt,
    facts,
    required: asked === null ? null : asked - waived,
    total,
    complete: done !== undefined && done.waives === undefined,
    tally,
    counted,
    values,
    floors,
    windows,
    missingCourses,
  };
}

const NO_WINDOWS: readonly WindowVerdict[] = [];

const yearsOf =
  (program: Program): JudgeYear =>
  (input, year) =>
    judge(program, input, { year, alone: true });

/** The row by which any single activity finishes the year. */
function singleOf(program: Program, facts: Facts): CompleteProgram | undefined {
  for (const row of program.complete) if (row.anySingle !== undefined && (!row.test || row.test(facts))) return row;
  return undefined;
}

/** Every floor with what was earned on it, and how much of the requirement goes with those that are waived. */
function floorsOf(
  run: Run,
  values: readonly Fixed[],
  done: Done | 'exempt' | undefined,
): { readonly floors: FloorVerdict[]; readonly waived: Fixed } {
  const floors: FloorVerdict[] = [];
  let waived = 0;
  for (const floor of run.program.floors) {
    const { name, label, some } = floor;
    let got = 0;
    for (const i of floor.pools) got += values[i] ?? 0;
    if (done === 'exempt') {
      floors.push({ name, label, some, got, required: null, unknown: false });
      continue;
    }
    const isWaived = done !== undefined && (done.waives === undefined || done.waives.includes(name));
    const { required, unknown } = floorOf(run, floor, got, isWaived ? undefined : run.trace);
    if (isWaived && done.waives && required !== null) waived += required;
    floors.push({ name, label, some, got, required: isWaived ? 0 : required, unknown: !isWaived && unknown });
  }
  return { floors, waived };
}

function requirement(program: Program, facts: Facts, trace: Trace): Fixed | null {
  const row = first(program.total, facts);
  let required = row ? (row.value(facts) ?? null) : null;
  if (trace) {
    const about = row ?? nearest(program, program.total, facts);
    if (about) step(trace, about, demanded(program, facts, row, required));
  }
  if (required === null) return null;
  const adjust = program.adjust.length === 0 ? undefined : first(program.adjust, facts);
  if (adjust) {
    required = Math.round(required * adjust.times);
    step(trace, adjust, { is: 'required-adjusted', times: adjust.times, required: decimal(required) });
  }
  return required;
}

/** The requirement as a step, or what is lacking to know it. */
function demanded(program: Program, facts: Facts, row: ValueProgram | undefined, required: Fixed | null): YearWhy {
  if (required !== null) return { is: 'required', required: decimal(required), unit: facts.unit };
  if (row) return { is: 'required-unsaid', note: row.note };
  const fields = openFacts(program, program.total, facts);
  return fields.length > 0 ? { is: 'required-untold', fields } : { is: 'required-unsaid', note: undefined };
}

/** Where no row fits: the one that comes nearest, which says what is asked of people like this one. */
function nearest(program: Program, rows: readonly ValueProgram[], facts: Facts): ValueProgram | undefined {
  const { terms } = program.edition.data;
  let best: ValueProgram | undefined;
  let most = -1;
  for (const row of rows) {
    const { holds } = nearness(row.when, terms, undefined, facts);
    if (holds > most) {
      best = row;
      most = holds;
    }
  }
  return best;
}

/** Facts of the person that rows hang on and that are not told. */
function openFacts(program: Program, rows: readonly ValueProgram[], facts: Facts): string[] {
  const { terms } = program.edition.data;
  return [...new Set(rows.flatMap((row) => untold(row.when, terms, undefined, facts)))];
}

function floorOf(
  { program, facts }: Run,
  floor: FloorProgram,
  got: Fixed,
  trace: Trace,
): { required: Fixed | null; unknown: boolean } {
  const { name, label, some } = floor;
  const row = first(floor.rows, facts);
  if (!row) {
    const fields = openFacts(program, floor.rows, facts);
    const about = nearest(program, floor.rows, facts);
    if (fields.length > 0 && about) step(trace, about, { is: 'floor-untold', floor: name, label, fields });
    return { required: null, unknown: fields.length > 0 };
  }
  const required = row.value(facts) ?? null;
  if (trace && !(some && required === 0))
    step(trace, row, {
      is: 'floor',
      floor: name,
      label,
      some,
      required: required === null ? null : decimal(required),
      got: decimal(got),
      unit: facts.unit,
      note: row.note,
    });
  return { required, unknown: false };
}

/** What finished the year, or waived parts of it: the row, and which floors it waives (undefined: all). */
interface Done {
  readonly row: Said;
  readonly waives: readonly string[] | undefined;
}

function completion(run: Run, total: Fixed, activities: readonly Activity[]): Done | undefined {
  const { program, facts, trace, tally } = run;
  if (tally.single) return { row: tally.single, waives: undefined };
  for (const row of program.complete) {
    if (row.test && !row.test(facts)) continue;
    if (row.deemed && tally.deemed) {
      step(trace, row, { is: 'freed', whole: row.waives === undefined });
      return { row, waives: row.waives };
    }
    if (
      row.earned &&
      row.earned.before > facts.from &&
      total >= row.earned.least &&
      earlier(run, activities, row.earned)
    ) {
      step(trace, row, { is: 'filled-before', day: row.earned.before, credits: decimal(row.earned.least) });
      return { row, waives: undefined };
    }
  }
  return undefined;
}

/** Had the year been filled before a day? The same rules over what lies before it. */
function earlier(run: Run, activities: readonly Activity[], earned: NonNullable<CompleteProgram['earned']>): boolean {
  const before = activities.filter((a) => {
    const day = dayOf(a);
    return typeof day === 'string' && day < earned.before;
  });
  const quiet: Run = { ...run, trace: undefined, tally: newTally(run.program.pools.length) };
  tallyOf(quiet, before);
  return capped(quiet).total >= earned.least;
}

/** Named courses without a certificate; undefined where the year's courses are not at hand. */
function coursesOf(program: Program, facts: Facts, tally: Tally, trace: Trace): string[] | undefined {
  const row = first(program.courses, facts);
  if (!row) return undefined;
  if (row.absent !== undefined) {
    step(trace, row, { is: 'courses-absent', document: row.absent });
    return undefined;
  }
  const missing = row.names.filter((name) => !tally.courses?.has(courseName(name)));
  step(trace, row, { is: 'courses', missing });
  return missing;
}
