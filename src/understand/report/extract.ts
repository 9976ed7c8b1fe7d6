/** The activities that a text describes: type, fields, days. Pure; knows no ruleset. Also used for policy questions with figures. */

import { fieldOf, fillable, isOutput, lasts, PARTED } from '../../catalogue/index.ts';
import { findDays, findSpan, NUM, normalise, parseNumber, type When } from '../../chinese/index.ts';
import { daysBetween } from '../../days.ts';
import type { Assumption, Day, Extracted, FieldValue } from '../../types/index.ts';
import { dateFields } from '../fields/days.ts';
import { toldInParts } from '../fields/parts.ts';
import { readFree } from '../fields/read.ts';
import { clashOf, findDates, spellDays } from '../fields/when.ts';
import { mend } from '../slips.ts';
import { type Anchor, anchorOf, TRANSLATED } from './anchors.ts';
import { type Run, split } from './runs.ts';
import { blank, notTheSum, several, sharedDay, sharedFlags, sharedRole } from './several.ts';

const QUOTED = /《([^《》]{1,60})》|"([^"]{2,40})"/g;
const COURSES = /促进法|抗菌药/;
/** 报两个：3月3号… — how many there will be is no field of the first. */
const HEAD =
  /^(?:\d{1,2}月份?|上个?月|这个?月|本月)?[^:,，。;\d《第]{0,8}(?:[两俩二三四五六仨几]|[2-8])(?:个|项|条|件|场|次|样|张)?(?:事儿?|东西)?(?:要报|要登记|一起报|一起)?[:,，。 ]{1,2}(?=.{6})/;

/** 1.11月3号… 2.11月5号…: the number of a list is no part of a day. */
const LISTED = /(^|[\s;,，。、])([1-9])[.、)](?= ?(?:\d{1,2}月|[^\d\s.,，]))/g;

/**
 * @param options.day today, for relative days
 * @returns activities in the order of the text; [] where the text names none
 */
export function extract(text: string, options: { readonly day: Day }): readonly Extracted[] {
  const spelt = spellDays(mend(normalise(text)).slice(0, 2000)).replace(
    /^(?=.{0,1900}都是上个?(?:周|星期|礼拜)).*$/s,
    (all) => all.replace(LONE_WEEKDAY, '上周$1'),
  );
  const clean = monthToAll(spelt)
    .replace(LISTED, (_, before: string, n: string) => (n === '1' ? before : `${before};还有`))
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
  return inherit(
    found.length > 1
      ? notTheSum(sharedFlags(sharedRole(sharedDay(allAlike(found, masked), masked), masked), masked))
      : found,
  );
}

/** 9月3号5分；10月8号3分，都是学分证: the kind that is said of all. */
function allAlike(found: readonly Extracted[], text: string): readonly Extracted[] {
  const kind = found.find((one) => one.type !== undefined && /都是|均为|全是/.test(one.said))?.type;
  if (kind === undefined) return TAUGHT_ALL.test(text) ? found.map(asLecture) : found;
  return found.map((one) =>
    one.type === undefined && one.candidates?.includes(kind) ? { ...one, candidates: [kind] } : one,
  );
}

const MONTH_FIRST =
  /^([^,，。;:\d]{0,4}(?:(\d{1,2}|[一二三四五六七八九十]{1,2})月份?|(上个?月|这个?月|本月)))(?=[^\d])([^月]{4,400})$/;
