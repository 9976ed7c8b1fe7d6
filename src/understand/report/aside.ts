/** Words that name a time and are no answer, and activities that are still ahead: 明天提醒我, 今晚要去听讲座. Pure. */

import { hourOf } from '../../days.ts';
import type { Day, Extracted, FieldValue, Instant } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';
import { anchorOf } from './anchors.ts';
import { fieldsOf } from './extract.ts';

/** Put off, or asked of us for later. */
const LATER = /提醒|叫我|喊我|通知我|联系我|找我|(?<!不)再(?:说|报|弄|填|来|问|看|回|找|聊|登|记|补充)|有空|没空/;
/** What a day was like, not which day it was. */
const MOOD = /加班|值班|夜班|倒班|休息|下班|开会|[忙累困烦]|睡|吃饭|手术(?!.{0,4}(?:示教|培训|演示))/;
const DOING = /日期|那天|听|讲|参加|办|上课|[去学做完]|结束|开始|发表|见刊|刊|立项|结题|拿|培训|开的/;
const FILLER =
  /上午|下午|晚上|傍晚|早上|早晨|中午|凌晨|夜里|\d{1,2}(?:点|时)半?|应该|好像|大概|大约|可能|左右|其实|具体|[是就在那天个吧嗯哦呢啊呀啦的了我也都,，。.!！~、;； ]/g;

/** May the time that a text names be the day of the activity that is talked about? `asked`: we asked for that day. */
export function namesTheDay(text: string, type: string, day: Day, asked: boolean): boolean {
  const { found } = findDates(text, day);
  if (found.length === 0) return true;
  let left = text;
  for (const w of [...found].reverse()) left = left.slice(0, w.index) + left.slice(w.index + w.length);
  if (anchorOf(left) !== undefined) return true;
  if (LATER.test(left)) return false;
  const isExact = found.some((w) => w.exact);
  if (MOOD.test(left)) return asked && isExact;
  if (asked) return true;
  if (found.every((w) => w.from > day)) return false;
  const rest = left.replace(FILLER, '');
  if (rest.length <= 2 || DOING.test(left)) return true;
  const read = fieldsOf({ text: left, type: type === '' ? undefined : type, dates: [], day });
  return Object.keys(read.fields).length > 0;
}

const DONE = /[了过完]|刚|已经?|参加的|听的|讲的/;
const GOING =
  /(?:[要得]|准备|打算|将|即将|计划|约好|报名)(?:去|来|上|听|讲|参加|开|学|做|给)|待会|等会|一会儿?(?:[要去听讲有]|参加)|等下|马上(?:[要去听讲有]|参加)/;

/** Is an activity of today still ahead? What somebody is going to, or what lies later in the day. */
export function isAhead(one: Extracted, day: Day, at: Instant): boolean {
  const { date, from } = one.fields;
  const told: FieldValue | undefined = date ?? from;
  if ((told !== undefined && told !== day) || DONE.test(one.said)) return false;
  if (/不[要得]|只要|还要|想要|需要/.test(one.said)) return false;
  const hour = hourOf(at);
  if (/今晚|今天?(?:晚上|夜里)|今儿晚/.test(one.said) && hour < 17) return true;
  if (/今天?下午/.test(one.said) && hour < 12) return true;
  return GOING.test(one.said);
}
