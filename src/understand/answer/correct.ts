/** Corrections and added facts: 不是3小时是6小时, 我是主讲不是听众, 日期改成11月18号. Pure. */

import { fieldOf, fillable, isNumber, lasts, PARTED } from '../../catalogue/index.ts';
import { bareNumber, NUM, parseNumber, type When } from '../../chinese/index.ts';
import { addDays, dayNumber, makeDay, month, year } from '../../days.ts';
import type { Context, Day, Draft, Extracted, FieldValue, Intent, LedgerEntry } from '../../types/index.ts';
import { ordinalIn } from '../acts/which.ts';
import { affirmed } from '../fields/affirmed.ts';
import { answerDate, dateFields } from '../fields/days.ts';
import { overDays } from '../fields/hours.ts';
import { toldInParts } from '../fields/parts.ts';
import { readFree } from '../fields/read.ts';
import { FLAGS } from '../fields/values.ts';
import { findDates } from '../fields/when.ts';
import { anchorOf } from '../report/anchors.ts';
import { namesTheDay } from '../report/aside.ts';
import { extract, fieldsOf } from '../report/extract.ts';
import { typeNamed } from '../report/kinds.ts';
import { subjectOf } from '../report/subject.ts';

const MARK =
  /^(?:哦|噢|嗯|啊)?[,， ]?(?:对了?)?[,， ]?(?:那|这)(?:次|条|场)(?:其实|应该)?是(?![什哪不])|^(?:今年|去年|前年)的?[,， ]?不是|^(?:时长|学时|小时数?|日期|学分|分数|字数|次数|排名|级别|身份|角色)(?:[:是为]|$| )|^(?:等等|等一?下|哎呀?|啊|哦|诶)[,，]? ?我?(?:是|应)|[^,，。;]改[^,，。;了动天一下]{2,8}$|^我?不是(?![^,，。;]{0,10}[吗么?？])[^,，。;]{1,10}[。!！ ]*$|不是[^,，。;]{1,14}[,，]|不[止只][^,，。;]{1,10}[,，]|[写记报打填说]成|实际|不是[^,，。;]{1,14}[,，;。 ]?(?:而?是|应该)|[是为][^,，。;]{1,14}[,，]?(?:而)?不是|改(?:一?下|个)?(?=日子|日期|时间|时长|级别|身份|学时|学分|角色)|改(?:成|为|一下|到|下|作|(?=[\d一二两三四五六七八九十]))|应该是|应为|应是|更正|纠正|修改|说错|写错|记错|搞错|弄错|打错|报错|填错|错了|[记写报填说算打][多少]了|才对|[写记报填说打][高低反]了|[写记报填说打]错啦|[多少][写记报填说算打]?了(?=[\d一二两三四五六七八九十半,，])|[多少][写记报填说算打]了|应该(?:是)?(?=[\d一二三])|不好意思|不对|有误|应该(?=\d)|(?:记|写|报|填|说|打|弄|搞|看|算|听)(?:岔|混|串|反|颠倒|差|劈)了?|口误|笔误|手误|手滑|更新为|换成|实际(?:上)?是|其实是|准确(?:地)?说|是我(?:记|说)错|刚才说的|(?:刚才|刚)(?:那|报|登|说)[^,，。;]{0,8}(?:是|成)/;

/** Does a text set something right that was said before? */
export const isCorrection = (text: string): boolean => MARK.test(text);

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/学时|小时|时长|课时/, 'hours'],
  [/次数|场次|几次/, 'count'],
  [/日期|时间|哪天|日子/, 'date'],
  [/级别|等级/, 'level'],
  [/身份|角色/, 'role'],
  [/学分|分数|分值/, 'credits'],
  [/字数/, 'chars'],
  [/排名|作者|排第|名次|完成人/, 'rank'],
  [/天数/, 'fullDays'],
  [/期刊|杂志/, 'journal'],
  [/形式/, 'form'],
];

/**
 * What a text changes or adds: in the drafts at hand, else in what was recorded last.
 * @returns set intents (drafts), one amend intent (recorded), or []
 */
