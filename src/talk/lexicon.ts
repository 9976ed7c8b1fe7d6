/**
 * The trade's words: typos and homophones, what names an activity, what names a value. Data; extract.ts reads it.
 * Every pattern is bounded (`{0,8}`), so that no text makes it slow.
 */
import type { FieldValue } from '../types.ts';

/** What fingers and input methods make of the words. Applied before everything else. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/[继纪计记续][叫较交](?=项|班|课|学|活|的|[,，。 ]|$)|纪教|继校(?=项目)|计教(?=项目)|继教(?=育项目)/g, '继教'],
  [/继续教[玉域]|继续较育|计续教育/g, '继续教育'],
  [/学[份芬粉纷]/g, '学分'],
  [/[核合和][新芯星欣](?=期刊|杂志|[ ,，]|$|论|\d|[一二三]作)/g, '核心'],
  [/期[看刋](?!了|过)/g, '期刊'],
  [/进[休秀羞绣]|近修/g, '进修'],
  [/听[科棵刻]/g, '听课'],
  [/授[科棵]/g, '授课'],
  [/讲[坐做]/g, '讲座'],
  [/论[闻问]/g, '论文'],
  [/[柯棵]题/g, '课题'],
  [/主[将降奖](?=人|[,，。 \d]|$|了|是|[一二三四五六七八九十半两俩])/g, '主讲'],
  [/公[虚须徐许续](?=课|科|学)/g, '公需'],
  [/公需[可棵刻](?!目)/g, '公需课'],
  [/[补不][雪血]申请|补雪/g, '补学'],
  [/[正政]书(?=\d|上|编|[,，。 ]|$)/g, '证书'],
  [/[陪倍赔]训|培[讯迅]/g, '培训'],
  [/省[及极籍集](?=继|项|学|培|讲|课|论|期|会|的|[ ,，])/g, '省级'],
  [/市[及极籍集](?=继|项|学|培|讲|课|会|的|[ ,，])/g, '市级'],
  [/国家[及极集](?=继|项|学|培|讲|课|会|的|[ ,，])/g, '国家级'],
  [/院[及极集](?=继|项|自|培|讲|课|会|的|[ ,，])/g, '院级'],
  [/带[叫较交](?=[了实规进住学生,，。 \d]|$)/g, '带教'],
  [/命[提体]/g, '命题'],
  [/竞[塞寨]|竟赛/g, '竞赛'],
  [/科[谱浦]/g, '科普'],
  [/义[疹珍]/g, '义诊'],
  [/通[迅信]作者/g, '通讯作者'],
  [/付主编/g, '副主编'],
  [/专力(?=转|授|证|\d|[,，。 ]|$)/g, '专利'],
  [/[园援员][江姜]/g, '援疆'],
  [/病历讨论/g, '病例讨论'],
  [/手[术书][事是式师]范/g, '手术示范'],
  [/小[食时]时?(?=[,，。 ]|$)/g, '小时'],
  [/参[佳家]/g, '参加'],
  [/[昨咋作]天/g, '昨天'],
  [/线[夏吓]/g, '线下'],
  [/考合|考和(?=合)/g, '考核合'],
  [/撤[消肖]/g, '撤销'],
  [/截至(?=日期|时间)/g, '截止'],
  [/自[雪血](?=计|,|，)/g, '自学'],
  [/登纪|登计/g, '登记'],
  [/ ?(?:→|->|=>|⇒) ?/g, '改成'],
  [/研讨[回汇绘]/g, '研讨会'],
  [/[待代]教(?=[了实规进住学生,，。 \d]|$)/g, '带教'],
  [/(实习|规培|进修|学)升(?=[\d,，。 讲授上课]|$)/g, '$1生'],
  [/[尽劲径]赛/g, '竞赛'],
  [/学分正(?=\d|书|上|,|，|。| |$)/g, '学分证'],
  [/(?<![\d.。])(\d{1,2})。(\d{1,2})(?=[省国市院听参讲我去号日])/g, '$1.$2'],
];

/** Undo slips of fingers and ears. */
export function mend(text: string): string {
  let out = text.replace(/SC[lL1|](?![a-zA-Z])/g, 'SCI');
  for (const [wrong, right] of SLIPS) out = out.replace(wrong, right);
  return out.replace(/考核合合/g, '考核合').replace(/继教育/g, '继续教育');
}

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
  '(?:院内|院里|院级|科里|科室|科内|本院|我院|我们院|我们医院|医院|单位|内部|我们科|中心|卫生院|医共体|医联体|城市医疗集团|护理部|医务科|院办)';
