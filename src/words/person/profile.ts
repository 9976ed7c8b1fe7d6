/** What is said of a person's own particulars. */

import { showPlainDay } from '../../chinese/index.ts';
import type { Day, Institution, Title } from '../../types/index.ts';
import { valueName } from '../talk/ask.ts';

const UNTOLD = '还没填';

/** 中级; 师级，从2027年1月1日起中级. */
export function titleWords(
  now: Title | undefined,
  next?: { readonly title: Title; readonly from: Day },
): string | undefined {
  const own = now && valueName('title', now);
  return next ? `${own ?? UNTOLD}，从${showPlainDay(next.from)}起${valueName('title', next.title)}` : own;
}

/** A title as it was just told: 中级，从2026年3月1日起. */
export const titleTold = (title: Title, from: Day | undefined): string =>
  `${valueName('title', title)}${from ? `，从${valueName('from', from)}起` : ''}`;

/** 我的资料, a line each. */
export const profileLines = (m: {
  readonly name: string | undefined;
  readonly province: string | undefined;
  readonly title: string | undefined;
  readonly institution: string | undefined;
}): string =>
  [
    ['姓名', m.name],
    ['省份', m.province],
    ['职称', m.title],
    ['单位', m.institution],
  ]
    .map(([name, value]) => `${name}：${value ?? UNTOLD}`)
    .join('\n');

/** An institution by its name, its level or its kind. */
export const institutionWords = (i: Institution): string =>
  i.name ?? (i.level ? valueName('institution', i.level) : (KINDS[i.kind ?? ''] ?? '单位'));

export const professionWords = (profession: string): string => PROFESSIONS[profession] ?? '专业';
export const flagWords = (flag: string): string => FLAGS[flag] ?? '人员类别';

export const PROFESSIONS: { readonly [k: string]: string } = {
  physician: '医师',
  nurse: '护理',
  pharmacist: '药学',
  technician: '医技',
  dental: '口腔',
  'public-health': '公共卫生',
  tcm: '中医',
};
const FLAGS: { readonly [k: string]: string } = {
  resident: '住培学员',
  fellow: '专培学员',
  'village-doctor': '乡村医生',
  'school-doctor': '校医',
  unlicensed: '未取得执业资格',
  maternity: '休产假',
};
const KINDS: { readonly [k: string]: string } = {
  'private-hospital': '民营医院',
  'individual-clinic': '个体诊所',
  'family-planning': '计划生育机构',
  hospital: '医院',
};
