/**
 * The nouns. One vocabulary serves the conversation, the rules, the store and the command line. No code here.
 */

import type { CuratorDeps } from './types-curator.ts';
import type { DocumentReading } from './types-documents.ts';

export type * from './types-curator.ts';
export type * from './types-documents.ts';

/** 日历日, `YYYY-MM-DD`, in China Standard Time (UTC+8). */
export type Day = string;
/** 时刻, ISO 8601 with an offset or Z. */
export type Instant = string;
/** The folder name of a ruleset: `zhejiang`, `shanxi`, `national` … Data decides which exist. */
export type Province = string;

export type Title = 'junior-assistant' | 'junior' | 'mid' | 'senior' | 'none';
export type InstitutionLevel =
  | 'province'
  | 'prefecture'
  | 'county'
  | 'township'
  | 'community'
  | 'village'
  | 'clinic'
  | 'school';

export interface Institution {
  readonly level?: InstitutionLevel;
  /** `hospital` `private-hospital` `individual-clinic` `clinic` `school` `family-planning` … */
  readonly kind?: string;
  readonly name?: string;
}

/** What rules read of a person. Everything may be missing: then a rule that needs it says so. */
export interface Person {
  readonly name?: string;
  readonly province?: Province;
  readonly title?: Title;
  /** Dated titles, oldest first; where present, `title` is the newest. */
  readonly titles?: readonly { readonly title: Title; readonly from: Day }[];
  readonly profession?: string;
  /** 师 or 士, where a province's text needs it. */
  readonly grade?: string;
  readonly institution?: Institution;
  readonly flags?: readonly string[];
  /** Date on which 住培/专培 was passed. */
  readonly pgmePassed?: Day;
  /** Credits set by the employer. */
  readonly unitRequirement?: number;
  readonly maternityLeave?: { readonly from: Day; readonly to: Day };
}

/** Somebody on the roster: a person with an identity, a unit and a part to play. */
export interface Member extends Person {
  readonly id: string;
  readonly staffNumber?: string;
  readonly mobile?: string;
  /** The unit (department of an institution) whose managers see this member. */
  readonly unit?: string;
  /** Units whose digest this member reads and whose reports they may review. */
  readonly manages?: readonly string[];
  /** 政策管理员: may settle what the documents' answers miss. */
  readonly curator?: boolean;
  /** Invented demo data. */
  readonly demo?: boolean;
}

export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly FieldValue[]
  | { readonly [key: string]: FieldValue };

/** An activity as in contract.md. Its further fields depend on its type; `null` means "asked, and not known". */
export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly date?: Day;
  readonly from?: Day;
  readonly to?: Day;
  readonly [field: string]: FieldValue | undefined;
}

export type RecordStatus = 'submitted' | 'approved' | 'rejected' | 'withdrawn';

/** One line of a person's ledger. Nothing is overwritten: a correction is a new entry that `replaces` an old one. */
export interface LedgerEntry {
  readonly activity: Activity;
  readonly status: RecordStatus;
  readonly replaces?: string;
  readonly recordedAt: Instant;
  /** Content hashes of the certificates that belong to it. */
  readonly attachments: readonly string[];
}

export type RequestKind =
  | 'makeup'
  | 'self-study-plan'
  | 'self-study-report'
  | 'exemption'
  | 'reverify'
  | 'title-correction';

/** 申请: something a person asks of their employer or authority, beside reporting activities. */
export interface Request {
  readonly id: string;
  readonly kind: RequestKind;
  /** The credit year that it is about. */
  readonly year: number;
  readonly status: 'submitted' | 'verified' | 'filed' | 'approved' | 'rejected' | 'withdrawn';
  readonly at: Instant;
  readonly fields: { readonly [key: string]: FieldValue };
}

// ── Rules ──

export interface AssessInput {
  readonly province: Province;
  readonly person: Person;
  readonly year: number;
  readonly activities: readonly Activity[];
  readonly makeup?: {
    readonly year: number;
    readonly applied?: boolean;
    readonly filed?: boolean;
    readonly [k: string]: FieldValue | undefined;
  };
  /** Records that were sent back or withdrawn: they earn nothing, and the trace says so. */
  readonly setAside?: readonly { readonly id: string; readonly status: 'rejected' | 'withdrawn' }[];
  /** Readings chosen for doubts: doubt id → reading id. */
  readonly readings?: { readonly [doubt: string]: string };
  /** Values that an operator supplies because their document is not at hand. */
  readonly parameters?: { readonly [name: string]: FieldValue };
  readonly on?: Day;
}

