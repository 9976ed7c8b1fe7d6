/** What stands on cards beside the values themselves: titles, the names of lines, buttons that do something. */

import { showPlainDay } from '../../chinese/index.ts';
import type { Day } from '../../types/index.ts';

export const BUTTON = {
  change: '改一下',
  confirm: '确认登记',
  drop: '不报了',
  submit: '确认提交',
  dropRequest: '不申请了',
  withdraw: '确认撤回',
  keep: '不撤了',
  yes: '确认',
  leaveAsItIs: '不改了',
  bind: '确认绑定',
  bindNot: '不绑了',
  unbind: '确认解绑',
  unbindNot: '不解绑',
  /** A recorded activity to choose from. */
  nth: (n: number): string => `第 ${n} 条`,
  /** All three conditions of a secondment in one press. */
  regular: '都是（单位批准、脱产、去上级医院）',
  /** When a self-study plan was handed in. */
  planFiled: { inTime: '第一季度交的', late: '之后才交的', never: '没有交' },
} as const;

export const TITLE = {
  report: '登记确认',
  correction: '更正确认',
  withdrawal: '撤回确认',
  leave: '产假确认',
  binding: '绑定确认',
  unbinding: '解绑确认',
  request: (name: string): string => `${name}确认`,
  exemption: '免修情形',
  pickRecord: '选一条',
  pickItem: '选一项',
  pickType: '选一类',
  province: '所在省份',
  title: '职称',
  institution: '单位级别',
} as const;

export const ROW = {
  activity: '活动',
  date: '日期',
  unknown: '不清楚',
  leave: '产假',
  request: '申请',
  year: '年度',
  ofYear: (year: number): string => `${year} 年`,
  notYet: '还没写',
} as const;

/** What a card says beside the facts. */
export const NOTE = {
  dayless: (year: number): string => `日期不清楚，先算在 ${year} 年度`,
  /** `cut`: the first day of the later year. */
  twoYears: (first: number, last: number, cut: Day): string =>
    `跨了 ${first} 和 ${last} 两个学分年度，以${showPlainDay(cut)}为界分开计算`,
  years: (first: number, last: number): string => `跨了 ${first} 至 ${last} 年度，各年度分开计算`,
  inYear: (year: number): string => `计入 ${year} 年度`,
} as const;

/** One of several activities on a card: its number, and what it is in a line with its papers. */
export const ITEM = {
  nth: (n: number): string => `第 ${n} 项`,
  papers: (n: number): string => `${n} 份`,
  of: (days: string, line: string, papers: number): string =>
    `${days || '日期不清楚'}，${line}${papers > 0 ? `，附材料 ${papers} 份` : ''}`,
};
