import type { Activity, Day } from '../types.ts';
import {
  type ActivityTest,
  activityTest,
  type Facts,
  fieldReader,
  type PersonTest,
  personField,
  personTest,
} from './conditions.ts';
import { type Fixed, fixed, proportion, shown, wholeUnits } from './decimal.ts';
import type { Edition } from './load.ts';
import type { Amount, AwardData, GiveData, Matcher, ReachData, RulesetData, ValueRow, When } from './ruleset.ts';
import { typeWord, UNIT_WORDS, valueWord } from './words.ts';

/** An edition under one set of readings, as closures. Built once per set and kept on the edition. */
export interface Program {
  readonly edition: Edition;
  readonly readings: { readonly [doubt: string]: string };
  readonly exempt: readonly PersonRow[];
  readonly unit: readonly (PersonRow & { readonly is: 'credits' | 'hours' })[];
  readonly total: readonly ValueProgram[];
  readonly adjust: readonly (PersonRow & { readonly times: number })[];
  readonly floors: readonly FloorProgram[];
  readonly windows: readonly WindowProgram[];
  readonly carry: (Said & { readonly most: Fixed; readonly years: number }) | undefined;
  readonly courses: readonly (PersonRow & {
    readonly names: readonly string[];
    readonly absent: string | undefined;
    readonly type: string;
  })[];
  readonly awards: ReadonlyMap<string, AwardProgram>;
  /** No deemed types, named courses or unjudged stretches: activities go straight to their award rows. */
  readonly plain: boolean;
  readonly deem: ReadonlyMap<string, readonly DeemProgram[]>;
  readonly unjudged: readonly {
    readonly row: Said;
    readonly before: Day | undefined;
    readonly test: ActivityTest | undefined;
    readonly absent: string;
  }[];
  readonly pools: readonly PoolProgram[];
  /** No pool lies inside another. */
  readonly flat: boolean;
  readonly complete: readonly CompleteProgram[];
  readonly makeupOrder: string | undefined;
  readonly titleOn: string;
  /** Quoted for activities without a standard. */
  readonly otherwise: Said;
}

/** What a trace quotes of a row. */
export interface Said {
  readonly id: string;
  readonly clause: string;
  readonly note: string | undefined;
}
export interface PersonRow extends Said {
  readonly test: PersonTest | undefined;
}
export interface ValueProgram extends PersonRow {
  /** The value, `undefined` for 不封顶 (`none`), `null` where the documents do not say. */
  readonly value: (facts: Facts) => Fixed | null | undefined;
  readonly when: When | undefined;
}
export interface FloorProgram {
  readonly name: string;
  readonly label: string;
  readonly pools: readonly number[];
  readonly some: boolean;
  readonly rows: readonly ValueProgram[];
}
/** A demand over several years: a sum, or a yearly average. */
export interface WindowProgram extends PersonRow {
  readonly name: string;
  readonly label: string;
  /** A number of years, or the person's field with the day since which they count. */
  readonly years: number | string;
  readonly pools: readonly number[] | undefined;
  readonly least: Fixed;
  readonly average: boolean;
}
export interface PoolProgram extends Said {
  readonly name: string;
  readonly label: string;
  readonly parent: number;
  readonly children: readonly number[];
  readonly capOnly: boolean;
  /** Not part of another pool: a person sees it. */
  readonly shown: boolean;
  readonly most: readonly ValueProgram[];
  /** The ceiling where it is the same for everybody. */
  readonly constant: Fixed | undefined;
}
export interface GiveProgram extends Said {
  readonly test: ActivityTest | undefined;
  /** NaN where a field that it reads is not told. */
  readonly value: (activity: Activity, facts: Facts) => Fixed;
  readonly say: (activity: Activity, value: Fixed) => string;
  readonly pool: number | undefined;
  readonly data: GiveData;
}
export interface NeedProgram extends Said {
  readonly test: ActivityTest;
  readonly else: string;
  readonly pending: boolean;
  readonly when: When;
}
export interface ReachProgram extends Said {
  readonly test: ActivityTest | undefined;
  readonly total: string;
  readonly least: number;
  readonly by: 'calendar' | 'days30';
  readonly credits: Fixed;
  readonly completes: ReachData['completes'];
}
export interface AdjustProgram extends Said {
  readonly test: ActivityTest | undefined;
  readonly apply: (activity: Activity, value: Fixed) => Fixed;
  readonly words: string;
}
export interface AwardProgram {
  readonly index: number;
  readonly label: string;
  readonly pool: number;
  readonly needs: readonly NeedProgram[];
  readonly spread: (Said & { readonly year: string }) | undefined;
  readonly read: readonly (Said & {
    readonly test: ActivityTest | undefined;
    readonly set: string;
    readonly to: string | number | boolean;
  })[];
  readonly reach: readonly ReachProgram[];
  readonly give: readonly GiveProgram[];
  readonly adjust: readonly AdjustProgram[];
  readonly each: readonly (Said & { readonly test: ActivityTest | undefined; readonly most: Fixed })[];
  readonly once: (Said & { readonly key: string }) | undefined;
  readonly best: (Said & { readonly key: string }) | undefined;
  /** True where what an activity earns hangs on others: it waits until all have been seen. */
  readonly together: boolean;
  /** A give row counts months: they are taken from the stay. */
  readonly byMonths: boolean;
  readonly data: AwardData;
}
export interface DeemProgram extends Said {
  readonly test: ActivityTest | undefined;
  /** `whole`: the stay's full length counts, also outside the year. */
  readonly months: { readonly least: number; readonly by: 'calendar' | 'days30'; readonly whole: boolean } | undefined;
}
export interface CompleteProgram extends PersonRow {
  readonly anySingle: Fixed | undefined;
  readonly earned: { readonly least: Fixed; readonly before: Day } | undefined;
  readonly deemed: boolean;
  readonly waives: readonly string[] | undefined;
}

