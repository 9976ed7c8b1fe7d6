import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finderOf } from '../../src/chinese/dates/find.ts';
import { lastOfLunarYear, lunarDay } from '../../src/chinese/dates/lunar.ts';
import type { Piece } from '../../src/chinese/dates/piece.ts';
import { allRules } from '../../src/chinese/dates/rules/all.ts';
import { normalise } from '../../src/chinese/numbers.ts';
import { showPlainDay } from '../../src/chinese/say.ts';
import { addDays, dayFrom, dayNumber, makeDay, weekday } from '../../src/days.ts';
import { findDates, TRADE } from '../../src/understand/fields/when.ts';
import { phrases, shown } from './corpus.ts';

const findDate = (text: string, day: string) => findDates(text, day).found[0];

/** A Tuesday. */
const TODAY = '2026-11-24';
const when = (text: string, day = TODAY) => {
  const found = findDate(normalise(text), day);
  return found && `${found.from}/${found.to}/${found.kind}`;
};

describe('days as people write them', () => {
  it.each([
    ['上周三下午', '2026-11-18/2026-11-18/day'],
    ['上上周四', '2026-11-12/2026-11-12/day'],
    ['这周一', '2026-11-23/2026-11-23/day'],
    ['礼拜天', '2026-11-22/2026-11-22/day'],
    ['上周末', '2026-11-21/2026-11-22/range'],
    ['周一到周三', '2026-11-23/2026-11-25/range'],
    ['今天', '2026-11-24/2026-11-24/day'],
    ['昨晚', '2026-11-23/2026-11-23/day'],
    ['前天', '2026-11-22/2026-11-22/day'],
    ['大前天', '2026-11-21/2026-11-21/day'],
    ['三天前', '2026-11-21/2026-11-21/day'],
    ['上个月底', '2026-10-31/2026-10-31/day'],
    ['10月的最后一天', '2026-10-31/2026-10-31/day'],
    ['10月中旬', '2026-10-11/2026-10-20/month'],
    ['国庆那几天', '2026-10-01/2026-10-07/range'],
    ['去年国庆期间', '2025-10-01/2025-10-07/range'],
    ['元旦那天', '2026-01-01/2026-01-01/day'],
    ['去年12月到今年2月', '2025-12-01/2026-02-28/range'],
    ['2025年12月—2026年2月', '2025-12-01/2026-02-28/range'],
    ['2026.3.5-3.8', '2026-03-05/2026-03-08/range'],
    ['3.5-3.8', '2026-03-05/2026-03-08/range'],
    ['3月5-8日', '2026-03-05/2026-03-08/range'],
    ['3月5号到8号', '2026-03-05/2026-03-08/range'],
    ['9月1日起至11月20日', '2026-09-01/2026-11-20/range'],
    ['2025年9月1日到2026年1月15日', '2025-09-01/2026-01-15/range'],
    ['3月5号', '2026-03-05/2026-03-05/day'],
    ['十月三十号', '2026-10-30/2026-10-30/day'],
    ['二〇二六年三月五日', '2026-03-05/2026-03-05/day'],
    ['20261103', '2026-11-03/2026-11-03/day'],
    ['2026/11/3', '2026-11-03/2026-11-03/day'],
    ['１１月３日', '2026-11-03/2026-11-03/day'],
    ['5号', '2026-11-05/2026-11-05/day'],
    ['28号', '2026-10-28/2026-10-28/day'],
    ['上个月5号', '2026-10-05/2026-10-05/day'],
    ['10月20 论著', '2026-10-20/2026-10-20/day'],
    ['Nov 13', '2026-11-13/2026-11-13/day'],
    ['last Tuesday', '2026-11-17/2026-11-17/day'],
    ['8月', '2026-08-01/2026-08-31/month'],
    ['今年', '2026-01-01/2026-12-31/year'],
  ])('%s', (text, expected) => expect(when(text)).toBe(expected));

  it.each([
    ['清明当天', '2026-05-01', '2026-04-05/2026-04-05/day'],
    ['清明节', '2025-11-01', '2025-04-04/2025-04-04/day'],
    ['2023年清明节', '2026-05-01', '2023-04-05/2023-04-05/day'],
    ['2034年清明节', '2034-05-01', '2034-04-05/2034-04-05/day'],
    ['清明假期', '2026-05-01', '2026-04-04/2026-04-06/range'],
    ['2024年中秋那几天', '2026-05-01', '2024-09-15/2024-09-17/range'],
    ['端午那几天', '2026-07-01', '2026-06-19/2026-06-21/range'],
    ['2019年端午节', '2026-05-01', '2019-06-07/2019-06-07/day'],
    ['2035年春节当天', '2035-05-01', '2035-02-08/2035-02-08/day'],
  ])('knows the day of a holiday that moves: %s', (text, day, expected) => expect(when(text, day)).toBe(expected));

  it('takes the latest that has been, unless the day lies close ahead', () => {
    expect(when('12月20号', '2026-01-10')).toBe('2025-12-20/2025-12-20/day');
    expect(findDate('12月5号', TODAY)).toMatchObject({ from: '2026-12-05', future: true });
    expect(when('2月10号', '2026-11-24')).toBe('2026-02-10/2026-02-10/day');
  });

  it('says what is in no calendar, and reads no day out of amounts', () => {
    expect(findDates('2月30号', TODAY)).toMatchObject({ found: [], impossible: ['2月30号'] });
    expect(findDates('13月5号', TODAY).impossible.length).toBe(1);
    for (const text of ['听了3.5小时', '3个月', '学分5.5分', '第2作者', '9点到11点半', '4千字', '3号楼', '十一学时'])
      expect(findDates(text, TODAY).found, text).toEqual([]);
  });

  const days = fc.integer({ min: dayNumber('2021-01-01'), max: dayNumber('2032-12-31') }).map(dayFrom);
  it('reads back every day that it can show, whatever today is', () => {
    fc.assert(
      fc.property(days, days, (day, today) => {
        const [y, m, d] = day.split('-').map(Number) as [number, number, number];
        for (const text of [showPlainDay(day), day, `${y}.${m}.${d}`, `${y}/${m}/${d}`])
          expect(findDate(text, today), text).toMatchObject({ from: day, to: day });
      }),
    );
  });

  it('reads a range of any two days in order', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 400 }), days, (from, length, today) => {
        const to = addDays(from, length);
        expect(findDate(`${showPlainDay(from)}到${showPlainDay(to)}`, today)).toMatchObject({
          from,
          to,
          kind: 'range',
        });
      }),
    );
  });

  it('上周X lies in the week before, and nothing relative is in the future', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 7 }), (today, n) => {
        const at = findDate(`上周${'一二三四五六日'[n - 1]}`, today)?.from ?? '';
        expect(weekday(at)).toBe(n);
        const gap = dayNumber(today) - dayNumber(at);
        expect(gap).toBeGreaterThanOrEqual(1);
        expect(gap).toBeLessThanOrEqual(13);
        for (const word of ['昨天', '前天', '大前天', '上个月底', `周${'一二三四五六日'[n - 1]}`])
          expect((findDate(word, today)?.from ?? '9999') <= today, word).toBe(true);
      }),
    );
  });

  it('makes only days of the calendar', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'0123456789年月日号.-/到至上下周个底初去今昨前天一二三十国庆 '),
          maxLength: 40,
        }),
        days,
        (text, today) => {
          for (const { from, to } of findDates(text, today).found) {
            for (const day of [from, to]) {
              const [y, m, d] = day.split('-').map(Number) as [number, number, number];
              expect(makeDay(y, m, d), `${text} ${day}`).toBe(day);
            }
            expect(from <= to, text).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the corpus of days', () => {
  const files = [...new Set(phrases.map(({ file }) => file))];
  it.each(files)('%s', (file) => {
    for (const { on, words, value } of phrases.filter((one) => one.file === file))
      expect(shown(findDates(normalise(words), on)), `${words}, said on ${on}`).toBe(value);
  });

  it('holds no words twice', () => {
    const said = phrases.map(({ on, words }) => `${on} ${words}`);
    expect(said.filter((one, i) => said.indexOf(one) !== i)).toEqual([]);
  });

  const nouns = allRules(TRADE);
  const reads = (find: typeof findDates) => phrases.map(({ on, words }) => shown(find(normalise(words), on)));
  it('is read alike in whatever order the rules stand', () => {
    const turned = [...nouns].reverse().map((noun) => ({ ...noun, rules: [...noun.rules].reverse() }));
    expect(reads(finderOf(TRADE, turned))).toEqual(reads(findDates));
  });

  it('has for every noun a sign that hides none of its rules', () => {
    const open = nouns.map((noun) => ({ ...noun, sign: /(?:)/ }));
    expect(reads(finderOf(TRADE, open))).toEqual(reads(findDates));
  });

  it('tries every rule, and each has a name of its own', () => {
    const rules = nouns.flatMap((noun) => noun.rules);
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
    const texts = phrases.map(({ on, words }) => [normalise(words), on] as const);
    for (const one of rules) {
      const pieces: Piece[] = [];
      for (const [text, on] of texts) one.fit(text, on, pieces);
      expect(pieces.length, one.name).toBeGreaterThan(0);
    }
  });
});

