/**
 * What the house says on its own account: when it fails, when the clock strikes, when somebody asks for a human.
 * Short, with the numbers, the deadline and the clause. Words of a conversation are in words.ts.
 */
import type { Member } from '../types.ts';

/** A message that we could not handle. */
export const APOLOGY = '抱歉，这条消息我没能处理好，什么也没有记下。已经留给管理员查看，您可以换个说法再发一次。';

/** Too many messages in a minute. */
export const TOO_FAST = '您发得有点快，我先歇一下。请一分钟后再发，之前记好的都还在。';

/** A kind of message that we cannot read: a voice message, a location, a sticker. */
export const unsupported = (): string => '这种消息我还看不懂。请发文字，证明材料请发图片或 PDF。';

/** To a manager: somebody of the unit wants to talk to a person. */
export const handoffNotice = (member: Member, text: string): string =>
  `${member.name ?? '有一位同事'}想请您帮忙：${text.length > 200 ? `${text.slice(0, 200)}…` : text}`;
