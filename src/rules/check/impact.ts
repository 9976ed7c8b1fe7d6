import { decimal, fixed, shown } from '../../decimal.ts';
import type { AssessInput, Assessment, TraceStep } from '../../types/index.ts';
import { editionOf, type Rulesets } from '../format/edition.ts';
import { assess } from '../judge/assess.ts';
import { say, sayDemand } from '../pages/say.ts';

/** What a changed ruleset does to a roster: who turns from compliant to not (and back), and why. Pure. */

/** 合格→不合格, 不合格→合格, 从能判到不能判 (or back), 是否考核变了, 结论不变但数变了. */
export type Turn = 'lost' | 'gained' | 'unsettled' | 'settled' | 'coverage' | 'numbers';

export interface Standing {
  readonly covered: boolean;
  readonly compliant: boolean | null;
  readonly required: number | null;
  readonly total: number;
  readonly public: number | null;
  readonly shortfall: Assessment['shortfall'];
}

export interface ImpactCase {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly turn: Turn;
  readonly before: Standing;
  readonly after: Standing;
  /** Steps that only the old or only the new rules take: the difference of the two traces. */
  readonly was: readonly TraceStep[];
  readonly is: readonly TraceStep[];
}

/** A rule behind the turns, with how many people it concerns. */
interface ImpactReason {
  readonly rule: string;
  readonly clause: string;
  /** What a requirement's rule says, where the clause alone does not say of what: 公需科目至少 5 分. */
  readonly about?: string;
  readonly people: number;
}

export interface Impact {
  readonly people: number;
  readonly counts: { readonly [turn in Turn]: number } & { readonly unchanged: number };
  /** Compliant before and after, of those who are covered. */
  readonly compliant: { readonly before: number; readonly after: number };
  /** Everybody whose verdict turns; those whose numbers alone change are only counted. */
  readonly cases: readonly ImpactCase[];
  readonly reasons: readonly ImpactReason[];
}

export interface ImpactLine {
  readonly id: string;
  readonly name: string;
  readonly input: AssessInput;
}

const standing = (a: Assessment): Standing => ({
  covered: a.covered,
  compliant: a.compliant,
  required: a.required,
  total: a.total,
  public: a.public,
  shortfall: a.shortfall,
});

function turnOf(a: Standing, b: Standing): Turn | undefined {
  if (a.covered !== b.covered) return 'coverage';
  if (a.compliant === null && b.compliant !== null) return 'settled';
  if (a.compliant !== null && b.compliant === null) return 'unsettled';
  if (a.compliant && !b.compliant) return 'lost';
  if (!a.compliant && b.compliant) return 'gained';
  return JSON.stringify(a) === JSON.stringify(b) ? undefined : 'numbers';
}

const keyOf = (step: TraceStep): string => `${step.activity ?? ''} ${step.rule} ${JSON.stringify(step.why)}`;

/** Steps of one trace that the other does not take; each as often as it is missing there. */
function without(steps: readonly TraceStep[], others: readonly TraceStep[]): TraceStep[] {
  const left = new Map<string, number>();
  for (const step of others) left.set(keyOf(step), (left.get(keyOf(step)) ?? 0) + 1);
  return steps.filter((step) => {
    const count = left.get(keyOf(step)) ?? 0;
    if (count > 0) left.set(keyOf(step), count - 1);
    return count === 0;
  });
}

/** The old and the new rules side by side; lines are added one at a time, so that a roster of any length may pass. */
export function impact(
  before: Rulesets,
  after: Rulesets,
): { readonly add: (line: ImpactLine) => void; readonly result: () => Impact } {
  const counts = { lost: 0, gained: 0, unsettled: 0, settled: 0, coverage: 0, numbers: 0, unchanged: 0 };
  const compliant = { before: 0, after: 0 };
  const cases: ImpactCase[] = [];
  const reasons = new Map<string, { rule: string; clause: string; about?: string; people: number }>();
  let people = 0;
  return {
    add({ id, name, input }) {
      const [was, is] = [assess(before, input), assess(after, input)];
      const [a, b] = [standing(was), standing(is)];
      people++;
      if (a.covered && a.compliant) compliant.before++;
      if (b.covered && b.compliant) compliant.after++;
      const turn = turnOf(a, b);
      counts[turn ?? 'unchanged']++;
      if (turn === undefined || turn === 'numbers') return;
      const [old, now] = [assess(before, input, { trace: true }).trace, assess(after, input, { trace: true }).trace];
      const one: ImpactCase = {
        id,
        name,
        year: input.year,
        turn,
        before: a,
        after: b,
        was: without(old, now),
        is: without(now, old),
      };
      cases.push(one);
      const rules = new Map([...one.was, ...one.is].map((step) => [step.rule, step]));
      for (const [rule, step] of rules) {
        const { clause, activity } = step;
        const known = reasons.get(rule);
        if (known) known.people++;
        else
          reasons.set(rule, {
            rule,
            clause,
            ...(activity === undefined && { about: sayDemand(step) }),
            people: 1,
          });
      }
    },
    result: () => ({
      people,
      counts,
      compliant,
      cases,
      reasons: [...reasons.values()].sort((x, y) => y.people - x.people || (x.rule < y.rule ? -1 : 1)),
    }),
  };
}

