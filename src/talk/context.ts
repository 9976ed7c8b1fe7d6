import { live } from '../ledger/year.ts';
import type { Context, Conversation } from '../types/index.ts';
import type { Facts } from './facts.ts';
import { promptOf } from './prompt.ts';

/** What `understand` may look at: what stands open, what can be answered, what was recorded last. Pure. */
export function contextOf(conversation: Conversation, facts: Facts): Context {
  const prompt = promptOf(conversation, facts);
  const last = conversation.last.flatMap((id) =>
    facts.ledger.filter((e) => e.activity.id === id && (e.status === 'submitted' || e.status === 'approved')),
  );
  const question = conversation.prior.findLast((turn) => 'question' in turn)?.question;
  return {
    day: facts.day,
    awaiting: prompt?.awaiting ?? null,
    ...(prompt?.card ? { card: prompt.card } : {}),
    ...(prompt?.values ? { values: prompt.values } : {}),
    ...(facts.member ? { member: facts.member } : {}),
    drafts: conversation.drafts,
    ...(prompt?.draft !== undefined ? { asked: prompt.draft } : {}),
    ...(conversation.request ? { request: conversation.request } : {}),
    ...(conversation.pending ? { pending: conversation.pending } : {}),
    shelf: conversation.shelf.length,
    ...(conversation.files.length > 0 ? { hasFiles: true } : {}),
    ...(question !== undefined ? { question } : {}),
    ...(conversation.answer !== undefined ? { answered: true } : {}),
    ...(conversation.other ? { other: conversation.other } : {}),
    last,
    recorded: live(facts.ledger),
  };
}
