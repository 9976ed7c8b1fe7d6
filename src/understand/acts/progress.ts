import type { Day, ProgressWhat } from '../../types/index.ts';
import { SAID_GAP, SAID_SUM } from './asks.ts';

/** 补学批下来了吗: how a request of one's own stands. */
export const REQUEST_STATE =
  /申请[^,，。]{0,8}(?:到哪|怎么样|进度|状态|结果|(?:批|通过|同意|核实|报备)(?:准|下来|过)?(?:了)?(?=吗|没|么|[?？]|$)|通过了|审)|我的申请|(?:补学|免修|补验|自学计划|职称(?:信息)?(?:更正|更改|变更))[^,，。]{0,6}(?:(?:批|通过|同意|核实|报备|办)(?:准|下来|过|好|完|成)?(?:了)?(?=吗|没|么|[?？])|到哪|进度|怎么样了|结果)/;

const PROGRESS: readonly (readonly [RegExp, ProgressWhat])[] = [
  [
    /how many (?:more )?(?:credits|points)[^.]{0,30}(?:need|left|short|miss|lack)|credits? (?:left|short|remaining)|how far .{0,20}(?:credit|requirement)/i,
    'short',
  ],
  [/(?:show|list|see) (?:me )?my (?:credits|records)|my (?:credits|records)/i, 'ledger'],
  [/deadline/i, 'deadline'],
  [/(?:am i|is it|do i have) (?:done|enough|compliant)/i, 'enough'],
  [REQUEST_STATE, 'requests'],
  [
    /怎么(?:补|凑|拿|攒|修|完成)[^,，。]{0,8}(?:最快|快|够|满|齐|分|简单|容易|省事|省力|省时间|轻松|划算)|最快(?:的)?[^,，。]{0,8}(?:补|凑|拿|修|办法|方法|方式)|(?:差|缺)的[^,，。]{0,6}怎么(?:补|办|凑|修)|(?:建议|推荐)(?:我)?[^,，。]{0,8}(?:补|修|凑|怎么)|怎样(?:补|凑|拿)[^,，。]{0,8}(?:最快|够|满|齐)|还差的怎么/,
    'plan',
  ],
  [
    /还(?:差|缺|欠)(?:好|不|老|挺)?(?:多|些|少|一些|一点|点)(?:个)?(?:学分|分|学时)|还(?:差|缺|少|欠|需要?|要)(?:修|拿|补|学|完成)?(?:我)?[^,，。]{0,6}(?:几|多少)|差(?:几|多少)[^,，。]{0,4}(?:分|学时)|缺(?:几|多少)|(?:几|多少)分(?:才|就)?(?:够|达标|合格)|缺口|我(?:一共|总共|今年|每年|到底)?(?:还)?(?:要|需要?|应该?|得|必须)(?:完成|修满?|拿到?|学|修够)?(?:多少|几)(?:个)?学?分|还剩(?:几|多少)分|离[^,，。]{0,6}(?:达标|合格|要求|25|够)[^,，。]{0,6}(?:多远|多少|差|几)|还差(?:不差)?(?:吗|么|没)?[?？。 ]*$/,
    'short',
  ],
  [
    /(?:够|满|齐|达标|合格|完成|达到)(?:了)?(?:吗|没有?|么|不够|没)|够不够|够没够|达标不|达不达标|够(?:不)?(?:了)?[?？]|算(?:是)?达标|是否(?:达标|合格|够)/,
    'enough',
  ],
  [
    /(?:有|报|登记|记)(?:过|了)?(?:些?什么|哪些|几[条个项次]|多少[条个项次])(?:[^,，。]{0,4})(?:记录|登记)|有(?:什么|哪些)(?:登记|记录|申报)|^(?:请|麻烦|能不能|可以)?(?:帮我|给我|我想|我要|想)?(?:查|看)(?:一?下|一?看|查|询)?(?:一?下)?我?(?:今年|去年|前年|上一?年度?|本年度?|20\d\d年?|\d\d年)度?的?(?:情况|学分|记录|登记|继教)*[吗吧呢呗。!！?？ ]*$/,
    'ledger',
  ],
  [
    /明细|(?:我|今年|本年度)(?:的)?(?:学分|申报|上报|登记|填报)?(?:记录|登记记录|台账|清单|列表)|(?:登记|报|记|申报|提交)(?:过|了)(?:哪些|什么|几[条个项]|多少)|(?:查|看)(?:一下|下|看|询)?(?:我)?(?:的)?(?:今年的?)?(?:学分|记录|明细)|(?:我)?(?:现在|目前|已经|今年|一共|总共)[^,，。]{0,6}(?:有|拿|修|得)(?:了|到)?(?:几|多少)(?:个)?学?分|我(?:有|得了?|拿了?|修了?)(?:几|多少)(?:个)?学?分|学分(?:多少|几|有多少)了?|多少分了|^我?(?:现在|目前|今年)(?:是|一共)?(?:多少|几)(?:个)?学?分|^(?:我的)?学分(?:进度|统计|汇总)|我(?:现在|目前|已经)?有(?:多少|几)(?:个)?(?:学?分)?了|我的?学分(?:$|情况|咋样|怎么样|呢|[,，。?？ ])|我的学分|学分情况/,
    'ledger',
  ],
  [
    /截止|最后(?:期限|日期)|(?<!月的?)最后一天|期限(?:是|到)|(?:什么时候|几号|哪天)(?:之?前)?[^,，。]{0,6}(?:截|修完|完成|修满|结束|到期)|还(?:有|剩)(?:多久|几天|多少天|多长时间)|(?:今年|本)?年度(?:什么时候|几号|哪天)[^,，。]{0,4}(?:结束|截)/,
    'deadline',
  ],
  [
    /我的(?:资料|信息|档案|个人信息)|我的(?:职称|单位)(?:是(?=什么|啥|哪|多少|[?？。 ]*$)|[?？]*$)|(?:查|看)(?:一下|下|看)?我?的?(?:资料|个人信息)/,
    'profile',
  ],
];

