/** Every sentence that a conversation says. Short, polite, one thing at a time; no code, no English word. */

import { fieldName } from '../../catalogue/index.ts';
import { showPlainDay } from '../../chinese/index.ts';
import { shown } from '../../decimal.ts';
import type { Day, FieldValue, FileFact, Refusal, SmallTalk } from '../../types/index.ts';
import { typeName, valueName } from './ask.ts';

export { ask, typeName, valueName } from './ask.ts';

export const HELP = [
  '我可以帮您：',
  '· 登记学分：直接说，比如“上周三参加省级继教项目，听课 9 小时”',
  '· 查学分：“还差几分”“明细”“什么时候截止”',
  '· 问政策：“内部培训一年最多几分”',
  '· 假设一下：“要是我讲一次课能有几分”',
  '· 办申请：“申请补学”“撤回上一条”',
  '说错了随时改，比如“不是 3 小时是 6 小时”。',
].join('\n');

const GREETING = '您好，我是学分助手。参加了什么活动直接告诉我就行，也可以问“还差几分”。';
export const SMALL: { readonly [kind in SmallTalk]: string } = {
  greeting: GREETING,
  thanks: '不客气，有活动随时告诉我。',
  bye: '好的，再见，有需要随时找我。',
  ok: '好的。有活动要登记，或想查学分，直接说就行。',
  praise: '谢谢夸奖，继续为您服务。',
  identity: '我是学分助手，是个程序，不是真人。想找人的话发“转人工”。',
  retired: '辛苦您了。退休以后还要不要学分，请问一下单位科教科。',
  pregnant: '恭喜您。要休产假的话，日子定了告诉我从哪天到哪天就行。',
  leaving: '好的。学分记录都还在，换了单位告诉我一声就行。',
  'leave-kept':
    '产假已经记在您的资料里，我这里撤不掉，请联系单位科教科。只是日子不对的话，再说一遍从哪天休到哪天就行。',
  another: '下面这一项还没登记完。要报别的，直接说是什么活动就行。',
  worth: '能记几分写在登记卡上，信息齐了就能看到。',
  'may-ask': '请说，想问什么？比如“内部培训一年最多几分”。',
  tired: '辛苦了，忙完好好歇一歇。学分的事随时找我。',
  complaint: '抱歉让您费心了。您可以换个简单的说法，或者发“转人工”找单位的老师。',
};

/** The same while something stands open and is asked again after it. What is not here is said whole. */
export const SMALL_SHORT: { readonly [kind in SmallTalk]?: string } = {
  greeting: '您好',
  thanks: '不客气',
  bye: '好的',
  praise: '谢谢夸奖',
  tired: '辛苦了',
  complaint: '抱歉让您费心了',
};

export const UNCLEAR = '没太听明白。您是想登记活动、查学分，还是问政策？发“帮助”可以看我能做什么。';
export const GUESSED = (question: string): string => `我理解您想问：${question}`;
export const UNCLEAR_ANSWER = '这个回答我没看懂。';
/** Beside a question that was not answered: the ways out of it. */
export const WAYS_OUT = '想不起来回“不清楚”，不报了回“取消”。';
export const NOTHING_OPEN = '现在没有待确认的内容。';
export const NOTHING_TO_CANCEL = '现在没有正在填的内容，什么也没有记。';
export const CANCELLED = '好的，不登记了，什么也没有记下。';
export const CANCELLED_ONE = (name: string): string => `好的，“${name}”这一项不报了。`;
export const CANCELLED_REQUEST = '好的，申请没有提交。';
export const RESTARTED = '好的，刚才填的都清掉了。';
export const TELL_ANEW = '您重新说一遍是什么活动？';
export const RESUMED = '好的，接着上次的来。';
export const NOTHING_TO_RESUME = '没有放起来的登记，您直接说活动就行。';
export const OLD_CARD = '这张卡片已经不是最新的了，以下面这张为准。';
export const CHECK_FIRST = '请先看看下面这张卡片，没问题再确认。';
export const STILL_OPEN = '还差一点信息，补上就能确认。';
export const WHAT_IS_WRONG = '哪里不对？直接说正确的就行，比如“是主讲”“日期是 11 月 3 号”。';
export const NUDGE = '刚才的登记还没完成，要继续吗？不报了就说“取消”。';
export const NUDGE_REQUEST = '刚才的申请还没提交，要继续吗？不办了就说“取消”。';
export const HEARD = (listed: string): string => `${listed}先记着了。`;
export const HEARD_TOO = (listed: string): string => `${listed}也记着了。`;
export const AHEAD = '还没参加的先不登记，结束后再来告诉我就行。';
export const APART = '好的，算两次。';
export const OPEN_ALREADY = '这一项已经在填了，看看下面对不对。';
export const SHELVED = '这份登记三天没动了，我先替您放起来，什么也没有记。想接着报就说“继续”。';
export const MANY = (n: number): string => `一次最多登记 ${n} 项，多出来的请过会儿再报。`;

