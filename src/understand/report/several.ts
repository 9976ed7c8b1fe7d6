/** Several activities told in one breath: 5号、8号各一次, 3月和5月各一次, 两个省级项目各3小时, 听了两次主讲一次. Pure. */

import { fillable, isOutput, kindOf, lasts } from '../../catalogue/index.ts';
import { findSpan, parseNumber, type When } from '../../chinese/index.ts';
import { month } from '../../days.ts';
import type { Assumption, Extracted, FieldValue } from '../../types/index.ts';
import { findCount } from '../fields/amounts.ts';
import { readFree } from '../fields/read.ts';
import { anchorOf } from './anchors.ts';

/** At most so many of one kind in one breath. */
const MOST = 10;

/**
 * The activities that one description holds.
 * @param base what is said of all of them
 * @param text the run's words, titles taken out
 * @param dates the days that the words name
 * @param read reads all fields of the base's type out of some of the words
 */
export function several(
  base: Extracted,
  text: string,
  dates: readonly When[],
  read: (words: string) => Extracted['fields'],
): Extracted[] {
  if (lasts(base.type ?? base.candidates?.[0])) return [base];
  return (
    perDay(base, text, dates) ??
    perMonth(base, text, dates) ??
    perRole(base, text, read) ??
    perPiece(base, text, dates) ?? [base]
  );
}

/** 5号、8号各听了一次: one activity a day. */
function perDay(base: Extracted, text: string, dates: readonly When[]): Extracted[] | undefined {
  const plain = dates.filter((w) => w.kind === 'day');
  const times = findCount(blank(text, dates));
  if (plain.length < 2 || plain.length !== dates.length || plain.length > MOST) return undefined;
  const isEach = base.type !== undefined ? severalDays(text) : /都|各|分别/.test(text);
  if (times !== plain.length && !isEach) return undefined;
  const each = shareOut(base, text, times, plain.length);
  const { hours } = base.fields;
  // 3号和10号，16小时: of each, or of both? It is asked.
  const isSum = typeof hours === 'number' && hours > 8 && each.fields.hours === undefined && !/各|每|分别/.test(text);
  const { hours: _, ...unsaid } = base.fields;
  return plain.map((w) => ({
    ...base,
    fields: { ...(isSum ? unsaid : base.fields), ...each.fields, date: w.from },
    assumed: [...base.assumed, ...each.assumed],
  }));
}

/** 3月和5月各一次: one a month, of which the day is asked. */
function perMonth(base: Extracted, text: string, dates: readonly When[]): Extracted[] | undefined {
  if (dates.length < 2 || dates.length > MOST || dates.some((w) => w.kind !== 'month')) return undefined;
  const times = findCount(blank(text, dates));
  if (!/各|分别/.test(text) && times !== dates.length) return undefined;
  const each = shareOut(base, text, times, dates.length);
  const isMade = isOutput(base.type);
  return dates.map((w) => {
    const others = dates.filter((other) => other !== w);
    const { date: _, ...fields } = base.fields;
    return {
      ...base,
      fields: { ...fields, ...each.fields, ...(isMade ? { date: w.from } : {}) },
      said: blank(text, others).replace(/ {2,}/g, ' ').slice(0, 120),
      assumed: [...(isMade ? [{ is: 'month' as const, month: month(w.from) }] : base.assumed), ...each.assumed],
    };
  });
}

