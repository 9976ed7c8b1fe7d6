/**
 * Whose each clause of a text is. Every person is one sign in it, so that 替◇报一下, 听了◇的课 and ◇还差几分 can be written
 * as they are said. Pure.
 */

import type { Person } from './people.ts';

/** The signs of persons, by their place in the list. */
const FIRST = 0xe000;
const ONE = '[\\uE000-\\uE0FF]';
const MARKS = /[\uE000-\uE0FF]/gu;
const isSign = (char: string): boolean => char >= '\uE000' && char <= '\uE0FF';
/** One who is likely to have taught what is told of: 李主任, 周教授. */
const TEACHER = 0x80;
const TEACHES_OFTEN = /(?:教授|主任|老师|院长|专家|博士|院士|护士长|导师|科长|主席)$/u;
const signOf = (i: number, said: string): string =>
  String.fromCharCode(FIRST + i + (TEACHES_OFTEN.test(said) ? TEACHER : 0));
const placeOf = (char: string): number => (char.charCodeAt(0) - FIRST) & (TEACHER - 1);

/** A text with a sign for every person in it. */
export interface Signed {
  readonly text: string;
  readonly people: readonly Pick<Person, 'said' | 'is' | 'marked'>[];
}

export interface Clause {
  /** With signs. */
  readonly text: string;
  /** `me`: the asker's own. `other`: somebody else's alone. `both`: the asker's together with others'. `open`: nobody is named. */
  readonly whose: 'me' | 'other' | 'both' | 'open';
  /** Of whom it is, beside the asker: a place in the list of people. */
  readonly of: readonly number[];
  /** The others are asked for by name, and not only told of: 帮她也记上. */
  readonly isAsked: boolean;
}

/** Patterns in which ◇ stands for a person. */
const re = (pattern: string, flags = 'u'): RegExp =>
  new RegExp(pattern.replaceAll('◇', ONE).replaceAll('◆', '[\\uE080-\\uE0FF]'), flags);

export function sign(text: string, people: readonly Person[]): Signed {
  let out = '';
  let at = 0;
  people.forEach((one, i) => {
    out += text.slice(at, one.at) + signOf(i, one.said);
    at = one.end;
  });
  return together({ text: out + text.slice(at), people });
}

/** 小许和小李, 王护士长、李护士: several who are named in one breath are one. */
function together({ text, people }: Signed): Signed {
  const whole = [...people];
  const joined = text.replace(re(`◇(?:(?:和|跟|与|以及|、|还有|及)◇)+`, 'gu'), (said) => {
    const names = said.replace(MARKS, (char) => people[placeOf(char)]?.said ?? '');
    whole.push({ said: names, is: 'named', marked: true });
    return signOf(whole.length - 1, names);
  });
  return { text: joined, people: whole };
}

/** The words again, or with `instead` for every person. */
export const plain = ({ text, people }: Signed, instead?: string): string =>
  text.replace(MARKS, (char) => instead ?? people[placeOf(char)]?.said ?? '');

const peopleOf = (text: string): number[] => [...text].filter(isSign).map(placeOf);

const AMOUNT = '(?:小时|学时|学分|\\d分|[\\d一二两三四五六七八九十半][天次篇场])';
const ENDS = new RegExp(`(?<=[,，。;；!！?？\\n])|(?<=${AMOUNT}|了|呢)(?=我(?!们?[科院组班]))`, 'u');
const BEFORE_PERSON = re(`(?<=${AMOUNT})(?=◇)`);

/** A text in its clauses, with what ends each. */
export const clausesOf = ({ text }: Signed): readonly string[] =>
  text
    .split(ENDS)
    .flatMap((part) => part.split(BEFORE_PERSON))
    .flatMap((part) => part.split(/(?<=\S) +(?=\S)/u))
    .filter((part) => part.trim() !== '');

const TIME =
  '(?:昨天|昨晚|前天|今天|今早|今晚|大前天|刚才|刚刚|上个?(?:周|星期|礼拜)[一二三四五六日天末]?|这?周[一二三四五六日天]|上个?月|这个?月|本月|去年|今年|\\d{1,2}月份?(?:\\d{1,2}[号日]?)?|\\d{1,2}[号日]|上午|下午|晚上|早上|中午)';
