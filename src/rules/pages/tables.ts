import { formalValue, kindName } from '../../catalogue/index.ts';
import type { Edition } from '../format/edition.ts';
import type { DeadlineData, Matcher, RulesetData, TableRow, When } from '../format/schema.ts';
import { list } from './cells.ts';
import { answerWord, whenWords } from './words.ts';

/** The tables of a ruleset (who, where, until when) in Chinese words: each row with the condition that it is for. */

const TABLES: { readonly [name: string]: string } = {
  workflow: '办理步骤',
  place: '到哪里学、到哪里办',
  filing: '报备',
  route: '谁来审验',
  reverify: '补验',
  selfPrint: '自助打印',
  passRate: '合格率',
  titleCorrection: '更正职称信息',
  contact: '联系方式',
  login: '登录',
  announcer: '谁公布',
  supervision: '监管',
  extension: '省里可以另定的',
  carryOver: '结转',
  recognition: '学分互认',
  channel: '怎么报送',
  certificate: '合格证书',
  medicine: '分类验证',
};

const WHAT: { readonly [value: string]: string } = {
  makeup: '补学',
  organiser: '主办单位',
  province: '全省',
  registration: '信息登记',
  'other-province-project': '到外省举办的项目',
  recommended: '推荐项目',
  promotion: '推广项目',
  'other-ways': '其他方式和授分标准',
  primary: '基层人员的学分授予',
  institution: '医疗卫生机构',
  local: '本地',
  base: '继续教育基地',
  electronic: '电子学分',
  paper: '纸质证书',
  remote: '远程项目',
  'remote-project': '远程项目',
  western: '西医',
  tcm: '中医',
  integrated: '中西医结合',
  ethnic: '民族医',
};
const said = (value: unknown): string => {
  const text = String(value);
  return WHAT[text] ?? (/[\u4e00-\u9fff]/u.test(text) ? text : kindName(text));
};
const saidAll = (values: readonly unknown[]): string =>
  [...new Set(values.map(said).filter((word, _, all) => word !== '其他活动' || all.length === 1))].join('、');

const INSTITUTIONS = ['village', 'township', 'community', 'county', 'prefecture', 'province', 'clinic', 'school'];
const YES: { readonly [field: string]: readonly [yes: string, no: string] } = {
  cme: ['已在管理系统注册', '没有在管理系统注册'],
  platform: ['已有公共服务平台账号', '没有公共服务平台账号'],
  specialReason: ['有特殊原因', '没有特殊原因'],
  meetsNewTitle: ['当年度学分达到新职称的要求', '当年度学分没有达到新职称的要求'],
};

/** What one fact of a table's row must be, in words. */
function factWords(field: string, matcher: Matcher): string {
  const plain = typeof matcher !== 'object' || Array.isArray(matcher);
  const values = plain ? list<unknown>(matcher as unknown) : [];
  const yes = YES[field];
  if (yes && typeof matcher === 'boolean') return matcher ? yes[0] : yes[1];
  if (plain && (field === 'what' || field === 'is' || field === 'medicine')) return saidAll(values);
  if (plain && field === 'level' && values.every((value) => INSTITUTIONS.includes(String(value))))
    return values.map((value) => formalValue('institution.level', String(value))).join('、');
  if (field === 'kind') return JSON.stringify(matcher).includes('not') ? '推广项目以外' : saidAll(values);
  if (field === 'year' && plain) return `${values.join('、')} 年度`;
  if ((field === 'year' || field === 'rate') && typeof matcher === 'object' && !Array.isArray(matcher)) {
    const unit = field === 'year' ? ' 年' : '%';
    const { least, most, under } = matcher;
    if (least !== undefined && most !== undefined) return `${least}—${most}${unit}`;
    if (least !== undefined) return field === 'year' ? `${least} 年及以后` : `合格率 ${least}% 及以上`;
    if (under !== undefined) return `合格率低于 ${under}%`;
  }
  return whenWords({ [field]: matcher });
}

