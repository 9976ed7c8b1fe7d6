import { createHmac, randomBytes } from 'node:crypto';
import type { KeepingDeps, Kept, Use } from '../../../bots/web/entry/house.ts';
import type { Store, Write } from '../../store/index.ts';
import type { Address, Instant, Member } from '../../types/index.ts';

/** The channel whose peers are browsers. */
export const WEB = 'web';

const DAY_MS = 24 * 3_600_000;
/** China's clock is ahead of UTC by this. */
const AHEAD_MS = 8 * 3_600_000;
const SPANS = { hour: 3_600_000, day: DAY_MS } as const;
/** What ended, and what was counted, is forgotten after this. */
const FORGOTTEN_MS = 30 * DAY_MS;
/** Key under which the secret lies that network addresses are counted by. */
const SALT = 'web.salt';

/** The beginning of the hour or the day in China in which an instant lies. */
const beginningOf = (at: Instant, span: Use['span']): Instant => {
  const ms = SPANS[span];
  return new Date(Math.floor((Date.parse(at) + AHEAD_MS) / ms) * ms - AHEAD_MS).toISOString();
};

/** What a person may do, in a form that only changes when it does. */
const dutiesIn = ({ manages, reviews, curator, administrator, auditor, unit }: Member): string =>
  JSON.stringify([
    manages ?? [],
    reviews ?? [],
    curator === true,
    administrator === true,
    auditor === true,
    unit ?? '',
  ]);

const hasDuty = ({ manages = [], reviews = [], curator, administrator, auditor }: Member): boolean =>
  manages.length + reviews.length > 0 || curator === true || administrator === true || auditor === true;

/** Secrets are as old as a day: what was counted before cannot be told from anything any more. */
async function saltOf(store: Store, at: Instant): Promise<string> {
  const today = beginningOf(at, 'day');
  const kept = await store.setting(SALT);
  if (Array.isArray(kept) && kept[0] === today && typeof kept[1] === 'string') return kept[1];
  const salt = randomBytes(32).toString('hex');
  await store.commit({ at, writes: [{ is: 'setting', key: SALT, value: [today, salt] }] });
  return salt;
}

/** Sign-ins and counts in the store. */
export function keepingDeps(store: Store, now: () => Instant): KeepingDeps {
  const address = (peer: string): Address => ({ channel: WEB, peer });
  let salt: { readonly day: Instant; readonly value: Promise<string> } | undefined;
  let swept = 0;
  const sweep = async (): Promise<void> => {
    const at = Date.parse(now());
    if (at - swept < DAY_MS) return;
    swept = at;
    await store.forgetSessions(new Date(at - FORGOTTEN_MS).toISOString());
  };
  return {
    rights: async (peer) => {
      const found = await store.memberAt(address(peer));
      const nobody = { who: 'nobody', owner: `peer:${peer}`, mark: '', duty: false } as const;
      if (!found || found.origin === 'bare') return nobody;
      const { member, origin } = found;
      const since = await store.identitySince(address(peer));
      return {
        who: origin,
        owner: member.id,
        mark: origin === 'self' ? 'self' : dutiesIn(member),
        duty: hasDuty(member),
        ...(since === undefined ? {} : { since }),
      };
    },
    find: (id) => store.session(id, now()),
    devices: async (peer) => {
      const found = await store.memberAt(address(peer));
      const theirs = found ? await store.identities(found.member.id) : [];
      const peers = theirs.filter((one) => one.address.channel === WEB).map((one) => one.address.peer);
      return store.sessions(now(), [...new Set([peer, ...peers])]);
    },
    keep: async (session: Kept, ends) => {
      await sweep();
      const writes: Write[] = [...(ends ? [{ is: 'session-end', ...ends } as const] : []), { is: 'session', session }];
      return (await store.commit({ at: now(), writes })) === 'done';
    },
    seen: async (id, untilIdle) => {
      await store.commit({ at: now(), writes: [{ is: 'session-seen', id, untilIdle }] });
    },
    settle: async ({ id, rights, untilIdle, untilAbs }) => {
      await store.commit({ at: now(), writes: [{ is: 'session-rights', id, rights, untilIdle, untilAbs }] });
    },
    end: async (id, why) => {
      await store.commit({ at: now(), writes: [{ is: 'session-end', id, why }] });
    },
    use: (all) =>
      store.spend(
        all.map(({ span, ...one }) => ({ ...one, what: `${one.what}:${span}`, since: beginningOf(now(), span) })),
      ),
    saidToday: (peer) => store.heard(address(peer), beginningOf(now(), 'day'), Number.MAX_SAFE_INTEGER),
    place: async (ip) => {
      const day = beginningOf(now(), 'day');
      if (salt?.day !== day) salt = { day, value: saltOf(store, now()) };
      return `net:${createHmac('sha256', await salt.value)
        .update(ip)
        .digest('base64url')}`;
    },
  };
}