export const HOSTILE: { readonly [kind in Refusal]: string } = {
  injection: '这个我做不到。学分只能按实际参加的活动、照规定计算，并由您本人确认。',
  forge: '学分不能直接写，只能按实际参加的活动来算。您参加了什么活动，告诉我就行。',
  'too-long': '这条太长了，请用一两句话告诉我：哪天、什么活动、多长时间。',
};

export const CHANGED = (field: string, was: FieldValue | undefined, to: FieldValue): string =>
  was === undefined || was === ''
    ? `${fieldName(field)}：${valueName(field, to)}`
    : `已改：${fieldName(field)} ${valueName(field, was)} → ${valueName(field, to)}`;
export const CHANGED_TYPE = (was: string | undefined, to: string): string =>
  was ? `已改：${typeName(was)} → ${typeName(to)}` : `好的，按${typeName(to)}登记`;

export const FUTURE = (day: Day): string => `${showPlainDay(day)}还没到，活动结束后才能登记。`;
export const FUTURE_MAYBE_LAST = (day: Day, last: Day): string =>
  `${showPlainDay(day)}还没到，您说的是${showPlainDay(last)}吗？`;
export const COME_BACK = (day: Day): string => `${showPlainDay(day)}还没到，先不登记。活动结束后再来告诉我就行。`;
export const IMPOSSIBLE = (words: string): string => `日历上没有“${words}”这一天，请再看一下。`;
export const CLASH = (said: readonly [string, string], days: readonly [Day, Day]): string =>
  `“${said[0]}”和“${said[1]}”对不上，是${showPlainDay(days[0])}还是${showPlainDay(days[1])}？`;
export const TAKEN_FOR = (province: string, was: string, now: string): string =>
  `${province}没有单独的“${typeName(was)}”，先按“${typeName(now)}”登记；不是的话，直接说是什么活动。`;
export const VAGUE_DATE = '大概是几月几号？说个月份也行。';
export const WHICH_DAY = (label: string, week: boolean): string =>
  `${label}${week ? '的哪一天' : '几号'}？不记得就说“${label}”。`;
export const STAY_DAYS = (name: string, vague: boolean): string =>
  vague ? `${name}大概从几月几号到几月几号？说月份也行。` : `${name}从哪天开始、到哪天结束？`;
export const WHICH_MONTH = '大概是几月？想不起来就再回一次“不清楚”。';
export const OVER_DAY = (hours: number): string =>
  `一天最多 24 小时，${shown(hours)} 小时好像不对，请再核对一下；连着几天的，请说从哪天到哪天。`;
export const TO_BEFORE_FROM = '结束日期在开始日期前面，请再说一下起止日期。';
export const NOT_A_NUMBER = '这个数好像不对，请再说一下。';
export const BELOW_ZERO = (amount: string): string => `“${amount}”是负数，登记不了，请再说一下。`;
export const TOO_MUCH = (amount: string): string => `“${amount}”太多了，好像不对，请再核对一下。`;
export const HALF_DAY = (about = '半天'): string => `“${about}”大概是几小时？`;

export const PROVINCE_UNKNOWN = (names: readonly string[]): string =>
  `这个我还算不了，我现在能算的是：${names.join('、')}。`;
export const MUST_BIND =
  '我还不认识您。请先绑定身份：发“绑定 工号 绑定码”。绑定码请向单位管理员要，或在您已绑定的聊天里发“绑定”。';

export const FILE_KEPT = (name: string): string => `收到“${name}”。`;
export const FILE_TELL = '这是什么活动的材料？说一下哪天、什么活动，我一起登记。';
export const FILE_ON_DRAFT = (named: string): string => `已放到“${named}”里。`;
export const FILE_ON_RECORD = (named: string): string => `已放到刚登记的“${named}”里。`;
export const FILE_ON_RETURNED = (named: string): string =>
  `上次退回的“${named}”已补上这份材料，确认后重新提交；不是这一项的，请回“取消”，再说是什么活动。`;
export const FILE_ON_REQUEST = '已放到申请里。';
export const PROOF_SENT = '已附材料';
export const FILE_AGAIN = '这份材料已经收过了，不用再发。';
export const FILE_ELSEWHERE = (named: string): string => `这份材料已经在“${named}”里了。`;
export const FILE_WHICH = (left: number): string =>
  left > 1 ? `还有 ${left} 份材料没放，先发的那份是哪一项的？都是同一项的话说“都是第一项的”。` : '这份材料是哪一项的？';
