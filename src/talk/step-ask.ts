import type { Answer, Reply, Turn } from '../types.ts';
import { lineOf } from './cards.ts';
import { whatIfText } from './progress.ts';
import { nextWant, settleType } from './slots.ts';
import type { Draft, Extracted } from './types.ts';
import { NO_ANSWER, POLICY } from './words-ask-policy.ts';
import { freshId, put, say, type Work } from './work.ts';

/** A policy question: what the desk gathered is said; what has no answer goes to the curator. */
export function answerTo(work: Work, question: string) {
  const answer = work.facts.answers[question];
  if (!answer || answer.kind === 'abstain') work.effects.push({ is: 'gap', question });
  const reply = answer ? replyOf(answer) : { text: NO_ANSWER };
  say(work, reply);
  const turns: Turn[] = [{ question }, { answer: reply.text }];
  put(work, { prior: [...work.conversation.prior, ...turns].slice(-6) });
}

/** An answer as we show it: the text, its sources, what to choose between. */
export function replyOf(answer: Answer): Reply {
  const missing = answer.citations
    .slice(0, 2)
    .filter((c) => !answer.text.includes(c.clause) && !(c.number && answer.text.includes(c.number)))
    .map((c) => POLICY.source(c.title, c.number, c.clause));
  const text = [answer.text, ...missing].join('\n');
  if (!answer.choices || answer.choices.length === 0) return { text };
  return {
    text,
    card: {
      title: POLICY.choose,
      facts: [],
      actions: answer.choices.slice(0, 6).map((choice) => ({ value: `ask:${choice}`, label: choice })),
    },
  };
}

const GUESS: { readonly [field: string]: number | boolean | string } = {
  role: 'participant',
  passed: true,
  approved: true,
  fullTime: true,
  remote: false,
  firstEdition: true,
  count: 1,
  sessions: 1,
  corresponding: false,
  form: 'theory',
};

/** 假如我讲一次课能有几分: judged by the rules beside the year as it stands; nothing is recorded. */
export function whatIf(work: Work, activities: readonly Extracted[], question: string) {
  const planned = activities.flatMap((one) => {
    const { type, open } = settleType(one, work.facts);
    const chosen = type ?? open?.[0];
    if (!chosen) return [];
    let draft: Draft = {
      id: freshId(work),
      version: 0,
      type: chosen,
      fields: { ...one.fields, date: work.facts.day },
      said: one.said,
      assumed: [],
      attachments: [],
    };
    for (let i = 0; i < 12; i++) {
      const want = nextWant(draft, work.facts);
      const value = want ? GUESS[want.field] : undefined;
      if (!want || value === undefined) break;
      draft = { ...draft, fields: { ...draft.fields, [want.field]: value } };
    }
    return [{ ...draft.fields, id: draft.id, type: chosen }];
  });
  const text = planned.length > 0 && work.facts.member?.province ? whatIfText(planned, work.facts) : undefined;
  const said = text !== undefined && !/文件没有给出学分标准/.test(text);
  if (said && text !== undefined) {
    say(work, { text }, true);
    put(work, { prior: [...work.conversation.prior, { question }, { answer: text }].slice(-6) });
    return;
  }
  answerTo(work, question);
}

export { lineOf };
