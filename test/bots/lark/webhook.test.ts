import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLarkChannel, type LarkChannel } from '../../../bots/lark/channel.ts';
import { larkSettings } from '../../../bots/lark/settings.ts';
import { verify } from '../../../bots/lark/verify.ts';
import type { Inbound } from '../../../src/types/message.ts';
import { deliver, encrypt, openLark, pressed, type Simulator, said, signed } from './simulator.ts';

let lark: Simulator;
let channel: LarkChannel;
let webhook: string;
const kept: Inbound[] = [];
const warned: string[] = [];
let receive: (message: Inbound) => Promise<'kept' | 'seen'>;

/** A durable inbox in miniature: unique by id. */
const inbox = async (message: Inbound): Promise<'kept' | 'seen'> => {
  if (kept.some((one) => one.id === message.id)) return 'seen';
  kept.push(message);
  return 'kept';
};

beforeAll(async () => {
  lark = await openLark();
  const log = {
    info: () => {},
    warn: (words: string) => void warned.push(words),
    error: (words: string) => void warned.push(words),
  };
  channel = createLarkChannel(larkSettings.parse({ ...lark.app, domain: lark.url, port: 0, timeout: 500 }), { log });
  await channel.start((message) => receive(message));
  webhook = channel.address() ?? '';
});
afterAll(async () => {
  await channel.stop();
  await lark.close();
});
beforeEach(() => {
  kept.length = 0;
  warned.length = 0;
  receive = inbox;
});

const post = (raw: string | Uint8Array, headers: { [name: string]: string }) =>
  fetch(webhook, { method: 'POST', body: raw, headers });
const hello = () => said(lark, { from: 'ou_wang', text: '你好' });

describe('the address check', () => {
  it('answers the challenge that carries our token, signed or not', async () => {
    const asked = { type: 'url_verification', challenge: 'c-1', token: lark.app.verificationToken };
    const raw = JSON.stringify({ encrypt: encrypt(asked, lark.app.encryptKey) });
    for (const headers of [{ 'content-type': 'application/json' }, signed(raw, lark.app.encryptKey)]) {
      const response = await post(raw, headers);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ challenge: 'c-1' });
    }
  });

  it('refuses a challenge with another token, one under another key, and one in the clear', async () => {
    const asked = (token: string) => ({ type: 'url_verification', challenge: 'c-1', token });
    const bodies = [
      { encrypt: encrypt(asked('wrong'), lark.app.encryptKey) },
      { encrypt: encrypt(asked(lark.app.verificationToken), 'another key') },
      asked(lark.app.verificationToken),
    ];
    for (const body of bodies) {
      const response = await post(JSON.stringify(body), { 'content-type': 'application/json' });
      expect(response.status).toBe(401);
      expect(await response.text()).toBe('{}');
    }
  });
});

