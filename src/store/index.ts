import type {
  Address,
  BindFact,
  Card,
  ChatLine,
  Conversation,
  Day,
  FieldValue,
  Inbound,
  Instant,
  LedgerEntry,
  Member,
  Province,
  Request,
} from '../types/index.ts';
import type { AnsweredWrite, AnswerStore, VoteWrite } from './answers.ts';
import type { CuratorStore, GapGroupWrite, GapStatusWrite, GapWrite } from './curator.ts';

/** A message body as it is kept: a file's bytes lie in the files folder already. */
export type KeptBody =
  | { readonly is: 'text'; readonly text: string }
  | {
      readonly is: 'file';
      readonly name: string;
      readonly mime: string;
      readonly size: number;
      readonly hash: string;
      readonly refused?: 'too-big' | 'wrong-type' | 'infected' | 'empty' | 'unscanned';
    }
  | { readonly is: 'action'; readonly value: string; readonly card?: string }
  | { readonly is: 'unsupported'; readonly what: string };

export interface KeptMessage extends Omit<Inbound, 'body' | 'mentioned'> {
  readonly body: KeptBody;
}

/** A kept message that waits to be handled. `id` grows in the order of keeping. */
export interface Waiting {
  readonly id: number;
  readonly message: KeptMessage;
  readonly keptAt: Instant;
  /** Ten for every try that threw, one for every process that died before handling it. */
  readonly attempts: number;
}

/** What one outbox row says. `numbered`: its card's first choice has this number on a channel without cards. */
export type OutBody = { readonly text: string; readonly card?: Card; readonly numbered?: number };

/** Something to be said, with the stable key of its cause. */
export interface Saying {
  readonly key: string;
  readonly to: Address;
  readonly member?: string;
  readonly body: OutBody;
}

export interface OutboxRow {
  readonly id: number;
  readonly key: string;
  readonly to: Address;
  readonly body: OutBody;
  readonly attempts: number;
  readonly partsDone: number;
  readonly unsureSince?: Instant;
}

export type PostOutcome =
  | { readonly is: 'sent'; readonly platformId: string }
  /** One text of several has left. */
  | { readonly is: 'part'; readonly done: number }
  | { readonly is: 'retry'; readonly at: Instant; readonly unsure: boolean; readonly reason: string }
  | { readonly is: 'parked'; readonly reason: string };

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly card?: string;
}

export type MemberOrigin = 'bare' | 'self' | 'roster';

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly institution: string;
  readonly province: Province;
  readonly contact?: { readonly name: string; readonly phone?: string };
  readonly demo: boolean;
}

/** A member with what only the house needs to know. */
export interface Roster {
  readonly member: Member;
  readonly origin: MemberOrigin;
  readonly changedAt: Instant;
}

/** A member and the address that a word of ours should go to. */
export interface Reachable {
  readonly member: Member;
  readonly address: Address;
}

export interface Identity {
  readonly address: Address;
  readonly seenAt: Instant;
}

/** One thing that a commit writes. Everything in one commit happens, or nothing does. */
export type Write =
  | { readonly is: 'entry'; readonly member: string; readonly entry: LedgerEntry; readonly certificate?: string }
  | {
      readonly is: 'entry-status';
      readonly activity: string;
      readonly member: string;
      readonly status: LedgerEntry['status'];
      /** Only while it stands so; else the whole commit is `stale`. */
      readonly was?: LedgerEntry['status'];
    }
  | { readonly is: 'attach'; readonly activity: string; readonly member: string; readonly files: readonly string[] }
  | { readonly is: 'request'; readonly member: string; readonly request: Request }
  | {
      readonly is: 'request-status';
      readonly member: string;
      readonly request: string;
      readonly status: Request['status'];
      /** Only while it stands so; else the whole commit is `stale`. */
      readonly was?: Request['status'];
    }
  | { readonly is: 'member'; readonly member: Member; readonly origin: MemberOrigin }
  | { readonly is: 'unit'; readonly unit: Unit }
  /** The address is this member's from now on. */
  | { readonly is: 'identity'; readonly address: Address; readonly member: string }
  /** The address was just heard from. */
  | { readonly is: 'seen'; readonly address: Address }
  /** All that belongs to `from`, a member who only introduced themselves, belongs to `to`. */
  | { readonly is: 'merge'; readonly from: string; readonly to: string }
  | { readonly is: 'code'; readonly code: string; readonly member: string; readonly until: Instant }
  | { readonly is: 'code-used'; readonly code: string }
  | GapWrite
  | AnsweredWrite
  | VoteWrite
  | GapStatusWrite
  | GapGroupWrite
  | {
      readonly is: 'audit';
      readonly member?: string;
      readonly what: string;
      readonly detail: { readonly [k: string]: FieldValue };
    }
  | { readonly is: 'say'; readonly saying: Saying }
  | { readonly is: 'choices'; readonly address: Address; readonly items: readonly Choice[]; readonly until: Instant }
  | { readonly is: 'setting'; readonly key: string; readonly value: FieldValue };

export interface Commit {
  readonly at: Instant;
  /** The inbox row that this commit handles; when it is handled already, nothing is written. */
  readonly message?: number;
  /** `failed` keeps the message for the operator. */
  readonly outcome?: 'handled' | { readonly failed: string };
  /** Stored where the stored version equals `was` (0 = none stored). */
  readonly conversations?: readonly { readonly member: string; readonly was: number; readonly next: Conversation }[];
  readonly writes: readonly Write[];
}

/** What the clock wants to say once. */
export interface Notice {
  readonly member: string;
  readonly rule: string;
  readonly deadline: Day;
  readonly stage: string;
}

