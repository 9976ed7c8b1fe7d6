/** What a kept message means: buttons, files and words as intents. */
import type { KeptMessage, Store } from '../store/index.ts';
import type { Context, Conversation, Help, Instant, Intent } from '../types/index.ts';
import { mayHoldCode, press, understand } from '../understand/index.ts';
import { chosen } from './writes.ts';

export interface Heard {
  readonly message: KeptMessage;
  readonly conversation: Conversation;
  readonly context: Context;
  /** Whether the channel shows buttons; else a bare number may mean one. */
  readonly cards: boolean;
  /** A model's help, for this message. */
  readonly help: Help | undefined;
}

interface MeaningDeps {
  readonly store: Pick<Store, 'choices' | 'file'>;
  readonly now: () => Instant;
}

/** The intents; undefined for a kind of message that we cannot read. */
export async function meaningOf(deps: MeaningDeps, heard: Heard): Promise<readonly Intent[] | undefined> {
  const { message, context, help, cards } = heard;
  const { body, address } = message;
  switch (body.is) {
    case 'action':
      return press(body.value, body.card);
    case 'file': {
      const { is: _, ...file } = body;
      // The papers of a request are nobody's business but the unit's; of several drafts none is meant for sure.
      const isWanted = file.refused === undefined && !context.request && context.drafts.length <= 1;
      const proposed = help && isWanted ? await help.picture(file, context.member, context.day) : undefined;
      return [{ is: 'file', file: { ...file, ...(proposed ? { proposed } : {}) } }];
    }
    case 'unsupported':
      return undefined;
    case 'text': {
      const choice = cards ? undefined : chosen(body.text, await deps.store.choices(address, deps.now()));
      if (choice) return press(choice.value, choice.card);
      const understood = understand(body.text, context);
      return help ? helped(deps, help, body.text, { ...heard, understood }) : understood;
    }
  }
}

/** Words of which nothing was understood may be about a picture that was read meanwhile; else a model may propose. */
async function helped(
  { store }: MeaningDeps,
  help: Help,
  text: string,
  { context, conversation, understood }: Heard & { readonly understood: readonly Intent[] },
): Promise<readonly Intent[]> {
  if (understood.some((intent) => intent.is !== 'unclear')) return understood;
  // What may be a code leaves the house for no model.
  if (mayHoldCode(text)) return understood;
  const [seen] =
    context.drafts.length === 0 ? Object.entries(help.seen(conversation.files, context.member, context.day)) : [];
  const file = seen && (await store.file(seen[0]));
  if (seen && file) return [{ is: 'file', file: { ...file, hash: seen[0], proposed: seen[1] } }];
  return help.intents(text, context, understood);
}