const COUNTED = /([一二两俩三四五六七八\d]|十) ?(?:次|场|回|节|堂|期)/;
/** 听了两次院内理论课，主讲一次: what was heard and what was taught are two things. */
function perRole(base: Extracted, text: string, read: (words: string) => Extracted['fields']): Extracted[] | undefined {
  if (base.candidates === undefined && base.type !== undefined && !fillable(base.type).includes('role'))
    return undefined;
  const parts: { words: string; role: FieldValue; times: number }[] = [];
  for (const clause of text.split(/[,，。;]/)) {
    const role = readFree('role', clause, base.type ?? '')?.value;
    const counted = parseNumber(COUNTED.exec(clause)?.[1] ?? '');
    // 主讲2小时，又听了3小时: told apart by their hours.
    const times = counted ?? (findSpan(clause)?.hours === undefined ? undefined : 0);
    const last = parts.at(-1);
    if (role !== undefined && times !== undefined && role !== last?.role) parts.push({ words: clause, role, times });
    else if (last) last.words += `,${clause}`;
  }
  const [one, other] = parts;
  if (parts.length !== 2 || !one || !other) return undefined;
  // 听了三次，其中一次是我主讲
  const isPart = /其中/.test(other.words) && one.times > other.times;
  const anchor = anchorOf(base.said)?.re.exec(base.said)?.[0] ?? '';
  const { role: _, sessions: __, count: ___, hours: ____, ...shared } = base.fields;
  return [{ ...one, times: isPart ? one.times - other.times : one.times }, other].map((part) => {
    const fields = { ...shared, ...read(part.words), role: part.role };
    const allowed = base.type !== undefined && !base.candidates ? fillable(base.type) : ['sessions', 'count'];
    const counts = Object.fromEntries(
      ['sessions', 'count'].filter((f) => part.times > 0 && allowed.includes(f)).map((f) => [f, part.times]),
    );
    const said = anchorOf(part.words)?.type === anchorOf(base.said)?.type ? part.words : `${anchor},${part.words}`;
    return { ...base, fields: { ...fields, ...counts }, said: said.slice(0, 120) };
  });
}

const NAMED_COUNT =
  /(?<![第\d])([两俩二三四五六仨]|[2-6]) ?(?:个|篇|项|本|部|期|门)(?=[^,，。;]{0,10}$|[^,，。;]{1,12}[,，。;]|[^,，。;]{2})/;
/** 两个省级项目，各3小时; 发了两篇核心: as many as are counted, where the type itself has no count. */
function perPiece(base: Extracted, text: string, dates: readonly When[]): Extracted[] | undefined {
  const { type } = base;
  if (
    type === undefined ||
    base.candidates ||
    kindOf(type)?.apart !== true ||
    dates.filter((w) => w.kind === 'day').length > 0
  )
    return undefined;
  const counted = NAMED_COUNT.exec(
    blank(text, dates).replace(/[两二三四五六]个?(?:小时|半|学时|月|星期|礼拜|周|学分|人|字)/g, ' '),
  );
  const n = parseNumber(counted?.[1] ?? '');
  if (n === undefined || n < 2 || /其中|之一|中的一/.test(text)) return undefined;
  const each = shareOut(base, text, undefined, n);
  const fields = { ...base.fields, ...each.fields };
  // Six hours of two projects: of each, or of both? It is asked.
  if (!/各|每|都|分别/.test(text))
    for (const f of ['hours', 'credits']) if (each.fields[f] === undefined) delete fields[f];
  return Array.from({ length: n }, () => ({ ...base, fields, assumed: [...base.assumed, ...each.assumed] }));
}

/** 三次，分别是3号、10号、17号，一共9小时: what is said of all together, for one of `n`. 各两次 is said of each. */
function shareOut(
  { type, candidates, fields }: Extracted,
  text: string,
  times: number | undefined,
  n: number,
): { readonly fields: Extracted['fields']; readonly assumed: readonly Assumption[] } {
  const out: { [k: string]: FieldValue } = {};
  const assumed: Assumption[] = [];
  if (times !== undefined && times > 1 && !/各/.test(text)) {
    const one = times % n === 0 ? times / n : 1;
    const known = type !== undefined && !candidates ? fillable(type) : ['sessions', 'count'];
    for (const field of ['sessions', 'count']) if (known.includes(field)) out[field] = one;
  }
  for (const field of ['hours', 'credits'] as const) {
    const all = fields[field];
    if (typeof all !== 'number' || !/一共|总共|共计|合计|总计|加起来|共(?=\d)/.test(text)) continue;
    out[field] = Math.round((all / n) * 100) / 100;
    assumed.push({ is: 'shared-out', field, amount: all, times: n });
  }
  return { fields: out, assumed };
}

