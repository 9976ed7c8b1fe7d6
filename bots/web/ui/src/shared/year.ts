import type { YearView } from './wire.ts';

export const unitWord = (unit: YearView['unit']): string => (unit === 'hours' ? '学时' : '学分');

/** How much of what is required is there, 0…1; where nothing is required, all of it or nothing. */
export const yearPart = (required: number | null, total: number, met: boolean): number =>
  required ? Math.min(1, total / required) : met ? 1 : 0;

/** One line for a narrow screen. */
export function yearInShort(year: YearView): string {
  if (!year.covered) return '本年度不作要求';
  if (year.compliant) return '本年度已达标';
  if (year.compliant === null || year.required === null) return `已有 ${year.total} ${unitWord(year.unit)}`;
  return year.shortfall > 0 ? `还差 ${year.shortfall} ${unitWord(year.unit)}` : '未达标';
}
