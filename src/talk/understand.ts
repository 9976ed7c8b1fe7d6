/**
 * Words into intents, without a model. The order decides: what must not be taken at its word, commands, the answer to
 * what we asked, wishes, questions, corrections, reports. Pure and linear; never throws.
 */
import type { FieldValue } from '../types.ts';
import { namesTheDay } from './aside.ts';
import { isQuestion, isWhatIf, progressOf, requestOf, yearIn } from './asking.ts';
import { command, lifeTalk, ordinalIn, smallTalk } from './commands.ts';
import { corrections, isCorrection } from './correct.ts';
import { findDates } from './dates.ts';
import { anchorOf, extract, standTogether } from './extract.ts';
import { affirmed, answerDate, dateFields, LASTING, OUTPUTS, readAnswer, saysUnknown } from './fields.ts';
import { guard } from './guard.ts';
import { type Anchor, mend } from './lexicon.ts';
import { normalise } from './numbers.ts';
import {
  bareTitle,
  PROFILE_FIELDS,
  readInstitution,
  readLeave,
  readName,
  readProfession,
  readProvinceWord,
  readStatement,
  readTitle,
} from './profile.ts';
import { typeNamed } from './typenames.ts';
import type { Context, Draft, Extracted, Intent } from './types.ts';
import { windowOf, within } from './window.ts';

import { fieldName } from './words-ask.ts';

export { contextOf } from './context.ts';

/**
 * @param text as the person wrote it
 * @param context what we asked last and what is being filled in
 * @returns at least one intent
 */
export function understand(text: string, context: Context): readonly Intent[] {
  const barred = guard(text);
  if (barred === 'too-long') return [{ is: 'hostile', kind: 'too-long' }];
  const clean = mend(normalise(text));
  if (clean === '') return [{ is: 'unclear', text: '' }];
  if (barred ?? guard(clean)) return [{ is: 'hostile', kind: barred ?? guard(clean) ?? 'injection' }];

  const picked = context.pending?.is === 'about' ? aboutChoice(clean, context.pending.choices) : undefined;
  if (picked !== undefined) return [{ is: 'ask', question: picked }];

  const pressed = buttonNamed(clean, context);
  if (pressed) return pressed;
  const commanded = command(clean, context);
  if (commanded) return commanded;

  if (MAY_ASK.test(clean)) return [{ is: 'small-talk', kind: 'may-ask' }];
  if (context.drafts.length > 0 && ANOTHER.test(clean)) return [{ is: 'small-talk', kind: 'another' }];

  const { awaiting } = context;
  const aside = awaiting === 'reason' || awaiting === 'content' ? undefined : lifeTalk(clean);
  if (aside) return [{ is: 'small-talk', kind: aside }];
  const plain = clean.replace(/(?:吧|呢|啊|嘛)[。.!~ ]*$/, '');
  const asksBack = isQuestion(plain) && !/^(?:是|对|不是|没有)[^?？]{0,6}[?？]?$/.test(clean);
  if (awaiting !== null && awaiting !== 'confirm' && !(asksBack && asksPolicy(clean, awaiting))) {
    const answered = answer(clean, context, awaiting);
    if (answered) return answered;
  }

  const request = requestOf(clean, context.day);
  if (request) return [{ is: 'request', ...request }];
  const leave = readLeave(clean, context.day);
  if (leave && !isQuestion(clean) && !requestOf(clean, context.day)) return [{ is: 'leave', ...leave }];

  if (isCorrection(clean)) {
    const fixed = corrections(clean, context);
    if (fixed.length > 0) return fixed;
  }

  if (isWhatIf(clean)) {
    const activities = extract(clean, { day: context.day });
    if (activities.length > 0) return [{ is: 'what-if', activities, question: clean }];
  }
  const what = progressOf(clean);
  if (what) {
    const year = yearIn(clean, context.day);
    return [{ is: 'progress', what, ...(year !== undefined ? { year } : {}) }];
  }

  const activities = deniesOnly(clean) ? [] : extract(clean, { day: context.day });
  if (isQuestion(clean) && !tellsOfDone(clean, activities)) return [{ is: 'ask', question: clean.slice(0, 300) }];

  const followed =
    context.question !== undefined && !current(context) ? followUp(clean, context, context.question) : undefined;
  if (followed) return followed;

  const statement =
    activities.length === 0 || activities.every((a) => a.type === undefined || a.type === 'training-programme')
      ? readStatement(clean, context.day)
      : undefined;
  if (statement) return [{ is: 'profile', ...statement }];
  if (
    context.member?.province === undefined &&
    /^(?:我)?(?:是|在)?[\u4e00-\u9fff]{2,4}(?:的|人)?[。!！]?$/.test(clean)
  ) {
    const province = readProvinceWord(clean);
    if (province !== undefined) return [{ is: 'profile', patch: { province } }];
  }
  const title = context.request === undefined ? bareTitle(clean) : undefined;
  if (title && context.member?.title !== undefined)
    return [{ is: 'profile', patch: { title, titles: [{ title, from: '1990-01-01' }] } }];

  const draft = current(context);
  if (draft) {
    const isNew = activities.filter(
      (one) => opensNew(one, draft, clean) || context.drafts.every((open) => isAnother(one, open, clean)),
    );
    if (isNew.length > 0) return [{ is: 'report', activities: isNew }];
    const sets = corrections(clean, context);
    if (sets.length > 0) return sets;
  }
  if (activities.length > 0 && !draft) return [{ is: 'report', activities }];

  if (!draft && WANTS_TO_REPORT.test(clean))
    return [{ is: 'report', activities: [{ fields: {}, said: '', assumed: [] }] }];
  const talk = smallTalk(clean);
  if (talk) return [{ is: 'small-talk', kind: talk }];
  const fixed = context.last.length > 0 || draft ? corrections(clean, context) : [];
  if (fixed.length > 0 && /改|更正|应该|错/.test(clean)) return fixed;
  if (activities.length > 0) return [{ is: 'report', activities }];
  return [{ is: 'unclear', text: clean.slice(0, 200) }];
}

