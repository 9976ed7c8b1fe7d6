import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Address } from '../../src/types/message.ts';
import { nurse, openTestHouse, report, settle, type TestHouse } from './house.ts';

const hers: Address = { channel: 'lark', peer: 'ou_1' };
const his: Address = { channel: 'lark', peer: 'ou_9' };
const theirs: Address = { channel: 'wechat', peer: 'wx_9' };
const her = nurse('her', { province: 'shanxi', unit: 'u1', flags: [] });

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
  const unit = { id: 'u1', name: '测试科', institution: '测试医院', province: 'shanxi', demo: false };
  await house.store.commit({ at: '2026-01-05T01:00:00Z', writes: [{ is: 'unit', unit }] });
  await settle(house.store, nurse('boss', { unit: 'u0', manages: ['u1'] }), his);
  await settle(house.store, nurse('other', { unit: 'u0', reviews: [{ unit: 'u1', kinds: ['makeup'] }] }), theirs);
  await settle(house.store, her, hers);
});
afterEach(() => house.close());

const texts = async (from: Address, body: Parameters<TestHouse['tell']>[1]) =>
  (await house.tell(from, body)).map(({ to, body: { text } }) => `${to.peer} ${text}`).join('\n');
const ask = async (text: string) => {
  await house.tell(hers, text);
  return house.tell(hers, '确认');
};
const press = (to: string, id: string) => ({ is: 'action' as const, value: `decide:${id}=${to}`, card: `v:${id}` });
const asked = async () => (await house.store.requests('her'))[0]?.id ?? '';
const flags = async () => (await house.store.member('her'))?.member.flags;

describe('deciding in a chat', () => {
  it('tells whoever may decide, with what changes and buttons, and nobody else', async () => {
    const rows = await ask('我是村医');
    const [notice, ...more] = rows.filter(({ to }) => to.peer !== 'ou_1');
    expect(more).toEqual([]);
    expect(notice?.to).toEqual(his);
    expect(notice?.body.text).toMatch(/测试her申请改人员类别（没有特殊类别 → 乡村医生）/);
    expect(notice?.body.card?.actions.map(({ label }) => label)).toEqual(['通过', '退回']);
    expect(notice?.body.card?.facts).toContainEqual(['改了以后', '2027 年度要 20 学分（现在要 25）']);
  });

  it('agrees with a press: the fact changes, the person hears it', async () => {
    await ask('我是村医');
    expect(await texts(his, press('approved', await asked()))).toMatch(/ou_9 已通过，会告诉测试her/);
    expect(await flags()).toEqual(['village-doctor']);
    expect((await house.said()).map(({ body }) => body.text).join('\n')).toMatch(
      /单位核实了，您的人员类别已改成乡村医生/,
    );
    expect(await texts(his, press('approved', await asked()))).toMatch(/已经处理过了/);
  });

  it('sends back with the reason that was asked for; 取消 leaves it waiting', async () => {
    await ask('我是规培学员');
    expect(await texts(his, press('rejected', await asked()))).toMatch(/退回的原因是什么/);
    expect(await texts(his, '取消')).toMatch(/先不退回/);
    await house.tell(his, press('rejected', await asked()));
    expect(await texts(his, '人事处说没有这个记录')).toMatch(/已退回/);
    expect((await house.store.requests('her'))[0]?.status).toBe('rejected');
    expect(await flags()).toEqual([]);
    expect((await house.said()).map(({ body }) => body.text).join('\n')).toMatch(/没有通过：人事处说没有这个记录/);
  });

  it('shows what waits one after the other, reports as well', async () => {
    for (const text of [report(10, 8), '确认']) await house.tell(hers, text);
    house.now = '2026-11-22T10:05:00+08:00';
    await ask('我升副高了');
    for (const said of ['待审核', '看一下待审核', '有几条待审核', '有什么要我审的'])
      expect(await texts(his, said), said).toMatch(/有 2 件等您审核/);
    const entry = (await house.store.ledger('her'))[0]?.activity.id ?? '';
    expect(await texts(his, press('approved', entry))).toMatch(/还有 1 件/);
    expect(await texts(his, press('approved', await asked()))).not.toMatch(/还有/);
    expect(await texts(his, '待审核')).toMatch(/现在没有等您审核的/);
  });

  it('is nobody’s who may not: the person herself, a reviewer of other kinds, anybody in a group', async () => {
    await ask('我是村医');
    const id = await asked();
    for (const who of [hers, theirs, { channel: 'lark', peer: 'stranger' }]) {
      expect(await texts(who, press('approved', id))).toMatch(/审核由单位的审核人处理|已经处理过了，或者不归您审核/);
      expect(await flags()).toEqual([]);
    }
    expect(await texts({ ...his, room: 'oc_1' }, '待审核')).toMatch(/审核的事请私聊我/);
    await house.tell({ ...his, room: 'oc_1' }, press('approved', id));
    expect(await flags()).toEqual([]);
  });

  it('offers only the refusal where the roster says something else by now', async () => {
    await ask('我升副高了');
    const id = await asked();
    await settle(house.store, { ...her, title: 'senior' }, hers);
    expect(await texts(his, press('approved', id))).toMatch(/已经处理过了/);
    expect((await house.store.requests('her'))[0]?.status).toBe('submitted');
  });
});
