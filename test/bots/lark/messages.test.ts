import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLarkChannel, type LarkChannel, uuidOf } from '../../../bots/lark/channel.ts';
import { larkSettings } from '../../../bots/lark/settings.ts';
import type { Address, Card, Inbound } from '../../../src/types/message.ts';
import { deliver, openLark, pressed, type Said, type Simulator, said } from './simulator.ts';

let lark: Simulator;
let channel: LarkChannel;
let kept: Inbound[];
let logged: string[];

const open = async (more: object = {}): Promise<LarkChannel> => {
  const write = (words: string) => void logged.push(words);
  const settings = larkSettings.parse({ ...lark.app, domain: lark.url, port: 0, timeout: 300, ...more });
  const opened = createLarkChannel(settings, { log: { info: write, warn: write, error: write }, random: () => 0 });
  await opened.start(async (message) => {
    if (kept.some((one) => one.id === message.id)) return 'seen';
    kept.push(message);
    return 'kept';
  });
  return opened;
};
const until = async (what: () => boolean): Promise<void> => {
  for (const began = Date.now(); !what(); ) {
    if (Date.now() - began > 5_000) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

beforeEach(async () => {
  lark = await openLark();
  kept = [];
  logged = [];
  channel = await open();
  await until(() => channel.health() === 'up');
});
afterEach(async () => {
  await channel.stop();
  await lark.close();
});

const wang: Address = { channel: 'lark', peer: 'ou_wang' };
const ward: Address = { channel: 'lark', peer: 'ou_wang', room: 'oc_ward' };
const card: Card = {
  id: 'card-1',
  title: '请确认',
  facts: [
    ['类型', '院内培训'],
    ['学时', '3 学时'],
  ],
  actions: [
    { value: 'confirm', label: '确认', style: 'primary' },
    { value: 'edit', label: '修改' },
    { value: 'cancel', label: '取消', style: 'danger' },
  ],
};
const hear = async (what: Said): Promise<readonly Inbound[]> => {
  const before = kept.length;
  expect((await deliver(lark, channel.address() ?? '', said(lark, what))).statuses).toEqual([200]);
  return kept.slice(before);
};

describe('in', () => {
  it('a direct text, with the open_id as the peer and the time of the message', async () => {
    const at = Date.UTC(2026, 4, 6, 1, 2, 3);
    const [message] = await hear({ from: 'ou_wang', text: '我还差几分？', id: 'om_1', at });
    expect(message).toEqual({
      channel: 'lark',
      id: 'om_1',
      at: '2026-05-06T01:02:03.000Z',
      address: wang,
      mentioned: true,
      body: { is: 'text', text: '我还差几分？' },
    });
  });

  it('a group text that mentions the bot, without the mention; others keep their names', async () => {
    const mentions = [
      { key: '@_user_1', openId: lark.self, name: '学分助手' },
      { key: '@_user_10', openId: 'ou_li', name: '李四' },
    ];
    const [message] = await hear({
      from: 'ou_wang',
      text: '@_user_1 和@_user_10 一起听的讲座 @_all',
      room: 'oc_ward',
      mentions,
    });
    expect(message).toMatchObject({
      address: ward,
      mentioned: true,
      body: { is: 'text', text: '和@李四 一起听的讲座 @所有人' },
    });
  });

  it('nothing of a group that does not mention the bot: not kept, not looked at', async () => {
    const li = [{ key: '@_user_1', openId: 'ou_li', name: '李四' }];
    expect(await hear({ from: 'ou_wang', text: '今天谁值班', room: 'oc_ward' })).toEqual([]);
    expect(await hear({ from: 'ou_wang', text: '@_user_1 今天谁值班', room: 'oc_ward', mentions: li })).toEqual([]);
    expect(await hear({ from: 'ou_wang', text: '@_all 开会', room: 'oc_ward' })).toEqual([]);
    expect(await hear({ from: 'ou_wang', kind: 'image', content: { image_key: 'img_1' }, room: 'oc_ward' })).toEqual(
      [],
    );
    expect(logged.join()).not.toMatch(/值班|开会/);
  });

  it('nothing of other bots, nor of itself', async () => {
    expect(await hear({ from: 'ou_app', text: '你好', senderType: 'app' })).toEqual([]);
    expect(await hear({ from: lark.self, text: '你好' })).toEqual([]);
  });

  it('a rich text as its words, and each of its pictures', async () => {
    const content = {
      title: '报学分',
      content: [
        [
          { tag: 'at', user_id: '@_user_1' },
          { tag: 'text', text: '昨天的讲座，' },
          { tag: 'a', text: '通知', href: 'https://example.org' },
        ],
        [{ tag: 'img', image_key: 'img_9' }],
      ],
    };
    lark.file('om_9', 'img_9', Buffer.from('picture'), 'image/jpeg');
    const mentions = [{ key: '@_user_1', openId: lark.self, name: '学分助手' }];
    const [words, picture, more] = await hear({
      from: 'ou_wang',
      kind: 'post',
      content,
      id: 'om_9',
      room: 'oc_ward',
      mentions,
    });
    expect(words?.body).toEqual({ is: 'text', text: '报学分\n昨天的讲座，通知' });
    expect(picture).toMatchObject({ id: 'om_9#1', body: { is: 'file', mime: 'image/jpeg' } });
    expect(more).toBeUndefined();
    expect(picture?.body.is === 'file' && Buffer.from(await picture.body.bytes()).toString()).toBe('picture');
  });

  it('a file, whose bytes are fetched only when they are asked for', async () => {
    const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255]);
    lark.file('om_f', 'file_v3-1', bytes, 'application/pdf');
    const content = { file_key: 'file_v3-1', file_name: '学分证书.pdf' };
    const [message] = await hear({ from: 'ou_wang', kind: 'file', content, id: 'om_f' });
    expect(message?.body).toMatchObject({ is: 'file', name: '学分证书.pdf' });
    expect(lark.calls.resource).toBeUndefined();
    lark.revoke();
    expect(message?.body.is === 'file' && Buffer.compare(await message.body.bytes(), bytes)).toBe(0);
    expect(lark.calls.resource).toBe(2);
  });

  it('a file that the platform does not give is a fault, not an empty file', async () => {
    const [message] = await hear({ from: 'ou_wang', kind: 'file', content: { file_key: 'gone', file_name: 'a.pdf' } });
    await expect(message?.body.is === 'file' ? message.body.bytes() : null).rejects.toThrow(
      /did not give the file: HTTP 400/,
    );
  });

  it('other kinds by their names; a key that could lead elsewhere is no key', async () => {
    const kinds: readonly (readonly [Said, string])[] = [
      [{ from: 'ou_wang', kind: 'audio', content: { file_key: 'f' } }, '语音'],
      [{ from: 'ou_wang', kind: 'sticker', content: { file_key: 'f' } }, '表情'],
      [{ from: 'ou_wang', kind: 'new_kind', content: {} }, '这种消息'],
      [{ from: 'ou_wang', kind: 'file', content: { file_key: '../../auth/v3/x', file_name: 'a.pdf' } }, '这种消息'],
    ];
    for (const [what, name] of kinds) {
      expect((await hear(what))[0]?.body).toEqual({ is: 'unsupported', what: name });
    }
  });

  it('a group message that comes before the bot knows itself waits for the retry', async () => {
    await channel.stop();
    for (let n = 0; n < 3; n++) lark.trap({ on: 'bot', status: 500, code: 2200 });
    channel = await open();
    const mentions = [{ key: '@_user_1', openId: lark.self, name: '学分助手' }];
    const event = said(lark, { from: 'ou_wang', text: '@_user_1 你好', room: 'oc_ward', mentions });
    const { statuses } = await deliver(lark, channel.address() ?? '', event, { tries: 6 });
    expect(statuses[0]).toBe(503);
    expect(statuses.at(-1)).toBe(200);
    expect(kept.map((one) => one.body)).toEqual([{ is: 'text', text: '你好' }]);
  });
});

