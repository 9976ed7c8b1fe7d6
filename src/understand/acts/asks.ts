/** Questions and wishes: is a text a policy question, a question about one's own year, a plan, a request? Pure. */

import { parseNumber } from '../../chinese/numbers.ts';
import type { Day, FieldValue, ProgressWhat, RequestKind } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';
import { exemptionIn } from './exemption.ts';

const QUESTION =
  /[?？]|(?:吗|么|呢|吧)[?？!！。.~ ]*$|几分|几个?学分|多少|怎么|怎样|如何|什么|哪些|哪里|哪儿|哪个|哪几|几号|几月|(?<![那这前头好了过])几天|能不能|可不可以|能否|可否|是否|是不是|算不算|有没有(?=[^,，。]{0,6}(?:规定|要求|上限|限制))|要不要|该不该|行不行|最多|最少|最低|上限|封顶|还是(?:给|算)?[\d一二两三四五六七八九十]|对不对|行不|咋(?:算|办|弄|给|样|回事|整|搞|补|修|报|填|交)|(?:要|需要|得)几年|(?:能|可以|有|要|算|用|给)[^,，。]{0,8}不[。.~ ]*$|[去在到上]哪|算[^,，。]{1,8}还是|谁(?:来|去|负责|审|给)|为什么|为啥|啥|多久|多长|请问|想问|问一下|咨询一下|what|how (?:many|much|do)|when (?:is|does)/i;

/** 我22分了还差几分, 村医21分够不够: reckoned from what is said, not from the ledger. */
const SAID_SUM =
  /(?:^|[^差少缺欠补])(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3})个?(?:学)?分(?!钟)[^?？]{0,12}(?:够|达标|还?差(?:几|多少)|还?缺(?:几|多少)|合格|过关|行不行)/u;

/** 我是不是还差25分: looked up, not believed. */
const SAID_GAP =
  /是不是还?[差缺欠]\d|还[差缺欠]\d+(?:\.\d+)?个?(?:学)?分[^,，。]{0,2}(?:吗|对吧|是吧|对不对|没错|[?？])/u;

/** Does a text ask something? */
export const isQuestion = (text: string): boolean => SAID_SUM.test(text) || QUESTION.test(text.replace(FORGOTTEN, ' '));
/** 具体多久忘了: what somebody does not know is no question. */
const FORGOTTEN = /[^,，。;!?？]{0,10}(?:忘了|忘记了?|不记得|记不(?:太|大)?清|没印象|说不(?:准|好|清))(?!吗|么|[?？])/g;

const IF =
  /假如|假设|如果|要是|若是|倘若|比如我|万一|打算|准备去|准备参加|想去|计划去|将来|的话|下(?:个月|周|星期)(?:去|要|准备|参加)/;
const WORTH =
  /几分|多少|几个?学分|能(?:有|得|拿|算|计|给|加)|会有|可以(?:有|得|拿|算)|够|算(?:几|多少|不算|吗)|有学分|给学分|加分|值/;
/** 假如我讲一次课能有几分: something planned, with a question about its worth. */
export const isWhatIf = (text: string): boolean =>
  /^(?:假如|假设|要是)/.test(text) || (IF.test(text) && (WORTH.test(text) || isQuestion(text)));

/** 补学批下来了吗: how a request of one's own stands. */
const REQUEST_STATE =
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
  /谁(?:们)?(?:还|都)?(?:没|未|不)(?:有)?(?:达标|完成|学?够|修?满|合格|学完)|(?:哪些|哪几|多少|几)个?(?:人|同事|员工)[^,，。]{0,4}(?:没|未|不)(?:有)?(?:达标|完成|够|修?满|合格)|(?:本周|这周|上周|本月|全科|全院|科室|科里|单位|我们科)(?:的)?(?:人员?)?(?:学分)?(?:汇总|统计|周报|达标(?:情况|率)|完成情况|学分情况)|^(?:看一?下|查一?下|发一?下)?(?:汇总|周报|达标率|管理(?:页面|后台)?|(?:有)?(?:几|多少)条?待审核(?:的)?|待审核(?:的)?(?:列表|名单|记录|有哪些|有几条|有多少)?)[?？。.!！ ]*$/;

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

