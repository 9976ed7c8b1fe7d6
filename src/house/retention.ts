/** Once a night: who has left is let go, and what was kept long enough is removed. */
import { dayOf, hourOf } from '../days.ts';
import { endLeft, partWithLeft } from '../people/leaving.ts';
import { type Farewell, type Retention, removeKept, type Store } from '../store/index.ts';
import type { Instant } from '../types/index.ts';

const DONE = 'clock.retention';
/** It runs when nobody is in the chats; a house that sleeps at night does it when a day was missed. */
const FIRST_HOUR = 1;
const LAST_HOUR = 5;
const MISSED_MS = 36 * 3_600_000;

export type RetentionSettings = Retention & { readonly left: Farewell };

/** What a night did. */
export interface Night {
  readonly rows: { readonly [table: string]: number };
  readonly ended: number;
  readonly parted: number;
}

/** Lets go of who has left and removes what is kept too long, and writes one line into the trail where anything happened. */
export async function tidy(
  { store, files, settings }: { readonly store: Store; readonly files: string; readonly settings: RetentionSettings },
  now: Instant,
): Promise<Night> {
  const day = dayOf(now);
  const ended = await endLeft(store, now, day);
  const parted = await partWithLeft(store, now, day, { days: settings.leaver, how: settings.left });
  const swept = await store.sweep(now, settings);
  for (const hash of [...parted.files, ...swept.files]) await removeKept(files, hash);
  const night = { rows: swept.rows, ended: ended.length, parted: parted.members.length };
  const isQuiet = Object.keys(night.rows).length + night.ended + night.parted === 0;
  await store.commit({
    at: now,
    writes: [
      { is: 'setting', key: DONE, value: now },
      ...(isQuiet ? [] : [{ is: 'audit' as const, by: 'house', what: 'swept', detail: { ...night } }]),
    ],
  });
  return night;
}

/** As `tidy`, where it is time for it: once a night. */
export async function tidyByNight(house: Parameters<typeof tidy>[0], now: Instant): Promise<void> {
  const last = await house.store.setting(DONE);
  const since = typeof last === 'string' ? Date.parse(now) - Date.parse(last) : Number.POSITIVE_INFINITY;
  const isNight = hourOf(now) >= FIRST_HOUR && hourOf(now) < LAST_HOUR;
  const isDone = typeof last === 'string' && dayOf(last) === dayOf(now);
  if (!isDone && (isNight || since > MISSED_MS)) await tidy(house, now);
}
