/**
 * The nouns of a conversation. `understand` turns words into intents, `step` turns intents and facts into replies and
 * effects, the desk commits them. Everything here is a JSON value, so that a conversation survives a restart.
 */
import type { Rulesets } from '../rules/format/load.ts';
import type {
  Answer,
  Card,
  Day,
  FieldValue,
  Instant,
  LedgerEntry,
  Member,
  Province,
  Reply,
  Request,
  RequestKind,
  Turn,
} from './index.ts';

export type Fields = { readonly [field: string]: FieldValue };

/** An activity that somebody is telling us about and has not confirmed. */
export interface Draft {
  /** Becomes the activity's id when it is recorded. */
  readonly id: string;
  /** Counts every change, so that a card that shows an older state can be told. */
  readonly version: number;
  readonly type?: string;
  /** What it may be, when the words fit several types: asked with buttons. */
  readonly candidates?: readonly string[];
  readonly fields: Fields;
  /** The person's own words, shortened. */
  readonly said: string;
  /** What we took for granted and show on the card: `半天按 4 小时计`. */
  readonly assumed: readonly string[];
  /** Content hashes of certificates that belong to it. */
  readonly attachments: readonly string[];
  /** Fields that a model read from a picture and the person has not said: the card says so. */
  readonly read?: readonly string[];
  /** Certificates whose reading was taken in already (content hashes). */
  readonly looked?: readonly string[];
  /** The id of the recorded activity that this one corrects. */
  readonly replaces?: string;
  /** The person was told that it looks like one already recorded, and went on. */
  readonly repeated?: boolean;
  /** The recorded one that it looks like. */
  readonly same?: string;
  /** What kind it is was asked and not known; asked once more in other words. */
  readonly typeless?: boolean;
  /** The day is not known; the month was asked for. */
  readonly dayless?: boolean;
}

/** A request that is being filled in: makeup, exemption … */
export interface RequestDraft {
  readonly id: string;
  readonly version: number;
  readonly kind: RequestKind;
  readonly year?: number;
  readonly fields: Fields;
}

/** Something that waits for a choice or a yes other than a draft's. */
export type Pending =
  /** Which recorded activity is meant? */
  | {
      readonly is: 'which';
      readonly to: 'withdraw' | 'amend';
      readonly among: readonly string[];
      readonly set?: Fields;
    }
  /** A withdrawal that waits for a yes. */
  | { readonly is: 'withdraw'; readonly activity: string }
  /** A request's withdrawal that waits for a yes. */
  | { readonly is: 'withdraw-request'; readonly request: string }
  /** Which draft does this file belong to? */
  | { readonly is: 'file-for'; readonly files: readonly string[]; readonly recorded?: readonly string[] }
  /** A question of ours about the policy question just asked (province, title …). */
  | { readonly is: 'about'; readonly question: string; readonly choices: readonly string[] }
  /** A maternity leave that waits for its days, then for a yes. */
  | { readonly is: 'leave'; readonly from?: Day; readonly to?: Day }
  /** A profile field that a verdict hangs on; `next` is what the person wanted to know. */
  | { readonly is: 'profile'; readonly field: string; readonly next?: Intent };

export interface Conversation {
  /** Version of this value: `step` returns was + 1; the desk stores it where version = was. */
  readonly version: number;
  /** The last time the person said something. */
  readonly touched?: Instant;
  readonly drafts: readonly Draft[];
  readonly request?: RequestDraft;
  readonly pending?: Pending;
  /** Drafts put away after 72 hours; 继续 takes them up again. */
  readonly shelf: readonly Draft[];
  /** Certificates received that belong to nothing yet (content hashes). */
  readonly files: readonly string[];
  /** What the newest card showed: a press or a 确认 counts only for this. */
  readonly shown?: { readonly card: string; readonly versions: { readonly [draft: string]: number } };
  /** When the nudge of this silence was sent. */
  readonly nudged?: Instant;
  /** Profile fields that were asked and answered 不清楚: not asked again. */
  readonly unknown: readonly string[];
  /** Activities recorded last, newest batch only: what 这条 means. */
  readonly last: readonly string[];
  /** The last questions and answers, for follow-ups (at most 6). */
  readonly prior: readonly Turn[];
  /** The answer given last, while nothing else has been talked about since: what 没用 means. */
  readonly answer?: string;
}

