import type { Selectable } from 'kysely';
import type { Address, ChatLine, Instant, LedgerEntry, Member, Request, RequestKind } from '../types/index.ts';
import type { KeptBody, KeptMessage, OutboxRow, Roster, Unit, Waiting } from './index.ts';
import type { Tables } from './schema.ts';

type Row<T extends keyof Tables> = Selectable<Tables[T]>;

/** An instant as columns hold it: UTC, so that text sorts like time. Throws a RangeError on what is no instant. */
export const utc = (at: Instant): string => new Date(at).toISOString();

/** Text that we wrote ourselves. */
export const parse = <T>(json: string): T => JSON.parse(json) as T;

export const roomOf = (address: Address): string => address.room ?? '';

export const addressOf = (row: { channel: string; peer: string; room: string }): Address =>
  row.room === '' ? { channel: row.channel, peer: row.peer } : { channel: row.channel, peer: row.peer, room: row.room };

export function waitingOf(row: Row<'inbox'>): Waiting {
  const message: KeptMessage = {
    channel: row.channel,
    id: row.message_id,
    at: row.at,
    address: addressOf(row),
    ...(row.sender_name === null ? {} : { senderName: row.sender_name }),
    body: parse<KeptBody>(row.body),
  };
  return { id: row.id, message, keptAt: row.kept_at, attempts: row.attempts };
}

/** Columns that are searched stand beside the profile; the profile holds the rest of the member. */
export function memberRow(member: Member): Omit<Row<'members'>, 'origin' | 'created_at' | 'changed_at'> {
  const { id, name, province, staffNumber, unit, demo, ...profile } = member;
  return {
    id,
    name: name ?? null,
    province: province ?? null,
    staff_number: staffNumber ?? null,
    unit: unit ?? null,
    is_manager: (member.manages?.length ?? 0) > 0 ? 1 : 0,
    demo: demo ? 1 : 0,
    profile: JSON.stringify(profile),
  };
}

export function rosterOf(row: Row<'members'>): Roster {
  const member: Member = {
    id: row.id,
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.province === null ? {} : { province: row.province }),
    ...(row.staff_number === null ? {} : { staffNumber: row.staff_number }),
    ...(row.unit === null ? {} : { unit: row.unit }),
    ...(row.demo === 1 ? { demo: true } : {}),
    ...parse<Partial<Member>>(row.profile),
  };
  return { member, origin: row.origin, changedAt: row.changed_at };
}

export const unitOf = (row: Row<'units'>): Unit => ({
  id: row.id,
  name: row.name,
  institution: row.institution,
  province: row.province,
  ...(row.contact_name === null
    ? {}
    : { contact: { name: row.contact_name, ...(row.contact_phone === null ? {} : { phone: row.contact_phone }) } }),
  demo: row.demo === 1,
});

export const entryOf = (row: Row<'activities'>): LedgerEntry => ({
  activity: parse(row.activity),
  status: row.status,
  ...(row.replaces === null ? {} : { replaces: row.replaces }),
  recordedAt: row.recorded_at,
  attachments: parse(row.attachments),
});

export const requestOf = (row: Row<'requests'>): Request => ({
  id: row.id,
  kind: row.kind as RequestKind,
  year: row.year,
  status: row.status as Request['status'],
  at: row.at,
  fields: parse(row.fields),
});

export const outboxOf = (row: Row<'outbox'>): OutboxRow => ({
  id: row.id,
  key: row.key,
  to: addressOf(row),
  body: parse(row.body),
  attempts: row.attempts,
  partsDone: row.parts_done,
  ...(row.unsure_since === null ? {} : { unsureSince: row.unsure_since }),
});

export const chatLineOf = ({ seq, key, at, side, body }: Row<'lines'>): ChatLine => ({
  seq,
  key,
  at,
  from: side,
  body: parse<ChatLine['body']>(body),
});
