import type { Activity, AssessInput } from '../types.ts';
import type { CompleteProgram, PoolProgram, Program, Said, ValueProgram } from './compile.ts';
import type { Facts } from './conditions.ts';
import { decimal, type Fixed, shown } from './decimal.ts';
import { dayOf, factsOf, first } from './facts.ts';
import { type Run, step, type Tally, type Trace } from './one.ts';
import { capped, capsOf, sayCaps } from './pools.ts';
import { courseName, tallyOf } from './tally.ts';
import { spanOf } from './year.ts';

/** A person's year: covered or not, what it needs, what it has. */

/** The year itself: everything but makeup and depends. */
export interface Verdict {
  readonly covered: boolean;
  readonly facts: Facts;
  readonly required: Fixed | null;
  readonly total: Fixed;
  readonly complete: boolean;
  readonly tally: Tally;
  readonly counted: { [pool: string]: number };
  readonly floors: readonly {
    readonly name: string;
    readonly label: string;
    readonly some: boolean;
    readonly got: Fixed;
    readonly required: Fixed | null;
    readonly row: Said | undefined;
  }[];
  readonly missingCourses: readonly string[] | undefined;
}

export function judge(program: Program, input: AssessInput, trace: Trace): Verdict {
  const span = spanOf(program.edition, input.year);
  const facts = factsOf(program, input, span.from, span.to);
  const exempt =
    program.exempt.length === 0 ? undefined : program.exempt.find((row) => row.test === undefined || row.test(facts));
  if (exempt) step(trace, exempt, `${exempt.note ?? '不属于继续医学教育对象'}，本年度不考核`);
  const caps = capsOf(program, facts);
  const completes = program.complete;
  const anySingle = completes.find((row) => row.anySingle !== undefined && (!row.test || row.test(facts)));
  const run: Run = { program, facts, caps, trace, anySingle: exempt ? undefined : anySingle };
  const tally = tallyOf(run, input.activities);
  const { counted: values, shown: visible } = capped(run, tally);
  const counted: { [pool: string]: number } = {};
  let total = 0;
  for (let i = 0; i < program.pools.length; i++) {
    if (!visible[i]) continue;
    const value = values[i] ?? 0;
    counted[(program.pools[i] as PoolProgram).name] = decimal(value);
    total += value;
  }
  if (trace) sayCaps(run, tally, values);

  const need = valueIn(program.total, facts);
  let required = exempt ? null : need.value;
  if (trace && !exempt && need.row)
    step(
      trace,
      need.row,
      required === null
        ? '文件没有规定这种情况的学分要求'
        : `本年度要求 ${shown(decimal(required))} ${facts.unit === 'hours' ? '学时' : '分'}`,
    );
  if (trace && !exempt && !need.row)
    trace.push({
      rule: program.total[0]?.id ?? '',
      clause: program.total[0]?.clause ?? '',
      effect: '文件没有规定这种情况的学分要求',
    });
  if (required !== null)
    for (const row of program.adjust)
      if (!row.test || row.test(facts)) {
        required = Math.round(required * row.times);
        step(trace, row, `要求 × ${shown(row.times)} = ${shown(decimal(required))} 分`);
        break;
      }

  let done: Said | undefined = exempt ? undefined : tally.single;
  let waives: readonly string[] | undefined;
  if (!exempt && done === undefined)
    for (const row of completes) {
      if (row.test && !row.test(facts)) continue;
      if (row.deemed && tally.deemed) {
        waives = row.waives;
        if (waives === undefined) done = row;
        step(trace, row, waives === undefined ? '视同达到当年要求，免修公需科目' : '免修当年度公需科目');
        break;
      }
      if (row.earned && total >= row.earned.least && earlier(run, input.activities, row.earned)) {
        done = row;
        step(trace, row, `${row.earned.before} 之前已修满 ${shown(decimal(row.earned.least))} 分，认定合格`);
        break;
      }
    }
  const complete = done !== undefined;
  const floors = program.floors.map((floor) => {
    let got = 0;
    for (const i of floor.pools) got += values[i] ?? 0;
    const found = valueIn(floor.rows, facts);
    let least = exempt ? null : found.value;
    if (!exempt && (complete || waives?.includes(floor.name))) {
      if (waives?.includes(floor.name) && required !== null && least !== null) required -= least;
      least = 0;
    } else if (trace && !exempt && found.row) {
      const words =
        least === null
          ? '文件没有规定'
          : floor.some
            ? '至少要有一项'
            : least === 0
              ? (found.row.note ?? '不做最低要求')
              : `至少 ${shown(decimal(least))} ${facts.unit === 'hours' ? '学时' : '分'}`;
      step(trace, found.row, `${floor.label}${words}，已有 ${shown(decimal(got))}`);
    } else if (trace && !exempt && !found.row && floor.rows.length > 0) {
      trace.push({
        rule: floor.rows[0]?.id ?? '',
        clause: floor.rows[0]?.clause ?? '',
        effect: `${floor.label}：还不知道职称，不能判断要求`,
      });
    }
    return { name: floor.name, label: floor.label, some: floor.some, got, required: least, row: found.row };
  });
  let missingCourses: string[] | undefined;
  for (const row of program.courses) {
    if (row.test && !row.test(facts)) continue;
    if (row.absent !== undefined) {
      step(trace, row, `本年度的指定公需课程见《${row.absent}》，手上没有，不判断`);
      continue;
    }
    missingCourses ??= [];
    for (const name of row.names) if (!tally.courses.has(courseName(name))) missingCourses.push(name);
    step(
      trace,
      row,
      missingCourses.length === 0
        ? '指定公需课程的合格证书齐全'
        : `还缺指定公需课程的合格证书：${missingCourses.map((n) => `《${n}》`).join('、')}`,
    );
  }
  return { covered: !exempt, facts, required, total, complete, tally, counted, floors, missingCourses };
}

const valueIn = (
  rows: readonly ValueProgram[],
  facts: Facts,
): { row: ValueProgram | undefined; value: Fixed | null } => {
  const row = first(rows, facts);
  return { row, value: row ? (row.value(facts) ?? null) : null };
};

/** Had the year been filled before a day? The same rules over what lies before it. */
function earlier(run: Run, activities: readonly Activity[], earned: NonNullable<CompleteProgram['earned']>): boolean {
  const before = activities.filter((a) => {
    const day = dayOf(a);
    return typeof day === 'string' && day < earned.before;
  });
  const quiet: Run = { ...run, trace: undefined };
  const tally = tallyOf(quiet, before);
  const { counted, shown: visible } = capped(quiet, tally);
  let total = 0;
  for (let i = 0; i < counted.length; i++) if (visible[i]) total += counted[i] ?? 0;
  return total >= earned.least;
}
