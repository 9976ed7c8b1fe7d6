/**
 * The reducer of a conversation: (conversation, intents, facts) → {next, replies, effects}. Pure: the same message
 * stepped again gives the same answer, so that a stale version can simply be stepped once more.
 */

import type { About, Conversation, Intent, SmallTalk } from '../types/index.ts';
import { PROFILE_FIELDS } from '../understand/index.ts';
import * as words from '../words/talk/talk.ts';
import { answerTo, rate } from './asks/answer.ts';
import { aboutOther } from './asks/other.ts';
import { progress, publicLine, yearAsked } from './asks/progress.ts';
import { decideOne, refuse, reviews } from './asks/reviews.ts';
import { whatIf } from './asks/what-if.ts';
import { cardId } from './card-id.ts';
import { confirm } from './drafts/confirm.ts';
import { fill } from './drafts/fill.ts';
import { pressed } from './drafts/press.ts';
import { cancel, restart, resume, silence } from './drafts/put-away.ts';
import { apart, report } from './drafts/report.ts';
import type { Facts, StepResult } from './facts.ts';
import { attachFile, detach } from './papers.ts';
import { bind, bindings, human, unbind } from './person/bind.ts';
import { leave } from './person/leave.ts';
import { privacy } from './person/privacy.ts';
import { missingProfile, profile, setProfile } from './person/profile.ts';
import { takeSeen } from './pictures.ts';
import { promptOf } from './prompt.ts';
import { amend } from './records/amend.ts';
import { setPending } from './records/which.ts';
import { withdraw } from './records/withdraw.ts';
import { withdrawRequest } from './requests/send.ts';
import { request, retellRequest, setRequest } from './requests/tell.ts';
import { begin, flush, note, put, say, type Work } from './work.ts';

/** A conversation in which nothing has been said. */
export const newConversation = (): Conversation => ({
  version: 0,
  drafts: [],
  shelf: [],
  files: [],
  unknown: [],
  last: [],
  prior: [],
});

/**
 * @param conversation as stored; its version is the one to compare with when `next` is committed
 * @param intents what the message means, from `understand`
 * @param facts everything a step may need, gathered by the desk
 */
export function step(conversation: Conversation, intents: readonly Intent[], facts: Facts): StepResult {
  const work = begin(conversation, facts);
  const isClock = intents.every((intent) => intent.is === 'silence');
  // A yes is for the card that was shown: nothing is filled in under it.
  if (intents.some(({ is }) => is === 'set' || is === 'report' || is === 'unclear')) takeSeen(work);
  for (const intent of group(intents)) apply(work, intent, intents.length > 1);
  // What is being filled in is asked about in private.
  const isElsewhere = !facts.direct && isPublic(intents) && isFilling(work.conversation);
  const prompt = work.quiet || isElsewhere ? null : promptOf(work.conversation, work.facts);
  const asked = promptOf(work.conversation, work.facts);
  if (prompt) {
    const lines = work.lines.splice(0);
    const lead = lines.map(({ text }) => text).join('\n');
    const about = [...lines.map((line) => line.about), prompt.about];
    const isPersonal = prompt.awaiting === 'confirm';
    const text = lead ? `${lead}\n${prompt.text}` : prompt.text;
    say(work, about, prompt.card ? { text, card: prompt.card } : { text }, isPersonal);
  } else flush(work);
  if (work.replies.length === 0 && !isClock && !work.quiet) say(work, 'unclear', { text: words.UNCLEAR });
  const isConfirm = asked?.awaiting === 'confirm' && asked.card?.id !== undefined;
  const shown =
    isConfirm && prompt
      ? {
          card: asked.card?.id ?? '',
          versions: Object.fromEntries(work.conversation.drafts.map((d) => [d.id, d.version])),
        }
      : undefined;
  const judges = intents.every((intent) => LEAVES_ANSWER.has(intent.is === 'small-talk' ? intent.kind : intent.is));
  const isAnswered = judges || work.conversation.answer !== conversation.answer;
  put(work, {
    version: conversation.version + 1,
    answer: isAnswered ? work.conversation.answer : undefined,
    other: judges || isClock || intents.some(({ is }) => is === 'other') ? work.conversation.other : undefined,
    ...(isClock ? {} : { touched: facts.at, nudged: undefined }),
    shown: prompt ? shown : work.conversation.shown,
  });
  if (!facts.direct) keepPrivate(work, intents);
  const personal = [...work.personal];
  return {
    next: work.conversation,
    replies: work.replies,
    effects: work.effects,
    awaiting: asked?.awaiting ?? null,
    private: facts.direct ? [] : personal,
  };
}

