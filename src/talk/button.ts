import type { Action, CardAction } from '../types/index.ts';
import { encode } from '../understand/index.ts';
import { BUTTON } from '../words/talk/card.ts';

/** A button: what it does, what stands on it, how it looks. */
export const button = (action: Action, label: string, style?: CardAction['style']): CardAction => ({
  value: encode(action),
  label,
  ...(style ? { style } : {}),
});

/** The buttons under what waits for a yes: yes, another word, no. */
export const confirming = (yes: string, no: string): readonly CardAction[] => [
  button({ is: 'confirm' }, yes, 'primary'),
  button({ is: 'change' }, BUTTON.change),
  button({ is: 'cancel' }, no, 'danger'),
];
