import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault } from '../errors.ts';
import { storeCodeOf } from './identity.ts';
import { sniff } from './sniff.ts';
import type { KeptFile } from './tables/inbox.ts';

/** What is accepted at most, in bytes. */
export const FILE_LIMIT = 20 * 1024 * 1024;

/** Keeps a file durably by its content before anybody is told that it is kept. */
export type FileKeeper = (file: {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}) => Promise<KeptFile>;

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const pathOf = (folder: string, hash: string): string => join(folder, hash.slice(0, 2), hash);

/** Looks at a file without storing it: hash, real type, and why it is refused. Names are cut to 200 characters. */
export function examine(file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array }): KeptFile {
  const mime = sniff(file.bytes);
  const refused =
    file.bytes.length === 0
      ? 'empty'
      : file.bytes.length > FILE_LIMIT
        ? 'too-big'
        : mime === undefined
          ? 'wrong-type'
          : undefined;
  return {
    is: 'file',
    name: file.name.slice(0, 200),
    mime: mime ?? file.mime.slice(0, 100),
    size: file.bytes.length,
    hash: hashOf(file.bytes),
    ...(refused === undefined ? {} : { refused }),
  };
}

/** Looks at a file on disk for what harms: `unknown` where it could not look. */
export type Scan = (path: string) => Promise<'clean' | 'infected' | 'unknown'>;

/** How long a scanner may take, in milliseconds. */
const PATIENCE = 60_000;
/**
 * A scanner as a command of the operator's, with the file's path behind its arguments and no shell between: exit status
 * 0 is clean, 1 is infected (as clamdscan has it), anything else could not look, of which `failed` hears.
 */
export const scanWith =
  (command: readonly string[], failed: (error: unknown) => void = () => {}): Scan =>
  (path) =>
    new Promise((resolve) => {
      const [program = '', ...args] = command;
      execFile(program, [...args, path], { timeout: PATIENCE, windowsHide: true }, (error) => {
        if (!error) return resolve('clean');
        if (error.code === 1) return resolve('infected');
        failed(error);
        resolve('unknown');
      });
    });

/**
 * Files under `folder` by content hash, each written beside its place, synced, scanned and renamed. A refused one is not
 * stored; what was kept once is neither stored nor scanned again, and what lies there damaged is stored anew. The folder
 * itself is not made: where it is gone nothing is kept. Throws STORE_GONE, STORE_FULL, STORE_READONLY, STORE_UNWRITABLE.
 */
export const fileKeeper =
  (folder: string, scan?: Scan): FileKeeper =>
  async (file) => {
    const kept = examine(file);
    if (kept.refused !== undefined) return kept;
    if (await readKept(folder, kept.hash)) return kept;
    const path = pathOf(folder, kept.hash);
    const beside = `${path}.${process.pid}.${performance.now()}${PART}`;
    try {
      await mkdir(dirname(path), { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
      await writeSynced(beside, file.bytes);
      const found = (await scan?.(beside)) ?? 'clean';
      if (found !== 'clean') return { ...kept, refused: found === 'infected' ? 'infected' : 'unscanned' };
      await rename(beside, path);
      await syncFolder(dirname(path));
      return kept;
    } catch (cause) {
      const code =
        cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? 'STORE_GONE' : storeCodeOf(cause);
      throw code === undefined ? cause : new Fault(code, folder, { cause });
    } finally {
      await unlink(beside).catch(() => {});
    }
  };

/** Writes a new file for its owner alone; it is on the disk when this resolves. */
async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A name in a folder is on the disk when the folder is; where the system cannot do that, it does so by itself. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } catch {
    // Not every file system syncs a folder.
  } finally {
    await handle?.close();
  }
}

/** How a file is called while it is being written. */
export const PART = '.part';
/** Milliseconds after which nobody writes it any more. */
const PART_MS = 3_600_000;

/** Half-written files below `folder` that nobody has touched for an hour before `now` (milliseconds). */
export async function leftovers(folder: string, now: number): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const old = await Promise.all(
    names
      .filter((name) => name.endsWith(PART))
      .map(async (name) => {
        const path = join(folder, name);
        const found = await stat(path).catch(() => undefined);
        return found?.isFile() && now - found.mtimeMs > PART_MS ? [path] : [];
      }),
  );
  return old.flat();
}

/** Removes what a crash left half written; returns how many. */
export async function sweep(folder: string, now: number): Promise<number> {
  const old = await leftovers(folder, now);
  for (const path of old) await unlink(path).catch(() => {});
  return old.length;
}

/** The bytes of a kept file; undefined when there is none or its content no longer has its hash. */
export async function readKept(folder: string, hash: string): Promise<Uint8Array | undefined> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
  const bytes = await readFile(pathOf(folder, hash)).catch(() => undefined);
  return bytes && hashOf(bytes) === hash ? bytes : undefined;
}

/** Removes the bytes of a kept file; one that is not there is gone already. */
export async function removeKept(folder: string, hash: string): Promise<void> {
  if (/^[0-9a-f]{64}$/.test(hash)) await rm(pathOf(folder, hash), { force: true });
}

/** Whether anything lies where a file of this hash would. */
export const hasKept = (folder: string, hash: string): Promise<boolean> =>
  stat(pathOf(folder, hash)).then(
    () => true,
    () => false,
  );
