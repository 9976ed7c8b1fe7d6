import { Fault } from '../../errors.ts';
import type { Command } from '../jsonl.ts';
import { configuredStore } from './store.ts';

/** `outbox`: the messages that could not be delivered, with why; `outbox retry` gives all of them one more chance. */
export const run: Command = async ([what], { output, doors = {} }) => {
  if (what !== undefined && what !== 'retry') throw new Fault('USAGE', '写 outbox，或者 outbox retry。');
  const { store } = await configuredStore(doors);
  try {
    const rows = await store.parked();
    const at = new Date().toISOString();
    // To whom, and why not: the chats of people.
    if (rows.length > 0) {
      const detail = { count: rows.length, retry: what === 'retry' };
      await store.commit({ at, writes: [{ is: 'audit', by: 'operator', what: 'viewed-outbox', detail }] });
    }
    const lines = rows.map(({ id, key, to, attempts, reason, unsureSince }) =>
      JSON.stringify({ id, key, to, attempts, reason, ...(unsureSince === undefined ? {} : { unsureSince }) }),
    );
    if (what === 'retry')
      await store.unpark(
        rows.map(({ id }) => id),
        new Date().toISOString(),
      );
    await new Promise<void>((done) => {
      output.write(lines.map((line) => `${line}\n`).join(''), () => done());
    });
    return 0;
  } finally {
    await store.close();
  }
};
