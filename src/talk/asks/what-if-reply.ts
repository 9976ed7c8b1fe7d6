/** What something planned would be worth, and what the year would look like with it. Pure. */

import { clauseOf } from '../../ledger/worth.ts';
import { earned, yearOf } from '../../ledger/year.ts';
import type { Assessment, FieldValue } from '../../types/index.ts';
import * as say from '../../words/person/year.ts';
import { lineOf } from '../../words/talk/activity.ts';
import type { Facts } from '../facts.ts';
import { capped, reasonWords } from '../records/verdict.ts';
import { notCovered, standLine, yearAsked } from './progress.ts';

/** Something planned: one of several readings of the words, as an activity. */
export type Planned = { readonly id: string; readonly type: string; readonly [field: string]: FieldValue };

/**
 * What planned activities would be worth together, and what the year would look like with them. Undefined where the year
 * is not known, or the rules have no number for one of them.
 */
export function whatIfText(activities: readonly Planned[], facts: Facts): string | undefined {
  const judged = planned(activities, facts);
  if (!judged) return undefined;
  if (!judged.covered) return notCovered(judged);
  if (activities.some(({ id }) => earned(judged, id) === null && !judged.complete)) return undefined;
  const rows = activities.map((a) => `${lineOf(a)}：${worthOf(judged, a.id)}`);
  const clause = activities.map((a) => clauseOf(judged, a.id)).find((c) => c !== undefined);
  if (clause) rows.push(say.BECAUSE(clause));
  const before = yearOf(facts, yearAsked(facts, undefined));
  rows.push(
    ...capped(
      before,
      judged,
      activities.map((a) => a.id),
    ),
  );
  rows.push(say.WOULD_BE(standLine(yearAsked(facts, undefined), judged)), say.NOT_RECORDED);
  return rows.join('\n');
}

/** The same where the words leave the type open: each reading in a line. */
export function whichIfText(readings: readonly Planned[], facts: Facts): string | undefined {
  const rows = readings.flatMap((one) => {
    const judged = planned([one], facts);
    return judged?.covered && earned(judged, one.id) !== null ? [`· ${lineOf(one)}：${worthOf(judged, one.id)}`] : [];
  });
  return rows.length > 0 ? [say.DEPENDS_ON_TYPE, ...rows, say.NOT_RECORDED].join('\n') : undefined;
}

const planned = (activities: readonly Planned[], facts: Facts): Assessment | undefined =>
  yearOf(
    facts,
    yearAsked(facts, undefined),
    activities.map((a) => (a.from === undefined ? { date: facts.day, ...a } : a)),
    { trace: true },
  );

function worthOf(v: Assessment, id: string): string {
  const credits = earned(v, id);
  if (credits === null) return say.DEEMED;
  return credits === 0 ? say.ZERO(reasonWords(v, id)) : say.WOULD(credits, v.unit === 'hours' ? '学时' : '学分');
}