describe('out', () => {
  it('a text to a person, and to a room with a mention', async () => {
    const first = await channel.send(wang, { is: 'text', text: '您今年还差 3 分。' }, { key: 'k1' });
    await channel.send(ward, { is: 'text', text: '请私聊我。' }, { key: 'k2', mention: 'ou_wang' });
    expect(first).toEqual({ ok: true, messageId: lark.sent[0]?.id });
    expect(lark.sent).toMatchObject([
      { to: 'ou_wang', type: 'open_id', kind: 'text', content: '{"text":"您今年还差 3 分。"}' },
      { to: 'oc_ward', type: 'chat_id', content: JSON.stringify({ text: '<at user_id="ou_wang"></at> 请私聊我。' }) },
    ]);
  });

  it('never a mention that somebody wrote into a text', async () => {
    await channel.send(ward, { is: 'text', text: '您说：<at user_id="all"></at>，3<5' }, { key: 'k' });
    expect(lark.sent[0]?.content).toBe(JSON.stringify({ text: '您说：＜at user_id="all">＜/at>，3<5' }));
  });

  it('a card that the platform takes: title, facts, buttons whose value names the card', async () => {
    const sent = await channel.send(wang, { is: 'card', text: '请看一下：', card }, { key: 'k' });
    const id = sent.ok ? sent.messageId : '';
    expect(lark.card(id).header?.title.content).toBe('请确认');
    expect(JSON.stringify(lark.card(id))).toMatch(/请看一下.*类型.*院内培训.*学时.*3 学时/s);
    expect(lark.buttons(id).map((one) => [one.text.content, one.type, one.behaviors[0]?.value])).toEqual([
      ['确认', 'primary', { action: 'confirm', card: 'card-1' }],
      ['修改', 'default', { action: 'edit', card: 'card-1' }],
      ['取消', 'danger', { action: 'cancel', card: 'card-1' }],
    ]);
    const value = lark.buttons(id)[0]?.behaviors[0]?.value ?? {};
    await deliver(lark, channel.address() ?? '', pressed(lark, 'ou_wang', id, value));
    expect(kept.at(-1)).toMatchObject({ address: wang, body: { is: 'action', value: 'confirm', card: 'card-1' } });
  });

  it('a card in a room says with its buttons where it stands', async () => {
    const sent = await channel.send(ward, { is: 'card', text: '', card }, { key: 'k', mention: 'ou_wang' });
    const id = sent.ok ? sent.messageId : '';
    await deliver(
      lark,
      channel.address() ?? '',
      pressed(lark, 'ou_li', id, lark.buttons(id)[2]?.behaviors[0]?.value ?? {}),
    );
    expect(kept.at(-1)).toMatchObject({ address: { peer: 'ou_li', room: 'oc_ward' }, body: { value: 'cancel' } });
  });

  it('a card with more facts than 30 KB keeps its buttons and says how many are left out', async () => {
    const facts = Array.from({ length: 400 }, (_, n) => [`第${n}项`, '院内培训'.repeat(20)] as const);
    const sent = await channel.send(wang, { is: 'card', text: '', card: { ...card, facts } }, { key: 'k' });
    const id = sent.ok ? sent.messageId : '';
    expect(lark.buttons(id)).toHaveLength(3);
    expect(JSON.stringify(lark.card(id))).toMatch(/还有 \d+ 项没有列出/);
  });

  it('words too long for a card go before it, once, also when the card has to be tried again', async () => {
    const out = { is: 'card', text: '条款'.repeat(6_000), card } as const;
    expect(await channel.send(wang, out, { key: 'k' })).toMatchObject({ ok: true });
    expect(await channel.send(wang, out, { key: 'k' })).toMatchObject({ ok: true });
    expect(lark.sent.map((one) => one.kind)).toEqual(['text', 'interactive']);
    expect(lark.buttons(lark.sent[1]?.id ?? '')).toHaveLength(3);
  });

  it('another card, or words alone, in the place of an old card', async () => {
    const sent = await channel.send(wang, { is: 'card', text: '', card }, { key: 'k1' });
    const id = sent.ok ? sent.messageId : '';
    const actions = [{ value: 'withdraw', label: '撤回' }];
    const out = { is: 'card', text: '已记录', card: { ...card, actions } } as const;
    expect(await channel.send(wang, out, { key: 'k2', replaces: id })).toEqual({ ok: true, messageId: id });
    expect(lark.buttons(id).map((one) => one.text.content)).toEqual(['撤回']);
    await channel.send(wang, { is: 'text', text: '已撤回' }, { key: 'k3', replaces: id });
    expect(lark.buttons(id)).toEqual([]);
    expect(lark.sent).toHaveLength(1);
  });

  it('a new card where the old one cannot be replaced any more', async () => {
    const sent = await channel.send(wang, { is: 'card', text: '', card }, { key: 'k', replaces: 'om_gone' });
    expect(sent).toMatchObject({ ok: true, messageId: lark.sent[0]?.id });
  });

  it('a file, and a picture', async () => {
    const file = {
      is: 'file',
      name: '科室学分.csv',
      mime: 'text/csv',
      bytes: async () => Buffer.from('姓名,学分'),
    } as const;
    const picture = { is: 'file', name: 'a.png', mime: 'image/png', bytes: async () => Buffer.from('png') } as const;
    expect(await channel.send(wang, file, { key: 'k1' })).toMatchObject({ ok: true });
    expect(await channel.send(wang, picture, { key: 'k2' })).toMatchObject({ ok: true });
    expect(lark.sent.map((one) => [one.kind, one.content])).toEqual([
      ['file', '{"file_key":"file_1"}'],
      ['image', '{"image_key":"img_2"}'],
    ]);
    expect(lark.uploads[0]?.body.toString()).toMatch(/科室学分\.csv[\s\S]*姓名,学分/);
  });
});

