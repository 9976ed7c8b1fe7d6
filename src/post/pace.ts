const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** Messages that a channel may send at once before its pace is felt. */
const BURST = 5;

export interface Pace {
  /** Milliseconds until the next message may go. */
  wait(): number;
  take(): void;
}

/** GCRA: the earliest moment at which the next message may go, given a channel's messages a minute. */
export function createPace(perMinute: number, monotonic: () => number): Pace {
  const step = Number.isFinite(perMinute) && perMinute > 0 ? 60_000 / perMinute : 0;
  let theoretical = 0;
  return {
    wait: () => Math.max(0, theoretical - (BURST - 1) * step - monotonic()),
    take: () => {
      theoretical = Math.max(theoretical, monotonic()) + step;
    },
  };
}

/** Milliseconds to rest after so many tries: doubled up to ten minutes. */
export const backoff = (attempts: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20));
