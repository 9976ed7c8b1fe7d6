import type { FastifyPluginAsync } from 'fastify';
import type { Log } from './api.ts';
import type { LarkEvent, Secrets } from './verify.ts';
import { verify } from './verify.ts';

/** The platform's own events stay far below. */
export const BODY_LIMIT = 1024 * 1024;
/** The platform waits 3 s. */
const DEADLINE = 2_500;
/** Milliseconds between two lines about refused requests. */
const REFUSALS_EVERY = 10_000;

/** `late`: not yet done when the platform wants its answer. */
export type Handled = { readonly is: 'done'; readonly answer: object } | { readonly is: 'late' };

/** Gives a piece of work as long as the platform waits; the work itself goes on. */
async function inTime(work: Promise<object>): Promise<Handled> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Handled>((resolve) => {
    timer = setTimeout(() => resolve({ is: 'late' }), DEADLINE);
  });
  try {
    return await Promise.race([work.then((answer): Handled => ({ is: 'done', answer })), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The webhook as a Fastify plugin with its own body parser (the bytes as they came) and its own errors: 200 only when
 * the event is durably kept or of no use to us, 401 and 400 for what the platform cannot have sent, 413 for too much,
 * 503 where the platform is to try again (after 15 s, 5 min, 1 h and 6 h). Answers say nothing about why.
 */
export function createWebhook(
  path: string,
  secrets: Secrets,
  door: { readonly handle: (event: LarkEvent) => Promise<object>; readonly now: () => number; readonly log: Log },
): FastifyPluginAsync {
  let silentUntil = 0;
  let unsaid = 0;
  /** One line for many refusals, so that nobody can fill the disk from outside. */
  const refuse = (why: string): void => {
    if (door.now() < silentUntil) {
      unsaid += 1;
      return;
    }
    door.log.warn(`lark webhook refused a request: ${why}${unsaid ? ` (and ${unsaid} more before it)` : ''}`);
    silentUntil = door.now() + REFUSALS_EVERY;
    unsaid = 0;
  };
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    );
    app.setErrorHandler((error, _request, reply) => {
      const status = typeof error === 'object' && error && 'statusCode' in error ? Number(error.statusCode) : 500;
      const code = status >= 400 && status < 500 ? status : 503;
      if (code === 503)
        door.log.error(`lark webhook: ${error instanceof Error ? error.message.slice(0, 200) : 'fault'}`);
      return reply.code(code).send({});
    });
    app.post(path, { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const verified = verify(request.headers, raw, secrets, door.now());
      switch (verified.is) {
        case 'refused':
          refuse(verified.why);
          return reply.code(verified.status).send({});
        case 'challenge':
          return reply.send({ challenge: verified.challenge });
        case 'ignored':
          return reply.send({});
        case 'event': {
          const work = door.handle(verified.event);
          work.catch(() => {});
          const handled = await inTime(work);
          if (handled.is === 'done') return reply.send(handled.answer);
          door.log.warn('lark webhook: an event was not kept in time and is left to be sent again');
          return reply.code(503).send({});
        }
      }
    });
  };
}
