import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bindingWrites } from '../../src/people/binding.ts';
import { decide } from '../../src/people/review/decide.ts';
import { reviewsFor } from '../../src/people/review/waiting.ts';
import type { Decision, Member } from '../../src/types/index.ts';
import type { Address } from '../../src/types/message.ts';
import { nurse, openTestHouse, rulesets, settle, type TestHouse } from '../desk/house.ts';

const AT = '2026-11-22T02:00:00Z';
const hers: Address = { channel: 'lark', peer: 'ou_1' };
const boss = nurse('boss', { name: '王立民', unit: 'u1', manages: ['u1'] });
const her = nurse('her', {
  province: 'shanxi',
  unit: 'u1',
  flags: [],
  institution: { level: 'county', kind: 'hospital' },
});

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
  await settle(house.store, boss, { channel: 'lark', peer: 'ou_9' });
  await settle(house.store, her, hers);
});
afterEach(() => house.close());

const waiting = (reviewer: Member = boss) => reviewsFor(house.store, rulesets, reviewer);
const take = (decision: Decision, reviewer: Member = boss) =>
  decide({ store: house.store, rulesets }, reviewer, decision, AT);
const ask = async (text: string): Promise<void> => {
  await house.tell(hers, text);
  await house.tell(hers, '确认');
};
const pass = async (to = 'approved', reason?: string): Promise<Decision> => {
  const [item] = await waiting();
  if (!item) throw new Error('nothing waits');
  return { is: item.is, id: item.id, member: item.member, was: item.status, to, ...(reason ? { reason } : {}) };
};
const member = async () => (await house.store.member('her'))?.member;
const texts = async () => (await house.said()).map(({ to, body }) => `${to.peer} ${body.text}`).join('\n');

describe('a change of what the roster says', () => {
  it('shows what stands, what it is to become, from when, and what that changes', async () => {
    await ask('我是村医');
    expect(await member()).toEqual(her);
    const [item] = await waiting();
    expect(item).toMatchObject({
      is: 'request',
      what: '资料更改：人员类别',
      facts: [
        ['现在记的', '没有特殊类别'],
        ['要改成', '乡村医生'],
        ['从哪天起', '2026年11月22日'],
        ['改了以后', '2027 年度要 20 学分（现在要 25）'],
      ],
      warnings: [],
      choices: [{ to: 'approved' }, { to: 'rejected' }],
    });
  });

  it('is written with its approval, audited with before and after, and told with what it changed', async () => {
    await ask('我升副主任护师了，从今年3月起');
    expect(await take(await pass())).toEqual({ told: [hers] });
    expect(await member()).toMatchObject({
      title: 'senior',
      titles: [{ title: 'mid' }, { title: 'senior', from: '2026-03-01' }],
    });
    const line = (await house.store.audit('her')).find(({ what }) => what === 'reviewed');
    expect(line).toMatchObject({
      by: 'boss',
      detail: { field: 'title', before: 'mid', after: 'senior', from: '2026-03-01' },
    });
    expect(await texts()).toMatch(/ou_1 单位核实了，您的职称已改成副高及以上。2027 年度/);
    expect(await waiting()).toEqual([]);
  });

  it('changes nothing with its refusal, which needs a reason', async () => {
    await ask('我是规培学员');
    expect(await take(await pass('rejected'))).toBe('no-reason');
    await take(await pass('rejected', '人事处没有记录'));
    expect(await member()).toEqual(her);
    expect(await texts()).toMatch(/没有通过：人事处没有记录/);
  });

  it('is never one’s own to decide, nor another unit’s', async () => {
    await ask('我是村医');
    const decision = await pass();
    expect(await take(decision, nurse('her', { manages: ['u1'] }))).toBe('moved');
    expect(await take(decision, nurse('other', { manages: ['u2'] }))).toBe('moved');
    expect(await member()).toEqual(her);
  });

  it('is moved where the roster says something else by now', async () => {
    await ask('我的职称改成副高了');
    const decision = await pass();
    await house.store.commit({
      at: AT,
      writes: [{ is: 'member', member: { ...her, title: 'junior' }, origin: 'roster' }],
    });
    expect(await take(decision)).toBe('moved');
    expect(await member()).toMatchObject({ title: 'junior' });
    expect((await waiting())[0]?.warnings).toEqual(['名单上现在已是初级（师），和申请时不一样，只能退回']);
  });

  it('is decided once, and what it wrote was not written over by the person’s own word', async () => {
    await ask('我调到乡镇卫生院了');
    const decision = await pass();
    const second = nurse('second', { unit: 'u1', manages: ['u1'] });
    const both = await Promise.all([take(decision), take({ ...decision, to: 'rejected', reason: '不符' }, second)]);
    expect(both.filter((one) => one === 'moved')).toHaveLength(1);
  });

  it('never comes by the name of somebody who decides: a name gives no duty', async () => {
    await ask('我叫王立民');
    expect(await member()).toEqual(her);
    await take(await pass());
    expect((await member())?.name).toBe('王立民');
    expect((await member())?.manages).toBeUndefined();
    expect(await reviewsFor(house.store, rulesets, (await member()) ?? her)).toEqual([]);
  });
});

describe('what the roster leaves open', () => {
  it('is the person’s own word until the institution confirms it', async () => {
    const { title: _, ...untitled } = her;
    await settle(house.store, { ...untitled, id: 'open' }, { channel: 'lark', peer: 'ou_5' });
    await house.tell({ channel: 'lark', peer: 'ou_5' }, '我是主管护师');
    const open = (await house.store.member('open'))?.member;
    expect(open).toMatchObject({ title: 'mid', told: ['title'] });
    expect(await house.store.requests('open')).toEqual([]);
    const rows = await house.tell({ channel: 'lark', peer: 'ou_5' }, '我的资料');
    expect(rows.map(({ body }) => body.text).join()).toContain('职称：中级（本人所述）');
  });

  it('is filled by what somebody had told before they bound, and nothing that is set changes', async () => {
    const { title: _, ...untitled } = her;
    await settle(house.store, { ...untitled, id: 'open' }, { channel: 'lark', peer: 'ou_5' });
    const address: Address = { channel: 'lark', peer: 'ou_7' };
    await house.tell(address, '我是云南的副主任护师，我是村医');
    const before = await house.store.memberAt(address);
    if (!before) throw new Error('nobody spoke');
    expect(before).toMatchObject({ origin: 'self', member: { province: 'yunnan', flags: ['village-doctor'] } });
    const binding = { address, member: 'open', issue: 'i1', before, at: AT };
    const writes = (await bindingWrites(house.store, binding)).filter(({ is }) => is !== 'code-used');
    expect(await house.store.commit({ at: AT, writes })).toBe('done');
    expect((await house.store.memberAt(address))?.member).toMatchObject({
      id: 'open',
      province: 'shanxi',
      title: 'senior',
      flags: [],
      told: ['title'],
    });
  });
});
