/**
 * Words into intents, without a model. The order decides: what must not be taken at its word, commands, the answer to
 * what we asked, wishes, questions, corrections, reports. Pure and linear; never throws.
 */

import { normalise } from '../chinese/index.ts';
import type { Context, Extracted, Intent } from '../types/index.ts';
import { isQuestion, isWhatIf } from './acts/asks.ts';
import { buttonNamed } from './acts/button.ts';
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
import { claims, tellsWhatHolds } from './person/beside.ts';
import { aboutChats, readBinding } from './person/binding.ts';
import { holdsIn } from './person/holds.ts';
import { leaveBeforeQuestion, readLeave } from './person/leave.ts';
import { aboutOwnData } from './person/privacy.ts';
import { readStatement } from './person/statement.ts';
import { ASKS, saysOnlyOneself, tellsProvince, tellsTitle } from './person/tells.ts';
import { bareTitle } from './person/title.ts';
import { anchorOf } from './report/anchors.ts';
import { APART, isAnother, oneMore, opensNew, tellsOfAnother, tellsOfMore } from './report/another.ts';
import { extract, HALF_HEARD } from './report/extract.ts';
import { mend } from './slips.ts';
import { others } from './who/read.ts';

/** A message, and what it is said to. */
interface Said {
  /** Normalised, slips mended. */
  readonly text: string;
  readonly context: Context;
  /** The activities that it names; read when first asked for. */
  readonly activities: () => readonly Extracted[];
}

/** Undefined: the words are nothing of this sort. */
type Reader = (said: Said) => readonly Intent[] | undefined;

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
  // A number and a code are nobody's figures, whoever is named beside them.
  const told = readBinding(clean, context);
  if (told?.code !== undefined) return [told];
  const kind = barred ?? guard(asOneself(clean, context));
  if (kind) return [{ is: 'hostile', kind }];

  // 姓名打错了，应该是丁一: the name is the sender's own.
  if (holdsIn(clean, context.day, context.member)?.claim.patch.name !== undefined) return readOwn(clean, context);
  const own = asOneself(clean, context);
  // 我规培结束了: said of oneself and of nobody else, whatever else the words could be.
  const theirs = saysOnlyOneself(clean, context) ? undefined : others(own, context, (words) => readOwn(words, context));
  return theirs ?? readOwn(clean, context);
}

/** What words mean where they are the asker's own. */
function readOwn(text: string, context: Context): readonly Intent[] {
  let found: readonly Extracted[] | undefined;
  const activities = () => (found ??= deniesOnly(text) ? [] : extract(text, { day: context.day }));
  const said: Said = { text, context, activities };
  for (const read of READERS) {
    const intents = read(said);
    if (intents) return intents;
  }
  return [{ is: 'unclear', text: text.slice(0, 200) }];
}

/** The first that answers wins. */
const READERS: readonly Reader[] = [
  aboutChat,
  ({ text }) => aboutOwnData(text),
  beginsAnew,
  ({ text, context }) => feedbackOf(text, context),
  picksChoice,
  ({ text, context }) => buttonNamed(text, context),
  takesLeaveBack,
  ({ text, context }) => tellsWhatHolds(text, context, understand),
  ({ text, context }) => command(text, context),
  ({ text, context }) => requestFix(text, context),
  remarks,
  parts,
  ({ text, context }) => reportAndQuestion(text, context),
  tellsOfLife,
  correctsNamed,
  halvesHours,
  tellsOneMore,
  answersUs,
  wishes,
  takesLeave,
  ({ text, context }) => claims(text, context, understand),
  corrects,
  supposes,
  asksProgress,
  asks,
  followsUp,
  tellsOfOneself,
  ({ text, context }) => tellsProvince(text, context) ?? tellsTitle(text, context),
  addsToDraft,
  reports,
  wantsToReport,
  talksSmall,
  correctsLate,
  reportsAfterAll,
];

/** A chat bound or given up: a number and a code are nothing else, whatever stands open. */
function aboutChat({ text, context }: Said): readonly Intent[] | undefined {
  const chat = aboutChats(text, context) ?? readBinding(text, context);
  return chat && [chat];
}

/** 重来 */
function beginsAnew({ text, context }: Said): readonly Intent[] | undefined {
  const anew = afresh(text);
  return anew === undefined ? undefined : beginAnew(anew, context);
}

