import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebSettings } from './settings.ts';
import { Refusal, WORDS } from './words.ts';

const COOKIE = 'xuefen';
/** 256 bits in base64url. */
const VALUE = /^[\w-]{43}$/;

export interface Sessions {
  /** A fresh browser: its peer, and how to give it its cookie. */
  readonly fresh: () => { readonly peer: string; readonly grant: (reply: FastifyReply) => void };
  /** The peer behind a request's cookie. */
  readonly find: (request: FastifyRequest) => string | undefined;
  /** As `find`, or a 401; a 409 when the page was opened as somebody else. */
  readonly need: (request: FastifyRequest) => string;
  readonly close: (reply: FastifyReply) => void;
}

/**
 * Sign-ins: 256 random bits in a cookie that scripts cannot read and other sites cannot send. The peer is its hash, so neither
 * the database nor a log holds anything to sign in with.
 */
export function createSessions(settings: WebSettings): Sessions {
  const attributes = { httpOnly: true, sameSite: 'strict', path: '/', secure: settings.secure } as const;
  const peerOf = (value: string): string => createHash('sha256').update(value).digest('base64url');
  const find = (request: FastifyRequest): string | undefined => {
    const value = request.cookies[COOKIE];
    return value !== undefined && VALUE.test(value) ? peerOf(value) : undefined;
  };
  return {
    find,
    fresh() {
      const value = randomBytes(32).toString('base64url');
      const cookie = { ...attributes, maxAge: settings.sessionDays * 86_400 };
      return { peer: peerOf(value), grant: (reply) => void reply.setCookie(COOKIE, value, cookie) };
    },
    need(request) {
      const peer = find(request);
      if (peer === undefined) throw new Refusal(401, WORDS.signIn);
      const claimed = request.headers['x-peer'];
      if (claimed !== undefined && claimed !== peer) throw new Refusal(409, WORDS.switched);
      return peer;
    },
    close: (reply) => void reply.clearCookie(COOKIE, attributes),
  };
}