const THEORY = '(?:讲座|学术报告|专题报告|报告会|理论|研讨会|研讨|业务学习|学习|培训|讲课|授课|课|报告|三基)';
const HANDS =
  '(?:手术示范|手术演示|手术直播|新技术|多学科|MDT|病例讨论|病案讨论|case ?讨论|case discussion|surg(?:ery|ical) demo|疑难病例|死亡病例|模拟教学|情景模拟|模拟演练|成果转化|实践|实操|操作|技能|演练|急救|教学查房|护理查房)';
const LEARNERS =
  '(?:实习生|实习同学|实习护士|规培生|规培学员|规培医生|规培|住培生?|住培学员|专培|进修生|进修医生|进修护士|学生|学员|研究生|同学|interns?|residents?|students?)';

const re = (source: string): RegExp => new RegExp(source, 'i');

export const ANCHORS: readonly Anchor[] = [
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
    re: /健康促进法|抗菌药物?(?:的)?合理使用|抗菌药物?.{0,4}(?:课|证书|培训)|指定(?:公需)?课程?/,
    type: 'required-course',
    candidates: ['required-course', 'public-course'],
  },
  { re: /必修课|医德医风/, candidates: ['required-course', 'public-course'] },
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
    re: /在职(?:读|攻读)?(?:研究生|硕士|博士|硕博|研)|读(?:研究生|研|博|硕士|博士|硕)|攻读|(?:硕士|博士|研究生)(?:在读|学位|毕业|课程|班|阶段|学习)|(?:硕士|博士)(?:$|[,，。 ])/,
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
  { re: re(`带教|带(?:了|着|过)?[^,，。;]{0,8}${LEARNERS}`), type: 'teaching', fields: { kind: 'mentoring' } },
  {
    re: re(
      `(?:给|为|向|对|教)[^,，。;]{0,6}${LEARNERS}[^,，。;]{0,8}(?:授课|讲|上[了过]?[^,，。;]{0,4}课|教学|课)|(?:授课|讲课|讲了?课?|上课)了?[,，]?(?:给|对)[^,，。;]{0,6}${LEARNERS}|${LEARNERS}(?:的)?(?:授课|讲课|课)|教学授课|授课带教|带教授课`,
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
    re: /命题|命了?[^,，。;]{0,6}题|出题|出卷|出了?[^,，。;]{0,6}(?:考题|试题|试卷|卷子)|组卷|题库|出了?(?:一)?[套份道][^,，。;]{0,4}题/,
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
    re: /(?:国家|行业|地方|团体|企业|推荐性|强制性)标准|诊疗指南|临床指南|指南|专家共识|(?:起草|制定|牵头|参编|(?<!规)定了)[^,，。;]{0,10}标准|标准[^,，。;]{0,6}(?:起草|制定|发布|修订)/,
    type: 'standard',
  },
  {
    re: /课题|科研项目|教学项目|教改|国自然|省自然|自然科学基金|基金项目|[省国]基金|立项|重点研发|科研立项|教研项目|科技计划/,
    type: 'research-grant',
  },
  { re: /调研报告|调查报告|专题调研/, type: 'survey-report' },
  {
    re: /译著|翻译[^,，。;]{0,8}(?:书|专著|教材|著作)|编译[^,，。;]{0,8}(?:书|专著|教材|著作)/,
    type: 'book',
    fields: { translation: true },
  },
  { re: /译文|翻译|编译|译稿/, type: 'translation' },
  {
    re: /专著|著作|教材|教科书|编著|主编|副主编|编委|参编|出(?:了|版)?(?:一本|本)[^,，。;]{0,8}书|出书|书稿|一本书|(?:写|编|出)(?:了|完)?(?:一|1|两|2)?[本部][^,，。;]{0,6}书|编书|写书|写了书|编了[^,，。;]{0,6}书|出版/,
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
    re: /继教项目|继续(?:医学)?教育(?:推荐|推广|远程)?(?:项目|班|培训班|学习班)|国继|省继|市继|[国省市](?:家)?级?继教|CME|继教(?:班|课|会|活动|培训|学习)|继续医学教育|推广项目|推荐项目|远程项目|远程继教|[IⅠ一]类学?分?项目|(?:国家|省|市)(?:级)[^,，。;]{0,6}(?:学习班|培训班|研修班|项目|班|继续教育|培训)/i,
    type: 'cme-project',
  },
  {
    re: /学分证|学分证书|credits? certificate|certificate|证书[^,，。;]{0,10}\d+(?:\.\d)?(?:个)?学?分|\d+(?:\.\d)?个?学?分[^,，。;]{0,6}证书|药师协会|执业药师[^,，。;]{0,6}学?分/,
    type: 'certified-credit',
  },
  { re: /继教/, type: 'cme-project' },
  {
    re: re(`${HOUSE}[^,，。;]{0,10}${HANDS}|${HANDS}[^,，。;]{0,6}${HOUSE}`),
    candidates: ['internal-training', 'practice'],
  },
  {
    re: /内部培训|院内培训|业务学习|三基培训|院内讲座|院内学习|院内课|院内会/,
    type: 'internal-training',
    candidates: ['internal-training', 'institutional-project', 'practice'],
  },
  {
    re: re(`${HOUSE}[^,，。;]{0,10}${THEORY}`),
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
  { re: /市(?:里|卫健委|卫生健康委)?(?:自)?定(?:的)?(?:类型|学分)|市定/, type: 'city-defined' },
  {
    re: /(?:拿|领|考)(?:到|了)?[^,，。;]{0,4}证(?=$|[,，。 ])/,
    candidates: ['certified-credit', 'required-course', 'public-course'],
    weak: true,
  },
  { re: /证书/, type: 'certified-credit', weak: true },
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
    re: /授课|讲课|讲了|上课|听课|听了|学习|学了|学完|去学|开会|会议|(?:开|参加|去)了?[^,，。;]{0,8}会(?!诊|员|计)|参会|课程|讲[^,，。;]{0,4}课|上了.{0,4}课|讲了.{0,4}课|交流|活动|lecture|seminar|training|course|项目/i,
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

/** Words for the values of a field, first match wins. Negations stand before what they negate. */
export const VALUES: { readonly [field: string]: readonly (readonly [RegExp, FieldValue])[] } = {
  level: [
    [
      /国家级行业(?:组织|学会|协会)|全国(?:性)?(?:行业|学会|协会)|中华医学会|中国医师协会|中华护理学会|国家级(?:学会|协会)/,
      'industry-national',
    ],
    [/省级行业(?:组织|学会|协会)?|省医学会|省护理学会|省级?(?:学会|协会)|省医师协会/, 'industry-provincial'],
    [/国家(?:级|卫健委|卫生健康委|自然|重点|科技|科学|标准)|国级|国继|国自然|国家|全国|部级重点|national/i, 'national'],
    [/省部级?|省(?:级|厅|卫健委|卫生健康委|里|继|自然|基金|科技|重点|技能)|部级|省赛|全省|provincial/i, 'provincial'],
    [
      /市(?:厅|级|里|卫健委|卫生健康委|继|科技|局|地)|厅(?:局)?级|地市级?|州级|州市级?|市赛|全市|杭州市|宁波市|温州市|太原市|福州市|厦门市|昆明市|municipal/i,
      'municipal',
    ],
    [/县(?:级|里|卫健局|区)|区级|区县级?|县赛|全县|全区/, 'county'],
    [/院级|校级|单位(?:级|内)?|本院|我院|院内|院里|我们医院|医院(?:级|内)?|科里|科室/, 'institutional'],
  ],
  role: [
    [/副主编/, 'deputy'],
    [/主编|chief editor/i, 'chief'],
    [/编委/, 'member'],
    [/参编|参与编写|编者|撰写(?:了)?.{0,4}章|写了.{0,4}章|撰稿/, 'contributor'],
    [/听(?:了|过)?[^,，。;]{1,12}(?:主讲|讲(?:了|课|座)|授课|报告)/, 'participant'],
    [
      /主讲|讲者|讲师|授课(?!教?师的?课)|讲课|讲授|讲座主持|做(?:了)?[^,，。;]{0,6}报告|作(?:了)?[^,，。;]{0,6}报告|我(?:去|来)?讲|(?:去|来|给|上台|主)讲|讲了|(?:项目|班|会|课|场)(?:上|里|中)?(?:给[^,，。;]{0,6})?讲(?=[\d一二两俩三四五六七八九十半])|讲(?:一|1|两|2|三|3)?(?:次|堂|节|场)课|我做(?:的)?讲|(?:做|作)(?:了|过)?[^,，。;]{0,10}(?:讲座|授课|演讲|宣讲|分享)|当(?:的)?老师|上课的?老师|带课|老师是我|主刀示范|我(?:来)?(?:示范|演示)|speaker|lecturer|spoke|gave (?:a|the) (?:talk|lecture)|讲的(?=[,，。 ]|$)|带教/i,
      'lecturer',
    ],
    [
      /组织者|我(?:们)?(?:负责)?(?:组织|主办|承办|申办)|(?:负责|做)会务|会务(?:人员|工作)|项目负责人|organi[sz]er/i,
      'organiser',
    ],
    [
      /学员|听课|听讲|听众|听了|听的|去听|我听|旁听|参加|参与|参会|去学|学完|学了|修完|学习完|看完|完成了?(?:学习|课程)|去看|观摩|看了|去了|去过|来听|听一?下|学习|参训|受训|聆听|听完|attend|participant|听(?=[\d一二两俩三四五六七八九十半])/i,
      'participant',
    ],
    [/负责人|主持/, 'organiser'],
  ],
  form: [
    [
      /手术示范|手术演示|手术直播|新技术|多学科|MDT|病例讨论|病案讨论|case ?讨论|case discussion|surg(?:ery|ical) demo|疑难病例|死亡病例|模拟教学|情景模拟|模拟|成果转化|实践|实操|操作|技能|演练|查房|急救演练|示范/i,
      'practice',
    ],
    [/理论|讲座|报告|研讨会|研讨|业务学习|讲课|上课|听课|授课|专题/, 'theory'],
  ],
  kind: [
    [/授课|讲课|上了?[^,，。;]{0,8}课|讲了|讲/, 'lecturing'],
    [/带教|带(?:实习|规培|进修|学生|了|着)|带/, 'mentoring'],
  ],
  bookKind: [
    [/科普/, 'popular'],
    [/教材|教科书/, 'textbook'],
    [/专著|著作|学术/, 'monograph'],
  ],
  organiser: [
    [/医共体|医联体|城市医疗集团|联盟/, 'alliance'],
    [/外院|别的(?:医院|单位)|其他(?:医院|单位)|外单位|药企|药厂|厂家|公司|学会组织|协会组织/, 'other'],
    [/我们|本院|本单位|自己|院内|院里|科里|科室|单位|医院/, 'own'],
  ],
  target: [
    [/同级|平级|兄弟医院|差不多级别|同等级/, 'peer'],
    [
      /上级|国外|境外|省人民医院|省立|省级医院|协和|华西|附属|大医院|三甲|北京|上海|浙一|浙二|邵逸夫|瑞金|中山医院|湘雅|301|高一级/,
      'higher',
    ],
  ],
  journal: [
    [/SCI|science citation/i, 'sci'],
    [/核心|北核|南核|科核|CSCD|统计源|中华系列|core/i, 'core'],
    [/论文集|会议论文|汇编/, 'proceedings'],
    [/内部(?:刊物|期刊|资料)|院刊|内刊/, 'internal'],
    [/国家级(?:期刊|杂志|刊物|学术)?/, 'national'],
    [/省级(?:期刊|杂志|刊物)?/, 'provincial'],
    [/普通|一般|普刊|非核心|不是核心|ordinary/i, 'ordinary'],
  ],
  grade: [
    [/特等/, 'special'],
    [/[一1]等/, 'first'],
    [/[二2]等/, 'second'],
    [/[三3]等/, 'third'],
  ],
  standardLevel: [
    [/国家级?(?:临床)?(?:诊疗)?指南|临床(?:诊疗)?指南|诊疗指南|指南/, 'national-guideline'],
    [/国家标准|国标|GB/i, 'national'],
    [/行业标准|行标|卫生行业|WS/i, 'industry'],
    [/地方标准|地标|省标|DB\d*/i, 'local'],
    [/团体标准|团标/, 'group'],
  ],
  task: [
    [/援疆|新疆/, 'xinjiang'],
    [/援藏|西藏/, 'tibet'],
    [/援青|青海/, 'qinghai'],
    [/援外|援非|非洲|国外医疗队|援外医疗队/, 'foreign-aid'],
    [/应急救援|救灾|抗震|抢险|救援/, 'rescue'],
    [/疫情|抗疫|方舱|新冠/, 'epidemic'],
    [/东西部协作|东西部/, 'east-west'],
    [/基层|乡镇|卫生院|下乡|驻村|帮扶|支农|下沉|对口支援|中西部|脱贫/, 'grassroots'],
  ],
  degree: [
    [/博/, 'doctor'],
    [/硕|研究生|研/, 'master'],
    [/本科|专升本/, 'bachelor'],
    [/大专|专科/, 'associate'],
  ],
  programme: [
    [/住培|规培|住院医师/, 'resident'],
    [/专培|专科医[师生]/, 'fellow'],
    [/助理全科/, 'assistant-gp'],
    [/转岗/, 'gp-conversion'],
  ],
};

/** Yes and no per field: what the words have to name for it to be said. `[no, yes]`. */
export const FLAGS: { readonly [field: string]: readonly [no: RegExp, yes: RegExp] } = {
  passed: [
    /不合格|没(?:有)?(?:通过|合格|考过|及格|过关|考试|考核)|未(?:通过|考核|考过|合格)|(?:考试|考核|考)没过|没过(?!期)|挂了|不及格|还没考/,
    /合格|通过|及格|考过|考试过|考核过|过了|结业|passed/i,
  ],
  remote: [
    /线下|面授|现场|实地|到场|in person|offline|不是(?:线上|远程|网络|网课)/i,
    /线上|远程|网络|网课|网上|直播|在线|腾讯会议|钉钉|视频会议|云课堂|online|慕课|录播/i,
  ],
  approved: [
    /(?:没|未|不)(?:有)?(?:经)?(?:过)?(?:单位|医院|院里|科里)?(?:的)?(?:批准|审批|同意|批)|自己(?:去|联系|报名|要去|报)|私自|没批/,
    /批准|同意|审批|公派|(?:单位|医院|院里|科里|组织|卫健委|省里|市里)(?:选)?派|派(?:我|去|出|往|到)|选派|外派|单位(?:送|让|安排)|医院(?:送|让|安排)|获批|批复|批了/,
  ],
  fullTime: [/半脱产|不脱产|没(?:有)?脱产|非脱产|业余|周末(?:去|班)?|边上班/, /脱产|全职|full.?time/i],
  filed: [/没(?:有)?(?:提前)?报备|未(?:提前)?报备|没备案|未备案/, /报备|备案/],
  corresponding: [/(?:不是|非)(?:共同)?通讯|通讯(?:作者)?(?:不是|并非)/, /通讯作者|通讯/],
  review: [/不是综述|非综述|论著|原著|研究型|研究论文|original/i, /综述|review/i],
  accepted: [/没(?:有)?录用|未录用|退稿/, /录用|接收|见刊|已发表|发表/],
  firstEdition: [
    /再版|修订版|第[二三四五六2-9]版|重印|不是(?:首次|第一次|首版|第一版)/,
    /首次|第一次出版|第[一1]版|首版|新出版|初版|第一次/,
  ],
  translation: [/不是(?:编译|翻译|译)|非编译|原创/, /编译|翻译|译著|译/],
  serviceInvention: [/非职务|不是职务|个人专利/, /职务发明|职务/],
  transformed: [/(?:没|未|还没|尚未)(?:有)?(?:完成|实现)?转[化让]|没转|未转/, /转[化让]|成果转移/],
  leads: [/(?:不是|没|非)牵头|参与|参编|参加/, /牵头|主持|第一起草|负责/],
  enforced: [/(?:没|未|还没)(?:有|被)?(?:引用|执行|采用)/, /引用|要求执行|执行|采用/],
  adopted: [/(?:没|未|还没)(?:有|被)?(?:采纳|批示|采用)/, /采纳|批示|采用/],
  planFiled: [
    /(?:没|未)(?:有)?(?:交|报|提交|提)(?:过)?(?:自学)?计划|没计划/,
    /(?:交|报|提交|提|备案)(?:了|过)?(?:自学|学习)?计划|计划(?:已经?)?(?:交|报|提交|备案|批)|有(?:自学)?计划(?!的)|报了/,
  ],
  certificate: [/没(?:有)?(?:拿到|发|领|取得)?(?:合格)?证|证(?:书)?还没|未取得/, /合格证|证书|有证|拿到证|发证|证/],
  withinProgramme: [
    /超(?:过|出|期)?(?:了)?学制|延期|超期|不在学制|没在学制|延毕/,
    /学制(?:内|年限内|期限内|以内|期内)|在学制|年限(?:之|以)?内|期限(?:之|以)?内|在读|没毕业|规定(?:学制|年限|学习年限)|没超|没有超|未超/,
  ],
  granted: [/没(?:有)?(?:批|同意|通过)|未批/, /批|同意|通过|有文件/],
  status: [/已(?:经)?核销|核销(?:了|完成|过)/, /(?:没|未|还没|尚未)(?:有)?(?:核销|结项)|待核销/],
};
