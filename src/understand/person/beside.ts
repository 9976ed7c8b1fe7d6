/** What is said about oneself, alone or beside a report, a correction or a question: the intents, in the order they are served. Pure. */
import type { Context, Intent } from '../../types/index.ts';
import { claimIn } from './claim.ts';
import { holdsIn } from './holds.ts';
import { PAST } from './holds-words.ts';
import { readLeave } from './leave.ts';
import { PROFILE_FIELDS } from './statement.ts';

/** What other words mean. */
type Read = (text: string, context: Context) => readonly Intent[];

/** What is said about oneself and nothing else, or beside a report or a question about one's own year. */
export function claims(text: string, context: Context, read: Read): readonly Intent[] | undefined {
  const claimed = claimIn(text, context.day);
  if (!claimed || PAST.test(claimed.own) || /[主举承协]办/.test(claimed.own)) return undefined;
  if (/[?？]|[吗么][。.!！~ ]*$/.test(claimed.rest === '' ? text : claimed.own)) return undefined;
  const intent: Intent = { is: 'profile', ...claimed.claim };
  if (claimed.rest === '') return [intent];
  const others = read(claimed.rest, context);
  if (others.some(({ is }) => is === 'ask' || is === 'what-if')) return undefined;
  // A report comes first: what is asked of the institution waits behind it.
  return [...others.filter(({ is }) => is === 'report'), intent, ...others.filter(({ is }) => is === 'progress')];
}

/** A value of one's own that is said to hold now, in words of any order. Not where just that was asked. */
export function tellsWhatHolds(text: string, context: Context, read: Read): readonly Intent[] | undefined {
  const { awaiting, request, pending } = context;
  if (awaiting !== null && (PROFILE_FIELDS.has(awaiting) || awaiting === 'reason' || awaiting === 'content'))
    return undefined;
  if ((request && request.kind !== 'profile-change') || (pending && pending.is !== 'profile')) return undefined;
  const claimed = claims(text, context, read) ? undefined : holdsIn(text, context.day, context.member);
  if (!claimed || (!claimed.claim.dropped && readLeave(text, context.day))) return undefined;
  const intent: Intent = { is: 'profile', ...claimed.claim };
  if (claimed.rest === '') return [intent];
  const others = read(claimed.rest, context);
  // 高级的人都是3分 is no report: one says when, or goes on with what is open.
  const reported = others.filter(
    (one) =>
      one.is === 'set' ||
      (one.is === 'report' && one.activities.some(({ fields }) => (fields.date ?? fields.from) !== undefined)),
  );
  return [...reported, intent, ...others.filter(({ is }) => is === 'progress' || is === 'ask')];
}
