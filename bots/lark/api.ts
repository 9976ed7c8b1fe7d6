import { Readable } from 'node:stream';
import { Client, CTenantAccessToken, DefaultCache, defaultHttpInstance, LoggerLevel } from '@larksuiteoapi/node-sdk';
import { z } from 'zod';
import { refusal, type Trouble, thrown } from './faults.ts';
import type { LarkSettings } from './settings.ts';

/** The largest file that is taken in, as the platform's own limit for what it takes. */
const FILE_LIMIT = 30 * 1024 * 1024;
/** Milliseconds for a whole file. */
const FILE_TIMEOUT = 60_000;

/** Where operators read what happens. Never a message's words, never a secret. */
export interface Log {
  info(words: string): void;
  warn(words: string): void;
  error(words: string): void;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

/** The platform's API, as far as the door needs it. Nothing here throws for a remote fault but `resource`. */
interface Api {
  /** The bot's own open_id. */
  self(): Promise<Outcome<string>>;
  /** Sends a message; gives its id. `uuid`: at most 50 characters; the same one is sent at most once within an hour. */
  create(
    to: { readonly type: 'open_id' | 'chat_id'; readonly id: string },
    kind: Kind,
    content: string,
    uuid: string,
  ): Promise<Outcome<string>>;
  /** Puts another card in the place of one that was sent within 14 days. */
  patch(messageId: string, content: string): Promise<Outcome<string>>;
  /** Uploads a file (30 MB) or a picture (10 MB); gives the content of the message that shows it. */
  upload(
    name: string,
    mime: string,
    bytes: Uint8Array,
  ): Promise<Outcome<{ readonly kind: Kind; readonly content: string }>>;
  /** A file that somebody sent. Throws if the platform does not give it. */
  resource(messageId: string, key: string, type: 'file' | 'image'): Promise<Uint8Array>;
}
type Kind = 'text' | 'interactive' | 'file' | 'image';

const sent = z.looseObject({ data: z.looseObject({ message_id: z.string() }) });
const bot = z.looseObject({ bot: z.looseObject({ open_id: z.string().min(1) }) });

const FILE_TYPES: { readonly [extension: string]: 'pdf' | 'doc' | 'xls' | 'ppt' } = {
  pdf: 'pdf',
  doc: 'doc',
  docx: 'doc',
  xls: 'xls',
  xlsx: 'xls',
  ppt: 'ppt',
  pptx: 'ppt',
};

type Http = NonNullable<ConstructorParameters<typeof Client>[0]['httpInstance']>;
type Options = Parameters<Http['request']>[0];

/** The SDK's own HTTP client, with the deadlines that it lacks. */
function bounded(timeout: number): Http {
  const limit = (options: Options): Options => {
    const ms = options.responseType === 'stream' ? Math.max(timeout, FILE_TIMEOUT) : timeout;
    const limited = { ...options, timeout: ms, signal: AbortSignal.timeout(ms) };
    return limited;
  };
  /** Its interceptor answers with the body alone, which its type does not say. */
  const inner = defaultHttpInstance as unknown as Http;
  return {
    request: (options) => inner.request(limit(options)),
    get: (url, options) => inner.get(url, limit(options ?? {})),
    delete: (url, options) => inner.delete(url, limit(options ?? {})),
    head: (url, options) => inner.head(url, limit(options ?? {})),
    options: (url, options) => inner.options(url, limit(options ?? {})),
    post: (url, data, options) => inner.post(url, data, limit(options ?? {})),
    put: (url, data, options) => inner.put(url, data, limit(options ?? {})),
    patch: (url, data, options) => inner.patch(url, data, limit(options ?? {})),
  };
}

/** The SDK logs requests with their secrets and bodies: only its own sentences get through, cut short. */
const quiet = (log: Log) => {
  const sentence = (parts: readonly unknown[]): string =>
    parts
      .flat(2)
      .filter((part): part is string => typeof part === 'string')
      .join(' ')
      .slice(0, 200);
  const pass =
    (write: (words: string) => void) =>
    (...parts: unknown[]) => {
      const words = sentence(parts);
      if (words) write(`lark sdk: ${words}`);
    };
  return {
    error: pass((w) => log.error(w)),
    warn: pass((w) => log.warn(w)),
    info: () => {},
    debug: () => {},
    trace: () => {},
  };
};

async function collect(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > FILE_LIMIT) throw new Error('the file is larger than 30 MB');
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Where an answer comes as a stream, so does a refusal: reads it, so that its code can be seen. */
async function withWords(error: unknown): Promise<never> {
  const streamed = z.looseObject({ response: z.looseObject({ data: z.unknown() }) }).safeParse(error);
  const data = streamed.success ? streamed.data.response.data : undefined;
  if (!streamed.success || !(data instanceof Readable)) throw error;
  const text = await collect(data).then((bytes) => Buffer.from(bytes).toString('utf8'));
  const parsed: unknown = /^\s*\{/.test(text) ? JSON.parse(text) : undefined;
  throw Object.assign(new Error('refused'), { response: { ...streamed.data.response, data: parsed } });
}

/** Speaks to the platform with the real SDK. `heard` is told of every outcome: it is how the door knows whether the platform is there. */
export function createApi(settings: LarkSettings, log: Log, heard: (trouble: Trouble | undefined) => void): Api {
  const cache = new DefaultCache();
  const client = new Client({
    appId: settings.appId,
    appSecret: settings.appSecret,
    domain: settings.domain,
    cache,
    httpInstance: bounded(settings.timeout),
    logger: quiet(log),
    loggerLevel: LoggerLevel.warn,
  });

  const attempt = async <T>(what: () => Promise<T>): Promise<Outcome<T>> => {
    try {
      const value = await what();
      const trouble = refusal(value);
      return trouble ? { ok: false, trouble } : { ok: true, value };
    } catch (error) {
      return { ok: false, trouble: thrown(error) };
    }
  };

  /** Once more with a new token where the old one is refused; then as it is. */
  const call = async <T>(what: () => Promise<T>): Promise<Outcome<T>> => {
    let outcome = await attempt(what);
    if (!outcome.ok && outcome.trouble.token) {
      await cache.set(CTenantAccessToken, '', 1, { namespace: settings.appId });
      outcome = await attempt(what);
    }
    heard(outcome.ok ? undefined : outcome.trouble);
    return outcome;
  };

  const read = <T>(outcome: Outcome<unknown>, schema: z.ZodType<T>, what: string): Outcome<T> => {
    if (!outcome.ok) return outcome;
    const parsed = schema.safeParse(outcome.value);
    return parsed.success
      ? { ok: true, value: parsed.data }
      : { ok: false, trouble: { retry: true, after: 5_000, reason: `the platform answered without ${what}` } };
  };

  return {
    async self() {
      const outcome = read(
        await call(() => client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })),
        bot,
        'a bot',
      );
      return outcome.ok ? { ok: true, value: outcome.value.bot.open_id } : outcome;
    },

    async create(to, kind, content, uuid) {
      const answer = await call(() =>
        client.im.v1.message.create({
          params: { receive_id_type: to.type },
          data: { receive_id: to.id, msg_type: kind, content, uuid },
        }),
      );
      const outcome = read(answer, sent, 'a message id');
      return outcome.ok ? { ok: true, value: outcome.value.data.message_id } : outcome;
    },

    async patch(messageId, content) {
      if (!/^[\w.:-]+$/.test(messageId)) return { ok: false, trouble: { retry: false, reason: 'not a message id' } };
      const outcome = await call(() =>
        client.im.v1.message.patch({ path: { message_id: messageId }, data: { content } }),
      );
      return outcome.ok ? { ok: true, value: messageId } : outcome;
    },

    async upload(name, mime, bytes) {
      const buffer = Buffer.from(bytes);
      if (/^image\/(png|jpeg|gif|webp|bmp)$/.test(mime) && buffer.length <= 10 * 1024 * 1024) {
        const answer = await call(() => client.im.v1.image.create({ data: { image_type: 'message', image: buffer } }));
        const outcome = read(answer, z.looseObject({ image_key: z.string() }), 'an image key');
        if (!outcome.ok) return outcome;
        return { ok: true, value: { kind: 'image', content: JSON.stringify({ image_key: outcome.value.image_key }) } };
      }
      const file_type = FILE_TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'stream';
      const answer = await call(() => client.im.v1.file.create({ data: { file_type, file_name: name, file: buffer } }));
      const outcome = read(answer, z.looseObject({ file_key: z.string() }), 'a file key');
      if (!outcome.ok) return outcome;
      return { ok: true, value: { kind: 'file', content: JSON.stringify({ file_key: outcome.value.file_key }) } };
    },

    async resource(messageId, key, type) {
      const outcome = await call(async () => {
        const get = client.im.v1.messageResource.get({
          path: { message_id: messageId, file_key: key },
          params: { type },
        });
        const answer = await get.catch(withWords);
        const bytes = await collect(answer.getReadableStream());
        const headers = new Map(Object.entries(answer.headers ?? {}));
        const refused = /json/.test(String(headers.get('content-type'))) && !headers.has('content-disposition');
        return refused ? JSON.parse(Buffer.from(bytes).toString('utf8')) : { bytes };
      });
      const file = read(outcome, z.object({ bytes: z.instanceof(Uint8Array) }), 'a file');
      if (!file.ok) throw new Error(`Lark did not give the file: ${file.trouble.reason}`);
      return file.value.bytes;
    },
  };
}
