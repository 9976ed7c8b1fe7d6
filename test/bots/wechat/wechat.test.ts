import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { log } from 'wechaty-puppet';
import { PuppetServer } from 'wechaty-puppet-service';
import { createWechatChannel, type WechatDeps } from '../../../bots/wechat/channel.ts';
import { withoutNames } from '../../../bots/wechat/events.ts';
import { wechatSettings } from '../../../bots/wechat/settings.ts';
import type { Channel } from '../../../src/types/channel.ts';
import type { Address, Inbound } from '../../../src/types/message.ts';
import { GROUP, openWorld, until, type World } from './world.ts';

log.level('silent');
let folder: string;
let world: World;
let channel: Channel | undefined;
let kept: Inbound[];
let logged: string[];
let receive: (message: Inbound) => Promise<'kept' | 'seen'>;
const wang: Address = { channel: 'wechat', peer: 'wang' };

const open = async (more: object = {}, deps: WechatDeps = {}): Promise<Channel> => {
  const write = (words: string) => void logged.push(words);
  const times = { silence: 3_000, doubt: 1_500, first: 50, last: 200, stop: 1_000, ...deps.times };
  channel = createWechatChannel(wechatSettings.parse({ folder, ...more }), {
    log: { info: write, warn: write, error: write },
    puppet: world.build,
    ...deps,
    times,
  });
  await channel.start((message) => receive(message));
  return channel;
};
const opened = async (): Promise<Channel> => {
  const door = await open();
  await until(() => door.health() === 'up');
  return door;
};
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
const quiet = () => new Promise((resolve) => setTimeout(resolve, 150));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-wechat-'));
  world = openWorld();
  kept = [];
  logged = [];
  receive = async (message) => {
    if (kept.some((one) => one.id === message.id)) return 'seen';
    kept.push(message);
    return 'kept';
  };
});
afterEach(async () => {
  await channel?.stop();
  channel = undefined;
  rmSync(folder, { recursive: true, force: true });
});

describe('in', () => {
  it('a text of a contact, kept once however often the gateway brings it', async () => {
    await opened();
    world.life().say('wang', '我还差几分？');
    await until(() => kept.length === 1);
    world.life().again();
    await quiet();
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({
      channel: 'wechat',
      address: wang,
      senderName: '王小花',
      mentioned: true,
      body: { is: 'text', text: '我还差几分？' },
    });
    expect(kept[0]?.address.room).toBeUndefined();
    expect(kept[0]?.id).toMatch(/./);
  });

  it('of a group only what mentions the bot, without the mention', async () => {
    await opened();
    world.life().sayInGroup('wang', '今天谁值班');
    world.life().sayInGroup('wang', '@李小草\u2005今天谁值班', ['li']);
    world.life().sayInGroup('wang', '@学分助手\u2005我还差几分', ['bot']);
    await until(() => kept.length > 0);
    await quiet();
    expect(kept.map((one) => [one.address, one.body])).toEqual([
      [
        { channel: 'wechat', peer: 'wang', room: GROUP },
        { is: 'text', text: '我还差几分' },
      ],
    ]);
    expect(logged.join()).not.toMatch(/值班/);
  });

  it('neither its own messages nor those from long before its start', async () => {
    await open({}, { now: () => Date.now() + 3_600_000 });
    await until(() => channel?.health() === 'up');
    world.life().say('wang', '一小时前的话');
    await quiet();
    expect(kept).toEqual([]);
    await channel?.stop();
    await opened();
    await channel?.send(wang, { is: 'text', text: '您好' }, { key: 'k' });
    await quiet();
    expect(kept).toEqual([]);
  });

  it('a file with its name, whose bytes come when they are asked for', async () => {
    await opened();
    world.life().file('wang', '证书.png', Buffer.from('picture'));
    await until(() => kept.length === 1);
    const body = kept[0]?.body;
    expect(body).toMatchObject({ is: 'file', mime: 'image/jpeg' });
    expect(body?.is === 'file' && Buffer.from(await body.bytes()).toString()).toBe('picture');
  });

  it('other kinds by their names', async () => {
    await opened();
    world.life().file('wang', 'a.mp4', Buffer.from('film'));
    await until(() => kept.length === 1);
    expect(kept[0]?.body).toEqual({ is: 'unsupported', what: '视频' });
  });

  it('in the order in which it was said, also when keeping is slow', async () => {
    await opened();
    const keep = receive;
    let slow = 60;
    receive = async (message) => {
      await new Promise((resolve) => setTimeout(resolve, slow));
      slow -= 20;
      return keep(message);
    };
    for (const text of ['一', '二', '三']) world.life().say('wang', text);
    await until(() => kept.length === 3);
    expect(kept.map((one) => one.body)).toMatchObject([{ text: '一' }, { text: '二' }, { text: '三' }]);
  });

  it('offered again when it could not be kept: WeChat sends nothing twice', async () => {
    await opened();
    const keep = receive;
    let faults = 2;
    receive = async (message) => {
      if (faults-- > 0) throw new Error('database is locked');
      return keep(message);
    };
    world.life().say('wang', '你好');
    await until(() => kept.length === 1);
  });

  it('also what overtakes the news of the login', async () => {
    world = openWorld({ login: false });
    await open();
    await until(() => world.lives.length === 1 && channel?.health() === 'down', 3_000);
    world.life().sayInGroup('wang', '@学分助手\u2005你好', ['bot']);
    await quiet();
    expect(kept).toEqual([]);
    world.life().login();
    await until(() => kept.length === 1);
    expect(kept[0]?.body).toEqual({ is: 'text', text: '你好' });
  });

  it('names are cut out whole', () => {
    expect(withoutNames('@小助手 你好 @小助手\u2005', ['小助', '小助手'])).toBe('你好');
    expect(withoutNames('@小助手2号 你好', ['小助手'])).toBe('@小助手2号 你好');
    expect(withoutNames('a@b.cn', [''])).toBe('a@b.cn');
    expect(withoutNames('@a.b(c) 你好', ['a.b(c)'])).toBe('你好');
  });
});

