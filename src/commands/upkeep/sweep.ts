import { join } from 'node:path';
import { tidy } from '../../house/retention.ts';
import { SWEEP } from '../../words/office/privacy.ts';
import { readArgs } from '../args.ts';
import type { Command } from '../jsonl.ts';
import { configuredStore, print } from './store.ts';

/** `sweep [--dry-run]`: removes what is kept too long, as the house does by night; or only counts it. */
export const run: Command = async (args, { output, doors = {} }) => {
  const { values } = readArgs(args, { 'dry-run': { type: 'boolean' } }, SWEEP.usage);
  const { config, store } = await configuredStore(doors);
  try {
    const now = new Date().toISOString();
    const isDry = values['dry-run'] === true;
    const night = isDry
      ? { rows: (await store.sweep(now, config.retention, true)).rows, ended: 0, parted: 0 }
      : await tidy({ store, files: join(config.data, 'files'), settings: config.retention }, now);
    const lines = Object.entries(night.rows).map(([table, n]) => SWEEP.line(table, n));
    const end = isDry ? SWEEP.would : SWEEP.done(night.ended, night.parted);
    const isNothing = lines.length + night.ended + night.parted === 0;
    await print(output, isNothing ? SWEEP.none : `${lines.join('')}${end}`);
    return 0;
  } finally {
    await store.close();
  }
};
