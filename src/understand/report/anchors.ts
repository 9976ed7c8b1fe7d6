/**
 * The trade's words: typos and homophones, what names an activity, what names a value. Data; extract.ts reads it.
 * Every pattern is bounded (`{0,8}`), so that no text makes it slow.
 */

import { allKinds, declaredKinds, kindOf } from '../../catalogue/index.ts';
import type { FieldValue } from '../../types/index.ts';
import { literal } from '../fields/declared.ts';

/** What names an activity. The first that fits is used; `type` where the words settle it, else `candidates`. */
export interface Anchor {
  readonly re: RegExp;
  readonly type?: string;
  /** Which types it may be, likely ones first. With a `type`: what it is where the ruleset does not know that type. */
  readonly candidates?: readonly string[];
  /** Weak words only colour an activity that another word has named: 授课 inside a project. */
  readonly weak?: boolean;
  readonly fields?: { readonly [field: string]: FieldValue };
}

const HOUSE =
  '(?:院内|院里|院级|病区|全科室|科里|科室|科内|本院|我院|我们院|我们医院|全院|医院|hospital|单位|内部|我们科|中心|卫生院|医共体|医联体|城市医疗集团|护理部|医务科|院办)';
const THEORY = '(?:讲座|学术报告|专题报告|报告会|理论|研讨会|研讨|业务学习|学习|培训|讲课|授课|课|报告|三基)';
const HANDS =
  '(?:手术示范|手术演示|手术观摩|手术直播|(?:示范|演示|观摩|教学)(?:性)?手术|新技术|多学科|MDT|病例讨论|病案讨论|case ?讨论|case discussion|surg(?:ery|ical) demo|疑难病例|死亡病例|模拟教学|情景模拟|模拟演练|成果转化|实践|实操|操作|技能|演练|急救|教学查房|护理查房)';
const LEARNERS =
  '(?:实习生|护生|实习同学|实习护士|规培生|规培学员|规培医生|规培|住培生?|住培学员|专培|进修生|进修医生|进修护士|学生|学员|研究生|同学|interns?|residents?|students?)';

/** 翻译, 译了篇, 译出来的: said of a text, not of what it is about. */
export const TRANSLATED = /译文|翻译|编译|译稿|译作|(?<![意破])译(?:[了过完好成出]|(?:一|1|两|2)?篇)/;

const re = (source: string): RegExp => new RegExp(source, 'i');

