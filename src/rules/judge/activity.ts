import { decimal, type Fixed } from '../../decimal.ts';
import type { Activity, Change, ReadAs } from '../../types/index.ts';
import { type Facts, nearness, untold } from '../format/conditions.ts';
import type { AwardProgram, GiveProgram, NeedProgram, Said } from '../format/program.ts';
import { monthsLong } from '../year/stays.ts';
import { spreadSpan, stayIn } from './facts.ts';
import { type Run, stepOf } from './run.ts';

/** What one activity earns on its own: refused, waiting, not computable, or worth something. */

/** A field set by a `read` row: a corresponding author is read as the first. */
export function asRead(program: AwardProgram, activity: Activity, facts: Facts): Activity {
  for (const row of program.read) if (!row.test || row.test(activity, facts)) return { ...activity, [row.set]: row.to };
  return activity;
}

/** The `read` row that changes a field, where it makes a difference. */
function readBy(program: AwardProgram, told: Activity, facts: Facts): Part | undefined {
  for (const row of program.read)
    if (!row.test || row.test(told, facts))
      return told[row.set] === row.to
        ? undefined
        : { row, why: { is: 'read', field: row.set, to: row.to, note: row.note } };
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

/** A row that takes part in what another gives, with what it does: it has a step of its own. */
interface Part {
  readonly row: Said;
  readonly why: ReadAs;
}
interface Changed {
  readonly row: Said;
  readonly value: Fixed;
  readonly why: Change;
}

/** What the award's other rows make of credits that a row has given, one after the other; the last ceiling that fits binds. */
function changesOf(program: AwardProgram, given: Fixed, activity: Activity, facts: Facts): Changed[] {
  const out: Changed[] = [];
  let value = given;
  for (const row of program.adjust)
    if (!row.test || row.test(activity, facts)) {
      value = row.apply(activity, value);
      out.push({ row, value, why: { is: 'adjusted', times: row.times, note: row.note, credits: decimal(value) } });
    }
  for (const row of program.each)
    if (!row.test || row.test(activity, facts)) {
      if (value > row.most) out.push({ row, value: row.most, why: { is: 'most', credits: decimal(row.most) } });
      break;
    }
  return out;
}

const NO_CHANGES: readonly Changed[] = [];

/** What a row gives an activity, adjusted and kept under its own ceiling. NaN where something that it reads is not told. */
export function worth(program: AwardProgram, row: GiveProgram, activity: Activity, facts: Facts): Fixed {
  const given = row.value(activity, facts);
  if (program.plain || Number.isNaN(given)) return given;
  return changesOf(program, given, activity, facts).at(-1)?.value ?? given;
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

/** Credits of an activity into a pool (-1: into none), and what follows from them. */
export function put(run: Run, id: string, pool: number, value: Fixed): void {
  const { tally } = run;
  if (run.details) tally.awarded[id] = decimal(value);
  if (pool < 0) return;
  tally.used[pool] = true;
  tally.bound[pool] = (tally.bound[pool] ?? 0) + value;
  if (run.trace && value > 0) {
    run.given ??= [];
    run.given.push({ id, pool, value });
  }
  if (value >= run.singleAt && tally.single === undefined) wholeYear(run, id, pool, value);
}

/** 一次性: one activity's credits alone finish the year, where its pool's ceiling lets them stand. */
function wholeYear(run: Run, id: string, pool: number, value: Fixed): void {
  const cap = run.caps[pool];
  if (!run.anySingle || (cap !== undefined && cap < run.singleAt)) return;
  run.tally.single = run.anySingle;
  stepOf(run.trace, id, run.anySingle, { is: 'whole-year', credits: decimal(value) });
}

/** One activity on its own: refused, waiting, not computable, or worth something. */
export function alone(run: Run, program: AwardProgram, told: Activity): void {
  const { facts, trace } = run;
  let refused: Refusal | undefined;
  const { needs } = program;
  for (let i = 0; i < needs.length; i++)
    if (!(needs[i] as NeedProgram).test(told, facts)) {
      refused = refusal(run, program, told);
      break;
    }
  if (refused && refused.open.length > 0) {
    untoldYet(run, told.id, { row: refused.need, pool: program.pool, fields: refused.open });
    return;
  }
  if (refused && !refused.need.pending) {
    put(run, told.id, program.pool, 0);
    stepOf(trace, told.id, refused.need, { is: 'refused', words: refused.need.else, label: program.label });
    return;
  }
  const activity = program.read.length === 0 ? told : asRead(program, told, facts);
  const row = fitting(program.give, activity, facts);
  if (row === undefined) {
    nothing(run, program, activity);
    return;
  }
  if (row.data.absent) {
    const { say } = row.data;
    stepOf(
      trace,
      activity.id,
      row,
      say === undefined ? { is: 'no-standard', label: program.label } : { is: 'row', words: say },
    );
    return;
  }
  const value = worth(program, row, activity, facts);
  const pool = row.pool ?? program.pool;
  if (Number.isNaN(value)) {
    untoldYet(run, activity.id, { row, pool, fields: unreadable(run, program, activity) });
    return;
  }
  if (trace) traceGiven(run, { program, row, told, activity, waits: refused?.need });
  put(run, activity.id, pool, refused ? 0 : value);
  if (!refused) return;
  run.tally.pending ??= {};
  run.tally.pending[activity.id] = decimal(value);
}

interface Giving {
  readonly program: AwardProgram;
  readonly row: GiveProgram;
  readonly told: Activity;
  /** As its `read` rows read it. */
  readonly activity: Activity;
  /** What must still happen. */
  readonly waits: NeedProgram | undefined;
}

/** What modifies stands before what gives: the last step of an activity is the one with the whole arithmetic. */
function traceGiven({ trace, facts }: Run, { program, row, told, activity, waits }: Giving): void {
  const given = row.value(activity, facts);
  const read = activity === told ? undefined : readBy(program, told, facts);
  const changes = program.plain ? NO_CHANGES : changesOf(program, given, activity, facts);
  if (read) stepOf(trace, activity.id, read.row, read.why);
  for (const part of changes) stepOf(trace, activity.id, part.row, part.why);
  stepOf(trace, activity.id, waits ?? row, {
    is: 'given',
    by: row.earning(activity, given, read?.why),
    about: row.about(activity),
    unit: facts.unit,
    changes: changes.length === 0 ? NOTHING : changes.map(({ why }) => why),
    waits: waits?.else,
  });
}

const NOTHING: readonly Change[] = [];

/** Something that decides is not told: the activity is kept out of `awarded`, and the fields are named. */
function untoldYet(
  { tally, trace }: Run,
  id: string,
  { row, pool, fields }: { readonly row: Said; readonly pool: number; readonly fields: readonly string[] },
): void {
  const open = [...new Set(fields)];
  if (pool >= 0) tally.used[pool] = true;
  tally.unknown ??= {};
  tally.unknown[id] = open;
  stepOf(trace, id, row, { is: 'untold', fields: open });
}

/** No row fits: the documents give 0 (rows exist and all its fields are told), or something is not told. */
function nothing(run: Run, program: AwardProgram, activity: Activity): void {
  if (program.give.length === 0) {
    stepOf(run.trace, activity.id, program.reach[0] ?? run.program.otherwise, {
      is: 'no-standard',
      label: program.label,
    });
    return;
  }
  const open = unreadable(run, program, activity);
  if (open.length > 0) {
    untoldYet(run, activity.id, {
      row: program.give[0] ?? run.program.otherwise,
      pool: program.pool,
      fields: open,
    });
    return;
  }
  put(run, activity.id, program.pool, 0);
  if (run.trace) unlisted(run, program, activity);
}

/** Why no row fits: what the row that comes nearest asks for, or the values that the rows take. */
function unlisted(run: Run, program: AwardProgram, activity: Activity): void {
  const { terms } = run.program.edition.data;
  const all = program.give.map((row) => ({ row, ...nearness(row.data.when, terms, activity, run.facts) }));
  const near = all.reduce<(typeof all)[number] | undefined>(
    (best, one) => (one.holds > (best?.holds ?? -1) ? one : best),
    undefined,
  );
  const said =
    (near === undefined || near.holds <= 0 ? program.scope : undefined) ?? near?.row ?? run.program.otherwise;
  const { label } = program;
  if (!near?.fails) {
    stepOf(run.trace, activity.id, said, { is: 'unlisted', label, lacks: undefined });
    return;
  }
  const [field, wanted] = near.fails;
  const takes = new Set<string>();
  for (const { holds, fails: [key, other] = [] } of all)
    if (key === field && holds >= near.holds && other !== undefined)
      for (const value of Array.isArray(other) ? other : [other]) if (typeof value === 'string') takes.add(value);
  const own = activity[field] ?? '';
  stepOf(run.trace, activity.id, said, {
    is: 'unlisted',
    label,
    lacks: { field, wanted, takes: [...takes], own, clause: near.row.clause },
  });
}
