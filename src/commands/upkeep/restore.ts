import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../config/config.ts';
import { Fault } from '../../errors.ts';
import { RESTORED_SETTINGS, unpack } from '../../house/bundle/unpack.ts';
import { UPKEEP } from '../../words/office/upkeep.ts';
import { readArgs } from '../args.ts';
import { ROOT } from '../folders.ts';
import type { Command } from '../jsonl.ts';
import { fileFrom, print } from './store.ts';

/** `restore BUNDLE [--to FOLDER]`: the whole of a backup into a folder that is empty or not there yet. */
export const run: Command = async (args, { output, doors = {} }) => {
  const { values, positionals } = readArgs(args, { to: { type: 'string' } }, UPKEEP.restoreUsage);
  const [bundle] = positionals;
  if (bundle === undefined || positionals.length > 1) throw new Fault('USAGE', UPKEEP.restoreUsage);
  const folder = values.to === undefined ? loadConfig(process.env, ROOT, doors).data : fileFrom(values.to);
  const { at, rows } = await unpack(fileFrom(bundle), folder);
  await print(output, UPKEEP.restored(folder, at, rows.members ?? 0, rows.activities ?? 0));
  const settings = join(folder, RESTORED_SETTINGS);
  if (existsSync(settings)) await print(output, UPKEEP.settings(settings));
  await print(output, UPKEEP.next);
  return 0;
};