const ANCHORS: readonly Anchor[] = [
  {
    re: /院级.{0,3}自管|自管项目|院级(?:继教|继续教育|继续医学教育)?项目|院级继教|院继|院级管理项目/,
    type: 'institutional-project',
  },
  { re: /高级研修|高研班|高级研讨班/, type: 'advanced-seminar' },
  {
    re: /(?:人社|人力资源|专技网|专业技术人员继续教育|HRSS)[^,，。;]{0,10}(?:公需|继续教育|学时|课)|公需[^,，。;]{0,10}人社/i,
    type: 'hrss-public',
    candidates: ['hrss-public', 'public-course'],
  },
  {
    re: /促进法|抗菌药物?(?:的)?合理使用|抗菌药物?[^,，。;]{0,4}(?:课|证|培训|那门|这门|考[完过了]|学[完过了])|指定(?:公需)?课程?/,
    type: 'required-course',
    candidates: ['required-course', 'public-course'],
  },
  { re: /必修课|医德医风/, type: 'required-course', candidates: ['required-course', 'public-course'] },
  { re: /公需/, type: 'public-course', candidates: ['public-course', 'required-course'] },
  {
    re: /专业科目|专业课(?:程)?学时|专业学时/,
    type: 'professional-hours',
    candidates: ['professional-hours', 'certified-credit'],
  },
  { re: /自学考试|自考/, type: 'self-taught-exam', candidates: ['self-taught-exam', 'degree-study'] },
  { re: /学历(?:[(（]学位[)）])?教育|学位教育/, type: 'degree-study', candidates: ['degree-study', 'graduate-study'] },
  {
    re: /突发公共卫生|公共卫生事件[^,，。;]{0,8}免修|免修[^,，。;]{0,6}(?:批|同意|通过)/,
    type: 'emergency-exemption',
  },
  {
    re: /在职(?:读|攻读)?(?:研究生|硕士|博士|硕博|研)|读(?:完|了|上)?(?:研究生|研|博|硕士|博士|硕)|攻读|(?:硕士|博士|研究生)(?:在读|学位|毕业|课程|班|阶段|学习)|(?:硕士|博士)(?:$|[,，。 ])/,
    type: 'graduate-study',
    candidates: ['graduate-study', 'degree-study'],
  },
  {
    re: /专升本|在职(?:本科|大专|专科|学历|学位|教育|读书)|函授|成人(?:高考|教育)|成教|夜大|电大|开放大学|学历(?:教育|提升|班|学习)|学位教育|读(?:本科|大专|专科)|(?:本科|大专)(?:在读|毕业|课程|学习|学历|班)/,
    type: 'degree-study',
  },
  {
    re: /\b(?:teach\w*|taught|mentor\w*) [^,.]{0,12}(?:intern|student|resident)/i,
    type: 'teaching',
    fields: { kind: 'mentoring' },
  },
  {
    re: re(
      `带教|带(?:了|着|过)?[^,，。;]{0,8}${LEARNERS}|${LEARNERS}[^,，。;]{0,6}(?:我|是)带|带(?:了|着|过)?实习(?!期|报告)`,
    ),
    type: 'teaching',
    fields: { kind: 'mentoring' },
  },
  {
    re: re(
      `(?:给|为|向|对|教)[^,，。;]{0,6}${LEARNERS}[^,，。;]{0,8}(?:授课|讲|上[了过]?[^,，。;]{0,4}课|教学|课)|(?:授课|讲课|讲了?课?|上课)了?[^,，。;]{0,8}?[,，(]?(?:给|对)[^,，。;]{0,6}${LEARNERS}|${LEARNERS}(?:的)?(?:授课|讲课|课)|教学授课|授课带教|带教授课`,
    ),
    type: 'teaching',
    fields: { kind: 'lecturing' },
  },
  {
    re: /(?:住院医师|专科医[师生]|全科医生|助理全科).{0,6}培训|住培|规培|专培|转岗培训|助理全科/,
    type: 'training-programme',
  },
  { re: /竞赛|大赛|比武|技能比赛|比赛|岗位练兵/, type: 'contest' },
  {
    re: /命题|命了?[^,，。;]{0,6}题|出的?(?:考|试)?题|出卷|出了?[^,，。;]{0,6}(?:考题|试题|试卷|卷子)|组卷|题库|出了?(?:一)?[套份道][^,，。;]{0,4}题/,
    type: 'exam-setting',
  },
  {
    re: /义诊|健康(?:教育)?讲座|科普讲座|科普宣讲|健康宣教|健康咨询|健康教育|健康宣讲|健康知识|咨询活动|进(?:社区|校园|学校|农村|乡村|企业|机关)[^,，。;]{0,8}(?:讲|宣|义诊|科普|活动)/,
    type: 'outreach-event',
  },
  { re: /科普(?:书|图书|读物|书籍|专著|著作)/, type: 'book', fields: { kind: 'popular' } },
  { re: /科普|短视频/, type: 'outreach-media' },
  {
    re: /[一二三特1-3]等奖|(?:科技|科学技术|教学|医学|科研|技术|发明|自然科学|成果)[^,，。;]{0,6}奖|进步奖|成果奖|获奖|[拿得获评][^,，。;]{0,8}奖|获了?奖|拿了?奖|得奖/,
    type: 'award',
  },
  { re: /专利/, type: 'patent' },
  {
    re: /(?:国家|行业|地方|团体|企业|推荐性|强制性)标准|(?:团|国|行|地)标(?!准|志|题)|(?:科技|技术|卫生)标准|诊疗指南|临床指南|指南|专家共识|(?:起草|制定|牵头|参编|(?<!规)定了)[^,，。;]{0,10}标准|标准[^,，。;]{0,6}(?:起草|制定|发布|修订|参与|牵头)/,
    type: 'standard',
  },
  {
    re: /课题|科研项目|教学项目|教改|国自然|省自然|自然科学基金|基金项目|[省国]基金|立项|重点研发|科研立项|教研项目|科技计划/,
    type: 'research-grant',
  },
  { re: /调研报告|调查报告|专题调研/, type: 'survey-report' },
  {
    re: /译著|(?:翻译|编译|译[了过完])[^,，。;]{0,8}(?:书|专著|教材|著作)|译[了过完]?[一两]?[本部]/,
    type: 'book',
    fields: { translation: true },
  },
  { re: TRANSLATED, type: 'translation' },
  {
    re: /专著|著作|教材|教科书|编著|主编|副主编|编委|参编|出(?:了|版)?(?:一本|本)[^,，。;]{0,8}书|出书|书稿|一本书|(?:^|[,，。 ]|我们?的?|[那这]本?|科里的?)书(?:已经|终于|刚|也|可算|总算)?(?:正式)?(?:出|印|发行|上架)(?:出)?(?:来|版)?(?:了|啦)|(?:写|编|出)(?:了|完)?(?:一|1|两|2)?[本部][^,，。;]{0,6}书|编书|写书|写了书|编了[^,，。;]{0,6}书|出版/,
    type: 'book',
  },
  {
    re: /SCI|核心|期刊|杂志|学报|论文|论著|CSCD|北核|南核|科核|统计源|中华系列|会议论文集|论文集|通讯作者|共一|[一二三四五六七1-7]作(?!为|业)|第[一二三四五六七八1-8]作者|case report|发(?:表)?了?(?:一|1|两|2)?篇/i,
    type: 'paper',
  },
  { re: /综述/, type: 'review-writing', candidates: ['review-writing', 'paper'] },
  { re: /发表|文章/, type: 'paper' },
  {
    re: /援疆|援藏|援青|援外|援非|援派|对口支援|对口帮扶|支援|帮扶|东西部协作|抗疫|疫情(?:处置|支援|防控|任务)|应急救援|抗震|救灾|抢险|医疗队|指令性|驻村|支农|支边|方舱|下沉|下乡/,
    type: 'mandated-task',
    candidates: ['mandated-task', 'secondment'],
  },
  {
    re: /紧缺人才|基层护士培训|乡村医生注册|村医注册|西学中|西医学(?:习)?中医|非中医类别|师承|现场流行病|专项培训/,
    type: 'special-training',
    candidates: ['special-training', 'secondment'],
  },
  {
    re: /进修|访学|访问学者|出国(?:学习|培训|研修)|赴[^,，。;]{1,8}(?:学习|培训|研修)|跟班学习|外派学习|跟师/,
    type: 'secondment',
  },
  { re: /自学/, type: 'self-study' },
  {
    re: /继教项目|继续(?:医学)?教育(?:推荐|推广|远程)?(?:项目|班|培训班|学习班)|国继|省继|市继|[国省市](?:家)?级?继教|CME|继教(?:班|课|会|活动|培训|学习)|继续医学教育|推广项目|推荐项目|远程项目|远程继教|[IⅠ一]类学?分?项目|(?:国家|省|市)(?:级)[^,，。;]{0,6}(?:学习班|培训班|研修班|项目|班|继续教育|培训)|(?:国家|省|市)(?:级|里)(?:的|那个?)?班|(?:国家|省|市)级[^,，。;]{0,18}(?:学习班|培训班|研修班|进展班)/i,
    type: 'cme-project',
  },
  {
    re: /学分证|学分证书|credits? certificate|certificate|证书[^,，。;]{0,10}\d+(?:\.\d)?(?:个)?学?分|\d+(?:\.\d)?个?学?分[^,，。;]{0,6}证书|药师协会|执业药师[^,，。;]{0,6}学?分/,
    type: 'certified-credit',
  },
  { re: /继教|项目(?:名称|编号|级别)/, type: 'cme-project' },
  {
    re: /(?:给|为|对|向)(?:全科|全院|科里|科室|院里|病区)[^,，。;]{0,6}讲/,
    type: 'internal-training',
    candidates: ['internal-training', 'institutional-project', 'practice'],
  },
  {
    re: re(`${HOUSE}[^,，。;]{0,10}${HANDS}|${HANDS}[^,，。;]{0,6}${HOUSE}`),
    candidates: ['internal-training', 'practice'],
  },
  {
    re: /内部培训|院内培训|业务学习|三基培训|院内讲座|院内学习|院内课|院内会/,
    type: 'internal-training',
    candidates: ['internal-training', 'institutional-project', 'practice'],
  },
  // 去省人民医院学习5天: another hospital's, and what it was is asked.
  {
    re: /(?:去|到|赴)了?[^,，。;我本]{0,6}(?:省|市|北京|上海|大学|附属|人民|中心|中医|协和|第[一二三四])[^,，。;]{0,8}医院[^,，。;]{0,4}(?:学习|学了|培训|研修)[^,，。;]{0,3}(?:[\d一二两三四五六七八九十半]+个?(?:天|周|星期|礼拜|月))/,
    candidates: ['secondment', 'cme-project', 'special-training', 'internal-training'],
  },
  {
    re: re(`${HOUSE}[^,，。;]{0,16}${THEORY}`),
    type: 'internal-training',
    candidates: ['internal-training', 'institutional-project', 'practice'],
  },
  {
    re: /工作坊|workshop|学术会议|学术年会|年会|研讨会|学术研讨|学术交流|学术沙龙|学术活动|实践活动|实践培训|有组织的实践|实训班|模拟培训|学术论坛|论坛|conference/i,
    type: 'practice',
    candidates: ['practice', 'cme-project', 'internal-training'],
  },
  { re: re(HANDS), candidates: ['internal-training', 'practice'] },
  { re: /免修/, type: 'emergency-exemption', weak: true },
  {
    re: /市(?:里|卫健委|卫生健康委)?(?:自己?定|规定|认定)的?[^,，。;]{0,4}(?:类型|学分|项目|活动)|市定/,
    type: 'city-defined',
  },
  {
    re: /(?:拿|领|考)(?:到|了)?[^,，。;]{0,4}证(?=$|[,，。 了])/,
    candidates: ['certified-credit', 'required-course', 'public-course'],
    weak: true,
  },
  {
    re: /(?:[个张本份]|学分|有|的)证(?!明|件|据|实|券|监|书)/,
    candidates: ['certified-credit', 'required-course', 'public-course'],
    weak: true,
  },
  { re: /证书/, type: 'certified-credit', weak: true },
  {
    re: /(?:拿|得|修)(?:到|了)?[^,，。;]{0,3}学分|有(?:个|一个|点|些)学分/,
    candidates: ['certified-credit', 'public-course', 'cme-project', 'internal-training'],
    weak: true,
  },
  {
    re: /专题讲座|学术报告|讲座|报告会/,
    candidates: ['internal-training', 'cme-project', 'practice', 'institutional-project', 'outreach-event'],
    weak: true,
  },
  {
    re: /培训班|培训|学习班/,
    candidates: ['cme-project', 'internal-training', 'special-training', 'institutional-project', 'practice'],
    weak: true,
  },
  {
    re: /当(?:了|过)?[^,，。;]{0,3}(?:老师|讲师)|学(?:了)?点?东西|授课|讲课|讲了|上课|课[上学听]完|听课|听了|学习|学了|学完|去学|开会|会议|(?:开|参加|去)了?[^,，。;]{0,8}会(?!诊|员|计)|参会|课程|讲[^,，。;]{0,4}课|上了.{0,4}课|讲了.{0,4}课|交流|活动|lecture|seminar|training|course|项目/i,
    candidates: [
      'cme-project',
      'internal-training',
      'practice',
      'institutional-project',
      'secondment',
      'public-course',
      'teaching',
    ],
    weak: true,
  },
];