describe('out', () => {
  it('texts and files to a contact, a text with a mention to a group', async () => {
    const door = await opened();
    expect(await door.send(wang, { is: 'text', text: '您还差 3 分。' }, { key: 'k1' })).toMatchObject({ ok: true });
    const group = { ...wang, room: GROUP };
    expect(await door.send(group, { is: 'text', text: '请私聊。' }, { key: 'k2', mention: 'wang' })).toMatchObject({
      ok: true,
    });
    const file = { is: 'file', name: '学分.csv', mime: 'text/csv', bytes: async () => Buffer.from('a') } as const;
    expect(await door.send(wang, file, { key: 'k3' })).toMatchObject({ ok: true });
    expect(world.heard[0]).toEqual(['wang', '您还差 3 分。']);
    expect(world.heard[1]?.[1]).toMatch(/^@王小花\s请私聊。$/u);
    expect(world.heard[2]).toEqual(['wang', '[文件]']);
  });

  it('a card as its words: the door says that it has no cards', async () => {
    const door = await opened();
    expect(door.caps).toMatchObject({ cards: false, updatableCards: false });
    const card = { title: '确认', facts: [], actions: [{ value: 'confirm', label: '确认' }] };
    await door.send(wang, { is: 'card', text: '请确认。回复 1 确认。', card }, { key: 'k' });
    expect(world.heard).toEqual([['wang', '请确认。回复 1 确认。']]);
  });

  it('a stranger is not tried again; nothing goes out before the login', async () => {
    const door = await opened();
    const stranger = { channel: 'wechat', peer: 'nobody' };
    expect(await door.send(stranger, { is: 'text', text: '您好' }, { key: 'k' })).toMatchObject({
      ok: false,
      retry: false,
    });
    await door.stop();
    world = openWorld({ login: false });
    const waiting = await open();
    await until(() => world.lives.length === 1);
    await until(() => waiting.health() === 'down', 3_000);
    expect(await waiting.send(wang, { is: 'text', text: '您好' }, { key: 'k' })).toMatchObject({
      ok: false,
      retry: true,
    });
    world.life().puppet.emit('scan', { qrcode: 'https://example.org/login', status: 2 });
    await until(() => logged.some((words) => words.includes('https://example.org/login')));
  });
});

