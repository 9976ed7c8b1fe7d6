/** Reviewing: what becomes of something that waits. */

import type { Rulesets } from '../../rules/index.ts';
import type { Roster, Store, Write } from '../../store/index.ts';
import type { Address, Decision, Instant, LedgerEntry, Member, Request, RuleSettings } from '../../types/index.ts';
import { approvedWords, REVIEW, rejectedWords } from '../../words/office/review.ts';
import { daysOf, lineOf } from '../../words/talk/activity.ts';
import { REQUEST_NAMES, REQUEST_STATUS } from '../../words/talk/request.ts';
import { reachIn } from '../may.ts';
import { changeDecided } from './change.ts';
import { ENTRY_STEPS, stepsOf } from './steps.ts';

/** What one decision writes, with its word to the person; undefined when it is not the reviewer's to take. */
export async function decisionWrites(
  { store, ...known }: Deciding,
  reviewer: Member,
  { is, id, member, was, to, reason }: Decision,
  at: Instant,
): Promise<readonly Write[] | undefined> {
  const owner: Roster | undefined = await store.member(member);
  if (!owner) return undefined;
  const found =
    is === 'activity'
      ? (await store.ledger(member)).find(({ activity }) => activity.id === id)
      : (await store.requests(member)).find((request) => request.id === id);
  if (!found || found.status !== was) return undefined;
  const kind = 'activity' in found ? found.activity.type : found.kind;
  if (!(await reachIn(store, reviewer)).decides(owner.member, kind)) return undefined;
  const steps: readonly string[] =
    'activity' in found ? (found.status === 'submitted' ? ENTRY_STEPS : []) : stepsOf(found);
  if (!steps.includes(to)) return undefined;
  const what =
    'activity' in found
      ? REVIEW.activity(daysOf(found.activity), lineOf(found.activity))
      : REVIEW.request(found.year, REQUEST_NAMES[found.kind]);
  const change: Write =
    'activity' in found
      ? { is: 'entry-status', activity: id, member, status: to as LedgerEntry['status'], was: found.status }
      : { is: 'request-status', request: id, member, status: to as Request['status'], was: found.status };
  const isChange = 'kind' in found && found.kind === 'profile-change';
  const changing = isChange
    ? changeDecided(known, { ...owner, request: found }, { to, ...(reason ? { reason } : {}) }, at)
    : undefined;
  if (isChange && !changing) return undefined;
  const [address] = await store.identities(member);
  const text =
    changing?.text ??
    (to === 'rejected'
      ? rejectedWords(what, reason ?? '', is)
      : approvedWords(what, 'kind' in found ? (REQUEST_STATUS[to] ?? '') : undefined));
  return [
    change,
    ...(changing?.writes ?? []),
    {
      is: 'audit',
      member,
      by: reviewer.id,
      what: 'reviewed',
      detail: { [is]: id, was, to, ...(reason ? { reason } : {}), ...changing?.detail },
    },
    ...(address
      ? [
          {
            is: 'say' as const,
            saying: { key: `review:${id}:${was}:${to}`, to: address.address, member, body: { text } },
          },
        ]
      : []),
  ];
}

interface Deciding {
  readonly store: Store;
  readonly rulesets: Rulesets;
  readonly settings?: RuleSettings | undefined;
}

/**
 * Takes one decision, tells the person, leaves a line in the audit trail: one transaction. `moved`: somebody was faster,
 * the person took it back, or it is not the reviewer's. `no-reason`: a refusal needs one. `told`: where the word goes.
 */
export async function decide(
  deps: Deciding,
  reviewer: Member,
  decision: Decision,
  at: Instant,
): Promise<{ readonly told: readonly Address[] } | 'moved' | 'no-reason'> {
  if (decision.to === 'rejected' && (decision.reason ?? '').trim() === '') return 'no-reason';
  const writes = await decisionWrites(deps, reviewer, decision, at);
  if (!writes) return 'moved';
  const told = writes.flatMap((one) => (one.is === 'say' ? [one.saying.to] : []));
  return (await deps.store.commit({ at, writes })) === 'done' ? { told } : 'moved';
}
