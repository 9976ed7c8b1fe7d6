import { fixed } from '../../decimal.ts';
import { awardsOf } from './awards.ts';
import { activityTest, personTest } from './conditions.ts';
import type { Edition } from './edition.ts';
import { amountOf } from './formula.ts';
import type {
  DeemProgram,
  FloorProgram,
  PersonRow,
  PoolProgram,
  Program,
  ValueProgram,
  WindowProgram,
} from './program.ts';
import { countBy, list, type Making, type Readings, type Row, said, stands } from './rows.ts';
import type { RulesetData, ValueRow, When } from './schema.ts';

/** Builds the program of an edition under a full set of readings. */
export function compileEdition(edition: Edition, readings: Readings): Program {
  const { data } = edition;
  const { require } = data;
  const poolNames = Object.keys(data.pools).filter((name) => stands(data.pools[name] ?? {}, readings));
  const places = new Map(poolNames.map((name, i) => [name, i]));
  const make: Making = {
    readings,
    terms: data.terms,
    keep: (rows) => (rows ?? []).filter((row) => stands(row, readings)),
    poolAt: (name) => (name === 'none' ? -1 : (places.get(name) ?? -1)),
  };
  const { keep, terms } = make;
  const person = <T extends Row & { when?: When | undefined }>(row: T): PersonRow => asPerson(row, terms);
  const deem = deemOf(data, make);
  const pools = poolNames.map((name) => poolOf(data, name, poolNames, make));
  return {
    edition,
    readings,
    exempt: keep(data.exempt).map(person),
    unit: keep(require.unit).map((row) => ({ ...person(row), is: row.is })),
    total: valueRows(require.total, make),
    adjust: keep(require.adjust).map((row) => ({ ...person(row), times: row.times })),
    floors: floorsOf(require, make),
    windows: windowsOf(require, make),
    carry: require.carry && { ...said(require.carry), most: fixed(require.carry.most), years: require.carry.years },
    courses: keep(require.courses).map((row) => ({
      ...person(row),
      names: row.names ?? [],
      absent: row.absent,
      type: row.type,
    })),
    awards: awardsOf(edition, make),
    calendar: data.year.begins === '01-01' && data.year.cycle === undefined,
    plain: deem.size === 0 && keep(require.courses).length === 0 && keep(data.unjudged).length === 0,
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
      ...person(row),
      anySingle: row.anySingle === undefined ? undefined : fixed(row.anySingle),
      earned: row.earned && { least: fixed(row.earned.least), before: row.earned.before },
      deemed: row.deemed ?? false,
      waives: row.waives,
    })),
    makeupOrder: data.makeup && (readings[data.makeup.order] ?? data.makeup.order),
    shares: JSON.stringify([data.pools, require.floors ?? {}]).includes('"share":'),
    otherwise: said(data.otherwise ?? data.year),
    titleOn: data.titleOn === undefined ? 'year-end' : (readings[data.titleOn] ?? data.titleOn),
  };
}

const asPerson = (row: Row & { when?: When | undefined }, terms: RulesetData['terms']): PersonRow => ({
  ...said(row),
  test: personTest(row.when, terms),
});

const valueRows = (rows: readonly ValueRow[], { keep, terms }: Making): ValueProgram[] =>
  keep(rows).map((row) => ({ ...asPerson(row, terms), value: amountOf(row.is), when: row.when }));

function poolOf(data: RulesetData, name: string, names: readonly string[], make: Making): PoolProgram {
  const pool = data.pools[name];
  if (!pool) throw new Error(`没有「${name}」这一类`);
  const most = pool.most ?? 'none';
  const parent = pool.in === undefined ? -1 : make.poolAt(pool.in);
  return {
    ...said(pool),
    name,
    label: pool.label,
    parent,
    children: names.flatMap((other, i) => (data.pools[other]?.in === name ? [i] : [])),
    capOnly: pool.capOnly ?? false,
    shown: !pool.capOnly && (parent < 0 || data.pools[pool.in ?? '']?.capOnly === true),
    constant: typeof most === 'number' ? fixed(most) : undefined,
    most: Array.isArray(most)
      ? valueRows(most, make)
      : [{ ...said(pool), test: undefined, value: amountOf(most), when: undefined }],
  };
}

const floorsOf = ({ floors }: RulesetData['require'], make: Making): FloorProgram[] =>
  Object.entries(floors ?? {}).map(([name, floor]) => ({
    name,
    label: floor.label,
    pools: floor.of.map(make.poolAt).filter((i) => i >= 0),
    some: floor.some ?? false,
    rows: valueRows(floor.rows, make),
  }));

const windowsOf = ({ windows }: RulesetData['require'], { keep, terms, poolAt }: Making): WindowProgram[] =>
  keep(windows).map((row) => ({
    ...asPerson(row, terms),
    name: row.name,
    label: row.label,
    years: typeof row.years === 'number' ? row.years : row.years.since,
    pools: row.of?.map(poolAt).filter((i) => i >= 0),
    least: fixed(row.least),
    average: row.average ?? false,
  }));

function deemOf(data: RulesetData, { keep, terms, readings }: Making): Map<string, DeemProgram[]> {
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
  return deem;
}