export function corrections(text: string, context: Context): Intent[] {
  const about = context.drafts.length > 1 ? subjectOf(text, context.drafts, context.day) : undefined;
  const meant = about && context.drafts[about.at];
  if (about && meant) {
    const sets = draftSets(about.rest, meant, context);
    if (sets.length > 0) return sets;
  }
  const draft = meant ?? target(text, context);
  if (draft) return draftSets(text, draft, context);
  const named = isCorrection(text) ? namedOne(text, context) : undefined;
  if (named) return named;
  const told = context.last.map((e) => asDraft(e));
  const subject = context.drafts.length === 0 && told.length > 1 ? subjectOf(text, told, context.day) : undefined;
  const recorded = subject === undefined ? context.last.at(-1) : context.last[subject.at];
  if (!recorded || context.drafts.length > 0) return [];
  const ordinal = ordinalIn(text);
  const pseudo = asDraft(recorded);
  const sets = draftSets(subject?.rest ?? text, pseudo, context).filter((i) => i.is === 'set');
  if (sets.length === 0) return [];
  const set: { [k: string]: FieldValue } = {};
  for (const one of sets) if (one.is === 'set') set[one.field] = one.to;
  const like = subject === undefined ? undefined : pointer(recorded);
  return [{ is: 'amend', ...(ordinal !== undefined ? { ordinal } : {}), ...(like ? { like } : {}), set }];
}

/** 把公需课那条改成20学时: which of the recorded ones is named, and what it shall say. */
const NAMED =
  /^(?:请|麻烦|帮我|给我)?(?:(?:把|将)?([^,，。;]{2,24}?)(?:那|这)一?[条个项次]|(?:把|将)([^,，。;]{2,24}?)(?=改|换))/;

function namedOne(text: string, context: Context): Intent[] | undefined {
  const match = NAMED.exec(text);
  const words = match?.[1] ?? match?.[2];
  if (!match || words === undefined) return undefined;
  const like = extract(words, { day: context.day })[0];
  const type = like?.type ?? like?.candidates?.[0];
  const rest = match[1] === undefined ? text : text.slice(match[0].length);
  if (!like || type === undefined) return ofThatDay(words, rest, context);
  const fits = context.last.findLast((e) => e.activity.type === type);
  const pseudo = fits ? asDraft(fits) : { ...NOTHING, type };
  const set: { [k: string]: FieldValue } = {};
  for (const one of draftSets(rest, pseudo, context, true)) if (one.is === 'set') set[one.field] = one.to;
  return Object.keys(set).length > 0 ? [{ is: 'amend', like, set }] : undefined;
}
/** 11月18号那条: the recorded one of that day, or none at all. */
function ofThatDay(words: string, rest: string, context: Context): Intent[] | undefined {
  const when = findDates(words, context.day).found[0];
  if (when?.kind !== 'day' || context.drafts.length > 0 || /刚/.test(words)) return undefined;
  const fits = (context.recorded ?? []).filter(
    ({ activity }) => activity.date === when.from || activity.from === when.from,
  );
  const [first] = fits;
  const set: { [k: string]: FieldValue } = {};
  if (first)
    for (const one of draftSets(rest, asDraft(first), context, true)) if (one.is === 'set') set[one.field] = one.to;
  if (first && Object.keys(set).length === 0) return undefined;
  return [{ is: 'amend', like: { fields: { date: when.from }, said: '', assumed: [] }, set }];
}
const NOTHING: Draft = { id: '', version: 0, fields: {}, said: '', assumed: [], attachments: [] };

