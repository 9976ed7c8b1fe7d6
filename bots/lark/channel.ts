import { createHash } from 'node:crypto';
import { EventDispatcher } from '@larksuiteoapi/node-sdk';
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import { Fault } from '../../src/errors.ts';
import type { Address, Channel, Inbound, Outgoing, SendResult } from '../../src/types/index.ts';
import { createApi, type Log, type Outcome } from './api.ts';
import { renderCard, renderText } from './card.ts';
import { fromAction, fromMessage, needsSelf } from './events.ts';
import type { Trouble } from './faults.ts';
import type { LarkSettings } from './settings.ts';
import type { LarkEvent } from './verify.ts';
import { BODY_LIMIT, createWebhook } from './webhook.ts';
import { PRESSED } from './words.ts';

interface LarkDeps {
  readonly log?: Log;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** 0 … 1, for the spread of the waits. */
  readonly random?: () => number;
}

/** The Lark / Feishu door. `webhook` is for main to mount where `settings.port` is null; `address` is where it listens itself. */
export interface LarkChannel extends Channel {
  readonly webhook: FastifyPluginAsync;
  readonly address: () => string | undefined;
}

const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };
const HANDLED: readonly string[] = ['im.message.receive_v1', 'card.action.trigger'];
/** Milliseconds between looks for a platform that is out of reach: doubled up to the last. */
const LOOK_FIRST = 1_000;
const LOOK_LAST = 60_000;

/** Bytes of words that go into a card; more go before it, as a message of their own. */
const WORDS_IN_CARD = 12_000;
/** Messages that are known to be kept: their retries are acknowledged without asking for their files again. */
const REMEMBERED = 2_000;

/** The outbox key as the platform's idempotency key: 43 characters, the same for the same key. */
export const uuidOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

const result = (outcome: Outcome<string>): SendResult => {
  if (outcome.ok) return { ok: true, messageId: outcome.value };
  const { retry, after, reason, unsure } = outcome.trouble;
  return { ok: false, retry, reason, ...(after === undefined ? {} : { after }), ...(unsure ? { unsure } : {}) };
};

