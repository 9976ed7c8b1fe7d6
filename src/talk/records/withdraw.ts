/** A recorded activity withdrawn, after a yes. Pure. */

import { yearAt, yearOf } from '../../ledger/year.ts';
import type { Intent, LedgerEntry } from '../../types/index.ts';
import { nameOf } from '../../words/talk/activity.ts';
import * as words from '../../words/talk/talk.ts';
import { standing } from '../asks/progress.ts';
import { note, put, say, type Work } from '../work.ts';
import { find } from './find.ts';

export function withdraw(work: Work, intent: Extract<Intent, { is: 'withdraw' }>) {
  const found = find(work, intent.ordinal, intent.like);
  if (found === 'none') return note(work, 'nothing-recorded', words.NOTHING_RECORDED);
  if (found === 'missing') return note(work, 'no-such', words.NO_SUCH);
  if ('among' in found)
    return put(work, {
      pending: { is: 'which', to: 'withdraw', among: found.among.slice(-9).map((e) => e.activity.id) },
    });
  if (found.one.status === 'approved')
    return note(work, 'approved-already', words.APPROVED_ALREADY(nameOf(found.one.activity)));
  put(work, { pending: { is: 'withdraw', activity: found.one.activity.id } });
}

/** After the yes. */
export function removeRecorded(work: Work, id: string) {
  const entry = work.facts.ledger.find((e) => e.activity.id === id);
  put(work, { pending: undefined, shown: undefined, last: work.conversation.last.filter((one) => one !== id) });
  if (!entry) return note(work, 'no-such', words.NO_SUCH);
  work.effects.push({ is: 'withdraw', activity: id });
  work.facts = {
    ...work.facts,
    ledger: work.facts.ledger.map((e): LedgerEntry => (e.activity.id === id ? { ...e, status: 'withdrawn' } : e)),
  };
  const year = yearAt(work.facts.rulesets, work.facts.member?.province, work.facts.day);
  const verdict = yearOf(work.facts, year);
  const stand = verdict?.covered ? `\n${standing(year, verdict, work.facts)}` : '';
  say(work, 'withdrawn', { text: words.WITHDRAWN(nameOf(entry.activity)) + stand }, true);
}
