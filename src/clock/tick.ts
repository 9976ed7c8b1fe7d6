import { addDays, dayNumber, dayOf, hourOf } from '../days.ts';
import type { Desk } from '../desk/desk.ts';
import { type Standing, standing } from '../ledger/standing.ts';
import { yearOf } from '../ledger/year.ts';
import { asManager } from '../people/may.ts';
import { digestsFor } from '../people/units.ts';
import { due, editionOf, type Rulesets } from '../rules/index.ts';
import { type Notice, noticeKey, type Reachable, type Store, type Write } from '../store/index.ts';
import type { Address, ChannelCaps, Day, Due, Instant, Member, RuleSettings } from '../types/index.ts';
import { dueNotice, weekDigest } from '../words/office/notices.ts';

/** Nobody is woken: reminders go out between these hours in China. */
const FIRST_HOUR = 9;
const LAST_HOUR = 21;
const NUDGE_MS = 30 * 60_000;
const SHELF_MS = 72 * 3_600_000;
const PAGE = 500;
const SWEPT = 'clock.swept';
const DIGESTED = 'clock.digested';

interface ClockDeps {
  readonly store: Store;
  readonly rulesets: Rulesets;
  readonly desk: Pick<Desk, 'silence'>;
  readonly caps: (channel: string) => ChannelCaps | undefined;
  readonly settings?: RuleSettings;
  readonly moved?: (addresses: readonly Address[]) => void;
}

interface Judging {
  readonly rulesets: Rulesets;
  readonly settings: RuleSettings | undefined;
}

/** One thing that a day makes us say. */
interface Announcement {
  readonly notice: Notice;
  readonly member: Member;
  readonly text: string;
}

export interface Ticked {
  readonly notices: number;
  readonly digests: number;
  readonly nudged: number;
  readonly shelved: number;
}

/** The Monday of the week in which a day lies. Day number 0 is a Thursday. */
export const mondayOf = (day: Day): Day => addDays(day, -((dayNumber(day) + 3) % 7));

const noticeOf = (member: Member, one: Due): Notice => ({
  member: member.id,
  rule: `${one.kind}:${one.year}`,
  deadline: one.deadline,
  stage: one.stage,
});

/** What the rules make due for one person on a day and has not been said: the latest stage of each kind. */
function dueFor(
  { rulesets, settings }: Judging,
  found: Standing,
  day: Day,
  said: ReadonlySet<string>,
): readonly Announcement[] {
  return due(rulesets, found, day)
    .map((one) => ({ one, notice: noticeOf(found.member, one) }))
    .filter(({ notice }) => !said.has(noticeKey(notice)))
    .map(({ one, notice }) => {
      const rule = one.kind === 'shortfall' ? requirementOf(rulesets, found, settings) : undefined;
      return { notice, member: found.member, text: dueNotice(rule ? { ...one, rule } : one) };
    });
}

/** The row that sets this person's requirement, as the assessment itself traces it. */
function requirementOf(
  rulesets: Rulesets,
  found: Standing,
  settings: RuleSettings | undefined,
): Due['rule'] | undefined {
  const { member, year } = found;
  const edition = member.province === undefined ? undefined : editionOf(rulesets, member.province, year);
  const rows = new Set(edition?.data.require.total.map(({ id }) => id));
  const traced = yearOf({ rulesets, ...found, ...(settings === undefined ? {} : { settings }) }, year, [], {
    trace: true,
  });
  const step = traced?.trace.find(({ activity, rule }) => activity === undefined && rows.has(rule));
  return step && step.clause !== '' ? { id: step.rule, clause: step.clause } : undefined;
}

/** What a day says to these members. */
async function announcements(
  { store, rulesets, settings }: Pick<ClockDeps, 'store' | 'rulesets' | 'settings'>,
  members: readonly Member[],
  day: Day,
): Promise<readonly Announcement[]> {
  const ids = members.map(({ id }) => id);
  const [ledgers, requests, said] = await Promise.all([store.ledgers(ids), store.requestsOf(ids), store.noticed(ids)]);
  return members.flatMap((member) => {
    const known = { member, ledger: ledgers.get(member.id) ?? [], requests: requests.get(member.id) ?? [] };
    const found = standing(rulesets, known, day, settings);
    return found ? dueFor({ rulesets, settings }, found, day, said) : [];
  });
}

/** This week's digests of one manager. */
async function digests(
  deps: Pick<ClockDeps, 'store' | 'rulesets' | 'settings'>,
  manager: Member,
  day: Day,
): Promise<readonly Announcement[]> {
  const made: Announcement[] = [];
  for (const { unit, text } of await digestsFor(deps, asManager(manager), day)) {
    const notice = { member: manager.id, rule: `digest:${unit}`, deadline: mondayOf(day), stage: 'week' };
    made.push({ notice, member: manager, text: weekDigest(text) });
  }
  return made;
}

