import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentOf } from '../../../bots/web/entry/agent.ts';
import { mayCarryCode } from '../../../bots/web/entry/codes.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { DOORS, type HouseConfig } from '../../../src/house/channels.ts';
import { databaseIn } from '../../../src/house/folder.ts';
import { type House, openHouse } from '../../../src/house/open.ts';
import { issueCode, makeCode, showCode } from '../../../src/people/codes.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import type { Member } from '../../../src/types/index.ts';
import { browser, http } from './house.ts';
import { PNG } from './png.ts';

/** A real house with a roster, no demo, and a clock that the test sets. */
let place: string;
let data: string;
let house: House;
let store: Store;
let skew = 0;
const HOUR = 3_600_000;
const now = (): string => new Date(Date.now() + skew).toISOString();
const open = async (more: Partial<HouseConfig> = {}, web: Partial<HouseConfig['web']> = {}): Promise<House> => {
  const config = loadConfig({ XUEFEN_DATA: data, XUEFEN_PORT: '0', XUEFEN_DEMO: 'false' }, place, DOORS);
  return openHouse({ ...config, ...more, web: { ...config.web, ...web } }, { log: () => {}, now });
};
const roster = (id: string, more: Partial<Member> = {}): Member => ({
  id,
  name: `同事${id}`,
  province: 'zhejiang',
  unit: 'u1',
  staffNumber: id.toUpperCase(),
  title: 'mid',
  ...more,
});
const put = (member: Member) => store.commit({ at: now(), writes: [{ is: 'member', member, origin: 'roster' }] });
/** A fresh code of somebody on the roster. */
async function codeOf(member: Member): Promise<string> {
  const until = new Date(Date.parse(now()) + 7 * 24 * HOUR).toISOString();
  const issued = await issueCode(
    { member: member.id, number: member.staffNumber ?? '', by: 'operator' },
    { at: now(), until },
  );
  await store.commit({ at: now(), writes: [{ is: 'code', code: issued.held }] });
  return issued.code;
}
const nurse = roster('n1');
const boss = roster('b1', { manages: ['u1'] });

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'xuefen-sessions-'));
  data = join(place, 'data');
  house = await open({ contact: { name: '科教科', phone: '8000' } });
  store = await openStore(databaseIn(data), now());
  const unit = { id: 'u1', name: '内科', institution: '青溪医院', province: 'zhejiang', demo: false };
  await store.commit({ at: now(), writes: [{ is: 'unit', unit }] });
  await put(nurse);
  await put(boss);
});
afterAll(async () => {
  await store?.close();
  await house?.stop();
  rmSync(place, { recursive: true, force: true });
});

const bind = async (who: Member, one = browser(house.address)) => {
  const code = await codeOf(who);
  const answer = await one.call('POST', '/api/session', { is: 'bind', number: who.staffNumber, code });
  expect(answer.status).toBe(200);
  return one;
};
const introduced = async (name = '过客') => {
  const me = browser(house.address);
  expect((await me.call('POST', '/api/session', { is: 'new', name, province: 'zhejiang' })).status).toBe(200);
  return me;
};
const me = async (one: ReturnType<typeof browser>) => {
  const { status, json } = await one.call('GET', '/api/me');
  return status === 200 ? (json.person?.id ?? 'nobody') : status;
};
const soon = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 400 && !(await holds()); i += 1) await new Promise((resolve) => setTimeout(resolve, 25));
  expect(await holds()).toBe(true);
};

describe('nothing but a sign-in made by us is one', () => {
  it.each([
    ['random, of the right shape', () => randomBytes(32).toString('base64url')],
    ['a hash that the house keeps', async () => (await store.sessions(now()))[0]?.id ?? ''],
    ['an address in the house', async () => (await store.sessions(now()))[0]?.peer.padEnd(43, 'A') ?? ''],
    ['empty', () => ''],
    ['very long', () => 'A'.repeat(6000)],
    ['what earlier programs gave', () => createHash('sha256').update('x').digest('base64url')],
  ])('%s', async (_what, value) => {
    await bind(nurse);
    const cookie = `xuefen=${await value()}`;
    for (const path of ['/api/me', '/api/history', '/api/stream', '/api/sessions', '/api/manager'])
      expect((await http(`${house.address}${path}`, { headers: { cookie } })).status, path).toBe(401);
    const said = await browser(house.address, cookie).say('帮助', 'made-up-cookie');
    expect(said.status).toBe(401);
  });
  it('signing out ends it on the server, not only in the browser', async () => {
    const one = await bind(nurse);
    const { cookie } = one;
    expect((await one.call('DELETE', '/api/session')).status).toBe(204);
    expect(await me(browser(house.address, cookie))).toBe(401);
  });
});

