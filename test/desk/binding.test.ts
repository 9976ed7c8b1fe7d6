import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveCode } from '../../src/people/issuing.ts';
import type { Address } from '../../src/types/message.ts';
import { nurse, openTestHouse, report, settle, type TestHouse } from './house.ts';

const web: Address = { channel: 'web', peer: 'b1' };
const lark: Address = { channel: 'lark', peer: 'ou_1' };
const wechat: Address = { channel: 'wechat', peer: 'wx_1' };
const HOUR = 3_600_000;

let house: TestHouse;
let moved: Address[];
beforeEach(async () => {
  moved = [];
  house = await openTestHouse(':memory:', { moved: (all) => moved.push(...all) });
  await settle(house.store, nurse('a', { staffNumber: 'A1024' }), web);
});
afterEach(() => house.close());

const later = (ms: number) => {
  house.now = new Date(Date.parse(house.now) + ms).toISOString();
};
const whose = async (address: Address) => (await house.store.memberAt(address))?.member.id;
const give = async (id: string) => {
  const found = await house.store.member(id);
  if (!found) throw new Error(`nobody is ${id}`);
  return (await giveCode(house.store, found.member, { at: house.now, by: 'operator' })).code;
};
const add = (id: string) =>
  house.store.commit({
    at: house.now,
    writes: [{ is: 'member', member: nurse(id, { staffNumber: `S${id.toUpperCase()}1` }), origin: 'roster' }],
  });
const textOf = (rows: Awaited<ReturnType<TestHouse['said']>>, to?: Address) =>
  rows
    .filter((row) => to === undefined || (row.to.channel === to.channel && row.to.peer === to.peer))
    .map(({ body }) => body.text)
    .join('\n');

describe('a chat is bound', () => {
  it.each([
    [['绑定 A1024 CODE']],
    [['工号A1024，绑定码CODE']],
    [['绑定 CODE A1024']],
    [['绑定', 'A1024 CODE']],
    [['绑定', 'A1024', 'CODE']],
    [['绑定 A1024', 'CODE']],
    [['CODE', '工号是a1024']],
    [['绑定码 CODE', 'A1024']],
    [['您好', '我要绑定', '工号 A1024', '码 CODE']],
  ])('%j', async (said) => {
    const code = await give('a');
    for (const text of said) await house.tell(lark, text.replace('CODE', code));
    expect(await whose(lark)).toBe('a');
    // The page was told, with a way back.
    expect(textOf(await house.said(), web)).toMatch(/飞书.*解绑那个聊天/);
    expect(moved).toContainEqual(web);
  });

  it('by one answer, whatever was wrong', async () => {
    const code = await give('a');
    const said = new Set<string>();
    for (const [n, text] of [
      '绑定 A1024 K7M2-9PRT-4XWA',
      `绑定 B9 ${code}`,
      '绑定 A1024 123456',
      '绑定 A1024 K7M2',
    ].entries())
      said.add(textOf(await house.tell({ channel: 'lark', peer: `x${n}` }, text)));
    for (let n = 0; n < 8; n += 1) said.add(textOf(await house.tell(lark, `绑定 C${n} K7M2-9PRT-4XWA`)));
    later(9 * 24 * HOUR);
    said.add(textOf(await house.tell({ channel: 'lark', peer: 'late' }, `绑定 A1024 ${code}`)));
    said.delete('请发一下绑定码。');
    expect([...said]).toEqual([expect.stringContaining('没能绑定上')]);
  });

  it('by a code for one’s other chat, for ten minutes', async () => {
    const told = textOf(await house.tell(web, '绑定'));
    later(11 * 60_000);
    await house.tell(lark, /^绑定 .*$/m.exec(told)?.[0] ?? '');
    expect(await whose(lark)).not.toBe('a');
    await house.tell(lark, /^绑定 .*$/m.exec(textOf(await house.tell(web, '绑定')))?.[0] ?? '');
    expect(await whose(lark)).toBe('a');
  });

  it('somebody without a staff number is told a number with the code', async () => {
    await house.tell(wechat, '我叫测试丙，浙江的，主管护师');
    await house.store.commit({
      at: house.now,
      writes: [
        { is: 'member', member: nurse('c'), origin: 'self' },
        { is: 'identity', address: wechat, member: 'c' },
      ],
    });
    const [, line] = /^(绑定 \d{6} \S+)$/m.exec(textOf(await house.tell(wechat, '绑定'))) ?? [];
    await house.tell(lark, line ?? '');
    expect(await whose(lark)).toBe('c');
  });
});

