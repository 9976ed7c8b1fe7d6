import { z } from 'zod';
import { isDay } from '../../days.ts';

/**
 * The shape of `rules/<province>/<edition>.yaml`. Strict: an unknown key is a fault. docs/a-new-province.md explains every
 * key with an example; here is only what is allowed.
 */

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期写成 YYYY-MM-DD')
  .refine((text) => isDay(text), '日历上没有这一天');
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** What one fact must be: a value, one of several, or a test. */
const matcher = z.union([
  scalar,
  z.array(scalar).min(1),
  z
    .strictObject({
      not: z.union([scalar, z.array(scalar).min(1)]).optional(),
      least: z.number().optional(),
      more: z.number().optional(),
      most: z.number().optional(),
      under: z.number().optional(),
      present: z.boolean().optional(),
      includes: z.array(z.string()).min(1).optional(),
      quarter: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
      inYear: z.boolean().optional(),
      before: day.optional(),
      since: day.optional(),
      year: z.enum(['this-or-later', 'this', 'earlier']).optional(),
      touches: z.enum(['year', 'most']).optional(),
    })
    .refine((test) => Object.keys(test).length > 0, '空的条件'),
]);
export type Matcher = z.infer<typeof matcher>;

const conditions = z.record(z.string(), matcher);
/** A term's name, facts that must all hold, or several of these of which one must hold. */
const when = z.union([z.string(), conditions, z.array(z.union([z.string(), conditions])).min(1)]);
export type When = z.infer<typeof when>;

const row = {
  id: z.string(),
  cite: z.string().min(2),
  when: when.optional(),
  if: z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)])).optional(),
  note: z.string().optional(),
};

const amount = z.union([
  z.number(),
  z.null(),
  z.literal('none'),
  z.strictObject({ from: z.string() }),
  z.strictObject({ parameter: z.string() }),
  /** A share of the year's requirement: 0.5 = at most, or at least, half of it. */
  z.strictObject({ share: z.number().positive().max(1) }),
]);
export type Amount = z.infer<typeof amount>;

const valueRow = z.strictObject({ ...row, is: amount });
const values = z.union([amount, z.array(valueRow)]);

const floor = z.strictObject({
  label: z.string(),
  of: z.array(z.string()).min(1),
  some: z.boolean().optional(),
  rows: z.array(valueRow),
});

/** How a quantity becomes credits; `part` = what happens to a part of a unit: whole, exact, or the doubt that says so. */
const give = z.strictObject({
  ...row,
  credits: z.union([z.number(), z.array(z.number()).min(1)]).optional(),
  per: z.string().optional(),
  every: z.number().positive().optional(),
  part: z.string().optional(),
  rest: z.strictObject({ least: z.number(), credits: z.number() }).optional(),
  by: z.string().optional(),
  first: z.number().optional(),
  step: z.number().optional(),
  last: z.number().optional(),
  others: z.number().optional(),
  stated: z.string().optional(),
  times: z.string().optional(),
  pool: z.string().optional(),
  /** The documents give no formula here: the activity is left out, never counted as 0. */
  absent: z.literal(true).optional(),
  say: z.string().optional(),
});
export type GiveData = z.infer<typeof give>;

const reach = z.strictObject({
  ...row,
  total: z.string(),
  least: z.number(),
  count: z.string().optional(),
  credits: z.number(),
  completes: z.enum(['year', 'year-if-single']).optional(),
});
export type ReachData = z.infer<typeof reach>;

const award = z.strictObject({
  for: z.union([z.string(), z.array(z.string()).min(1)]),
  pool: z.string(),
  label: z.string().optional(),
  /** The words that say what the award is for as a whole: quoted where an activity fits none of its rows. */
  scope: z.strictObject({ id: z.string(), cite: z.string() }).optional(),
  needs: z.array(z.strictObject({ ...row, else: z.string(), pending: z.boolean().optional() })).optional(),
  spread: z.strictObject({ id: z.string(), cite: z.string(), year: z.string().optional() }).optional(),
  read: z.array(z.strictObject({ ...row, set: z.string(), to: scalar })).optional(),
  reach: z.array(reach).optional(),
  give: z.array(give).optional(),
  adjust: z
    .array(
      z.strictObject({
        ...row,
        times: z.number().optional(),
        decay: z.strictObject({ by: z.string(), each: z.number(), from: z.number().optional() }).optional(),
      }),
    )
    .optional(),
  each: z.array(z.strictObject({ ...row, most: z.union([z.number(), z.literal('none')]) })).optional(),
  once: z.strictObject({ id: z.string(), cite: z.string(), key: z.string() }).optional(),
  best: z.strictObject({ id: z.string(), cite: z.string(), key: z.string() }).optional(),
});
export type AwardData = z.infer<typeof award>;

