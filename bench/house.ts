import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Running {
  readonly address: string;
  /** Milliseconds from the start of the process to its line. */
  readonly readyAfter: number;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Starts the product as `npm start` does, in a process of its own with an empty database, and waits for its one line. */
export async function startHouse(): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'xuefen-bench-'));
  const port = await freePort();
  const before = performance.now();
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, '..', 'src', 'main.ts')], {
    env: { ...process.env, XUEFEN_DATA: join(folder, 'data'), XUEFEN_PORT: String(port), XUEFEN_HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`the house ended with ${code}`)));
  });
  const readyAfter = performance.now() - before;
  const address = /http:\/\/[^\s]+/.exec(line)?.[0];
  if (address === undefined) throw new Error(`no address in: ${line}`);
  return {
    address,
    readyAfter,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The value below which a share `p` of the sorted numbers lies. */
export const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p) - 1)] ?? Number.NaN;