const TURN_WORDS: { readonly [turn in Turn]: string } = {
  lost: '由合格变为不合格',
  gained: '由不合格变为合格',
  unsettled: '由能判断变为文件没有规定',
  settled: '由文件没有规定变为能判断',
  coverage: '是否考核发生变化',
  numbers: '结论不变、数值变化',
};

const verdictWords = ({ covered, compliant }: Standing): string =>
  !covered ? '不考核' : compliant === null ? '不能判断' : compliant ? '合格' : '不合格';

function gapWords({ shortfall }: Standing): string {
  const gaps = [
    shortfall.total > 0 ? `差 ${shown(shortfall.total)}` : '',
    shortfall.public > 0 ? `公需科目差 ${shown(shortfall.public)}` : '',
    shortfall.professional ? `专业科目差 ${shown(shortfall.professional)}` : '',
  ].filter((words) => words !== '');
  return gaps.length === 0 ? '' : `，${gaps.join('，')}`;
}

/** The impact as an office reads it. `most` people are named; the counts are of all. */
export function impactWords(found: Impact, title: string, most = 200): string {
  const { people, counts, compliant, cases, reasons } = found;
  const share = (n: number): string => (people === 0 ? '' : `（${shown(decimal(fixed((n * 100) / people)))}%）`);
  const out = [
    `规则调整影响：${title}`,
    '',
    `名单 ${people} 人年；合格 ${compliant.before} → ${compliant.after}${share(compliant.after)}。`,
    ...(['lost', 'gained', 'coverage', 'unsettled', 'settled', 'numbers'] as const)
      .filter((turn) => counts[turn] > 0 || turn === 'lost' || turn === 'gained')
      .map((turn) => `${TURN_WORDS[turn]}：${counts[turn]} 人`),
    `没有变化：${counts.unchanged} 人`,
  ];
  if (reasons.length > 0) {
    out.push('', '涉及的条款：');
    for (const { rule, clause, about, people: concerned } of reasons)
      out.push(
        `  ${rule === '' ? '（没有给分条款）' : rule}：${concerned} 人${clause === '' ? '' : `　「${clause}」`}${about === undefined ? '' : `（${about}）`}`,
      );
  }
  for (const turn of ['lost', 'gained', 'coverage', 'unsettled', 'settled'] as const) {
    const own = cases.filter((one) => one.turn === turn);
    if (own.length === 0) continue;
    out.push('', `${TURN_WORDS[turn]}：`);
    for (const one of own.slice(0, most)) {
      const totals = `${shown(one.before.total)} → ${shown(one.after.total)}`;
      const needs =
        one.before.required === one.after.required
          ? ''
          : `，要求 ${one.before.required ?? '未规定'} → ${one.after.required ?? '未规定'}`;
      const verdict = `${verdictWords(one.before)} → ${verdictWords(one.after)}`;
      out.push(`- ${one.name} ${one.year} 年度：${verdict}；学分 ${totals}${needs}${gapWords(one.after)}`);
      for (const step of one.was) out.push(`    原来：${say(step)}${step.rule === '' ? '' : `〔${step.rule}〕`}`);
      for (const step of one.is) out.push(`    现在：${say(step)}${step.rule === '' ? '' : `〔${step.rule}〕`}`);
    }
    if (own.length > most) out.push(`  另有 ${own.length - most} 人，名单见 --json。`);
  }
  return `${out.join('\n')}\n`;
}

/** Does this ruleset judge that year at all? A line that neither judges is no impact. */
export const judges = (rulesets: Rulesets, province: string, year: number): boolean =>
  editionOf(rulesets, province, year) !== undefined;
