import { fieldWord, valueWord } from '../../catalogue/kinds.ts';
import { decimal, type Fixed, shown } from '../../decimal.ts';
import type { Activity, TraceStep } from '../../types/index.ts';
import { type Facts, nearness, untold } from '../format/conditions.ts';
import type {
  AwardProgram,
  CompleteProgram,
  DeemProgram,
  GiveProgram,
  NeedProgram,
  Program,
  Said,
} from '../format/program.ts';
import { matchWords } from '../pages/words.ts';
import { monthsLong } from '../year/stays.ts';
import { spreadSpan, stayIn } from './facts.ts';

/** What one activity earns on its own: refused, waiting, not computable, or worth something. */

export type Trace = TraceStep[] | undefined;

export const step = (trace: Trace, said: Said, effect: string, activity?: string): void => {
  trace?.push(
    activity === undefined
      ? { rule: said.id, clause: said.clause, effect }
      : { activity, rule: said.id, clause: said.clause, effect },
  );
};

/** What one year's activities come to, before the verdict. */
export interface Tally {
  readonly awarded: { [activity: string]: number };
  pending: { [activity: string]: number } | undefined;
  unknown: { [activity: string]: readonly string[] } | undefined;
  /** Per pool: what its ceiling binds, and what it does not (a threshold that was reached). */
  readonly bound: Fixed[];
  readonly free: Fixed[];
  readonly used: boolean[];
  /** Something alone finished the year; the row that says so. */
  single: Said | undefined;
  deemed: DeemProgram | undefined;
  courses: Set<string> | undefined;
  /** Something falls under a document that is not at hand. */
  unjudged: boolean;
}

/** Sums of fractions from the start, so that the first credit does not make the machine rebuild the list. */
function zeros(count: number): Fixed[] {
  const known = ZEROS[count];
  if (known) return known.slice();
  const made = Array.from({ length: count }, () => 0.5);
  made.fill(0);
  ZEROS[count] = made;
  return made.slice();
}
const ZEROS: Fixed[][] = [];

export const newTally = (pools: number): Tally => ({
  awarded: {},
  pending: undefined,
  unknown: undefined,
  bound: zeros(pools),
  free: zeros(pools),
  used: new Array<boolean>(pools).fill(false),
  single: undefined,
  deemed: undefined,
  courses: undefined,
  unjudged: false,
});

export interface Run {
  readonly program: Program;
  readonly facts: Facts;
  readonly caps: readonly (Fixed | undefined)[];
  readonly trace: Trace;
  readonly anySingle: CompleteProgram | undefined;
  /** From how many credits on a single activity finishes the year. */
  readonly singleAt: Fixed;
  /** Keep what each activity earns; a sweep over a roster does without. */
  readonly details: boolean;
  /** The sums before their ceilings, kept for the trace. */
  before?: readonly Fixed[];
  /** What each activity put where, in order, kept for the trace. */
  given?: { readonly id: string; readonly pool: number; readonly value: Fixed }[];
}

/** A field set by a `read` row: a corresponding author is read as the first. */
export function asRead(program: AwardProgram, activity: Activity, facts: Facts): Activity {
  for (const row of program.read) if (!row.test || row.test(activity, facts)) return { ...activity, [row.set]: row.to };
  return activity;
}

/** The `read` row that changes a field, in words, where it makes a difference; the words take the place of the rank. */
function readAs(program: AwardProgram, told: Activity, facts: Facts): Part | undefined {
  for (const row of program.read)
    if (!row.test || row.test(told, facts))
      return told[row.set] === row.to
        ? undefined
        : { row, words: row.note ?? `${fieldWord(row.set)}按 ${valueWord(row.set, row.to)} 计` };
  return undefined;
}

/** The portion of a crossing stay that lies in the year: `fullDaysByYear[year]` takes the place of `fullDays`. */
export function portion(program: AwardProgram, activity: Activity, facts: Facts): Activity {
  if (program.byMonths) {
    const span = spreadSpan(program, facts);
    const whole = activity.from && activity.to ? { from: activity.from, to: activity.to } : undefined;
    const stay = program.spread ? stayIn(activity, span.from, span.to) : whole;
    return stay ? { ...activity, months: monthsLong(stay) } : activity;
  }
  const days = activity.fullDaysByYear as { readonly [year: string]: number } | undefined;
  const hours = activity.hoursByYear as { readonly [year: string]: number } | undefined;
  if (program.spread?.year === 'calendar-year' && activity.from) {
    const year = String(facts.year);
    if (activity.from.slice(0, 4) === year && (activity.to ?? activity.from).slice(0, 4) === year)
      return { ...activity, ...(days && { fullDays: sum(days) }), ...(hours && { hours: sum(hours) }) };
  }
  if (days || hours) {
    const { fullDays: _d, hours: _h, ...rest } = activity;
    const mine = { ...rest } as { [field: string]: Activity[string] } & Activity;
    if (days) mine.fullDays = days[facts.year] ?? 0;
    else if (_d !== undefined) mine.fullDays = _d;
    if (hours) mine.hours = hours[facts.year] ?? 0;
    else if (_h !== undefined) mine.hours = _h;
    return mine;
  }
  if (!activity.from) return activity;
  const span = spreadSpan(program, facts);
  if (activity.from >= span.from && (activity.to ?? activity.from) <= span.to) return activity;
  const { fullDays: _days, hours: _hours, ...rest } = activity;
  return rest as Activity;
}

