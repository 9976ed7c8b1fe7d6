/** What is said about somebody's year. */

import { shown } from '../../decimal.ts';
import type { FieldValue } from '../../types/index.ts';
import { valueName } from '../talk/ask.ts';

export const NO_RULES = (year: number, province: string | undefined): string =>
  province === undefined
    ? '还不知道您在哪个省，算不了。请先告诉我您在哪个省。'
    : `手上没有${province} ${year} 年度的规定，这一年算不了，换个年度可以再问。`;
/** Of one activity in a year without rules. */
export const NO_RULES_FOR = (year: number, province: string): string =>
  `手上没有${province} ${year} 年度的规定，算不了学分`;
/** Of an activity of a kind that the province's documents do not list. */
export const NOT_LISTED = (province: string): string => `${province}的文件里没有列这一类，按文件没有学分`;
/** The same, where it was recorded all the same. */
export const NOT_LISTED_NOTED = (province: string): string => `${NOT_LISTED(province)}，先记下，以单位审核为准`;
export const NOT_COVERED = (clause: string | undefined): string =>
  `您现在不纳入继续医学教育对象，不需要完成学分要求。${clause ? `\n依据：“${clause}”` : ''}`;
export const NO_REQUIREMENT = (year: number, total: number, unit: string): string =>
  `${year} 年度已有 ${shown(total)} ${unit}；文件没有说明您这种情况要求多少，请问一下单位科教科。`;
export const SHORT = (year: number, short: number, unit: string): string => `${year} 年度还差 ${shown(short)} ${unit}`;
export const TOTAL_DONE = (year: number, total: number, required: number, unit: string): string =>
  `${year} 年度总分已够（${shown(total)}/${shown(required)} ${unit}）`;
export const FLOOR_MISSING = (year: number, total: number, required: number, unit: string): string =>
  `${year} 年度总分已够（${shown(total)}/${shown(required)} ${unit}），但还有科目没达到最低要求。`;
export const DONE = (year: number, total: number, required: number, unit: string): string =>
  `${year} 年度已经达标（${shown(total)}/${shown(required)} ${unit}）。`;
export const COMPLETE = (year: number, total: number, unit: string): string =>
  total > 0
    ? `${year} 年度已视为完成（已有 ${shown(total)} ${unit}），不用再补。`
    : `${year} 年度按规定视同完成，不用再补。`;
export const PENDING = (credits: number): string => `另有 ${shown(credits)} 学分待核销，暂不计入。`;
/** Records that are not as they were written. */
export const DAMAGED = (
  count: number,
  contact: { readonly name: string; readonly phone?: string } | undefined,
): string => {
  const who = contact === undefined ? '本单位科教科' : `${contact.name}${contact.phone ? `（${contact.phone}）` : ''}`;
  return `另有 ${count} 条记录和保存时对不上，没有算进去，请联系${who}核对。`;
};
export const DEBT = (year: number, left: number): string => `补学：${year} 年度还欠 ${shown(left)} 学分。`;
export const DEADLINE = (day: string, left: number): string =>
  left >= 0 ? `截止${day}，还有 ${left} 天。` : `该年度已于${day}截止。`;
export const SPAN = (year: number, from: string, to: string, left: number): string =>
  `${year} 年度是${from}到${to}，${left >= 0 ? `还有 ${left} 天截止。` : '已经截止。'}`;
export const STEP_COURSE = '先把指定的公需课程学完、拿到合格证书。';
export const STEP_PUBLIC = '建议先把公需科目修够，再补专业科目。';
export const STEP_ONLY_PUBLIC = '只要把公需科目修够就行。';
export const NOTHING_TO_DO = '今年不用再补了。';
export const NEXT = (label: string, gain: number): string =>
  `下一步可以${label}，约 +${shown(gain)} 学分；完整方案发“怎么补最快”。`;
const AIMS: { readonly [aim: string]: string } = {
  'fewest-hours': '最省时间的办法',
  'fewest-activities': '想少跑几趟，可以这样',
  remote: '想全在网上学，可以这样',
  'in-house': '想都在单位里完成，可以这样',
};
export const PLAN_HEAD = (aim: string, hours: number): string =>
  `${AIMS[aim] ?? '也可以这样'}，大概要 ${shown(hours)} 小时：`;
