import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launch, WHY_SKIPPED } from './chromium.ts';
import { browser, openTestHouse, type TestHouse } from './house.ts';

if (!CHROMIUM) console.warn(`skipped the browser part of test/web/curator.test.ts: ${WHY_SKIPPED}`);
/** Each edit is tried on every case; a busy machine takes its time. */
const SLOW = { timeout: 60_000 };
const until = <T>(look: () => T) => expect.poll(look, SLOW);

describe('the curator’s calls', { timeout: 120_000 }, () => {
  let house: TestHouse;
  beforeAll(async () => {
    // Here one is enough; what takes two is below.
    house = await openTestHouse({}, { curate: { publish: 1 } });
  });
  afterAll(() => house.stop());

  it('are for curators only: nobody else reads or changes anything', async () => {
    const nurse = browser(house.address);
    await nurse.enterAs(({ isManager }) => !isManager);
    const draft = { is: 'synonym', name: '公需科目', form: '必修的那个课' };
    for (const [method, path, body] of [
      ['GET', '/gaps'],
      ['GET', '/gaps/1'],
      ['GET', '/edits'],
      ['GET', '/names'],
      ['GET', '/clauses?province=zhejiang&words=%E8%BF%9B%E4%BF%AE'],
      ['POST', '/try', { draft }],
      ['POST', '/publish', { draft }],
      ['POST', '/gaps/1/status', { status: 'dismissed' }],
      ['POST', '/edits/1/undo', {}],
      ['POST', '/edits/1/approve', { seen: '0123456789abcdef' }],
      ['POST', '/edits/1/reject', { reason: '不好' }],
      ['POST', '/edits/1/withdraw', {}],
    ] as const) {
      const answer = await nurse.call(method, `/api/curator${path}`, body);
      expect([path, answer.status]).toEqual([path, 403]);
      expect(answer.json.message).toContain('政策管理员');
    }
    const nobody = browser(house.address);
    expect((await nobody.call('GET', '/api/curator/gaps')).status).toBe(401);
    expect((await nurse.call('GET', '/api/me')).json.curates).toBe(false);
  });

  it('what was judged useless in the chat stands in the list, without who asked', async () => {
    const nurse = browser(house.address);
    await nurse.enterAs(({ name }) => name === '周若兰');
    await nurse.say('我是周若兰，电话13800001234，公需科目每年要多少学分', 'gap-message-1');
    await nurse.say('没用', 'gap-message-2');
    const curator = browser(house.address);
    await curator.enterAs(({ name }) => name === '方敏');
    const asked = async (): Promise<string> =>
      JSON.stringify((await curator.call('GET', '/api/curator/gaps')).json.groups);
    await until(asked).toMatch(/公需科目每年要多少学分.*觉得没用 1|觉得没用 1.*公需科目每年要多少学分/);
    expect(await asked()).not.toMatch(/周若兰|13800001234/u);
  });

  it('what lost its words is named', async () => {
    const curator = browser(house.address);
    await curator.enterAs(({ name }) => name === '方敏');
    expect((await curator.call('GET', '/api/curator/gaps')).json.suspended).toEqual([]);
    mkdirSync(join(house.data, 'faq/curated'), { recursive: true });
    const file = join(house.data, 'faq/curated/zhejiang.yaml');
    writeFileSync(file, '- id: own-lost\n  cite: 文件里没有的话\n  asks: [问一句没有的]\n');
    await until(async () => (await curator.call('GET', '/api/curator/gaps')).json.suspended).toEqual([
      { id: 'own-lost', cite: '文件里没有的话' },
    ]);
    rmSync(file);
    await until(async () => (await curator.call('GET', '/api/curator/gaps')).json.suspended).toEqual([]);
  });

  it('a form that is none is refused in words', async () => {
    const curator = browser(house.address);
    await curator.enterAs(({ name }) => name === '方敏');
    for (const body of [{}, { draft: { is: 'answer' } }, { draft: { is: 'typo', wrong: '', right: 'x' } }])
      expect((await curator.call('POST', '/api/curator/publish', body)).status).toBe(400);
    expect((await curator.call('GET', '/api/curator/gaps/abc')).status).toBe(400);
    expect((await curator.call('GET', '/api/curator/gaps/9999')).status).toBe(404);
  });

  it('two curators at once: both are published, and the chat answers with both', async () => {
    const [one, two, nurse] = [browser(house.address), browser(house.address), browser(house.address)];
    await one.enterAs(({ name }) => name === '方敏');
    await two.enterAs(({ name }) => name === '郝建华');
    await nurse.enterAs(({ name }) => name === '周若兰');
    const silent = (question: string, words: string) => ({
      draft: { is: 'silent', province: 'zhejiang', asks: [question], silent: words, ask: '本单位科教科' },
      evenSo: true,
    });
    const [a, b] = await Promise.all([
      one.call('POST', '/api/curator/publish', silent('学分系统打不开怎么办', '浙江的文件没有写系统打不开。')),
      two.call('POST', '/api/curator/publish', silent('学分系统收不到验证码怎么办', '浙江的文件没有写收不到验证码。')),
    ]);
    expect([a.json.is, b.json.is]).toEqual(['published', 'published']);
    await nurse.say('学分系统打不开怎么办', 'both-message-1');
    await nurse.say('学分系统收不到验证码怎么办', 'both-message-2');
    const lines = async (): Promise<string> => JSON.stringify((await nurse.call('GET', '/api/history')).json.lines);
    await until(lines).toContain('没有写系统打不开');
    await until(lines).toContain('没有写收不到验证码');
  });
});

