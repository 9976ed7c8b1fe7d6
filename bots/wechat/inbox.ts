import type { Contact, Message, Wechaty } from 'wechaty';
import { isStoreFault } from '../../src/errors.ts';
import type { Inbound } from '../../src/types/index.ts';
import { fromWechaty } from './events.ts';
import { within } from './supervisor.ts';

/** Waits before a message that could not be read or kept is taken up again: WeChat sends nothing twice. */
const AGAIN = [200, 500, 1_000, 2_000, 4_000, 8_000, 16_000];
/** Milliseconds that a message may overtake the news of the login. */
const LOGIN = 10_000;
/** Milliseconds that a puppet may take to tell what it knows of a message: its calls have no end of their own. */
const LOOK = 10_000;

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
export const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);

interface Found {
  readonly message: Message;
  /** The bot's own contact, with its name loaded. */
  readonly self: Contact;
}

interface Inbox {
  /** A puppet says that there is a message. `suspect` is told of each failure to read it. */
  arrived(id: string, from: Wechaty, suspect: (why: string) => void): void;
  /** Resolves when all that arrived is kept or given up. */
  settled(): Promise<unknown>;
}

/** Tries until it is done or given up. What only the house's store keeps from being done is not given up. */
async function again<T>(what: () => Promise<T>, failed: (error: unknown) => void): Promise<T | undefined> {
  for (let tried = 0; ; tried += 1) {
    const wait = AGAIN[tried];
    try {
      return await what();
    } catch (error) {
      const isIll = isStoreFault(error);
      if (!isIll || tried === 0) failed(error);
      if (wait === undefined && !isIll) return undefined;
      await sleep(wait ?? AGAIN.at(-1) ?? 0);
    }
  }
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
  readonly log: { error(words: string): void };
}): Inbox {
  let arrivals: Promise<void> = Promise.resolve();
  const tails = new Map<string, Promise<void>>();

  const lookUp = async (id: string, by: Wechaty): Promise<Found> => {
    const now = how.current() ?? by;
    const message = await now.Message.find({ id });
    if (!message) throw new Error('the puppet does not hand it over');
    return { message, self: (await now.Contact.find({ id: now.currentUser.id })) ?? now.currentUser };
  };

  const find = async (id: string, by: Wechaty): Promise<Found> => {
    for (const began = Date.now(); !by.isLoggedIn && Date.now() - began < LOGIN; ) await sleep(50);
    return within(lookUp(id, by), LOOK, 'the puppet');
  };

  const keep = async (message: Message, self: Contact): Promise<void> => {
    await again(
      async () => {
        const reading = fromWechaty(message, { channel: how.channel, self, since: how.since() });
        const inbound = await within(reading, LOOK, 'the puppet');
        if (inbound) await how.receive(inbound);
      },
      (error) => how.log.error(`wechat: a message could not be kept (${wordsOf(error)})`),
    );
  };

  const queue = ({ message, self }: Found): void => {
    const whose = message.payload?.roomId ?? message.payload?.talkerId ?? '';
    const next = (tails.get(whose) ?? Promise.resolve())
      .then(() => keep(message, self))
      .finally(() => {
        if (tails.get(whose) === next) tails.delete(whose);
      });
    tails.set(whose, next);
  };

  return {
    arrived: (id, by, suspect) => {
      const failed = (error: unknown) => suspect(`a message could not be read (${wordsOf(error)})`);
      const first = find(id, by).catch((error): undefined => {
        failed(error);
        return undefined;
      });
      arrivals = arrivals.then(async () => {
        const found = await first;
        if (found) return queue(found);
        // It loses its place, so that others need not wait for it.
        void again(async () => {
          await sleep(AGAIN[0] ?? 0);
          return find(id, by);
        }, failed).then((now) => now && queue(now));
      });
    },
    settled: () => arrivals.then(() => Promise.allSettled(tails.values())),
  };
}