/** A paper taken off again. */
export const FILE_OFF = (n: number): string => `好的，${n > 1 ? `${n} 份` : '这份'}材料拿掉了，对的可以再发一次。`;
export const FILE_OFF_WHICH = '要拿掉哪一项的材料？比如说“第一项的证书删掉”。';
export const FILE_REFUSED: { readonly [why in NonNullable<FileFact['refused']>]: string } = {
  'too-big': '文件太大了，请压缩或拍清楚一张再发。',
  'wrong-type': '这种文件收不了，请发图片、PDF 或 Word（docx）。',
  infected: '这个文件没有通过安全检查，没有保存。请换一份再发。',
  unscanned: '现在做不了安全检查，文件没有保存，请过一会儿再发。',
  empty: '文件是空的，请重新发一次。',
};

export const WITHDRAWN = (named: string): string => `已撤回“${named}”。`;
export const WITHDRAW_SURE = (named: string): string => `要撤回“${named}”吗？`;
export const WITHDRAW_WHICH = '要撤回哪一条？';
export const AMEND_WHICH = '要改哪一条？';
export const NOTHING_RECORDED = '您还没有登记过活动。';
export const NO_SUCH = '没有找到这一条，发“明细”可以看全部记录。';
export const APPROVED_ALREADY = (named: string): string =>
  `“${named}”单位已经审核通过，不能自己撤回，请联系单位管理员。`;
export const APPROVED_FIXED = (named: string): string => `“${named}”单位已经审核通过，不能自己修改，请联系单位管理员。`;
export const KEPT = '好的，保留，没有撤回。';

export const HUMAN = (contact: { readonly name: string; readonly phone?: string } | undefined): string =>
  contact
    ? `已经转告${contact.name}${contact.phone ? `（${contact.phone}）` : ''}，会尽快联系您。`
    : '已经记下，会转告单位的继续教育管理员。着急的话请直接联系单位科教科。';
export const IN_PRIVATE = '涉及个人学分，我私聊您了。';

export const DUPLICATE = (named: string): string => `您已经登记过一样的：${named}。如果是同一次，就不用再报了。`;
export const DUPLICATE_CERTIFICATE = (number: string): string => `证书编号 ${number} 已经登记过了。`;
export const CERTIFICATE_TAKEN = (number: string): string => `证书编号 ${number} 已被别人登记，请核对编号。`;

/** A question about one of several. */
export const OF = (named: string | undefined, question: string): string => (named ? `${named}：${question}` : question);
/** A question about something that has no name yet, by the person's own words. */
export const OF_WORDS = (said: string, question: string): string => `“${said}”${question}`;
/** One of several that are called the same. */
export const NTH_ITEM = (n: number, name: string): string => `第 ${n} 项${name}`;
export const CONFIRM_ONE = '请核对，没问题就确认。';
export const CONFIRM_MANY = (n: number): string => `一共 ${n} 项，请核对，没问题就确认。`;

export const PROFILE_SAVED = (what: string): string => `好的，已记下：${what}。`;
export const PROFILE_UNKNOWN = '好的，先不填，以后想起来随时告诉我。';
export const LEAVE_LATER = '好的，等产假开始了，再告诉我从哪天到哪天。现在什么也没有改。';
export const LEAVE_DAYS = '产假从哪天开始、到哪天结束？';
export const LEAVE_TO = '产假到哪天结束？';
export const LEAVE_SURE = '请核对产假的日期，没问题就确认。';
export const LEAVE_NOT = '好的，没有改。';
export const UNIT_NOT_YOURS = '全员的情况只有单位管理员能看。您自己的可以问“还差几分”或“明细”。';
export const UNIT_IN_PRIVATE = '单位的情况请私聊我。';
export const UNIT_PAGE = '完整名单和审核在网页的管理页面（/manager）。';
export const MET = (name: string): string => `${name}您好。`;
export const WHICH_RANK = (profession: string | undefined): string =>
  `${profession ? `好的，${profession}专业。` : ''}职称还要分级别，选一下就行。`;

export const TYPE_HELP = '说不准也没关系，讲讲是谁办的、学了什么、听课还是操作，我来对一下。';
export const TYPE_LATER = '那这一项先不登记，问清楚是哪一类再来告诉我就行；也可以发“转人工”找单位的老师。';
export const CARD_DONE = '这张卡片已经处理过了，没有待确认的内容。';
export const NOT_CHANGED = '好的，原来的登记保持不变。';
export const ALL_RIGHT = '好的。';
export const REQUEST_SHELVED = '这份申请三天没动了，先不提交。还要的话重新说一声。';
export const WANTS_HUMAN = '想和您说句话。';
export const FROM_PICTURE = '图片上读到的先填上了，请仔细核对。';