/** 9月学分证两张，3号的2分，20号的4分: the month that stands first is every day's. */
function monthToAll(text: string): string {
  const [, head = '', number, word, rest = ''] = MONTH_FIRST.exec(text) ?? [];
  const days = rest.match(BARE_DAY);
  if (!days || days.length < 2 || /昨|前天|周|星期|礼拜|今天/.test(rest)) return text;
  const month = number === undefined ? (word ?? '') : `${number}月`;
  return `${head}${rest.replace(BARE_DAY, `${month}$1号`)}`;
}
const BARE_DAY = /(?<![\d月.第])(\d{1,2})[号日](?!楼|线)/g;
const LONE_WEEKDAY = /(?<![上下这本个])(?:周|星期|礼拜)([一二三四五六日天])/g;
/** 授课两次：…，都给实习生 */
const TAUGHT_ALL = /(?:授课|讲课|上课)[^。]{0,60}都?是?给[^,，。;]{0,6}(?:实习|规培|住培|进修|学生|学员|研究生)/;
function asLecture(one: Extracted): Extracted {
  if (one.type !== undefined || !one.candidates?.includes('teaching')) return one;
  const { candidates: _, ...rest } = one;
  const { role: __, form: ___, ...fields } = one.fields;
  return { ...rest, type: 'teaching', fields: { ...fields, kind: 'lecturing' } };
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
  const read = fieldsOf({ type, anchor, text, dates: dates.found, day });
  const { hours: _, ...heard } = read.fields;
  const fields = HALF_HEARD.test(text) ? heard : read.fields;
  const { assumed } = read;
  const odd = oddities(dates.found, dates.impossible, fields);
  const base: Extracted = {
    ...(type !== undefined ? { type } : {}),
    ...(others ? { candidates: others } : {}),
    fields: { ...anchor.fields, ...fields, ...(named !== undefined ? { name: titles[Number(named)] ?? null } : {}) },
    said,
    assumed,
    ...(odd.length > 0 ? { odd } : {}),
  };
  const courses = type === 'required-course' && /促进法/.test(text) && /抗菌药物/.test(text);
  if (courses) {
    return ['基本医疗卫生与健康促进法', '抗菌药物的合理使用'].map((course) => ({
      ...base,
      fields: { ...base.fields, course },
    }));
  }
  return several(
    base,
    text,
    dates.found,
    (words) => fieldsOf({ type, anchor, text: words, dates: findDates(words, day).found, day }).fields,
  );
}

/** 6小时，只听了一半: how long one was there is asked. */
export const HALF_HEARD =
  /只(?:听|学|上|参加|待|坐|去)了?(?:一?半|一?部分|一会|前半|后半|前面|后面|一点)|没(?:有)?(?:听|学|上|待)(?:完|到结束|全)|(?:中途|提前|半路)(?:就)?(?:走|离开|离场|退场|溜)(?!.{0,8}(?:只|听了|一共|算)\d)/;

const HOUSE_PRACTICE = /模拟教学|手术(?:示范|演示|观摩)|(?:示范|演示|观摩|教学)手术|病例讨论|多学科|MDT|新技术|演练/i;
const LEARNER = /实习|规培|住培|专培|进修(?:生|医)|学生|研究生/;

/** What it may be beside the first guess. */
function othersOf(anchor: Anchor, type: string | undefined, text: string): readonly string[] | undefined {
  if (type === 'cme-project' && /学分证|证书|分的?证|发[了的]?[^,，。;]{0,6}证/.test(text))
    return ['cme-project', 'certified-credit'];
  if (type === undefined && anchor.type === 'teaching') return ['internal-training', 'practice'];
  return anchor.candidates;
}

/** What the rest of the words make of the first guess. */
function refine(anchor: Anchor, text: string): string | undefined {
  if (anchor.type === 'teaching' && HOUSE_PRACTICE.test(text) && !LEARNER.test(text)) return undefined;
  if (anchor.type === 'contest' && /命题|出题|评委/.test(text)) return 'exam-setting';
  if (anchor.type === 'standard' && TRANSLATED.test(text)) return 'translation';
  if (anchor.type === 'review-writing' && /期刊|杂志|发表|SCI|核心|[一二三]作|作者/i.test(text)) return 'paper';
  if (anchor.type === 'teaching' && /继教项目|国继|省继|市继|CME/i.test(text)) return 'cme-project';
  if (anchor.type === 'award' && /竞赛|大赛|比武|技能比赛/.test(text)) return 'contest';
  return anchor.type;
}

