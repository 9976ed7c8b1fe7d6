/**
 * What the web chat asks of the house. `main` implements it over the store and the desk and hands it to
 * `createWeb`; the web room itself holds no data, so a reload, a restart and a second tab all show the same chat.
 *
 * A web peer is the sender's id on the channel `web`. Signing in gives one: a member of the roster always gets the
 * same peer (their chat follows them from browser to browser), a newcomer a fresh one.
 */
import type { Card, Day, Instant, Title } from '../../src/types.ts';

export interface WebDeps {
  /** The house's clock, so that `--now` also moves the page. */
  readonly now: () => Instant;

  /** Whom the sign-in page offers. Only demo members, or none: an employee's name is never listed to strangers. */
  readonly roster: () => Promise<readonly WebChoice[]>;
  /** Every ruleset's province as `[folder name, 中文名]`, for those who introduce themselves. */
  readonly provinces: () => readonly (readonly [string, string])[];
  /**
   * Bind and return the peer. `member` is refused (`undefined`) unless the roster offers it; `new` keeps what the person said about
   * themselves (all of it may be missing: the bot asks) and binds a fresh peer.
   */
  readonly enter: (who: WebEntrance) => Promise<{ readonly peer: string } | undefined>;
  /** Who sits behind a peer, with the year's progress for the sidebar; undefined when the peer is unknown or forgotten. */
  readonly me: (peer: string) => Promise<WebMe | undefined>;

  /**
   * The newest `limit` lines of the peer's chat (inbox and outbox of the channel `web` merged, sent or not), oldest first.
   * `before` is the id of a line: the lines just before it. A bot line's `id` is its outbox key, the same that `Channel.send` is given;
   * an own line's `id` is its inbox id.
   */
  readonly history: (
    peer: string,
    page: { readonly limit: number; readonly before?: string },
  ) => Promise<readonly WebLine[]>;
  /** The bytes behind a `file` line, only for its own peer. */
  readonly file: (
    peer: string,
    line: string,
  ) => Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array } | undefined>;

  /** The digests of the units that the person behind this peer manages; undefined when they manage none. */
  readonly digest: (peer: string) => Promise<readonly WebDigest[] | undefined>;

  /** Durable sessions. `token` is already a hash: the cookie's own value is never stored. */
  readonly sessions: {
    readonly keep: (token: string, peer: string, until: Instant) => Promise<void>;
    /** undefined when unknown or past its `until`. */
    readonly peer: (token: string, now: Instant) => Promise<string | undefined>;
    readonly drop: (token: string) => Promise<void>;
  };

  /** For `/health`: what else the operator should see (channels, outbox depth …). Optional. */
  readonly health?: () => Promise<{ readonly [name: string]: string | number | boolean }>;
  /** A fault behind a 500. Operators see it, the page shows a polite sentence. */
  readonly fault: (error: unknown, where: string) => void;
}

/** A line of the sign-in list. */
export interface WebChoice {
  readonly member: string;
  readonly name: string;
  /** 中文名 of the province. */
  readonly province: string;
  readonly institution: string;
  readonly unit?: string;
  /** 职称 in Chinese. */
  readonly title?: string;
  readonly manager: boolean;
}

export type WebEntrance =
  | { readonly is: 'member'; readonly member: string }
  | {
      readonly is: 'new';
      readonly name?: string;
      /** Folder name of a ruleset. */
      readonly province?: string;
      readonly institution?: string;
      readonly title?: Title;
    };

export interface WebMe {
  readonly name?: string;
  /** 中文名 of the province. */
  readonly province?: string;
  readonly institution?: string;
  readonly unit?: string;
  /** 职称 in Chinese. */
  readonly title?: string;
  readonly demo: boolean;
  readonly manager: boolean;
  /** Missing while the person's province is unknown. */
  readonly year?: WebYear;
}

/** One person's credit year so far; `null` where the documents do not say. */
export interface WebYear {
  readonly year: number;
  readonly from: Day;
  readonly to: Day;
  /** `学分` or `学时`. */
  readonly unit: string;
  readonly required: number | null;
  readonly total: number;
  readonly compliant: boolean | null;
  readonly short: number;
  readonly covered: boolean;
  /** 公需, 专业 … where the ruleset counts them apart. */
  readonly parts: readonly { readonly name: string; readonly has: number; readonly needs: number }[];
  /** Calendar days from today to `to`. */
  readonly daysLeft: number;
}

export interface WebLine {
  readonly id: string;
  readonly at: Instant;
  readonly from: 'me' | 'bot';
  readonly body: WebBody;
  /** Key of the older bot line whose place this one takes. */
  readonly replaces?: string;
}

export type WebBody =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'card'; readonly text: string; readonly card: Card }
  | { readonly is: 'file'; readonly name: string; readonly mime: string; readonly size?: number }
  /** A button that was pressed: the card's id (or its line's id where it has none) and the value. */
  | { readonly is: 'action'; readonly value: string; readonly card?: string };

export interface WebDigest {
  readonly unit: string;
  readonly institution?: string;
  readonly year: number;
  /** The last day of the credit year. */
  readonly deadline: Day;
  readonly daysLeft: number;
  /** `学分` or `学时`. */
  readonly creditUnit: string;
  readonly people: number;
  readonly compliant: number;
  readonly short: number;
  /** The documents or the person's data do not settle it. */
  readonly unknown: number;
  readonly rows: readonly WebDigestRow[];
}

export interface WebDigestRow {
  readonly name: string;
  readonly staffNumber?: string;
  readonly title?: string;
  readonly state: 'compliant' | 'short' | 'unknown';
  readonly required: number | null;
  readonly total: number;
  /** In `creditUnit`; 0 when nothing is missing. */
  readonly short: number;
  /** Why `unknown`, or which part is short (公需差 2). One sentence. */
  readonly note?: string;
}
