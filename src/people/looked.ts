/** Who has looked at somebody's records, or changed them, as that person is told. */
import type { AuditRow, Store } from '../store/index.ts';
import type { Instant } from '../types/index.ts';
import { UNNAMED } from '../words/office/people.ts';
import { DOERS, deedName, GONE, ROLE_NAMES } from '../words/office/trail.ts';
import type { LookLine } from '../words/person/privacy.ts';
import { reachIn } from './may.ts';
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
  const before = new Date(Date.parse(until) + 1).toISOString();
  const [own, lists] = await Promise.all([
    store.auditPage({ member, until: before, limit: LOOKS_READ }),
    looksAtLists(store, member, before),
  ]);
  const rows = [...own, ...lists].sort((a, b) => b.id - a.id);
  const others = rows.filter(({ by }) => by !== undefined && by !== member).slice(0, MOST);
  return Promise.all(
    others.map(async ({ at, by = '', what }) => ({ at, by: await doerOf(store, by), what: deedName(what) })),
  );
}

/** Looks at a list on which the member stands: their unit's figures, or what waits for somebody who decides about them. */
async function looksAtLists(store: Store, id: string, until: Instant): Promise<readonly AuditRow[]> {
  const member = (await store.member(id))?.member;
  if (member?.unit === undefined) return [];
  const [units, reviews] = await Promise.all(
    ['viewed-unit', 'viewed-reviews'].map((what) => store.auditPage({ what, until, limit: LOOKS_READ })),
  );
  const at = (units ?? []).filter(({ detail }) => detail.unit === member.unit);
  const reached = new Map<string, boolean>();
  const waiting: AuditRow[] = [];
  for (const row of reviews ?? []) {
    if (row.by === undefined) continue;
    if (!reached.has(row.by)) {
      const viewer = (await store.member(row.by))?.member;
      reached.set(row.by, viewer !== undefined && (await reachIn(store, viewer)).sees(member));
    }
    if (reached.get(row.by) === true) waiting.push(row);
  }
  return [...at, ...waiting];
}
