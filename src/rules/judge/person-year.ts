import { fieldWord } from '../../catalogue/kinds.ts';
import { decimal, type Fixed, shown } from '../../decimal.ts';
import type { Activity, AssessInput } from '../../types/index.ts';
import { type Facts, nearness, untold } from '../format/conditions.ts';
import type { CompleteProgram, FloorProgram, Program, Said, ValueProgram } from '../format/program.ts';
import { spanOf } from '../year/year.ts';
import { type Run, step, type Tally, type Trace } from './activity.ts';
import { dayOf, factsOf, first } from './facts.ts';
import { capped, capsOf, sayCaps, sayCut } from './pools.ts';
import { courseName, tallyOf } from './tally.ts';
import { carriedIn, type WindowVerdict, windowsOf } from './windows.ts';

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

const unitWord = (facts: Facts): string => (facts.unit === 'hours' ? '学时' : '分');

/** Runs a program over a person-year. @param year the credit year; another than the input's for windows and debts */
export function judge(
  program: Program,
  input: AssessInput,
  trace: Trace,
  year = input.year,
  depth = 0,
  details = true,
): Verdict {
  const span = spanOf(program.edition, year);
  const facts = factsOf(program, input, year, span.from, span.to);
  const exempt = program.exempt.length === 0 ? undefined : first(program.exempt, facts);
  if (exempt && trace) step(trace, exempt, `${exempt.note ?? '不属于继续医学教育对象'}，本年度不考核`);
  if (program.shares && !exempt) facts.required = requirement(program, facts, undefined) ?? undefined;
  let anySingle: CompleteProgram | undefined;
  if (!exempt)
    for (const row of program.complete)
      if (row.anySingle !== undefined && (!row.test || row.test(facts))) {
        anySingle = row;
        break;
      }
  const run: Run = {
    program,
    facts,
    caps: capsOf(program, facts),
    trace,
    anySingle,
    singleAt: anySingle?.anySingle ?? Number.POSITIVE_INFINITY,
    details,
  };
  const tally = tallyOf(run, input.activities);
  const { values, counted, total: earned } = capped(run, tally);
  if (trace) {
    sayCut(run);
    sayCaps(run, tally, values);
  }
  let total = earned;
  if (program.carry && depth === 0) {
    const carried = carriedIn(program, input, year);
    if (carried > 0) {
      total += carried;
      counted['carry-over'] = decimal(carried);
      step(trace, program.carry, `上年度多出的学分结转 ${shown(decimal(carried))} 分`);
    }
  }
  let required = exempt ? null : requirement(program, facts, trace);
  const done = exempt ? undefined : completion(run, tally, total, input.activities);
  const floors: FloorVerdict[] = [];
  for (const floor of program.floors) {
    let got = 0;
    for (const i of floor.pools) got += values[i] ?? 0;
    const waived = done !== undefined && (done.waives === undefined || done.waives.includes(floor.name));
    const verdict = exempt
      ? { required: null, unknown: false }
      : floorOf(program, floor, facts, got, waived ? undefined : trace);
    if (waived && done.waives && required !== null && verdict.required !== null) required -= verdict.required;
    floors.push({
      name: floor.name,
      label: floor.label,
      some: floor.some,
      got,
      required: waived && !exempt ? 0 : verdict.required,
      unknown: !waived && verdict.unknown,
    });
  }
  const missingCourses = program.courses.length === 0 ? undefined : coursesOf(program, facts, tally, trace);
  const windows = program.windows.length === 0 || depth > 0 ? [] : windowsOf(program, input, facts, year, trace);
  const complete = done !== undefined && done.waives === undefined;
  return {
    covered: !exempt,
    facts,
    required,
    total,
    complete,
    tally,
    counted,
    values,
    floors,
    windows,
    missingCourses,
  };
}