describe('a chat that is somebody’s', () => {
  it('asks before it becomes another’s, and nothing goes along', async () => {
    await add('b');
    const code = await give('b');
    await house.tell(web, report(3, 5));
    const asked = textOf(await house.tell(web, `绑定 SB1 ${code}`));
    expect(asked).toMatch(/测试a.*不会带过去/);
    expect(await whose(web)).toBe('a');
    await house.tell(web, '确认');
    expect(await whose(web)).toBe('b');
    expect((await house.store.lines('web', 'b1', 0)).map(({ body }) => JSON.stringify(body)).join()).not.toMatch(
      /学分|继教/,
    );
    expect((await house.store.conversation('b'))?.drafts ?? []).toEqual([]);
    expect((await house.store.conversation('a'))?.drafts).toHaveLength(1);
  });

  it('stays what it was after a no, and the code stays good', async () => {
    await add('b');
    const code = await give('b');
    await house.tell(web, `绑定 SB1 ${code}`);
    expect(textOf(await house.tell(web, '不绑了'))).toContain('没有绑定');
    expect(await whose(web)).toBe('a');
    await house.tell(lark, `绑定 SB1 ${code}`);
    expect(await whose(lark)).toBe('b');
  });

  it('takes no yes from another chat, nor for a code that was used meanwhile', async () => {
    await add('b');
    const code = await give('b');
    await house.store.commit({ at: house.now, writes: [{ is: 'identity', address: wechat, member: 'a' }] });
    await house.tell(web, `绑定 SB1 ${code}`);
    await house.tell(wechat, '确认');
    expect([await whose(web), await whose(wechat)]).toEqual(['a', 'a']);
    await house.tell(lark, `绑定 SB1 ${code}`);
    expect(textOf(await house.tell(web, '确认'))).not.toContain('绑定成功');
    expect(await whose(web)).toBe('a');
  });

  it('of somebody who only introduced themselves is told that their records go along', async () => {
    await house.store.commit({
      at: house.now,
      writes: [
        { is: 'member', member: nurse('self'), origin: 'self' },
        { is: 'identity', address: lark, member: 'self' },
        {
          is: 'entry',
          member: 'self',
          entry: {
            activity: { id: 'early', type: 'public-course', date: '2026-02-02', credits: 2 },
            status: 'submitted',
            recordedAt: house.now,
            attachments: [],
          },
        },
      ],
    });
    expect(textOf(await house.tell(lark, `绑定 A1024 ${await give('a')}`), lark)).toMatch(/1 项会一起带过去/);
    await house.tell(lark, '确认');
    expect(await whose(lark)).toBe('a');
    expect((await house.store.ledger('a')).map(({ activity }) => activity.id)).toEqual(['early']);
  });
});

it('a code told in a chat that is the person’s already is used up all the same', async () => {
  const code = await give('a');
  expect(textOf(await house.tell(web, `绑定 A1024 ${code}`))).toContain('已经绑定');
  await house.tell(lark, `绑定 A1024 ${code}`);
  expect(await whose(lark)).not.toBe('a');
});

describe('one’s chats', () => {
  beforeEach(async () => {
    await house.tell(lark, `绑定 A1024 ${await give('a')}`);
  });

  it('are listed, this one marked', async () => {
    const text = textOf(await house.tell(lark, '我的绑定'));
    expect(text).toMatch(/^1\. 网页：.*2026年1月5日/m);
    expect(text).toMatch(/^2\. 飞书（就是这里）：/m);
    expect(text).not.toMatch(/ou_1|b1/);
  });

  it('a chat given up is nobody’s: nothing of the person is left in it', async () => {
    await house.tell(lark, report(3, 5));
    await house.tell(lark, '不报了');
    await house.tell(lark, '解绑这个聊天');
    expect(await whose(lark)).toBe('a');
    expect(textOf(await house.tell(lark, '确认'))).toContain('已解绑');
    const now = await house.store.memberAt(lark);
    expect([now?.origin, now?.member.name]).toEqual(['bare', undefined]);
    expect(textOf(await house.tell(lark, '我还差几分'), lark)).not.toMatch(/测试a|还差 \d/);
    expect(textOf(await house.tell(lark, '我的资料'), lark)).not.toMatch(/测试a/);
    expect((await house.store.identities('a')).map(({ address }) => address.channel)).toEqual(['web']);
    expect((await house.store.audit('a')).map(({ what }) => what)).toContain('unbound');
  });

  it('of somebody who introduced themselves here comes back as nobody, not as them', async () => {
    const mine: Address = { channel: 'web', peer: 'b9' };
    await house.tell(mine, '你好');
    const id = (await whose(mine)) ?? '';
    await house.store.commit({ at: house.now, writes: [{ is: 'member', member: nurse(id), origin: 'self' }] });
    await house.tell(mine, '解绑');
    await house.tell(mine, '确认');
    await house.tell(mine, '你好');
    expect(await whose(mine)).not.toBe(id);
    expect((await house.store.member(id))?.member.name).toBe(`测试${id}`);
    expect(JSON.stringify(await house.store.lines('web', 'b9', 0))).not.toContain(`测试${id}`);
  });

  it('the older one undoes the newer one', async () => {
    expect(textOf(await house.tell(web, '解绑那个聊天'))).toMatch(/要解绑飞书/);
    await house.tell(web, '确认');
    expect(await whose(lark)).not.toBe('a');
    expect(await whose(web)).toBe('a');
  });

  it('the newer one does not turn the older one out, until it has been there for a day', async () => {
    for (const text of ['解绑那个聊天', '解绑网页', '解绑第一个']) {
      await house.tell(lark, text);
      await house.tell(lark, '确认');
      expect(await whose(web), text).toBe('a');
    }
    later(25 * HOUR);
    await house.tell(lark, '解绑网页');
    await house.tell(lark, '确认');
    expect(await whose(web)).not.toBe('a');
  });

  it('which one is asked where there are several, and answered by its number', async () => {
    await house.tell(wechat, `绑定 A1024 ${await give('a')}`);
    expect(textOf(await house.tell(web, '解绑'))).toContain('哪一个');
    await house.tell(web, '2');
    await house.tell(web, '确认');
    expect([await whose(web), await whose(wechat)]).toEqual(['a', 'a']);
    expect(await whose(lark)).not.toBe('a');
  });
});

