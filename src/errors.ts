/**
 * One table of what can go wrong and what to do about it. Operators see the code and the sentence; people in a chat
 * never do (they get a sentence from talk/words.ts).
 */
export const ERRORS = {
  CONFIG_INVALID: '请改正环境变量或 xuefen.yaml 里的这一项，再启动。',
  INPUT_NOT_JSON: '这一行不是 JSON。每行写一个完整的 JSON 对象。',
  INPUT_INVALID: '请按提示改正这一行的字段后重试。',
  PROVINCE_UNKNOWN: '没有这个省份的规则。请写规则文件夹的名字或省名。',
  YEAR_UNKNOWN: '这个年度没有可用的规则版本。',
  RULES_INVALID: '请改正规则文件的这一处。',
  RULES_KIND_UNKNOWN: '活动的种类见 docs/a-new-province.md；新的一类要写名字、说法和问法。',
  RULES_FIELD_UNKNOWN: '字段见 docs/a-new-province.md；新的字段要写名字、种类和问法。',
  RULES_VALUE_UNKNOWN: '新的值要写中文名字。',
  RULES_NAME_TAKEN: '一个名字在各省是同一个意思。',
  RULES_CITE_NOT_FOUND: '请从原文逐字复制这句话。',
  RULES_SOURCE_CHANGED: '原文变了：先看变在哪里，改好引文，再更新 sha256。',
  RULES_EDITIONS: '请让各版本首尾相接，不留空档，也不重叠。',
  DOCUMENT_INVALID: '请改正文件，或者重新运行 ingest。',
  DOCUMENT_UNREADABLE: '这个文件读不出文字。请提供 txt、Markdown、docx、带文字的 PDF 或 HTML。',
  STORE_NOT_DURABLE: 'The database refuses synchronous=FULL. Check that nothing else configures this file.',
  STORE_EMPTY: '这个文件是空的，里面没有数据。请用 restore 从备份恢复；没有动过它。',
  STORE_BROKEN: '这个数据库坏了，没有动过它。先把整个数据文件夹复制一份，再用 restore 从最近的备份恢复。',
  STORE_FOREIGN: '这不是学分助手的数据库，没有动过它。请检查 data 这项设置，或者用 restore 从备份恢复。',
  STORE_NEWER: '这个数据库是更新的版本写的，没有动过它。请用更新的程序，或者用 restore 恢复一份这个版本的备份。',
  STORE_LOST:
    '这里有过数据库，现在不见了。请找回它，或者用 restore 从备份恢复；确定不要了，运行 doctor --forget 之后再启动，会从空的开始。',
  STORE_GONE: '数据库的文件被移走或者换掉了，已停止收消息。请放回原来的文件，或者停下来用 restore 从备份恢复。',
  STORE_FULL: '磁盘满了，已停止收消息。请腾出空间，腾出之后会自动恢复。',
  STORE_READONLY: '磁盘或者文件只能读，已停止收消息。请检查磁盘和权限，恢复之后会自动继续。',
  STORE_UNWRITABLE: '磁盘写不进去，已停止收消息。请检查磁盘，恢复之后会自动继续。',
  BACKUP_INVALID: '这份备份不能用，什么也没有恢复。请换一份备份。',
  BACKUP_UNWRITTEN: '备份写不下去，没有留下文件。请检查那个磁盘还有没有空间、能不能写。',
  STORE_STALE: 'Somebody else changed this conversation first; load it and step again.',
  CHANNEL_CONFIG: 'Complete the settings of this channel or switch it off.',
  USAGE: '用 npm run -s xuefen -- help 查看全部命令和写法。',
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** What keeps the store from being trusted: nothing is acknowledged, and nothing is blamed on a message. */
export const isStoreFault = (error: unknown): error is Fault =>
  error instanceof Fault && error.code.startsWith('STORE_') && error.code !== 'STORE_STALE';

/** A fault with a code. `message` = code, place and words, then what to do about it. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: ErrorCode;
  /** What happened, without the code and the advice. */
  readonly words: string;

  constructor(code: ErrorCode, words: string, options?: ErrorOptions) {
    super(`${code} ${words} ${ERRORS[code]}`, options);
    this.code = code;
    this.words = words;
  }
}
