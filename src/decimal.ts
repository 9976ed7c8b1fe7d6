/**
 * Credits are exact: integers of 1/3 600 000 000 inside a double, safe up to two million credits. The number holds
 * eight decimal places and the thirds, sixths and sixtieths (minutes of an hour) that a proportional reading divides
 * by, so that three times one third is one.
 */
export type Fixed = number;

const SCALE = 3.6e9;
const GRAIN = 1e-10;

/** A decimal as written (25, 0.2, 1.9995) → Fixed. */
export function fixed(value: number): Fixed {
  return Math.round(value * SCALE);
}

/** Fixed → the nearest double of the decimal it stands for; 2000000000 → 0.2. */
export function decimal(value: Fixed): number {
  return value / SCALE;
}

/** How many whole units of `every` lie in `quantity`; 5.9999999999999 hours are 2 units of 3, not 1. */
export function wholeUnits(quantity: number, every: number): number {
  const units = quantity / every;
  const near = Math.round(units);
  return Math.abs(units - near) < GRAIN ? near : Math.floor(units);
}

/** `quantity` in units of `every`, unrounded, times `credits`. */
export function proportion(quantity: number, every: number, credits: Fixed): Fixed {
  return Math.round((quantity / every) * credits);
}

/** What a person reads: 3, 0.2, 1.9995, 0.9944 (at most four places). */
export function shown(value: number): string {
  return String(Math.round(value * 10000) / 10000);
}
