import { Engine, type RuleProperties } from 'json-rules-engine';
import type { Verdict } from './rules-hand.ts';
import type { Case } from './rules-people.ts';

/**
 * The same rules in json-rules-engine. It has no sums, so that JavaScript adds the quantities up by kind first and the
 * engine is run once a person only, over those sums: the fewest runs that it can be asked for.
 */
const KINDS: readonly { kind: string; rate: number; pool: Pool }[] = [
  { kind: 'projectParticipant', rate: 1, pool: 'project' },
  { kind: 'projectLecturer', rate: 2, pool: 'project' },
  { kind: 'projectPublished', rate: 1, pool: 'project' },
  { kind: 'publicCredits', rate: 1, pool: 'subject' },
  { kind: 'theoryParticipant', rate: 0.2, pool: 'internal' },
  { kind: 'theoryLecturer', rate: 0.5, pool: 'internal' },
  { kind: 'practiceParticipant', rate: 0.5, pool: 'internal' },
  { kind: 'practiceLecturer', rate: 1, pool: 'internal' },
  { kind: 'specialDays', rate: 1, pool: 'special' },
  { kind: 'cityCredits', rate: 1, pool: 'city' },
  ...(['sci', 'core', 'ordinary'] as const).flatMap((journal) =>
    [1, 2, 3].map((rank) => ({
      kind: `${journal}${rank}`,
      rate: { sci: [25, 15, 10], core: [15, 10, 5], ordinary: [10, 5, 3] }[journal][rank - 1] ?? 0,
      pool: 'output' as const,
    })),
  ),
];
type Pool = 'project' | 'subject' | 'internal' | 'special' | 'output' | 'city';

const PRIMARY = ['township', 'village', 'community'];
const rules: RuleProperties[] = [
  ...KINDS.map(
    ({ kind, rate, pool }): RuleProperties => ({
      conditions: { all: [{ fact: kind, operator: 'greaterThan', value: 0 }] },
      event: { type: 'award', params: { kind, rate, pool } },
    }),
  ),
  ...['resident', 'fellow', 'unlicensed'].map(
    (flag): RuleProperties => ({
      conditions: { all: [{ fact: 'flags', operator: 'contains', value: flag }] },
      event: { type: 'exempt' },
    }),
  ),
  {
    conditions: { all: [{ fact: 'level', operator: 'in', value: PRIMARY }] },
    event: { type: 'cap', params: { most: 20 } },
  },
  {
    conditions: { all: [{ fact: 'level', operator: 'notIn', value: PRIMARY }] },
    event: { type: 'cap', params: { most: 15 } },
  },
  ...(
    [
      [['junior', 'junior-assistant'], 10],
      [['mid'], 5],
      [['senior'], 3],
    ] as const
  ).map(
    ([titles, least]): RuleProperties => ({
      conditions: {
        all: [
          { fact: 'level', operator: 'notIn', value: PRIMARY },
          { fact: 'title', operator: 'in', value: [...titles] },
        ],
      },
      event: { type: 'floor', params: { least } },
    }),
  ),
  {
    conditions: { all: [{ fact: 'largest', operator: 'greaterThanInclusive', value: 25 }] },
    event: { type: 'single' },
  },
];

/** Sums of quantities by kind: the part that stays in JavaScript. */
function sums({ person, activities }: Case): { [fact: string]: unknown } {
  const facts: { [fact: string]: number } = { largest: 0 };
  for (const { kind } of KINDS) facts[kind] = 0;
  const add = (kind: string, quantity: number, each = 0): void => {
    facts[kind] = (facts[kind] ?? 0) + quantity;
    if (each > (facts.largest ?? 0)) facts.largest = each;
  };
  const reported = !['province', 'prefecture'].includes(person.institution?.level ?? '');
  for (const a of activities) {
    const day = a.date ?? a.to ?? a.from;
    if (day !== undefined && (day < '2026-01-01' || day > '2026-12-31')) continue;
    if (a.type === 'cme-project') {
      if (a.status === 'pending' || a.passed === false) continue;
      const hours = a.hours as number;
      if (typeof a.publishedCredits === 'number') add('projectPublished', a.publishedCredits, a.publishedCredits);
      else if (a.role === 'lecturer') add('projectLecturer', Math.floor(hours), Math.floor(hours) * 2);
      else add('projectParticipant', Math.floor(hours / 3), Math.floor(hours / 3));
    } else if (a.type === 'public-course') add('publicCredits', a.credits as number, a.credits as number);
    else if (a.type === 'internal-training') {
      if (a.organiser === 'other' || (a.filed === false && reported)) continue;
      add(`${a.form}${a.role === 'lecturer' ? 'Lecturer' : 'Participant'}`, (a.sessions as number | undefined) ?? 1);
    } else if (a.type === 'special-training') add('specialDays', a.fullDays as number);
    else if (a.type === 'city-defined') add('cityCredits', a.credits as number, a.credits as number);
    else if (a.type === 'paper' && a.accepted !== true) {
      const rank = a.corresponding === true ? 1 : (a.rank as number);
      const journal = a.journal === 'sci' || a.journal === 'core' ? a.journal : 'ordinary';
      const worth = a.review === true ? 0.5 : 1;
      const rate = KINDS.find(({ kind }) => kind === `${journal}${rank}`)?.rate ?? 0;
      if (rank <= 3) add(`${journal}${rank}`, worth, worth * rate);
    }
  }
  return { ...facts, flags: person.flags ?? [], level: person.institution?.level ?? '', title: person.title ?? '' };
}

export function jsonRulesEngine(): (one: Case) => Promise<Verdict> {
  const engine = new Engine(rules, { allowUndefinedFacts: true });
  return async (one) => {
    const facts = sums(one);
    const { events } = await engine.run(facts);
    const pools: { [pool in Pool]: number } = { project: 0, subject: 0, internal: 0, special: 0, output: 0, city: 0 };
    let most = 15;
    let floor = 0;
    let exempt = false;
    let single = false;
    for (const { type, params } of events) {
      if (type === 'award')
        pools[params?.pool as Pool] += Math.round(
          (params?.rate as number) * (facts[params?.kind as string] as number) * 100,
        );
      else if (type === 'cap') most = params?.most as number;
      else if (type === 'floor') floor = params?.least as number;
      else if (type === 'exempt') exempt = true;
      else if (type === 'single') single = true;
    }
    const internal = Math.min(pools.internal, most * 100);
    const special = Math.min(pools.special, 1500);
    const total = pools.project + pools.subject + internal + special + pools.output + pools.city;
    return {
      covered: !exempt,
      total: total / 100,
      public: pools.subject / 100,
      compliant: exempt || single || (total >= 2500 && pools.subject >= floor * 100),
    };
  };
}
