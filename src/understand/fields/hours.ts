/** How long something lasted, where the words say it in parts, by rates, or by the day. Pure. */

import { findSpan, NUM, parseNumber } from '../../chinese/index.ts';
import { dayNumber } from '../../days.ts';
import type { Assumption, FieldValue } from '../../types/index.ts';
import { findCount } from './amounts.ts';

/** 一节一小时, 每次2学时: how long one is, not how long all was. */
const RATE = new RegExp(
  `(?:每|一|1)(?:节|次|堂|场)(?:课)?(?:是|约|大概|算)? ?${NUM}个?(?:半)?(?:小时|钟头|学时|课时)`,
  'g',
);

/** 上午两小时，下午又三小时: what was heard in parts, together. */
function halves(words: string): number | undefined {
  const clauses = words.split(/[,，;。]|(?=下午|晚上|第[二三]天|次日)/);
  const hours = clauses.map((clause) => findSpan(clause.replace(RATE, ' '))?.hours);
  const known = hours.filter((h) => h !== undefined);
  if (known.length < 2) return undefined;
  const first = hours.findIndex((h) => h !== undefined);
  const goesOn = clauses.every(
    (clause, i) =>
      i <= first ||
      hours[i] === undefined ||
      /^ ?(?:当天|同一?天)?(?:下午|晚上|又|再|第[二三]天)|又(?=听|学|讲|上)/.test(clause),
  );
  return goesOn ? known.reduce((a, b) => a + b, 0) : undefined;
}

/** 两天，每天6小时; 每天6小时，共两天 */
const DAILY = new RegExp(
  `(${NUM})天[^\\d。;]{0,6}每天(?:是|约|学)?(${NUM})个?(?:小时|学时|课时|钟头)|每天(?:是|约|学)?(${NUM})个?(?:小时|学时|课时|钟头)[^\\d。;]{0,6}?(${NUM})天`,
);

/** 时长：9 */
const LABELLED = new RegExp(`(?:时长|学时数?|小时数|课时)[:：为是] ?(${NUM})(?![\\d个小学课分天点半])`);

/** The hours that words tell of one activity in all. `lasts`: of a stay, whose days are no lessons. */
export function readHours(words: string, lasts: boolean): number | undefined {
  const sum = /(?:一共|总共|共计|合计|总计|加起来)(.{1,20})/.exec(words)?.[1];
  const all = sum === undefined ? undefined : findSpan(sum);
  if (all?.hours !== undefined) return all.hours;
  const told = parseNumber(LABELLED.exec(words)?.[1] ?? '');
  if (told !== undefined) return told;
  const daily = DAILY.exec(words);
  const [days, perDay] = [daily?.[1] ?? daily?.[4], daily?.[2] ?? daily?.[3]].map((d) => parseNumber(d ?? ''));
  if (days !== undefined && perDay !== undefined && !lasts) return days * perDay;
  const parts = halves(words);
  if (parts !== undefined) return parts;
  const whole = words.replace(RATE, ' ');
  const total = findSpan(whole);
  const [each, n] = [whole === words ? undefined : findSpan(words)?.hours, findCount(whole)];
  // 3节课，每节1小时
  if (total?.hours === undefined && each !== undefined && n !== undefined) return n * each;
  const span = total?.hours !== undefined ? total : findSpan(words);
  return span?.hours;
}

const EACH_DAY = new RegExp(`(?:每天|每日|一天)(?:都|是|约|大概|各|上|学|听)?(${NUM})个?(?:小时|学时|课时|钟头)`);
/** 每天6小时, said of something that lasted from–to (at most 31 days): the hours of all days; undefined where the words say no rate. */
export function overDays(
  text: string,
  from: FieldValue | undefined,
  to: FieldValue | undefined,
): { readonly hours: number; readonly assumed: Assumption } | undefined {
  if (typeof from !== 'string' || typeof to !== 'string' || from >= to) return undefined;
  if (/一共|总共|共计|合计|总计|加起来|共(?=\d)/.test(text)) return undefined;
  const each = parseNumber(EACH_DAY.exec(text)?.[1] ?? '');
  const days = dayNumber(to) - dayNumber(from) + 1;
  if (each === undefined || each > 24 || days > 31) return undefined;
  return { hours: each * days, assumed: { is: 'hours-a-day', hours: each, days } };
}
