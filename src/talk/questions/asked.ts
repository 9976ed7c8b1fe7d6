/** The two things that stand open: a question, and a card that waits for a yes. */

import type { About, Card, FieldValue } from '../../types/index.ts';

/** What stands open: a question for a field, or a card that waits for a yes. */
export interface Prompt {
  /** The field asked for, or `confirm`. */
  readonly awaiting: string;
  readonly about: About;
  readonly text: string;
  readonly values?: readonly FieldValue[];
  readonly card?: Card;
  /** The draft that is asked about. */
  readonly draft?: string;
}

/** A question for a field. */
export const asked = (field: string, text: string, more: Omit<Prompt, 'awaiting' | 'about' | 'text'> = {}): Prompt => ({
  awaiting: field,
  about: { is: 'asked', field },
  text,
  ...more,
});

/** A card that waits for a yes. */
export const toConfirm = (of: Extract<About, { is: 'card' }>['of'], text: string, card: Card): Prompt => ({
  awaiting: 'confirm',
  about: { is: 'card', of },
  text,
  card,
});