describe('the lunar calendar', () => {
  /** 春节, 端午 and 中秋 as published. */
  const PUBLISHED: readonly (readonly [year: number, spring: string, dragon: string, autumn: string])[] = [
    [2015, '02-19', '06-20', '09-27'],
    [2016, '02-08', '06-09', '09-15'],
    [2017, '01-28', '05-30', '10-04'],
    [2018, '02-16', '06-18', '09-24'],
    [2019, '02-05', '06-07', '09-13'],
    [2020, '01-25', '06-25', '10-01'],
    [2021, '02-12', '06-14', '09-21'],
    [2022, '02-01', '06-03', '09-10'],
    [2023, '01-22', '06-22', '09-29'],
    [2024, '02-10', '06-10', '09-17'],
    [2025, '01-29', '05-31', '10-06'],
    [2026, '02-17', '06-19', '09-25'],
    [2027, '02-06', '06-09', '09-15'],
    [2028, '01-26', '05-28', '10-03'],
    [2029, '02-13', '06-16', '09-22'],
    [2030, '02-03', '06-05', '09-12'],
    [2031, '01-23', '06-24', '10-01'],
    [2032, '02-11', '06-12', '09-19'],
    [2033, '01-31', '06-01', '09-08'],
    [2034, '02-19', '06-20', '09-27'],
    [2035, '02-08', '06-10', '09-16'],
  ];
  it.each(PUBLISHED)('has the feasts of %i where they were', (y, spring, dragon, autumn) => {
    expect([lunarDay(y, 1, 1), lunarDay(y, 5, 5), lunarDay(y, 8, 15)]).toEqual([
      `${y}-${spring}`,
      `${y}-${dragon}`,
      `${y}-${autumn}`,
    ]);
  });

  it('ends every year on the day before the next begins', () => {
    for (let y = 2015; y < 2035; y++)
      expect(addDays(lastOfLunarYear(y) ?? '', 1), String(y)).toBe(lunarDay(y + 1, 1, 1));
  });

  it('has no day that a month has not, and no leap month but its own', () => {
    expect(lunarDay(2026, 8, 30)).toBeUndefined();
    expect(lunarDay(2026, 6, 3, true)).toBeUndefined();
    expect(lunarDay(2025, 6, 3, true)).toBe('2025-07-27');
    expect(lunarDay(2014, 1, 1)).toBeUndefined();
  });
});
