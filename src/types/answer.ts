import type { Person, Province } from './person.ts';
import type { Day } from './time.ts';

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

export type Turn =
  | { readonly question: string }
  /** `choices`: what was offered to choose between. Turns kept before there was this field, and those of other programs, have the text alone. */
  | { readonly answer: string; readonly choices?: readonly string[] };

/** One question with all that its answer may depend on. */
export interface Question {
  readonly question: string;
  readonly province?: Province;
  readonly prior?: readonly Turn[];
  readonly person?: Person;
  readonly on?: Day;
}

export type Answering = (question: Question) => Answer;

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
