/** What an operator is told of retention and of people who leave. */
import type { Day } from '../../types/index.ts';

const TABLES: { readonly [table: string]: string } = {
  inbox: '收到的消息',
  outbox: '发出的消息',
  lines: '网页聊天记录',
  conversations: '没说完的登记',
  choices: '按钮的序号',
  codes: '绑定码',
  guesses: '试码的次数',
  sessions: '网页登录',
  quotas: '用量',
  notices: '提醒记录',
  audit: '审计记录',
  answers: '政策回答',
  answer_votes: '回答的评价',
  files: '不属于任何记录的文件',
};

export const SWEEP = {
  usage: 'sweep [--dry-run]：清掉超过保存期的数据；--dry-run 只数不删。服务每天夜里自己会做。',
  line: (table: string, n: number): string => `${TABLES[table] ?? table}：${n}\n`,
  none: '没有到期的数据。\n',
  would: '以上是到期的，没有删。\n',
  done: (ended: number, parted: number): string =>
    `已清掉。${ended > 0 ? `离职停用 ${ended} 人。` : ''}${parted > 0 ? `离职满期处理 ${parted} 人。` : ''}\n`,
} as const;

export const ERASE = {
  usage: [
    'erase 工号 [--how anonymise|erase] [--yes]：把一个人的数据去掉身份或删除。',
    '  anonymise（默认）：姓名、工号、聊天、证明材料、文字说明都去掉，只留“做过什么、哪天、状态”供单位统计。',
    '  erase：学习记录和申请也删除，只留审计记录里“谁在什么时候做了什么”。',
    '不写 --yes 只列出会去掉什么。',
  ].join('\n'),
  noStaff: (number: string): string => `名单上没有工号“${number.slice(0, 40)}”。`,
  holds: (records: number, requests: number, chats: number): string =>
    `学习记录 ${records} 条，申请 ${requests} 份，绑定的聊天 ${chats} 个。\n`,
  sure: '没有动。确定要做，在后面加 --yes；做了就找不回来（备份里的要等备份过期）。\n',
  done: (how: 'anonymise' | 'erase', files: number): string =>
    how === 'erase'
      ? `已删除，另删证明材料 ${files} 份。审计记录只留时间和动作。\n`
      : `已去掉身份，另删证明材料 ${files} 份。记录只留活动种类、日期和状态。\n`,
} as const;

export const LEFT_WORDS = (day: Day): string => `${day} 离职`;
