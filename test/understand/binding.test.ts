import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/types/conversation/context.ts';
import { maskCode, mayHoldCode, understand } from '../../src/understand/index.ts';

const idle: Context = { day: '2026-12-01', awaiting: null, drafts: [], shelf: 0, last: [] };
const bare = (text: string | undefined): string | undefined => text?.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
const heard = (text: string, context: Partial<Context> = {}) => {
  const [intent] = understand(text, { ...idle, ...context });
  return intent?.is === 'bind' ? { number: intent.staffNumber, code: bare(intent.code) } : { is: intent?.is };
};

const CODE = 'K7M29PRT4XWA';
const whole = { number: 'A1024', code: CODE };

describe('a number and a code are heard', () => {
  it.each([
    '绑定 A1024 K7M2-9PRT-4XWA',
    '绑定A1024 K7M29PRT4XWA',
    '绑定：A1024，K7M2-9PRT-4XWA。',
    '绑定 工号A1024 绑定码K7M2-9PRT-4XWA',
    '工号A1024，绑定码 K7M2 9PRT 4XWA',
    '绑定码是K7M2-9PRT-4XWA，工号是A1024',
    '绑定 K7M2-9PRT-4XWA A1024',
    '绑定 K7M2 9PRT 4XWA 工号 A1024',
    '我要绑定，工号 a1024，码 k7m2-9prt-4xwa',
    '请帮我绑定一下 Ａ１０２４ Ｋ７Ｍ２－９ＰＲＴ－４ＸＷＡ',
    '您好，麻烦绑定微信\n工号：A1024\n绑定码：K7M2—9PRT—4XWA\n谢谢',
    'bind A1024 K7M2-9PRT-4XWA',
    'A1024 K7M2-9PRT-4XWA',
    'A1024\nK7M2 9PRT 4XWA',
    '绑定 王小明 A1024 K7M2-9PRT-4XWA',
    '认证 A1024/K7M2.9PRT.4XWA',
  ])('%s', (text) => expect(heard(text)).toEqual(whole));

  it('a number of four figures is not taken for a group of the code', () => {
    for (const text of ['绑定 1024 K7M2 9PRT 4XWA', '绑定 工号1024 K7M2-9PRT-4XWA', '绑定码 K7M2 9PRT 4XWA 工号 1024'])
      expect(heard(text)).toEqual({ number: '1024', code: CODE });
  });

  it('a number with a hyphen, and one as long as a code', () => {
    expect(heard('绑定 工号 YW-1024 绑定码 K7M2-9PRT-4XWA')).toEqual({ number: 'YW-1024', code: CODE });
    expect(heard('绑定 330104202412 K7M2-9PRT-4XWA')).toEqual({ number: '330104202412', code: CODE });
  });

  it('in any order, with any separators', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('绑定 ', '绑定', '我要绑定：', '帮我绑定一下，'),
        fc.constantFrom('A1024', 'a1024', '工号A1024', '工号：A1024', '员工号是A1024'),
        fc.constantFrom('K7M2-9PRT-4XWA', 'k7m29prt4xwa', '绑定码K7M2 9PRT 4XWA', '码：K7M2-9PRT-4XWA'),
        fc.constantFrom(' ', '，', '\n', '； '),
        fc.boolean(),
        (lead, number, code, between, isTurned) => {
          const [first, second] = isTurned ? [code, number] : [number, code];
          expect(heard(`${lead}${first}${between}${second}`)).toEqual(whole);
        },
      ),
    ));
});

