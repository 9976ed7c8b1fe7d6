import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, holdFolder, type KeptMessage, openStore, type Saying, type Store } from '../../src/store/index.ts';
import type { LedgerEntry } from '../../src/types/activity.ts';
import type { Conversation } from '../../src/types/conversation/draft.ts';
import type { ChatLine } from '../../src/types/index.ts';
import type { Address } from '../../src/types/message.ts';

const AT = '2026-11-22T09:00:00+08:00';
const LATER = '2026-11-22T10:00:00+08:00';
/** The house keeps the lines of its own page. */
const isLocal = (channel: string): boolean => channel === 'web';
const web: Address = { channel: 'web', peer: 'browser-1' };
const lark: Address = { channel: 'lark', peer: 'ou_1' };

const text = (id: string, words: string, address = web): KeptMessage => ({
  channel: address.channel,
  id,
  at: AT,
  address,
  body: { is: 'text', text: words },
});
const saying = (key: string, to: Address, words = '好'): Saying => ({ key, to, body: { text: words } });
const entry = (id: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  activity: { id, type: 'public-course', date: '2026-03-01', credits: 2 },
  status: 'submitted',
  recordedAt: AT,
  attachments: [],
  ...more,
});

const EMPTY: Conversation = { version: 0, drafts: [], shelf: [], files: [], unknown: [], last: [], prior: [] };

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-store-'));
  store = await openStore(join(folder, 'x.db'), AT, { isLocal });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
const reopen = async (): Promise<void> => {
  await store.close();
  store = await openStore(join(folder, 'x.db'), LATER, { isLocal });
};

const MIGRATIONS = readdirSync(join(import.meta.dirname, '../../src/store/migrations')).filter((name) =>
  /^\d{4}-/.test(name),
).length;

