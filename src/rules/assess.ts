import { Fault } from '../errors.ts';
import type { Activity, AssessInput, Assessment, Day, Person, TraceStep } from '../types.ts';
import type {
  AwardProgram,
  CompleteProgram,
  DeemProgram,
  GiveProgram,
  PoolProgram,
  Program,
  Said,
  ValueProgram,
} from './compile.ts';
import { type Facts, untold } from './conditions.ts';
import { monthsTogether, type Stay, stayDays } from './days.ts';
import { decimal, type Fixed, shown } from './decimal.ts';
import { type Edition, editionOf, programOf, type Rulesets } from './load.ts';
import { fieldWord, typeWord } from './words.ts';
import { spanOf } from './year.ts';

export interface AssessOptions {
  readonly trace?: boolean;
  readonly depends?: boolean;
}

type Trace = TraceStep[] | undefined;
const NO_TRACE: readonly TraceStep[] = [];
const NO_DEPENDS: Assessment['depends'] = [];

/** Facts of a person for a credit year. Dated titles: the one held at the year's end (or begin, as the ruleset reads). */
function factsOf(program: Program, input: AssessInput, from: Day, to: Day): Facts {
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
    year: input.year,
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

function first<T extends { readonly test: ((facts: Facts) => boolean) | undefined }>(
  rows: readonly T[],
  facts: Facts,
): T | undefined {
  for (const row of rows) if (row.test === undefined || row.test(facts)) return row;
  return undefined;
}

/** The day by which an activity is placed in a year. */
const dayOf = (a: Activity): Day | undefined | null => a.date ?? a.to ?? a.from;

function liesIn(a: Activity, from: Day, to: Day, spread: boolean): boolean {
  if (spread && a.from) return a.from <= to && (a.to ?? a.from) >= from;
  const day = dayOf(a);
  return day === undefined || day === null || (day >= from && day <= to);
}

const step = (trace: Trace, said: Said, effect: string, activity?: string): void => {
  trace?.push(
    activity === undefined
      ? { rule: said.id, clause: said.clause, effect }
      : { activity, rule: said.id, clause: said.clause, effect },
  );
};

/** What one year's activities come to, before the verdict. */
interface Tally {
  readonly awarded: { [activity: string]: number };
  pending: { [activity: string]: number } | undefined;
  /** Per pool: what its ceiling binds, and what it does not (a threshold that was reached). */
  readonly bound: Fixed[];
  readonly free: Fixed[];
  readonly used: boolean[];
  /** Something alone finished the year; the row that says so. */
  single: Said | undefined;
  deemed: DeemProgram | undefined;
  courses: Set<string>;
}

const newTally = (pools: number): Tally => ({
  awarded: {},
  pending: undefined,
  bound: new Array<number>(pools).fill(0),
  free: new Array<number>(pools).fill(0),
  used: new Array<boolean>(pools).fill(false),
  single: undefined,
  deemed: undefined,
  courses: new Set(),
});

interface Waiting {
  readonly activity: Activity;
  readonly program: AwardProgram;
  readonly inside: boolean;
}

interface Run {
  readonly program: Program;
  readonly facts: Facts;
  readonly caps: readonly (Fixed | undefined)[];
  readonly trace: Trace;
  readonly anySingle: CompleteProgram | undefined;
}

/** A field set by a `read` row: a corresponding author is read as the first. */
function asRead(program: AwardProgram, activity: Activity, facts: Facts): Activity {
  for (const row of program.read) if (!row.test || row.test(activity, facts)) return { ...activity, [row.set]: row.to };
  return activity;
}

/** The portion of a crossing stay that lies in the year: `fullDaysByYear[year]` takes the place of `fullDays`. */
function portion(program: AwardProgram, activity: Activity, facts: Facts): Activity {
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

function spreadSpan(program: AwardProgram, facts: Facts): { from: Day; to: Day } {
  return program.spread?.year === 'calendar-year' ? { from: `${facts.year}-01-01`, to: `${facts.year}-12-31` } : facts;
}

/** The stay's part inside the year. */
function stayIn(activity: Activity, from: Day, to: Day): Stay | undefined {
  if (!activity.from || !activity.to) return undefined;
  const begin = activity.from > from ? activity.from : from;
  const end = activity.to < to ? activity.to : to;
  return begin <= end ? { from: begin, to: end } : undefined;
}

/** The first give row that fits; -1 where none does. */
function fitting(give: readonly GiveProgram[], activity: Activity, facts: Facts): GiveProgram | undefined {
  for (const row of give) if (row.test === undefined || row.test(activity, facts)) return row;
  return undefined;
}

const notTold = (fields: readonly string[]): string =>
  `没有说明${[...new Set(fields)].map(fieldWord).join('、')}，暂不能计算`;

/** What a row gives an activity, adjusted and kept under its own ceiling. NaN where something that it reads is not told. */
function worth(
  program: AwardProgram,
  row: GiveProgram,
  activity: Activity,
  facts: Facts,
  words: string[] | undefined,
): Fixed {
  let value = row.value(activity, facts);
  if (Number.isNaN(value)) return value;
  if (words)
    words.push(facts.unit === 'hours' ? row.say(activity, value).replaceAll(' 分', ' 学时') : row.say(activity, value));
  for (const adjust of program.adjust)
    if (!adjust.test || adjust.test(activity, facts)) {
      value = adjust.apply(activity, value);
      if (words) words.push(`${adjust.words} = ${shown(decimal(value))} 分`);
    }
  for (const each of program.each)
    if (!each.test || each.test(activity, facts)) {
      if (value > each.most) {
        value = each.most;
        if (words) words.push(`单项最多 ${shown(decimal(each.most))} 分，计 ${shown(decimal(value))} 分`);
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

/** The first need that the activity fails: refused, waiting, or not told. */
function refusal(
  run: Run,
  program: AwardProgram,
  activity: Activity,
): { need: AwardProgram['needs'][number]; open: readonly string[] } | undefined {
  const { facts } = run;
  for (const need of program.needs)
    if (!need.test(activity, facts))
      return { need, open: untold(need.when, run.program.edition.data.terms, activity, facts) };
  return undefined;
}

function put(
  run: Run,
  tally: Tally,
  activity: Activity,
  program: AwardProgram,
  row: GiveProgram | undefined,
  value: Fixed,
): void {
  const pool = row?.pool ?? program.pool;
  tally.awarded[activity.id] = decimal(value);
  if (pool < 0) return;
  tally.used[pool] = true;
  tally.bound[pool] = (tally.bound[pool] ?? 0) + value;
  const single = run.anySingle;
  if (single?.anySingle !== undefined && value >= single.anySingle && tally.single === undefined) {
    const cap = run.caps[pool];
    if (cap === undefined || cap >= single.anySingle) {
      tally.single = single;
      step(run.trace, single, `一次获得 ${shown(decimal(value))} 分，视为完成当年学分要求`, activity.id);
    }
  }
}

/** One activity on its own: refused, waiting, not computable, or worth something. */
function alone(run: Run, tally: Tally, program: AwardProgram, told: Activity): void {
  const { facts, trace } = run;
  const refused = program.needs.length === 0 ? undefined : refusal(run, program, told);
  if (refused && refused.open.length > 0) {
    if (program.pool >= 0) tally.used[program.pool] = true;
    step(trace, refused.need, notTold(refused.open), told.id);
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
  if (row === undefined) {
    nothing(run, tally, program, activity);
    return;
  }
  if (row.data.absent) {
    step(trace, row, row.data.say ?? `文件没有给出${program.label}在这种情况下的计分标准，不计`, activity.id);
    return;
  }
  const value = worth(program, row, activity, facts, words);
  if (Number.isNaN(value)) {
    const pool = row.pool ?? program.pool;
    if (pool >= 0) tally.used[pool] = true;
    if (trace) step(trace, row, notTold(unreadable(run, program, activity)), activity.id);
    return;
  }
  if (refused) {
    put(run, tally, activity, program, row, 0);
    tally.pending ??= {};
    tally.pending[activity.id] = decimal(value);
    if (words) step(trace, refused.need, `${words.join('；')}，${refused.need.else}，暂不计入`, activity.id);
    return;
  }
  if (words) step(trace, row, words.join('；'), activity.id);
  put(run, tally, activity, program, row, value);
}

/** No row fits: the documents give 0 (rows exist and all its fields are told), or something is not told. */
function nothing(run: Run, tally: Tally, program: AwardProgram, activity: Activity): void {
  if (program.give.length === 0) {
    step(
      run.trace,
      program.reach[0] ?? FORMULA_ABSENT,
      `文件没有给出${program.label}在这种情况下的计分标准，不计`,
      activity.id,
    );
    return;
  }
  const open = unreadable(run, program, activity);
  const about = program.give[0] ?? FORMULA_ABSENT;
  if (open.length > 0) {
    if (program.pool >= 0) tally.used[program.pool] = true;
    step(run.trace, about, notTold(open), activity.id);
    return;
  }
  put(run, tally, activity, program, undefined, 0);
  step(run.trace, about, `不在${program.label}的授分范围内，计 0 分`, activity.id);
}

const FORMULA_ABSENT: Said = { id: '', clause: '', note: undefined };

/** Activities whose worth hangs on each other: thresholds (三个月), once a project, the best of several. */
function together(run: Run, tally: Tally, waiting: readonly Waiting[]): void {
  const { facts, trace } = run;
  let open: Waiting[] = [];
  for (const one of waiting) {
    if (!one.inside) continue;
    const refused = refusal(run, one.program, one.activity);
    if (refused) alone(run, tally, one.program, one.activity);
    else open.push(one);
  }
  const rows = open[0]?.program.reach ?? [];
  for (let i = 0; i < rows.length && open.length > 0; i++) {
    const row = rows[i];
    if (!row) continue;
    const fits = open.filter(({ program, activity }) => {
      const test = program.reach[i]?.test;
      return !test || test(activity, facts);
    });
    const [leader] = fits;
    if (!leader) continue;
    const count = countTowards(row, fits, facts);
    if (count.reached) {
      const pool = leader.program.pool;
      for (const { activity } of fits) tally.awarded[activity.id] = 0;
      tally.awarded[leader.activity.id] = decimal(row.credits);
      if (pool >= 0) {
        tally.used[pool] = true;
        tally.free[pool] = (tally.free[pool] ?? 0) + row.credits;
      }
      const verdict = row.credits === 0 ? '不授学分' : `计 ${shown(decimal(row.credits))} 分`;
      step(
        trace,
        row,
        `${count.words}，满 ${row.least}${UNIT[row.total] ?? ''}，${verdict}（${leader.program.label}）`,
        leader.activity.id,
      );
      if (row.completes === 'year' || (row.completes === 'year-if-single' && count.single)) tally.single ??= row;
      open = open.filter((one) => !fits.includes(one));
    } else if (trace && row.credits > 0) {
      step(
        trace,
        row,
        `${count.words}，不足 ${row.least}${UNIT[row.total] ?? ''}（${leader.program.label}）`,
        leader.activity.id,
      );
    }
  }
  const chosen = open[0]?.program.once || open[0]?.program.best ? picked(run, waiting, open) : undefined;
  for (const one of open) {
    const instead = chosen?.get(one.activity.id);
    if (instead) {
      put(run, tally, one.activity, one.program, undefined, 0);
      step(trace, instead.row, instead.words, one.activity.id);
      continue;
    }
    const activity = one.program.spread ? portion(one.program, one.activity, facts) : one.activity;
    alone(run, tally, one.program, activity);
  }
}

const UNIT: { readonly [total: string]: string } = { months: ' 个月', hours: ' 学时', fullDays: ' 天' };

function countTowards(
  row: AwardProgram['reach'][number],
  fits: readonly Waiting[],
  facts: Facts,
): { reached: boolean; single: boolean; words: string } {
  if (row.total !== 'months') {
    let total = 0;
    let single = false;
    for (const { activity } of fits) {
      const quantity = activity[row.total];
      if (typeof quantity !== 'number') continue;
      total += quantity;
      if (quantity >= row.least) single = true;
    }
    return { reached: total >= row.least - 1e-9, single, words: `累计 ${shown(total)}${UNIT[row.total] ?? ''}` };
  }
  const stays: Stay[] = [];
  let single = false;
  const enough = (months: { months: number }): boolean => months.months >= row.least;
  for (const { program, activity } of fits) {
    const span = spreadSpan(program, facts);
    const stay = stayIn(activity, span.from, span.to);
    if (!stay) continue;
    stays.push(stay);
    if (enough(monthsTogether([stay], row.by))) single = true;
  }
  const all = monthsTogether(stays, row.by);
  const days = stays.reduce((n, stay) => n + stayDays(stay.from, stay.to), 0);
  const words =
    row.by === 'calendar'
      ? `当年累计 ${all.months} 个月${all.days > 0 ? `零 ${all.days} 天` : ''}`
      : `当年累计 ${days} 天`;
  return { reached: enough(all), single, words };
}

/** Who gives way to whom under `once` (one year a project, remembered across years) and `best` (one of several). */
function picked(
  run: Run,
  waiting: readonly Waiting[],
  open: readonly Waiting[],
): Map<string, { row: Said; words: string }> {
  const out = new Map<string, { row: Said; words: string }>();
  const value = (one: Waiting): Fixed => {
    const activity = asRead(one.program, one.activity, run.facts);
    const row = fitting(one.program.give, activity, run.facts);
    const v = row ? worth(one.program, row, activity, run.facts, undefined) : 0;
    return Number.isNaN(v) ? 0 : v;
  };
  const leaders = new Map<unknown, { one: Waiting; value: Fixed }>();
  for (const one of open) {
    const rule = one.program.once ?? one.program.best;
    const key = rule && one.activity[rule.key];
    if (!rule || key === undefined || key === null) continue;
    const mine = value(one);
    const before =
      one.program.once &&
      waiting.find(
        (other) =>
          !other.inside && isEarlier(other.activity, run.facts) && other.activity[rule.key] === key && value(other) > 0,
      );
    if (before) {
      out.set(one.activity.id, { row: rule, words: `同一${fieldWord(rule.key)}已在以前年度计过，本年不再计` });
      continue;
    }
    const leader = leaders.get(key);
    if (!leader) leaders.set(key, { one, value: mine });
    else {
      const loses = mine > leader.value ? leader.one : one;
      if (mine > leader.value) leaders.set(key, { one, value: mine });
      out.set(loses.activity.id, { row: rule, words: `同一${fieldWord(rule.key)}只计一次，取高的一项` });
    }
  }
  return out;
}

const isEarlier = (a: Activity, facts: Facts): boolean => {
  const day = dayOf(a);
  return typeof day === 'string' && day < facts.from;
};

/** Runs over the activities once; those that hang on each other wait for the end. */
function tallyOf(run: Run, activities: readonly Activity[]): Tally {
  const { program, facts, trace } = run;
  const { from, to } = facts;
  const tally = newTally(program.pools.length);
  let waiting: (Waiting[] | undefined)[] | undefined;
  if (program.deem.has('person')) deem(run, tally, NOBODYS);
  for (const activity of activities) {
    const award = program.awards.get(activity.type);
    if (program.unjudged.length > 0 && unjudged(run, activity)) continue;
    if (program.deem.size > 0) deem(run, tally, activity);
    if (program.courses.length > 0 && course(run, tally, activity)) continue;
    if (award === undefined) {
      if (trace && !program.deem.has(activity.type) && liesIn(activity, from, to, false))
        step(
          trace,
          FORMULA_ABSENT,
          `${program.edition.data.name}的文件没有给出${typeWord(activity.type)}的计分标准，不计`,
          activity.id,
        );
      continue;
    }
    const spread = award.spread !== undefined;
    const span = spread ? spreadSpan(award, facts) : facts;
    const inside = liesIn(activity, span.from, span.to, spread);
    if (award.together) {
      if (!inside && !award.once) {
        outside(trace, program, activity);
        continue;
      }
      waiting ??= [];
      const own = waiting[award.index];
      const one = { activity, program: award, inside };
      if (own) own.push(one);
      else waiting[award.index] = [one];
    } else if (inside) alone(run, tally, award, activity);
    else outside(trace, program, activity);
  }
  if (waiting) for (const own of waiting) if (own) together(run, tally, own);
  return tally;
}

function outside(trace: Trace, program: Program, activity: Activity): void {
  if (!trace) return;
  const { id, cite } = program.edition.data.year;
  trace.push({
    activity: activity.id,
    rule: id,
    clause: cite,
    effect: `${dayOf(activity) ?? ''} 不在这个学分年度里，不计入`,
  });
}

function unjudged(run: Run, activity: Activity): boolean {
  const day = activity.date ?? activity.from;
  for (const row of run.program.unjudged) {
    if (row.before !== undefined && !(typeof day === 'string' && day < row.before && day >= run.facts.from)) continue;
    if (row.test && !row.test(activity, run.facts)) continue;
    step(run.trace, row.row, `这一项适用《${row.absent}》，手上没有这份文件，不计`, activity.id);
    return true;
  }
  return false;
}

function deem(run: Run, tally: Tally, activity: Activity): void {
  const rows = run.program.deem.get(activity.type);
  if (!rows || tally.deemed) return;
  const { facts } = run;
  if (!liesIn(activity, facts.from, facts.to, true)) return;
  for (const row of rows) {
    if (row.test && !row.test(activity, facts)) continue;
    if (row.months) {
      if (!activity.from || !activity.to) continue;
      const whole = { from: activity.from, to: activity.to };
      const stay = row.months.whole ? whole : stayIn(activity, facts.from, facts.to);
      if (!stay || monthsTogether([stay], row.months.by).months < row.months.least) continue;
    }
    tally.deemed = row;
    step(run.trace, row, `${typeWord(activity.type)}符合条件，视同达到当年学分要求`, activity.id);
    return;
  }
  if (run.trace && rows[0] && !run.program.awards.has(activity.type))
    step(run.trace, rows[0], `${typeWord(activity.type)}不符合视同达标的条件`, activity.id);
}

/** Stands for the person, where a deem row asks for no activity. */
const NOBODYS: Activity = { id: '', type: 'person' };

const courseName = (name: string): string => name.replace(/[《》\s]/gu, '').replace(/^中华人民共和国/u, '');

function course(run: Run, tally: Tally, activity: Activity): boolean {
  const { facts } = run;
  let mine = false;
  for (const row of run.program.courses) {
    if (row.type !== activity.type) continue;
    mine = true;
    if (!liesIn(activity, facts.from, facts.to, false) || activity.certificate !== true) continue;
    if (typeof activity.course === 'string') tally.courses.add(courseName(activity.course));
  }
  return mine;
}

/** Pools after their ceilings: a pool's children come first, a cap-only pool limits its children in their order. */
function capped(run: Run, tally: Tally): { counted: Fixed[]; shown: boolean[] } {
  const { pools } = run.program;
  const counted = new Array<number>(pools.length).fill(0);
  const seen = new Array<boolean>(pools.length).fill(false);
  const settle = (i: number, limit: Fixed | undefined): { bound: Fixed; free: Fixed; used: boolean } => {
    const pool = pools[i] as PoolProgram;
    let cap = run.caps[i];
    if (limit !== undefined && (cap === undefined || limit < cap)) cap = limit;
    let bound = tally.bound[i] ?? 0;
    let free = tally.free[i] ?? 0;
    let used = tally.used[i] ?? false;
    for (const child of pool.children) {
      const inside = settle(child, pool.capOnly && cap !== undefined ? Math.max(0, cap - bound) : undefined);
      bound += inside.bound;
      free += inside.free;
      used ||= inside.used;
    }
    if (cap !== undefined && bound > cap) bound = cap;
    counted[i] = bound + free;
    seen[i] = used;
    return { bound, free, used };
  };
  const visible = new Array<boolean>(pools.length).fill(false);
  for (let i = 0; i < pools.length; i++) {
    const pool = pools[i] as PoolProgram;
    if (pool.parent < 0) settle(i, undefined);
  }
  for (let i = 0; i < pools.length; i++) {
    const pool = pools[i] as PoolProgram;
    const parent = pool.parent < 0 ? undefined : pools[pool.parent];
    visible[i] = seen[i] === true && !pool.capOnly && (parent === undefined || parent.capOnly);
  }
  return { counted, shown: visible };
}

function capsOf(program: Program, facts: Facts): (Fixed | undefined)[] {
  return program.pools.map((pool) => first(pool.most, facts)?.value(facts) ?? undefined);
}

const valueIn = (
  rows: readonly ValueProgram[],
  facts: Facts,
): { row: ValueProgram | undefined; value: Fixed | null } => {
  const row = first(rows, facts);
  return { row, value: row ? (row.value(facts) ?? null) : null };
};

/** The year itself: everything but makeup and depends. */
interface Verdict {
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

function judge(program: Program, input: AssessInput, trace: Trace): Verdict {
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

function sayCaps(run: Run, tally: Tally, values: readonly Fixed[]): void {
  for (const [i, pool] of run.program.pools.entries()) {
    const cap = run.caps[i];
    if (cap === undefined) continue;
    let raw = tally.bound[i] ?? 0;
    for (const child of pool.children) raw += (values[child] ?? 0) - (tally.free[child] ?? 0);
    const row = first(pool.most, run.facts);
    if (raw > cap)
      step(
        run.trace,
        row ?? pool,
        `${pool.label}合计 ${shown(decimal(raw))}，已到 ${shown(decimal(cap))} 分上限，计 ${shown(decimal(cap))}`,
      );
  }
}

const positive = (value: Fixed): Fixed => (value > 0 ? value : 0);

function conclude(
  program: Program,
  input: AssessInput,
  verdict: Verdict,
  makeup: Assessment['makeup'],
  spent: Fixed,
  trace: Trace,
  depends: Assessment['depends'],
): Assessment {
  const { covered, required, total, complete, floors, missingCourses, facts, tally } = verdict;
  const publicFloor = floors.find((floor) => floor.name === 'public');
  const professional = floors.find((floor) => floor.name === 'professional');
  const shortTotal = complete || required === null ? 0 : positive(required - (total - spent));
  let compliant: boolean | null = true;
  let unknown = false;
  if (covered) {
    if (required === null) unknown = true;
    else if (!complete) {
      if (shortTotal > 0) compliant = false;
      for (const floor of floors) {
        if (
          floor.required === null &&
          floor.row === undefined &&
          floor.name === 'public' &&
          hasRows(program, floor.name)
        )
          unknown = true;
        else if (
          floor.required !== null &&
          (floor.some ? floor.required > 0 && floor.got <= 0 : floor.got < floor.required)
        )
          compliant = false;
      }
    }
    if (missingCourses && missingCourses.length > 0 && !complete) compliant = false;
    if (unknown && (required === null || compliant)) compliant = null;
  }
  const showProfessional = professional !== undefined && covered && facts.unit === 'hours';
  const debt = makeup && makeup.paid + makeup.left > 0 && spent >= 0 ? owed(input, makeup) : 0;
  const out: { -readonly [K in keyof Assessment]: Assessment[K] } = {
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
      public: !complete && publicFloor?.required ? decimal(positive(publicFloor.required - publicFloor.got)) : 0,
      ...(showProfessional && {
        professional:
          !complete && professional.required ? decimal(positive(professional.required - professional.got)) : 0,
      }),
    },
    awarded: tally.awarded,
    counted: verdict.counted,
    trace: trace ?? NO_TRACE,
    depends,
    edition: receipt(program.edition),
  };
  if (showProfessional) {
    out.professional = decimal(professional.got);
    out.professionalRequired = professional.required === null ? null : decimal(professional.required);
  }
  if (missingCourses) {
    out.courses = missingCourses.length === 0;
    if (missingCourses.length > 0) out.missingCourses = missingCourses;
  }
  if (tally.pending) out.pending = tally.pending;
  if (makeup) out.makeup = makeup;
  if (covered && program.edition.data.require.deemsHours)
    out.hoursDeemed = complete || (required !== null && total >= required);
  return out;
}

const hasRows = (program: Program, floor: string): boolean =>
  (program.floors.find((f) => f.name === floor)?.rows.length ?? 0) > 0;
const owed = (input: AssessInput, makeup: NonNullable<Assessment['makeup']>): Fixed =>
  input.makeup?.applied === true && input.makeup.filed === true ? Math.round(makeup.debt * 1e10) : 0;

const receipts = new WeakMap<Edition, Assessment['edition']>();
function receipt(edition: Edition): Assessment['edition'] {
  const own = receipts.get(edition);
  if (own) return own;
  const { province, data, sha256 } = edition;
  const made = { ruleset: province, from: data.force.from, sha256 };
  receipts.set(edition, made);
  return made;
}

/** What is owed from the missed year, and how much of it this year's credits pay. */
function makeupOf(
  program: Program,
  rulesets: Rulesets,
  input: AssessInput,
  verdict: Verdict,
  trace: Trace,
): { makeup: Assessment['makeup']; spent: Fixed } {
  const asked = input.makeup;
  const rule = program.edition.data.makeup;
  if (!asked || !rule || asked.year >= input.year || input.year - asked.year > rule.within)
    return { makeup: undefined, spent: 0 };
  const debt = debtOf(rulesets, input, asked);
  if (debt === null) return { makeup: undefined, spent: 0 };
  const allowed = asked.applied === true && asked.filed === true;
  if (!allowed) {
    step(
      trace,
      { id: rule.apply.id, clause: rule.apply.cite, note: undefined },
      `${asked.year} 年度欠 ${shown(decimal(debt))} 分，${asked.applied === true ? '尚未报备' : '没有在当年申请补学'}，不能补`,
    );
    return { makeup: { year: asked.year, debt: decimal(debt), paid: 0, left: decimal(debt) }, spent: 0 };
  }
  const required = verdict.required ?? 0;
  const past = program.makeupOrder === 'past-first';
  const paid = Math.min(debt, past ? verdict.total : positive(verdict.total - required));
  step(
    trace,
    { id: rule.id, clause: rule.cite, note: undefined },
    `本年得 ${shown(decimal(verdict.total))} 分，${past ? '先补欠年' : '先满足当年'}，补 ${asked.year} 年度 ${shown(decimal(paid))} 分，还欠 ${shown(decimal(debt - paid))} 分`,
  );
  return {
    makeup: { year: asked.year, debt: decimal(debt), paid: decimal(paid), left: decimal(debt - paid) },
    spent: past ? paid : 0,
  };
}

function debtOf(rulesets: Rulesets, input: AssessInput, asked: NonNullable<AssessInput['makeup']>): Fixed | null {
  for (const field of ['debt', 'missing', 'owed'] as const) {
    const told = asked[field];
    if (typeof told === 'number') return Math.round(told * 1e10);
  }
  const edition = editionOf(rulesets, input.province, asked.year);
  if (!edition) return null;
  const { makeup: _, ...rest } = input;
  const missed = judge(
    programOf(edition, input.readings),
    { ...rest, year: asked.year, activities: input.activities.filter((a) => dayOf(a) !== undefined) },
    undefined,
  );
  if (!missed.covered || missed.complete || missed.required === null) return 0;
  const earned = asked.earned ?? asked.total;
  const total = typeof earned === 'number' ? Math.round(earned * 1e10) : missed.total;
  return positive(missed.required - total);
}

function once(
  rulesets: Rulesets,
  edition: Edition,
  input: AssessInput,
  readings: AssessInput['readings'],
  trace: Trace,
  depends: Assessment['depends'],
): Assessment {
  const program = programOf(edition, readings);
  const verdict = judge(program, input, trace);
  if (!input.makeup) return conclude(program, input, verdict, undefined, 0, trace, depends);
  const { makeup, spent } = makeupOf(
    program,
    rulesets,
    readings === input.readings ? input : { ...input, readings: readings ?? {} },
    verdict,
    trace,
  );
  return conclude(program, input, verdict, makeup, spent, trace, depends);
}

/**
 * A person-year against the edition that judges it. Pure; numbers are exact decimals.
 * `trace` adds one Chinese sentence for each credit given, refused or capped; `depends` what other readings would change.
 * @throws Fault PROVINCE_UNKNOWN, YEAR_UNKNOWN
 */
export function assess(rulesets: Rulesets, input: AssessInput, options?: AssessOptions): Assessment {
  if (!rulesets.editions.has(input.province)) throw new Fault('PROVINCE_UNKNOWN', `没有「${input.province}」的规则。`);
  const edition = editionOf(rulesets, input.province, input.year);
  if (!edition) throw new Fault('YEAR_UNKNOWN', `手上没有${rulesets.names[input.province]} ${input.year} 年度的规则。`);
  const trace: Trace = options?.trace ? [] : undefined;
  const depends = options?.depends ? dependsOf(rulesets, edition, input) : NO_DEPENDS;
  return once(rulesets, edition, input, input.readings, trace, depends);
}

const COMPARED = [
  'required',
  'total',
  'public',
  'publicRequired',
  'professional',
  'professionalRequired',
  'complete',
  'compliant',
  'shortfall',
  'awarded',
  'counted',
  'pending',
  'makeup',
  'unit',
] as const;

function dependsOf(rulesets: Rulesets, edition: Edition, input: AssessInput): Assessment['depends'] {
  const doubts = Object.entries(edition.data.doubts ?? {});
  if (doubts.length === 0) return NO_DEPENDS;
  const base = once(rulesets, edition, input, input.readings, undefined, NO_DEPENDS);
  const out: { doubt: string; reading: string; changes: { [field: string]: never } }[] = [];
  for (const [id, doubt] of doubts) {
    const inUse = programOf(edition, input.readings).readings[id];
    for (const reading of Object.keys(doubt.readings)) {
      if (reading === inUse) continue;
      const other = once(rulesets, edition, input, { ...input.readings, [id]: reading }, undefined, NO_DEPENDS);
      const changes: { [field: string]: unknown } = {};
      for (const field of COMPARED)
        if (JSON.stringify(base[field]) !== JSON.stringify(other[field])) changes[field] = other[field] ?? null;
      if (Object.keys(changes).length > 0)
        out.push({ doubt: id, reading, changes: changes as { [field: string]: never } });
    }
  }
  return out;
}