/** 不是综述: what is denied and nothing else is no activity. */
const deniesOnly = (text: string): boolean =>
  /^(?:我|这|那)?(?:个|篇|次|条|本)?(?:并|可)?不是/.test(text) && anchorOf(affirmed(text)) === undefined;

/** A button as an intent: a choice of ours about a question is that question, so that the desk gathers its answer. */
export function press(value: string, card: string | undefined): readonly Intent[] {
  if (value.startsWith('ask:')) return [{ is: 'ask', question: value.slice(4) }];
  return [{ is: 'press', value, ...(card !== undefined ? { card } : {}) }];
}

/** The words on a button of the open card, typed; or a line of the confirmation card by its name: 时长, 日期不对. */
function buttonNamed(text: string, context: Context): readonly Intent[] | undefined {
  const bare = text.replace(/^[“"「【[]|[”"」】\].。!！~ ]+$/g, '');
  const action = context.card?.actions.find((a) => mend(normalise(a.label)) === bare);
  // A yes that is typed counts only for what was shown.
  if (action) return action.value === 'confirm' ? [{ is: 'confirm' }] : press(action.value, context.card?.id);
  if (context.awaiting !== 'confirm') return undefined;
  const line =
    /^(?:要|我要|想)?(?:改|修改|更改|换)?(?:一?下)?([\u4e00-\u9fff]{2,4}?)(?:要改|改一?下|不对|错了?|有误|有问题)?$/.exec(
      bare,
    )?.[1];
  const draft = current(context);
  const { request } = context;
  if (!draft && request && line !== undefined) {
    const told =
      line === '年度' || line === '年份' ? 'year' : Object.keys(request.fields).find((f) => fieldName(f) === line);
    return told === undefined ? undefined : [{ is: 'set', field: told, to: '' }];
  }
  if (!draft || line === undefined) return undefined;
  const field =
    line === '日期' || line === '时间' ? dayField(draft) : Object.keys(draft.fields).find((f) => fieldName(f) === line);
  if (field !== undefined) return [{ is: 'set', field, to: '' }];
  return /^(?:修改|更改)$/.test(bare) ? [{ is: 'reject' }] : undefined;
}
const dayField = (draft: Draft): string => (draft.fields.from !== undefined ? 'from' : 'date');

