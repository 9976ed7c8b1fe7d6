import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, existsSync, linkSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Fault } from '../errors.ts';
import { APPLICATION_ID, examineDatabase, refuseOrphan, STORE_ID } from './identity.ts';
import { KNOWN, migrate } from './migrations/index.ts';
import { sqlStore } from './queries.ts';
import type { Condition, Store } from './store.ts';
import type { Damaged } from './tables/evidence.ts';
import type { IsLocal } from './tables/lines.ts';
import type { Tables } from './tables/schema.ts';
import { createWatch, watched } from './watch.ts';

const MEMORY = ':memory:';
/** The setting in which a running house leaves its last sign of life. */
export const ALIVE = 'alive';
/** A counting primary key, as SQLite has it. */
const SERIAL = 'integer primary key autoincrement';

/**
 * A connection on which an acknowledged row survives a power cut; refuses to be anything less. `patience`:
 * milliseconds to wait for another writer.
 */
export function connect(path: string, patience = 5000): Database.Database {
  const connection = new Database(path, { timeout: patience });
  const mode = connection.pragma('journal_mode = WAL', { simple: true });
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  // What is removed is gone from the file, not only from its index.
  connection.pragma('secure_delete = ON');
  const synchronous = connection.pragma('synchronous', { simple: true });
  if (synchronous !== 2 || (path !== MEMORY && mode !== 'wal')) {
    connection.close();
    throw new Fault('STORE_NOT_DURABLE', `${path}: synchronous is ${synchronous}, journal_mode is ${mode}.`);
  }
  return connection;
}

/** Marks a database as ours and of this schema, with a name of its own; what is so already is left alone. */
function sign(connection: Database.Database): void {
  if (connection.pragma('application_id', { simple: true }) !== APPLICATION_ID)
    connection.pragma(`application_id = ${APPLICATION_ID}`);
  if (connection.pragma('user_version', { simple: true }) !== KNOWN.length)
    connection.pragma(`user_version = ${KNOWN.length}`);
  connection
    .prepare('insert into settings (key, value) values (?, ?) on conflict do nothing')
    .run(STORE_ID, JSON.stringify(randomUUID()));
}

/**
 * Kysely over a connection. SQLite ends a transaction by itself where the disk is full or fails; the rollback that
 * follows has then nothing to do, and must not hide why.
 */
const speaking = (connection: Database.Database): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        prepare: (sql) =>
          connection.prepare(sql === 'rollback' && !connection.inTransaction ? 'select 1 where false' : sql) as never,
        close: () => {
          connection.close();
        },
      },
    }),
  });

/** A new database, whole before it has its name: a start that is cut off leaves nothing half made. */
async function create(path: string, now: string): Promise<void> {
  const beside = `${path}.${randomUUID()}.part`;
  closeSync(openSync(beside, 'wx', 0o600));
  try {
    const connection = new Database(beside);
    const db = speaking(connection);
    try {
      connection.pragma('synchronous = FULL');
      await migrate(db, SERIAL, now);
      sign(connection);
    } finally {
      await db.destroy();
    }
    place(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Gives a file its name unless the name is taken. */
function place(beside: string, path: string): void {
  try {
    linkSync(beside, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    // A file system without links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error;
    if (!existsSync(path)) renameSync(beside, path);
  }
}

/** Nobody else on the machine reads what lies there. Where the owner is another, it is theirs to say. */
export function closeToOthers(path: string, mode: number): void {
  try {
    if ((statSync(path).mode & 0o777) !== mode) chmodSync(path, mode);
  } catch {
    // Not ours, or not there.
  }
}

export interface Opening {
  /** The channels whose lines are kept here, because no platform keeps them; none unless it is given. */
  readonly isLocal?: IsLocal;
  /** False: invented people are not there, whoever asks. */
  readonly demo?: boolean;
  /** Hears when the store falls ill, and when it is well again. */
  readonly changed?: (condition: Condition) => void;
  /** Hears of records that were read and are not as they were written; of each as often as it is read. */
  readonly noticed?: (damaged: readonly Damaged[]) => void;
}

/**
 * Opens (and creates, and migrates) the database at `path`; `:memory:` is a store that lives as long as the process.
 * `now` is only used for the stamp of migrations.
 * Throws STORE_NOT_DURABLE, and before anything is written STORE_EMPTY, STORE_BROKEN, STORE_FOREIGN, STORE_NEWER, STORE_LOST.
 */
export async function openStore(
  path: string,
  now: string,
  { isLocal = () => false, demo = true, changed = () => {}, noticed = () => {} }: Opening = {},
): Promise<Store> {
  if (path !== MEMORY) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    refuseOrphan(path);
    if (existsSync(path)) examineDatabase(path);
    else await create(path, now);
    for (const end of ['', '-wal', '-shm']) closeToOthers(`${path}${end}`, 0o600);
  }
  const connection = connect(path);
  const db = speaking(connection);
  try {
    await migrate(db, SERIAL, now);
    sign(connection);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const store = sqlStore(db, isLocal, { noticed, demo });
  // One snapshot, however much is written meanwhile; the pages are read in order, so that damage shows.
  const backup = async (to: string): Promise<void> => {
    connection.prepare('vacuum into ?').run(to);
  };
  if (path === MEMORY) {
    const well: Condition = { is: 'well' };
    return { ...store, backup, condition: () => well, probe: async () => well, close: () => db.destroy() };
  }
  const watch = createWatch(path, connection, changed);
  return {
    ...watched(store, watch),
    backup: (to) => watch.under(() => backup(to)),
    condition: watch.condition,
    probe: async (at) => {
      const sign = { is: 'setting', key: ALIVE, value: at } as const;
      await watch.under(() => store.commit({ at, writes: [sign] })).catch(() => {});
      return watch.condition();
    },
    close: async () => {
      await db.destroy();
      // Last: closing a file of our own lets go of every lock that this process has on it.
      watch.close();
    },
  };
}

/**
 * Holds the data folder for one process, until the process ends in whatever way: an exclusive lock that the operating
 * system takes back by itself. Returns how to let go, or undefined when somebody else holds it.
 */
export function holdFolder(folder: string): (() => void) | undefined {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = `${folder}/lock.db`;
  const lock = new Database(path, { timeout: 0 });
  closeToOthers(path, 0o600);
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('begin exclusive; create table if not exists held (by integer); commit');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
}
