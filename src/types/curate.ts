/** The nouns of the curator's side: what was not answered, and what is done about it. No code here. */

import type { Province } from './person.ts';
import type { Instant } from './time.ts';

export type CuratorEdit =
  /** These questions are answered by the clause that holds these words. */
  | {
      readonly is: 'answer';
      readonly id: string;
      readonly province: Province;
      readonly asks: readonly string[];
      readonly cite: string;
      /** The conclusion in a sentence, where the clause does not say it plainly. */
      readonly says?: string;
    }
  /** The documents do not tell; this is whom to ask. */
  | {
      readonly is: 'silent';
      readonly id: string;
      readonly province: Province;
      readonly asks: readonly string[];
      readonly silent: string;
      readonly ask: string;
    }
  /** More questions for an entry that exists. */
  | { readonly is: 'asks'; readonly id: string; readonly asks: readonly string[] }
  /** People say `form` for what the documents call `name`. */
  | { readonly is: 'synonym'; readonly name: string; readonly form: string }
  | { readonly is: 'typo'; readonly wrong: string; readonly right: string };

export interface CaseChange {
  readonly id: string;
  readonly question: string;
  /** How it is answered now and would be, in short. */
  readonly was: string;
  readonly is: string;
}

/** What an edit would change. */
export interface CuratorTrial {
  /** Cases answered right now and then, of how many. */
  readonly cases: { readonly was: number; readonly is: number; readonly of: number };
  readonly lost: readonly CaseChange[];
  readonly won: readonly CaseChange[];
  /** The edit's own questions. */
  readonly asked: readonly (CaseChange & { readonly right: boolean })[];
  /** Why it cannot be published. */
  readonly refused?: string;
}

export type CuratorOutcome =
  | { readonly is: 'published'; readonly edit: number; readonly trial?: CuratorTrial }
  /** It waits for another curator's yes; nothing that people are told has changed. */
  | { readonly is: 'proposed'; readonly edit: number; readonly words: string; readonly trial?: CuratorTrial }
  /** The file is another one than its proposer, or who looked at it, saw: it is shown anew and has to be looked at again. */
  | { readonly is: 'moved'; readonly words: string; readonly trial?: CuratorTrial }
  /** Worse, or words that are in no document. */
  | { readonly is: 'refused'; readonly words: string; readonly trial?: CuratorTrial }
  /** Some cases would be lost though more are won: somebody has to say so. */
  | { readonly is: 'look-first'; readonly words: string; readonly trial: CuratorTrial };

/** A group of questions that are alike. */
export interface GapGroupView {
  readonly group: number;
  /** The wording that most others are near to. */
  readonly question: string;
  readonly province: Province | '';
  readonly provinceName: string;
  readonly count: number;
  /** 没有答出来 12，不满意 3 */
  readonly reasons: string;
  readonly wordings: readonly { readonly question: string; readonly times: number }[];
  /** What was answered, the most frequent first. */
  readonly answered: readonly string[];
  readonly firstDay: string;
  readonly lastDay: string;
  readonly status: 'open' | 'done' | 'issuer' | 'dismissed';
  readonly statusWords: string;
  /** It was told by itself that the documents are silent; no curator has looked at it. */
  readonly unseen: boolean;
  /** How often it was asked again since its status was set. */
  readonly again: number;
  /** The edit for it that waits for another curator's yes. */
  readonly proposed?: number;
  readonly note?: string;
  readonly by?: string;
  readonly at?: Instant;
}

export interface SuggestedClause {
  /** Words to cite it by. */
  readonly cite: string;
  readonly title: string;
  readonly place: string;
  readonly text: string;
}

export interface SuggestedEntry {
  readonly id: string;
  readonly asks: readonly string[];
  /** What it answers: a clause's words, or that the documents are silent. */
  readonly answers: string;
}

/** A group with what may answer it. */
export interface GapDetail extends GapGroupView {
  readonly clauses: readonly SuggestedClause[];
  readonly entries: readonly SuggestedEntry[];
  /** The issuer of the province's newest document, for a note. */
  readonly issuer: string;
  /** A note to the issuer, to be sent by hand. */
  readonly draft: string;
}

/** A proposal as it waits for somebody else. */
export interface ProposalView {
  /** What is shown of it, in short: who says yes says it to this. */
  readonly seen: string;
  /** It is the viewer's own: they may take it back, and not say yes to it. */
  readonly mine: boolean;
  readonly trial?: CuratorTrial;
}

export interface CuratorEditView {
  readonly edit: number;
  readonly at: Instant;
  readonly byName: string;
  readonly words: string;
  readonly file: string;
  readonly group?: number;
  readonly state: 'proposed' | 'writing' | 'published' | 'undone' | 'lost' | 'withdrawn' | 'rejected';
  readonly cases: { readonly was: number; readonly is: number; readonly of: number };
  readonly mayUndo: boolean;
  readonly before: string;
  readonly after: string;
  /** While it waits. */
  readonly proposal?: ProposalView;
  /** The edit that it takes back. */
  readonly undoes?: number;
  /** Who published it, sent it back or took it back, where that was another. */
  readonly settledByName?: string;
  /** Why it was sent back. */
  readonly reason?: string;
}

/** An edit as a person makes it: its id is given by the house. */
export type CuratorDraft =
  | Omit<Extract<CuratorEdit, { is: 'answer' }>, 'id'>
  | Omit<Extract<CuratorEdit, { is: 'silent' }>, 'id'>
  | Extract<CuratorEdit, { is: 'asks' | 'synonym' | 'typo' }>;
