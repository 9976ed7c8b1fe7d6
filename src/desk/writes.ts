import { scrub } from '../chinese/index.ts';
import { dayOf } from '../days.ts';
import type { Choice, MemberOrigin, Saying, Write } from '../store/index.ts';
import { withTold } from '../talk/index.ts';
import type { Address, ChannelCaps, Conversation, Effect, FieldValue, Instant, Member, Reply } from '../types/index.ts';
import { CERTIFICATE_FIELD } from './gather.ts';
import { answerWrites } from './rated.ts';

/** How long 1, 2, 3 stand for the buttons that were shown. */
const CHOICES_LAST_MS = 24 * 3_600_000;

/** What a person may say about themselves. Identity, unit and duties are the institution's. */
const OWN_FIELDS = [
  'name',
  'province',
  'title',
  'titles',
  'profession',
  'grade',
  'institution',
  'flags',
  'pgmePassed',
  'unitRequirement',
  'maternityLeave',
] as const satisfies readonly (keyof Member)[];

export interface Doer {
  readonly member: Member;
  readonly origin: MemberOrigin;
  readonly address: Address;
  readonly at: Instant;
  /** The stable name of what caused this. */
  readonly cause: string;
}

/** Where somebody's managers are reached. */
interface Contacts {
  readonly managers: readonly { readonly member: string; readonly address: Address }[];
  readonly handoff: (member: Member, text: string) => string;
}

/** `patch` over `member`, for the fields that are the person's own to say. */
export function patched(member: Member, patch: Partial<Member>): Member {
  const own = Object.fromEntries(
    OWN_FIELDS.flatMap((field) => (patch[field] === undefined ? [] : [[field, patch[field]] as const])),
  ) as Partial<Member>;
  const institution = own.institution ? { institution: { ...member.institution, ...own.institution } } : {};
  return { ...member, ...own, ...institution };
}

/** What would tell in a kept question who asked it. */
const about = (member: Member): readonly (string | undefined)[] => [
  member.name,
  member.staffNumber,
  member.mobile,
  member.institution?.name,
];

type Detail = { readonly [k: string]: FieldValue };
type OnRecord = Extract<Effect, { is: 'record' | 'withdraw' | 'attach' | 'request' | 'withdraw-request' }>;

/** What is put on record, and its line in the audit trail. */
function recordRow(effect: OnRecord, member: string): readonly [write: Write, what: string, detail: Detail] {
  switch (effect.is) {
    case 'record': {
      const { entry } = effect;
      const { id, type, [CERTIFICATE_FIELD]: number } = entry.activity;
      const certificate = typeof number === 'string' && number !== '' ? { certificate: number } : {};
      const replaces = entry.replaces === undefined ? {} : { replaces: entry.replaces };
      return [{ is: 'entry', member, entry, ...certificate }, 'recorded', { activity: id, type, ...replaces }];
    }
    case 'withdraw': {
      const { activity } = effect;
      return [{ is: 'entry-status', activity, member, status: 'withdrawn' }, 'withdrawn', { activity }];
    }
    case 'attach': {
      const { activity, files } = effect;
      return [{ is: 'attach', activity, member, files }, 'attached', { activity, files }];
    }
    case 'request': {
      const { id, kind, year } = effect.request;
      return [{ is: 'request', member, request: effect.request }, 'requested', { request: id, kind, year }];
    }
    case 'withdraw-request': {
      const { request } = effect;
      return [{ is: 'request-status', member, request, status: 'withdrawn' }, 'request-withdrawn', { request }];
    }
  }
}

