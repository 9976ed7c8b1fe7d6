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

/** What a fact of a person is called. */
export const FACT_NAMES = {
  name: '姓名',
  province: '省份',
  institution: '单位',
  title: '职称',
  profession: '专业',
  grade: '师级或士级',
  flags: '人员类别',
  pgmePassed: '规培结业',
  unitRequirement: '单位定的要求',
  maternityLeave: '产假',
} as const;
type Fact = keyof typeof FACT_NAMES;

/** Facts with a line of their own whatever is known, and those that have one where something is. */
const ALWAYS: readonly Fact[] = ['name', 'province', 'title', 'institution'];
const WHERE_KNOWN: readonly Fact[] = ['profession', 'flags', 'pgmePassed', 'unitRequirement', 'maternityLeave'];

/** 我的资料, a line each; `mark`: what stands behind a fact. */
export const profileLines = (
  facts: { readonly [fact in Fact]?: string | undefined },
  mark: (fact: Fact) => string,
): string =>
  [...ALWAYS, ...WHERE_KNOWN.filter((fact) => facts[fact] !== undefined)]
    .map((fact) => `${FACT_NAMES[fact]}：${facts[fact] ?? UNTOLD}${mark(fact)}`)
    .join('\n');

/** An institution by its name, its level or its kind. */
export const institutionWords = (i: Institution): string =>
  i.name ?? (i.level ? valueName('institution', i.level) : (KINDS[i.kind ?? ''] ?? '单位'));

/** A kind of institution; undefined where none of ours. */
export const institutionKind = (kind: string | undefined): string | undefined => KINDS[kind ?? ''];

export const professionWords = (profession: string): string => PROFESSIONS[profession] ?? '专业';
export const flagWords = (flag: string): string => FLAGS[flag] ?? '人员类别';

/** 不再是住培学员 */
export const FLAG_GONE = (flag: string): string => `不再是${flagWords(flag)}`;

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
  'newly-covered-2025': '2025 年首次纳入的人员',
  'family-planning': '计生技术服务人员',
};
const KINDS: { readonly [k: string]: string } = {
  'private-hospital': '民营医院',
  'individual-clinic': '个体诊所',
  'family-planning': '计划生育机构',
  hospital: '医院',
};
