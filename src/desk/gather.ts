import { dayOf } from '../days.ts';
import { decidesForUnits, looksAtUnits } from '../people/may.ts';
import { reviewsFor } from '../people/review/waiting.ts';
import { digestsFor } from '../people/units.ts';
import type { Rulesets } from '../rules/index.ts';
import type { Roster, Store } from '../store/index.ts';
import type { Facts } from '../talk/index.ts';
import type {
  Address,
  Answer,
  Answering,
  Conversation,
  Draft,
  Fields,
  Help,
  Helper,
  Instant,
  Intent,
  Question,
  RuleSettings,
} from '../types/index.ts';
import { perhapsAsks } from '../understand/index.ts';
import { chatRef } from './binding.ts';
import { idsOf } from './ids.ts';

/** The field of an activity that holds the number of its certificate. */
export const CERTIFICATE_FIELD = 'certificateNumber';

const numberIn = (fields: Fields): readonly string[] => {
  const number = fields[CERTIFICATE_FIELD];
  return typeof number === 'string' && number !== '' ? [number] : [];
};

const certificateNumbers = (drafts: readonly Draft[], intents: readonly Intent[]): readonly string[] => [
  ...drafts.flatMap((draft) => numberIn(draft.fields)),
  ...intents.flatMap((intent) => {
    if (intent.is === 'report') return intent.activities.flatMap((activity) => numberIn(activity.fields));
    if (intent.is === 'set' && intent.field === CERTIFICATE_FIELD && typeof intent.to === 'string') return [intent.to];
    if (intent.is === 'file') return numberIn(intent.file.proposed ?? {});
    return [];
  }),
];

/** Files that belong to nothing yet, and those of the drafts. */
const picturesOf = ({ files, drafts }: Conversation): readonly string[] => [
  ...files,
  ...drafts.flatMap((draft) => draft.attachments),
];

export interface GatherDeps {
  readonly store: Store;
  readonly rulesets: Rulesets;
  readonly answer: Answering;
  /** A model's help, where an operator has configured one. */
  readonly helper?: Helper;
  /** Who answers when we cannot and the person's unit names nobody. */
  readonly contact?: Facts['contact'];
  /** Readings and parameters that the operator has set. */
  readonly settings?: RuleSettings;
  /** Whether an unknown person at this address may introduce themselves. */
  readonly mayIntroduce: (address: Address) => boolean;
}

export interface Occasion {
  readonly at: Instant;
  readonly address: Address;
  /** What the ids of this step are made from. */
  readonly cause: string;
  readonly person: Roster | undefined;
}

/** Everything known before the words are understood: no answers, codes or certificates yet. */
export async function gatherBase(deps: GatherDeps, { at, address, cause, person }: Occasion): Promise<Facts> {
  const known = person !== undefined && person.origin !== 'bare';
  const [ledger, requests, unit] = await Promise.all([
    known ? deps.store.ledger(person.member.id) : [],
    known ? deps.store.requests(person.member.id) : [],
    known && person.member.unit !== undefined ? deps.store.unit(person.member.unit) : undefined,
  ]);
  const contact = unit?.contact ?? deps.contact;
  return {
    at,
    day: dayOf(at),
    direct: address.room === undefined,
    ...(known ? { member: person.member } : {}),
    onRoster: person?.origin === 'roster',
    mayIntroduce: deps.mayIntroduce(address),
    rulesets: deps.rulesets,
    ledger,
    requests,
    answers: {},
    freshId: idsOf(cause),
    chat: chatRef(address),
    certificates: {},
    ...(contact === undefined ? {} : { contact }),
    ...(deps.settings === undefined ? {} : { settings: deps.settings }),
  };
}

/** The question that an intent puts to the documents, if any. */
function askedIn(intent: Intent): string | undefined {
  if (intent.is === 'ask' || intent.is === 'what-if') return intent.question;
  return intent.is === 'unclear' && perhapsAsks(intent.text) ? intent.text : undefined;
}

interface Wanted {
  readonly conversation: Conversation;
  readonly intents: readonly Intent[];
  /** A model's, for this message; it may word an answer, and what it read from pictures is at hand. */
  readonly help: Help | undefined;
}

/** The answers to what the intents ask, by the words of the question. */
async function answersFor(
  answer: Answering,
  facts: Facts,
  { conversation, intents, help }: Wanted,
): Promise<{ readonly [question: string]: Answer }> {
  const answers: Record<string, Answer> = {};
  for (const intent of intents) {
    const asked = askedIn(intent);
    if (asked === undefined) continue;
    const question: Question = {
      question: asked,
      prior: conversation.prior,
      on: facts.day,
      ...(facts.member === undefined ? {} : { person: facts.member }),
      ...(facts.member?.province === undefined ? {} : { province: facts.member.province }),
    };
    const plain = answer(question);
    answers[asked] = help && intent.is === 'ask' ? await help.answer(question, plain, facts.member) : plain;
  }
  return answers;
}

/** The units that the person looks at, in words; none in a group, undefined where they look at nobody's figures. */
async function unitsFor(deps: GatherDeps, { member, direct, day }: Facts): Promise<Facts['units']> {
  if (member === undefined || !looksAtUnits(member)) return undefined;
  return direct ? digestsFor(deps, member, day) : [];
}

/** Adds what waits for the person's decision, where they ask for it or decide. */
export async function gatherReviews(deps: GatherDeps, facts: Facts, wanted: Wanted): Promise<Facts> {
  const { member } = facts;
  const { pending } = wanted.conversation;
  const isDeciding = pending?.is === 'refuse' || wanted.intents.some(({ is }) => is === 'reviews' || is === 'decide');
  if (!isDeciding || !facts.direct || member === undefined || !facts.onRoster || !decidesForUnits(member)) return facts;
  return { ...facts, reviews: await reviewsFor(deps.store, deps.rulesets, member, deps.settings) };
}

/** Adds what the intents call for. */
export async function gatherFor(deps: GatherDeps, facts: Facts, wanted: Wanted): Promise<Facts> {
  const { conversation, intents, help } = wanted;
  const answers = await answersFor(deps.answer, facts, wanted);
  const asksUnit = intents.some((intent) => intent.is === 'progress' && intent.what === 'unit');
  const units = asksUnit ? await unitsFor(deps, facts) : undefined;
  const asksFigures = facts.member !== undefined && intents.some((intent) => intent.is === 'progress');
  const damaged = asksFigures ? (await deps.store.damaged(facts.member?.id ?? '')).length : 0;
  const pictures = help?.seen(picturesOf(conversation), facts.member, facts.day) ?? {};
  const numbers = [
    ...certificateNumbers(conversation.drafts, intents),
    ...Object.values(pictures).flatMap((fields) => numberIn(fields)),
  ];
  return {
    ...facts,
    answers,
    ...(Object.keys(pictures).length > 0 ? { pictures } : {}),
    ...(units === undefined ? {} : { units }),
    ...(damaged === 0 ? {} : { damaged }),
    certificates: await deps.store.certificates(numbers, facts.member?.id ?? ''),
  };
}