/** For whom or for what a table's row is; empty where it is for everything. */
function rowWhen(when: When | undefined): string {
  if (when === undefined || typeof when === 'string') return when ?? '';
  return list(when)
    .map((part) =>
      typeof part === 'string'
        ? part
        : Object.entries(part)
            .map(([field, matcher]) => factWords(field, matcher))
            .filter((words) => words !== '')
            .join('，'),
    )
    .join('；或 ');
}

const STEPS: { readonly [step: string]: string } = {
  'person applies in the credit system': '个人在学分管理系统申请',
  'employer verifies, confirms and submits': '用人单位核实、确认后提交',
  'same-level health commission files': '同级卫生健康委（局）报备',
  Q1: '第一季度提交计划',
  'mid-year': '年中报告进度',
  Q4: '第四季度评估',
};

const LABELS: { readonly [key: string]: string } = {
  spotCheck: '抽验：',
  contacts: '联系人：',
  phone: '电话：',
  phones: '电话：',
  with: '向',
  examines: '审验：',
  responsible: '责任：',
  prints: '打印：',
  needFor: '用途：',
  docs: '需要：',
};

function answer(key: string, value: unknown): string | undefined {
  if (typeof value === 'boolean') {
    if (key === 'accepted' || key === 'allowed') return value ? '可以' : '不可以';
    if (key === 'passed') return value ? '合格' : '不合格';
    return key === 'reverify' && value ? '重新验证' : undefined;
  }
  if (key === 'steps')
    return list(value)
      .map((one) => STEPS[String(one)] ?? String(one))
      .join(' → ');
  if (typeof value === 'string' && STEPS[value] !== undefined) return STEPS[value];
  if (key === 'split') return `${saidAll(list(value))}分开验证`;
  if (key === 'paper') return `用 ${String(value)} 纸打印`;
  if (key === 'password') return undefined;
  if (key === 'phone' || key === 'phones') return `${LABELS[key]}${list(value).join('、')}`;
  if (key === 'levels')
    return list(value)
      .map((one) => formalValue('level', String(one)))
      .join('、');
  const words = answerWord(value);
  if (words === undefined) return undefined;
  return key === 'with' ? `向${words}报备` : `${LABELS[key] ?? ''}${words}`;
}

const answersOf = (row: TableRow): string =>
  Object.entries(row.give)
    .map(([key, value]) => answer(key, value))
    .filter((words) => words !== undefined)
    .join('；') || '见原文';

function deadlineWords(row: DeadlineData, { doubts }: RulesetData, readings: Edition['inUse']): string {
  const doubt = row.last === undefined ? undefined : doubts?.[row.last];
  const own = doubt && row.last !== undefined ? doubt.readings[readings[row.last] ?? doubt.use] : undefined;
  const last =
    row.last === 'in'
      ? '（含当天）'
      : row.last === 'out'
        ? '（不含当天）'
        : own === undefined
          ? ''
          : `（当天：${own}）`;
  const days = row.within ? `${row.within.days} 天之内` : row.ahead ? `提前 ${row.ahead.days} 天` : '';
  const span = [row.from ? `${row.from} 起` : '', row.by ? `到 ${row.by}${last}` : '', days].filter((w) => w !== '');
  return `${row.label}${span.length === 0 ? '' : `：${span.join('，')}`}`;
}

/** Rows `事项 | 情形 | 内容 | 原文` of all tables but those of credits granted, each once. */
export function tableRows(
  data: RulesetData,
  readings: Edition['inUse'],
  clause: (row: { readonly id: string; readonly cite: string }) => string,
): string[][] {
  const { tables } = data;
  const rows: string[][] = [];
  for (const one of Object.values(tables?.deadline ?? {}))
    rows.push(['期限', '—', deadlineWords(one, data, readings), clause(one)]);
  for (const [name, own] of Object.entries(tables?.rows ?? {})) {
    if (name === 'grant') continue;
    for (const row of own) {
      const sole = row.when === undefined ? (own.some((other) => other.when !== undefined) ? '其他情形' : '—') : '';
      rows.push([TABLES[name] ?? '其他', rowWhen(row.when) || sole, answersOf(row), clause(row)]);
    }
  }
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = row.join('|');
    return seen.has(key) ? false : seen.add(key);
  });
}
