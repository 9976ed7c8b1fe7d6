import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KeptFile } from './tables/inbox.ts';

/** What is accepted at most, in bytes. */
export const FILE_LIMIT = 20 * 1024 * 1024;

/** Keeps a file durably by its content before anybody is told that it is kept. */
export type FileKeeper = (file: {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}) => Promise<KeptFile>;

const MAGIC: readonly (readonly [mime: string, offset: number, bytes: string])[] = [
  ['image/jpeg', 0, 'ffd8ff'],
  ['image/png', 0, '89504e470d0a1a0a'],
  ['application/pdf', 0, '255044462d'],
  ['image/webp', 8, '57454250'],
  ['image/heic', 4, '6674797068656963'],
  ['image/heic', 4, '667479706d696631'],
];

/** The type that the bytes show, whatever the name or the sender says; undefined for what we do not take. */
export function sniff(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 32)).toString('hex');
  return MAGIC.find(([, offset, magic]) => head.startsWith(magic, offset * 2))?.[0];
}

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
 * stored; what was kept once is neither stored nor scanned again.
 */
export const fileKeeper =
  (folder: string, scan?: Scan): FileKeeper =>
  async (file) => {
    const kept = examine(file);
    if (kept.refused !== undefined) return kept;
    const path = pathOf(folder, kept.hash);
    if (await exists(path)) return kept;
    await mkdir(dirname(path), { recursive: true });
    const beside = `${path}.${process.pid}.${performance.now()}.part`;
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(file.bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const found = (await scan?.(beside)) ?? 'clean';
    if (found !== 'clean') {
      await unlink(beside);
      return { ...kept, refused: found === 'infected' ? 'infected' : 'unscanned' };
    }
    await rename(beside, path);
    return kept;
  };

const exists = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  );

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
