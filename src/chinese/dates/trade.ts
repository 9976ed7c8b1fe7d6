/**
 * Words of the caller's trade that matter to a pattern of days; this room knows none. Each is the source of a pattern
 * without groups that capture, linear, and may be empty only where it says so.
 */
export interface Trade {
  /** Begins a measure of this trade: a number before it is an amount and no day, 10月3学时. */
  readonly measures: string;
  /** Makes a number with 号 a place and no day: 3号病房. */
  readonly places: string;
  /** What is done from one day to another: 9月1日开始进修到11月. */
  readonly stays: string;
  /** What is told right behind a day in figures, 3.5论文, or behind a list of weekdays, 周一三五讲课. */
  readonly doings: string;
}