describe('a new id whenever rights change', () => {
  it('coming in again ends the old id', async () => {
    const one = await introduced();
    const planted = one.cookie;
    await bind(nurse, one);
    expect(await me(one)).toBe('n1');
    expect(await me(browser(house.address, planted))).toBe(401);
  });
  it('a code in the chat: the new cookie comes with that very answer, and who planted the old one keeps nothing', async () => {
    const victim = browser(house.address);
    await victim.call('POST', '/api/session', { is: 'guest' });
    const attacker = browser(house.address, victim.cookie);
    const stream = attacker.stream(0, () => false);
    const code = await codeOf(nurse);
    const said = await victim.say(`绑定 ${nurse.staffNumber} ${code}`, 'binding-text');
    expect([said.status, Array.isArray(said.headers['set-cookie'])]).toEqual([200, true]);
    expect((await stream).map(({ event }) => event)).toContain('gone');
    expect(await me(attacker)).toBe(401);
    await soon(async () => {
      const last = (await victim.call('GET', '/api/history')).json.lines.at(-1);
      const confirm = last?.body.card?.actions?.[0];
      if (last?.from === 'bot' && confirm)
        await victim.call('POST', '/api/actions', {
          id: `press-${last.seq}-id`,
          value: confirm.value,
          card: last.body.card.id,
        });
      return (await me(victim)) === 'n1';
    });
    expect(await me(attacker)).toBe(401);
  });
  it('an address that became somebody’s without our having been told: the sign-in ends', async () => {
    const one = await introduced();
    const { peer } = (await one.call('GET', '/api/me')).json;
    await store.commit({ at: now(), writes: [{ is: 'identity', address: { channel: 'web', peer }, member: 'b1' }] });
    expect(await me(one)).toBe(401);
    expect((await one.call('GET', '/api/manager')).status).toBe(401);
  });
  it('duties given or taken by an import: the old id ends, the new one comes with the next answer', async () => {
    const one = await bind(nurse);
    const before = one.cookie;
    await put({ ...nurse, manages: ['u1'] });
    expect(await me(one)).toBe('n1');
    expect(one.cookie).not.toBe(before);
    expect(await me(browser(house.address, before))).toBe(401);
    const managing = one.cookie;
    await put(nurse);
    expect((await one.call('GET', '/api/manager')).status).toBe(403);
    expect(one.cookie).not.toBe(managing);
  });
  it('a text that may carry a code is known in whatever way it is written, and a report is none', () => {
    const wild = fc.constantFrom('', ' ', '-', '－', '·', '　', '\u200b', '_', '.');
    fc.assert(
      fc.property(fc.array(wild, { minLength: 12, maxLength: 12 }), fc.boolean(), fc.boolean(), (gaps, small, wide) => {
        const code = [...makeCode()].map((one, i) => one + (gaps[i] ?? '')).join('');
        const cased = small ? code.toLowerCase() : code;
        const shown = wide ? cased.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)) : cased;
        for (const text of [shown, `绑定 T1 ${shown}`, `我的码是${shown}，工号T1`, `绑定${shown}谢谢`])
          expect(mayCarryCode(text), text).toBe(true);
      }),
    );
    expect(mayCarryCode(showCode(makeCode()))).toBe(true);
    for (const text of [
      '2026年3月5日听了讲座，3小时',
      '2026-03-05 参加国家级项目 6 学分',
      '13800000000',
      '帮助',
      '我还差几分？',
    ])
      expect(mayCarryCode(text), text).toBe(false);
  });
});

