/** What a line of the institution's roster makes of somebody: it sets what it names, `null` clears, and all it names is confirmed. Pure. */
import type { Day, FieldValue, Institution, Member, Request } from '../types/index.ts';
import { type Change, changeOf, confirmed, datedTitles, FACTS, type Fact, sameValue, withoutTold } from './profile.ts';

/** A line as far as it is about the person. */
export type RosterLine = {
  readonly [K in keyof Omit<Member, 'institution' | 'id'>]?: Member[K] | null;
} & {
  readonly institution?: { readonly [K in keyof Institution]?: Institution[K] | null } | null;
  /** The day from which a new title holds; the day of the import where none is told. */
  readonly titleFrom?: Day;
};

/** Where the roster says otherwise than the person had said, or had asked for. */
export interface Conflict {
  readonly field: string;
  readonly told: FieldValue;
  readonly imported: FieldValue;
}

export interface Merged {
  readonly member: Member;
  readonly conflicts: readonly Conflict[];
  /** Requests for a change that the line has settled, or that are now about another fact than before. */
  readonly requests: readonly Request[];
}

interface Known {
  readonly before: Member | undefined;
  readonly id: string;
  /** The name of the institution to which the unit belongs, and of that in which the person was. */
  readonly house: string;
  readonly houseBefore: string | undefined;
  readonly requests: readonly Request[];
  readonly day: Day;
}

const PARTS = ['level', 'kind', 'name'] as const;

/** @param line what the roster names; absent leaves as it is */
export function merged(line: RosterLine, { before, id, house, houseBefore, requests, day }: Known): Merged {
  const { institution, title, titleFrom, ...plain } = line;
  const next: { [name: string]: unknown } = { ...before, id };
  for (const [name, value] of Object.entries(plain)) {
    if (value === null) delete next[name];
    else if (value !== undefined) next[name] = value;
  }
  if (title !== undefined) Object.assign(next, titlesOf(before, title, titleFrom ?? day));
  for (const name of ['title', 'titles']) if (next[name] === undefined) delete next[name];
  const place = placeOf(before, institution, { house, isMoved: houseBefore !== undefined && houseBefore !== house });
  next.institution = place;
  const named = [
    ...FACTS.filter((fact) => fact !== 'institution' && line[fact as keyof RosterLine] !== undefined),
    ...(institution === null
      ? ['institution']
      : PARTS.filter((part) => institution?.[part] !== undefined).map((part) => `institution.${part}`)),
  ];
  const member = withoutTold(next as unknown as Member, named);
  const facts = FACTS.filter((fact) => named.some((name) => name === fact || name.startsWith(`${fact}.`)));
  return {
    member,
    conflicts: [...toldOtherwise(before, member, named), ...askedOtherwise(member, facts, requests)],
    requests: settled(member, facts, requests),
  };
}

/** The title, and with what days: one that was confirmed before stays for its time. */
function titlesOf(before: Member | undefined, title: Member['title'] | null, from: Day): Partial<Member> {
  if (title === null || title === undefined)
    return { title: undefined, titles: undefined } as unknown as Partial<Member>;
  if (before?.title === title) return { title };
  const was = before && !before.told?.includes('title') && before.title !== undefined ? before : undefined;
  return was
    ? { title, titles: datedTitles(was, title, from) }
    : ({ title, titles: undefined } as unknown as Partial<Member>);
}

/** The institution: its name is the unit's, unless the line names another; of another house nothing of the old one stays. */
function placeOf(
  before: Member | undefined,
  told: RosterLine['institution'],
  { house, isMoved }: { readonly house: string; readonly isMoved: boolean },
): Institution {
  const held = told === null || isMoved ? {} : before?.institution;
  const isNameTold = before?.told?.includes('institution.name') === true;
  const parts: { [part: string]: unknown } = {
    ...held,
    ...(held?.name === undefined || isNameTold ? { name: house } : {}),
  };
  for (const part of PARTS) {
    const value = told?.[part];
    if (value === null) delete parts[part];
    else if (value !== undefined) parts[part] = value;
  }
  return parts as Institution;
}

/** What was only the person's word and is now otherwise. */
function toldOtherwise(before: Member | undefined, after: Member, named: readonly string[]): readonly Conflict[] {
  return named.flatMap((name): readonly Conflict[] => {
    if (!before?.told?.includes(name)) return [];
    const [told, imported] = [valueAt(before, name), valueAt(after, name)];
    return sameValue(told, imported) ? [] : [{ field: name, told, imported }];
  });
}

function valueAt(member: Member, name: string): FieldValue {
  const [fact = '', part] = name.split('.');
  const value = member[fact as Fact] as FieldValue | undefined;
  return (part === undefined ? value : (value as { readonly [k: string]: FieldValue } | undefined)?.[part]) ?? null;
}

const waiting = (requests: readonly Request[], facts: readonly Fact[]): readonly (readonly [Request, Change])[] =>
  requests.flatMap((request) => {
    const change =
      request.kind === 'profile-change' && request.status === 'submitted' ? changeOf(request.fields) : undefined;
    return change && facts.includes(change.field) ? [[request, change] as const] : [];
  });

function askedOtherwise(member: Member, facts: readonly Fact[], requests: readonly Request[]): readonly Conflict[] {
  return waiting(requests, facts).flatMap(([, { field, to }]) => {
    const imported = confirmed(member, field);
    return isMet(imported, to) ? [] : [{ field, told: to, imported }];
  });
}

/** Those that the line grants are settled; the others wait on, about what stands now. */
const settled = (member: Member, facts: readonly Fact[], requests: readonly Request[]): readonly Request[] =>
  waiting(requests, facts).flatMap(([request, change]): readonly Request[] => {
    const now = confirmed(member, change.field);
    if (isMet(now, change.to)) return [{ ...request, status: 'approved' }];
    return sameValue(now, change.was) ? [] : [{ ...request, fields: { ...request.fields, was: now } }];
  });

/** Whether the roster says what was asked for: of an institution all the parts that were. */
function isMet(now: FieldValue, to: FieldValue): boolean {
  if (sameValue(now, to)) return true;
  const isPlace = (value: FieldValue): value is { readonly [k: string]: FieldValue } =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  return isPlace(now) && isPlace(to) && PARTS.every((part) => to[part] === undefined || to[part] === now[part]);
}
