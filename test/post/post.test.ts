import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPost, type Post } from '../../src/post/post.ts';
import { render, splitText } from '../../src/post/render.ts';
import { type OutBody, openStore, type Store } from '../../src/store/index.ts';
import type { Channel, ChannelCaps, SendResult } from '../../src/types/channel.ts';
import type { Address, Card, Outgoing } from '../../src/types/message.ts';

const START = Date.parse('2026-11-22T01:00:00Z');
const caps: ChannelCaps = {
  cards: true,
  updatableCards: false,
  files: false,
  push: 'free',
  bytesPerText: 1000,
  messagesPerMinute: 1_000_000,
};
const card: Card = {
  id: 'c1',
  title: '请核对',
  facts: [['活动', '公需科目']],
  actions: [
    { value: 'confirm', label: '确认' },
    { value: 'cancel', label: '不报了' },
  ],
};

interface Sent {
  readonly key: string;
  readonly to: Address;
  readonly out: Outgoing;
  readonly at: number;
}

let now: number;
let monotonic: number;
let store: Store;
let sent: Sent[];
let answer: (key: string, times: number) => SendResult | Error;
let health: 'up' | 'down';
let post: Post;

/** A real channel by its interface; what it was asked to send is what we look at. */
const channel = (more: Partial<ChannelCaps> = {}): Channel => {
  const times = new Map<string, number>();
  return {
    name: 'room',
    caps: { ...caps, ...more },
    start: async () => {},
    stop: async () => {},
    health: () => health,
    send: async (to, out, { key }) => {
      const n = (times.get(key) ?? 0) + 1;
      times.set(key, n);
      const result = answer(key, n);
      if (result instanceof Error) throw result;
      if (result.ok) sent.push({ key, to, out, at: monotonic });
      return result;
    },
  };
};
const ok = (key: string): SendResult => ({ ok: true, messageId: `p-${key}` });
const build = (more: Partial<ChannelCaps> = {}): Post =>
  createPost({
    store,
    channels: [channel(more)],
    now: () => new Date(now).toISOString(),
    monotonic: () => monotonic,
    log: () => {},
  });
const say = async (key: string, peer = 'p', body: OutBody = { text: key }): Promise<void> => {
  await store.commit({
    at: new Date(now).toISOString(),
    writes: [{ is: 'say', saying: { key, to: { channel: 'room', peer }, body } }],
  });
};
const keys = (): string[] => sent.map(({ key }) => key);

beforeEach(async () => {
  now = START;
  monotonic = 0;
  sent = [];
  answer = ok;
  health = 'up';
  store = await openStore(':memory:', new Date(now).toISOString());
  post = build();
});
afterEach(async () => {
  await post.close();
  await store.close();
});

