import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { standing } from '../../src/ledger/standing.ts';
import { decide } from '../../src/people/review/decide.ts';
import { ownerOfFile, reviewsFor } from '../../src/people/review/waiting.ts';
import type { Decision } from '../../src/types/index.ts';
import type { Address } from '../../src/types/message.ts';
import type { Member } from '../../src/types/person.ts';
import { nurse, openTestHouse, report, rulesets, settle, type TestHouse } from '../desk/house.ts';

const AT = '2026-11-22T02:00:00Z';
const hers: Address = { channel: 'lark', peer: 'ou_1' };
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const boss = nurse('boss', { unit: 'u1', manages: ['u1'] });
const her = nurse('her', { unit: 'u1' });

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
const recorded = async (...words: string[]): Promise<void> => {
  for (const text of [...words, '确认']) await house.tell(hers, text);
};
const texts = async () => (await house.said()).map(({ to, body }) => `${to.peer} ${body.text}`).join('\n');
const pass = async (): Promise<Decision> => {
  const [item] = await waiting();
  if (!item) throw new Error('nothing waits');
  return { is: item.is, id: item.id, member: item.member, was: item.status, to: item.choices[0]?.to ?? '' };
};

describe('a report that waits', () => {
  it('is shown with what it says, what it earns and its papers', async () => {
    await house.tell(hers, { is: 'file', name: '证书.png', mime: 'image/png', bytes: async () => PNG });
    await recorded(report(10, 8));
    const [item] = await waiting();
    expect(item).toMatchObject({
      is: 'activity',
      name: '测试her',
      what: expect.stringMatching(/继续医学教育项目.*省级.*6 小时/),
      worth: '2 学分',
      files: [{ name: '证书.png' }],
      warnings: [],
      choices: [{ to: 'approved' }, { to: 'rejected' }],
    });
    expect(await ownerOfFile(house.store, boss, item?.files[0]?.hash ?? '')).toBe('her');
    expect(
      await ownerOfFile(house.store, nurse('other', { manages: ['u2'] }), item?.files[0]?.hash ?? ''),
    ).toBeUndefined();
  });

  it('comes back for want of a paper: the paper alone mends it, after a yes', async () => {
    await recorded(report(10, 8));
    await take({ ...(await pass()), to: 'rejected', reason: '缺证书图片' });
    await house.tell(hers, { is: 'file', name: '证书.png', mime: 'image/png', bytes: async () => PNG });
    expect(await texts()).toMatch(/上次退回的“.*”已补上这份材料/u);
    expect(await waiting()).toEqual([]);
    await house.tell(hers, '确认');
    const again = await waiting();
    expect(again).toHaveLength(1);
    expect(again[0]).toMatchObject({ worth: '2 学分', files: [{ name: '证书.png' }] });
    expect((await house.store.ledger('her')).map(({ status }) => status).sort()).toEqual(['submitted', 'withdrawn']);
  });

  it('comes back, and a paper that is for something else waits for its own report', async () => {
    await recorded(report(10, 8));
    await take({ ...(await pass()), to: 'rejected', reason: '缺证书图片' });
    expect((await house.tell(hers, '明细')).map(({ body }) => body.text).join()).toMatch(/被退回，暂时不计/u);
    await house.tell(hers, { is: 'file', name: '别的.png', mime: 'image/png', bytes: async () => PNG });
    await house.tell(hers, '取消');
    expect((await house.store.ledger('her')).map(({ status }) => status)).toEqual(['rejected']);
    await recorded(report(10, 9));
    const [item] = await waiting();
    expect(item?.files).toHaveLength(1);
  });

  it('passes: the person hears it, the ledger says so, nothing waits', async () => {
    await recorded(report(10, 8));
    expect(await take(await pass())).toEqual({ told: [hers] });
    expect((await house.store.ledger('her')).map(({ status }) => status)).toEqual(['approved']);
    expect(await texts()).toMatch(/ou_1 您登记的“2026年10月8日.*”审核通过了/);
    expect(await waiting()).toEqual([]);
    expect((await house.store.audit('her')).find(({ what }) => what === 'reviewed')).toMatchObject({
      by: 'boss',
    });
  });

  it('is sent back with a reason, and only with one; it then earns nothing', async () => {
    await recorded(report(10, 8));
    const refusal = { ...(await pass()), to: 'rejected' };
    expect(await take(refusal)).toBe('no-reason');
    expect(await take({ ...refusal, reason: '  ' })).toBe('no-reason');
    await take({ ...refusal, reason: '证书看不清' });
    expect(await texts()).toContain('证书看不清');
    const [ledger, requests] = await Promise.all([house.store.ledger('her'), house.store.requests('her')]);
    expect(standing(rulesets, { member: her, ledger, requests }, '2026-11-22')?.assessment.total).toBe(0);
  });

  it('is decided once: the second hears that it has moved', async () => {
    await recorded(report(10, 8));
    const decision = await pass();
    const second = nurse('second', { unit: 'u1', manages: ['u1'] });
    const both = await Promise.all([take(decision), take({ ...decision, to: 'rejected', reason: '不符' }, second)]);
    expect(both.filter((one) => one === 'moved')).toHaveLength(1);
    expect((await texts()).match(/审核通过了|被退回了/g)).toHaveLength(1);
  });

  it('cannot be passed after it was taken back', async () => {
    await recorded(report(10, 8));
    const decision = await pass();
    await recorded('撤回刚才那条');
    expect(await take(decision)).toBe('moved');
    expect((await house.store.ledger('her')).map(({ status }) => status)).toEqual(['withdrawn']);
  });

  it('is nobody’s but the unit’s manager’s, and never one’s own', async () => {
    await recorded(report(10, 8));
    const decision = await pass();
    const stranger = nurse('stranger', { manages: ['u2'] });
    const self: Member = { ...her, manages: ['u1'] };
    for (const one of [stranger, self, nurse('plain', { unit: 'u1' })]) {
      expect(await waiting(one)).toEqual([]);
      expect(await take(decision, one)).toBe('moved');
    }
    expect(await take({ ...decision, to: 'withdrawn' })).toBe('moved');
    expect((await house.store.ledger('her')).map(({ status }) => status)).toEqual(['submitted']);
  });

  it('warns of papers that hang on two reports, and of a correction', async () => {
    const file = { is: 'file', name: '证书.png', mime: 'image/png', bytes: async () => PNG } as const;
    await house.tell(hers, file);
    await recorded(report(10, 8));
    await house.tell(hers, report(9, 3));
    await house.tell(hers, file);
    await recorded();
    expect((await waiting()).map(({ warnings }) => warnings.join())).toEqual([
      expect.stringContaining('还附在别的申报上'),
      expect.stringContaining('还附在别的申报上'),
    ]);
    await recorded('刚才那条是9个小时');
    expect((await waiting()).at(-1)?.warnings.join()).toMatch(/更正了原来的.*6 小时/);
  });
});

describe('a request that waits', () => {
  it('goes from verified to filed, and the makeup then counts as filed', async () => {
    await recorded('我想申请补学', '出国半年没能参加');
    const [asked] = await house.store.requests('her');
    expect(asked?.status).toBe('submitted');
    await take(await pass());
    expect(await texts()).toContain('补学申请：单位已核实');
    expect(await take(await pass())).toEqual({ told: [hers] });
    expect((await house.store.requests('her'))[0]?.status).toBe('filed');
    expect(await waiting()).toEqual([]);
  });

  it('an agreed emergency exemption finishes the year', async () => {
    const fujian = { ...her, province: 'fujian' } as const;
    const request = {
      id: 'r1',
      kind: 'exemption',
      year: 2026,
      status: 'approved',
      at: AT,
      fields: { reason: '突发公共卫生事件中符合免修规定' },
    } as const;
    const of = (one: typeof request | undefined) =>
      standing(rulesets, { member: fujian, ledger: [], requests: one ? [one] : [] }, '2026-11-22')?.assessment
        .compliant;
    expect([of(request), of(undefined)]).toEqual([true, false]);
  });
});
