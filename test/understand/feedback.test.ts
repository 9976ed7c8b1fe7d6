import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/chinese/numbers.ts';
import type { Context } from '../../src/types/conversation/context.ts';
import { feedbackOf } from '../../src/understand/acts/feedback.ts';
import { mend } from '../../src/understand/slips.ts';

const context = (more: Partial<Context> = {}): Context => ({
  day: '2026-11-24',
  awaiting: null,
  drafts: [],
  shelf: 0,
  last: [],
  answered: true,
  ...more,
});
const voteOf = (text: string, more: Partial<Context> = {}): string | undefined => {
  const [intent] = feedbackOf(mend(normalise(text)), context(more)) ?? [];
  return intent?.is === 'rate' ? intent.vote : intent?.is;
};

describe('words about the answer just given', () => {
  it.each([
    '没用',
    '没用啊',
    '没什么用',
    '这个没用。',
    '完全没有用',
    '没帮助',
    '答错了',
    '你答错了吧',
    '👎',
    '不对',
    '不准啊',
  ])('%s: not liked', (text) => expect(voteOf(text)).toBe('down'));
  it.each([
    '不是我要问的',
    '这不是我问的',
    '不是我想问的这个',
    '答非所问',
    '你答非所问啊',
    '跑题了',
    '不是这个',
    '不是这个意思',
    '都不是',
    '换一个',
    '没回答我的问题',
    '问的不是这个',
    '没用，再帮我找找',
    '不是，我问的是补学',
  ])('%s: something else was asked', (text) => expect(voteOf(text)).toBe('other'));
  it.each(['有用', '很有用', '有用的，谢谢', '有帮助', '👍', '讲得清楚', '谢谢', '好的，谢谢您', '明白了 谢谢'])(
    '%s: liked',
    (text) => expect(voteOf(text)).toBe('up'),
  );
  it.each([
    '没用过这个系统怎么登录',
    '有用人单位盖章吗',
    '有用的证书要原件吗',
    '不对外公布吗',
    '不是医共体单位能算吗',
    '我不是浙江的',
    '换一个省呢',
    '不是这个省的呢',
    '谢谢，那进修呢',
    '都不是省级项目怎么算',
    '我问一下补学',
    '有用没用都要学',
    '内部培训一年最多几分',
    '3小时',
  ])('%s: no word about it', (text) => expect(voteOf(text)).toBeUndefined());
  it('what may be the answer to an open question is that', () => {
    for (const text of ['不对', '👍', '对', '谢谢', '都不是', '换一个'])
      expect(voteOf(text, { awaiting: 'confirm' }), text).toBeUndefined();
    for (const text of ['没用', '答非所问', '不是这个', '有用'])
      expect(voteOf(text, { awaiting: 'hours' }), text).toBeDefined();
  });
  it('where there was no answer, nothing is judged', () => {
    for (const text of ['有用', '不是我要问的', '谢谢', '不对'])
      expect(voteOf(text, { answered: false }), text).toBeUndefined();
    expect(voteOf('没用', { answered: false })).toBe('small-talk');
  });
});
