import type { Decision, Fields, LedgerEntry, Request } from '../activity.ts';
import type { GivenAnswer, Vote } from '../answer.ts';
import type { Address } from '../message.ts';
import type { Member, Province } from '../person.ts';
import type { Instant } from '../time.ts';

/** What became of a number and a code that were told, by the desk. */
export type BindFact =
  /** They belong together. `issue`: which of the member's codes. */
  | { readonly is: 'right'; readonly member: string; readonly issue: string; readonly name?: string }
  /** Wrong, unknown, over, used, burnt. */
  | { readonly is: 'refused' }
  /** Too many tries. */
  | { readonly is: 'wait' }
  /** The half that was told before is not at hand any more. */
  | { readonly is: 'half' };

/** One of a person's chats. */
export interface ChatFact {
  /** Stands for the address where it must not be told. */
  readonly ref: string;
  readonly address: Address;
  readonly since: Instant;
  readonly seenAt: Instant;
  /** The chat in which this is said. */
  readonly here: boolean;
  /** Whether it may be given up from here: this one, a later one, and any once this one has been there for a day. */
  readonly yields: boolean;
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
  /** A decision about something of another's: the desk looks whether it is the person's to take, and takes it. */
  | { readonly is: 'decide'; readonly decision: Decision }
  /** Keep this one-time code for the member, to be told together with the number. */
  | { readonly is: 'issue-code'; readonly code: string; readonly number: string; readonly until: Instant }
  /** This address belongs to the member behind the code from now on; the code is used up. */
  | { readonly is: 'bind'; readonly member: string; readonly issue: string }
  /** A code was told rightly where nothing is to be bound: it is used up all the same. */
  | { readonly is: 'use-code'; readonly member: string; readonly issue: string }
  /** This address is nobody's from now on. */
  | { readonly is: 'unbind'; readonly address: Address }
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
  | { readonly is: 'audit'; readonly what: string; readonly detail: Fields }
  /** Data of others was shown to the person; `member`: whose, where it is one person's. */
  | { readonly is: 'looked'; readonly what: string; readonly member?: string; readonly detail: Fields };
