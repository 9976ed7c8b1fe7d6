/** What the desk keeps and looks up so that answers can be judged. */
import { createHash } from 'node:crypto';
import { scrub } from '../chinese/index.ts';
import type { Store, Write } from '../store/index.ts';
import type { Facts } from '../talk/index.ts';
import type { Answering, Conversation, Effect, GivenAnswer, Intent, Turn } from '../types/index.ts';
import { RATE } from '../words/answers/policy.ts';

/** Stands for a person on one answer: the same judges once, and the two cannot be brought together elsewhere. */
const voterOf = (answer: string, member: string): string =>
  createHash('sha256')
    .update(JSON.stringify([answer, member]))
    .digest('base64url')
    .slice(0, 22);

/** The answers that these intents judge, each with what else could be offered where it was not what was asked. */
export async function gatherRated(
  deps: { readonly store: Store; readonly answer: Answering },
  facts: Facts,
  conversation: Conversation,
  { intents, member }: { readonly intents: readonly Intent[]; readonly member: string },
): Promise<Facts> {
  const rated: Record<string, NonNullable<Facts['rated']>[string]> = {};
  for (const intent of intents) {
    const id = intent.is === 'rate' ? (intent.answer ?? conversation.answer) : undefined;
    if (intent.is !== 'rate' || id === undefined) continue;
    const given = await deps.store.answer(id, voterOf(id, member));
    if (!given) continue;
    const next =
      intent.vote === 'other' && intent.typed !== 'restated' && given.vote !== 'other'
        ? await deps.answer({
            question: RATE.other,
            prior: given.turns,
            on: facts.day,
            ...(facts.member === undefined ? {} : { person: facts.member }),
            ...(given.province === '' ? {} : { province: given.province }),
          })
        : undefined;
    rated[id] = { ...given, ...(next === undefined ? {} : { next }) };
  }
  return Object.keys(rated).length === 0 ? facts : { ...facts, rated };
}

/** The rows of an answer given or judged. `own`: what is certainly about the person, to be left out. */
export function answerWrites(
  effect: Extract<Effect, { is: 'answered' | 'vote' }>,
  member: string,
  own: readonly (string | undefined)[],
): readonly Write[] {
  if (effect.is === 'vote')
    return [{ is: 'vote', answer: effect.answer, voter: voterOf(effect.answer, member), vote: effect.vote }];
  return [{ is: 'answered', answer: scrubbed(effect.answer, own) }];
}

function scrubbed(answer: GivenAnswer, own: readonly (string | undefined)[]): GivenAnswer {
  const clean = (turn: Turn): Turn =>
    // Our own words name nobody, and are longer than a question.
    'question' in turn ? { question: scrub(turn.question, own) } : turn;
  return { ...answer, question: scrub(answer.question, own), turns: answer.turns.map(clean) };
}