/** 浙江 · 中级 · SCI after a policy question: what it hung on, or the same question about something else. */
function followUp(text: string, context: Context, question: string): readonly Intent[] | undefined {
  if (text.length > 8 || findDates(text, context.day).found.length > 0 || WANTS_TO_REPORT.test(text) || smallTalk(text))
    return undefined;
  const bare = text.replace(/^(?:我)?(?:是|在)|[的呢。!！]$/g, '');
  const province = readProvinceWord(bare);
  if (province !== undefined && context.member?.province === undefined)
    return [
      { is: 'profile', patch: { province } },
      { is: 'ask', question: `${province}${question}` },
    ];
  const title = readTitle(bare);
  if (title !== undefined && context.member?.title === undefined)
    return [
      { is: 'profile', patch: { title } },
      { is: 'ask', question: `${bare}${question}` },
    ];
  // 我是主治医师 is said of oneself, whatever was asked before.
  if (/^我/.test(text)) return undefined;
  if (
    province !== undefined ||
    title !== undefined ||
    readInstitution(bare) !== undefined ||
    anchorOf(bare) !== undefined
  )
    return [{ is: 'ask', question: `${bare}呢` }];
  return undefined;
}

/** The choice that a short answer to 您想问的是哪一个 names. */
function aboutChoice(text: string, choices: readonly string[]): string | undefined {
  if (text.length > 24) return undefined;
  const digit = /^([1-9])[.、)]?$/.exec(text)?.[1];
  if (digit !== undefined) return choices[Number(digit) - 1];
  return (
    choices.find((choice) => choice === text) ??
    choices.find((choice) => choice.includes(text) || text.includes(choice))
  );
}

/** 我要报学分: nothing said yet but the wish. */
const WANTS_TO_REPORT =
  /^(?:你好|您好|请|麻烦)?[,， ]?(?:我)?(?:要|想|想要|需要|帮我|给我|来|再)?(?:再)?(?:登记|申报|上报|报|录入|录|记|填报|填)(?:一?下|一?[条个项次笔])?(?:新的?)?(?:学分|活动|继续教育|继教|学习|记录|登记)?(?:吧|哈|一?下|呢)?[。!！.~ ]*$/;

/** 我要报学分 while something is being filled in. */
const ANOTHER =
  /^(?:我)?(?:要|想|想要|还要|再)?(?:报|登记|申报|填报|录入)(?:一?下|一?[条个项])?(?:新的?)?(?:学分|活动|继教|别的)[。!！~ ]*$/;
/** 问政策: a wish to ask, without the question. */
const MAY_ASK =
  /^(?:我)?(?:要|想|想要|还想|再)?(?:问|查|咨询|了解)(?:一?下|一个|个|点)?(?:政策|规定|文件|问题|政策问题)[。!！~ ]*$/;

const current = (context: Context): Draft | undefined =>
  context.drafts.find((d) => d.id === context.asked) ??
  context.drafts.find((d) => d.type === undefined) ??
  context.drafts[0];

/** A question in mid-report goes to the documents, unless it is the answer with a question mark. */
function asksPolicy(text: string, awaiting: string): boolean {
  if (awaiting === 'reason' || awaiting === 'content') return /几分|多少分|最多|怎么(?:申请|补|算)/.test(text);
  return true;
}

/** 昨天听了院里讲座，能记吗: a report that ends in a question about itself. */
function tellsOfDone(text: string, activities: readonly Extracted[]): boolean {
  if (activities.length === 0) return false;
  if (/最多|最少|上限|规定|怎么(?!样)|什么|哪些|一年|每年|要求|标准/.test(text)) return false;
  const dated = activities.some((a) => (a.fields.date ?? a.fields.from) !== undefined);
  return dated && /(?:了|过|去|参加|听|讲|完)/.test(text) && !isWhatIf(text);
}

/** A whole report of another kind while a slot is open: 上个月网上学了必修课，拿证了. */
function tellsOfAnother(text: string, context: Context): boolean {
  if (text.length < 6 || isCorrection(text) || !DONE.test(text)) return false;
  return extract(text, { day: context.day }).some((one) =>
    context.drafts.every((draft) => isAnother(one, draft, text)),
  );
}
const DONE =
  /(?:参加|听|学|讲|上|做|带|发表|写|完成|拿|考|开|当|获|评|去|修)[^,，。;]{0,6}(?:了|过|完|到)|(?:了|过|完)[^,，。;]{0,10}(?:课|项目|讲座|培训|会)|听课|主讲/;

