import { kindOf } from '../../catalogue/index.ts';
import { addDays, lastDayOfMonths } from '../../days.ts';
import type { Activity, Day, FieldValue } from '../../types/index.ts';
import type { Edition } from '../format/edition.ts';
import { stands } from '../format/rows.ts';
import type { AwardData, GiveData, Matcher, When } from '../format/schema.ts';
import { stayDays } from '../year/stays.ts';

/** What a person can plan in a province, read off its award rows. What it earns is asked of the engine, never computed here. */

/** What no ruleset says and a plan must assume. An operator may set each; a plan shows them. */
export interface Assumptions {
  /** Hours that one unit of a field takes: a session, an occasion, a full day, a credit of an online course, a character. */
  readonly hoursPer: { readonly [field: string]: number };
  /** The most of a field that is planned as one activity; `type.field` stands before `field`. */
  readonly most: { readonly [field: string]: number };
  /** In which parts a person can take part at will. */
  readonly roles: readonly string[];
  /** Hours a day that can be given to it at most. */
  readonly perDay: number;
}

export const ASSUMED: Assumptions = {
  hoursPer: { hours: 1, sessions: 1, count: 2, fullDays: 6, credits: 3, chars: 0.002, course: 10 },
  most: {
    'cme-project.hours': 24,
    'advanced-seminar.hours': 24,
    'practice.hours': 24,
    'teaching.hours': 24,
    'secondment.hours': 176,
    'special-training.hours': 176,
    hours: 90,
    credits: 10,
    fullDays: 22,
    months: 3,
    chars: 10_000,
    sessions: 1,
    count: 1,
  },
  roles: ['participant'],
  perDay: 8,
};

/** The assumptions in words, as a plan shows them. */
export function assumed(a: Assumptions): string[] {
  const h = (field: string): number => a.hoursPer[field] ?? 1;
  return [
    `一次院内培训按 ${h('sessions')} 小时算，一次讲座、义诊等活动按 ${h('count')} 小时算`,
    `进修、专项培训一天按 ${h('fullDays')} 小时算`,
    `线上课程每 1 学分按 ${h('credits')} 学时算；指定课程每门按 ${h('course')} 学时算`,
    `进修、专项培训一次最多按 ${a.most.months ?? 3} 个月安排`,
    `单个项目最多按 ${a.most['cme-project.hours'] ?? a.most.hours ?? 24} 学时安排，每天最多 ${a.perDay} 小时`,
    a.roles.includes('lecturer') ? '可以担任主讲人' : '只按参加者安排，不安排主讲、授课',
  ];
}

/** One activity of a size, with what it costs. `reach`: it is there to reach a threshold. */
export interface Portion {
  readonly type: string;
  /** The fields that it is reported with, its quantity and its day included. */
  readonly fields: { readonly [field: string]: FieldValue };
  readonly minutes: number;
}

export interface Candidate {
  readonly type: string;
  readonly remote: boolean;
  readonly inHouse: boolean;
  /** The pool that the ruleset puts it into. */
  readonly pool: string;
  /** Smallest first. */
  readonly portions: readonly Portion[];
  /** What several of it come to hangs on all of them together: one is planned at most. */
  readonly once: string | undefined;
  readonly reach: boolean;
}

export interface Window {
  readonly day: Day;
  readonly to: Day;
}

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);
type Fields = { readonly [field: string]: FieldValue };

/** Values of a field that a matcher would take, the plainest first; empty where it cannot be planned; undefined: leave it out. */
function planned(field: string, matcher: Matcher, window: Window): readonly FieldValue[] | undefined {
  if (typeof matcher !== 'object') return [matcher];
  if (Array.isArray(matcher)) return matcher;
  if (matcher.not !== undefined) {
    const refused = list(matcher.not);
    return refused.includes(false) ? [true] : undefined;
  }
  if (matcher.quarter !== undefined || matcher.inYear === true) return [window.day];
  if (matcher.includes !== undefined) return [matcher.includes];
  if (matcher.least !== undefined) return [matcher.least];
  if (matcher.more !== undefined) return [matcher.more + 1];
  if (matcher.present === false || matcher.inYear === false) return undefined;
  if (matcher.most !== undefined || matcher.under !== undefined) return undefined;
  return field === 'date' ? undefined : [];
}

const ofPerson = (field: string): boolean => field.startsWith('person.') || field === 'unit';