/** Builds the door. Nothing is opened and nobody is asked before `start`. */
export function createLarkChannel(settings: LarkSettings, deps: LarkDeps = {}): LarkChannel {
  const name = 'lark';
  const log = deps.log ?? SILENT;
  const now = deps.now ?? Date.now;
  const random = deps.random ?? Math.random;
  let receive: ((message: Inbound) => Promise<'kept' | 'seen'>) | undefined;
  let state: 'up' | 'connecting' | 'down' = 'down';
  let self = settings.botOpenId ?? '';
  let server: FastifyInstance | undefined;
  let look: NodeJS.Timeout | undefined;
  let looks = 0;

  const heard = (trouble: Trouble | undefined): void => {
    if (!receive) return;
    if (trouble?.away) {
      if (state !== 'down') log.warn(`lark is out of reach: ${trouble.reason}`);
      state = 'down';
      lookLater();
      return;
    }
    if (state !== 'up') log.info('lark is within reach');
    state = 'up';
  };
  const api = createApi(settings, log, heard);

  /** Asks who the bot is: it shows whether the platform is there and knows us. */
  const lookNow = async (): Promise<boolean> => {
    const outcome = await api.self();
    if (outcome.ok) {
      looks = 0;
      self = settings.botOpenId ?? outcome.value;
    } else lookLater();
    return outcome.ok;
  };
  const lookLater = (): void => {
    if (look || !receive) return;
    const wait = Math.min(LOOK_LAST, LOOK_FIRST * 2 ** looks++) * (0.5 + random() / 2);
    look = setTimeout(() => {
      look = undefined;
      void lookNow();
    }, wait).unref();
  };

  const around = { channel: name, now, fetch: api.resource };
  const dispatcher = new EventDispatcher({ logger: { ...SILENT, debug: () => {}, trace: () => {} } }).register({
    'im.message.receive_v1': async (event: unknown) => {
      if (self === '' && needsSelf(event) && !(await lookNow()))
        throw new Error('the bot does not know its own id yet');
      for (const message of fromMessage(event, { ...around, self })) await keep(message);
      return {};
    },
    'card.action.trigger': async (event: unknown) => {
      const press = fromAction(event, around);
      if (!press) return {};
      await keep(press);
      const isRating = press.body.is === 'action' && /^rate:(?:up|down)$/.test(press.body.value);
      return { toast: { type: 'info', content: isRating ? PRESSED.rating : PRESSED.other } };
    },
  });
  /** One keeping per message, however many deliveries of it there are; forgotten where it fails. */
  const keeping = new Map<string, Promise<unknown>>();
  const keep = async (message: Inbound): Promise<void> => {
    if (!receive) throw new Error('the door is closed');
    const same = keeping.get(message.id);
    const work = same ?? receive(message);
    if (!same) {
      keeping.set(message.id, work);
      const [oldest] = keeping.keys();
      if (keeping.size > REMEMBERED && oldest !== undefined) keeping.delete(oldest);
      work.catch(() => keeping.delete(message.id));
    }
    await work;
  };
  const handle = async ({ schema, header, event }: LarkEvent): Promise<object> => {
    if (!HANDLED.includes(header.event_type)) return {};
    const answer: unknown = await dispatcher.invoke({ schema, header, event }, { needCheck: false });
    return typeof answer === 'object' && answer ? answer : {};
  };
  const webhook = createWebhook(settings.path, settings, { handle, now, log });

  const deliver = async (to: Address, out: Outgoing, how: Parameters<Channel['send']>[2]): Promise<Outcome<string>> => {
    const mention = to.room && how.mention && /^[\w-]+$/.test(how.mention) ? how.mention : undefined;
    const target = to.room ? ({ type: 'chat_id', id: to.room } as const) : ({ type: 'open_id', id: to.peer } as const);
    const uuid = uuidOf(how.key);
    switch (out.is) {
      case 'file': {
        const uploaded = await api.upload(out.name, out.mime, await out.bytes());
        return uploaded.ok ? api.create(target, uploaded.value.kind, uploaded.value.content, uuid) : uploaded;
      }
      case 'card':
      case 'text': {
        const card = out.is === 'card' ? out.card : undefined;
        let words = out.text;
        if (card && Buffer.byteLength(words) > WORDS_IN_CARD) {
          const before = await api.create(target, 'text', renderText(words, mention), uuidOf(`${how.key}#words`));
          if (!before.ok) return before;
          words = '';
        }
        const rendered = () => renderCard(words, card, { room: to.room, mention });
        if (how.replaces) {
          const patched = await api.patch(how.replaces, rendered());
          if (patched.ok || patched.trouble.retry) return patched;
          log.warn(`lark could not update a card and sends a new one: ${patched.trouble.reason}`);
        }
        return card
          ? api.create(target, 'interactive', rendered(), uuid)
          : api.create(target, 'text', renderText(out.text, mention), uuid);
      }
    }
  };

  return {
    name,
    caps: {
      cards: true,
      updatableCards: true,
      files: true,
      push: 'free',
      bytesPerText: 20_000,
      messagesPerMinute: 1000,
    },
    webhook,
    address: () => {
      const at = server?.server.address();
      return at && typeof at === 'object' ? `http://${at.address}:${at.port}${settings.path}` : undefined;
    },
    health: () => state,

    async start(to) {
      receive = to;
      state = 'connecting';
      if (settings.port !== null) {
        server = Fastify({ bodyLimit: BODY_LIMIT, requestTimeout: 15_000, forceCloseConnections: 'idle' });
        await server.register(webhook);
        try {
          await server.listen({ host: settings.host, port: settings.port });
        } catch (error) {
          receive = undefined;
          state = 'down';
          server = undefined;
          const words = error instanceof Error ? error.message : '';
          throw new Fault('CHANNEL_CONFIG', `lark cannot listen on ${settings.host}:${settings.port} (${words}).`, {
            cause: error,
          });
        }
      }
      void lookNow();
    },

    async stop() {
      receive = undefined;
      state = 'down';
      clearTimeout(look);
      look = undefined;
      const closing = server;
      server = undefined;
      await closing?.close();
    },

    async send(to, out, how) {
      try {
        return result(await deliver(to, out, how));
      } catch (error) {
        return {
          ok: false,
          retry: true,
          after: 5_000,
          reason: error instanceof Error ? error.message.slice(0, 200) : 'fault',
        };
      }
    },
  };
}
