/** A small disk of its own under a real house: full, and read-only. Needs a system that lets a user mount one. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFolder } from '../../src/house/folder.ts';
import { browser, http } from '../bots/web/house.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MAY_MOUNT = spawnSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs -o size=1m none /mnt']).status === 0;
const UNIT = 64 * 1024;

let place: string;
let child: ChildProcess | undefined;
let out = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'xuefen-disk-'));
  out = '';
});
afterEach(() => {
  child?.kill('SIGKILL');
  child = undefined;
  rmSync(place, { recursive: true, force: true });
});

/** `npm start` behind some mounting, in a view of the file system that is its own. */
function start(mounting: string): ChildProcess {
  const node = [process.execPath, join(ROOT, 'src', 'main.ts')].map((word) => `'${word}'`).join(' ');
  const one = spawn('unshare', ['-Urm', 'sh', '-c', `${mounting} && exec ${node}`], {
    env: { ...process.env, XUEFEN_DATA: join(place, 'disk', 'data'), XUEFEN_DEMO: 'true', XUEFEN_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [one.stdout, one.stderr])
    stream?.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8');
    });
  child = one;
  return one;
}
const until = async (what: () => boolean | Promise<boolean>, ms = 60_000): Promise<void> => {
  for (const began = performance.now(); !(await what()); ) {
    if (performance.now() - began > ms) throw new Error(`it did not come to that: ${out}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe.skipIf(!MAY_MOUNT)('a disk', { timeout: 180_000 }, () => {
  it('that is full is called full, takes nothing, and loses nothing that was acknowledged', async () => {
    mkdirSync(join(place, 'disk'));
    const one = start(`mount -t tmpfs -o size=12m none '${join(place, 'disk')}'`);
    await until(() => out.includes('http://'));
    const address = /http:\/\/[^\s]+/.exec(out)?.[0] ?? '';
    const me = browser(address);
    await me.enterAs(() => true);
    const acknowledged: string[] = [];
    const say = async (n: number): Promise<number> => {
      const { status } = await me.say(`第${n}条`, `message-${n}`);
      if (status === 200) acknowledged.push(`第${n}条`);
      return status;
    };
    expect(await say(0)).toBe(200);

    // The disk as the house sees it.
    const ballast = `/proc/${one.pid}/root${join(place, 'disk')}/ballast`;
    let full = false;
    for (let n = 0; !full; n += 1)
      try {
        writeFileSync(`${ballast}${n}`, Buffer.alloc(UNIT));
      } catch {
        full = true;
      }
    let n = 1;
    await until(async () => (await say(n++)) === 503);
    const refused = await me.say('满了', 'message-full');
    expect(refused.status).toBe(503);
    expect(refused.json.message).toMatch(/磁盘满了，这条没有收下/);
    const health = await http(`${address}/health`);
    expect(health).toMatchObject({ status: 503, json: { ok: false, ready: false, store: 'full' } });
    expect(health.json.wrong).toContain('disk');
    expect((await http(`${address}/ready`)).status).toBe(503);
    expect(out.match(/STORE_FULL/g)).toHaveLength(1);
    expect(
      (await me.upload('证书.jpg', Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(300_000)]), 'file-full'))
        .status,
    ).toBe(503);

    spawnSync('sh', ['-c', `rm -f ${ballast}*`]);
    expect((await me.say('满了', 'message-full')).status).toBe(200);
    acknowledged.push('满了');
    expect((await http(`${address}/ready`)).status).toBe(200);
    expect(out).toContain('存储恢复正常');
    await until(async () => {
      const { lines } = (await me.call('GET', '/api/history?limit=200')).json as {
        lines: { from: string; body: { text?: string } }[];
      };
      const mine = lines.filter(({ from }) => from === 'me').map(({ body }) => body.text);
      expect(mine).toEqual(acknowledged);
      // Everybody who was acknowledged is answered, too.
      return lines.filter(({ from }) => from === 'bot').length >= acknowledged.length;
    });
  });

  it('that is read-only is named at the start', async () => {
    const data = join(place, 'disk', 'data');
    mkdirSync(join(place, 'disk'));
    const { store, release } = await openFolder(data, new Date().toISOString());
    await store.close();
    release();
    const one = start(`mount --bind '${data}' '${data}' && mount -o remount,bind,ro '${data}'`);
    const status = await new Promise((resolve) => one.once('close', resolve));
    expect(status).toBe(1);
    expect(out).toMatch(/只读|只能读/);
  });
});
