import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Fault } from '../errors.ts';
import { migrate } from './migrations/index.ts';
import { sqlStore } from './queries.ts';
import type { Store } from './store.ts';
import type { IsLocal } from './tables/lines.ts';
import type { Tables } from './tables/schema.ts';

const MEMORY = ':memory:';

/**
 * A connection on which an acknowledged row survives a power cut; refuses to be anything less. `patience`:
 * milliseconds to wait for another writer.
 */
export function connect(path: string, patience = 5000): Database.Database {
  const connection = new Database(path, { timeout: patience });
  const mode = connection.pragma('journal_mode = WAL', { simple: true });
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  const synchronous = connection.pragma('synchronous', { simple: true });
  if (synchronous !== 2 || (path !== MEMORY && mode !== 'wal')) {
    connection.close();
    throw new Fault('STORE_NOT_DURABLE', `${path}: synchronous is ${synchronous}, journal_mode is ${mode}.`);
  }
  return connection;
}

/**
 * Opens (and creates, and migrates) the database at `path`; `:memory:` is a store that lives as long as the process.
 * `now` is only used for the stamp of migrations. `isLocal`: the channels whose lines are kept here, because no platform
 * keeps them; none unless it is given. Throws STORE_NOT_DURABLE.
 */
export async function openStore(
  path: string,
  now: string,
  { isLocal = () => false }: { readonly isLocal?: IsLocal } = {},
): Promise<Store> {
  if (path !== MEMORY) mkdirSync(dirname(path), { recursive: true });
  const connection = connect(path);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  await migrate(db, 'integer primary key autoincrement', now);
  return {
    ...sqlStore(db, isLocal),
    backup: async (to) => {
      await connection.backup(to);
    },
    close: () => db.destroy(),
  };
}

/**
 * Holds the data folder for one process, until the process ends in whatever way: an exclusive lock that the operating
 * system takes back by itself. Returns how to let go, or undefined when somebody else holds it.
 */
export function holdFolder(folder: string): (() => void) | undefined {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new Database(`${folder}/lock.db`, { timeout: 0 });
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