/** One step of an assessment. `effect` is a Chinese sentence with the arithmetic; `clause` the words that decide it. */
export interface TraceStep {
  readonly activity?: string;
  readonly rule: string;
  readonly clause: string;
  readonly effect: string;
}

/** A person-year against a ruleset. Numbers are exact decimals; what the documents do not define is `null`, never 0. */
export interface Assessment {
  readonly covered: boolean;
  readonly unit: 'credits' | 'hours';
  readonly required: number | null;
  readonly total: number;
  readonly public: number | null;
  readonly publicRequired: number | null;
  readonly professional?: number | null;
  readonly professionalRequired?: number | null;
  readonly courses?: boolean;
  readonly missingCourses?: readonly string[];
  /** Where a ruleset says that its credits stand for another body's hours: whether they do. */
  readonly hoursDeemed?: boolean;
  /** Floors of a ruleset beside the public and the professional subjects (class I/II credits, say). */
  readonly floors?: {
    readonly [name: string]: { readonly label: string; readonly got: number; readonly required: number | null };
  };
  /** Demands over several years (10 national credits in five years, a tenure's average). */
  readonly windows?: {
    readonly [name: string]: { readonly label: string; readonly got: number; readonly required: number };
  };
  readonly complete: boolean;
  readonly compliant: boolean | null;
  readonly shortfall: { readonly total: number; readonly public: number; readonly professional?: number };
  readonly awarded: { readonly [activityId: string]: number };
  readonly counted: { readonly [pool: string]: number };
  readonly pending?: { readonly [activityId: string]: number };
  /** Activities whose worth hangs on fields that are not told: they are not in `awarded`, and these are the fields. */
  readonly unknown?: { readonly [activityId: string]: readonly string[] };
  readonly makeup?: { readonly year: number; readonly debt: number; readonly paid: number; readonly left: number };
  readonly trace: readonly TraceStep[];
  readonly depends: readonly {
    readonly doubt: string;
    readonly reading: string;
    readonly changes: { readonly [field: string]: FieldValue };
  }[];
  readonly edition: { readonly ruleset: string; readonly from: Day; readonly sha256: string };
}

// ── Answers ──

export interface Citation {
  readonly document: string;
  readonly title: string;
  /** 文号, where the document has one. */
  readonly number?: string;
  /** Path of the clause inside the document, as its headings say it. */
  readonly clause: string;
  /** Word for word in the document. */
  readonly quote: string;
  /** The clause's place on the document's page: its `ReadingPart` anchor. */
  readonly anchor?: string;
  /** 〔文号 or title · clause · date · 现行〕 as the answer's text shows it. */
  readonly line?: string;
}

export interface Answer {
  readonly kind: 'answer' | 'abstain' | 'clarify';
  readonly text: string;
  readonly citations: readonly Citation[];
  /** 0…1 */
  readonly confidence: number;
  /** What the person may choose between, when `kind` is `clarify`. */
  readonly choices?: readonly string[];
  /** What is said stands on a rule or on a curator's entry, a silence too: nobody words it anew. */
  readonly settled?: boolean;
}

export type Turn = { readonly question: string } | { readonly answer: string };

// ── Messages ──

/** Where somebody can be reached: a channel, their id on it, and the room if it was said in one. */
export interface Address {
  readonly channel: string;
  /** The sender's id on that channel. */
  readonly peer: string;
  /** Set when the message was said in a group. */
  readonly room?: string;
}

export type InboundBody =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'file'; readonly name: string; readonly mime: string; readonly bytes: () => Promise<Uint8Array> }
  /** A button: the value it carries, and the card that carried it. */
  | { readonly is: 'action'; readonly value: string; readonly card?: string }
  | { readonly is: 'unsupported'; readonly what: string };

export interface Inbound {
  readonly channel: string;
  /** The dedupe key: unique inside the channel. */
  readonly id: string;
  readonly at: Instant;
  readonly address: Address;
  /** What the platform calls the sender. Shown, never trusted as an identity. */
  readonly senderName?: string;
  /** True in direct chats and where the bot was mentioned in a group. */
  readonly mentioned: boolean;
  readonly body: InboundBody;
}

export interface CardAction {
  readonly value: string;
  readonly label: string;
  readonly style?: 'primary' | 'danger';
}

export interface Card {
  /** Stable identity, so that a press can be matched with what was shown. */
  readonly id?: string;
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly actions: readonly CardAction[];
  /**
   * The buttons ask what an answer was worth: nothing waits for them, they may be pressed at any time, and a later press
   * takes the place of an earlier one. A place without buttons reads `hint` instead.
   */
  readonly lasting?: { readonly hint: string };
  /** Pages of ours that show more, by their path; `label` is the line of the text that they belong to. */
  readonly links?: readonly CardLink[];
}

