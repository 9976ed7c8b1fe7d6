import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import serveFolder from '@fastify/static';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { isStoreFault } from '../../src/errors.ts';
import type { Channel, Inbound } from '../../src/types/index.ts';
import { api } from './api.ts';
import { documents } from './documents.ts';
import { createPages } from './entry/pages.ts';
import { createSessions } from './entry/session.ts';
import { applyHeaders, checkHost, checkOrigin, newNonce, securityHeaders } from './guard.ts';
import type { WebDeps } from './house.ts';
import { WEB_DEFAULTS, type WebSettings } from './settings.ts';
import { PLAIN, Refusal, WORDS } from './words.ts';

/** Bytes of a JSON body. */
const JSON_LIMIT = 64 * 1024;

/** `ok`: all is as it should be. `ready`: messages may be sent here, and will be kept. */
interface HouseHealth {
  readonly ok: boolean;
  readonly ready: boolean;
  readonly [part: string]: unknown;
}

interface WebOptions {
  readonly settings?: Partial<WebSettings>;
  /** Folder of the built page. */
  readonly dist?: string;
  /** A fault behind a 500; the page shows a polite sentence. */
  readonly log?: (error: unknown, where: string) => void;
  /** How the house is, for `/health` and `/ready`. Neither names a person or a place on the machine. */
  readonly health?: () => Promise<HouseHealth>;
}

/**
 * The web chat as a channel: registers page and API on `app`, in a scope of its own, so that its checks touch no other
 * door on the same Fastify. The house keeps every line of the chat, so a reply counts as delivered once it is committed:
 * an open page is woken and reads it, a closed one reads it when it opens.
 */
export function createWebChannel(app: FastifyInstance, deps: WebDeps, options: WebOptions = {}): Channel {
  const settings: WebSettings = { ...WEB_DEFAULTS, ...options.settings };
  const dist = options.dist ?? join(import.meta.dirname, 'ui', 'dist');
  const fault = options.log ?? ((error, where) => console.error(where, error));
  const pages = createPages({ perSession: settings.streamsPerSession, perAddress: settings.streamsPerAddress });
  const sessions = createSessions(settings, { entry: deps.entry, pages, now: deps.now });
  let keep: ((message: Inbound) => Promise<'kept' | 'seen'>) | undefined;
  const health = (): 'up' | 'down' => (keep ? 'up' : 'down');
  const receive = async (message: Inbound): Promise<'kept' | 'seen'> => {
    if (!keep) throw new Refusal(503, WORDS.starting);
    return keep(message);
  };

  app.register(async (scope) => {
    await scope.register(cookie);
    await scope.register(multipart, {
      limits: { files: 1, fields: 0, parts: 1, fileSize: settings.uploadBytes, headerPairs: 20 },
      throwFileSizeLimit: true,
    });
    scope.addHook('onRequest', async (request) => {
      checkHost(request, settings.hosts);
      checkOrigin(request);
    });
    scope.addHook('onSend', async (_request, reply) => applyHeaders(reply, securityHeaders(settings)));
    scope.addHook('preClose', async () => pages.dismissAll());
    scope.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
      const [status, message] = explain(error, settings.uploadBytes);
      if (status === 500) fault(error, `web ${request.method} ${request.url.split('?')[0]}`);
      // What is left of a refused upload is not worth reading.
      if (status === 413 || (status >= 400 && request.isMultipart?.())) reply.header('connection', 'close');
      if (error instanceof Refusal && error.after !== undefined) reply.header('retry-after', error.after);
      return reply.code(status).send({ message });
    });
    await scope.register(
      async (inner) => {
        inner.addHook('onRoute', (route) => {
          route.bodyLimit = JSON_LIMIT;
        });
        await api(inner, { deps, settings, sessions, pages, receive, fault });
      },
      { prefix: '/api' },
    );
    const howIsIt = async (reply: FastifyReply): Promise<HouseHealth> => {
      reply.header('cache-control', 'no-store');
      const open = keep !== undefined;
      const found = (await options.health?.()) ?? { ok: true, ready: true };
      return { ...found, ok: open && found.ok, ready: open && found.ready };
    };
    scope.get('/health', async (_request, reply) => {
      const found = await howIsIt(reply);
      return reply.code(found.ok ? 200 : 503).send(found);
    });
    scope.get('/ready', async (_request, reply) => {
      const { ready } = await howIsIt(reply);
      return reply.code(ready ? 200 : 503).send({ ready });
    });
    await documents(scope, { documents: deps.documents, perMinute: settings.perMinute });
    await page(scope, dist, settings);
  });

  return {
    name: 'web',
    caps: {
      local: true,
      cards: true,
      updatableCards: true,
      files: true,
      push: 'free',
      bytesPerText: 64 * 1024,
      messagesPerMinute: 6000,
    },
    async start(receiver) {
      keep = receiver;
    },
    async stop() {
      keep = undefined;
      pages.dismissAll();
    },
    send: async (_to, _out, how) => ({ ok: true, messageId: how.key }),
    health,
  };
}

/** `/`, `/manager` and what they load. */
async function page(app: FastifyInstance, dist: string, settings: WebSettings): Promise<void> {
  await app.register(serveFolder, {
    root: join(dist, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    // Until it is built the folder is missing; the page says so itself.
    suppressWarning: true,
  });
  const send = async (reply: FastifyReply): Promise<FastifyReply> => {
    // Read each time: a build while we run changes the names it holds.
    const html = await readFile(join(dist, 'index.html'), 'utf8').catch(() => undefined);
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    if (html === undefined) return reply.code(503).send(plain(WORDS.unbuilt));
    const nonce = newNonce();
    applyHeaders(reply, securityHeaders(settings, nonce));
    return reply.send(html.replaceAll('__NONCE__', nonce));
  };
  app.get('/', async (_request, reply) => send(reply));
  app.get('/manager', async (_request, reply) => send(reply));
  app.get('/curator', async (_request, reply) => send(reply));
  app.get('/audit', async (_request, reply) => send(reply));
  app.get('/favicon.svg', async (_request, reply) => {
    const icon = await readFile(join(dist, 'favicon.svg')).catch(() => undefined);
    if (!icon) throw new Refusal(404, WORDS.notFound);
    return reply.type('image/svg+xml').header('cache-control', 'max-age=86400').send(icon);
  });
  app.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .type('text/html; charset=utf-8')
      .send(plain(`${WORDS.notFound}<a href="/">${PLAIN.back}</a>`)),
  );
}

/** `words` are ours, never a visitor's. */
const plain = (words: string): string =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${PLAIN.title}</title><p>${words}</p></html>`;

/** A fault as the page shows it: status and one sentence. */
function explain(error: FastifyError | Refusal, uploadBytes: number): readonly [number, string] {
  if (error instanceof Refusal) return [error.status, error.message];
  if (isStoreFault(error)) return [503, error.code === 'STORE_FULL' ? WORDS.full : WORDS.ill];
  switch (error.code) {
    // Whoever sent it went away before it was whole: nobody reads this, and nothing is at fault here.
    case 'ECONNRESET':
      return [400, WORDS.form];
    case 'FST_REQ_FILE_TOO_LARGE':
      return [413, WORDS.fileLarge(uploadBytes)];
    case 'FST_FILES_LIMIT':
    case 'FST_PARTS_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return [413, WORDS.fileMany];
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return [413, WORDS.body];
  }
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500 ? [status, WORDS.form] : [500, WORDS.fault];
}
