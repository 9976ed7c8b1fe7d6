/** A database looked at without writing: whose it is, whether it is whole, and what it says is there. */
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { complaintsOf, examineDatabase, type Identity } from './identity.ts';
import { KNOWN } from './migrations/index.ts';
import { ALIVE } from './sqlite.ts';
import { type Damaged, damagedIn } from './tables/evidence.ts';
import type { Tables } from './tables/schema.ts';

/** What a database holds. */
export interface Inspected {
  readonly identity: Identity;
  /** Rows by table. */
  readonly rows: { readonly [table: string]: number };
}

function reading<T>(path: string, look: (db: Database.Database) => T): T {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

/** Identity and rows of a database at rest, every page of it checked. Throws as `examineDatabase`. */
export function inspectDatabase(path: string): Inspected {
  const identity = examineDatabase(path, 'whole');
  const rows = reading(path, (db) => {
    const tables = db
      .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
      .pluck()
      .all()
      .map(String);
    const count = (table: string): number =>
      Number(
        db
          .prepare(`select count(*) from "${table.replaceAll('"', '""')}"`)
          .pluck()
          .get(),
      );
    return Object.fromEntries(tables.map((table) => [table, count(table)]));
  });
  return { identity, rows };
}

/** What a whole database of ours says besides. */
export interface Claims {
  /** Uploaded files that it names. */
  readonly files: readonly string[];
  /** The last sign of life of a running house. */
  readonly alive?: string;
  readonly parked: number;
  readonly failed: number;
  /** Its shape is older than this program's: the next start changes it. */
  readonly isOlder: boolean;
  readonly complaints: readonly string[];
  readonly damaged: readonly Damaged[];
}

/** Everything that a doctor asks of a database that `examineDatabase` has let through. */
export async function claimsOf(path: string, how: 'quick' | 'whole'): Promise<Claims> {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: db }) });
  try {
    const done = db.prepare('select count(*) from migrations').pluck().get();
    const isOlder = Number(done) < KNOWN.length;
    const alive: unknown = db.prepare('select value from settings where key = ?').pluck().get(ALIVE);
    const count = (sql: string): number => Number(db.prepare(sql).pluck().get());
    return {
      isOlder,
      files: db.prepare('select hash from files order by hash').pluck().all().map(String),
      parked: count("select count(*) from outbox where status = 'parked'"),
      failed: count("select count(*) from inbox where status = 'failed'"),
      complaints: complaintsOf(db, how),
      damaged: isOlder ? [] : await damagedIn(kysely),
      ...(typeof alive === 'string' ? { alive: String(JSON.parse(alive)) } : {}),
    };
  } finally {
    await kysely.destroy();
  }
}
