/** What the talk before offered to choose between. Pure. */
import type { Turn } from '../types/index.ts';

/**
 * How offers were written, and are by whoever hands in the text of a turn alone: a line, then the choices, numbered.
 * Frozen: turns are kept in this form. New ones carry `choices`.
 */
const NUMBERED = /^(\d)\. /u;

function offeredAsText(answer: string): readonly string[] {
  const [, ...lines] = answer.split('\n');
  const isOffer = lines.every((line, at) => NUMBERED.exec(line)?.[1] === String(at + 1));
  return isOffer ? lines.map((line) => line.replace(NUMBERED, '')) : [];
}

/** What a turn offered, in the order of its numbers; nothing for a question, or an answer that offered nothing. */
export const offeredIn = (turn: Turn): readonly string[] =>
  'question' in turn ? [] : (turn.choices ?? offeredAsText(turn.answer));
