import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEvidence } from '../../src/house/evidence.ts';
import { nurse, openTestHouse, settle, type TestHouse } from './house.ts';

const ME = { channel: 'web', peer: 'p1' };
let folder: string;
let house: TestHouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-damaged-'));
  house = await openTestHouse(join(folder, 'x.db'));
  await settle(house.store, nurse('m1'), ME);
  await house.store.commit({
    at: house.now,
    writes: ['a', 'b'].map((id) => ({
      is: 'entry' as const,
      member: 'm1',
      entry: {
        activity: { id, type: 'certified-credit', date: '2026-03-01', credits: 5, remote: false },
        status: 'approved' as const,
        recordedAt: house.now,
        attachments: [],
      },
    })),
  });
});
afterEach(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});
const damage = (): void => {
  const raw = new Database(join(folder, 'x.db'));
  raw.exec(`update activities set activity = replace(activity, '"credits":5', '"credits":25') where id = 'b'`);
  raw.close();
};
const text = async (words: string): Promise<string> =>
  (await house.tell(ME, words)).map(({ body }) => body.text).join('\n');

it.each(['我还差多少学分', '今年够了吗', '我的记录', '怎么补最快'])(
  'somebody who asks %s is told that one record is not counted, and who to ask',
  async (words) => {
    expect(await text(words)).not.toContain('对不上');
    damage();
    const said = await text(words);
    expect(said).toMatch(/另有 1 条记录和保存时对不上，没有算进去，请联系本单位科教科核对/);
    expect(said).not.toMatch(/25 分/);
  },
);

it('everybody concerned is told once, by day, and the log names the record and nobody', async () => {
  damage();
  const logged: string[] = [];
  const evidence = createEvidence({ log: (what) => logged.push(what), moved: () => {}, contact: { name: '医务科' } });
  await evidence.check(house.store, '2026-11-22T23:30:00+08:00');
  expect(evidence.count()).toBe(1);
  expect(await house.said()).toEqual([]);
  for (const at of ['2026-11-23T09:01:00+08:00', '2026-11-23T09:02:00+08:00', '2026-11-24T10:00:00+08:00'])
    await evidence.check(house.store, at);
  const said = await house.said();
  expect(said.map(({ body }) => body.text)).toEqual([
    '您有 1 条学分记录和保存时对不上了，可能是存储出了问题，先没有算进去。请联系医务科核对。',
  ]);
  expect(logged.join()).toContain('学分记录 b ');
  expect(logged.join()).not.toMatch(/测试m1|m1/);
});