/** `href`: a path on our own site, or a whole address where the reader is elsewhere. */
export interface CardLink {
  readonly label: string;
  readonly href: string;
}

/** What we say: a text, with a card where there is something to look at or press. */
export interface Reply {
  readonly text: string;
  readonly card?: Card;
}

export type Outgoing =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'card'; readonly text: string; readonly card: Card }
  | { readonly is: 'file'; readonly name: string; readonly mime: string; readonly bytes: () => Promise<Uint8Array> };

/** `after`: milliseconds that the platform asks us to wait before the next try. `reason` is for operators and holds no message text. */
export type SendResult =
  | { readonly ok: true; readonly messageId: string }
  /**
   * `after`: milliseconds to wait before the next try. `unsure`: the send may have happened all the same (a time-out
   * after the request had left); refusals are not unsure.
   */
  | {
      readonly ok: false;
      readonly retry: boolean;
      readonly after?: number;
      readonly unsure?: boolean;
      readonly reason: string;
    };

export interface ChannelCaps {
  readonly cards: boolean;
  readonly updatableCards: boolean;
  readonly files: boolean;
  readonly push: 'free' | 'after-contact' | 'none';
  /** UTF-8 bytes. */
  readonly bytesPerText: number;
  readonly messagesPerMinute: number;
}

/**
 * A channel turns a platform into `Inbound` and `Outgoing` into the platform. It knows nobody else.
 * `receive` returns when the message is durably kept: only then may the platform be acknowledged.
 * `send` never throws for a remote fault. `start` supervises its own connection and returns when it has begun.
 */
export interface Channel {
  readonly name: string;
  readonly caps: ChannelCaps;
  start(receive: (message: Inbound) => Promise<'kept' | 'seen'>): Promise<void>;
  stop(): Promise<void>;
  send(
    to: Address,
    out: Outgoing,
    how: { readonly key: string; readonly replaces?: string; readonly mention?: string },
  ): Promise<SendResult>;
  health(): 'up' | 'connecting' | 'down';
}

// ── What main hands the doors ──

/**
 * What the local web chat is given. Main makes the Fastify instance and calls
 * `createWebChannel(app, deps): Channel` (bots/web/server.ts), which registers its routes; main listens when every
 * channel has started. Lark: `createLarkChannel(settings, { app, log })`; WeChat: `createWechatChannel(settings, { folder, log })`.
 *
 * A `peer` is one browser (a long random cookie). Every line of its chat is kept by the house, in the very transaction
 * that keeps the message or commits the reply: the door only shows them. `Channel.send` of the web therefore only has
 * to answer `{ ok: true, messageId: key }`.
 */
export interface WebDeps {
  /** The lines of this browser's chat with `seq` above `after` (0 = from the beginning), oldest first. */
  history(peer: string, after: number): Promise<readonly ChatLine[]>;
  /** The newest `limit` lines with `seq` below `before` (of all, where it is missing), oldest first. */
  page(peer: string, before: number | undefined, limit: number): Promise<readonly ChatLine[]>;
  /** Calls `wake` whenever this browser has new lines (its own and ours); returns how to stop. */
  subscribe(peer: string, wake: () => void): () => void;
  /** The demo people who may be chosen at a first visit; empty where the database is not a demo. */
  roster(): Promise<readonly RosterPerson[]>;
  /** Who this browser is, or undefined at a first visit. */
  me(peer: string): Promise<RosterPerson | undefined>;
  /** Signs a new browser in as a demo person. `taken`: this browser is already somebody (use a fresh cookie). */
  signIn(peer: string, memberId: string): Promise<'done' | 'unknown' | 'taken'>;
  /** A new person introduces themselves; what is missing is asked in the chat. */
  introduce(peer: string, person: { readonly name: string; readonly province?: Province }): Promise<'done' | 'taken'>;
  /** The provinces that have a ruleset, with their Chinese names. */
  provinces(): readonly { readonly province: Province; readonly name: string }[];
  /** The credit year of this browser's person so far, for the sidebar; undefined while their province is unknown. */
  year(peer: string): Promise<YearView | undefined>;
  /** The units that this browser's person manages; empty when none. */
  manager(peer: string): Promise<readonly ManagerView[]>;
  /** The curator's side, for whom it is. */
  readonly curator: CuratorDeps;
  /** What waits for this browser's person to decide, the oldest first. */
  reviews(peer: string): Promise<readonly ReviewItem[]>;
  /** Decides one item. `moved`: it no longer stands as the reviewer saw it, or is none of theirs. */
  decide(peer: string, decision: Decision): Promise<'done' | 'moved' | 'no-reason'>;
  /** Keeps an uploaded file durably, by content; `bytes` of the Inbound may then be `() => Promise.resolve(bytes)`. */
  keepFile(file: {
    readonly name: string;
    readonly mime: string;
    readonly bytes: Uint8Array;
  }): Promise<{ readonly hash: string; readonly size: number }>;
  /** The bytes of a file that this browser has sent, or that belongs to an item it may review; undefined for anybody else's. */
  readFile(
    peer: string,
    hash: string,
  ): Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array } | undefined>;
  /** The documents that answers are taken from, for reading. */
  documents(): readonly DocumentReading[];
  /** A clock, for tests. */
  now(): Instant;
}

