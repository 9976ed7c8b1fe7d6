import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestHouse } from '../desk/house.ts';
import { LITTLE, type ModelSettingsOfTest, openModelWorld, recorded, said, web } from './house.ts';
import { type Behaviour, FAILURES, says } from './server.ts';

const world = await openModelWorld();
let house: TestHouse;
beforeEach(async () => {
  world.server.asked.length = 0;
  world.logged.length = 0;
  house = await world.open({ vision: true });
});
afterEach(async () => {
  await house.close();
  // Nothing of anybody's words or person stands in the log.
  expect(world.logged.join('\n')).not.toMatch(/测试甲|A1024|13800001111|大咖|测试新进展/u);
});
afterAll(() => world.close());
const reopen = async (more: ModelSettingsOfTest): Promise<void> => {
  await house.close();
  house = await world.open(more);
};

describe('a picture of a certificate', () => {
  const PNG = (mark: string) =>
    Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from(mark)]);
  const file = (bytes: Uint8Array, name = '证书.png') => ({
    is: 'file' as const,
    name,
    mime: 'image/png',
    bytes: async () => bytes,
  });
  const sheet = (holder: string) => ({
    holder,
    text: `${holder}同志于2026年3月8日参加省级继续医学教育项目《测试新进展》学习9学时，考核合格。证书编号：T-2026-001`,
    type: 'cme-project',
    fields: {
      hours: { value: 9, words: '学习9学时' },
      date: { value: '2026-03-08', words: '2026年3月8日' },
      level: { value: 'provincial', words: '省级继续医学教育项目' },
      credits: { value: 25, words: '25学分' },
      bonus: { value: 1, words: '考核合格' },
    },
  });

  beforeEach(async () => {
    await reopen({ vision: true });
  });

  it('is read, shown as read, and recorded by a yes only', async () => {
    world.server.behave = says(sheet('测试甲'));
    const rows = await house.tell(web, file(PNG('1')));
    expect(world.server.asked[0]?.image).toMatch(/^data:image\/png;base64,/u);
    expect(said(rows)).toContain('图片上读到的先填上了');
    const [draft] = (await house.store.conversation('a'))?.drafts ?? [];
    expect(draft).toMatchObject({ type: 'cme-project', fields: { hours: 9, date: '2026-03-08', level: 'provincial' } });
    expect(draft?.fields).not.toHaveProperty('bonus');
    expect(draft?.fields).not.toHaveProperty('credits');
    expect(await recorded(house)).toEqual([]);
    await house.tell(web, '我是学员，考核合格，线下');
    const [shown] = await house.tell(web, '不是9小时，是6小时');
    expect(Object.fromEntries(shown?.body.card?.facts ?? [])).toMatchObject({
      时长: '6 小时',
      从图片读到: '类别、日期、级别',
    });
    await house.tell(web, '确认');
    expect(await recorded(house)).toMatchObject([{ type: 'cme-project', hours: 6, date: '2026-03-08' }]);
  });

  it.each([
    ['somebody else’s', says(sheet('测试丙'))],
    ['unreadable', says({})],
    [
      'invented fields',
      says({
        ...sheet('测试甲'),
        fields: { bonus: { value: 1, words: '考核合格' }, hours: { value: 90, words: '学习9学时' } },
      }),
    ],
    ...FAILURES,
  ] as readonly (readonly [string, Behaviour])[])('%s: as without a model', async (name, behave) => {
    await reopen({ patience: LITTLE, vision: true });
    world.server.behave = behave;
    const before = performance.now();
    const rows = await house.tell(web, file(PNG(name)));
    expect(performance.now() - before).toBeLessThan(3000);
    expect(said(rows)).toContain('这是什么活动的材料');
    expect((await house.store.conversation('a'))?.drafts).toEqual([]);
    expect((await house.store.conversation('a'))?.files).toHaveLength(1);
  });

  it('that takes long to read is answered in time, and serves what is said next', async () => {
    await reopen({ patience: LITTLE, vision: true });
    let release: () => void = () => {};
    world.server.behave = (response, one) => {
      if (one.image === undefined) says({ intents: [] })(response, one);
      else release = () => says(sheet('测试甲'))(response, one);
    };
    expect(said(await house.tell(web, file(PNG('slow'))))).toContain('这是什么活动的材料');
    release();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(said(await house.tell(web, '就照那上面写的来嘛'))).toContain('图片上读到的先填上了');
    const [draft] = (await house.store.conversation('a'))?.drafts ?? [];
    expect(draft).toMatchObject({ type: 'cme-project', fields: { hours: 9 } });
    expect(draft?.attachments).toHaveLength(1);
  });

  it('of a request’s papers is not shown', async () => {
    world.server.behave = says(sheet('测试甲'));
    await house.tell(web, '申请补学');
    expect((await house.store.conversation('a'))?.request).toBeDefined();
    await house.tell(web, file(PNG('request')));
    expect(world.server.asked.filter(({ image }) => image !== undefined)).toEqual([]);
  });

  it('is not shown where the operator has not said so, nor is a PDF', async () => {
    world.server.behave = says(sheet('测试甲'));
    await house.tell(web, file(Buffer.from('%PDF-1.7 test'), '证书.pdf'));
    await reopen({ vision: false });
    await house.tell(web, file(PNG('2')));
    expect(world.server.asked).toEqual([]);
  });
});
