import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { log } from 'wechaty-puppet';
import { PuppetServer } from 'wechaty-puppet-service';
import { loadConfig } from '../../src/config/config.ts';
import { DOORS, type HouseConfig } from '../../src/house/channels.ts';
import { type House, openHouse } from '../../src/house/open.ts';
import { openStore } from '../../src/store/index.ts';
import type { ChatLine } from '../../src/types/index.ts';
import { deliver, openLark, pressed, type Simulator, said } from './lark/simulator.ts';
import { openWorld, until, type World } from './wechat/world.ts';

/**
 * The whole house, opened by its configuration alone, with one person at three doors: the page over HTTP, Lark over
 * its wire, and WeChat through a real puppet service on loopback.
 */
log.level('silent');
let folder: string;
let house: House;
let lark: Simulator;
let webhook: string;
let world: World;
let gateway: PuppetServer;
let config: HouseConfig;
const logged: string[] = [];
const note = (what: string, error?: unknown): void => {
  logged.push(`${what} ${error instanceof Error ? error.stack : (error ?? '')}`);
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** What the bot said, as a person sees it: its words, and the buttons of its card with how to press them. */
interface Said {
  readonly text: string;
  readonly buttons: readonly { readonly label: string; readonly press: () => Promise<readonly Said[]> }[];
}
interface Chat {
  say(text: string): Promise<readonly Said[]>;
}

/** Waits until the bot has said something more, and no more comes. */
async function more<T>(all: () => Promise<readonly T[]> | readonly T[], before: number): Promise<readonly T[]> {
  const count = async () => (await all()).length;
  for (const began = Date.now(); (await count()) <= before; ) {
    if (Date.now() - began > 10_000) throw new Error(`no reply; the log says: ${logged.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  for (let seen = -1; seen !== (await count()); ) {
    seen = await count();
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  return (await all()).slice(before);
}

/** A browser that signs in as a person of the demo roster. */
async function openPage(who: string): Promise<Chat> {
  let cookie = '';
  const call = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${house.address}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { ...(cookie ? { cookie } : {}), 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return response.json();
  };
  await call('/session', { is: 'member', member: who });
  const lines = async (): Promise<readonly ChatLine[]> => {
    const { lines: all } = (await call('/history?limit=200')) as { lines: ChatLine[] };
    return all.filter((line) => line.from === 'bot');
  };
  const heard = async (act: () => Promise<unknown>): Promise<readonly Said[]> => {
    const before = (await lines()).length;
    await act();
    return (await more(lines, before)).map(({ body }) => ({
      text: body.is === 'text' || body.is === 'card' ? body.text : '',
      buttons:
        body.is === 'card'
          ? body.card.actions.map(({ label, value }) => ({
              label,
              press: () => heard(() => call('/actions', { id: randomUUID(), value, card: body.card.id })),
            }))
          : [],
    }));
  };
  return { say: (text) => heard(() => call('/messages', { id: randomUUID(), text })) };
}

function openLarkChat(from: string): Chat {
  const mine = () => lark.sent.filter((one) => one.to === from);
  const heard = async (event: object): Promise<readonly Said[]> => {
    const before = mine().length;
    expect((await deliver(lark, webhook, event)).statuses).toEqual([200]);
    return (await more(mine, before)).map((message) => {
      if (message.kind === 'text') return { text: (JSON.parse(message.content) as { text: string }).text, buttons: [] };
      const words = lark.card(message.id).body.elements.flatMap((one) => (one.tag === 'div' ? [one.text.content] : []));
      return {
        text: words.join('\n'),
        buttons: lark.buttons(message.id).map((button) => ({
          label: button.text.content,
          press: () => heard(pressed(lark, from, message.id, button.behaviors[0]?.value ?? {})),
        })),
      };
    });
  };
  return { say: (text) => heard(said(lark, { from, text })) };
}

function openWechatChat(from: string): Chat {
  const mine = () => world.heard.filter(([to]) => to === from);
  return {
    say: async (text) => {
      const before = mine().length;
      world.life().say(from, text);
      return (await more(mine, before)).map(([, words]) => ({ text: words, buttons: [] }));
    },
  };
}

const all = (heard: readonly Said[]): string => heard.map((one) => one.text).join('\n');
/** The number and the code that are to be said in the other chat. */
const codeIn = (heard: readonly Said[]): string =>
  /^绑定 (\S+ \S+)$/m.exec(all(heard))?.[1] ?? `no code in: ${all(heard)}`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-doors-'));
  lark = await openLark();
  world = openWorld();
  const [larkPort, gatewayPort] = [await freePort(), await freePort()];
  const token = `insecure_${randomUUID()}`;
  gateway = new PuppetServer({ endpoint: `127.0.0.1:${gatewayPort}`, token, puppet: world.build() as never });
  await gateway.start();
  config = loadConfig(
    {
      XUEFEN_DATA: join(folder, 'data'),
      XUEFEN_PORT: '0',
      XUEFEN_DEMO: 'true',
      XUEFEN_URL: 'https://xuefen.example.cn',
      XUEFEN_LARK_APP_ID: lark.app.appId,
      XUEFEN_LARK_APP_SECRET: lark.app.appSecret,
      XUEFEN_LARK_ENCRYPT_KEY: lark.app.encryptKey,
      XUEFEN_LARK_VERIFICATION_TOKEN: lark.app.verificationToken,
      XUEFEN_LARK_DOMAIN: lark.url,
      XUEFEN_LARK_PORT: String(larkPort),
      XUEFEN_WECHAT_TOKEN: token,
      XUEFEN_WECHAT_ENDPOINT: `127.0.0.1:${gatewayPort}`,
      XUEFEN_WECHAT_FOLDER: join(folder, 'wechat'),
    },
    folder,
    DOORS,
  );
  house = await openHouse(config, { log: note });
  webhook = `http://127.0.0.1:${larkPort}/lark/events`;
  await until(() => world.life().puppet.isLoggedIn);
}, 60_000);
afterAll(async () => {
  await house?.stop();
  await gateway?.stop().catch(() => {});
  await lark?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('one person at three doors', () => {
  let page: Chat;
  let larkChat: Chat;
  let wechat: Chat;
  let who = '';

  beforeAll(async () => {
    const entrance = (await (await fetch(`${house.address}/api/entrance`)).json()) as {
      roster: { id: string; province?: string; name: string }[];
    };
    who = entrance.roster.filter((one) => one.province === 'zhejiang').at(-1)?.id ?? '';
    page = await openPage(who);
    larkChat = openLarkChat('ou_wang');
    wechat = openWechatChat('wang');
  });

  it('a code from the page binds Lark and WeChat to the same person', async () => {
    await larkChat.say('你好');
    expect(all(await larkChat.say(`绑定 ${codeIn(await page.say('绑定'))}`))).toMatch(/绑定/);
    expect(all(await wechat.say(`绑定 ${codeIn(await larkChat.say('绑定'))}`))).toMatch(/绑定/);
    const store = await openStore(join(folder, 'data', 'xuefen.db'), new Date().toISOString());
    const identities = await store.identities(who);
    await store.close();
    expect(identities.map((one) => one.address.channel).sort()).toEqual(['lark', 'web', 'wechat']);
  });

  it('a code is good for once', async () => {
    const code = codeIn(await page.say('绑定'));
    await larkChat.say(`绑定 ${code}`);
    const stranger = openLarkChat('ou_stranger');
    expect(all(await stranger.say(`绑定 ${code}`))).not.toBe('');
    const store = await openStore(join(folder, 'data', 'xuefen.db'), new Date().toISOString());
    const identities = await store.identities(who);
    await store.close();
    expect(identities.map((one) => one.address.peer)).not.toContain('ou_stranger');
  });

  it('the same question walks the same way through every door', async () => {
    for (const question of ['我还差几分？', '公需科目要多少学分？']) {
      const [first, second, third] = [
        await page.say(question),
        await larkChat.say(question),
        await wechat.say(question),
      ];
      expect(all(second), question).toBe(all(first));
      const words = all(third).replace(/^https:\S+\n/gmu, '');
      expect(words.startsWith(all(first)), `${words}\n≠\n${all(first)}`).toBe(true);
      expect(all(first).length).toBeGreaterThan(5);
    }
  });

  it('an answer leads to its place and can be judged at every door', async () => {
    const place = /https:\/\/xuefen\.example\.cn\/documents\/zhejiang-2025-faq#c\d+/;
    const store = await openStore(join(folder, 'data', 'xuefen.db'), new Date().toISOString());
    const votes = () => store.votes('2026-01-01T00:00:00Z');
    try {
      const [onLark] = await larkChat.say('内部培训一年最多几分？');
      expect(lark.sent.filter(({ to }) => to === 'ou_wang').at(-1)?.content).toMatch(place);
      const [, down] = onLark?.buttons ?? [];
      expect(down?.label).toBe('👎 没用');
      expect(all((await down?.press()) ?? [])).toContain('记下了');
      expect(await votes()).toMatchObject({ down: 1, other: 0 });

      const onWechat = all(await wechat.say('内部培训一年最多几分？'));
      expect(onWechat).toMatch(place);
      expect(onWechat.split('\n').at(-1)).toContain('回“没用”');
      expect(all(await wechat.say('没用'))).toContain('记下了');
      expect(all(await wechat.say('不是我要问的'))).toMatch(/^1\. .+[\s\S]+都不是$/m);
      expect(await votes()).toMatchObject({ down: 1, other: 1 });
    } finally {
      await store.close();
    }
    // The address that the links carry is one under which the pages are served.
    const { hostname, port } = new URL(house.address);
    const status = await new Promise<number>((done, fail) =>
      request({ hostname, port, path: '/documents', headers: { host: 'xuefen.example.cn' } }, (answer) => {
        answer.resume();
        done(answer.statusCode ?? 0);
      })
        .on('error', fail)
        .end(),
    );
    expect(status).toBe(200);
  });

  it('a report begun in Lark is shown again and confirmed by a number in WeChat, and recorded once', async () => {
    const store = await openStore(join(folder, 'data', 'xuefen.db'), new Date().toISOString());
    try {
      const before = (await store.ledger(who)).length;
      let heard = await larkChat.say('昨天参加了省级继教项目的现场培训，6学时，考核合格');
      for (let n = 0; n < 6 && !heard.some((one) => one.buttons.some((button) => button.label.includes('确认'))); n++) {
        heard = await larkChat.say(n % 2 === 0 ? '学员' : '是');
      }
      const old = heard.flatMap((one) => one.buttons).find((button) => button.label.includes('确认'));
      expect(old, all(heard)).toBeDefined();
      expect((await store.ledger(who)).length).toBe(before);

      const again = all(await wechat.say('不是6学时，是3学时'));
      expect(again).toMatch(/3/);
      expect(again).toMatch(/^1\. 确认/m);
      const done = all(await wechat.say('1'));
      const ledger = await store.ledger(who);
      expect(ledger.length, done).toBe(before + 1);
      expect(ledger.at(-1)?.activity).toMatchObject({ type: 'cme-project', hours: 3 });

      await old?.press();
      expect((await store.ledger(who)).length).toBe(before + 1);
      expect(all(await page.say('明细'))).not.toBe('');
    } finally {
      await store.close();
    }
  });

  it('what is said to a group is answered there only as far as it is nobody’s business', async () => {
    const before = lark.sent.length;
    const mentions = [{ key: '@_user_1', openId: lark.self, name: '学分助手' }];
    const asked = said(lark, { from: 'ou_wang', text: '@_user_1 我还差几分？', room: 'oc_ward', mentions });
    expect((await deliver(lark, webhook, asked)).statuses).toEqual([200]);
    const heard = await more(() => lark.sent, before);
    const inRoom = heard.filter((one) => one.to === 'oc_ward').map((one) => one.content);
    const alone = heard.filter((one) => one.to === 'ou_wang').map((one) => one.content);
    // Nothing of it, or a word that the answer is elsewhere: never a figure.
    expect(inRoom.join()).not.toMatch(/\d\s*学?分/);
    expect(alone.join()).toMatch(/\d\s*学?分/);
  });

  it('a message delivered a hundred times at once, and again after a restart, is answered once', async () => {
    const before = lark.sent.length;
    const event = said(lark, { from: 'ou_wang', text: '帮助' });
    const deliveries = await Promise.all(Array.from({ length: 100 }, () => deliver(lark, webhook, event)));
    expect(deliveries.every((one) => one.statuses[0] === 200)).toBe(true);
    const answers = (await more(() => lark.sent, before)).length;
    await house.stop();
    house = await openHouse(config, { log: note });
    expect((await deliver(lark, webhook, event)).statuses).toEqual([200]);
    const next = await openLarkChat('ou_wang').say('帮助');
    expect(next).toHaveLength(answers);
    expect(lark.sent.length - before).toBe(2 * answers);
  });

  it('nothing that was said is in the log', () => {
    expect(logged.join('\n')).not.toMatch(/学时|我还差几分|绑定 \w/);
  });
});
