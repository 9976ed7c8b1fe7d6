/** The documents as their pages show them. No code here. */

/** A policy document for reading: its fields in words and its text in its own order. */
export interface DocumentReading {
  readonly id: string;
  readonly title: string;
  readonly provinceName: string;
  /** 文号, issuer, date, in force … as the page shows them on top. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly force: { readonly words: string; readonly current: boolean };
  readonly supersededBy?: { readonly title: string; readonly id: string };
  /** Documents that the text names; `id` where it is loaded. */
  readonly references: readonly { readonly words: string; readonly id?: string }[];
  readonly annexes: readonly { readonly title: string; readonly loaded: boolean }[];
  readonly parts: readonly ReadingPart[];
  /** The text as it was received, to the byte. */
  readonly original: { readonly name: string; readonly text: string; readonly sha256: string };
}

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
