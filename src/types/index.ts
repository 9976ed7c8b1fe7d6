/**
 * The nouns. One vocabulary serves the conversation, the rules, the store and the command line. No code here.
 */

export type * from './curate.ts';
export type * from './documents.ts';
export type * from './pages.ts';

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
  /** What a follow-up asks when it is read without the talk before it, and of which province: 内部培训上限多少，山西呢. */
  readonly asked?: { readonly question: string; readonly province?: Province };
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
