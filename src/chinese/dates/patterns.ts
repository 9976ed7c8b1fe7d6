/** The patterns of days as people write them; dates.ts makes days of what they find. Each is bounded and linear. */
import { NUM } from '../numbers.ts';

export const CN = '[零〇一二三四五六七八九十廿两]';
export const YEAR_WORD = `(?:(\\d{4}|[12]\\d(?=年)|[二一][零〇九一二三四五六七八]{3})年度?|(今年|去年|前年|上一年|明年|本年度?|当年|后年)的?)`;
export const ABSOLUTE = new RegExp(
  `(?:${YEAR_WORD} ?)?(\\d{1,2}|${CN}{1,3}) ?月(?:份)? ?(?:(\\d{1,2}|${CN}{1,4}) ?[日号曰]|(初(?!级|中)|上旬|中旬|下旬|底|末|中(?![午华国医西心文级南山部大科])|的?最后一天|的?(?:头|第)一天)|(\\d{1,2}|[十廿]${CN}|二?三?十${CN}?)(?![\\d天个小学课分.次场月人%点:多来几号日]))?(?!个)`,
  'g',
);
export const NUMERIC = /(?<![\d.])(20\d{2})([./-])(\d{1,2})\2(\d{1,2})(?!\d|-\d{3})/g;
export const COMPACT = /(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-3]\d)(?!\d)/g;
export const YEAR_MONTH = /(?<![\d.])(20\d{2})[./-](\d{1,2})(?![\d./-])(?=[-~至到]|$|[^\d])/g;
export const SHORT =
  /(?<![\d.月/])(?<!\d年)(\d{1,2})([./-])(\d{1,2})(?![\d%]|[./]\d|个|小时|学(?!完|习|了)|分|h|天|万|千)(?:[日号])?/g;
export const DAY_ONLY = new RegExp(
  `(?<![\\d月.第一二三四五六七八九十])(?:(上上个?月|上个?月|本月|这个?月|当月|下个?月)的?)?(\\d{1,2}|${CN}{1,3})[号](?!楼|线|文|令|病|院(?![里内级])|技|手术|机)`,
  'g',
);
export const MONTH_WORD =
  /(上上个?月|上个?月|本月|这个?月|当月|下个?月)的?(?:月(?=[初底末中]))?((?:\d{1,2}|[一二三四五六七八九十廿]{2,3})(?![\d月号日天个次场分小学年点:.万千篇节课门项多来几人名位])|\d{1,2}日|初|上旬|中旬|下旬|底|末|中(?!午)|最后一天|[头第]一天)?/g;
export const RELATIVE =
  /大大前天|大前天|大前日|前天|前日|前儿个?|前晚|昨天|昨日|咋天|昨晚|昨夜|昨儿个?|今天|今日|今早|今晚|今儿|刚[刚才](?![说报登填写记那这上发的提])|明天|明日|明晚|后天|大后天|(?<=[到至])(?:现在|目前|如今|今(?![年天日早晚儿月]))/g;
export const AGO = new RegExp(`(${NUM})个?(天|日|周|星期|礼拜|月|年)(?:之|以)?前`, 'g');
/** 11月4号、11日、18日: a day of a list, without its month. */
export const LIST_DAY = /(?<=[日号] ?[、和及,，] ?)()(\d{1,2})日/g;
/** 上周, 这个星期: a week of which the day is open. */
export const WEEK_ONLY =
  /(上上个?|上个?|这个?|本)(?:周|星期|礼拜)(?!的?(?:周|星期|礼拜)?[一二三四五六日天末\d]|年|报|会|刊)/g;
export const WEEK =
  /(上上个?|上个?|这个?|本|下个?)?(?:周|星期|礼拜)(?:的(?:周|星期|礼拜))?([一二三四五六日天1-7末])(?:(?:到|至|-|~)(?:周|星期|礼拜)?([一二三四五六日天1-7]))?/g;
export const HOLIDAY =
  /(?:(\d{4})年|(今年|去年|前年))?的?(国庆节?|十一(?=期间|那几天|假期|长假|放假|黄金周)|五一(?:劳动节)?|劳动节|元旦|春节|过年|清明节?|端午节?|中秋节?|护士节|医师节|教师节|妇女节|三八(?:妇女)?节|六一(?:儿童)?节|儿童节|五四(?:青年)?节|圣诞节?)(那几天|期间|假期|长假|黄金周|放假|前后|当天|那天|的?前一天|的?第二天|的?后一天)?/g;
export const HALF_YEAR =
  /(?:(\d{4})年|(今年|去年|前年))?(上半年|下半年|年初|年底|年末|年中|第?[一二三四1-4]季度)|([今去前])年([初底末])/g;
export const YEAR_ONLY =
  /(?<![\d.])(20\d{2})年(?!\d|[ 的]?\d{1,2} ?月|度?[\d一二三四]个|\d{1,2}[./]|[上下]半|第?[一二三四]季)|(今年|去年|前年)(?![\d一二三四五六七八九十年底初末中上下的])/g;
export const ENGLISH_MONTH =
  /\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (20\d{2}))?\b|\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?: (20\d{2}))?\b/gi;
export const ENGLISH_DAY =
  /\b(today|yesterday|the day before yesterday|last (mon|tues|wednes|thurs|fri|satur|sun)day)\b/gi;
export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Between two pieces of one range: 3月5号到8号. */
export const JOIN =
  /^[ ]*(?:日|号)?(?:早上|上午|中午|下午|晚上|晚|那天|当天)?[ ]*(?:到|至|-{1,2}|~|(?:开始|起)?,?(?:进修|学习|培训|脱产|支援|带教|在职读[研博])?(?:了)?(?:一直|直)?(?:到|至))[ ]*$/;
/** What may stand before the second half of a range, without its own month: 3月5-8日. */
export const TAIL = new RegExp(`^ ?(?:到|至|-{1,2}|~) ?(\\d{1,2}|${CN}{1,3})[日号]?(?![\\d:点.月小学分个天])`);
