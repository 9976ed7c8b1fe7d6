/** The database that a command works on. */
import { resolve } from 'node:path';
import type { Doors } from '../../config/config.ts';
import { Fault } from '../../errors.ts';
import { folderState, openDatabase } from '../../house/folder.ts';
import { NO_DATABASE } from '../../words/office/house.ts';
import { configured } from '../folders.ts';

/** The database that the configuration means; refuses to make one. */
export async function configuredStore(doors: Doors) {
  const config = configured(doors);
  if (folderState(config.data) === 'none') throw new Fault('USAGE', NO_DATABASE(config.data));
  return { config, store: await openDatabase(config.data, new Date().toISOString()) };
}

/** A file as the operator named it, from the folder in which they stand. */
export const fileFrom = (name: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), name);

/** Prints a text and waits until it has left. */
export const print = (output: { write(text: string, done: () => void): boolean }, text: string): Promise<void> =>
  new Promise((done) => {
    output.write(text, () => done());
  });