describe('a code that was typed', () => {
  it('is not kept, on the page or in the inbox', async () => {
    const code = await give('a');
    const page: Address = { channel: 'web', peer: 'b7' };
    for (const text of ['K7M2-9PRT-4XWA', `绑定 A1024 ${code.toLowerCase()}`]) await house.tell(page, text);
    const kept = JSON.stringify(await house.store.lines('web', 'b7', 0)).toUpperCase();
    expect(kept).toContain('A1024');
    for (const secret of [code, 'K7M2-9PRT-4XWA'])
      for (const part of secret.split('-')) expect(kept).not.toContain(part);
  });

  it('nor is one that we gave out, once it is over or another took its place', async () => {
    const said = async () => JSON.stringify([await house.store.lines('web', 'b1', 0), await house.said()]);
    const [first] = /\w{4}-\w{4}-\w{4}/.exec(textOf(await house.tell(web, '绑定'))) ?? [''];
    expect(await said()).toContain(first);
    const [second] = /\w{4}-\w{4}-\w{4}/.exec(textOf(await house.tell(web, '绑定'))) ?? [''];
    expect(await said()).not.toContain(first);
    await house.store.hushCodes(house.now);
    expect(await said()).toContain(second);
    later(HOUR);
    expect(await house.store.hushCodes(house.now)).toBe(1);
    expect(await said()).not.toContain(second);
    expect(await said()).toContain('绑定 A1024 ••••');
  });

  it('in a group binds nobody, is burnt, and its writer told in private', async () => {
    const code = await give('a');
    const group: Address = { ...lark, room: 'oc_1' };
    const rows = await house.tell(group, `绑定 A1024 ${code}`);
    const inGroup = rows.filter(({ to }) => to.room !== undefined).map(({ body }) => body.text);
    const alone = rows.filter(({ to }) => to.room === undefined).map(({ body }) => body.text);
    expect(inGroup.join()).toContain('私聊');
    expect(inGroup.join()).not.toContain('作废');
    expect(alone.join()).toContain('作废');
    await house.tell(lark, `绑定 A1024 ${code}`);
    expect(await whose(lark)).not.toBe('a');
  });

  it('none is given out in a group', async () => {
    const rows = await house.tell({ channel: 'web', peer: 'b1', room: 'g' }, '绑定');
    expect(textOf(rows)).not.toMatch(/\w{4}-\w{4}-\w{4}/);
  });
});

it('fifteen hundred guesses through the chats of three hundred strangers bind nobody', {
  timeout: 120_000,
}, async () => {
  const code = await give('a');
  const people = 300;
  for (let i = 0; i < people; i += 1)
    for (let n = 0; n < 5; n += 1)
      await house.keep(
        { channel: 'web', peer: `guess${i}` },
        `绑定 A${1020 + (i % 8)} K7M2-9PRT-${String(1000 + ((i * 5 + n) % 9000))}`,
      );
  await house.desk.drain();
  expect((await house.store.identities('a')).map(({ address }) => address.peer)).toEqual(['b1']);
  // Its person comes in all the same, by another door and a code that is given out anew.
  expect(code).not.toBe('');
  await house.tell(lark, `绑定 A1024 ${await give('a')}`);
  expect(await whose(lark)).toBe('a');
});