const WISH = '(?:申请|想|要|需要|办理?|提交|交|报|帮我|给我|登记)';
const REQUESTS: readonly (readonly [RegExp, RequestKind])[] = [
  [
    new RegExp(
      `${WISH}[^。\\n?？]{0,16}补学|补学申请|补学[^。\\n?？]{0,10}(?:帮|给|替)我(?:申请|办|弄)|申请[^。\\n]{0,10}明年(?:再)?补|(?:想|要|打算|准备|希望|能)(?:放到?|挪到|到|等)?明年(?:再)?补(?![考办发签])`,
    ),
    'makeup',
  ],
  [new RegExp(`${WISH}[^。\\n?？]{0,12}补验|补验申请|^(?:我)?补验(?:一下)?[^。?？]{0,4}\\d{2}`), 'reverify'],
  [new RegExp(`${WISH}[^。\\n?？]{0,12}免修|免修申请`), 'exemption'],
  [
    /^(?:我)?(?:要|想|想要|申请|办理?|需要)?(?:办理?|申请)?(?:(?:更正|更改|变更|修改|改)(?:一?下)?职称(?:信息)?|职称(?:信息)?(?:更正|更改|变更)(?:申请)?)[。!！~ ]*$|(?:电子证|证件|证)上?(?:的|我的)?职称(?:信息)?[^,，。?？]{0,4}(?:不(?:一致|对|符|吻合)|错|写错)|(?:学分证|证书|合格证)[^。\n?？]{0,12}职称[^。\n?？]{0,12}(?:不(?:一致|对|符|吻合)|错|改|更)|(?:更改|更正|修改|变更|改)[^。\n?？]{0,10}(?:学分证|证书|合格证)[^。\n?？]{0,8}职称|职称信息[^。\n?？]{0,10}(?:不(?:一致|对|符|吻合)|错|更|改)|(?:申请|办理)[^。\n]{0,6}(?:更改|更正|变更)职称/,
    'title-correction',
  ],
  [
    /(?:提交|交|报|写|申报|递交|上报)[^。\n?？]{0,8}自学[^。\n?？]{0,8}(?:进度|中期|报告|总结)|自学(?:中期|进度|进展)(?:报告)?|^(?:我)?(?:要|想|来)?(?:提交|交|报|写|上报)(?:一?下|一份|个)?(?:年中|中期)?进度报告/,
    'self-study-report',
  ],
  [
    /(?:提交|交|报|写|申报|递交|上报|申请|制定)[^。\n?？]{0,8}自学(?:的)?计划|自学计划(?:提交|申报|报一?下)/,
    'self-study-plan',
  ],
];

/** 我要申请, 能就帮我申请: a wish that stands beside the words for what. */
const WISH_BESIDE =
  /(?:^|[?？,，。;！! ])(?:那|能(?:的话)?|可以(?:的话)?|行(?:的话)?|要是能|如果能|符合(?:的话)?)?[,，]?(?:就|我|请|麻烦|现在|也){0,3}(?:要|想|打算)?(?:帮我|给我|替我)?(?:申请|办理?|提交|报)(?:一?下|一个|一份|上)?(?:吧|了|呗|哈)?[。!！~ ]*$/;
const NOUNS: readonly (readonly [RegExp, RequestKind])[] = [
  [/补学/, 'makeup'],
  [/补验/, 'reverify'],
  [/免修/, 'exemption'],
];

/** A wish to apply for something, with what the words already say about it. */
export function requestOf(
  text: string,
  day: Day,
): { kind: RequestKind; year?: number; fields: { [field: string]: FieldValue }; short?: boolean } | undefined {
  const bare = /^(补学|免修|补验)(?:申请)?[。!！ ]*$/.exec(text)?.[1];
  const beside = WISH_BESIDE.test(text) ? NOUNS.find(([pattern]) => pattern.test(text))?.[1] : undefined;
  const kind = beside ?? REQUESTS.find(([pattern]) => pattern.test(bare ? `申请${bare}` : text))?.[1];
  if (!kind) return undefined;
  const isWish =
    beside !== undefined || /能(?:不能)?(?:给|帮|替)我|麻烦|(?:帮|给|替)我(?:申请|办|提交|弄|报)/.test(text);
  if (!isWish && isQuestion(text.replace(/没[。!！ ]*$/, '吗')) && REQUEST_STATE.test(text)) return undefined;
  if (
    !isWish &&
    isQuestion(text) &&
    /怎么(?!办)|如何|怎样|什么|流程|可不可以|能不能|能否|是否|吗|几|多少|谁|哪/.test(text)
  )
    return undefined;
  if (/(?:交|报|提交)(?:过|了)自学计划|计划(?:已|都)/.test(text) && kind === 'self-study-plan') return undefined;
  const fields: { [field: string]: FieldValue } = {};
  const reason =
    kind === 'exemption' ? exemptionIn(text) : (reasonIn(text) ?? (kind === 'makeup' ? besideWish(text) : undefined));
  const content = kind === 'self-study-report' || kind === 'self-study-plan' ? besideWish(text) : undefined;
  if (content) fields.content = content;
  if (reason) fields.reason = reason;
  const span = findDates(text, day).found.find((w) => w.kind === 'range');
  if (span) Object.assign(fields, { from: span.from, to: span.to });
  if (kind === 'title-correction') {
    const told = TITLE_TOLD.exec(text)?.[0];
    if (told) fields.title = told;
    const of = CERTIFICATE_YEAR.exec(told ? text.replace(told, ' ') : text)?.[1];
    return { kind, ...(of ? { year: Number(of) } : {}), fields };
  }
  const isShort = kind === 'exemption' && /进修|援/.test(text) && monthsIn(text) < 6;
  if (isShort) delete fields.reason;
  // The days of a study are not the year that is asked for; that is the last in which they lie.
  const ofStay =
    kind === 'exemption' && span ? Math.min(Number(span.to.slice(0, 4)), Number(day.slice(0, 4))) : undefined;
  const year = ofStay ?? requestYear(text, day, kind);
  return { kind, ...(year !== undefined ? { year } : {}), fields, ...(isShort ? { short: true } : {}) };
}