/** The draft that a correction is about: 第二个, the one that names the type, the one that holds the old value, else the one at hand. */
function target(text: string, context: Context): Draft | undefined {
  const { drafts } = context;
  if (drafts.length <= 1) return drafts[0];
  const ordinal = ordinalIn(text);
  if (ordinal !== undefined && drafts[ordinal - 1]) return drafts[ordinal - 1];
  const anchor = anchorOf(affirmed(text));
  if (anchor?.type && !anchor.weak) {
    const named = drafts.filter((d) => d.type === anchor.type);
    if (named.length === 1) return named[0];
  }
  const denied = /不是([^,，。;]{1,14})/.exec(text)?.[1];
  if (denied) {
    const holder = drafts.filter((d) =>
      Object.entries(d.fields).some(([field, value]) => readFree(field, denied, d.type ?? '')?.value === value),
    );
    if (holder.length === 1) return holder[0];
  }
  const date = findDates(text, context.day).found[0];
  if (date) {
    const same = drafts.filter((d) => d.fields.date === date.from);
    if (same.length === 1) return same[0];
  }
  return drafts.find((d) => d.id === context.asked) ?? drafts.find((d) => d.type === undefined) ?? drafts[0];
}

function asDraft(entry: LedgerEntry): Draft {
  const { id, type, ...fields } = entry.activity;
  return { id, version: 0, type, fields: fields as Draft['fields'], said: '', assumed: [], attachments: [] };
}

/** A recorded one as a correction points at it. */
function pointer({ activity }: LedgerEntry): Extracted {
  const fields: { [k: string]: FieldValue } = {};
  for (const field of ['date', 'from', 'role', 'form', 'kind', 'level']) {
    const value = activity[field];
    if (value !== undefined && value !== null) fields[field] = value;
  }
  return { type: activity.type, fields, said: '', assumed: [] };
}

/** Does a text name one of the open or just recorded ones, and set it right? */
export function namesOne(text: string, context: Context): boolean {
  const list = context.drafts.length > 0 ? context.drafts : context.last.map((e) => asDraft(e));
  return subjectOf(text, list, context.day) !== undefined;
}

/** 4月2号改4月3号: what stands before the 改 is how it was. */
const TURNED = /[^,，。;]{0,20}改(?:成|为|到|作)?(?= ?[\d一二两三四五六七八九十]|[^,，。;了动天一下]{2,8}$)/g;

/** The fields of one draft that a text changes, as they are found. The first word on a field stands. */
interface Changes {
  readonly all: Intent[];
  readonly put: (field: string, to: FieldValue) => void;
}

function changesOf(draft: Draft, context: Context, correcting: boolean): Changes {
  const index = context.drafts.findIndex((d) => d.id === draft.id);
  const place = index >= 0 && context.drafts.length > 1 ? { draft: index + 1 } : {};
  const all: Intent[] = [];
  const put = (field: string, to: FieldValue): void => {
    const was = draft.fields[field];
    if (JSON.stringify(was) === JSON.stringify(to)) return;
    if (all.some((i) => i.is === 'set' && i.field === field)) return;
    all.push({
      is: 'set',
      field,
      to,
      ...(was !== undefined ? { was } : {}),
      ...(correcting ? { correcting: true } : {}),
      ...place,
    });
  };
  return { all, put };
}

/** 前一天才对 */
const BESIDE =
  /^(?:不是|应该|其实|记错了?)?[,，]?(?:应该)?(?:是)?(?:它)?(前一天|头一天|后一天|第二天)(?:的|才对)?[。!！ ]*$/;

