import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Doors } from '../../config/config.ts';
import { Fault } from '../../errors.ts';
import { folderState, openDatabase } from '../../house/folder.ts';
import { NO_DATABASE } from '../../words/office/house.ts';
import { configured } from '../folders.ts';
import type { Command } from '../jsonl.ts';

/** The database that the configuration means; refuses to make one. */
export async function configuredStore(doors: Doors) {
  const config = configured(doors);
  if (folderState(config.data) === 'none') throw new Fault('USAGE', NO_DATABASE(config.data));
  return { config, store: await openDatabase(config.data, new Date().toISOString()) };
}

/** A file as the operator named it, from the folder in which they stand. */
export const fileFrom = (name: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), name);

/** `backup FILE`: a whole copy of the running database. Uploaded files lie beside it in `data/files` and are copied by themselves. */
export const run: Command = async ([name], { output, doors = {} }) => {
  if (name === undefined) throw new Fault('USAGE', 'backup 后面要写一个还不存在的文件名。');
  const to = fileFrom(name);
  if (existsSync(to)) throw new Fault('USAGE', `${to} 已经存在，备份不会覆盖文件，换一个名字。`);
  if (!existsSync(dirname(to))) throw new Fault('USAGE', `没有 ${dirname(to)} 这个文件夹，先建好它。`);
  const { store, config } = await configuredStore(doors);
  try {
    await store.backup(to);
  } finally {
    await store.close();
  }
  await new Promise<void>((done) => {
    output.write(`已备份到 ${to}。证明材料在 ${join(config.data, 'files')}，请一并复制。\n`, () => done());
  });
  return 0;
};