const pool = z.strictObject({
  id: z.string(),
  cite: z.string(),
  label: z.string(),
  most: values.optional(),
  in: z.string().optional(),
  if: row.if,
  capOnly: z.boolean().optional(),
  note: z.string().optional(),
});

const deadline = z.strictObject({
  ...row,
  by: day.optional(),
  last: z.union([z.literal('in'), z.literal('out'), z.string()]).optional(),
  within: z.strictObject({ days: z.number(), after: z.string() }).optional(),
  ahead: z.strictObject({ days: z.number(), before: z.string() }).optional(),
  from: day.optional(),
  label: z.string(),
});
export type DeadlineData = z.infer<typeof deadline>;

const answer = z.union([scalar, z.array(scalar)]);
const tableRow = z.strictObject({ ...row, give: z.record(z.string(), answer) });
export type TableRow = z.infer<typeof tableRow>;

const named = z.string().min(1, '要写中文名字');
const value = z.union([
  named,
  z.strictObject({ name: named, button: named.optional(), words: z.array(named).optional() }),
]);
/** A kind of activity that the house does not know: with a name, a word by which it is said, and what is asked of it. */
const kind = z.strictObject({
  name: named,
  shape: z.enum(['event', 'stay', 'output'], { error: '写 event（一次的事）、stay（一段时间）或 output（成果）' }),
  words: z.array(named).min(1, '至少写一个人们的说法'),
  fields: z.array(z.string()),
  ask: z.record(z.string(), named).optional(),
  says: z.record(z.string(), z.record(z.string(), named)).optional(),
  offers: z.record(z.string(), z.array(scalar).min(1)).optional(),
  core: z.array(z.string()).optional(),
  apart: z.boolean().optional(),
  sameDay: z.boolean().optional(),
  goesOn: z.boolean().optional(),
  beside: z.array(z.string()).optional(),
  plan: z
    .strictObject({ remote: z.enum(['always', 'either', 'never']), inHouse: z.boolean(), level: z.string().optional() })
    .optional(),
});
/** A field that the house does not know. */
const field = z
  .strictObject({
    name: named,
    formal: named.optional(),
    sort: z.enum(['amount', 'flag', 'choice', 'text', 'day'], { error: '写 amount、flag、choice、text 或 day' }),
    ask: named.optional(),
    unit: named.optional(),
    most: z.number().positive().optional(),
    values: z.record(z.string(), value).optional(),
    yes: named.optional(),
    no: named.optional(),
    card: z.number().optional(),
    asked: z.number().optional(),
    usual: z.boolean().optional(),
    tries: z.array(z.number()).min(2).optional(),
    presumed: z.boolean().optional(),
  })
  .refine((told) => told.sort !== 'amount' || told.unit !== undefined, '数量要写 unit（单位）')
  .refine((told) => told.sort !== 'choice' || told.values !== undefined, '几种之一要写 values（各是什么）')
  .refine((told) => told.usual === true || told.ask !== undefined, '要写 ask（怎么问）');

