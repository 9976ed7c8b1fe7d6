/** What a question asks: its kind, its years, whether it leans on the turn before. Pure text work. */
import type { Day } from '../../types/index.ts';

export type Asks = 'amount' | 'cap' | 'when' | 'phone' | 'url' | 'who' | 'how' | 'what' | 'yesno' | 'difference';

const ASKS: readonly (readonly [Asks, RegExp])[] = [
  [
    'cap',
    /上限|封顶|最多|顶多|最高|到顶|撑死|不?超过|限额|\d+(?:\.\d+)?个?分.{0,6}(?:都|全)(?:能|可以)?(?:算|认)|(?:凑|攒)(?:够|满)/u,
  ],
  [
    'amount',
    /多少(?!钱)|(?:差|够)(?:多少|几)|达标|几(?:个)?(?:学)?分|几学时|几个学时|多少分|给分|算分|怎么算|怎么折|够不够|差几|0\.几|比例|百分之/u,
  ],
  ['when', /什么时候|何时|几月|几号|哪天|哪年|截止|最晚|多久|日期|时间|期限|到几时|之前/u],
  ['phone', /电话|热线|号码|打哪个|打给|联系谁|找谁|联系人|客服/u],
  ['url', /网址|网站|哪个网|哪个平台|在哪(?:里|儿)?(?:学|看|上|查|登)|去哪/u],
  ['who', /谁|哪个部门|哪个单位|由哪|哪一级|找哪/u],
  ['how', /怎么|如何|流程|步骤|怎样|要什么材料|手续/u],
  ['difference', /区别|不同|差别|一样|差多少|差几|哪个多|哪个高|对比|比一下/u],
  ['what', /是什么|什么叫|啥叫|指什么|啥意思|什么意思|定义|包括|哪些|是指|什么是/u],
  ['yesno', /吗|么$|要不要|能不能|是不是|可不可以|行不行|算不算|有没有|需不需要|用不用|够不够|可以不|行不|认不认/u],
];

export const asksOf = (text: string): Asks[] => ASKS.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind);

/** The years a question names; 今年 and the like count from `on` where it is given. `now` marks such a relative word. */
export function yearsIn(text: string, on: Day | undefined): { years: number[]; now: boolean } {
  const years = new Set<number>();
  for (const match of text.matchAll(/(?<![\d〔[(（发函规])(20[0-3]\d)(?![\d〕\])）]|\s*号|\s*字|分)/gu))
    years.add(Number(match[1]));
  for (const match of text.matchAll(/(?<!\d)(\d{2})年(?!内|制|以上|多|来)/gu)) {
    const short = Number(match[1]);
    if (short >= 15 && short <= 35) years.add(2000 + short);
  }
  const current = on ? Number(on.slice(0, 4)) : undefined;
  let now = false;
  for (const [word, shift] of [
    ['今年', 0],
    ['本年度', 0],
    ['明年', 1],
    ['去年', -1],
    ['前年', -2],
  ] as const)
    if (text.includes(word)) {
      now = true;
      if (current !== undefined) years.add(current + shift);
    }
  return { years: [...years], now };
}

/** Groups of which a follow-up names a new member: 那高级呢 after 中级…. */
const SLOTS: readonly (readonly string[])[] = [
  ['初级职称', '中级职称', '高级职称'],
  ['省级', '州市级', '县级', '基层医疗卫生机构', '乡村医生', '个体诊所', '校医', '民营医疗机构'],
  ['中医', '西医'],
  ['sci', '核心期刊', '普通期刊', '国家级期刊'],
  ['主讲人', '参加者'],
  ['理论培训', '实践培训'],
  ['主编', '副主编', '编委'],
  ['推荐项目', '推广项目'],
  ['面授', '远程'],
  ['电子验证', '纸质验证'],
  ['住培', '专培'],
];

export const slotOf = (concept: string): readonly string[] | undefined => SLOTS.find((slot) => slot.includes(concept));

const LEANS =
  /^(?:那|那么|那要是|要是|如果|如果是|换成|还有|另外|然后|再问|它|他们|她|这个|这种|这些|上面|刚才)|呢[?？]?$|(?:它们|那里面|其中|上面说|刚说|前面)/u;

/** Whether a question cannot stand alone: it begins with 那, ends with 呢, or is only a few characters long. */
export const leans = (text: string): boolean =>
  LEANS.test(text.trim()) || [...text.replace(/[^\p{Script=Han}a-z0-9]/giu, '')].length <= 7;

/** Whether a question tells nobody what it is about who has not heard the one before: 山西呢, 两个月呢, 高级. */
export const saysLittle = (text: string): boolean =>
  /^(?:那|它|这个|这种|上面|刚才)|呢[?？]?$/u.test(text.trim()) ||
  [...text.replace(/[^\p{Script=Han}a-z0-9]/giu, '')].length <= 4;
