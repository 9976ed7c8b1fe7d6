import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import type { Inbound, InboundBody, Outgoing } from '../../src/types/message.ts';
import type { Member } from '../../src/types/person.ts';

/** At least this many times the process is killed, at random points of its life. */
const KILLS = Number(process.env.XUEFEN_KILLS ?? 100);
const PEOPLE = 6;
/** A message that is not answered in this time, over several lives of the process, is lost. */
const PATIENCE_MS = 90_000;
const NODE = process.execPath;

/** Repeatable points: mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const random = randomOf(20261122);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the platform has shown: every key once, as a platform that honours keys does. */
const shown = new Map<string, { readonly peer: string; readonly out: Outgoing }>();
/** Sends under a key that were not the same as before. */
const changed: string[] = [];
let folder: string;
let platform: Server;
let child: ChildProcess | undefined;
let kills = 0;
let port = 0;
let running = true;

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-kill-'));
  platform = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      // A busy platform, and one that took the message but whose answer is lost.
      const fate = random();
      if (fate < 0.05) return response.writeHead(429).end();
      const { to, out, key } = JSON.parse(Buffer.concat(parts).toString('utf8')) as {
        to: { peer: string };
        out: Outgoing;
        key: string;
      };
      const before = shown.get(key);
      if (before && JSON.stringify(before.out) !== JSON.stringify(out)) changed.push(key);
      if (!before) shown.set(key, { peer: to.peer, out });
      if (fate < 0.1) return request.socket.destroy();
      return response.end('ok');
    });
  });
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  port = portOf(free);
  await new Promise((resolve) => free.close(resolve));

  const store = await openStore(join(folder, 'xuefen.db'), new Date().toISOString());
  for (let i = 0; i < PEOPLE; i += 1) {
    const member: Member = {
      id: `p${i}`,
      name: `测试${i}`,
      province: 'zhejiang',
      title: 'mid',
      profession: 'nurse',
      institution: { level: 'county', kind: 'hospital' },
    };
    await store.commit({
      at: new Date().toISOString(),
      writes: [
        { is: 'member', member, origin: 'roster' },
        { is: 'identity', address: { channel: 'wire', peer: `peer${i}` }, member: `p${i}` },
      ],
    });
  }
  await store.close();
});
afterAll(async () => {
  running = false;
  child?.kill('SIGKILL');
  platform.closeAllConnections();
  await new Promise((resolve) => platform.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

/** Keeps the process alive; kills it at random points, some of them while it is still starting, until it was enough. */
async function lifeAndDeath(): Promise<void> {
  while (running) {
    const one = spawn(NODE, [join(import.meta.dirname, 'child.ts'), folder, String(portOf(platform)), String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    });
    child = one;
    const ended = new Promise<void>((resolve) => one.once('exit', () => resolve()));
    const ready = new Promise<void>((resolve) => one.stdout?.once('data', () => resolve()));
    if (kills >= KILLS) {
      await ended;
      if (running) throw new Error('the process ended by itself');
      return;
    }
    const born = performance.now();
    if (random() < 0.15) await sleep(random() * 300);
    else {
      await Promise.race([ready, ended]);
      // A slow machine needs a longer life to get anything done.
      await sleep(random() * Math.max(120, (performance.now() - born) / 4));
    }
    one.kill('SIGKILL');
    await ended;
    if (one.signalCode !== 'SIGKILL') throw new Error(`the process died by itself: ${one.exitCode}`);
    kills += 1;
  }
}

/** Delivers as a platform does: again and again until it is acknowledged, and once more although it was. */
async function deliver(peer: string, id: string, body: InboundBody): Promise<void> {
  const inbound: Inbound = {
    channel: 'wire',
    id,
    at: new Date().toISOString(),
    address: { channel: 'wire', peer },
    mentioned: true,
    body,
  };
  let acknowledged = 0;
  while (acknowledged < (random() < 0.2 ? 2 : 1)) {
    const isKept = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: JSON.stringify(inbound),
      signal: AbortSignal.timeout(10_000),
    }).then(
      async (response) => response.ok && ['kept', 'seen'].includes(await response.text()),
      () => false,
    );
    if (isKept) acknowledged += 1;
    else await sleep(5);
  }
}

async function reply(id: string): Promise<Outgoing> {
  const key = `wire:${id}#0`;
  for (const start = performance.now(); performance.now() - start < PATIENCE_MS; await sleep(5)) {
    const found = shown.get(key);
    if (found) return found.out;
  }
  throw new Error(`no reply to ${id}`);
}

/** The day so many days ago in China: as the ledger has it. */
const dayBefore = (ago: number): string =>
  new Date(Date.now() + 8 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10);

/** Reports and confirms one activity after the other until there were enough kills; returns what was confirmed. */
async function person(i: number): Promise<{ sent: string[]; confirmed: string[] }> {
  const peer = `peer${i}`;
  const sent: string[] = [];
  const confirmed: string[] = [];
  for (let n = 0; n < 300 && (kills < KILLS || n < 3); n += 1) {
    const date = dayBefore(2 + n);
    const [year, month, day] = date.split('-').map(Number);
    const report = `r${i}-${n}`;
    // Sixty messages a minute of one person are a flood, which is answered once.
    const pace = sleep(2100);
    await deliver(peer, report, {
      is: 'text',
      text: `${year}年${month}月${day}日参加省级继教项目《测试项目${i}之${n}》，线下听课${1 + (n % 6)}个小时，我是学员，考试合格`,
    });
    sent.push(report);
    const out = await reply(report);
    if (out.is !== 'card') throw new Error(`no card for ${report}: ${JSON.stringify(out)}`);
    const press = `c${i}-${n}`;
    const action = out.card.actions.find(({ label }) => label.includes('确认'));
    await deliver(peer, press, {
      is: 'action',
      value: action?.value ?? 'confirm',
      ...(out.card.id === undefined ? {} : { card: out.card.id }),
    });
    sent.push(press);
    confirmed.push(date);
    await reply(press);
    await pace;
  }
  return { sent, confirmed };
}

it(`loses nothing, records nothing twice and leaves nobody without a reply in ${KILLS} kills`, {
  timeout: 600_000,
}, async () => {
  const life = lifeAndDeath();
  const work = Promise.all(Array.from({ length: PEOPLE }, (_, i) => person(i)));
  const told = await Promise.race([
    work,
    life.then((): never => {
      throw new Error('nobody lives');
    }),
  ]);
  expect(kills).toBeGreaterThanOrEqual(KILLS);
  await sleep(300);
  running = false;
  child?.kill('SIGKILL');
  await life;

  const store = await openStore(join(folder, 'xuefen.db'), new Date().toISOString());
  try {
    expect(await store.waiting(0, 10)).toEqual([]);
    expect(await store.parked()).toEqual([]);
    expect(changed).toEqual([]);
    for (const [i, { sent, confirmed }] of told.entries()) {
      for (const id of sent) expect([...shown.keys()].filter((key) => key === `wire:${id}#0`)).toHaveLength(1);
      const ledger = (await store.ledger(`p${i}`)).filter(({ status }) => status !== 'withdrawn');
      expect(ledger.map(({ activity }) => activity.date).sort()).toEqual([...confirmed].sort());
    }
    const keys = new Set(told.flatMap(({ sent }) => sent.map((id) => `wire:${id}`)));
    // Nothing was said that nobody caused, and nobody was sent an apology.
    expect([...shown.keys()].filter((key) => !keys.has(key.replace(/#\d+(\/\d+)?$/, '')))).toEqual([]);
  } finally {
    await store.close();
  }
});
