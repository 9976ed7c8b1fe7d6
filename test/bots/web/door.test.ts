import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser, http, openTestHouse, type TestHouse } from './house.ts';
import { PNG } from './png.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse({ uploadBytes: 64 * 1024 });
});
afterAll(async () => {
  await house?.stop();
  expect(house?.faults).toEqual([]);
});

const nobody = (): boolean => false;
const anyone = (): boolean => true;
/** Whatever has been said so far, with at least one answer of ours after `text`. */
const answered = (lines: readonly { from: string; body: { text?: string } }[], text: string): boolean => {
  const at = lines.findIndex((line) => line.body.text === text);
  return at >= 0 && lines.slice(at + 1).some((line) => line.from === 'bot');
};

describe('the door is shut to strangers', () => {
  it('another host name (DNS rebinding)', async () => {
    const answer = await http(`${house.address}/`, { headers: { host: 'evil.example' } });
    expect(answer.status).toBe(421);
    expect(answer.json.message).toMatch(/网址/);
    expect((await http(`${house.address}/`, { headers: { host: 'localhost:1' } })).status).not.toBe(421);
  });
  it.each([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('a page of another site: %o', async (headers) => {
    const me = browser(house.address);
    await me.enterAs(anyone);
    const said = await me.call('POST', '/api/messages', { id: 'foreign-1', text: '你好' }, headers as never);
    expect(said.status).toBe(403);
    expect((await me.call('DELETE', '/api/session', undefined, headers as never)).status).toBe(403);
    expect((await me.call('GET', '/api/history')).json.lines).toEqual([]);
  });
  it.each(['/api/me', '/api/history', '/api/stream', '/api/manager', '/api/files/abcdefgh'])(
    '%s without a sign-in',
    async (path) => {
      const answer = await http(`${house.address}${path}`);
      expect([answer.status, answer.json.message]).toEqual([401, expect.stringContaining('身份')]);
    },
  );
  it('a cookie of their own making', async () => {
    const answer = await http(`${house.address}/api/me`, { headers: { cookie: 'xuefen=peer-1' } });
    expect(answer.status).toBe(401);
  });
});

describe('the page', () => {
  it('forbids every script and style that is not ours, with a fresh nonce each time', async () => {
    const [one, two] = await Promise.all([http(`${house.address}/`), http(`${house.address}/manager`)]);
    const nonces = [one, two].map((answer) => {
      const csp = String(answer.headers['content-security-policy']);
      expect(csp).toMatch(/script-src 'self';/);
      expect(csp).toMatch(/frame-ancestors 'none'/);
      const nonce = /style-src 'self' 'nonce-([\w-]{22})'/.exec(csp)?.[1];
      expect(answer.text).toContain(`content="${nonce}"`);
      expect(answer.text).not.toMatch(/<script(?![^>]*src="\/assets\/)/);
      expect(answer.text).not.toMatch(/https?:\/\//);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      return nonce;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
  });
  it('says so kindly where there is nothing', async () => {
    expect((await http(`${house.address}/nothing`)).text).toContain('没有找到');
    expect((await http(`${house.address}/api/nothing`)).json.message).toMatch(/没有找到/);
    expect((await http(`${house.address}/assets/..%2f..%2f..%2fpackage.json`)).text).not.toContain('xuefen');
  });
  it('is healthy', async () => {
    expect((await http(`${house.address}/health`)).json).toMatchObject({ ok: true, channels: { web: 'up' } });
  });
});

describe('signing in', () => {
  it('gives a long random cookie that scripts and other sites cannot use', async () => {
    const me = browser(house.address);
    const { roster } = (await me.call('GET', '/api/entrance')).json;
    const answer = await me.call('POST', '/api/session', { is: 'member', member: roster[0].id });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^xuefen=[\w-]{43};/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(answer.json.person).toMatchObject({ name: roster[0].name, demo: true });
    // Who holds the peer cannot sign in with it.
    expect(me.cookie).not.toContain(answer.json.peer);
  });
  it('refuses somebody who is not on the list, and gives no cookie', async () => {
    const answer = await browser(house.address).call('POST', '/api/session', { is: 'member', member: 'nobody' });
    expect(answer.status).toBe(404);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
  it('takes an introduction, and a guest who says nothing', async () => {
    const me = browser(house.address);
    const answer = await me.call('POST', '/api/session', { is: 'new', name: '唐小雨', province: 'zhejiang' });
    expect(answer.json.person).toMatchObject({ name: '唐小雨', demo: false, isManager: false });
    const unknown = await me.call('POST', '/api/session', { is: 'new', name: '唐小雨', province: 'atlantis' });
    expect([unknown.status, unknown.json.message]).toEqual([400, expect.stringContaining('省份')]);
    const guest = browser(house.address);
    expect((await guest.call('POST', '/api/session', { is: 'guest' })).json.person).toBeUndefined();
    expect((await guest.say('你好', 'guest-message')).json.kept).toBe('kept');
  });
  it('a page that was opened as somebody else is told so, and says nothing in the wrong name', async () => {
    const me = browser(house.address);
    const first = await me.enterAs(anyone);
    await me.enterAs((person) => person.name !== first.name);
    const answer = await me.call('POST', '/api/messages', { id: 'wrong-name', text: '你好' }, { 'x-peer': first.peer });
    expect([answer.status, answer.json.message]).toEqual([409, expect.stringContaining('另一个人')]);
  });
  it('signing out ends the open page and forgets the browser', async () => {
    const me = browser(house.address);
    await me.enterAs(anyone);
    const open = me.stream(0, nobody);
    await new Promise((soon) => setTimeout(soon, 100));
    expect((await me.call('DELETE', '/api/session')).status).toBe(204);
    expect((await open).map(({ event }) => event)).toEqual(['ready', 'gone']);
    expect((await me.call('GET', '/api/me')).status).toBe(401);
  });
});

describe('messages', () => {
  it('are kept once, however often they are sent', async () => {
    const me = browser(house.address);
    await me.enterAs(anyone);
    const [one, two] = await Promise.all([me.say('帮助', 'retry-001'), me.say('帮助', 'retry-001')]);
    const three = await me.say('帮助', 'retry-001');
    expect([one.json.kept, two.json.kept].sort()).toEqual(['kept', 'seen']);
    expect(three.json).toEqual({ kept: 'seen', key: one.json.key });
    const { lines } = (await me.call('GET', '/api/history')).json;
    expect(lines.filter((line: { from: string }) => line.from === 'me')).toHaveLength(1);
  });
  it('the same id of two people is two messages', async () => {
    const [a, b] = [browser(house.address), browser(house.address)];
    await a.enterAs(anyone);
    await b.enterAs(anyone);
    expect((await a.say('帮助', 'same-id-1')).json.kept).toBe('kept');
    expect((await b.say('帮助', 'same-id-1')).json.kept).toBe('kept');
  });
  it('arrive over the stream, and a page that returns gets exactly what it missed', async () => {
    const me = browser(house.address);
    await me.enterAs(anyone);
    const first = me.stream(0, (events) =>
      answered(
        events.filter((e) => e.event === 'line').map((e) => e.data),
        '帮助',
      ),
    );
    await me.say('帮助', 'stream-01');
    const heard = (await first).filter(({ event }) => event === 'line');
    expect(heard[0]?.data).toMatchObject({ from: 'me', body: { is: 'text', text: '帮助' } });
    const last = heard.at(-1)?.id ?? '';

    await me.say('我还差几分？', 'stream-02');
    const second = await me.stream(last, (events) =>
      answered(
        events.filter((e) => e.event === 'line').map((e) => e.data),
        '我还差几分？',
      ),
    );
    const missed = second.filter(({ event }) => event === 'line').map(({ data }) => data.seq);
    const { lines } = (await me.call('GET', '/api/history')).json;
    const after = lines.map((line: { seq: number }) => line.seq).filter((seq: number) => seq > Number(last));
    expect(after.slice(0, missed.length)).toEqual(missed);
    expect(missed.length).toBeGreaterThanOrEqual(2);
  });
  it('the history is read in pages', async () => {
    const me = browser(house.address);
    await me.enterAs(anyone);
    for (const n of [1, 2, 3]) {
      await me.say('帮助', `page-00${n}`);
      await me.stream(0, (events) => {
        const lines = events.filter((e) => e.event === 'line').map((e) => e.data);
        return lines.filter((line) => line.from === 'bot').length >= n;
      });
    }
    const all = (await me.call('GET', '/api/history')).json;
    expect(all.older).toBe(false);
    const tail = (await me.call('GET', '/api/history?limit=2')).json;
    expect(tail).toEqual({ lines: all.lines.slice(-2), older: true });
    const before = (await me.call('GET', `/api/history?limit=2&before=${tail.lines[0].seq}`)).json;
    expect(before.lines).toEqual(all.lines.slice(-4, -2));
  });
  it.each([
    [{ id: 'faulty-01', text: '   ' }, 400, /输入/],
    [{ id: 'faulty-02', text: '长'.repeat(4001) }, 413, /太长/],
    [{ id: 'faulty-03', text: '长'.repeat(70_000) }, 413, /太大/],
    [{ id: '短', text: '你好' }, 400, /不完整/],
    [{ id: 'faulty-04', text: 5 }, 400, /不完整/],
    ['not an object', 400, /不完整/],
  ])('what cannot be taken is refused in words: %#', async (body, status, words) => {
    const me = browser(house.address);
    await me.enterAs(anyone);
    const answer = await me.call('POST', '/api/messages', body);
    expect([answer.status, answer.json.message]).toEqual([status, expect.stringMatching(words)]);
  });
  it('too many in a minute are asked to wait', async () => {
    const slow = await openTestHouse({ perMinute: 3 });
    try {
      const me = browser(slow.address);
      await me.enterAs(anyone);
      const statuses = [];
      for (const n of [1, 2, 3, 4]) statuses.push((await me.say('帮助', `quick-00${n}`)).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
    } finally {
      await slow.stop();
    }
  });
});

describe('files', () => {
  it('are what their bytes say, under a name without tricks, and only for their owner', async () => {
    const me = browser(house.address);
    await me.enterAs(anyone);
    const answer = await me.upload('..\\\\..\\\\证书\u202egnp.exe', PNG, 'picture-1', 'application/x-msdownload');
    expect(answer.status).toBe(200);
    const { lines } = (await me.call('GET', '/api/history')).json;
    const line = lines.find((one: { body: { is: string } }) => one.body.is === 'file');
    expect(line.body).toMatchObject({ mime: 'image/png', name: '证书gnp.exe', size: PNG.length });
    const file = await me.call('GET', `/api/files/${line.body.hash}`);
    expect(file.headers['content-type']).toBe('image/png');
    expect(file.headers['content-security-policy']).toMatch(/sandbox/);
    const other = browser(house.address);
    await other.enterAs(anyone);
    expect((await other.call('GET', `/api/files/${line.body.hash}`)).status).toBe(404);
  });
  it('the same upload sent again is kept once', async () => {
    const me = browser(house.address);
    await me.enterAs(anyone);
    expect((await me.upload('a.png', PNG, 'again-001')).json.kept).toBe('kept');
    expect((await me.upload('a.png', PNG, 'again-001')).json.kept).toBe('seen');
  });
  it.each([
    ['证书.png', new TextEncoder().encode('<html><script>alert(1)</script>'), 415, /PDF/],
    ['证书.pdf', new Uint8Array([0x4d, 0x5a, 0x90, 0]), 415, /PDF/],
    ['空.png', new Uint8Array(), 400, /空/],
    ['大.png', new Uint8Array(Buffer.concat([PNG, Buffer.alloc(80 * 1024)])), 413, /MB|KB/],
  ])('%s is refused in words', async (name, bytes, status, words) => {
    const me = browser(house.address);
    await me.enterAs(anyone);
    const answer = await me.upload(name, bytes, 'refused-1');
    expect([answer.status, answer.json.message]).toEqual([status, expect.stringMatching(words)]);
    expect((await me.call('GET', '/api/history')).json.lines).toEqual([]);
  });
});

describe('the manager', () => {
  it('reads the digest of their own unit', async () => {
    const me = browser(house.address);
    const { name } = await me.enterAs((person) => person.isManager);
    const { units } = (await me.call('GET', '/api/manager')).json;
    expect(units).toHaveLength(1);
    const [unit] = units;
    expect(unit.rows.map((row: { name: string }) => row.name)).toContain(name);
    const { compliant, short, unknown, notCovered } = unit.counts;
    expect(compliant + short + unknown + notCovered).toBe(unit.rows.length);
  });
  it('others are told kindly whose page it is', async () => {
    const me = browser(house.address);
    await me.enterAs((person) => !person.isManager);
    const answer = await me.call('GET', '/api/manager');
    expect([answer.status, answer.json.message]).toEqual([403, expect.stringContaining('负责人')]);
  });
});
