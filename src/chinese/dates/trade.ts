/**
 * Words of the caller's trade that matter to a pattern of days; this room knows none. Each is the source of a pattern,
 * linear, not empty, and with no group that captures.
 */
export interface Trade {
  /** Begins a measure of this trade: a number before it is an amount and no day, 10月3学时. */
  readonly measures: string;
  /** Makes a number with 号 a place and no day: 3号病房. */
  readonly places: string;
  /** What is done from one day to another: 9月1日开始进修到11月. */
  readonly stays: string;
  /** What has weeks of its own, which are not the year's: 培训第8周. */
  readonly terms: string;
  /** What is told right behind a day in figures, 3.5论文, or behind a list of weekdays, 周一三五讲课. */
  readonly doings: string;
}
