/** Exact search over pools with caps and floors. Being written. */
export type Search = never;
