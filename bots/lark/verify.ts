import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Seconds by which the platform's clock may differ from ours. */
const TOLERANCE = 300;

export interface Secrets {
  readonly appId: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
}

const header = z.looseObject({
  event_id: z.string().min(1).max(128),
  event_type: z.string().min(1).max(128),
  token: z.string(),
  app_id: z.string(),
});
const envelope = z.looseObject({ schema: z.literal('2.0'), header, event: z.record(z.string(), z.unknown()) });
const challenge = z.looseObject({
  type: z.literal('url_verification'),
  challenge: z.string().min(1).max(1024),
  token: z.string(),
});
const older = z.looseObject({ token: z.string(), event: z.record(z.string(), z.unknown()) });

export type LarkEvent = z.infer<typeof envelope>;

type Verified =
  | { readonly is: 'event'; readonly event: LarkEvent }
  | { readonly is: 'challenge'; readonly challenge: string }
  /** Truly from the platform, but of a form that this door has no use for (the events of version 1). */
  | { readonly is: 'ignored' }
  | { readonly is: 'refused'; readonly status: 400 | 401; readonly why: string };

const refused = (status: 400 | 401, why: string): Verified => ({ is: 'refused', status, why });

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** Compares in a time that tells nothing about where two texts differ, nor how long the expected one is. */
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** SHA-256 over timestamp + nonce + Encrypt Key + the body's bytes as they came, in hex. */
export const sign = (timestamp: string, nonce: string, encryptKey: string, raw: Uint8Array): string =>
  createHash('sha256').update(`${timestamp}${nonce}${encryptKey}`).update(raw).digest('hex');

/** AES-256-CBC with the SHA-256 of the Encrypt Key; the first 16 bytes are the IV. Undefined if it does not decrypt to JSON. */
function decrypt(encrypted: string, encryptKey: string): unknown {
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length < 32 || bytes.length % 16 !== 0) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-cbc', digest(encryptKey), bytes.subarray(0, 16));
    return parse(Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]));
  } catch {
    return undefined;
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const one = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : '');

/**
 * Decides whether a request is the platform's, over the bytes as they came. Never throws.
 * An event must be signed, fresh (±300 s), encrypted, and carry our token and app id. Only the address check
 * (url_verification) comes unsigned: it must decrypt and carry our token. All unsigned faults look alike, so that
 * nobody can use the answers to guess at what a ciphertext holds.
 */
export function verify(
  headers: { readonly [name: string]: string | readonly string[] | undefined },
  raw: Uint8Array,
  secrets: Secrets,
  now: number,
): Verified {
  const timestamp = one(headers['x-lark-request-timestamp']);
  const nonce = one(headers['x-lark-request-nonce']);
  const signature = one(headers['x-lark-signature']);
  const signed = signature !== '';
  if (signed) {
    if (!/^\d{1,12}$/.test(timestamp)) return refused(401, 'the timestamp is missing or malformed');
    if (!same(signature, sign(timestamp, nonce, secrets.encryptKey, raw)))
      return refused(401, 'the signature is wrong');
    if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE) return refused(401, 'the timestamp is stale');
  }
  const outer = z.looseObject({ encrypt: z.string() }).safeParse(parse(raw));
  const inner = outer.success ? decrypt(outer.data.encrypt, secrets.encryptKey) : undefined;
  const asked = challenge.safeParse(inner);
  if (asked.success && same(asked.data.token, secrets.verificationToken)) {
    return { is: 'challenge', challenge: asked.data.challenge };
  }
  if (!signed) return refused(401, 'the request is not signed');
  if (inner === undefined) return refused(400, 'the body is not an encrypted event');
  if (asked.success) return refused(401, 'the verification token is wrong');
  const read = envelope.safeParse(inner);
  if (!read.success) {
    const old = older.safeParse(inner);
    return old.success && same(old.data.token, secrets.verificationToken)
      ? { is: 'ignored' }
      : refused(400, 'the event has no known form');
  }
  if (!same(read.data.header.token, secrets.verificationToken)) return refused(401, 'the verification token is wrong');
  if (read.data.header.app_id !== secrets.appId) return refused(401, 'the event is for another app');
  return { is: 'event', event: read.data };
}
