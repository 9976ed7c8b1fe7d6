import { describe, expect, it } from 'vitest';
import { tidy } from '../../src/house/retention.ts';
import { tryCode } from '../../src/people/binding.ts';
import { giveCode } from '../../src/people/issuing.ts';
import { openStore, RETENTION_DEFAULTS, type Store } from '../../src/store/index.ts';

const web = { channel: 'web', peer: 'b' };
const settings = { ...RETENTION_DEFAULTS, left: 'anonymise' as const };
const night = (day: string): string => `${day}T02:00:00+08:00`;

async function withLeaver(left: string): Promise<Store> {
  const store = await openStore(':memory:', '2026-01-01T00:00:00Z', { isLocal: () => true });
  const member = { id: 'p', name: '测试丙', staffNumber: 'A9', unit: 'u', manages: ['u'], curator: true, left };
  await store.commit({
    at: '2026-01-01T00:00:00Z',
    writes: [
      { is: 'member', member, origin: 'roster' },
      { is: 'identity', address: web, member: 'p' },
      {
        is: 'entry',
        member: 'p',
        entry: {
          activity: { id: 'a', type: 'paper', name: '测试丙的论文' },
          status: 'approved',
          recordedAt: '2026-01-01T00:00:00Z',
          attachments: [],
        },
      },
    ],
  });
  return store;
}
const run = (store: Store, day: string) => tidy({ store, files: '/nowhere', settings }, night(day));

describe('somebody leaves', () => {
  it('keeps everything on the last day; the day after, duties and chats are over and the records stay', async () => {
    const store = await withLeaver('2026-06-30');
    expect(await run(store, '2026-06-30')).toMatchObject({ ended: 0 });
    expect(await run(store, '2026-07-01')).toMatchObject({ ended: 1, parted: 0 });
    const member = (await store.member('p'))?.member;
    expect([member?.manages, member?.curator, member?.name]).toEqual([undefined, undefined, '测试丙']);
    expect(await store.identities('p')).toEqual([]);
    expect((await store.memberAt(web))?.origin).toBe('bare');
    expect(await store.ledger('p')).toHaveLength(1);
    expect((await store.audit('p')).map(({ what, by }) => [what, by])).toContainEqual(['left', 'house']);
    expect(await run(store, '2026-07-02')).toMatchObject({ ended: 0 });
    await store.close();
  });

  it('is nobody any more when the time is over, once', async () => {
    const store = await withLeaver('2026-06-30');
    expect(await run(store, '2029-06-29')).toMatchObject({ parted: 0 });
    expect(await run(store, '2029-07-01')).toMatchObject({ parted: 1 });
    expect((await store.member('p'))?.member.name).toBeUndefined();
    expect((await store.ledger('p')).map(({ activity }) => activity)).toEqual([{ id: 'a', type: 'paper' }]);
    expect(await run(store, '2029-07-02')).toMatchObject({ parted: 0 });
    await store.close();
  });

  it('binds nothing any more, and hears what anybody hears who guesses', async () => {
    const store = await withLeaver('2026-06-30');
    const given = async (at: string) => {
      const { member } = (await store.member('p')) ?? {};
      if (!member) throw new Error('nobody');
      const { code, held } = await giveCode(store, member, { at, by: 'operator' });
      await store.commit({ at, writes: [{ is: 'code', code: held }] });
      return tryCode(
        { store, log: () => {} },
        { number: 'A9', code, at, address: { channel: 'lark', peer: 'x' }, isFree: false },
      );
    };
    expect((await given('2026-06-30T10:00:00+08:00')).is).toBe('right');
    expect((await given('2026-07-01T10:00:00+08:00')).is).toBe('refused');
    await store.close();
  });
});
