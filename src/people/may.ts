import type { Store } from '../store/index.ts';
import type { Address, Member } from '../types/index.ts';

/** Whether one may see the other's figures. */
export const manages = (manager: Member, member: Member): boolean =>
  member.unit !== undefined && manager.id !== member.id && (manager.manages?.includes(member.unit) ?? false);

/** Who manages a member's unit, and where each of them is reached; nobody who has no address. */
export async function managersOf(
  store: Pick<Store, 'members' | 'identities'>,
  member: Member,
): Promise<readonly { readonly member: string; readonly address: Address }[]> {
  if (member.unit === undefined) return [];
  const managers = (await store.members({ managers: true })).filter((one) => manages(one.member, member));
  const found = await Promise.all(
    managers.map(async (manager) => {
      const [identity] = await store.identities(manager.member.id);
      return identity ? [{ member: manager.member.id, address: identity.address }] : [];
    }),
  );
  return found.flat();
}
