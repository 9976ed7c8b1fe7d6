/**
 * Of somebody on the roster: which facts the institution has set, which are only the person's own word, and what a change
 * makes of them. Everybody who changes a person's facts asks here. Pure.
 */
import type { Day, FieldValue, Institution, Member, Title } from '../types/index.ts';

/** The facts that an institution holds of a person, in the order in which they are shown. */
export const FACTS = [
  'name',
  'province',
  'institution',
  'title',
  'profession',
  'grade',
  'flags',
  'pgmePassed',
  'unitRequirement',
  'maternityLeave',
] as const satisfies readonly (keyof Member)[];
export type Fact = (typeof FACTS)[number];

/**
 * What makes an exception of somebody. A roster that says nothing of them says that there are none: nobody becomes an
 * exception by their own word.
 */
const EXCEPTIONS: ReadonlySet<Fact> = new Set(['flags', 'pgmePassed', 'unitRequirement', 'maternityLeave']);

/** Parts of an institution, each confirmed or told on its own; in `told` as `institution.level`. */
const PARTS = ['level', 'kind', 'name'] as const satisfies readonly (keyof Institution)[];

/** A fact of the roster that is to become another. `from`: the day from which it holds. */
export interface Change {
  readonly field: Fact;
  readonly was: FieldValue;
  readonly to: FieldValue;
  readonly from: Day;
}

/** What somebody says of themselves. */
export interface Told {
  readonly patch: Partial<Member>;
  /** Flags that they say do not hold any more. */
  readonly dropped?: readonly string[];
  /** The day from which it holds, where they say one. */
  readonly from?: Day | undefined;
}

export interface Division {
  /** What the roster leaves open: the person's to say. */
  readonly free: Partial<Member>;
  /** What the roster has set otherwise. */
  readonly changes: readonly Change[];
  /** What the roster says already. */
  readonly same: readonly Fact[];
}

const isTold = (member: Member, name: string): boolean => member.told?.includes(name) === true;

/** The facts that are only the person's own word. */
export const toldFacts = (member: Member): readonly Fact[] =>
  FACTS.filter((fact) => member.told?.some((name) => name === fact || name.startsWith(`${fact}.`)));

/** JSON with its keys in order, so that equal values are equal texts. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
export const sameValue = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** A fact as the institution has confirmed it; `null` where it has not. Flags are a list, empty where none are set. */
export function confirmed(member: Member, fact: Fact): FieldValue {
  if (fact === 'institution') {
    const parts = PARTS.flatMap((part) => {
      const value = member.institution?.[part];
      return value === undefined || isTold(member, `institution.${part}`) ? [] : [[part, value] as const];
    });
    return parts.length === 0 ? null : Object.fromEntries(parts);
  }
  if (isTold(member, fact)) return null;
  if (fact === 'flags') return [...(member.flags ?? [])].sort();
  return (member[fact] ?? null) as FieldValue;
}

/** Whether a fact is the person's to say. */
const isOpen = (member: Member, fact: Fact): boolean =>
  isTold(member, fact) || (member[fact] === undefined && !EXCEPTIONS.has(fact));

/** What of that which somebody says is theirs to say, what needs a change of the roster, and what stands there already. */
export function divide(member: Member, told: Told, day: Day): Division {
  const free: { -readonly [K in keyof Member]?: Member[K] } = {};
  const changes: Change[] = [];
  const same: Fact[] = [];
  const from = told.from ?? day;
  const { patch } = told;
  for (const fact of FACTS) {
    if (fact === 'institution') {
      if (patch.institution) divideInstitution(member, patch.institution, { free, changes, same, from });
      continue;
    }
    const to = toldValue(member, fact, told);
    if (to === undefined) continue;
    if (isOpen(member, fact)) {
      Object.assign(free, { [fact]: to }, fact === 'title' && patch.titles ? { titles: patch.titles } : {});
      if (fact === 'maternityLeave') free.flags = withFlag(member.flags, 'maternity');
      continue;
    }
    const was = confirmed(member, fact);
    const moved = fact === 'title' && sameValue(was, to) && isMoved(member, told.from);
    if (sameValue(was, to) && !moved) same.push(fact);
    else changes.push({ field: fact, was, to, from });
  }
  return { free, changes, same };
}

/** The title held already, dated on the roster, is told with another day. */
const isMoved = ({ titles = [] }: Member, from: Day | undefined): boolean =>
  from !== undefined && titles.length > 1 && titles.at(-1)?.from !== from;

function toldValue(member: Member, fact: Exclude<Fact, 'institution'>, told: Told): FieldValue | undefined {
  const { patch, dropped = [] } = told;
  if (fact !== 'flags') return patch[fact] as FieldValue | undefined;
  // A leave with its days is one fact: its flag goes with it.
  const added = (patch.flags ?? []).filter((flag) => patch.maternityLeave === undefined || flag !== 'maternity');
  const gone = dropped.filter((flag) => member.flags?.includes(flag));
  if (added.length + gone.length === 0) return dropped.length > 0 ? [...(member.flags ?? [])].sort() : undefined;
  return [...new Set([...(member.flags ?? []), ...added])].filter((flag) => !gone.includes(flag)).sort();
}

