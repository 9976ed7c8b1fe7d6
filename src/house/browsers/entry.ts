import type { EntryDeps } from '../../../bots/web/entry/house.ts';
import { idsOf } from '../../desk/ids.ts';
import { bindAt } from '../../people/binding.ts';
import { rosterPerson } from '../../people/units.ts';
import type { Rulesets } from '../../rules/index.ts';
import type { Store, Write } from '../../store/index.ts';
import type { Address, Instant, Member } from '../../types/index.ts';
import { keepingDeps, WEB } from './sessions.ts';

export interface EntryHouse {
  readonly store: Store;
  readonly rulesets: Rulesets;
  readonly now: () => Instant;
  /** Whether invented people may be chosen now. */
  readonly isDemo: () => Promise<boolean>;
  /** Whether strangers may come in without a code. */
  readonly introduce: boolean;
  /** What becomes of one's data, said before somebody comes in. */
  readonly notice: string;
  readonly log: (what: string) => void;
  readonly moved: (addresses: readonly Address[]) => void;
  readonly contact: { readonly name: string; readonly phone?: string | undefined } | undefined;
}

/** Seconds after which somebody who has to wait may try again. */
const WAIT_SECONDS = 60;

/** Binds a browser, which then has what was said to the person in browsers that are signed in no more. */
async function bind(
  { store, now, log, moved }: EntryHouse,
  { peer, number, code, ip }: Parameters<EntryDeps['bind']>[0],
): ReturnType<EntryDeps['bind']> {
  const address: Address = { channel: WEB, peer };
  const at = now();
  const done = await bindAt({ store, log, moved }, { number, code, address, network: ip, isFree: true, at });
  if (done.is !== 'bound') return { is: 'refused', ...(done.is === 'wait' ? { waitSeconds: WAIT_SECONDS } : {}) };
  const others = (await store.identities(done.member))
    .filter((one) => one.address.channel === WEB && one.address.peer !== peer)
    .map((one) => one.address.peer);
  const live = new Set((await store.sessions(at, others)).map((one) => one.peer));
  const writes = others
    .filter((other) => !live.has(other))
    .map((from): Write => ({ is: 'chat-moves', from, to: peer, except: at }));
  if (writes.length > 0) await store.commit({ at, writes });
  return { is: 'bound', peer };
}

/** How browsers become somebody: as a demo person, by their own word, or by a code. */
export function entryDeps(house: EntryHouse): EntryDeps {
  const { store, rulesets } = house;
  const address = (peer: string): Address => ({ channel: WEB, peer });
  const isTaken = async (peer: string): Promise<boolean> => (await store.memberAt(address(peer))) !== undefined;
  const identify = (peer: string, member: string, writes: readonly Write[] = []) =>
    store.commit({
      at: house.now(),
      writes: [
        ...writes,
        { is: 'identity', address: address(peer), member },
        { is: 'audit', member, by: member, what: 'signed-in', detail: { channel: WEB } },
      ],
    });
  const demoPeople = async () => {
    if (!(await house.isDemo())) return [];
    const people = (await store.members({ demo: true })).map(({ member }) => member);
    const place = ({ province = '', staffNumber = '' }: Member): string =>
      `${rulesets.provinces.indexOf(province)} ${staffNumber}`;
    people.sort((a, b) => (place(a) < place(b) ? -1 : 1));
    return Promise.all(people.map((member) => rosterPerson(store, rulesets, member)));
  };
  const contact =
    house.contact === undefined
      ? {}
      : {
          contact: {
            name: house.contact.name,
            ...(house.contact.phone === undefined ? {} : { phone: house.contact.phone }),
          },
        };
  return {
    ...keepingDeps(store, house.now),
    bind: (attempt) => bind(house, attempt),
    entrance: async () =>
      house.introduce
        ? {
            introduce: true,
            notice: house.notice,
            ...contact,
            roster: await demoPeople(),
            provinces: rulesets.provinces.map((province) => ({ province, name: rulesets.names[province] ?? province })),
          }
        : { introduce: false, notice: house.notice, ...contact },
    signIn: async (peer, id) => {
      const wanted = await store.member(id);
      // Only invented people may be chosen; a real one binds with a code.
      if (!house.introduce || wanted?.member.demo !== true || !(await house.isDemo())) return 'unknown';
      if (await isTaken(peer)) return 'taken';
      await identify(peer, id);
      return 'done';
    },
    introduce: async (peer, { name, province }) => {
      if (!house.introduce) return 'closed';
      if (await isTaken(peer)) return 'taken';
      const member: Member = {
        id: `m${idsOf(`${WEB}:${peer}`)(0)}`,
        name,
        ...(province === undefined ? {} : { province }),
      };
      await identify(peer, member.id, [{ is: 'member', member, origin: 'self' }]);
      return 'done';
    },
  };
}
