/** Where a year stands, in a line, as a bar and as the rows of a card. */

import { showPlainDay } from '../../chinese/index.ts';
import { shown } from '../../decimal.ts';
import type { Assessment, Day } from '../../types/index.ts';
import * as say from './year.ts';

/** 学时 or 学分, as the province counts. */
export const measure = (v: Pick<Assessment, 'unit'> | undefined): string => (v?.unit === 'hours' ? '学时' : '学分');

/** The same where plans say 分 for short. */
export const shortMeasure = (v: Pick<Assessment, 'unit'>): string => (v.unit === 'hours' ? '学时' : '分');

/** `2026 年度还差 20 学分（要求 25，已有 5）。` */
export function standLine(year: number, v: Assessment): string {
  const unit = measure(v);
  if (v.required === null) return say.NO_REQUIREMENT(year, v.total, unit);
  const missing: string[] = [];
  if (v.publicRequired !== null && v.shortfall.public > 0)
    missing.push(`公需科目还差 ${shown(v.shortfall.public)} ${unit}`);
  if (v.shortfall.professional !== undefined && v.shortfall.professional > 0)
    missing.push(`专业科目还差 ${shown(v.shortfall.professional)} ${unit}`);
  const courses = v.missingCourses ?? [];
  const lacking = courses.length > 0 ? `还缺指定课程的合格证：${courses.map((c) => `《${c}》`).join('、')}` : '';
  if (v.complete && v.compliant) return say.COMPLETE(year, v.total, unit);
  if (v.shortfall.total > 0) {
    const tail = missing.length > 0 ? `，其中${missing.join('，')}` : '';
    return `${say.SHORT(year, v.shortfall.total, unit)}${tail}（要求 ${shown(v.required)}，已有 ${shown(v.total)}）。${lacking ? `另外${lacking}。` : ''}`;
  }
  if (lacking) missing.push(lacking);
  if (missing.length > 0) return `${say.TOTAL_DONE(year, v.total, v.required, unit)}，但${missing.join('，')}。`;
  return v.compliant === false
    ? say.FLOOR_MISSING(year, v.total, v.required, unit)
    : say.DONE(year, v.total, v.required, unit);
}

/** ▓▓▓░░ 5/25; '' where nothing is required. */
export function bar(v: Assessment): string {
  if (v.required === null || v.required <= 0) return '';
  // Something is never nothing, and not quite all is never all.
  const full = Math.max(v.total > 0 ? 1 : 0, Math.min(10, Math.floor((v.total / v.required) * 10)));
  if (v.complete && v.total < v.required) return `${'▓'.repeat(10)} 视同完成`;
  return `${'▓'.repeat(v.complete ? 10 : full)}${'░'.repeat(v.complete ? 0 : 10 - full)} ${shown(v.total)}/${shown(v.required)}`;
}

/** What an answer to 够了吗 begins with; '' where nobody can tell. */
export const enoughWords = ({ compliant }: Assessment): string =>
  compliant === true ? '够了。' : compliant === false ? '还不够。' : '';

export const yearTitle = (year: number): string => `${year} 年度学分`;

/** The rows of a year's card. `waiting`: credits that nobody has reviewed; `to`: the year's last day. */
export function yearRows(v: Assessment, waiting: number, to: Day): readonly [string, string][] {
  const unit = ` ${measure(v)}`;
  const rows: [string, string][] = [['已有', `${shown(v.total)}${unit}`]];
  if (v.required !== null) rows.push(['要求', `${shown(v.required)}${unit}`], ['进度', bar(v)]);
  if (v.publicRequired !== null && v.public !== null && v.publicRequired > 0)
    rows.push(['公需科目', `${shown(v.public)}/${shown(v.publicRequired)}${unit}`]);
  if (
    v.professionalRequired !== undefined &&
    v.professionalRequired !== null &&
    v.professional !== undefined &&
    v.professional !== null
  )
    rows.push(['专业科目', `${shown(v.professional)}/${shown(v.professionalRequired)}${unit}`]);
  if (waiting > 0) rows.push(['其中待审核', `${shown(waiting)}${unit}`]);
  return [...rows, ['截止', showPlainDay(to)]];
}

/** One thing to do next, in the amount in which it can be had. Undefined for kinds that are not advised. */
export function stepWords(type: string, n: number): string | undefined {
  switch (type) {
    case 'cme-project':
      return `听 ${n} 小时继续医学教育项目`;
    case 'internal-training':
      return `参加 ${n} 次院内实践培训`;
    case 'institutional-project':
      return `完成 ${n} 个院级自管项目`;
    case 'practice':
      return `参加 ${n} 小时实践活动`;
    case 'certified-credit':
      return `拿一张 ${n} 学分的学分证书`;
    default:
      return undefined;
  }
}
