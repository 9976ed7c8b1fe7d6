/** Every rule there is, by noun; their order decides nothing. */

import type { Noun } from '../rule.ts';
import type { Trade } from '../trade.ts';
import { AGO } from './ago.ts';
import { dayRules, FROM_TODAY } from './day.ts';
import { ENGLISH } from './english.ts';
import { figureRules } from './figures.ts';
import { HOLIDAYS } from './holiday.ts';
import { LUNAR_DAYS } from './lunar.ts';
import { monthRules } from './month.ts';
import { UNREAD_WEEKDAYS } from './unread.ts';
import { weekRules } from './week.ts';
import { YEARS } from './year.ts';

export const allRules = (trade: Trade): readonly Noun[] => [
  dayRules(trade),
  FROM_TODAY,
  figureRules(trade),
  monthRules(trade),
  YEARS,
  weekRules(trade),
  AGO,
  HOLIDAYS,
  LUNAR_DAYS,
  ENGLISH,
  UNREAD_WEEKDAYS,
];
