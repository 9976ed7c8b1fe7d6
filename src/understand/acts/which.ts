import { parseNumber } from '../../chinese/index.ts';
import type { Context, Extracted } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';

/** 第二个, 第3条 → 2, 3. */
export function ordinalIn(text: string): number | undefined {
  const match =
    /第 ?([一二两三四五六七八九十]{1,3}|\d{1,3}) ?(?:个|条|项|件|张|笔)|^(?:选)?(\d{1,2}|[一二三四五六七八九])[.、)]?$/.exec(
      text.trim(),
    );
  const raw = match?.[1] ?? match?.[2];
  if (raw !== undefined) return parseNumber(raw);
  if (/(?:最后|上|刚才那?|最近)[一]?(?:个|条)/.test(text)) return undefined;
  return /前(?:面)?(?:那|一)(?:个|条)/.test(text) ? 1 : undefined;
}

export const HINT = '…';

/** 院内那条, 省级那个, 昨天那条: which one is meant, by a word that names no kind outright. */
export function hinted(words: string, context: Context): Extracted | undefined {
  const of = (candidates: readonly string[], fields: Extracted['fields'] = {}): Extracted => ({
    candidates,
    fields,
    said: HINT,
    assumed: [],
  });
  if (/院内|院里|科里|科室/.test(words)) return of(['internal-training', 'institutional-project', 'practice']);
  const level = /国家级|国级/.test(words)
    ? 'national'
    : /省级|省里/.test(words)
      ? 'provincial'
      : /市级|市里/.test(words)
        ? 'municipal'
        : undefined;
  if (level) return of(['cme-project', 'advanced-seminar'], { level });
  const when = findDates(words, context.day).found[0];
  return when?.kind === 'day' && !/刚/.test(words)
    ? { fields: { date: when.from }, said: HINT, assumed: [] }
    : undefined;
}