/** What may be answered before others: it is about documents and about us, not about a person. */
const PUBLIC: ReadonlySet<string> = new Set(['ask', 'help', 'small-talk', 'rate', 'human', 'unclear']);
/** What tells a group that something was said elsewhere. */
const POINTS_ELSEWHERE: ReadonlySet<About['is']> = new Set(['in-private', 'unit-in-private', 'other-in-private']);

const isFilling = ({ drafts, request }: Conversation): boolean => drafts.length > 0 || request !== undefined;
const isPublic = (intents: readonly Intent[]): boolean => intents.every(({ is }) => PUBLIC.has(is));

/** In a group: whatever is about the person goes to the person alone, and the group hears only that it did. */
function keepPrivate(work: Work, intents: readonly Intent[]) {
  if (!isPublic(intents))
    work.replies.forEach((reply, i) => {
      if (!reply.about?.every(({ is }) => POINTS_ELSEWHERE.has(is))) work.personal.add(i);
    });
  if (work.replies.length > 0 && work.personal.size === work.replies.length)
    work.replies.push({ text: words.IN_PRIVATE, about: [{ is: 'in-private' }] });
}

/** What may be said without turning away from the answer that was just given. */
const LEAVES_ANSWER: ReadonlySet<string> = new Set(['rate', 'silence', 'ok', 'thanks', 'praise', 'complaint']);

/** Sets of one message are applied together, so that they make one remark and one question. */
function group(
  intents: readonly Intent[],
): readonly (Intent | { readonly is: 'sets'; readonly sets: readonly Extract<Intent, { is: 'set' }>[] })[] {
  const sets = intents.filter((intent): intent is Extract<Intent, { is: 'set' }> => intent.is === 'set');
  const others = intents.filter((intent) => intent.is !== 'set');
  // What is another one comes to be before anything is said of it.
  const before = others.filter(({ is }) => is === 'apart');
  return sets.length > 0 ? [...before, { is: 'sets', sets }, ...others.filter((o) => !before.includes(o))] : others;
}

function apply(work: Work, intent: ReturnType<typeof group>[number], hasMore = false) {
  switch (intent.is) {
    case 'report':
      return report(work, intent.activities);
    case 'sets':
      return route(work, intent.sets);
    case 'set':
      return route(work, [intent]);
    case 'confirm':
      return confirm(work, intent.of === 'request' ? requestCardId(work) : undefined);
    case 'press':
      return pressed(work, intent, (inner) => apply(work, inner));
    case 'apart':
      return apart(work);
    case 'reject':
      if (retellRequest(work)) return;
      work.quiet = true;
      return note(work, 'what-is-wrong', words.WHAT_IS_WRONG);
    case 'cancel':
      return cancel(work, intent.which);
    case 'restart':
      return restart(work, hasMore);
    case 'resume':
      return resume(work);
    case 'ask':
      if (intent.guessed) note(work, 'guessed', words.GUESSED(intent.question));
      return answerTo(work, intent.question);
    case 'what-if':
      return whatIf(work, intent.activities, intent.question);
    case 'progress':
      return askYear(work, intent);
    case 'rate':
      return rate(work, intent);
    case 'help':
      return say(work, 'help', { text: words.HELP });
    case 'small-talk':
      return smallTalk(work, intent.kind);
    case 'human':
      return human(work);
    case 'withdraw':
      return withdraw(work, intent);
    case 'withdraw-request':
      return withdrawRequest(work, intent.kind);
    case 'amend':
      return amend(work, intent);
    case 'request':
      return request(work, intent);
    case 'profile':
      return profile(work, intent);
    case 'leave':
      return leave(work, intent);
    case 'reviews':
      return reviews(work);
    case 'decide':
      return decideOne(work, intent.id, intent.to);
    case 'bind':
      return bind(work, intent);
    case 'privacy':
      return privacy(work, intent);
    case 'bindings':
      return bindings(work);
    case 'unbind':
      return unbind(work, intent);
    case 'file':
      return attachFile(work, intent.file, (activities) => report(work, activities));
    case 'detach':
      return detach(work, intent);
    case 'other':
      return aboutOther(work, intent);
    case 'hostile':
      work.effects.push({ is: 'audit', what: 'refused', detail: { kind: intent.kind } });
      return say(work, { is: 'refused', kind: intent.kind }, { text: words.HOSTILE[intent.kind] });
    case 'silence':
      return silence(work, intent.stage);
    case 'unclear':
      return unclear(work, intent.text);
  }
}

