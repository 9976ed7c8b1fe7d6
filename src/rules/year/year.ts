import { addDays } from '../../days.ts';
import { Fault } from '../../errors.ts';
import type { Day, Province } from '../../types/index.ts';
import { type Edition, editionOf, latestEdition, type Rulesets } from '../format/edition.ts';

export interface YearSpan {
  readonly from: Day;
  readonly to: Day;
}

const spans = new WeakMap<Edition, Map<number, YearSpan>>();

/** First and last day of a credit year under an edition. Shanxi's 2026 is 2025-07-01…2026-06-30. */
export function spanOf(edition: Edition, year: number): YearSpan {
  const own = spans.get(edition) ?? new Map<number, YearSpan>();
  spans.set(edition, own);
  let span = own.get(year);
  if (!span) {
    const { begins, namedBy, cycle } = edition.data.year;
    const length = cycle?.years ?? 1;
    const first = cycle ? cycle.anchor + Math.floor((year - cycle.anchor) / length) * length : year;
    const start = namedBy === 'end' ? first - 1 : first;
    span = { from: `${start}-${begins}`, to: addDays(`${start + length}-${begins}`, -1) };
    own.set(year, span);
  }
  return span;
}

/** The credit year's first and last day. @throws Fault PROVINCE_UNKNOWN where the province has no ruleset */
export function yearSpan(rulesets: Rulesets, province: Province, year: number): YearSpan {
  const edition = editionOf(rulesets, province, year) ?? latestEdition(rulesets, province);
  if (!edition) throw new Fault('PROVINCE_UNKNOWN', `没有「${province}」的规则。`);
  return spanOf(edition, year);
}

/** The credit year in which a day lies: Shanxi 2025-07-01 → 2026. @throws Fault PROVINCE_UNKNOWN */
export function creditYear(rulesets: Rulesets, province: Province, day: Day): { year: number } & YearSpan {
  const calendar = Number(day.slice(0, 4));
  for (const year of [calendar, calendar + 1, calendar - 1]) {
    const span = yearSpan(rulesets, province, year);
    if (day >= span.from && day <= span.to) return { year, ...span };
  }
  throw new Fault('YEAR_UNKNOWN', `${day} 不在任何学分年度里。`);
}