describe('what takes two', { timeout: 120_000 }, () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse();
  });
  afterAll(() => house.stop());
  const draft = {
    is: 'silent',
    province: 'zhejiang',
    asks: ['学分系统打不开怎么办'],
    silent: '浙江的文件没有写系统打不开。',
    ask: '本单位科教科',
  };
  const edits = async (who: ReturnType<typeof browser>) => (await who.call('GET', '/api/curator/edits')).json.edits;

  it('waits for another curator, in the chat as on the page; their own other browser is not another', async () => {
    const [one, again, two, nurse] = [1, 2, 3, 4].map(() => browser(house.address)) as [
      ReturnType<typeof browser>,
      ReturnType<typeof browser>,
      ReturnType<typeof browser>,
      ReturnType<typeof browser>,
    ];
    await one.enterAs(({ name }) => name === '方敏');
    await again.enterAs(({ name }) => name === '方敏');
    await two.enterAs(({ name }) => name === '郝建华');
    await nurse.enterAs(({ name }) => name === '周若兰');
    const made = (await one.call('POST', '/api/curator/publish', { draft, evenSo: true })).json;
    expect(made).toMatchObject({ is: 'proposed', words: expect.stringContaining('另一位') });
    const said = async (id: string): Promise<string> => {
      const before = (await nurse.call('GET', '/api/history')).json.lines.length;
      await nurse.say('学分系统打不开怎么办', id);
      await until(async () => (await nurse.call('GET', '/api/history')).json.lines.length).toBeGreaterThan(before + 1);
      return JSON.stringify((await nurse.call('GET', '/api/history')).json.lines.slice(before));
    };
    expect(await said('before-the-yes')).not.toContain('没有写系统打不开');

    const told = async (who: ReturnType<typeof browser>): Promise<string> =>
      JSON.stringify((await who.call('GET', '/api/history')).json.lines);
    await until(() => told(two)).toContain('方敏提了一条问答改动，等您看过再发布');
    const [waiting] = await edits(two);
    expect(waiting).toMatchObject({ state: 'proposed', byName: '方敏', proposal: { mine: false } });
    expect((await edits(again))[0].proposal.mine).toBe(true);
    const way = `/api/curator/edits/${made.edit}`;
    const yes = { seen: waiting.proposal.seen };
    for (const own of [one, again])
      expect((await own.call('POST', `${way}/approve`, yes)).json).toMatchObject({ is: 'refused' });
    expect((await nurse.call('POST', `${way}/approve`, yes)).status).toBe(403);
    expect((await two.call('POST', `${way}/approve`, { seen: 'anything' })).status).toBe(400);
    expect((await two.call('POST', `${way}/approve`, { ...yes, evenSo: true })).json).toMatchObject({
      is: 'published',
    });
    expect(await said('after-the-yes')).toContain('没有写系统打不开');

    expect((await one.call('POST', `${way}/undo`, {})).json).toMatchObject({ is: 'proposed' });
    const [back] = await edits(two);
    expect((await two.call('POST', `/api/curator/edits/${back.edit}/reject`, { reason: '还有用' })).json).toEqual({
      is: 'done',
    });
    // In the chat in which she was heard from last.
    await until(async () => (await told(one)) + (await told(again))).toMatch(
      /已经另一位管理员同意.*被退回了：还有用|被退回了：还有用/u,
    );
    expect((await edits(one))[0]).toMatchObject({ state: 'rejected', reason: '还有用', settledByName: '郝建华' });
  });

  it('says so where there is nobody else', async () => {
    const one = browser(house.address);
    await one.enterAs(({ name }) => name === '方敏');
    expect((await one.call('GET', '/api/curator/gaps')).json.hint).toBeUndefined();
  });
});

