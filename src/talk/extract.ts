/** The activities that a text describes: type, fields, days. Pure; knows no ruleset. Also used for policy questions with figures. */

import type { Day, FieldValue } from '../types.ts';
import { findDates, type When } from './dates.ts';
import { dateFields } from './day-fields.ts';
import { FIELDS, LASTING, OUTPUTS, readFree } from './fields.ts';
import { type Anchor, anchorOf } from './lexicon.ts';
import { findCount, findDays, findSpan, normalise, show } from './numbers.ts';
import type { Run } from './runs.ts';
import { split } from './runs.ts';
import { mend } from './slips.ts';
import type { Extracted } from './types.ts';

const QUOTED = /《([^《》]{1,60})》|"([^"]{2,40})"/g;
const COURSES = /健康促进法|抗菌药/;
/** 报两个：3月3号… — how many there will be is no field of the first. */
const HEAD =
  /^[^:,，。;\d《第]{0,8}(?:[两俩二三四五六仨几]|[2-8])(?:个|项|条|件|场|次|样|张)?(?:事儿?|东西)?(?:要报|要登记|一起报|一起)?[:,，。 ]{1,2}(?=.{6})/;

/**
 * @param options.day today, for relative days
 * @returns activities in the order of the text; [] where the text names none
 */
export function extract(text: string, options: { readonly day: Day }): readonly Extracted[] {
  const clean = mend(normalise(text))
    .slice(0, 2000)
    .replace(HEAD, (head) => (anchorOf(head) === undefined ? '' : head));
  const titles: string[] = [];
  const masked = clean.replace(QUOTED, (all: string, a?: string, b?: string) => {
    const title = a ?? b ?? '';
    if (COURSES.test(title)) return all;
    titles.push(title);
    return `〖${titles.length - 1}〗`;
  });
  const runs = split(masked, options.day);
  const found = runs.flatMap((run) => {
    if (!run.anchor) return [];
    return describe(run, options.day, titles);
  });
  return inherit(found.length > 1 ? notTheSum(sharedDay(found, masked)) : found);
}

/** 上午讲座，下午病例讨论，都是昨天: the one day that is said for all. */
function sharedDay(found: readonly Extracted[], text: string): readonly Extracted[] {
  const dates = new Set(found.flatMap((one) => (typeof one.fields.date === 'string' ? [one.fields.date] : [])));
  const [date] = dates;
  if (dates.size !== 1 || date === undefined || !/都(?:是|在)|均(?:为|是|在)|同一?[天日]|当天|那天/.test(text))
    return found;
  return found.map((one) =>
    one.fields.date === undefined && one.fields.from === undefined ? { ...one, fields: { ...one.fields, date } } : one,
  );
}

function describe(run: Run, day: Day, titles: readonly string[]): Extracted[] {
  const anchor = run.anchor;
  if (!anchor) return [];
  const text = run.text.replace(/〖\d+〗/g, ' ');
  const said = run.text.replace(/〖(\d+)〗/g, (_, n: string) => `《${titles[Number(n)] ?? ''}》`).slice(0, 120);
  const named = /〖(\d+)〗/.exec(run.text)?.[1];
  const type = refine(anchor, text);
  const others = othersOf(anchor, type, text);
  const dates = findDates(text, day);
  const { fields, assumed } = fieldsOf(type, anchor, text, dates.found, day);
  const odd = oddities(dates.found, dates.impossible, fields);
  const base: Extracted = {
    ...(type !== undefined ? { type } : {}),
    ...(others ? { candidates: others } : {}),
    fields: { ...anchor.fields, ...fields, ...(named !== undefined ? { name: titles[Number(named)] ?? null } : {}) },
    said,
    assumed,
    ...(odd.length > 0 ? { odd } : {}),
  };
  const courses = type === 'required-course' && /健康促进法/.test(text) && /抗菌药物/.test(text);
  if (courses) {
    return ['基本医疗卫生与健康促进法', '抗菌药物的合理使用'].map((course) => ({
      ...base,
      fields: { ...base.fields, course },
    }));
  }
  // 5号、8号各听了一次: one activity a day.
  const plain = dates.found.filter((w) => w.kind === 'day');
  const times = findCount(blank(text, dates.found));
  if (
    !LASTING.has(type ?? anchor.candidates?.[0] ?? '') &&
    plain.length > 1 &&
    plain.length === dates.found.length &&
    plain.length <= 10 &&
    (times === plain.length || (type !== undefined && severalDays(text)))
  ) {
    const each = shareOut(base, text, times, plain.length);
    return plain.map((w) => ({
      ...base,
      fields: { ...base.fields, ...each.fields, date: w.from },
      assumed: [...base.assumed, ...each.assumed],
    }));
  }
  return [base];
}

