import type { Activity } from '../src/types/index.ts';
import type { Verdict } from './rules-hand.ts';
import type { Case } from './rules-people.ts';

/**
 * The same rules as decision graphs of zen-engine, evaluated once a person, in two forms. The table is what the engine
 * is for: rules as rows that an office can read and change, run over the activities. The expression is one formula over
 * all activities with every branch written into it, the quickest that the engine can be asked for. In both an expression
 * node gives what the person's own facts decide; JavaScript leaves out what is not of the year and adds up by pool.
 *
 * The package is no dependency: most of its platform packages are not in every registry. By hand:
 * `npm install --no-save @gorules/zen-engine@0.54.0`.
 */

interface Zen {
  readonly ZenEngine: new () => { createDecision(graph: object): Decision };
}
interface Decision {
  evaluate(context: object): Promise<{ readonly result: Result }>;
}
interface Award {
  readonly credits: number;
  readonly pool: string;
}
interface Result {
  readonly awards: readonly (Award | number)[];
  readonly exempt: boolean;
  readonly most: number;
  readonly floor: number;
}

/** Type, further condition, credits, pool: the first row that fits. */
const RANK = '(corresponding == true ? 1 : rank)';
const paper = (journal: string, table: string): [string, string, string, string] => [
  "'paper'",
  `${journal} and ${RANK} <= 3`,
  `${table}[${RANK} - 1] * (review == true ? 0.5 : 1)`,
  "'output'",
];
const ROWS: readonly [type: string, condition: string, credits: string, pool: string][] = [
  ["'internal-training'", "organiser == 'other'", '0', "'none'"],
  ["'internal-training'", "form == 'theory' and role == 'participant'", '(sessions ?? 1) * 0.2', "'internal'"],
  ["'internal-training'", "form == 'theory'", '(sessions ?? 1) * 0.5', "'internal'"],
  ["'internal-training'", "role == 'participant'", '(sessions ?? 1) * 0.5', "'internal'"],
  ["'internal-training'", '', '(sessions ?? 1) * 1', "'internal'"],
  ["'public-course'", '', 'credits', "'public'"],
  ["'cme-project'", "status == 'pending' or passed == false", '0', "'none'"],
  ["'cme-project'", 'publishedCredits != null', 'publishedCredits', "'project'"],
  ["'cme-project'", "role == 'lecturer'", 'floor(hours) * 2', "'project'"],
  ["'cme-project'", '', 'floor(hours / 3)', "'project'"],
  ["'special-training'", '', 'fullDays', "'special'"],
  ["'city-defined'", '', 'credits', "'city'"],
  ["'paper'", 'accepted == true', '0', "'none'"],
  paper("journal == 'sci'", '[25, 15, 10]'),
  paper("journal == 'core'", '[15, 10, 5]'),
  paper("journal in ['ordinary', 'national', 'provincial']", '[10, 5, 3]'),
  ['', '', '0', "'none'"],
];

const FORMULA = `map(activities,
  #.type == 'internal-training'
    ? (#.organiser == 'other' ? 0
      : (#.sessions ?? 1) * (#.form == 'theory' ? (#.role == 'lecturer' ? 0.5 : 0.2) : (#.role == 'lecturer' ? 1 : 0.5)))
  : #.type == 'public-course' or #.type == 'city-defined' ? #.credits
  : #.type == 'cme-project'
    ? (#.status == 'pending' or #.passed == false ? 0
      : #.publishedCredits != null ? #.publishedCredits
      : #.role == 'lecturer' ? floor(#.hours) * 2 : floor(#.hours / 3))
  : #.type == 'special-training' ? #.fullDays
  : #.type == 'paper'
    ? (#.accepted == true or (#.corresponding == true ? 1 : #.rank) > 3 ? 0
      : (#.journal == 'sci' ? [25, 15, 10] : #.journal == 'core' ? [15, 10, 5] : [10, 5, 3])[(#.corresponding == true ? 1 : #.rank) - 1]
        * (#.review == true ? 0.5 : 1))
  : 0)`;
/** The expression gives credits alone, in the order of the activities. */
const POOL_OF: { readonly [type: string]: string } = {
  'internal-training': 'internal',
  'public-course': 'public',
  'cme-project': 'project',
  'special-training': 'special',
  'city-defined': 'city',
  paper: 'output',
};

