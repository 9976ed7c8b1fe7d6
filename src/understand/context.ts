import type { Context, Draft } from '../types/index.ts';

/** The draft that is talked about: the one asked about, else the first whose type is open. */
export const current = (context: Context): Draft | undefined =>
  context.drafts.find((d) => d.id === context.asked) ??
  context.drafts.find((d) => d.type === undefined) ??
  context.drafts[0];