type Readings = { readonly [doubt: string]: string };
interface Row {
  readonly id: string;
  readonly cite: string;
  readonly note?: string | undefined;
  readonly if?: { readonly [doubt: string]: string | readonly string[] } | undefined;
}

const said = (row: Row): Said => ({ id: row.id, clause: row.cite, note: row.note });
const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** Does a row stand under these readings? */
export function stands(row: { if?: Row['if'] }, readings: Readings): boolean {
  if (!row.if) return true;
  return Object.entries(row.if).every(([doubt, wanted]) => list(wanted).includes(readings[doubt] ?? ''));
}

/** `calendar`, `days30`, or the reading of the doubt that decides it. */
function countBy(count: string | undefined, readings: Readings): 'calendar' | 'days30' {
  const choice = count === undefined ? 'calendar' : (readings[count] ?? count);
  return choice === 'calendar' ? 'calendar' : 'days30';
}

function amountOf(amount: Amount): ValueProgram['value'] {
  if (amount === null) return () => null;
  if (amount === 'none') return () => undefined;
  if (typeof amount === 'number') {
    const value = fixed(amount);
    return () => value;
  }
  if ('from' in amount) {
    const read = personField(amount.from);
    return (facts) => {
      const value = read(facts);
      return typeof value === 'number' ? fixed(value) : null;
    };
  }
  const name = amount.parameter;
  return (facts) => {
    const value = facts.parameters?.[name];
    return typeof value === 'number' ? fixed(value) : undefined;
  };
}

/** What a row is about, in words, from the facts that it asks for: 理论·参加者. */
function qualifiers(when: When | undefined): string {
  if (when === undefined || typeof when === 'string' || Array.isArray(when)) return '';
  return Object.entries(when)
    .filter(([key, m]) => typeof m === 'string' && !key.startsWith('person.') && key !== 'unit')
    .map(([key, m]) => valueWord(key, m as Matcher))
    .join('·');
}

function creditsAt(data: GiveData): (rank: number) => Fixed {
  if (Array.isArray(data.credits)) {
    const table = data.credits.map(fixed);
    const then = fixed(data.others ?? 0);
    return (rank) => (rank >= 1 ? (table[rank - 1] ?? then) : 0);
  }
  const first = data.first ?? 0;
  const step = data.step ?? 0;
  const last = data.last;
  const then = fixed(data.others ?? 0);
  return (rank) => {
    if (rank < 1) return 0;
    const value = first + step * (rank - 1);
    if (last === undefined) return fixed(Math.max(0, value));
    return step < 0 ? (value >= last ? fixed(value) : then) : value <= last ? fixed(value) : then;
  };
}

