import type { Conversation, Instant, Intent } from '../types/index.ts';

/** Minutes of silence after which we nudge once, and hours after which a draft is put away. */
export const NUDGE_MINUTES = 30;
export const SHELF_HOURS = 72;

/** What the clock has to say to a conversation at a moment: nothing, a nudge, or the shelf. Pure. */
export function silenceOf(conversation: Conversation, at: Instant): readonly Extract<Intent, { is: 'silence' }>[] {
  const since = conversation.touched;
  const isOpen = conversation.drafts.length > 0 || conversation.request !== undefined;
  if (since === undefined || !isOpen) return [];
  const minutes = (Date.parse(at) - Date.parse(since)) / 60_000;
  if (minutes >= SHELF_HOURS * 60) return [{ is: 'silence', stage: 'shelf', since }];
  return minutes >= NUDGE_MINUTES && conversation.nudged === undefined
    ? [{ is: 'silence', stage: 'nudge', since }]
    : [];
}
