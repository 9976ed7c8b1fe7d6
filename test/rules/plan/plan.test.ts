import { describe, expect, test } from 'vitest';
import { RAW_DOCUMENTS, RULES } from '../../../src/commands/folders.ts';
import { planValue } from '../../../src/commands/rules/plan.ts';
import { assess, loadRulesets, spanOf } from '../../../src/rules/index.ts';
import { asActivity, candidatesOf } from '../../../src/rules/plan/candidates.ts';
import { plan, sayRow, whatIf } from '../../../src/rules/plan/plan.ts';
import type { Activity } from '../../../src/types/activity.ts';
import type { AssessInput } from '../../../src/types/assessment.ts';
import type { Person } from '../../../src/types/person.ts';

const rulesets = loadRulesets(RULES, RAW_DOCUMENTS);
const COUNTY = { level: 'county', kind: 'hospital' } as const;

function year(
  person: Person,
  activities: readonly Omit<Activity, 'id'>[],
  more: Partial<AssessInput> = {},
): AssessInput {
  return {
    province: 'zhejiang',
    person: { institution: COUNTY, ...person },
    year: 2026,
    activities: activities.map((one, i) => ({ ...one, id: `a${i}` }) as Activity),
    ...more,
  };
}
const publicCredits = (credits: number) => ({ type: 'public-course', credits, date: '2026-03-01' });
const project = (hours: number) => ({ type: 'cme-project', role: 'participant', hours, date: '2026-04-01' });

describe('浙江', () => {
  test('公需科目还差的，只能用公需科目补；每行都有条款', () => {
    const made = plan(rulesets, year({ title: 'mid' }, [project(75 - 6), publicCredits(2)]), '2026-11-01');
    expect(made.missing).toMatchObject({ total: 0, public: 3 });
    for (const option of made.plans) {
      expect(option.activities.map((row) => row.type)).toEqual(['public-course']);
      expect(option.activities[0]).toMatchObject({ credits: 3, rule: 'ZJ-12', count: 1 });
      expect(option.activities[0]?.clause).not.toBe('');
    }
    expect(made.by).toBe('2026-12-31');
    expect(made.daysLeft).toBe(61);
  });

  test('内部培训只剩 0.4 的空间，就不会安排更多', () => {
    const full = {
      type: 'internal-training',
      form: 'practice',
      role: 'participant',
      sessions: 29,
      filed: true,
      date: '2026-02-01',
    };
    const made = plan(rulesets, year({ title: 'senior' }, [full, publicCredits(8)]), '2026-11-01');
    expect(made.missing.total).toBe(2.5);
    const fewest = made.plans.find((option) => option.aim === 'fewest-hours');
    // 0.5 分还可以来自内部培训（1 小时），其余 2 分来自项目（6 学时）；再多内部培训就过 15 分上限。
    expect(fewest?.hours).toBe(7);
    expect(fewest?.total).toBe(25);
  });

  test('只剩两天：来不及的就说来不及', () => {
    const made = plan(rulesets, year({ title: 'junior' }, []), '2026-12-30');
    expect(made.plans).toEqual([]);
    expect(made.without.map((one) => one.aim)).toEqual(['fewest-hours', 'fewest-activities', 'remote', 'in-house']);
  });

  test('年度已过、已合格、不在范围，都没有可补的', () => {
    expect(plan(rulesets, year({ title: 'mid' }, []), '2027-01-01').without[0]?.why).toContain('已过');
    expect(plan(rulesets, year({ title: 'mid' }, [project(75)]), '2026-11-01').plans).toEqual([]);
    expect(plan(rulesets, year({ title: 'mid', flags: ['resident'] }, []), '2026-11-01').plans).toEqual([]);
  });

  test('可以补学的欠分也算进去', () => {
    const input = year({ title: 'senior' }, [project(60), publicCredits(5)], {
      makeup: { year: 2025, applied: true, filed: true, debt: 4 },
    });
    const made = plan(rulesets, input, '2026-10-01');
    expect(made.missing).toMatchObject({ total: 0, makeup: 4 });
    const option = made.plans[0];
    expect(option?.total).toBeGreaterThanOrEqual(29);
  });

  test('补好的行原样交给 assess，就是合格', () => {
    const input = year({ title: 'junior' }, [project(9)]);
    for (const option of plan(rulesets, input, '2026-09-01').plans) {
      const added = option.activities.flatMap((row, i) =>
        Array.from({ length: row.count }, (_, k) => ({ ...row.fields, type: row.type, id: `p${i}-${k}` }) as Activity),
      );
      const after = assess(rulesets, { ...input, activities: [...input.activities, ...added] });
      expect(after.compliant, option.aim).toBe(true);
      expect(after.total).toBe(option.total);
    }
  });

  test('只用远程的方案，每项都标明远程', () => {
    const made = plan(rulesets, year({ title: 'junior' }, []), '2026-09-01');
    const remote = made.plans.find((option) => option.aim === 'remote');
    expect(remote?.activities.every((row) => row.fields.remote === true)).toBe(true);
    const inHouse = made.plans.find((option) => option.aim === 'in-house');
    expect(inHouse?.activities.map((row) => row.type).sort()).toEqual(['internal-training', 'public-course']);
  });
});

