import { typeWord } from '../../catalogue/kinds.ts';
import { fixed } from '../../decimal.ts';
import { type ActivityTest, activityTest, personTest } from './conditions.ts';
import type { Edition } from './edition.ts';
import { about, amountOf, formula, number } from './formula.ts';
import type {
  AdjustProgram,
  AwardProgram,
  DeemProgram,
  GiveProgram,
  NeedProgram,
  PersonRow,
  PoolProgram,
  Program,
  ReachProgram,
  Said,
  ValueProgram,
} from './program.ts';
import type { AwardData, RulesetData, ValueRow, When } from './schema.ts';

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
      const byMonths = (award.give ?? []).some((row) => row.per === 'months');
      const adjust = keep(award.adjust).map((row): AdjustProgram => {
        const { times, decay } = row;
        return {
          ...said(row),
          test: activityTest(row.when, terms),
          apply: decay
            ? (a, v) => Math.round(v * Math.max(0, 1 - decay.each * (number(a[decay.by]) - (decay.from ?? 1))))
            : (_, v) => Math.round(v * (times ?? 1)),
          times: decay ? undefined : (times ?? 1),
        };
      });
      const each = keep(award.each).map((row) => ({
        ...said(row),
        test: activityTest(row.when, terms),
        most: row.most === 'none' ? Number.POSITIVE_INFINITY : fixed(row.most),
      }));
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
        give: keep(award.give).map(
          (row): GiveProgram => ({
            ...said(row),
            test: activityTest(row.when, terms),
            ...formula(row, readings),
            about: about(label, row.when),
            pool: row.pool === undefined ? undefined : indexOf(row.pool),
            data: row,
          }),
        ),
        adjust,
        each,
        plain: adjust.length === 0 && each.length === 0,
        scope: award.scope && { id: award.scope.id, clause: award.scope.cite, note: undefined },
        once: award.once && { id: award.once.id, clause: award.once.cite, note: undefined, key: award.once.key },
        best: award.best && { id: award.best.id, clause: award.best.cite, note: undefined, key: award.best.key },
        together:
          reach.length > 0 ||
          award.spread !== undefined ||
          award.once !== undefined ||
          award.best !== undefined ||
          byMonths,
        byMonths,
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
      when: row.when,
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
    calendar: data.year.begins === '01-01' && data.year.cycle === undefined,
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
    shares: JSON.stringify([data.pools, data.require.floors ?? {}]).includes('"share":'),
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
