/** Numbers as people write them: 3.5, 三个半, 俩, 一万二, 9点到11点半. Pure; every pattern is linear. */

const FULL_START = 0xff01;

const FULL_END = 0xff5e;

const SHIFT = 0xfee0;

/**
 * One form for everything that follows: half width, no control characters, single spaces, lower-case units.
 * Length may change; the result is what all parsers of this room read.
 */
export function normalise(text: string): string {
  let out = '';
  for (const ch of text.normalize('NFC')) {
    const code = ch.codePointAt(0) ?? 0;
    if (code >= FULL_START && code <= FULL_END) out += String.fromCodePoint(code - SHIFT);
    else if (ch === '—' || ch === '–' || ch === '―' || ch === '－' || ch === '﹣' || ch === '−') out += '-';
    else if (ch === '～' || ch === '〜' || ch === '∼') out += '~';
    else if (ch === '　' || ch === '\t' || ch === '\u00a0') out += ' ';
    else if (ch === '“' || ch === '”' || ch === '「' || ch === '」') out += '"';
    else if (ch === '\n') out += '\n';
    else if (code < 32 || (code >= 127 && code < 160) || (code >= 0x200b && code <= 0x200f) || code === 0xfeff)
      continue;
    else if (code >= 0x202a && code <= 0x202e) continue;
    else out += ch;
  }
  return out.replace(/ {2,}/g, ' ').trim();
}

const DIGIT: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  贰: 2,
  两: 2,
  俩: 2,
  三: 3,
  叁: 3,
  仨: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};

const UNIT: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** Source of a pattern that finds one number, Arabic or Chinese, with 万/千 behind it. */
export const NUM =
  '(?:\\d{1,7}(?:,\\d{3})*(?:\\.\\d{1,4})?(?:[万千百]\\d?)?|[零〇一壹二贰两俩三叁仨四肆五伍六陆七柒八捌九玖十拾百佰千仟万廿]{1,12}(?:点[零〇一二三四五六七八九]{1,4})?|半)';

/** The value of a number as `NUM` finds it, or undefined. `二百五` is 250, `一万二` 12000, `半` 0.5. */
export function parseNumber(raw: string): number | undefined {
  const text = raw.replace(/[,\s]/g, '');
  if (text === '半') return 0.5;
  const arabic = /^(\d+(?:\.\d+)?)(?:([万千百])(\d)?)?$/.exec(text);
  if (arabic) {
    const base = Number(arabic[1]);
    if (!arabic[2]) return base;
    const unit = arabic[2] === '万' ? 10_000 : arabic[2] === '千' ? 1000 : 100;
    return round(base * unit + (arabic[3] ? (Number(arabic[3]) * unit) / 10 : 0));
  }
  const [whole = '', fraction] = text.split('点');
  const integer = chineseInteger(whole);
  if (integer === undefined) return undefined;
  if (fraction === undefined) return integer;
  const digits = [...fraction].map((ch) => DIGIT[ch]);
  if (digits.length === 0 || digits.some((d) => d === undefined)) return undefined;
  return round(integer + Number(`0.${digits.join('')}`));
}

function chineseInteger(text: string): number | undefined {
  if (text === '') return undefined;
  if ([...text].every((ch) => DIGIT[ch] !== undefined)) {
    const digits = [...text].map((ch) => DIGIT[ch]);
    // 六七个: six or seven, which is no number.
    if (digits.length === 2 && (digits[0] ?? 0) > 0 && digits[1] === (digits[0] ?? 0) + 1) return undefined;
    return digits.length > 6 ? undefined : Number(digits.join(''));
  }
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastUnit = 0;
  for (const ch of text) {
    if (ch === '廿') {
      section += 20;
      lastUnit = 10;
    } else if (DIGIT[ch] !== undefined) {
      digit = DIGIT[ch];
      if (digit === 0) lastUnit = 0;
    } else if (UNIT[ch] !== undefined) {
      lastUnit = UNIT[ch];
      section += (digit ?? 1) * lastUnit;
      digit = undefined;
    } else if (ch === '万') {
      total += (section + (digit ?? 0) || 1) * 10_000;
      section = 0;
      digit = undefined;
      lastUnit = 10_000;
    } else return undefined;
  }
  if (digit !== undefined) section += lastUnit > 10 ? (digit * lastUnit) / 10 : digit;
  return total + section;
}

export const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/** A length of time found in words. `about` is set where the words do not say the hours: 半天, 一上午, 两天. */
export interface Span {
  readonly hours?: number;
  /** Whole or half days, when people count in days. */
  readonly days?: number;
  /** The words that leave the hours open. */
  readonly about?: string;
  readonly index: number;
  readonly length: number;
}

const HOUR_WORD = '(?:个?小时|个?钟头|个钟(?!头)|个?学时|个?课时|个?小時|hours?|hrs?|h(?![a-z]))';

const HOURS = new RegExp(
  `(${NUM})(个半| 个半|半(?=[小钟学课])|个?[多来]|[多来]个)? ?${HOUR_WORD}(半|又?(${NUM})分钟?)?`,
  'i',
);

const HALF_HOUR = /半个?(?:小时|钟头|学时)/;

const MINUTES = new RegExp(`(${NUM}) ?(?:分钟|min(?:ute)?s?)`, 'i');

const QUARTERS = new RegExp(`(${NUM})刻钟`);

const CLOCK_PART = '(凌晨|早上|早晨|清早|上午|中午|下午|傍晚|晚上|晚|早)?';

