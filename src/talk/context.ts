import { live } from '../ledger/year.ts';
import type { Context, Conversation, Draft } from '../types/index.ts';
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
    last,
    recorded: live(facts.ledger),
  };
}

/** The draft that is talked about: the one asked about, else the first whose type is open. */
export const current = (context: Context): Draft | undefined =>
  context.drafts.find((d) => d.id === context.asked) ??
  context.drafts.find((d) => d.type === undefined) ??
  context.drafts[0];
