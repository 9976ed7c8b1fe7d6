import { NUM, parseNumber } from '../../chinese/index.ts';
import { addMonths, makeDay, month, year } from '../../days.ts';
import type { Day } from '../../types/index.ts';

const PART = new RegExp(
  `(?:(20\\d{2}|\\d\\d(?=年))年度?|(去年|今年|前年|明年)|(\\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份)?)(?:里|那边|那年|部分)?(?:是|有|占|算|学了?|待了?|共|一共|各)?[:：]? ?(${NUM})个?(小时|学时|课时|钟头|全天|整天|天)`,
  'g',
);

/**
 * 6月88小时，7月8小时: the amounts of the parts of a stay, each under its first day in the stay.
 * @returns undefined unless two parts or more of one unit lie inside it
 */
export function toldInParts(
  text: string,
  from: Day,
  to: Day,
  day: Day,
): { readonly field: string; readonly parts: { readonly [first: Day]: number } } | undefined {
  const parts: { [first: Day]: number } = {};
  let unit: string | undefined;
  for (const m of text.slice(0, 300).matchAll(PART)) {
    const amount = parseNumber(m[4] ?? '');
    const field = /天/.test(m[5] ?? '') ? 'fullDays' : 'hours';
    const first = firstDay({ digits: m[1], word: m[2], month: m[3] }, { from, to }, day);
    if (amount === undefined || first === undefined || (unit !== undefined && unit !== field)) return undefined;
    unit = field;
    parts[first] = (parts[first] ?? 0) + amount;
  }
  return unit !== undefined && Object.keys(parts).length > 1 ? { field: unit, parts } : undefined;
}

/** How a part is named; one of the three is there. */
interface Named {
  /** The year's figures: 2026, 26. */
  readonly digits: string | undefined;
  /** 去年 */
  readonly word: string | undefined;
  readonly month: string | undefined;
}

/** The first day of a part that lies in the stay. */
function firstDay(part: Named, { from, to }: { readonly from: Day; readonly to: Day }, day: Day): Day | undefined {
  const later = (a: Day): Day => (a < from ? from : a);
  if (part.month !== undefined) {
    const m = parseNumber(part.month) ?? 0;
    for (let at: Day = `${from.slice(0, 8)}01`; at <= to; at = addMonths(at, 1)) if (month(at) === m) return later(at);
    return undefined;
  }
  const n = part.digits === undefined ? undefined : Number(part.digits);
  const offset = { 去年: -1, 今年: 0, 前年: -2, 明年: 1 }[part.word ?? ''] ?? 0;
  const y = n === undefined ? year(day) + offset : n < 100 ? 2000 + n : n;
  const first = makeDay(y, 1, 1);
  return first !== undefined && y >= year(from) && y <= year(to) ? later(first) : undefined;
}
