import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';

/** The whole product, as `npm start` runs it, killed under a page that is being used. */
const KILLS = 8;
const ROOT = join(import.meta.dirname, '..', '..');
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The day so many days ago, in full. */
const dayWords = (ago: number): string => {
  const day = new Date(Date.now() + 8 * 3_600_000 - ago * 86_400_000);
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
};

interface Line {
  readonly key: string;
  readonly from: 'me' | 'bot';
  readonly body: {
    readonly is: string;
    readonly card?: {
      readonly id?: string;
      readonly actions: readonly { readonly label: string; readonly value: string }[];
    };
  };
}

let folder: string;
let base: string;
let child: ChildProcess | undefined;
let running = true;
let kills = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-page-'));
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(probe.address() as AddressInfo).port}`;
  await new Promise((resolve) => probe.close(resolve));
});
afterAll(() => {
  running = false;
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function lifeAndDeath(): Promise<void> {
  while (running) {
    const one = spawn(process.execPath, [join(ROOT, 'src', 'main.ts')], {
      env: { ...process.env, XUEFEN_DATA: join(folder, 'data'), XUEFEN_PORT: new URL(base).port },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = one;
    const ended = new Promise<void>((resolve) => one.once('exit', () => resolve()));
    const ready = new Promise<void>((resolve) => one.stdout?.once('data', () => resolve()));
    if (kills >= KILLS) return ended;
    await Promise.race([ready, ended]);
    await sleep(40 * (1 + (kills % 6)) + 13 * kills);
    one.kill('SIGKILL');
    await ended;
    if (one.signalCode !== 'SIGKILL') throw new Error(`the process died by itself: ${one.exitCode}`);
    kills += 1;
  }
}

/** Asks until somebody answers with success; what a page does when the connection is gone. */
async function insist<T>(path: string, init: RequestInit, read: (response: Response) => Promise<T>): Promise<T> {
  for (const start = performance.now(); performance.now() - start < 30_000; await sleep(10)) {
    try {
      const response = await fetch(`${base}${path}`, { ...init, signal: AbortSignal.timeout(5000) });
      if (response.ok) return await read(response);
      if (response.status < 500) throw new RangeError(`${path}: ${response.status} ${await response.text()}`);
    } catch (error) {
      if (error instanceof RangeError) throw error;
    }
  }
  throw new Error(`nobody answered ${path}`);
}

it(`keeps every word of a page through ${KILLS} kills`, { timeout: 180_000 }, async () => {
  const life = lifeAndDeath();
  const headers = { 'content-type': 'application/json', origin: base };
  const { roster } = await insist(
    '/api/entrance',
    {},
    async (response) => (await response.json()) as { roster: { id: string; province: string; name: string }[] },
  );
  const member = roster.find(({ province }) => province === 'zhejiang')?.id ?? '';
  const { cookie, peer } = await insist(
    '/api/session',
    { method: 'POST', headers, body: JSON.stringify({ is: 'member', member }) },
    async (response) => {
      const { peer } = (await response.json()) as { peer: string };
      return { peer, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
    },
  );
  const signed = { ...headers, cookie };
  const history = () =>
    insist(
      '/api/history?limit=200',
      { headers: signed },
      async (response) => ((await response.json()) as { lines: Line[] }).lines,
    );
  const repliesTo = async (id: string): Promise<readonly Line[]> => {
    for (const start = performance.now(); performance.now() - start < 30_000; await sleep(15)) {
      const found = (await history()).filter(({ from, key }) => from === 'bot' && key.includes(`:${id}#`));
      if (found.length > 0) return found;
    }
    throw new Error(`no reply to ${id}`);
  };
  const post = (path: string, body: object) =>
    insist(path, { method: 'POST', headers: signed, body: JSON.stringify(body) }, (response) => response.json());

  const ids: string[] = [];
  let confirmed = 0;
  for (let n = 0; n < 400 && (kills < KILLS || n < 2); n += 1) {
    const report = `report-${n}`;
    const text = `${dayWords(3 + n)}参加省级继教项目《测试${n}》，线下听课6个小时，我是学员，考试合格`;
    await post('/api/messages', { id: report, text });
    const card = (await repliesTo(report)).find(({ body }) => body.is === 'card')?.body.card;
    const action = card?.actions.find(({ label }) => label.includes('确认'));
    if (!card || !action) throw new Error(`no card for ${text}`);
    const press = `press-${n}--`;
    await post('/api/actions', { id: press, value: action.value, ...(card.id === undefined ? {} : { card: card.id }) });
    await repliesTo(press);
    confirmed += 1;
    ids.push(report, press);
    const question = `question-${n}`;
    await post('/api/messages', { id: question, text: '我还差几分' });
    await repliesTo(question);
    ids.push(question);
  }
  running = false;
  child?.kill('SIGKILL');
  await life;
  expect(kills).toBeGreaterThanOrEqual(KILLS);

  const store = await openStore(join(folder, 'data-demo', 'xuefen.db'), new Date().toISOString());
  const lines = await store.lines('web', peer, 0);
  const mine = lines.filter(({ from }) => from === 'me').map(({ key }) => key.split(':').at(-1));
  expect(mine).toEqual(ids);
  const keys = lines.map(({ from, key }) => `${from} ${key}`);
  expect(new Set(keys).size).toBe(keys.length);
  const ledger = (await store.ledger(member)).filter(({ activity }) => !activity.id.startsWith('demo-'));
  await store.close();
  expect(ledger).toHaveLength(confirmed);
});
