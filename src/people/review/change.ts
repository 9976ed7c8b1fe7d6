/**
 * A change of what the roster says of somebody: how it is shown to whoever decides it, what a decision writes, and who is told
 * that one is asked for.
 */
import { dayOf } from '../../days.ts';
import { type Change, changed, changeOf, confirmed, stands } from '../../ledger/profile.ts';
import { effectOf } from '../../ledger/requirement.ts';
import type { Rulesets } from '../../rules/index.ts';
import type { Roster, Saying, Store, Write } from '../../store/index.ts';
import type { Card, Decision, Fields, Instant, Member, Request, ReviewItem, RuleSettings } from '../../types/index.ts';
import { UNNAMED } from '../../words/office/people.ts';
import { REVIEW } from '../../words/office/review.ts';
import * as words from '../../words/person/change.ts';
import { reviewersOf } from '../may.ts';

interface Known {
  readonly rulesets: Rulesets;
  readonly settings?: RuleSettings | undefined;
}
/** A request for a change, and whose it is. */
interface Asked {
  readonly member: Member;
  readonly request: Request;
}

function effectText({ rulesets, settings }: Known, member: Member, change: Change, at: Instant): string {
  const { before, after } = effectOf({ rulesets, ...(settings ? { settings } : {}) }, member, [change], dayOf(at));
  return words.effectWords(before, after);
}

/** What whoever decides reads of a change: what stands, what it is to become, from when, and what that changes. */
export function changeItem(
  known: Known,
  { member, request }: Asked,
  at: Instant,
): (Pick<ReviewItem, 'what' | 'facts' | 'warnings'> & Partial<ReviewItem>) | undefined {
  const change = request.kind === 'profile-change' ? changeOf(request.fields) : undefined;
  if (!change) return undefined;
  const { names } = known.rulesets;
  const isMoved = !stands(member, change);
  return {
    what: words.changeTitle(change),
    facts: words.decisionRows(change, names, effectText(known, member, change, at)),
    warnings: isMoved ? [words.CHANGE_MOVED(change.field, confirmed(member, change.field), names)] : [],
    ...(isMoved ? { choices: [{ to: 'rejected', label: REVIEW.labels.rejected ?? '' }] } : {}),
  };
}

/**
 * What a decision about a change writes beside the request's own status, and its word to the person. Undefined where the
 * roster says something else by now.
 */
export function changeDecided(
  known: Known,
  { member: owner, origin, request }: Roster & { readonly request: Request },
  { to, reason }: Pick<Decision, 'to' | 'reason'>,
  at: Instant,
): { readonly writes: readonly Write[]; readonly text: string; readonly detail: Fields } | undefined {
  const change = changeOf(request.fields);
  if (!change) return undefined;
  const { names } = known.rulesets;
  if (to === 'rejected') return { writes: [], text: words.CHANGE_REJECTED(change, names, reason ?? ''), detail: {} };
  if (!stands(owner, change)) return undefined;
  return {
    writes: [{ is: 'member', member: changed(owner, change), origin, was: owner }],
    text: words.CHANGE_APPROVED(change, names, effectText(known, owner, change, at)),
    detail: { field: change.field, before: change.was, after: change.to, from: change.from },
  };
}

/**
 * Whoever may decide is told of the changes that are asked for, each with buttons.
 * @param actions the buttons of a request, by its id
 */
export async function changeNotices(
  deps: Known & { readonly store: Pick<Store, 'members' | 'identities' | 'units'> },
  member: Member,
  asked: readonly Request[],
  {
    at,
    actions,
    cards,
  }: {
    readonly at: Instant;
    readonly actions: (id: string) => Card['actions'];
    readonly cards: (channel: string) => boolean;
  },
): Promise<readonly Write[]> {
  const changes = asked.filter(({ kind }) => kind === 'profile-change');
  if (changes.length === 0) return [];
  const reviewers = await reviewersOf(deps.store, member, 'profile-change');
  return reviewers.flatMap((reviewer) =>
    changes.flatMap((request): readonly Write[] => {
      const change = changeOf(request.fields);
      if (!change) return [];
      const text = words.CHANGE_ASKED(member.name ?? UNNAMED, change, deps.rulesets.names);
      const item = changeItem(deps, { member, request }, at);
      const card = {
        id: `review:${request.id}`,
        title: words.changeTitle(change),
        facts: item?.facts ?? [],
        actions: actions(request.id),
      };
      const body: Saying['body'] = cards(reviewer.address.channel)
        ? { text, card }
        : { text: `${text}${words.HOW_TO_DECIDE}` };
      const saying = {
        key: `asked:${request.id}:${reviewer.member}`,
        to: reviewer.address,
        member: reviewer.member,
        body,
      };
      return [{ is: 'say', saying }];
    }),
  );
}