const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** The formula of a give row. Kinds: flat, rate (per/every/credits), table or sequence by rank, stated. */
function formula(data: GiveData, readings: Readings): Pick<GiveProgram, 'value' | 'say'> {
  const unit = data.per ? (UNIT_WORDS[data.per] ?? '') : '';
  const times = data.times;
  const timesUnit = times ? (UNIT_WORDS[times] ?? '次') : '';
  const multiply = (one: (a: Activity, f: Facts) => Fixed): GiveProgram['value'] => {
    if (!times) return one;
    const counted = fieldReader(times);
    return (a, f) => {
      const count = counted(a);
      return count === undefined || count === null ? one(a, f) : Math.round(one(a, f) * number(count));
    };
  };
  const sayTimes = (a: Activity, words: string): string => {
    const count = times ? a[times] : undefined;
    return typeof count === 'number' ? `${words} × ${shown(count)} ${timesUnit}` : words;
  };
  if (data.stated) {
    const field = data.stated;
    const read = fieldReader(field);
    const source = field === 'publishedCredits' ? '按公布的学分数' : '按核定的学分';
    return {
      value: multiply((a) => fixed(number(read(a)))),
      say: (a, v) => sayTimes(a, `${source} ${shown(v / 1e10)} 分`),
    };
  }
  if (data.by) {
    const field = data.by;
    const read = fieldReader(field);
    const at = creditsAt(data);
    return {
      value: multiply((a) => {
        const rank = read(a);
        return typeof rank === 'number' ? at(rank) : Number.NaN;
      }),
      say: (a, v) => sayTimes(a, `排名第 ${a[field] ?? '?'}：${shown(v / 1e10)} 分`),
    };
  }
  const credits = typeof data.credits === 'number' ? fixed(data.credits) : 0;
  const each = shown(credits / 1e10);
  if (data.per) {
    const field = data.per;
    const read = fieldReader(field);
    const every = data.every ?? 1;
    const part = data.part === undefined ? 'exact' : (readings[data.part] ?? data.part);
    const rest = data.rest ? { least: data.rest.least, credits: fixed(data.rest.credits) } : undefined;
    const units = (q: number): Fixed => {
      if (part !== 'whole') return proportion(q, every, credits);
      const blocks = wholeUnits(q, every);
      const over = rest && q - blocks * every >= rest.least - 1e-9 ? rest.credits : 0;
      return blocks * credits + over;
    };
    const byDefault = field === 'sessions' || field === 'count' ? 1 : Number.NaN;
    return {
      value: multiply((a) => {
        const q = read(a);
        return typeof q === 'number' ? units(q) : units(byDefault);
      }),
      say: (a, v) => {
        const q = typeof a[field] === 'number' ? shown(a[field] as number) : '1';
        const base = every === 1 ? `${q} ${unit} × ${each}` : `${q} ${unit} ÷ ${shown(every)} × ${each}`;
        const odd = part === 'whole' && rest === undefined && every !== 1 ? '（只算整单位）' : '';
        return `${sayTimes(a, base)}${odd} = ${shown(v / 1e10)} 分`;
      },
    };
  }
  return {
    value: multiply(() => credits),
    say: (a, v) =>
      credits === 0
        ? '不授学分'
        : times && typeof a[times] === 'number'
          ? `${sayTimes(a, `${each} 分`)} = ${shown(v / 1e10)} 分`
          : `${each} 分`,
  };
}