describe('one half is heard', () => {
  it.each([
    ['绑定', undefined, undefined],
    ['我要绑定', undefined, undefined],
    ['绑定微信', undefined, undefined],
    ['绑定 A1024', 'A1024', undefined],
    ['绑定 工号 A1024', 'A1024', undefined],
    ['绑定码 K7M2-9PRT-4XWA', undefined, CODE],
    ['K7M2-9PRT-4XWA', undefined, CODE],
    ['k7m29prt4xwa', undefined, CODE],
  ])('%s', (text, number, code) => expect(heard(text)).toEqual({ number, code }));

  it('as the answer to what was asked', () => {
    const asked = { awaiting: 'code', pending: { is: 'bind', number: 'A1024' } } as const;
    expect(heard('K7M2 9PRT 4XWA', asked)).toEqual({ number: undefined, code: CODE });
    expect(heard('是 k7m2-9prt-4xwa', asked)).toEqual({ number: undefined, code: CODE });
    // Mistyped, and a try all the same.
    expect(heard('K7M2-9PRT-4XW', asked)).toEqual({ number: undefined, code: 'K7M29PRT4XW' });
    const number = { awaiting: 'staffNumber', pending: { is: 'bind', hasCode: true } } as const;
    expect(heard('A1024', number)).toEqual({ number: 'A1024', code: undefined });
    expect(heard('我的工号是1024', number)).toEqual({ number: '1024', code: undefined });
    expect(heard('A1024 K7M2-9PRT-4XWA', number)).toEqual(whole);
  });
});

describe('what is no binding is not taken for one', () => {
  it.each([
    '绑定需要什么材料？',
    '绑定码忘了怎么办',
    '我参加了省级继教项目，项目编号2026-ZJ12-3456',
    '13800138000',
    '证书编号 2026ZJ123456',
    '公需课程 IHD-2024-0001',
    '6小时',
  ])('%s', (text) => expect(heard(text)).not.toHaveProperty('code'));

  it('a number that was asked for is answered, whatever it looks like', () => {
    for (const awaiting of ['certificateNumber', 'projectNumber', 'confirm', 'hours'])
      for (const text of ['2026-ZJ12-3456', '2026ZJ123456', 'K7M2-9PRT-4XWA'])
        expect(heard(text, { awaiting })).not.toHaveProperty('code');
  });
});

describe('one’s chats', () => {
  it.each(['我的绑定', '我绑定了哪些聊天', '查一下绑定情况', '绑定了几个', '哪些聊天绑定了我', '怎么解绑'])(
    '%s',
    (text) => expect(understand(text, idle)).toEqual([{ is: 'bindings' }]),
  );
  it.each([
    ['解绑', undefined],
    ['我要解除绑定', undefined],
    ['取消绑定', undefined],
    ['解绑这个聊天', 'here'],
    ['解绑那个聊天', 'last'],
    ['把刚才绑定的那个解绑', 'last'],
    ['解绑微信', { channel: 'wechat' }],
    ['把飞书的绑定解除绑定', { channel: 'lark' }],
    ['解除网页的绑定', { channel: 'web' }],
    ['解绑第二个', { n: 2 }],
    ['第2个解绑', { n: 2 }],
  ])('%s', (text, which) =>
    expect(understand(text, idle)).toEqual([{ is: 'unbind', ...(which === undefined ? {} : { which }) }]),
  );
});

describe('a typed code does not stay', () => {
  it('in what is kept of the message', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(
          'K7M2-9PRT-4XWA',
          'k7m29prt4xwa',
          'Ｋ７Ｍ２－９ＰＲＴ－４ＸＷＡ',
          'K7M2 9PRT 4XW',
          'K7M29P RT4XWA',
        ),
        fc.constantFrom('绑定 A1024 ', '工号A1024，绑定码', ''),
        (code, lead) => {
          const kept = maskCode(`${lead}${code}`, 'A1024').normalize('NFKC').toUpperCase();
          expect(kept).not.toMatch(/K7M|9PR|4XW|RT4/);
          if (lead !== '') expect(kept).toContain('A1024');
        },
      ),
    ));
  it('and a message that was not read is known by its look', () => {
    for (const text of ['绑定 A1 K7M29PRT4XWA', 'K7M2-9PRT-4XWA', '我的码k7m29prt4xwa'])
      expect(mayHoldCode(text)).toBe(true);
    expect(mayHoldCode('3月5号听课6小时')).toBe(false);
  });
});
