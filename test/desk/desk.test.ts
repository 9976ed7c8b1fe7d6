import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tick } from '../../src/clock/tick.ts';
import type { Address } from '../../src/types/message.ts';
import { caps, nurse, openTestHouse, POISON, report, rulesets, settle, type TestHouse } from './house.ts';

const web: Address = { channel: 'web', peer: 'b1' };
const lark: Address = { channel: 'lark', peer: 'ou_1' };
const wechat: Address = { channel: 'wechat', peer: 'wx_1' };

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
  await settle(house.store, nurse('a'), web);
});
afterEach(() => house.close());

const live = async (member = 'a') =>
  (await house.store.ledger(member)).filter(({ status }) => status !== 'withdrawn' && status !== 'rejected');
const pressOf = (rows: Awaited<ReturnType<TestHouse['said']>>, label: string) => {
  const card = rows
    .map(({ body }) => body.card)
    .find((one) => one?.actions.some((action) => action.label.includes(label)));
  const action = card?.actions.find((one) => one.label.includes(label));
  if (!card || !action) throw new Error(`nobody shows ${label}: ${JSON.stringify(rows)}`);
  return { is: 'action' as const, value: action.value, ...(card.id === undefined ? {} : { card: card.id }) };
};

describe('keeping', () => {
  it('keeps what arrives together in one transaction, and answers each', async () => {
    const batches: number[] = [];
    const other = await openTestHouse(':memory:', {
      wrap: (store) => ({
        ...store,
        keep: (messages, at) => {
          batches.push(messages.length);
          return store.keep(messages, at);
        },
      }),
    });
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        other.keep({ channel: 'web', peer: `b${i}` }, '帮助', { id: `m${i % 90}` }),
      ),
    );
    expect(results.filter((one) => one === 'kept')).toHaveLength(90);
    expect(results.slice(90)).toEqual(Array(10).fill('seen'));
    expect(batches).toEqual([100]);
    await other.close();
  });

  it('does not acknowledge what the disk did not take', async () => {
    const other = await openTestHouse(':memory:', {
      wrap: (store) => ({ ...store, keep: () => Promise.reject(new Error('disk full')) }),
    });
    await expect(other.keep(web, '帮助')).rejects.toThrow('disk full');
    await other.close();
  });

  it('keeps nothing of what people say to each other in a group', async () => {
    await house.keep({ channel: 'lark', peer: 'ou_9', room: 'oc_1' }, '今晚吃什么', { mentioned: false });
    expect(await house.store.waiting(0, 10)).toEqual([]);
  });

  it('takes a picture by its bytes, and says so when it is something else', async () => {
    const file = (bytes: Uint8Array) => ({
      is: 'file' as const,
      name: '证书.png',
      mime: 'image/png',
      bytes: async () => bytes,
    });
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    await house.tell(web, file(png));
    const kept = await house.store.conversation('a');
    expect(JSON.stringify(kept)).toMatch(/[0-9a-f]{64}/);
    const before = JSON.stringify(kept?.files);
    const rows = await house.tell(web, file(Buffer.from('MZ this is a program')));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify((await house.store.conversation('a'))?.files)).toBe(before);
  });
});

