/** Two days said for one: 上周五是6号, 11月10号（周五）, where they are not the same day. It is asked, never chosen. Pure. */

import { addDays, weekday } from '../../days.ts';
import type { Day } from '../../types/index.ts';
import type { Dates } from './when.ts';

export interface Clash {
  /** The words of both, as said. */
  readonly words: readonly [string, string];
  /** The days that may be meant, in the order said. */
  readonly days: readonly [Day, Day];
  /** The one that was said by its number. */
  readonly plain: Day;
}

/** Between two words for one day. */
const SAME = /^[,，]? ?(?:[(]|也?就?是|即|应该是|好像是|那天|正好是?)? ?$/;
const BARE_WEEKDAY = /^(?:周|星期|礼拜)[一二三四五六日天]$/;

/** The first pair of words of a text that name one day twice and do not agree; undefined where all agree. */
export function clashIn(text: string, { found }: Dates): Clash | undefined {
  for (let i = 0; i + 1 < found.length; i++) {
    const [a, b] = [found[i], found[i + 1]];
    if (!a || !b || a.kind !== 'day' || b.kind !== 'day' || a.assumed || b.assumed) continue;
    const between = text.slice(a.index + a.length, b.index);
    if (!SAME.test(between) || (/^[,，]/.test(between) && (found.length > 2 || /[各和及、]|分别/.test(text)))) continue;
    const wordOf = (w: typeof a): string => text.slice(w.index, w.index + w.length).trim();
    const words = [wordOf(a), wordOf(b)] as const;
    const [bareA, bareB] = words.map((word) => BARE_WEEKDAY.test(word));
    // A weekday without its week only says what kind of day the other one is.
    if (bareA || bareB) {
      const [plain, named] = bareA ? [b, a] : [a, b];
      if (weekday(plain.from) === weekday(named.from)) continue;
      const near = addDays(plain.from, weekday(named.from) - weekday(plain.from));
      return { words, days: bareA ? [near, plain.from] : [plain.from, near], plain: plain.from };
    }
    if (a.from !== b.from && (a.exact !== b.exact || /是|即|[(]/.test(between)))
      return { words, days: [a.from, b.from], plain: (a.exact ? a : b).from };
  }
  return undefined;
}
