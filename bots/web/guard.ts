import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebSettings } from './settings.ts';
import { Refusal, WORDS } from './words.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const SAFE = ['GET', 'HEAD', 'OPTIONS'];

const withoutPort = (host: string): string => host.toLowerCase().replace(/:\d+$/, '');

/** A page on another name that resolves to this machine (DNS rebinding) must not reach us. */
export function checkHost(request: FastifyRequest, hosts: readonly string[]): void {
  const host = withoutPort(request.headers.host ?? '');
  if (!LOOPBACK.includes(host) && !hosts.some((allowed) => withoutPort(allowed) === host)) {
    throw new Refusal(421, WORDS.host);
  }
}

/** Another site's page must not act here: what the browser says of a request's origin has to be our own. */
export function checkOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isSafe = SAFE.includes(request.method);
  if (
    site !== undefined &&
    site !== 'same-origin' &&
    !(isSafe && (site === 'none' || !request.url.startsWith('/api')))
  ) {
    throw new Refusal(403, WORDS.foreign);
  }
  if (isSafe || origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase()) throw new Refusal(403, WORDS.foreign);
}

/** Headers of every answer; `nonce` lets antd's own style elements through and nobody else's. */
export function securityHeaders(settings: WebSettings, nonce?: string): Record<string, string> {
  const style = nonce ? `'self' 'nonce-${nonce}'` : "'self'";
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src ${style}`,
      // A text field that grows measures itself with a style attribute.
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' blob: data:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(settings.secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

export const newNonce = (): string => randomBytes(16).toString('base64url');

export function applyHeaders(reply: FastifyReply, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value);
}

/**
 * A bucket a key: `perMinute` at once, refilled evenly. `clock` is monotonic milliseconds. Full buckets are forgotten.
 * Returns whether this one may pass.
 */
export function createLimiter(perMinute: number, clock: () => number): (key: string) => boolean {
  const buckets = new Map<string, { left: number; at: number }>();
  return (key) => {
    const at = clock();
    const old = buckets.get(key);
    const left = old ? Math.min(perMinute, old.left + ((at - old.at) * perMinute) / 60_000) : perMinute;
    if (buckets.size > 10_000) {
      for (const [other, bucket] of buckets) if (at - bucket.at > 60_000) buckets.delete(other);
    }
    buckets.set(key, { left: left >= 1 ? left - 1 : left, at });
    return left >= 1;
  };
}
