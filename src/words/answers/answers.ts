/** Every sentence that an answer is made of. Chinese, short, polite; no field names, no codes. */

import type { Day } from '../../types/index.ts';
import { WHICH } from './policy.ts';

/** What there is of a province: for which years it was issued, or when; whether it says by whom. */
interface Held {
  readonly place: string;
  readonly years: readonly number[];
  readonly date: Day | null;
  readonly hasIssuer: boolean;
}

export const say = {
  silent: (what: string, whom: string): string => `${what}${whom ? `建议问${whom}。` : ''}`,
  lacks: (name: string, what: string, whom: string): string => `${name}的文件没有写${what}。建议问${whom}。`,
  unlisted: (name: string, why: string): string => `${name}的文件没有给这一项定学分：${why}。建议问本单位科教科。`,
  noProvinceDocument: (name: string): string =>
    `我这里没有${name}的文件，国家的政策解读里也没有写到这一点。建议问本省卫生健康委或本单位科教科。`,
  nothing: (name: string): string => `${name}的文件里没有写到这一点。建议问本单位科教科或当地卫生健康部门。`,
  nothingAnywhere: '国家的政策解读里没有写到这一点。告诉我您在哪个省，我再查那个省的文件。',
  offTopic: (about: string, whom: string): string =>
    `我只管继续医学教育学分的政策，文件里没有写${about}。${whom ? `建议问${whom}。` : ''}`,
  hello: '您好，学分政策可以直接问我，例如“中级公需要几分”“进修两个月给多少分”“没修满能补吗”。',
  injection: '这个我做不到。我只按文件回答学分政策；要报学分请直接说您参加了什么活动。',
  record: '省里系统的个人记录我看不到，请登录系统查，或问本单位科教科。想知道在我这里记了多少，就说“我有多少学分”。',
  apart: ([one, a]: readonly [string, number], [other, b]: readonly [string, number]): string =>
    a === b
      ? `${one}和${other}都是 ${a} 学分。`
      : `${one} ${a} 学分，${other} ${b} 学分，差 ${Math.round(Math.abs(a - b) * 1000) / 1000} 学分。`,
  askAlone: (name: string): string => `没有找到能直接对比的一条，请单独问一次“${name}……”。`,
  notAtHand: '我这里没有它的文件。',
  nationalOnly: (name: string): string => `${name}的文件没有写到，下面是国家的规定：`,
  noOwnDocument: (name: string): string => `我这里没有${name}的文件，下面是国家的规定，${name}可能另有要求：`,
  unknownPlace: '不知道您在哪个省，下面是国家的规定：',
  year: ({ place, years, date, hasIssuer }: Held, year: number | undefined): string => {
    const those = years.length > 0 ? `${years.join('、')}年度的` : `${(date ?? '').slice(0, 4)}年的`;
    const asked = year === undefined ? '别的年度' : `${year}年`;
    return `我手上只有${those}${place}文件，没有${asked}的安排。建议问本单位科教科或${hasIssuer ? '发文单位' : '当地卫生健康部门'}。`;
  },
  yearNote: (years: readonly number[]): string => `（这是${years.join('、')}年度的安排，别的年度以当年通知为准。）`,
  absent: (name: string): string => `${name}的正文我这里没有，不能引用它的内容。建议问本单位科教科或发文单位。`,
  noField: (place: string, field: string): string => `${place}的这份文件没有写${field}。建议问本单位科教科。`,
  newerFirst: '两份文件都写到这一点，先看新的一份：',
  byOlder: (name: string, { from, date }: { readonly from: Day | null; readonly date: Day | null }): string => {
    const since = from ? `${from} 起施行` : date;
    return `按较早的${name}${since ? `（${since}）` : ''}是这样：`;
  },
  alsoNewer: (name: string): string => `另有一份还没施行的新文件${name}：`,
  holdsUntil: (day: Day): string => `这份文件有效到 ${day}。`,
  holdsFrom: (day: Day): string => `这份文件自 ${day} 起施行。`,
  /** `name`: its 文号, or its title where it has none. */
  notInDocument: (name: string): string => `${name}里没有写到这一点。建议问本单位科教科或发文单位。`,
  yourProvince: '您所在省',
  atHand: (name: string, count: number): string => `${name}的文件我这里有 ${count} 份：`,
  superseded: (force: string): string => `注意：这份文件${force}，下面的内容只供参考。`,
  unproved: '我找到的这一条和文件原文没有对上，先不引用，免得误导您。建议问本单位科教科。',
  /** A model's sentence above the clause that it words. */
  inShort: (sentence: string): string => `${sentence}（概括，以下面的原文为准）。`,
  tellMore: '您说得再具体一点，比如活动的名字、职称或年度，我再找。',
  /** An offer: a line, then the choices under their numbers. */
  which: (choices: readonly string[]): string =>
    [`${WHICH}回复数字就行：`, ...choices.map((choice, at) => `${at + 1}. ${choice}`)].join('\n'),
  whichProvince: '各省的规定不一样。您在哪个省？',
} as const;
