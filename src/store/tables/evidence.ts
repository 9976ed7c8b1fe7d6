/**
 * The sums over the rows that decide somebody's year. A row is written with its sum and read only where the sum fits: a
 * bit that turned on the disk, or a hand that wrote past the program, is noticed and does not count.
 */
import { hash } from 'node:crypto';
import type { Db, Row } from './rows.ts';

/** A record that is not as it was written. */
export interface Damaged {
  readonly is: 'activity' | 'request';
  readonly id: string;
  readonly member: string;
}

type Activity = Row<'activities'>;
type Request = Row<'requests'>;
type Unsealed<R> = Omit<R, 'sum' | 'seq'>;

const isActivity = (row: Unsealed<Activity> | Unsealed<Request>): row is Unsealed<Activity> => 'recorded_at' in row;

/** SHA-256, hex, over the table's name and all columns of evidence, as JSON. */
export function sumOf(row: Unsealed<Activity> | Unsealed<Request>): string {
  const text = isActivity(row)
    ? [
        'activities',
        row.id,
        row.member,
        row.type,
        row.activity,
        row.status,
        row.replaces,
        row.certificate,
        row.recorded_at,
        row.attachments,
      ]
    : ['requests', row.id, row.member, row.kind, row.year, row.status, row.at, row.fields];
  return hash('sha256', JSON.stringify(text));
}

export const isSound = (row: Activity | Request): boolean => row.sum === sumOf(row);

/**
 * The columns of a row after a change, with their sum. A row that did not fit its sum before does not fit it afterwards:
 * a change does not make damage good.
 */
export const resealed = <R extends Activity | Request, C extends Partial<R>>(row: R, change: C) => ({
  ...change,
  sum: isSound(row) ? sumOf({ ...row, ...change }) : row.sum,
});

/** Rows that are as they were written, and what became of the others. */
export function sift<R extends Activity | Request>(
  rows: readonly R[],
): { readonly sound: readonly R[]; readonly damaged: readonly Damaged[] } {
  const sound: R[] = [];
  const damaged: Damaged[] = [];
  for (const row of rows)
    if (isSound(row)) sound.push(row);
    else damaged.push({ is: isActivity(row) ? 'activity' : 'request', id: row.id, member: row.member });
  return { sound, damaged };
}

/** Rows of one look at the whole table. */
const LOOK = 500;
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** All records that are not as they were written; others are served between two looks. */
export async function damagedIn(db: Db): Promise<readonly Damaged[]> {
  const all: Damaged[] = [];
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('activities')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(LOOK)
      .execute();
    all.push(...sift(rows).damaged);
    const last = rows.at(-1);
    if (!last) break;
    after = last.seq;
    await breath();
  }
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('requests')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(LOOK)
      .execute();
    all.push(...sift(rows).damaged);
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    await breath();
  }
  return all;
}
