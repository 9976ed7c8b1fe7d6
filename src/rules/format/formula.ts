import { clauseUnit } from '../../catalogue/index.ts';
import { decimal, type Fixed, fixed, proportion, wholeUnits } from '../../decimal.ts';
import type { Activity, Earning, RowSubject, Times } from '../../types/index.ts';
import { fieldReader, personField } from './conditions.ts';
import type { GiveProgram, ValueProgram } from './program.ts';
import type { Amount, GiveData, When } from './schema.ts';

/** How a quantity, a place or a number given by an authority becomes credits. */

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

/** What a row is about: its award, and the values that it asks for; where it takes one of several, the activity's own. */
export function about(label: string, when: When | undefined): (activity: Activity) => RowSubject {
  const plain = when === undefined || typeof when === 'string' || Array.isArray(when) ? {} : when;
  const asked = Object.entries(plain).filter(
    ([key, m]) =>
      (typeof m === 'string' || (Array.isArray(m) && m.every((one) => typeof one === 'string'))) &&
      !key.startsWith('person.') &&
      key !== 'unit',
  );
  const of = (activity: Activity | undefined): RowSubject => ({
    label,
    values: asked.map(([key, m]) => [key, typeof m === 'string' ? m : (activity?.[key] ?? '')]),
  });
  if (asked.some(([, m]) => typeof m !== 'string')) return of;
  const always = of(undefined);
  return () => always;
}

function creditsAt(data: GiveData): (rank: number) => Fixed {
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

/** How the number of occasions multiplies a row's credits, and which there were. */
function occasions(data: GiveData): {
  readonly multiply: (one: GiveProgram['value']) => GiveProgram['value'];
  readonly timesOf: (activity: Activity) => Times | undefined;
} {
  const field = data.times;
  if (!field) return { multiply: (one) => one, timesOf: () => undefined };
  const counted = fieldReader(field);
  const unit = clauseUnit(field, data.cite) || '次';
  return {
    multiply: (one) => (a, f) => {
      const count = counted(a);
      return count === undefined || count === null ? one(a, f) : Math.round(one(a, f) * number(count));
    },
    timesOf: (a) => {
      const count = counted(a);
      return typeof count === 'number' ? { count, unit } : undefined;
    },
  };
}

type Formula = Pick<GiveProgram, 'value' | 'earning'>;

/** The formula of a give row. Kinds: flat, rate (per/every/credits), table or sequence by rank, stated. */
export function formula(data: GiveData, readings: Readings): Formula {
  const { multiply, timesOf } = occasions(data);
  const made = data.stated
    ? stated(data.stated, timesOf)
    : data.by
      ? ranked(data, data.by, timesOf)
      : data.per
        ? rate(data, data.per, readings, timesOf)
        : flat(data, timesOf);
  const { say } = data;
  const row: Earning | undefined = say === undefined ? undefined : { is: 'row', words: say };
  return { value: multiply(made.value), earning: row ? () => row : made.earning };
}

type TimesOf = (activity: Activity) => Times | undefined;

function stated(field: string, timesOf: TimesOf): Formula {
  const read = fieldReader(field);
  return {
    value: (a) => fixed(number(read(a))),
    earning: (a, v) => ({ is: 'stated', field, credits: decimal(v), times: timesOf(a) }),
  };
}

function ranked(data: GiveData, field: string, timesOf: TimesOf): Formula {
  const read = fieldReader(field);
  const at = creditsAt(data);
  const places = Array.isArray(data.credits) ? data.credits.length : undefined;
  return {
    value: (a) => {
      const rank = read(a);
      return typeof rank === 'number' ? at(rank) : Number.NaN;
    },
    earning: (a, v, as) => ({
      is: 'ranked',
      place: number(read(a)),
      read: as,
      places,
      type: a.type,
      credits: decimal(v),
      times: timesOf(a),
    }),
  };
}

function rate(data: GiveData, field: string, readings: Readings, timesOf: TimesOf): Formula {
  const credits = typeof data.credits === 'number' ? fixed(data.credits) : 0;
  const read = fieldReader(field);
  const unit = clauseUnit(field, data.cite);
  const every = data.every ?? 1;
  const each = decimal(credits);
  const part = data.part === undefined ? 'exact' : (readings[data.part] ?? data.part);
  const rest = data.rest ? { least: data.rest.least, credits: fixed(data.rest.credits) } : undefined;
  const moreOf = (q: number, blocks: number): Fixed | undefined =>
    rest && q - blocks * every >= rest.least - 1e-9 ? rest.credits : undefined;
  const units = (q: number): Fixed => {
    if (part !== 'whole') return proportion(q, every, credits);
    const blocks = wholeUnits(q, every);
    return blocks * credits + (moreOf(q, blocks) ?? 0);
  };
  const byDefault = field === 'sessions' || field === 'count' ? 1 : Number.NaN;
  return {
    value: (a) => {
      const q = read(a);
      return typeof q === 'number' ? units(q) : units(byDefault);
    },
    earning: (a, v) => {
      const told = read(a);
      const quantity = typeof told === 'number' ? told : 1;
      const blocks = wholeUnits(quantity, every);
      const more = moreOf(quantity, blocks);
      const cut = rest !== undefined || (part === 'whole' && Math.abs(quantity - blocks * every) > 1e-9);
      return {
        is: 'per',
        quantity,
        unit,
        every,
        each,
        whole: cut ? blocks : undefined,
        rest: rest && { more: more === undefined ? undefined : decimal(more), once: decimal(units(quantity)) },
        credits: decimal(v),
        times: timesOf(a),
      };
    },
  };
}

function flat(data: GiveData, timesOf: TimesOf): Formula {
  const credits = typeof data.credits === 'number' ? fixed(data.credits) : 0;
  const each = decimal(credits);
  return {
    value: () => credits,
    earning: (a, v) => ({ is: 'flat', each, credits: decimal(v), times: timesOf(a) }),
  };
}
