import type { Day, Title } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';
import { PAST } from './holds-words.ts';

/** Words for titles, those that hold another one first. */
export const TITLE_WORDS: readonly (readonly [RegExp, Title])[] = [
  [/无职称|没(?:有)?(?:评)?(?:任何)?职称|未评职称|还没(?:评)?职称/, 'none'],
  [/副?主任(?:医|护|药|技|中医|检验|公卫)?师|副高|正高|高级(?:职称)?|副教授|教授|副主任|主任医/, 'senior'],
  [/主治|主管|中级|中职/, 'mid'],
  [/士级|(?:药|技|医|检验)士|护士[(（]士|初级[(（]?士/, 'junior-assistant'],
  // 护士, 护士长, 医生, 药师 alone are what somebody does, whatever the rank.
  [/初级|师级|住院医师|(?<!药)(?:医|护|技)师|(?<!执业)药师[(（]师|助理医师/, 'junior'],
];

/** The title that words name. What is only a profession or a post names none. */
export const readTitle = (text: string): Title | undefined => TITLE_WORDS.find(([pattern]) => pattern.test(text))?.[1];

const BARE_TITLE =
  /^(?:不对|不是|错了|说错了|更正|哦|噢|其实|准确地?说)?[,，。 ]?(?:我)?(?:的)?(?:职称)?(?:其实|应该|现在)?(?:是|为)?[\u4e00-\u9fff()（）、/]{1,10}[。!！.~ ]*$/;

const TITLE_TAIL =
  /(?:医师|护师|药师|技师|检验师|护士[(（]士级?[)）]|药士|技士|医士|士级|师级|[副正]高|中级|初级|高级|职称)[)）。!！.~ ]*$/;

/** 想评中级: not yet. */
export const HOPES =
  /(?:想|打算|准备|计划|争取|希望|可能|应该能|快要?|要)(?:去|能|再)?[^,，。了过]{0,3}(?:评|升|晋|考|聘)(?![^,，。]{0,8}[了过])/;

/** 主管护师, said alone: a title, or a title set right. Undefined where the words are anything else. */
export const bareTitle = (text: string): Title | undefined =>
  text.length <= 18 && !PAST.test(text) && BARE_TITLE.test(text) && !HOPES.test(text) && TITLE_TAIL.test(text)
    ? readTitle(text)
    : undefined;

/** 师 or 士, where a province's text needs it. */
export function readGrade(text: string): string | undefined {
  if (/士级|[药技医]士(?!长)|[(（]士/.test(text)) return '士';
  return /师级|[护药技医]师|[(（]师/.test(text) ? '师' : undefined;
}

/** 不是护士: what somebody says they are not. */
export const DENIED = /(?:并|可|而)?不(?:是|再是)[^,，。;是]{1,8}/g;

export const isAhead = (when: { readonly from: Day; readonly future?: boolean }, day: Day): boolean =>
  when.future === true || when.from > day;

/** 从明年1月起, said alone: the day of the title told last. */
export function titleDay(
  text: string,
  held: readonly { readonly title: Title }[] | undefined,
  day: Day,
): { title: Title; from: Day } | undefined {
  const title = held?.at(-1)?.title;
  if (title === undefined || (held ?? []).length < 2) return undefined;
  if (text.length > 16 || !/^(?:是|应该是|不对[,，]?是?)?从?[^,，。]{2,12}(?:起|开始)(?:算|的)*[。!！]*$/.test(text))
    return undefined;
  const [when, more] = findDates(text, day).found;
  return when && more === undefined && when.kind !== 'range' ? { title, from: when.from } : undefined;
}
