/** The few words that this door says itself; all others come from the house. */

/** What other kinds of messages are called when we say that we cannot read them. */
export const KINDS: { readonly [type: string]: string } = {
  audio: '语音',
  media: '视频',
  sticker: '表情',
  location: '位置',
  share_chat: '群名片',
  share_user: '个人名片',
  merge_forward: '合并转发的消息',
  interactive: '卡片',
  todo: '任务',
  vote: '投票',
  system: '系统消息',
};
/** A kind that has no name here. */
export const SOME_KIND = '这种消息';

export const EVERYBODY = '@所有人';
/** What a picture or a file is called that comes without a name. */
export const PICTURE = '图片.jpg';
export const FILE = '文件';

/** Said for a moment where a button was pressed. */
export const PRESSED = { rating: '已记下', other: '已收到' } as const;

/** Below a source, in Markdown; `href` is safe to stand there. */
export const openSource = (href: string): string => `[打开原文](${href})`;
export const leftOut = (count: number): string => `还有 ${count} 项没有列出`;