/** Words about one activity, and what is known of them before their fields are read. */
export interface Told {
  readonly text: string;
  /** Undefined: not known yet; then the anchor's candidates say which fields there may be. */
  readonly type: string | undefined;
  readonly anchor?: Anchor;
  /** Days and stretches that stand in the text; their figures are no amounts. */
  readonly dates: readonly When[];
  /** Today. */
  readonly day: Day;
}

/** All fields that a text gives for a type (or for any of the candidates). */
export function fieldsOf({ text, type, anchor, dates, day }: Told): {
  readonly fields: { readonly [k: string]: FieldValue };
  readonly assumed: readonly Assumption[];
} {
  const out: { [k: string]: FieldValue } = {};
  const undated = blank(text, dates);
  const names =
    type !== undefined ? fillable(type) : [...new Set((anchor?.candidates ?? []).flatMap((t) => fillable(t)))];
  const readAs = type ?? anchor?.candidates?.[0] ?? '';
  for (const name of names) {
    if (type === undefined && fieldOf(name)?.vague) continue;
    const read = readFree(name, undated, readAs);
    if (read !== undefined) out[name] = read.value;
  }
  const plan = type === 'self-study' ? dates.find((w) => w.kind !== 'year' && tellsOfPlan(text, w)) : undefined;
  if (plan) out.planFiled = plan.from;
  const days = clashOf(text, day) ? [] : dates.filter((w) => w !== plan);
  const likely =
    (lasts(type) ? endsOf(days, text) : undefined) ??
    (lasts(type) ? narrowest(days.filter((w) => w.kind === 'range')) : undefined) ??
    days.find((w) => w.kind === 'day' || w.kind === 'range') ??
    days.find((w) => w.kind === 'month') ??
    days[0];
  const date = plainest(likely, days);
  const when = dateFields(date, type, undated);
  const assumed: Assumption[] = [...when.assumed];
  Object.assign(out, when.fields);
  if (type !== undefined && lasts(type) && out.fullDays !== undefined && out.from === undefined && date === undefined)
    delete out.from;
  if (out.fullDays !== undefined && !/全天|整天|每天|脱产|天/.test(undated)) delete out.fullDays;
  const daily = hoursPerDay(out, type, undated);
  if (daily !== undefined) assumed.push(daily);
  tidy(out, type, undated, day);
  const parts =
    lasts(type) && typeof out.from === 'string' && typeof out.to === 'string'
      ? toldInParts(text, out.from, out.to, day)
      : undefined;
  if (parts) Object.assign(out, { [PARTED[parts.field] ?? '']: parts.parts });
  return { fields: out, assumed };
}

const PER_DAY = new RegExp(`每天(?:都|是|约|大概|各|上|学|听)?(${NUM})个?(?:半)?(?:小时|学时|课时|钟头)`);
const PER_WEEK =
  /每(?:个)?(?:周|星期|礼拜|月)[^,，。;]{0,6}?[\d一二两三四五六七八九十半]{1,4}个?半?(?:小时|学时|课时|钟头)/;
/** 10月3号到5号，每天6小时: the hours of all days; by the week or the month they are not reckoned but asked for. */
function hoursPerDay(out: { [k: string]: FieldValue }, type: string | undefined, text: string): Assumption | undefined {
  if (typeof out.hours !== 'number' || lasts(type)) return undefined;
  if (/一共|总共|共计|合计|总计|加起来|共(?=\d)/.test(text)) return undefined;
  const isLong = typeof out.from === 'string' && typeof out.to === 'string' && out.from < out.to;
  if (PER_WEEK.test(text) && (isLong || out.date === undefined)) delete out.hours;
  const each = parseNumber(PER_DAY.exec(text)?.[1] ?? '');
  if (!isLong || each === undefined || each !== out.hours || each > 24) return undefined;
  const days = daysBetween(String(out.from), String(out.to)) + 1;
  if (days > 31) {
    delete out.hours;
    return undefined;
  }
  out.hours = each * days;
  return { is: 'hours-a-day', hours: each, days };
}

