import type { Activity, AssessInput, Person, Title } from '../src/types/index.ts';

/** Invented people of Zhejiang with thirty activities a year, the same for every engine: a seed gives the same people. */

export interface Case {
  readonly person: Person;
  readonly activities: readonly Activity[];
}

function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const TITLES: readonly Title[] = ['junior-assistant', 'junior', 'mid', 'senior'];
const LEVELS = ['province', 'prefecture', 'county', 'township', 'community', 'village'] as const;

/** Thirty activities of the kinds that a year is made of; a few people have one that finishes the year at once. */
export function activitiesOf(next: () => number, count = 30): Activity[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const day = (): string =>
    `2026-${String(1 + Math.floor(next() * 12)).padStart(2, '0')}-${String(1 + Math.floor(next() * 28)).padStart(2, '0')}`;
  const out: Activity[] = [];
  for (let i = 0; i < count; i++) {
    const id = `a${i}`;
    const date = day();
    const dice = next();
    if (dice < 0.5)
      out.push({
        id,
        type: 'internal-training',
        date,
        form: pick(['theory', 'theory', 'practice']),
        role: pick(['participant', 'participant', 'participant', 'lecturer']),
        sessions: 1,
        filed: next() < 0.95,
        organiser: next() < 0.97 ? 'own' : 'other',
      });
    else if (dice < 0.68) out.push({ id, type: 'public-course', date, credits: pick([0.5, 1, 1, 2]), remote: true });
    else if (dice < 0.84)
      out.push({
        id,
        type: 'cme-project',
        date,
        role: next() < 0.97 ? 'participant' : 'lecturer',
        hours: 1 + Math.floor(next() * 8),
        level: pick(['national', 'provincial']),
        passed: next() < 0.97,
        ...(next() < 0.05 && { status: 'pending' }),
      });
    else if (dice < 0.93)
      out.push({
        id,
        type: 'special-training',
        date,
        fullDays: 1 + Math.floor(next() * 3),
        from: date,
        to: date,
        passed: true,
      });
    else if (dice < 0.97)
      out.push({ id, type: 'city-defined', date, credits: pick([0.5, 1]), authority: '示例市卫健委' });
    else
      out.push({
        id,
        type: 'paper',
        date,
        journal: pick(['core', 'ordinary', 'provincial', 'sci']),
        rank: 1 + Math.floor(next() * 5),
        review: next() < 0.2,
      });
  }
  return out;
}

export function personOf(next: () => number): Person {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  return {
    title: pick(TITLES),
    institution: { level: pick(LEVELS), kind: 'hospital' },
    flags: next() < 0.02 ? ['resident'] : [],
  };
}

export function peopleOf(count: number, seed = 20261122): Case[] {
  const next = random(seed);
  return Array.from({ length: count }, () => ({ person: personOf(next), activities: activitiesOf(next) }));
}

export const randomFrom = random;

export const inputOf = (one: Case): AssessInput => ({
  province: 'zhejiang',
  person: one.person,
  year: 2026,
  activities: one.activities,
});
