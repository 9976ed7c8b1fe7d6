import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/**
 * A small Lark platform on loopback: what the real SDK asks of it, with the real limits, error codes and strictness,
 * and what it posts to a webhook: encrypted, signed, at least once.
 */

const plain = z.strictObject({
  tag: z.literal('plain_text'),
  content: z.string(),
  text_color: z.string().optional(),
  text_size: z.enum(['normal', 'notation']).optional(),
});
const div = z.strictObject({ tag: z.literal('div'), text: plain });
const button = z.strictObject({
  tag: z.literal('button'),
  text: plain,
  type: z.enum(['default', 'primary', 'danger']),
  size: z.enum(['tiny', 'small', 'medium', 'large']).optional(),
  behaviors: z.array(z.strictObject({ type: z.literal('callback'), value: z.record(z.string(), z.string()) })),
});
const columns = z.strictObject({
  tag: z.literal('column_set'),
  columns: z.array(
    z.strictObject({
      tag: z.literal('column'),
      width: z.enum(['auto', 'weighted']),
      weight: z.number().int().min(1).max(5).optional(),
      elements: z.array(z.discriminatedUnion('tag', [div, button])),
    }),
  ),
});
const markdown = z.strictObject({ tag: z.literal('markdown'), content: z.string() });
const card = z.strictObject({
  schema: z.literal('2.0'),
  config: z.strictObject({ update_multi: z.literal(true) }),
  header: z.strictObject({ title: plain, template: z.string() }).optional(),
  body: z.strictObject({ elements: z.array(z.discriminatedUnion('tag', [div, columns, button, markdown])).max(200) }),
});
export type CardJson = z.infer<typeof card>;
type Button = z.infer<typeof button>;

const countTags = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + countTags(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'tag' in value && value.tag !== 'plain_text' ? 1 : 0;
  return own + Object.values(value).reduce((sum: number, one) => sum + countTags(one), 0);
};

/** Whether the platform takes this content: nothing unknown in it, nothing too large. */
export const takes = (kind: string, content: string): boolean => {
  const value: unknown = JSON.parse(content);
  if (kind === 'text') return z.strictObject({ text: z.string().min(1) }).safeParse(value).success;
  if (kind === 'interactive') {
    return Buffer.byteLength(content) <= 30_000 && countTags(value) <= 200 && card.safeParse(value).success;
  }
  if (kind === 'file') return z.strictObject({ file_key: z.string() }).safeParse(value).success;
  return z.strictObject({ image_key: z.string() }).safeParse(value).success;
};

export interface Sent {
  readonly id: string;
  readonly to: string;
  readonly type: 'open_id' | 'chat_id';
  readonly kind: string;
  readonly uuid: string;
  content: string;
  updates: number;
}

/** What the next request of a kind meets in place of its answer. */
export interface Trap {
  readonly on: 'create' | 'patch' | 'token' | 'bot' | 'resource' | 'upload';
  readonly status?: number;
  readonly code?: number;
  readonly headers?: { readonly [name: string]: string };
  /** `hang`: no answer at all; `cut`: carried out, but the connection is cut before the answer. */
  readonly how?: 'hang' | 'cut';
}

export interface Simulator {
  readonly url: string;
  readonly app: {
    readonly appId: string;
    readonly appSecret: string;
    readonly encryptKey: string;
    readonly verificationToken: string;
  };
  readonly self: string;
  readonly sent: readonly Sent[];
  readonly calls: { readonly [path: string]: number };
  readonly uploads: readonly { readonly path: string; readonly body: Buffer }[];
  trap(trap: Trap): void;
  /** Makes every token that was given out worthless. */
  revoke(): void;
  /** Takes a user out of the bot's reach. */
  hide(openId: string): void;
  file(messageId: string, key: string, bytes: Uint8Array, mime: string): void;
  card(messageId: string): CardJson;
  buttons(messageId: string): readonly Button[];
  close(): Promise<void>;
}

const read = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

const CODES: { readonly [code: number]: string } = {
  10014: 'app secret invalid',
  230001: 'Your request contains an invalid request parameter.',
  230013: 'Bot has NO availability to this user.',
  230020: 'This operation triggers the frequency limit.',
  99991400: 'request trigger frequency limit',
  99991663: 'Invalid access token for authorization. Please make a test attempt.',
};