const TEACHES =
  '(?:主?讲|授|上课|上了|开课|做|作|办|组织|主持|带教?|牵头|请|示教|演示|分享|查房|培训|指导|发起|主编|开)';
const EVENT =
  '(?:课|讲座|讲课|授课|主讲|讲|分享|报告|培训班?|学习班|班|查房|门诊|手术|示教|示范|演示|直播|团队|课题|组|工作室|书|书稿|学术|项目|论坛|会)';
const RECORDS =
  '(?:报(?!告|备)|代报|登记|登(?!录)|记(?!得|者)|录(?!像|音)|录入|填|申报|补报|补登|补录|上报|交上|上交|提交|上传|(?<![参增])加上?|写上?|算上|弄|(?<![举主承协])办(?!公|法|学|班)|搞|整(?![形理个体天骨]))';
const LOOKS = '(?:查|看|问|瞧|瞅|了解|打听|核对|算算|算一算|统计)';
const ME = '(?:我们?|咱们?|俺|本人)';

/** What is done for somebody, with our help: 替人报一下, 把人那条撤回. */
const FOR_THEM: readonly RegExp[] = [
  re(
    `(?:帮忙?|替|代替?|给|为)(?:我|咱)?(?:一?下)?(?:我们?|咱们?)?◇(?:们)?(?:也|都|再|同样|顺便|一起)?[^,，。]{0,16}?(?:${RECORDS}|${LOOKS}|申请|撤|删|改|更正|取消|绑|注册|补一?[个下])`,
  ),
  re(`(?:帮忙?|替|代)◇(?:也|都|们)*(?:一?下)?[^\\p{L}\\d]*$`),
  re(`(?:把|将)◇[^,，。]{0,16}?(?:${RECORDS}|${LOOKS}|撤|删|改|更正|取消|作废|发给?|给我|调出来)`),
  re(
    `(?:提醒|催|通知|叫|喊|让|告诉|督促)(?:一?下|着)?◇(?:也|们)?[^,，。]{0,12}?(?:${RECORDS}|学|补|修|完成|申请|参加|抓紧|赶紧|快点)`,
  ),
  re(`◇(?:那份|的|那条|那个)?(?:也|都)(?:一起|给|帮忙?)?(?:${RECORDS})`),
  re(`${RECORDS}(?:一?下|个|上)?◇的`),
  re(`(?:撤回|撤销|删除?|删掉|取消|更正|修改|改一?下)(?:一?下)?◇`),
  re(`${LOOKS}(?:一?下|一?查|一?看|看|询)?(?:一?下)?◇`),
  re(`◇[^,，。]{0,10}(?:帮忙?|替|给)(?:一?下)?(?:${RECORDS})`),
];