function smallTalk(work: Work, kind: SmallTalk) {
  const open = promptOf(work.conversation, work.facts) !== null;
  const text = words.SMALL[kind];
  if (open && kind === 'ok') return;
  note(work, { is: 'small-talk', kind }, open ? (words.SMALL_SHORT[kind] ?? text) : text);
}

/** An answer to words that look like no question must be surer than this. */
const SURE = 0.8;

function unclear(work: Work, text: string) {
  const open = promptOf(work.conversation, work.facts);
  const answer = work.facts.answers[text];
  if (open === null && answer?.kind === 'answer' && answer.confidence >= SURE) return answerTo(work, text);
  const isAsked = open !== null && open.awaiting !== 'confirm';
  if (open) note(work, 'unclear-answer', words.UNCLEAR_ANSWER + (isAsked ? words.WAYS_OUT : ''));
  else note(work, 'unclear', words.UNCLEAR);
}

const requestCardId = ({ conversation: { request } }: Work): string | undefined => request && cardId.request(request);

/** A question about one's own year; what the verdict hangs on is asked first, once. */
function askYear(work: Work, intent: Extract<Intent, { is: 'progress' }>) {
  if (intent.what === 'unit') return unitDigest(work);
  const needed = work.conversation.drafts.length === 0 ? missingProfile(work) : undefined;
  if (needed && intent.what !== 'requests' && intent.what !== 'profile') {
    put(work, { pending: { is: 'profile', field: needed, next: intent } });
    return;
  }
  const year = intent.ago === undefined ? intent.year : yearAsked(work.facts, undefined) - intent.ago;
  const reply = progress(intent.what, year, work.facts);
  const lead = intent.about === 'public' ? publicLine(year, work.facts) : '';
  say(work, { is: 'progress', what: intent.what }, lead ? { ...reply, text: `${lead}\n${reply.text}` } : reply, true);
}

/** A manager's question about the unit: the digest, in a direct chat only. */
function unitDigest(work: Work) {
  const { direct, units } = work.facts;
  if (units === undefined) return note(work, 'unit-not-yours', words.UNIT_NOT_YOURS);
  if (!direct) return note(work, 'unit-in-private', words.UNIT_IN_PRIVATE);
  for (const { unit, text } of units) {
    say(work, 'unit', { text });
    work.effects.push({ is: 'looked', what: 'viewed-unit', detail: { unit } });
  }
  note(work, 'unit', words.UNIT_PAGE);
}

/** What a set is about: a pending choice, the profile, a draft, a request. */
function route(work: Work, sets: readonly Extract<Intent, { is: 'set' }>[]) {
  const { pending } = work.conversation;
  const own = sets.filter(
    (s) =>
      PROFILE_FIELDS.has(s.field) && !(work.conversation.request?.kind === 'title-correction' && s.field === 'title'),
  );
  if (own.length > 0) setProfile(work, own, (intent) => apply(work, intent));
  const rest = sets.filter((s) => !own.includes(s));
  if (rest.length === 0) return;
  const reason = rest.find((s) => s.field === 'reason')?.to;
  if (pending?.is === 'refuse' && typeof reason === 'string') return refuse(work, pending.decision, reason);
  if (pending && rest.some((s) => s.field === 'which')) return setPending(work, rest);
  if (work.conversation.drafts.length > 0) return fill(work, rest);
  if (work.conversation.request) return setRequest(work, rest);
  return note(work, 'nothing-open', words.NOTHING_OPEN);
}
