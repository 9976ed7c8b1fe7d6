import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launch, WHY_SKIPPED } from './chromium.ts';
import { browser, openTestHouse, type TestHouse } from './house.ts';

if (!CHROMIUM) console.warn(`skipped test/bots/web/four-eyes.test.ts: ${WHY_SKIPPED}`);
/** Each edit is tried on every case; a busy machine takes its time. */
const SLOW = { timeout: 90_000 };

describe.skipIf(!CHROMIUM)('pages of two', { timeout: 180_000 }, () => {
  let house: TestHouse;
  let chromium: Browser;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  beforeAll(async () => {
    [house, chromium] = await Promise.all([openTestHouse(), launch()]);
  }, 60_000);
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await chromium?.close();
    await house?.stop();
  });
  const open = async (name: string, path: string, viewport = { width: 1280, height: 860 }): Promise<Page> => {
    const context = await chromium.newContext({ viewport, locale: 'zh-CN' });
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/401|403|404/.test(message.text())) complaints.push(message.text());
    });
    await page.goto(house.address);
    await page.locator('.roster-person', { hasText: name }).first().click();
    await page.getByLabel('输入消息').waitFor();
    await page.goto(`${house.address}${path}`);
    return page;
  };
  const overflow = (page: Page): Promise<number> =>
    page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  const propose = async (question: string): Promise<void> => {
    const one = browser(house.address);
    await one.enterAs(({ name }) => name === '方敏');
    const draft = {
      is: 'silent',
      province: 'zhejiang',
      asks: [question],
      silent: `浙江没有写：${question}。`,
      ask: '科教科',
    };
    const made = await one.call('POST', '/api/curator/publish', { draft, evenSo: true });
    expect(made.json.is).toBe('proposed');
  };

  it('a proposal shows what it adds, its proposer may take it back, another says yes', async () => {
    await propose('学分系统打不开怎么办');
    const mine = await open('方敏', '/curator');
    await mine.locator('.curator-tabs').getByText('改动').click();
    const own = mine.locator('.edits li').first();
    await own.getByText('等另一位政策管理员同意').waitFor();
    expect(await own.getByRole('button', { name: '同意发布' }).count()).toBe(0);
    await own.getByRole('button', { name: '撤回' }).waitFor();

    const page = await open('郝建华', '/curator', { width: 390, height: 844 });
    await page.locator('.curator-tabs').getByText('改动 1').click();
    const row = page.locator('.edits li').first();
    expect(await row.locator('pre').last().innerText()).toContain('silent: 浙江没有写：学分系统打不开怎么办。');
    expect(await row.locator('.report').innerText()).toMatch(/案例答对 \d+ → \d+/u);
    expect(await overflow(page)).toBe(0);
    await row.getByRole('button', { name: /同意发布/u }).click();
    const still = row.getByRole('button', { name: '看过了，仍要发布' });
    await expect
      .poll(async () => (await still.count()) + (await page.getByText('已发布，').count()), SLOW)
      .toBeGreaterThan(0);
    if ((await still.count()) > 0) await still.click();
    await page.getByText('已发布，').waitFor(SLOW);
    expect(await row.innerText()).toMatch(/方敏，郝建华同意/u);
  });

  it('is sent back with a reason, and only with one', async () => {
    await propose('学分系统收不到验证码怎么办');
    const page = await open('郝建华', '/curator');
    await page.locator('.curator-tabs').getByText('改动').click();
    const row = page.locator('.edits li').first();
    await row.getByRole('button', { name: '退回' }).click();
    expect(await row.getByRole('button', { name: '退回', exact: true }).isDisabled()).toBe(true);
    await row.getByLabel('退回的原因').fill('请引原文');
    await row.getByRole('button', { name: '退回', exact: true }).click();
    await page.getByText('已退回，提出的人能看到原因。').waitFor(SLOW);
    await row.getByText('原因：请引原文').waitFor();
  });

  it('the audit trail is for whom it is: searched, read on, and taken as a file', async () => {
    const other = await open('周若兰', '/audit');
    await other.getByText('审计记录只有系统管理员和督查人员能看').waitFor();
    const page = await open('罗青', '/audit', { width: 390, height: 844 });
    await page.locator('.audit-lines li').first().waitFor();
    expect(await overflow(page)).toBe(0);
    await page.getByLabel('关于谁（工号）').fill('没有这个人');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('名单上没有这个工号').waitFor();
    await page.getByLabel('关于谁（工号）').fill('');
    await page.getByLabel('从哪天').fill('2020-01-01');
    await page.getByLabel('到哪天').fill('2020-01-02');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('没有符合条件的记录').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.audit-copy').click()]);
    expect(file.suggestedFilename()).toMatch(/^审计记录-\d{4}-\d\d-\d\d\.csv$/u);
  });
});
