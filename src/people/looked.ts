/** Who has looked at somebody's records, or changed them, as that person is told. */
import type { Store } from '../store/index.ts';
import type { Instant } from '../types/index.ts';
import { UNNAMED } from '../words/office/people.ts';
import { DOERS, deedName, GONE, ROLE_NAMES } from '../words/office/trail.ts';
import type { LookLine } from '../words/person/privacy.ts';
import { rolesIn } from './roles.ts';

/** Looks that are told at most. */
const MOST = 20;
const LOOKS_READ = 200;

/** Who did it: by duty and name. */
async function doerOf(store: Store, by: string): Promise<string> {
  if (DOERS[by] !== undefined) return DOERS[by];
  const found = (await store.member(by))?.member;
  if (!found) return GONE;
  const [duty] = Object.keys(rolesIn(found));
  const role = duty === 'manages' ? 'manager' : duty === 'reviews' ? 'reviewer' : duty;
  const title = Object.entries(ROLE_NAMES).find(([name]) => name === role)?.[1] ?? '';
  return `${title}${found.name ?? UNNAMED}`;
}

/** What others did about a member, the newest first. */
export async function looksAt(store: Store, member: string, until: Instant): Promise<readonly LookLine[]> {
  const rows = await store.auditPage({
    member,
    until: new Date(Date.parse(until) + 1).toISOString(),
    limit: LOOKS_READ,
  });
  const others = rows.filter(({ by }) => by !== undefined && by !== member).slice(0, MOST);
  return Promise.all(
    others.map(async ({ at, by = '', what }) => ({ at, by: await doerOf(store, by), what: deedName(what) })),
  );
}
