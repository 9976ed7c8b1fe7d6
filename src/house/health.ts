/** How the house is, from the parts that know. Says nothing of anybody, and no place on the machine. */
import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '../store/index.ts';
import type { Channel, Instant } from '../types/index.ts';

const MB = 1024 * 1024;
/** A disk is low below 200 MB, or below a fiftieth where that is less than 2 GB. */
const LOW = 200 * MB;
const LOW_PART = 0.02;
const LOW_MOST = 2048 * MB;
/** Below this nothing more is taken: what is in hand needs room to be finished. */
const FULL = MB;
/** A reply that may leave waits longer than this only where something is wrong. */
const OUTBOX_LATE_MS = 10 * 60_000;
/** The clock strikes every minute. */
const TICK_LATE_MS = 3 * 60_000;

export interface Parts {
  /** `ok`, or what ails it: `gone`, `full`, `readonly`, `unwritable`, `broken`. */
  readonly store: string;
  /** Bytes; missing where the machine does not say. */
  readonly disk?: { readonly free: number; readonly size: number };
  readonly outbox?: { readonly pending: number; readonly parked: number; readonly due?: Instant };
  /** When the clock last struck through; missing before the first time. */
  readonly tick?: Instant;
  /** Since when the house is open. */
  readonly since: Instant;
  readonly channels: { readonly [name: string]: 'up' | 'connecting' | 'down' };
  readonly version: string;
  /** Records of the ledger that are not as they were written. */
  readonly damaged: number;
}

export interface Health {
  readonly ok: boolean;
  readonly ready: boolean;
  /** Names of the parts that are not as they should be. */
  readonly wrong: readonly string[];
  readonly version: string;
  readonly store: string;
  readonly damaged: number;
  readonly disk: { readonly free: number; readonly low: boolean } | null;
  readonly outbox: { readonly pending: number; readonly parked: number; readonly waitingSeconds: number } | null;
  readonly tick: { readonly at: Instant | null; readonly late: boolean };
  readonly channels: Parts['channels'];
  readonly [part: string]: unknown;
}

export const isLow = ({ free, size }: { readonly free: number; readonly size: number }): boolean =>
  free < LOW || (free < LOW_MOST && free < size * LOW_PART);

/** The report: pure. */
export function healthOf(parts: Parts, now: Instant): Health {
  const at = Date.parse(now);
  const waited = parts.outbox?.due === undefined ? 0 : at - Date.parse(parts.outbox.due);
  const late = at - Date.parse(parts.tick ?? parts.since) > TICK_LATE_MS;
  const isFull = parts.disk !== undefined && parts.disk.free < FULL;
  const low = parts.disk !== undefined && isLow(parts.disk);
  const wrong = [
    ...(parts.store === 'ok' ? [] : ['store']),
    ...(parts.damaged === 0 ? [] : ['damaged']),
    ...(low ? ['disk'] : []),
    ...(waited > OUTBOX_LATE_MS ? ['outbox'] : []),
    ...(late ? ['tick'] : []),
    ...(Object.values(parts.channels).includes('down') ? ['channels'] : []),
  ];
  return {
    ok: wrong.length === 0,
    ready: parts.store === 'ok' && !isFull,
    wrong,
    version: parts.version,
    store: parts.store,
    damaged: parts.damaged,
    disk: parts.disk ? { free: parts.disk.free, low } : null,
    outbox: parts.outbox
      ? {
          pending: parts.outbox.pending,
          parked: parts.outbox.parked,
          waitingSeconds: Math.max(0, Math.round(waited / 1000)),
        }
      : null,
    tick: { at: parts.tick ?? null, late },
    channels: parts.channels,
  };
}

/** The version that package.json names. */
export function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  return version;
}

/** Free and whole size of the disk under a folder, in bytes. */
export async function diskUnder(folder: string): Promise<Parts['disk']> {
  const found = await statfs(folder).catch(() => undefined);
  return found && { free: found.bavail * found.bsize, size: found.blocks * found.bsize };
}

/** `STORE_GONE` → `gone`. */
const nameOf = (code: string): string => code.replace('STORE_', '').toLowerCase();
/** Milliseconds between two signs of life that a report asks an ill store for. */
const PROBE_MS = 2000;

/** What the house asks its parts for. `last`: when the clock struck through, when it has. */
export function createHealth(house: {
  readonly store: Store;
  readonly folder: string;
  readonly channels: readonly Channel[];
  readonly now: () => Instant;
  readonly last: () => Instant | undefined;
  readonly damaged: () => number;
  readonly version: string;
}): () => Promise<Health> {
  const since = house.now();
  let probed = Number.NEGATIVE_INFINITY;
  const storeNow = async (): Promise<string> => {
    // Only what is ill already is asked to write.
    const before = house.store.condition();
    if (before.is === 'well') return 'ok';
    if (performance.now() - probed < PROBE_MS) return nameOf(before.fault.code);
    probed = performance.now();
    const now = await house.store.probe(house.now());
    return now.is === 'well' ? 'ok' : nameOf(now.fault.code);
  };
  return async () => {
    const now = house.now();
    const found = await storeNow();
    const [disk, outbox] = await Promise.all([diskUnder(house.folder), house.store.depth(now).catch(() => undefined)]);
    // A store that does not answer is not well, whatever it was a moment ago.
    const after = house.store.condition();
    const store = found !== 'ok' || outbox ? found : after.is === 'ill' ? nameOf(after.fault.code) : 'broken';
    const tick = house.last();
    return healthOf(
      {
        store,
        since,
        version: house.version,
        damaged: house.damaged(),
        channels: Object.fromEntries(house.channels.map((channel) => [channel.name, channel.health()])),
        ...(disk ? { disk } : {}),
        ...(outbox ? { outbox } : {}),
        ...(tick === undefined ? {} : { tick }),
      },
      now,
    );
  };
}