describe('the supervisor', () => {
  it('builds a new Wechaty when the puppet falls silent, and the conversation goes on', async () => {
    const door = await opened();
    const dead = world.life().puppet;
    dead.ding = () => {};
    await until(() => world.lives.length === 2 && door.health() === 'up', 15_000);
    expect(logged.join('\n')).toMatch(/given up \(no sign of life\)/);
    world.life().say('wang', '还在吗');
    await until(() => kept.length === 1);
    expect(await door.send(wang, { is: 'text', text: '在的' }, { key: 'k' })).toMatchObject({ ok: true });
    expect(world.heard).toEqual([['wang', '在的']]);
  });

  it('builds a new one at once when the puppet breaks', async () => {
    const door = await opened();
    const broken = world.life().puppet;
    broken.ding = () => {
      throw new Error('the socket is closed');
    };
    const began = Date.now();
    broken.emit('error', { data: 'the socket is closed' });
    await until(() => world.lives.length === 2 && door.health() === 'up');
    expect(Date.now() - began).toBeLessThan(2_500);
  });

  it('leaves a puppet alone that complains but lives', async () => {
    const door = await opened();
    world.life().puppet.emit('error', { data: 'a contact was not found' });
    await until(() => door.health() === 'connecting');
    await until(() => door.health() === 'up');
    expect(world.lives).toHaveLength(1);
  });

  it('tries on, ever more slowly, when puppets do not start', async () => {
    let faults = 3;
    const times: number[] = [];
    const door = await open(
      {},
      {
        random: () => 1,
        puppet: () => {
          times.push(Date.now());
          if (faults-- > 0) throw new Error('the gateway is down');
          return world.build();
        },
      },
    );
    await until(() => door.health() === 'up');
    const pauses = times.slice(1).map((at, n) => at - (times[n] ?? 0));
    expect(pauses).toHaveLength(3);
    expect(pauses[1]).toBeGreaterThan((pauses[0] ?? 0) + 30);
    expect(pauses[2]).toBeGreaterThan((pauses[1] ?? 0) + 60);
  });

  it('stops within its deadline although the puppet never does', async () => {
    const door = await opened();
    world.life().puppet.stop = () => new Promise(() => {});
    const began = Date.now();
    await door.stop();
    expect(Date.now() - began).toBeLessThan(2_500);
    expect(door.health()).toBe('down');
    await quiet();
    expect(world.lives).toHaveLength(1);
  });
});

describe('a puppet service on loopback', () => {
  const token = 'insecure_7c0c5f53-0000-4000-8000-000000000000';
  const serve = async (port: number) => {
    const server = new PuppetServer({ endpoint: `127.0.0.1:${port}`, token, puppet: world.build() as never });
    await server.start();
    return server;
  };

  it('speaks through the gateway, survives its death, and keeps contacts in the data folder', async () => {
    const port = await freePort();
    const home = homedir();
    let server = await serve(port);
    const settings = { token, endpoint: `127.0.0.1:${port}` };
    const plain = createWechatChannel(wechatSettings.parse({ folder, ...settings }), {
      log: { info: (w) => void logged.push(w), warn: (w) => void logged.push(w), error: (w) => void logged.push(w) },
      times: { silence: 3_000, doubt: 1_500, first: 50, last: 500, stop: 1_000 },
    });
    channel = plain;
    await plain.start((message) => receive(message));
    await until(() => plain.health() === 'up', 15_000);
    world.life().say('wang', '你好');
    await until(() => kept.length === 1);
    world.life().file('wang', '证书.png', Buffer.from('picture'));
    await until(() => kept.length === 2);
    const body = kept[1]?.body;
    expect(body?.is === 'file' && Buffer.from(await body.bytes()).toString()).toBe('picture');
    expect(await plain.send(wang, { is: 'text', text: '您好' }, { key: 'k' })).toMatchObject({ ok: true });
    expect(world.heard).toEqual([['wang', '您好']]);
    expect(readdirSync(folder)).toContain('.wechaty');
    expect(homedir()).toBe(home);

    await server.stop();
    await until(() => plain.health() !== 'up', 15_000);
    expect(await plain.send(wang, { is: 'text', text: '在吗' }, { key: 'k2' })).toMatchObject({
      ok: false,
      retry: true,
    });
    server = await serve(port);
    await until(() => plain.health() === 'up', 20_000);
    world.life().say('wang', '又来了');
    await until(() => kept.length === 3, 20_000);
    await until(() => plain.health() === 'up', 20_000);
    expect(await plain.send(wang, { is: 'text', text: '在的' }, { key: 'k2' })).toMatchObject({ ok: true });
    await plain.stop();
    await server.stop().catch(() => {});
    expect(logged.join('\n')).not.toContain(token);
  }, 60_000);

  it('is not begun without a token', async () => {
    const door = createWechatChannel(wechatSettings.parse({ folder }));
    await expect(door.start(receive)).rejects.toThrow(/CHANNEL_CONFIG wechat needs the token/);
    expect(door.health()).toBe('down');
  });
});