/** 三次：3号一次，10号一次，17号一次: the sum that stands before its parts is no part. */
export function notTheSum(found: readonly Extracted[]): readonly Extracted[] {
  const [first, ...others] = found;
  if (!first || !others.every((one) => one.type === first.type && timesOf(one) <= 1)) return found;
  if (found.length < 2 || timesOf(first) !== found.length) return found;
  if (new Set(found.flatMap((one) => one.fields.role ?? [])).size > 1) return found;
  const { sessions: _, count: __, ...whole } = first.fields;
  const once = sessionsOnce(first);
  return found.map((one) => ({ ...one, fields: { ...whole, ...one.fields, ...once } }));
}
const sessionsOnce = ({ type }: Extracted): Extracted['fields'] =>
  Object.fromEntries(
    ['sessions', 'count'].filter((f) => type === undefined || fillable(type).includes(f)).map((f) => [f, 1]),
  );
const timesOf = (one: Extracted): number => findCount(one.said.replace(/\d{1,2}月\d{1,2}[日号]/g, ' ')) ?? 1;

const severalDays = (text: string): boolean =>
  /各|分别|都|[、和及与](?=[^,，。]{0,4}[\d一二三四五六七八九十]{1,3}[日号])/.test(text);

/** 上午讲座，下午病例讨论，都是昨天: the one day that is said for all. */
export function sharedDay(found: readonly Extracted[], text: string): readonly Extracted[] {
  const dates = new Set(found.flatMap((one) => (typeof one.fields.date === 'string' ? [one.fields.date] : [])));
  const [date] = dates;
  if (dates.size !== 1 || date === undefined || !/都(?:是|在)|均(?:为|是|在)|同一?[天日]|当天|那天/.test(text))
    return found;
  return found.map((one) =>
    one.fields.date === undefined && one.fields.from === undefined ? { ...one, fields: { ...one.fields, date } } : one,
  );
}

const ALL_AS = /都是?(?:我)?(?:去)?(听|学员|参加|观摩|主讲|讲)(?:的|课|众|了)?(?=$|[,，。; !！])/;
/** 3号理论课，10号病例讨论，都是听: what one was in all of them, where it is not said of each. */
export function sharedRole(found: readonly Extracted[], text: string): readonly Extracted[] {
  const word = ALL_AS.exec(text)?.[1];
  if (word === undefined) return found;
  const role = /讲/.test(word) ? 'lecturer' : 'participant';
  return found.map((one) => {
    const hasRole = [one.type ?? '', ...(one.candidates ?? [])].some(
      (type) => fillable(type).includes('role') && type !== 'book',
    );
    return one.fields.role === undefined && hasRole ? { ...one, fields: { ...one.fields, role } } : one;
  });
}

const ALL_FLAGS: readonly (readonly [RegExp, string, FieldValue])[] = [
  [/(?:都|均|全部?)(?:是|已经?)?(?:考核|考试)?(?:合格|通过|考过|及格|过)(?:了|的)?(?=$|[,，。;!！ ])/, 'passed', true],
  [/(?:都|均|全部?)(?:是|在)?(?:线下|面授|现场)(?:的)?(?=$|[,，。;!！ ])/, 'remote', false],
  [/(?:都|均|全部?)(?:是|在)?(?:线上|远程|网上|网络)(?:的)?(?=$|[,，。;!！ ])/, 'remote', true],
  [/(?:都|均|全部?)(?:是|有)?(?:单位|医院|院里)(?:派|批准?|同意)的?(?=$|[,，。;!！ ])/, 'approved', true],
];
/** …，都合格; …，都是线下的: what holds of all, where it is not said of each otherwise. */
export function sharedFlags(found: readonly Extracted[], text: string): readonly Extracted[] {
  const said = ALL_FLAGS.filter(([pattern]) => pattern.test(text));
  if (said.length === 0) return found;
  return found.map((one) => {
    const open = said.filter(
      ([, field]) => one.fields[field] === undefined && one.type !== undefined && fillable(one.type).includes(field),
    );
    return open.length === 0
      ? one
      : { ...one, fields: { ...one.fields, ...Object.fromEntries(open.map(([, field, value]) => [field, value])) } };
  });
}

/** A text with its days blanked out, so that their figures are read as nothing else. */
export function blank(text: string, dates: readonly When[]): string {
  let out = text;
  for (const w of [...dates].reverse())
    out = `${out.slice(0, w.index)}${' '.repeat(Math.min(w.length, 2))}${out.slice(w.index + w.length)}`;
  return out;
}
