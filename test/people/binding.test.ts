import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Attempt, bindAt, burnSeen, tryCode } from '../../src/people/binding.ts';
import { makeCode } from '../../src/people/codes.ts';
import { giveCode, takeBack } from '../../src/people/issuing.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import type { Member } from '../../src/types/person.ts';

const START = Date.parse('2026-12-01T02:00:00Z');
const MINUTE = 60_000;

let folder: string;
let store: Store;
let clock: number;
let logged: string[];
let moved: string[];
let chats = 0;

const at = () => new Date(clock).toISOString();
const later = (ms: number) => {
  clock += ms;
};
const staff = (n: number, more: Partial<Member> = {}): Member => ({
  id: `r${n}`,
  name: `测试${n}`,
  staffNumber: `A${1000 + n}`,
  ...more,
});
const deps = () => ({
  store,
  log: (what: string) => logged.push(what),
  moved: (all: readonly { peer: string }[]) => moved.push(...all.map(({ peer }) => peer)),
});
/** A browser that nobody has seen before. */
const fresh = (more: Partial<Attempt> = {}): Omit<Attempt, 'number' | 'code'> => {
  chats += 1;
  return {
    address: { channel: 'web', peer: `b${chats}` },
    network: `10.0.${chats >> 8}.${chats & 255}`,
    isFree: true,
    at: at(),
    ...more,
  };
};
const give = async (n: number) => (await giveCode(store, staff(n), { at: at(), by: 'operator' })).code;
const bind = (number: string, code: string, more: Partial<Attempt> = {}) =>
  bindAt(deps(), { number, code, ...fresh(more) });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-codes-'));
  store = await openStore(join(folder, 'x.db'), '2026-12-01T00:00:00Z');
  clock = START;
  logged = [];
  moved = [];
  await store.commit({
    at: at(),
    writes: [1, 2, 3, 4].map((n) => ({ is: 'member', member: staff(n), origin: 'roster' })),
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a number and a code', () => {
  it('bind the chat together, once', async () => {
    const code = await give(1);
    expect(await bind('a1001', code.toLowerCase().replaceAll('-', ' '))).toEqual({
      is: 'bound',
      member: 'r1',
      name: '测试1',
    });
    expect(await bind('A1001', code)).toEqual({ is: 'refused' });
    expect((await store.audit('r1')).map(({ what }) => what)).toEqual(['code-issued', 'bound']);
  });

  it('are refused in one and the same way, whatever is wrong', async () => {
    const code = await give(1);
    const [old, used, burnt] = [await give(2), await give(3), await give(4)];
    await bind('A1003', used);
    await takeBack(store, ['r4'], { at: at(), by: 'operator' });
    const answers = [
      await bind('A1001', makeCode()),
      await bind('A9999', code),
      await bind('A1002', code),
      await bind('A1003', used),
      await bind('A1004', burnt),
      await bind('A1001', '123456'),
    ];
    later(8 * 24 * 60 * MINUTE);
    answers.push(await bind('A1002', old));
    expect(new Set(answers.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"is":"refused"}']));
  });

  it('a newer code makes the older one void', async () => {
    const first = await give(1);
    const second = await give(1);
    expect(await bind('A1001', first)).toEqual({ is: 'refused' });
    expect((await bind('A1001', second)).is).toBe('bound');
  });

  it('lie in the database in no form that can be typed', async () => {
    const code = await give(1);
    await bind('A1001', makeCode());
    await bind('geheim-des-schreibers', code);
    await store.backup(join(folder, 'copy.db'));
    const bytes = readFileSync(join(folder, 'copy.db'), 'latin1');
    for (const secret of [code, code.replaceAll('-', ''), 'geheim-des-schreibers'])
      expect(bytes.toUpperCase()).not.toContain(secret.toUpperCase());
  });
});

describe('guesses', () => {
  it('burn a code after five, and say so to nobody but the trail', async () => {
    const code = await give(1);
    for (let i = 0; i < 5; i += 1) expect(await bind('A1001', makeCode())).toEqual({ is: 'refused' });
    later(3 * 60 * MINUTE);
    expect(await bind('A1001', code)).toEqual({ is: 'refused' });
    expect((await store.audit('r1')).map(({ what, by }) => [what, by])).toContainEqual(['code-burnt', 'house']);
  });

  it('burn a code that is tried with five other numbers', async () => {
    const code = await give(1);
    for (let i = 0; i < 5; i += 1) expect(await bind(`B${i}`, code)).toEqual({ is: 'refused' });
    expect(await bind('A1001', code)).toEqual({ is: 'refused' });
  });

  it('four do not: people mistype', async () => {
    const code = await give(1);
    for (let i = 0; i < 4; i += 1) await bind('A1001', makeCode());
    expect((await bind('A1001', code)).is).toBe('bound');
  });

  it('hundreds side by side do not pass unseen', async () => {
    const code = await give(1);
    const answers = await Promise.all(Array.from({ length: 300 }, () => bind('A1001', makeCode())));
    expect(answers.filter(({ is }) => is === 'refused').length).toBe(5);
    expect(answers.filter(({ is }) => is === 'wait').length).toBe(295);
    later(3 * 60 * MINUTE);
    expect(await bind('A1001', code)).toEqual({ is: 'refused' });
  });

  it('the right one among hundreds side by side binds at most once', async () => {
    const code = await give(1);
    const answers = await Promise.all(Array.from({ length: 100 }, () => bind('A1001', code)));
    expect(answers.filter(({ is }) => is === 'bound').length).toBe(1);
  });

  it('make whoever guesses wait, longer each time, and a restart forgets nothing', async () => {
    const chat = { address: { channel: 'lark', peer: 'ou_x' }, isFree: false };
    const waits: number[] = [];
    for (let n = 0; n < 9; n += 1) {
      const from = clock;
      for (;;) {
        const answer = await tryCode(deps(), { ...chat, at: at(), number: `N${n}`, code: makeCode() });
        if (answer.is === 'refused') break;
        later(MINUTE);
      }
      waits.push((clock - from) / MINUTE);
      if (n === 6) {
        await store.close();
        store = await openStore(join(folder, 'x.db'), at());
      }
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8]);
  });

  it('from one network are one guesser, however many browsers it invents', async () => {
    const answers = [];
    for (let i = 0; i < 200; i += 1)
      answers.push(await tryCode(deps(), { number: `N${i}`, code: makeCode(), ...fresh({ network: '10.9.9.9' }) }));
    expect(answers.filter(({ is }) => is === 'refused').length).toBe(30);
  });

  it('a code given out anew lets its person in although others have tried their number', async () => {
    for (let i = 0; i < 60; i += 1) {
      await bind('A1001', makeCode());
      later(10 * MINUTE);
    }
    const code = await give(1);
    expect((await bind('A1001', code)).is).toBe('bound');
  });

  it('of the whole house slow down whoever has failed, and spare who has not', async () => {
    const code = await give(1);
    for (let i = 0; i < 100; i += 1) await bind(`N${i}`, makeCode());
    // A chat that costs nothing and comes from nowhere, or a number that has failed already, has to wait.
    const { network: _, ...nowhere } = fresh();
    expect((await bindAt(deps(), { number: 'A1001', code, ...nowhere })).is).toBe('wait');
    expect((await bind('N7', makeCode())).is).toBe('wait');
    expect((await bind('A1001', code)).is).toBe('bound');
    // Another door is not closed with it.
    const other = await give(2);
    expect((await bind('A1002', other, { address: { channel: 'lark', peer: 'ou_2' }, isFree: false })).is).toBe(
      'bound',
    );
  });

  it('ten thousand from as many browsers bind nobody, and few are even compared', { timeout: 120_000 }, async () => {
    for (const n of [1, 2, 3, 4]) await give(n);
    let compared = 0;
    for (let i = 0; i < 10_000; i += 1) {
      const network = `10.1.0.${i % 20}`;
      const answer = await tryCode(deps(), { number: `A${1001 + (i % 4)}`, code: makeCode(), ...fresh({ network }) });
      expect(answer.is).not.toBe('right');
      if (answer.is === 'refused') compared += 1;
      later(100);
    }
    expect(compared).toBeLessThan(100);
    expect(await store.identities('r1')).toEqual([]);
  });

  it('are told to the administrators, once an hour, with counts and nothing that was typed', async () => {
    const admin = staff(4, { administrator: true });
    await store.commit({
      at: at(),
      writes: [
        { is: 'member', member: admin, origin: 'roster' },
        { is: 'identity', address: { channel: 'lark', peer: 'ou_admin' }, member: 'r4' },
      ],
    });
    for (let i = 0; i < 90; i += 1) await bind(`SECRET${i}`, 'KKKK-7777-KKKK');
    const told = await store.due(['lark'], '2100-01-01T00:00:00Z', 100);
    expect(told).toHaveLength(1);
    expect(logged).toHaveLength(1);
    expect(moved).toContain('ou_admin');
    expect([...logged, ...told.map(({ body }) => body.text)].join()).not.toMatch(/SECRET|KKKK/);
    expect(told[0]?.body.text).toMatch(/\d+ 次/);
    later(61 * MINUTE);
    for (let i = 0; i < 90; i += 1) await bind(`MORE${i}`, makeCode());
    expect(await store.due(['lark'], '2100-01-01T00:00:00Z', 100)).toHaveLength(2);
  });
});