/** An activity as words tell it. `fields` carries contract.md's fields; `candidates` stands where the type is unclear. */
export interface Extracted {
  readonly type?: string;
  readonly candidates?: readonly string[];
  readonly fields: Fields;
  readonly said: string;
  readonly assumed: readonly string[];
  /** Something about it cannot be: `future-date`, `impossible-date`, `hours-over-day`. */
  readonly odd?: readonly string[];
}

export type ProgressWhat =
  | 'short' // 还差几分
  | 'enough' // 够了吗
  | 'ledger' // 明细
  | 'deadline' // 截止
  | 'plan' // 怎么补最快
  | 'requests' // 申请到哪了
  | 'profile' // 我的资料
  | 'unit'; // 谁还没达标, a manager's question

/** A file that the desk has already sniffed, scanned and kept by its hash. */
export interface FileFact {
  readonly hash: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  /** Why it was not kept. */
  readonly refused?: 'too-big' | 'wrong-type' | 'infected' | 'empty' | 'unscanned';
  /** Fields read from the picture by a vision model, when one is configured. Shown, never recorded unconfirmed. */
  readonly proposed?: Fields;
}

export type Intent =
  /** Activities to be reported (one or several). */
  | { readonly is: 'report'; readonly activities: readonly Extracted[] }
  /** A slot filled or corrected: 不是3小时是6小时 → set hours, was 3, to 6. `to: null` = 不清楚. `draft` 1-based ordinal (第二个). */
  | {
      readonly is: 'set';
      readonly field: string;
      readonly to: FieldValue;
      readonly was?: FieldValue;
      readonly draft?: number;
      readonly correcting?: boolean;
      readonly assumed?: string;
    }
  | { readonly is: 'confirm'; readonly card?: string }
  /** 不是同一次: what was told again is another one. */
  | { readonly is: 'apart' }
  /** 不对 / 否, without saying what. */
  | { readonly is: 'reject' }
  /** 不报了. `which` = 1-based ordinal of a draft. */
  | { readonly is: 'cancel'; readonly which?: number }
  | { readonly is: 'restart' }
  | { readonly is: 'resume' }
  /** A policy question. The desk gathers `facts.answers[question]` before it steps. */
  | {
      readonly is: 'ask';
      readonly question: string;
      /** The words are not the person's own: they are shown how they were understood. */
      readonly guessed?: boolean;
    }
  | {
      readonly is: 'progress';
      readonly what: ProgressWhat;
      readonly year?: number;
      /** Credit years back from today's: 去年 1. */
      readonly ago?: number;
      /** The public subjects were asked about by name. */
      readonly about?: 'public';
    }
  /** 假如我讲一次课能有几分 */
  | { readonly is: 'what-if'; readonly activities: readonly Extracted[]; readonly question: string }
  /**
   * What an answer was worth. No `answer`: the one given last. `thanks`: only 谢谢 was said; `restated`: the question comes
   * again in other words.
   */
  | {
      readonly is: 'rate';
      readonly vote: Vote;
      readonly answer?: string;
      readonly typed?: 'words' | 'thanks' | 'restated';
    }
  | { readonly is: 'help' }
  | {
      readonly is: 'small-talk';
      readonly kind:
        | 'greeting'
        | 'thanks'
        | 'bye'
        | 'ok'
        | 'praise'
        | 'complaint'
        | 'identity'
        | 'retired'
        | 'pregnant'
        | 'leaving'
        | 'another'
        | 'may-ask'
        | 'leave-kept'
        | 'worth'
        | 'tired';
    }
  /** 转人工 */
  | { readonly is: 'human' }
  /** A recorded activity to be withdrawn. `ordinal` as shown in 明细; nothing = the last one. */
  | { readonly is: 'withdraw'; readonly ordinal?: number; readonly like?: Extracted }
  /** A request to be withdrawn: of this kind, or the last one. */
  | { readonly is: 'withdraw-request'; readonly kind?: RequestKind }
  /** A recorded activity to be corrected. */
  | { readonly is: 'amend'; readonly ordinal?: number; readonly like?: Extracted; readonly set: Fields }
  /** `short`: a stay abroad or elsewhere that the words say was too short for 免修. */
  | {
      readonly is: 'request';
      readonly kind: RequestKind;
      readonly year?: number;
      readonly fields: Fields;
      readonly short?: boolean;
    }
  /** Something about the person: 我升主治了，从今年3月起. */
  | { readonly is: 'profile'; readonly patch: Partial<Member>; readonly from?: Day }
  /** 我10月8号到3月15号休产假. `future`: it has not begun, and no days are told that have. */
  | { readonly is: 'leave'; readonly from?: Day; readonly to?: Day; readonly future?: boolean }
  /** 绑定, 绑定 123456, 绑定 A1024 123456 */
  | { readonly is: 'bind'; readonly code?: string; readonly staffNumber?: string }
  | { readonly is: 'file'; readonly file: FileFact }
  /** A paper sent by mistake: the last one, or all of those on the `which`-th draft. */
  | { readonly is: 'detach'; readonly which?: number; readonly all?: boolean }
  /** A button: the value that it carries and the card that carried it. */
  | { readonly is: 'press'; readonly value: string; readonly card?: string }
  /** An attempt to get something recorded or changed past the rules, or a report for somebody else. */
  | { readonly is: 'hostile'; readonly kind: 'injection' | 'for-other' | 'theirs' | 'too-long' | 'forge' }
  /** The clock: nobody has said anything since `since`. */
  | { readonly is: 'silence'; readonly stage: 'nudge' | 'shelf'; readonly since: Instant }
  /** Nothing that we understand. */
  | { readonly is: 'unclear'; readonly text: string };