/** Builds the program of an edition under a full set of readings. */
export function compileEdition(edition: Edition, readings: Readings): Program {
  const data: RulesetData = edition.data;
  const terms = data.terms;
  const keep = <T extends Row>(rows: readonly T[] | undefined): readonly T[] =>
    (rows ?? []).filter((row) => stands(row, readings));
  const valueRows = (rows: readonly ValueRow[]): ValueProgram[] =>
    keep(rows).map((row) => ({
      ...said(row),
      test: personTest(row.when, terms),
      value: amountOf(row.is),
      when: row.when,
    }));

  const poolNames = Object.keys(data.pools).filter((name) => stands(data.pools[name] ?? {}, readings));
  const poolIndex = new Map(poolNames.map((name, i) => [name, i]));
  const pools: PoolProgram[] = poolNames.map((name) => {
    const pool = data.pools[name];
    if (!pool) throw new Error(`没有「${name}」这一类`);
    const most = pool.most ?? 'none';
    return {
      ...said(pool),
      name,
      label: pool.label,
      parent: pool.in === undefined ? -1 : (poolIndex.get(pool.in) ?? -1),
      children: poolNames.flatMap((other, i) => (data.pools[other]?.in === name ? [i] : [])),
      capOnly: pool.capOnly ?? false,
      shown:
        !pool.capOnly && (pool.in === undefined || !poolIndex.has(pool.in) || data.pools[pool.in]?.capOnly === true),
      constant: typeof most === 'number' ? fixed(most) : undefined,
      most: Array.isArray(most)
        ? valueRows(most)
        : [{ ...said(pool), test: undefined, value: amountOf(most), when: undefined }],
    };
  });
  const indexOf = (name: string): number => (name === 'none' ? -1 : (poolIndex.get(name) ?? -1));

  const floorNeeds = edition.floor;
  const awards = new Map<string, AwardProgram>();
  const buckets: AwardProgram[] = [];
  for (const award of data.award) {
    const types = list(award.for);
    const label = award.label ?? typeWord(types[0] ?? '');
    for (const [i, part] of splitByFloor(types, award, floorNeeds).entries()) {
      const extra = part.extra;
      const needs: NeedProgram[] = [
        ...keep(award.needs).map((row) => needOf(row, row.else, row.pending ?? false, terms)),
        ...extra.filter((row) => row.on === 'award').map((row) => needOf(row, row.else, false, terms)),
      ];
      const above = extra.filter((row) => row.on === 'reach');
      const reachWhen = above.map((row) => activityTest(row.when, terms));
      const reach = keep(award.reach).map((row): ReachProgram => {
        const own = activityTest(row.when, terms);
        const tests = [own, ...reachWhen].filter((t): t is ActivityTest => t !== undefined);
        return {
          ...said(row),
          test: tests.length === 0 ? undefined : (a, f) => tests.every((t) => t(a, f)),
          total: row.total,
          least: row.least,
          by: countBy(row.count, readings),
          credits: fixed(row.credits),
          completes: row.completes,
        };
      });
      // Reached, but what the text above demands is not met: the rate for shorter stays does not apply to it either.
      for (const row of keep(award.reach))
        for (const demand of above) {
          const met = activityTest(demand.when, terms);
          if (met)
            reach.push({
              ...said(demand),
              test: (a, f) => !met(a, f),
              total: row.total,
              least: row.least,
              by: countBy(row.count, readings),
              credits: 0,
              completes: undefined,
            });
        }
      const program: AwardProgram = {
        index: buckets.length,
        label,
        pool: indexOf(award.pool),
        needs,
        spread: award.spread && {
          id: award.spread.id,
          clause: award.spread.cite,
          note: undefined,
          year: award.spread.year === undefined ? 'credit-year' : (readings[award.spread.year] ?? award.spread.year),
        },
        read: keep(award.read).map((row) => ({
          ...said(row),
          test: activityTest(row.when, terms),
          set: row.set,
          to: row.to,
        })),
        reach,
        give: keep(award.give).map((row): GiveProgram => {
          const calc = formula(row, readings);
          const about = [label, qualifiers(row.when)].filter((x) => x !== '').join('·');
          return {
            ...said(row),
            test: activityTest(row.when, terms),
            value: calc.value,
            say: (a, v) => `${row.say ?? calc.say(a, v)}（${about}）`,
            pool: row.pool === undefined ? undefined : indexOf(row.pool),
            data: row,
          };
        }),
        adjust: keep(award.adjust).map((row): AdjustProgram => {
          const { times, decay } = row;
          return {
            ...said(row),
            test: activityTest(row.when, terms),
            apply: decay
              ? (a, v) => Math.round(v * Math.max(0, 1 - decay.each * (number(a[decay.by]) - (decay.from ?? 1))))
              : (_, v) => Math.round(v * (times ?? 1)),
            words: decay ? '按排名递减' : `× ${shown(times ?? 1)}`,
          };
        }),
        each: keep(award.each).map((row) => ({
          ...said(row),
          test: activityTest(row.when, terms),
          most: row.most === 'none' ? Number.POSITIVE_INFINITY : fixed(row.most),
        })),
        once: award.once && { id: award.once.id, clause: award.once.cite, note: undefined, key: award.once.key },
        best: award.best && { id: award.best.id, clause: award.best.cite, note: undefined, key: award.best.key },
        together:
          reach.length > 0 || award.spread !== undefined || award.once !== undefined || award.best !== undefined,
        byMonths: (award.give ?? []).some((row) => row.per === 'months'),
        data: award,
      };
      // One bucket for the whole row: types under the same row add up together.
      const bucket = i === 0 ? program : { ...program, index: buckets.length - 1 };
      if (i === 0) buckets.push(program);
      for (const type of part.types) if (!awards.has(type)) awards.set(type, bucket);
    }
  }

  const deem = new Map<string, DeemProgram[]>();
  for (const row of keep(data.deem)) {
    const program: DeemProgram = {
      ...said(row),
      test: activityTest(row.when, terms),
      months: row.months && {
        least: row.months.least,
        by: countBy(row.months.count, readings),
        whole: (readings[row.months.within ?? ''] ?? row.months.within) !== 'year',
      },
    };
    for (const type of list(row.for)) deem.set(type, [...(deem.get(type) ?? []), program]);
  }

  const asPerson = <T extends Row & { when?: When | undefined }>(row: T): PersonRow => ({
    ...said(row),
    test: personTest(row.when, terms),
  });
  return {
    edition,
    readings,
    exempt: keep(data.exempt).map(asPerson),
    unit: keep(data.require.unit).map((row) => ({ ...asPerson(row), is: row.is })),
    total: valueRows(data.require.total),
    adjust: keep(data.require.adjust).map((row) => ({ ...asPerson(row), times: row.times })),
    floors: Object.entries(data.require.floors ?? {}).map(([name, floor]) => ({
      name,
      label: floor.label,
      pools: floor.of.map(indexOf).filter((i) => i >= 0),
      some: floor.some ?? false,
      rows: valueRows(floor.rows),
    })),
    windows: keep(data.require.windows).map((row) => ({
      ...asPerson(row),
      name: row.name,
      label: row.label,
      years: typeof row.years === 'number' ? row.years : row.years.since,
      pools: row.of?.map(indexOf).filter((i) => i >= 0),
      least: fixed(row.least),
      average: row.average ?? false,
    })),
    carry: data.require.carry && {
      ...said(data.require.carry),
      most: fixed(data.require.carry.most),
      years: data.require.carry.years,
    },
    courses: keep(data.require.courses).map((row) => ({
      ...asPerson(row),
      names: row.names ?? [],
      absent: row.absent,
      type: row.type,
    })),
    awards,
    plain: deem.size === 0 && keep(data.require.courses).length === 0 && keep(data.unjudged).length === 0,
    deem,
    unjudged: keep(data.unjudged).map((row) => ({
      row: said(row),
      before: row.before,
      test: activityTest(row.when, terms),
      absent: row.absent,
    })),
    pools,
    flat: pools.every((pool) => pool.parent < 0),
    complete: keep(data.complete).map((row) => ({
      ...asPerson(row),
      anySingle: row.anySingle === undefined ? undefined : fixed(row.anySingle),
      earned: row.earned && { least: fixed(row.earned.least), before: row.earned.before },
      deemed: row.deemed ?? false,
      waives: row.waives,
    })),
    makeupOrder: data.makeup && (readings[data.makeup.order] ?? data.makeup.order),
    otherwise: said(data.otherwise ?? data.year),
    titleOn: data.titleOn === undefined ? 'year-end' : (readings[data.titleOn] ?? data.titleOn),
  };
}

