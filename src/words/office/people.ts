import type { ManagerRow, Member, Person, Title } from '../../types/index.ts';
import { OWN_WORD } from '../person/change.ts';

/** 职称 by profession, in the order of RANKS. */
const NAMES: { readonly [profession: string]: readonly [string, string, string, string] } = {
  physician: ['助理医师', '医师', '主治医师', '主任（副主任）医师'],
  tcm: ['助理中医师', '中医师', '主治中医师', '主任（副主任）中医师'],
  dental: ['助理口腔医师', '口腔医师', '口腔主治医师', '口腔主任（副主任）医师'],
  'public-health': ['公卫助理医师', '公卫医师', '公卫主管医师', '公卫主任（副主任）医师'],
  nurse: ['护士', '护师', '主管护师', '主任（副主任）护师'],
  pharmacist: ['药士', '药师', '主管药师', '主任（副主任）药师'],
  technician: ['技士', '技师', '主管技师', '主任（副主任）技师'],
};

const RANKS: readonly Title[] = ['junior-assistant', 'junior', 'mid', 'senior'];

const RANK_NAMES: { readonly [title in Title]: string } = {
  'junior-assistant': '士级',
  junior: '初级',
  mid: '中级',
  senior: '高级职称',
  none: '无职称',
};

const FLAG_NAMES: { readonly [flag: string]: string } = {
  'village-doctor': '乡村医生',
  'school-doctor': '校医',
  resident: '住培学员',
  fellow: '专培学员',
};

/** How a sign-in page or a manager's list calls what somebody is: 主管护师（中级）, 乡村医生; '' when nothing is known. */
export function titleName(person: Person & Pick<Member, 'told'>): string {
  const words = plainTitle(person);
  const isTold = person.told?.some((name) => name === 'title' || name === 'flags');
  return isTold && words !== '' ? `${words}（${OWN_WORD}）` : words;
}

function plainTitle(person: Person): string {
  const flag = person.flags?.map((name) => FLAG_NAMES[name]).find((name) => name !== undefined);
  const { title } = person;
  if (title === undefined) return flag ?? '';
  const rank = RANK_NAMES[title];
  const name = NAMES[person.profession ?? '']?.[RANKS.indexOf(title)];
  const words = name === undefined || title === 'senior' ? (name ?? rank) : `${name}（${rank}）`;
  if (flag === undefined) return words;
  return title === 'none' ? flag : `${flag}，${words}`;
}

/** Somebody whose name nobody has told. */
export const UNNAMED = '（未填姓名）';
/** The same, on their own page. */
export const VISITOR = '访客';

export const measureName = (unit: 'credits' | 'hours'): '学时' | '学分' => (unit === 'hours' ? '学时' : '学分');

/** Where somebody's year stands, in a manager's list; of who is short the gap is told instead. */
export const VERDICTS: { readonly [verdict in Exclude<ManagerRow['verdict'], 'short'>]: string } = {
  compliant: '已达标',
  unknown: '资料不全或文件未定，暂不能判断',
  'not-covered': '本年度不需要学分',
};

/** What a year counts apart. */
export const PARTS = { public: '公需科目', professional: '专业科目' } as const;
