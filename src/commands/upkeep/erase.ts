import { join } from 'node:path';
import { Fault } from '../../errors.ts';
import { removeKept } from '../../store/index.ts';
import { ERASE } from '../../words/office/privacy.ts';
import { readArgs } from '../args.ts';
import type { Command } from '../jsonl.ts';
import { configuredStore, print } from './store.ts';

/** `erase 工号`: takes away what tells who somebody was, at their wish or the institution's; says first what that is. */
export const run: Command = async (args, { output, doors = {} }) => {
  const { values, positionals } = readArgs(args, { how: { type: 'string' }, yes: { type: 'boolean' } }, ERASE.usage);
  const [number] = positionals;
  const { how = 'anonymise' } = values;
  if (number === undefined || positionals.length > 1 || (how !== 'anonymise' && how !== 'erase'))
    throw new Fault('USAGE', ERASE.usage);
  const { config, store } = await configuredStore(doors);
  try {
    const found = await store.memberByStaffNumber(number);
    if (!found) throw new Fault('USAGE', ERASE.noStaff(number));
    const { id } = found.member;
    const [ledger, requests, chats] = await Promise.all([store.ledger(id), store.requests(id), store.identities(id)]);
    await print(output, ERASE.holds(ledger.length, requests.length, chats.length));
    if (values.yes !== true) {
      await print(output, ERASE.sure);
      return 0;
    }
    const at = new Date().toISOString();
    const files = await store.farewell(id, how, at);
    for (const hash of files) await removeKept(join(config.data, 'files'), hash);
    await store.commit({ at, writes: [{ is: 'audit', member: id, by: 'operator', what: 'erased', detail: { how } }] });
    await print(output, ERASE.done(how, files.length));
    return 0;
  } finally {
    await store.close();
  }
};
