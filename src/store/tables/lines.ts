/** The history of a chat whose platform keeps none: our own page's. */
import type { ChatLine, Instant } from '../../types/index.ts';
import { type Db, parse, type Row, utc } from './rows.ts';

/** Whether the house keeps the lines of this channel itself. */
export type IsLocal = (channel: string) => boolean;

export interface NewLine {
  readonly channel: string;
  readonly peer: string;
  readonly key: string;
  readonly side: 'me' | 'bot';
  readonly at: Instant;
  readonly body: ChatLine['body'];
}

export interface LineStore {
  addLines(lines: readonly NewLine[]): Promise<void>;
  lines(channel: string, peer: string, after: number): Promise<readonly ChatLine[]>;
  /** The newest `limit` lines below `before` (all, where it is missing), oldest first. */
  linesBefore(channel: string, peer: string, before: number | undefined, limit: number): Promise<readonly ChatLine[]>;
  /** The name and type under which this sender sent a file; undefined for a file that they never sent. */
  fileSent(
    channel: string,
    peer: string,
    hash: string,
  ): Promise<{ readonly name: string; readonly mime: string } | undefined>;
}

const chatLineOf = ({ seq, key, at, side, body }: Row<'lines'>): ChatLine => ({
  seq,
  key,
  at,
  from: side,
  body: parse<ChatLine['body']>(body),
});

/** Adds lines to a chat's history; a line whose key is there already stays as it is. */
export async function addLines(db: Db, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return;
  await db
    .insertInto('lines')
    .values(lines.map((line) => ({ ...line, at: utc(line.at), body: JSON.stringify(line.body) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The queries of the lines over any database that Kysely speaks. */
export function lineQueries(db: Db): LineStore {
  const chat = (channel: string, peer: string) =>
    db.selectFrom('lines').selectAll().where('channel', '=', channel).where('peer', '=', peer);
  return {
    addLines: (lines) => addLines(db, lines),
    lines: async (channel, peer, after) => {
      const rows = await chat(channel, peer).where('seq', '>', after).orderBy('seq').execute();
      return rows.map(chatLineOf);
    },
    linesBefore: async (channel, peer, before, limit) => {
      const all = chat(channel, peer);
      const rows = await (before === undefined ? all : all.where('seq', '<', before))
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().map(chatLineOf);
    },
    fileSent: async (channel, peer, hash) => {
      const rows = await chat(channel, peer).where('side', '=', 'me').where('body', 'like', `%"${hash}"%`).execute();
      for (const { body } of rows.map(chatLineOf))
        if (body.is === 'file' && body.hash === hash) return { name: body.name, mime: body.mime };
      return undefined;
    },
  };
}
