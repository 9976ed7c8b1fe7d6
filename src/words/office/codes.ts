/** What an operator is shown of codes, and what is printed for people to cut out. */
import type { Instant } from '../../types/index.ts';
import { channelWords, momentWords } from '../person/binding.ts';

/** What one person is given on paper. */
export interface Slip {
  readonly name: string;
  readonly number: string;
  /** In groups. */
  readonly code: string;
  readonly until: Instant;
}

/** What one sends to bind a chat. */
export const toSend = ({ number, code }: Slip): string => `绑定 ${number} ${code}`;

export const codeGiven = (slip: Slip): string =>
  `${slip.name}（${slip.number}）的绑定码：${slip.code}，${momentWords(slip.until)} 以前有效，只能用一次。请本人私聊发送“${toSend(slip)}”。`;

export const CODES = {
  usage:
    '用法：codes --unit 单位 [--below] [--all] [--sheet 文件.html]\n' +
    '      codes 工号 [工号 …] [--sheet 文件.html]\n' +
    '      codes --revoke 工号 [工号 …]，或 codes --revoke --unit 单位 [--below]\n' +
    '--below 连同下级单位；--all 已经绑定的人也发；--sheet 写成可以打印、剪开的一页',
  noUnit: (unit: string): string => `没有单位「${unit}」，请先导入单位。`,
  noStaff: (numbers: readonly string[]): string => `名单上没有工号：${numbers.join('、')}。`,
  exists: (file: string): string => `${file} 已经存在，不会覆盖，换一个名字。`,
  noFolder: (file: string): string => `${file} 写不进去，看看文件夹在不在、有没有权限。`,
  /** A line of the table without a sheet. */
  row: ({ name, number, code, until }: Slip): string => `${number}\t${name}\t${code}\t${momentWords(until)} 以前`,
  heading: '工号\t姓名\t绑定码\t有效期',
  given: (n: number, bound: number): string =>
    `发了 ${n} 个绑定码${bound > 0 ? `；${bound} 人已经绑定，没有发（要发请加 --all）` : ''}。以前发的、还没用的码都作废了。\n`,
  nobody: (bound: number): string =>
    bound > 0 ? `${bound} 人都已经绑定，没有发（要发请加 --all）。\n` : '这里没有人。\n',
  sheet: (file: string): string => `已写到 ${file}，只有您能读。打印后请删掉它。\n`,
  revoked: (n: number): string => (n > 0 ? `收回了 ${n} 个绑定码。\n` : '没有还能用的绑定码。\n'),
} as const;

/** The words of a printed slip. */
export const SLIP = {
  title: '学分助手绑定码',
  number: '工号',
  code: '绑定码',
  until: (until: Instant): string => `${momentWords(until)} 以前有效，只能用一次`,
  send: '私聊发送',
  beware: '请勿给别人看，也不要发在群里。不是您的，请交回科教科。',
  /** Where one finds us. `url`: the address of our own page. */
  where: (channel: string, url: string | undefined): string =>
    channel === 'web'
      ? `${channelWords(channel)}：打开 ${url ?? '单位给的网址'}，选“用绑定码”`
      : `${channelWords(channel)}：找到“学分助手”，私聊发送下面这句`,
} as const;
