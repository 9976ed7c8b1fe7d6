import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launch, WHY_SKIPPED } from './chromium.ts';
import { openTestHouse, type TestHouse } from './house.ts';
import { PNG } from './png.ts';

if (!CHROMIUM) console.warn(`skipped test/web/page.test.ts: ${WHY_SKIPPED}`);

const PHONE = { width: 390, height: 844 };
/** A slow machine is no fault. */
const until = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 });
const DESK = { width: 1280, height: 800 };

describe.skipIf(!CHROMIUM)(CHROMIUM ? 'the page in a browser' : `the page in a browser (${WHY_SKIPPED})`, () => {
  let house: TestHouse;
  let chromium: Browser;
  const contexts: BrowserContext[] = [];
  /** What the browser complained of: scripts that failed, things our own policy refused. */
  const complaints: string[] = [];

  beforeAll(async () => {
    const dist = resolve(import.meta.dirname, '..', '..', '..', 'bots', 'web', 'ui', 'dist', 'index.html');
    expect(existsSync(dist), 'the page is built by `npm ci`, or by `npm run prepare`').toBe(true);
    [house, chromium] = await Promise.all([openTestHouse(), launch()]);
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await chromium?.close();
    await house?.stop();
    expect(house?.faults).toEqual([]);
  });

  const open = async (options: BrowserContextOptions = {}, path = '/'): Promise<Page> => {
    const context = await chromium.newContext({ viewport: DESK, locale: 'zh-CN', ...options });
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // Asking who one is before signing in is answered with 401, and the browser says so.
      if (message.type() === 'error' && !/401|ERR_INTERNET_DISCONNECTED/.test(message.text()))
        complaints.push(message.text());
    });
    await page.goto(house.address + path);
    return page;
  };
  const enter = async (page: Page, name: string | RegExp): Promise<void> => {
    await page.locator('.roster-person', { hasText: name }).first().click();
    await page.getByLabel('输入消息').waitFor();
  };
  const say = async (page: Page, text: string): Promise<void> => {
    await page.getByLabel('输入消息').fill(text);
    await page.keyboard.press('Enter');
  };
  const bot = (page: Page) => page.locator('.row-bot .bubble:not(.dots), .row-bot .card');
  const mine = (page: Page) => page.locator('.row-me .bubble');
  /** Says it and waits for the next answer. */
  const ask = async (page: Page, text: string): Promise<void> => {
    const before = await bot(page).count();
    await say(page, text);
    await until(() => bot(page).count()).toBeGreaterThan(before);
  };
  const overflow = (page: Page): Promise<number> =>
    page.evaluate('document.documentElement.scrollWidth - window.innerWidth');

  it('sign in, ask, report, confirm by a button; a reload keeps it all', async () => {
    const page = await open();
    await enter(page, '陆一帆');
    await until(() => page.locator('.empty li').count()).toBe(3);

    await ask(page, '公需科目每年要多少学分？');
    await ask(page, '昨天参加了省级继教项目，听课6学时，考核合格');
    const primary = page.locator('.card-actions .ant-btn-primary:enabled');
    // Whatever else the bot wants to know is answered with what a person would say.
    for (let n = 0; n < 6 && (await primary.count()) === 0; n++) {
      await ask(page, n === 0 ? '现场参加，我是学员' : '是的');
    }
    const label = (await primary.first().innerText()).trim();
    await primary.first().click();
    await until(() => mine(page).last().innerText()).toContain(label);
    await until(() => page.locator('.card-actions button:enabled').count()).toBe(0);
    await until(() => page.locator('.chosen').count()).toBe(1);
    await until(() => page.locator('.row').last().getAttribute('class')).toContain('row-bot');

    const shown = await page.locator('.thread ol').innerText();
    await page.reload();
    await until(() => page.locator('.thread ol').innerText()).toBe(shown);
  });

  it('a clause is quoted as a quotation, with its source', async () => {
    const page = await open();
    await enter(page, '周若兰');
    await ask(page, '公需科目每年要多少学分？');
    await page.locator('.clause').first().waitFor();
    await page.locator('.cite').first().waitFor();
  });

  it('a second browser is another person, and sees nothing of the first', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    await enter(one, '陆一帆');
    await enter(two, '武晓梅');
    await ask(one, '帮助');
    expect(await two.locator('.who strong').innerText()).toBe('武晓梅');
    expect(await mine(two).count()).toBe(0);
  });

  it('two tabs of one browser show the same chat as it happens', async () => {
    const page = await open();
    await enter(page, '贾文博');
    const tab = await page.context().newPage();
    await tab.goto(house.address);
    await tab.locator('.empty').waitFor();
    await ask(page, '帮助');
    await until(() => bot(tab).count()).toBeGreaterThan(0);
    await until(() => mine(tab).count()).toBe(1);
  });

  it('who reads further up is not pulled down, but told what is new', async () => {
    const page = await open({ viewport: { width: 1000, height: 420 } });
    await enter(page, '梁大川');
    for (const _ of [1, 2, 3]) await ask(page, '帮助');
    const tab = await page.context().newPage();
    await tab.goto(house.address);
    await tab.locator('.bubble').first().waitFor();
    await page.evaluate('document.querySelector(".thread").scrollTo(0, 0)');
    await page.getByText('回到最新').waitFor();
    await ask(tab, '帮助');
    await page.bringToFront();
    const button = page.getByRole('button', { name: /\d+ 条新消息/ });
    await button.waitFor();
    expect(await page.evaluate('document.querySelector(".thread").scrollTop')).toBe(0);
    await button.click();
    await until(() => page.locator('.to-end').count()).toBe(0);
  });

  it('hostile text is only text', async () => {
    const page = await open();
    await enter(page, '陆一帆');
    const hostile = '<script>window.hurt=1</script><img src=x onerror="window.hurt=1">「<b>粗</b>」';
    await ask(page, hostile);
    expect(await mine(page).last().innerText()).toBe(hostile);
    await page.reload();
    await until(() => mine(page).first().innerText()).toBe(hostile);
    expect(await page.evaluate('window.hurt')).toBeUndefined();
    expect(await page.locator('.thread script, .thread b, .thread img').count()).toBe(0);
  });

  it('everything can be done by keyboard alone', async () => {
    const page = await open();
    await page.locator('.roster-person').first().waitFor();
    const focused = (): Promise<string> =>
      page.evaluate(
        '/BUTTON|TEXTAREA/.test(document.activeElement.tagName) ? document.activeElement.innerText || document.activeElement.ariaLabel || "" : ""',
      );
    const tabTo = async (wanted: RegExp): Promise<void> => {
      for (let n = 0; n < 60; n++) {
        if (wanted.test((await focused()).trim())) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never reached ${wanted}; it stands on ${await focused()}`);
    };
    await tabTo(/申雨晴/);
    await page.keyboard.press('Enter');
    await page.getByLabel('输入消息').waitFor();
    await until(focused).toBe('输入消息');
    await tabTo(/^我今年还差几分/);
    await page.keyboard.press('Enter');
    await until(() => bot(page).count()).toBeGreaterThan(0);
    await tabTo(/输入消息/);
    await page.keyboard.type('第一行');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('第二行');
    expect(await mine(page).count()).toBe(1);
    await page.keyboard.press('Enter');
    await until(() => mine(page).last().innerText()).toBe('第一行\n第二行');
    await page.keyboard.press('ArrowUp');
    expect(await page.getByLabel('输入消息').inputValue()).toBe('第一行\n第二行');
    await page.keyboard.press('Escape');
    expect(await page.getByLabel('输入消息').inputValue()).toBe('');
  });

  it('Enter inside an input method chooses a word and sends nothing', async () => {
    const page = await open();
    await enter(page, '陆一帆');
    const field = page.getByLabel('输入消息');
    await field.fill('xuefen');
    await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
    await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true });
    expect(await field.inputValue()).toBe('xuefen');
    expect(await mine(page).count()).toBe(0);
    await field.dispatchEvent('keydown', { key: 'Enter', bubbles: true });
    await until(() => mine(page).count()).toBe(1);
  });

  it('a file goes up with its preview; what is no document is refused in words', async () => {
    const page = await open();
    await enter(page, '周若兰');
    const picker = page.getByTestId('picker');
    await picker.setInputFiles({ name: '结业证书.png', mimeType: 'image/png', buffer: Buffer.from(PNG) });
    await page.locator('.attached img').waitFor();
    await page.getByLabel('发送').click();
    await until(() => page.locator('.row-me a.file').count()).toBe(1);
    await until(() => bot(page).count()).toBeGreaterThan(0);
    await page.reload();
    await until(() =>
      page
        .locator('.row-me a.file img')
        .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
    ).toBe(1);

    await picker.setInputFiles({ name: '假的.png', mimeType: 'image/png', buffer: Buffer.from('<html>') });
    await page.getByLabel('发送').click();
    await until(() => page.locator('.refused').innerText()).toContain('PDF');
    complaints.splice(0, complaints.length, ...complaints.filter((words) => !words.includes('415')));
    await page.getByRole('button', { name: '删除' }).click();
    await until(() => page.locator('.refused').count()).toBe(0);
  });

  it('off line: what is written waits, survives a reload of the page, and goes out once', async () => {
    const page = await open();
    await enter(page, '黄志远');
    await ask(page, '帮助');
    await page.context().setOffline(true);
    await page.locator('.banner').waitFor();
    await say(page, '我还差几分？');
    await page.locator('.unsent-waiting').waitFor();
    await page.context().setOffline(false);
    await page.reload();
    await until(() => mine(page).count()).toBe(2);
    await until(() => page.locator('.unsent-waiting, .unsent-sending').count()).toBe(0);
    expect(await mine(page).last().innerText()).toBe('我还差几分？');
    await page.reload();
    await until(() => mine(page).count()).toBe(2);
  });

  it('one can become somebody else', async () => {
    const page = await open();
    await enter(page, '陆一帆');
    await page.getByRole('button', { name: '换人 / 退出' }).click();
    await enter(page, '陈小满');
    expect(await page.locator('.who strong').innerText()).toBe('陈小满');
  });

  it('somebody who is on no list introduces themselves', async () => {
    const page = await open();
    await page.getByRole('tab', { name: '自我介绍' }).click();
    await page.getByLabel('怎么称呼您').fill('唐小雨');
    await page.getByRole('button', { name: '开始聊天' }).click();
    await page.getByText('唐小雨，您好').waitFor();
    await ask(page, '你好');
  });

  it.each([
    ['dark as the device wishes', 'dark', undefined, 'dark'],
    ['light as the device wishes', 'light', undefined, 'light'],
    ['dark by choice on a light device', 'light', '深色', 'dark'],
  ] as const)('%s', async (_, colorScheme, choice, expected) => {
    const page = await open({ colorScheme });
    await enter(page, '陆一帆');
    if (choice) await page.locator('.sidebar').getByText(choice).click();
    const theme = (): Promise<string> => page.evaluate('document.documentElement.dataset.theme');
    await until(theme).toBe(expected);
    const light = await page.evaluate<number>(
      'Number(/\\d+/.exec(getComputedStyle(document.body).backgroundColor)[0])',
    );
    expect(light > 128 ? 'light' : 'dark').toBe(expected);
    await page.reload();
    await until(theme).toBe(expected);
  });

  it('a phone shows everything without scrolling sideways', async () => {
    const page = await open({ viewport: PHONE, hasTouch: true, isMobile: true });
    await page.locator('.roster-person').first().waitFor();
    expect(await overflow(page)).toBe(0);
    await enter(page, '方敏');
    await ask(page, `公需科目每年要多少学分？${'很长'.repeat(40)}https://example.invalid/${'x'.repeat(120)}`);
    expect(await overflow(page)).toBe(0);
    const field = await page.locator('.composer').boundingBox();
    expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(PHONE.height);
    await page.getByRole('button', { name: '我的信息' }).click();
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    await page.goto(`${house.address}/manager`);
    await page.locator('.unit').waitFor();
    expect(await overflow(page)).toBe(0);
  });

  it('a report is reviewed with its papers, and its person hears of it', async () => {
    const nurse = await open();
    await enter(nurse, '陆一帆');
    const paper = { name: '证书.png', mimeType: 'image/png', buffer: Buffer.from(PNG) };
    await nurse.getByTestId('picker').setInputFiles(paper);
    await nurse.locator('.attached img').waitFor();
    await nurse.getByLabel('发送').click();
    await until(() => bot(nurse).count()).toBeGreaterThan(0);
    await say(nurse, '10月8号参加省级继教项目，听课6小时');
    await nurse.getByRole('button', { name: '确认登记' }).click();
    await nurse.getByText('登记好了').waitFor();

    const page = await open();
    await enter(page, '方敏');
    await page.goto(`${house.address}/manager`);
    const item = page.locator('.review', { has: page.getByRole('link', { name: '证书.png' }) });
    const link = await item.getByRole('link', { name: '证书.png' }).getAttribute('href');
    const seen = await page.request.get(house.address + link);
    expect([seen.status(), seen.headers()['content-type']]).toEqual([200, 'image/png']);
    const stranger = await open();
    await enter(stranger, '周若兰');
    expect((await stranger.request.get(house.address + link)).status()).toBe(404);
    await item.getByRole('button', { name: '退回' }).click();
    expect(await item.getByRole('button', { name: '退回' }).isDisabled()).toBe(true);
    await item.getByRole('button', { name: '先不退' }).click();
    await item.getByRole('button', { name: '通过' }).click();
    await until(() => item.count()).toBe(0);
    await nurse.getByText('审核通过了').waitFor();
  });

  it('the manager sees the unit, others are told whose page it is', async () => {
    const page = await open();
    await enter(page, '方敏');
    await page.getByRole('link', { name: '科室进度' }).click();
    await page.locator('.unit').waitFor();
    const tiles = (await page.locator('.tile dd').allInnerTexts()).map(Number);
    expect(tiles[0]).toBe(tiles.slice(1).reduce((sum, count) => sum + count, 0));
    await page.getByRole('button', { name: /查看全部/ }).click();
    expect(await page.locator('tbody tr').count()).toBe(tiles[0]);
    const people = (): Promise<string[]> => page.locator('tbody .col-name').allInnerTexts();
    const asTheyCame = await people();
    const credits = page.getByRole('columnheader', { name: '已得 / 应得', exact: true });
    await credits.getByRole('button').click();
    const totals = (await page.locator('tbody .col-credits strong').allInnerTexts()).map(Number);
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
    expect(await credits.getAttribute('aria-sort')).toBe('ascending');
    await credits.getByRole('button').click();
    await credits.getByRole('button').click();
    expect(await people()).toEqual(asTheyCame);

    const other = await open({}, '/manager');
    await other.locator('.roster-person', { hasText: '沈小禾' }).click();
    await other.getByText('这里是科室负责人的页面').waitFor();
    complaints.splice(0, complaints.length, ...complaints.filter((words) => !words.includes('403')));
  });
});