export const rulesetSchema = z.strictObject({
  ruleset: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string(),
  title: z.string(),
  force: z.strictObject({
    from: day,
    to: day.optional(),
    id: z.string(),
    cite: z.string(),
    note: z.string().optional(),
  }),
  judges: z.strictObject({
    years: z.strictObject({ from: z.number().int(), to: z.number().int().optional() }),
    id: z.string(),
    cite: z.string(),
    why: z.string(),
  }),
  under: z.string().optional(),
  source: z.strictObject({
    document: z.string(),
    title: z.string(),
    number: z.string().optional(),
    issuer: z.string().optional(),
    date: day.optional(),
    file: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  absent: z.array(z.string()).optional(),
  year: z.strictObject({
    begins: z.string().regex(/^\d{2}-\d{2}$/),
    namedBy: z.enum(['start', 'end']).optional(),
    cycle: z.strictObject({ years: z.number().int().positive(), anchor: z.number().int() }).optional(),
    id: z.string(),
    cite: z.string(),
  }),
  /** Kinds of activity, fields and values that this ruleset adds to those of the house. */
  kinds: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, '种类的名字用小写字母和连字符'), kind).optional(),
  fields: z.record(z.string().regex(/^[a-z][a-zA-Z0-9]*$/, '字段的名字用字母，不用连字符'), field).optional(),
  values: z.record(z.string(), z.record(z.string(), value)).optional(),
  terms: z.record(z.string(), z.strictObject({ is: conditions, id: z.string(), cite: z.string() })).optional(),
  doubts: z
    .record(
      z.string(),
      z.strictObject({
        ask: z.string(),
        at: z.string(),
        readings: z.record(z.string(), z.string()),
        use: z.string(),
      }),
    )
    .optional(),
  parameters: z.record(z.string(), z.strictObject({ ask: z.string(), absent: z.string(), id: z.string() })).optional(),
  titleOn: z.string().optional(),
  exempt: z.array(z.strictObject({ ...row })).optional(),
  floor: z
    .array(z.strictObject({ ...row, for: z.array(z.string()), on: z.enum(['reach', 'award']), else: z.string() }))
    .optional(),
  unjudged: z.array(z.strictObject({ ...row, before: day.optional(), absent: z.string() })).optional(),
  require: z.strictObject({
    unit: z.array(z.strictObject({ ...row, is: z.enum(['credits', 'hours']) })).optional(),
    total: z.array(valueRow).min(1),
    adjust: z.array(z.strictObject({ ...row, times: z.number() })).optional(),
    floors: z.record(z.string(), floor).optional(),
    courses: z
      .array(
        z.strictObject({
          ...row,
          names: z.array(z.string()).min(1).optional(),
          /** Named in a notice that is not at hand. */
          absent: z.string().optional(),
          type: z.string(),
        }),
      )
      .optional(),
    windows: z
      .array(
        z.strictObject({
          ...row,
          name: z.string(),
          label: z.string(),
          years: z.union([z.number().int().positive(), z.strictObject({ since: z.string() })]),
          of: z.array(z.string()).optional(),
          least: z.number(),
          average: z.boolean().optional(),
        }),
      )
      .optional(),
    carry: z
      .strictObject({ id: z.string(), cite: z.string(), most: z.number(), years: z.number().int().positive() })
      .optional(),
    deemsHours: z.strictObject({ id: z.string(), cite: z.string(), hours: z.number() }).optional(),
  }),
  deem: z
    .array(
      z.strictObject({
        ...row,
        for: z.union([z.string(), z.array(z.string())]),
        months: z
          .strictObject({ least: z.number(), count: z.string().optional(), within: z.string().optional() })
          .optional(),
      }),
    )
    .optional(),
  complete: z
    .array(
      z.strictObject({
        ...row,
        anySingle: z.number().optional(),
        earned: z.strictObject({ least: z.number(), before: day }).optional(),
        deemed: z.boolean().optional(),
        waives: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  award: z.array(award),
  pools: z.record(z.string(), pool),
  makeup: z
    .strictObject({
      id: z.string(),
      cite: z.string(),
      within: z.number().int().positive(),
      order: z.string(),
      apply: z.strictObject({ id: z.string(), cite: z.string() }),
      reason: z.strictObject({ id: z.string(), cite: z.string() }),
      steps: z.array(z.strictObject({ id: z.string(), do: z.string(), who: z.string(), cite: z.string() })),
      moves: z.strictObject({ id: z.string(), cite: z.string() }).optional(),
    })
    .optional(),
  /** What is said of activities for which the documents give no standard. */
  otherwise: z.strictObject({ id: z.string(), cite: z.string() }).optional(),
  noCarry: z.strictObject({ id: z.string(), cite: z.string() }).optional(),
  reverify: z
    .strictObject({ id: z.string(), cite: z.string(), years: z.array(z.number().int()), label: z.string() })
    .optional(),
  tables: z
    .strictObject({
      deadline: z.record(z.string(), deadline).optional(),
      rows: z.record(z.string(), z.array(tableRow)).optional(),
    })
    .optional(),
  facts: z.array(z.strictObject({ id: z.string(), cite: z.string(), says: z.string() })).optional(),
});

export type RulesetData = z.infer<typeof rulesetSchema>;
export type ValueRow = z.infer<typeof valueRow>;
