import type { Province, RosterPerson } from '../../../src/types/index.ts';

/** What a first visit is offered. */
export interface EntranceInfo {
  /** Whether somebody may come in without a code. */
  readonly introduce: boolean;
  /** Who answers, where somebody has no code. */
  readonly contact?: { readonly name: string; readonly phone?: string };
  /** The demo people who may be chosen; empty where the demo is off. Missing where nobody may come in without a code. */
  readonly roster?: readonly RosterPerson[];
  readonly provinces?: readonly { readonly province: Province; readonly name: string }[];
}

/** How a browser becomes somebody. */
export interface EntryDeps {
  readonly entrance: () => Promise<EntranceInfo>;
  /** Signs a new browser in as a demo person. `unknown`: there is no such demo person, or the demo is off. */
  readonly signIn: (peer: string, member: string) => Promise<'done' | 'unknown' | 'taken'>;
  /** A new person introduces themselves; what is missing is asked in the chat. `closed`: only codes open this house. */
  readonly introduce: (
    peer: string,
    person: { readonly name: string; readonly province?: Province },
  ) => Promise<'done' | 'taken' | 'closed'>;
}