/** What a six-digit code stands for, looked up by the desk for every `bind` intent. */
export type BindFact =
  | { readonly is: 'open'; readonly member: string; readonly name: string; readonly staffNumber?: string }
  | { readonly is: 'expired' }
  | { readonly is: 'used' }
  | { readonly is: 'unknown' };

/** All that a step can need. The desk gathers it; a step never calls out. */
export interface Facts {
  readonly at: Instant;
  /** The calendar day of `at` in China. */
  readonly day: Day;
  /** False in a group: personal figures are then said in private only. */
  readonly direct: boolean;
  /** Nobody known is behind this address when it is missing. */
  readonly member?: Member;
  /** An unknown person may introduce themselves (web chat, talk command); elsewhere they must bind first. */
  readonly mayIntroduce: boolean;
  readonly rulesets: Rulesets;
  /** The person's whole ledger, oldest first. */
  readonly ledger: readonly LedgerEntry[];
  readonly requests: readonly Request[];
  /** Answers by question: one for every `ask` and `what-if` intent. */
  readonly answers: { readonly [question: string]: Answer };
  /** The answers that `rate` intents are about, as far as they are known; `next`: what else there is to offer. */
  readonly rated?: {
    readonly [answer: string]: GivenAnswer & { readonly vote?: Vote; readonly next?: Answer };
  };
  /** The n-th id of this step, the same whenever the same message is stepped again. */
  readonly freshId: (n: number) => string;
  /** A one-time code that is free, for 绑定 without a code. */
  readonly freshCode: string;
  /** What a model read from pictures that are at hand: hash → fields. Shown, never recorded unconfirmed. */
  readonly pictures?: { readonly [hash: string]: Fields };
  /** What the codes in `bind` intents stand for. */
  readonly codes: { readonly [code: string]: BindFact };
  /** Who holds a certificate number that a draft or an intent mentions, as far as it is recorded: number → what is known. */
  readonly certificates: { readonly [number: string]: { readonly mine: boolean; readonly activity: string } };
  /** Who answers when we cannot. */
  readonly contact?: { readonly name: string; readonly phone?: string };
  /** The digests of the units that the person manages; gathered only where they ask for them in a direct chat. */
  readonly units?: readonly string[];
  /** Readings and parameters that an operator has set, per province. */
  readonly settings?: {
    readonly [province: Province]: {
      readonly readings?: { readonly [doubt: string]: string };
      readonly parameters?: { readonly [name: string]: FieldValue };
      /** The same for one institution, by its name; it wins over the province's. */
      readonly institutions?: {
        readonly [name: string]: {
          readonly readings?: { readonly [doubt: string]: string };
          readonly parameters?: { readonly [name: string]: FieldValue };
        };
      };
    };
  };
}

