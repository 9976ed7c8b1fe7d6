/** The data folder: held for this process alone, with its database open; and what is remembered of it when it is gone. */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Fault } from '../errors.ts';
import { closeToOthers, holdFolder, type Opening, openStore, type Store } from '../store/index.ts';
import type { Instant } from '../types/index.ts';
import { FOLDER_HELD, folderRefused, REFUSALS } from '../words/office/house.ts';

export interface DataFolder {
  readonly store: Store;
  /** Where uploaded files lie. */
  readonly files: string;
  /** Lets the folder go; the store is closed before. */
  readonly release: () => void;
}

/** The database of a data folder. */
export const databaseIn = (folder: string): string => join(folder, 'xuefen.db');
/** Where a data folder's uploaded files lie. */
export const filesIn = (folder: string): string => join(folder, 'files');

/** What says that a database was here: inside the folder, and beside it in case the folder itself goes. */
const markersOf = (folder: string): readonly string[] => {
  const whole = resolve(folder);
  return [join(whole, '.xuefen'), join(dirname(whole), `.${basename(whole)}.xuefen`)];
};

/** `none`: nothing of ours has ever been here. `lost`: a database was here and is not any more. */
export type FolderState = 'none' | 'database' | 'lost';

/** What stands in a data folder, without touching it. */
export function folderState(folder: string): FolderState {
  if (existsSync(databaseIn(folder))) return 'database';
  const files = filesIn(folder);
  const isLeft =
    isMarked(folder) || existsSync(`${databaseIn(folder)}-wal`) || (existsSync(files) && readdirSync(files).length > 0);
  return isLeft ? 'lost' : 'none';
}

/** Notes that a database is here; where the place beside the folder cannot be written, the note inside must do. */
export function markFolder(folder: string): void {
  for (const marker of markersOf(folder)) {
    if (existsSync(marker)) continue;
    try {
      writeFileSync(marker, '这里有学分助手的数据库。它不见了的时候，程序不会悄悄从空的开始。\n', { mode: 0o600 });
    } catch {
      // The parent of the folder may be somebody else's.
    }
  }
}

/** Whether it is noted that a database is here. */
export const isMarked = (folder: string): boolean => markersOf(folder).some((marker) => existsSync(marker));

/** Forgets a database that is lost, so that the next start begins anew. False where there is one, or nothing was noted. */
export function forgetFolder(folder: string): boolean {
  if (folderState(folder) !== 'lost') return false;
  for (const marker of markersOf(folder)) rmSync(marker, { force: true });
  return true;
}

/** Why the machine does not let us write into a folder that is there: SQLite only says that it cannot. */
function refusalOf(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  try {
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : undefined;
  }
}

/** Runs what touches the data folder; a refusal of the machine names the setting and what to do. */
async function inFolder<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const refused = refusalOf(folder);
    const code = refused ?? (cause instanceof Error && 'code' in cause ? String(cause.code) : '');
    const why = REFUSALS[code] ?? REFUSALS[code.split('_').slice(0, 2).join('_')];
    if (cause instanceof Fault || why === undefined) throw cause;
    throw new Fault('CONFIG_INVALID', folderRefused(folder, why), { cause });
  }
}

/**
 * The database of a folder, made where there never was one; nobody else is kept out.
 * Throws STORE_LOST where one was, the faults of `openStore`, and CONFIG_INVALID where the machine refuses.
 */
export function openDatabase(folder: string, now: Instant, more: Opening = {}): Promise<Store> {
  return inFolder(folder, async () => {
    if (folderState(folder) === 'lost') throw new Fault('STORE_LOST', databaseIn(folder));
    const store = await openStore(databaseIn(folder), now, more);
    markFolder(folder);
    return store;
  });
}

/** Milliseconds between two looks at a store that nobody asks for anything. */
const LOOK_MS = 5000;

/** Looks at the store now and then, so that what ails it is told although nobody writes. Returns how to stop. */
export function watchStore(store: Store, now: () => Instant): () => void {
  const timer = setInterval(() => {
    if (store.condition().is === 'ill') void store.probe(now());
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Holds the folder and opens (and makes) what lies in it.
 * Throws STORE_LOST where a database was, CONFIG_INVALID when another process holds it or the machine refuses.
 */
export async function openFolder(folder: string, now: Instant, more: Opening = {}): Promise<DataFolder> {
  if (folderState(folder) === 'lost') throw new Fault('STORE_LOST', databaseIn(folder));
  const release = await inFolder(folder, () => holdFolder(folder));
  if (!release) throw new Fault('CONFIG_INVALID', FOLDER_HELD(folder));
  const files = filesIn(folder);
  const store = await inFolder(folder, () => {
    mkdirSync(files, { recursive: true, mode: 0o700 });
    for (const one of [folder, files]) closeToOthers(one, 0o700);
    return openDatabase(folder, now, more);
  }).catch((fault: unknown) => {
    release();
    throw fault;
  });
  return { store, files, release };
}
