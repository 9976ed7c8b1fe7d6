/** Days in English: Nov 13, 13 November 2026, yesterday, last Tuesday. */

import { addDays } from '../../../days.ts';
import { latestWeekday } from '../parts.ts';
import { numbered, single } from '../piece.ts';
import { type Noun, optional, type Part, pattern, rule } from '../rule.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const placeIn = (names: readonly string[], words: string): number => names.indexOf(words.slice(0, 3).toLowerCase()) + 1;
const MONTH: Part<number> = {
  source:
    'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?',
  read: (words) => placeIn(MONTHS, words),
};
const WEEKDAY: Part<number> = {
  source: '(?:mon|tues|wednes|thurs|fri|satur|sun)day',
  read: (words) => placeIn(WEEKDAYS, words),
};
const DAY: Part<number> = { source: '\\d{1,2}', read: Number };
const YEAR: Part<number> = { source: '20\\d{2}', read: Number };
const AFTER_YEAR: Part<number> = { source: ',? 20\\d{2}', read: (words) => Number(words.slice(-4)) };

export const ENGLISH: Noun = {
  sign: /[a-z]{3}/i,
  rules: [
    rule(
      'Nov 13, 2026',
      pattern`\b${MONTH}\.? ${DAY}(?:st|nd|rd|th)?${optional(AFTER_YEAR)}\b`,
      ([m, d, y]) => numbered(y, m, d),
      'i',
    ),
    rule(
      '13th of November 2026',
      pattern`\b${DAY}(?:st|nd|rd|th)? (?:of )?${MONTH}${optional({ ...YEAR, source: ' 20\\d{2}' })}\b`,
      ([d, m, y]) => numbered(y, m, d),
      'i',
    ),
    rule('today', pattern`\btoday\b`, (_, { on }) => single(on), 'i'),
    rule('yesterday', pattern`\byesterday\b`, (_, { on }) => single(addDays(on, -1)), 'i'),
    rule(
      'the day before yesterday',
      pattern`\bthe day before yesterday\b`,
      (_, { on }) => single(addDays(on, -2)),
      'i',
    ),
    rule(
      'last Tuesday',
      pattern`\blast ${WEEKDAY}\b`,
      ([weekday], { on }) => single(latestWeekday(weekday, addDays(on, -1))),
      'i',
    ),
  ],
};
