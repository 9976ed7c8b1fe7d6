import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mondayOf, preview, type Ticked, tick } from '../../src/clock/tick.ts';
import { demoWrites, loadDemo } from '../../src/house/demo.ts';
import { creditYear, loadRulesets } from '../../src/rules/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import type { Activity } from '../../src/types/activity.ts';
import type { Member } from '../../src/types/person.ts';

const root = join(import.meta.dirname, '..', '..');
const rulesets = loadRulesets(join(root, 'rules'), join(root, 'faq', 'documents', 'raw'));
const JOINED = '2026-01-05T09:00:00+08:00';

let folder: string;
let store: Store;
const open = async (): Promise<void> => {
  store = await openStore(join(folder, 'x.db'), JOINED);
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-clock-'));
  await open();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const nurse = (id: string, more: Partial<Member> = {}): Member => ({
  id,
  name: `测试${id}`,
  province: 'zhejiang',
  title: 'mid',
  profession: 'nurse',
  institution: { level: 'county', kind: 'hospital' },
  unit: 'u1',
  ...more,
});
const join_ = (member: Member, at = JOINED) =>
  store.commit({
    at,
    writes: [
      { is: 'unit', unit: { id: 'u1', name: '测试科', institution: '测试医院', province: 'zhejiang', demo: false } },
      { is: 'member', member, origin: 'roster' },
      { is: 'identity', address: { channel: 'lark', peer: `ou_${member.id}` }, member: member.id },
    ],
  });
const record = (member: string, activity: Activity) =>
  store.commit({
    at: JOINED,
    writes: [{ is: 'entry', member, entry: { activity, status: 'approved', recordedAt: JOINED, attachments: [] } }],
  });
const at = (day: string, hour = 10): string => `${day}T${String(hour).padStart(2, '0')}:00:00+08:00`;
const strike = (now: string, from: Store = store): Promise<Ticked> =>
  tick({ store: from, rulesets, desk: { silence: async () => 'done' }, caps: () => undefined }, now);
/** All that the outbox holds: key and text. */
const said = async (): Promise<readonly (readonly [string, string])[]> => {
  const rows = await store.due(['lark'], '2030-01-01T00:00:00Z', 1000);
  return rows.map(({ key, body }) => [key, body.text] as const);
};
const stages = async (): Promise<string[]> =>
  (await said()).flatMap(([key]) => {
    const [, rule = '', , stage = ''] = JSON.parse(key.replace(/^notice:/, '')) as string[];
    return rule.startsWith('shortfall') ? [stage] : [];
  });

describe('reminders before the end of the credit year', () => {
  beforeEach(() => join_(nurse('a')));

  it('says each stage once, however often the clock strikes', async () => {
    for (const day of [
      '2026-10-02',
      '2026-10-02',
      '2026-10-03',
      '2026-11-01',
      '2026-11-02',
      '2026-12-01',
      '2026-12-24',
      '2026-12-24',
    ])
      for (const hour of [9, 10, 15]) await strike(at(day, hour));
    expect(await stages()).toEqual(['D90', 'D60', 'D30', 'D7']);
  });

  it('says nothing before the first stage, nothing to somebody compliant, nothing in the night', async () => {
    await strike(at('2026-09-30'));
    expect(await said()).toEqual([]);
    await strike(at('2026-12-01', 3));
    await strike(at('2026-12-01', 22));
    expect(await said()).toEqual([]);
    await record('a', {
      id: 'x',
      type: 'secondment',
      from: '2026-02-01',
      to: '2026-08-31',
      approved: true,
      fullTime: true,
      passed: true,
      target: 'higher',
    });
    await strike(at('2026-12-01'));
    expect(await stages()).toEqual([]);
  });

  it('says after an outage only the latest stage', async () => {
    await strike(at('2026-10-02'));
    await strike(at('2026-12-29'));
    expect(await stages()).toEqual(['D90', 'D3']);
  });

  it('holds the number, the deadline and the clause', async () => {
    await strike(at('2026-12-01'));
    const [, text] = (await said())[0] ?? [];
    expect(text).toContain('还差 25 分');
    expect(text).toContain('2026年12月31日');
    expect(text).toContain('还有 30 天');
    expect(text).toContain('25学分');
    expect(text).not.toMatch(/[a-z]{3,}/i);
  });

  it('cites the row that is the person’s own', async () => {
    await join_(nurse('y', { province: 'yunnan', title: 'mid' }));
    await join_(nurse('z', { province: 'yunnan', title: 'junior' }));
    await strike(at('2026-12-01'));
    const texts = new Map((await said()).map(([key, text]) => [(JSON.parse(key.slice(7)) as string[])[0], text]));
    expect(texts.get('y')).toMatch(/还差 25 分[\s\S]*依据：.*中级/);
    expect(texts.get('z')).toMatch(/还差 20 分[\s\S]*依据：.*初级/);
  });

  it('prompts for makeup in the missed year', async () => {
    await strike(at('2026-12-01'));
    expect((await said()).filter(([, text]) => text.includes('补学'))).toHaveLength(1);
    await strike(at('2026-12-02'));
    expect((await said()).filter(([, text]) => text.includes('申请补学'))).toHaveLength(1);
  });

  it('says nothing twice and forgets nobody when the process dies in the middle', async () => {
    for (const id of ['b', 'c', 'd', 'e']) await join_(nurse(id));
    for (let survives = 0; survives < 12; survives += 1) {
      let left = survives;
      const dying: Store = {
        ...store,
        notify: (...all) => {
          if (left === 0) return Promise.reject(new Error('killed'));
          left -= 1;
          return store.notify(...all);
        },
      };
      await strike(at('2026-12-01'), dying).catch(() => undefined);
      await store.close();
      await open();
    }
    await strike(at('2026-12-01'));
    const keys = (await said()).map(([key]) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await stages()).toEqual(['D30', 'D30', 'D30', 'D30', 'D30']);
  });

  it('leaves somebody who joined today in peace until tomorrow', async () => {
    await join_(nurse('new'), at('2026-12-01', 8));
    await strike(at('2026-12-01'));
    expect(await stages()).toEqual(['D30']);
    await strike(at('2026-12-02'));
    expect(await stages()).toEqual(['D30', 'D30']);
  });

  it('does not talk into a channel that cannot be talked into first', async () => {
    const caps = {
      cards: true,
      updatableCards: false,
      files: false,
      push: 'none',
      bytesPerText: 100,
      messagesPerMinute: 1,
    } as const;
    await tick({ store, rulesets, desk: { silence: async () => 'done' }, caps: () => caps }, at('2026-12-01'));
    expect(await said()).toEqual([]);
  });
});

describe('the weekly digest', () => {
  beforeEach(async () => {
    await join_(nurse('boss', { title: 'senior', unit: 'u0', manages: ['u1'] }));
    await join_(nurse('a'));
    await join_(nurse('b'));
    await record('b', {
      id: 'x',
      type: 'secondment',
      from: '2026-02-01',
      to: '2026-08-31',
      approved: true,
      fullTime: true,
      passed: true,
      target: 'higher',
    });
  });
  const digests = async () => (await said()).filter(([key]) => key.includes('digest:'));

  it('comes once a week to the manager, and to nobody else', async () => {
    for (const day of ['2026-06-01', '2026-06-01', '2026-06-03', '2026-06-07']) await strike(at(day));
    expect(await digests()).toHaveLength(1);
    await strike(at('2026-06-08'));
    const all = await digests();
    expect(all).toHaveLength(2);
    expect(all.every(([key]) => key.includes('"boss"'))).toBe(true);
    expect(all[0]?.[1]).toContain('共 2 人：1 人达标，1 人还差。');
    expect(all[0]?.[1]).toContain('测试a 主管护师（中级）：还差 25 分');
  });

  it('of a tree is one message by departments; who only reads or reviews is sent none', async () => {
    const unit = (id: string, parent?: string) =>
      ({
        is: 'unit',
        unit: {
          id,
          name: `${id}科`,
          institution: '测试医院',
          province: 'zhejiang',
          demo: false,
          ...(parent ? { parent } : {}),
        },
      }) as const;
    await join_(nurse('chief', { title: 'senior', unit: 'office', manages: ['top', 'u1'] }));
    await join_(nurse('eye', { unit: 'office', auditor: true }));
    await join_(nurse('judge', { unit: 'office', reviews: [{ unit: 'top' }] }));
    await join_(nurse('c', { unit: 'u2' }));
    await store.commit({ at: JOINED, writes: [unit('top'), unit('u1', 'top'), unit('u2', 'top')] });
    await strike(at('2026-06-01'));
    const all = await digests();
    expect(all.map(([key]) => /"(chief|boss|eye|judge)"/u.exec(key)?.[1]).sort()).toEqual(['boss', 'chief']);
    const whole = all.find(([key]) => key.includes('"chief"'))?.[1];
    expect(whole).toContain('测试医院 top科：2026 年度学分');
    expect(whole).toContain('2 个科室，共 3 人：1 人达标，2 人还差。');
    expect(whole).not.toContain('测试a');
  });

  it('says what nobody has reviewed yet', async () => {
    const waiting = (member: string, activity: Activity) =>
      store.commit({
        at: JOINED,
        writes: [
          { is: 'entry', member, entry: { activity, status: 'submitted', recordedAt: JOINED, attachments: [] } },
        ],
      });
    const project = { type: 'cme-project', level: 'provincial', role: 'participant', passed: true, date: '2026-03-02' };
    await waiting('a', { ...project, id: 'w1', hours: 9 });
    await waiting('b', { ...project, id: 'w2', hours: 3 });
    await strike(at('2026-06-01'));
    const [text] = (await digests()).map(([, words]) => words);
    expect(text).toMatch(/测试a 主管护师（中级）：还差 22 分.*（已有的里 3 分待审核）/);
    expect(text).toContain('达标的人里，1 人的学分中有待审核的。');
  });

  it('comes late, once, when the house was closed on Monday', async () => {
    await strike(at('2026-06-05'));
    await strike(at('2026-06-06'));
    expect(await digests()).toHaveLength(1);
  });

  it('begins its week on Monday', () => {
    expect(['2026-11-22', '2026-11-23', '2026-11-29', '1970-01-01'].map(mondayOf)).toEqual([
      '2026-11-16',
      '2026-11-23',
      '2026-11-23',
      '1969-12-29',
    ]);
  });
});

describe('what a day would send', () => {
  it('shows it without writing anything', async () => {
    await loadDemo(store, '2026-11-22', JOINED, rulesets);
    const before = await store.noticed((await store.membersPage('', 1000)).map(({ member }) => member.id));
    const made = await preview({ store, rulesets }, '2026-12-01');
    expect(made.filter(({ notice }) => notice.rule.startsWith('shortfall')).length).toBeGreaterThan(3);
    expect(made.filter(({ notice }) => notice.rule.startsWith('digest'))).toHaveLength(rulesets.provinces.length);
    expect(await said()).toEqual([]);
    expect(await store.noticed((await store.membersPage('', 1000)).map(({ member }) => member.id))).toEqual(before);
    expect(await preview({ store, rulesets }, '2026-12-01')).toEqual(made);
  });
});

describe('the demo', () => {
  it('has a hospital for every province, all of it marked, with records of the running year', () => {
    for (const day of ['2026-01-03', '2026-07-02', '2026-11-22']) {
      const writes = demoWrites(day, JOINED, rulesets);
      const members = writes.flatMap((write) => (write.is === 'member' ? [write.member] : []));
      expect(new Set(members.map(({ province }) => province))).toEqual(new Set(rulesets.provinces));
      expect(members.every(({ demo }) => demo === true)).toBe(true);
      expect(new Set(members.map(({ staffNumber }) => staffNumber)).size).toBe(members.length);
      for (const write of writes) {
        if (write.is !== 'entry') continue;
        const province = members.find(({ id }) => id === write.member)?.province ?? '';
        const { from } = creditYear(rulesets, province, day);
        const { date, from: begin = date, to: end = date } = write.entry.activity;
        expect(String(begin) >= from && String(begin) <= String(end) && String(end) <= day).toBe(true);
      }
    }
  });
});
