import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { looksAt } from '../../src/people/looked.ts';
import { ownData } from '../../src/people/own-data.ts';
import type { Address } from '../../src/types/message.ts';
import { nurse as nurseOf, openTestHouse } from './house.ts';

const nurse = nurseOf('n1');

const web: Address = { channel: 'web', peer: 'b1' };
const wechat: Address = { channel: 'wechat', peer: 'wx_1' };
const lark: Address = { channel: 'lark', peer: 'ou_1' };
const NOTICE = '先说一下您的信息怎么用';
const PRIVACY = { privacy: { notice: `${NOTICE}：…`, once: true } };
const texts = (rows: readonly { readonly body: { readonly text: string } }[]): string =>
  rows.map(({ body }) => body.text).join('\n');

describe('the notice', () => {
  it('is said once, at the first contact, before what is answered', async () => {
    const house = await openTestHouse(':memory:', PRIVACY);
    const first = await house.tell(lark, '你好');
    expect(first[0]?.body.text).toContain(NOTICE);
    expect(first.length).toBeGreaterThan(1);
    expect(texts(await house.tell(lark, '我还差几分'))).not.toContain(NOTICE);
    await house.close();
  });

  it('is said again to nobody who comes by another chat of theirs', async () => {
    const house = await openTestHouse(':memory:', PRIVACY);
    await house.store.commit({
      at: house.now,
      writes: [
        { is: 'member', member: nurse, origin: 'roster' },
        { is: 'identity', address: wechat, member: nurse.id },
        { is: 'identity', address: lark, member: nurse.id },
      ],
    });
    expect(texts(await house.tell(wechat, '你好'))).toContain(NOTICE);
    expect(texts(await house.tell(lark, '你好'))).not.toContain(NOTICE);
    await house.close();
  });

  it('is never said in a group, on our own page, whose entrance says it, nor where a house says none', async () => {
    const house = await openTestHouse(':memory:', PRIVACY);
    expect(texts(await house.tell({ ...lark, room: 'r' }, '你好'))).not.toContain(NOTICE);
    expect(texts(await house.tell(web, '你好'))).not.toContain(NOTICE);
    await house.close();
    const quiet = await openTestHouse();
    expect(texts(await quiet.tell(lark, '你好'))).not.toContain(NOTICE);
    await quiet.close();
  });

  it.each([
    '隐私',
    '隐私政策',
    '你们存了我什么',
    '都收集了我哪些信息',
    '我的资料谁能看',
    '我的数据会泄露吗',
    '我的信息保存多久',
    '聊天记录存多久',
    '我的个人信息安全吗',
    '我的资料会给谁看',
  ])('is said again when asked: %s', async (words) => {
    const house = await openTestHouse(':memory:', PRIVACY);
    await house.tell(lark, '你好');
    expect(texts(await house.tell(lark, words))).toContain(NOTICE);
    await house.close();
  });
});

describe('one’s own data', () => {
  const known = async () => {
    const house = await openTestHouse(':memory:', PRIVACY);
    await house.store.commit({
      at: house.now,
      writes: [
        { is: 'member', member: nurse, origin: 'roster' },
        { is: 'member', member: { id: 'boss', name: '测试负责人', manages: ['u'] }, origin: 'roster' },
        { is: 'identity', address: web, member: nurse.id },
        { is: 'identity', address: lark, member: nurse.id },
        { is: 'audit', member: nurse.id, by: 'boss', what: 'viewed-person', detail: {} },
        { is: 'audit', member: 'somebody', by: 'boss', what: 'viewed-person', detail: {} },
      ],
    });
    await house.tell(web, '你好');
    await house.tell(lark, '你好');
    return house;
  };

  it.each([
    '导出我的资料',
    '把我的数据导出来，导出我的数据',
    '下载我的个人信息',
    '我的资料能不能导出',
    '我要一份我的全部数据',
    '打包我的资料',
    '导出一下我的全部资料',
    '拷一份我的数据',
    '我的数据怎么下载',
    '发我一份我的资料',
  ])('is handed out on our page: %s', async (words) => {
    const house = await known();
    const [said] = (await house.tell(web, words)).slice(-1);
    expect(said?.body.card?.links?.[0]?.href).toBe('/api/my-data');
    expect(texts(await house.tell(lark, words))).toContain('请在网页上登录');
    await house.close();
  });

  it.each([
    '谁看过我的资料',
    '谁查过我的记录',
    '有谁看过我的学分',
    '我的资料被谁看过',
    '哪些人看过我的信息',
    '有没有人看过我的资料',
    '谁改过我的资料',
    '我的记录都谁看过',
    '谁查看过我的个人信息',
    '谁动过我的数据',
  ])('who looked is told by duty and name: %s', async (words) => {
    const house = await known();
    const said = texts(await house.tell(lark, words));
    expect(said).toContain('科室负责人测试负责人：查看了个人');
    expect(said.match(/查看了个人/gu)).toHaveLength(1);
    await house.close();
  });

  it('who looked at a list on which one stands is told too, and who looked at another unit is not', async () => {
    const house = await known();
    const inUnit = { ...nurse, unit: 'u' };
    await house.store.commit({
      at: house.now,
      writes: [
        { is: 'member', member: inUnit, origin: 'roster' },
        { is: 'audit', by: 'boss', what: 'viewed-unit', detail: { unit: 'u' } },
        { is: 'audit', by: 'boss', what: 'viewed-unit', detail: { unit: 'elsewhere' } },
        { is: 'audit', by: 'boss', what: 'viewed-reviews', detail: {} },
        { is: 'audit', by: 'somebody', what: 'viewed-reviews', detail: {} },
      ],
    });
    const said = texts(await house.tell(lark, '谁看过我的资料'));
    expect(said.match(/查看了科室/gu)).toHaveLength(1);
    expect(said.match(/科室负责人测试负责人：查看了待审核/gu)).toHaveLength(1);
    expect(said.match(/查看了待审核/gu)).toHaveLength(1);
    await house.close();
  });

  it.each(['谁能带教我', '帮我看看资料科的讲座几分', '资料费能报销吗', '昨天听了信息安全讲座'])(
    'is not meant by %s',
    async (words) => {
      const house = await known();
      const said = texts(await house.tell(lark, words));
      expect(said).not.toMatch(/下载|没有别人看过|请在网页上登录/u);
      expect(said).not.toContain(NOTICE);
      await house.close();
    },
  );

  it('is a page and a file of what is their own, and of nobody else', async () => {
    const house = await known();
    await house.tell(web, '<b>昨天</b>听了院内讲座');
    const file = await ownData(
      { store: house.store, filesFolder: '/nowhere' },
      nurse,
      await looksAt(house.store, nurse.id, house.now),
      house.now,
    );
    const zip = await JSZip.loadAsync(file.bytes);
    const page = await zip.file('我的资料.html')?.async('string');
    const data = await zip.file('我的资料.json')?.async('string');
    expect(page).toContain('&lt;b&gt;昨天&lt;/b&gt;');
    expect(JSON.parse(data ?? '{}')).toMatchObject({
      member: { id: nurse.id },
      looks: [{ by: '科室负责人测试负责人' }],
    });
    expect(data).not.toMatch(/ou_1|somebody/u);
    await house.close();
  });
});