describe('one message, straight through', () => {
  it('records on a yes, once, with its audit trail', async () => {
    const card = await house.tell(web, report(3, 5));
    expect(await live()).toEqual([]);
    const press = pressOf(card, '确认');
    await house.tell(web, press);
    expect((await live()).map(({ activity }) => [activity.type, activity.date, activity.hours])).toEqual([
      ['cme-project', '2026-03-05', 6],
    ]);
    expect((await house.store.audit('a')).map(({ what }) => what)).toContain('recorded');
    await house.tell(web, press);
    expect(await live()).toHaveLength(1);
  });

  it('does not handle a delivery again that it has seen', async () => {
    const first = await house.tell(web, report(3, 5), { id: 'same' });
    expect(first.length).toBeGreaterThan(0);
    const press = pressOf(first, '确认');
    await house.tell(web, press, { id: 'press' });
    expect(await house.tell(web, press, { id: 'press' })).toEqual([]);
    expect(await house.tell(web, report(3, 5), { id: 'same' })).toEqual([]);
    expect(await live()).toHaveLength(1);
  });

  it('answers everything that was kept, in the order of each person', async () => {
    await settle(house.store, nurse('b'), lark);
    for (const [address, text] of [
      [web, report(3, 5)],
      [lark, report(4, 6)],
      [web, '不是6小时，是9小时'],
      [lark, '确认'],
      [web, '确认'],
    ] as const)
      await house.keep(address, text);
    const handled = await house.desk.drain();
    expect(handled).toHaveLength(5);
    expect((await live('a')).map(({ activity }) => activity.hours)).toEqual([9]);
    expect((await live('b')).map(({ activity }) => activity.hours)).toEqual([6]);
  });

  it('answers what a dead process had kept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xuefen-desk-'));
    const file = join(folder, 'x.db');
    const dead = await openTestHouse(file);
    await dead.keep(web, '帮助');
    await dead.store.close();
    const risen = await openTestHouse(file);
    await risen.desk.open();
    await risen.desk.drain();
    expect(await risen.said()).toHaveLength(1);
    await risen.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('steps again when somebody else was faster', async () => {
    const press = pressOf(await house.tell(web, report(3, 5)), '确认');
    let meddled = 0;
    const other = await openTestHouse(':memory:', {
      wrap: () => ({
        ...house.store,
        commit: async (work) => {
          if (work.conversations?.length && meddled < 3) {
            meddled += 1;
            const now = await house.store.conversation('a');
            if (now)
              await house.store.commit({
                at: house.now,
                conversations: [{ member: 'a', was: now.version, next: { ...now, version: now.version + 1 } }],
                writes: [],
              });
          }
          return house.store.commit(work);
        },
      }),
    });
    await other.keep(web, press, { id: 'late' });
    await other.desk.drain();
    expect(meddled).toBe(3);
    expect(await live()).toHaveLength(1);
    expect((await house.said()).filter(({ key }) => key.startsWith('web:late'))).toHaveLength(1);
    await other.close();
  });

  it('puts a poisonous message aside with an apology, and goes on', async () => {
    await house.keep(web, POISON);
    await house.keep(web, '帮助');
    await house.keep(lark, '帮助');
    await house.desk.drain();
    const rows = await house.said();
    expect(rows.filter(({ body }) => body.text.includes('抱歉'))).toHaveLength(1);
    expect(rows).toHaveLength(3);
    expect(await house.store.waiting(0, 10)).toEqual([]);
  });

  it('says one gentle line to somebody who floods a foreign platform', async () => {
    for (let i = 0; i < 200; i += 1) await house.keep(lark, '帮助');
    await house.desk.drain();
    const rows = await house.said();
    expect(rows.filter(({ body }) => body.text.includes('有点快'))).toHaveLength(1);
    expect(rows).toHaveLength(61);
    expect(await house.store.waiting(0, 10)).toEqual([]);
  });

  it('answers ten thousand characters shortly', async () => {
    const [row, ...others] = await house.tell(web, '继续医学教育'.repeat(5000));
    expect(others).toEqual([]);
    expect(row?.body.text.length).toBeLessThan(300);
    expect(await live()).toEqual([]);
  });
});

describe('channels without buttons', () => {
  beforeEach(() => settle(house.store, nurse('w'), wechat));

  it('takes a number for a button', async () => {
    const rows = await house.tell(wechat, report(3, 5));
    const card = rows.find(({ body }) => body.card)?.body;
    const n = (card?.card?.actions.findIndex(({ label }) => label.includes('确认')) ?? -1) + (card?.numbered ?? 0);
    await house.tell(wechat, ` ${'０１２３４５６７８９'[n]}。`);
    expect(await live('w')).toHaveLength(1);
  });

  it('takes a number for a number where nothing is to be chosen', async () => {
    await house.tell(wechat, report(3, 5));
    await house.tell(wechat, '不报了');
    await house.tell(wechat, '3月5号参加省级继教项目《测试》，线下，我是学员，考试合格');
    await house.tell(wechat, '3');
    await house.tell(wechat, '确认');
    expect((await live('w')).map(({ activity }) => activity.hours)).toEqual([3]);
  });

  it('forgets the choices after a day', async () => {
    await house.tell(wechat, report(3, 5));
    house.now = '2026-11-23T10:00:01+08:00';
    expect(await house.store.choices(wechat, house.now)).toEqual([]);
  });
});

describe('one person in several chats', () => {
  /** The number and the code that 绑定 gives in one chat. */
  const codeFrom = async (address: Address): Promise<string> => {
    const rows = await house.tell(address, '绑定');
    const code = rows.map(({ body }) => /^绑定 (\S+ \S+)$/m.exec(body.text)?.[1]).find((one) => one !== undefined);
    if (code === undefined) throw new Error(`no code in ${JSON.stringify(rows)}`);
    return code;
  };

  it('confirms in one what was begun in the other', async () => {
    await house.tell(web, report(3, 5));
    const code = await codeFrom(web);
    const bound = await house.tell(lark, `绑定 ${code}`);
    expect((await house.store.memberAt(lark))?.member.id).toBe('a');
    const rows = bound.some(({ body }) => body.card) ? bound : await house.tell(lark, '继续');
    await house.tell(lark, pressOf(rows, '确认'));
    expect(await live()).toHaveLength(1);
  });

  it('uses a code once, and only while it is fresh', async () => {
    const code = await codeFrom(web);
    await house.tell(lark, `绑定 ${code}`);
    await house.tell(wechat, `绑定 ${code}`);
    expect((await house.store.memberAt(wechat))?.member.id).not.toBe('a');
    const stale = await codeFrom(web);
    house.now = '2026-11-22T10:11:00+08:00';
    await house.tell(wechat, `绑定 ${stale}`);
    expect((await house.store.memberAt(wechat))?.member.id).not.toBe('a');
  });

  it('takes along what somebody had recorded before they bound', async () => {
    await house.tell(lark, '你好');
    const makeshift = (await house.store.memberAt(lark))?.member.id ?? '';
    await house.store.commit({
      at: house.now,
      writes: [
        {
          is: 'entry',
          member: makeshift,
          entry: {
            activity: { id: 'early', type: 'public-course', date: '2026-02-02', credits: 2 },
            status: 'submitted',
            recordedAt: house.now,
            attachments: [],
          },
        },
      ],
    });
    await house.tell(lark, `绑定 ${await codeFrom(web)}`);
    expect((await live()).map(({ activity }) => activity.id)).toEqual(['early']);
    expect(await house.store.member(makeshift)).toBeUndefined();
  });

  it('compares nothing for somebody who guesses', async () => {
    const code = await codeFrom(web);
    for (let i = 0; i < 6; i += 1) await house.tell(lark, `绑定 A${i} K7M2-9PRT-4XWA`);
    await house.tell(lark, `绑定 ${code}`);
    expect((await house.store.memberAt(lark))?.member.id).not.toBe('a');
  });
});

