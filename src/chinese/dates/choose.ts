/** Among all that fits a text, what is meant: the first to begin, of those the one that reads the most. Pure. */

import type { Piece } from './piece.ts';

/** What is read goes before what is known to be unread, whatever its length; of equal length a day before no day. */
const rank = (piece: Piece): number => (piece.is === 'unread' ? 0 : piece.is === 'impossible' ? 1 : 2);
/** Of as many words: a day before a stretch, a shorter stretch before a longer; then the earlier, so that no order counts. */
const narrowness = (piece: Piece): string =>
  piece.is === 'stretch' ? `${piece.to}${piece.from}` : piece.is === 'date' && piece.d === undefined ? 'm' : '';

/** @returns pieces that do not overlap, in the order of the text */
export function choose(pieces: readonly Piece[]): readonly Piece[] {
  const sorted = [...pieces].sort(
    (a, b) =>
      a.index - b.index ||
      Number(rank(b) > 0) - Number(rank(a) > 0) ||
      b.length - a.length ||
      rank(b) - rank(a) ||
      (narrowness(a) < narrowness(b) ? -1 : narrowness(a) > narrowness(b) ? 1 : 0),
  );
  const kept: Piece[] = [];
  let end = 0;
  for (const piece of sorted) {
    if (piece.index < end) continue;
    kept.push(piece);
    end = piece.index + piece.length;
  }
  return kept;
}