const sum = (parts: { readonly [key: string]: number }): number => Object.values(parts).reduce((a, b) => a + b, 0);

/** The first give row that fits; -1 where none does. */
export function fitting(give: readonly GiveProgram[], activity: Activity, facts: Facts): GiveProgram | undefined {
  for (const row of give) if (row.test === undefined || row.test(activity, facts)) return row;
  return undefined;
}

const notTold = (fields: readonly string[]): string =>
  `没有说明${[...new Set(fields)].map(fieldWord).join('、')}，暂不能计算`;

/** A row that takes part in what another gives, with what it does: it is named in a step of its own. */
interface Part {
  readonly row: Said;
  readonly words: string;
}

/** What a row gives an activity, adjusted and kept under its own ceiling. NaN where something that it reads is not told. */
export function worth(
  program: AwardProgram,
  row: GiveProgram,
  activity: Activity,
  facts: Facts,
  words: string[] | undefined,
  as?: string,
  parts?: Part[],
): Fixed {
  let value = row.value(activity, facts);
  if (Number.isNaN(value)) return value;
  if (words) {
    const says = row.say(activity, value, as);
    words.push(facts.unit === 'hours' ? says.replaceAll(' 分', ' 学时') : says);
  }
  for (const adjust of program.adjust)
    if (!adjust.test || adjust.test(activity, facts)) {
      value = adjust.apply(activity, value);
      if (words) words.push(`${adjust.words} = ${shown(decimal(value))} 分`);
      parts?.push({ row: adjust, words: `${adjust.words} = ${shown(decimal(value))} 分` });
    }
  for (const each of program.each)
    if (!each.test || each.test(activity, facts)) {
      if (value > each.most) {
        value = each.most;
        if (words) words.push(`单项最多 ${shown(decimal(each.most))} 分，计 ${shown(decimal(value))} 分`);
        parts?.push({ row: each, words: `单项最多 ${shown(decimal(each.most))} 分` });
      }
      break;
    }
  return value;
}

function unreadable(run: Run, program: AwardProgram, activity: Activity): string[] {
  const { facts } = run;
  const { terms } = run.program.edition.data;
  const out: string[] = [];
  for (const row of program.give) {
    if (row.test === undefined || row.test(activity, facts)) {
      for (const field of [row.data.per, row.data.by, row.data.stated])
        if (field !== undefined && (activity[field] === undefined || activity[field] === null)) out.push(field);
      break;
    }
    out.push(...untold(row.data.when, terms, activity, facts));
  }
  return out;
}

/** What stands in an activity's way: a need that it fails; else one that nobody told of; else one that waits. */
export function refusal(run: Run, program: AwardProgram, activity: Activity): Refusal | undefined {
  const { facts } = run;
  let weaker: Refusal | undefined;
  for (const need of program.needs) {
    if (need.test(activity, facts)) continue;
    const open = untold(need.when, run.program.edition.data.terms, activity, facts);
    if (open.length === 0 && !need.pending) return { need, open };
    if (weaker === undefined || (weaker.open.length === 0 && open.length > 0)) weaker = { need, open };
  }
  return weaker;
}

interface Refusal {
  readonly need: AwardProgram['needs'][number];
  readonly open: readonly string[];
}

export function put(
  run: Run,
  tally: Tally,
  activity: Activity,
  program: AwardProgram,
  row: GiveProgram | undefined,
  value: Fixed,
): void {
  const pool = row?.pool ?? program.pool;
  if (run.details) tally.awarded[activity.id] = decimal(value);
  if (pool < 0) return;
  tally.used[pool] = true;
  tally.bound[pool] = (tally.bound[pool] ?? 0) + value;
  if (run.trace && value > 0) {
    run.given ??= [];
    run.given.push({ id: activity.id, pool, value });
  }
  if (value >= run.singleAt && tally.single === undefined) wholeYear(run, tally, activity, pool, value);
}

/** 一次性: one activity's credits alone finish the year, where its pool's ceiling lets them stand. */
function wholeYear(run: Run, tally: Tally, activity: Activity, pool: number, value: Fixed): void {
  const cap = run.caps[pool];
  if (!run.anySingle || (cap !== undefined && cap < run.singleAt)) return;
  tally.single = run.anySingle;
  step(run.trace, run.anySingle, `一次获得 ${shown(decimal(value))} 分，视为完成当年学分要求`, activity.id);
}

