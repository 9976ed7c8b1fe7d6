import { TITLE } from '../../words/talk/card.ts';
import * as words from '../../words/talk/talk.ts';
import { button } from '../button.ts';
import { cardId } from '../card-id.ts';
import { choiceCard } from '../cards.ts';
import type { Facts } from '../facts.ts';
import { asked, type Prompt } from './asked.ts';

const TITLES = ['junior-assistant', 'junior', 'mid', 'senior', 'none'];
const PLACES = ['province', 'prefecture', 'county', 'township', 'community', 'village', 'clinic', 'school'];

/** The question for a profile field. */
export function profileQuestion(field: string, { rulesets }: Facts): Prompt {
  const text = words.ask(field, undefined);
  switch (field) {
    case 'province': {
      const values = rulesets.provinces.filter((p) => p !== 'national').map((p) => rulesets.names[p] ?? p);
      const actions = values.map((name) => button({ is: 'set', field: 'province', to: name }, name));
      return asked(field, text, {
        values,
        card: { id: cardId.profile(field), title: TITLE.province, facts: [], actions },
      });
    }
    case 'title':
      return asked(field, text, {
        values: TITLES,
        card: choiceCard({ id: cardId.profile(field), title: TITLE.title }, field, TITLES),
      });
    case 'institution':
      return asked(field, text, {
        values: PLACES,
        card: choiceCard({ id: cardId.profile(field), title: TITLE.institution }, field, PLACES),
      });
    default:
      return asked(field, text);
  }
}