function draftSets(text: string, draft: Draft, context: Context, corrects = false): Intent[] {
  const correcting = corrects || isCorrection(text);
  const words = affirmed(text)
    .replace(/(?<=[改看说核对等更换])一下/g, ' ')
    .replace(/改 ?[\d.]{1,6}[个小时学分天次]{0,3}(?:为|成)/g, ' ')
    .replace(TURNED, ' ');
  const { all, put } = changesOf(draft, context, correcting);
  const named = draft.type === undefined || correcting ? typeWords(words, draft) : undefined;
  if (named && named !== draft.type) put('type', named);
  const type = named || (draft.type ?? '');
  const beside = BESIDE.exec(text)?.[1];
  if (beside !== undefined && typeof draft.fields.date === 'string')
    put('date', addDays(draft.fields.date, /前|头/.test(beside) ? -1 : 1));
  const shifted = shift(text, draft);
  if (shifted) put(shifted.field, shifted.to);
  const { from, to } = draft.fields;
  const parts =
    typeof from === 'string' && typeof to === 'string' ? toldInParts(text, from, to, context.day) : undefined;
  if (parts) {
    put(PARTED[parts.field] ?? '', parts.parts);
    return all;
  }
  const isDay = correcting || namesTheDay(text, type, context.day, false);
  const dates = isDay ? datesOf(words, draft, context.day) : [];
  const read = fieldsOf({ text: words, type: type === '' ? undefined : type, dates, day: context.day }).fields;
  const each = lasts(type) || read.from !== undefined ? undefined : overDays(words, from, to);
  const fields = each ? { ...read, hours: each.hours } : read;
  const edge = edgeOf(text, type, fields);
  for (const [field, value] of Object.entries(edge ?? fields)) {
    if (fieldOf(field)?.loose && !correcting && context.awaiting !== 'confirm' && draft.fields[field] !== undefined)
      continue;
    put(field, value);
  }
  const whole: Draft = { ...draft, type };
  if (correcting && all.length === 0) putOther(put, text, whole);
  if (correcting && all.length === 0) putNamed(put, { text, words }, whole, context.day);
  if (all.some((i) => i.is === 'set' && i.field === 'date') && !lasts(type)) {
    if (draft.fields.from !== undefined)
      all.push({ is: 'set', field: 'from', to: '' }, { is: 'set', field: 'to', to: '' });
  }
  return all;
}

/** 不是听课: what is denied says the other of two. */
function putOther(put: Changes['put'], text: string, draft: Draft): void {
  const denied = /不是([^,，。;]{1,14})/.exec(text)?.[1];
  if (denied === undefined) return;
  const type = draft.type ?? '';
  for (const field of fillable(type)) {
    const [was, other] = [draft.fields[field], OTHER[String(draft.fields[field])]];
    if (was !== undefined && other !== undefined && readFree(field, denied, type)?.value === was) put(field, other);
    const flag = FLAGS[field];
    if (!flag) continue;
    if (flag[0].test(denied)) put(field, true);
    else if (flag[0].test(`不是${denied}`)) put(field, false);
  }
}

/** 时长改成6: a bare value for the field that is named, or for the only one that it can be meant for. */
function putNamed(
  put: Changes['put'],
  { text, words }: { readonly text: string; readonly words: string },
  draft: Draft,
  day: Day,
): void {
  const type = draft.type ?? '';
  const named = WORDS.find(([pattern]) => pattern.test(text))?.[1];
  const tail = /(?:改(?:成|为|到)|应该是|应为|是|换成)([^,，。;]{1,20})$/.exec(words)?.[1] ?? words;
  if (named === 'date' || /^\d{1,2}\.\d\d$/.test(tail.trim())) {
    const when = answerDate(tail, day);
    if (when) for (const [field, value] of Object.entries(dateFields(when, type, words).fields)) put(field, value);
    return;
  }
  const value = WITH_NUMBER.test(tail) ? bareNumber(tail) : undefined;
  const allowed = fillable(type).filter((f) => isNumber(f));
  const wanted = named === 'count' && !allowed.includes('count') ? 'sessions' : named;
  const field =
    wanted && allowed.includes(wanted) ? wanted : onlyOne(allowed.filter((f) => draft.fields[f] !== undefined));
  if (value !== undefined && field) put(field, value);
}