/** How somebody is named and is not who it is about. What matches is taken out. */
const BESIDE: readonly RegExp[] = [
  // 我是许琳 · 作为护士长
  re(`^[^我]{0,4}我(?:就)?(?:是|叫)◇(?=[,，。!！\\s]|$|啊|呀|,)`),
  re(`(?:作为|身为)(?:一[名个])?◇`),
  // 王老师您好 · 谢谢李老师
  re(`^◇(?:您好|你好|好|早|在吗|辛苦了?|谢谢)[呀啊哈]?(?=[,，。!！\\s]|$)`),
  re(`(?:谢谢|感谢|辛苦|多谢|麻烦)(?:了)?◇(?=[,，。!！\\s]|$)`),
  // 护士长让我报 · 同事说 · 听张主任说
  re(`(?:听|据|跟)◇(?:们)?(?:说|讲的?|介绍)(?!课|座|了)`),
  re(
    `◇(?:们)?${TIME}?(?:也|都|又|老|总|一直|刚才?)?(?:跟|和|对|给)?(?:${ME})?(?:说|告诉|通知|建议|推荐|叫|让|要求|要|催|喊|派|安排|问|批准|同意|答应|逼|批|喊着?|通过微信)(?:了|过|着)?(?:${ME}|大家)(?:来|去)?`,
  ),
  re(
    `◇(?:们)?(?:都|也|就|老|总|还)?(?:说|讲|告诉|通知|建议|要求|觉得|认为|规定)(?:了|过|的是)?(?!课|座|一|两|[\\d]|的课|的讲|的是)`,
  ),
  re(`(?:被|受)◇(?:派|叫|喊|安排|推荐|拉)`),
  re(`^◇(?:推荐|安排|派|叫|让)`),
  // 听了王教授的课 · 请了刘教授
  re(
    `(?:听|上|学习?|参加|观摩|看|跟|进|去|在)(?:了|过|完|的是|的|着)?(?:[^,，。我\\uE000-\\uE0FF]{0,8})◇(?:们)?(?:的|老师)?[^,，。我]{0,6}?${EVENT}`,
  ),
  re(`(?:听|上|观摩|参加)(?:了|过|完|的是|的)?[^,，。我\\uE000-\\uE0FF]{0,6}◇[^,，。]{0,6}?(?:${TEACHES})`),
  re(
    `(?:请|邀请|特邀|由|是|找)(?:了|来|到|的是)?[^,，。我\\uE000-\\uE0FF]{0,8}◇[^,，。]{0,8}?(?:${TEACHES}|来|审|批|签)`,
  ),
  re(`(?:请|邀请|特邀)(?:了|来|到|的是)[^,，。我\\uE000-\\uE0FF]{0,8}◇`),
  re(`◇(?:们)?${TIME}?[^,，。我\\uE000-\\uE0FF]{0,6}(?:${TEACHES})(?:了)?的(?!是?${ME}|时候)`),
  re(
    `◇(?:们)?${TIME}?(?:来|到|去)?(?:${ME})?(?:科|院|科里|院里|病区)?(?:来)?(?:给|为|对|带着?|教|领着?|组织)(?:${ME}|大家|全科|科里|全院|你们)`,
  ),
  re(`◇(?:们)?${TIME}?(?:来|到)(?:了)?(?:${ME})?(?:科|院|科里|院里|病区|单位)?(?:来)?(?:${TEACHES})`),
  re(
    `(?:主讲人?|讲者|讲师|授课(?:人|老师|专家)?|老师|专家|主持人?|负责人|组长|作者|一作|通讯作者?|通讯|主编|导师|带教老师|牵头人?)(?:是|为|[:：])?(?:[^,，。我\\uE000-\\uE0FF]{0,4})◇`,
  ),
  re(`◇(?:负责|主持|牵头|组织|主讲|主编|授课|示教|带教)(?=[,，。]|$)`),
  re(`◆(?:的)?[^,，。了我]{0,6}?(?:讲座|的课|报告会?|学习班|院内课|理论课)`),
  // 和我一批来的同事
  re(`(?:和|跟|与)我[^,，。我]{0,8}◇`),
  // 和小许一起 · 替护士长去听
  re(
    `(?:和|跟|与|同|陪|带着?|约|随|跟着|陪着|拉着|喊上|叫上|连同|跟随|跟着)◇(?:们)?(?:一起|一块儿?|一道|一同|俩|两个?人?|几个|都|各|去|的|查房|听|学|上|参加|合)`,
  ),
  re(`(?:替|代替?|顶替)(?:了)?◇(?:去|来|上|值|顶|参加|听|开会|代班|出席)`),
  re(`(?:和|跟|与|比)◇(?:一样|相比|比|差不多)?(?=还|比|一样|差不多|[,，。]|$)`),
  // 给实习生讲课 · 带教小李
  re(
    `(?:给|为|对|向|帮)◇(?:们)?[^,，。]{0,8}?(?:讲|上了?[^,，。]{0,4}课|授|培训|带教|示教|示范|演示|指导|辅导|做(?:了|过)?[^,，。]{0,6}(?:讲座|培训|示|报告|宣教)|科普|义诊|宣教|考核|出题)`,
  ),
  re(`(?:带教|带|指导|辅导|教|培养|考核|陪)(?:了|过|着|的是|的)?[^,，。我\\uE000-\\uE0FF]{0,4}◇`),
  // 找张主任签字
  re(
    `(?:经|找|交给|发给|报给|给|被|按|等|让|请|问|联系|跟|向|归|由)◇(?:们)?(?:还|没|已经?)?(?:审核?|批准?|批|签字?|同意|盖章|看过|确认|退回?|驳回)`,
  ),
  re(`◇(?:们)?(?:已经?|还|没|不|未|给|给我|那边|那里)*(?:审核|批准|批了|批|签字|签名|签了|同意|盖章|退回|驳回|打回)`),
  re(`(?:问|找|联系|咨询)(?:一?下)?◇(?=[,，。吗?？]|$|要|就)`),
  // 护士长岗位培训班
  re(`◇(?:级|岗位|管理|任职|资格|能力|技能)?(?:培训班?|学习班|研修班|论坛|大会|年会|会议|沙龙|例会|竞聘|课程|查房日)`),
];

