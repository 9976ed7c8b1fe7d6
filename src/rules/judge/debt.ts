import { decimal, type Fixed, fixed, shown } from '../../decimal.ts';
import type { AssessInput, Assessment } from '../../types/index.ts';
import { editionOf, programOf, type Rulesets } from '../format/load.ts';
import type { Program } from '../format/program.ts';
import { step, type Trace } from './activity.ts';
import { dayOf } from './facts.ts';
import { judge, type Verdict } from './person-year.ts';

/** 补学: what is owed from a missed year, and what this year pays of it. */

/** What is owed from the missed year, and how much of it this year's credits pay. */
export function makeupPaid(
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
      `${asked.year} 年度欠 ${shown(decimal(debt))} 分，${asked.applied === true ? '尚未报备' : typeof asked.appliedOn === 'string' ? `${asked.appliedOn} 才申请，不在当年` : '没有在当年申请补学'}，不能补`,
    );
    return { makeup: { year: asked.year, debt: decimal(debt), paid: 0, left: decimal(debt) }, spent: 0 };
  }
  const required = verdict.required ?? 0;
  const past = program.makeupOrder === 'past-first';
  // What finished the year in one go is used up by it, whichever year is served first.
  const done = verdict.complete && required > 0;
  const paid = Math.min(debt, past && !done ? verdict.total : Math.max(0, verdict.total - required));
  const due =
    debt > 0
      ? `本年度要求 ${shown(decimal(required))} 分，加上 ${asked.year} 年度欠的 ${shown(decimal(debt))} 分，共 ${shown(decimal(required + debt))} 分；`
      : '';
  const order = done ? '当年要求已一步完成' : past ? '先补欠年' : '先满足当年';
  step(
    trace,
    { id: rule.id, clause: rule.cite, note: undefined },
    `${due}本年得 ${shown(decimal(verdict.total))} 分，${order}，补 ${asked.year} 年度 ${shown(decimal(paid))} 分，还欠 ${shown(decimal(debt - paid))} 分`,
  );
  return {
    makeup: { year: asked.year, debt: decimal(debt), paid: decimal(paid), left: decimal(debt - paid) },
    spent: past ? paid : 0,
  };
}

function debtOf(rulesets: Rulesets, input: AssessInput, asked: NonNullable<AssessInput['makeup']>): Fixed | null {
  for (const field of ['debt', 'missing', 'owed'] as const) {
    const told = asked[field];
    if (typeof told === 'number') return fixed(told);
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
  const total = typeof earned === 'number' ? fixed(earned) : missed.total;
  return Math.max(0, missed.required - total);
}
