/** Does a text begin another activity beside the one that is being filled in? Pure. */

import { fieldOf, standTogether } from '../../catalogue/index.ts';
import type { Context, Day, Draft, Extracted } from '../../types/index.ts';
import { isCorrection } from '../answer/correct.ts';
import { findDates } from '../fields/when.ts';
import { type Anchor, anchorOf } from './anchors.ts';
import { extract, fieldsOf } from './extract.ts';

/** A whole report of another kind while a slot is open: 上个月网上学了必修课，拿证了. */
export function tellsOfAnother(text: string, context: Context): boolean {
  if (text.length < 6 || isCorrection(text) || !DONE.test(text)) return false;
  return extract(text, { day: context.day }).some((one) =>
    context.drafts.every((draft) => isAnother(one, draft, text)),
  );
}
const DONE =
  /(?:参加|听|学|讲|上|做|带|发表|写|完成|拿|考|开|当|获|评|去|修)[^,，。;]{0,6}(?:了|过|完|到)|(?:了|过|完)[^,，。;]{0,10}(?:课|项目|讲座|培训|会)|听课|主讲/;

const AGAIN =
  /^(?:对了|哦|噢|嗯|啊)?[,， ]?(?:我)?(?:后来|之后|昨天|前天|今天|(?:上|这)?个?(?:周|星期|礼拜|月)[一二三四五六日天]?|\d{1,2}月\d{1,2}[号日]|\d{1,2}号)?[,， ]?(?:我)?(?:还有|又|另外还?有?|还(?=[听讲参去上带学])|再(?:加|来|有|记|报|登))[^,，。;]{0,8}(?:一|1|两|2|俩|三|3|同样|一样)(?:次|场|节|个|堂|回|期|的)/;

/** 前天也听了3小时, 确认，另外前天也听了 */
const ALSO =
  /^(?:(?:对的?|是的?|好的?|嗯|确认|没错|没问题)[,，。! ]{0,2}){0,3}(?:对了|哦|噢|啊|另外|还有|此外)?[,，:： ]?(?:我)?[^,，。;]{0,10}?(?:我)?也(?:去|又|还)?(?:听|学|参加|上|讲|做|带|修|主讲)(?:了|过|的)?/;

/**
 * 又听了一场, 还有一次: one more of what is being filled in, told without naming it again.
 * @returns the new activity, with what usually stays the same marked as assumed; undefined where the text tells of none
 */
export function oneMore(text: string, draft: Draft, day: Day): Extracted | undefined {
  if (draft.type === undefined || /改|(?<!没)错|不是|应该/.test(text)) return undefined;
  const isAgain = AGAIN.test(text);
  if (!isAgain && !ALSO.test(text)) return undefined;
  const anchor = anchorOf(text);
  if (anchor && !anchor.weak) return undefined;
  const { fields, assumed } = fieldsOf({ text, type: draft.type, dates: findDates(text, day).found, day });
  const [here, there] = [fields.date ?? fields.from, draft.fields.date ?? draft.fields.from];
  // 也 with another day is another one; without a day of its own it tells of the one at hand.
  const isLater = here === undefined && fields.hours !== undefined && /后来|之后|随后|过[了后]?几天/.test(text);
  if (!isAgain && !isLater && (here === undefined || there === undefined || here === there)) return undefined;
  const alike = Object.entries(draft.fields).filter(([field, value]) => fieldOf(field)?.alike && value !== null);
  const kept = Object.fromEntries(alike.filter(([field]) => fields[field] === undefined));
  const note = Object.keys(kept).length > 0 ? [{ is: 'as-before' as const }] : [];
  return { type: draft.type, fields: { ...kept, ...fields }, said: text.slice(0, 120), assumed: [...assumed, ...note] };
}
/** What one more of the same has in common with the one before, unless it is said otherwise. */

/** 我上周听了两次院内课，主讲一次, said at an open card and not as a correction: a report of its own. */
export const tellsOfMore = (text: string, activities: readonly Extracted[]): boolean =>
  activities.length > 1 &&
  !isCorrection(text) &&
  DONE.test(text) &&
  activities.every((one) => one.type !== undefined || (anchorOf(one.said)?.weak ?? true) === false);

/** Named outright as what the draft cannot be, and said as something done. */
export function isAnother(one: Extracted, draft: Draft, text: string): boolean {
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
export const explains = (anchor: Anchor, text: string): boolean =>
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
export function opensNew(activity: Extracted, draft: Draft, text: string): boolean {
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

/** 不是同一次, 没重复: the answer to a warning that something was told already. The days and amounts beside it are read for themselves. */
export const APART =
  /不是(?:同(?:一?)(?:个|次|场|回|拨|批|节|件|条)|一(?:回事|码事|件事|拨))|(?:没有?|不|并没有?)(?:是)?重复(?!.{0,3}(?:吗|登|报了|啊))|(?:是|分)(?:开的?)?(?:两|2)(?:码事|回事)|(?:是|分)(?:两|2|俩)(?:次|场|回|拨)(?:不同|不一样|分开)|(?:这|那|后)(?:是|一次是)(?:另外|另)(?:的)?一(?:次|场|回|拨|节)|(?:两|2|俩)(?:次|场|拨|回)(?:都要|都得|都)(?:报|记|登)/;
