import { isStoreFault } from '../errors.ts';
import type { FileKeeper, Waiting } from '../store/index.ts';
import type { Conversation, Inbound } from '../types/index.ts';
import { createHandler, type HandleDeps, type Handled } from './handle.ts';
import { createKeeper } from './keep.ts';

export type { Handled } from './handle.ts';

/**
 * A message is put aside at 30 points: ten for every throw (three of them), one for every process that died with it
 * unhandled, so that a hang is survived and a message that only sat there is not blamed.
 */
const ASIDE = 30;
/** Messages in hand at once, of all people. */
const IN_HAND = 500;

export interface DeskDeps extends HandleDeps {
  readonly keepFile: FileKeeper;
  /** Milliseconds of rest after the n-th failure. */
  readonly backoff?: (n: number) => number;
}

export interface Desk {
  /** Keeps the message durably (group commit) and answers whether it is new. Rejects when it could not be kept. */
  receive(inbound: Inbound): Promise<'kept' | 'seen'>;
  /** Handles all that is kept; resolves with what was handled, in the order in which it was finished. */
  drain(): Promise<readonly Handled[]>;
  /** Starts handling in the background, once per kept message, from now on. Call at start for what a crash left. */
  open(): Promise<void>;
  /** One silence of one conversation: a nudge or the shelf. */
  silence(member: string, conversation: Conversation, stage: 'nudge' | 'shelf'): Promise<'done' | 'stale'>;
  /** Finishes what is in hand and takes up nothing more. */
  close(): Promise<void>;
}

/**
 * One message, straight through: keep → load → understand → gather → step → commit. One person's messages go one after
 * the other, different people's side by side.
 */
export function createDesk(deps: DeskDeps): Desk {
  const { handle, apologise, silence } = createHandler(deps);
  const backoff = deps.backoff ?? ((n) => 500 * 2 ** n);
  const lanes = new Map<string, Promise<void>>();
  let cursor = 0;
  let inHand = 0;
  let isOpen = false;
  let isClosed = false;
  let pumping: Promise<void> | undefined;
  let again = false;
  const collectors = new Set<Handled[]>();

  const keeper = createKeeper({
    store: deps.store,
    keepFile: deps.keepFile,
    now: deps.now,
    kept: (addresses) => {
      deps.moved?.(addresses);
      if (isOpen) wake();
    },
  });

  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  /** Tries until the message is handled or put aside; only a store that fails altogether makes it wait for ever. */
  const see = async (waiting: Waiting): Promise<void> => {
    let points = waiting.attempts;
    while (!isClosed) {
      try {
        if (points >= ASIDE) await apologise(waiting, 'tried too often');
        else {
          const handled = await handle(waiting);
          if (handled) for (const collector of collectors) collector.push(handled);
        }
        deps.moved?.([waiting.message.address]);
        return;
      } catch (error) {
        // The store is ill, not the message: it waits until the store is well, and the house says why.
        if (isStoreFault(error)) {
          await pause(backoff(1));
          continue;
        }
        deps.log(`message ${waiting.id} of ${waiting.message.channel} failed`, error);
        const reason = error instanceof Error ? error.message : String(error);
        points = await deps.store.failed(waiting.id, reason).catch(() => points);
        if (points < ASIDE) await pause(backoff(Math.floor(points / 10)));
      }
    }
  };

  const assign = (waiting: Waiting): void => {
    const lane = `${waiting.message.address.channel}\n${waiting.message.address.peer}`;
    inHand += 1;
    const done = (lanes.get(lane) ?? Promise.resolve())
      .then(() => see(waiting))
      .finally(() => {
        inHand -= 1;
        if (lanes.get(lane) === done) lanes.delete(lane);
        if (inHand === IN_HAND - 1 && isOpen) wake();
      });
    lanes.set(lane, done);
  };

  const pump = async (): Promise<void> => {
    do {
      again = false;
      while (inHand < IN_HAND && !isClosed) {
        const rows = await deps.store.waiting(cursor, IN_HAND - inHand);
        if (rows.length === 0) break;
        for (const row of rows) {
          cursor = Math.max(cursor, row.id);
          assign(row);
        }
      }
    } while (again && !isClosed);
  };

  const wake = (): void => {
    if (isClosed) return;
    if (pumping) {
      again = true;
      return;
    }
    pumping = pump()
      .catch((error: unknown) => {
        if (!isStoreFault(error)) deps.log('the inbox could not be read', error);
        setTimeout(wake, 1000).unref();
      })
      .finally(() => {
        pumping = undefined;
        if (again) wake();
      });
  };

  const idle = async (): Promise<void> => {
    await keeper.settled();
    wake();
    while (pumping || lanes.size > 0) await Promise.all([pumping, ...lanes.values()]);
  };

  return {
    receive: keeper.receive,
    drain: async () => {
      const handled: Handled[] = [];
      collectors.add(handled);
      try {
        let before: number;
        do {
          before = cursor;
          await idle();
        } while (cursor !== before);
        return handled;
      } finally {
        collectors.delete(handled);
      }
    },
    open: async () => {
      await deps.store.recovered();
      isOpen = true;
      wake();
    },
    silence: async (member, conversation, stage) => {
      const outcome = await silence(member, conversation, stage);
      const [identity] = await deps.store.identities(member);
      if (outcome === 'done' && identity) deps.moved?.([identity.address]);
      return outcome;
    },
    close: async () => {
      await keeper.settled();
      isOpen = false;
      isClosed = true;
      await Promise.all([pumping, ...lanes.values()]);
    },
  };
}
