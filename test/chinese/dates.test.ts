import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/chinese/numbers.ts';
import { showPlainDay } from '../../src/chinese/say.ts';
import { addDays, dayFrom, dayNumber, makeDay, weekday } from '../../src/days.ts';
import { findDates } from '../../src/understand/fields/when.ts';

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