let known: ReturnType<typeof declaredKinds> = [];
const named = (type: string, words: readonly string[]): Anchor => ({
  type,
  re: new RegExp(words.map(literal).join('|'), 'i'),
});
/** The plain words of our own kinds, for those that no anchor above knows. */
const HOUSE_WORDS = allKinds().map((type) => named(type, kindOf(type)?.words ?? []));
let all: readonly Anchor[] = [...ANCHORS, ...HOUSE_WORDS];
/**
 * All anchors in the order in which they are tried: the words of kinds that rulesets declared stand before ours, the plain
 * words of our own kinds behind.
 */
export function anchors(): readonly Anchor[] {
  const told = declaredKinds();
  if (told !== known) {
    known = told;
    all = [...told.map(([type, { words }]) => named(type, words)), ...ANCHORS, ...HOUSE_WORDS];
  }
  return all;
}

/** What names an activity in a piece of text: a strong word before a weak one. */
export function anchorOf(text: string): Anchor | undefined {
  return anchors().find((anchor) => {
    if (anchor.type === undefined || !kindOf(anchor.type)?.topic) return anchor.re.test(text);
    const match = anchor.re.exec(text);
    return (
      match !== null && !LESSON.test(text.slice(match.index + match[0].length, match.index + match[0].length + 14))
    );
  });
}
/** What may also be what a lesson is about: 心衰指南的小讲课, 论文写作培训. */
const LESSON = /^[^,，。;]{0,8}(?:讲座|讲课|培训|学习班|研讨会|报告会|解读|宣贯|宣讲|辅导|写作班|课(?!题))/;
