const ZONE = 'Asia/Shanghai';
const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });
const timeFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const WEEK = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];

/** The calendar day in China of an instant. */
export const dayOf = (at: string): string => dayFormat.format(new Date(at));
export const timeOf = (at: string): string => timeFormat.format(new Date(at));

const between = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** 今天, 昨天, a weekday of the last days, or the date; the year only where it is another one. */
export function dayName(day: string, today: string): string {
  const ago = between(day, today);
  if (ago === 0) return '今天';
  if (ago === 1) return '昨天';
  const date = new Date(`${day}T00:00:00Z`);
  if (ago > 1 && ago < 7) return WEEK[date.getUTCDay()] ?? day;
  const short = `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  return day.slice(0, 4) === today.slice(0, 4) ? short : `${day.slice(0, 4)}年${short}`;
}

/** 12月31日, with the year where asked. */
export function longDay(day: string, withYear = false): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${withYear ? `${year}年` : ''}${month}月${date}日`;
}
