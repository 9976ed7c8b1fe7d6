/** A person's own data: the notice that is said once, and who has looked. */
import { looksAt } from '../people/looked.ts';
import { type Notice, noticeKey, RETENTION_DEFAULTS, type Store, type Write } from '../store/index.ts';
import type { Facts } from '../talk/index.ts';
import type { Address, Instant, Intent } from '../types/index.ts';
import { NOTICE_VERSION, privacyNotice } from '../words/person/privacy.ts';

export interface PrivacyDeps {
  readonly store: Store;
  /** Who answers when nobody of the person's unit does. */
  readonly contact?: Facts['contact'];
  /** The notice with this house's spans; `once`: it is said to everybody at the first contact. */
  readonly privacy?: { readonly notice: string; readonly once: boolean };
}

const noticeOf = (member: string): Notice => ({
  member,
  rule: `privacy:${NOTICE_VERSION}`,
  // Said once, whenever that is.
  deadline: '9999-12-31',
  stage: 'said',
});

/** The rows of the notice at a first contact; none in a group, where it was said, or where the house says none. */
export async function firstNotice(
  { store, privacy }: PrivacyDeps,
  { address, isOurPage }: { readonly address: Address; readonly isOurPage: boolean },
  members: readonly string[],
): Promise<readonly Write[]> {
  // Our own page says it before somebody comes in.
  if (privacy?.once !== true || isOurPage || address.room !== undefined) return [];
  const notices = [...new Set(members)].map(noticeOf);
  const said = await store.noticed(members);
  const missing = notices.filter((notice) => !said.has(noticeKey(notice)));
  const [first] = missing;
  if (!first) return [];
  const noted = missing.map((notice): Write => ({ is: 'noticed', notice }));
  if (missing.length < notices.length) return noted;
  const key = `privacy:${NOTICE_VERSION}:${first.member}`;
  return [{ is: 'say', saying: { key, to: address, member: first.member, body: { text: privacy.notice } } }, ...noted];
}

/** Adds what is told of the person's own data where they ask for it. */
export async function gatherPrivacy(
  deps: PrivacyDeps,
  facts: Facts,
  {
    intents,
    isOurPage,
    at,
  }: { readonly intents: readonly Intent[]; readonly isOurPage: boolean; readonly at: Instant },
): Promise<Facts> {
  const asked = intents.flatMap((intent) => (intent.is === 'privacy' ? [intent.what] : []));
  if (asked.length === 0) return facts;
  const notice = deps.privacy?.notice ?? privacyNotice(RETENTION_DEFAULTS, facts.contact);
  const looks = asked.includes('looks') && facts.member ? await looksAt(deps.store, facts.member.id, at) : undefined;
  return { ...facts, privacy: { notice, isOurPage, ...(looks === undefined ? {} : { looks }) } };
}
