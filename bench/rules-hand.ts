import type { Case } from './rules-people.ts';

/** What every engine must agree on. `null` where the person is not subject to continuing education. */
export interface Verdict {
  readonly covered: boolean;
  readonly total: number;
  readonly public: number;
  readonly compliant: boolean;
}

/**
 * Zhejiang's rules written by hand for the kinds of activity that the bench makes: what a programmer would write who
 * knows only these, in whole hundredths, with nothing that could be changed without them.
 */
export function byHand({ person, activities }: Case): Verdict {
  const flags = person.flags ?? [];
  const covered = !flags.includes('resident') && !flags.includes('fellow') && !flags.includes('unlicensed');
  const level = person.institution?.level;
  const primary = level === 'township' || level === 'village' || level === 'community';
  const reported = level !== 'province' && level !== 'prefecture';
  let project = 0;
  let subject = 0;
  let internal = 0;
  let special = 0;
  let output = 0;
  let city = 0;
  let single = false;
  for (const a of activities) {
    const day = a.date ?? a.to ?? a.from;
    if (day !== undefined && (day < '2026-01-01' || day > '2026-12-31')) continue;
    switch (a.type) {
      case 'cme-project': {
        if (a.status === 'pending' || a.passed === false) break;
        const hours = a.hours as number;
        const value =
          typeof a.publishedCredits === 'number'
            ? a.publishedCredits * 100
            : a.role === 'lecturer'
              ? Math.floor(hours) * 200
              : Math.floor(hours / 3) * 100;
        project += value;
        if (value >= 2500) single = true;
        break;
      }
      case 'public-course': {
        const value = Math.round((a.credits as number) * 100);
        subject += value;
        if (value >= 2500) single = true;
        break;
      }
      case 'internal-training': {
        if (a.organiser === 'other' || (a.filed === false && reported)) break;
        const sessions = typeof a.sessions === 'number' ? a.sessions : 1;
        internal +=
          sessions * (a.form === 'theory' ? (a.role === 'lecturer' ? 50 : 20) : a.role === 'lecturer' ? 100 : 50);
        break;
      }
      case 'special-training':
        special += (a.fullDays as number) * 100;
        break;
      case 'paper': {
        if (a.accepted === true) break;
        const rank = a.corresponding === true ? 1 : (a.rank as number);
        if (rank > 3) break;
        const table = a.journal === 'sci' ? SCI : a.journal === 'core' ? CORE : ORDINARY;
        let value = (table[rank - 1] ?? 0) * 100;
        if (a.review === true) value /= 2;
        output += value;
        if (value >= 2500) single = true;
        break;
      }
      case 'city-defined': {
        const value = Math.round((a.credits as number) * 100);
        city += value;
        if (value >= 2500) single = true;
        break;
      }
    }
  }
  const most = primary ? 2000 : 1500;
  if (internal > most) internal = most;
  if (special > 1500) special = 1500;
  const total = project + subject + internal + special + output + city;
  const floor = primary
    ? 0
    : person.title === 'senior'
      ? 300
      : person.title === 'mid'
        ? 500
        : person.title === 'none'
          ? 0
          : 1000;
  return {
    covered,
    total: total / 100,
    public: subject / 100,
    compliant: !covered || single || (total >= 2500 && subject >= floor),
  };
}

const SCI = [25, 15, 10] as const;
const CORE = [15, 10, 5] as const;
const ORDINARY = [10, 5, 3] as const;
