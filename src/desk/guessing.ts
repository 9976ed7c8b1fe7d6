import type { Address, Instant } from '../types/index.ts';

/** Wrong codes from one address within ten minutes, after which none is looked up. */
const WRONG_CODES = 5;
const WRONG_CODES_MS = 600_000;

/** Counts the wrong codes that each address sends, in memory. */
export function createGuessing(now: () => Instant): {
  /** Whether this sender has tried too many. */
  is(address: Address): boolean;
  note(address: Address, codes: { readonly [code: string]: { readonly is: string } }): void;
} {
  const wrongCodes = new Map<string, { count: number; since: number }>();
  const placeOf = (address: Address): string => `${address.channel}\n${address.peer}`;
  return {
    is: (address) => {
      const wrong = wrongCodes.get(placeOf(address));
      return wrong !== undefined && Date.parse(now()) - wrong.since < WRONG_CODES_MS && wrong.count >= WRONG_CODES;
    },
    note: (address, codes) => {
      const count = Object.values(codes).filter((code) => code.is !== 'open').length;
      if (count === 0) return;
      const at = Date.parse(now());
      const before = wrongCodes.get(placeOf(address));
      if (before && at - before.since < WRONG_CODES_MS) before.count += count;
      else wrongCodes.set(placeOf(address), { count, since: at });
    },
  };
}
