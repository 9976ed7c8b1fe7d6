/** Buttons of drafts, requests and choices. Pure. */

import type { FieldValue, Intent } from '../../types/index.ts';
import * as words from '../../words/talk/talk.ts';
import { isOfPaper, questionOf, waitsForYes } from '../card-id.ts';
import { promptOf } from '../prompt.ts';
import { retellRequest } from '../requests/tell.ts';
import { note, type Work } from '../work.ts';
import { confirm } from './confirm.ts';
import { cancel } from './put-away.ts';

/** A button. What an old card carries is not taken. */
export function pressed(work: Work, press: Extract<Intent, { is: 'press' }>, apply: (intent: Intent) => void) {
  const { action, card } = press;
  if (action?.is === 'confirm') return confirm(work, card);
  const open = promptOf(work.conversation, work.facts);
  const isOld = card !== undefined && waitsForYes(card) && card !== open?.card?.id;
  const old = (): void => (open ? note(work, 'old-card', words.OLD_CARD) : note(work, 'card-done', words.CARD_DONE));
  if (card !== undefined && isOfPaper(card) && card !== open?.card?.id) return old();
  if (action === undefined) return note(work, 'unclear', words.UNCLEAR);
  if (action.is === 'cancel') return isOld ? old() : cancel(work, undefined);
  if (action.is === 'change') {
    if (!isOld && retellRequest(work)) return;
    work.quiet = !isOld;
    return isOld ? old() : note(work, 'what-is-wrong', words.WHAT_IS_WRONG);
  }
  const about = card === undefined ? undefined : questionOf(card);
  const index = work.conversation.drafts.findIndex((d) => d.id === about);
  if (about !== undefined && index < 0 && work.conversation.request?.id !== about) return old();
  const draft = index >= 0 ? { draft: index + 1 } : {};
  if (action.is === 'pick') return apply({ is: 'set', field: 'which', to: action.n, ...draft });
  const { field, to } = action;
  apply({ is: 'set', field, to: field === 'institution' && typeof to === 'string' ? placeNamed(to) : to, ...draft });
}

function placeNamed(level: string): FieldValue {
  const kind =
    level === 'school'
      ? 'school'
      : level === 'clinic'
        ? 'individual-clinic'
        : ['province', 'prefecture', 'county'].includes(level)
          ? 'hospital'
          : undefined;
  return kind ? { level, kind } : { level };
}
