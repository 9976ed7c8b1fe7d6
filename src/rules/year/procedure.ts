import { addDays, isDay } from '../../days.ts';
import { Fault } from '../../errors.ts';
import type { Day, Province } from '../../types/index.ts';
import { alternatives, testOf } from '../format/conditions.ts';
import { latestEdition, type Rulesets } from '../format/edition.ts';
import type { DeadlineData, RulesetData, TableRow } from '../format/schema.ts';

/** What a table answers: the row's values, the rules they come from and their words. */
interface Procedure {
  readonly answer: { readonly [key: string]: unknown };
  readonly clauses: readonly { readonly id: string; readonly clause: string }[];
}

type Ask = { readonly [key: string]: unknown };

/** The provinces' own question about a procedure in a line of JSON, or undefined where the line is something else. */
export function askOf(line: unknown): { province: string; ask: Ask } | undefined {
  if (typeof line !== 'object' || line === null || !('ask' in line) || !('province' in line)) return undefined;
  const { ask, province } = line;
  if (typeof ask !== 'object' || ask === null || typeof province !== 'string') return undefined;
  return { province, ask: ask as Ask };
}

const NO_YEAR = { from: '0000-01-01', to: '9999-12-31' } as never;

function matching(rows: readonly TableRow[], facts: Ask, data: RulesetData): TableRow[] {
  return rows.filter(
    (row) =>
      row.when === undefined ||
      alternatives(row.when, data.terms).some((either) =>
        either.facts.every(([key, matcher]) => testOf(matcher)(facts[key], NO_YEAR)),
      ),
  );
}

/**
 * When something must be done: `by` a day (its own day out, in, or as a doubt reads), within days after an end, or ahead of a start.
 * Undefined where the question does not name the day that it counts from.
 */
export function lastDay(rule: DeadlineData, ask: Ask, readings: { readonly [doubt: string]: string }): Day | undefined {
  if (rule.by) {
    const last = rule.last ?? 'in';
    const inclusive = last === 'in' || (last !== 'out' && readings[last] === 'inclusive');
    return inclusive ? rule.by : addDays(rule.by, -1);
  }
  if (rule.within) {
    const after = ask[rule.within.after];
    return isDay(after) ? addDays(after, rule.within.days) : undefined;
  }
  if (rule.ahead) {
    const before = ask[rule.ahead.before];
    return isDay(before) ? addDays(before, -rule.ahead.days) : undefined;
  }
  return undefined;
}

/**
 * Looks a procedure up in a province's tables: `{grant: {type}}`, `{deadline: {rule, done, end?, start?}}`, `{route: {level, medicine}}` …
 * The answers of all rows that fit are joined; an earlier row's value stands.
 * @throws Fault PROVINCE_UNKNOWN, INPUT_INVALID where the province has no such table or no row fits
 */
export function procedure(
  rulesets: Rulesets,
  provinceText: Province,
  ask: Ask,
  readings?: { readonly [doubt: string]: string },
): { readonly [key: string]: unknown } & { readonly clauses: Procedure['clauses'] } {
  const province = rulesets.resolveProvince(provinceText);
  const edition = province === undefined ? undefined : latestEdition(rulesets, province);
  if (!edition) throw new Fault('PROVINCE_UNKNOWN', `没有「${provinceText}」的规则。`);
  const { data } = edition;
  const [table] = Object.keys(ask);
  const facts = (table === undefined ? {} : ask[table]) as Ask;
  if (table === undefined || typeof facts !== 'object' || facts === null)
    throw new Fault('INPUT_INVALID', '没有说明要查哪一种办事规定。');
  if (table === 'deadline') {
    if (typeof facts.rule !== 'string')
      throw new Fault(
        'INPUT_INVALID',
        `没有说明是哪一个期限：deadline.rule 写 ${Object.keys(data.tables?.deadline ?? {}).join('、') || '（本省没有）'} 之一。`,
      );
    for (const field of ['done', 'end', 'start'])
      if (facts[field] !== undefined && facts[field] !== null && !isDay(facts[field]))
        throw new Fault('INPUT_INVALID', `deadline.${field} 不是日历上的日期（写成 YYYY-MM-DD）。`);
    const rule = data.tables?.deadline?.[facts.rule];
    if (!rule) throw new Fault('INPUT_INVALID', `${data.name}没有「${facts.rule}」这个期限。`);
    const last = lastDay(rule, facts, { ...edition.inUse, ...readings });
    const done = facts.done;
    return {
      ...(isDay(done) &&
        last !== undefined && { onTime: done <= last && (rule.from === undefined || done >= rule.from) }),
      ...(last !== undefined && { last }),
      ...(rule.from !== undefined && { first: rule.from }),
      label: rule.label,
      clauses: [{ id: rule.id, clause: rule.cite }],
    };
  }
  const rows = data.tables?.rows?.[table];
  if (!rows) throw new Fault('INPUT_INVALID', `${data.name}没有「${table}」这张表。`);
  const fit = matching(rows, facts, data);
  if (fit.length === 0) throw new Fault('INPUT_INVALID', `${data.name}的文件没有规定这种情况。`);
  const answer: { [key: string]: unknown } = {};
  for (const row of fit) for (const [key, value] of Object.entries(row.give)) if (!(key in answer)) answer[key] = value;
  return { ...answer, clauses: fit.map((row) => ({ id: row.id, clause: row.cite })) };
}