/** One activity on its own: refused, waiting, not computable, or worth something. */
export function alone(run: Run, tally: Tally, program: AwardProgram, told: Activity): void {
  const { facts, trace } = run;
  let refused: Refusal | undefined;
  const { needs } = program;
  for (let i = 0; i < needs.length; i++)
    if (!(needs[i] as NeedProgram).test(told, facts)) {
      refused = refusal(run, program, told);
      break;
    }
  if (refused && refused.open.length > 0) {
    untoldYet(run, tally, refused.need, program.pool, told, refused.open);
    return;
  }
  if (refused && !refused.need.pending) {
    put(run, tally, told, program, undefined, 0);
    step(trace, refused.need, `${refused.need.else}，计 0 分（${program.label}）`, told.id);
    return;
  }
  const activity = program.read.length === 0 ? told : asRead(program, told, facts);
  const row = fitting(program.give, activity, facts);
  const words: string[] | undefined = trace ? [] : undefined;
  const parts: Part[] | undefined = trace ? [] : undefined;
  const read = parts && activity !== told ? readAs(program, told, facts) : undefined;
  if (read) parts?.push(read);
  if (row === undefined) {
    nothing(run, tally, program, activity);
    return;
  }
  if (row.data.absent) {
    step(trace, row, row.data.say ?? `文件没有给出${program.label}在这种情况下的计分标准，不计`, activity.id);
    return;
  }
  const value = worth(program, row, activity, facts, words, read?.words, parts);
  if (Number.isNaN(value)) {
    untoldYet(run, tally, row, row.pool ?? program.pool, activity, unreadable(run, program, activity));
    return;
  }
  // What modifies stands before what gives: the last sentence about an activity is the one with the whole arithmetic.
  for (const part of parts ?? []) step(trace, part.row, part.words, activity.id);
  if (refused) {
    put(run, tally, activity, program, row, 0);
    tally.pending ??= {};
    tally.pending[activity.id] = decimal(value);
    if (words) step(trace, refused.need, `${words.join('；')}，${refused.need.else}，暂不计入`, activity.id);
    return;
  }
  if (words) step(trace, row, words.length === 1 ? (words[0] as string) : words.join('；'), activity.id);
  put(run, tally, activity, program, row, value);
}

/** Something that decides is not told: the activity is kept out of `awarded`, and the fields are named. */
function untoldYet(
  run: Run,
  tally: Tally,
  row: Said,
  pool: number,
  activity: Activity,
  fields: readonly string[],
): void {
  if (pool >= 0) tally.used[pool] = true;
  tally.unknown ??= {};
  tally.unknown[activity.id] = [...new Set(fields)];
  if (run.trace) step(run.trace, row, notTold(fields), activity.id);
}

/** No row fits: the documents give 0 (rows exist and all its fields are told), or something is not told. */
function nothing(run: Run, tally: Tally, program: AwardProgram, activity: Activity): void {
  if (program.give.length === 0) {
    step(
      run.trace,
      program.reach[0] ?? run.program.otherwise,
      `文件没有给出${program.label}在这种情况下的计分标准，不计`,
      activity.id,
    );
    return;
  }
  const open = unreadable(run, program, activity);
  const about = program.give[0] ?? run.program.otherwise;
  if (open.length > 0) {
    untoldYet(run, tally, about, program.pool, activity, open);
    return;
  }
  put(run, tally, activity, program, undefined, 0);
  if (run.trace) outOfScope(run, program, activity);
}

/** Why no row fits: what the row that comes nearest asks for, or the values that the rows take. */
function outOfScope(run: Run, program: AwardProgram, activity: Activity): void {
  const { terms } = run.program.edition.data;
  let row: GiveProgram | undefined;
  let near: ReturnType<typeof nearness> = { holds: -1, fails: undefined };
  for (const one of program.give) {
    const own = nearness(one.data.when, terms, activity, run.facts);
    if (own.holds > near.holds) {
      near = own;
      row = one;
    }
  }
  const [field, matcher] = near.fails ?? [];
  const said = (near.holds <= 0 ? program.scope : undefined) ?? row ?? run.program.otherwise;
  let why = '';
  if (field !== undefined && matcher !== undefined) {
    const takes = new Set<string>();
    for (const one of program.give) {
      const own = nearness(one.data.when, terms, activity, run.facts);
      const [key, wanted] = own.fails ?? [];
      if (key !== field || own.holds < near.holds || wanted === undefined) continue;
      for (const value of Array.isArray(wanted) ? wanted : [wanted])
        if (typeof value === 'string') takes.add(valueWord(field, value));
    }
    const own = valueWord(field, activity[field] ?? '');
    why =
      takes.size > 0
        ? `文件只列了${[...takes].join('、')}，${own}`
        : `文件要求${matchWords(field, matcher, row?.clause)}，`;
  }
  step(run.trace, said, `${why}不在${program.label}的授分范围内，计 0 分`, activity.id);
}
