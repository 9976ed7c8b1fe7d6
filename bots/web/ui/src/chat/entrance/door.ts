import type { Entering } from '../../shared/wire.ts';

/** How somebody comes in. */
export interface Door {
  /** Who is on their way in: a person's id, or the way without one. */
  readonly busy: string | undefined;
  readonly enter: (who: Entering, which: string) => Promise<void>;
}
