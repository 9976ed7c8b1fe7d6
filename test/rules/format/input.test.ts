import { describe, expect, test } from 'vitest';
import { assessLine, runAssess } from '../../../src/commands/rules/assess.ts';
import { loadRulesets } from '../../../src/rules/format/load.ts';

const rulesets = loadRulesets('rules', 'faq/documents/raw');
const good = { id: 'x', province: 'zhejiang', person: { title: 'mid' }, year: 2026, activities: [] as unknown[] };
const line = (change: object): { error?: { code: string; message: string }; [key: string]: unknown } =>
  assessLine(rulesets, JSON.stringify({ ...good, ...change })) as never;
const activity = (fields: object): { error?: { code: string; message: string } } =>
  line({ activities: [{ id: 'a', type: 'cme-project', ...fields }] });

describe('a bad line says what is wrong, and where', () => {
  test.each([
    ['{"id": 1', 'INPUT_NOT_JSON', '不是 JSON'],
    ['[]', 'INPUT_INVALID', '不是一个 JSON 对象'],
    ['7', 'INPUT_INVALID', '不是一个 JSON 对象'],
    ['null', 'INPUT_INVALID', '不是一个 JSON 对象'],
    ['{"id": "y"}', 'INPUT_INVALID', '缺少 province'],
  ])('%s', (text, code, words) => {
    const { error } = assessLine(rulesets, text) as { error: { code: string; message: string } };
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });
  test.each([
    [{ province: '火星' }, 'PROVINCE_UNKNOWN', '没有「火星」的规则'],
    [{ person: undefined }, 'INPUT_INVALID', '缺少 person'],
    [{ year: undefined }, 'INPUT_INVALID', '缺少 year'],
    [{ year: '2026' }, 'INPUT_INVALID', 'year（年度） 要写数字'],
    [{ year: 2010 }, 'YEAR_UNKNOWN', '手上没有浙江省 2010 年度的规则'],
    [{ year: 2024 }, 'YEAR_UNKNOWN', '手上没有浙江省 2024 年度的规则'],
    [{ province: 'national', year: 2023 }, 'YEAR_UNKNOWN', '2023 年度的规则'],
    [{ province: 'shanxi', year: 2025 }, 'YEAR_UNKNOWN', '2025 年度的规则'],
    [{ activities: undefined }, 'INPUT_INVALID', '缺少 activities'],
    [{ activities: {} }, 'INPUT_INVALID', 'activities 的写法不对'],
    [{ person: { institution: '县医院' } }, 'INPUT_INVALID', 'person.institution'],
    [{ activities: ['x'] }, 'INPUT_INVALID', 'activities[0] 的写法不对'],
    [{ person: { title: '主任' } }, 'INPUT_INVALID', 'person.title（职称）'],
    [
      { person: { maternityLeave: { from: '2026-02-02', to: '2026-01-01' } } },
      'INPUT_INVALID',
      '开始日期在结束日期之后',
    ],
    [{ readings: { hrss: 'perhaps' } }, 'INPUT_INVALID', '没有「perhaps」这种读法'],
    [{ readings: { nothing: 'x' } }, 'INPUT_INVALID', '没有「nothing」这个疑问'],
  ])('%j', (change, code, words) => {
    const { error } = line(change);
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(words);
  });
  test.each([
    [{ hours: -1 }, 'activities[0].hours（时长） 不能是负数'],
    [{ hours: '三' }, 'activities[0].hours（时长） 要写数字'],
    [{ date: '2026-02-30' }, 'activities[0].date（日期） 不是日历上的日期'],
    [{ date: '26-1-1' }, '不是日历上的日期'],
    [{ from: '2026-03-02', to: '2026-03-01' }, '开始日期在结束日期之后'],
    [{ passed: '是' }, '要写 true 或 false'],
    [{ rank: 0 }, '从 1 开始'],
    [{ type: undefined }, '缺少 activities[0].type'],
    [{ fullDaysByYear: { 今年: 3 } }, '键要写年度'],
  ])('activity %j', (fields, words) => {
    expect(activity(fields).error?.message).toContain(words);
  });
  test('an id twice', () => {
    expect(
      line({
        activities: [
          { id: 'a', type: 'paper' },
          { id: 'a', type: 'paper' },
        ],
      }).error?.message,
    ).toContain('重复');
  });
});

describe('what a line may carry beside', () => {
  test('unknown keys, a list of readings as in case files, null fields', () => {
    const got = line({
      kind: 'year',
      expect: {},
      readings: [{ given: {} }],
      activities: [{ id: 'a', type: 'paper', journal: 'sci', rank: null, note: 'x' }],
    });
    expect(got.error).toBeUndefined();
    expect(got.unknown).toEqual({ a: ['rank'] });
    expect(got.awarded).toEqual({ a: 0 });
  });
  test('the province by its name', () =>
    expect((line({ province: '浙江省' }) as { edition: { ruleset: string } }).edition.ruleset).toBe('zhejiang'));
  test('a procedure, where the line asks for one', () => {
    expect(
      assessLine(rulesets, JSON.stringify({ id: 'p', province: '福建', ask: { login: { cme: false } } })),
    ).toMatchObject({ id: 'p', answer: '向所在单位申请注册管理系统账号' });
    expect(assessLine(rulesets, JSON.stringify({ id: 'p', province: '福建', ask: { tax: {} } }))).toMatchObject({
      id: 'p',
      error: { code: 'INPUT_INVALID' },
    });
  });
});

test('the run goes on after a bad line, and ends with status 1', async () => {
  const out: string[] = [];
  const input = (async function* () {
    yield `${JSON.stringify(good)}\nnot json\n`;
    yield `${JSON.stringify({ ...good, id: 'z' })}\n`;
  })();
  const output = {
    write: (text: string, done: (error?: Error | null) => void) => {
      out.push(text);
      done();
      return true;
    },
  };
  expect(await runAssess(rulesets, { input, output })).toBe(1);
  expect(out.map((text) => JSON.parse(text).id)).toEqual(['x', null, 'z']);
});

describe('办事的一行也按它自己的读法', () => {
  const ask = (change: object) =>
    assessLine(
      rulesets,
      JSON.stringify({
        id: 'q',
        province: 'yunnan',
        ask: { deadline: { rule: 'report', done: '2024-03-01' } },
        ...change,
      }),
    ) as { onTime?: boolean; last?: string; error?: { message: string } };
  test('3 月 1 日前：含当天的读法', () => {
    expect(ask({})).toMatchObject({ onTime: false, last: '2024-02-29' });
    expect(ask({ readings: { 'before-day': 'inclusive' } })).toMatchObject({ onTime: true, last: '2024-03-01' });
  });
  test('没有的读法、没有说哪个期限、不存在的日期', () => {
    expect(ask({ readings: { 'before-day': 'x' } }).error?.message).toContain('没有「x」这种读法');
    expect(ask({ ask: { deadline: { what: 'report' } } }).error?.message).toContain('没有说明是哪一个期限');
    expect(ask({ ask: { deadline: { rule: 'report', done: '2024-02-30' } } }).error?.message).toContain(
      '不是日历上的日期',
    );
  });
});