describe('话说清楚', () => {
  test('同样的活动几次，算式就写几次', () => {
    const made = plan(rulesets, year({ title: 'junior' }, [publicCredits(15)]), '2026-02-01');
    const rows = made.plans.flatMap((option) => option.activities).filter((row) => row.count > 1 && row.credits);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(sayRow(row)).toContain(`${row.credits} 分`);
  });
  test('三个月的进修一次补完，来得及就在“最少次数”里；来不及就没有', () => {
    const fewest = (day: string) =>
      plan(rulesets, year({ title: 'mid' }, []), day).plans.find((one) => one.aim === 'fewest-activities')?.activities;
    expect(fewest('2026-07-01')).toHaveLength(1);
    expect(fewest('2026-07-01')?.[0]).toMatchObject({ type: 'secondment', count: 1 });
    expect(fewest('2026-11-01')?.some((row) => row.type === 'secondment' && row.credits === 25)).not.toBe(true);
  });
  test('为什么没有方案：不考核、文件没有规定、已经合格', () => {
    const why = (input: AssessInput) => plan(rulesets, input, '2026-06-01').notes[0];
    expect(why(year({ title: 'mid', flags: ['resident'] }, []))).toContain('不在考核范围');
    expect(why(year({ title: 'mid' }, [project(75), publicCredits(5)]))).toContain('已经达到');
    const none = plan(rulesets, { ...year({ title: 'none' }, []), province: 'yunnan', year: 2023 }, '2023-06-01');
    expect(none.notes[0]).toMatch(/文件没有规定.*还缺 《/u);
    expect(none.without).toHaveLength(4);
  });
  test('待核销的学分另外说明；悬在疑问上的方案说明悬在哪里', () => {
    const pending = { ...project(30), status: 'pending' };
    const made = plan(rulesets, year({ title: 'mid' }, [pending, publicCredits(5)]), '2026-06-01');
    expect(made.pending).toBe(10);
    expect(made.notes.join()).toContain('10 分待核销');
    const remote = plan(rulesets, year({ title: 'mid' }, []), '2026-06-01').plans.find((one) => one.aim === 'remote');
    expect(remote?.depends?.map((one) => one.doubt)).toContain('both-parts');
    expect(remote?.depends?.[0]?.words).toContain('这样补不够');
  });
});

describe('假如', () => {
  test('上限之内才算：内部培训已 14.8，再来一次实践只加 0.2', () => {
    const input = year({ title: 'mid' }, [
      { type: 'internal-training', form: 'theory', role: 'participant', sessions: 74, filed: true, date: '2026-02-01' },
    ]);
    const made = whatIf(rulesets, input, [
      {
        type: 'internal-training',
        form: 'practice',
        role: 'participant',
        sessions: 1,
        filed: true,
        date: '2026-05-01',
      },
    ]);
    expect(made.earned[0]?.credits).toBe(0.5);
    expect(made.gained).toBe(0.2);
    expect(made.earned[0]?.steps[0]?.clause).toContain('理论培训');
  });

  test('一次 25 分：假如去讲 13 小时', () => {
    const made = whatIf(rulesets, year({ title: 'junior' }, []), [
      { type: 'cme-project', role: 'lecturer', hours: 13, date: '2026-05-01' },
    ]);
    expect(made.before.compliant).toBe(false);
    expect(made.after).toMatchObject({ compliant: true, complete: true });
  });

  test('命令里一行就能问', () => {
    const line = {
      id: 'Q',
      ...year({ title: 'mid' }, [publicCredits(5)]),
      on: '2026-10-01',
      whatIf: [{ type: 'public-course', credits: 2 }],
    };
    const out = planValue(rulesets, line, '2026-01-01') as { id: string; daysLeft: number; whatIf: { gained: number } };
    expect(out.id).toBe('Q');
    expect(out.daysLeft).toBe(92);
    expect(out.whatIf.gained).toBe(2);
    expect(() => planValue(rulesets, { ...line, assume: { perDay: 0 } }, '2026-01-01')).toThrow('perDay');
  });
});

