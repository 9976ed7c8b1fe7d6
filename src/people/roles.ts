import type { Write } from '../store/index.ts';
import type { FieldValue, Member } from '../types/index.ts';

/** What the institution may give somebody to do about others. */
export type Role =
  | { readonly is: 'manager'; readonly unit: string }
  /** `kinds`: only these types of activity and kinds of request; all where missing. */
  | { readonly is: 'reviewer'; readonly unit: string; readonly kinds?: readonly string[] }
  | { readonly is: 'curator' | 'administrator' | 'auditor' };

/** A member's duties as the audit trail keeps them: only what there is. */
export function rolesIn({ manages = [], reviews = [], curator, administrator, auditor }: Member): {
  readonly [name: string]: FieldValue;
} {
  return {
    ...(manages.length > 0 ? { manages: [...manages] } : {}),
    ...(reviews.length > 0
      ? { reviews: reviews.map(({ unit, kinds }) => (kinds === undefined ? { unit } : { unit, kinds: [...kinds] })) }
      : {}),
    ...(curator === true ? { curator } : {}),
    ...(administrator === true ? { administrator } : {}),
    ...(auditor === true ? { auditor } : {}),
  };
}

/** The member with one role more; as they are where they have it already. */
export function granted(member: Member, role: Role): Member {
  const { manages = [], reviews = [] } = member;
  switch (role.is) {
    case 'manager':
      return manages.includes(role.unit) ? member : { ...member, manages: [...manages, role.unit] };
    case 'reviewer': {
      const { unit, kinds } = role;
      const has = reviews.find((one) => one.unit === unit);
      const rest = reviews.filter((one) => one.unit !== unit);
      if (kinds === undefined || (has && has.kinds === undefined)) return { ...member, reviews: [...rest, { unit }] };
      return { ...member, reviews: [...rest, { unit, kinds: [...new Set([...(has?.kinds ?? []), ...kinds])] }] };
    }
    case 'curator':
    case 'administrator':
    case 'auditor':
      return { ...member, [role.is]: true };
  }
}

/** The member without a role; of a reviewer with kinds, without these kinds. As they are where they do not have it. */
export function withdrawn(member: Member, role: Role): Member {
  const { manages = [], reviews = [], ...rest } = member;
  const of = (units: readonly string[], reviewed: NonNullable<Member['reviews']>): Member => ({
    ...rest,
    ...(units.length > 0 ? { manages: units } : {}),
    ...(reviewed.length > 0 ? { reviews: reviewed } : {}),
  });
  switch (role.is) {
    case 'manager':
      return of(
        manages.filter((unit) => unit !== role.unit),
        reviews,
      );
    case 'reviewer':
      return of(
        manages,
        reviews.flatMap((one) => {
          if (one.unit !== role.unit) return [one];
          if (role.kinds === undefined || one.kinds === undefined) return role.kinds === undefined ? [] : [one];
          const kinds = one.kinds.filter((kind) => !role.kinds?.includes(kind));
          return kinds.length > 0 ? [{ unit: one.unit, kinds }] : [];
        }),
      );
    case 'curator':
    case 'administrator':
    case 'auditor': {
      const { [role.is]: _, ...others } = member;
      return others;
    }
  }
}

/** The line of the audit trail of a change of roles; none where they stayed. */
export function roleChange(before: Member | undefined, after: Member, by: string): readonly Write[] {
  const [was, is] = [before === undefined ? {} : rolesIn(before), rolesIn(after)];
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  return [{ is: 'audit', member: after.id, by, what: 'role-changed', detail: { before: was, after: is } }];
}

const DUTIES = ['manages', 'reviews', 'curator', 'administrator', 'auditor', 'told'];
/** A value as the trail keeps it: of a telephone number only the end, which is enough to know it by. */
const kept = (field: string, value: FieldValue): FieldValue =>
  field === 'mobile' && typeof value === 'string' ? `…${value.slice(-4)}` : value;

/** What an import changes of somebody, before and after, field by field; roles have a line of their own. Empty where nothing is. */
export function changeOf(
  before: Member | undefined,
  after: Member,
): { readonly before: { readonly [k: string]: FieldValue }; readonly after: { readonly [k: string]: FieldValue } } {
  const was: { readonly [k: string]: FieldValue } = JSON.parse(JSON.stringify(before ?? {}));
  const is: { readonly [k: string]: FieldValue } = JSON.parse(JSON.stringify(after));
  const changed = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (field) => field !== 'id' && !DUTIES.includes(field) && JSON.stringify(was[field]) !== JSON.stringify(is[field]),
  );
  const of = (all: { readonly [k: string]: FieldValue }) =>
    Object.fromEntries(
      changed.flatMap((field) => (all[field] === undefined ? [] : [[field, kept(field, all[field])] as const])),
    );
  return { before: of(was), after: of(is) };
}