export async function openLark(): Promise<Simulator> {
  const app = { appId: 'cli_demo', appSecret: randomUUID(), encryptKey: randomUUID(), verificationToken: randomUUID() };
  const self = 'ou_the_bot';
  const sent: Sent[] = [];
  const uploads: { path: string; body: Buffer }[] = [];
  const byUuid = new Map<string, Sent>();
  const files = new Map<string, { bytes: Uint8Array; mime: string }>();
  const hidden = new Set<string>();
  const traps: Trap[] = [];
  const calls: { [path: string]: number } = {};
  let tokens = 0;
  let revoked = 0;

  const reply = (response: ServerResponse, status: number, body: object, headers: { [name: string]: string } = {}) =>
    response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
      .end(JSON.stringify(body));
  const refuse = (response: ServerResponse, status: number, code: number, headers = {}) =>
    reply(response, status, { code, msg: CODES[code] ?? 'fault', error: { log_id: 'demo' } }, headers);

  const kindOf = (method: string, path: string): Trap['on'] => {
    if (path.endsWith('/tenant_access_token/internal')) return 'token';
    if (path.endsWith('/bot/v3/info')) return 'bot';
    if (path.includes('/resources/')) return 'resource';
    if (path.endsWith('/files') || path.endsWith('/images')) return 'upload';
    return method === 'PATCH' ? 'patch' : 'create';
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method ?? '';
    const body = await read(request);
    const kind = kindOf(method, url.pathname);
    calls[kind] = (calls[kind] ?? 0) + 1;
    const at = traps.findIndex((one) => one.on === kind);
    const trap = at < 0 ? undefined : traps.splice(at, 1)[0];
    if (trap?.how === 'hang') return;
    if (trap && trap.how !== 'cut') {
      return refuse(response, trap.status ?? 200, trap.code ?? 0, trap.headers ?? {});
    }
    const answer = (value: object) =>
      trap?.how === 'cut' ? request.socket.destroy() : reply(response, 200, { code: 0, msg: 'ok', ...value });

    if (kind === 'token') {
      const asked = JSON.parse(body.toString()) as { app_id: string; app_secret: string };
      if (asked.app_id !== app.appId || asked.app_secret !== app.appSecret) return refuse(response, 200, 10014);
      tokens += 1;
      return answer({ tenant_access_token: `t-${tokens}`, expire: 7200 });
    }
    const token = Number(/^Bearer t-(\d+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '0');
    if (token <= revoked) return refuse(response, 400, 99991663);
    if (kind === 'bot') return answer({ bot: { app_name: '学分助手', open_id: self } });
    if (kind === 'resource') {
      const [, messageId, key] = /messages\/([^/]+)\/resources\/([^/]+)$/.exec(url.pathname) ?? [];
      const found = files.get(`${messageId}/${key}/${url.searchParams.get('type')}`);
      if (!found) return refuse(response, 400, 230001);
      response.writeHead(200, { 'content-type': found.mime, 'content-disposition': 'attachment' });
      return response.end(found.bytes);
    }
    if (kind === 'upload') {
      uploads.push({ path: url.pathname, body });
      return answer({
        data: url.pathname.endsWith('/files')
          ? { file_key: `file_${uploads.length}` }
          : { image_key: `img_${uploads.length}` },
      });
    }
    const asked = JSON.parse(body.toString()) as {
      receive_id?: string;
      msg_type?: string;
      content: string;
      uuid?: string;
    };
    if (kind === 'patch') {
      const old = sent.find((one) => url.pathname.endsWith(`/${one.id}`));
      if (old?.kind !== 'interactive' || !takes('interactive', asked.content)) return refuse(response, 400, 230001);
      old.content = asked.content;
      old.updates += 1;
      return answer({ data: {} });
    }
    const { receive_id: to = '', msg_type: type = '', uuid = '' } = asked;
    if (uuid.length > 50 || !to || !takes(type, asked.content)) return refuse(response, 400, 230001);
    if (hidden.has(to)) return refuse(response, 400, 230013);
    const before = byUuid.get(uuid);
    if (before) return answer({ data: { message_id: before.id } });
    const message: Sent = {
      id: `om_${randomUUID().replaceAll('-', '')}`,
      to,
      type: url.searchParams.get('receive_id_type') === 'chat_id' ? 'chat_id' : 'open_id',
      kind: type,
      uuid,
      content: asked.content,
      updates: 0,
    };
    sent.push(message);
    if (uuid) byUuid.set(uuid, message);
    return answer({ data: { message_id: message.id } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const cardOf = (messageId: string): CardJson =>
    card.parse(JSON.parse(sent.find((one) => one.id === messageId)?.content ?? '{}'));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    app,
    self,
    sent,
    calls,
    uploads,
    trap: (trap) => void traps.push(trap),
    revoke: () => {
      revoked = tokens;
    },
    hide: (openId) => void hidden.add(openId),
    file: (messageId, key, bytes, mime) => {
      files.set(`${messageId}/${key}/${mime.startsWith('image/') ? 'image' : 'file'}`, { bytes, mime });
    },
    card: cardOf,
    buttons: (messageId) =>
      cardOf(messageId)
        .body.elements.flatMap((one) =>
          one.tag === 'column_set' ? one.columns.flatMap((column) => column.elements) : [one],
        )
        .filter((one) => one.tag === 'button'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

// ── what the platform posts ──

export const encrypt = (value: unknown, encryptKey: string): string => {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  return Buffer.concat([
    iv,
    cipher.update(typeof value === 'string' ? value : JSON.stringify(value)),
    cipher.final(),
  ]).toString('base64');
};

export const signed = (
  raw: string | Uint8Array,
  encryptKey: string,
  seconds = Math.floor(Date.now() / 1000),
): { [name: string]: string } => {
  const nonce = randomUUID();
  const hash = createHash('sha256').update(`${seconds}${nonce}${encryptKey}`).update(raw);
  return {
    'content-type': 'application/json; charset=utf-8',
    'x-lark-request-timestamp': String(seconds),
    'x-lark-request-nonce': nonce,
    'x-lark-signature': hash.digest('hex'),
  };
};

/** The platform's own delivery: until it is answered 200, as often as `tries`. Gives the statuses and the last body. */
export async function deliver(
  lark: Simulator,
  webhook: string,
  event: object,
  how: { readonly tries?: number; readonly seconds?: number; readonly encryptKey?: string } = {},
): Promise<{ readonly statuses: readonly number[]; readonly body: unknown }> {
  const statuses: number[] = [];
  let body: unknown;
  for (let n = 0; n < (how.tries ?? 1) && statuses.at(-1) !== 200; n++) {
    const raw = JSON.stringify({ encrypt: encrypt(event, how.encryptKey ?? lark.app.encryptKey) });
    const response = await fetch(webhook, {
      method: 'POST',
      body: raw,
      headers: signed(raw, how.encryptKey ?? lark.app.encryptKey, how.seconds),
    });
    statuses.push(response.status);
    body = await response.json();
  }
  return { statuses, body };
}

const header = (lark: Simulator, type: string, time: string) => ({
  event_id: randomUUID().replaceAll('-', ''),
  token: lark.app.verificationToken,
  create_time: time,
  event_type: type,
  tenant_key: 'tenant',
  app_id: lark.app.appId,
});

export interface Said {
  readonly from: string;
  readonly text?: string;
  readonly kind?: string;
  readonly content?: object;
  readonly room?: string;
  readonly mentions?: readonly { readonly key: string; readonly openId: string; readonly name: string }[];
  readonly id?: string;
  readonly at?: number;
  readonly senderType?: string;
}

/** A message as `im.message.receive_v1` brings it. */
export const said = (lark: Simulator, what: Said) => ({
  schema: '2.0',
  header: header(lark, 'im.message.receive_v1', String(what.at ?? Date.now())),
  event: {
    sender: {
      sender_id: { open_id: what.from, union_id: `on_${what.from}`, user_id: 'e1' },
      sender_type: what.senderType ?? 'user',
      tenant_key: 'tenant',
    },
    message: {
      message_id: what.id ?? `om_${randomUUID().replaceAll('-', '')}`,
      create_time: String(what.at ?? Date.now()),
      update_time: String(what.at ?? Date.now()),
      chat_id: what.room ?? `oc_direct_${what.from}`,
      chat_type: what.room ? 'group' : 'p2p',
      message_type: what.kind ?? 'text',
      content: JSON.stringify(what.content ?? { text: what.text ?? '' }),
      ...(what.mentions
        ? {
            mentions: what.mentions.map((one) => ({
              key: one.key,
              id: { open_id: one.openId, union_id: 'on_x', user_id: '' },
              name: one.name,
              tenant_key: 'tenant',
            })),
          }
        : {}),
    },
  },
});

/** A press on a button as `card.action.trigger` brings it: its time is in microseconds. */
export const pressed = (lark: Simulator, from: string, messageId: string, value: object) => ({
  schema: '2.0',
  header: header(lark, 'card.action.trigger', `${Date.now()}000`),
  event: {
    operator: { tenant_key: 'tenant', user_id: 'e1', open_id: from, union_id: `on_${from}` },
    token: 'c-demo',
    action: { value, tag: 'button' },
    host: 'im_message',
    context: { open_message_id: messageId, open_chat_id: `oc_direct_${from}` },
  },
});
