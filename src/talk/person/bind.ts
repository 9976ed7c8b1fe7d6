/** Who is behind an address: one-time codes; and a human, where we are not enough. Pure. */

import type { Intent } from '../../types/index.ts';
import * as words from '../../words/talk/talk.ts';
import { note, say, type Work } from '../work.ts';

const MINUTES = 10;

/** 绑定: a code to take to another chat, or a code brought from one. */
export function bind(work: Work, intent: Extract<Intent, { is: 'bind' }>) {
  if (intent.code === undefined) {
    if (!work.facts.member || intent.staffNumber !== undefined)
      return work.facts.member
        ? say(work, 'ask-code', { text: words.ASK_CODE })
        : say(work, 'must-bind', { text: words.MUST_BIND });
    if (!work.facts.direct) note(work, 'in-private', words.IN_PRIVATE);
    const until = new Date(Date.parse(work.facts.at) + MINUTES * 60_000).toISOString();
    work.effects.push({ is: 'issue-code', code: work.facts.freshCode, until });
    return say(work, 'code', { text: words.BIND_CODE(work.facts.freshCode) }, true);
  }
  const found = work.facts.codes[intent.code] ?? { is: 'unknown' };
  if (found.is !== 'open')
    return say(work, 'code-refused', { text: words.BIND_BAD[found.is] ?? words.BIND_BAD.unknown ?? '' });
  if (
    intent.staffNumber !== undefined &&
    found.staffNumber !== undefined &&
    found.staffNumber.toUpperCase() !== intent.staffNumber
  )
    return say(work, 'code-refused', { text: words.BIND_BAD.staff ?? '' });
  work.effects.push({ is: 'bind', code: intent.code, member: found.member });
  work.quiet = true;
  say(work, 'bound', { text: words.BOUND(found.name) });
}

export function human(work: Work) {
  const { contact } = work.facts;
  const open = work.conversation.drafts[0];
  work.effects.push({ is: 'handoff', text: open ? open.said : words.WANTS_HUMAN });
  say(work, 'human', { text: words.HUMAN(contact) });
}
