import type { CuratorDeps, WebDeps } from '../../bots/web/house.ts';
import { dayOf } from '../days.ts';
import { standing, unreviewedIn } from '../ledger/standing.ts';
import { dutiesOf } from '../people/duties.ts';
import { looksAt } from '../people/looked.ts';
import { createLooks } from '../people/looks.ts';
import { decidesForUnits, looksAtUnits, reachIn, readsReviews } from '../people/may.ts';
import { ownData } from '../people/own-data.ts';
import { decide } from '../people/review/decide.ts';
import { ownerOfFile, reviewsFor } from '../people/review/waiting.ts';
import { managerViews, rosterPerson, yearView } from '../people/units.ts';
import { readKept, sniff } from '../store/index.ts';
import type { Address, DocumentReading, Member, RuleSettings } from '../types/index.ts';
import { type EntryHouse, entryDeps } from './browsers/entry.ts';
import { WEB } from './browsers/sessions.ts';
import { trailDeps } from './trail.ts';

interface WebHouse extends EntryHouse {
  readonly settings: RuleSettings | undefined;
  readonly filesFolder: string;
  readonly readings: () => readonly DocumentReading[];
  readonly curator: (memberAt: (peer: string) => Promise<Member | undefined>) => CuratorDeps;
  /** Something to be said at these addresses was written. */
  readonly moved: (addresses: readonly Address[]) => void;
}

/** What the local chat is given, and how to wake the browsers at these addresses. */
export function createWebDeps(house: WebHouse): {
  readonly deps: WebDeps;
  readonly wake: (moved: readonly Address[]) => void;
} {
  const { store, rulesets } = house;
  const looked = createLooks(store, house.now);
  const listeners = new Map<string, Set<() => void>>();
  const address = (peer: string): Address => ({ channel: WEB, peer });
  const memberAt = async (peer: string): Promise<Member | undefined> => (await store.memberAt(address(peer)))?.member;

  const deps: WebDeps = {
    now: house.now,
    documents: house.readings,
    entry: entryDeps(house),
    curator: house.curator(memberAt),
    audit: trailDeps(store, house.now, memberAt),
    history: (peer, after) => store.lines(WEB, peer, after),
    page: (peer, before, limit) => store.linesBefore(WEB, peer, before, limit),
    subscribe: (peer, wake) => {
      const mine = listeners.get(peer) ?? new Set();
      listeners.set(peer, mine.add(wake));
      return () => {
        mine.delete(wake);
        if (mine.size === 0 && listeners.get(peer) === mine) listeners.delete(peer);
      };
    },
    me: async (peer) => {
      const found = await store.memberAt(address(peer));
      return found && found.origin !== 'bare' ? rosterPerson(store, rulesets, found.member) : undefined;
    },
    provinces: () => rulesets.provinces.map((province) => ({ province, name: rulesets.names[province] ?? province })),
    year: async (peer) => {
      const member = await memberAt(peer);
      if (!member) return undefined;
      const [ledger, requests] = await Promise.all([store.ledger(member.id), store.requests(member.id)]);
      const day = dayOf(house.now());
      const found = standing(rulesets, { member, ledger, requests }, day, house.settings);
      return found && yearView(found, day, unreviewedIn(rulesets, found, house.settings));
    },
    duties: async (peer) => {
      const member = await memberAt(peer);
      return member && dutiesOf(store, member);
    },
    manager: async (peer) => {
      const member = await memberAt(peer);
      if (!member || !looksAtUnits(member)) return undefined;
      const { tops } = await reachIn(store, member);
      await looked(
        member,
        tops.map((unit) => ({ what: 'viewed-unit', detail: { channel: WEB, unit } })),
      );
      return managerViews(house, member, dayOf(house.now()));
    },
    reviews: async (peer) => {
      const member = await memberAt(peer);
      if (!member || !readsReviews(member)) return undefined;
      await looked(member, [{ what: 'viewed-reviews', detail: { channel: WEB } }]);
      return reviewsFor(store, rulesets, member, house.settings);
    },
    decide: async (peer, decision) => {
      const member = await memberAt(peer);
      if (!member || !decidesForUnits(member)) return 'not-yours';
      const done = await decide(house, member, decision, house.now());
      if (typeof done === 'string') return done;
      house.moved(done.told);
      return 'done';
    },
    typeOf: sniff,
    ownData: async (peer) => {
      const found = await store.memberAt(address(peer));
      if (!found || found.origin === 'bare') return undefined;
      const at = house.now();
      const { member } = found;
      await store.commit({
        at,
        writes: [{ is: 'audit', member: member.id, by: member.id, what: 'own-data', detail: { channel: WEB } }],
      });
      return ownData(house, member, await looksAt(store, member.id, at), at);
    },
    readFile: async (peer, hash) => {
      const sent = await store.fileSent(WEB, peer, hash);
      const reviewer = sent ? undefined : await memberAt(peer);
      const owner = reviewer && (await ownerOfFile(store, reviewer, hash));
      if (reviewer && owner !== undefined)
        await looked(reviewer, [{ what: 'viewed-file', member: owner, detail: { channel: WEB, file: hash } }]);
      const known = sent ?? (owner === undefined ? undefined : await store.file(hash));
      if (!known) return undefined;
      const bytes = await readKept(house.filesFolder, hash);
      return bytes && { name: known.name, mime: known.mime, bytes };
    },
  };

  return {
    deps,
    wake: (moved) => {
      for (const { channel, peer } of moved)
        if (channel === WEB) for (const listener of listeners.get(peer) ?? []) listener();
    },
  };
}
