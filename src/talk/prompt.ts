import type { Conversation } from '../types/index.ts';
import type { Facts } from './facts.ts';
import type { Prompt } from './questions/asked.ts';
import { draftQuestion } from './questions/draft.ts';
import { pendingQuestion } from './questions/pending.ts';
import { requestQuestion } from './questions/request.ts';

/** The question that stands open, or null when nothing does. */
export function promptOf(conversation: Conversation, facts: Facts): Prompt | null {
  const { pending, drafts, request } = conversation;
  const waits = pending ? pendingQuestion(pending, conversation, facts) : null;
  if (waits) return waits;
  if (drafts.length > 0) return draftQuestion(conversation, facts);
  return request ? requestQuestion(request, facts) : null;
}