/** Turns what a step decided into rows, each with its line in the audit trail. */
export function writesOf(effects: readonly Effect[], doer: Doer, contacts: Contacts): readonly Write[] {
  const writes: Write[] = [];
  let { member, origin } = doer;
  const audit = (what: string, detail: Detail): void => {
    const { channel } = doer.address;
    writes.push({ is: 'audit', member: member.id, by: member.id, what, detail: { channel, ...detail } });
  };
  /** Of somebody on the roster only what it leaves open is theirs to say, whatever a step says. */
  const profileRows = (patch: Partial<Member>): readonly Write[] => {
    const before = member;
    member = origin === 'roster' ? withTold(member, patch, dayOf(doer.at)) : patched(member, patch);
    const was = origin === 'bare' ? {} : { was: before };
    if (origin === 'bare') origin = 'self';
    const detail = { channel: doer.address.channel, fields: Object.keys(patch) };
    return [
      { is: 'member', member, origin, ...was },
      { is: 'audit', member: member.id, by: member.id, what: 'profile', detail },
    ];
  };
  effects.forEach((effect, i) => {
    switch (effect.is) {
      case 'record':
      case 'withdraw':
      case 'attach':
      case 'request':
      case 'withdraw-request': {
        const [write, what, detail] = recordRow(effect, member.id);
        writes.push(write);
        audit(what, detail);
        return;
      }
      case 'profile':
        writes.push(...profileRows(effect.patch));
        return;
      case 'issue-code':
        audit('code-issued', {});
        return;
      case 'bind':
      case 'use-code':
      case 'unbind':
        // Their rows stand in binding.ts.
        return;
      case 'gap':
        writes.push({
          is: 'gap',
          question: scrub(effect.question, about(member)),
          province: effect.province ?? member.province ?? '',
          reason: effect.reason,
          answered: scrub(effect.answered ?? '', about(member)),
        });
        return;
      case 'answered':
      case 'vote':
        writes.push(...answerWrites(effect, member.id, about(member)));
        return;
      case 'handoff':
        for (const { member: manager, address } of contacts.managers) {
          const key = `handoff:${doer.cause}:${i}:${manager}`;
          const body = { text: contacts.handoff(member, effect.text) };
          writes.push({ is: 'say', saying: { key, to: address, member: manager, body } });
        }
        audit('handoff', { told: contacts.managers.map((manager) => manager.member) });
        return;
      case 'audit':
        audit(effect.what, effect.detail);
        return;
      case 'looked': {
        const { what, detail, member: whose } = effect;
        const { channel } = doer.address;
        const of = whose === undefined ? {} : { member: whose };
        writes.push({ is: 'audit', ...of, by: member.id, what, detail: { channel, ...detail } });
        return;
      }
    }
  });
  return writes;
}

/**
 * Replies as outbox rows: in a group the personal ones go to the person alone. On a channel without cards the buttons
 * get numbers, which are kept until the next replies to the same place.
 */
export function sayings(
  replies: readonly Reply[],
  personal: readonly number[],
  { to, cause, member, at, cards }: { to: Address; cause: string; member: string; at: Instant; cards: boolean },
): readonly Write[] {
  const direct: Address = { channel: to.channel, peer: to.peer };
  const writes: Write[] = [];
  const choices = new Map<Address, Choice[]>();
  replies.forEach((reply, i) => {
    const address = personal.includes(i) ? direct : to;
    const before = choices.get(address) ?? [];
    choices.set(address, before);
    const saying: Saying = {
      key: `${cause}#${i}`,
      to: address,
      member,
      body: {
        text: reply.text,
        ...(reply.card === undefined ? {} : { card: reply.card }),
        ...(reply.card === undefined || reply.card.lasting || cards ? {} : { numbered: before.length + 1 }),
      },
    };
    writes.push({ is: 'say', saying });
    // Buttons that stay are said in words where there are none: their numbers would be taken for the open question's.
    for (const { value, label } of reply.card?.lasting ? [] : (reply.card?.actions ?? []))
      before.push({ value, label, ...(reply.card?.id === undefined ? {} : { card: reply.card.id }) });
  });
  if (!cards) {
    const until = new Date(new Date(at).getTime() + CHOICES_LAST_MS).toISOString();
    for (const [address, items] of choices) writes.push({ is: 'choices', address, items, until });
  }
  return writes;
}

const NUMERALS = '①②③④⑤⑥⑦⑧⑨';

/** The choice that a bare `1`, `２`, `③`, `1.` or `选1` means, if any. */
export function chosen(text: string, choices: readonly Choice[]): Choice | undefined {
  const bare = /^(?:选|选择|第)?\s*[(（]?\s*([0-9０-９]{1,2}|[①-⑨])\s*[)）.．、。]?\s*(?:个|项)?$/u.exec(
    text.trim(),
  )?.[1];
  if (bare === undefined) return undefined;
  const circled = NUMERALS.indexOf(bare);
  return choices[(circled >= 0 ? circled + 1 : Number(bare.normalize('NFKC'))) - 1];
}

/** The conversation of the member to whom the doer turned out to belong: what both had begun goes on together. */
export const joined = (theirs: Conversation, mine: Conversation): Conversation => ({
  ...theirs,
  version: theirs.version + 1,
  drafts: [...theirs.drafts, ...mine.drafts.filter((draft) => !theirs.drafts.some((other) => other.id === draft.id))],
  files: [...new Set([...theirs.files, ...mine.files])],
});

/** Whether the channel shows buttons; a channel that nobody knows does not. */
export const showsCards = (caps: ChannelCaps | undefined): boolean => caps?.cards === true;
