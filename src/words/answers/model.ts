/** What an operator is told of a language model's endpoint, and a person of what a model made of their words. */

export const MODEL = {
  gone: (why: string, seconds: number): string => `模型没有应答（${why}），先按没有模型回答，${seconds} 秒后在后台再试`,
  back: '模型又能用了',
  /** Why there is no reply. */
  still: '仍然没有应答',
  late: '超时',
  tooLong: '回复太长',
  empty: '回复是空的',
  otherProtocol: '回复不合协议',
  status: (code: number): string => `状态码 ${code}`,
  unreachable: (code?: string): string => (code ? `连不上（${code}）` : '连不上'),
  /** As what a model took words, said on the card. */
  takenAs: (words: string, kind: string): string => `按“${words}”看作${kind}`,
} as const;
