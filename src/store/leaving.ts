/** What becomes of somebody's rows when they have left and the time is over, or when they ask for it. */
import type { Day, Instant } from '../types/index.ts';
import { filesOnlyOf } from './retention.ts';
import { resealed } from './tables/evidence.ts';
import { type Db, parse, utc } from './tables/rows.ts';

/** `anonymise`: what was done and when stays for the unit's figures, nothing tells who; `erase`: nothing stays but the trail. */
export type Farewell = 'anonymise' | 'erase';

/** Names the thing and not the person: values of the rules' own vocabulary. */
const isVocabulary = (value: unknown): boolean => typeof value !== 'string' || /^[a-z][a-z-]{0,30}$/.test(value);
const STAYS = new Set(['id', 'type', 'date', 'from', 'to']);
/** 项目名称, 证书编号, 主办单位, 地点: these name something, whatever they look like. */
const NAMES = new Set(['name', 'projectNumber', 'certificateNumber', 'organiserName', 'place']);

const bare = (activity: { readonly [field: string]: unknown }): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(activity).filter(
        ([field, value]) => STAYS.has(field) || (!NAMES.has(field) && isVocabulary(value) && typeof value !== 'object'),
      ),
    ),
  );

/**
 * Takes away what tells who somebody was, in one transaction: their chats, what was said there, codes, sign-ins; the details
 * of the trail about them; then name, number and profile, and the words and papers of their records, or the records
 * themselves. Returns the files that nobody names any more. Throws nothing where the member is unknown.
 */
export const farewell = (db: Db, member: string, how: Farewell, at: Instant): Promise<readonly string[]> =>
  db.transaction().execute(async (tx) => {
    const files = await filesOnlyOf(tx, member);
    await removeChats(tx, member);
    for (const table of ['conversations', 'codes', 'notices'] as const)
      await tx.deleteFrom(table).where('member', '=', member).execute();
    await tx.deleteFrom('outbox').where('member', '=', member).execute();
    await tx.deleteFrom('quotas').where('owner', '=', member).execute();
    await tx.updateTable('audit').set({ detail: '{}' }).where('member', '=', member).execute();
    if (how === 'erase') {
      for (const table of ['activities', 'requests'] as const)
        await tx.deleteFrom(table).where('member', '=', member).execute();
      await tx.deleteFrom('members').where('id', '=', member).execute();
    } else await blank(tx, member, at);
    for (const hash of files) await tx.deleteFrom('files').where('hash', '=', hash).execute();
    return files;
  });

async function removeChats(tx: Db, member: string): Promise<void> {
  const chats = await tx.selectFrom('identities').select(['channel', 'peer']).where('member', '=', member).execute();
  for (const { channel, peer } of chats) {
    for (const table of ['lines', 'choices', 'outbox', 'inbox'] as const)
      await tx.deleteFrom(table).where('channel', '=', channel).where('peer', '=', peer).execute();
    await tx.deleteFrom('sessions').where('peer', '=', peer).execute();
  }
  await tx.deleteFrom('identities').where('member', '=', member).execute();
}

async function blank(tx: Db, member: string, at: Instant): Promise<void> {
  for (const row of await tx.selectFrom('activities').selectAll().where('member', '=', member).execute()) {
    const change = { activity: bare(parse(row.activity)), certificate: null, attachments: '[]' };
    await tx.updateTable('activities').set(resealed(row, change)).where('seq', '=', row.seq).execute();
  }
  for (const row of await tx.selectFrom('requests').selectAll().where('member', '=', member).execute())
    await tx
      .updateTable('requests')
      .set(resealed(row, { fields: '{}' }))
      .where('id', '=', row.id)
      .execute();
  const row = await tx.selectFrom('members').selectAll().where('id', '=', member).executeTakeFirst();
  if (!row) return;
  const { title, institution, left } = parse<{ title?: string; institution?: Record<string, unknown>; left?: Day }>(
    row.profile,
  );
  const { name: _, ...place } = institution ?? {};
  const profile = JSON.stringify({ title, institution: place, left, gone: true });
  await tx
    .updateTable('members')
    .set({ name: null, staff_number: null, has_duty: 0, profile, changed_at: utc(at) })
    .where('id', '=', member)
    .execute();
}
