import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/commands/upkeep/import.ts';
import { DOORS } from '../../src/house/channels.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import type { Member, Request } from '../../src/types/index.ts';

let folder: string;
const before = process.env.XUEFEN_DATA;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-import-'));
  process.env.XUEFEN_DATA = folder;
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  if (before === undefined) delete process.env.XUEFEN_DATA;
  else process.env.XUEFEN_DATA = before;
});

async function load(lines: readonly object[], args: readonly string[] = []) {
  let words = '';
  const output = {
    write: (text: string, end: () => void) => {
      words += text;
      end();
      return true;
    },
  };
  const input = (async function* () {
    yield lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  })();
  await run(args, { input, output, doors: DOORS });
  return words
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { readonly outcome?: string; readonly conflicts?: readonly object[] });
}
const within = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openStore(join(folder, 'xuefen.db'), '2026-11-22T02:00:00Z');
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};
const unit = (id: string, institution = '测试医院') => ({ unit: id, name: id, institution, province: '浙江' });
const person = (more: object = {}) => ({ staffNumber: 'A1', name: '测试甲', province: '浙江', unit: 'ward', ...more });
const stored = () =>
  within(async (store) => {
    const found = await store.memberByStaffNumber('A1');
    if (!found) throw new Error('nobody');
    return found.member;
  });
const put = (change: (member: Member) => Member, requests: readonly Request[] = []) =>
  within(async (store) => {
    const found = await store.memberByStaffNumber('A1');
    if (!found) throw new Error('nobody');
    await store.commit({
      at: '2026-11-22T02:00:00Z',
      writes: [
        { is: 'member', member: change(found.member), origin: 'roster' },
        ...requests.map((request) => ({ is: 'request' as const, member: found.member.id, request })),
      ],
    });
  });
const asked = (to: string, was = 'junior'): Request => ({
  id: 'q1',
  kind: 'profile-change',
  year: 2026,
  status: 'submitted',
  at: '2026-11-22T02:00:00Z',
  fields: { field: 'title', was, to, from: '2026-11-22' },
});
const requests = () =>
  within(async (store) => store.requests((await store.memberByStaffNumber('A1'))?.member.id ?? ''));

describe('a line of the roster', () => {
  it('sets what it names, clears with null, and leaves the rest', async () => {
    await load([unit('ward'), person({ title: 'mid', profession: 'nurse', flags: ['village-doctor'] })]);
    const [line] = await load([person({ flags: null, profession: 'technician' })]);
    expect(line).toMatchObject({ outcome: 'changed' });
    const member = await stored();
    expect(member).toMatchObject({ title: 'mid', profession: 'technician' });
    expect(member).not.toHaveProperty('flags');
    expect(await load([person({ flags: null, profession: 'technician' })])).toMatchObject([{ outcome: 'left' }]);
  });

  it('writes nothing with --dry-run, and reads a file', async () => {
    const file = join(folder, 'roster.jsonl');
    writeFileSync(file, `${JSON.stringify(unit('ward'))}\n${JSON.stringify(person())}\n`);
    expect(await load([], [file, '--dry-run'])).toMatchObject([{}, { outcome: 'new' }]);
    expect(await within((store) => store.memberByStaffNumber('A1'))).toBeUndefined();
    await load([], [file]);
    expect((await stored()).name).toBe('测试甲');
  });

  it('confirms what was only told, and shows where it says otherwise', async () => {
    await load([unit('ward'), person()]);
    await put((member) => ({
      ...member,
      title: 'senior',
      institution: { ...member.institution, level: 'township' },
      told: ['institution.level', 'title'],
    }));
    const [line] = await load([person({ title: 'mid', institution: { level: 'township' } })]);
    expect(line?.conflicts).toEqual([{ field: 'title', told: 'senior', imported: 'mid' }]);
    const member = await stored();
    expect(member).toMatchObject({ title: 'mid', institution: { name: '测试医院', level: 'township' } });
    expect(member).not.toHaveProperty('told');
  });

  it('leaves the mark on what it does not name', async () => {
    await load([unit('ward'), person()]);
    await put((member) => ({ ...member, title: 'senior', told: ['title'] }));
    await load([person({ profession: 'nurse' })]);
    expect(await stored()).toMatchObject({ title: 'senior', told: ['title'], profession: 'nurse' });
  });

  it('settles an open request that it grants', async () => {
    await load([unit('ward'), person({ title: 'junior' })]);
    await put((member) => member, [asked('mid')]);
    const [line] = await load([person({ title: 'mid' })]);
    expect(line).not.toHaveProperty('conflicts');
    expect(await requests()).toMatchObject([{ status: 'approved' }]);
  });

  it('leaves another request waiting, about what stands now, and shows the conflict', async () => {
    await load([unit('ward'), person({ title: 'junior' })]);
    await put((member) => member, [asked('senior')]);
    const [line] = await load([person({ title: 'mid' })]);
    expect(line?.conflicts).toEqual([{ field: 'title', told: 'senior', imported: 'mid' }]);
    expect(await requests()).toMatchObject([{ status: 'submitted', fields: { was: 'mid', to: 'senior' } }]);
  });

  it('dates a new title, so that the old one stays for its time', async () => {
    await load([unit('ward'), person({ title: 'junior' })]);
    await load([person({ title: 'mid', titleFrom: '2026-03-01' })]);
    expect(await stored()).toMatchObject({
      title: 'mid',
      titles: [{ title: 'junior' }, { title: 'mid', from: '2026-03-01' }],
    });
  });

  it('moves somebody to another house: nothing of the old one stays', async () => {
    await load([
      unit('ward'),
      unit('far', '另一家医院'),
      person({ institution: { level: 'county', kind: 'hospital' } }),
    ]);
    await load([person({ unit: 'far' })]);
    expect((await stored()).institution).toEqual({ name: '另一家医院' });
  });
});

describe('a staff number', () => {
  it.each(['a1', 'Ａ1', ' A1 ', 'A1\u200b'])(
    'that is typed like another one is nobody new: %j',
    async (staffNumber) => {
      await load([unit('ward'), person()]);
      await load([person({ staffNumber, name: '测试乙' })]);
      expect(await within((store) => store.countMembers())).toBe(1);
      expect((await stored()).name).toBe('测试甲');
    },
  );

  it.each(['x\u0000y', '甲\n乙', '\u202E甲', '甲\u200b'])(
    'a name with what is not seen is refused: %j',
    async (name) => {
      await load([unit('ward'), person({ name })]);
      expect(await within((store) => store.countMembers())).toBe(0);
    },
  );
});

it('nothing to take makes no database', async () => {
  await expect(load([])).rejects.toMatchObject({ code: 'USAGE' });
  await expect(load([], ['--help'])).rejects.toMatchObject({ code: 'USAGE' });
  expect(readdirSync(folder)).toEqual([]);
});