describe('opening', () => {
  it('migrates once, and again does nothing', async () => {
    await store.commit({ at: AT, writes: [{ is: 'setting', key: 'a', value: [1, '二'] }] });
    await reopen();
    expect(await store.setting('a')).toEqual([1, '二']);
    const raw = new Database(join(folder, 'x.db'), { readonly: true });
    expect(raw.prepare('select count(*) as n from migrations').get()).toEqual({ n: MIGRATIONS });
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
    raw.close();
  });

  it('syncs every commit on every connection, also on a file that a lesser connection has used', () => {
    const file = join(folder, 'y.db');
    const lesser = new Database(file);
    lesser.pragma('journal_mode = WAL');
    lesser.pragma('synchronous = OFF');
    lesser.exec('create table t (a)');
    lesser.close();
    for (let i = 0; i < 2; i += 1) {
      const connection = connect(file);
      expect(connection.pragma('synchronous', { simple: true })).toBe(2);
      expect(connection.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
      connection.close();
    }
  });

  it('refuses a file on which WAL cannot be had', () => {
    const file = join(folder, 'held.db');
    const other = new Database(file);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('create table t (a); insert into t values (1)');
    expect(() => connect(file, 0)).toThrow();
    other.close();
  });

  it('gives the data folder to one process at a time', () => {
    const release = holdFolder(folder);
    expect(release).toBeDefined();
    expect(holdFolder(folder)).toBeUndefined();
    release?.();
    const again = holdFolder(folder);
    expect(again).toBeDefined();
    again?.();
  });

  it('copies itself while it is open', async () => {
    await store.keep([text('1', '你好')], AT);
    const copy = join(folder, 'copy.db');
    await store.backup(copy);
    const other = await openStore(copy, AT);
    expect((await other.waiting(0, 10)).map(({ message }) => message.id)).toEqual(['1']);
    await other.close();
  });
});

describe('the inbox', () => {
  it('keeps a message once, also inside one batch and over a restart', async () => {
    expect(await store.keep([text('1', 'a'), text('2', 'b'), text('1', 'a')], AT)).toEqual(['kept', 'kept', 'seen']);
    await reopen();
    expect(await store.keep([text('2', 'b'), text('3', 'c')], AT)).toEqual(['seen', 'kept']);
    expect((await store.waiting(0, 10)).map(({ message }) => message.id)).toEqual(['1', '2', '3']);
  });

  it('tells the same id on two channels apart', async () => {
    expect(await store.keep([text('1', 'a'), text('1', 'a', lark)], AT)).toEqual(['kept', 'kept']);
  });

  it('handles a message once', async () => {
    await store.keep([text('1', 'a')], AT);
    const [row] = await store.waiting(0, 10);
    const work = { at: AT, message: row?.id ?? 0, writes: [{ is: 'say' as const, saying: saying('r', web) }] };
    expect(await store.commit(work)).toBe('done');
    expect(await store.commit({ ...work, writes: [{ is: 'say', saying: saying('other', web) }] })).toBe('handled');
    expect(await store.waiting(0, 10)).toEqual([]);
    expect((await store.due(['web'], AT, 10)).map(({ key }) => key)).toEqual(['r']);
  });

  it('shows a browser its own lines and ours, each once', async () => {
    await store.keep([text('1', '你好')], AT);
    await store.keep([text('1', '你好')], AT);
    await store.commit({ at: AT, writes: [{ is: 'say', saying: saying('r', web) }] });
    await store.commit({ at: AT, writes: [{ is: 'say', saying: saying('r', web) }] });
    const lines = await store.lines('web', web.peer, 0);
    expect(lines.map(({ from, body }) => [from, body.is === 'text' ? body.text : ''])).toEqual([
      ['me', '你好'],
      ['bot', '好'],
    ]);
    expect(await store.lines('web', web.peer, lines[0]?.seq ?? 0)).toHaveLength(1);
    expect(await store.lines('web', 'somebody else', 0)).toEqual([]);
  });

  it('leafs back through a chat, and knows who sent a file', async () => {
    for (const id of ['1', '2', '3', '4']) await store.keep([text(id, `第${id}句`)], AT);
    const said = (lines: readonly ChatLine[]) => lines.map(({ body }) => (body.is === 'text' ? body.text : body.is));
    const newest = await store.linesBefore('web', web.peer, undefined, 2);
    expect(said(newest)).toEqual(['第3句', '第4句']);
    expect(said(await store.linesBefore('web', web.peer, newest[0]?.seq, 2))).toEqual(['第1句', '第2句']);
    expect(await store.linesBefore('web', 'somebody else', undefined, 2)).toEqual([]);

    const body = { is: 'file', name: '证书.pdf', mime: 'application/pdf', size: 3, hash: 'abc123' } as const;
    await store.keep([{ ...text('5', ''), body }], AT);
    expect(await store.fileSent('web', web.peer, 'abc123')).toEqual({ name: '证书.pdf', mime: 'application/pdf' });
    await store.keep([text('6', '"xyz"')], AT);
    for (const [peer, hash] of [
      ['somebody else', 'abc123'],
      [web.peer, 'xyz'],
      [web.peer, '%'],
    ] as const)
      expect(await store.fileSent('web', peer, hash)).toBeUndefined();
  });
});

describe('a commit', () => {
  const member = { id: 'm1', name: '测试甲' };
  beforeEach(async () => {
    await store.commit({ at: AT, writes: [{ is: 'member', member, origin: 'self' }] });
  });

  it('writes nothing at all when the conversation has moved on', async () => {
    const first = { ...EMPTY, version: 1 };
    expect(await store.commit({ at: AT, conversations: [{ member: 'm1', was: 0, next: first }], writes: [] })).toBe(
      'done',
    );
    await store.keep([text('1', 'a')], AT);
    const [row] = await store.waiting(0, 10);
    const late = await store.commit({
      at: AT,
      message: row?.id ?? 0,
      conversations: [{ member: 'm1', was: 0, next: first }],
      writes: [
        { is: 'entry', member: 'm1', entry: entry('a1') },
        { is: 'say', saying: saying('r', web) },
      ],
    });
    expect(late).toBe('stale');
    expect(await store.ledger('m1')).toEqual([]);
    expect(await store.due(['web'], AT, 10)).toEqual([]);
    expect(await store.waiting(0, 10)).toHaveLength(1);
  });

  it('writes nothing at all when one row is refused', async () => {
    await store.commit({ at: AT, writes: [{ is: 'entry', member: 'm1', entry: entry('a1') }] });
    await expect(
      store.commit({
        at: AT,
        writes: [
          { is: 'say', saying: saying('r', web) },
          { is: 'entry', member: 'm1', entry: entry('a1') },
        ],
      }),
    ).rejects.toThrow();
    expect(await store.due(['web'], AT, 10)).toEqual([]);
  });

  it('overwrites nothing: a correction stands beside what it replaces', async () => {
    await store.commit({ at: AT, writes: [{ is: 'entry', member: 'm1', entry: entry('a1') }] });
    await store.commit({ at: LATER, writes: [{ is: 'entry', member: 'm1', entry: entry('a2', { replaces: 'a1' }) }] });
    expect((await store.ledger('m1')).map(({ activity, status, replaces }) => [activity.id, status, replaces])).toEqual(
      [
        ['a1', 'withdrawn', undefined],
        ['a2', 'submitted', 'a1'],
      ],
    );
  });

  it("does not touch somebody else's record", async () => {
    await store.commit({ at: AT, writes: [{ is: 'entry', member: 'm1', entry: entry('a1') }] });
    await store.commit({
      at: AT,
      writes: [
        { is: 'member', member: { id: 'm2' }, origin: 'self' },
        { is: 'entry-status', activity: 'a1', member: 'm2', status: 'withdrawn' },
        { is: 'attach', activity: 'a1', member: 'm2', files: ['f'] },
        { is: 'entry', member: 'm2', entry: entry('a2', { replaces: 'a1' }) },
      ],
    });
    expect(await store.ledger('m1')).toEqual([entry('a1')]);
  });

  it('makes one person of two', async () => {
    await store.commit({
      at: AT,
      writes: [
        { is: 'member', member: { id: 'm2' }, origin: 'bare' },
        { is: 'identity', address: lark, member: 'm2' },
        { is: 'entry', member: 'm2', entry: entry('a2') },
        { is: 'entry', member: 'm1', entry: entry('a1') },
        { is: 'merge', from: 'm2', to: 'm1' },
      ],
    });
    expect((await store.memberAt(lark))?.member.id).toBe('m1');
    expect((await store.ledger('m1')).map(({ activity }) => activity.id)).toEqual(['a2', 'a1']);
    expect(await store.member('m2')).toBeUndefined();
  });

  it('keeps one code a person, and uses it up once', async () => {
    const code = (issue: string) => ({
      member: 'm1',
      issue,
      number: 'A1',
      salt: '00',
      hash: 'ff',
      tag: 7,
      until: LATER,
      issuedAt: AT,
      issuedBy: 'operator',
    });
    const use = (issue: string) => store.commit({ at: AT, writes: [{ is: 'code-used', member: 'm1', issue }] });
    await store.commit({ at: AT, writes: [{ is: 'code', code: code('first') }] });
    await store.commit({ at: AT, writes: [{ is: 'code', code: code('second') }] });
    expect((await store.codesOf(['m1'])).map(({ issue }) => issue)).toEqual(['second']);
    expect(await use('first')).toBe('stale');
    expect(await use('second')).toBe('done');
    expect(await use('second')).toBe('stale');
    expect(await store.openWithTag(7, '', AT)).toEqual([]);
  });

  it('finds who holds a certificate, but not one that was withdrawn', async () => {
    await store.commit({
      at: AT,
      writes: [
        { is: 'entry', member: 'm1', entry: entry('a1'), certificate: 'N1' },
        { is: 'entry', member: 'm1', entry: entry('a2', { status: 'withdrawn' }), certificate: 'N2' },
      ],
    });
    expect(await store.certificates(['N1', 'N2', 'N3'], 'm9')).toEqual({ N1: { mine: false, activity: 'a1' } });
  });

  it('keeps a member as told, field by field', async () => {
    const whole = {
      id: 'm3',
      name: '测试丙',
      province: 'zhejiang',
      title: 'mid' as const,
      profession: 'nurse',
      institution: { level: 'county' as const, kind: 'hospital' },
      flags: ['maternity'],
      manages: ['u1'],
      unit: 'u1',
      staffNumber: 'A1',
      maternityLeave: { from: '2026-01-01', to: '2026-06-01' },
    };
    await store.commit({ at: AT, writes: [{ is: 'member', member: whole, origin: 'roster' }] });
    expect((await store.memberByStaffNumber('A1'))?.member).toEqual(whole);
    expect((await store.members({ duty: true })).map((one) => one.member.id)).toEqual(['m3']);
  });
});

describe('a notice', () => {
  const notice = { member: 'm1', rule: 'shortfall:2026', deadline: '2026-12-31', stage: 'D30' };
  it('is said once, with its words, whatever happens', async () => {
    const say = (key: string) => [{ is: 'say' as const, saying: saying(key, lark) }];
    expect(await store.notify(notice, AT, say('k1'))).toBe('done');
    await reopen();
    expect(await store.notify(notice, LATER, say('k2'))).toBe('said');
    expect(await store.notify({ ...notice, stage: 'D14' }, LATER, say('k3'))).toBe('done');
    expect((await store.due(['lark'], LATER, 10)).map(({ key }) => key)).toEqual(['k1', 'k3']);
  });
});

describe('the outbox', () => {
  it('keeps the order of one address, and lets others pass', async () => {
    const other: Address = { channel: 'lark', peer: 'ou_2' };
    await store.commit({
      at: AT,
      writes: [saying('1', lark), saying('2', lark), saying('3', other)].map((one) => ({ is: 'say', saying: one })),
    });
    const [first] = await store.due(['lark'], AT, 10);
    const outcome = { is: 'retry', at: LATER, unsure: false, reason: 'busy' } as const;
    await store.posted([{ id: first?.id ?? 0, outcome }], AT);
    expect((await store.due(['lark'], AT, 10)).map(({ key }) => key)).toEqual(['3']);
    expect((await store.due(['lark'], LATER, 10)).map(({ key }) => key)).toEqual(['1', '2', '3']);
    expect(await store.due(['web'], LATER, 10)).toEqual([]);
  });

  it('remembers since when a send is unsure, and forgets it when it was refused', async () => {
    await store.commit({ at: AT, writes: [{ is: 'say', saying: saying('1', lark) }] });
    const [row] = await store.due(['lark'], AT, 10);
    const id = row?.id ?? 0;
    await store.claim([id], AT);
    await store.claim([id], LATER);
    expect((await store.due(['lark'], LATER, 10))[0]).toMatchObject({
      attempts: 2,
      unsureSince: new Date(AT).toISOString(),
    });
    await store.posted([{ id, outcome: { is: 'retry', at: AT, unsure: false, reason: 'limit' } }], AT);
    expect((await store.due(['lark'], LATER, 10))[0]).not.toHaveProperty('unsureSince');
    await store.posted([{ id, outcome: { is: 'parked', reason: 'gone' } }], AT);
    expect(await store.due(['lark'], LATER, 10)).toEqual([]);
    expect((await store.parked()).map(({ reason }) => reason)).toEqual(['gone']);
    await store.unpark([id], LATER);
    expect(await store.due(['lark'], LATER, 10)).toHaveLength(1);
  });
});

describe('who can be reached', () => {
  it('names the chat that was heard from last, of those who were here before today', async () => {
    await store.commit({
      at: AT,
      writes: [
        { is: 'member', member: { id: 'm1' }, origin: 'self' },
        { is: 'identity', address: web, member: 'm1' },
        { is: 'identity', address: lark, member: 'm1' },
        { is: 'member', member: { id: 'm2' }, origin: 'roster' },
      ],
    });
    await store.commit({ at: LATER, writes: [{ is: 'seen', address: web }] });
    expect(
      (await store.reachable('2026-11-23T00:00:00+08:00', '', 10)).map(({ member, address }) => [member.id, address]),
    ).toEqual([['m1', web]]);
    expect(await store.reachable('2026-11-22T00:00:00+08:00', '', 10)).toEqual([]);
  });
});
