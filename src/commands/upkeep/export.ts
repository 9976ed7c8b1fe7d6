import type { Command } from '../jsonl.ts';
import { configuredStore } from './store.ts';

const PAGE = 500;

/** `export`: one JSON line a member with ledger, requests and audit trail, for another system or an archive. */
export const run: Command = async (_args, { output, doors = {} }) => {
  const { store } = await configuredStore(doors);
  const print = (value: unknown): Promise<boolean> =>
    new Promise((resolve) => {
      output.write(`${JSON.stringify(value)}\n`, (error) => resolve(!error));
    });
  try {
    const at = new Date().toISOString();
    await store.commit({
      at,
      writes: [{ is: 'audit', by: 'operator', what: 'exported', detail: { content: 'members' } }],
    });
    for (let after = ''; ; ) {
      const page = await store.membersPage(after, PAGE);
      if (page.length === 0) return 0;
      const ids = page.map(({ member }) => member.id);
      const [ledgers, requests] = await Promise.all([store.ledgers(ids), store.requestsOf(ids)]);
      for (const { member, origin } of page) {
        const { id } = member;
        // What is not as it was written stands in neither list, and is not passed over in silence.
        const damaged = (await store.damaged(id)).map((one) => one.id);
        const line = {
          member,
          origin,
          records: ledgers.get(id) ?? [],
          requests: requests.get(id) ?? [],
          ...(damaged.length === 0 ? {} : { damaged }),
          audit: await store.audit(id),
        };
        if (!(await print(line))) return 0;
        after = id;
      }
    }
  } finally {
    await store.close();
  }
};