/** 有用, 没用, 不是我要问的 */
export type Vote = 'up' | 'down' | 'other';

/** An answer that was given, under the id by which it can be judged. */
export interface GivenAnswer {
  readonly id: string;
  /** What was asked; where a choice of ours was pressed, what had been asked before. */
  readonly question: string;
  /** '' where it is not known. */
  readonly province: string;
  /** The talk up to this answer, it included: what the next best is looked for with. */
  readonly turns: readonly Turn[];
  /** What was answered, in short. */
  readonly answered: string;
}

export type GapReason =
  /** The documents do not tell. */
  | 'silent'
  /** They were told, by an entry of a curator's, that the documents do not tell. */
  | 'told'
  /** Several clauses were offered. */
  | 'unsure'
  /** 👎 on an answer. */
  | 'disliked'
  /** 不是我要问的 */
  | 'other';

export type Effect =
  /** A new line of the ledger; where `replaces` stands, the desk marks that one withdrawn in the same transaction. */
  | { readonly is: 'record'; readonly entry: LedgerEntry }
  | { readonly is: 'withdraw'; readonly activity: string }
  | { readonly is: 'request'; readonly request: Request }
  | { readonly is: 'withdraw-request'; readonly request: string }
  /** What became known about the member. Creates the member where there is none and introducing oneself is allowed. */
  | { readonly is: 'profile'; readonly patch: Partial<Member> }
  /** Keep this one-time code for the member, for ten minutes. */
  | { readonly is: 'issue-code'; readonly code: string; readonly until: Instant }
  /** This address belongs to the member behind the code from now on; the code is used up. */
  | { readonly is: 'bind'; readonly code: string; readonly member: string }
  /** A certificate belongs to an activity that is already recorded. */
  | { readonly is: 'attach'; readonly activity: string; readonly files: readonly string[] }
  /** A question that got no answer, or one that was not liked: for the curator. The desk scrubs it. */
  | {
      readonly is: 'gap';
      readonly question: string;
      readonly reason: GapReason;
      /** The province that the question was answered for, where it is not the person's own. */
      readonly province?: Province;
      /** What was answered, in short: `answeredIn`. */
      readonly answered?: string;
    }
  /** This answer may be judged from now on. The desk scrubs it. */
  | { readonly is: 'answered'; readonly answer: GivenAnswer }
  /** The person's judgement of an answer. What is not liked goes to the curator with it. */
  | { readonly is: 'vote'; readonly answer: string; readonly vote: Vote }
  /** Somebody wants a human: a notice to the unit's contact. */
  | { readonly is: 'handoff'; readonly text: string }
  | { readonly is: 'audit'; readonly what: string; readonly detail: Fields };

export interface StepResult {
  readonly next: Conversation;
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
  /** The field just asked for (`confirm` when a yes is awaited), or null. Derived, never stored. */
  readonly awaiting: string | null;
  /** Replies that carry personal figures: in a group they go to the person alone (indices into `replies`). */
  readonly private: readonly number[];
}

/** What `understand` may look at beside the words. `contextOf(conversation, facts)` makes it. */
export interface Context {
  readonly day: Day;
  readonly awaiting: string | null;
  /** The card on which the open question stands, with its buttons: a label typed is the button pressed. */
  readonly card?: Pick<Card, 'id' | 'actions'>;
  /** What the awaited slot can be, when it is known. */
  readonly values?: readonly FieldValue[];
  readonly member?: Member;
  readonly drafts: readonly Draft[];
  /** The draft that the open question is about. */
  readonly asked?: string;
  readonly request?: RequestDraft;
  readonly pending?: Pending;
  readonly shelf: number;
  /** Papers wait for a report. */
  readonly hasFiles?: true;
  /** The policy question asked last, while nothing else has been talked about since. */
  readonly question?: string;
  /** The last thing said was the answer to it. */
  readonly answered?: boolean;
  /** Activities recorded last. */
  readonly last: readonly LedgerEntry[];
  /** All that is recorded, for what is named by its day. */
  readonly recorded?: readonly LedgerEntry[];
}
