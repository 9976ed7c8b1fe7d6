import type { Fixed } from '../../decimal.ts';
import type { Activity, AssessInput } from '../../types/index.ts';
import type { Program } from '../format/program.ts';
import { judge, type Verdict } from '../judge/person-year.ts';
import { capsOf } from '../judge/pools.ts';
import { type Assumptions, asActivity, type Candidate, type Portion, type Window } from './candidates.ts';
import { cheapest, type Gap, type Item, type Order, type Room } from './search.ts';

/** From a ledger and candidates to the least that fills the gap: what each portion is worth is asked of the engine. */

export interface Task {
  readonly program: Program;
  readonly input: AssessInput;
  readonly window: Window;
  readonly assumptions: Assumptions;
  /** A debt of an earlier year that may be made up in this one. */
  readonly debt: Fixed;
  /** What portions are worth on top of the ledger as it is: asked once for all aims. */
  readonly known: WeakMap<Portion, Weight>;
}

type Weight =
  | { readonly is: 'plain'; readonly pool: number; readonly credits: Fixed }
  | { readonly is: 'pivot' }
  | { readonly is: 'nothing' };

export interface Solution {
  readonly portions: readonly Portion[];
  readonly minutes: number;
  readonly count: number;
}

interface Worth extends Item {
  readonly portion: Portion;
  readonly pool: number;
}

/** A portion that changes more than one pool's credits: it finishes the year, reaches a threshold, waives a floor. */
interface Pivot {
  readonly portion: Portion;
  readonly once: string | undefined;
}

const verdictOf = (task: Task, activities: readonly Activity[]): Verdict =>
  judge(task.program, { ...task.input, activities }, { details: false });

const positive = (value: Fixed): Fixed => (value > 0 ? value : 0);

function gapOf(task: Task, verdict: Verdict): Gap {
  const { required, total, complete, floors } = verdict;
  const must = required === null ? 0 : required + task.debt;
  return {
    total: complete && task.debt === 0 ? 0 : positive(must - total),
    floors: complete
      ? floors.map(() => 0)
      : floors.map(({ some, got, required: least }) =>
          least === null || least <= 0 ? 0 : some ? (got > 0 ? 0 : 1) : positive(least - got),
        ),
  };
}

const filled = (gap: Gap, verdict: Verdict): boolean =>
  gap.total === 0 && gap.floors.every((lack) => lack === 0) && (verdict.complete || !verdict.missingCourses?.length);

const same = (a: readonly Fixed[], b: readonly Fixed[], but = -1, by = 0): boolean =>
  a.every((value, i) => (b[i] ?? 0) - value === (i === but ? by : 0));

/** What a portion is worth alone: its pool and credits, or undefined where it earns nothing that a ceiling binds. */
function alone(task: Task, portion: Portion): { pool: number; credits: Fixed } | undefined {
  const { tally } = verdictOf(task, [asActivity(portion, 'plan')]);
  const pool = tally.bound.findIndex((value) => value > 0);
  const credits = tally.bound[pool];
  return pool < 0 || credits === undefined ? undefined : { pool, credits };
}

function better(before: Verdict, after: Verdict): boolean {
  const lack = (v: Verdict): number => {
    const floors = v.floors.reduce(
      (sum, f) => sum + (v.complete || f.required === null ? 0 : positive(f.required - f.got)),
      0,
    );
    return (v.complete || v.required === null ? 0 : positive(v.required - v.total)) + floors;
  };
  return (after.complete && !before.complete) || lack(after) < lack(before);
}

/** A ledger and what it comes to. */
interface Ground {
  readonly ledger: readonly Activity[];
  readonly verdict: Verdict;
}

/** What a portion does on top of a ledger. `reach`: it is there to reach a threshold, never a plain worth. */
function weightOf(task: Task, { ledger, verdict: before }: Ground, portion: Portion, reach: boolean): Weight {
  const own = alone(task, portion);
  const after = verdictOf(task, [...ledger, asActivity(portion, 'plan')]);
  const plain =
    own !== undefined &&
    same(before.tally.bound, after.tally.bound, own.pool, own.credits) &&
    same(before.tally.free, after.tally.free) &&
    after.complete === before.complete &&
    after.required === before.required &&
    after.tally.deemed === before.tally.deemed &&
    after.floors.every((floor, i) => floor.required === before.floors[i]?.required);
  if (plain) return reach ? { is: 'nothing' } : { is: 'plain', ...own };
  return better(before, after) ? { is: 'pivot' } : { is: 'nothing' };
}

/** Sorts what each candidate offers on top of a ledger into plain worths and pivots. */
function weigh(task: Task, ground: Ground, candidates: readonly Candidate[]): { worths: Worth[]; pivots: Pivot[] } {
  const worths: Worth[] = [];
  const pivots: Pivot[] = [];
  const asIs = ground.ledger === task.input.activities;
  for (const candidate of candidates) {
    let most = 0;
    for (const portion of candidate.portions) {
      const weight = (asIs && task.known.get(portion)) || weightOf(task, ground, portion, candidate.reach);
      if (asIs) task.known.set(portion, weight);
      if (weight.is === 'pivot') {
        pivots.push({ portion, once: candidate.once });
        break;
      }
      if (weight.is === 'nothing' || weight.credits <= most) continue;
      most = weight.credits;
      worths.push({
        credits: weight.credits,
        minutes: portion.minutes,
        count: 1,
        portion,
        pool: weight.pool,
        ...(candidate.once !== undefined && { once: candidate.once }),
      });
    }
  }
  return { worths: undominated(worths), pivots };
}

