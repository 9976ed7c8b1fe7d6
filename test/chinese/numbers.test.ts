import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDays, findSpan, normalise, parseNumber } from '../../src/chinese/numbers.ts';
import { findChars, findCount, findCredits } from '../../src/understand/fields/amounts.ts';

describe('numbers as people write them', () => {
  it.each([
    ['三个半小时', 3.5],
    ['俩小时', 2],
    ['两小时半', 2.5],
    ['一个半钟头', 1.5],
    ['半个小时', 0.5],
    ['９０分钟', 1.5],
    ['三刻钟', 0.75],
    ['二十学时', 20],
    ['2 hours', 2],
    ['9点到11点半', 2.5],
    ['上午九点到十一点', 2],
    ['下午2点半到5点', 2.5],
    ['8:30-12:00', 3.5],
    ['从早上8点讲到中午12点', 4],
    ['晚上7点到9点', 2],
    ['9-11点', 2],
  ])('%s is %d hours', (text, hours) => expect(findSpan(normalise(text))?.hours).toBe(hours));

  it.each([
    ['半天', 0.5],
    ['一上午', 0.5],
    ['两天', 2],
    ['三天半', 3.5],
    ['全天', 1],
    ['7个整天', 7],
  ])('%s is %d days whose hours are open', (text, days) => {
    expect(findSpan(text)?.hours).toBeUndefined();
    expect(findDays(text)?.days).toBe(days);
  });

  it.each([
    ['二百五', 250],
    ['一万二', 12_000],
    ['1.2万', 12_000],
    ['4千', 4000],
    ['廿三', 23],
    ['三点五', 3.5],
    ['一百零五', 105],
    ['十二', 12],
    ['1,200', 1200],
    ['半', 0.5],
  ])('%s is %d', (text, value) => expect(parseNumber(text)).toBe(value));

  it('tells credits from minutes, months from times', () => {
    expect(findCredits('学分证书5分')?.credits).toBe(5);
    expect(findCredits('2个半学分')?.credits).toBe(2.5);
    expect(findCredits('讲了20分钟')).toBeUndefined();
    expect(findCount('去了三次')).toBe(3);
    expect(findCount('去了3个月')).toBeUndefined();
    expect(findChars('四千多字')).toBe(4000);
  });

  const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const chinese = (n: number): string => {
    if (n < 10) return DIGITS[n] ?? '';
    if (n < 100) return `${n < 20 ? '' : DIGITS[Math.floor(n / 10)]}十${n % 10 ? DIGITS[n % 10] : ''}`;
    const rest = n % 100;
    return `${DIGITS[Math.floor(n / 100)]}百${rest === 0 ? '' : rest < 10 ? `零${DIGITS[rest]}` : `${DIGITS[Math.floor(rest / 10)]}十${rest % 10 ? DIGITS[rest % 10] : ''}`}`;
  };
  it('reads every number up to 999 in Chinese as in digits, in full width as in half', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (n) => {
        expect(parseNumber(chinese(n))).toBe(n);
        const wide = [...String(n)].map((d) => String.fromCodePoint((d.codePointAt(0) ?? 0) + 0xfee0)).join('');
        expect(findSpan(normalise(`听了${wide}小时`))?.hours).toBe(n);
        expect(findSpan(`听了${chinese(n)}小时`)?.hours).toBe(n);
      }),
    );
  });

  it('is the same after normalising twice, and leaves no control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const once = normalise(text);
        expect(normalise(once)).toBe(once);
        expect([...once].some((ch) => ch !== '\n' && (ch.codePointAt(0) ?? 0) < 32)).toBe(false);
      }),
    );
  });
});
