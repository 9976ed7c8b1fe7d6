import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run as codes } from '../../src/commands/upkeep/codes.ts';
import { DOORS } from '../../src/house/channels.ts';
import { bindAt } from '../../src/people/binding.ts';
import { openStore, type Store } from '../../src/store/index.ts';

let folder: string;
const before = { data: process.env.XUEFEN_DATA, from: process.env.INIT_CWD };
const AT = '2026-12-01T02:00:00Z';

async function told(...args: string[]) {
  let words = '';
  const output = {
    write: (text: string, end: () => void) => {
      words += text;
      end();
      return true;
    },
  };
  const input = (async function* () {})();
  return { status: await codes(args, { input, output, doors: DOORS }), words };
}
const within = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openStore(join(folder, 'xuefen.db'), AT);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};
const unit = (id: string, parent?: string) =>
  ({
    is: 'unit',
    unit: { id, name: id, institution: '测试医院', province: 'zhejiang', demo: false, ...(parent ? { parent } : {}) },
  }) as const;
const person = (n: number, at: string, name = `测试${n}`) =>
  ({ is: 'member', member: { id: `r${n}`, name, staffNumber: `A${n}`, unit: at }, origin: 'roster' }) as const;
const codesIn = (words: string) => [...words.matchAll(/\w{4}-\w{4}-\w{4}/g)].map(([code]) => code);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-sheet-'));
  process.env.XUEFEN_DATA = folder;
  process.env.INIT_CWD = folder;
  await within((store) =>
    store.commit({
      at: AT,
      writes: [
        unit('top'),
        unit('ward', 'top'),
        person(1, 'top'),
        person(2, 'ward', '<script>alert(1)</script>&"甲"'),
        person(3, 'ward'),
        { is: 'identity', address: { channel: 'lark', peer: 'ou_3' }, member: 'r3' },
      ],
    }),
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, value] of [
    ['XUEFEN_DATA', before.data],
    ['INIT_CWD', before.from],
  ] as const)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
});

describe('codes for a unit', () => {
  it('go to everybody who has no chat yet, below it too where that is said', async () => {
    expect((await told('--unit', 'top')).words).toMatch(/A1\t测试1\t/);
    const all = await told('--unit', 'top', '--below');
    expect(codesIn(all.words)).toHaveLength(2);
    expect(all.words).toMatch(/1 人已经绑定/);
    expect(codesIn((await told('--unit', 'top', '--below', '--all')).words)).toHaveLength(3);
    for (const member of ['r1', 'r2', 'r3'])
      expect((await within((store) => store.audit(member))).map(({ what, by }) => [what, by])).toContainEqual([
        'code-issued',
        'operator',
      ]);
  });

  it('are printed on a page that nobody else reads and that holds nothing but words', async () => {
    const made = await told('--unit', 'ward', '--sheet', 'codes.html');
    expect(codesIn(made.words)).toEqual([]);
    const file = join(folder, 'codes.html');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const page = readFileSync(file, 'utf8');
    expect(page).not.toMatch(/<script|src=|href=|@import|url\(/);
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain("default-src 'none'");
    const [code = ''] = codesIn(page);
    expect(page).toContain(`绑定 A2 ${code}`);
    const now = new Date().toISOString();
    const bound = await within((store) =>
      bindAt(
        { store, log: () => {} },
        { number: 'A2', code, address: { channel: 'lark', peer: 'ou_2' }, isFree: false, at: now },
      ),
    );
    expect(bound).toMatchObject({ is: 'bound', member: 'r2' });
    await expect(told('--unit', 'top', '--sheet', 'codes.html')).rejects.toThrow('已经存在');
  });

  it('are taken back', async () => {
    const [code = ''] = codesIn((await told('A1')).words);
    expect((await told('--revoke', 'A1')).words).toContain('收回了 1 个');
    expect((await told('--revoke', '--unit', 'top', '--below')).words).toContain('没有还能用的');
    const now = new Date().toISOString();
    const bound = await within((store) =>
      bindAt(
        { store, log: () => {} },
        { number: 'A1', code, address: { channel: 'lark', peer: 'ou_1' }, isFree: false, at: now },
      ),
    );
    expect(bound).toEqual({ is: 'refused' });
  });

  it('are refused for whom nobody knows, before any is given', async () => {
    for (const args of [['--unit', 'nowhere'], ['A1', 'A9'], [], ['--unit', 'top', 'A1'], ['--loud']])
      await expect(told(...args), args.join(' ')).rejects.toMatchObject({ code: 'USAGE' });
    expect(await within((store) => store.codesOf(['r1', 'r2', 'r3']))).toEqual([]);
  });
});