/** 三次，分别是3号、10号、17号，一共9小时: what is said of all together, for one of `n`. 各两次 is said of each. */
function shareOut(
  { type, candidates, fields }: Extracted,
  text: string,
  times: number | undefined,
  n: number,
): { readonly fields: Extracted['fields']; readonly assumed: readonly string[] } {
  const out: { [k: string]: FieldValue } = {};
  const assumed: string[] = [];
  if (times !== undefined && times > 1 && !/各/.test(text)) {
    const one = times % n === 0 ? times / n : 1;
    const read = type !== undefined && !candidates ? (FIELDS[type] ?? []) : ['sessions', 'count'];
    for (const field of ['sessions', 'count']) if (read.includes(field)) out[field] = one;
  }
  for (const [field, unit] of [
    ['hours', '小时'],
    ['credits', '学分'],
  ] as const) {
    const all = fields[field];
    if (typeof all !== 'number' || !/一共|总共|共计|合计|总计|加起来|共(?=\d)/.test(text)) continue;
    out[field] = Math.round((all / n) * 100) / 100;
    assumed.push(`一共 ${show(all)} ${unit}，按 ${n} 次平均登记`);
  }
  return { fields: out, assumed };
}

/** 三次：3号一次，10号一次，17号一次: the sum that stands before its parts is no part. */
function notTheSum(found: readonly Extracted[]): readonly Extracted[] {
  const [first, ...others] = found;
  if (!first || !others.every((one) => one.type === first.type && timesOf(one) <= 1)) return found;
  if (found.length < 2 || timesOf(first) !== found.length) return found;
  const { sessions: _, count: __, ...whole } = first.fields;
  const once = sessionsOnce(first);
  return found.map((one) => ({ ...one, fields: { ...whole, ...one.fields, ...once } }));
}
const sessionsOnce = ({ type }: Extracted): Extracted['fields'] =>
  Object.fromEntries(
    ['sessions', 'count'].filter((f) => type === undefined || FIELDS[type]?.includes(f)).map((f) => [f, 1]),
  );
const timesOf = (one: Extracted): number => findCount(one.said.replace(/\d{1,2}月\d{1,2}[日号]/g, ' ')) ?? 1;

const severalDays = (text: string): boolean =>
  /各|分别|都|[、和及与](?=[^,，。]{0,4}[\d一二三四五六七八九十]{1,3}[日号])/.test(text);

const HOUSE_PRACTICE = /模拟教学|手术示范|病例讨论|多学科|MDT|新技术|演练/i;
const LEARNER = /实习|规培|住培|专培|进修(?:生|医)|学生|研究生/;

/** What it may be beside the first guess. */
function othersOf(anchor: Anchor, type: string | undefined, text: string): readonly string[] | undefined {
  if (type === 'cme-project' && /学分证|证书/.test(text)) return ['cme-project', 'certified-credit'];
  if (type === undefined && anchor.type === 'teaching') return ['internal-training', 'practice'];
  return anchor.candidates;
}

/** What the rest of the words make of the first guess. */
function refine(anchor: Anchor, text: string): string | undefined {
  if (anchor.type === 'teaching' && HOUSE_PRACTICE.test(text) && !LEARNER.test(text)) return undefined;
  if (anchor.type === 'contest' && /命题|出题|评委/.test(text)) return 'exam-setting';
  if (anchor.type === 'review-writing' && /期刊|杂志|发表|SCI|核心|[一二三]作|作者/i.test(text)) return 'paper';
  if (anchor.type === 'teaching' && /继教项目|国继|省继|市继|CME/i.test(text)) return 'cme-project';
  if (anchor.type === 'award' && /竞赛|大赛|比武|技能比赛/.test(text)) return 'contest';
  return anchor.type;
}

/** All fields that a text gives for a type (or for any of the candidates). */
export function fieldsOf(
  type: string | undefined,
  anchor: Anchor | undefined,
  text: string,
  dates: readonly When[],
  day: Day,
): { readonly fields: { readonly [k: string]: FieldValue }; readonly assumed: readonly string[] } {
  const out: { [k: string]: FieldValue } = {};
  const undated = blank(text, dates);
  const names =
    type !== undefined
      ? (FIELDS[type] ?? [])
      : [...new Set((anchor?.candidates ?? []).flatMap((t) => FIELDS[t] ?? []))];
  const readAs = type ?? anchor?.candidates?.[0] ?? '';
  for (const name of names) {
    if (type === undefined && VAGUE.has(name)) continue;
    const read = readFree(name, undated, readAs);
    if (read !== undefined) out[name] = read.value;
  }
  const plan = type === 'self-study' ? dates.find((w) => w.kind !== 'year' && tellsOfPlan(text, w)) : undefined;
  if (plan) out.planFiled = plan.from;
  const days = dates.filter((w) => w !== plan);
  const likely =
    (type !== undefined && LASTING.has(type) ? days.find((w) => w.kind === 'range') : undefined) ??
    days.find((w) => w.kind === 'day' || w.kind === 'range') ??
    days.find((w) => w.kind === 'month') ??
    days[0];
  const date = plainest(likely, days);
  const when = dateFields(date, type, undated);
  const assumed = [...when.assumed];
  Object.assign(out, when.fields);
  if (
    type !== undefined &&
    LASTING.has(type) &&
    out.fullDays !== undefined &&
    out.from === undefined &&
    date === undefined
  )
    delete out.from;
  if (out.fullDays !== undefined && !/全天|整天|每天|脱产|天/.test(undated)) delete out.fullDays;
  tidy(out, type, undated, day);
  return { fields: out, assumed };
}

