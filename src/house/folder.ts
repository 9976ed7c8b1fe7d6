/** The data folder: held for this process alone, with its database open. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../errors.ts';
import { holdFolder, openStore, type Store } from '../store/index.ts';
import type { Instant } from '../types/index.ts';
import { FOLDER_HELD, folderRefused, REFUSALS } from '../words/office/house.ts';

interface DataFolder {
  readonly store: Store;
  /** Where uploaded files lie. */
  readonly files: string;
  /** Lets the folder go; the store is closed before. */
  readonly release: () => void;
}

/** Runs what touches the data folder; a refusal of the machine names the setting and what to do. */
async function inFolder<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const why = REFUSALS[code] ?? REFUSALS[code.split('_').slice(0, 2).join('_')];
    if (cause instanceof Fault || why === undefined) throw cause;
    throw new Fault('CONFIG_INVALID', folderRefused(folder, why), { cause });
  }
}

/**
 * Holds the folder and opens (and makes) what lies in it. `isLocal`: whose lines the house keeps.
 * Throws CONFIG_INVALID when another process holds it or the machine refuses.
 */
export async function openFolder(
  folder: string,
  now: Instant,
  isLocal: (channel: string) => boolean,
): Promise<DataFolder> {
  const release = await inFolder(folder, () => holdFolder(folder));
  if (!release) throw new Fault('CONFIG_INVALID', FOLDER_HELD(folder));
  const files = join(folder, 'files');
  const store = await inFolder(folder, () => {
    mkdirSync(files, { recursive: true, mode: 0o700 });
    return openStore(join(folder, 'xuefen.db'), now, { isLocal });
  }).catch((fault: unknown) => {
    release();
    throw fault;
  });
  return { store, files, release };
}
