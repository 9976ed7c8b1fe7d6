import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../src/commands/jsonl.ts';
import { run as audit } from '../../src/commands/upkeep/audit.ts';
import { run as exportAll } from '../../src/commands/upkeep/export.ts';
import { run as importAll } from '../../src/commands/upkeep/import.ts';
import { run as roles } from '../../src/commands/upkeep/roles.ts';
import { DOORS } from '../../src/house/channels.ts';
import { reachIn } from '../../src/people/may.ts';
import { openStore, type Store } from '../../src/store/index.ts';

let folder: string;
const before = process.env.XUEFEN_DATA;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-roles-'));
  process.env.XUEFEN_DATA = folder;
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  if (before === undefined) delete process.env.XUEFEN_DATA;
  else process.env.XUEFEN_DATA = before;
});

async function done(command: Command, args: readonly string[], lines: readonly object[] = []) {
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
  const status = await command(args, { input, output, doors: DOORS });
  return { status, words };
}
const within = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openStore(join(folder, 'xuefen.db'), '2026-11-22T02:00:00Z');
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};
const unit = (id: string, parent?: string | null) => ({
  unit: id,
  name: id,
  institution: '测试医院',
  province: '浙江',
  ...(parent === undefined ? {} : { parent }),
});
const person = (staffNumber: string, at: string, more: object = {}) => ({
  staffNumber,
  name: `测试${staffNumber}`,
  province: '浙江',
  unit: at,
  ...more,
});
const HOSPITAL = [unit('ward', 'medicine'), unit('medicine', 'hospital'), unit('hospital'), unit('clinic')];

describe('the tree of units, imported', () => {
  it('comes in any order, and rights follow it', async () => {
    const made = await done(
      importAll,
      [],
      [...HOSPITAL, person('A1', 'ward'), person('A2', 'hospital', { manages: ['hospital'] })],
    );
    expect([made.status, made.words]).toEqual([0, expect.not.stringContaining('error')]);
    await within(async (store) => {
      const boss = await store.memberByStaffNumber('A2');
      const nurse = await store.memberByStaffNumber('A1');
      if (!boss || !nurse) throw new Error('nobody was imported');
      expect((await reachIn(store, boss.member)).sees(nurse.member)).toBe(true);
    });
  });

  it('a unit told again without its parent stays where it is; `null` puts it on top', async () => {
    await done(importAll, [], HOSPITAL);
    await done(importAll, [], [unit('ward')]);
    expect(await within(async (store) => (await store.unit('ward'))?.parent)).toBe('medicine');
    await done(importAll, [], [unit('ward', null)]);
    expect(await within(async (store) => (await store.unit('ward'))?.parent)).toBeUndefined();
  });

  it.each([
    ['an unknown parent', [unit('x', 'nowhere')], '没有上级单位“nowhere”'],
    ['itself', [unit('x', 'x')], '绕回了自己'],
    ['a circle of two', [unit('x', 'y'), unit('y', 'x')], '绕回了自己'],
    ['a circle over what is there', [unit('hospital', 'ward')], '绕回了自己'],
    ['a circle over a parent that is not told again', [unit('medicine'), unit('hospital', 'medicine')], '绕回了自己'],
    ['a parent that is refused itself', [unit('x', 'y'), { ...unit('y'), province: '不存在的省' }], '没有上级单位“y”'],
  ])('refuses %s, and what was there stays', async (_, lines, words) => {
    await done(importAll, [], HOSPITAL);
    const was = await within((store) => store.units());
    const made = await done(importAll, [], lines);
    expect([made.status, made.words]).toEqual([1, expect.stringContaining(words)]);
    expect(await within((store) => store.units())).toEqual(was);
  });

  it.each([
    [{ manages: ['nowhere'] }, '没有单位“nowhere”'],
    [{ reviews: [{ unit: 'nowhere' }] }, '没有单位“nowhere”'],
    [{ reviews: [{ unit: 'ward', kinds: ['dancing'] }] }, '没有“dancing”这种'],
  ])('refuses a right over what there is not: %j', async (more, words) => {
    const made = await done(importAll, [], [...HOSPITAL, person('A1', 'ward', more)]);
    expect([made.status, made.words]).toEqual([1, expect.stringContaining(words)]);
    expect(await within((store) => store.memberByStaffNumber('A1'))).toBeUndefined();
  });

  it('what an import changes of somebody stands in the trail, before and after, field by field', async () => {
    await done(importAll, [], [...HOSPITAL, person('A1', 'ward', { title: 'junior', mobile: '13900001234' })]);
    await done(importAll, [], [person('A1', 'clinic', { title: 'mid', curator: true })]);
    const [second, first] = await within((store) => store.auditPage({ what: 'imported', limit: 9 }));
    expect(second).toMatchObject({
      by: 'operator',
      detail: { before: { unit: 'ward', title: 'junior' }, after: { unit: 'clinic', title: 'mid' } },
    });
    // A new title is dated by the import, so that the old one stays for its time.
    expect(Object.keys(second?.detail.after ?? {}).sort()).toEqual(['title', 'titles', 'unit']);
    expect(first?.detail).toMatchObject({ before: {}, after: { name: '测试A1', mobile: '…1234' } });
    expect(JSON.stringify(first)).not.toContain('13900001234');
  });

  it('a role that an import gives or takes stands in the trail, before and after', async () => {
    await done(importAll, [], [...HOSPITAL, person('A1', 'ward', { manages: ['ward'], auditor: true })]);
    await done(importAll, [], [person('A1', 'ward', { manages: [], auditor: false })]);
    await done(importAll, [], [person('A1', 'ward')]);
    const rows = await within((store) => store.auditPage({ what: 'role-changed', limit: 9 }));
    expect(rows).toMatchObject([
      { by: 'operator', detail: { before: { manages: ['ward'], auditor: true }, after: {} } },
      { by: 'operator', detail: { before: {}, after: { manages: ['ward'], auditor: true } } },
    ]);
  });
});

