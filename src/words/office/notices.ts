/**
 * What the house says on its own account: when it fails, when the clock strikes, when somebody asks for a human.
 * Short, with the numbers, the deadline and the clause. Words of a conversation are in ../talk/talk.ts.
 */

import { shown } from '../../decimal.ts';
import type { Assessment, Day, Due, ManagerView, Member } from '../../types/index.ts';

/** A message that we could not handle. */
export const APOLOGY = '抱歉，这条消息我没能处理好，什么也没有记下。已经留给管理员查看，您可以换个说法再发一次。';

/** Too many messages in a minute. */
export const TOO_FAST = '您发得有点快，我先歇一下。请一分钟后再发，之前记好的都还在。';

/** A kind of message that we cannot read: a voice message, a location, a sticker. */
export const UNSUPPORTED = '这种消息我还看不懂。请发文字，证明材料请发图片、PDF 或 Word（docx）。';

/** Above the numbered choices, on a channel without buttons. */
export const PICK_A_NUMBER = '回复数字选择：';

/** To a manager: somebody of the unit wants to talk to a person. */
export const handoffNotice = (member: Member, text: string): string =>
  `${member.name ?? '有一位同事'}想请您帮忙：${text.length > 200 ? `${text.slice(0, 200)}…` : text}`;

const MEASURE = { credits: '分', hours: '学时' } as const;

/** 2026-12-31 → 2026年12月31日 */
export const dayWords = (day: Day): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** 还差 6 分（其中公需科目 2 分），还缺指定课程《…》: what an assessment still lacks. */
export function gapWords({
  shortfall: { total, public: common, professional = 0 },
  unit,
  missingCourses = [],
}: Pick<Assessment, 'shortfall' | 'unit' | 'missingCourses'>): string {
  const measure = MEASURE[unit];
  const parts = [
    ...(professional > 0 ? [['专业科目', professional] as const] : []),
    ...(common > 0 ? [['公需科目', common] as const] : []),
  ];
  const isWithin = total > 0 && professional + common <= total;
  const inner = parts.map(([name, credits]) => `${name} ${shown(credits)} ${measure}`).join('、');
  const words = [
    total > 0 ? `还差 ${shown(total)} ${measure}${isWithin && inner !== '' ? `（其中${inner}）` : ''}` : '',
    ...(isWithin ? [] : parts.map(([name, credits]) => `${name}还差 ${shown(credits)} ${measure}`)),
    missingCourses.length > 0 ? `还缺指定课程${missingCourses.map((name) => `《${name}》`).join('')}` : '',
  ].filter((part) => part !== '');
  return words.length === 0 ? '还没有达到要求' : words.join('，');
}

/** 已有的里 3 分待审核: what a manager is told of credits that nobody has looked at. */
export const unreviewedWords = (credits: number, unit: keyof typeof MEASURE): string =>
  `已有的里 ${shown(credits)} ${MEASURE[unit]}待审核`;

const leftWords = (days: number): string => (days === 0 ? '今天就截止' : days === 1 ? '明天截止' : `还有 ${days} 天`);
const clauseWords = (due: Due): string => (due.rule.clause === '' ? '' : `\n依据：“${due.rule.clause}”`);

/** A reminder as its person reads it. */
export function dueNotice(due: Due): string {
  const deadline = `${due.year} 年度学分截止到${dayWords(due.deadline)}，${leftWords(due.daysLeft)}`;
  switch (due.kind) {
    case 'shortfall':
      return `${deadline}。您${gapWords(due)}。\n回复“怎么补最快”，我帮您算一算；已经参加过的，直接告诉我就能记上。${clauseWords(due)}`;
    case 'makeup':
      return `如果 ${due.year} 年度的学分确实完不成，可以在${dayWords(due.deadline)}以前申请补学，过后就不能申请了。\n需要的话回复“申请补学”。${clauseWords(due)}`;
    case 'makeup-debt':
      return `您有 ${shown(due.shortfall.total)} ${MEASURE[due.unit]}补学还没有补完，要在${dayWords(due.deadline)}前补上，${leftWords(due.daysLeft)}。${clauseWords(due)}`;
  }
}

/** A unit's week, as it is sent to its manager. */
export const weekDigest = (text: string): string => `本周学分情况\n${text}`;

/** The rows that a weekly message names; the page shows all. */
const NAMED = 8;

/** 共 12 人：9 人达标，2 人还差，1 人暂不能判断。 */
function countsWords({ compliant, short, unknown, notCovered }: ManagerView['counts']): string {
  const others = [
    unknown > 0 ? `${unknown} 人暂不能判断` : '',
    notCovered > 0 ? `${notCovered} 人本年度不需要` : '',
  ].filter((part) => part !== '');
  const people = compliant + short + unknown + notCovered;
  return `共 ${people} 人：${compliant} 人达标，${short} 人还差${others.map((part) => `，${part}`).join('')}。`;
}
const headWords = (name: string, { year, deadline }: Pick<ManagerView, 'year' | 'deadline'>): string =>
  `${name}：${year} 年度学分（截止${dayWords(deadline)}）`;
const pendingWords = (pending: number): readonly string[] => (pending > 0 ? [`有 ${pending} 条申报等待审核。`] : []);

/** A unit's week in words. */
export function digestText(view: Omit<ManagerView, 'text'> & { readonly pending: number }): string {
  const behind = view.rows.filter((row) => row.verdict === 'short');
  const unsure = view.rows.filter((row) => row.verdict === 'compliant' && row.unreviewed !== undefined).length;
  const lines = [
    headWords(view.unitName, view),
    countsWords(view.counts),
    ...(unsure > 0 ? [`达标的人里，${unsure} 人的学分中有待审核的。`] : []),
    ...(behind.length === 0 ? [] : ['还差的：']),
    ...behind
      .slice(0, NAMED)
      .map((row) => `· ${row.name}${row.titleName === '' ? '' : ` ${row.titleName}`}：${row.words}`),
    ...(behind.length > NAMED ? [`……另有 ${behind.length - NAMED} 人，请到管理页面查看。`] : []),
    ...pendingWords(view.pending),
  ];
  return lines.join('\n');
}

/** A unit with others below it in words: how many stand how, and in which of them people are short. */
export function treeDigestText({
  name,
  parts,
  pending,
  ...year
}: Pick<ManagerView, 'year' | 'deadline'> & {
  readonly name: string;
  readonly parts: readonly { readonly name: string; readonly counts: ManagerView['counts'] }[];
  readonly pending: number;
}): string {
  const sum = (of: keyof ManagerView['counts']): number => parts.reduce((total, { counts }) => total + counts[of], 0);
  const all = {
    compliant: sum('compliant'),
    short: sum('short'),
    unknown: sum('unknown'),
    notCovered: sum('notCovered'),
  };
  const behind = parts.filter(({ counts }) => counts.short > 0).sort((a, b) => b.counts.short - a.counts.short);
  const people = ({ compliant, short, unknown, notCovered }: ManagerView['counts']): number =>
    compliant + short + unknown + notCovered;
  return [
    headWords(name, year),
    `${parts.length} 个科室，${countsWords(all)}`,
    ...(behind.length === 0 ? [] : ['还有人差学分的科室：']),
    ...behind.slice(0, NAMED).map((one) => `· ${one.name}：${people(one.counts)} 人里 ${one.counts.short} 人还差`),
    ...(behind.length > NAMED ? [`……另有 ${behind.length - NAMED} 个科室，请到管理页面查看。`] : []),
    ...pendingWords(pending),
  ].join('\n');
}