/** One of the readings of a question that we offered. */
function picksChoice({ text, context }: Said): readonly Intent[] | undefined {
  const picked = context.pending?.is === 'about' ? aboutChoice(text, context.pending.choices) : undefined;
  if (picked === undefined) return undefined;
  // 中级 names the choice and what the person is.
  const own = context.member?.title === undefined ? bareTitle(text) : undefined;
  return [...(own ? [{ is: 'profile' as const, patch: { title: own } }] : []), { is: 'ask', question: picked }];
}

function takesLeaveBack({ text, context }: Said): readonly Intent[] | undefined {
  return context.member?.maternityLeave && context.pending?.is !== 'leave' && LEAVE_OFF.test(text)
    ? [{ is: 'small-talk', kind: 'leave-kept' }]
    : undefined;
}

/** What is said beside the filling in, or before a question. */
function remarks({ text, context }: Said): readonly Intent[] | undefined {
  const isOpen = context.drafts.length > 0;
  if (isOpen && WORTH.test(text)) return [{ is: 'small-talk', kind: 'worth' }];
  if (MAY_ASK.test(text)) return [{ is: 'small-talk', kind: 'may-ask' }];
  return isOpen && ANOTHER.test(text) ? [{ is: 'small-talk', kind: 'another' }] : undefined;
}

/** 不是同一次, where we thought so; with what is told of the new one. */
function parts({ text, context }: Said): readonly Intent[] | undefined {
  if (context.drafts.length === 0 || !APART.test(text) || isQuestion(text)) return undefined;
  const place = context.drafts.some((d) => d.repeated === true) ? {} : { draft: context.drafts.length + 1 };
  const beside = /\d/.test(text) ? corrections(text.replace(APART, ' '), context) : [];
  const sets = beside.flatMap((i) => (i.is === 'set' && i.field !== 'type' ? [{ ...i, ...place }] : []));
  return [{ is: 'apart' }, ...sets];
}

function tellsOfLife({ text, context: { awaiting } }: Said): readonly Intent[] | undefined {
  const aside = awaiting === 'reason' || awaiting === 'content' ? undefined : lifeTalk(text);
  return aside && [{ is: 'small-talk', kind: aside }];
}

/** A question, and not our answer with a question mark. */
const asksBack = (text: string): boolean =>
  isQuestion(text.replace(/(?:吧|呢|啊|嘛)[。.!~ ]*$/, '')) && !/^(?:是|对|不是|没有)[^?？]{0,6}[?？]?$/.test(text);

/** One of several is named and set right, whatever we asked. */
function correctsNamed({ text, context }: Said): readonly Intent[] | undefined {
  const { awaiting, drafts } = context;
  const isNamed = awaiting === 'confirm' || awaiting === null || (drafts.length > 1 && awaiting !== 'type');
  if (!isNamed || asksBack(text) || !namesOne(text, context)) return undefined;
  return someOf(corrections(text, context));
}

/** 只听了一半, at a card that says how long: the hours are asked for again. */
function halvesHours({ text, context }: Said): readonly Intent[] | undefined {
  const isHalf =
    context.drafts.length === 1 && typeof current(context)?.fields.hours === 'number' && HALF_HEARD.test(text);
  return isHalf && text.length <= 16 && !/\d|小时|学时|钟头/.test(text)
    ? [{ is: 'set', field: 'hours', to: '' }]
    : undefined;
}

function tellsOneMore({ text, context }: Said): readonly Intent[] | undefined {
  const at = current(context);
  const further = at && context.awaiting !== 'type' && !asksBack(text) ? oneMore(text, at, context.day) : undefined;
  return further && [{ is: 'report', activities: [further] }];
}

function answersUs({ text, context }: Said): readonly Intent[] | undefined {
  const { awaiting } = context;
  // Neither a number nor a code, or it would have been heard before.
  if (context.pending?.is === 'bind') return undefined;
  if (awaiting === null || awaiting === 'confirm' || (asksBack(text) && asksPolicy(text, awaiting))) return undefined;
  return answer(text, context, awaiting);
}

function wishes({ text, context }: Said): readonly Intent[] | undefined {
  const request = requestOf(text, context.day);
  return request && [{ is: 'request', ...request }];
}

