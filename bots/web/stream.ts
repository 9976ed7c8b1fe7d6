import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebDeps } from './house.ts';
import type { Pages } from './pages.ts';

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
    readonly peer: string;
    readonly heartbeat: number;
    readonly headers: Record<string, string>;
    readonly fault: (error: unknown) => void;
  },
): void {
  const { deps, peer } = house;
  const said = Number(request.headers['last-event-id'] ?? request.query.after ?? 0);
  let last = Number.isSafeInteger(said) && said > 0 ? said : 0;

  reply.hijack();
  const out = reply.raw;
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
  const leave = house.pages.open(peer, () => out.end('event: gone\ndata: {}\n\n'));
  const beat = setInterval(() => write(': \n\n'), house.heartbeat);
  out.on('error', () => out.destroy());
  out.on('close', () => {
    clearInterval(beat);
    unsubscribe();
    leave();
  });
  write('retry: 1500\n\n');
  void read();
}