/** 2月到4月进修，时间是2月10号到4月30号: of two ranges the one inside the other. */
const narrowest = (ranges: readonly When[]): When | undefined =>
  ranges.find((r) => ranges.some((o) => o !== r && o.from <= r.from && r.to <= o.to)) ?? ranges[0];

/** 2024年9月入学，2027年6月毕业: the two ends of a stay, each said in its own clause. */
function endsOf(days: readonly When[], text: string): When | undefined {
  const [a, b, ...more] = days.filter((w) => w.kind !== 'year');
  if (!a || !b || more.length > 0 || a.kind === 'range' || b.kind === 'range' || b.to < a.from) return undefined;
  const after = (w: When): string => text.slice(w.index + w.length, w.index + w.length + 8);
  const isStart = /^[^,，。;]{0,4}(?:入学|开始|起|去|进|报到|出发|开学)/.test(after(a));
  const isEnd = /^[^,，。;]{0,4}(?:毕业|结束|结业|到期|回来?|止|完成|出科)/.test(after(b));
  return isStart && isEnd
    ? { from: a.from, to: b.to, kind: 'range', index: a.index, length: b.index + b.length - a.index }
    : undefined;
}

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

function tidy(out: { [k: string]: FieldValue }, type: string | undefined, text: string, day: Day): void {
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
    if (out.corresponding === false && out.rank === 1) delete out.corresponding;
  }
  if (type === 'standard' && out.approved === undefined && /(?:正式|批准)发布|发布实施|颁布/.test(text))
    out.approved = true;
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
  if (isOutput(type) && out.from !== undefined) {
    // A grant that still runs is dated by its beginning, what is finished by its end.
    const runs = type === 'research-grant' && typeof out.to === 'string' && out.to > day;
    // 3月到现在发了两篇: on which day each came out is not said.
    const isOpen = out.to === day && !runs;
    if (out.to !== undefined && !isOpen) out.date = runs ? out.from : out.to;
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
    hours > 24 * (daysBetween(from, to) + 1)
  )
    odd.push('hours-over-day');
  return odd;
}

/** 同一天下午…: the day of the one before. */
function sameDay(item: Extracted, before: Extracted | undefined): Extracted {
  const date = before?.fields.date;
  if (date === undefined || item.fields.date !== undefined || item.fields.from !== undefined) return item;
  return /同一?[天日]|当天|那天|^(?:上午|下午|晚上|中午)/.test(item.said)
    ? { ...item, fields: { ...item.fields, date } }
    : item;
}

/** 带教6小时，授课3小时: the second is teaching as the first is. */
function lectureToo(item: Extracted, before: Extracted | undefined): Extracted {
  if (before?.type !== 'teaching' || item.type !== undefined || !/授课|讲课|讲了?[^,，。]{0,4}课|上课/.test(item.said))
    return item;
  if (!anchorOf(item.said)?.weak || /听|学员|参加/.test(item.said)) return item;
  const { role: _, form: __, ...fields } = item.fields;
  const { candidates: ___, ...rest } = item;
  return { ...rest, type: 'teaching', fields: { ...fields, kind: 'lecturing' } };
}

/** 11月10号院里理论讲座我主讲，11月12号手术示范我去看了: the second stands in the first one's house. */
function inherit(found: readonly Extracted[]): readonly Extracted[] {
  const first = found[0];
  return found.map((one, i) => {
    const item = lectureToo(sameDay(one, found[i - 1]), found[i - 1]);
    if (i === 0 || item.type !== undefined || !first || !/院|科|单位|内部/.test(first.said)) return item;
    return item.candidates?.includes('internal-training') ? { ...item, candidates: item.candidates } : item;
  });
}
