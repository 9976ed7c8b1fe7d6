import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openModelServer } from '../model/server.ts';

const ROOT = join(import.meta.dirname, '..', '..');
let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-main-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly line: Promise<string>;
  readonly status: Promise<number | null>;
}

function run(
  file: string,
  args: readonly string[] = [],
  more: { port?: number; input?: string; config?: string } = {},
): Run {
  const child = spawn(process.execPath, [join(ROOT, file), ...args], {
    env: {
      ...process.env,
      XUEFEN_DATA: join(folder, 'data'),
      XUEFEN_PORT: String(more.port ?? 0),
      INIT_CWD: folder,
      ...(more.config === undefined ? {} : { XUEFEN_CONFIG: more.config }),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  const line = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        if (text.includes('\n')) resolve(text);
      });
  });
  const status = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  child.stdin?.end(more.input ?? '');
  return { child, out: () => text, line, status };
}
const addressIn = (line: string): string => /http:\/\/[^\s]+/.exec(line)?.[0] ?? '';

describe('npm start', () => {
  it('says one line with the address and how to sign in, and stops when asked to', async () => {
    const house = run('src/main.ts');
    const line = await house.line;
    expect(line).toMatch(/^学分助手已就绪：http:\/\/127\.0\.0\.1:\d+ .*演示名单.*\n$/);
    const page = await fetch(`${addressIn(line)}/health`);
    expect(page.status).toBe(200);
    house.child.kill('SIGTERM');
    expect(await house.status).toBe(0);
    expect(house.out()).toBe(line);
  });

  it('answers somebody of the demo roster, and knows it all again after kill -9', async () => {
    const first = run('src/main.ts');
    const base = addressIn(await first.line);
    const { roster } = (await (await fetch(`${base}/api/entrance`)).json()) as {
      roster: { id: string; province: string }[];
    };
    const { id } = roster.find(({ province }) => province === 'zhejiang') ?? { id: '' };
    const headers = { 'content-type': 'application/json', origin: base };
    const signed = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ is: 'member', member: id }),
    });
    expect(signed.status).toBe(200);
    const cookie = signed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const sent = await fetch(`${base}/api/messages`, {
      method: 'POST',
      headers: { ...headers, cookie },
      body: JSON.stringify({ id: 'message-1', text: '帮助' }),
    });
    expect(await sent.json()).toMatchObject({ kept: 'kept' });
    first.child.kill('SIGKILL');
    await first.status;

    const second = run('src/main.ts');
    const again = addressIn(await second.line);
    for (let i = 0; ; i += 1) {
      const { lines } = (await (await fetch(`${again}/api/history`, { headers: { cookie } })).json()) as {
        lines: { from: string }[];
      };
      if (lines.length === 2 || i > 100) {
        expect(lines.map(({ from }) => from)).toEqual(['me', 'bot']);
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });

  it('refuses clearly when another Xuefen has the data, or another program the port', async () => {
    const house = run('src/main.ts');
    await house.line;
    const other = run('src/main.ts');
    expect(await other.status).toBe(1);
    expect(other.out()).toMatch(/^CONFIG_INVALID data：.* 正被另一个学分助手使用/);
    house.child.kill('SIGKILL');
    await house.status;

    const holder: Server = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    const third = run('src/main.ts', [], { port });
    expect(await third.status).toBe(1);
    expect(third.out()).toMatch(
      new RegExp(`^CONFIG_INVALID port：.* ${port} 端口已被别的程序占用，换一个（XUEFEN_PORT）`),
    );
    await new Promise((resolve) => holder.close(resolve));
  });

  it('names the model that is configured, and says whether it answers', async () => {
    const server = await openModelServer();
    const config = join(folder, 'model.yaml');
    writeFileSync(config, `model: { url: "${server.url}", name: 测试模型 }\n`);
    const house = run('src/main.ts', [], { config });
    for (let i = 0; i < 200 && !house.out().includes('应答正常'); i += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(house.out()).toMatch(/模型：测试模型（127\.0\.0\.1:\d+），不看图片\n/);
    expect(house.out()).toMatch(/模型 测试模型 应答正常，用时 \d+ 毫秒\n/);
    expect(server.asked.map(({ user }) => user)).toEqual(['好']);
    house.child.kill('SIGTERM');
    expect(await house.status).toBe(0);
    server.close();
    writeFileSync(config, 'model: { url: "http://api.example.com/v1", name: m }\n');
    const refused = run('src/main.ts', [], { config });
    expect(await refused.status).toBe(1);
    expect(refused.out()).toMatch(/^CONFIG_INVALID model\.url.*http 只能用于本机或内网/);
  });

  it('refuses a reading or a parameter that no ruleset knows', async () => {
    const config = join(folder, 'rules-typo.yaml');
    for (const [rules, words] of [
      ['{ zhejiang: { readings: { unfiled: nonsense } } }', 'rules.zhejiang.readings.unfiled：只能是 void、valid'],
      ['{ mars: {} }', 'rules.mars：没有这个省的规则'],
      ['{ fujian: { parameters: { remoteCap: abc } } }', 'rules.fujian.parameters.remoteCap：要写一个不小于 0 的数'],
    ] as const) {
      writeFileSync(config, `rules: ${rules}\n`);
      const refused = run('src/main.ts', [], { config });
      expect(await refused.status).toBe(1);
      expect(refused.out()).toContain(words);
    }
  });

  it('shows what a day would send without writing anything', async () => {
    const shown = run('src/main.ts', ['--now', '2026-12-01']);
    expect(await shown.status).toBe(0);
    expect(shown.out()).toContain('还有 30 天');
    expect(shown.out()).toContain('本周学分情况');
    expect(shown.out()).toMatch(/2026-12-01 会发 \d+ 条。以上只是预览，没有发送。\n$/);
    expect(existsSync(join(folder, 'data'))).toBe(false);
    const wrong = run('src/main.ts', ['--now', '2026-13-01']);
    expect(await wrong.status).toBe(1);
    expect(wrong.out()).toContain('写成 2026-12-01 这样');
  });
});

