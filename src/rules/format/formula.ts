import { unitOf, valueWord } from '../../catalogue/kinds.ts';
import { decimal, type Fixed, fixed, proportion, shown, wholeUnits } from '../../decimal.ts';
import type { Activity } from '../../types/index.ts';
import { type Facts, fieldReader, personField } from './conditions.ts';
import type { GiveProgram, ValueProgram } from './program.ts';
import type { Amount, GiveData, Matcher, When } from './schema.ts';

/** How a quantity, a place or a number given by an authority becomes credits, and how that is said. */

type Readings = { readonly [doubt: string]: string };

export function amountOf(amount: Amount): ValueProgram['value'] {
  if (amount === null) return () => null;
  if (amount === 'none') return () => undefined;
  if (typeof amount === 'number') {
    const value = fixed(amount);
    return () => value;
  }
  if ('from' in amount) {
    const read = personField(amount.from);
    return (facts) => {
      const value = read(facts);
      return typeof value === 'number' ? fixed(value) : null;
    };
  }
  if ('share' in amount) {
    const { share } = amount;
    return (facts) => (facts.required === undefined ? undefined : Math.round(share * facts.required));
  }
  const name = amount.parameter;
  return (facts) => {
    const value = facts.parameters?.[name];
    return typeof value === 'number' ? fixed(value) : undefined;
  };
}

/**
 * What a row is about, in words, from the facts that it asks for: 科研项目·国家级, 内部培训·理论·参加者. Where a row
 * takes one of several values, the activity's own is said.
 */
export function about(label: string, when: When | undefined): (activity: Activity) => string {
  if (when === undefined || typeof when === 'string' || Array.isArray(when)) return () => label;
  const asked = Object.entries(when).filter(
    ([key, m]) =>
      (typeof m === 'string' || (Array.isArray(m) && m.every((one) => typeof one === 'string'))) &&
      !key.startsWith('person.') &&
      key !== 'unit',
  );
  const word = (key: string, m: Matcher, activity: Activity | undefined): string =>
    valueWord(key, typeof m === 'string' ? m : (activity?.[key] ?? ''));
  const says = (activity: Activity | undefined): string =>
    [label, ...asked.map(([key, m]) => word(key, m, activity))].filter((part) => part !== '').join('·');
  if (asked.some(([, m]) => typeof m !== 'string')) return says;
  const always = says(undefined);
  return () => always;
}

const PLACES = ['', '第一', '前二', '前三', '前四', '前五', '前六', '前七', '前八', '前九', '前十'] as const;

/** Up to which place a row gives something: 文件只授前三位. */
function lastPlace(data: GiveData, type: string): string {
  const places = Array.isArray(data.credits) ? data.credits.length : undefined;
  // Where only the first author counts, the corresponding one stands for the first.
  if (type === 'paper' && places === 1) return '文件只授第一作者、通讯作者';
  return places === undefined ? '文件没有给到这一位' : `文件只授${PLACES[places] ?? `前 ${places} `}位`;
}

export function creditsAt(data: GiveData): (rank: number) => Fixed {
  if (Array.isArray(data.credits)) {
    const table = data.credits.map(fixed);
    const then = fixed(data.others ?? 0);
    return (rank) => (rank >= 1 ? (table[rank - 1] ?? then) : 0);
  }
  const first = data.first ?? 0;
  const step = data.step ?? 0;
  const last = data.last;
  const then = fixed(data.others ?? 0);
  return (rank) => {
    if (rank < 1) return 0;
    const value = first + step * (rank - 1);
    if (last === undefined) return fixed(Math.max(0, value));
    return step < 0 ? (value >= last ? fixed(value) : then) : value <= last ? fixed(value) : then;
  };
}

export const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** The sentences of a row are kept by their quantity: a roster says the same few thousands of times. */
function remembered(
  read: (activity: Activity) => unknown,
  times: string | undefined,
  say: GiveProgram['say'],
): GiveProgram['say'] {
  if (times !== undefined) return say;
  const known = new Map<unknown, string>();
  return (activity, value) => {
    const quantity = read(activity);
    const before = known.get(quantity);
    if (before !== undefined) return before;
    if (known.size >= 1000) known.clear();
    const words = say(activity, value);
    known.set(quantity, words);
    return words;
  };
}

