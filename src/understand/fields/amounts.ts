import { NUM, parseNumber, round } from '../../chinese/index.ts';

const CREDITS = new RegExp(`(${NUM})(个半)? ?个?(?:学分|分(?!钟|之|享|院|会|科|钟头|数|别)|credits?)(半)?`, 'i');

const CREDITS_AFTER = new RegExp(`(?:学分|计分|得分|授予)(?:数|为|是|:|了)? ?(${NUM})(?![\\d点:年月号小学课个])`);

/** Credits named in a text: `5分`, `2个半学分`, `学分：5`. */
export function findCredits(text: string): { credits: number; index: number; length: number } | undefined {
  const match = CREDITS.exec(text);
  if (match?.[1] !== undefined) {
    const value = parseNumber(match[1]);
    if (value !== undefined)
      return { credits: round(value + (match[2] || match[3] ? 0.5 : 0)), index: match.index, length: match[0].length };
  }
  const after = CREDITS_AFTER.exec(text);
  const value = after?.[1] === undefined ? undefined : parseNumber(after[1]);
  return after && value !== undefined ? { credits: value, index: after.index, length: after[0].length } : undefined;
}

const CHARS = new RegExp(`(${NUM})(多|余|来)? ?个?(?:汉?字|words?)(?!典)`, 'i');

/** Characters written: `4000字`, `1.2万字`, `四千字`. */
export function findChars(text: string): number | undefined {
  const match = CHARS.exec(text);
  return match?.[1] === undefined ? undefined : parseNumber(match[1]);
}

const COUNTED = '(?:次|场|回|期|堂|节|个|项|门|科|遍|趟|篇|套|份)';

const COUNT = new RegExp(
  `(?:就|共|一共|总共|参加了?|去了?|讲了?|听了?|各)? ?(${NUM}) ?${COUNTED}(?!月|小时|来|多|钟|学|人|课时|半|多?星期|礼拜|整天)`,
);

/** How often: `两次`, `3场`, `就一次`. */
export function findCount(text: string): number | undefined {
  const match = COUNT.exec(text);
  const value = match?.[1] === undefined ? undefined : parseNumber(match[1]);
  return value !== undefined && Number.isInteger(value) ? value : undefined;
}
