import type { Day } from '../time.ts';

/** What we took for granted about an activity; the card says it. */
export type Assumption =
  /** Words taken for a day, as the reader of days tells it: `“月底”按10月31日`. */
  | { readonly is: 'day'; readonly said: string }
  /** A month taken for its first day, until the day is told. */
  | { readonly is: 'first-of-month'; readonly day: Day }
  /** What counts by the month. */
  | { readonly is: 'month'; readonly month: number }
  /** 11月起进修三个月: from the first of the month on. */
  | { readonly is: 'whole-months' }
  /** A day and a weekday that do not go together, said twice: the day counts. */
  | { readonly is: 'clash'; readonly said: readonly [string, string]; readonly day: Day }
  /** 半天, 六七个小时 */
  | { readonly is: 'hours'; readonly said: string; readonly hours: number }
  | { readonly is: 'hours-a-day'; readonly hours: number; readonly days: number }
  /** Told of several together and shared out evenly. */
  | {
      readonly is: 'shared-out';
      readonly field: 'hours' | 'credits';
      readonly amount: number;
      readonly times: number;
    }
  /** One more of the same: what was not said is as it was. */
  | { readonly is: 'as-before' }
  /** A grant that still runs counts this year. */
  | { readonly is: 'this-year' }
  /** A model's reading of the kind. */
  | { readonly is: 'kind'; readonly said: string; readonly type: string };
