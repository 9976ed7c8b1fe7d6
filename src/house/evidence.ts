/** What is done about records that are not as they were written: said in the log, in the health, and to the person. */
import { dayOf, hourOf } from '../days.ts';
import { type Damaged, noticeKey, type Store } from '../store/index.ts';
import type { Address, Instant } from '../types/index.ts';
import { damagedNotice, RECORD_DAMAGED } from '../words/office/house.ts';
import type { Log } from './knowledge.ts';

/** Nobody is told anything before nine or after nine. */
const FIRST_HOUR = 9;
const LAST_HOUR = 21;
/** Such a notice is said once, whenever that is. */
const NO_DEADLINE = '9999-12-31';

export interface Evidence {
  /** Hears of what was read and left out. */
  readonly noticed: (damaged: readonly Damaged[]) => void;
  /** How many records are known not to be as they were written. */
  readonly count: () => number;
  /** Looks at everything, the first time and once a day, and by day tells those whom it concerns. */
  readonly check: (store: Store, now: Instant) => Promise<void>;
}

type Contact = { readonly name: string; readonly phone?: string };

export function createEvidence(house: {
  readonly log: Log;
  readonly moved: (addresses: readonly Address[]) => void;
  /** Who answers where a person's unit names nobody. */
  readonly contact: Contact | undefined;
}): Evidence {
  const known = new Map<string, Damaged>();
  let checked: string | undefined;
  let told: string | undefined;

  const note = (damaged: readonly Damaged[]): void => {
    for (const one of damaged) {
      const key = `${one.is}:${one.id}`;
      if (!known.has(key)) house.log(RECORD_DAMAGED(one.is, one.id));
      known.set(key, one);
    }
  };

  /** Tells a person, once for each record. */
  const tell = async (store: Store, { is, id, member }: Damaged, now: Instant): Promise<void> => {
    const [identity] = await store.identities(member);
    if (!identity) return;
    const person = (await store.member(member))?.member;
    const unit = person?.unit === undefined ? undefined : await store.unit(person.unit);
    const notice = { member, rule: `damaged:${is}:${id}`, deadline: NO_DEADLINE, stage: 'found' };
    const text = damagedNotice(is, unit?.contact ?? house.contact);
    const saying = { key: `notice:${noticeKey(notice)}`, to: identity.address, member, body: { text } };
    if ((await store.notify(notice, now, [{ is: 'say', saying }])) === 'done') house.moved([identity.address]);
  };

  return {
    noticed: note,
    count: () => known.size,
    check: async (store, now) => {
      const day = dayOf(now);
      if (checked !== day) {
        const found = await store.damaged();
        known.clear();
        note(found);
        checked = day;
      }
      const hour = hourOf(now);
      if (told === day || hour < FIRST_HOUR || hour >= LAST_HOUR) return;
      for (const one of known.values()) await tell(store, one, now);
      told = day;
    },
  };
}