test('山西：还差一个月的进修，一个月就够；福建：公需科目补到 30 学时就是 4 分', () => {
  const shanxi = plan(
    rulesets,
    year(
      { title: 'mid' },
      [
        {
          type: 'secondment',
          approved: true,
          passed: true,
          fullTime: true,
          from: '2025-08-01',
          to: '2025-09-30',
          hours: 6,
        },
      ],
      { province: 'shanxi' },
    ),
    '2026-04-01',
  );
  const once = shanxi.plans.find((option) => option.aim === 'fewest-activities');
  expect(once?.activities).toHaveLength(1);
  expect(once?.activities[0]).toMatchObject({ type: 'secondment', rule: 'SX-22', credits: 24 });
  const fujian = plan(
    rulesets,
    year(
      { title: 'mid' },
      [
        { type: 'public-course', hours: 20, date: '2026-01-05' },
        { type: 'certified-credit', credits: 21, date: '2026-01-05' },
      ],
      { province: 'fujian' },
    ),
    '2026-04-01',
  );
  expect(fujian.plans[0]?.activities).toEqual([
    expect.objectContaining({ type: 'public-course', fields: { remote: true, hours: 10 }, credits: 4, rule: 'FJ-21' }),
  ]);
});

test('云南：指定公需课程也在方案里', () => {
  const made = plan(rulesets, { ...year({ title: 'mid' }, []), province: 'yunnan', year: 2023 }, '2023-06-01');
  expect(made.missing.courses).toHaveLength(2);
  expect(made.plans[0]?.activities.filter((row) => row.type === 'required-course')).toHaveLength(2);
});

test('每个省的候选都真的给分，没有一个是白列的', () => {
  for (const [province, editions] of rulesets.editions) {
    const edition = editions.at(-1);
    if (!edition) throw new Error(province);
    const year = Math.max(edition.data.judges.years.from, 2026);
    const span = spanOf(edition, year);
    const candidates = candidatesOf(edition, edition.inUse, { day: span.from, to: span.to });
    expect(candidates.length, province).toBeGreaterThan(0);
    for (const candidate of candidates.filter((one) => !one.reach)) {
      const portion = candidate.portions.at(-1);
      if (!portion || JSON.stringify(edition.data.award).includes('person.unit')) continue;
      const input = {
        province,
        person: { title: 'mid', institution: COUNTY },
        year,
        activities: [asActivity(portion, 'x')],
      } as const;
      expect(assess(rulesets, input).awarded.x, `${province} ${JSON.stringify(portion)}`).toBeGreaterThanOrEqual(0);
    }
  }
});

test('按月给分的进修也是候选：三个月 15 分', () => {
  const shapes = loadRulesets('test/rules/shapes', 'test/rules/shapes-raw');

  const input: AssessInput = { province: 'monthly', person: { title: 'mid' }, year: 2026, activities: [] };
  const portions = candidatesOf(
    shapes.editions.get('monthly')?.at(-1) ?? fail(),
    {},
    { day: '2026-03-01', to: '2026-12-31' },
  ).flatMap((candidate) => candidate.portions);
  const three = portions.find((portion) => portion.fields.to === '2026-05-31');
  if (!three) throw new Error('no stay of three months');
  const after = assess(shapes, { ...input, activities: [asActivity(three, 'x')] });
  expect(after.awarded.x).toBe(15);
});

function fail(): never {
  throw new Error('no edition');
}
