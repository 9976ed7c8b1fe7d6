import type { Instant, Province, RosterPerson } from '../../../src/types/index.ts';

/** What a first visit is offered. */
export interface EntranceInfo {
  /** Whether somebody may come in without a code. */
  readonly introduce: boolean;
  /** What becomes of one's data, in plain words. */
  readonly notice: string;
  /** Who answers, where somebody has no code. */
  readonly contact?: { readonly name: string; readonly phone?: string };
  /** The demo people who may be chosen; empty where the demo is off. Missing where nobody may come in without a code. */
  readonly roster?: readonly RosterPerson[];
  readonly provinces?: readonly { readonly province: Province; readonly name: string }[];
}

/** Whose rights an address has at the moment. */
export interface Rights {
  /** `nobody`: only an address so far; `self`: introduced themselves; `roster`: put there by the institution. */
  readonly who: 'nobody' | 'self' | 'roster';
  /** Names the person, and nobody else: what is counted is counted for them. */
  readonly owner: string;
  /** Changes whenever the person or what they may do changes. */
  readonly mark: string;
  /** Whether they have a duty over others. */
  readonly duty: boolean;
  /** Since when the address is theirs; missing while it is nobody's. */
  readonly since?: Instant;
}

/** A sign-in as it is kept. `id` is the hash of its cookie. */
export interface Kept {
  readonly id: string;
  readonly peer: string;
  /** The owner and the mark that it was made for. */
  readonly rights: string;
  readonly madeAt: Instant;
  readonly seenAt: Instant;
  readonly untilIdle: Instant;
  readonly untilAbs: Instant;
  /** Until when the address may become somebody else's by what was just sent. */
  readonly settlesBy?: Instant;
  readonly agent: string;
}

export type EndWhy = 'left' | 'renewed' | 'switched' | 'revoked' | 'changed';

/** Something that is not boundless: counted by its owner since the beginning of an hour or a day. */
export interface Use {
  readonly owner: string;
  readonly what: string;
  readonly span: 'hour' | 'day';
  readonly times: number;
  readonly amount: number;
  readonly most: { readonly times: number; readonly amount: number };
}

/** Where sign-ins and counts are kept. */
export interface KeepingDeps {
  readonly rights: (peer: string) => Promise<Rights>;
  /** A live sign-in. */
  readonly find: (id: string) => Promise<Kept | undefined>;
  /** The live sign-ins of the person behind an address, the latest first. */
  readonly devices: (peer: string) => Promise<readonly Kept[]>;
  /** Keeps a sign-in, and ends another in the same step. False, with nothing kept, where that one had ended before. */
  readonly keep: (session: Kept, ends?: { readonly id: string; readonly why: EndWhy }) => Promise<boolean>;
  readonly seen: (id: string, untilIdle: Instant) => Promise<void>;
  readonly settle: (session: Pick<Kept, 'id' | 'rights' | 'untilIdle' | 'untilAbs'>) => Promise<void>;
  readonly end: (id: string, why: EndWhy) => Promise<void>;
  /** Counts all of it, or nothing where any would go beyond what is given. */
  readonly use: (all: readonly Use[]) => Promise<boolean>;
  /** How many messages came from an address today. */
  readonly saidToday: (peer: string) => Promise<number>;
  /** A network address as it is counted: it cannot be read back. */
  readonly place: (ip: string) => Promise<string>;
}

/** How a browser becomes somebody, and stays it. */
export interface EntryDeps extends KeepingDeps {
  readonly entrance: () => Promise<EntranceInfo>;
  /** Signs a new browser in as a demo person. `unknown`: there is no such demo person, or the demo is off. */
  readonly signIn: (peer: string, member: string) => Promise<'done' | 'unknown' | 'taken'>;
  /** A new person introduces themselves; what is missing is asked in the chat. `closed`: only codes open this house. */
  readonly introduce: (
    peer: string,
    person: { readonly name: string; readonly province?: Province },
  ) => Promise<'done' | 'taken' | 'closed'>;
  /**
   * Binds an address by a staff number and a code; what was said to the person in browsers that are signed in no more is
   * there with them. `refused` says no more than that; `waitSeconds`: after which trying again makes sense.
   */
  readonly bind: (attempt: {
    readonly peer: string;
    readonly number: string;
    readonly code: string;
    readonly ip: string;
  }) => Promise<
    { readonly is: 'bound'; readonly peer: string } | { readonly is: 'refused'; readonly waitSeconds?: number }
  >;
}