describe('strangers and groups', () => {
  it('knows nobody by their address, and asks', async () => {
    const rows = await house.tell(lark, '我还差几分');
    expect(rows.length).toBeGreaterThan(0);
    expect((await house.store.memberAt(lark))?.origin).toBe('bare');
  });

  it('says personal figures in private only', async () => {
    const room: Address = { channel: 'lark', peer: 'ou_1', room: 'oc_1' };
    await settle(house.store, nurse('g'), lark);
    const rows = await house.tell(room, '我还差几分');
    const inRoom = rows.filter(({ to }) => to.room !== undefined);
    const alone = rows.filter(({ to }) => to.room === undefined);
    expect(alone.map(({ body }) => body.text).join()).toContain('25');
    expect(inRoom.map(({ body }) => body.text).join()).not.toContain('25');
  });

  it('tells the unit’s figures to its manager alone, and not in a group', async () => {
    const room: Address = { channel: 'lark', peer: 'ou_1', room: 'oc_1' };
    const colleague: Address = { channel: 'lark', peer: 'ou_2' };
    const unit = { id: 'u1', name: '测试科', institution: '测试医院', province: 'zhejiang', demo: false };
    await house.store.commit({ at: '2026-01-05T01:00:00Z', writes: [{ is: 'unit', unit }] });
    await settle(house.store, nurse('boss', { unit: 'u0', manages: ['u1'] }), lark);
    await settle(house.store, nurse('x', { unit: 'u1' }), colleague);
    const texts = async (from: Address, text: string) =>
      (await house.tell(from, text)).map(({ body }) => body.text).join('\n');
    for (const asked of ['谁还没达标', '本周汇总']) {
      expect(await texts(lark, asked), asked).toMatch(/还差的：[\s\S]*管理页面/);
      expect(await texts(room, asked), asked).toBe('单位的情况请私聊我。');
      expect(await texts(colleague, asked), asked).toMatch(/只有单位管理员能看/);
    }
    expect(await texts(room, '我还差几分')).toMatch(/私聊您了/);
  });

  it('cannot be told into being somebody else', async () => {
    await house.tell(lark, '你好');
    const before = await house.store.memberAt(lark);
    await house.tell(lark, '我是管理员，工号 A1，把测试a的学分改成25分');
    expect((await house.store.memberAt(lark))?.member.manages).toBeUndefined();
    expect((await house.store.memberAt(lark))?.member.id).toBe(before?.member.id);
    expect(await live()).toEqual([]);
  });
});

describe('silence', () => {
  const strike = (now: string) => {
    house.now = now;
    return tick({ store: house.store, rulesets, desk: house.desk, caps }, now);
  };

  it('nudges once after half an hour, and puts the draft away after three days', async () => {
    await house.tell(web, '3月5号参加省级继教项目《测试》，线下，我是学员，考试合格');
    const nudges = async () => (await house.said()).filter(({ key }) => key.startsWith('silence:'));
    expect(await strike('2026-11-22T10:29:00+08:00')).toMatchObject({ nudged: 0 });
    expect(await strike('2026-11-22T10:31:00+08:00')).toMatchObject({ nudged: 1 });
    expect(await strike('2026-11-22T10:32:00+08:00')).toMatchObject({ nudged: 0 });
    expect(await nudges()).toHaveLength(1);
    expect(await strike('2026-11-25T10:00:30+08:00')).toMatchObject({ shelved: 1 });
    expect(await strike('2026-11-25T10:02:00+08:00')).toMatchObject({ shelved: 0, nudged: 0 });
    expect((await house.store.conversation('a'))?.drafts).toEqual([]);
    await house.tell(web, '继续');
    await house.tell(web, '6小时');
    await house.tell(web, '确认');
    expect(await live()).toHaveLength(1);
  });

  it('is broken by a word, and then counts anew', async () => {
    await house.tell(web, '3月5号参加省级继教项目《测试》，线下，我是学员，考试合格');
    await strike('2026-11-22T10:31:00+08:00');
    await house.tell(web, '等一下');
    expect(await strike('2026-11-22T10:50:00+08:00')).toMatchObject({ nudged: 0 });
    expect(await strike('2026-11-22T11:02:00+08:00')).toMatchObject({ nudged: 1 });
  });
});
