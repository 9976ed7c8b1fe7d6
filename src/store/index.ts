/**
 * The store: what is kept, and how it is asked for. It knows the nouns and the errors, and nothing of what its rows mean:
 * no rules, no words, no conversation. One SQLite file, one transaction a commit; the certificates' bytes lie beside it.
 */

export {
  examine,
  FILE_LIMIT,
  type FileKeeper,
  fileKeeper,
  hasKept,
  leftovers,
  PART,
  readKept,
  removeKept,
  scanWith,
  sweep,
} from './files.ts';
export { APPLICATION_ID, examineDatabase, fileAt, type Identity, storeCodeOf } from './identity.ts';
export { type Claims, claimsOf, inspectDatabase } from './inspect.ts';
export type { Farewell } from './leaving.ts';
export {
  RETENTION,
  RETENTION_DEFAULTS,
  RETENTION_LEAST,
  type Retention,
  SPANS,
  type Span,
  type Swept,
} from './retention.ts';
export { sniff } from './sniff.ts';
export { ALIVE, closeToOthers, connect, holdFolder, type Opening, openStore } from './sqlite.ts';
export type { Commit, Condition, Store, Write } from './store.ts';
export type { CodeStand, Guesses, GuessKey, HeldCode, Trying } from './tables/codes.ts';
export type { EditRow, GapGroupRow } from './tables/curate.ts';
export type { DemoRemoved } from './tables/demo.ts';
export type { Damaged } from './tables/evidence.ts';
export type { KeptBody, KeptMessage, Waiting } from './tables/inbox.ts';
export type { AuditQuery, AuditRow } from './tables/journal.ts';
export type { MemberOrigin, Reachable, Roster, Unit } from './tables/members.ts';
export {
  type Notice,
  noticeKey,
  type OutBody,
  type OutboxRow,
  type PostOutcome,
  type Saying,
} from './tables/outbox.ts';
export type { Session, SessionEnd, SessionWrite, Spending, Standing } from './tables/sessions.ts';
export type { Choice } from './tables/talks.ts';