describe('commands of an operator', () => {
  const cli = (args: readonly string[], input?: string) =>
    run('src/cli.ts', args, input === undefined ? {} : { input });

  it('takes a roster, gives a code, exports, backs up', async () => {
    const roster = [
      { unit: 'u1', name: '测试科', institution: '测试医院', province: '浙江省' },
      { staffNumber: 'T1', name: '测试一', province: 'zhejiang', unit: 'u1', title: 'mid', profession: 'nurse' },
      { staffNumber: 'T2', name: '测试二', province: 'zhejiang', unit: 'nowhere' },
      { staffNumber: 'T3', name: '测试三', province: '火星', unit: 'u1' },
      { staffNumber: 'T1', name: '测试一', province: 'zhejiang', unit: 'u1', title: 'senior', profession: 'nurse' },
    ];
    const imported = cli(['import'], roster.map((line) => JSON.stringify(line)).join('\n'));
    expect(await imported.status).toBe(1);
    expect(
      imported
        .out()
        .split('\n')
        .filter((line) => line.includes('"imported":true')),
    ).toHaveLength(3);
    expect(imported.out()).toContain('没有单位 nowhere');
    expect(imported.out()).toContain('PROVINCE_UNKNOWN');

    const code = cli(['code', 'T1']);
    expect(await code.status).toBe(0);
    expect(code.out()).toMatch(/测试一（\w+）的绑定码：\w{4}-\w{4}-\w{4}/);
    const nobody = cli(['code', 'T9']);
    expect(await nobody.status).toBe(2);

    const exported = cli(['export']);
    expect(await exported.status).toBe(0);
    const lines = exported
      .out()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { member: { title: string } });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.member.title).toBe('senior');

    const backup = cli(['backup', 'copy.db']);
    expect(await backup.status).toBe(0);
    expect(readdirSync(folder)).toContain('copy.db');
    const twice = cli(['backup', 'copy.db']);
    expect(await twice.status).toBe(2);
  });

  it('names its commands, and says so when it does not know one', async () => {
    const help = cli(['help']);
    expect(await help.status).toBe(0);
    expect(help.out()).toContain('assess');
    const unknown = cli(['frobnicate']);
    expect(await unknown.status).toBe(2);
    expect(unknown.out()).toContain('USAGE');
  });
});