/** Named outright as what the draft cannot be, and said as something done. */
function isAnother(one: Extracted, draft: Draft, text: string): boolean {
  const anchor = anchorOf(one.said);
  if (!anchor || anchor.weak || draft.type === undefined || !DONE.test(one.said)) return false;
  const kinds = [...(one.type !== undefined ? [one.type] : []), ...(one.candidates ?? []), ...(draft.candidates ?? [])];
  if (kinds.includes(draft.type) && COURSES.has(draft.type)) return isOtherCourse(anchor, one, draft);
  if (kinds.includes(draft.type) || kinds.some((kind) => standTogether(kind, draft.type ?? ''))) return false;
  if (/^(?:对了|哦|噢|嗯)?[,，]?(?:这|那|该)(?:个|篇|次|条|项|是)|^(?:是|算|属于)/.test(text)) return false;
  if (explains(anchor, text)) return false;
  return Object.keys(one.fields).length > 0 || one.type === undefined;
}

/** 昨天听了3小时，是省人民医院办的培训班: what only says what the one at hand is. */
const explains = (anchor: Anchor, text: string): boolean =>
  text
    .split(/[,，。;]/)
    .filter((clause) => anchor.re.test(clause))
    .every((clause) => /^ ?(?:就|也)?(?:是|属于|算|由)/.test(clause)) &&
  text.split(/[,，。;]/).some((clause) => anchor.re.test(clause));

const COURSES = new Set(['required-course', 'public-course']);
/** 医德医风课 beside 全员必修课: a course called by another name is another course. */
function isOtherCourse(anchor: Anchor, one: Extracted, draft: Draft): boolean {
  const [here, there] = [anchor.re.exec(one.said)?.[0], anchor.re.exec(draft.said)?.[0]];
  return here !== undefined && there !== undefined && here !== there && here !== '公需' && there !== '公需';
}

/** Does this description begin another activity beside the one that is being filled in? */
function opensNew(activity: Extracted, draft: Draft, text: string): boolean {
  const anchor = anchorOf(activity.said);
  if (!anchor || anchor.weak) return false;
  const dated = (activity.fields.date ?? activity.fields.from) !== undefined;
  const isSame =
    activity.type === draft.type || (draft.type !== undefined && (activity.candidates ?? []).includes(draft.type));
  if (/还有|另外|再(?:报|登记|记|加)一|又|也(?:参加|听|讲|去)|第二[个件]/.test(text)) return true;
  if (isSame) {
    const date = activity.fields.date ?? activity.fields.from;
    const was = draft.fields.date ?? draft.fields.from;
    return dated && was !== undefined && was !== null && date !== was && !/改|错|应该|是(?=\d)|日期/.test(text);
  }
  if (/^(?:对了|哦|噢|嗯)?[,，]?(?:这|那|该)(?:个|篇|次|条|项|是)/.test(text) || explains(anchor, text)) return false;
  return (
    dated ||
    isAnother(activity, draft, text) ||
    (activity.type !== undefined && Object.keys(activity.fields).length >= 2)
  );
}

/** The words as the answer to what we asked. Undefined: they are none. */
function answer(text: string, context: Context, awaiting: string): readonly Intent[] | undefined {
  const set = (field: string, to: FieldValue, assumed?: string): Intent => ({
    is: 'set',
    field,
    to,
    ...(assumed ? { assumed } : {}),
  });
  if (context.pending?.is === 'leave') return leaveAnswer(text, awaiting, context);
  const isWish = awaiting === 'title' && context.request?.kind === 'title-correction' && context.pending === undefined;
  if (!isWish && (context.pending?.is === 'profile' || PROFILE_FIELDS.has(awaiting)))
    return profileAnswer(text, awaiting, context);
  if (context.request && !context.drafts.length) return requestAnswer(text, awaiting, context);
  if (awaiting === 'which') {
    const ordinal = ordinalIn(text);
    if (ordinal !== undefined) return [set('which', ordinal)];
    return undefined;
  }
  const draft = current(context);
  if (awaiting === 'type') {
    if (/^我(?:现在|目前|还|正)?在(?:规培|住培|专培)/.test(text) && readStatement(text, context.day)) return undefined;
    const named = typeNamed(text, draft?.candidates);
    if (named) {
      const more = draft ? sideFacts(text, { ...draft, type: named }, context, 'type') : [];
      return [set('type', named), ...more];
    }
    return saysUnknown(text) ? [set('type', null)] : undefined;
  }
  const type = draft?.type ?? '';
  // A review that only the house took is no paper.
  if (awaiting === 'journal' && /没(?:有)?(?:公开)?发表|未(?:公开)?发表|不是发表/.test(text) && !/录用|接收/.test(text))
    return [/综述/.test(draft?.said ?? '') ? set('type', 'review-writing') : set('journal', null)];
  if (awaiting === 'date' || awaiting === 'from' || awaiting === 'to') {
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
    const sets = namesTheDay(text, type, context.day, true) ? dateAnswer(text, awaiting, type, context) : undefined;
    if (sets) return [...sets, ...(draft ? sideFacts(text, draft, context, 'date') : [])];
    return saysUnknown(text) ? [set(awaiting, null)] : undefined;
  }
  if (isCorrection(text) && /改|说错|更正|弄错|搞错/.test(text)) return undefined;
  const activities = extract(text, { day: context.day });
  if (draft && activities.some((a) => opensNew(a, draft, text) && (a.fields.date ?? a.fields.from) !== undefined))
    return undefined;
  if (draft && tellsOfAnother(text, context)) return undefined;
  const choice = chosen(text, context);
  if (choice !== undefined) return [set(awaiting, choice)];
  const read = readAnswer(awaiting, text, type, context.day);
  if (!read) return undefined;
  const side = draft && text.length > 4 && read.value !== null ? sideFacts(text, draft, context, awaiting) : [];
  return [set(awaiting, read.value, read.assumed), ...side];
}