describe('roles on the command line', () => {
  beforeEach(async () => {
    await done(importAll, [], [...HOSPITAL, person('A1', 'ward'), person('A2', 'ward')]);
  });

  it('gives, lists and takes each role, by its name or as it is kept, each change audited', async () => {
    for (const [role, ...place] of [
      ['manager', 'medicine'],
      ['审核人', 'ward', '论文,profile-change'],
      ['政策管理员'],
      ['administrator'],
      ['督查'],
    ])
      expect((await done(roles, ['add', 'A1', role ?? '', ...place])).words).toContain('已给 测试A1：');
    const { words } = await done(roles, []);
    expect(words).toMatch(
      /^A1 {2}测试A1 {2}科室负责人（测试医院 medicine），审核人（测试医院 ward；只审论文、资料更改申请），政策管理员，系统管理员，督查\n$/u,
    );
    expect((await done(roles, ['remove', 'A1', 'reviewer', 'ward', 'paper'])).words).toContain('已收回');
    await done(roles, ['remove', 'A1', 'auditor']);
    const rows = await within((store) => store.auditPage({ what: 'role-changed', limit: 99 }));
    expect(rows).toHaveLength(7);
    expect(rows[0]?.detail).toMatchObject({ before: { auditor: true }, after: { administrator: true } });
    const who = await within(async (store) => (await store.memberByStaffNumber('A1'))?.member);
    expect(who?.reviews).toEqual([{ unit: 'ward', kinds: ['profile-change'] }]);
    expect(who?.auditor).toBeUndefined();
  });

  it('what changes nothing says so and leaves no line', async () => {
    await done(roles, ['add', 'A1', 'curator']);
    expect((await done(roles, ['add', 'A1', 'curator'])).words).toContain('没有改动');
    expect((await done(roles, ['remove', 'A2', 'manager', 'ward'])).words).toContain('没有改动');
    expect(await within((store) => store.auditPage({ what: 'role-changed', limit: 9 }))).toHaveLength(1);
  });

  it.each([
    [['add', 'A9', 'curator'], '没有工号'],
    [['add', 'A1', 'king'], '没有“king”这个角色'],
    [['add', 'A1', 'manager'], '要写明是哪个单位'],
    [['add', 'A1', 'manager', 'nowhere'], '没有单位“nowhere”'],
    [['add', 'A1', 'reviewer', 'ward', 'dancing'], '没有“dancing”'],
    [['add', 'A1', 'auditor', 'ward'], '不分单位'],
    [['give', 'A1', 'auditor'], '用法'],
  ])('refuses %j in words', async (args, words) => {
    await expect(done(roles, args)).rejects.toMatchObject({ code: 'USAGE', words: expect.stringContaining(words) });
    expect(await within((store) => store.auditPage({ what: 'role-changed', limit: 9 }))).toEqual([]);
  });
});

describe('the audit trail on the command line', () => {
  beforeEach(async () => {
    await done(importAll, [], [...HOSPITAL, person('A1', 'ward', { name: '=cmd()' }), person('A2', 'ward')]);
    await done(roles, ['add', 'A2', 'manager', 'ward']);
  });

  it('lists who did what to whom, the newest first, and narrows', async () => {
    const { words } = await done(audit, []);
    expect(words.split('\n')[0]).toMatch(/服务器命令行 {2}查看了审计记录/u);
    expect(words).toMatch(/角色变动 {2}测试A2 {2}A2 {2}之前：无；之后：管理的科室：ward/u);
    const one = (await done(audit, ['--staff', 'A2', '--what', '角色变动'])).words;
    expect(one.trim().split('\n')).toHaveLength(1);
    expect((await done(audit, ['--until', '2020-01-01'])).words).toContain('没有符合条件');
    await expect(done(audit, ['--staff', 'A9'])).rejects.toMatchObject({ code: 'USAGE' });
    await expect(done(audit, ['--since', '去年'])).rejects.toMatchObject({ code: 'USAGE' });
    await expect(done(audit, ['--what', '跳舞'])).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('a copy is a file for its owner alone, no formula in it, and leaves a line of its own', async () => {
    const file = join(folder, 'trail.csv');
    const { words } = await done(audit, ['--csv', file]);
    const text = readFileSync(file, 'utf8');
    expect(text.startsWith('\uFEFF"时间","谁做的"')).toBe(true);
    expect(text).toContain(`"'=cmd()"`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(words).toContain(`已导出 ${text.trimEnd().split('\r\n').length - 1} 条`);
    expect(await within((store) => store.auditPage({ what: 'exported', limit: 9 }))).toMatchObject([
      { by: 'operator', detail: { content: 'audit' } },
    ]);
    await expect(done(audit, ['--csv', file])).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('taking everything out leaves a line', async () => {
    await done(exportAll, []);
    expect(await within((store) => store.auditPage({ what: 'exported', limit: 9 }))).toMatchObject([
      { by: 'operator' },
    ]);
  });
});