describe('a chat that is bound', () => {
  it('is told to every other chat of the person, at once', async () => {
    await store.commit({
      at: at(),
      writes: [
        { is: 'identity', address: { channel: 'lark', peer: 'ou_1' }, member: 'r1' },
        { is: 'identity', address: { channel: 'wechat', peer: 'wx_1' }, member: 'r1' },
      ],
    });
    await bind('A1001', await give(1));
    const told = await store.due(['lark', 'wechat', 'web'], '2100-01-01T00:00:00Z', 100);
    expect(told.map(({ to }) => to.peer).sort()).toEqual(['ou_1', 'wx_1']);
    for (const { body } of told) expect(body.text).toMatch(/网页.*10:00.*解绑那个聊天/);
    expect(moved).toEqual(expect.arrayContaining(['ou_1', 'wx_1']));
  });

  it('shows nothing any more of whose it was', async () => {
    const address = { channel: 'wechat', peer: 'wx_9' };
    await store.commit({
      at: at(),
      writes: [
        { is: 'identity', address, member: 'r2' },
        { is: 'say', saying: { key: 'k', to: address, member: 'r2', body: { text: '还差 6 分' } } },
        { is: 'choices', address, items: [{ value: 'confirm', label: '确认' }], until: '2027-01-01T00:00:00Z' },
      ],
    });
    await bind('A1001', await give(1), { address });
    expect((await store.memberAt(address))?.member.id).toBe('r1');
    expect(await store.choices(address, at())).toEqual([]);
    expect(await store.due(['wechat'], '2100-01-01T00:00:00Z', 100)).toEqual([]);
    expect(await store.member('r2')).toBeDefined();
  });
});

it('a code that others have seen is burnt', async () => {
  const code = await give(1);
  await burnSeen(store, code.toLowerCase(), at());
  expect(await bind('A1001', code)).toEqual({ is: 'refused' });
  expect((await store.audit('r1')).map(({ what }) => what)).toContain('code-burnt');
});
