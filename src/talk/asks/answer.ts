/** Answers to policy questions as a conversation gives them, and what people think of them. Pure. */
import { makeupOf, noCarryOf } from '../../rules/index.ts';
import type { Answer, Card, Intent, Reply, Turn, Vote } from '../../types/index.ts';
import { NO_ANSWER, POLICY, RATE, WHICH } from '../../words/answers/policy.ts';
import { provinceNamed } from '../../words/talk/ask.ts';
import { button } from '../button.ts';
import { freshId, note, put, say, type Work } from '../work.ts';

/** How much of a talk a question may lean on. */
const TURNS = 6;
/** An offer in a turn that was kept before turns carried their choices. Frozen. */
const KEPT_OFFER = /^1\. /m;

/** A policy question: what the desk gathered is said; what has no answer goes to the curator. */
export function answerTo(work: Work, question: string) {
  const none = noMakeup(work, question);
  if (none !== undefined) return say(work, { is: 'answer', kind: 'abstain' }, { text: none });
  const answer = work.facts.answers[question];
  if (answer?.kind !== 'answer') {
    const reason = answer?.kind === 'clarify' ? 'unsure' : answer?.settled ? 'told' : 'silent';
    const { province } = answer?.asked ?? {};
    work.effects.push({
      is: 'gap',
      question: answer?.asked?.question ?? question,
      ...(province === undefined ? {} : { province }),
      reason,
      answered: answeredIn(answer),
    });
  }
  const { pending, prior } = work.conversation;
  const isChosen = pending?.is === 'about' && pending.choices.includes(question);
  const about = isChosen ? pending.question : (answer?.asked?.question ?? question);
  give(work, { question, about, answer, before: prior });
}

/** 能申请明年补学吗, where the documents know no makeup and forbid carrying over: both are said. */
function noMakeup({ facts }: Work, question: string): string | undefined {
  const province = facts.member?.province;
  if (province === undefined || !facts.rulesets.provinces.includes(province)) return undefined;
  if (facts.answers[question]?.kind === 'answer' || !/补学|明年[^,，。]{0,4}补|补到明年/.test(question))
    return undefined;
  const carry = noCarryOf(facts.rulesets, province);
  if (makeupOf(facts.rulesets, province) || !carry) return undefined;
  return POLICY.noMakeup(provinceNamed(facts.rulesets.names[province]), carry.cite);
}

/**
 * Says an answer under an id of its own. `about`: the question as it was first asked, where `question` is a choice of ours;
 * `before`: the talk that the question leans on.
 */
function give(
  work: Work,
  asked: {
    readonly question: string;
    readonly about: string;
    readonly answer: Answer | undefined;
    readonly before: readonly Turn[];
  },
) {
  const { question, about, answer, before } = asked;
  const id = `answer:${freshId(work)}`;
  const reply = answer ? replyOf(answer, id) : { text: NO_ANSWER };
  say(work, { is: 'answer', kind: answer?.kind ?? 'abstain' }, reply);
  // The whole text of an offer, whatever of it the buttons say.
  const said: Turn = { answer: answer?.text ?? reply.text, ...(answer?.choices ? { choices: answer.choices } : {}) };
  const turns = [...before, { question }, said].slice(-TURNS);
  work.effects.push({
    is: 'answered',
    answer: {
      id,
      question: about,
      province: answer?.asked?.province ?? work.facts.member?.province ?? '',
      // Of what was answered only the offers matter: they are not made again.
      turns: turns.filter((turn) => 'question' in turn || turn.choices !== undefined || KEPT_OFFER.test(turn.answer)),
      answered: answeredIn(answer),
    },
  });
  const choices = answer?.choices ?? [];
  if (choices.length > 0) put(work, { pending: { is: 'about', question: about, choices } });
  else if (work.conversation.pending?.is === 'about') put(work, { pending: undefined });
  put(work, { answer: id, prior: turns });
}

/** What was answered, for the gap log: the clauses cited, or else our words, in short. */
export const answeredIn = (answer: Answer | undefined): string =>
  (answer === undefined
    ? ''
    : answer.citations.map((c) => `${c.number ?? c.title} ${c.clause}`).join('；') || answer.text
  ).slice(0, 200);

/** An answer as we show it: the text, its sources, what to choose between, and the buttons that judge it. */
export function replyOf(answer: Answer, id: string): Reply {
  const choices = answer.choices ?? [];
  if (choices.length > 0) {
    const actions = choices.slice(0, 6).map((choice) => button({ is: 'ask', question: choice }, choice));
    const none = button({ is: 'rate', vote: 'other' }, RATE.none);
    // The buttons say the choices; a channel without buttons numbers them itself.
    return { text: WHICH, card: { id, title: POLICY.choose, facts: [], actions: [...actions, none] } };
  }
  const missing = answer.citations
    .slice(0, 2)
    .filter((c) => c.line === undefined)
    .map((c) => POLICY.source(c.title, c.number, c.clause));
  const text = [answer.text, ...(answer.kind === 'clarify' ? [] : missing)].join('\n');
  return answer.kind === 'answer' ? { text, card: ratingCard(answer, id) } : { text };
}

const VOTES: readonly Vote[] = ['up', 'down', 'other'];

function ratingCard(answer: Answer, id: string): Card {
  const links = answer.citations.flatMap(({ document, anchor, line }) =>
    anchor && line ? [{ label: line, href: `/documents/${document}#${anchor}` }] : [],
  );
  return {
    id,
    title: '',
    facts: [],
    actions: VOTES.map((vote) => button({ is: 'rate', vote }, RATE.buttons[vote])),
    lasting: { hint: RATE.hint },
    ...(links.length > 0 ? { links } : {}),
  };
}

/**
 * What an answer was worth. A press shows itself on its button, so that it is answered only where there is something to say;
 * the same judgement again says nothing new.
 */
export function rate(work: Work, { vote, answer = work.conversation.answer, typed }: Extract<Intent, { is: 'rate' }>) {
  const known = answer === undefined ? undefined : work.facts.rated?.[answer];
  if (typed === 'restated') {
    if (answer !== undefined && known && known.vote !== vote) work.effects.push({ is: 'vote', answer, vote });
    return;
  }
  if (answer === undefined || !known) {
    work.quiet = !typed;
    return note(work, 'rate-gone', RATE.gone);
  }
  if (typed === 'thanks') {
    if (known.vote === undefined) work.effects.push({ is: 'vote', answer, vote });
    return note(work, 'welcome', RATE.welcome);
  }
  if (known.vote === vote) {
    work.quiet = !typed;
    return typed ? note(work, 'rated-already', RATE.already) : undefined;
  }
  work.effects.push({ is: 'vote', answer, vote });
  if (vote === 'other')
    return give(work, { question: RATE.other, about: known.question, answer: known.next, before: known.turns });
  work.quiet = !typed;
  // In a group nobody else need hear of it: the button says that it was pressed.
  if (vote === 'down') return typed || work.facts.direct ? note(work, { is: 'rated', vote }, RATE.down) : undefined;
  if (typed) note(work, { is: 'rated', vote }, RATE.up);
}