function takesLeave({ text, context }: Said): readonly Intent[] | undefined {
  const leave = readLeave(text, context.day);
  if (leave && !isQuestion(text)) return [{ is: 'leave', ...leave }];
  const told = leaveBeforeQuestion(text, context.day);
  return told && [{ is: 'leave', ...told }];
}

function corrects({ text, context }: Said): readonly Intent[] | undefined {
  return isCorrection(text) ? someOf(corrections(text, context)) : undefined;
}

function supposes({ text, context }: Said): readonly Intent[] | undefined {
  const activities = isWhatIf(text) ? extract(text, { day: context.day }) : [];
  return activities.length > 0 ? [{ is: 'what-if', activities, question: text }] : undefined;
}

function asksProgress({ text, context }: Said): readonly Intent[] | undefined {
  const what = progressOf(text);
  if (!what) return undefined;
  const told = yearIn(text, context.day);
  const ago = yearsAgo(text);
  // A number is taken as it is; a word is counted in credit years, which begin when the province says.
  const year = ago === undefined || /\d年/.test(text) ? { ...(told !== undefined ? { year: told } : {}) } : { ago };
  const about = /公需/.test(text) && (what === 'short' || what === 'enough') ? { about: 'public' as const } : {};
  return [{ is: 'progress', what, ...year, ...about }];
}

function asks({ text, activities }: Said): readonly Intent[] | undefined {
  return isQuestion(text) && !tellsOfDone(text, activities())
    ? [{ is: 'ask', question: text.slice(0, 300) }]
    : undefined;
}

function followsUp({ text, context }: Said): readonly Intent[] | undefined {
  return context.question !== undefined && !current(context) ? followUp(text, context, context.question) : undefined;
}

function tellsOfOneself({ text, context, activities }: Said): readonly Intent[] | undefined {
  if (ASKS.test(text)) return undefined;
  const isOnlyThat = activities().every((a) => a.type === undefined || a.type === 'training-programme');
  const statement = isOnlyThat ? readStatement(text, context.day) : undefined;
  return statement && [{ is: 'profile', ...statement }];
}

/** While one is being filled in: another one, or what is to be changed in it. */
function addsToDraft({ text, context, activities }: Said): readonly Intent[] | undefined {
  const draft = current(context);
  if (!draft) return undefined;
  const told = activities();
  const isNew = told.filter(
    (one) => opensNew(one, draft, text) || context.drafts.every((open) => isAnother(one, open, text)),
  );
  if (isNew.length > 0 || tellsOfMore(text, told))
    return [{ is: 'report', activities: isNew.length > 0 ? isNew : told }];
  return someOf(corrections(text, context));
}

function reports({ context, activities }: Said): readonly Intent[] | undefined {
  return activities().length > 0 && !current(context) ? [{ is: 'report', activities: activities() }] : undefined;
}

function wantsToReport({ text, context }: Said): readonly Intent[] | undefined {
  return !current(context) && WANTS_TO_REPORT.test(text)
    ? [{ is: 'report', activities: [{ fields: {}, said: '', assumed: [] }] }]
    : undefined;
}

function talksSmall({ text }: Said): readonly Intent[] | undefined {
  const talk = smallTalk(text);
  return talk && [{ is: 'small-talk', kind: talk }];
}

/** What was recorded last is set right in words that are no plain correction. */
function correctsLate({ text, context }: Said): readonly Intent[] | undefined {
  if (!/改|更正|应该|错/.test(text) || (context.last.length === 0 && !current(context))) return undefined;
  return someOf(corrections(text, context));
}

/** Another one beside what is open. An answer that was not understood begins nothing: 在培训期内. */
function reportsAfterAll({ text, context, activities }: Said): readonly Intent[] | undefined {
  const { awaiting } = context;
  const told = activities();
  const isAsked =
    current(context) !== undefined &&
    awaiting !== null &&
    awaiting !== 'type' &&
    (awaiting !== 'confirm' || told.every((a) => a.type === undefined));
  const begins = told.some((a) => (a.fields.date ?? a.fields.from) !== undefined || tellsOfAnother(text, context));
  return told.length > 0 && (!isAsked || begins) ? [{ is: 'report', activities: told }] : undefined;
}

const someOf = (intents: readonly Intent[]): readonly Intent[] | undefined =>
  intents.length > 0 ? intents : undefined;

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
