/** Holidays, their days off and the days beside them: 国庆那几天, 清明节, 中秋前一天. */

import { addDays, weekday, year } from '../../../days.ts';
import type { Day } from '../../../types/index.ts';
import { lastOfLunarYear, lunarDay } from '../lunar.ts';
import { YEAR } from '../parts.ts';
import { type Meaning, single, spoken, stretch } from '../piece.ts';
import { type Noun, optional, type Part, pattern, rule } from '../rule.ts';

interface Feast {
  readonly words: string;
  readonly on: (y: number) => Day | undefined;
  /** Of the days off that people mean by 那几天; of three, a weekend may lie before. */
  readonly days: number;
}
/**
 * 清明, the day on which the sun's longitude reaches 15°, by the rule of the perpetual calendar for this century
 * (⌊0.2422·y + 4.81⌋ − ⌊y/4⌋, y the year's last two digits): 5 April in 2026, 4 April in 2025.
 */
const clearBright = (y: number): number => Math.floor((y % 100) * 0.2422 + 4.81) - Math.floor((y % 100) / 4);
const at = (monthDay: string) => (y: number) => `${y}-${monthDay}`;
const lunar = (m: number, d: number) => (y: number) => lunarDay(y, m, d);

const FEASTS: readonly Feast[] = [
  { words: '国庆节?|十一(?=期间|那几天|假期|长假|放假|黄金周)', on: at('10-01'), days: 7 },
  { words: '五一(?:劳动节)?|劳动节', on: at('05-01'), days: 5 },
  { words: '元旦', on: at('01-01'), days: 1 },
  { words: '清明节?', on: (y) => `${y}-04-0${clearBright(y)}`, days: 3 },
  { words: '护士节', on: at('05-12'), days: 1 },
  { words: '医师节', on: at('08-19'), days: 1 },
  { words: '教师节', on: at('09-10'), days: 1 },
  { words: '妇女节|三八(?:妇女)?节', on: at('03-08'), days: 1 },
  { words: '六一(?:儿童)?节|儿童节', on: at('06-01'), days: 1 },
  { words: '五四(?:青年)?节', on: at('05-04'), days: 1 },
  { words: '圣诞节?', on: at('12-25'), days: 1 },
  { words: '春节|过年', on: lunar(1, 1), days: 7 },
  { words: '端午节?', on: lunar(5, 5), days: 3 },
  { words: '中秋节?', on: lunar(8, 15), days: 3 },
  { words: '元宵节', on: lunar(1, 15), days: 1 },
  { words: '重阳节', on: lunar(9, 9), days: 1 },
  // The eve of a year is the last day of the year before.
  { words: '除夕|大年三十|年三十', on: (y) => lastOfLunarYear(y - 1), days: 1 },
];
const BY_WORDS = FEASTS.map(
  (feast) => [new RegExp(`^(?:${feast.words.replace(/\(\?=[^)]*\)/, '')})$`), feast] as const,
);
const FEAST: Part<Feast | undefined> = {
  source: FEASTS.map(({ words }) => words).join('|'),
  read: (said) => BY_WORDS.find(([words]) => words.test(said))?.[1],
};
/** 春节前, 五一劳动节后: some day that is not the feast; it is asked. */
const NOT_BESIDE = '(?!(?:劳动|儿童|青年|妇女)?节?(?:之|以)?[前后])';
const DAYS_OFF: Part<string> = {
  source: '那几天|期间|假期|长假|黄金周|放假|前后',
  read: (words) => words,
};

/** The feast of the year that is said, or the latest that has been. */
function dayOf(feast: Feast | undefined, y: number | undefined, on: Day): Day | undefined {
  const day = feast?.on(y ?? year(on));
  return y === undefined && day !== undefined && day > on ? feast?.on(year(on) - 1) : day;
}

/** 那几天: of three days those with the weekend that they are joined with. */
function daysOff(feast: Feast, day: Day): Meaning {
  if (feast.days === 1) return single(day);
  const back = feast.days === 3 ? ({ 1: 2, 2: 2, 7: 1 }[weekday(day)] ?? 0) : 0;
  const first = addDays(day, -back);
  return stretch(first, addDays(first, feast.days - 1), 'range');
}

export const HOLIDAYS: Noun = {
  sign: new RegExp(FEAST.source),
  rules: [
    rule(
      '国庆, 清明当天',
      pattern`${optional(YEAR)}的?${FEAST}(?:当天|那天)?${NOT_BESIDE}`,
      ([y, feast], { on, words }) => {
        const day = dayOf(feast, y, on);
        if (!feast || day === undefined) return undefined;
        return single(day, feast.days === 1 ? undefined : `“${words}”按${spoken(day)}`);
      },
    ),
    rule('国庆那几天', pattern`${optional(YEAR)}的?${FEAST}${DAYS_OFF}`, ([y, feast], { on }) => {
      const day = dayOf(feast, y, on);
      return feast && day !== undefined ? daysOff(feast, day) : undefined;
    }),
    rule('国庆前一天', pattern`${optional(YEAR)}的?${FEAST}的?前一天`, ([y, feast], { on }) => {
      const day = dayOf(feast, y, on);
      return day === undefined ? undefined : single(addDays(day, -1));
    }),
    rule('国庆第二天', pattern`${optional(YEAR)}的?${FEAST}的?(?:第二|后一)天`, ([y, feast], { on }) => {
      const day = dayOf(feast, y, on);
      return day === undefined ? undefined : single(addDays(day, 1));
    }),
  ],
};
