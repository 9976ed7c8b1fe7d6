/** To a reviewer who sends something back. */
export const WHY_REFUSED = '退回的原因是什么？会告诉本人。';

/** Deciding in a chat. */
export const DECIDE = {
  none: '现在没有等您审核的。',
  head: (n: number): string => (n > 1 ? `有 ${n} 件等您审核，先看最早的这一件。` : '有 1 件等您审核。'),
  more: (n: number): string => `还有 ${n} 件，下一件是：`,
  done: (label: string, name: string): string => `已${label}，会告诉${name}。`,
  moved: '这一件已经处理过了，或者不归您审核。发“待审核”看现在还有哪些。',
  notYours: '审核由单位的审核人处理。您自己的申请可以问“我的申请”。',
  inPrivate: '审核的事请私聊我。',
  notRefused: '好的，先不退回。',
  who: '申请人',
  worth: '预计',
  files: '材料',
  onPage: (n: number): string => `${n} 份，请到网页的管理页面（/manager）查看`,
  heed: '请留意',
} as const;

export const REVIEW = {
  waiting: '待审核',
  labels: { approved: '通过', rejected: '退回', verified: '已核实', filed: '已报备' } as {
    readonly [to: string]: string;
  },
  corrects: (line: string): string => `更正了原来的“${line}”`,
  shared: '这份材料还附在别的申报上',
  bare: '没有附材料',
  /** 10月8日（周四） 继续医学教育项目（省级，听课，6 小时） */
  activity: (days: string, line: string): string => `${days}${days === '' ? '' : ' '}${line}`,
  request: (year: number, name: string): string => `${year} 年度${name}`,
} as const;

/** To the person; `status`: what became of a request. */
export const approvedWords = (what: string, status: string | undefined): string =>
  status === undefined ? `您登记的“${what}”审核通过了。` : `您的${what}：${status}。`;
export const rejectedWords = (what: string, reason: string, is: 'activity' | 'request'): string =>
  is === 'activity'
    ? `您登记的“${what}”被退回了：${reason}\n这一项暂时不计学分。改好了直接再报一次，有疑问请联系单位。`
    : `您的${what}没有通过：${reason}\n有疑问请联系单位。`;
