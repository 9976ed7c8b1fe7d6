import { kindName } from '../../catalogue/index.ts';
import { fixed } from '../../decimal.ts';
import { type ActivityTest, activityTest } from './conditions.ts';
import type { Edition } from './edition.ts';
import { about, formula, number } from './formula.ts';
import type { AdjustProgram, AwardProgram, GiveProgram, NeedProgram, ReachProgram } from './program.ts';
import { countBy, list, type Making, type Row, said } from './rows.ts';
import type { AwardData, RulesetData, When } from './schema.ts';

/** The award rows of an edition, by type of activity. */
export function awardsOf({ data, floor }: Edition, make: Making): Map<string, AwardProgram> {
  const awards = new Map<string, AwardProgram>();
  let buckets = 0;
  for (const award of data.award) {
    const types = list(award.for);
    const label = award.label ?? kindName(types[0] ?? '');
    // One bucket for the whole row: types under the same row add up together.
    const index = buckets++;
    for (const part of splitByFloor(types, award, floor)) {
      const program = awardOf(award, { index, label, extra: part.extra }, make);
      for (const type of part.types) if (!awards.has(type)) awards.set(type, program);
    }
  }
  return awards;
}

interface Placed {
  readonly index: number;
  readonly label: string;
  /** The demands of the ruleset above. */
  readonly extra: readonly FloorNeed[];
}

function awardOf(award: AwardData, { index, label, extra }: Placed, make: Making): AwardProgram {
  const { keep, terms, readings, poolAt } = make;
  const reach = reachOf(
    award,
    extra.filter((row) => row.on === 'reach'),
    make,
  );
  const adjust = keep(award.adjust).map((row) => adjustOf(row, terms));
  const each = keep(award.each).map((row) => ({
    ...said(row),
    test: activityTest(row.when, terms),
    most: row.most === 'none' ? Number.POSITIVE_INFINITY : fixed(row.most),
  }));
  const byMonths = (award.give ?? []).some((row) => row.per === 'months');
  return {
    index,
    label,
    pool: poolAt(award.pool),
    needs: [
      ...keep(award.needs).map((row) => needOf(row, row.pending ?? false, terms)),
      ...extra.filter((row) => row.on === 'award').map((row) => needOf(row, false, terms)),
    ],
    spread: award.spread && {
      ...said(award.spread),
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
        pool: row.pool === undefined ? undefined : poolAt(row.pool),
        data: row,
      }),
    ),
    adjust,
    each,
    plain: adjust.length === 0 && each.length === 0,
    scope: award.scope && said(award.scope),
    once: award.once && { ...said(award.once), key: award.once.key },
    best: award.best && { ...said(award.best), key: award.best.key },
    together:
      reach.length > 0 ||
      award.spread !== undefined ||
      award.once !== undefined ||
      award.best !== undefined ||
      byMonths,
    byMonths,
    data: award,
  };
}

/** The thresholds of an award; where the ruleset above demands more, that too. */
function reachOf(award: AwardData, above: readonly FloorNeed[], { keep, terms, readings }: Making): ReachProgram[] {
  const demands = above.map((row) => activityTest(row.when, terms));
  const reach = keep(award.reach).map((row): ReachProgram => {
    const tests = [activityTest(row.when, terms), ...demands].filter((t): t is ActivityTest => t !== undefined);
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
    for (const [i, demand] of above.entries()) {
      const met = demands[i];
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
  return reach;
}

function adjustOf(row: NonNullable<AwardData['adjust']>[number], terms: RulesetData['terms']): AdjustProgram {
  const { times = 1, decay } = row;
  return {
    ...said(row),
    test: activityTest(row.when, terms),
    apply: decay
      ? (a, v) => Math.round(v * Math.max(0, 1 - decay.each * (number(a[decay.by]) - (decay.from ?? 1))))
      : (_, v) => Math.round(v * times),
    times: decay ? undefined : times,
  };
}

type FloorNeed = NonNullable<RulesetData['floor']>[number];

const needOf = (
  row: Row & { readonly else: string; readonly when?: When | undefined },
  pending: boolean,
  terms: RulesetData['terms'],
): NeedProgram => ({
  ...said(row),
  test: activityTest(row.when, terms) ?? (() => true),
  else: row.else,
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
