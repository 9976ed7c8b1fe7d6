/**
 * A house in a process of its own, made to be killed: the real store, desk and post, the real rules and conversation,
 * and a channel over loopback. argv: data folder, port of the platform, port to listen on.
 */
import { createServer } from 'node:http';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { createDesk } from '../../src/desk/desk.ts';
import { createPost } from '../../src/post/post.ts';
import { loadRulesets } from '../../src/rules/index.ts';
import { fileKeeper, openStore } from '../../src/store/index.ts';
import type { Channel, SendResult } from '../../src/types/channel.ts';
import type { Inbound } from '../../src/types/message.ts';

const [folder = '', platform = '', port = ''] = process.argv.slice(2);
const root = join(import.meta.dirname, '..', '..');
const now = (): string => new Date().toISOString();

const channel: Channel = {
  name: 'wire',
  caps: {
    cards: true,
    updatableCards: false,
    files: false,
    push: 'free',
    bytesPerText: 4000,
    messagesPerMinute: 600_000,
  },
  start: async () => {},
  stop: async () => {},
  health: () => 'up',
  send: async (to, out, { key }): Promise<SendResult> => {
    try {
      const response = await fetch(`http://127.0.0.1:${platform}/`, {
        method: 'POST',
        body: JSON.stringify({ to, out, key }),
      });
      if (response.ok) return { ok: true, messageId: key };
      return { ok: false, retry: true, after: 20, reason: String(response.status) };
    } catch (error) {
      return { ok: false, retry: true, after: 20, unsure: true, reason: String(error) };
    }
  },
};

const rulesets = loadRulesets(join(root, 'rules'), join(root, 'faq', 'documents', 'raw'));
const store = await openStore(join(folder, 'xuefen.db'), now());
const log = (what: string, error?: unknown): void => console.error(what, error);
const desk = createDesk({
  store,
  rulesets,
  answer: () => ({ kind: 'abstain', text: '文件没有写。', citations: [], confidence: 0 }),
  keepFile: fileKeeper(join(folder, 'files')),
  now,
  caps: () => channel.caps,
  mayIntroduce: () => true,
  log,
  backoff: () => 20,
  moved: () => post.wake(),
});
const post = createPost({ store, channels: [channel], now, log });
await desk.open();
post.open();

createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const inbound = JSON.parse(Buffer.concat(parts).toString('utf8')) as Inbound;
    desk.receive(inbound).then(
      (kept) => response.end(kept),
      () => response.writeHead(500).end(),
    );
  });
}).listen(Number(port), '127.0.0.1', () => {
  process.stdout.write('ready\n');
  flushCompileCache();
});
