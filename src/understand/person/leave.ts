import type { Day } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';

/** A maternity leave that is told: its days where the words say them. Undefined where the text tells of none. */
export function readLeave(text: string, day: Day): { from?: Day; to?: Day; future?: boolean } | undefined {
  if (!/产假/.test(text) || text.length > 40 || /没(?:有)?[休请]|不休|[?？吗]|补学|免修/.test(text)) return undefined;
  if (!/^(?:我|本人|今年|去年|明年|从|休|请|在|产假|\d)|(?:[休请在]了?|申请)产假/.test(text)) return undefined;
  const when = findDates(text, day).found.find((w) => w.kind !== 'year');
  if (when && when.from <= day) return when.kind === 'range' ? { from: when.from, to: when.to } : { from: when.from };
  if (when || /明年|下个?月|下周|以后|将来|准备|打算|计划|快要|马上|即将|[要想会](?:去)?[休请]/.test(text))
    return { future: true };
  return {};
}
