/** What is said about the audit trail and the roles. */
import { fieldName, kindName } from '../../catalogue/index.ts';
import type { FieldValue, RequestKind } from '../../types/index.ts';
import { REQUEST_NAMES, REQUEST_STATUS } from '../talk/request.ts';

/** What was done, as the trail shows it. Whoever writes a new line names it here. */
export const DEEDS: { readonly [what: string]: string } = {
  recorded: '登记了活动',
  withdrawn: '撤回了登记',
  attached: '补了证明材料',
  requested: '提交了申请',
  'request-withdrawn': '撤回了申请',
  refused: '申请没有受理',
  profile: '填写了本人资料',
  handoff: '请人工帮忙',
  'signed-in': '登录网页',
  'session-ended': '结束了网页登录',
  'viewed-sessions': '查看了网页登录',
  bound: '绑定了聊天',
  unbound: '解除了绑定',
  'code-issued': '发了绑定码',
  'code-revoked': '作废了绑定码',
  'code-burnt': '绑定码因多次输错作废',
  reviewed: '审核',
  imported: '导入名单',
  'unit-imported': '导入单位',
  exported: '导出数据',
  'role-changed': '角色变动',
  'viewed-unit': '查看了科室',
  'viewed-person': '查看了个人',
  'viewed-file': '查看了证明材料',
  'viewed-reviews': '查看了待审核',
  'viewed-audit': '查看了审计记录',
  'viewed-outbox': '查看了没送到的消息',
  'gap-settled': '处理了没答好的问题',
  proposed: '提出改动，等另一位同意',
  published: '发布了问答改动',
  'proposal-rejected': '退回了问答改动',
  'proposal-withdrawn': '撤回了问答改动',
  'undo-proposed': '提出撤销，等另一位同意',
  undone: '撤销了问答改动',
  left: '离职停用',
  swept: '清理到期数据',
  erased: '清除个人数据',
  'own-data': '导出本人资料',
};
export const deedName = (what: string): string => DEEDS[what] ?? '其他操作';

/** Who did it, where it was nobody of the roster. */
export const DOERS: { readonly [by: string]: string } = { operator: '服务器命令行', house: '系统自动' };
export const GONE = '（名单上已没有）';

/** The name of a copy of the trail. */
export const TRAIL_FILE = (day: string): string => `审计记录-${day}.csv`;

export const TRAIL = {
  columns: ['时间', '谁做的', '工号', '做了什么', '关于谁', '工号', '详情'],
  noStaff: (staffNumber: string): string => `名单上没有工号“${staffNumber.slice(0, 40)}”。`,
  noDay: (day: string): string => `日期要写成 2026-11-22，不能是“${day.slice(0, 20)}”。`,
  none: '没有符合条件的记录。\n',
  more: (count: number): string => `以上是最近 ${count} 条。全部的请用 --csv 文件名 导出。\n`,
  written: (count: number, file: string): string => `已导出 ${count} 条到 ${file}。里面有个人信息，用完请删掉。\n`,
} as const;

const DETAILS: { readonly [key: string]: string } = {
  channel: '渠道',
  unit: '科室',
  activity: '活动编号',
  request: '申请编号',
  kind: '种类',
  type: '种类',
  year: '年度',
  was: '原状态',
  to: '新状态',
  reason: '原因',
  file: '文件',
  files: '文件',
  fields: '改了哪些',
  told: '通知了',
  group: '问题组',
  edit: '第几次改动',
  status: '状态',
  note: '备注',
  peer: '聊天账号',
  merged: '并入',
  replaces: '替代',
  proposer: '提出的人',
  undoes: '撤销第几次',
  before: '之前',
  after: '之后',
  staff: '查的工号',
  by: '查的操作人',
  what: '查的操作',
  content: '导出的内容',
  count: '条数',
  retry: '重新发送',
  since: '从',
  until: '到',
  manages: '管理的科室',
  reviews: '审核的科室',
  kinds: '只审',
  curator: '政策管理员',
  administrator: '系统管理员',
  auditor: '督查',
  name: '名称',
  institution: '单位',
  parent: '上级',
  contact: '联系人',
  phone: '电话',
  province: '省份',
  staffNumber: '工号',
  mobile: '手机',
  from: '起始日',
};

const CHANGES: { readonly [change: string]: string } = {
  answer: '用条款回答',
  silent: '答文件没写',
  asks: '加问法',
  synonym: '加说法',
  typo: '改错字',
};