/** `line` stands for a kind of which nothing better can be said. */
export const PLAN_ROW = (
  row: { readonly type: string; readonly fields: { readonly [f: string]: FieldValue }; readonly count: number },
  line: string,
  credits: number | null,
  unit: string,
): string =>
  `· ${planWords(row) ?? `${line}${row.count > 1 ? `，${row.count} 次` : ''}`}${credits === null ? '' : `，能有 ${shown(credits)} ${unit}`}`;
export const PLAN_ASSUMED = '时间是按一般情况估的，以实际为准。';

/** A line of a plan as one would say it: 参加 3 次院内实践培训. Undefined for kinds without such words. */
function planWords({ type, fields, count }: Parameters<typeof PLAN_ROW>[0]): string | undefined {
  const n = (field: string, unit: string): string | undefined => {
    const value = fields[field];
    return typeof value === 'number' ? `${shown(value)} ${unit}` : undefined;
  };
  const amount = n('hours', '小时') ?? n('fullDays', '天') ?? n('credits', '学分');
  const level = typeof fields.level === 'string' ? valueName('level', fields.level) : '';
  const times = (unit: string): string => `${count} ${unit}`;
  switch (type) {
    case 'cme-project': {
      const verb = fields.role === 'lecturer' ? '主讲' : '听';
      return count > 1
        ? `${verb} ${times('个')}${level}继教项目，每个 ${amount ?? ''}`
        : `${verb} 1 个${level}继教项目，${amount ?? ''}`;
    }
    case 'internal-training': {
      const what = fields.form === 'practice' ? '院内实践培训（手术示范、病例讨论这类）' : '院内讲座';
      return fields.role === 'lecturer' ? `主讲 ${times('次')}${what}` : `参加 ${times('次')}${what}`;
    }
    case 'institutional-project':
      return fields.role === 'lecturer' ? `主讲 ${times('个')}院级自管项目` : `完成 ${times('个')}院级自管项目`;
    case 'public-course':
    case 'hrss-public':
      return amount && `学 ${amount}的${type === 'hrss-public' ? '人社' : ''}公需课`;
    case 'required-course':
      return typeof fields.course === 'string' ? `学完《${fields.course}》，拿到合格证` : undefined;
    case 'certified-credit':
      return amount && `拿 ${times('张')} ${amount}的学分证书`;
    case 'special-training':
      return amount && `参加 ${amount}的专项培训`;
    case 'secondment':
      return amount && `进修 ${amount}`;
    case 'practice':
      return amount && `参加 ${amount}的学术会议、工作坊这类实践活动${count > 1 ? `，${times('次')}` : ''}`;
    case 'self-study':
      return amount && `报自学，单位评下来 ${amount}`;
    case 'teaching':
      return (
        amount && `${fields.kind === 'lecturing' ? '授课' : '带教'} ${amount}${count > 1 ? `，${times('次')}` : ''}`
      );
    default:
      return undefined;
  }
}
export const DEPENDS_ON_TYPE = '要看是哪一类：';
export const NO_LEDGER = '您还没有登记过活动。参加了什么直接告诉我就行。';
export const LEDGER_HEAD = (n: number): string => `您登记过 ${n} 项：`;
export const LEDGER_OF = (year: number, n: number): string =>
  n === 0 ? `${year} 年度没有登记过活动。` : `${year} 年度您登记过 ${n} 项：`;
