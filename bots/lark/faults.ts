import { z } from 'zod';

/** Why a call to the platform failed, and what is worth doing about it. */
export interface Trouble {
  readonly retry: boolean;
  /** Milliseconds. */
  readonly after?: number;
  /** For operators: the platform's code and words, never ours. */
  readonly reason: string;
  readonly code?: number;
  /** The access token was refused: a new one may help. */
  readonly token?: boolean;
  /** The platform may have done it all the same. */
  readonly unsure?: boolean;
  /** The platform itself is out of reach or does not know us: not this message's fault. */
  readonly away?: boolean;
}

/** `99991661/3/4/8`, `99991677`: the token is missing, unknown or has expired. */
const TOKEN = new Set([99991661, 99991663, 99991664, 99991668, 99991677]);
/** Nothing left this machine: nobody was there, or nobody is called so. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** Frequency limits: of the app, and of one chat. */
const FREQUENCY = new Set([99991400, 230020, 11232]);
/** The same message is being sent just now; faults inside the platform. */
const PASSING = new Set([230049, 2200, 1000, 55001, 232096]);
/** The app id or its secret is wrong, the app is disabled. */
const APP = new Set([10003, 10014, 10015, 10012, 99991662, 99991543, 99991544]);

const AFTER_LIMIT = 1_000;
const AFTER_FAULT = 5_000;
const AFTER_APP = 60_000;

const body = z.looseObject({ code: z.number(), msg: z.string().nullish() });
const failed = z.looseObject({
  message: z.string().optional(),
  code: z.string().optional(),
  config: z.looseObject({ url: z.string().optional() }).optional(),
  response: z.looseObject({ status: z.number(), data: z.unknown(), headers: z.unknown() }).optional(),
});
const limits = z.looseObject({
  'x-ogw-ratelimit-reset': z.coerce.number().positive().max(3600).optional().catch(undefined),
});

const clip = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 200);

/** A code of the platform with the HTTP status it came by. `reset`: seconds until the limit is lifted. */
function troubleOf(status: number, code: number | undefined, words: string, reset?: number): Trouble {
  const reason = clip(`HTTP ${status}${code === undefined ? '' : ` code ${code}`} ${words}`);
  const base = { reason, ...(code === undefined ? {} : { code }) };
  if (status === 429 || (code !== undefined && FREQUENCY.has(code))) {
    return { ...base, retry: true, after: reset === undefined ? AFTER_LIMIT : Math.ceil(reset * 1000) };
  }
  if (code !== undefined && TOKEN.has(code))
    return { ...base, retry: true, after: AFTER_FAULT, token: true, away: true };
  if (code !== undefined && APP.has(code)) return { ...base, retry: true, after: AFTER_APP, away: true };
  if (code !== undefined && PASSING.has(code)) return { ...base, retry: true, after: AFTER_LIMIT, unsure: true };
  if (status >= 500) return { ...base, retry: true, after: AFTER_FAULT, away: true, unsure: true };
  return { ...base, retry: false };
}

/** What the platform answered with HTTP 200 although it refused: undefined if it did not. */
export function refusal(answer: unknown): Trouble | undefined {
  const read = body.safeParse(answer);
  return read.success && read.data.code !== 0 ? troubleOf(200, read.data.code, read.data.msg ?? '') : undefined;
}

/**
 * A thrown fault. Without an answer (timeout, connection refused or cut) it is not known whether the message went out:
 * it is to be tried again with the same uuid, which the platform sends at most once within the hour.
 */
export function thrown(error: unknown): Trouble {
  const read = failed.safeParse(error);
  const response = read.success ? read.data.response : undefined;
  if (response) {
    const said = body.safeParse(response.data);
    const reset = limits.safeParse(response.headers);
    return troubleOf(
      response.status,
      said.success ? said.data.code : undefined,
      said.success ? (said.data.msg ?? '') : '',
      reset.success ? reset.data['x-ogw-ratelimit-reset'] : undefined,
    );
  }
  const words = error instanceof Error ? error.message : 'unknown fault';
  const code = /\bcode[:=]?\s*(\d{4,9})/i.exec(words)?.[1];
  if (code) {
    const trouble = troubleOf(200, Number(code), words);
    return trouble.retry ? trouble : { ...trouble, retry: true, after: AFTER_APP, away: true };
  }
  const name = (read.success && read.data.code) || '';
  const asked = read.success ? (read.data.config?.url ?? '') : '';
  return {
    retry: true,
    after: AFTER_FAULT,
    reason: clip(`${name} ${words}`.trim()),
    away: true,
    unsure: asked.includes('/im/v1/messages') && !UNSENT.has(name),
  };
}
