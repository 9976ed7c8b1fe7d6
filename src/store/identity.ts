/** Which file the store is, and whether it is one that this program may write into. Nothing here writes. */
import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type ErrorCode, Fault } from '../errors.ts';
import { KNOWN } from './migrations/index.ts';

/** `XUEF`, in the header of every database of ours. */
export const APPLICATION_ID = 0x58554546;

/** What stands in the settings of a database: it is the same one wherever it is carried. */
export const STORE_ID = 'store-id';

/** What a database says of itself. `id` is missing in one that an older program wrote. */
export interface Identity {
  readonly id?: string;
  /** How many migrations it has seen. */
  readonly schema: number;
}

/** What the operating system's and SQLite's codes mean for the store; undefined for what is none of theirs. */
export function storeCodeOf(error: unknown): ErrorCode | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' || code === 'SQLITE_FULL') return 'STORE_FULL';
  if (code === 'EROFS' || code.startsWith('SQLITE_READONLY')) return 'STORE_READONLY';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'STORE_BROKEN';
  if (code === 'EIO' || code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN'))
    return 'STORE_UNWRITABLE';
  return undefined;
}

/** A database opened for reading only, read by `look`; what cannot be read is a fault that says what to do. */
function reading<T>(path: string, look: (db: Database.Database) => T): T {
  const broken = (cause: unknown): never => {
    if (storeCodeOf(cause) === 'STORE_BROKEN') throw new Fault('STORE_BROKEN', path, { cause });
    throw cause;
  };
  let db: Database.Database;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
  } catch (cause) {
    return broken(cause);
  }
  try {
    return look(db);
  } catch (cause) {
    return broken(cause);
  } finally {
    db.close();
  }
}

/** Pages and indexes as they should be; `whole` compares the indexes with their tables too. Returns SQLite's complaints. */
export const complaintsOf = (db: Database.Database, how: 'quick' | 'whole' = 'quick'): readonly string[] =>
  db
    .prepare(how === 'whole' ? 'pragma integrity_check(20)' : 'pragma quick_check(20)')
    .pluck()
    .all()
    .map(String)
    .filter((line) => line !== 'ok');

function migrationsIn(db: Database.Database): readonly string[] {
  const table = db.prepare("select 1 from sqlite_schema where type = 'table' and name = 'migrations'").get();
  return table === undefined ? [] : db.prepare('select name from migrations').pluck().all().map(String);
}

/**
 * Looks at the database at `path` before anybody writes: ours, of a schema that this program knows, and whole.
 * Throws STORE_EMPTY, STORE_BROKEN, STORE_FOREIGN, STORE_NEWER.
 */
export function examineDatabase(path: string, how: 'quick' | 'whole' = 'quick'): Identity {
  if (statSync(path).size === 0) throw new Fault('STORE_EMPTY', path);
  return reading(path, (db) => {
    const application = Number(db.pragma('application_id', { simple: true }));
    const schema = Number(db.pragma('user_version', { simple: true }));
    if (application !== 0 && application !== APPLICATION_ID) throw new Fault('STORE_FOREIGN', path);
    const done = migrationsIn(db);
    if (!done.includes(KNOWN[0] ?? '')) throw new Fault('STORE_FOREIGN', path);
    if (schema > KNOWN.length || done.some((name) => !KNOWN.includes(name))) throw new Fault('STORE_NEWER', path);
    const [complaint] = complaintsOf(db, how);
    if (complaint !== undefined) throw new Fault('STORE_BROKEN', `${path}（${complaint}）`);
    const id: unknown = db.prepare('select value from settings where key = ?').pluck().get(STORE_ID);
    return { schema: done.length, ...(typeof id === 'string' ? { id: String(JSON.parse(id)) } : {}) };
  });
}

/** A journal without its database: what it holds would be written over whatever takes the database's place. */
export function refuseOrphan(path: string): void {
  if (!existsSync(path) && existsSync(`${path}-wal`)) throw new Fault('STORE_LOST', path);
}

/** The file that a path names now, by device and inode; undefined where there is none. */
export function fileAt(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