const POLICY =
  /规定|政策|文件|办法|条款|文号|标准(?!.{0,4}我)|浙江省?(?!.*我)|山西省?(?!.*我)|云南省?(?!.*我)|福建省?(?!.*我)|补学|补验|免修|公需(?:课|科目)?[^,，。]{0,6}(?:最少|最多|要求|要(?:几|多少))|内部培训|上限|最多|最低|最少|证书|打印|平台|系统|登录|密码|电话|联系|审核|验证|公布/;

/** 谁还没达标, 本周汇总: what a manager asks about the unit. */
const UNIT =
  /谁(?:们)?(?:还|都)?(?:没|未|不)(?:有)?(?:达标|完成|学?够|修?满|合格|学完)|(?:哪些|哪几|多少|几)个?(?:人|同事|员工)[^,，。]{0,4}(?:没|未|不)(?:有)?(?:达标|完成|够|修?满|合格)|(?:本周|这周|上周|本月|全科|全院|科室|科里|单位|我们科)(?:的)?(?:人员?)?(?:学分)?(?:汇总|统计|周报|达标(?:情况|率)|完成情况|学分情况)|^(?:看一?下|查一?下|发一?下)?(?:汇总|周报|达标率|管理(?:页面|后台)?)[?？。.!！ ]*$/;

const ABOUT_PEOPLE =
  /(?:休|请|在|刚|没|新)[^,，。?？]{1,8}的(?:人员?|职工|同事|护士|医生|医师|人)?(?=今年|当年|一年|每年|要|需)|(?:期间|阶段|的人员?|的职工)[^,，。?？]{0,4}(?:今年|当年|一年|每年)?(?:要|需要)(?:修|完成|拿)?(?:多少|几)/;

/** 我规培呢，今年学分要求多少 */
const OWN_REQUIREMENT =
  /我[^?？]{0,14}(?:今年|本年度?|这一?年)[^,，。?？]{0,4}(?:学分)?(?:的)?(?:要求|需要|需|要)(?:是|修|拿)?(?:多少|几)(?:个)?(?:学?分)?[?？。呢啊 ]*$/;

/** Which question about one's own year a text asks, if it is one. */
export function progressOf(text: string): ProgressWhat | undefined {
  if (SAID_SUM.test(text)) return undefined;
  if (SAID_GAP.test(text)) return 'short';
  if (UNIT.test(text) && !/后果|影响|处理|怎么[样办]|会不会|规定|要求/.test(text)) return 'unit';
  // 休产假的人今年要多少分 is asked about people, not about oneself.
  if (ABOUT_PEOPLE.test(text) && !/我|自己/.test(text)) return undefined;
  if (OWN_REQUIREMENT.test(text)) return 'short';
  const found = PROGRESS.find(([pattern]) => pattern.test(text));
  if (!found) return undefined;
  if (found[1] === 'requests') return 'requests';
  const own =
    /我|自己|\b(?:I|my|do|am)\b|^(?:请|麻烦|想)?[查看]|还差|还缺|还欠|够了|够不够|达标|明细|截止|怎么补|最快|今年/.test(
      text,
    );
  if (POLICY.test(text) && !/我(?:的)?(?:公需|学分|还)|我还|我今年|还差|还缺|够了|明细/.test(text)) return undefined;
  return own || text.length <= 12 ? found[1] : undefined;
}

/** The year that a question names: 去年, 2025年. */
export function yearIn(text: string, day: Day): number | undefined {
  const digits = /(20\d{2})年?/.exec(text)?.[1];
  if (digits) return Number(digits);
  const short = /(?<!\d)(1[6-9]|2\d)年(?=度|的|学分|那|$|[,，。 ])/.exec(text)?.[1];
  if (short) return 2000 + Number(short);
  const now = Number(day.slice(0, 4));
  const ago = yearsAgo(text);
  return ago === undefined ? undefined : now - ago;
}

/** How many years back a word counts: 今年 0, 上个年度 1. Of credit years where the question is about one's own year. */
export function yearsAgo(text: string): number | undefined {
  if (/前年/.test(text)) return 2;
  if (/去年|上一?个?年度?/.test(text)) return 1;
  return /今年|本年|当年|这一?个?年度/.test(text) ? 0 : undefined;
}