const withFlag = (flags: readonly string[] = [], flag: string): readonly string[] => [...new Set([...flags, flag])];

/** A hospital is one whether private or not; a name may be said in short. */
function isSamePart(part: (typeof PARTS)[number], was: string, to: string): boolean {
  if (part === 'kind' && to === 'hospital' && was === 'private-hospital') return true;
  return was === to || (part === 'name' && (was.includes(to) || to.includes(was)));
}

function divideInstitution(
  member: Member,
  said: Institution,
  into: { free: Partial<Member> & { institution?: Institution }; changes: Change[]; same: Fact[]; from: Day },
): void {
  const set = (confirmed(member, 'institution') ?? {}) as Institution;
  const parts = PARTS.filter((part) => said[part] !== undefined);
  const differs = parts.filter((part) => {
    const [was, to] = [set[part], said[part]];
    if (was === undefined || to === undefined) return false;
    // 我们转公立了: the kind is all that is said, so it is meant.
    const isMeant = part === 'kind' && said.level === undefined && said.name === undefined;
    return isMeant ? was !== to : !isSamePart(part, was, to);
  });
  if (differs.length > 0) {
    // Another level is another house: nothing of the old one stays.
    const to = differs.includes('level') ? said : { ...set, ...said };
    into.changes.push({ field: 'institution', was: { ...set }, to: { ...to }, from: into.from });
    return;
  }
  const open = parts.filter((part) => set[part] === undefined);
  if (open.length > 0) into.free.institution = Object.fromEntries(open.map((part) => [part, said[part]]));
  else if (parts.length > 0) into.same.push('institution');
}

/** The member with what they say of themselves where the roster leaves it open, marked as their own word. */
export function withTold(member: Member, patch: Partial<Member>, day: Day): Member {
  // Flags are told as they are to be.
  const dropped = patch.flags ? (member.flags ?? []).filter((flag) => !patch.flags?.includes(flag)) : [];
  const { free } = divide(member, { patch, dropped }, day);
  const { institution, ...others } = free;
  const names = [
    ...FACTS.filter((fact) => fact !== 'institution' && others[fact] !== undefined),
    ...PARTS.filter((part) => institution?.[part] !== undefined).map((part) => `institution.${part}`),
  ];
  if (names.length === 0) return member;
  // Another level is another house: what was only told of the old one does not stay.
  const isMoved = institution?.level !== undefined && institution.level !== member.institution?.level;
  const held = isMoved ? ((confirmed(member, 'institution') ?? {}) as Institution) : member.institution;
  const kept = (member.told ?? []).filter((name) => !isMoved || !name.startsWith('institution.'));
  return {
    ...member,
    ...others,
    ...(institution ? { institution: { ...held, ...institution } } : {}),
    told: [...new Set([...kept, ...names])].sort(),
  };
}

/** The member without a mark of being only told, for these names. */
export function withoutTold(member: Member, names: readonly string[]): Member {
  const { told = [], ...rest } = member;
  const left = told.filter((name) => !names.some((one) => name === one || name.startsWith(`${one}.`)));
  return left.length > 0 ? { ...rest, told: left } : rest;
}

/** Titles with their days, oldest first; the new one from its day. */
export function datedTitles(
  { titles, title }: Pick<Member, 'titles' | 'title'>,
  next: Title,
  from: Day,
): readonly { readonly title: Title; readonly from: Day }[] {
  const held = titles ?? (title !== undefined ? [{ title, from: '1990-01-01' }] : []);
  // The newest one told again with its day: the day is set right.
  const old = held.length > 1 && held.at(-1)?.title === next ? held.slice(0, -1) : held;
  return [...old.filter((t) => t.from < from), { title: next, from }];
}

/** The member as a change makes them, the institution having confirmed it. */
export function changed(member: Member, { field, to, from }: Omit<Change, 'was'>): Member {
  const base = withoutTold(member, [field]);
  const { [field]: _, ...without } = base;
  if (to === null) return field === 'title' ? withoutTitles(without) : without;
  switch (field) {
    case 'title':
      return { ...base, title: to as Title, titles: datedTitles(member, to as Title, from) };
    case 'maternityLeave':
      return {
        ...base,
        maternityLeave: to as unknown as NonNullable<Member['maternityLeave']>,
        flags: withFlag(base.flags, 'maternity'),
      };
    case 'name':
    case 'province':
    case 'institution':
    case 'profession':
    case 'grade':
    case 'flags':
    case 'pgmePassed':
    case 'unitRequirement':
      return { ...base, [field]: to };
  }
}

const withoutTitles = ({ titles: _, ...member }: Member): Member => member;

/** What a request for a change says; undefined where it says nothing that we know. */
export function changeOf(fields: { readonly [name: string]: FieldValue }): Change | undefined {
  const { field, was = null, to, from } = fields;
  const known = FACTS.find((one) => one === field);
  return known !== undefined && to !== undefined && typeof from === 'string'
    ? { field: known, was, to, from }
    : undefined;
}

/** Whether a change is still about what the roster says. */
export const stands = (member: Member, { field, was }: Change): boolean => sameValue(confirmed(member, field), was);
