import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLooks } from '../../src/people/looks.ts';
import { managersOf } from '../../src/people/may.ts';
import { digestsFor, managerViews } from '../../src/people/units.ts';
import type { Address, Member } from '../../src/types/index.ts';
import { nurse, openTestHouse, rulesets, settle, type TestHouse } from '../desk/house.ts';

const DAY = '2026-11-22';
const AT = '2026-11-22T02:00:00Z';
const chat = (peer: string): Address => ({ channel: 'lark', peer });
let house: TestHouse;
const boss = nurse('boss', { unit: 'office', manages: ['hospital'] });
const head = nurse('head', { unit: 'ward', manages: ['ward'] });

beforeEach(async () => {
  house = await openTestHouse();
  const unit = (id: string, parent?: string, demo = false) =>
    ({
      is: 'unit',
      unit: {
        id,
        name: `${id}科`,
        institution: '测试医院',
        province: 'zhejiang',
        demo,
        ...(parent === undefined ? {} : { parent }),
      },
    }) as const;
  await house.store.commit({
    at: AT,
    writes: [
      unit('hospital'),
      unit('office', 'hospital'),
      unit('ward', 'hospital'),
      unit('bay', 'ward'),
      unit('elsewhere'),
    ],
  });
  await settle(house.store, boss, chat('boss'));
  await settle(house.store, head, chat('head'));
  for (const [id, at] of [
    ['one', 'ward'],
    ['two', 'bay'],
    ['three', 'elsewhere'],
  ] as const)
    await settle(house.store, nurse(id, { unit: at }), chat(id));
});
afterEach(() => house.close());

const seen = async (who: Member): Promise<string[]> =>
  (await managerViews({ store: house.store, rulesets }, who, DAY)).flatMap(({ unit, rows }) =>
    rows.map(({ id }) => `${unit}/${id}`),
  );

describe('what a manager looks at', () => {
  it('is each unit with people, from the one they manage down to the last below it', async () => {
    expect(await seen(boss)).toEqual(['office/boss', 'ward/head', 'ward/one', 'bay/two']);
    expect(await seen(head)).toEqual(['ward/head', 'ward/one', 'bay/two']);
    expect(await seen(nurse('audit', { auditor: true }))).toHaveLength(5);
    for (const more of [
      { curator: true },
      { administrator: true },
      { reviews: [{ unit: 'hospital' }] },
      { unit: 'ward' },
    ])
      expect(await seen(nurse('other', more))).toEqual([]);
  });

  it('holds nobody of the other world, whatever unit they stand in', async () => {
    await settle(house.store, nurse('invented', { unit: 'ward', demo: true }), chat('invented'));
    expect(await seen(boss)).not.toContain('ward/invented');
    // Where an institution's own people are, nobody invented is there to be seen either.
    expect(await seen(nurse('stage', { demo: true, manages: ['hospital'] }))).toEqual([]);
  });

  it('is told by the units of a tree, and by the people where there is one unit', async () => {
    const words = async (who: Member): Promise<string[]> =>
      (await digestsFor({ store: house.store, rulesets }, who, DAY)).map(({ text }) => text);
    const [whole] = await words(boss);
    expect(whole).toMatch(/^测试医院 hospital科：2026 年度学分.*\n3 个科室，共 4 人：0 人达标，4 人还差。\n/u);
    expect(whole).toContain('· ward科：2 人里 2 人还差');
    expect(whole).not.toContain('测试one');
    expect((await words(nurse('bay-head', { manages: ['bay'] })))[0]).toContain('测试two');
  });

  it('谁还没达标 in a chat: theirs, and a row of the look in the audit trail', async () => {
    const said = await house.tell(chat('head'), '谁还没达标');
    expect(said.map(({ body }) => body.text).join('\n')).toContain('测试医院 ward科');
    expect(await house.tell(chat('one'), '谁还没达标')).toMatchObject([
      { body: { text: expect.stringContaining('单位管理员') } },
    ]);
    const rows = await house.store.auditPage({ what: 'viewed-unit', limit: 10 });
    expect(rows).toMatchObject([{ by: 'head', what: 'viewed-unit', detail: { channel: 'lark', unit: 'ward' } }]);
  });
});

describe('who is asked for help', () => {
  it('is the nearest who is reached: the ward’s own, else who manages above', async () => {
    const near = async (who: Member): Promise<string[]> =>
      (await managersOf(house.store, who)).map(({ member }) => member);
    expect(await near(nurse('two', { unit: 'bay' }))).toEqual(['head']);
    expect(await near(nurse('desk', { unit: 'office' }))).toEqual(['boss']);
    expect(await near(head)).toEqual(['boss']);
    expect(await near(nurse('three', { unit: 'elsewhere' }))).toEqual([]);
  });
});

describe('looks', () => {
  it('the same look within a minute is one row, another’s or a later one is its own', async () => {
    let now = AT;
    const looked = createLooks(house.store, () => now);
    const look = { what: 'viewed-unit', detail: { unit: 'ward' } };
    await Promise.all([looked(boss, [look]), looked(boss, [look])]);
    await looked(head, [look]);
    await looked(boss, [{ ...look, detail: { unit: 'bay' } }]);
    now = '2026-11-22T02:01:00Z';
    await looked(boss, [look]);
    const rows = await house.store.auditPage({ what: 'viewed-unit', limit: 10 });
    expect(rows.map(({ by, detail }) => `${by} ${detail.unit}`)).toEqual([
      'boss ward',
      'boss bay',
      'head ward',
      'boss ward',
    ]);
  });
});
