import type { Contact, Message, Wechaty } from 'wechaty';
import type { Inbound } from '../../src/types.ts';
import { fromWechaty } from './events.ts';

/** Waits before a message that could not be read or kept is taken up again: WeChat sends nothing twice. */
const AGAIN = [200, 1_000, 5_000, 15_000];
/** Milliseconds that a message may overtake the news of the login. */
const LOGIN = 10_000;

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
export const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);

export interface Inbox {
  /** A puppet says that there is a message. */
  arrived(id: string, from: Wechaty): void;
  /** Resolves when all that arrived is kept or given up. */
  settled(): Promise<unknown>;
}

async function again<T>(what: () => Promise<T>, failed: (error: unknown) => void): Promise<T | undefined> {
  for (const wait of [...AGAIN, undefined]) {
    try {
      return await what();
    } catch (error) {
      failed(error);
      if (wait === undefined) return undefined;
      await sleep(wait);
    }
  }
  return undefined;
}

/**
 * Reads and keeps what arrives: each conversation in the order in which it arrived, different conversations side by
 * side. Wechaty drops a message whose sender or group it cannot load at once; here it is looked up again.
 */
export function createInbox(how: {
  readonly channel: string;
  /** Milliseconds: nothing older is taken. */
  readonly since: () => number;
  /** The connection of now: what an earlier one could not read, this one may. */
  readonly current: () => Wechaty | undefined;
  readonly receive: (message: Inbound) => Promise<unknown>;
  readonly log: { warn(words: string): void; error(words: string): void };
}): Inbox {
  let arrivals: Promise<void> = Promise.resolve();
  const tails = new Map<string, Promise<void>>();

  const find = async (id: string, by: Wechaty): Promise<{ message: Message; self: Contact } | undefined> => {
    for (const began = Date.now(); !by.isLoggedIn && Date.now() - began < LOGIN; ) await sleep(50);
    return again(
      async () => {
        const now = how.current() ?? by;
        const message = await now.Message.find({ id });
        if (!message) throw new Error('the puppet does not hand it over');
        const self = (await now.Contact.find({ id: now.currentUser.id })) ?? now.currentUser;
        return { message, self };
      },
      (error) => how.log.warn(`wechat: a message could not be read (${wordsOf(error)})`),
    );
  };

  const keep = async (message: Message, self: Contact): Promise<void> => {
    await again(
      async () => {
        const inbound = await fromWechaty(message, { channel: how.channel, self, since: how.since() });
        if (inbound) await how.receive(inbound);
      },
      (error) => how.log.error(`wechat: a message could not be kept (${wordsOf(error)})`),
    );
  };

  return {
    arrived: (id, by) => {
      const finding = find(id, by);
      arrivals = arrivals.then(async () => {
        const found = await finding;
        if (!found) return;
        const { payload } = found.message;
        const whose = payload?.roomId ?? payload?.talkerId ?? '';
        const next = (tails.get(whose) ?? Promise.resolve())
          .then(() => keep(found.message, found.self))
          .finally(() => {
            if (tails.get(whose) === next) tails.delete(whose);
          });
        tails.set(whose, next);
      });
    },
    settled: () => arrivals.then(() => Promise.allSettled(tails.values())),
  };
}
