import type { Vote } from '../answer.ts';

/** What a button does. Its wire form is a string, `Card.actions[].value`, which channels show and hand back unread. */
export type Action =
  | { readonly is: 'confirm' }
  /** 改一下 */
  | { readonly is: 'change' }
  | { readonly is: 'cancel' }
  /** An answer to a question: the field asked for and what it becomes. */
  | { readonly is: 'set'; readonly field: string; readonly to: string | number | boolean }
  /** The n-th of what is shown, from 1. */
  | { readonly is: 'pick'; readonly n: number }
  /** One of our readings of a policy question. */
  | { readonly is: 'ask'; readonly question: string }
  /** What an answer was worth; which answer, the card says. */
  | { readonly is: 'rate'; readonly vote: Vote }
  /** What becomes of something that waits for a decision, by its id. */
  | { readonly is: 'decide'; readonly id: string; readonly to: string };
