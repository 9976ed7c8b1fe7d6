import { EXEMPTIONS } from '../../catalogue/index.ts';
import type { RequestDraft } from '../../types/index.ts';
import { CHANGE_SURE, CHANGE_SURE_ONE } from '../../words/person/change.ts';
import { TITLE } from '../../words/talk/card.ts';
import { askRequest, REQUEST_NAMES, REQUEST_SURE } from '../../words/talk/request.ts';
import { button } from '../button.ts';
import { cardId } from '../card-id.ts';
import { changeCard, requestCard } from '../cards.ts';
import type { Facts } from '../facts.ts';
import { changesIn } from '../requests/change.ts';
import { nextRequestWant } from '../requests/wants.ts';
import { asked, type Prompt, toConfirm } from './asked.ts';

/** What a request lacks, or its card. */
export function requestQuestion(request: RequestDraft, facts: Facts): Prompt {
  const want = nextRequestWant(request, facts);
  const changes = changesIn(request);
  if (changes.length > 0)
    return toConfirm(
      'request',
      changes.length > 1 ? CHANGE_SURE : CHANGE_SURE_ONE,
      changeCard(request, changes, facts),
    );
  if (!want) return toConfirm('request', REQUEST_SURE(REQUEST_NAMES[request.kind]), requestCard(request));
  const text = askRequest(request.kind, want);
  if (request.kind !== 'exemption' || want !== 'reason') return asked(want, text);
  const actions = EXEMPTIONS.map(([value, label]) => button({ is: 'set', field: 'reason', to: value }, label));
  return asked(want, text, {
    values: EXEMPTIONS.map(([value]) => value),
    card: { id: cardId.question(request.id, want), title: TITLE.exemption, facts: [], actions },
  });
}
