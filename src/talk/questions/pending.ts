/** What waits for a choice or a yes beside the drafts. */

import { changeOf } from '../../ledger/profile.ts';
import { live } from '../../ledger/year.ts';
import type { Card, CardAction, Conversation, LedgerEntry, Pending } from '../../types/index.ts';
import { WHY_REFUSED } from '../../words/office/review.ts';
import { WITHDRAW_CHANGE } from '../../words/person/change.ts';
import { daysOf, lineOf, nameOf } from '../../words/talk/activity.ts';
import { BUTTON, ROW, TITLE } from '../../words/talk/card.ts';
import { REQUEST_NAMES, WITHDRAW_REQUEST } from '../../words/talk/request.ts';
import * as words from '../../words/talk/talk.ts';
import { button } from '../button.ts';
import { cardId } from '../card-id.ts';
import { pickCard } from '../cards.ts';
import { nameOfDraft } from '../drafts/name.ts';
import type { Facts } from '../facts.ts';
import { asked, type Prompt, toConfirm } from './asked.ts';
import { bindQuestion, rebindQuestion, unbindQuestion } from './chats.ts';
import { profileQuestion } from './profile.ts';

/** The question that a pending choice asks; null where what it was about is gone. */
export function pendingQuestion(pending: Pending, conversation: Conversation, facts: Facts): Prompt | null {
  switch (pending.is) {
    case 'which': {
      const text = pending.to === 'withdraw' ? words.WITHDRAW_WHICH : words.AMEND_WHICH;
      const id = cardId.recorded(pending.among);
      return pick(text, { id, title: TITLE.pickRecord }, recordedOf(pending.among, facts));
    }
    case 'withdraw': {
      const entry = live(facts.ledger).find((e) => e.activity.id === pending.activity);
      return entry ? withdrawal(entry) : null;
    }
    case 'withdraw-request': {
      const one = facts.requests.find((r) => r.id === pending.request);
      if (!one) return null;
      const change = one.kind === 'profile-change' ? changeOf(one.fields) : undefined;
      const text = change
        ? WITHDRAW_CHANGE(change, facts.rulesets.names)
        : WITHDRAW_REQUEST(REQUEST_NAMES[one.kind], one.year);
      return toConfirm('withdrawal', text, {
        id: cardId.withdrawal(one.id),
        title: TITLE.withdrawal,
        facts: [],
        actions: WITHDRAWING,
      });
    }
    case 'file-for':
      return fileFor(pending, conversation, facts);
    case 'leave':
      return leave(pending);
    case 'profile':
      return profileQuestion(pending.field, facts);
    case 'refuse':
      return asked('reason', WHY_REFUSED);
    case 'bind':
      return bindQuestion(pending);
    case 'rebind':
      return rebindQuestion(pending, facts);
    case 'unbind':
      return unbindQuestion(pending, facts);
    case 'about':
      return null;
  }
}

const WITHDRAWING: readonly CardAction[] = [
  button({ is: 'confirm' }, BUTTON.withdraw, 'danger'),
  button({ is: 'cancel' }, BUTTON.keep),
];

const recordedOf = (ids: readonly string[], { ledger }: Facts): readonly LedgerEntry[] =>
  ids.flatMap((id) => ledger.filter((e) => e.activity.id === id));

/** Which of these recorded ones? Null where none is left. */
const pick = (
  text: string,
  { id, title }: { readonly id: string; readonly title: string },
  entries: readonly LedgerEntry[],
): Prompt | null =>
  entries.length === 0
    ? null
    : asked('which', text, { values: entries.map((_, i) => i + 1), card: pickCard(id, title, entries) });

function withdrawal({ activity }: LedgerEntry): Prompt {
  const card: Card = {
    id: cardId.withdrawal(activity.id),
    title: TITLE.withdrawal,
    facts: [
      [ROW.activity, lineOf(activity)],
      [ROW.date, daysOf(activity) || ROW.unknown],
    ],
    actions: WITHDRAWING,
  };
  return toConfirm('withdrawal', words.WITHDRAW_SURE(nameOf(activity)), card);
}

/** Which one does a paper belong to: of those recorded last, else of the drafts. */
function fileFor(
  { files, recorded = [] }: Extract<Pending, { is: 'file-for' }>,
  { drafts }: Conversation,
  facts: Facts,
): Prompt | null {
  const text = words.FILE_WHICH(files.length);
  const id = cardId.paper(files[0] ?? '');
  const told = pick(text, { id, title: TITLE.pickItem }, recordedOf(recorded, facts));
  if (told) return told;
  if (drafts.length < 2) return null;
  const actions = drafts.map((draft, i) => button({ is: 'pick', n: i + 1 }, nameOfDraft(draft)));
  return asked('which', text, {
    values: drafts.map((_, i) => i + 1),
    card: { id, title: TITLE.pickItem, facts: [], actions },
  });
}

function leave({ from, to }: Extract<Pending, { is: 'leave' }>): Prompt {
  if (from === undefined) return asked('from', words.LEAVE_DAYS);
  if (to === undefined) return asked('to', words.LEAVE_TO);
  return toConfirm('leave', words.LEAVE_SURE, {
    id: cardId.leave(from, to),
    title: TITLE.leave,
    facts: [[ROW.leave, daysOf({ from, to })]],
    actions: [button({ is: 'confirm' }, BUTTON.yes, 'primary'), button({ is: 'cancel' }, BUTTON.leaveAsItIs)],
  });
}