/** One line of a web chat. `seq` only grows. `key`: the inbound message's id, or the stable key of our reply. */
export interface ChatLine {
  readonly seq: number;
  readonly key: string;
  readonly at: Instant;
  readonly from: 'me' | 'bot';
  readonly body:
    | { readonly is: 'text'; readonly text: string }
    | { readonly is: 'card'; readonly text: string; readonly card: Card }
    | {
        readonly is: 'file';
        readonly name: string;
        readonly mime: string;
        readonly size: number;
        readonly hash: string;
      }
    | { readonly is: 'action'; readonly value: string; readonly card?: string };
}

/** A person as a sign-in page shows them; the words are Chinese. */
export interface RosterPerson {
  readonly id: string;
  readonly name: string;
  readonly province?: Province;
  readonly provinceName?: string;
  /** 单位与科室 */
  readonly unitName?: string;
  /** 护师（初级）, 主治医师（中级） … */
  readonly titleName?: string;
  readonly isManager: boolean;
  /** 政策管理员 */
  readonly isCurator?: boolean;
  readonly demo: boolean;
}

/** A person's credit year today, in the terms of `Assessment`; `null` where the documents do not say. */
export interface YearView {
  readonly year: number;
  readonly from: Day;
  readonly to: Day;
  /** Calendar days from today to `to`. */
  readonly daysLeft: number;
  readonly unit: 'credits' | 'hours';
  readonly covered: boolean;
  readonly compliant: boolean | null;
  readonly required: number | null;
  readonly total: number;
  readonly shortfall: number;
  /** How much of `total` the unit has not reviewed yet; missing where nothing waits. */
  readonly unreviewed?: number;
  /** What is counted apart: 公需科目, 专业科目 … with their Chinese names. Empty where nothing is. */
  readonly parts: readonly { readonly name: string; readonly has: number; readonly needs: number }[];
}

/** A unit as its manager sees it today. */
export interface ManagerView {
  readonly unit: string;
  readonly unitName: string;
  readonly day: Day;
  /** The credit year that `day` lies in. */
  readonly year: number;
  readonly deadline: Day;
  readonly counts: {
    readonly compliant: number;
    readonly short: number;
    readonly unknown: number;
    readonly notCovered: number;
  };
  /** Those who are short first, the largest shortfall on top. */
  readonly rows: readonly ManagerRow[];
  /** The digest as it is sent, in words. */
  readonly text: string;
}

/** What waits for a decision of the unit: a report or a request of one of its members. */
export interface ReviewItem {
  readonly is: 'activity' | 'request';
  readonly id: string;
  readonly member: string;
  readonly name: string;
  readonly titleName: string;
  /** In a line: 继续医学教育项目（省级，听课，6 小时） */
  readonly what: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** 约 2 学分, as the rules have it; missing for requests and where no number is defined. */
  readonly worth?: string;
  readonly files: readonly { readonly hash: string; readonly name: string; readonly mime: string }[];
  /** What a reviewer should look at twice. */
  readonly warnings: readonly string[];
  readonly at: Instant;
  readonly status: string;
  readonly statusWords: string;
  /** What may be decided, the refusal last. */
  readonly choices: readonly { readonly to: string; readonly label: string }[];
}

/** A reviewer's decision on one item; `was`: the status that the reviewer saw. */
export interface Decision {
  readonly is: ReviewItem['is'];
  readonly id: string;
  readonly member: string;
  readonly was: string;
  readonly to: string;
  /** Said to the person; needed for a refusal. */
  readonly reason?: string;
}

export interface ManagerRow {
  readonly id: string;
  readonly name: string;
  readonly titleName: string;
  readonly verdict: 'compliant' | 'short' | 'unknown' | 'not-covered';
  readonly unit: 'credits' | 'hours';
  readonly required: number | null;
  readonly total: number;
  readonly shortfall: number;
  readonly publicShortfall: number;
  /** How much of `total` the unit has not reviewed yet; missing where nothing waits. */
  readonly unreviewed?: number;
  /** 还差 6 分，其中公需科目 2 分 … */
  readonly words: string;
}
