import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launch, WHY_SKIPPED } from './chromium.ts';
import { openTestHouse, type TestHouse } from './house.ts';

if (!CHROMIUM) console.warn(`skipped test/web/answer.test.ts: ${WHY_SKIPPED}`);

const until = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 });

describe.skipIf(!CHROMIUM)('an answer in the chat', () => {
  let house: TestHouse;
  let chromium: Browser;
  beforeAll(async () => {
    [house, chromium] = await Promise.all([openTestHouse(), launch()]);
  });
  afterAll(async () => {
    await chromium?.close();
    await house?.stop();
    expect(house?.faults).toEqual([]);
  });

  const enter = async (width = 1280, height = 800): Promise<Page> => {
    const page = await chromium.newPage({ viewport: { width, height }, locale: 'zh-CN' });
    await page.goto(house.address);
    await page.locator('.roster-person', { hasText: '陆一帆' }).first().click();
    await page.getByLabel('输入消息').waitFor();
    return page;
  };
  const ask = async (page: Page, text: string): Promise<void> => {
    const before = await page.locator('.rating').count();
    await page.getByLabel('输入消息').fill(text);
    await page.keyboard.press('Enter');
    await until(() => page.locator('.rating').count()).toBe(before + 1);
  };
  const lines = (page: Page) => page.locator('.row').count();
  const button = (page: Page, name: string) => page.locator('.rating').first().getByRole('button', { name });
  const pressed = (page: Page, name: string) => button(page, name).getAttribute('aria-pressed');

  it('shows the clause set off, its sentence marked, and a small source that opens the document there', async () => {
    const page = await enter();
    await ask(page, '内部培训一年最多几分？');
    expect(await page.locator('.clause mark').first().textContent()).toContain('15学分');
    const source = page.locator('.cite a').first();
    expect(await source.textContent()).toMatch(/内部培训.*现行/);
    const [opened] = await Promise.all([page.waitForEvent('popup'), source.click()]);
    await opened.waitForLoadState();
    expect(new URL(opened.url()).pathname).toBe('/documents/zhejiang-2025-faq');
    expect(await opened.locator(':target').textContent()).toContain('当年累计学分不超过15学分');
    await page.close();
  });

  it('有用 changes its button and says nothing; a reload remembers; 没用 takes its place', async () => {
    const page = await enter();
    await ask(page, '内部培训一年最多几分？');
    const before = await lines(page);
    await button(page, '有用').click();
    await until(() => pressed(page, '有用')).toBe('true');
    await page.waitForTimeout(600);
    expect(await lines(page)).toBe(before);
    expect(await page.locator('.dots').count()).toBe(0);

    await page.reload();
    await until(() => pressed(page, '有用')).toBe('true');
    await button(page, '没用').click();
    await until(() => pressed(page, '没用')).toBe('true');
    expect(await pressed(page, '有用')).toBe('false');
    await until(() => page.locator('.row-bot .bubble', { hasText: '记下了' }).count()).toBe(1);
    // What stands already is not sent again.
    await button(page, '没用').click();
    await page.waitForTimeout(400);
    expect(await page.locator('.row-bot .bubble', { hasText: '记下了' }).count()).toBe(1);
    await page.close();
  });

  it('不是我要问的 under an old answer offers that question’s next best; a choice is answered', async () => {
    const page = await enter(390, 844);
    await ask(page, '内部培训一年最多几分？');
    await ask(page, '进修满三个月给多少分？');
    await button(page, '不是我要问的').click();
    const choices = page.locator('.card-actions button:enabled');
    await until(() => choices.count()).toBeGreaterThan(1);
    const words = await choices.allTextContents();
    expect(words.at(-1)).toBe('都不是');
    expect(words.join()).not.toContain('外出进修');
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    const before = await page.locator('.rating').count();
    await choices.first().click();
    await until(() => page.locator('.rating').count()).toBe(before + 1);
    await page.close();
  });

  it('the buttons are reached by keyboard, named as a group, and large enough for a finger', async () => {
    const page = await chromium.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await page.goto(house.address);
    await page.locator('.roster-person', { hasText: '陆一帆' }).first().click();
    await page.getByLabel('输入消息').waitFor();
    await ask(page, '内部培训一年最多几分？');
    expect(await page.getByRole('group', { name: '这个回答有用吗？' }).count()).toBe(1);
    for (const name of ['有用', '没用', '不是我要问的'])
      expect((await button(page, name).boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(40);
    await button(page, '没用').focus();
    await page.keyboard.press('Enter');
    await until(() => pressed(page, '没用')).toBe('true');
    await page.close();
  });

  it('in mid-report the answer comes first, and the report’s own card can be pressed', async () => {
    const page = await enter();
    await page.getByLabel('输入消息').fill('昨天参加省级继教项目《测试》，现场听课6学时，我是学员，考核合格');
    await page.keyboard.press('Enter');
    const confirm = page.locator('.card-actions .ant-btn-primary:enabled');
    await until(() => confirm.count()).toBe(1);
    await ask(page, '内部培训一年最多几分？');
    await until(() => confirm.count()).toBe(1);
    await button(page, '有用').click();
    await until(() => pressed(page, '有用')).toBe('true');
    await confirm.click();
    await until(() => page.locator('.chosen').count()).toBe(1);
    await until(() => page.locator('.card-actions button:enabled').count()).toBe(0);
    expect(await page.locator('.row-me').last().innerText()).toContain('确认');
    await page.close();
  });
});
