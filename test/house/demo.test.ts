import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { DOORS } from '../../src/house/channels.ts';
import { databaseIn } from '../../src/house/folder.ts';
import { type House, openHouse } from '../../src/house/open.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { browser } from '../bots/web/house.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const NOW = new Date().toISOString();
let place: string;
let data: string;
let houses: House[];
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'xuefen-demo-'));
  data = join(place, 'data');
  houses = [];
});
afterEach(async () => {
  for (const house of houses) await house.stop();
  rmSync(place, { recursive: true, force: true });
});

type Environment = Record<string, string>;
async function open(environment: Environment = {}): Promise<House> {
  const config = loadConfig({ XUEFEN_DATA: data, XUEFEN_PORT: '0', ...environment }, place, DOORS);
  const house = await openHouse(config, { log: () => {} });
  houses.push(house);
  return house;
}
const close = async (house: House): Promise<void> => {
  await house.stop();
  houses = houses.filter((one) => one !== house);
};
const refusal = async (environment: Environment): Promise<string> => {
  try {
    await open(environment);
    return 'opened';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
function cli(args: readonly string[], input = '', environment: Environment = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'src/cli.ts'), ...args], {
    env: { ...process.env, XUEFEN_DATA: data, ...environment },
    input,
    encoding: 'utf8',
  });
  return { status, out: stdout + stderr };
}
async function inStore<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(databaseIn(folder), NOW);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
const entrance = async (house: House) => (await browser(house.address).call('GET', '/api/entrance')).json;

const UNIT = { id: 'u1', name: '内科', institution: '青溪医院', province: 'zhejiang', demo: false };
const nurse = { id: 'r1', name: '许清', province: 'zhejiang', unit: 'u1', staffNumber: 'T1', title: 'mid' as const };
const ROSTER = [
  { unit: 'u1', name: '内科', institution: '青溪医院', province: '浙江省' },
  { staffNumber: 'T1', name: '许清', province: 'zhejiang', unit: 'u1', title: 'mid', profession: 'nurse' },
]
  .map((line) => JSON.stringify(line))
  .join('\n');
/** A real roster in a folder, whatever else is there: as an older program left it. */
const putReal = (folder: string) =>
  inStore(folder, (store) =>
    store.commit({
      at: NOW,
      writes: [
        { is: 'unit', unit: UNIT },
        { is: 'member', member: nurse, origin: 'roster' },
      ],
    }),
  );

describe('which folder', () => {
  it('nothing configured: the demo, in a folder of its own, and the start line says so', async () => {
    const house = await open();
    expect(house.demo).toBe(`${data}-demo`);
    expect(existsSync(data)).toBe(false);
    expect((await entrance(house)).roster.length).toBeGreaterThan(10);
  });
  it('a data folder with a database is opened as it is, and gets no demo', async () => {
    expect(cli(['import'], ROSTER).status).toBe(0);
    const house = await open();
    expect(house.demo).toBeUndefined();
    expect((await entrance(house)).roster).toEqual([]);
    expect(readdirSync(place)).not.toContain('data-demo');
  });
  it('demo: true fills the data folder itself when it is empty, and only then', async () => {
    const house = await open({ XUEFEN_DEMO: 'true' });
    expect(house.demo).toBe(data);
    await close(house);
    rmSync(place, { recursive: true });
    mkdirSync(place);
    expect(cli(['import'], ROSTER).status).toBe(0);
    expect((await open({ XUEFEN_DEMO: 'true' })).demo).toBeUndefined();
  });
  it('demo: false makes none, and shows none that is there', async () => {
    const none = await open({ XUEFEN_DEMO: 'false' });
    expect([none.demo, (await entrance(none)).roster]).toEqual([undefined, []]);
    await close(none);
    rmSync(place, { recursive: true });
    mkdirSync(place);
    const with_ = await open({ XUEFEN_DEMO: 'true' });
    const { roster } = await entrance(with_);
    await close(with_);
    const without = await open({ XUEFEN_DEMO: 'false' });
    expect((await entrance(without)).roster).toEqual([]);
    const picked = await browser(without.address).call('POST', '/api/session', { is: 'member', member: roster[0].id });
    expect([picked.status, picked.headers['set-cookie']]).toEqual([404, undefined]);
  });
  it('a lost database is not answered with a demo', async () => {
    expect(cli(['import'], ROSTER).status).toBe(0);
    rmSync(databaseIn(data));
    expect(await refusal({})).toMatch(/^STORE_LOST/);
    expect(readdirSync(place)).not.toContain('data-demo');
  });
  it('commands look where the house looks, and say so where there is nothing', async () => {
    const nothing = cli(['export']);
    expect([nothing.status, nothing.out]).toEqual([2, expect.stringContaining('没有数据库')]);
    await close(await open());
    expect(cli(['export']).out).toContain('"demo":true');
    expect(existsSync(data)).toBe(false);
  });
});

