/** The words as the answer to what we asked. Pure. */

import { fillable, isOutput, lasts, WHOLE_OF } from '../../catalogue/index.ts';
import { saysUnknown } from '../../chinese/index.ts';
import { makeDay, month, year } from '../../days.ts';
import type { Assumption, Context, Draft, FieldValue, Intent } from '../../types/index.ts';
import { ordinalIn } from '../acts/which.ts';
import { current } from '../context.ts';
import { affirmed } from '../fields/affirmed.ts';
import { answerDate, dateFields } from '../fields/days.ts';
import { overDays } from '../fields/hours.ts';
import { readAnswer } from '../fields/read.ts';
import { clashOf, findDates, windowOf, within } from '../fields/when.ts';
import { PROFILE_FIELDS, readStatement } from '../person/statement.ts';
import { opensNew, tellsOfAnother } from '../report/another.ts';
import { namesTheDay } from '../report/aside.ts';
import { extract } from '../report/extract.ts';
import { typeNamed } from '../report/kinds.ts';
import { blank } from '../report/several.ts';
import { leaveAnswer, profileAnswer, requestAnswer } from './about-me.ts';
import { chosen, NOT_YET } from './choice.ts';
import { corrections, isCorrection } from './correct.ts';

type Answered = readonly Intent[] | undefined;

const set = (field: string, to: FieldValue, assumed?: Assumption): Intent => ({
  is: 'set',
  field,
  to,
  ...(assumed ? { assumed } : {}),
});

/** The words as the answer to what we asked. Undefined: they are none. */
export function answer(text: string, context: Context, awaiting: string): Answered {
  if (context.pending?.is === 'refuse') return [set('reason', text)];
  if (context.pending?.is === 'leave') return leaveAnswer(text, awaiting, context);
  const isWish = awaiting === 'title' && context.request?.kind === 'title-correction' && context.pending === undefined;
  if (!isWish && (context.pending?.is === 'profile' || PROFILE_FIELDS.has(awaiting)))
    return profileAnswer(text, awaiting, context);
  if (context.request && !context.drafts.length) return requestAnswer(text, awaiting, context);
  if (awaiting === 'which') return whichAnswer(text, context);
  if (awaiting === 'type') return typeAnswer(text, context);
  // A review that only the house took is no paper.
  if (awaiting === 'journal' && /没(?:有)?(?:公开)?发表|未(?:公开)?发表|不是发表/.test(text) && !/录用|接收/.test(text))
    return [/综述/.test(current(context)?.said ?? '') ? set('type', 'review-writing') : set('journal', null)];
  if (awaiting === 'date' || awaiting === 'from' || awaiting === 'to') return dayAnswer(text, awaiting, context);
  return fieldAnswer(text, awaiting, context);
}

/** 第二个, which of those that were shown. */
function whichAnswer(text: string, context: Context): Answered {
  const ordinal = ordinalIn(text);
  const all = /都|全/.test(text) && context.pending?.is === 'file-for' ? [set('which-all', true)] : [];
  const bare =
    ordinal ?? (all.length > 0 ? ordinalIn(text.replace(/^[^第]*/, '').replace(/的?[。!！]*$/, '')) : undefined);
  return bare === undefined ? undefined : [set('which', bare), ...all];
}

function typeAnswer(text: string, context: Context): Answered {
  if (/^我(?:现在|目前|还|正)?在(?:规培|住培|专培)/.test(text) && readStatement(text, context.day)) return undefined;
  const house = inHouse(text, context.values);
  if (house) return house;
  const draft = current(context);
  const named = typeNamed(text, draft?.candidates);
  if (named) {
    const more = draft ? sideFacts(text, { ...draft, type: named }, context, 'type') : [];
    return [set('type', named), ...more];
  }
  return saysUnknown(text) ? [set('type', null)] : undefined;
}

function dayAnswer(text: string, awaiting: 'date' | 'from' | 'to', context: Context): Answered {
  const draft = current(context);
  const told = draft?.fields[awaiting];
  if (typeof told === 'string' && told > context.day) {
    const guess = context.values?.[0];
    if (guess !== undefined && /^(?:是|对|嗯|没错)(?!不)/.test(text) && !/还没|没到/.test(text))
      return [set(awaiting, guess)];
    if (NOT_YET.test(text)) return [set(awaiting, null)];
  }
  if (draft && tellsOfAnother(text, context)) return undefined;
  if (context.drafts.length > 1 && /第[一二三四五六七八\d]{1,2}[个项条]/.test(text) && isCorrection(text))
    return undefined;
  // 3月30号写错了，是3月13号: the day that stands.
  const kept = isCorrection(text) ? affirmed(text) : text;
  const words = findDates(kept, context.day).found.length > 0 ? kept : text;
  const type = draft?.type ?? '';
  const sets = namesTheDay(words, type, context.day, true) ? dateAnswer(words, awaiting, type, context) : undefined;
  if (sets) return [...sets, ...(draft ? sideFacts(text, draft, context, 'date') : [])];
  return saysUnknown(text) ? [set(awaiting, null)] : undefined;
}