const LONE_DAY = /(?<![\d月.第])(\d{1,2})[号日](?!线|楼)/;
/** 应该是24号: a day of the month that stood there, unless that has not been. */
function datesOf(words: string, draft: Draft, day: Day): readonly When[] {
  const { found } = findDates(words, day);
  const was = draft.fields.date;
  // 今年的不是去年: the same day of another year.
  const turned = /^[^\d月号]{0,4}(今年|去年|前年)的?[^\d月号]{0,8}$/.exec(words)?.[1];
  if (turned !== undefined && typeof was === 'string') {
    const y = year(day) - (turned === '去年' ? 1 : turned === '前年' ? 2 : 0);
    const at = makeDay(y, month(was), Number(was.slice(8)));
    if (at !== undefined && at <= day) return [{ from: at, to: at, kind: 'day', exact: true, index: 0, length: 2 }];
  }
  const [only] = found;
  const lone = LONE_DAY.exec(words)?.[1];
  if (found.length !== 1 || !only || typeof was !== 'string') return found;
  if (only.exact && /月/.test(words) && !/年/.test(words)) {
    // Without its year, the one nearest to what stood there.
    const near = [year(was) - 1, year(was), year(was) + 1, year(only.from)].flatMap((y) => {
      const at = makeDay(y, month(only.from), Number(only.from.slice(8)));
      return at !== undefined && at <= day ? [at] : [];
    });
    const gap = (at: Day): number => Math.abs(dayNumber(at) - dayNumber(was));
    const best = near.sort((a, b) => gap(a) - gap(b))[0];
    return best === undefined ? found : [{ ...only, from: best, to: best }];
  }
  if (lone === undefined) return found;
  if (/月|昨|前天|今天|周|星期|礼拜/.test(words)) return found;
  const at = makeDay(year(was), month(was), Number(lone));
  return at !== undefined && at <= day ? [{ ...only, from: at, to: at }] : found;
}

const SHIFT = new RegExp(
  `([多少])(?:写|记|报|填|说|算|打)了?(${NUM})个?(小时|钟头|学时|课时|学?分|天|次|场)[。!！了 ]*$`,
);
/** A number that stands alone or with a unit; 一拨, 一起 hold none. */
const WITH_NUMBER = new RegExp(
  `${NUM}个?(?:$|[^\\u4e00-\\u9fff\\d]|[吧了啊哦呀的哈才]|(?:万|千|百)?(?:多)?个?(?:小时|钟头|学时|课时|学?分|字|天|次|场|科|门|位|作|名))`,
);
/** 少记了两小时: two more than stand there. Undefined where the new amount is said too. */
function shift(text: string, draft: Draft): { readonly field: string; readonly to: number } | undefined {
  const match = SHIFT.exec(text);
  const by = parseNumber(match?.[2] ?? '');
  if (!match || by === undefined || /(?:是|共|为|改)/.test(text)) return undefined;
  const unit = match[3] ?? '';
  const fields = /分/.test(unit)
    ? ['credits']
    : unit === '天'
      ? ['fullDays']
      : /[次场]/.test(unit)
        ? ['sessions', 'count']
        : ['hours'];
  const field = fields.find((f) => typeof draft.fields[f] === 'number');
  const was = field === undefined ? undefined : draft.fields[field];
  if (field === undefined || typeof was !== 'number') return undefined;
  const to = match[1] === '少' ? was + by : was - by;
  return to > 0 ? { field, to } : undefined;
}

/** 结束日期是8月14日 names one end of a stay. */
function edgeOf(
  text: string,
  type: string,
  fields: { readonly [k: string]: FieldValue },
): { readonly [k: string]: FieldValue } | undefined {
  const day = fields.from ?? fields.date;
  if (!lasts(type) || typeof day !== 'string' || fields.to !== undefined) return undefined;
  const { from: _, date: __, ...rest } = fields;
  if (/结束|到期|最后一天|截止|到(?=\d)|止/.test(text)) return { ...rest, to: day };
  return /开始|起始|起|入学|从/.test(text) ? { ...rest, from: day } : undefined;
}

/** Where there are two, denying one says the other: 不是听课 → 主讲. */
const OTHER: { readonly [value: string]: FieldValue } = {
  participant: 'lecturer',
  lecturer: 'participant',
  theory: 'practice',
  practice: 'theory',
  mentoring: 'lecturing',
  lecturing: 'mentoring',
};

const onlyOne = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

/** A type that the words name as such: 不是内部培训，是继教项目. */
function typeWords(words: string, draft: Draft): string | undefined {
  const anchor = anchorOf(words);
  // 不是实习生是规培生: who was taught, not what it was.
  if (draft.type === 'teaching' && anchor?.type === 'training-programme') return undefined;
  if (!anchor || anchor.weak) return undefined;
  if (draft.type !== undefined && anchor.candidates?.includes(draft.type)) return undefined;
  if (draft.type === undefined) return typeNamed(words, draft.candidates);
  return /是|改|类/.test(words) ? typeNamed(words, undefined) : undefined;
}