describe.skipIf(!CHROMIUM)(
  'the curator’s page',
  () => {
    let house: TestHouse;
    let chromium: Browser;
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    beforeAll(async () => {
      [house, chromium] = await Promise.all([openTestHouse({}, { curate: { publish: 1 } }), launch()]);
    });
    afterEach(async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      expect(complaints.splice(0)).toEqual([]);
    });
    afterAll(async () => {
      await chromium?.close();
      await house?.stop();
      expect(house?.faults.filter((words) => !words.startsWith('问答库已更新'))).toEqual([]);
    });
    const open = async (name: string, viewport = { width: 1280, height: 860 }): Promise<Page> => {
      const context = await chromium.newContext({ viewport, locale: 'zh-CN' });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !/401|403/.test(message.text())) complaints.push(message.text());
      });
      await page.goto(house.address);
      await page.locator('.roster-person', { hasText: name }).first().click();
      await page.getByLabel('输入消息').waitFor();
      await page.goto(`${house.address}/curator`);
      return page;
    };
    const overflow = (page: Page): Promise<number> =>
      page.evaluate('document.documentElement.scrollWidth - window.innerWidth');

    it('somebody else is told whose page it is', async () => {
      const page = await open('周若兰');
      await page.getByText('这里是政策管理员的页面').waitFor();
      expect(await page.locator('.gap').count()).toBe(0);
    });

    it('a group is opened, an answer tried, published, used in the chat, and undone', async () => {
      const page = await open('方敏');
      await page.locator('.gap', { hasText: '学分系统的密码' }).click();
      await page.getByRole('heading', { name: '学分系统的密码忘了怎么找回' }).waitFor();
      await page.locator('.gap-ways').getByText('文件没写').click();
      const publish = page.getByRole('button', { name: '发布', exact: true });
      expect(await publish.isDisabled()).toBe(true);
      await page.getByLabel('文件没有写什么').fill('浙江的文件没有写密码忘了怎么找回。');
      await page.getByLabel('建议问谁').fill('学分系统的客服');
      await page.getByRole('button', { name: '先试算' }).click();
      await page.locator('.report').waitFor(SLOW);
      expect(await page.locator('.report').innerText()).toMatch(/案例答对 (\d+) → \1/);
      expect(await page.locator('.report').innerText()).toContain('以后：浙江的文件没有写密码忘了怎么找回');
      await publish.click();
      await page.getByText('已发布，').waitFor(SLOW);
      await until(() => page.locator('.gap', { hasText: '学分系统的密码' }).count()).toBe(0);
      await page
        .locator('.curator-tabs')
        .getByText(/已处理/)
        .click();
      await page.locator('.gap', { hasText: '学分系统的密码' }).waitFor();

      const chat = await open('周若兰');
      await chat.goto(house.address);
      await chat.getByLabel('输入消息').fill('学分系统的密码忘了怎么找回');
      await chat.keyboard.press('Enter');
      await until(() => chat.locator('.row-bot').last().innerText()).toMatch(/建议问：?学分系统的客服/);

      await page.locator('.curator-tabs').getByText('改动').click();
      const row = page.locator('.edits li').first();
      expect(await row.innerText()).toMatch(/方敏/);
      await row.getByText('改了什么').click();
      expect(await row.locator('pre').innerText()).toContain('silent: 浙江的文件没有写密码忘了怎么找回。');
      await row.getByRole('button', { name: '撤销' }).click();
      await page.getByText('次改动已撤销。').waitFor(SLOW);
      await page
        .locator('.curator-tabs')
        .getByText(/待处理/)
        .click();
      await page.locator('.gap', { hasText: '学分系统的密码' }).waitFor();
    });

    it('a clause is found and picked by one click; words of no document are refused', async () => {
      const page = await open('方敏');
      await page.locator('.gap', { hasText: '带实习生' }).click();
      await page.getByLabel('找条款').fill('不限面授、远程学分获得比例');
      await page.keyboard.press('Enter');
      const first = page.locator('.gap-choice').first();
      await until(() => first.innerText()).toContain('不限面授、远程学分获得比例');
      await first.click();
      expect(await page.getByLabel('引用的原话').inputValue()).toContain('不限面授');
      await page.getByLabel('引用的原话').fill('带教每小时一分');
      await page.getByRole('button', { name: '发布', exact: true }).click();
      await page.getByText('文件里找不到这句原话').waitFor(SLOW);
    });

    it('an edit that spoils others is refused with what would change', async () => {
      const page = await open('方敏');
      await page.locator('.gap').first().click();
      await page.locator('.gap-ways').getByText('加说法').click();
      await page.getByText('错别字').click();
      await page.getByLabel('大家的说法').fill('多少');
      await page.getByLabel('文件里的写法').fill('天气');
      await page.getByRole('button', { name: '发布', exact: true }).click();
      await page.getByText(/案例答对的从 \d+ 条变成 \d+ 条/).waitFor(SLOW);
      expect(await page.locator('.report').innerText()).toMatch(/变差 \d+ 条/);
    });

    it('on a phone the list and one group take turns, and nothing stands out of the screen', async () => {
      const page = await open('方敏', { width: 390, height: 844 });
      await page.locator('.gap').first().click();
      await page.locator('.gap-card').waitFor();
      expect(await page.locator('.gap-list').isVisible()).toBe(false);
      for (const way of ['归到已有问法', '加说法', '文件没写', '请示', '选条款回答']) {
        await page.locator('.gap-ways').getByText(way).click();
        expect([way, await overflow(page)]).toEqual([way, 0]);
      }
      await page.getByRole('button', { name: '返回列表' }).click();
      expect(await page.locator('.gap-list').isVisible()).toBe(true);
    });
  },
  60_000,
);