/** 还没去呢, 下个月才去: what was told has not been. */
const NOT_YET =
  /还没|没[去到开办]|^(?:不是|没有|不)(?![^,，。]{0,6}\d)|下个?(?:月|周|星期|礼拜)|才[去开办]|[要打准]算?备?去|打算|准备|计划|就是今年|过几天|以后/;

/** A bare 1, 2, 3 where we showed that many buttons and the answer is no number. */
function chosen(text: string, context: Context): FieldValue | undefined {
  const values = context.values;
  if (!values || values.length === 0 || values.some((v) => typeof v === 'number')) return undefined;
  const match = /^(?:选|第)?([1-9一二三四五六七八九])(?:个|项)?[.、)]?$/.exec(text.trim());
  if (!match?.[1]) return undefined;
  const n = '一二三四五六七八九'.indexOf(match[1]) + 1 || Number(match[1]);
  return values[n - 1];
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
  if (window && inside) {
    const to = inside.assumed && awaiting === 'from' ? [{ is: 'set' as const, field: 'to', to: window.to }] : [];
    const by = inside.assumed ? { assumed: inside.assumed } : {};
    return [{ is: 'set', field: awaiting, to: inside.day, ...by }, ...to];
  }
  const when = answerDate(text, day);
  if (!when) {
    const impossible = findDates(text, day).impossible;
    return impossible.length > 0 ? [{ is: 'set', field: 'impossible-date', to: impossible[0] ?? '' }] : undefined;
  }
  const made = dateFields(when, type, text);
  const assumed = when.assumed ?? made.assumed[0];
  const set = (field: string, to: FieldValue): Intent => ({ is: 'set', field, to, ...(assumed ? { assumed } : {}) });
  if (when.kind === 'year') return [{ is: 'set', field: 'vague-date', to: text.slice(0, 20) }];
  if (awaiting === 'to') return [set('to', when.to)];
  if (awaiting === 'from')
    return when.from === when.to || when.kind === 'month'
      ? [set('from', when.from), ...rest(made.fields)]
      : [set('from', when.from), set('to', when.to)];
  if (when.kind === 'day')
    return LASTING.has(type) ? [set('from', when.from), ...rest(made.fields)] : [set('date', when.from)];
  if (when.kind === 'range')
    return OUTPUTS.has(type) ? [set('date', when.to)] : [set('from', when.from), set('to', when.to)];
  if (LASTING.has(type)) return [set('from', when.from), set('to', when.to)];
  return [
    {
      is: 'set',
      field: 'date',
      to: when.from,
      assumed: `只说了${Number(when.from.slice(5, 7))}月，先按${Number(when.from.slice(5, 7))}月${Number(when.from.slice(8))}日登记`,
    },
  ];
}
const rest = (fields: { readonly [k: string]: FieldValue }): Intent[] =>
  fields.to === undefined ? [] : [{ is: 'set', field: 'to', to: fields.to }];

