/** All that this folder reads, with the words of one trade in mind. */

import type { Day } from '../../types/index.ts';
import { type Clash, clashIn } from './clash.ts';
import { type Find, finderOf } from './find.ts';
import { spellerOf } from './lists.ts';
import type { Trade } from './trade.ts';
import { dayWithin, type Window, windowIn } from './window.ts';

export interface DateReader {
  readonly findDates: Find;
  /** One day said twice, and not the same; undefined where all agree. */
  readonly clashOf: (text: string, day: Day) => Clash | undefined;
  /** What a report says of its time where it names a month or a week and no day; undefined where it names neither. */
  readonly windowOf: (text: string, day: Day) => Window | undefined;
  /** A day inside the window as an answer names it: 10号, 周三, 月底; or the window itself: 不记得了, 就5月. */
  readonly within: (window: Window, answer: string, day: Day) => ReturnType<typeof dayWithin>;
  /** The text with every day of a list written out with its month or week. */
  readonly spellDays: (text: string) => string;
}

const TITLE = /《[^》]{0,60}》/g;
const withoutTitles = (text: string): string => text.replace(TITLE, (title) => ' '.repeat(title.length));

/** Compiles every pattern once; keep what it returns. */
export function dateReader(trade: Trade): DateReader {
  const findDates = finderOf(trade);
  return {
    findDates,
    clashOf: (text, day) => clashIn(text, findDates(text, day)),
    windowOf: (said, day) => {
      const text = withoutTitles(said);
      return windowIn(text, findDates(text, day), day);
    },
    within: (window, answer, day) => dayWithin(window, answer, day, findDates),
    spellDays: spellerOf(trade),
  };
}
