/** What words say about the person: title, institution, profession, flags. Pure. */

import type { Day, Institution, Member, Title } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';

/** The slots that are about the person, not about an activity. */
export const PROFILE_FIELDS: ReadonlySet<string> = new Set([
  'province',
  'title',
  'institution',
  'institution.level',
  'institution.kind',
  'profession',
  'name',
]);

const TITLES: readonly (readonly [RegExp, Title])[] = [
  [/无职称|没(?:有)?(?:评)?(?:任何)?职称|未评职称|还没(?:评)?职称/, 'none'],
  [/副?主任(?:医|护|药|技|中医|检验|公卫)?师|副高|正高|高级(?:职称)?|副教授|教授|副主任|主任医/, 'senior'],
  [/主治|主管|中级|中职/, 'mid'],
  [/士级|(?:药|技|医|检验)士|护士[(（]士|初级[(（]?士/, 'junior-assistant'],
  // 护士, 护士长, 医生, 药师 alone are what somebody does, whatever the rank.
  [/初级|师级|住院医师|(?<!药)(?:医|护|技)师|(?<!执业)药师[(（]师|助理医师/, 'junior'],
];

/** The title that words name. What is only a profession or a post names none. */
export const readTitle = (text: string): Title | undefined => TITLES.find(([pattern]) => pattern.test(text))?.[1];

const BARE_TITLE =
  /^(?:不对|不是|错了|说错了|更正|哦|噢|其实|准确地?说)?[,，。 ]?(?:我)?(?:的)?(?:职称)?(?:其实|应该|现在)?(?:是|为)?[\u4e00-\u9fff()（）、/]{1,10}[。!！.~ ]*$/;
const TITLE_TAIL =
  /(?:医师|护师|药师|技师|检验师|护士[(（]士级?[)）]|药士|技士|医士|士级|师级|[副正]高|中级|初级|高级|职称)[)）。!！.~ ]*$/;

/** 想评中级: not yet. */
const HOPES =
  /(?:想|打算|准备|计划|争取|希望|可能|应该能|快要?|要)(?:去|能|再)?[^,，。了过]{0,3}(?:评|升|晋|考|聘)(?![^,，。]{0,8}[了过])/;

/** 主管护师, said alone: a title, or a title set right. Undefined where the words are anything else. */
export const bareTitle = (text: string): Title | undefined =>
  text.length <= 18 && BARE_TITLE.test(text) && !HOPES.test(text) && TITLE_TAIL.test(text)
    ? readTitle(text)
    : undefined;

const LEVELS: readonly (readonly [RegExp, Institution])[] = [
  [/村卫生室|村卫生所|村医|村级/, { level: 'village' }],
  [/个体诊所|私人诊所|个人诊所/, { level: 'clinic', kind: 'individual-clinic' }],
  [/诊所|门诊部/, { level: 'clinic', kind: 'clinic' }],
  [/社区(?:卫生)?(?:服务)?(?:中心|站|医院)?|街道卫生/, { level: 'community' }],
  [/乡镇|卫生院|镇卫生|乡卫生/, { level: 'township' }],
  [/学校|校医院|校医|医务室|大学校/, { level: 'school', kind: 'school' }],
  [/计划生育|计生/, { kind: 'family-planning' }],
  [
    /省级|省立|省人民|省直|省中医|省属|部属|委属|省妇幼|省肿瘤|大学附属|附属第?[一二]?医院/,
    { level: 'province', kind: 'hospital' },
  ],
  [/县级|县人民|县医院|县中医|区级|区人民|区医院|县区|区县|县域|县妇幼|市辖区/, { level: 'county', kind: 'hospital' }],
  [
    /市级|地级|州级|市人民|市立|市中医|市医院|市属|市直|第[一二三四五六]人民医院|州人民|市妇幼|地市/,
    { level: 'prefecture', kind: 'hospital' },
  ],
  [/^(?:省)$/, { level: 'province', kind: 'hospital' }],
  [/^(?:市|州)$/, { level: 'prefecture', kind: 'hospital' }],
  [/^(?:县|区)$/, { level: 'county', kind: 'hospital' }],
];

/** The kind of institution that words name; its proper name where they give one. */
export function readInstitution(text: string): Institution | undefined {
  const found = LEVELS.find(([pattern]) => pattern.test(text))?.[1];
  const isPrivate = /民营|私立|民办/.test(text);
  if (!found && !isPrivate) return undefined;
  const name = /([\u4e00-\u9fff]{2,14}(?:医院|卫生院|服务中心|服务站|诊所|卫生室|疾控中心|妇幼保健院))/.exec(text)?.[1];
  const proper =
    name && !/^(?:[省市县区州]级|乡镇|社区|基层|我在|在)/.test(name) && name.length > 4
      ? name.replace(/^我?(?:是|在|调到|到)/, '')
      : undefined;
  return { ...found, ...(isPrivate ? { kind: 'private-hospital' } : {}), ...(proper ? { name: proper } : {}) };
}

const PROFESSIONS: readonly (readonly [RegExp, string])[] = [
  [/护士|护师|护理/, 'nurse'],
  [/药师|药士|药剂|药学/, 'pharmacist'],
  [/口腔|牙医/, 'dental'],
  [/中医/, 'tcm'],
  [/公卫|疾控|预防|公共卫生/, 'public-health'],
  [/技师|技士|检验|影像|放射|康复|超声|病理/, 'technician'],
  [/医生|医师|大夫|主治|内科|外科|妇产|儿科/, 'physician'],
];
export const readProfession = (text: string): string | undefined =>
  PROFESSIONS.find(([pattern]) => pattern.test(text))?.[1];

/** 师 or 士, where a province's text needs it. */
export function readGrade(text: string): string | undefined {
  if (/士级|[药技医]士(?!长)|[(（]士/.test(text)) return '士';
  return /师级|[护药技医]师|[(（]师/.test(text) ? '师' : undefined;
}

/** 我叫李四 → 李四 */
export const readName = (text: string): string | undefined =>
  /我(?:的)?(?:名字)?叫([\u4e00-\u9fff·]{2,8})(?=[,，。.!！ ]|$)/.exec(text)?.[1];

const PROVINCE_WORD =
  /(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|全国|国家)(?:省|市|自治区)?/;
export const readProvinceWord = (text: string): string | undefined => PROVINCE_WORD.exec(text)?.[1];

/** Cities of the provinces that are covered, by which people name where they are. */
const CITIES: readonly (readonly [province: string, cities: RegExp])[] = [
  ['浙江', /杭州|宁波|温州|嘉兴|湖州|绍兴|金华|衢州|舟山|台州|丽水|义乌/],
  ['山西', /太原|大同|阳泉|长治|晋城|朔州|晋中|运城|忻州|临汾|吕梁/],
  ['福建', /福州|厦门|莆田|三明|泉州|漳州|南平|龙岩|宁德/],
  ['云南', /昆明|曲靖|玉溪|保山|昭通|丽江|普洱|临沧|楚雄|红河|文山|西双版纳|大理|德宏|怒江|迪庆/],
];
/** 我在昆明, as the answer to which province. */
export const provinceOfCity = (text: string): string | undefined => CITIES.find(([, cities]) => cities.test(text))?.[0];

const FLAG_WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /规培生|住培生|住培学员|规培学员|(?:在|正在)(?:规培|住培)|(?:规培|住培)的?第?[一二三123]年|住院医师规范化培训(?:学员|期间)/,
    'resident',
  ],
  [/专培生|专培学员|(?:在|正在)专培/, 'fellow'],
  [/村医|乡村医生/, 'village-doctor'],
  [/校医/, 'school-doctor'],
  [/没(?:有)?(?:拿到|考到|取得)?(?:执业证|执业资格|资格证|医师证|护士证)|未取得执业/, 'unlicensed'],
];

/** A maternity leave that is told: its days where the words say them. Undefined where the text tells of none. */
export function readLeave(text: string, day: Day): { from?: Day; to?: Day; future?: boolean } | undefined {
  if (!/产假/.test(text) || text.length > 40 || /没(?:有)?[休请]|不休|[?？吗]|补学|免修/.test(text)) return undefined;
  if (!/^(?:我|本人|今年|去年|明年|从|休|请|在|产假|\d)|(?:[休请在]了?|申请)产假/.test(text)) return undefined;
  const when = findDates(text, day).found.find((w) => w.kind !== 'year');
  if (when && when.from <= day) return when.kind === 'range' ? { from: when.from, to: when.to } : { from: when.from };
  if (when || /明年|下个?月|下周|以后|将来|准备|打算|计划|快要|马上|即将|[要想会](?:去)?[休请]/.test(text))
    return { future: true };
  return {};
}

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
const NAME_AT_END = new RegExp(`(?:医师|护师|药师|技师|护士|医生)([${SURNAMES}][\\u4e00-\\u9fff]{1,2})[。.!！]*$`);
/** 我是某医院的主管护师王丽 → 王丽 */
const nameAtEnd = (text: string): string | undefined =>
  /^我是[^,，。]{0,20}的/.test(text) ? NAME_AT_END.exec(text)?.[1] : undefined;

/** 不是护士: what somebody says they are not. */
const DENIED = /(?:并|可|而)?不(?:是|再是)[^,，。;是]{1,8}/g;
const isAhead = (when: { readonly from: Day; readonly future?: boolean }, day: Day): boolean =>
  when.future === true || when.from > day;

/** 从明年1月起, said alone: the day of the title told last. */
export function titleDay(text: string, member: Member | undefined, day: Day): { title: Title; from: Day } | undefined {
  const title = member?.titles?.at(-1)?.title;
  if (title === undefined || (member?.titles ?? []).length < 2) return undefined;
  if (text.length > 16 || !/^(?:是|应该是|不对[,，]?是?)?从?[^,，。]{2,12}(?:起|开始)(?:算|的)*[。!！]*$/.test(text))
    return undefined;
  const [when, more] = findDates(text, day).found;
  return when && more === undefined && when.kind !== 'range' ? { title, from: when.from } : undefined;
}

/** 住培学员，规培第二年: what somebody is, and no days of it. */
const TRAINEE =
  /^(?:我(?:是|还是|现在是)?|本人(?:是)?)?(?:今年|现在)?(?:(?:住培|规培|专培)(?:生|学员|医生|医师)?的?[,， ]?){1,2}(?:第?[一二三123]年(?:级)?的?(?:学员|了)?)?[。.!！ ]*$/;

/** A statement about oneself: 我升主治了，从今年3月起. Undefined where the text is none. */
export function readStatement(text: string, day: Day): { patch: Partial<Member>; from?: Day } | undefined {
  if (TRAINEE.test(text)) {
    const flag = FLAG_WORDS.find(([pattern]) => pattern.test(text))?.[1];
    if (flag !== undefined) return { patch: { flags: [flag] } };
  }
  if (
    !/^(?:我|本人|更正|改一下|帮我改|资料)/.test(text) &&
    !/^[^,，。]{0,14}[,，]?我(?:已经|刚|就)?(?:是|升|晋升|评上|聘|考[上出到过取下]|调到?|转到?)/.test(text) &&
    !/(?:职称|单位|省份)(?:是|为|改|变|应该|错|不对|:)/.test(text)
  )
    return undefined;
  const about =
    /我不是[^,，。]{1,8}[,，]是|我(?:现在|目前|今年|已经|刚|就)?(?:刚|已经)?(?:是(?!主讲|听|参|讲|第|学员|昨|前|上|通讯|一作)|升|晋升|评[上出到]|聘|考[上出到取下]|转到?|调到?|换到?|在(?=[^,，。]{0,12}(?:医院|卫生院|中心|卫生室|诊所|工作|上班|规培|住培|专培))|叫)|我[^,，。]{0,10}(?:升|晋升?|评[上出到下]|聘|考[上出到过取下]|拿[到下]|取得|通过|评的?)(?:了|的|到|为|成|上|来)?[^,，。]{0,4}(?:职称|[医护药技]师|主治|主管|[中高初]级|[副正]高)|职称|单位(?:是|改|换)|省份|拿到(?:了)?结业证|(?:通过|考过)(?:了)?[^,，。]{0,8}结业考核|结业(?:了|考核)/;
  if (!about.test(text)) return undefined;
  const told = text.replace(DENIED, ' ');
  const title = readTitle(told);
  const institution = /调|转|换|单位|医院|卫生院|中心|卫生室|诊所|学校|计生/.test(text)
    ? readInstitution(text)
    : undefined;
  const province = /在|是|调|省份|人|叫/.test(text) ? (readProvinceWord(text) ?? provinceOfCity(text)) : undefined;
  const profession = /我(?:现在|目前)?是|职业|岗位|转|[,，]是/.test(text) ? readProfession(told) : undefined;
  const flags = FLAG_WORDS.filter(([pattern]) => pattern.test(text)).map(([, flag]) => flag);
  const name = /我(?:的名字)?叫([\u4e00-\u9fff]{2,4})(?=[,，。 ]|$)/.exec(text)?.[1] ?? nameAtEnd(text);
  // 明年想评中级: a hope is no title.
  if (title && HOPES.test(text)) return undefined;
  const { found } = findDates(text, day);
  const when = found.find((w) => !isAhead(w, day)) ?? (title ? found.find((w) => isAhead(w, day)) : undefined);
  const patch: Partial<Member> = {
    ...(title ? { title } : {}),
    // What was never a change has been so all along.
    ...(title && !when && !/升|晋|评[上出到下]|聘|考[上出到过取下]|取得|拿[到下]|通过|刚/.test(text)
      ? { titles: [{ title, from: '1990-01-01' }] }
      : {}),
    ...(title && readGrade(text) && (title === 'junior' || title === 'junior-assistant')
      ? { grade: readGrade(text) ?? '师' }
      : {}),
    ...(institution ? { institution } : {}),
    ...(province && !/(?:省|市)级/.test(province) ? { province } : {}),
    ...(profession ? { profession } : {}),
    ...(flags.length > 0 ? { flags } : {}),
    ...(name ? { name } : {}),
    ...(/结业/.test(text) && when?.kind === 'day' ? { pgmePassed: when.from } : {}),
  };
  if (Object.keys(patch).length === 0) return undefined;
  const from = title && when ? when.from : undefined;
  return { patch, ...(from ? { from } : {}) };
}
