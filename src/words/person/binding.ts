/** What is said of a person's chats: how they are bound, told about and given up. */
import { showPlainDay } from '../../chinese/index.ts';
import { dayOf } from '../../days.ts';
import type { Instant } from '../../types/index.ts';

const CHANNELS: { readonly [channel: string]: string } = { web: '网页', lark: '飞书', wechat: '微信' };
/** 飞书; a channel without a name of its own is called by the one it was configured with. */
export const channelWords = (channel: string): string => CHANNELS[channel] ?? channel;

const CHINA_MS = 8 * 3_600_000;
/** 2026年12月1日 10:20, in China. */
export const momentWords = (at: Instant): string =>
  `${showPlainDay(dayOf(at))} ${new Date(Date.parse(at) + CHINA_MS).toISOString().slice(11, 16)}`;

/** Whatever was wrong: number, code, its time, or too many tries. Nobody is told which. */
export const BIND_REFUSED =
  '没能绑定上。请核对工号和绑定码再发一次；还是不行的话，过一会儿再试，或者请单位重新发一个绑定码。';

export const ASK_NUMBER = '请发一下工号。';
export const ASK_CODE = '请发一下绑定码。';
export const ASK_BOTH = '请把工号和绑定码一起发来，比如“绑定 A1024 K7M2-9PRT-4XWA”。绑定码请向单位管理员要。';
export const SEND_BOTH = '麻烦把工号和绑定码放在一条消息里再发一次。';
export const NOT_BOUND = '好的，没有绑定。';

/** A code for another chat of one's own. */
export const OWN_CODE = (number: string, code: string): string =>
  `请在另一个聊天里发给我：\n绑定 ${number} ${code}\n10 分钟内有效，只能用一次，请勿告诉别人。`;
/** Beside it, to somebody whom nobody has put on a roster. */
export const HAVE_CODE = '手上有单位发的绑定码的话，请发“绑定 工号 绑定码”。';

export const BOUND = (name: string): string =>
  `绑定成功，${name ? `${name}您好` : '您好'}。以后在这里也能查到您的记录。`;
export const BOUND_ALREADY = '这个聊天已经绑定好了，不用再绑。';

/** A chat that is somebody's already. `n`: records that go along with somebody who had only introduced themselves. */
export const REBIND_ALONG = (name: string, n: number): string =>
  `绑定后，这里就是${name || '名单上的您'}了${n > 0 ? `，您在这里登记的 ${n} 项会一起带过去` : ''}。要绑定吗？`;
export const REBIND_LEAVING = (name: string, before: string): string =>
  `这个聊天现在是${before || '另一位同事'}的。换成${name || '您说的这位'}以后，原来的记录都留在原来那位名下，不会带过去。要换吗？`;

/** To the person's other chats. */
export const boundElsewhere = (channel: string, at: Instant): string =>
  `您刚刚在另一个聊天里绑定了：${channelWords(channel)}，${momentWords(at)}。不是您本人的话，请马上回“解绑那个聊天”。`;

export const BIND_IN_PRIVATE = '绑定请私聊我，不要在群里发绑定码。';
export const CODE_SEEN = '您刚才在群里发了绑定码，别人也看得到，所以这个码作废了。请重新要一个，私聊发给我。';

/** One's chats, a line each. */
export const CHAT_LINE = (
  n: number,
  { channel, since, seenAt, here }: { channel: string; since: Instant; seenAt: Instant; here: boolean },
): string =>
  `${n}. ${channelWords(channel)}${here ? '（就是这里）' : ''}：${momentWords(since)}绑定，最近一次说话 ${momentWords(seenAt)}`;
export const CHATS = (lines: readonly string[]): string =>
  `您绑定了 ${lines.length} 个聊天：\n${lines.join('\n')}\n不用的可以发“解绑”。`;
export const NO_CHATS = '这个聊天还没有绑定。要绑定的话，请发“绑定”。';

export const CHAT_LABEL = ({ channel, since, here }: { channel: string; since: Instant; here: boolean }): string =>
  here ? '这个聊天' : `${channelWords(channel)}（${momentWords(since)}绑定）`;
export const UNBIND_WHICH = '要解绑哪一个？';
export const UNBIND_HERE = '解绑以后，在这里就查不到您的学分，也收不到提醒了；记录都还在。要解绑这个聊天吗？';
export const UNBIND_THERE = (label: string): string =>
  `要解绑${label}吗？解绑以后，那边就看不到您的学分了；记录都还在。`;
export const UNBOUND_HERE = '已解绑。这里不再显示您的学分；想再用，重新绑定就行。';
export const UNBOUND_THERE = (label: string): string => `已解绑${label}。`;
export const NOT_UNBOUND = '好的，没有解绑。';
export const NO_OTHER_CHAT = '没有别的聊天可以解绑。';
/** A chat that has only just come cannot turn out those that were there before. */
export const TOO_YOUNG =
  '这个聊天是刚绑定的，要满一天才能解绑更早的聊天。着急的话，请在那个聊天里解绑，或者找单位管理员。';

/** To an administrator, and a line of the log: nothing that was typed. */
export const guessingNotice = (channel: string, failures: number): string =>
  `最近一小时，${channelWords(channel)}上有 ${failures} 次绑定没有成功，可能有人在试绑定码。已经自动放慢，没有人因此被绑定。如果不是大家正在集中绑定，请留意一下。`;
export const GUESSING_LOG = (channel: string, failures: number): string =>
  `绑定：最近一小时 ${channel} 上有 ${failures} 次没有成功，已放慢`;