describe('the post', () => {
  it('sends each row once, in the order of its address', async () => {
    for (const key of ['1', '2', '3']) await say(key);
    await post.drain();
    await post.drain();
    expect(keys()).toEqual(['1', '2', '3']);
  });

  it('tries again what may be tried again, and lets nothing of that address overtake it', async () => {
    await say('1');
    await say('2');
    await say('x', 'q');
    answer = (key, times) =>
      key === '1' && times === 1 ? { ok: false, retry: true, after: 5000, reason: 'limit' } : ok(key);
    await post.drain();
    expect(keys()).toEqual(['x']);
    now += 4999;
    await post.drain();
    expect(keys()).toEqual(['x']);
    now += 1;
    await post.drain();
    expect(keys()).toEqual(['x', '1', '2']);
  });

  it('parks what may not be tried again, and goes on with the next', async () => {
    await say('1');
    await say('2');
    answer = (key) => (key === '1' ? { ok: false, retry: false, reason: 'blocked' } : ok(key));
    await post.drain();
    expect(keys()).toEqual(['2']);
    expect((await store.parked()).map(({ key, reason }) => [key, reason])).toEqual([['1', 'blocked']]);
  });

  it('stops after 50 minutes when nobody knows whether it was sent', async () => {
    await say('1');
    answer = () => ({ ok: false, retry: true, after: 60_000, unsure: true, reason: 'timeout' });
    for (let minute = 0; minute <= 50; minute += 1) {
      await post.drain();
      now += 60_000;
    }
    answer = ok;
    await post.drain();
    expect(sent).toEqual([]);
    expect(await store.parked()).toHaveLength(1);
  });

  it('goes on after 50 minutes when each try was refused for certain', async () => {
    await say('1');
    answer = () => ({ ok: false, retry: true, after: 10 * 60_000, reason: 'limit' });
    for (let i = 0; i < 6; i += 1) {
      await post.drain();
      now += 10 * 60_000;
    }
    answer = ok;
    await post.drain();
    expect(keys()).toEqual(['1']);
  });

  it('sends a row again, with the same key, when a crash left its fate unknown', async () => {
    await say('1');
    const [row] = await store.due(['room'], new Date(now).toISOString(), 10);
    await store.claim([row?.id ?? 0], new Date(now).toISOString());
    now += 49 * 60_000;
    await post.drain();
    expect(keys()).toEqual(['1']);
  });

  it('outlives a channel that throws, against the rules', async () => {
    await say('1');
    answer = (key, times) => (times === 1 ? new Error('bug') : ok(key));
    await post.drain();
    expect(sent).toEqual([]);
    now += 60_000;
    await post.drain();
    expect(keys()).toEqual(['1']);
  });

  it('waits while the channel is down', async () => {
    await say('1');
    health = 'down';
    await post.drain();
    expect(sent).toEqual([]);
    health = 'up';
    await post.drain();
    expect(keys()).toEqual(['1']);
  });

  it('continues a long text after the piece that has left', async () => {
    post = build({ bytesPerText: 12 });
    await say('1', 'p', { text: '一二三。四五六。七八九。' });
    answer = (key, times) =>
      key === '1/1' && times === 1 ? { ok: false, retry: true, after: 1, reason: 'limit' } : ok(key);
    await post.drain();
    now += 10;
    await post.drain();
    expect(sent.map(({ key, out }) => [key, out.is === 'text' ? out.text : ''])).toEqual([
      ['1', '一二三。'],
      ['1/1', '四五六。'],
      ['1/2', '七八九。'],
    ]);
  });

  it('keeps the pace of the channel', async () => {
    await post.close();
    const start = performance.now();
    post = createPost({
      store,
      channels: [channel({ messagesPerMinute: 3000 })],
      now: () => new Date(now).toISOString(),
      log: () => {},
    });
    for (let i = 0; i < 20; i += 1) await say(String(i));
    await post.drain();
    expect(keys()).toHaveLength(20);
    // Twenty at one every 20 ms, five of them at once.
    expect(performance.now() - start).toBeGreaterThan(15 * 20 - 25);
  });
});

describe('what a channel is given', () => {
  it('gives a card to a channel that shows cards', () => {
    expect(render({ text: '请看', card }, caps)).toEqual([{ is: 'card', text: '请看', card }]);
  });

  it('gives the same in words, with numbers, to one that does not', () => {
    expect(render({ text: '请看', card, numbered: 3 }, { ...caps, cards: false })).toEqual([
      { is: 'text', text: '请看\n\n【请核对】\n活动：公需科目\n\n回复数字选择：\n3. 确认\n4. 不报了' },
    ]);
  });

  it('cuts at the end of a sentence', () => {
    expect(splitText('甲乙丙丁。戊己庚辛，壬癸。', 24)).toEqual(['甲乙丙丁。', '戊己庚辛，壬癸。']);
  });

  it('never loses a character or exceeds the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 4, max: 60 }), (text, limit) => {
        const pieces = splitText(text, limit);
        for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(limit);
        expect(pieces.join('').replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''));
      }),
    );
    expect(splitText('😀'.repeat(10), 9).every((piece) => /^(😀)+$/u.test(piece))).toBe(true);
  });
});