/** The formula of a give row. Kinds: flat, rate (per/every/credits), table or sequence by rank, stated. */
export function formula(data: GiveData, readings: Readings): Pick<GiveProgram, 'value' | 'say'> {
  const unit = data.per ? unitOf(data.per, data.cite) : '';
  const times = data.times;
  const timesUnit = times ? unitOf(times, data.cite) || '次' : '';
  const multiply = (one: (a: Activity, f: Facts) => Fixed): GiveProgram['value'] => {
    if (!times) return one;
    const counted = fieldReader(times);
    return (a, f) => {
      const count = counted(a);
      return count === undefined || count === null ? one(a, f) : Math.round(one(a, f) * number(count));
    };
  };
  const sayTimes = (a: Activity, words: string): string => {
    const count = times ? a[times] : undefined;
    return typeof count === 'number' ? `${words} × ${shown(count)} ${timesUnit}` : words;
  };
  if (data.stated) {
    const field = data.stated;
    const read = fieldReader(field);
    const source = field === 'publishedCredits' ? '按公布的学分数' : '按核定的学分';
    return {
      value: multiply((a) => fixed(number(read(a)))),
      say: remembered(read, times, (a, v) => sayTimes(a, `${source} ${shown(decimal(v))} 分`)),
    };
  }
  if (data.by) {
    const field = data.by;
    const read = fieldReader(field);
    const at = creditsAt(data);
    return {
      value: multiply((a) => {
        const rank = read(a);
        return typeof rank === 'number' ? at(rank) : Number.NaN;
      }),
      say: (a, v, as) => {
        const place = as ?? `排名第 ${a[field] ?? '?'}`;
        return v === 0
          ? `${place}，${lastPlace(data, a.type)}，计 0 分`
          : sayTimes(a, `${place}：${shown(decimal(v))} 分`);
      },
    };
  }
  const credits = typeof data.credits === 'number' ? fixed(data.credits) : 0;
  const each = shown(decimal(credits));
  if (data.per) {
    const field = data.per;
    const read = fieldReader(field);
    const every = data.every ?? 1;
    const part = data.part === undefined ? 'exact' : (readings[data.part] ?? data.part);
    const rest = data.rest ? { least: data.rest.least, credits: fixed(data.rest.credits) } : undefined;
    const units = (q: number): Fixed => {
      if (part !== 'whole') return proportion(q, every, credits);
      const blocks = wholeUnits(q, every);
      const over = rest && q - blocks * every >= rest.least - 1e-9 ? rest.credits : 0;
      return blocks * credits + over;
    };
    const byDefault = field === 'sessions' || field === 'count' ? 1 : Number.NaN;
    return {
      value: multiply((a) => {
        const q = read(a);
        return typeof q === 'number' ? units(q) : units(byDefault);
      }),
      say: remembered(read, times, (a, v) => {
        const q = typeof a[field] === 'number' ? shown(a[field] as number) : '1';
        const quantity = typeof a[field] === 'number' ? (a[field] as number) : 1;
        const blocks = wholeUnits(quantity, every);
        if (rest) {
          const over = quantity - blocks * every >= rest.least - 1e-9;
          const whole = `${q} ${unit}，每满 ${shown(every)} ${unit} ${each} 分，满 ${blocks} 次`;
          const once = shown(decimal(units(quantity)));
          const more = over ? `，零头另加 ${shown(decimal(rest.credits))} 分，共 ${once} 分` : `，共 ${once} 分`;
          return `${sayTimes(a, whole + more)} = ${shown(decimal(v))} 分`;
        }
        const cut = part === 'whole' && Math.abs(quantity - blocks * every) > 1e-9;
        const base = cut
          ? `${q} ${unit}，每满 ${shown(every)} ${unit} ${each} 分，满 ${blocks} 次`
          : every === 1
            ? `${q} ${unit} × ${each}`
            : `${q} ${unit} ÷ ${shown(every)} × ${each}`;
        return `${sayTimes(a, base)} = ${shown(decimal(v))} 分`;
      }),
    };
  }
  return {
    value: multiply(() => credits),
    say: (a, v) =>
      credits === 0
        ? '不授学分'
        : times && typeof a[times] === 'number'
          ? `${sayTimes(a, `${each} 分`)} = ${shown(decimal(v))} 分`
          : `${each} 分`,
  };
}
