import { randomInt } from 'node:crypto';
import type { Store } from '../store/index.ts';
import type { Instant } from '../types/index.ts';

/** Six digits that stand for nobody at the moment. */
export async function freshCode(store: Pick<Store, 'codes'>, at: Instant): Promise<string> {
  for (;;) {
    const code = String(randomInt(100_000, 1_000_000));
    const known = await store.codes([code], at);
    if (known[code]?.is !== 'open') return code;
  }
}
