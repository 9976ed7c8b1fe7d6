import type { Province } from './person.ts';
import type { Day } from './time.ts';
/** The documents as their pages show them. No code here. */

/** A policy document for reading: its fields in words and its text in its own order. */
export interface DocumentReading {
  readonly id: string;
  readonly title: string;
  readonly provinceName: string;
  /** 文号, issuer, date, in force … as the page shows them on top. */
  readonly facts: readonly (readonly [name: string, value: string, is?: 'force'])[];
  /** 文号 and day, as far as the text says them: what tells it from the others in a list. */
  readonly brief: readonly string[];
  readonly force: { readonly words: string; readonly current: boolean };
  readonly supersededBy?: { readonly title: string; readonly id: string };
  /** Documents that the text names; `id` where it is loaded. */
  readonly references: readonly { readonly words: string; readonly id?: string }[];
  readonly annexes: readonly { readonly title: string; readonly loaded: boolean }[];
  readonly parts: readonly ReadingPart[];
  /** The text as it was received, to the byte. */
  readonly original: { readonly name: string; readonly text: string; readonly sha256: string };
}

/** Whether a document is in force on a day, as far as the documents at hand tell. */
export type DocumentForce =
  /** `by`: the 文号 or the name of the document that repealed it. */
  | { readonly is: 'repealed'; readonly by: string }
  | { readonly is: 'ended'; readonly on: Day }
  | { readonly is: 'to-come'; readonly from: Day }
  /** It holds of these years alone, and must not be taken for what holds now without a second look. */
  | { readonly is: 'of-years'; readonly years: readonly number[] }
  | { readonly is: 'in-force'; readonly to: Day | null };

/** `anchor`: where a link to this clause leads. Lines are plain text. */
export type ReadingPart =
  | {
      readonly is: 'clause';
      readonly anchor: string;
      readonly heading?: string;
      /** Of the heading: 2 for the highest below the title. */
      readonly level: 2 | 3 | 4;
      readonly lines: readonly string[];
      readonly role: 'head' | 'body' | 'foot';
    }
  /** Text that belongs to no clause: a caption above a table. */
  | { readonly is: 'loose'; readonly lines: readonly string[] }
  | {
      readonly is: 'table';
      readonly headers: readonly string[];
      /** `wide`: one cell across the whole table. */
      readonly rows: readonly { readonly anchor: string; readonly cells: readonly string[]; readonly wide: boolean }[];
    };

export type ClauseKind = '文首' | '正文' | '表格行' | '附件' | '署名' | '抄送';

export interface Cell {
  /** The column's header; empty where the table has none. */
  readonly header: string;
  readonly text: string;
}

export interface Clause {
  /** `document#n`, n in document order from 1. */
  readonly id: string;
  readonly document: string;
  readonly kind: ClauseKind;
  /** The headings above and the clause's own number, as the document writes them. A lost number is not invented. */
  readonly path: readonly string[];
  /** The document's own characters; only line breaks and runs of blanks are folded. */
  readonly text: string;
  /** Where it stands in the raw text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly cells?: readonly Cell[];
}

export interface Reference {
  readonly title?: string;
  readonly number?: string;
  /** The id of the document where we have it, else `null`: questions about its content cannot be answered. */
  readonly loaded: string | null;
}

export interface DocumentFields {
  readonly id: string;
  readonly title: string;
  /** 文号 */
  readonly number: string | null;
  /** `null` where the document does not say who issued it. */
  readonly issuer: string | null;
  /** What is known instead of the issuer, for people to read: 浙江，2025年发布. */
  readonly issuerNote?: string;
  readonly date: Day | null;
  readonly province: Province;
  readonly effectiveFrom: Day | null;
  readonly effectiveTo: Day | null;
  /** The years that its dates and deadlines are about; empty when it is not bound to years. */
  readonly appliesToYears: readonly number[];
  readonly supersedes: readonly string[];
  readonly references: readonly Reference[];
  /** The document's own annexes, and whether their text is at hand. */
  readonly annexes: readonly { readonly title: string; readonly loaded: boolean }[];
  readonly phone?: readonly string[];
  /** Its file under `raw/`. */
  readonly raw: string;
  readonly sha256: string;
}

export interface PolicyDocument extends DocumentFields {
  readonly clauses: readonly Clause[];
}
