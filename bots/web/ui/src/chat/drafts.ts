/** What the person sends: words, a press, or a file. */
export type Draft =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'action'; readonly value: string; readonly card?: string }
  | { readonly is: 'file'; readonly name: string; readonly mime: string; readonly size: number };

export interface Unsent {
  readonly key: string;
  readonly at: string;
  readonly body: Draft;
  /** `kept`: the house has it and its line is on the way. `refused` waits for the person; the others go out by themselves. */
  readonly state: 'waiting' | 'sending' | 'kept' | 'refused';
  readonly reason?: string;
  /** 0…1 while a file goes up. */
  readonly progress?: number;
}
