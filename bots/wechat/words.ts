/** The few words that this door says itself; all others come from the house. */

/** What other kinds of messages are called when we say that we cannot read them, by wechaty-puppet's number. */
export const KINDS: { readonly [type: number]: string } = {
  2: '语音',
  15: '视频',
  14: '链接',
  3: '名片',
  4: '聊天记录',
  5: '表情',
  8: '位置',
  9: '小程序',
  11: '转账',
  12: '红包',
  16: '动态',
};
/** A kind that has no name here. */
export const SOME_KIND = '这种消息';

/** What a picture or a file is called that comes without a name. */
export const PICTURE = '图片.jpg';
export const FILE = '文件';
