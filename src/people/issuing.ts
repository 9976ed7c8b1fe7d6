/** Codes that the institution gives out, and takes back. */
import type { Store } from '../store/index.ts';
import type { Instant, Member } from '../types/index.ts';
import { freshNumber, type Issued, issueCode } from './codes.ts';
import { numberKey } from './guessing.ts';

/** A code from the institution lasts a week; one between a person's own chats, ten minutes. */
export const LASTS_MS = 7 * 24 * 3_600_000;

export interface Given extends Issued {
  readonly member: Member;
}

/**
 * Gives a member a new code; whatever they had is void. The failures that were counted for their number are forgotten:
 * somebody answers for this code. `by`: a member's id, or `operator`.
 */
export async function giveCode(
  store: Store,
  member: Member,
  { at, by }: { readonly at: Instant; readonly by: string },
): Promise<Given> {
  const until = new Date(Date.parse(at) + LASTS_MS).toISOString();
  const number = member.staffNumber ?? (await freshNumber(store));
  const issued = await issueCode({ member: member.id, number, by }, { at, until });
  await store.forgetGuesses(numberKey(issued.held.number));
  await store.commit({
    at,
    writes: [
      { is: 'code', code: issued.held },
      { is: 'audit', member: member.id, by, what: 'code-issued', detail: { until } },
    ],
  });
  return { ...issued, member };
}

/** Takes back the open codes of these members; gives back whose there were. */
export async function takeBack(
  store: Store,
  members: readonly string[],
  { at, by }: { readonly at: Instant; readonly by: string },
): Promise<readonly string[]> {
  const open = (await store.codesOf(members)).filter(
    (code) => code.usedAt === undefined && code.burntAt === undefined && Date.parse(code.until) >= Date.parse(at),
  );
  const whose = open.map(({ member }) => member);
  await store.commit({
    at,
    writes: whose.flatMap((member) => [
      { is: 'code-burnt' as const, member },
      { is: 'audit' as const, member, by, what: 'code-revoked', detail: {} },
    ]),
  });
  return whose;
}
