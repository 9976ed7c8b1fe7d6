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
  STORE_STALE: 'Somebody else changed this conversation first; load it and step again.',
  CHANNEL_CONFIG: 'Complete the settings of this channel or switch it off.',
  USAGE: '用 npm run -s xuefen -- help 查看全部命令和写法。',
} as const;

export type ErrorCode = keyof typeof ERRORS;

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