/** What else an answer says: 9月3号，听了3小时. Only fields that are still open. */
function sideFacts(text: string, draft: Draft, context: Context, asked: string): Intent[] {
  return corrections(text, { ...context, drafts: [draft] }).filter(
    (intent) =>
      intent.is === 'set' &&
      intent.field !== asked &&
      draft.fields[intent.field] === undefined &&
      !['date', 'from', 'to'].some((f) => asked === 'date' && intent.field === f),
  );
}

function profileAnswer(text: string, awaiting: string, context: Context): readonly Intent[] | undefined {
  const set = (field: string, to: FieldValue): Intent => ({ is: 'set', field, to });
  const choice = chosen(text, context);
  if (choice !== undefined) return [set(awaiting, choice)];
  if (awaiting === 'title') {
    const title = readTitle(text);
    const profession = readProfession(text);
    if (title)
      return [
        set('title', title),
        ...(profession && context.member?.profession === undefined ? [set('profession', profession)] : []),
      ];
    if (profession && text.length <= 20) return [set('profession', profession)];
  } else if (awaiting.startsWith('institution')) {
    const institution = readInstitution(text);
    if (institution) return [set('institution', { ...institution } as { [k: string]: FieldValue })];
  } else if (awaiting === 'profession') {
    const profession = readProfession(text);
    if (profession) return [set('profession', profession)];
  } else if (awaiting === 'province') {
    const told = besideProvince(text, context);
    if (told.length > 0 && readProvinceWord(text) === undefined) return told;
    if (!saysUnknown(text) && text.length <= 20) return [...told, set('province', text)];
  } else if (awaiting === 'name') {
    if (!saysUnknown(text) && text.length <= 20 && !bareTitle(text))
      return [set('name', text.replace(/^我?(?:叫|是)/, '').slice(0, 20))];
  }
  const title = awaiting === 'title' ? undefined : bareTitle(text);
  if (title) return [set('title', title)];
  return saysUnknown(text) ? [set(awaiting, null)] : undefined;
}

/** The days of a leave, one end or both. */
function leaveAnswer(text: string, awaiting: string, context: Context): readonly Intent[] | undefined {
  if (saysUnknown(text)) return [{ is: 'cancel' }];
  const anchor = anchorOf(text);
  if (anchor && !anchor.weak) return undefined;
  const when = answerDate(text, context.day);
  if (!when || when.kind === 'year') return undefined;
  if (when.kind === 'range') return [{ is: 'leave', from: when.from, to: when.to }];
  return [{ is: 'leave', [awaiting]: awaiting === 'to' ? when.to : when.from }];
}

/** What somebody says about themselves where we asked for the province: their name, their hospital, their title. */
function besideProvince(text: string, context: Context): Intent[] {
  const name = readName(text);
  const institution = readInstitution(text);
  const title = text.length <= 12 ? readTitle(text) : bareTitle(text);
  return [
    ...(name !== undefined && context.member?.name === undefined
      ? [{ is: 'set' as const, field: 'name', to: name }]
      : []),
    ...(institution?.level !== undefined
      ? [{ is: 'set' as const, field: 'institution', to: { ...institution } as { [k: string]: FieldValue } }]
      : []),
    ...(title ? [{ is: 'set' as const, field: 'title', to: title }] : []),
  ];
}

function requestAnswer(text: string, awaiting: string, context: Context): readonly Intent[] | undefined {
  const set = (field: string, to: FieldValue): Intent => ({ is: 'set', field, to });
  if (saysUnknown(text)) return [set(awaiting, null)];
  const choice = chosen(text, context);
  if (choice !== undefined) return [set(awaiting, choice)];
  if (awaiting === 'year') {
    const year = yearIn(text, context.day) ?? Number(/20\d{2}/.exec(text)?.[0] ?? Number.NaN);
    return Number.isFinite(year) ? [set('year', year)] : undefined;
  }
  if (awaiting === 'from' || awaiting === 'to') {
    const when = answerDate(text, context.day);
    if (!when) return undefined;
    return when.kind === 'range'
      ? [set('from', when.from), set('to', when.to)]
      : [set(awaiting, awaiting === 'to' ? when.to : when.from)];
  }
  const kept = text.slice(0, 500).replace(/,(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]),/g, '，');
  return text.length > 0 ? [set(awaiting, kept)] : undefined;
}
