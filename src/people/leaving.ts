/** Somebody leaves the institution: what ends on that day, and what is over when the time is over. */
import { randomBytes } from 'node:crypto';
import { addDays } from '../days.ts';
import type { Farewell, Store, Write } from '../store/index.ts';
import type { Day, Instant, Member } from '../types/index.ts';
import { roleChange, rolesIn } from './roles.ts';

/** Whether they are gone on a day: the day `left` is their last. */
export const hasLeft = ({ left }: Member, day: Day): boolean => left !== undefined && left < day;

const PAGE = 500;

/** Everybody on the roster for whom a last day is known. */
async function* leavers(store: Pick<Store, 'membersPage'>): AsyncGenerator<Member> {
  for (let after = ''; ; ) {
    const page = await store.membersPage(after, PAGE);
    if (page.length === 0) return;
    for (const { member } of page) if (member.left !== undefined && member.gone !== true) yield member;
    after = page.at(-1)?.member.id ?? after;
  }
}

/** Without any duty. */
function plain(member: Member): Member {
  const { manages: _, reviews: __, curator: ___, administrator: ____, auditor: _____, ...rest } = member;
  return rest;
}

/** Ends the duties and chats of those whose last day is over; returns whose. */
export async function endLeft(store: Store, at: Instant, day: Day): Promise<readonly string[]> {
  const ended: string[] = [];
  for await (const member of leavers(store)) {
    if (!hasLeft(member, day)) continue;
    const chats = await store.identities(member.id);
    const hasDuty = Object.keys(rolesIn(member)).length > 0;
    if (chats.length === 0 && !hasDuty) continue;
    const after = plain(member);
    const writes: Write[] = [
      { is: 'member', member: after, origin: 'roster' },
      ...roleChange(member, after, 'house'),
      // A new nobody: whoever speaks there next is not taken for who spoke before.
      ...chats.flatMap(({ address }): Write[] => {
        const nobody = `m${randomBytes(9).toString('hex')}`;
        return [
          { is: 'clear-chat', address },
          { is: 'member', member: { id: nobody }, origin: 'bare' },
          { is: 'identity', address, member: nobody },
        ];
      }),
      { is: 'audit', member: member.id, by: 'house', what: 'left', detail: { chats: chats.length } },
    ];
    await store.commit({ at, writes });
    ended.push(member.id);
  }
  return ended;
}

/** Says farewell to those whose time is over; returns the files that nobody names any more. */
export async function partWithLeft(
  store: Store,
  at: Instant,
  day: Day,
  { days, how }: { readonly days: number; readonly how: Farewell },
): Promise<{ readonly members: readonly string[]; readonly files: readonly string[] }> {
  const members: string[] = [];
  const files: string[] = [];
  for await (const member of leavers(store))
    if (member.left !== undefined && addDays(member.left, days) < day) {
      files.push(...(await store.farewell(member.id, how, at)));
      members.push(member.id);
    }
  return { members, files };
}