/** Leaves out what another of the same pool betters: as many credits or more in as few minutes or fewer. */
function undominated(worths: readonly Worth[]): Worth[] {
  const out: Worth[] = [];
  for (const one of [...worths].sort((a, b) => a.minutes - b.minutes || b.credits - a.credits))
    if (
      !out.some(
        (other) =>
          other.pool === one.pool &&
          (other.once === undefined || other.once === one.once) &&
          other.credits >= one.credits &&
          other.minutes <= one.minutes,
      )
    )
      out.push(one);
  return out;
}

function roomsOf(task: Task, verdict: Verdict, worths: readonly Worth[]): Room<Worth>[] {
  const { pools, floors } = task.program;
  const caps = capsOf(task.program, verdict.facts);
  const { bound } = verdict.tally;
  const used = (i: number): Fixed => {
    const cap = caps[i];
    const raw = (bound[i] ?? 0) + (pools[i]?.children ?? []).reduce((sum, child) => sum + used(child), 0);
    return cap !== undefined && raw > cap ? cap : raw;
  };
  const room = (i: number): Room<Worth> => {
    const cap = caps[i];
    return {
      left: cap === undefined ? undefined : positive(cap - used(i)),
      items: worths.filter((worth) => worth.pool === i),
      inside: (pools[i]?.children ?? []).map(room).filter((child) => child.items.length + child.inside.length > 0),
      floors: floors.flatMap((floor, k) => (floor.pools.includes(i) ? [k] : [])),
    };
  };
  return pools
    .flatMap((pool, i) => (pool.parent < 0 ? [room(i)] : []))
    .filter((one) => one.items.length + one.inside.length > 0);
}

function coursesOf(task: Task, verdict: Verdict): Portion[] {
  const names = verdict.complete ? [] : (verdict.missingCourses ?? []);
  const hours = task.assumptions.hoursPer.course ?? task.assumptions.hoursPer.hours ?? 1;
  return names.flatMap((name): Portion[] => {
    const row = task.program.courses.find((course) => course.names.includes(name));
    if (!row) return [];
    const fields = { course: name, certificate: true, remote: true, date: task.window.day };
    return [{ type: row.type, fields, minutes: Math.round(hours * 60) }];
  });
}

const sum = (portions: readonly Portion[]): Solution => ({
  portions,
  minutes: portions.reduce((minutes, portion) => minutes + portion.minutes, 0),
  count: portions.length,
});

const cheaper = (order: Order, a: Solution, b: Solution | undefined): boolean => {
  if (!b) return true;
  return order === 'minutes'
    ? a.minutes < b.minutes || (a.minutes === b.minutes && a.count < b.count)
    : a.count < b.count || (a.count === b.count && a.minutes < b.minutes);
};

/** More than two pivots in one plan never pay: each finishes the year, waives a floor or fills one. */
const PIVOTS = 2;

export interface Wish {
  /** What is to be least; the other decides between equals. */
  readonly order: Order;
  /** Minutes at most. */
  readonly limit: number;
}

interface Start {
  readonly ledger: readonly Activity[];
  /** Pivots that may still be taken. */
  readonly depth: number;
}

/**
 * The cheapest portions on top of the ledger that make the year compliant within `limit` minutes, or undefined.
 * Exact over the given candidates: every pivot (alone or with another) is tried, and the rest is a dynamic programme.
 */
export function solve(
  task: Task,
  candidates: readonly Candidate[],
  { order, limit }: Wish,
  { ledger, depth }: Start = { ledger: task.input.activities, depth: PIVOTS },
): Solution | undefined {
  const verdict = verdictOf(task, ledger);
  const gap = gapOf(task, verdict);
  if (filled(gap, verdict)) return sum([]);
  const { worths, pivots } = weigh(task, { ledger, verdict }, candidates);
  let best: Solution | undefined;
  const courses = coursesOf(task, verdict);
  const must = sum(courses);
  const found =
    must.minutes > limit ? undefined : cheapest(roomsOf(task, verdict, worths), gap, order, limit - must.minutes);
  if (found) best = sum([...courses, ...found.items.map((item) => item.portion)]);
  if (depth > 0)
    for (const { portion, once } of pivots) {
      if (portion.minutes > limit || (best && order === 'minutes' && portion.minutes > best.minutes)) continue;
      const others = once === undefined ? candidates : candidates.filter((candidate) => candidate.once !== once);
      const rest = solve(
        task,
        others,
        { order, limit: limit - portion.minutes },
        { ledger: [...ledger, asActivity(portion, `pivot-${depth}`)], depth: depth - 1 },
      );
      const whole = rest && sum([portion, ...rest.portions]);
      if (whole && cheaper(order, whole, best)) best = whole;
    }
  return best;
}