const position = { x: 0, y: 0 };
const PERSON = [
  { id: 'e1', key: 'exempt', value: "some(flags, # in ['resident', 'fellow', 'unlicensed'])" },
  { id: 'e2', key: 'most', value: "level in ['township', 'village', 'community'] ? 20 : 15" },
  {
    id: 'e3',
    key: 'floor',
    value:
      "level in ['township', 'village', 'community'] or title == 'none' ? 0 : title == 'senior' ? 3 : title == 'mid' ? 5 : 10",
  },
];
const TABLE = {
  hitPolicy: 'first',
  passThrough: false,
  inputField: 'activities',
  outputPath: 'awards',
  executionMode: 'loop',
  inputs: [
    { id: 'type', name: 'type', field: 'type' },
    { id: 'condition', name: 'condition' },
  ],
  outputs: [
    { id: 'credits', name: 'credits', field: 'credits' },
    { id: 'pool', name: 'pool', field: 'pool' },
  ],
  rules: ROWS.map(([type, condition, credits, pool], i) => ({ _id: `r${i}`, type, condition, credits, pool })),
};

function graph(form: 'table' | 'expression'): object {
  const expressions = form === 'table' ? PERSON : [...PERSON, { id: 'e4', key: 'awards', value: FORMULA }];
  const table = { id: 'table', name: 'table', type: 'decisionTableNode', position, content: TABLE };
  const wires = [
    ['in', 'person'],
    ['person', 'out'],
    ...(form === 'table'
      ? [
          ['in', 'table'],
          ['table', 'out'],
        ]
      : []),
  ];
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position },
      ...(form === 'table' ? [table] : []),
      { id: 'person', name: 'person', type: 'expressionNode', position, content: { passThrough: false, expressions } },
      { id: 'out', name: 'out', type: 'outputNode', position },
    ],
    edges: wires.map(([sourceId, targetId], i) => ({ id: `g${i}`, sourceId, targetId, type: 'edge' })),
  };
}

function inYear(a: Activity): boolean {
  const day = a.date ?? a.to ?? a.from;
  return day === undefined || (day >= '2026-01-01' && day <= '2026-12-31');
}

type Judge = (one: Case) => Promise<Verdict>;

/** @returns undefined where the package is not installed. @throws where it is and does not load */
export async function zenEngine(): Promise<{ readonly table: Judge; readonly expression: Judge } | undefined> {
  const name = '@gorules/zen-engine';
  let zen: Zen;
  try {
    zen = (await import(name)) as Zen;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw fault;
  }
  const engine = new zen.ZenEngine();
  return {
    table: judgeBy(engine.createDecision(graph('table'))),
    expression: judgeBy(engine.createDecision(graph('expression'))),
  };
}

function judgeBy(decision: Decision): Judge {
  return async ({ person, activities: all }) => {
    const level = person.institution?.level ?? '';
    const activities = all.filter(inYear);
    const { result } = await decision.evaluate({
      level,
      title: person.title ?? '',
      flags: person.flags ?? [],
      activities,
    });
    const filing = level !== 'province' && level !== 'prefecture';
    const pools: { [pool: string]: number } = {};
    let single = false;
    for (let i = 0; i < activities.length; i++) {
      const award = result.awards[i] as Award | number;
      const { type, filed } = activities[i] as Activity;
      const credits = typeof award === 'number' ? award : award.credits;
      let pool = typeof award === 'number' ? (POOL_OF[type] ?? 'none') : award.pool;
      if (pool === 'internal' && filed === false && filing) pool = 'none';
      pools[pool] = (pools[pool] ?? 0) + Math.round(credits * 100);
      if (credits >= 25 && pool !== 'internal' && pool !== 'special') single = true;
    }
    const { project = 0, public: subject = 0, internal = 0, special = 0, output = 0, city = 0 } = pools;
    const total = project + subject + Math.min(internal, result.most * 100) + Math.min(special, 1500) + output + city;
    return {
      covered: !result.exempt,
      total: total / 100,
      public: subject / 100,
      compliant: result.exempt || single || (total >= 2500 && subject >= result.floor * 100),
    };
  };
}
