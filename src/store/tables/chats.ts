/** What a chat still shows or holds of a person: cleared when it becomes another's, reworded where a secret was typed. */
import type { Address } from '../../types/index.ts';
import { type Db, parse } from './rows.ts';

export type ChatWrite =
  /** Nothing of what was said here so far is shown, pressed or sent any more. */
  | { readonly is: 'clear-chat'; readonly address: Address }
  /** A kept message reads like this from now on, in the inbox and on our own page. */
  | { readonly is: 'reword'; readonly message: number; readonly text: string };

/** One write inside a running transaction. */
export async function writeChat(db: Db, what: ChatWrite): Promise<void> {
  switch (what.is) {
    case 'clear-chat': {
      const { channel, peer } = what.address;
      for (const table of ['lines', 'choices'] as const)
        await db.deleteFrom(table).where('channel', '=', channel).where('peer', '=', peer).execute();
      await db
        .deleteFrom('outbox')
        .where('channel', '=', channel)
        .where('peer', '=', peer)
        .where('status', '!=', 'sent')
        .execute();
      return;
    }
    case 'reword': {
      const row = await db
        .selectFrom('inbox')
        .select(['channel', 'peer', 'message_id', 'body'])
        .where('id', '=', what.message)
        .executeTakeFirst();
      if (row === undefined || parse<{ readonly is: string }>(row.body).is !== 'text') return;
      const body = JSON.stringify({ is: 'text', text: what.text });
      await db.updateTable('inbox').set({ body }).where('id', '=', what.message).execute();
      await db
        .updateTable('lines')
        .set({ body })
        .where('channel', '=', row.channel)
        .where('peer', '=', row.peer)
        .where('side', '=', 'me')
        .where('key', '=', row.message_id)
        .execute();
      return;
    }
  }
}
