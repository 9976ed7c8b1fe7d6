/**
 * Words into intents, without a model. The order decides: what must not be taken at its word, commands, the answer to
 * what we asked, wishes, questions, corrections, reports. Pure and linear; never throws.
 */

import { fieldName } from '../catalogue/catalogue.ts';
import { normalise } from '../chinese/numbers.ts';
import { readProvinceWord } from '../chinese/places.ts';
import type { Context, Draft, Extracted, Intent } from '../types/index.ts';
import { decode } from './acts/action.ts';
import { isQuestion, isWhatIf } from './acts/asks.ts';
import { command } from './acts/command.ts';
import { feedbackOf } from './acts/feedback.ts';
import { aboutChoice, followUp, WANTS_TO_REPORT } from './acts/follow-ups.ts';
import { progressOf, yearIn, yearsAgo } from './acts/progress.ts';
import { requestOf } from './acts/request.ts';
import { lifeTalk, smallTalk } from './acts/small-talk.ts';
import { afresh } from './afresh.ts';
import { requestFix } from './answer/about-me.ts';
import { answer } from './answer/answer.ts';
import { corrections, isCorrection, namesOne } from './answer/correct.ts';
import { current } from './context.ts';
import { affirmed } from './fields/affirmed.ts';
import { guard } from './guard.ts';
import { readLeave } from './person/leave.ts';
import { readStatement } from './person/statement.ts';
import { bareTitle, titleDay } from './person/title.ts';
import { anchorOf } from './report/anchors.ts';
import { APART, isAnother, oneMore, opensNew, tellsOfAnother, tellsOfMore } from './report/another.ts';
import { extract, HALF_HEARD } from './report/extract.ts';
import { mend } from './slips.ts';

/**
 * @param text as the person wrote it
 * @param context what we asked last and what is being filled in
 * @returns at least one intent
 */
