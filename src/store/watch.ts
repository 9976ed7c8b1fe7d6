/** Whether the file that a store has open is still the one under its name, and still takes what is written. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Fault, isStoreFault } from '../errors.ts';
import { APPLICATION_ID, fileAt, storeCodeOf } from './identity.ts';
import type { Condition, Store } from './store.ts';
import type { KeptMessage } from './tables/inbox.ts';

const WELL: Condition = { is: 'well' };

const ENDS = ['', '-wal', '-shm'] as const;

export interface Watch {
  /** How it is, after a look at the file. */
  condition(): Condition;
  /** Throws unless these messages can be read through the file that is under the name now. */
  readBack(messages: readonly KeptMessage[]): void;
  /**
   * Runs one piece of the store's work under the watch: the file is looked at before, and again after whatever wrote,
   * because what went into a file without a name is not kept.
   */
  under<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

/** What every database file begins with, whatever is written into it. */
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
/** Where the application's id stands in that beginning. */
const APPLICATION_AT = 68;

/**
 * Looks at the beginning and the length of the file under a name: it is a database of ours, and no shorter than it was.
 * A file that was cut or written over keeps its inode, and what a connection still holds in memory hides it for long.
 */
function createFace(path: string): { readonly isWhole: () => boolean; readonly close: () => void } {
  const file = openSync(path, 'r');
  const head = Buffer.alloc(APPLICATION_AT + 4);
  let longest = fstatSync(file).size;
  return {
    isWhole: () => {
      const { size } = fstatSync(file);
      if (size < longest) return false;
      longest = size;
      // An empty database has not been written into its file yet.
      if (size === 0) return true;
      const read = readSync(file, head, 0, head.length, 0);
      return (
        read === head.length &&
        head.subarray(0, MAGIC.length).equals(MAGIC) &&
        // The id of an older database stands in its -wal until the next checkpoint.
        [0, APPLICATION_ID].includes(head.readUInt32BE(APPLICATION_AT))
      );
    },
    close: () => closeSync(file),
  };
}

/** `path`: the database of this open connection. `changed` hears of every change of the condition. */
export function createWatch(
  path: string,
  connection: Database.Database,
  changed: (condition: Condition) => void,
): Watch {
  const changes = connection.prepare<[], number>('select total_changes()').pluck();
  const opened = ENDS.map((end) => fileAt(`${path}${end}`));
  const face = createFace(path);
  let condition: Condition = WELL;
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
  /** Throws the fault where the file is not the one that was opened, or was found broken: that does not mend itself. */
  const look = (): void => {
    if (condition.is === 'ill' && condition.fault.code === 'STORE_BROKEN') throw condition.fault;
    if (ENDS.some((end, i) => opened[i] !== undefined && fileAt(`${path}${end}`) !== opened[i]))
      throw fall(new Fault('STORE_GONE', path));
    if (!face.isWhole()) throw fall(new Fault('STORE_BROKEN', path));
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
    under: async (work) => {
      look();
      const before = changes.get();
      try {
        const done = await work();
        if (changes.get() !== before) {
          look();
          be(WELL);
        }
        return done;
      } catch (error) {
        throw told(error);
      }
    },
    close: () => {
      face.close();
      reader?.close();
    },
  };
}

/** A store each of whose calls runs under the watch. */
export function watched<S extends Omit<Store, 'backup' | 'close' | 'condition' | 'probe'>>(store: S, watch: Watch): S {
  const over = Object.entries(store).map(([name, call]) => {
    const work = call as (...given: readonly unknown[]) => Promise<unknown>;
    return [name, (...given: readonly unknown[]) => watch.under(() => work(...given))] as const;
  });
  const all = Object.fromEntries(over) as S;
  return {
    ...all,
    keep: (messages, at) =>
      watch.under(async () => {
        const kept = await store.keep(messages, at);
        watch.readBack(messages);
        return kept;
      }),
  };
}
