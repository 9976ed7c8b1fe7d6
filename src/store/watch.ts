/** Whether the file that a store has open is still the one under its name, and still takes what is written. */
import Database from 'better-sqlite3';
import { Fault, isStoreFault } from '../errors.ts';
import { fileAt, storeCodeOf } from './identity.ts';
import type { Condition, Store } from './store.ts';
import type { KeptMessage } from './tables/inbox.ts';

const WELL: Condition = { is: 'well' };

/** Milliseconds that a look at the file serves those who only read. */
const LOOK_MS = 100;
const ENDS = ['', '-wal', '-shm'] as const;

/** What writes. The file is looked at before and after each of them: what went into a file without a name is not kept. */
const WRITING: readonly (keyof Store)[] = [
  'keep',
  'commit',
  'notify',
  'failed',
  'recovered',
  'addFile',
  'addLines',
  'claim',
  'posted',
  'unpark',
];

export interface Watch {
  /** How it is, after a look at the file. */
  condition(): Condition;
  /** Throws unless these messages can be read through the file that is under the name now. */
  readBack(messages: readonly KeptMessage[]): void;
  /** Runs one piece of the store's work under the watch. */
  under<T>(isWriting: boolean, work: () => Promise<T>): Promise<T>;
  close(): void;
}

/** `path`: a database that is open. `changed` hears of every change of the condition. */
export function createWatch(path: string, changed: (condition: Condition) => void): Watch {
  const opened = ENDS.map((end) => fileAt(`${path}${end}`));
  let condition: Condition = WELL;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let reader: Database.Database | undefined;

  const be = (next: Condition): void => {
    const isNews =
      next.is !== condition.is ||
      (next.is === 'ill' && condition.is === 'ill' && next.fault.code !== condition.fault.code);
    condition = next;
    if (isNews) changed(next);
  };
  const fall = (fault: Fault): Fault => {
    be({ is: 'ill', fault });
    return fault;
  };
  /** Throws the fault where the file is not the one that was opened. */
  const look = (): void => {
    lookedAt = performance.now();
    if (ENDS.some((end, i) => opened[i] !== undefined && fileAt(`${path}${end}`) !== opened[i]))
      throw fall(new Fault('STORE_GONE', path));
    // The name is right again; what could not be written is known well only when something was.
    if (condition.is === 'ill' && condition.fault.code === 'STORE_GONE') be(WELL);
  };
  /** What failed, as a fault of the store's where it is one. */
  const told = (cause: unknown): unknown => {
    if (isStoreFault(cause)) return fall(cause);
    const code = storeCodeOf(cause);
    return code === undefined ? cause : fall(new Fault(code, path, { cause }));
  };

  return {
    condition: () => {
      try {
        look();
      } catch {
        // The condition says it.
      }
      return condition;
    },
    readBack: (messages) => {
      reader ??= new Database(path, { readonly: true, fileMustExist: true });
      const find = reader.prepare('select 1 from inbox where channel = ? and message_id = ?');
      for (const { channel, id } of messages)
        if (find.get(channel, id) === undefined) throw fall(new Fault('STORE_GONE', path));
    },
    under: async (isWriting, work) => {
      if (isWriting || performance.now() - lookedAt > LOOK_MS) look();
      else if (condition.is === 'ill' && condition.fault.code === 'STORE_GONE') look();
      try {
        const done = await work();
        if (isWriting) {
          look();
          be(WELL);
        }
        return done;
      } catch (error) {
        throw told(error);
      }
    },
    close: () => reader?.close(),
  };
}

/** A store each of whose calls runs under the watch. */
export function watched<S extends Omit<Store, 'backup' | 'close' | 'condition' | 'probe'>>(store: S, watch: Watch): S {
  const over = Object.entries(store).map(([name, call]) => {
    const work = call as (...given: readonly unknown[]) => Promise<unknown>;
    const isWriting = WRITING.includes(name as keyof Store);
    return [name, (...given: readonly unknown[]) => watch.under(isWriting, () => work(...given))] as const;
  });
  const all = Object.fromEntries(over) as S;
  return {
    ...all,
    keep: (messages, at) =>
      watch.under(true, async () => {
        const kept = await store.keep(messages, at);
        watch.readBack(messages);
        return kept;
      }),
  };
}