const CLOCK_TIME = `${CLOCK_PART} ?(\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点钟?(半|一刻|三刻|(?:\\d{1,2}|[一二三四五]?十[一二三四五六七八九]?)分?)?|:(\\d{2}))`;

const CLOCK_RANGE = new RegExp(
  `${CLOCK_TIME}[^，。；,.;\\n0-9点]{0,4}?(?:到|至|-|~)${'[^，。；,.;\\n0-9]{0,2}?'}${CLOCK_TIME}`,
);

const BARE_CLOCK = new RegExp(
  `${CLOCK_PART} ?(\\d{1,2})(?:到|至|-|~)${CLOCK_PART}(\\d{1,2}|[一二两三四五六七八九十]{1,3})点(半)?(?!\\d)`,
);

const DAYS = new RegExp(`(${NUM})(?:个)?(整天|全天|半天|天|工作日|日)(?![前后])(半)?`);

const PART_OF_DAY =
  /(?:半天|大半天|小半天|[一两1-2半]个?(?:上午|下午|晚上|白天|早上)|(?:整|大)个?(?:上午|下午|晚上)|[一1]整?天|全天|整天)/;

/** Hours of a clock range: `9点到11点半` → 2.5. Undefined where it is none. */
export function clockRange(text: string): { hours: number; index: number; length: number } | undefined {
  const match = CLOCK_RANGE.exec(text);
  if (match) {
    const from = clock(match[1], match[2], match[3], match[4]);
    let to = clock(match[5], match[6], match[7], match[8]);
    if (from === undefined || to === undefined) return undefined;
    if (to <= from && match[5] === undefined) to += 12;
    if (to > from && to <= 24) return { hours: round(to - from), index: match.index, length: match[0].length };
  }
  const bare = BARE_CLOCK.exec(text);
  if (!bare) return undefined;
  const from = clock(bare[1], bare[2], undefined, undefined);
  let to = clock(bare[3], bare[4], bare[5], undefined);
  if (from === undefined || to === undefined) return undefined;
  if (to <= from) to += 12;
  return to > from && to <= 24 ? { hours: round(to - from), index: bare.index, length: bare[0].length } : undefined;
}

function clock(part?: string, hour?: string, minute?: string, digits?: string): number | undefined {
  const h = hour === undefined ? undefined : parseNumber(hour);
  if (h === undefined || h > 24) return undefined;
  let m = 0;
  if (digits !== undefined) m = Number(digits);
  else if (minute === '半') m = 30;
  else if (minute === '一刻') m = 15;
  else if (minute === '三刻') m = 45;
  else if (minute !== undefined) m = parseNumber(minute.replace('分', '')) ?? 0;
  if (m >= 60) return undefined;
  const afternoon =
    part === '下午' || part === '傍晚' || part === '晚上' || part === '晚' || (part === '中午' && h < 11);
  return (afternoon && h < 12 ? h + 12 : h) + m / 60;
}

/** The first length of time in a text: hours said, a clock range, minutes, or days whose hours are open. */
export function findSpan(text: string): Span | undefined {
  const range = clockRange(text);
  if (range) return range;
  const hours = HOURS.exec(text);
  if (hours?.[1] !== undefined) {
    const base = parseNumber(hours[1]);
    if (base !== undefined) {
      const minutes = hours[4] === undefined ? 0 : (parseNumber(hours[4]) ?? 0) / 60;
      const half = hours[2]?.includes('半') || hours[3] === '半' ? 0.5 : 0;
      return { hours: round(base + half + minutes), index: hours.index, length: hours[0].length };
    }
  }
  const half = HALF_HOUR.exec(text);
  if (half) return { hours: 0.5, index: half.index, length: half[0].length };
  const minutes = MINUTES.exec(text);
  if (minutes?.[1] !== undefined) {
    const value = parseNumber(minutes[1]);
    if (value !== undefined) return { hours: round(value / 60), index: minutes.index, length: minutes[0].length };
  }
  const quarters = QUARTERS.exec(text);
  if (quarters?.[1] !== undefined) {
    const value = parseNumber(quarters[1]);
    if (value !== undefined) return { hours: round(value / 4), index: quarters.index, length: quarters[0].length };
  }
  return findDays(text);
}

/** Days said in words: `7天`, `两天半`, `半天`, `一上午`. */
export function findDays(text: string): Span | undefined {
  const days = DAYS.exec(text);
  if (days?.[1] !== undefined && !(days[2] === '日' && /[月\d]$/.test(text.slice(0, days.index + days[1].length)))) {
    const value = parseNumber(days[1]);
    if (value !== undefined && !/[第前]$/.test(text.slice(0, days.index)) && days[2] !== '日') {
      const unit = days[2] === '半天' ? 0.5 : 1;
      return {
        days: round(value * unit + (days[3] ? 0.5 : 0)),
        about: days[0],
        index: days.index,
        length: days[0].length,
      };
    }
  }
  const part = PART_OF_DAY.exec(text);
  if (!part) return undefined;
  const whole = /天/.test(part[0]) && !/半/.test(part[0]);
  return { days: whole ? 1 : 0.5, about: part[0], index: part.index, length: part[0].length };
}

/** The first bare number of an answer to a question that asked for one. */
export function bareNumber(text: string): number | undefined {
  const match = new RegExp(NUM).exec(text);
  return match ? parseNumber(match[0]) : undefined;
}