describe('an event', () => {
  it('is kept, then acknowledged', async () => {
    let release = () => {};
    const durable = new Promise<void>((resolve) => {
      release = resolve;
    });
    let answered = false;
    receive = async (message) => {
      await durable;
      return inbox(message);
    };
    const going = deliver(lark, webhook, hello()).then((done) => {
      answered = true;
      return done;
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(answered).toBe(false);
    release();
    expect((await going).statuses).toEqual([200]);
    expect(kept.map((one) => one.body)).toEqual([{ is: 'text', text: '你好' }]);
  });

  it('that could not be kept is not acknowledged, and its retry is kept once', async () => {
    let faults = 2;
    receive = async (message) => {
      if (faults-- > 0) throw new Error('database is locked');
      return inbox(message);
    };
    const { statuses } = await deliver(lark, webhook, hello(), { tries: 5 });
    expect(statuses).toEqual([503, 503, 200]);
    expect(kept).toHaveLength(1);
  });

  it('that takes longer than the platform waits is left to be sent again', async () => {
    const event = hello();
    receive = async (message) => {
      await new Promise((resolve) => setTimeout(resolve, 2_800));
      return inbox(message);
    };
    const began = Date.now();
    expect((await deliver(lark, webhook, event)).statuses).toEqual([503]);
    expect(Date.now() - began).toBeLessThan(3_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    receive = async () => {
      throw new Error('nobody asks again for what is kept');
    };
    expect((await deliver(lark, webhook, event)).statuses).toEqual([200]);
    expect(kept).toHaveLength(1);
  });

  it('that comes a hundred times at once is recorded once, with the message id as its identity', async () => {
    const event = hello();
    const all = await Promise.all(Array.from({ length: 100 }, () => deliver(lark, webhook, event)));
    expect(all.every((one) => one.statuses[0] === 200)).toBe(true);
    expect(kept.map((one) => one.id)).toEqual([event.event.message.message_id]);
  });

  it('keeps its identity when the platform gives the same message another event id', async () => {
    const event = hello();
    await deliver(lark, webhook, event);
    await deliver(lark, webhook, { ...event, header: { ...event.header, event_id: 'another' } });
    expect(kept).toHaveLength(1);
  });

  const ago = (seconds: number) => () => ({ seconds: Math.floor(Date.now() / 1000) - seconds });
  it.each([
    ['under another key', () => ({ encryptKey: 'another key' }), 401],
    ['301 s old', ago(305), 401],
    ['from the future', ago(-305), 401],
    ['250 s old', ago(250), 200],
  ])('%s', async (_name, how, status) => {
    // The time is taken now: a slow machine collects its tests long before it runs them.
    expect((await deliver(lark, webhook, hello(), how())).statuses).toEqual([status]);
    expect(kept).toHaveLength(status === 200 ? 1 : 0);
  });

  it('is refused when a byte of its body was changed after it was signed', async () => {
    const raw = JSON.stringify({ encrypt: encrypt(hello(), lark.app.encryptKey) });
    expect((await post(`${raw} `, signed(raw, lark.app.encryptKey))).status).toBe(401);
    expect((await post(raw, signed(raw, lark.app.encryptKey))).status).toBe(200);
    expect(kept).toHaveLength(1);
  });

  it('is verified over the bytes as they came, spaces and all', async () => {
    const raw = ` {\n "encrypt" :  "${encrypt(hello(), lark.app.encryptKey)}" } `;
    expect((await post(raw, signed(raw, lark.app.encryptKey))).status).toBe(200);
    expect(kept).toHaveLength(1);
  });

  it('is refused with the token or the app of somebody else, although signed', async () => {
    const event = hello();
    const others = [
      { ...event, header: { ...event.header, token: 'wrong' } },
      { ...event, header: { ...event.header, app_id: 'cli_other' } },
    ];
    for (const other of others) expect((await deliver(lark, webhook, other)).statuses).toEqual([401]);
    expect(kept).toHaveLength(0);
  });

  it('of a kind that nobody handles is acknowledged and dropped', async () => {
    const event = hello();
    const other = { ...event, header: { ...event.header, event_type: 'im.message.message_read_v1' } };
    expect((await deliver(lark, webhook, other)).statuses).toEqual([200]);
    const old = { uuid: 'x', token: lark.app.verificationToken, type: 'event_callback', event: { type: 'message' } };
    expect((await deliver(lark, webhook, old)).statuses).toEqual([200]);
    expect(kept).toHaveLength(0);
  });

  it('of an unknown form is acknowledged and dropped', async () => {
    const event = hello();
    const odd = { ...event, event: { message: { message_id: '../../x', content: 5 } } };
    expect((await deliver(lark, webhook, odd)).statuses).toEqual([200]);
    expect(kept).toHaveLength(0);
  });
});

describe('what the platform cannot have sent', () => {
  const json = { 'content-type': 'application/json' };
  it('{"encrypt":"AAAA"} is refused, signed or not, and the door stays open', async () => {
    const raw = '{"encrypt":"AAAA"}';
    expect((await post(raw, json)).status).toBe(401);
    expect((await post(raw, signed(raw, lark.app.encryptKey))).status).toBe(400);
    expect((await deliver(lark, webhook, hello())).statuses).toEqual([200]);
  });

  it('an event in the clear is refused, even signed', async () => {
    const raw = JSON.stringify(hello());
    expect((await post(raw, json)).status).toBe(401);
    expect((await post(raw, signed(raw, lark.app.encryptKey))).status).toBe(400);
    expect(kept).toHaveLength(0);
  });

  it('more than 1 MB is refused', async () => {
    const raw = JSON.stringify({ encrypt: 'A'.repeat(2 * 1024 * 1024) });
    const status = await post(raw, signed(raw, lark.app.encryptKey)).then(
      (response) => response.status,
      () => 413,
    );
    expect(status).toBe(413);
  });

  it('other methods, other paths and other types of content', async () => {
    expect((await fetch(webhook)).status).toBe(404);
    expect((await fetch(`${webhook}x`, { method: 'POST', body: '{}', headers: json })).status).toBe(404);
    expect((await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(401);
    expect((await fetch(webhook, { method: 'POST' })).status).toBe(401);
  });

  it('never tells why, and never logs what was in it', async () => {
    const raw = JSON.stringify({ encrypt: encrypt({ secret: '张三的秘密' }, lark.app.encryptKey) });
    const response = await post(raw, signed(raw, lark.app.encryptKey));
    expect(await response.text()).toBe('{}');
    expect(warned.join()).not.toMatch(/张三/);
    expect(warned.join()).not.toContain(lark.app.encryptKey);
  });

  it('a flood of it fills no log', async () => {
    await Promise.all(Array.from({ length: 50 }, () => post('{}', json)));
    expect(warned.length).toBeLessThanOrEqual(1);
  });

  it('no body and no header gets past or throws', () => {
    const secrets = lark.app;
    const now = Date.now();
    const wild = fc.record({
      raw: fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.json().map((text) => Buffer.from(text)),
        fc.base64String({ maxLength: 200 }).map((text) => Buffer.from(JSON.stringify({ encrypt: text }))),
        fc
          .anything()
          .map((value) => Buffer.from(JSON.stringify({ encrypt: value, schema: '2.0', header: value }) ?? '')),
      ),
      headers: fc.dictionary(
        fc.constantFrom('x-lark-request-timestamp', 'x-lark-request-nonce', 'x-lark-signature'),
        fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(String(Math.floor(now / 1000)))),
      ),
    });
    fc.assert(
      fc.property(wild, ({ raw, headers }) => {
        expect(verify(headers, raw, secrets, now).is).toBe('refused');
      }),
      { numRuns: 2_000 },
    );
  });

  it('no signed plaintext, however odd, makes the door do worse than answer', async () => {
    const odd = fc.oneof(
      fc.anything(),
      fc.json().map((text): unknown => JSON.parse(text)),
      fc.record({ schema: fc.constant('2.0'), header: fc.anything(), event: fc.anything() }),
      fc.record({
        schema: fc.constant('2.0'),
        header: fc.record({
          event_id: fc.string(),
          event_type: fc.constantFrom(
            'im.message.receive_v1',
            'card.action.trigger',
            'app_ticket',
            '__proto__',
            'constructor',
          ),
          token: fc.constant(lark.app.verificationToken),
          app_id: fc.constant(lark.app.appId),
        }),
        event: fc.dictionary(
          fc.constantFrom('message', 'sender', 'action', 'operator', 'context', '__proto__', 'encrypt'),
          fc.anything(),
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (value) => {
        const raw = JSON.stringify({ encrypt: encrypt(JSON.stringify(value) ?? 'null', lark.app.encryptKey) });
        const response = await post(raw, signed(raw, lark.app.encryptKey));
        expect([200, 400, 401, 503]).toContain(response.status);
      }),
      { numRuns: 200 },
    );
    expect((await deliver(lark, webhook, hello())).statuses).toEqual([200]);
  });
});

it('a press is answered with a toast, is kept under its event id and carries its card', async () => {
  const press = pressed(lark, 'ou_wang', 'om_1', { action: 'confirm', card: 'card-7' });
  const { statuses, body } = await deliver(lark, webhook, press);
  expect(statuses).toEqual([200]);
  expect(body).toEqual({ toast: { type: 'info', content: '已收到' } });
  expect(kept).toMatchObject([
    {
      id: press.header.event_id,
      address: { peer: 'ou_wang' },
      body: { is: 'action', value: 'confirm', card: 'card-7' },
    },
  ]);
  expect(Math.abs(Date.parse(kept[0]?.at ?? '') - Date.now())).toBeLessThan(10_000);
  // A judgement is acknowledged there and then: it needs no message.
  const rated = await deliver(lark, webhook, pressed(lark, 'ou_wang', 'om_1', { action: 'rate:up', card: 'answer:1' }));
  expect(rated.body).toEqual({ toast: { type: 'info', content: '已记下' } });
  kept.pop();
  expect((await deliver(lark, webhook, pressed(lark, 'ou_wang', 'om_1', { other: 1 }))).statuses).toEqual([200]);
  expect(kept).toHaveLength(1);
});

it('a closed door asks to be tried again, and main may mount the webhook in a server of its own', async () => {
  const app = Fastify();
  const mounted = createLarkChannel(larkSettings.parse({ ...lark.app, domain: lark.url, port: null }));
  app.post('/other', async (request) => request.body);
  await app.register(mounted.webhook);
  const raw = JSON.stringify({ encrypt: encrypt(hello(), lark.app.encryptKey) });
  const send = () =>
    app.inject({ method: 'POST', url: '/lark/events', payload: raw, headers: signed(raw, lark.app.encryptKey) });
  expect((await send()).statusCode).toBe(503);
  await mounted.start(inbox);
  expect(mounted.address()).toBeUndefined();
  expect((await send()).statusCode).toBe(200);
  expect((await app.inject({ method: 'POST', url: '/other', payload: { a: 1 } })).json()).toEqual({ a: 1 });
  await mounted.stop();
  expect((await send()).statusCode).toBe(503);
  await app.close();
});

it('a random body of any size up to the limit is refused', async () => {
  for (const size of [0, 1, 15, 16, 31, 32, 33, 1000, 500_000]) {
    const raw = randomBytes(size);
    expect((await post(raw, signed(raw, lark.app.encryptKey))).status).toBe(400);
  }
});