type FloorNeed = NonNullable<RulesetData['floor']>[number];

const needOf = (
  row: Row & { when?: When | undefined },
  otherwise: string,
  pending: boolean,
  terms: RulesetData['terms'],
): NeedProgram => ({
  ...said(row),
  test: activityTest(row.when, terms) ?? (() => true),
  else: otherwise,
  pending,
  when: row.when ?? {},
});

function fieldsOf(rows: readonly { when?: When | undefined }[] | undefined): Set<string> {
  const out = new Set<string>();
  for (const row of rows ?? [])
    for (const part of list(row.when ?? []))
      if (typeof part === 'object') for (const key of Object.keys(part as object)) out.add(key);
  return out;
}

/** The demands of the ruleset above that an award's own rows are silent on, per type. */
function splitByFloor(
  types: readonly string[],
  award: AwardData,
  floor: readonly FloorNeed[],
): { types: readonly string[]; extra: readonly FloorNeed[] }[] {
  if (floor.length === 0) return [{ types, extra: [] }];
  const own = fieldsOf([...(award.needs ?? []), ...(award.reach ?? []), ...(award.give ?? [])]);
  const silent = floor.filter((row) => [...fieldsOf([row])].every((field) => !own.has(field)));
  const groups = new Map<string, { types: string[]; extra: readonly FloorNeed[] }>();
  for (const type of types) {
    const extra = silent.filter((row) => row.for.includes(type));
    const key = extra.map((row) => row.id).join(' ');
    const group = groups.get(key);
    if (group) group.types.push(type);
    else groups.set(key, { types: [type], extra });
  }
  return [...groups.values()];
}
