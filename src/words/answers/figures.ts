/** What is answered with figures: what an activity earns, what a year asks for, whether so much is enough. */

import { shown } from '../../decimal.ts';

const number = (value: number): string => String(Math.round(value * 1000) / 1000);
const MEASURE = { credits: '学分', hours: '学时' } as const;

export const NOTHING_ASKED = '按您的情况不用完成学分要求。';

/** `has` as it was told; `required` of the public subjects where they have a floor. */
export function ENOUGH(has: string, required: number, ofPublic: number | null): string {
  const gap = required - Number(has);
  const verdict = gap <= 0 ? '总分已经够了' : `还差 ${number(gap)} 学分`;
  const floor = ofPublic ? `另外公需科目至少 ${number(ofPublic)} 学分，要单独看。` : '';
  return `一年要求 ${number(required)} 学分，您有 ${has} 学分，${verdict}。${floor}`;
}

export function MUST(of: 'public' | 'year', least: number): string {
  const subject = of === 'public' ? '公需科目' : '一年';
  return least === 0 ? `${subject}没有最低要求。` : `${subject}至少 ${number(least)} 学分。`;
}

export interface Earned {
  readonly credits: number;
  readonly unit: 'credits' | 'hours';
  /** Taken for granted, since nobody says it in a question. */
  readonly passed: boolean;
  readonly published: boolean;
  /** The year's ceiling takes something of it. */
  readonly isCut: boolean;
  /** The arithmetic; '' where there is none to show. */
  readonly how: string;
}

export function EARNED({ credits, unit, passed, published, isCut, how }: Earned): string {
  const arithmetic = how === '' ? '' : `：${how}`;
  if (credits === 0) return `按文件不计分${arithmetic}。`;
  const taken = [passed ? '按考核合格算' : '', published ? '公布了学分数的以公布的为准' : ''].filter(Boolean);
  const condition = taken.length > 0 ? `（${taken.join('；')}）` : '';
  return `可以计 ${number(credits)} ${MEASURE[unit]}${condition}${isCut ? '（到全年上限了）' : ''}${arithmetic}。`;
}

interface Product {
  readonly quantity: number;
  readonly credits: number;
}

/** A stay told in months is so many days or so many, and either goes over the ceiling. */
export const BETWEEN = (low: Product, high: Product, each: number, cap: number): string =>
  `按 ${shown(low.quantity)}～${shown(high.quantity)} 天、每天 ${shown(each)} 学分算是 ${shown(low.credits)}～${shown(high.credits)} 学分，超过 ${number(cap)} 学分的上限`;
