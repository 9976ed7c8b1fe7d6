/** What words say about the person: title, institution, profession, flags. Pure. */

import { provinceOfCity, readProvinceWord } from '../../chinese/index.ts';
import type { Day, Member } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';
import { PAST } from './holds-words.ts';
import { readInstitution } from './place.ts';
import { DENIED, HOPES, isAhead, readGrade, readTitle } from './title.ts';

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

/** Words for what somebody does. */
export const PROFESSION_WORDS: readonly (readonly [RegExp, string])[] = [
  // 护理部 is an office.
  [/护士|护师|护理(?!部)/, 'nurse'],
  [/药师|药士|药剂|药学/, 'pharmacist'],
  [/口腔|牙医/, 'dental'],
  [/中医/, 'tcm'],
  [/公卫|疾控|预防|公共卫生/, 'public-health'],
  [/技师|技士|检验|影像|放射|康复|超声|病理/, 'technician'],
  [/医生|医师|大夫|主治|内科|外科|妇产|儿科/, 'physician'],
];

export const readProfession = (text: string): string | undefined =>
  PROFESSION_WORDS.find(([pattern]) => pattern.test(text))?.[1];

/** 我叫李四 → 李四 */
export const readName = (text: string): string | undefined =>
  /我(?:的)?(?:名字)?叫([\u4e00-\u9fff·]{2,8})(?=[,，。.!！ ]|$)/.exec(text)?.[1];

/** Words for what makes an exception of somebody. */
export const FLAG_WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /规培生|住培生|住培学员|规培学员|(?:在|正在)(?:规培|住培)|(?:规培|住培)的?第?[一二三123]年|住院医师规范化培训(?:学员|期间)/,
    'resident',
  ],
  [/专培生|专培学员|(?:在|正在)专培/, 'fellow'],
  [/村医|乡村医生/, 'village-doctor'],
  [/校医/, 'school-doctor'],
  [/没(?:有)?(?:拿到|考到|取得)?(?:执业证|执业资格|资格证|医师证|护士证)|未取得执业/, 'unlicensed'],
];

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';

const NAME_AT_END = new RegExp(`(?:医师|护师|药师|技师|护士|医生)([${SURNAMES}][\\u4e00-\\u9fff]{1,2})[。.!！]*$`);

/** 我是某医院的主管护师王丽 → 王丽 */
const nameAtEnd = (text: string): string | undefined =>
  /^我是[^,，。]{0,20}的/.test(text) ? NAME_AT_END.exec(text)?.[1] : undefined;

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
  // Of the house that held a meeting, or of years ago.
  if (/[主举承协]办/.test(text) || PAST.test(text)) return undefined;
  const about =
    /我不是[^,，。]{1,8}[,，]是|我(?:现在|目前|今年|已经|刚|就)?(?:刚|已经)?(?:是(?!主讲|听|参|讲|第|学员|昨|前|上|通讯|一作)|升|晋升|评[上出到]|聘|考[上出到取下]|转(?![发告载给])到?|调到?|换到?|在(?=[^,，。]{0,12}(?:医院|卫生院|中心|卫生室|诊所|工作|上班|规培|住培|专培))|叫)|我[^,，。]{0,10}(?:升|晋升?|评[上出到下]|聘|考[上出到过取下]|拿[到下]|取得|通过|评的?)(?:了|的|到|为|成|上|来)?[^,，。]{0,4}(?:职称|[医护药技]师|主治|主管|[中高初]级|[副正]高)|职称|单位(?:是|改|换)|省份|拿到(?:了)?结业证|(?:通过|考过)(?:了)?[^,，。]{0,8}结业考核|结业(?:了|考核)/;
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
