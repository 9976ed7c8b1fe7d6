import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import type { HouseConfig } from '../channels.ts';

/** Requests on one connection, after which it is closed politely. */
const REQUESTS_PER_SOCKET = 10_000;
/** How often connections whose request does not come are looked for. */
const LOOK_MS = 1000;

/** Whose word counts for where a request comes from. A proxy that ends TLS on this machine is one without being named. */
const trusted = ({ trustProxy, secure }: HouseConfig['web']): boolean | string | string[] =>
  trustProxy === undefined ? (secure ? 'loopback' : false) : Array.isArray(trustProxy) ? [...trustProxy] : trustProxy;

/** Closes what one address opens beyond its share. */
function limitConnections(most: number): (socket: Socket) => void {
  const open = new Map<string, number>();
  return (socket) => {
    const from = socket.remoteAddress ?? '';
    const count = (open.get(from) ?? 0) + 1;
    if (count > most) {
      socket.destroy();
      return;
    }
    open.set(from, count);
    socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1;
      if (left > 0) open.set(from, left);
      else open.delete(from);
    });
  };
}

/**
 * Closes connections that are silent with nothing under way, or whose other end does not take what it is sent. A request
 * that is being answered may take its time.
 */
function closeSilent(server: Server): void {
  const answers = new WeakMap<Socket, ServerResponse>();
  server.on('request', (request, answer) => {
    answers.set(request.socket, answer);
    answer.once('close', () => answers.delete(request.socket));
  });
  server.on('timeout', (socket) => {
    const answer = answers.get(socket);
    if (answer === undefined || answer.writableLength > 0) socket.destroy();
  });
}

/**
 * The server of our own pages. Whoever sends half a head, half a body or nothing at all is not waited for; an event stream
 * lives as long as it is written to.
 */
export function createServer(web: HouseConfig['web']): FastifyInstance {
  const trustProxy = trusted(web);
  const app = Fastify({
    logger: false,
    trustProxy,
    forceCloseConnections: true,
    requestTimeout: web.requestSeconds * 1000,
    connectionTimeout: web.silentSeconds * 1000,
    keepAliveTimeout: web.silentSeconds * 1000,
    maxRequestsPerSocket: REQUESTS_PER_SOCKET,
    http: {
      headersTimeout: Math.min(web.headSeconds, web.requestSeconds) * 1000,
      requestTimeout: web.requestSeconds * 1000,
      connectionsCheckingInterval: LOOK_MS,
    },
  });
  closeSilent(app.server);
  // All of a proxy's connections come from its own address.
  if (trustProxy === false) app.server.on('connection', limitConnections(web.connectionsPerAddress));
  return app;
}
