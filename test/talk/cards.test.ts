import { describe, expect, test } from 'vitest';
import { loadRulesets } from '../../src/rules/index.ts';
import { confirmCard } from '../../src/talk/cards.ts';
import type { Facts } from '../../src/talk/facts.ts';
import type { Activity, Draft, Fields, Member } from '../../src/types/index.ts';

/** What a confirmation card says that something would earn, or instead of it. */
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

const expected = (type: string, fields: Fields, ledger: readonly Activity[] = [], province = 'zhejiang') => {
  const draft: Draft = { id: 'd1', version: 1, type, fields, said: '', assumed: [], attachments: [] };
  const facts: Facts = {
    at: AT,
    day: '2026-11-24',
    direct: true,
    member: { ...member, province },
    onRoster: false,
    mayIntroduce: false,
    rulesets,
    ledger: ledger.map((activity) => ({ activity, recordedAt: AT, status: 'submitted', attachments: [] })),
    requests: [],
    answers: {},
    freshId: (n) => `id${n}`,

    certificates: {},
  };
  return confirmCard([draft], facts).facts.find(([name]) => name === '预计')?.[1];
};
const course = { date: '2026-11-03', role: 'participant', level: 'provincial', passed: true };
const training = { form: 'practice', role: 'participant', organiser: 'own', filed: true, date: '2026-11-03' };
const away = { approved: true, fullTime: true, passed: true, target: 'higher' };

describe('预计', () => {
  test('so many credits', () => expect(expected('cme-project', { ...course, hours: 6 })).toBe('2 学分'));
  test('hours are not told: what is missing, and not that the documents have no number', () =>
    expect(expected('cme-project', course)).toBe('没有说明时长，暂不能计算'));
  test('short of a unit', () => expect(expected('cme-project', { ...course, hours: 2 })).toBe('0 学分，不满 3 小时'));
  test('cut by a yearly ceiling', () =>
    expect(
      expected('internal-training', { ...training, sessions: 10 }, [
        { id: 'a', type: 'internal-training', ...training, sessions: 28 },
      ]),
    ).toBe('5 学分，有年度上限，计入 1 学分'));
  test('together with one that is recorded', () =>
    expect(
      expected('secondment', { ...away, from: '2026-06-01', to: '2026-07-31' }, [
        { id: 'a', type: 'secondment', ...away, from: '2026-02-01', to: '2026-03-31' },
      ]),
    ).toBe('0 学分，已和2月1日的进修合并计算，共 25，记在那一条上'));
  test('none of what the rows take: what they take, and the 0 once', () =>
    expect(expected('paper', { date: '2026-11-03', journal: 'foreign', rank: 1 })).toMatch(
      /^0 学分，文件只列了.*不在论文的授分范围内$/u,
    ));
  test('a kind that the documents do not name', () =>
    expect(expected('professional-hours', { hours: 3, date: '2026-11-03' })).toBe(
      '浙江省的文件里没有列这一类，按文件没有学分',
    ));
  test('refused', () =>
    expect(expected('cme-project', { ...course, passed: false, hours: 6 })).toBe(
      '0 学分，考核不合格，计 0 分（继续医学教育项目）',
    ));
  test('a year without rules', () =>
    expect(expected('cme-project', { ...course, date: '2020-11-03', hours: 6 })).toBe(
      '手上没有浙江省 2020 年度的规定，算不了学分',
    ));
  test('it stands for the whole year', () =>
    expect(expected('secondment', { ...away, from: '2023-01-10', to: '2023-07-09' }, [], 'fujian')).toBe(
      '视同达到当年学分要求',
    ));
});