/** Adds to each set of fields what a `when` asks for: its first alternative that can be planned. */
function satisfying(sets: readonly Fields[], when: When | undefined, window: Window): readonly Fields[] {
  if (when === undefined) return sets;
  const either = list<string | Record<string, Matcher>>(when);
  for (const part of either) {
    if (typeof part === 'string') return sets;
    let out = sets;
    for (const [field, matcher] of Object.entries(part)) {
      if (ofPerson(field)) continue;
      const values = planned(field, matcher, window);
      if (values === undefined) continue;
      out = out.flatMap((fields) =>
        field in fields ? [fields] : values.map((value) => ({ ...fields, [field]: value })),
      );
    }
    if (out.length > 0) return out;
  }
  return [];
}

/** What every row of an award, and the text above it, wants of an activity before it gives anything. */
function wanted(edition: Edition, award: AwardData, type: string, window: Window): readonly Fields[] {
  let sets: readonly Fields[] = [{}];
  const readings = edition.inUse;
  for (const row of award.needs ?? []) if (stands(row, readings)) sets = satisfying(sets, row.when, window);
  for (const row of edition.floor) if (row.for.includes(type)) sets = satisfying(sets, row.when, window);
  return sets;
}

function readsRemote(award: AwardData, edition: Edition): boolean {
  return JSON.stringify([award, edition.floor]).includes('"remote"');
}

function mostOf(type: string, field: string, a: Assumptions): number {
  return a.most[`${type}.${field}`] ?? a.most[field] ?? 1;
}

const minutesOf = (field: string, quantity: number, a: Assumptions): number =>
  Math.round(quantity * (a.hoursPer[field] ?? 1) * 60);

/** The quantities of a give row that are worth asking the engine about: whole units of the rule, up to what one activity can be. */
function quantitiesOf(
  give: GiveData,
  award: AwardData,
  type: string,
  a: Assumptions,
): { field: string; sizes: number[] } | undefined {
  if (give.by !== undefined) return undefined;
  const field = give.per ?? give.stated ?? (give.times || give.credits !== undefined ? 'count' : undefined);
  if (field === undefined || field === 'publishedCredits') return undefined;
  const step = give.per === undefined ? 1 : (give.every ?? 1);
  const sizes: number[] = give.rest ? [give.rest.least] : [];
  // Where a threshold adds several up, one activity may be as large as what lies below it.
  const threshold = Math.max(0, ...(award.reach ?? []).map((reach) => (reach.total === field ? reach.least : 0)));
  const most = Math.max(mostOf(type, field, a), threshold);
  for (let size = step; size <= most + 1e-9; size += step) sizes.push(Math.round(size * 1e6) / 1e6);
  if (sizes.length === 0) sizes.push(step);
  return { field, sizes: sizes.sort((x, y) => x - y) };
}

/** What holds for all candidates: the edition as it is read, the time there is, what must be assumed. */
interface Setting {
  readonly edition: Edition;
  readonly readings: { readonly [doubt: string]: string };
  readonly window: Window;
  readonly assumptions: Assumptions;
}

/** The fields with their day, or their span where the row is about stays; undefined where there is no time for it. */
function dated(fields: Fields, award: AwardData, { window, assumptions: a }: Setting): Fields | undefined {
  const { fullDays, hours } = fields;
  const days =
    typeof fullDays === 'number' ? Math.ceil(fullDays) : typeof hours === 'number' ? Math.ceil(hours / a.perDay) : 1;
  const last = addDays(window.day, days - 1);
  if (last > window.to) return undefined;
  return award.spread || typeof fullDays === 'number'
    ? { ...fields, from: window.day, to: last }
    : { ...fields, date: window.day };
}