export const NO_DAY = '日期不清楚';
export const STATUS: { readonly [s: string]: string } = {
  submitted: '待审核',
  approved: '已通过',
  rejected: '被退回，暂时不计',
  withdrawn: '已撤回',
};
/** A line of 明细: its number, and what was recorded, in words. */
export const LEDGER_ROW = (
  n: number,
  {
    days,
    line,
    credits,
    status,
  }: { readonly days: string; readonly line: string; readonly credits: string; readonly status: string },
): string => `${n}. ${days} ${line}：${status === 'rejected' ? '' : `${credits}，`}${STATUS[status] ?? '处理中'}`;
export const NO_PROFILE = '我还不认识您。请先绑定身份，或告诉我您的省份、职称和单位。';
export const PROFILE_HOW = '要改的话直接说，比如“我升主治了，从今年 3 月起”。';
export const PROFILE_HOW_ROSTER = '要改的话直接说，比如“我升主治了，从今年 3 月起”，单位核实了就改。';
export const RECORDED = '登记好了，待单位审核。';
export const CORRECTED = '已更正，待单位审核。';
export const EARNS = (credits: number, unit: string, pending: boolean): string =>
  `计 ${shown(credits)} ${unit}${pending ? '，待主办单位核销后授予' : ''}`;
export const ZERO = (why: string | undefined): string => `按规定不计学分，0 学分${why ? `：${why}` : ''}`;
export const NO_NUMBER = '手上的文件没有给出学分标准，先记下，以单位审核为准';
export const NO_NUMBER_WHY = (why: string): string => `先记下。${why}`;
export const COURSE_NOTED = '已记下合格证书';
export const DEEMED = '视同达到当年学分要求';
/** `named`: which of several activities it is about. A quote that begins inside a bracket says so. */
export const BECAUSE = (clause: string, named?: string): string =>
  `依据${named ? `（${named}）` : ''}：“${/^[^（(]*[）)]/.test(clause) ? '…' : ''}${clause}”`;
export const UNREVIEWED = (credits: number, unit: string): string => `其中 ${shown(credits)} ${unit}待审核。`;
export const TOGETHER = (named: string, credits: number): string =>
  `已和${named}合并计算，共 ${shown(credits)}，记在那一条上`;
export const CAPPED_SUM = (total: number, unit: string): string =>
  `有的类别有年度上限，合起来计入 ${shown(total)} ${unit}。`;
/** `2025 年度 15 学分（年度上限）、2026 年度 15 学分（年度上限）`; of one year only where its ceiling cuts. */
export const SHARES = (
  shares: readonly {
    readonly year: number;
    readonly given: number;
    readonly counts: number;
    readonly isCut: boolean;
  }[],
  unit: string,
): string => {
  const [only] = shares;
  if (only === undefined) return '';
  if (shares.length === 1)
    return only.isCut ? `${shown(only.given)} ${unit}，有年度上限，计入 ${shown(only.counts)} ${unit}` : '';
  return shares.map((s) => `${s.year} 年度 ${shown(s.counts)} ${unit}${s.isCut ? '（年度上限）' : ''}`).join('、');
};
export const WOULD = (credits: number, unit: string): string => `能有 ${shown(credits)} ${unit}`;
export const WOULD_BE = (line: string): string => `那样的话，${line}`;
export const NOT_RECORDED = '这只是估算，没有登记。';
export const CAPPED = (gain: number): string => `这一类有年度上限，实际计入 ${shown(gain)}。`;

/** On the card of a stay whose total was shared out between two years. */
export const BY_CALENDAR = '各年度的数是按日历摊的，不对的话告诉我两个年度各多少';
/** Asked for an amount of a stay that falls into two credit years, `cut` the first day of the later one. */
export const EACH_YEAR = (field: string, cut: string): string =>
  field === 'hours'
    ? `${cut}以前几小时，从那天起几小时？只记得一共多少也行。`
    : `${cut}以前学满 6 小时的有几天，从那天起有几天？只记得一共几天也行。`;

/** Of a title for which the table of the public subjects has no row. */
export const PUBLIC_UNSAID = '公需科目最低几分，文件没有写您这种情况，请问一下单位科教科。';
/** The public subjects alone; a floor of 0 is one that the documents waive. */
export const PUBLIC = (required: number, has: number, left: number, unit: string): string =>
  required === 0
    ? '公需科目对您不做最低要求。'
    : left > 0
      ? `公需科目还差 ${shown(left)} ${unit}（要求 ${shown(required)}，已有 ${shown(has)}）。`
      : `公需科目够了（要求 ${shown(required)}，已有 ${shown(has)}）。`;
