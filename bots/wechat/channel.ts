import type { Message, Wechaty } from 'wechaty';
import { Fault } from '../../src/errors.ts';
import type { Address, Channel, Inbound, Outgoing, SendResult } from '../../src/types/index.ts';
import { createInbox, sleep, wordsOf } from './inbox.ts';
import type { WechatSettings } from './settings.ts';
import { createSupervisor, type Signs, type Times, within } from './supervisor.ts';
import { buildWechaty, loadParts, type Parts, type Puppet } from './wechaty.ts';

export interface Log {
  info(words: string): void;
  warn(words: string): void;
  error(words: string): void;
}

export interface WechatDeps {
  readonly log?: Log;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly random?: () => number;
  /** Builds a puppet of one's own, anew for each connection, in place of the one that is set. */
  readonly puppet?: () => Puppet;
  readonly times?: Partial<Times>;
}

const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };
/** Milliseconds before the start within which a message still waits for an answer: what a restart may take. */
const RECENT = 10 * 60_000;
/** Milliseconds for a message to go out. */
const SEND = 30_000;

/** Builds the door. Wechaty is loaded by `start`, not before. */
export function createWechatChannel(settings: WechatSettings, deps: WechatDeps = {}): Channel {
  const name = 'wechat';
  const log = deps.log ?? SILENT;
  const now = deps.now ?? Date.now;
  const times: Times = {
    silence: settings.silence * 1_000,
    doubt: 5_000,
    start: 60_000,
    stop: 5_000,
    first: 1_000,
    last: 60_000,
    ...deps.times,
  };
  let receive: ((message: Inbound) => Promise<'kept' | 'seen'>) | undefined;
  let parts: Parts | undefined;
  let bot: Wechaty | undefined;
  let since = 0;
  const inbox = createInbox({
    channel: name,
    since: () => since,
    current: () => bot,
    receive: async (message) => {
      if (!receive) throw new Error('the door is closed');
      await receive(message);
    },
    log,
  });

  const build = async (loaded: Parts, signs: Signs) => {
    const mine = await buildWechaty(loaded, settings, deps.puppet);
    let over = false;
    const gone = () => {
      if (bot === mine) bot = undefined;
    };
    mine.on('heartbeat', () => signs.alive());
    mine.on('dong', () => signs.alive());
    mine.on('ready', () => signs.alive());
    mine.on('scan', (code) => {
      signs.alive();
      log.warn(`wechat: waits to be logged in; show this as a QR code and scan it with the bot's WeChat: ${code}`);
    });
    mine.on('login', () => {
      signs.alive();
      if (over) return;
      bot = mine;
      log.info('wechat: logged in');
    });
    mine.on('logout', () => {
      signs.alive();
      gone();
      log.warn('wechat: logged out');
    });
    mine.on('puppet', (puppet) => {
      puppet.on('message', ({ messageId }) => {
        signs.alive();
        if (!over) inbox.arrived(messageId, mine, signs.suspect);
      });
    });
    mine.on('error', (error) => signs.suspect(wordsOf(error)));
    const stop = async () => {
      over = true;
      gone();
      await mine.stop();
    };
    try {
      await mine.start();
    } catch (error) {
      void stop().catch(() => {});
      throw error;
    }
    if (mine.isLoggedIn) bot = mine;
    return { ding: () => mine.ding('xuefen'), stop };
  };
  const supervisor = createSupervisor(
    (signs) => (parts ? build(parts, signs) : Promise.reject(new Error('not loaded'))),
    times,
    { random: deps.random ?? Math.random, log },
  );

  const say = async (
    { by, loaded }: { readonly by: Wechaty; readonly loaded: Parts },
    to: Address,
    out: Outgoing,
    mention: string | undefined,
  ): Promise<Message | undefined> => {
    const file = async (name: string, bytes: Uint8Array) =>
      loaded.box.FileBox.fromBase64(Buffer.from(bytes).toString('base64'), name);
    if (to.room) {
      const room = await by.Room.find({ id: to.room });
      if (!room) throw new Unreachable('the bot is not in this group');
      if (out.is === 'file') return (await room.say(await file(out.name, await out.bytes()))) ?? undefined;
      const whom = mention ? await by.Contact.find({ id: mention }) : undefined;
      return (await (whom ? room.say(out.text, whom) : room.say(out.text))) ?? undefined;
    }
    const contact = await by.Contact.find({ id: to.peer });
    if (!contact) throw new Unreachable('the bot does not know this contact');
    if (out.is === 'file') return (await contact.say(await file(out.name, await out.bytes()))) ?? undefined;
    return (await contact.say(out.text)) ?? undefined;
  };

  return {
    name,
    caps: {
      cards: false,
      updatableCards: false,
      files: true,
      push: 'after-contact',
      bytesPerText: 4_000,
      messagesPerMinute: 40,
    },
    health: () => {
      const state = supervisor.state();
      if (!receive || state === 'none') return 'down';
      if (bot?.isLoggedIn) return state === 'living' ? 'up' : 'connecting';
      return state === 'living' ? 'down' : 'connecting';
    },

    async start(to) {
      if (!deps.puppet && settings.puppet === 'wechaty-puppet-service' && !settings.token) {
        throw new Fault('CHANNEL_CONFIG', 'wechat needs the token of a puppet service.');
      }
      parts = await loadParts();
      since = now() - RECENT;
      receive = to;
      supervisor.start();
    },

    async stop() {
      await supervisor.stop();
      await Promise.race([inbox.settled(), sleep(times.stop)]);
      receive = undefined;
    },

    async send(to, out, how): Promise<SendResult> {
      const by = bot;
      if (!by || !parts || !by.isLoggedIn) return { ok: false, retry: true, after: 60_000, reason: 'not logged in' };
      try {
        const said = await within(say({ by, loaded: parts }, to, out, how.mention), SEND, 'the puppet');
        return { ok: true, messageId: said?.id ?? how.key };
      } catch (error) {
        if (error instanceof Unreachable) return { ok: false, retry: false, reason: error.message };
        return { ok: false, retry: true, after: 5_000, unsure: true, reason: wordsOf(error) };
      }
    },
  };
}

/** Whom nothing can be sent to, however often it is tried. */
class Unreachable extends Error {}
