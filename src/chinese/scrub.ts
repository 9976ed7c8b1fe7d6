/** Takes out of a question what may name a person, before it is kept for a curator or shown to a model. Pure. */

/** Common family names that begin no word of our subject (not 高 级, 任 何, 许 多, 白 班 …). */
const FAMILY =
  '王李张刘陈杨赵黄周吴徐孙胡朱林郭马罗梁宋郑谢韩唐冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏汪姜范姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟雷钱汤尹黎乔贺赖龚';
const CALLED = '医生|护士|主任|老师|大夫|医师|药师|技师|教授|院长|科长|同志|师傅';
const BEFORE = '^|[，。、；：,;:\\s和跟给帮替叫是问]';
/** 李四医生, 帮张三护士长: a family name, at most two more characters, and how one is addressed. */
const ADDRESSED = new RegExp(`(${BEFORE})[${FAMILY}][\\p{Script=Han}]{1,2}(?=${CALLED})`, 'gu');
const SAID = new RegExp(`(我是|这是|她叫|他叫)[${FAMILY}][\\p{Script=Han}]{1,2}(?=[，,。\\s；;！!？?]|$)`, 'gu');

/** The very words, in capitals or not. */
const literally = (words: string): RegExp => new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu');
const digits = (text: string): string =>
  text.replace(/[０-９]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xff10 + 0x30));

/**
 * The question without ID and phone numbers, mail, staff numbers and names. `known`: what is certainly about the one who
 * asks (name, staff number, mobile, institution). At most 300 characters.
 */
export function scrub(question: string, known: readonly (string | undefined)[] = []): string {
  let text = digits(question);
  for (const word of [...known].sort((a, b) => (b?.length ?? 0) - (a?.length ?? 0)))
    if (word !== undefined && word.trim().length >= 2) text = text.replace(literally(word.trim()), '〔本人〕');
  return text
    .replace(/\d{6}[\s-]?\d{8}[\s-]?\d{3}[\dXx]|\d{15}/gu, '〔证件号〕')
    .replace(/(?<!\d)1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)/gu, '〔手机号〕')
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, '〔邮箱〕')
    .replace(/(?:工号|学号|账号|帐号|胸牌号?)\s*[:：是为]?\s*[A-Za-z0-9-]{3,}/gu, '〔工号〕')
    .replace(/(我叫|我的名字是|姓名[:：是]?|本人)\s*[\p{Script=Han}]{2,4}(?=[，,。\s；;]|的|在|，|$)/gu, '$1〔姓名〕')
    .replace(SAID, '$1〔姓名〕')
    .replace(ADDRESSED, '$1〔姓名〕')
    .replace(/\d{6,}/gu, '〔号码〕')
    .slice(0, 300);
}