function fieldAnswer(text: string, awaiting: string, context: Context): Answered {
  if (isCorrection(text) && /改|说错|更正|弄错|搞错/.test(text)) return undefined;
  const draft = current(context);
  const type = draft?.type ?? '';
  const activities = extract(text, { day: context.day });
  if (draft && activities.some((a) => opensNew(a, draft, text) && (a.fields.date ?? a.fields.from) !== undefined))
    return undefined;
  if (draft && tellsOfAnother(text, context)) return undefined;
  const choice = chosen(text, context);
  if (choice !== undefined) return [set(awaiting, choice)];
  const likely = awaiting === 'course' ? alike(text, context.values) : undefined;
  if (likely !== undefined) return [set(awaiting, likely)];
  const parted = (awaiting === 'hours' || awaiting === 'fullDays') && draft ? corrections(text, context) : [];
  if (parted.some((i) => i.is === 'set' && WHOLE_OF[i.field] !== undefined)) return parted;
  const stretch = awaiting === 'hours' && draft ? stretchOf(text, draft, context) : undefined;
  if (stretch) return stretch;
  const read = readAnswer(awaiting, text, type, context.day);
  if (!read) return undefined;
  const each = awaiting === 'hours' && !lasts(type) ? overDays(text, draft?.fields.from, draft?.fields.to) : undefined;
  if (each) return [set('hours', each.hours, each.assumed)];
  const side = draft && text.length > 4 && read.value !== null ? sideFacts(text, draft, context, awaiting) : [];
  const all = ALL_ALIKE.test(text) && read.value !== null ? openPlaces(awaiting, context) : [];
  if (all.length > 1) return all.map((place) => ({ is: 'set', field: awaiting, to: read.value, draft: place }));
  return [set(awaiting, read.value, read.assumed), ...side];
}

const IN_HOUSE =
  /^(?:就?是)?(?:我们|咱们?)?(?:(?:院里?|医院|单位|本院|自己医院|科里?)(?:里|内部?)?(?:自己)?(?:的|办的|搞的|组织的|讲的|听的)?|(?:院里?|医院|单位|科里?)?(?:的)?(理论|实践|操作)(?:课|培训|讲座|的)?)[。!！~ ]*$/;

/** 院里的, 理论课, as the answer to which kind, where a training of one's own house is among what is offered. */
function inHouse(text: string, values: readonly FieldValue[] | undefined): readonly Intent[] | undefined {
  const match = IN_HOUSE.exec(text);
  if (!match || !values?.includes('internal-training')) return undefined;
  const form = match[1] === undefined ? undefined : match[1] === '理论' ? 'theory' : 'practice';
  return [
    { is: 'set', field: 'type', to: 'internal-training' },
    ...(form === undefined ? [] : [{ is: 'set' as const, field: 'form', to: form }]),
  ];
}

/** The one offered value that shares words with an answer: 促进法那个. */
function alike(text: string, values: readonly FieldValue[] | undefined): FieldValue | undefined {
  const pairs = Array.from({ length: Math.max(0, Math.min(text.length, 40) - 1) }, (_, i) => text.slice(i, i + 2));
  const fits = (values ?? []).filter((v) => typeof v === 'string' && pairs.some((pair) => v.includes(pair)));
  return fits.length === 1 ? fits[0] : undefined;
}

function dateAnswer(
  text: string,
  awaiting: 'date' | 'from' | 'to',
  type: string,
  context: Context,
): Intent[] | undefined {
  const { day } = context;
  const said = current(context)?.said;
  const window = said === undefined || awaiting === 'to' ? undefined : windowOf(said, day);
  const inside = window && within(window, text, day);
  if (inside === 'impossible') return [{ is: 'set', field: 'impossible-date', to: text.slice(0, 10) }];
  if (inside === 'unread') return vagueDate(text);
  if (window && inside) {
    const to = inside.assumed && awaiting === 'from' ? [{ is: 'set' as const, field: 'to', to: window.to }] : [];
    const by = inside.assumed ? { assumed: { is: 'day' as const, said: inside.assumed } } : {};
    return [{ is: 'set', field: awaiting, to: inside.day, ...by }, ...to];
  }
  const clash = clashOf(text, day);
  if (clash && awaiting !== 'to') {
    const was = clashOf(said ?? '', day);
    if (was?.days.join() !== clash.days.join()) return [{ is: 'set', field: 'clash', to: text.slice(0, 60) }];
    // Said again as it was: the day of the month counts, and the card says so.
    const to = clash.plain;
    return [{ is: 'set', field: awaiting, to, assumed: { is: 'clash', said: clash.words, day: to } }];
  }
  const each = dayForEach(text, awaiting, context);
  if (each) return each;
  const when = answerDate(text, day);
  const { impossible, unread } = findDates(text, day);
  // 隔周五, 上个月周五: which day it was is asked again.
  if (unread.length > 0 && when?.kind !== 'day' && when?.kind !== 'range') return vagueDate(text);
  if (!when)
    return impossible.length > 0 ? [{ is: 'set', field: 'impossible-date', to: impossible[0] ?? '' }] : undefined;
  const made = dateFields(when, type, text);
  const assumed: Assumption | undefined = when.assumed ? { is: 'day', said: when.assumed } : made.assumed[0];
  const set = (field: string, to: FieldValue): Intent => ({ is: 'set', field, to, ...(assumed ? { assumed } : {}) });
  if (when.kind === 'year') return vagueDate(text);
  if (awaiting === 'to') return [set('to', when.to)];
  if (awaiting === 'from')
    return when.from === when.to || when.kind === 'month'
      ? [set('from', when.from), ...rest(made.fields)]
      : [set('from', when.from), set('to', when.to)];
  if (when.kind === 'day')
    return lasts(type) ? [set('from', when.from), ...rest(made.fields)] : [set('date', when.from)];
  if (when.kind === 'range')
    return isOutput(type)
      ? [set('date', type === 'research-grant' && when.to > day ? when.from : when.to)]
      : [set('from', when.from), set('to', when.to)];
  if (lasts(type)) return [set('from', when.from), set('to', when.to)];
  return [
    {
      is: 'set',
      field: 'date',
      to: when.from,
      assumed: { is: 'first-of-month', day: when.from },
    },
  ];
}
const vagueDate = (text: string): Intent[] => [{ is: 'set', field: 'vague-date', to: text.slice(0, 20) }];