function requirement(program: Program, facts: Facts, trace: Trace): Fixed | null {
  const row = first(program.total, facts);
  let required = row ? (row.value(facts) ?? null) : null;
  if (trace) {
    const about = row ?? nearest(program, program.total, facts);
    const open = row ? [] : openFacts(program, program.total, facts);
    const words =
      required !== null
        ? `本年度要求 ${shown(decimal(required))} ${unitWord(facts)}`
        : open.length > 0
          ? `还不知道${open.join('、')}，不能判断要求`
          : '文件没有规定这种情况的学分要求';
    if (about) step(trace, about, row?.note && required === null ? row.note : words);
  }
  if (required === null) return null;
  const adjust = program.adjust.length === 0 ? undefined : first(program.adjust, facts);
  if (adjust) {
    required = Math.round(required * adjust.times);
    if (trace) step(trace, adjust, `要求 × ${shown(adjust.times)} = ${shown(decimal(required))} 分`);
  }
  return required;
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
  return [...new Set(rows.flatMap((row) => untold(row.when, terms, undefined, facts)))].map(fieldWord);
}

function floorOf(
  program: Program,
  floor: FloorProgram,
  facts: Facts,
  got: Fixed,
  trace: Trace,
): { required: Fixed | null; unknown: boolean } {
  const row = first(floor.rows, facts);
  if (!row) {
    const open = openFacts(program, floor.rows, facts);
    const about = nearest(program, floor.rows, facts);
    if (open.length > 0 && about) step(trace, about, `${floor.label}：还不知道${open.join('、')}，不能判断要求`);
    return { required: null, unknown: open.length > 0 };
  }
  const required = row.value(facts) ?? null;
  if (trace && !(floor.some && required === 0)) {
    const least =
      required === null
        ? '文件没有规定'
        : required === 0
          ? (row.note ?? '不做最低要求')
          : floor.some
            ? '至少要有一项'
            : `至少 ${shown(decimal(required))} ${unitWord(facts)}`;
    step(trace, row, `${floor.label}${least}，已有 ${shown(decimal(got))}`);
  }
  return { required, unknown: false };
}

/** What finished the year, or waived parts of it: the row, and which floors it waives (undefined: all). */
function completion(
  run: Run,
  tally: Tally,
  total: Fixed,
  activities: readonly Activity[],
): { readonly row: Said; readonly waives: readonly string[] | undefined } | undefined {
  if (tally.single) return { row: tally.single, waives: undefined };
  const { program, facts, trace } = run;
  for (const row of program.complete) {
    if (row.test && !row.test(facts)) continue;
    if (row.deemed && tally.deemed) {
      step(trace, row, row.waives === undefined ? '视同达到当年要求，免修公需科目' : '免修当年度公需科目');
      return { row, waives: row.waives };
    }
    if (
      row.earned &&
      row.earned.before > facts.from &&
      total >= row.earned.least &&
      earlier(run, activities, row.earned)
    ) {
      step(trace, row, `${row.earned.before} 之前已修满 ${shown(decimal(row.earned.least))} 分，认定合格`);
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
  const quiet: Run = { ...run, trace: undefined };
  return capped(quiet, tallyOf(quiet, before)).total >= earned.least;
}

/** Named courses without a certificate; undefined where the year's courses are not at hand. */
function coursesOf(program: Program, facts: Facts, tally: Tally, trace: Trace): string[] | undefined {
  const row = first(program.courses, facts);
  if (!row) return undefined;
  if (row.absent !== undefined) {
    step(trace, row, `本年度的指定公需课程见《${row.absent}》，手上没有，不判断`);
    return undefined;
  }
  const missing = row.names.filter((name) => !tally.courses?.has(courseName(name)));
  const words =
    missing.length === 0
      ? '指定公需课程的合格证书齐全'
      : `还缺指定公需课程的合格证书：${missing.map((name) => `《${name}》`).join('、')}`;
  step(trace, row, words);
  return missing;
}