describe('faults', () => {
  const text = { is: 'text', text: '您好' } as const;

  it('the same key is sent once, also when the answer was lost', async () => {
    expect(uuidOf('outbox/'.repeat(50)).length).toBeLessThanOrEqual(50);
    lark.trap({ on: 'create', how: 'cut' });
    expect(await channel.send(wang, text, { key: 'k' })).toMatchObject({ ok: false, retry: true, unsure: true });
    const again = await channel.send(wang, text, { key: 'k' });
    expect(again).toEqual({ ok: true, messageId: lark.sent[0]?.id });
    expect(lark.sent).toHaveLength(1);
    await channel.send(wang, text, { key: 'other' });
    expect(lark.sent).toHaveLength(2);
  });

  it.each([
    [
      { status: 429, code: 99991400, headers: { 'x-ogw-ratelimit-reset': '17' } },
      { retry: true, after: 17_000 },
    ],
    [
      { status: 400, code: 99991400, headers: { 'x-ogw-ratelimit-reset': '3' } },
      { retry: true, after: 3_000 },
    ],
    [
      { status: 429, code: 99991400, headers: { 'x-ogw-ratelimit-reset': 'soon' } },
      { retry: true, after: 1_000 },
    ],
    [
      { status: 400, code: 230020 },
      { retry: true, after: 1_000 },
    ],
    [
      { status: 200, code: 230020 },
      { retry: true, after: 1_000 },
    ],
    [{ status: 400, code: 230013 }, { retry: false }],
    [{ status: 200, code: 230001 }, { retry: false }],
    [
      { status: 502, code: 0 },
      { retry: true, after: 5_000 },
    ],
  ])('%o', async (trap, expected) => {
    lark.trap({ on: 'create', ...trap });
    const got = await channel.send(wang, text, { key: 'k' });
    expect(got).toMatchObject({ ok: false, ...expected });
    if (got.ok) return;
    expect(got.unsure).toBe(trap.status === 502 ? true : undefined);
    if (!got.retry) expect(got.after).toBeUndefined();
    expect(lark.sent).toHaveLength(0);
    expect(await channel.send(wang, text, { key: 'k' })).toMatchObject({ ok: true });
  });

  it('a token that is refused is thrown away, and the message goes out with a new one', async () => {
    lark.revoke();
    expect(await channel.send(wang, text, { key: 'k' })).toMatchObject({ ok: true });
    expect(lark.calls.token).toBe(2);
    expect(lark.calls.create).toBe(2);
  });

  it('a token that is refused again is tried only once more', async () => {
    lark.trap({ on: 'create', status: 400, code: 99991663 });
    lark.trap({ on: 'create', status: 400, code: 99991663 });
    expect(await channel.send(wang, text, { key: 'k' })).toMatchObject({ ok: false, retry: true });
    expect(lark.calls.create).toBe(2);
  });

  it('somebody out of reach is not tried again, and the door stays up', async () => {
    lark.hide('ou_wang');
    expect(await channel.send(wang, text, { key: 'k' })).toMatchObject({
      ok: false,
      retry: false,
      reason: expect.stringMatching(/230013/),
    });
    expect(channel.health()).toBe('up');
  });

  it('no answer at all is given up after the timeout; the door is down until the platform is back', async () => {
    lark.trap({ on: 'create', how: 'hang' });
    const began = Date.now();
    expect(await channel.send(wang, text, { key: 'k' })).toMatchObject({ ok: false, retry: true });
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(channel.health()).toBe('down');
    await until(() => channel.health() === 'up');
  });

  it('a wrong secret: down, every message waits, and nothing secret is logged', async () => {
    const wrong = await open({ appSecret: 'a-wrong-secret' });
    await until(() => wrong.health() === 'down');
    expect(await wrong.send(wang, text, { key: 'k' })).toMatchObject({ ok: false, retry: true, after: 60_000 });
    expect(logged.join('\n')).toMatch(/10014/);
    expect(logged.join('\n')).not.toMatch(/a-wrong-secret|您好/);
    await wrong.stop();
    expect(wrong.health()).toBe('down');
  });

  it('a platform that is not there: nothing has left, and that is said', async () => {
    const lost = await open({ domain: 'http://127.0.0.1:9' });
    const got = await lost.send(wang, text, { key: 'k' });
    expect(got).toMatchObject({ ok: false, retry: true });
    expect(!got.ok && got.unsure).toBeUndefined();
    await lost.stop();
  });

  it('bytes that cannot be read are a fault of ours, not an exception', async () => {
    const bytes = async (): Promise<Uint8Array> => {
      throw new Error('gone');
    };
    expect(await channel.send(wang, { is: 'file', name: 'a', mime: 'text/plain', bytes }, { key: 'k' })).toMatchObject({
      ok: false,
      retry: true,
    });
  });

  it('a port that is taken is said at the start', async () => {
    const port = Number(new URL(channel.address() ?? '').port);
    await expect(open({ port })).rejects.toThrow(/CHANNEL_CONFIG lark cannot listen/);
  });
});