export function understand(text: string, context: Context): readonly Intent[] {
  const barred = guard(asOneself(text, context));
  if (barred === 'too-long') return [{ is: 'hostile', kind: 'too-long' }];
  const clean = mend(normalise(text));
  if (clean === '') return [{ is: 'unclear', text: '' }];
  const kind = barred ?? guard(asOneself(clean, context));
  if (kind) return [{ is: 'hostile', kind }];

  const anew = afresh(clean);
  if (anew !== undefined) return beginAnew(anew, context);
  const judged = feedbackOf(clean, context);
  if (judged) return judged;
  const picked = context.pending?.is === 'about' ? aboutChoice(clean, context.pending.choices) : undefined;
  if (picked !== undefined) {
    // 中级 names the choice and what the person is.
    const own = context.member?.title === undefined ? bareTitle(clean) : undefined;
    return [...(own ? [{ is: 'profile' as const, patch: { title: own } }] : []), { is: 'ask', question: picked }];
  }

  const pressed = buttonNamed(clean, context);
  if (pressed) return pressed;
  if (context.member?.maternityLeave && context.pending?.is !== 'leave' && LEAVE_OFF.test(clean))
    return [{ is: 'small-talk', kind: 'leave-kept' }];
  const commanded = command(clean, context);
  if (commanded) return commanded;

  const refit = requestFix(clean, context);
  if (refit) return refit;

  if (context.drafts.length > 0 && WORTH.test(clean)) return [{ is: 'small-talk', kind: 'worth' }];
  if (MAY_ASK.test(clean)) return [{ is: 'small-talk', kind: 'may-ask' }];
  if (context.drafts.length > 0 && ANOTHER.test(clean)) return [{ is: 'small-talk', kind: 'another' }];

  if (context.drafts.length > 0 && APART.test(clean) && !isQuestion(clean)) {
    const place = context.drafts.some((d) => d.repeated === true) ? {} : { draft: context.drafts.length + 1 };
    const beside = /\d/.test(clean) ? corrections(clean.replace(APART, ' '), context) : [];
    const sets = beside.flatMap((i) => (i.is === 'set' && i.field !== 'type' ? [{ ...i, ...place }] : []));
    return [{ is: 'apart' }, ...sets];
  }

  const beside = reportAndQuestion(clean, context);
  if (beside) return beside;

  const { awaiting } = context;
  const aside = awaiting === 'reason' || awaiting === 'content' ? undefined : lifeTalk(clean);
  if (aside) return [{ is: 'small-talk', kind: aside }];
  const plain = clean.replace(/(?:吧|呢|啊|嘛)[。.!~ ]*$/, '');
  const asksBack = isQuestion(plain) && !/^(?:是|对|不是|没有)[^?？]{0,6}[?？]?$/.test(clean);
  const at = current(context);
  const isNamed = awaiting === 'confirm' || awaiting === null || (context.drafts.length > 1 && awaiting !== 'type');
  if (isNamed && !asksBack && namesOne(clean, context)) {
    const fixed = corrections(clean, context);
    if (fixed.length > 0) return fixed;
  }
  // 只听了一半, at a card that says how long: the hours are asked for again.
  const isHalf = context.drafts.length === 1 && typeof at?.fields.hours === 'number' && HALF_HEARD.test(clean);
  if (isHalf && clean.length <= 16 && !/\d|小时|学时|钟头/.test(clean)) return [{ is: 'set', field: 'hours', to: '' }];
  const further = at && awaiting !== 'type' && !asksBack ? oneMore(clean, at, context.day) : undefined;
  if (further) return [{ is: 'report', activities: [further] }];
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
    const told = yearIn(clean, context.day);
    const ago = yearsAgo(clean);
    // A number is taken as it is; a word is counted in credit years, which begin when the province says.
    const year = ago === undefined || /\d年/.test(clean) ? { ...(told !== undefined ? { year: told } : {}) } : { ago };
    const about = /公需/.test(clean) && (what === 'short' || what === 'enough') ? { about: 'public' as const } : {};
    return [{ is: 'progress', what, ...year, ...about }];
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
  const since = current(context) || context.request ? undefined : titleDay(clean, context.member, context.day);
  if (since) return [{ is: 'profile', patch: { title: since.title }, from: since.from }];
  const title = context.request === undefined ? bareTitle(clean) : undefined;
  if (title && context.member?.title !== undefined)
    return [{ is: 'profile', patch: { title, titles: [{ title, from: '1990-01-01' }] } }];

  const draft = current(context);
  if (draft) {
    const isNew = activities.filter(
      (one) => opensNew(one, draft, clean) || context.drafts.every((open) => isAnother(one, open, clean)),
    );
    if (isNew.length > 0 || tellsOfMore(clean, activities))
      return [{ is: 'report', activities: isNew.length > 0 ? isNew : activities }];
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
  // An answer that was not understood begins nothing: 在培训期内.
  const isAsked =
    draft !== undefined &&
    awaiting !== null &&
    awaiting !== 'type' &&
    (awaiting !== 'confirm' || activities.every((a) => a.type === undefined));
  const begins = activities.some(
    (a) => (a.fields.date ?? a.fields.from) !== undefined || tellsOfAnother(clean, context),
  );
  if (activities.length > 0 && (!isAsked || begins)) return [{ is: 'report', activities }];
  return [{ is: 'unclear', text: clean.slice(0, 200) }];
}

/** 周护士还差几分, said by 周护士. */
const asOneself = (text: string, { member }: Context): string =>
  member?.name === undefined || member.name.length < 2 ? text : text.replaceAll(member.name, '我');

/** 重来 with the new words behind it; where those only set right what stands open, they do that. */
function beginAnew(rest: string, context: Context): readonly Intent[] {
  if (rest === '') return [{ is: 'restart' }];
  if (context.drafts.length > 0 && extract(rest, { day: context.day }).length === 0) {
    const fixed = corrections(rest, context);
    if (fixed.length > 0) return fixed;
  }
  const { card: _, values: __, asked: ___, request: ____, pending: _____, ...others } = context;
  const told = understand(rest, { ...others, awaiting: null, drafts: [] });
  return [{ is: 'restart' }, ...told.filter(({ is }) => is !== 'unclear' && is !== 'small-talk')];
}

/** 不是综述: what is denied and nothing else is no activity. */
const deniesOnly = (text: string): boolean =>
  /^(?:我|这|那)?(?:个|篇|次|条|本)?(?:并|可)?不是/.test(text) && anchorOf(affirmed(text)) === undefined;

/** A button as an intent: a choice of ours about a question is that question, so that the desk gathers its answer. */
export function press(value: string, card: string | undefined): readonly Intent[] {
  const action = decode(value);
  if (action?.is === 'rate')
    return [{ is: 'rate', vote: action.vote, ...(card !== undefined ? { answer: card } : {}) }];
  if (action?.is === 'ask') return [action];
  return [{ is: 'press', ...(action ? { action } : {}), ...(card !== undefined ? { card } : {}) }];
}

/** The words on a button of the open card, typed; or a line of the confirmation card by its name: 时长, 日期不对. */
function buttonNamed(text: string, context: Context): readonly Intent[] | undefined {
  const bare = text.replace(/^[“"「【[]|[”"」】\].。!！~ ]+$/g, '');
  const action = context.card?.actions.find((a) => mend(normalise(a.label)) === bare);
  // A yes that is typed counts only for what was shown.
  if (action)
    return decode(action.value)?.is === 'confirm' ? [{ is: 'confirm' }] : press(action.value, context.card?.id);
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

/** 取消产假, 产假没休: of a leave that is kept. */
const LEAVE_OFF =
  /^(?:我)?(?:要|想)?(?:把)?(?:(?:取消|撤销|撤回|删掉?|删除)(?:我的|那个)?产假|产假(?:记录)?(?:取消|撤销|撤回|删掉?|删除|不休了|没休|没有休))(?:吧|了|掉)*[。.!！~ ]*$/;

/** 能记几分呀, about what is being filled in: it stands on the card. */
const WORTH =
  /^(?:那|这个?|这样|这条)?(?:大概|一共)?(?:能|可以|会)?(?:记|算|得|有|拿|给|加)(?:个)?(?:多少|几)个?学?分(?:呀|啊|呢|吗|哦)?[?？。!！ ]*$/;

/** 我要报学分 while something is being filled in. */
const ANOTHER =
  /^(?:我)?(?:要|想|想要|还要|再)?(?:报|登记|申报|填报|录入)(?:一?下|一?[条个项])?(?:新的?)?(?:学分|活动|继教|别的)[。!！~ ]*$/;
/** 问政策: a wish to ask, without the question. */
const MAY_ASK =
  /^(?:(?:我)?(?:要|想|想要|还想|再)?(?:问|查|咨询|了解)(?:一?下|一个|个|点)?(?:政策|规定|文件|问题|政策问题)|(?:你好|您好)?[,， ]?(?:请问|(?:我)?(?:想|要|想要|还想|再)(?:请)?(?:问|咨询)(?:问|你|您|一?下|个事儿?|点事儿?){0,3}))(?:一?下|哈|啊|呀)?[。.,，!！?？~… ]*$/;

/** A question in mid-report goes to the documents, unless it is the answer with a question mark. */
function asksPolicy(text: string, awaiting: string): boolean {
  if (awaiting === 'reason' || awaiting === 'content') return /几分|多少分|最多|怎么(?:申请|补|算)/.test(text);
  return true;
}

/** 昨天听了讲座。我还差几分？ — what was done is reported, and what is asked at its end is answered. */
function reportAndQuestion(whole: string, context: Context): readonly Intent[] | undefined {
  const text = whole.replace(/[,，。;!！ ]*(?:谢谢|多谢|麻烦了?|辛苦了?)[^,，。]{0,3}$/, '');
  const cut = Math.max(
    ...[',', '，', '。', ';', '；', '!', '！', '\n'].map((mark) => text.lastIndexOf(mark, text.length - 3)),
  );
  if (cut < 6 || isWhatIf(text)) return undefined;
  const [told, asked] = [text.slice(0, cut), text.slice(cut + 1).trim()];
  const isOwnSentence = /[。;；!！\n]/.test(text.charAt(cut));
  const what = progressOf(asked);
  if (what === 'unit' || what === 'requests' || what === 'profile') return undefined;
  if (
    what === undefined &&
    !(isOwnSentence && isQuestion(asked) && /学分|几分|多少分|规定|最多|公需|截止|年度/.test(asked))
  )
    return undefined;
  if (isQuestion(told) || progressOf(told) !== undefined || isCorrection(told) || requestOf(told, context.day))
    return undefined;
  const activities = extract(told, { day: context.day });
  if (!activities.some((a) => (a.fields.date ?? a.fields.from) !== undefined)) return undefined;
  if (!tellsOfDone(told, activities) || (what !== undefined && progressOf(text) === undefined)) return undefined;
  const [first, second] = [understand(told, context), understand(asked, { ...context, awaiting: null })];
  return first.some(({ is }) => is === 'report') && second.every(({ is }) => is === 'progress' || is === 'ask')
    ? [...first, ...second]
    : undefined;
}

/** 昨天听了院里讲座，能记吗: a report that ends in a question about itself. */
function tellsOfDone(text: string, activities: readonly Extracted[]): boolean {
  if (activities.length === 0) return false;
  if (/最多|最少|上限|规定|怎么(?!样)|什么|哪些|一年|每年|要求|标准/.test(text)) return false;
  const dated = activities.some((a) => (a.fields.date ?? a.fields.from) !== undefined);
  return dated && /(?:了|过|去|参加|听|讲|完)/.test(text) && !isWhatIf(text);
}
