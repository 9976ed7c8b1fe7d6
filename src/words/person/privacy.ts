/** What is said of a person's own data: what is kept, who sees it, who has looked at it, and how to take it along. */
import type { Instant } from '../../types/index.ts';
import { momentWords } from './binding.ts';

interface Spans {
  readonly messages: number;
  readonly history: number;
  readonly leaver: number;
}
type Contact = { readonly name: string; readonly phone?: string };

const years = (days: number): string => (days % 365 === 0 ? `${days / 365} 年` : `${days} 天`);

/** The notice, with the spans as the house has them. Raise NOTICE_VERSION when what it says changes. */
export const NOTICE_VERSION = 1;
export const privacyNotice = ({ messages, history, leaver }: Spans, contact: Contact | undefined): string =>
  [
    '先说一下您的信息怎么用：',
    '存什么：姓名、工号、科室、职称，您报的学习活动和证明材料，聊天内容。只用来算学分、提醒和审核。',
    '谁能看：您本人、单位的审核人和科室负责人；谁看过都有记录。',
    `存多久：聊天原文 ${messages} 天（网页上能翻看 ${years(history)}），学习记录在职期间都在，离职满 ${years(leaver)}后去掉姓名。`,
    `您可以说“导出我的资料”“谁看过我的资料”“我的绑定”。有疑问请找${contact ? `${contact.name}${contact.phone ? `（${contact.phone}）` : ''}` : '单位科教科'}。`,
  ].join('\n');

export const OWN_DATA =
  '您的资料整理成了一个压缩包：一份网页能直接打开看，一份数据，还有您传过的证明材料。只有您登录着才能下载。';
export const OWN_DATA_LINK = '下载我的资料';
export const OWN_DATA_ELSEWHERE =
  '请在网页上登录后，对我说“导出我的资料”就能下载。用不了网页的话，请单位的系统管理员帮您导出。';

/** `by`: who looked, by duty and name. */
export interface LookLine {
  readonly at: Instant;
  readonly by: string;
  readonly what: string;
}
export const LOOKS = (lines: readonly LookLine[]): string =>
  lines.length === 0
    ? '到现在没有别人看过您的记录。'
    : `最近看过、改过您记录的：\n${lines.map(({ at, by, what }) => `${momentWords(at)} ${by}：${what}`).join('\n')}`;

/** The file that a person opens. */
export const FILE = {
  name: (day: string): string => `我的学分资料-${day}.zip`,
  page: '我的资料.html',
  data: '我的资料.json',
  papers: '证明材料',
  title: '我的学分资料',
  made: (at: Instant): string => `${momentWords(at)}导出。里面有您的个人信息，请自己保管。`,
  profile: '我的资料',
  told: '本人所述',
  records: '学习记录',
  requests: '申请',
  chats: '绑定的聊天',
  looks: '谁看过、改过',
  messages: '聊天记录',
  none: '没有',
  /** Papers that are too large to go along. */
  tooLarge: '材料太多，没有放进压缩包，请联系单位。',
} as const;
