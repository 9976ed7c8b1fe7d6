import { afterEach, describe, expect, it } from 'vitest';
import type { Address } from '../../src/types/message.ts';
import type { Member } from '../../src/types/person.ts';
import { nurse, openTestHouse, report, settle, type TestHouse } from './house.ts';

/**
 * 急诊科 and its 抢救室 below it, 儿科 beside them, another hospital. Everybody is spoken of by everybody; who sees whose
 * year is a table.
 */
const at = (peer: string): Address => ({ channel: 'web', peer });
const person = (id: string, name: string, unit: string, more: Partial<Member> = {}): Member =>
  nurse(id, { name, unit, ...more });

let house: TestHouse;
afterEach(() => house.close());

async function open(): Promise<void> {
  house = await openTestHouse();
  const unit = (id: string, name: string, parent?: string, institution = '河东县人民医院') => ({
    is: 'unit' as const,
    unit: { id, name, institution, province: 'zhejiang', demo: false, ...(parent ? { parent } : {}) },
  });
  await house.store.commit({
    at: '2026-01-05T01:00:00Z',
    writes: [
      unit('er', '急诊科'),
      unit('rescue', '抢救室', 'er'),
      unit('kids', '儿科'),
      unit('far', '内科', undefined, '河西县医院'),
    ],
  });
  for (const one of [
    person('xu', '许琳', 'er'),
    person('zhao', '赵一帆', 'rescue'),
    person('he', '何苗', 'kids'),
    person('far', '钱多多', 'far'),
    person('wang1', '王芳', 'er'),
    person('wang2', '王芳', 'rescue'),
    person('gaoxing', '高兴', 'er'),
    person('boss', '唐管', 'er', { manages: ['er'] }),
    person('kidsboss', '方管', 'kids', { manages: ['kids'] }),
    person('eye', '严察', 'kids', { auditor: true }),
  ])
    await settle(house.store, one, at(one.id));
  await house.tell(at('xu'), report(11, 3));
  await house.tell(at('xu'), '确认');
}

const told = async (who: string, text: string, room?: string): Promise<string> => {
  const said = await house.tell({ ...at(who), ...(room ? { room } : {}) }, text);
  return said.map(({ body }) => (body as { readonly text: string }).text).join('\n');
};
const own = '只能告诉本人';
const looks = async (id: string) => (await house.store.audit(id)).filter(({ what }) => what === 'viewed-person');

describe('who sees whose year in a talk', () => {
  it.each([
    ['boss', '小许还差多少', true],
    ['boss', '许琳达标了没', true],
    ['boss', '急诊的许护士还差几分', true],
    ['boss', '帮我看看许姐学分够不够', true],
    ['boss', '赵一帆还差多少', false],
    ['eye', '许琳还差几分', true],
    ['eye', '急诊科的小许达标没', true],
  ] as const)('%s: %s', async (who, text, isXu) => {
    await open();
    const said = await told(who, text);
    expect(said).toMatch(
      isXu ? /许琳（急诊科）[\s\S]*还差 23 学分[\s\S]*2 学分待审核/ : /赵一帆（抢救室）[\s\S]*还差 25 学分/,
    );
    const [look] = await looks(isXu ? 'xu' : 'zhao');
    expect(look).toMatchObject({ by: who, detail: { what: 'year', channel: 'web' } });
    expect(await house.store.ledger(who)).toEqual([]);
  });

  it.each([
    ['xu', '赵一帆还差多少'],
    ['he', '小许还差几分'],
    ['xu', '高兴还差多少'],
  ])('staff %s: %s is not theirs to see, and not answered with their own', async (who, text) => {
    await open();
    const said = await told(who, text);
    expect(said).toContain(own);
    expect(said).not.toMatch(/还差 \d+/);
    for (const id of ['xu', 'zhao', 'gaoxing']) expect(await looks(id)).toEqual([]);
  });

  it('says the same of somebody elsewhere, of another hospital, and of nobody at all', async () => {
    await open();
    const of = async (name: string): Promise<string> =>
      (await told('kidsboss', `${name}还差几分`)).replaceAll(name, '某');
    const answers = await Promise.all([await of('许琳'), await of('钱多多'), await of('郑无此')]);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('没有找到');
    expect(await looks('xu')).toEqual([]);
    expect(await looks('far')).toEqual([]);
  });

  it('asks which of several of one name, by their units, and shows the one that is chosen', async () => {
    await open();
    expect(await told('boss', '王芳还差几分')).toMatch(/有 2 位.*王芳（急诊科）.*王芳（抢救室）/);
    expect(await looks('wang1')).toEqual([]);
    expect(await told('boss', '抢救室的')).toContain('王芳（抢救室）');
    expect(await looks('wang1')).toEqual([]);
    expect(await looks('wang2')).toHaveLength(1);
  });

  it('goes on about the same person, and comes back to oneself', async () => {
    await open();
    await told('boss', '小许还差多少');
    expect(await told('boss', '那她的明细呢')).toMatch(/许琳（急诊科）[\s\S]*登记过 1 项/);
    const mine = await told('boss', '那我呢');
    expect(mine).toMatch(/还差 25 学分/);
    expect(mine).not.toContain('许琳');
  });

  it('asks for a name where none was said', async () => {
    await open();
    expect(await told('boss', '她还差几分')).toContain('哪一位');
  });

  it('says nothing of it in a group', async () => {
    await open();
    const said = await told('boss', '小许还差多少', 'ward');
    expect(said).toContain('单独问我');
    expect(said).not.toMatch(/还差 \d+|待审核/);
    expect(await looks('xu')).toEqual([]);
  });

  it.each(['替小许报一下昨天的院内讲座', '把小许那条撤回', '小许昨天听了省级继教6小时，线下，合格', '帮小许申请补学'])(
    'a manager changes nothing of theirs: %s',
    async (text) => {
      await open();
      expect(await told('boss', text)).toMatch(/本人/);
      await told('boss', '确认');
      expect(await house.store.ledger('boss')).toEqual([]);
      expect(await house.store.ledger('xu')).toMatchObject([{ status: 'submitted' }]);
      expect([...(await house.store.requests('boss')), ...(await house.store.requests('xu'))]).toEqual([]);
    },
  );
});
