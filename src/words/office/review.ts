/** To a reviewer who sends something back. */
export const WHY_REFUSED = '退回的原因是什么？会告诉本人。';

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
