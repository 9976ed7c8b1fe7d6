import type { Member } from '../types/index.ts';

/** Whether one may see the other's figures. */
export const manages = (manager: Member, member: Member): boolean =>
  member.unit !== undefined && manager.id !== member.id && (manager.manages?.includes(member.unit) ?? false);
