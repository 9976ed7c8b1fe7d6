/** What is said about requests: makeup, exemption, self-study plans, re-verification, a corrected title. */

import { showPlainDay } from '../../chinese/index.ts';
import type { RequestKind } from '../../types/index.ts';

export const REQUEST_NAMES: { readonly [kind in RequestKind]: string } = {
  makeup: '补学申请',
  'self-study-plan': '自学计划',
  'self-study-report': '自学进度报告',
  exemption: '免修申请',
  reverify: '学分补验申请',
  'title-correction': '职称信息更正申请',
  'profile-change': '资料更改申请',
};

export const REQUEST_STATUS: { readonly [status: string]: string } = {
  submitted: '已提交，待单位核实',
  verified: '单位已核实',
  filed: '已报备',
  approved: '已同意',
  rejected: '没有通过',
  withdrawn: '已撤回',
};

export const REQUEST_LINE = (year: number, kind: RequestKind, status: string): string =>
  `${year} 年度${REQUEST_NAMES[kind]}：${REQUEST_STATUS[status] ?? '处理中'}`;

const ASK: { readonly [key: string]: string } = {
  'makeup.reason': '是什么原因没能参加学习？',
  'makeup.year': '要补哪一年的学分？',
  'exemption.reason': '符合哪一种免修情形？',
  'exemption.year': '要免修哪一年的？',
  'exemption.proof': '有什么证明材料？可以直接发图片、PDF 或 Word。',
  'reverify.year': '要补验哪一年的学分？',
  'reverify.reason': '当时是什么特殊情况没能验证？',
  'title-correction.year': '是哪一年的证书？',
  'title-correction.title': '实际取得的职称是什么，哪天取得的？',
  'title-correction.proof': '有什么证明材料？可以直接发图片、PDF 或 Word。',
  'self-study-plan.content': '打算学什么、用什么形式、什么时间学、怎么检验？',
  'self-study-report.content': '到现在学了哪些内容，进度怎么样？',
};

export const askRequest = (kind: RequestKind, field: string): string =>
  ASK[`${kind}.${field}`] ?? '请再说一下具体情况。';

/** Said when a request is begun on a condition that the documents list. */
export const EXEMPTION_LISTED = (reason: string): string =>
  `文件里列了“${reason}”这一种，行不行由单位审核，我先帮您填申请。`;

export const REQUEST_HEARD = (name: string): string => `${name}先记着了。`;

/** While something else stands open. */
export const REQUEST_NEXT = (name: string): string => `${name}先记着，先把下面这一项办完，再办申请。`;

export const REQUEST_SURE = (name: string): string => `请核对${name}，没问题就确认。`;

/** `cite`: what the documents say of it. */
export const REQUEST_SENT = (name: string, next: string, cite?: string): string =>
  `${name}已提交。${next}${cite === undefined ? '' : `\n依据：“${cite}”`}`;

export const NEXT: { readonly [kind in RequestKind]: string } = {
  makeup: '接下来由单位核实、通过系统确认提交，再报同级卫生健康委（局）备案；备案后次年补学。',
  exemption: '接下来由单位审核证明材料。',
  reverify: '接下来由单位逐级上报验证。',
  'title-correction': '请准备好职称证明材料，经单位和各级卫生健康部门审核后报省里。',
  'self-study-plan': '接下来由单位审核，同意后就可以开始学。',
  'self-study-report': '单位会在第四季度评估学习成效。',
  'profile-change': '单位核实之后才改，核实之前还按原来的算。',
};

export const REQUEST_AGAIN = (name: string, year: number): string => `您已经提交过 ${year} 年度的${name}了。`;

export const NO_MAKEUP = (province: string): string =>
  `${province}的文件里没有补学的规定，没法替您申请。建议问一下单位科教科。`;

export const MAKEUP_LATE = (year: number): string =>
  `补学要在欠学分的当年申请，${year} 年度已经过了申请时间，请联系单位科教科。`;

export const NO_REVERIFY = (province: string): string => `${province}的文件里没有补验的规定。建议问一下单位科教科。`;

export const REVERIFY_YEAR = (years: readonly number[]): string =>
  `只能补验 ${years.join('、')} 年度的学分，更早的原则上不予补验。`;

/** After the last day on which a request was taken. */
export const CLOSED = (name: string, by: string, cite: string): string =>
  `${name}已在${showPlainDay(by)}截止，现在不再受理，有疑问请联系单位科教科。\n依据：“${cite}”`;

export const TITLE_HERE = '要改我这里记的职称，直接说“我是主治”就行。';

export const EXEMPTION_SIX = '文件里只列了下面这几种免修情形，请选一种；都不是的话回“取消”。';

export const EXEMPTION_SHORT = '进修、援外免修要满 6 个月，不满的不符合这一种。';

export const PROOF_NEEDED = '要凭证明材料审核。手头没有的话回“以后补”，有了再交给单位。';

export const TITLE_YEAR = (from: number, to: number): string => `只能更正 ${from} 至 ${to} 年度证书上的职称信息。`;

export const PLAN_LATE = '提醒：自学计划规定在当年第一季度提交，现在已经过了，单位可能不认。';

export const REQUEST_ACTED = '单位已经在处理这份申请了，要撤回请联系单位管理员。';

export const REQUEST_WITHDRAWN = (name: string, year: number): string => `${year} 年度的${name}已撤回。`;

export const WITHDRAW_REQUEST = (name: string, year: number): string => `要撤回 ${year} 年度的${name}吗？`;

export const NO_REQUESTS = '您还没有提交过申请。';

export const OTHER_PROVINCE = (name: string, province: string): string =>
  `${province}的文件里没有${name}这一项，建议先问一下单位科教科。`;

/** What a self-study plan holds: content, form, schedule, and how it will be checked (浙江, 自学计划). */
export const PLAN_PARTS: readonly (readonly [RegExp, string])[] = [
  [/书|文献|论文|网课|视频|课程|看|读|听|练|跟|线上|线下|查房|操作|讨论|自学/, '用什么形式学'],
  [/每|周|月|季度|晚上|早上|周末|天|年底|年内|上半年|下半年|\d ?(?:个)?(?:小时|学时)/, '什么时间学'],
  [/考|测|笔记|报告|总结|汇报|检验|评估|心得|论文|讲一|分享|验收|指标|达到/, '怎么检验'],
];

export const PLAN_GAPS = (missing: readonly string[]): string =>
  `${missing.join('、')}；要补的话回“改一下”，不补也能交，由单位审核`;
