/**
 * Somebody else's affair: that it is theirs, and, for one who may look at their figures, the year as they would see it
 * themselves. Nothing of theirs is ever recorded. Pure.
 */

import { yearOf } from '../../ledger/year.ts';
import type { Intent, OtherWish } from '../../types/index.ts';
import { bar } from '../../words/person/standing.ts';
import * as say from '../../words/person/year.ts';
import * as words from '../../words/talk/other.ts';
import { REQUEST_LINE } from '../../words/talk/request.ts';
import type { Facts, OtherFact } from '../facts.ts';
import { note, put, say as reply, type Work } from '../work.ts';
import { deadlineLine, ledgerRows, standing, yearAsked, yearCard } from './progress.ts';

type Other = Extract<Intent, { is: 'other' }>;

/** What a look is worth: the rest is to be done by the person alone. */
const SEEN: ReadonlySet<OtherWish> = new Set(['year', 'records', 'requests']);

export function aboutOther(work: Work, intent: Other) {
  const { who, wants } = intent;
  put(work, { other: { who, wants } });
  const { others, direct } = work.facts;
  if (others === undefined || !SEEN.has(wants)) {
    work.effects.push({ is: 'audit', what: 'refused', detail: { kind: `other-${wants}` } });
    return note(work, { is: 'other', wants }, words.OTHERS_OWN(wants, who));
  }
  if (!direct) return note(work, 'other-in-private', words.OTHER_IN_PRIVATE);
  return shown(work, intent, others[who] ?? { is: 'unknown' });
}

function shown(work: Work, { who, wants }: Other, found: OtherFact) {
  switch (found.is) {
    case 'unknown':
      return note(work, 'other-unknown', words.OTHER_UNKNOWN(who));
    case 'nameless':
      return note(work, 'other-nameless', words.OTHER_NAMELESS);
    case 'several':
      put(work, { other: { who, wants, among: found.among } });
      return note(work, 'other-which', words.OTHER_WHICH(found.among));
    case 'found': {
      const { member, unit } = found;
      work.effects.push({ is: 'looked', what: 'viewed-person', member: member.id, detail: { what: wants } });
      const head = words.OTHER_HEAD(member.name ?? who, unit);
      const { text, card } = theirs(wants, asTheirs(work.facts, found));
      const titled = card && { card: { ...card, title: `${member.name ?? who} ${card.title}` } };
      return reply(work, { is: 'other-year', wants }, { text: `${head}\n${text}`, ...titled }, true);
    }
  }
}

/** The facts of a step as they would be, were it the other who asks. */
const asTheirs = (facts: Facts, { member, ledger, requests }: Extract<OtherFact, { is: 'found' }>): Facts => ({
  ...facts,
  member,
  ledger,
  requests,
});

function theirs(
  wants: OtherWish,
  facts: Facts,
): { readonly text: string; readonly card?: ReturnType<typeof yearCard> } {
  const year = yearAsked(facts, undefined);
  if (wants === 'requests') {
    const open = facts.requests.filter(({ status }) => status !== 'withdrawn');
    const lines = open.map((one) => REQUEST_LINE(one.year, one.kind, one.status));
    return { text: lines.length > 0 ? lines.join('\n') : words.OTHER_NO_REQUESTS };
  }
  const verdict = yearOf(facts, year);
  if (wants === 'records') {
    const rows = ledgerRows(year, facts, false);
    const stand = verdict?.covered ? standing(year, verdict, facts) : '';
    const n = facts.ledger.filter(({ status }) => status !== 'withdrawn').length;
    const head = n > 0 ? words.OTHER_LEDGER(n) : words.OTHER_NO_LEDGER;
    return { text: [head, ...rows, stand].filter((row) => row !== '').join('\n') };
  }
  if (!verdict) return { text: words.OTHER_NO_RULES(year) };
  if (!verdict.covered) return { text: words.OTHER_NOT_COVERED };
  const waiting = Object.values(verdict.pending ?? {}).reduce((a, b) => a + b, 0);
  const rows = [
    standing(year, verdict, facts),
    bar(verdict),
    waiting > 0 ? say.PENDING(waiting) : '',
    verdict.makeup && verdict.makeup.left > 0 ? say.DEBT(verdict.makeup.year, verdict.makeup.left) : '',
    verdict.compliant === true ? '' : deadlineLine(year, facts),
  ];
  return { text: rows.filter((row) => row !== '').join('\n'), card: yearCard(year, verdict, facts) };
}
