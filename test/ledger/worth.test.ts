import { describe, expect, test } from 'vitest';
import { clauseOf, judgedWith, listedThere, type Worth, worthOf } from '../../src/ledger/worth.ts';
import type { Standing } from '../../src/ledger/year.ts';
import { loadRulesets } from '../../src/rules/index.ts';
import type { Activity, LedgerEntry, Member } from '../../src/types/index.ts';

/** What is decided by an activity's worth is decided by values: each case says which. */
const rulesets = loadRulesets('rules', 'faq/documents/raw');
const AT = '2026-11-24T01:30:00.000Z';
const member: Member = {
  id: 'm1',
  province: 'zhejiang',
  title: 'mid',
  profession: 'nurse',
  institution: { level: 'prefecture', kind: 'hospital' },
  flags: [],
};

const recorded = (activity: Activity): LedgerEntry => ({
  activity,
  recordedAt: AT,
  status: 'submitted',
  attachments: [],
});
const standing = (ledger: readonly Activity[] = [], more: Partial<Member> = {}): Standing => ({
  rulesets,
  member: { ...member, ...more },
  ledger: ledger.map(recorded),
  requests: [],
});
const course = (fields: object): Activity => ({
  id: 'd1',
  type: 'cme-project',
  date: '2026-11-03',
  role: 'participant',
  level: 'provincial',
  passed: true,
  ...fields,
});
const worth = (activity: Activity, on = standing()): Worth => worthOf(on, { activity, at: AT });
const reasonIn = (value: Worth) => (value.is === 'judged' ? value.reason?.why : undefined);

describe('what an activity that is not recorded yet is worth', () => {
  test('so many credits, by the hour, with the clause', () => {
    const value = worth(course({ hours: 6 }));
    expect(value).toMatchObject({ is: 'judged', credits: 2, pending: false, unit: 'credits' });
    expect(reasonIn(value)).toMatchObject({ is: 'given', by: { is: 'per', quantity: 6, every: 3, credits: 2 } });
    const verdict = judgedWith(standing(), { activity: course({ hours: 6 }), at: AT });
    expect(verdict && clauseOf(verdict, 'd1')).toContain('参加者每3小时授予1学分');
  });

  test('nothing can be computed without its hours: the field is named', () => {
    const value = worth(course({}));
    expect(value).toMatchObject({ is: 'judged', credits: null });
    expect(reasonIn(value)).toMatchObject({ is: 'untold', fields: ['hours'] });
  });

  test('short of a whole unit', () => {
    const value = worth(course({ hours: 2 }));
    expect(value).toMatchObject({ is: 'judged', credits: 0 });
    expect(reasonIn(value)).toMatchObject({ is: 'given', by: { is: 'per', whole: 0, every: 3, unit: '小时' } });
  });

  test('cut by a yearly ceiling', () => {
    const training = (id: string, sessions: number): Activity => ({
      id,
      type: 'internal-training',
      form: 'practice',
      role: 'participant',
      organiser: 'own',
      filed: true,
      sessions,
      date: '2026-11-03',
    });
    const value = worth(training('d1', 10), standing([training('a', 28)]));
    expect(value).toMatchObject({ credits: 5, shares: [{ year: 2026, given: 5, counts: 1, isCut: true }] });
    expect(reasonIn(value)).toMatchObject({ is: 'capped', cap: 15, counts: 1 });
  });

  test('together with one that is recorded: its credits stand there', () => {
    const away = (id: string, from: string, to: string): Activity => ({
      id,
      type: 'secondment',
      approved: true,
      fullTime: true,
      passed: true,
      target: 'higher',
      from,
      to,
    });
    const first = away('a', '2026-02-01', '2026-03-31');
    const value = worth(away('d1', '2026-06-01', '2026-07-31'), standing([first]));
    expect(reasonIn(value)?.is).toBe('together');
    expect(value).toMatchObject({ credits: 0, together: { activity: { id: 'a' }, credits: 25 } });
  });

  test('of no kind that the rows take', () => {
    const paper: Activity = { id: 'd1', type: 'paper', date: '2026-11-03', journal: 'foreign', rank: 1 };
    expect(reasonIn(worth(paper))).toMatchObject({ is: 'unlisted', lacks: { field: 'journal', own: 'foreign' } });
  });

  test('of a kind that the documents do not name', () => {
    expect(listedThere('professional-hours', standing())).toBe(false);
    expect(reasonIn(worth({ id: 'd1', type: 'professional-hours', hours: 3, date: '2026-11-03' }))).toMatchObject({
      is: 'no-rule',
    });
  });

  test('refused, in the words of the ruleset', () => {
    expect(reasonIn(worth(course({ hours: 6, passed: false })))).toMatchObject({ is: 'refused', words: '考核不合格' });
  });

  test('a year without rules', () => {
    expect(worth(course({ hours: 6, date: '2020-11-03' }))).toEqual({ is: 'no-rules', year: 2020, province: '浙江省' });
  });

  test('it stands for the whole year; not, where another did before it', () => {
    const away: Activity = {
      id: 'd1',
      type: 'secondment',
      approved: true,
      passed: true,
      from: '2023-01-10',
      to: '2023-07-09',
    };
    const fujian = { province: 'fujian' } as const;
    expect(worth(away, standing([], fujian))).toEqual({ is: 'deemed' });
    expect(worth(away, standing([{ ...away, id: 'a' }], fujian)).is).toBe('judged');
  });

  test('a number that a certificate states has no clause of a document', () => {
    const verdict = judgedWith(standing(), {
      activity: { id: 'd1', type: 'public-course', credits: 3, date: '2026-11-03' },
      at: AT,
    });
    expect(verdict?.awarded.d1).toBe(3);
    expect(verdict && clauseOf(verdict, 'd1')).toBeUndefined();
  });
});
