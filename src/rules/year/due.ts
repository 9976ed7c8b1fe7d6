import { addDays, dayNumber } from '../../days.ts';
import type { Assessment, Day, Due, Member } from '../../types/index.ts';
import { latestEdition, type Rulesets } from '../format/edition.ts';
import { yearSpan } from './year.ts';

const STAGES = [90, 60, 30, 14, 7, 3, 1] as const;

/** The makeup prompt begins this many days before the missed year ends: then there is still time to apply in it. */
const MAKEUP_STAGES = [30, 7] as const;

/** The latest stage that has begun: an outage skips the older ones. */
function stageOf(stages: readonly number[], left: number): number | undefined {
  let stage: number | undefined;
  for (const days of stages) if (left <= days) stage = days;
  return stage;
}

/** A member, judged in a credit year. */
interface Judged {
  readonly member: Member;
  readonly year: number;
  readonly assessment: Assessment;
}

/**
 * What is due for a member on a day, given the credit year's assessment: at most one stage of each kind (the latest
 * that has begun). Nothing for somebody compliant, not covered, or after the year's end.
 * @throws Fault PROVINCE_UNKNOWN
 */
export function due(rulesets: Rulesets, { member, year, assessment }: Judged, day: Day): Due[] {
  const province = member.province ?? assessment.edition.ruleset;
  const span = yearSpan(rulesets, province, year);
  const left = dayNumber(span.to) - dayNumber(day);
  if (!assessment.covered || left < 0 || day < span.from) return [];
  const edition = latestEdition(rulesets, province);
  if (!edition) return [];
  const out: Due[] = [];
  const common = {
    year,
    daysLeft: left,
    shortfall: assessment.shortfall,
    unit: assessment.unit,
    ...(assessment.missingCourses && { missingCourses: assessment.missingCourses }),
  };
  const rows = edition.data.require.total;
  const total = rows.find((row) => row.is === assessment.required) ?? rows.at(-1);
  if (assessment.compliant === false) {
    const stage = stageOf(STAGES, left);
    if (stage !== undefined)
      out.push({
        kind: 'shortfall',
        stage: `D${stage}`,
        deadline: span.to,
        ...common,
        rule: { id: total?.id ?? '', clause: total?.cite ?? '' },
      });
    const makeup = edition.data.makeup;
    const applyStage = stageOf(MAKEUP_STAGES, left);
    if (makeup && applyStage !== undefined && assessment.shortfall.total > 0)
      out.push({
        kind: 'makeup',
        stage: `D${applyStage}`,
        deadline: span.to,
        ...common,
        rule: { id: makeup.apply.id, clause: makeup.apply.cite },
      });
  }
  if (assessment.makeup && assessment.makeup.left > 0) {
    const makeup = edition.data.makeup;
    const stage = stageOf(STAGES, left);
    if (makeup && stage !== undefined)
      out.push({
        kind: 'makeup-debt',
        stage: `D${stage}`,
        deadline: span.to,
        ...common,
        shortfall: { total: assessment.makeup.left, public: 0 },
        rule: { id: makeup.id, clause: makeup.cite },
      });
  }
  return out;
}

/** The days on which a stage begins in a credit year: a tick costs nothing on the others. */
export function stageDays(rulesets: Rulesets, province: string, year: number): Day[] {
  const { to } = yearSpan(rulesets, province, year);
  return [...new Set([...STAGES, ...MAKEUP_STAGES])].sort((a, b) => b - a).map((days) => addDays(to, -days));
}
