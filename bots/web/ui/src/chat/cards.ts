import type { Card, ChatLine } from '../../../../../src/types/index.ts';
import type { Unsent } from './drafts.ts';

/** `pressed`: the value chosen on it. A card that is not `live` is a record of what was shown. */
export interface CardState {
  readonly live: boolean;
  readonly pressed?: string;
}

export const cardOf = (line: ChatLine): Card | undefined => (line.body.is === 'card' ? line.body.card : undefined);
/** What a press names: the card's own identity, or its line's. */
export const identity = (line: ChatLine): string => cardOf(line)?.id ?? line.key;

export interface Cards {
  /** How the card in this line stands; `at` is the line's place. */
  readonly stateOf: (line: ChatLine, at: number) => CardState;
  /** What the pressed button said, looked for in the lines before this place. */
  readonly labelOf: (press: { readonly value: string; readonly card?: string }, before: number) => string;
}

/** The cards among the lines, with what was pressed on them. */
export function cardsIn(lines: readonly ChatLine[], unsent: readonly Unsent[]): Cards {
  const presses = [
    ...lines.flatMap((line, at) => (line.body.is === 'action' ? [{ at, ...line.body }] : [])),
    ...unsent.flatMap(({ body, state }) =>
      body.is === 'action' && state !== 'refused' ? [{ at: lines.length, ...body }] : [],
    ),
  ];
  const newest = lines.findLastIndex((line) => (cardOf(line)?.actions.length ?? 0) > 0 && !cardOf(line)?.lasting);
  return {
    stateOf(line, at) {
      if (cardOf(line)?.lasting) {
        const last = presses.findLast((one) => one.card === identity(line));
        return { live: true, ...(last ? { pressed: last.value } : {}) };
      }
      const next = lines.findIndex((other, index) => index > at && cardOf(other) && identity(other) === identity(line));
      const press = presses.find((one) => one.card === identity(line) && one.at > at && (next < 0 || one.at < next));
      return { live: at === newest && !press, ...(press ? { pressed: press.value } : {}) };
    },
    labelOf({ value, card }, before) {
      const pressed = (line: ChatLine): string | undefined =>
        card === undefined || identity(line) === card
          ? cardOf(line)?.actions.find((one) => one.value === value)?.label
          : undefined;
      const shown = lines.findLast((line, at) => at < before && pressed(line) !== undefined);
      return (shown && pressed(shown)) ?? '已选择';
    },
  };
}
