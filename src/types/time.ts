/** 日历日, `YYYY-MM-DD`, in China Standard Time (UTC+8). */
export type Day = string;

/** 时刻, ISO 8601 with an offset or Z. */
export type Instant = string;
