import type { Rulesets } from '../rules/index.ts';
import type {
  Answer,
  BindFact,
  ChatFact,
  Conversation,
  Day,
  Effect,
  Fields,
  GivenAnswer,
  Instant,
  LedgerEntry,
  Member,
  OtherAsked,
  Reply,
  Request,
  ReviewItem,
  RuleSettings,
  Vote,
} from '../types/index.ts';
import type { LookLine } from '../words/person/privacy.ts';

/** All that a step can need. The desk gathers it; a step never calls out. */
export interface Facts {
  readonly at: Instant;
  /** The calendar day of `at` in China. */
  readonly day: Day;
  /** False in a group: personal figures are then said in private only. */
  readonly direct: boolean;
  /** Nobody known is behind this address when it is missing. */
  readonly member?: Member;
  /** The person stands on the institution's roster, whose facts change only by a request; else they have introduced themselves. */
  readonly onRoster: boolean;
  /** An unknown person may introduce themselves (web chat, talk command); elsewhere they must bind first. */
  readonly mayIntroduce: boolean;
  readonly rulesets: Rulesets;
  /** The person's whole ledger, oldest first. */
  readonly ledger: readonly LedgerEntry[];
  readonly requests: readonly Request[];
  /** How many of the person's records are not as they were written; they stand in neither. Gathered only where figures are asked for. */
  readonly damaged?: number;
  /** Answers by question: one for every `ask` and `what-if` intent. */
  readonly answers: { readonly [question: string]: Answer };
  /** The answers that `rate` intents are about, as far as they are known; `next`: what else there is to offer. */
  readonly rated?: {
    readonly [answer: string]: GivenAnswer & { readonly vote?: Vote; readonly next?: Answer };
  };
  /** The n-th id of this step, the same whenever the same message is stepped again. */
  readonly freshId: (n: number) => string;
  /** Stands for the address in which this is said. */
  readonly chat?: string;
  /** A new code and the number to tell with it, for 绑定 without either. */
  readonly freshCode?: { readonly code: string; readonly number: string };
  /** What a model read from pictures that are at hand: hash → fields. Shown, never recorded unconfirmed. */
  readonly pictures?: { readonly [hash: string]: Fields };
  /** What became of the number and the code in a `bind` intent, or of those whose yes is awaited. */
  readonly binding?: BindFact;
  /** The person's chats, where they are asked about; by the time they were bound. */
  readonly chats?: readonly ChatFact[];
  /** Who holds a certificate number that a draft or an intent mentions, as far as it is recorded: number → what is known. */
  readonly certificates: { readonly [number: string]: { readonly mine: boolean; readonly activity: string } };
  /** What is told of one's own data. `looks`: who looked at it, gathered where that is asked; `isOurPage`: this chat can hand out a file. */
  readonly privacy?: { readonly notice: string; readonly isOurPage: boolean; readonly looks?: readonly LookLine[] };
  /** Who answers when we cannot. */
  readonly contact?: { readonly name: string; readonly phone?: string };
  /**
   * What the person looks at of others, in words, by the topmost units; gathered only where they ask for it. Missing for
   * whoever looks at nobody's figures, empty in a group.
   */
  readonly units?: readonly { readonly unit: string; readonly text: string }[];
  /** What an `other` intent asks to see, by its words; undefined where the person looks at nobody's figures, empty in a group. */
  readonly others?: { readonly [who: string]: OtherFact };
  /** What waits for the person's decision; gathered only where they ask for it or decide, missing for who decides nothing. */
  readonly reviews?: readonly ReviewItem[];
  /** Readings and parameters that an operator has set, per province. */
  readonly settings?: RuleSettings;
}

/** Who somebody else is, for one who may look at others' figures. */
export type OtherFact =
  /** Nobody of that name whom the asker may look at, whoever else there is. */
  | { readonly is: 'unknown' }
  /** The words name nobody: 护士长, 她. */
  | { readonly is: 'nameless' }
  | { readonly is: 'several'; readonly among: NonNullable<OtherAsked['among']> }
  | {
      readonly is: 'found';
      readonly member: Member;
      /** The unit's name, '' where it is not known. */
      readonly unit: string;
      readonly ledger: readonly LedgerEntry[];
      readonly requests: readonly Request[];
    };

export interface StepResult {
  readonly next: Conversation;
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
  /** The field just asked for (`confirm` when a yes is awaited), or null. Derived, never stored. */
  readonly awaiting: string | null;
  /** Replies that carry personal figures: in a group they go to the person alone (indices into `replies`). */
  readonly private: readonly number[];
}
