import { rmSync } from 'node:fs';
import { type Doors, loadConfig } from '../../config/config.ts';
import { Fault } from '../../errors.ts';
import { INVENTED } from '../../house/demo.ts';
import { filesIn, folderState, forgetFolder, openFolder } from '../../house/folder.ts';
import { demoFolderOf } from '../../house/place.ts';
import { removeKept } from '../../store/index.ts';
import { DEMO_FOLDER_GONE, DEMO_NONE, DEMO_REMOVED, DEMO_USAGE } from '../../words/office/house.ts';
import { ROOT } from '../folders.ts';
import type { Command } from '../jsonl.ts';

/** Takes the demo out of one folder; the folder goes too where nobody but the demo's own visitors was ever in it. */
async function removeFrom(folder: string, isOwn: boolean): Promise<string> {
  const { store, release } = await openFolder(folder, new Date().toISOString());
  let words: string;
  let isWhole: boolean;
  try {
    isWhole = isOwn && (await store.isDemo()) && !(await store.hasRoster());
    const visitors = isWhole ? await store.countReal() : 0;
    const removed = await store.removeDemo(INVENTED);
    for (const hash of removed.files) await removeKept(filesIn(folder), hash);
    words = DEMO_REMOVED(folder, { ...removed, visitors });
  } finally {
    await store.close();
    release();
  }
  if (!isWhole) return words;
  rmSync(folder, { recursive: true, force: true });
  forgetFolder(folder);
  return words + DEMO_FOLDER_GONE(folder);
}

/** Whether there is something of the demo in a folder. */
async function holdsDemo(folder: string): Promise<boolean> {
  if (folderState(folder) !== 'database') return false;
  const { store, release } = await openFolder(folder, new Date().toISOString());
  try {
    return (await store.isDemo()) || (await store.countMembers()) > (await store.countReal());
  } finally {
    await store.close();
    release();
  }
}

/** The data folder and the demo's own, as far as the demo is in them. */
async function foldersWithDemo(doors: Doors): Promise<{ data: string; found: readonly string[] }> {
  const { data } = loadConfig(process.env, ROOT, doors);
  const found: string[] = [];
  for (const folder of [data, demoFolderOf(data)]) if (await holdsDemo(folder)) found.push(folder);
  return { data, found };
}

/** `demo remove`: invented people, their units and all that is theirs go. @throws Fault CONFIG_INVALID while the house runs */
export const run: Command = async ([what, more], { output, doors = {} }) => {
  if (what !== 'remove' || more !== undefined) throw new Fault('USAGE', DEMO_USAGE);
  const { data, found } = await foldersWithDemo(doors);
  const done: string[] = [];
  for (const folder of found) done.push(await removeFrom(folder, folder !== data));
  const words = done.length === 0 ? DEMO_NONE(data) : done.join('');
  await new Promise<void>((wrote) => {
    output.write(words, () => wrote());
  });
  return 0;
};
