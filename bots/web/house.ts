import type {
  AuditLine,
  AuditSearch,
  ChatLine,
  CuratorDraft,
  CuratorEditView,
  CuratorOutcome,
  CuratorTrial,
  Decision,
  DocumentReading,
  Duties,
  GapDetail,
  GapGroupView,
  Instant,
  ManagerView,
  Province,
  ReviewItem,
  RosterPerson,
  SuggestedClause,
  YearView,
} from '../../src/types/index.ts';
import type { EntryDeps } from './entry/house.ts';

/**
 * What the local web chat is given. Main makes the Fastify instance and calls
 * `createWebChannel(app, deps): Channel` (bots/web/server.ts), which registers its routes; main listens when every
 * channel has started. Lark: `createLarkChannel(settings, { app, log })`; WeChat: `createWechatChannel(settings, { folder, log })`.
 *
 * A `peer` is one browser (a long random cookie). Every line of its chat is kept by the house, in the very transaction
 * that keeps the message or commits the reply: the door only shows them. `Channel.send` of the web therefore only has
 * to answer `{ ok: true, messageId: key }`.
 */
export interface WebDeps {
  /** The lines of this browser's chat with `seq` above `after` (0 = from the beginning), oldest first. */
  history(peer: string, after: number): Promise<readonly ChatLine[]>;
  /** The newest `limit` lines with `seq` below `before` (of all, where it is missing), oldest first. */
  page(peer: string, before: number | undefined, limit: number): Promise<readonly ChatLine[]>;
  /** Calls `wake` whenever this browser has new lines (its own and ours); returns how to stop. */
  subscribe(peer: string, wake: () => void): () => void;
  /** Who this browser is, or undefined at a first visit. */
  me(peer: string): Promise<RosterPerson | undefined>;
  /** The provinces that have a ruleset, with their Chinese names. */
  provinces(): readonly { readonly province: Province; readonly name: string }[];
  /** The credit year of this browser's person so far, for the sidebar; undefined while their province is unknown. */
  year(peer: string): Promise<YearView | undefined>;
  /** What this browser's person has to do about others; undefined while nobody is known. */
  duties(peer: string): Promise<Duties | undefined>;
  /** The units whose figures this browser's person looks at; undefined where that is not for them. */
  manager(peer: string): Promise<readonly ManagerView[] | undefined>;
  /** How a browser becomes somebody. */
  readonly entry: EntryDeps;
  /** The curator's side, for whom it is. */
  readonly curator: CuratorDeps;
  /** The audit trail, for whom it is. */
  readonly audit: AuditDeps;
  /** What waits for a decision in the units of this browser's person, the oldest first; undefined where that is not for them. */
  reviews(peer: string): Promise<readonly ReviewItem[] | undefined>;
  /** Decides one item. `moved`: it no longer stands as the reviewer saw it, or is none of theirs; `not-yours`: they decide nothing. */
  decide(peer: string, decision: Decision): Promise<'done' | 'moved' | 'no-reason' | 'not-yours'>;
  /** What a file is by its bytes; undefined for what the house does not take. It is kept with its message, once. */
  typeOf(bytes: Uint8Array): string | undefined;
  /** The bytes of a file that this browser has sent, or that belongs to an item it may review; undefined for anybody else's. */
  readFile(
    peer: string,
    hash: string,
  ): Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array } | undefined>;
  /** All that is kept of this browser's person, as a zip; undefined while nobody is known. */
  ownData(peer: string): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined>;
  /** The documents that answers are taken from, for reading. */
  documents(): readonly DocumentReading[];
  /** A clock, for tests. */
  now(): Instant;
}

/** The audit trail. `not-yours`: for anybody who is no administrator or auditor; `no-staff`: the roster has no such number. */
export interface AuditDeps {
  readonly may: (peer: string) => Promise<boolean>;
  /** The newest first; `next`: the `after` of the following page, where there is one. `deeds`: what may be looked for. */
  readonly page: (
    peer: string,
    search: AuditSearch,
    at: { readonly after?: number; readonly limit: number },
  ) => Promise<
    | {
        readonly lines: readonly AuditLine[];
        readonly next?: number;
        readonly deeds: readonly { readonly what: string; readonly name: string }[];
      }
    | 'not-yours'
    | 'no-staff'
  >;
  /** A CSV file, piece by piece. */
  readonly copy: (
    peer: string,
    search: AuditSearch,
  ) => Promise<{ readonly name: string; readonly pieces: AsyncIterable<string> } | 'not-yours' | 'no-staff'>;
}

/** What a curator can do; every call is refused (undefined) for anybody else. */
export interface CuratorDeps {
  readonly may: (peer: string) => Promise<boolean>;
  /** Why nothing can be published at present: it takes two, and there is nobody else. */
  readonly hint: (peer: string) => Promise<string | undefined>;
  readonly groups: (peer: string) => Promise<readonly GapGroupView[] | undefined>;
  readonly group: (peer: string, group: number) => Promise<GapDetail | undefined>;
  readonly clauses: (
    peer: string,
    province: Province,
    words: string,
  ) => Promise<readonly SuggestedClause[] | undefined>;
  /** Curated answers that lost their words: they answer nothing until somebody mends them. */
  readonly suspended: (peer: string) => Promise<readonly { readonly id: string; readonly cite: string }[] | undefined>;
  /** The names of the lexicon's concepts. */
  readonly names: (peer: string) => Promise<readonly string[] | undefined>;
  readonly tryEdit: (
    peer: string,
    edit: CuratorDraft,
    group?: number,
  ) => Promise<CuratorTrial | { readonly refused: string } | undefined>;
  readonly publish: (
    peer: string,
    edit: CuratorDraft,
    how: { readonly group?: number; readonly evenSo?: boolean },
  ) => Promise<CuratorOutcome | undefined>;
  readonly settle: (
    peer: string,
    group: number,
    status: GapGroupView['status'],
    note?: string,
  ) => Promise<'done' | undefined>;
  readonly edits: (peer: string) => Promise<readonly CuratorEditView[] | undefined>;
  /** Another's yes to what they have seen of a proposal. */
  readonly approve: (
    peer: string,
    edit: number,
    how: { readonly seen: string; readonly evenSo?: boolean },
  ) => Promise<CuratorOutcome | undefined>;
  /** Another's no, with a reason that its proposer reads. */
  readonly reject: (peer: string, edit: number, reason: string) => Promise<Settled | undefined>;
  /** Its proposer takes it back. */
  readonly withdraw: (peer: string, edit: number) => Promise<Settled | undefined>;
  readonly undo: (
    peer: string,
    edit: number,
  ) => Promise<Settled | { readonly is: 'proposed'; readonly words: string } | undefined>;
}

type Settled = { readonly is: 'done' } | { readonly is: 'refused'; readonly words: string };