describe('the end of a sign-in', () => {
  it.each([
    ['idle', nurse, [31 * 24], 401],
    ['visited in time', nurse, [29 * 24, 29 * 24], 'n1'],
    ['the whole span over, though visited', nurse, [29 * 24, 29 * 24, 29 * 24, 29 * 24], 401],
    ['a manager’s, idle', boss, [73], 401],
    ['a manager’s, visited in time', boss, [70, 70], 'b1'],
    ['a manager’s whole span', boss, [70, 70, 70, 70, 70], 401],
  ])('%s', async (_what, who, steps, expected) => {
    const one = await bind(who);
    try {
      let found: unknown;
      for (const hours of steps) {
        skew += hours * HOUR;
        found = await me(one);
      }
      expect(found).toBe(expected);
    } finally {
      skew = 0;
    }
  });
  it('ends its stream when it is ended from outside', async () => {
    const quick = await openStreaming();
    try {
      const one = browser(quick.address);
      await one.call('POST', '/api/session', { is: 'new', name: '过客' });
      const events = one.stream(0, () => false);
      const { peer } = (await one.call('GET', '/api/me')).json;
      const other = await openStore(databaseIn(join(place, 'quick')), now());
      const [session] = await other.sessions(now(), [peer]);
      await other.commit({ at: now(), writes: [{ is: 'session-end', id: session?.id ?? '', why: 'operator' }] });
      await other.close();
      expect((await events).at(-1)?.event).toBe('gone');
    } finally {
      await quick.stop();
    }
  });
});
/** A house of its own whose streams beat often. */
function openStreaming(): Promise<House> {
  const config = loadConfig(
    { XUEFEN_DATA: join(place, 'quick'), XUEFEN_PORT: '0', XUEFEN_DEMO: 'false' },
    place,
    DOORS,
  );
  const web = { ...config.web, heartbeat: 30 } as HouseConfig['web'];
  return openHouse({ ...config, web }, { log: () => {}, now });
}

describe('the devices of a person', () => {
  it('are listed, ended one by one or all but this, and nobody else’s are', async () => {
    const [phone, desk, ward] = [await bind(nurse), await bind(nurse), await bind(nurse)];
    const other = await bind(boss);
    const { devices } = (await phone.call('GET', '/api/sessions', undefined, { 'user-agent': 'x' })).json;
    expect(devices.filter((one: { current: boolean }) => one.current)).toHaveLength(1);
    expect(devices.length).toBeGreaterThanOrEqual(3);
    const theirs = (await other.call('GET', '/api/sessions')).json.devices[0].id;
    expect((await phone.call('DELETE', `/api/sessions/${theirs}`)).status).toBe(404);
    const deskId = (await desk.call('GET', '/api/sessions')).json.devices.find(
      (one: { current: boolean }) => one.current,
    ).id;
    expect((await phone.call('DELETE', `/api/sessions/${deskId}`)).status).toBe(204);
    expect([await me(desk), await me(ward)]).toEqual([401, 'n1']);
    expect((await phone.call('DELETE', '/api/sessions')).status).toBe(204);
    expect([await me(phone), await me(ward), await me(other)]).toEqual(['n1', 401, 'b1']);
    expect(JSON.stringify(devices)).not.toContain('127.0.0.1');
  });
  it('what was said in a browser that is signed in no more is there in the next', async () => {
    const who = roster('k1');
    await put(who);
    const one = await bind(who);
    await one.say('帮助', 'said-before');
    await soon(async () => (await one.call('GET', '/api/history')).json.lines.length >= 2);
    await one.call('DELETE', '/api/session');
    const two = await bind(who);
    const { lines } = (await two.call('GET', '/api/history')).json;
    expect(lines.map((line: { body: { text?: string } }) => line.body.text)).toContain('帮助');
    expect(await store.identities(who.id)).toHaveLength(1);
  });
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0',
      'Edge · Windows',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0 Safari', '微信 · iPhone'],
    ['Mozilla/5.0 (Linux; Android 14; HarmonyOS) HuaweiBrowser/15 Chrome/114', '华为浏览器 · 鸿蒙'],
    ['curl/8', ''],
    [undefined, ''],
  ])('%s', (header, name) => expect(agentOf(header)).toBe(name));
});

describe('the operator', () => {
  const cli = (...args: string[]) => {
    const run = spawnSync(process.execPath, [join(import.meta.dirname, '../../../src/cli.ts'), 'sessions', ...args], {
      env: { ...process.env, XUEFEN_DATA: data },
      encoding: 'utf8',
    });
    return { status: run.status, out: run.stdout + run.stderr };
  };
  it('lists who is signed in and ends one or all, while the house runs', async () => {
    const who = roster('o1');
    await put(who);
    const [one, two] = [await bind(who), await bind(who)];
    const listed = cli('--staff', 'O1');
    const lines = listed.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ member }) => member)).toEqual(['o1', 'o1']);
    expect(listed.out).not.toContain('127.0.0.1');
    expect(cli('--end', lines[0].id).status).toBe(0);
    expect([await me(one), await me(two)].sort()).toEqual([401, 'o1']);
    expect(cli('--staff', 'O1', '--end-all').out).toContain('1 个');
    expect([await me(one), await me(two)]).toEqual([401, 401]);
    const deeds = (await store.audit('o1')).filter(({ what }) => what === 'session-ended');
    expect(deeds.map(({ by }) => by)).toEqual(['operator', 'operator']);
    for (const wrong of [
      ['--end', 'no-such-id'],
      ['--end', ''],
      ['--staff', 'NOBODY'],
      ['--end', 'x', '--end-all'],
      ['all'],
    ])
      expect(cli(...wrong).status, wrong.join(' ')).toBe(2);
  });
});

