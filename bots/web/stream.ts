import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pages } from './entry/pages.ts';
import type { WebDeps } from './house.ts';
import { Refusal, WORDS } from './words.ts';

/** A page that leaves this many bytes unread is let go; it comes back and resumes. */
const STUCK = 1024 * 1024;

/**
 * The event stream of one page. An event's id is its line's `seq`: a page that returns with `Last-Event-ID` (or `?after=` on its first
 * connection) is given exactly what came after it, once and in order.
 */
export function stream(
  request: FastifyRequest<{ Querystring: { after?: string } }>,
  reply: FastifyReply,
  house: {
    readonly deps: WebDeps;
    readonly pages: Pages;
    /** The sign-in behind the page. */
    readonly here: { readonly id: string; readonly peer: string; readonly untilAbs: string };
    /** Whether it still counts. */
    readonly isLive: (id: string) => Promise<boolean>;
    readonly heartbeat: number;
    readonly headers: Record<string, string>;
    readonly fault: (error: unknown) => void;
  },
): void {
  const {
    deps,
    here: { id, peer },
  } = house;
  const said = Number(request.headers['last-event-id'] ?? request.query.after ?? 0);
  let last = Number.isSafeInteger(said) && said > 0 ? said : 0;

  const out = reply.raw;
  const goodbye = (): void => {
    out.end('event: gone\ndata: {}\n\n');
  };
  const leave = house.pages.open(id, request.ip, goodbye);
  if (!leave) throw new Refusal(429, WORDS.manyPages);
  reply.hijack();
  out.writeHead(200, {
    ...house.headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const write = (chunk: string): void => {
    if (out.writableEnded || out.destroyed) return;
    out.write(chunk);
    if (out.writableLength > STUCK) out.destroy();
  };

  // One reader at a time; a wake in the middle of a reading asks for one more.
  let reading = false;
  let again = false;
  let ready = false;
  const read = async (): Promise<void> => {
    again = true;
    if (reading) return;
    reading = true;
    try {
      while (again && !out.destroyed && !out.writableEnded) {
        again = false;
        if (!(await house.isLive(id))) return goodbye();
        for (const line of await deps.history(peer, last)) {
          last = line.seq;
          write(`id: ${line.seq}\nevent: line\ndata: ${JSON.stringify(line)}\n\n`);
        }
        if (!ready) write('event: ready\ndata: {}\n\n');
        ready = true;
      }
    } catch (error) {
      house.fault(error);
      out.end();
    } finally {
      reading = false;
    }
  };

  const unsubscribe = deps.subscribe(peer, () => void read());
  // Each beat also asks whether the sign-in still counts: it may expire, or be ended from outside.
  const beat = setInterval(() => {
    write(': \n\n');
    void read();
  }, house.heartbeat);
  out.on('error', () => out.destroy());
  out.on('close', () => {
    clearInterval(beat);
    unsubscribe();
    leave();
  });
  write('retry: 1500\n\n');
  void read();
}
