/** Every sentence that an answer is made of. Chinese, short, polite; no field names, no codes. */

import { placeName } from '../chinese/places.ts';
import { nameOf } from '../documents/cite.ts';
import type { PolicyDocument } from '../types/index.ts';

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
  nationalOnly: (name: string): string => `${name}的文件没有写到，下面是国家的规定：`,
  noOwnDocument: (name: string): string => `我这里没有${name}的文件，下面是国家的规定，${name}可能另有要求：`,
  unknownPlace: '不知道您在哪个省，下面是国家的规定：',
  year: (document: PolicyDocument, year: number | undefined): string =>
    `我手上只有${document.appliesToYears.length > 0 ? `${document.appliesToYears.join('、')}年度的` : `${(document.date ?? '').slice(0, 4)}年的`}${document.province === 'national' ? '国家' : placeName(document.province)}文件，没有${year === undefined ? '别的年度' : `${year}年`}的安排。建议问本单位科教科或${document.issuer.startsWith('未写明') ? '当地卫生健康部门' : '发文单位'}。`,
  yearNote: (years: readonly number[]): string => `（这是${years.join('、')}年度的安排，别的年度以当年通知为准。）`,
  absent: (name: string): string => `${name}的正文我这里没有，不能引用它的内容。建议问本单位科教科或发文单位。`,
  noField: (document: PolicyDocument, field: string): string =>
    `${document.province === 'national' ? '国家' : placeName(document.province)}的这份文件没有写${field}。建议问本单位科教科。`,
  newerFirst: '两份文件都写到这一点，先看新的一份：',
  byOlder: (document: PolicyDocument): string =>
    `按较早的${nameOf(document)}${document.date || document.effectiveFrom ? `（${document.effectiveFrom ? `${document.effectiveFrom} 起施行` : document.date}）` : ''}是这样：`,
  alsoNewer: (document: PolicyDocument): string => `另有一份还没施行的新文件${nameOf(document)}：`,
  notInDocument: (document: PolicyDocument): string =>
    `${document.number ?? nameOf(document)}里没有写到这一点。建议问本单位科教科或发文单位。`,
  atHand: (name: string, count: number): string => `${name}的文件我这里有 ${count} 份：`,
  superseded: (force: string): string => `注意：这份文件${force}，下面的内容只供参考。`,
  unproved: '我找到的这一条和文件原文没有对上，先不引用，免得误导您。建议问本单位科教科。',
  tellMore: '您说得再具体一点，比如活动的名字、职称或年度，我再找。',
  which: '您问的是哪一条？回复数字就行：',
  whichProvince: '各省的规定不一样。您在哪个省？',
} as const;