/** 都是听课: said of all that still lack it. */
const ALL_ALIKE = /^(?:我)?(?:[两三四五2-5](?:个|次|项|场)|全部?)?(?:都|全|均)(?!不)/;

const openPlaces = (field: string, { drafts }: Context): number[] =>
  drafts.flatMap((d, i) =>
    d.fields[field] === undefined && d.type !== undefined && fillable(d.type).includes(field) ? [i + 1] : [],
  );

/** 11月3号和5号, where several drafts still lack their day: one for each, in their order. */
function dayForEach(text: string, awaiting: string, context: Context): Intent[] | undefined {
  if (awaiting !== 'date') return undefined;
  const days = findDates(text, context.day).found;
  const open = context.drafts.filter(
    (d) => d.fields.date === undefined && d.fields.from === undefined && !lasts(d.type),
  );
  if (days.length < 2 || days.length !== open.length || days.some((w) => w.kind !== 'day')) return undefined;
  return days.flatMap((w, i): Intent[] => {
    const place = context.drafts.findIndex((d) => d.id === open[i]?.id) + 1;
    return place > 0 ? [{ is: 'set', field: 'date', to: w.from, draft: place }] : [];
  });
}

const rest = (fields: { readonly [k: string]: FieldValue }): Intent[] =>
  fields.to === undefined ? [] : [{ is: 'set', field: 'to', to: fields.to }];

const LONE_DAYS = /(?<![\d月.])(\d{1,2})[号日]?(?:到|至|-|~)(\d{1,2})[号日]/;

/** 国庆那几天…, then 2号到4号: days inside the stretch that was told. */
function insideStay(text: string, draft: Draft): Intent[] {
  const { from, to } = draft.fields;
  const match = /月/.test(text) ? null : LONE_DAYS.exec(text);
  if (!match || typeof from !== 'string' || typeof to !== 'string' || from === to) return [];
  const [a, b] = [match[1], match[2]].map((d) => makeDay(year(from), month(from), Number(d)));
  if (a === undefined || b === undefined || a < from || b > to || b < a) return [];
  return [
    { is: 'set', field: 'from', to: a },
    { is: 'set', field: 'to', to: b },
  ];
}

/** 11月3号到5号，30小时: the days over which the hours asked for lie, where one day stood; its figures are no hours. */
function stretchOf(text: string, draft: Draft, context: Context): Intent[] | undefined {
  if (typeof draft.fields.date !== 'string' || lasts(draft.type)) return undefined;
  const { found } = findDates(text, context.day);
  const range = found.find((w) => w.kind === 'range');
  if (!range || range.from === range.to) return undefined;
  const read = readAnswer('hours', blank(text, found), draft.type ?? '', context.day);
  return [set('from', range.from), set('to', range.to), ...(read ? [set('hours', read.value)] : [])];
}

/** What else an answer says: 9月3号，听了3小时. Only fields that are still open. */
function sideFacts(text: string, draft: Draft, context: Context, asked: string): Intent[] {
  const days = insideStay(text, draft);
  return [...days, ...corrections(text, { ...context, drafts: [draft] })].filter(
    (intent) =>
      days.includes(intent) ||
      (intent.is === 'set' &&
        !(days.length > 0 && ['date', 'from', 'to'].includes(intent.field)) &&
        intent.field !== asked &&
        (draft.fields[intent.field] === undefined || (asked === 'type' && intent.field === 'date')) &&
        !['date', 'from', 'to'].some((f) => asked === 'date' && intent.field === f)),
  );
}
