/** A restore: a bundle is read whole and believed only where everything fits, before anything has its place. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Fault } from '../../errors.ts';
import { connect, inspectDatabase } from '../../store/index.ts';
import { markFolder } from '../folder.ts';
import { DATABASE, isPlace, MANIFEST, type Manifest, readManifest, SETTINGS } from './manifest.ts';
import { entriesOf } from './tar.ts';

/** Bytes of a manifest at most: some hundred thousand files. */
const MANIFEST_LIMIT = 64 * 1024 * 1024;

interface Read {
  readonly manifest: string | undefined;
  readonly found: ReadonlyMap<string, { readonly size: number; readonly sha256: string }>;
}

/** Reads every entry, and writes those that `wanted` names below `folder`. */
async function read(bundle: string, folder: string, wanted: (name: string) => boolean): Promise<Read> {
  const from = await open(bundle, 'r').catch((cause: unknown) => {
    throw new Fault('BACKUP_INVALID', `${bundle} 打不开。`, { cause });
  });
  const found = new Map<string, { readonly size: number; readonly sha256: string }>();
  let manifest: string | undefined;
  try {
    for await (const { name, size, chunks } of entriesOf(from)) {
      if (!isPlace(name) || found.has(name)) throw new Fault('BACKUP_INVALID', '里面有不该有的文件。');
      const hash = createHash('sha256');
      const kept: Uint8Array[] = [];
      const isManifest = name === MANIFEST;
      if (isManifest && size > MANIFEST_LIMIT) throw new Fault('BACKUP_INVALID', '备份的清单太大。');
      const path = join(folder, name);
      if (wanted(name)) await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const to = wanted(name) ? await open(path, 'wx', 0o600) : undefined;
      try {
        for await (const chunk of chunks()) {
          hash.update(chunk);
          if (isManifest) kept.push(chunk);
          await to?.writeFile(chunk);
        }
        await to?.sync();
      } finally {
        await to?.close();
      }
      if (isManifest) manifest = Buffer.concat(kept).toString('utf8');
      found.set(name, { size, sha256: hash.digest('hex') });
    }
  } finally {
    await from.close();
  }
  return { manifest, found };
}

/** The manifest, where every file is there, whole and alone, and the database is the one that it names. */
function believe({ manifest: text, found }: Read, database: string): Manifest {
  if (text === undefined) throw new Fault('BACKUP_INVALID', '里面没有清单，可能没有写完。');
  const manifest = readManifest(text);
  const named = new Map(manifest.files.map((file) => [file.name, file]));
  if (named.size !== manifest.files.length || found.size !== named.size + 1 || !named.has(DATABASE))
    throw new Fault('BACKUP_INVALID', '里面的文件和清单对不上。');
  for (const { name, size, sha256 } of manifest.files) {
    const file = found.get(name);
    if (file === undefined || file.size !== size || file.sha256 !== sha256)
      throw new Fault('BACKUP_INVALID', `${name} 和清单对不上，备份损坏了。`);
    if (name.startsWith('files/') && !name.endsWith(sha256) && !manifest.damaged.includes(name))
      throw new Fault('BACKUP_INVALID', `${name} 不是它的名字说的文件。`);
  }
  const { identity, rows } = inspectDatabase(database);
  if (identity.id !== manifest.store || identity.schema !== manifest.schema)
    throw new Fault('BACKUP_INVALID', '里面的数据库不是清单说的那一个。');
  for (const [table, count] of Object.entries(manifest.rows))
    if (rows[table] !== count) throw new Fault('BACKUP_INVALID', `数据库里的 ${table} 和清单对不上。`);
  return manifest;
}

/** Reads a bundle and says what it holds; nothing stays on the disk. Throws BACKUP_INVALID, STORE_NEWER, STORE_BROKEN … */
export async function checkBundle(bundle: string): Promise<Manifest> {
  const place = await mkdtemp(join(existsSync(dirname(bundle)) ? dirname(bundle) : tmpdir(), '.xuefen-check-'));
  try {
    return believe(await read(bundle, place, (name) => name === DATABASE), join(place, DATABASE));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Where a restore is put together, inside its target: a place that may be a disk of its own. */
const STAGE = '.restore';
/** How the settings of the bundle are called in the data folder: for reading, they are not in use there. */
export const RESTORED_SETTINGS = 'xuefen.yaml.restored';

/**
 * What was ended or used after the backup must not come to life again: every sign-in of a restored database is over, and
 * every code is void.
 */
function endWhatMoved(path: string): void {
  const db = connect(path);
  try {
    const has = (table: string): boolean =>
      db.prepare("select 1 from sqlite_schema where type = 'table' and name = ?").get(table) !== undefined;
    const now = new Date().toISOString();
    if (has('sessions'))
      db.prepare("update sessions set ended_at = ?, ended_why = 'operator' where ended_at is null").run(now);
    // Codes of an older shape are made anew by the migrations.
    if (has('guesses')) db.prepare('update codes set burnt_at = ? where used_at is null and burnt_at is null').run(now);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

/**
 * Restores a bundle into a folder that is empty or not there. The database comes last, so that a restore that is cut off
 * is no database. Throws USAGE for a folder with something in it, BACKUP_INVALID, and the store's faults.
 */
export async function unpack(bundle: string, folder: string): Promise<Manifest> {
  const before = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Fault('USAGE', `${folder} 不能用（${error.code ?? ''}）。`, { cause: error });
  });
  if (before !== undefined && before.length > 0)
    throw new Fault('USAGE', `${folder} 里有东西，没有动它。请先把它整个移到别处，或者用 --to 换一个空的文件夹。`);
  const stage = join(folder, STAGE);
  try {
    await mkdir(stage, { recursive: true, mode: 0o700 });
    const manifest = believe(await read(bundle, stage, (name) => name !== MANIFEST), join(stage, DATABASE));
    if (existsSync(join(stage, SETTINGS))) await rename(join(stage, SETTINGS), join(folder, RESTORED_SETTINGS));
    const rest = (await readdir(stage)).filter((name) => name !== DATABASE && !name.startsWith(`${DATABASE}-`));
    for (const name of rest) await rename(join(stage, name), join(folder, name));
    endWhatMoved(join(stage, DATABASE));
    await rename(join(stage, DATABASE), join(folder, DATABASE));
    await rm(stage, { recursive: true, force: true });
    markFolder(folder);
    return manifest;
  } catch (fault) {
    // Nothing of it stays, not even the folder where we made it.
    for (const name of await readdir(folder).catch(() => []))
      await rm(join(folder, name), { recursive: true, force: true });
    if (before === undefined) await rm(folder, { recursive: true, force: true });
    throw fault;
  }
}