export interface OpenTalk {
  readonly member: string;
  readonly conversation: Conversation;
}

export interface Store extends CuratorStore, AnswerStore {
  /** Keeps all of them in one transaction; `seen` = the channel has delivered this id before. */
  keep(messages: readonly KeptMessage[], at: Instant): Promise<readonly ('kept' | 'seen')[]>;
  /** Kept and not handled, oldest first, above `after`. */
  waiting(after: number, limit: number): Promise<readonly Waiting[]>;
  /** Counts ten for a failed try; returns the sum. */
  failed(message: number, reason: string): Promise<number>;
  /** Counts one for everything that a dead process left unhandled. */
  recovered(): Promise<number>;
  /** How many messages of this sender were kept since `since`, up to and including `upTo`. */
  heard(address: Address, since: Instant, upTo: number): Promise<number>;

  memberAt(address: Address): Promise<Roster | undefined>;
  member(id: string): Promise<Roster | undefined>;
  memberByStaffNumber(staffNumber: string): Promise<Roster | undefined>;
  members(where: {
    readonly unit?: string;
    readonly demo?: boolean;
    readonly managers?: boolean;
  }): Promise<readonly Roster[]>;
  /** All members in pages, by id. */
  membersPage(after: string, limit: number): Promise<readonly Roster[]>;
  /** Members with an address of their own since before `joined`, in pages by id: where each was heard from last. */
  reachable(joined: Instant, after: string, limit: number): Promise<readonly Reachable[]>;
  countMembers(): Promise<number>;
  unit(id: string): Promise<Unit | undefined>;
  /** The direct addresses of a member, the latest heard from first. */
  identities(member: string): Promise<readonly Identity[]>;

  conversation(member: string): Promise<Conversation | undefined>;
  /** Half-told reports that nobody has touched since `before`. */
  openTalks(before: Instant, nudged: boolean): Promise<readonly OpenTalk[]>;
  ledger(member: string): Promise<readonly LedgerEntry[]>;
  /** The ledgers of many, by member. */
  ledgers(members: readonly string[]): Promise<ReadonlyMap<string, readonly LedgerEntry[]>>;
  requests(member: string): Promise<readonly Request[]>;
  requestsOf(members: readonly string[]): Promise<ReadonlyMap<string, readonly Request[]>>;
  codes(codes: readonly string[], now: Instant): Promise<{ readonly [code: string]: BindFact }>;
  certificates(
    numbers: readonly string[],
    member: string,
  ): Promise<{ readonly [number: string]: { readonly mine: boolean; readonly activity: string } }>;
  choices(address: Address, now: Instant): Promise<readonly Choice[]>;
  setting(key: string): Promise<FieldValue | undefined>;

  /** One transaction. `stale`: a conversation, or what a status was to be changed from, has moved on; `handled`: the message was handled before. Nothing is then written. */
  commit(work: Commit): Promise<'done' | 'stale' | 'handled'>;
  /** Inserts the notice and, only when it is new, its writes: one transaction. */
  notify(notice: Notice, at: Instant, writes: readonly Write[]): Promise<'done' | 'said'>;
  noticed(members: readonly string[]): Promise<ReadonlySet<string>>;

  /** Pending rows of these channels whose time has come, in order; none of an address whose earlier row waits. */
  due(channels: readonly string[], now: Instant, limit: number): Promise<readonly OutboxRow[]>;
  /** When the next pending row of these channels will be due. */
  nextDue(channels: readonly string[]): Promise<Instant | undefined>;
  /** Notes, before a send, that its fate is unknown from now on. */
  claim(rows: readonly number[], at: Instant): Promise<void>;
  posted(outcomes: readonly { readonly id: number; readonly outcome: PostOutcome }[], at: Instant): Promise<void>;
  /** Parked rows become pending again, as if they had never been tried. */
  unpark(rows: readonly number[], at: Instant): Promise<void>;
  parked(): Promise<readonly (OutboxRow & { readonly reason: string })[]>;

  addLines(lines: readonly NewLine[]): Promise<void>;
  lines(channel: string, peer: string, after: number): Promise<readonly ChatLine[]>;
  /** The newest `limit` lines below `before` (all, where it is missing), oldest first. */
  linesBefore(channel: string, peer: string, before: number | undefined, limit: number): Promise<readonly ChatLine[]>;
  /** The name and type under which this sender sent a file; undefined for a file that they never sent. */
  fileSent(
    channel: string,
    peer: string,
    hash: string,
  ): Promise<{ readonly name: string; readonly mime: string } | undefined>;
  addFile(
    file: { readonly hash: string; readonly name: string; readonly mime: string; readonly size: number },
    at: Instant,
  ): Promise<void>;
  file(hash: string): Promise<{ readonly name: string; readonly mime: string; readonly size: number } | undefined>;
  audit(
    member: string,
  ): Promise<
    readonly { readonly at: Instant; readonly what: string; readonly detail: { readonly [k: string]: FieldValue } }[]
  >;

  backup(to: string): Promise<void>;
  close(): Promise<void>;
}

export interface NewLine {
  readonly channel: string;
  readonly peer: string;
  readonly key: string;
  readonly side: 'me' | 'bot';
  readonly at: Instant;
  readonly body: ChatLine['body'];
}

/** The key of a notice among those already said. */
export const noticeKey = (notice: Notice): string =>
  JSON.stringify([notice.member, notice.rule, notice.deadline, notice.stage]);

/** Channels whose history the house keeps itself, because their platform keeps none. */
export const KEEPS_LINES: ReadonlySet<string> = new Set(['web']);