/**
 * One tick, straight through. What is due is derived anew each time; what was said is known by the key person, rule,
 * deadline and stage, written in the transaction that puts the words into the outbox. So a tick may come twice, late,
 * or die half-way. Reminders and digests are swept once a day and once a week; only silences are looked for each time.
 */
export async function tick(deps: ClockDeps, now: Instant): Promise<Ticked> {
  const { store } = deps;
  await store.hushCodes(now);
  const counts = { notices: 0, digests: 0, ...(await silences(deps, now)) };
  const hour = hourOf(now);
  if (hour < FIRST_HOUR || hour >= LAST_HOUR) return counts;
  const day = dayOf(now);

  const announce = async ({ notice, text }: Announcement, { address }: Reachable): Promise<boolean> => {
    const key = `notice:${noticeKey(notice)}`;
    const say: Write = { is: 'say', saying: { key, to: address, member: notice.member, body: { text } } };
    const isNew = (await store.notify(notice, now, [say])) === 'done';
    if (isNew) deps.moved?.([address]);
    return isNew;
  };

  // Whoever joined today is not reminded before tomorrow.
  const midnight = new Date(Date.parse(`${day}T00:00:00+08:00`)).toISOString();
  const pages = async (visit: (page: readonly Reachable[]) => Promise<void>): Promise<void> => {
    let after = '';
    for (;;) {
      const page = await store.reachable(midnight, after, PAGE);
      if (page.length === 0) return;
      after = page.at(-1)?.member.id ?? after;
      await visit(page.filter(({ address }) => deps.caps(address.channel)?.push !== 'none'));
    }
  };

  if ((await store.setting(SWEPT)) !== day) {
    await pages(async (page) => {
      const places = new Map(page.map((one) => [one.member.id, one]));
      for (const one of await announcements(
        deps,
        page.map(({ member }) => member),
        day,
      )) {
        const place = places.get(one.member.id);
        if (place && (await announce(one, place))) counts.notices += 1;
      }
    });
    await store.commit({ at: now, writes: [{ is: 'setting', key: SWEPT, value: day }] });
  }
  const week = mondayOf(day);
  if ((await store.setting(DIGESTED)) !== week) {
    await pages(async (page) => {
      for (const place of page.filter(({ member }) => (member.manages?.length ?? 0) > 0))
        for (const one of await digests(deps, place.member, day)) if (await announce(one, place)) counts.digests += 1;
    });
    await store.commit({ at: now, writes: [{ is: 'setting', key: DIGESTED, value: week }] });
  }
  return counts;
}

/** Half-told reports: after 30 minutes one nudge, after 72 hours the shelf. */
async function silences({ store, desk }: ClockDeps, now: Instant): Promise<{ nudged: number; shelved: number }> {
  const before = (ms: number): Instant => new Date(Date.parse(now) - ms).toISOString();
  let nudged = 0;
  let shelved = 0;
  const old = [...(await store.openTalks(before(SHELF_MS), true)), ...(await store.openTalks(before(SHELF_MS), false))];
  for (const { member, conversation } of old)
    if ((await desk.silence(member, conversation, 'shelf')) === 'done') shelved += 1;
  for (const { member, conversation } of await store.openTalks(before(NUDGE_MS), false))
    if ((await desk.silence(member, conversation, 'nudge')) === 'done') nudged += 1;
  return { nudged, shelved };
}

/**
 * What a day would send, to everybody on the roster whether they can be reached or not, without sending or writing
 * anything: for an operator who wants to read it beforehand.
 */
export async function preview(
  deps: Pick<ClockDeps, 'store' | 'rulesets' | 'settings'>,
  day: Day,
): Promise<readonly Announcement[]> {
  const made: Announcement[] = [];
  const managers: Member[] = [];
  let after = '';
  for (;;) {
    const page = await deps.store.membersPage(after, PAGE);
    if (page.length === 0) break;
    after = page.at(-1)?.member.id ?? after;
    const members = page.map(({ member }) => member);
    made.push(...(await announcements(deps, members, day)));
    managers.push(...members.filter((member) => (member.manages?.length ?? 0) > 0));
  }
  for (const manager of managers) {
    const said = await deps.store.noticed([manager.id]);
    made.push(...(await digests(deps, manager, day)).filter(({ notice }) => !said.has(noticeKey(notice))));
  }
  return made;
}
