import Fastify from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents } from '../../../bots/web/documents.ts';
import { escaped, html } from '../../../bots/web/html.ts';
import type { DocumentReading } from '../../../src/types/index.ts';
import { CHROMIUM, launch, WHY_SKIPPED } from './chromium.ts';
import { http, openTestHouse, type TestHouse } from './house.ts';

if (!CHROMIUM) console.warn(`skipped a part of test/web/documents.test.ts: ${WHY_SKIPPED}`);

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house?.stop();
  expect(house?.faults).toEqual([]);
});

describe('the documents', () => {
  it('are listed and read without a sign-in, and hold no script', async () => {
    const list = await http(`${house.address}/documents`);
    expect(list.status).toBe(200);
    const paths = [...list.text.matchAll(/href="(\/documents\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(paths.length).toBeGreaterThanOrEqual(5);
    for (const path of paths) {
      const page = await http(`${house.address}${path}`);
      expect(page.status, path).toBe(200);
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.headers['content-security-policy']).toMatch(/script-src 'self'/);
      expect(page.text).not.toMatch(/<script|<style| style=| on\w+=/);
      expect(page.text).toContain('文件发布时的原文');
      const original = await http(`${house.address}${path}/original`);
      expect(original.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(original.headers['content-security-policy']).toContain('sandbox');
    }
  });

  it('say what they are on top: number, issuer, date, in force, what they replace and mention', async () => {
    const { text } = await http(`${house.address}/documents/shanxi-2025-1`);
    for (const words of ['晋卫科教规〔2025〕1号', '2025-09-05', '现行', '取代', '文中提到的文件（2）', '未收录'])
      expect(text).toContain(words);
    const yunnan = (await http(`${house.address}/documents/yunnan-2023-verification`)).text;
    expect(yunnan).toMatch(/force-past">只管2023年度/);
  });

  it.each(['/documents/none', '/documents/..%2f..%2fpackage.json', '/documents/none/original', '/documents/%3Cb%3E'])(
    '%s is no document, and says so in words',
    async (path) => {
      const answer = await http(`${house.address}${path}`);
      expect(answer.status).toBe(404);
      expect(answer.text).toContain('没有这份文件');
      expect(answer.text).not.toContain('<b>');
    },
  );

  it('open from a link in another app', async () => {
    const answer = await http(`${house.address}/documents`, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(answer.status).toBe(200);
  });
});

const NASTY = `"><img src=x onerror=alert(1)><script>alert(2)</script>' & &amp; javascript:alert(3)`;
/** A document of somebody who hopes that its words are taken for a page's. */
const nasty: DocumentReading = {
  id: 'a"><script>alert(4)</script>',
  title: NASTY,
  provinceName: NASTY,
  facts: [
    ['效力', NASTY, 'force'],
    ['文号', NASTY],
    [NASTY, NASTY],
  ],
  brief: [NASTY],
  force: { words: NASTY, current: false },
  supersededBy: { title: NASTY, id: NASTY },
  references: [{ words: NASTY, id: NASTY }, { words: NASTY }],
  annexes: [{ title: NASTY, loaded: false }],
  parts: [
    { is: 'clause', anchor: `c1${NASTY}`, heading: NASTY, level: 2, lines: [NASTY], role: 'body' },
    { is: 'clause', anchor: 'c2', heading: NASTY, level: 3, lines: [], role: 'head' },
    { is: 'clause', anchor: 'c3', heading: NASTY, level: 4, lines: [NASTY], role: 'foot' },
    { is: 'loose', lines: [NASTY] },
    {
      is: 'table',
      headers: [NASTY, 'b'],
      rows: [
        { anchor: NASTY, cells: [NASTY, NASTY], wide: false },
        { anchor: 'c9', cells: [NASTY], wide: true },
      ],
    },
  ],
  original: { name: `${NASTY}\r\nx: y`, text: `<script>${NASTY}</script>`, sha256: '0' },
};

describe('a document’s words stay words', () => {
  it('whatever they are, they make no element, no attribute and no header', async () => {
    const app = Fastify();
    await app.register(async (scope) => documents(scope, { documents: () => [nasty], perMinute: 100 }));
    const path = `/documents/${encodeURIComponent(nasty.id)}`;
    const pages = await Promise.all([app.inject('/documents'), app.inject(path)]);
    for (const page of pages) {
      expect(page.statusCode).toBe(200);
      expect(page.body).not.toMatch(/<script|<img|onerror=alert\(1\)>|href="javascript/);
      // Every tag is one that the page itself makes, and no attribute has a quotation mark too many.
      for (const [tag] of page.body.matchAll(/<[a-z][^>]*>/g))
        expect(tag, tag).toMatch(/^<[a-z][a-z0-9]*(?: [a-z-]+(?:="[^"<>]*")?)* ?\/?>$/);
    }
    const original = await app.inject(`${path}/original`);
    expect(original.body).toBe(nasty.original.text);
    expect(original.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(original.headers.x).toBeUndefined();
    await app.close();
  });

  it('html escapes what is put in, once, and leaves alone what it made', () => {
    expect(html`<p title="${NASTY}">${[html`<b>${'<'}</b>`, '&']}${false}${undefined}${0}</p>`.html).toBe(
      `<p title="${escaped(NASTY)}"><b>&lt;</b>&amp;0</p>`,
    );
    expect(escaped(NASTY)).not.toMatch(/[<>"']/);
  });

  it('somebody who opens too many is told to wait, in words', async () => {
    const app = Fastify();
    await app.register(async (scope) => documents(scope, { documents: () => [], perMinute: 3 }));
    const codes = [];
    for (let n = 0; n < 5; n++) codes.push((await app.inject('/documents')).statusCode);
    expect(codes).toEqual([200, 200, 200, 429, 429]);
    expect((await app.inject('/documents')).body).toContain('稍等片刻');
    await app.close();
  });
});

describe.skipIf(!CHROMIUM)('read in a browser', () => {
  let chromium: Browser;
  beforeAll(async () => {
    chromium = await launch();
  });
  afterAll(async () => chromium?.close());
  const open = async (path: string, width: number, height: number): Promise<Page> => {
    const page = await chromium.newPage({ viewport: { width, height }, locale: 'zh-CN' });
    await page.goto(house.address + path);
    return page;
  };
  const background = (page: Page, selector: string): Promise<string> =>
    page.evaluate(`getComputedStyle(document.querySelector('${selector}')).backgroundColor`);

  it.each([
    [1280, 800],
    [390, 844],
    [320, 640],
  ])('at %i px: the linked clause is in sight and marked, and nothing runs over the edge', async (width, height) => {
    for (const [path, anchor] of [
      ['zhejiang-2025-faq', 'c35'],
      ['shanxi-2025-1', 'c31'],
    ] as const) {
      const page = await open(`/documents/${path}#${anchor}`, width, height);
      const box = await page.locator(`#${anchor}`).boundingBox();
      expect(box?.y ?? -1).toBeGreaterThanOrEqual(40);
      expect(box?.y ?? height).toBeLessThan(height / 2);
      expect(await background(page, `#${anchor}`)).not.toBe(await background(page, '#c3'));
      expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
      await page.close();
    }
  });

  it('a screen reader finds headings in order, the table with its headers, and a way past the head', async () => {
    for (const width of [1280, 390]) {
      const page = await open('/documents/zhejiang-2025-faq', width, 800);
      const levels = await page
        .locator('h1, h2, h3, h4')
        .evaluateAll((all) => all.map((one) => Number(one.tagName[1])));
      expect(levels[0]).toBe(1);
      for (let i = 1; i < levels.length; i++) expect((levels[i] ?? 0) - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
      expect(await page.getByRole('table').count()).toBe(2);
      expect(await page.getByRole('columnheader', { name: '学分计算方式' }).count()).toBe(1);
      expect(await page.getByRole('cell', { name: '不少于5学分' }).count()).toBe(1);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文');
      expect(await page.getByRole('main').count()).toBe(1);
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
      await page.close();
    }
  });

  it('is readable in the dark: text and muted text stand out from their ground', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await chromium.newPage({ colorScheme });
      await page.goto(`${house.address}/documents/yunnan-2023-verification#c18`);
      for (const selector of ['#c5 p', '#c18 p', '.note', '.facts dt', '.force', 'main a']) {
        const contrast = await page.evaluate(`(${CONTRAST})(${JSON.stringify(selector)})`);
        expect(contrast, `${colorScheme} ${selector}`).toBeGreaterThanOrEqual(4.5);
      }
      await page.close();
    }
  });
});

/** WCAG contrast of the text of the first such element on what lies behind it, as a script for the page. */
const CONTRAST = `(selector) => {
  const rgb = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (colour) => {
    const [r, g, b] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const element = document.querySelector(selector);
  let ground = [255, 255, 255];
  for (let at = element; at; at = at.parentElement) {
    const colour = rgb(getComputedStyle(at).backgroundColor);
    if (colour.length === 3 || colour[3] > 0) {
      ground = colour;
      break;
    }
  }
  const [a, b] = [light(rgb(getComputedStyle(element).color).slice(0, 3)), light(ground.slice(0, 3))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}`;
