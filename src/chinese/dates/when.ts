import type { Day } from '../../types/index.ts';

/** A day or a stretch of days that a text names. */
export interface When {
  readonly from: Day;
  readonly to: Day;
  /** `day` one day · `range` from–to · `month`/`year` a whole one, of which the exact day is open. */
  readonly kind: 'day' | 'range' | 'month' | 'year';
  /** What we took for granted: `上个月底 按 10月31日`. */
  readonly assumed?: string;
  /** Month and day were said as such, not told from today or a feast. */
  readonly exact?: boolean;
  /** The words name a day that has not been. */
  readonly future?: boolean;
  readonly index: number;
  readonly length: number;
}

export interface Dates {
  readonly found: readonly When[];
  /** Words like `2月30日`, which no calendar has. */
  readonly impossible: readonly string[];
  /** Words like `隔周五`, which name a day that we do not know: it is asked for, never taken. */
  readonly unread: readonly string[];
}
