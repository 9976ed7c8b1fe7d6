import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Dates, When } from '../../src/chinese/dates/when.ts';

/** Words said on a day, and what they are to be read as: test/dates/*.yaml. */
export interface Phrase {
  readonly file: string;
  readonly on: string;
  readonly words: string;
  readonly value: string;
}
interface Group {
  readonly about: string;
  readonly on: string;
  readonly read: { readonly [value: string]: readonly string[] };
}

const ROOT = join(import.meta.dirname, '..', 'dates');

export const phrases: readonly Phrase[] = readdirSync(ROOT)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((file) =>
    (parse(readFileSync(join(ROOT, file), 'utf8')) as readonly Group[]).flatMap(({ on, read }) =>
      Object.entries(read).flatMap(([value, said]) => said.map((words) => ({ file, on, words: String(words), value }))),
    ),
  );

/** What was read, in the words of the corpus. */
export function shown({ found, impossible, unread }: Dates): string {
  const all = [
    ...found.map(oneShown),
    ...(impossible.length > 0 ? ['in no calendar'] : []),
    ...(unread.length > 0 ? ['asked'] : []),
  ];
  return all.join(' and ') || 'no day';
}

function oneShown({ from, to, kind, future, assumed }: When): string {
  const span = `${from} to ${to}`;
  const days = { day: from, range: span, month: `some day from ${span}`, year: `some day of ${from.slice(0, 4)}` };
  return `${days[kind]}${future ? ' (ahead)' : ''}${assumed ? ' (assumed)' : ''}`;
}