/** Candidates of one award row for one type: a list of sizes for each way in which its rows can be met. */
function ofAward(award: AwardData, index: number, type: string, setting: Setting): Candidate[] {
  const { edition, readings, window, assumptions: a } = setting;
  const place = kindOf(type)?.plan;
  if (!place) return [];
  const out: Candidate[] = [];
  const once = award.reach && award.reach.length > 0 ? `award ${index}` : undefined;
  const variants: { remote: boolean; with: Fields }[] =
    place.remote === 'always'
      ? [{ remote: true, with: { remote: true } }]
      : place.remote === 'never' || !readsRemote(award, edition)
        ? [{ remote: place.remote === 'either', with: {} }]
        : [
            { remote: false, with: { remote: false } },
            { remote: true, with: { remote: true } },
          ];
  const add = (pool: string, portions: Portion[], remote: boolean, reach: boolean): void => {
    if (portions.length > 0) out.push({ type, remote, inHouse: place.inHouse, pool, portions, once, reach });
  };
  const playable = ({ role, kind, level }: Fields): boolean =>
    (typeof role !== 'string' || a.roles.includes(role)) &&
    (kind !== 'lecturing' || a.roles.includes('lecturer')) &&
    (place.level === undefined || level === undefined || level === place.level);
  for (const need of wanted(edition, award, type, window))
    for (const variant of variants) {
      const base = { ...need, ...variant.with };
      for (const give of award.give ?? []) {
        if (!stands(give, readings) || give.pool === 'none') continue;
        const amounts = quantitiesOf(give, award, type, a);
        if (!amounts) continue;
        for (const fields of satisfying([base], give.when, window)) {
          if (!playable(fields)) continue;
          const portions = amounts.sizes.flatMap((size): Portion[] => {
            if (amounts.field === 'months') return staying(type, fields, size, setting);
            const whole = dated({ ...fields, [amounts.field]: size }, award, setting);
            return whole ? [{ type, fields: whole, minutes: minutesOf(amounts.field, size, a) }] : [];
          });
          add(give.pool ?? award.pool, portions, variant.remote, false);
        }
      }
      for (const reach of award.reach ?? []) {
        if (!stands(reach, readings) || reach.credits <= 0) continue;
        for (const fields of satisfying([base], reach.when, window)) {
          if (!playable(fields)) continue;
          const portions =
            reach.total === 'months'
              ? staysUpTo(type, fields, reach.least, setting)
              : sizesUpTo(reach, { type, fields }, award, setting);
          add(award.pool, portions, variant.remote, true);
        }
      }
    }
  return out;
}

/** A stay of whole months from the window's first day on; as 30 days each too, where a text may count days. */
function staying(type: string, fields: Fields, months: number, { window, assumptions: a }: Setting): Portion[] {
  return [lastDayOfMonths(window.day, months), addDays(window.day, months * 30 - 1)].flatMap((last): Portion[] => {
    if (last > window.to) return [];
    const days = Math.ceil((stayDays(window.day, last) * 5) / 7);
    return [{ type, fields: { ...fields, from: window.day, to: last }, minutes: minutesOf('fullDays', days, a) }];
  });
}

/** Sizes up to a threshold: the ledger may hold a part of it already, so that less than the whole may be enough. */
function sizesUpTo(
  { total, least }: { readonly total: string; readonly least: number },
  { type, fields }: Pick<Portion, 'type' | 'fields'>,
  award: AwardData,
  setting: Setting,
): Portion[] {
  const out: Portion[] = [];
  for (let size = 1; size <= least; size++) {
    const whole = dated({ ...fields, [total]: size }, award, setting);
    if (whole) out.push({ type, fields: whole, minutes: minutesOf(total, size, setting.assumptions) });
  }
  return out;
}

/** The same for a threshold in months: stays up to it, and to what one plans at most. */
function staysUpTo(type: string, fields: Fields, least: number, setting: Setting): Portion[] {
  const out: Portion[] = [];
  for (let months = 1; months <= Math.min(least, setting.assumptions.most.months ?? 3); months++) {
    out.push(...staying(type, fields, months, setting));
  }
  return out.sort((x, y) => x.minutes - y.minutes);
}

/** Everything that can be planned from `window.day` on, as the edition's rows have it under these readings. */
export function candidatesOf(
  edition: Edition,
  readings: { readonly [doubt: string]: string },
  window: Window,
  assumptions: Assumptions = ASSUMED,
): Candidate[] {
  const { award, deem } = edition.data;
  const setting: Setting = { edition, readings, window, assumptions };
  const out = award.flatMap((row, index) => list(row.for).flatMap((type) => ofAward(row, index, type, setting)));
  for (const row of deem ?? []) {
    if (!stands(row, readings) || !row.months) continue;
    for (const type of list(row.for)) {
      const place = kindOf(type)?.plan;
      const own = award.findIndex((one) => list(one.for).includes(type));
      if (!place) continue;
      for (const fields of satisfying([{}], row.when, window))
        out.push({
          type,
          remote: false,
          inHouse: place.inHouse,
          pool: award[own]?.pool ?? '',
          portions: staysUpTo(type, fields, row.months.least, setting),
          once: own < 0 ? `deem ${type}` : `award ${own}`,
          reach: true,
        });
    }
  }
  return out;
}

/** A portion as an activity that the engine can judge. */
export const asActivity = (portion: Portion, id: string): Activity => ({ ...portion.fields, id, type: portion.type });
