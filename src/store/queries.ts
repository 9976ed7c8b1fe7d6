import type { Instant } from '../types/index.ts';
import { farewell } from './leaving.ts';
import { sweepTables } from './retention.ts';
import type { Commit, Store, Write } from './store.ts';
import { answerQueries, writeAnswer } from './tables/answers.ts';
import { writeChat } from './tables/chats.ts';
import { codeQueries, writeCode } from './tables/codes.ts';
import { curateQueries, writeGap } from './tables/curate.ts';
import { demoQueries, shownIn } from './tables/demo.ts';
import type { Damaged } from './tables/evidence.ts';
import { inboxQueries, settleMessage } from './tables/inbox.ts';
import { journalQueries, writeJournal } from './tables/journal.ts';
import { ledgerQueries, writeLedger } from './tables/ledger.ts';
import { type IsLocal, lineQueries } from './tables/lines.ts';
import { memberQueries, writeMember } from './tables/members.ts';
import { note, outboxQueries, say } from './tables/outbox.ts';
import { type Db, STALE } from './tables/rows.ts';
import { sessionQueries, writeSession } from './tables/sessions.ts';
import { talkQueries, writeChoices, writeTalk } from './tables/talks.ts';

/** One write inside a running transaction: each to its own table's file. */
function write(db: Db, what: Write, at: Instant, isLocal: IsLocal): Promise<void> {
  switch (what.is) {
    case 'entry':
    case 'entry-status':
    case 'attach':
    case 'request':
    case 'request-status':
      return writeLedger(db, what, at);
    case 'member':
    case 'unit':
    case 'identity':
    case 'seen':
    case 'merge':
      return writeMember(db, what, at);
    case 'code':
    case 'code-used':
    case 'code-burnt':
      return writeCode(db, what, at);
    case 'answered':
    case 'vote':
      return writeAnswer(db, what, at);
    case 'gap':
    case 'gap-status':
    case 'gap-group':
    case 'edit-state':
    case 'edit-anew':
      return writeGap(db, what, at);
    case 'audit':
    case 'setting':
      return writeJournal(db, what, at);
    case 'say':
      return say(db, what.saying, at, isLocal);
    case 'noticed':
      return note(db, what.notice, at).then(() => {});
    case 'session':
    case 'session-seen':
    case 'session-rights':
    case 'session-end':
    case 'chat-moves':
      return writeSession(db, what, at);
    case 'choices':
      return writeChoices(db, what);
    case 'clear-chat':
    case 'reword':
      return writeChat(db, what);
  }
}

async function commit(tx: Db, work: Commit, isLocal: IsLocal): Promise<'done' | 'handled'> {
  if (work.message !== undefined) {
    const failed = typeof work.outcome === 'object' ? work.outcome.failed : null;
    if (!(await settleMessage(tx, work.message, failed, work.at))) return 'handled';
  }
  for (const talk of work.conversations ?? []) await writeTalk(tx, talk, work.at);
  for (const what of work.writes) await write(tx, what, work.at, isLocal);
  return 'done';
}

/** The store over any database that Kysely speaks; no SQL here is one database's own. `demo`: whether invented people may be there. */
export function sqlStore(
  db: Db,
  isLocal: IsLocal,
  { noticed, demo = true }: { readonly noticed: (damaged: readonly Damaged[]) => void; readonly demo?: boolean },
): Omit<Store, 'backup' | 'close' | 'condition' | 'probe'> {
  return {
    ...inboxQueries(db, isLocal),
    ...memberQueries(db, shownIn(demo)),
    ...codeQueries(db),
    sweep: (now, spans, dry) => sweepTables(db, now, spans, dry),
    farewell: (member, how, at) => farewell(db, member, how, at),
    ...talkQueries(db),
    ...ledgerQueries(db, noticed),
    ...outboxQueries(db),
    ...lineQueries(db),
    ...journalQueries(db),
    ...curateQueries(db),
    ...answerQueries(db),
    ...demoQueries(db),
    ...sessionQueries(db),
    commit: async (work) => {
      try {
        return await db.transaction().execute((tx) => commit(tx, work, isLocal));
      } catch (error) {
        if (error === STALE) return 'stale';
        throw error;
      }
    },
    notify: (notice, at, writes) =>
      db.transaction().execute(async (tx) => {
        if (!(await note(tx, notice, at))) return 'said';
        for (const what of writes) await write(tx, what, at, isLocal);
        return 'done';
      }),
  };
}
