import { decimal, type Fixed, fixed } from '../../decimal.ts';
import type { AssessInput, Assessment } from '../../types/index.ts';
import { editionOf, type Rulesets } from '../format/edition.ts';
import type { Program, Said } from '../format/program.ts';
import { programOf } from '../format/programs.ts';
import { dayOf } from './facts.ts';
import { judge, type Verdict } from './person-year.ts';
import { step, type Trace } from './run.ts';

/** 补学: what is owed from a missed year, and what this year pays of it. */

/** What is owed from the missed year, and how much of it this year's credits pay. */
export function makeupPaid(
  program: Program,
  rulesets: Rulesets,
  { input, verdict }: { readonly input: AssessInput; readonly verdict: Verdict },
  trace: Trace,
): { makeup: Assessment['makeup']; spent: Fixed } {
  const asked = input.makeup;
  const rule = program.edition.data.makeup;
  if (!asked || !rule || asked.year >= input.year || input.year - asked.year > rule.within)
    return { makeup: undefined, spent: 0 };
  const { year } = asked;
  const owed = debtOf(rulesets, input, asked);
  if (owed === null) return { makeup: undefined, spent: 0 };
  const debt = decimal(owed);
  if (asked.applied !== true || asked.filed !== true) {
    const appliedOn = typeof asked.appliedOn === 'string' ? asked.appliedOn : undefined;
    const because = asked.applied === true ? 'not-filed' : appliedOn === undefined ? 'not-applied' : 'late';
    step(trace, said(rule.apply), { is: 'makeup-barred', year, debt, because, appliedOn });
    return { makeup: { year, debt, paid: 0, left: debt }, spent: 0 };
  }
  const required = verdict.required ?? 0;
  const past = program.makeupOrder === 'past-first';
  // What finished the year in one go is used up by it, whichever year is served first.
  const done = verdict.complete && required > 0;
  const paid = Math.min(owed, past && !done ? verdict.total : Math.max(0, verdict.total - required));
  step(trace, said(rule), {
    is: 'makeup',
    year,
    debt,
    required: decimal(required),
    total: decimal(verdict.total),
    order: done ? 'finished' : past ? 'past-first' : 'year-first',
    paid: decimal(paid),
  });
  return { makeup: { year, debt, paid: decimal(paid), left: decimal(owed - paid) }, spent: past ? paid : 0 };
}

const said = ({ id, cite }: { readonly id: string; readonly cite: string }): Said => ({
  id,
  clause: cite,
  note: undefined,
});

function debtOf(rulesets: Rulesets, input: AssessInput, asked: NonNullable<AssessInput['makeup']>): Fixed | null {
  for (const field of ['debt', 'missing', 'owed'] as const) {
    const told = asked[field];
    if (typeof told === 'number') return fixed(told);
  }
  const edition = editionOf(rulesets, input.province, asked.year);
  if (!edition) return null;
  const { makeup: _, ...rest } = input;
  const missed = judge(programOf(edition, input.readings), {
    ...rest,
    year: asked.year,
    activities: input.activities.filter((a) => dayOf(a) !== undefined),
  });
  if (!missed.covered || missed.complete || missed.required === null) return 0;
  const earned = asked.earned ?? asked.total;
  const total = typeof earned === 'number' ? fixed(earned) : missed.total;
  return Math.max(0, missed.required - total);
}
