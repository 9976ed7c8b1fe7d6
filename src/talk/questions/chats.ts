/** What is asked while a chat is bound or given up: a number or a code, a yes, which one. */
import type { Pending } from '../../types/index.ts';
import * as words from '../../words/person/binding.ts';
import { BUTTON, TITLE } from '../../words/talk/card.ts';
import { button } from '../button.ts';
import { cardId } from '../card-id.ts';
import type { Facts } from '../facts.ts';
import { rebindWords, shown } from '../person/bind.ts';
import { asked, type Prompt, toConfirm } from './asked.ts';

/** What is still to be told. */
export function bindQuestion({ number, hasCode }: Extract<Pending, { is: 'bind' }>): Prompt {
  if (number !== undefined) return asked('code', words.ASK_CODE);
  return asked('staffNumber', hasCode ? words.ASK_NUMBER : words.ASK_BOTH);
}

/** A chat asks before it becomes another's; null in every other chat of the person. */
export function rebindQuestion(pending: Extract<Pending, { is: 'rebind' }>, facts: Facts): Prompt | null {
  if (facts.chat !== pending.chat || !facts.direct) return null;
  return toConfirm('binding', rebindWords(pending, { facts }), {
    id: cardId.binding(pending.issue),
    title: TITLE.binding,
    facts: [],
    actions: [button({ is: 'confirm' }, BUTTON.bind, 'primary'), button({ is: 'cancel' }, BUTTON.bindNot)],
  });
}

/** Which chat, then whether really; null in every other chat of the person, and where the chat is gone. */
export function unbindQuestion(pending: Extract<Pending, { is: 'unbind' }>, facts: Facts): Prompt | null {
  if (facts.chat !== pending.from || !facts.direct) return null;
  const mine = facts.chats ?? [];
  const labelOf = (ref: string): string | undefined => {
    const chat = mine.find((one) => one.ref === ref);
    return chat && words.CHAT_LABEL(shown(chat));
  };
  if (pending.chat === undefined) {
    const actions = pending.among.map((ref, i) => button({ is: 'pick', n: i + 1 }, labelOf(ref) ?? `${i + 1}`));
    const values = pending.among.map((_, i) => i + 1);
    const id = cardId.chats(pending.among);
    return asked('which', words.UNBIND_WHICH, { values, card: { id, title: TITLE.unbinding, facts: [], actions } });
  }
  const chat = mine.find((one) => one.ref === pending.chat);
  if (!chat) return null;
  const text = chat.here ? words.UNBIND_HERE : words.UNBIND_THERE(words.CHAT_LABEL(shown(chat)));
  return toConfirm('binding', text, {
    id: cardId.binding(chat.ref),
    title: TITLE.unbinding,
    facts: [],
    actions: [button({ is: 'confirm' }, BUTTON.unbind, 'danger'), button({ is: 'cancel' }, BUTTON.unbindNot)],
  });
}
