/** A dead endpoint is not waited for again and again: after a few failures in a row it is left alone for a while. */

import { MODEL } from '../words/answers/model.ts';

const FAILURES = 3;
const FIRST_REST = 30_000;
const LONGEST_REST = 300_000;

export interface Circuit {
  /** Whether a call is worth trying. When the rest is over a trial starts in the background; nobody waits for it. */
  isClosed(): boolean;
  worked(): void;
  /** `rest`: milliseconds that the endpoint itself asks for. */
  failed(why: string, rest?: number): void;
}

/**
 * @param attempt tries the endpoint with nothing of anybody's; resolves with whether it answers
 * @param now milliseconds that only grow
 */
export function circuitOf(
  attempt: () => Promise<boolean>,
  log: (words: string) => void,
  now: () => number = () => performance.now(),
): Circuit {
  let failures = 0;
  let rest = FIRST_REST;
  let openUntil: number | undefined;
  let isTrying = false;

  const open = (why: string, asked: number | undefined): void => {
    const pause = Math.min(Math.max(asked ?? 0, rest), LONGEST_REST);
    if (openUntil === undefined) log(MODEL.gone(why, Math.round(pause / 1000)));
    openUntil = now() + pause;
    rest = Math.min(rest * 2, LONGEST_REST);
  };
  const close = (): void => {
    if (openUntil !== undefined) log(MODEL.back);
    failures = 0;
    rest = FIRST_REST;
    openUntil = undefined;
  };

  return {
    isClosed: () => {
      if (openUntil === undefined) return true;
      if (now() >= openUntil && !isTrying) {
        isTrying = true;
        attempt()
          .catch(() => false)
          .then((works) => {
            isTrying = false;
            if (works) close();
            else open(MODEL.still, undefined);
          });
      }
      return false;
    },
    worked: close,
    failed: (why, asked) => {
      failures += 1;
      if (failures >= FAILURES || asked !== undefined) open(why, asked);
    },
  };
}
