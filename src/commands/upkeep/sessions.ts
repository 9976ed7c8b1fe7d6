import { Fault } from '../../errors.ts';
import type { Standing, Store } from '../../store/index.ts';
import { SESSIONS } from '../../words/office/house.ts';
import { readArgs } from '../args.ts';
import type { Command } from '../jsonl.ts';
import { configuredStore, print } from './store.ts';

const OPTIONS = {
  staff: { type: 'string' },
  end: { type: 'string' },
  'end-all': { type: 'boolean' },
} as const;

/** Enough of a sign-in's id to name it. */
const SHORT = 12;

async function found(store: Store, staff: string | undefined, now: string): Promise<readonly Standing[]> {
  const all = await store.sessions(now);
  if (staff === undefined) return all;
  const person = await store.memberByStaffNumber(staff);
  if (!person) throw new Fault('USAGE', SESSIONS.nobody(staff.slice(0, 40)));
  return all.filter(({ member }) => member === person.member.id);
}

/** Ends these; each is a line in the audit trail of whose it was. One that ended meanwhile is no matter. */
async function end(store: Store, sessions: readonly Standing[], at: string): Promise<number> {
  let ended = 0;
  for (const { id, member } of sessions) {
    const done = await store.commit({
      at,
      writes: [
        { is: 'session-end', id, why: 'operator' },
        {
          is: 'audit',
          ...(member === undefined ? {} : { member }),
          by: 'operator',
          what: 'session-ended',
          detail: { session: id.slice(0, SHORT) },
        },
      ],
    });
    if (done === 'done') ended += 1;
  }
  return ended;
}

/** `sessions`: who is signed in on the web, a JSON line each; `--end ID` ends one, `--end-all` all that are listed. */
export const run: Command = async (args, { output, doors = {} }) => {
  const { values, positionals } = readArgs(args, OPTIONS, SESSIONS.usage);
  const { staff, end: one, 'end-all': all } = values;
  if (positionals.length > 0 || (one !== undefined && all)) throw new Fault('USAGE', SESSIONS.usage);
  const { store } = await configuredStore(doors);
  try {
    const now = new Date().toISOString();
    const sessions = await found(store, staff, now);
    const chosen = all ? sessions : sessions.filter(({ id }) => one !== undefined && one !== '' && id.startsWith(one));
    if (one !== undefined && chosen.length !== 1) throw new Fault('USAGE', SESSIONS.none(one.slice(0, 43)));
    const lines = sessions.map(({ id, member, agent, madeAt, seenAt, untilIdle }) =>
      JSON.stringify({
        id: id.slice(0, SHORT),
        member: member ?? null,
        browser: agent,
        since: madeAt,
        seen: seenAt,
        until: untilIdle,
      }),
    );
    const isEnding = all === true || one !== undefined;
    const words = isEnding ? SESSIONS.ended(await end(store, chosen, now)) : lines.map((line) => `${line}\n`).join('');
    if (!isEnding) {
      const detail = { ...(staff === undefined ? {} : { staff }), shown: sessions.length };
      await store.commit({ at: now, writes: [{ is: 'audit', by: 'operator', what: 'viewed-sessions', detail }] });
    }
    await print(output, words);
    return 0;
  } finally {
    await store.close();
  }
};