/** 昨天业务学习，大家一起: those of whom one is one. */
const AMONG = re(`(?:${ME})?◇(?:们)?(?:都)?(?:一起|一块儿?|业务学习|都(?:要|得|必须|参加|去|听|学))`);

const HELPS_ME = /(?:帮忙?|给|替|为|跟|和|对|让|叫|告诉|问|提醒|派|催|发给?|通知|请)(?:一?下)?(?:我|咱)/gu;
const SAYS_ME = /我|咱|俺|本人/u;
const WISHES = re(
  `^[^我\\uE000-\\uE0FF]{0,8}(?:${ME})(?:就|还|也|再|又)?(?:想|要|来|需要|得|能|可以|可否|能否|能不能|可不可以|是要|是想)*(?:请|麻烦|帮|替|给|知道|看|查|问|了解|报|登|录|记|确认|核实|说|讲)[^,，。]{0,10}?◇`,
);

/** Whose a clause is. */
export function whoseIs(text: string, isAll: (person: number) => boolean): Clause {
  const asked = FOR_THEM.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined);
  const both = ofBoth(text);
  if (both) return { text, whose: 'both', of: both.of, isAsked: both.isAsked };
  let left = text;
  if (asked === undefined || isOfMe(text)) for (const pattern of BESIDE) left = left.replace(pattern, ' ');
  const of = peopleOf(left);
  if (of.length === 0) {
    const isMe = peopleOf(text).length > 0 || SAYS_ME.test(text.replace(HELPS_ME, ' '));
    return { text, whose: isMe ? 'me' : 'open', of: [], isAsked: false };
  }
  if (asked !== undefined) return { text, whose: 'other', of: peopleOf(asked), isAsked: true };
  if (of.every(isAll) && AMONG.test(left)) return { text, whose: 'me', of: [], isAsked: false };
  return { text, whose: isMine(left) ? 'me' : 'other', of, isAsked: false };
}

/** 护士长让我报: asked of me, and not for them. */
const isOfMe = (text: string): boolean =>
  re(`◇[^,，。]{0,8}(?:让|叫|要|催|派|安排|通知|推荐)(?:了)?(?:我|咱)(?!们?[^,，。]{0,2}(?:帮|替|给)◇)`).test(text) &&
  !re(`(?:帮|替|给|代)◇`).test(text);

/** Is a clause in which others are named still about the asker? */
function isMine(left: string): boolean {
  if (WISHES.test(left)) return false;
  const text = left.replace(HELPS_ME, '  ');
  const person = text.search(re('◇'));
  const me = text.search(SAYS_ME);
  if (me < 0) return false;
  if (me < person) return !/^(?:我|咱)(?:说|觉得|听|问|是说|的意思)/u.test(text.slice(me));
  return /^(?:我|咱)(?:们)?(?:也|都|就|又|刚)?(?:去|听|参加|上|学|是|讲|昨|今|前|在|的|看|做|\d)/u.test(text.slice(me));
}

const AND_ME = re(`◇(?:和|跟|与|、)我(?!们?[科院组])|我(?:和|跟|与|、)◇|(?:我们?|咱)◇(?:俩|两个)`);
/** 我和小许: both, and whether both are to be recorded or looked up. */
function ofBoth(text: string): { readonly of: readonly number[]; readonly isAsked: boolean } | undefined {
  const match = AND_ME.exec(text);
  if (!match) return undefined;
  const isAsked =
    /都|也|俩|一起(?:报|登|记)|帮我|给我|替我|还?(?:差|缺|欠)|够|达标|几分|多少/u.test(text) &&
    new RegExp(`${RECORDS}|差|缺|欠|够|达标|几分|多少`, 'u').test(text) &&
    !/听|参加|去了|学了/u.test(text.replace(/帮我[^,，。]*/u, ' '));
  return { of: peopleOf(match[0]), isAsked };
}
