import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Fault } from '../../errors.ts';
import { pack } from '../../house/bundle/pack.ts';
import { versionOf } from '../../house/health.ts';
import { sizeWords, UPKEEP } from '../../words/office/upkeep.ts';
import { ROOT } from '../folders.ts';
import type { Command } from '../jsonl.ts';
import { configuredStore, fileFrom, print } from './store.ts';

const isWithin = (file: string, folder: string): boolean => {
  const way = relative(resolve(folder), resolve(file));
  return way !== '' && !way.startsWith('..') && !way.startsWith('/');
};

/** `backup FILE`: one file with the database, the certificates, the own answers and the settings, while the house runs. */
export const run: Command = async ([name], { output, doors = {} }) => {
  if (name === undefined) throw new Fault('USAGE', UPKEEP.backupUsage);
  const to = fileFrom(name);
  if (existsSync(to)) throw new Fault('USAGE', UPKEEP.exists(to));
  if (!existsSync(dirname(to))) throw new Fault('USAGE', UPKEEP.noFolder(dirname(to)));
  const { store, config } = await configuredStore(doors);
  try {
    if (isWithin(to, config.data)) throw new Fault('USAGE', UPKEEP.inside(config.data));
    const settings = process.env.XUEFEN_CONFIG;
    const manifest = await pack(to, {
      store,
      data: config.data,
      settings: settings === undefined ? join(ROOT, 'xuefen.yaml') : resolve(ROOT, settings),
      version: versionOf(ROOT),
      at: new Date().toISOString(),
    });
    const records = (await store.damaged()).length;
    await print(output, UPKEEP.backedUp(to, manifest.files.length, sizeWords(statSync(to).size)));
    if (manifest.damaged.length + records === 0) return 0;
    await print(output, UPKEEP.backedUpDamaged(manifest.damaged.length, records));
    return 1;
  } finally {
    await store.close();
  }
};
