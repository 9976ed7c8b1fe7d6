import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { healthOf, type Parts } from '../../src/house/health.ts';
import { openStore } from '../../src/store/index.ts';
import { browser, http, openTestHouse, type TestHouse } from '../bots/web/house.ts';

const NOW = '2026-11-22T01:00:00.000Z';
const ago = (ms: number): string => new Date(Date.parse(NOW) - ms).toISOString();
const GB = 1024 ** 3;
const WELL: Parts = {
  store: 'ok',
  disk: { free: 50 * GB, size: 100 * GB },
  outbox: { pending: 0, parked: 0 },
  tick: ago(30_000),
  since: ago(3_600_000),
  channels: { web: 'up' },
  version: '1.0.0',
  damaged: 0,
};

describe('the report', () => {
  it.each([
    ['nothing', {}, [], true],
    ['an ill store', { store: 'gone' }, ['store'], false],
    ['a damaged record', { damaged: 1 }, ['damaged'], true],
    ['a low disk', { disk: { free: 150 * 1024 ** 2, size: 1 * GB } }, ['disk'], true],
    ['a fiftieth of a small disk', { disk: { free: 0.9 * GB, size: 50 * GB } }, ['disk'], true],
    ['a fiftieth of a large disk', { disk: { free: 10 * GB, size: 1000 * GB } }, [], true],
    ['a full disk', { disk: { free: 0, size: 1 * GB } }, ['disk'], false],
    ['a disk that does not say', { disk: undefined }, [], true],
    ['a reply that waits', { outbox: { pending: 1, parked: 0, due: ago(11 * 60_000) } }, ['outbox'], true],
    ['a reply that waits a little', { outbox: { pending: 1, parked: 0, due: ago(60_000) } }, [], true],
    ['parked messages', { outbox: { pending: 0, parked: 7 } }, [], true],
    ['a clock that stands', { tick: ago(4 * 60_000) }, ['tick'], true],
    ['a clock that never struck', { tick: undefined }, ['tick'], true],
    ['a clock that has not struck yet', { tick: undefined, since: ago(60_000) }, [], true],
    ['a channel that is down', { channels: { web: 'up', lark: 'down' } }, ['channels'], true],
    ['a channel that connects', { channels: { web: 'up', wechat: 'connecting' } }, [], true],
  ] as const)('%s', (_what, part, wrong, ready) => {
    const { disk, tick, ...rest } = { ...WELL, ...part };
    const found = healthOf({ ...rest, ...(disk ? { disk } : {}), ...(tick === undefined ? {} : { tick }) }, NOW);
    expect(found).toMatchObject({ wrong, ready, ok: wrong.length === 0, version: '1.0.0' });
  });

  it('is well only where every part is, and never says less than its parts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ok', 'gone', 'full'),
        fc.nat(3),
        fc.constantFrom('up', 'down'),
        (store, damaged, web) => {
          const found = healthOf({ ...WELL, store, damaged, channels: { web: web as 'up' | 'down' } }, NOW);
          expect(found.ok).toBe(store === 'ok' && damaged === 0 && web === 'up');
        },
      ),
    );
  });
});

describe('a running house', () => {
  let house: TestHouse;
  let me: ReturnType<typeof browser>;
  let place: string;
  beforeEach(async () => {
    house = await openTestHouse();
    place = join(house.data, '..');
    me = browser(house.address);
    await me.enterAs(() => true);
    expect((await me.say('帮助', 'message-0')).json).toMatchObject({ kept: 'kept' });
  });
  afterEach(() => house.stop());

  const health = () => http(`${house.address}/health`);
  const away = (): void => renameSync(house.data, join(place, 'away'));

  it('says how each part is, and nothing of anybody or of the machine', async () => {
    const { status, json, text } = await health();
    expect(status).toBe(200);
    expect(json).toMatchObject({ ok: true, ready: true, wrong: [], store: 'ok', channels: { web: 'up' } });
    expect(json.version).toMatch(/^\d+\.\d+/);
    expect(json.disk.free).toBeGreaterThan(0);
    expect(json.tick.at).toMatch(/^\d{4}-/);
    expect(text).not.toMatch(/xuefen-web|\/tmp|帮助/);
    expect(await http(`${house.address}/ready`)).toMatchObject({ status: 200, json: { ready: true } });
  });

  /** Ways in which the files go while the house runs. */
  const WAYS: readonly (readonly [what: string, go: () => Promise<void> | void])[] = [
    ['deleted', () => rmSync(house.data, { recursive: true })],
    ['moved away', away],
    [
      'replaced by an empty folder',
      () => {
        away();
        mkdirSync(house.data);
      },
    ],
    ['robbed of its database', () => rmSync(join(house.data, 'xuefen.db'))],
    ['robbed of its journal', () => rmSync(join(house.data, 'xuefen.db-wal'))],
    [
      'given another database',
      async () => {
        rmSync(join(house.data, 'xuefen.db'));
        await (await openStore(join(place, 'other.db'), NOW)).close();
        renameSync(join(place, 'other.db'), join(house.data, 'xuefen.db'));
      },
    ],
    [
      'given a copy of its own database',
      () => {
        copyFileSync(join(house.data, 'xuefen.db'), join(place, 'copy.db'));
        renameSync(join(place, 'copy.db'), join(house.data, 'xuefen.db'));
      },
    ],
    [
      'given an empty file',
      () => {
        rmSync(join(house.data, 'xuefen.db'));
        writeFileSync(join(house.data, 'xuefen.db'), '');
      },
    ],
  ];
  it.each(WAYS)('whose folder is %s takes nothing more and says so', async (_what, go) => {
    await go();
    const before = existsSync(house.data) ? readdirSync(house.data, { recursive: true }) : undefined;
    const refused = await me.say('这条不能丢', 'message-1');
    expect(refused).toMatchObject({ status: 503 });
    expect(refused.json.message).toMatch(/没有收下.*管理员/);
    const file = await me.upload('证书.jpg', Buffer.from('ffd8ffe000104a4649460001', 'hex'), 'message-2');
    expect(file.status).toBe(503);
    expect(await health()).toMatchObject({ status: 503, json: { ok: false, ready: false, store: 'gone' } });
    expect((await http(`${house.address}/ready`)).status).toBe(503);
    expect(house.faults.filter((line) => line.includes('STORE_GONE'))).toHaveLength(1);
    expect(existsSync(house.data) ? readdirSync(house.data, { recursive: true }) : undefined).toEqual(before);
  });

  it('is well again when its folder is put back, and what was refused is taken', async () => {
    away();
    expect((await me.say('第一次', 'message-1')).status).toBe(503);
    renameSync(join(place, 'away'), house.data);
    expect((await me.say('第一次', 'message-1')).json).toMatchObject({ kept: 'kept' });
    expect(await health()).toMatchObject({ status: 200, json: { ok: true, store: 'ok' } });
    const history = (await me.call('GET', '/api/history')).json.lines as { from: string; body: { text?: string } }[];
    expect(history.filter(({ body }) => body.text === '第一次')).toHaveLength(1);
  });
});