describe('introduce: false', () => {
  it('opens to a number with a code, and to nothing else', async () => {
    await house.stop();
    house = await open({ introduce: false, contact: { name: '科教科', phone: '8000' } });
    const one = browser(house.address);
    expect((await one.call('GET', '/api/entrance')).json).toEqual({
      introduce: false,
      // What becomes of one's data is said before anybody comes in.
      notice: expect.stringMatching(/存什么[\s\S]*谁能看[\s\S]*存多久[\s\S]*科教科（8000）/u),
      contact: { name: '科教科', phone: '8000' },
    });
    for (const who of [{ is: 'guest' }, { is: 'new', name: '过客' }, { is: 'member', member: 'n1' }]) {
      const answer = await one.call('POST', '/api/session', who);
      expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
    }
    await bind(nurse, one);
    expect(await me(one)).toBe('n1');
    await house.stop();
    house = await open();
  });
  it('one refusal, whatever is wrong', async () => {
    const code = await codeOf(nurse);
    const tries = [
      { number: 'N1', code: makeCode() },
      { number: 'NOBODY', code: makeCode() },
      { number: 'B1', code },
      { number: 'N1', code: '1' },
    ];
    const answers = [];
    for (const one of tries) {
      const answer = await browser(house.address).call('POST', '/api/session', { is: 'bind', ...one });
      answers.push([answer.status, answer.json.message, answer.headers['set-cookie']]);
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(403);
  });
});

describe('quotas', () => {
  it('nobody’s file is taken of somebody who has not said who they are', async () => {
    const guest = browser(house.address);
    await guest.call('POST', '/api/session', { is: 'guest' });
    expect((await guest.upload('a.png', PNG, 'guest-file')).status).toBe(403);
    expect((await browser(house.address).upload('a.png', PNG, 'no-sign-in')).status).toBe(401);
    expect((await (await introduced()).upload('a.png', PNG, 'self-file-1')).status).toBe(200);
  });
  it('count files, bytes, messages, sign-ins and streams, and a restart forgets none', async () => {
    await house.stop();
    const small = {
      strangerUploads: 2,
      uploadsPerDay: 3,
      strangerPerDay: 4,
      sessionsPerHour: 100,
      streamsPerSession: 2,
    };
    house = await open({}, small);
    const one = await introduced();
    const sent = async (n: number) => (await one.upload('a.png', PNG, `counted-${n}`)).status;
    expect([await sent(1), await sent(2), await sent(3)]).toEqual([200, 200, 429]);
    const said = async (n: number) => (await one.say('帮助', `said-day-${n}`)).status;
    // A file is a message too, a refused one as well until the next start.
    expect([await said(1), await said(2)]).toEqual([200, 429]);
    await house.stop();
    house = await open({}, small);
    const again = browser(house.address, one.cookie);
    expect((await again.upload('a.png', PNG, 'counted-4')).status).toBe(429);
    const known = await bind(nurse);
    const file = async (n: number) => (await known.upload('a.png', PNG, `known-${n}-file`)).status;
    expect([await file(1), await file(2), await file(3), await file(4)]).toEqual([200, 200, 200, 429]);
    const streams = [1, 2, 3].map(() => known.stream(0, () => false));
    expect((await Promise.race(streams)).at(-1)?.event).toBe('gone');
    await house.stop();
    await Promise.all(streams);
    house = await open({}, { ...small, sessionsPerHour: 3 });
    const statuses = [];
    for (let i = 0; i < 4; i += 1)
      statuses.push((await browser(house.address).call('POST', '/api/session', { is: 'guest' })).status);
    expect(statuses).toContain(429);
    const named = { 'x-forwarded-for': '203.0.113.9' };
    expect((await browser(house.address).call('POST', '/api/session', { is: 'guest' }, named)).status).toBe(429);
    await house.stop();
    house = await open();
  });
});
