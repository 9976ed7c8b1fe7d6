/** One's own data: what is kept, who looked at it, and a copy to take along. Pure. */
import type { Intent } from '../../types/index.ts';
import { LOOKS, OWN_DATA, OWN_DATA_ELSEWHERE, OWN_DATA_LINK } from '../../words/person/privacy.ts';
import { MUST_BIND } from '../../words/talk/talk.ts';
import { say, type Work } from '../work.ts';

/** Where the page gives one's own data to whoever is signed in. */
const OWN_DATA_PATH = '/api/my-data';

export function privacy(work: Work, { what }: Extract<Intent, { is: 'privacy' }>) {
  const { privacy: known, member } = work.facts;
  if (what === 'notice' || known === undefined) return say(work, 'privacy-notice', { text: known?.notice ?? '' });
  if (member === undefined) return say(work, 'must-bind', { text: MUST_BIND });
  if (what === 'looks') return say(work, 'who-looked', { text: LOOKS(known.looks ?? []) }, true);
  if (!known.isOurPage) return say(work, 'own-data', { text: OWN_DATA_ELSEWHERE }, true);
  const card = {
    title: OWN_DATA_LINK,
    facts: [],
    actions: [],
    links: [{ label: OWN_DATA_LINK, href: OWN_DATA_PATH }],
  };
  say(work, 'own-data', { text: OWN_DATA, card }, true);
}