/** 2020年9月升了中级, in what a corrected title is asked for with. */
const TITLE_TOLD =
  /(?:20\d\d|\d\d)年(?:\d{1,2}月)?(?:\d{1,2}[日号])?[^,，。;\d]{0,8}(?:升|取得|评|聘|晋|拿到|考)[^,，。;\d]{0,6}(?:[医护药技]师|[医药技]士|主治|主管|[中高初]级|[副正]高|主任)[^,，。;]{0,4}/;
const CERTIFICATE_YEAR = /(20\d\d)(?:年度?)?/;

/** 进修3个月 → 3; far more where no months are told. */
function monthsIn(text: string): number {
  if (/半年|一年|两年|年半/.test(text)) return 99;
  const n = /([\d.]+|[一二两三四五六七八九十]{1,2})个?月(?![\d份初中底])/.exec(text);
  const from = n?.[1];
  return from !== undefined && (/个月/.test(n?.[0] ?? '') || /[一二两三四五六七八九十]/.test(from))
    ? (parseNumber(from) ?? 99)
    : 99;
}

/** What is told beside the wish itself: 我想申请补学，今年摔断腿歇了大半年. Undefined where only the wish is said. */
function besideWish(text: string): string | undefined {
  const parts = text
    .split(/[,，。;；!！\n]/)
    .map((part) => part.trim())
    .filter((part) => part.length >= 4 && !/申请|补学|自学|提交|报告|帮我|给我|替我|[?？]|怎么|吗$/.test(part));
  const told = parts.filter((part) => /了|过|没|不能|在|看|学|做|练|写|准备|打算|每[天周月]/.test(part));
  return told.length > 0 ? parts.join('，').slice(0, 200) : undefined;
}

/** The missed year of a makeup is the one in which the reason lies: 今年…明年补. */
function requestYear(text: string, day: Day, kind: RequestKind): number | undefined {
  const clean = text.replace(/(?:明年|次年|下一?年度?)[^,，。]{0,8}(?:补|再)|补[^,，。]{0,4}明年/g, ' ');
  const year = yearIn(clean, day);
  return year ?? (kind === 'makeup' && /明年/.test(text) ? Number(day.slice(0, 4)) : undefined);
}

const REASON =
  /(?:大?病|重病|住院|手术|骨折|车祸|意外|受伤|生孩子|怀孕|产假|疫情|隔离|援[疆藏青外]|支援|下乡|驻村|出国|地震|洪水|台风|封控|家里|长期|请假|休养|休病假|病假|化疗|外派|借调|工伤|没上班|无法到岗|不在岗|特殊情况|特殊原因|不可抗力|没来得及|系统)/;

/** The part of a text that tells why. */
export function reasonIn(text: string): string | undefined {
  const because = /因为?([^,，。;]{2,40})/.exec(text)?.[1];
  if (because && REASON.test(because)) return because.slice(0, 60);
  const parts = text.split(/[,，。;；\n]/).filter((part) => REASON.test(part) && !/申请|补学(?!.{0,4}因)/.test(part));
  return parts.length > 0 ? parts.join('，').slice(0, 60) : undefined;
}
