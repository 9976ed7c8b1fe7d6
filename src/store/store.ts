import type { Fault } from '../errors.ts';
import type { Instant } from '../types/index.ts';
import type { Farewell } from './leaving.ts';
import type { Retention, Swept } from './retention.ts';
import type { AnswerStore, AnswerWrite } from './tables/answers.ts';
import type { ChatWrite } from './tables/chats.ts';
import type { CodeStore, CodeWrite } from './tables/codes.ts';
import type { CurateStore, CurateWrite } from './tables/curate.ts';
import type { DemoStore } from './tables/demo.ts';
import type { InboxStore } from './tables/inbox.ts';
import type { JournalStore, JournalWrite } from './tables/journal.ts';
import type { LedgerStore, LedgerWrite } from './tables/ledger.ts';
import type { LineStore } from './tables/lines.ts';
import type { MemberStore, MemberWrite } from './tables/members.ts';
import type { Notice, NoticedWrite, OutboxStore, SayWrite } from './tables/outbox.ts';
import type { SessionStore, SessionWrite } from './tables/sessions.ts';
import type { ChoicesWrite, NextTalk, TalkStore } from './tables/talks.ts';

/** One thing that a commit writes. Everything in one commit happens, or nothing does. */
export type Write =
  | LedgerWrite
  | MemberWrite
  | CodeWrite
  | ChatWrite
  | CurateWrite
  | AnswerWrite
  | JournalWrite
  | SayWrite
  | NoticedWrite
  | ChoicesWrite
  | SessionWrite;

export interface Commit {
  readonly at: Instant;
  /** The inbox row that this commit handles; when it is handled already, nothing is written. */
  readonly message?: number;
  /** `failed` keeps the message for the operator. */
  readonly outcome?: 'handled' | { readonly failed: string };
  readonly conversations?: readonly NextTalk[];
  readonly writes: readonly Write[];
}

/** How a store is: well, or ill with the fault that says why and what to do. */
export type Condition = { readonly is: 'well' } | { readonly is: 'ill'; readonly fault: Fault };

/** What is kept too long, and who has left. */
export interface RetentionStore {
  /** Removes everything that is kept too long, or only counts it. The bytes of the files are the caller's to remove. */
  sweep(now: Instant, spans: Retention, dry?: boolean): Promise<Swept>;
  /** Takes away what tells who somebody was; returns the files that nobody names any more. */
  farewell(member: string, how: Farewell, at: Instant): Promise<readonly string[]>;
}

/** All that is kept, each part declared beside its queries in tables/. */
export interface Store
  extends InboxStore,
    MemberStore,
    CodeStore,
    TalkStore,
    LedgerStore,
    OutboxStore,
    LineStore,
    JournalStore,
    CurateStore,
    AnswerStore,
    DemoStore,
    RetentionStore,
    SessionStore {
  /** One transaction. `stale`: a conversation, or what a status was to be changed from, has moved on; `handled`: the message was handled before. Nothing is then written. */
  commit(work: Commit): Promise<'done' | 'stale' | 'handled'>;
  /** Inserts the notice and, only when it is new, its writes: one transaction. */
  notify(notice: Notice, at: Instant, writes: readonly Write[]): Promise<'done' | 'said'>;
  /** A copy of the database as it is at one moment, into a file that is not there. */
  backup(to: string): Promise<void>;
  /** How the store is, after a look at its file; a store in memory is always well. */
  condition(): Condition;
  /** Writes a sign of life and looks whether it is there: how the store is now. Never rejects. */
  probe(at: Instant): Promise<Condition>;
  close(): Promise<void>;
}