/** Values that are kept as words of ours. */
const VALUES: { readonly [value: string]: string } = {
  ...REQUEST_STATUS,
  submitted: '待审核',
  open: '待处理',
  done: '已处理',
  issuer: '已请示',
  dismissed: '不处理',
  web: '网页',
  lark: '飞书',
  wechat: '微信',
  members: '名单和台账',
  audit: '审计记录',
  'junior-assistant': '士级',
  junior: '初级',
  mid: '中级',
  senior: '高级',
  none: '无',
};

export const isRequestKind = (kind: string): kind is RequestKind => Object.hasOwn(REQUEST_NAMES, kind);
/** A type of activity or a kind of request by its Chinese name. */
export const reviewedName = (kind: string): string => (isRequestKind(kind) ? REQUEST_NAMES[kind] : kindName(kind));

/** A value of a detail in one line. Ids stay as they are: they lead to the record. */
function valueWords(value: FieldValue): string {
  if (value === null) return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.map(valueWords).join('、');
  if (typeof value === 'object') {
    const inner = Object.entries(value).map(([key, one]) => detailWords(key, one));
    return inner.length === 0 ? '无' : inner.join('，');
  }
  return VALUES[String(value)] ?? String(value);
}
function detailWords(key: string, value: FieldValue): string {
  if ((key === 'kind' || key === 'type') && typeof value === 'string') return `种类：${reviewedName(value)}`;
  if (key === 'kinds' && Array.isArray(value)) return `只审${value.map((one) => reviewedName(String(one))).join('、')}`;
  if (key === 'change' && typeof value === 'string') return `改动内容：${CHANGES[value] ?? value}`;
  return `${DETAILS[key] ?? fieldName(key)}：${valueWords(value)}`;
}

/** A line's detail in words. */
export const trailDetail = (detail: { readonly [key: string]: FieldValue }): string =>
  Object.entries(detail)
    .map(([key, value]) => detailWords(key, value))
    .join('；');

/** The roles by the names that a hospital gives them. */
export const ROLE_NAMES = {
  manager: '科室负责人',
  reviewer: '审核人',
  curator: '政策管理员',
  administrator: '系统管理员',
  auditor: '督查',
} as const;

export const ROLES = {
  usage: `用法：
  roles                                列出谁有什么角色
  roles add 工号 角色 [单位] [种类,…]     给一个角色
  roles remove 工号 角色 [单位] [种类,…]  收回一个角色
角色：
  manager 科室负责人、科教科（写单位；下面的科室都算）
  reviewer 审核人（写单位；可以只审几种，例如 paper,profile-change）
  curator 政策管理员 · administrator 系统管理员 · auditor 督查
`,
  none: '还没有人有角色。\n',
  noStaff: (staffNumber: string): string => `名单上没有工号“${staffNumber.slice(0, 40)}”。`,
  noRole: (role: string): string => `没有“${role.slice(0, 20)}”这个角色。`,
  needsUnit: (role: string): string => `${role}要写明是哪个单位。`,
  noUnit: (unit: string): string => `没有单位“${unit.slice(0, 60)}”，请先导入单位。`,
  noKind: (kind: string): string => `没有“${kind.slice(0, 40)}”这种活动或申请。`,
  noPlace: (role: string): string => `${role}不分单位，后面不用再写。`,
  granted: (name: string, role: string): string => `已给 ${name}：${role}。\n`,
  withdrawn: (name: string, role: string): string => `已收回 ${name}：${role}。\n`,
  had: (name: string, role: string): string => `${name} 已经是${role}，没有改动。\n`,
  hadNot: (name: string, role: string): string => `${name} 没有这个角色（${role}），没有改动。\n`,
  noParent: (parent: string): string => `没有上级单位“${parent.slice(0, 60)}”。请先导入它，或者和它一起导入。`,
  circle: '上级单位绕回了自己，请检查 parent。',
} as const;

/** 审核人（测试医院 内科；只审论文） */
export function roleWords(role: {
  readonly is: keyof typeof ROLE_NAMES;
  readonly place?: string;
  readonly kinds?: readonly string[];
}): string {
  const kinds = role.kinds === undefined ? [] : [`只审${role.kinds.map(reviewedName).join('、')}`];
  const inner = [...(role.place === undefined ? [] : [role.place]), ...kinds];
  return inner.length === 0 ? ROLE_NAMES[role.is] : `${ROLE_NAMES[role.is]}（${inner.join('；')}）`;
}
