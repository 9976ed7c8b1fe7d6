/** What is said after a confirmation: what it earns and why, where the year stands, what to do next. Pure. */

import { clauseOf, isComplete, judgedWith, listedThere, reasonOf, togetherWith } from '../../ledger/worth.ts';
import { earned, live, sharesOf, yearAt, yearOf } from '../../ledger/year.ts';
import { sayReason } from '../../rules/index.ts';
import type { Activity, Assessment, LedgerEntry, Reply } from '../../types/index.ts';
import * as say from '../../words/person/year.ts';
import { nameOf } from '../../words/talk/activity.ts';
import { typeName } from '../../words/talk/ask.ts';
import {
  bar,
  deadlineLine,
  isOver,
  nextStep,
  notCovered,
  provinceName,
  standing,
  standLine,
  yearCard,
} from '../asks/progress.ts';
import type { Facts } from '../facts.ts';

/** After a confirmation: what it earns and why, where the year stands, what to do next. */
export function verdictOf(entries: readonly LedgerEntry[], facts: Facts): Reply {
  const rows: string[] = [];
  const years = new Set<number>();
  const clauses = new Map<string, string>();
  let shared = false;
  for (const entry of entries) {
    const { activity } = entry;
    const isKept = live(facts.ledger).some((e) => e.activity.id === activity.id);
    const placed = yearAt(facts.rulesets, facts.member?.province, dayOf(entry, facts));
    const verdict = isKept ? yearOf(facts, placed, [], { trace: true }) : judgedWith(facts, { activity, at: facts.at });
    const credits = verdict ? earned(verdict, activity.id) : null;
    const isPending = verdict?.pending?.[activity.id] !== undefined;
    years.add(yearAt(facts.rulesets, facts.member?.province, dayOf(entry, facts)));
    if (typeof activity.from === 'string') years.add(yearAt(facts.rulesets, facts.member?.province, activity.from));
    const other = verdict && togetherWith(verdict, activity.id, activity.type, live(facts.ledger));
    const parts = isPending ? [] : sharesOf(facts, activity, entry.recordedAt);
    shared ||= parts.length > 1;
    const result = other
      ? `0 学分，${say.TOGETHER(nameOf(other), earned(verdict, other.id) ?? 0)}`
      : parts.length > 1
        ? `计 ${say.SHARES(parts, verdict?.unit === 'hours' ? '学时' : '学分')}`
        : !verdict && provinceName(facts) !== undefined
          ? say.NO_RULES_FOR(placed, provinceName(facts) ?? '')
          : !listedThere(activity.type, facts)
            ? say.NOT_LISTED_NOTED(provinceName(facts) ?? '本省')
            : resultOf(activity, verdict, {
                credits,
                pending: isPending,
                done: isComplete(facts, placed, [activity.id]),
              });
    rows.push(`${nameOf(activity)}：${result}`);
    const clause = verdict && clauseOf(verdict, activity.id);
    if (clause !== undefined && !clauses.has(clause)) clauses.set(clause, typeName(activity.type));
  }
  const head = entries.some((e) => e.replaces !== undefined) ? say.CORRECTED : say.RECORDED;
  const year = Math.max(...years);
  const after = yearOf(facts, year, [], { trace: true });
  for (const [clause, named] of clauses) rows.push(say.BECAUSE(clause, entries.length > 1 ? named : undefined));
  if (after) {
    if (!after.covered) rows.push(notCovered(after));
    else {
      const ids = entries.map((e) => e.activity.id);
      const without = yearOf(facts, year, [], { without: ids });
      const earlier = [...years].filter((one) => one !== year).sort((a, b) => a - b);
      rows.push(
        ...(shared ? [] : capped(without, after, ids)),
        ...earlier.flatMap((one) => lineFor(one, facts)),
        standing(year, after, facts),
      );
      if (bar(after)) rows.push(bar(after));
      if (after.compliant === false)
        rows.push(deadlineLine(year, facts), ...(isOver(year, facts) ? [] : nextStep(after, facts)));
    }
  }
  return { text: [head, ...rows].join('\n'), ...(after?.covered ? { card: yearCard(year, after, facts) } : {}) };
}

/** A remark where a yearly ceiling lets only a part count. */
export function capped(before: Assessment | undefined, after: Assessment, ids: readonly string[]): string[] {
  const given = ids.reduce((sum, id) => sum + (after.awarded[id] ?? 0), 0);
  const gain = after.total - (before?.total ?? 0);
  return !after.complete && gain < given - 1e-6 ? [say.CAPPED(Math.max(0, gain))] : [];
}

/** Where another year stands that a stay reaches into. */
function lineFor(year: number, facts: Facts): string[] {
  const v = yearOf(facts, year);
  return v?.covered ? [standLine(year, v)] : [];
}

/** Why an activity earns what it earns, in words. */
export function reasonWords(verdict: Assessment, id: string): string | undefined {
  const reason = reasonOf(verdict, id);
  return reason && sayReason(reason);
}

/** What one activity came to. */
interface Outcome {
  /** Null: the documents give no number. */
  readonly credits: number | null;
  readonly pending: boolean;
  /** The year was finished without it. */
  readonly done: boolean;
}

function resultOf(
  { id, type }: Activity,
  verdict: Assessment | undefined,
  { credits, pending, done }: Outcome,
): string {
  if (!verdict) return say.NO_NUMBER;
  if (credits === null) {
    if (verdict.complete && !done) return say.DEEMED;
    const why = reasonWords(verdict, id);
    return why ? say.NO_NUMBER_WHY(why) : type === 'required-course' ? say.COURSE_NOTED : say.NO_NUMBER;
  }
  if (credits === 0) return say.ZERO(reasonWords(verdict, id));
  return say.EARNS(credits, verdict.unit === 'hours' ? '学时' : '学分', pending);
}

function dayOf(entry: LedgerEntry, facts: Facts): string {
  const { date, to, from } = entry.activity;
  return [date, to, from].find((d): d is string => typeof d === 'string' && d !== '') ?? facts.day;
}