describe('real people and invented ones never meet', () => {
  it('a roster is not imported into a demo, and the words say what to do', async () => {
    await close(await open({ XUEFEN_DEMO: 'true' }));
    const { status, out } = cli(['import'], ROSTER);
    expect(status).toBe(2);
    expect(out).toContain('demo remove');
    expect(await inStore(data, (store) => store.hasRoster())).toBe(false);
  });
  it.each([{}, { XUEFEN_DEMO: 'true' }, { XUEFEN_DEMO: 'false' }])(
    'a mixed folder offers nobody to be, and who was somebody invented is nobody: %o',
    async (environment) => {
      const before = await open({ XUEFEN_DEMO: 'true' });
      const visitor = browser(before.address);
      const manager = await visitor.enterAs((person) => person.isManager);
      const { roster } = await entrance(before);
      expect((await visitor.call('GET', '/api/curator/gaps')).status).toBe(200);
      await close(before);
      await putReal(data);

      const house = await open(environment as Environment);
      expect(house.demo).toBeUndefined();
      expect((await entrance(house)).roster).toEqual([]);
      for (const person of roster.slice(0, 3)) {
        const picked = await browser(house.address).call('POST', '/api/session', { is: 'member', member: person.id });
        expect([picked.status, picked.headers['set-cookie']]).toEqual([404, undefined]);
      }
      const again = browser(house.address, visitor.cookie);
      for (const path of ['/api/manager', '/api/reviews', '/api/curator/gaps', '/api/curator/edits'])
        expect((await again.call('GET', path)).status, path).toBeGreaterThanOrEqual(401);
      const draft = { is: 'typo', wrong: '继叫', right: '继教' };
      expect((await again.call('POST', '/api/curator/publish', { draft })).status).toBeGreaterThanOrEqual(401);
      const seen = await again.call('GET', '/api/me');
      expect(seen.json?.person).toBeUndefined();
      await close(house);

      const names = await inStore(data, async (store) => [
        ...(await store.members({})).map(({ member }) => member.name),
        ...(await store.members({ duty: true })).map(({ member }) => member.name),
        ...(await store.units()).map(({ institution }) => institution),
        ...(await store.membersPage('', 100)).map(({ member }) => member.name),
        ...(await store.reachable('2100-01-01T00:00:00Z', '', 100)).map(({ member }) => member.name),
      ]);
      expect(names).not.toContain(manager.name);
      expect(new Set(names)).toEqual(new Set(['许清', '青溪医院']));
    },
  );
  it('the demo is not opened to other machines, and the words say what to set', async () => {
    for (const host of ['0.0.0.0', '::', '192.168.77.7', 'xuefen.example.cn']) {
      expect(await refusal({ XUEFEN_HOST: host })).toMatch(/^CONFIG_INVALID host.*127\.0\.0\.1.*demo: false/);
      expect(readdirSync(place), 'nothing was made').toEqual([]);
    }
    await close(await open({ XUEFEN_DEMO: 'true' }));
    expect(await refusal({ XUEFEN_HOST: '0.0.0.0' })).toMatch(/^CONFIG_INVALID host/);
    // Held by nobody after the refusal.
    await close(await open({ XUEFEN_HOST: 'localhost' }));
    expect(await refusal({ XUEFEN_HOST: '0.0.0.0', XUEFEN_DEMO: 'false' })).toBe('opened');
  });
});

describe('demo remove', () => {
  it('takes the folder of the demo away, and says how many people were in it', async () => {
    await close(await open());
    const { status, out } = cli(['demo', 'remove']);
    expect([status, out]).toEqual([0, expect.stringMatching(/清掉演示：25 人、5 个单位/)]);
    expect(readdirSync(place).filter((name) => name.includes('demo'))).toEqual([]);
    expect(cli(['demo', 'remove']).out).toContain('没有演示数据');
  });
  it('takes the invented out of a mixed folder and leaves the real', async () => {
    const house = await open({ XUEFEN_DEMO: 'true' });
    const me = browser(house.address);
    await me.enterAs((person) => person.isManager);
    await me.say('帮助', 'to-be-removed');
    await close(house);
    await putReal(data);
    expect(cli(['demo', 'remove']).out).toMatch(/25 人、5 个单位、[1-9]\d* 条活动.*[1-9]\d* 个聊天、7 个虚构的问题/);
    await inStore(data, async (store) => {
      expect(await store.countMembers()).toBe(1);
      expect((await store.units()).map(({ id }) => id)).toEqual(['u1']);
      expect(await store.isDemo()).toBe(false);
      expect(await store.gapWordings()).toEqual([]);
    });
    expect(existsSync(databaseIn(data))).toBe(true);
    const after = await open();
    expect(after.demo).toBeUndefined();
  });
  it('refuses while the house runs', async () => {
    await open({ XUEFEN_DEMO: 'true' });
    const { status, out } = cli(['demo', 'remove']);
    expect([status, out]).toEqual([1, expect.stringContaining('正被另一个学分助手使用')]);
  });
  it('an unknown word is answered with the usage', () => {
    expect(cli(['demo']).status).toBe(2);
    expect(cli(['demo', 'remove', 'all']).status).toBe(2);
  });
});