/** Fields that mean different things for different candidates are read once the type is known. */
const VAGUE = new Set([
  'approved',
  'passed',
  'credits',
  'count',
  'kind',
  'fullDays',
  'status',
  'remote',
  'filed',
  'organiser',
  'target',
]);

/** 国庆节第二天10月2号: of two ways to say one day, the one that names it. */
function plainest(first: When | undefined, days: readonly When[]): When | undefined {
  if (!first || first.exact || first.kind === 'range') return first;
  return days.find((w) => w.exact && w.index >= first.index && w.index - first.index - first.length <= 8) ?? first;
}

/** Does a day stand in the clause about the plan? 计划2月10号提交的 */
function tellsOfPlan(text: string, w: When): boolean {
  const before =
    text
      .slice(Math.max(0, w.index - 12), w.index)
      .split(/[,，。;]/)
      .at(-1) ?? '';
  const after = text.slice(w.index + w.length, w.index + w.length + 12).split(/[,，。;]/)[0] ?? '';
  return /计划/.test(before + after);
}

function blank(text: string, dates: readonly When[]): string {
  let out = text;
  for (const w of [...dates].reverse())
    out = `${out.slice(0, w.index)}${' '.repeat(Math.min(w.length, 2))}${out.slice(w.index + w.length)}`;
  return out;
}

function tidy(out: { [k: string]: FieldValue }, type: string | undefined, text: string, _day: Day): void {
  if (type === 'cme-project' && out.level === 'institutional') delete out.level;
  if (
    (type === 'cme-project' || type === 'institutional-project') &&
    out.role === undefined &&
    out.passed !== undefined
  )
    out.role = 'participant';
  if (type === 'paper') {
    // Accepted and not out yet is another thing than published.
    const told = text.replace(/(?:没|未|待|等)(?:有|正式|能)?(?:发表?|见刊|刊|出|登)/g, ' ');
    if (/录用|接收/.test(text) && !/发表|发了|见刊|刊出|刊登|登出|上线/.test(told)) out.accepted = true;
    else delete out.accepted;
    if (out.corresponding === false) delete out.corresponding;
  }
  if (type === 'book' && out.translation === false) delete out.translation;
  if (type === 'internal-training') {
    if (out.organiser === 'own') delete out.organiser;
    const times = /([一二两三四五六七八九十\d]{1,3}) ?(?:次|场|回|期|堂|讲)/.test(text);
    if (!times) delete out.sessions;
    if (out.form !== undefined) delete out.hours;
  }
  if (type === 'special-training' || type === 'secondment' || type === 'mandated-task') {
    if (out.fullDays !== undefined && findSpan(text)?.hours !== undefined && /每天/.test(text)) delete out.hours;
    if (out.hours !== undefined && out.fullDays === undefined && /每天/.test(text)) delete out.hours;
    const days = findDays(text);
    if (days?.days !== undefined && days.days < 1) delete out.fullDays;
  }
  if (type !== undefined && OUTPUTS.has(type) && out.from !== undefined) {
    if (out.to !== undefined) out.date = out.to;
    delete out.from;
    delete out.to;
  }
}

function oddities(
  found: readonly When[],
  impossible: readonly string[],
  fields: { readonly [k: string]: FieldValue },
): string[] {
  const odd: string[] = [];
  if (found.some((w) => w.future)) odd.push('future-date');
  if (impossible.length > 0 && found.length === 0) odd.push('impossible-date');
  const { hours, date, from, to } = fields;
  if (typeof hours === 'number' && typeof date === 'string' && hours > 24) odd.push('hours-over-day');
  if (
    typeof hours === 'number' &&
    typeof from === 'string' &&
    typeof to === 'string' &&
    hours > 24 * daysBetween(from, to)
  )
    odd.push('hours-over-day');
  return odd;
}
const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;

/** 同一天下午…: the day of the one before. */
function sameDay(item: Extracted, before: Extracted | undefined): Extracted {
  const date = before?.fields.date;
  if (date === undefined || item.fields.date !== undefined || item.fields.from !== undefined) return item;
  return /同一?[天日]|当天|那天/.test(item.said) ? { ...item, fields: { ...item.fields, date } } : item;
}

/** 11月10号院里理论讲座我主讲，11月12号手术示范我去看了: the second stands in the first one's house. */
function inherit(found: readonly Extracted[]): readonly Extracted[] {
  const first = found[0];
  return found.map((one, i) => {
    const item = sameDay(one, found[i - 1]);
    if (i === 0 || item.type !== undefined || !first || !/院|科|单位|内部/.test(first.said)) return item;
    return item.candidates?.includes('internal-training') ? { ...item, candidates: item.candidates } : item;
  });
}
