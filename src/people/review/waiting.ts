/** Reviewing: what a unit's manager finds waiting. */

import { creditOf, live, placeOf, yearAt, yearOf } from '../../ledger/year.ts';
import type { Rulesets } from '../../rules/index.ts';
import type { Store } from '../../store/index.ts';
import type { LedgerEntry, Member, Request, ReviewItem, RuleSettings } from '../../types/index.ts';
import { measureName, titleName, UNNAMED } from '../../words/office/people.ts';
import { REVIEW } from '../../words/office/review.ts';
import { creditWords, factsOf, lineOf, requestFacts } from '../../words/talk/activity.ts';
import { REQUEST_NAMES, REQUEST_STATUS } from '../../words/talk/request.ts';
import { type Reach, reachIn, sameWorld } from '../may.ts';
import { changeItem } from './change.ts';
import { ENTRY_STEPS, stepsOf } from './steps.ts';

/** Items of one page; a unit that has more sees the oldest. */
const MOST = 200;

interface Held {
  readonly member: Member;
  readonly ledger: readonly LedgerEntry[];
  readonly requests: readonly Request[];
}

/** The others in the units that the reviewer reaches, with what they have on record; what of it is theirs its kind decides. */
async function heldBy(store: Store, reviewer: Member, reach: Reach): Promise<readonly Held[]> {
  const members: Member[] = [];
  for (const unit of reach.reviewed)
    for (const { member } of await store.members({ unit }))
      if (member.id !== reviewer.id && sameWorld(member, reviewer)) members.push(member);
  const ids = members.map(({ id }) => id);
  const [ledgers, requests] = await Promise.all([store.ledgers(ids), store.requestsOf(ids)]);
  return members.map((member) => ({
    member,
    ledger: ledgers.get(member.id) ?? [],
    requests: requests.get(member.id) ?? [],
  }));
}

/**
 * Everything of the reviewer's units that waits, the oldest first, at most 200. Never the reviewer's own. What they may read
 * and not decide has no choices.
 */
export async function reviewsFor(
  store: Store,
  rulesets: Rulesets,
  reviewer: Member,
  settings?: RuleSettings,
): Promise<readonly ReviewItem[]> {
  const reach = await reachIn(store, reviewer);
  const held = await heldBy(store, reviewer, reach);
  const uses = usesOf(held);
  const waiting = held
    .flatMap((one) => [
      ...one.ledger
        .filter(({ status, activity }) => status === 'submitted' && reach.reads(one.member, activity.type))
        .map((entry) => ({ ...one, entry, kind: entry.activity.type, at: entry.recordedAt })),
      ...one.requests
        .filter((request) => stepsOf(request).length > 0 && reach.reads(one.member, request.kind))
        .map((request) => ({ ...one, request, kind: request.kind, at: request.at })),
    ])
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(0, MOST);
  return Promise.all(
    waiting.map(async (one) => {
      const files = 'entry' in one ? one.entry.attachments : filesOf(one.request);
      const shown = await Promise.all(files.map(async (hash) => ({ hash, file: await store.file(hash) })));
      const common = {
        member: one.member.id,
        name: one.member.name ?? UNNAMED,
        titleName: titleName(one.member),
        files: shown.flatMap(({ hash, file }) => (file ? [{ hash, name: file.name, mime: file.mime }] : [])),
        at: one.at,
      };
      const item =
        'entry' in one
          ? entryItem(one, rulesets, settings, uses)
          : { ...requestItem(one.request), ...changeItem({ rulesets, settings }, one, one.request.at) };
      return { ...common, ...item, ...(reach.decides(one.member, one.kind) ? {} : { choices: [] }) };
    }),
  );
}

const choicesOf = (steps: readonly string[]): ReviewItem['choices'] =>
  steps.map((to) => ({ to, label: REVIEW.labels[to] ?? to }));

function entryItem(
  { member, ledger, requests, entry }: Held & { readonly entry: LedgerEntry },
  rulesets: Rulesets,
  settings: RuleSettings | undefined,
  uses: ReadonlyMap<string, ReadonlySet<string>>,
) {
  const known = { rulesets, member, ledger, requests, ...(settings ? { settings } : {}) };
  const credits = creditOf(known, entry);
  const year = yearAt(rulesets, member.province, placeOf(entry.activity, entry.recordedAt));
  const unit = measureName(yearOf(known, year)?.unit ?? 'credits');
  const before = entry.replaces && ledger.find(({ activity }) => activity.id === entry.replaces);
  const shared = entry.attachments.some((hash) => (uses.get(hash)?.size ?? 0) > 1);
  return {
    is: 'activity' as const,
    id: entry.activity.id,
    what: lineOf(entry.activity),
    facts: factsOf(entry.activity),
    ...(credits === null ? {} : { worth: creditWords(credits, false, unit) }),
    warnings: [
      ...(before ? [REVIEW.corrects(lineOf(before.activity))] : []),
      ...(shared ? [REVIEW.shared] : []),
      ...(entry.attachments.length === 0 ? [REVIEW.bare] : []),
    ],
    status: entry.status,
    statusWords: REVIEW.waiting,
    choices: choicesOf(ENTRY_STEPS),
  };
}

function requestItem(request: Request) {
  return {
    is: 'request' as const,
    id: request.id,
    what: REVIEW.request(request.year, REQUEST_NAMES[request.kind]),
    facts: requestFacts(request.fields),
    warnings: [],
    status: request.status,
    statusWords: REQUEST_STATUS[request.status] ?? '',
    choices: choicesOf(stepsOf(request)),
  };
}

const filesOf = ({ fields: { files } }: Request): readonly string[] =>
  Array.isArray(files) ? files.filter((one): one is string => typeof one === 'string') : [];

/** Which live entries and requests a file belongs to. */
function usesOf(held: readonly Held[]): Map<string, Set<string>> {
  const uses = new Map<string, Set<string>>();
  const note = (hash: string, owner: string): void => {
    uses.set(hash, (uses.get(hash) ?? new Set()).add(owner));
  };
  for (const { ledger, requests } of held) {
    for (const { activity, attachments } of live(ledger)) for (const hash of attachments) note(hash, activity.id);
    for (const request of requests) for (const hash of filesOf(request)) note(hash, request.id);
  }
  return uses;
}

/** Whose file it is, where it belongs to something that the reviewer may look at. */
export async function ownerOfFile(store: Store, reviewer: Member, hash: string): Promise<string | undefined> {
  const reach = await reachIn(store, reviewer);
  const held = await heldBy(store, reviewer, reach);
  return held.find(({ member, ledger, requests }) => {
    const entries = live(ledger).filter(({ activity }) => reach.reads(member, activity.type));
    const asked = requests.filter(({ kind }) => reach.reads(member, kind));
    return usesOf([{ member, ledger: entries, requests: asked }]).has(hash);
  })?.member.id;
}
