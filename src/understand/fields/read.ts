/** One field out of words: in a free text, or as the answer to our question for it. Pure. */

import { fieldOf, isDeclared, lasts } from '../../catalogue/index.ts';
import { bareNumber, findDays, NUM, parseNumber, saysUnknown } from '../../chinese/index.ts';
import type { Assumption, Day, FieldValue } from '../../types/index.ts';
import { affirmed, NO, YES } from './affirmed.ts';
import { findChars, findCount, findCredits } from './amounts.ts';
import { answerDate } from './days.ts';
import { readDeclared } from './declared.ts';
import { readHours } from './hours.ts';
import { FLAGS, VALUES } from './values.ts';

export interface Read {
  readonly value: FieldValue;
  readonly assumed?: Assumption;
}

/** -3学分, 负3小时; the dash of 3-5学分 or 课程-3学分 is none. */
const BELOW_ZERO =
  /(?:^|[ :,，是为])(?:-|负) ?(?=\d[\d.]* ?个?(?:学?分|小时|学时|课时|次|场|天|字))|负(?=[一二三四五六七八九十])/;

/** The value of a field in a text that was not an answer to it. An amount said below zero stays below zero. */
export function readFree(field: string, text: string, type: string): Read | undefined {
  const read = readAny(field, text, type);
  if (!read || typeof read.value !== 'number' || fieldOf(field)?.sort !== 'amount') return read;
  return BELOW_ZERO.test(text) ? { ...read, value: -read.value } : read;
}

/** What the house knows of a field's words. `words`: what the text affirms. */
type Reader = (words: string, text: string, type: string) => Read | undefined;

const told = (value: FieldValue | undefined): Read | undefined => (value === undefined ? undefined : { value });
const chosenFrom =
  (field: string): Reader =>
  (words) =>
    pick(VALUES[field], words);

/** 核定 3 分: credits that a document states, not what somebody got. */
const STATED = /公布|发布|标注|核定|文件上|通知上|证书上?写|项目学分|授予|学分为|学分是|每人/;
const CERTIFICATES = new RegExp(`(${NUM}) ?(?:科|门|个)`);
const ISSUER =
  /(?:福建省药师协会|药师协会)|([\u4e00-\u9fff]{0,8}(?:省|市|国家|中华|中国)[\u4e00-\u9fff]{0,8}(?:学会|协会|医院|卫健委|中心))(?:发|颁|办|给)/;
const AUTHORITY = /([\u4e00-\u9fff]{2,8}市(?:卫健委|卫生健康委|卫生局))/;
const CERTIFICATE_NUMBER = /(?:证书的?(?:编号|号码?)|证号)[是为:： ]{0,3}([A-Za-z0-9()〔〕-]{4,40})/i;
/** The same of what is a certificate and nothing else: there 编号 alone says it. */
const ITS_NUMBER = /(?:证书)?(?:编号|证书号|号码|No\.?|证号)[是为:： ]{0,3}([A-Za-z0-9()〔〕-]{4,40})/i;
const DOCS: readonly string[] = ['会议通知', '车票', '学分证明'];

/** Fields with words of their own; every other is a flag. */
const PLAIN: { readonly [field: string]: Reader } = {
  hours: (words, _, type) => told(readHours(words, lasts(type))),
  fullDays: (words) => {
    const days = findDays(words)?.days;
    return Number.isInteger(days) ? told(days) : undefined;
  },
  credits: (words) => told(findCredits(words)?.credits),
  publishedCredits: (words) => (STATED.test(words) ? told(findCredits(words)?.credits) : undefined),
  chars: (words) => told(findChars(words)),
  count: (words) => told(findCount(words)),
  sessions: (words) => told(findCount(words)),
  certificates: (words) => {
    const match = CERTIFICATES.exec(words);
    return match?.[1] === undefined ? undefined : told(parseNumber(match[1]));
  },
  rank: (words, _, type) => readRank(words, type),
  status: (words) => (FLAGS.status?.[1].test(words) ? { value: 'pending' } : undefined),
  host: (words) => (/外省|省外|外地(?:参加|听|开)/.test(words) ? { value: 'outside' } : undefined),
  docs: (words) => {
    const docs = DOCS.filter((name) => words.includes(name));
    return docs.length > 0 ? { value: docs } : undefined;
  },
  course: (_, text) => readCourse(text),
  source: (words) => {
    const match = ISSUER.exec(words);
    return match ? { value: match[1] ?? (match[0].startsWith('福建') ? match[0] : `福建省${match[0]}`) } : undefined;
  },
  certificateNumber: (words, _, type) => {
    const match = (type === 'certified-credit' ? ITS_NUMBER : CERTIFICATE_NUMBER).exec(words);
    return told(match?.[1]?.toUpperCase());
  },
  authority: (words) => told(AUTHORITY.exec(words)?.[1]),
  task: chosenFrom('task'),
  degree: chosenFrom('degree'),
  programme: chosenFrom('programme'),
  grade: chosenFrom('grade'),
  form: chosenFrom('form'),
  organiser: chosenFrom('organiser'),
  target: chosenFrom('target'),
  kind: (words, _, type) => pick(VALUES[type === 'book' ? 'bookKind' : 'kind'], words),
  journal: (words) => readJournal(words),
  level: (words, _, type) => pick(type === 'standard' ? VALUES.standardLevel : levelWords(type), words),
  role: (words, _, type) => readRole(words, type),
};

function readRole(words: string, type: string): Read | undefined {
  if (type !== 'book' && HEARD.test(words) && !TAUGHT.test(words)) return { value: 'participant' };
  const own = words.replace(OTHERS_TEACH, ' ');
  const read = pick(roleWords(type), own);
  return read ?? (own !== words && type !== 'book' ? { value: 'participant' } : undefined);
}

function readPlain(field: string, text: string, type: string): Read | undefined {
  const read = PLAIN[field];
  return read ? read(affirmed(text), text, type) : readFlag(field, text);
}

/** What a ruleset declared is read by its own words; what the house knows by the readers of that field. */
function readAny(field: string, text: string, type: string): Read | undefined {
  const value = readDeclared(field, affirmed(text));
  return value === undefined ? readPlain(field, text, type) : { value };
}

const HEARD = /我们?(?:也|都|就|只)?(?:去|来|是)?(?:旁|坐[^,，。;]{0,3})?听|(?:去|来)听(?:了|课)/;

const TAUGHT =
  /我们?[^,，。;]{0,4}(?:主讲|讲(?!座)|授课|做(?:的|了)?[^,，。;]{0,8}(?:报告|示范|演示)|当[^,，。;]{0,4}老师)|主讲(?:人)?(?:是|:)?我/;

/** 护士长讲的, 王主任主讲: who tells of it listened. */
const OTHERS_TEACH =
  /(?:主任|护士长|老师|教授|专家|院长|领导|别人|同事|他们?|她们?)(?:来|给(?:我们|大家|科里))?(?:做了?[^,，。;]{0,6}(?:讲座|报告|培训)|主讲|授课|讲课?|上的?课|做的?报告|示范|演示|主刀)(?:的)?(?=[,，。; ]|$)|(?:主讲(?:人|老师)?|讲者|授课(?:人|老师)?)(?:是|为|:)(?!我(?!们)|本人)[^,，。;]{1,10}/g;

/** What a short answer may say that a free text may not. Day: today. */
type AnswerReader = (words: string, text: string, type: string, day: Day) => Read | undefined;

/** 一次, 就一个, 没几次 */
const ONCE = /(?:就|只)?这?(?:一|1)(?:次|个|场|回)|没几次/;
const amount: AnswerReader = (words) => number(words) ?? (ONCE.test(words) ? { value: 1 } : undefined);
const asSaid: AnswerReader = (words) =>
  words.trim().length > 0 && words.length <= 60 ? { value: words.trim().replace(/^《|》$/g, '') } : undefined;

const ANSWERS: { readonly [field: string]: AnswerReader } = {
  hours: (words, text) => {
    const or = /([一两二三四五六七八])([二三四五六七八九])个?(?:多)?(?:小时|钟头|学时|课时)/.exec(words);
    const low = parseNumber(or?.[1] ?? '');
    if (or && low !== undefined) return { value: low, assumed: { is: 'hours', said: or[0], hours: low } };
    const span = findDays(words);
    if (span?.days !== undefined) {
      const perDay = span.days < 1 ? 3 : 6;
      const hours = span.days < 1 ? 3 : span.days * perDay;
      return { value: hours, assumed: { is: 'hours', said: span.about ?? text, hours } };
    }
    return number(words);
  },
  credits: amount,
  publishedCredits: amount,
  chars: amount,
  count: amount,
  sessions: amount,
  certificates: amount,
  fullDays: amount,
  level: (words, _, type) => {
    const kind = /^(国家|行业|地方|团体)/.exec(words.trim())?.[1];
    if (type === 'standard' && kind !== undefined) return readFree('level', `${kind}标准`, type);
    const bare = /^(国家?|省|市|县|区|院|单位)(?:里|级)?的?(?:吧|哈)?[。.]?$/.exec(words.trim())?.[1];
    return bare === undefined ? undefined : readFree('level', `${bare === '国' ? '国家' : bare}级`, type);
  },
  rank: (words) => number(words),
  role: (words, _, type) => {
    if (type === 'book') return undefined;
    if (/讲|主|老师|台上|教|示范|演示|带/.test(words)) return { value: 'lecturer' };
    return /听|学|坐|台下|观摩|看|参/.test(words) ? { value: 'participant' } : undefined;
  },
  docs: (words) => (YES.test(words) ? { value: DOCS } : NO.test(words) ? { value: [] } : undefined),
  host: (words) => {
    if (/本省|省内|当地/.test(words) || NO.test(words)) return { value: 'inside' };
    return YES.test(words) ? { value: 'outside' } : undefined;
  },
  course: asSaid,
  source: asSaid,
  certificateNumber: asSaid,
  authority: asSaid,
  name: asSaid,
  date: (_, text, __, day) => told(answerDate(text, day)?.from),
  planFiled: (words, text, _, day) => {
    const when = /没|未/.test(words) ? undefined : answerDate(text, day);
    if (when && when.kind !== 'year') return { value: when.from };
    if (/之后|后来|过了(?:第?一)?季度|晚(?:了|交)/.test(words)) return { value: `${day.slice(0, 4)}-05-01` };
    return /^(?:已经?)?[交报提]/.test(words.trim()) ? { value: true } : readYesNo('planFiled', words, text);
  },
};

/** An answer to our question for a field. `null` = not known. Undefined: the text is no answer to it. */
export function readAnswer(field: string, text: string, type: string, day: Day): Read | undefined {
  const free = readFree(field, text, type);
  if (saysUnknown(text) && (free === undefined || typeof free.value === 'boolean' || field === 'publishedCredits'))
    return { value: null };
  if (free !== undefined) return free;
  const words = affirmed(text);
  const read = ANSWERS[field];
  if (read) return read(words, text, type, day);
  return isDeclared(field) ? readDeclaredAnswer(field, words, day) : readYesNo(field, words, text);
}

/** The answer to the question for a field that a ruleset declared. */
function readDeclaredAnswer(field: string, words: string, day: Day): Read | undefined {
  const said = words.trim();
  switch (fieldOf(field)?.sort) {
    case 'amount':
      return number(words);
    case 'flag':
      return NO.test(said) ? { value: false } : YES.test(said) ? { value: true } : undefined;
    case 'day': {
      const when = answerDate(words, day);
      return when ? { value: when.from } : undefined;
    }
    case 'text':
      return said !== '' && said.length <= 60 ? { value: said.replace(/^《|》$/g, '') } : undefined;
    default:
      return undefined;
  }
}

function readYesNo(field: string, words: string, text: string): Read | undefined {
  if (!FLAGS[field]) return undefined;
  if (NO.test(words.trim()) || /^(?:不是|没有)/.test(text.trim())) return { value: false };
  // 拿了, 早交了
  const isDone = /^(?:早就?|都|已经?|刚)?[\u4e00-\u9fff]{1,2}(?:到|完|过)?了[。.!！]?$/.test(words.trim());
  return YES.test(words.trim()) || isDone ? { value: true } : undefined;
}

function pick(table: readonly (readonly [RegExp, FieldValue])[] | undefined, words: string): Read | undefined {
  for (const [pattern, value] of table ?? []) if (pattern.test(words)) return { value };
  return undefined;
}

const INDUSTRY = new Set(['award', 'research-grant']);

const levelWords = (type: string) =>
  INDUSTRY.has(type) ? VALUES.level : VALUES.level?.filter(([, value]) => !String(value).startsWith('industry'));

const BOOK_ROLES = new Set(['deputy', 'chief', 'member', 'contributor']);

const roleWords = (type: string) =>
  VALUES.role?.filter(([, value]) => (type === 'book') === BOOK_ROLES.has(String(value)));

function readJournal(words: string): Read | undefined {
  const clean = words.replace(/国家级?(?:课题|项目|奖)|省级?(?:课题|项目|奖)/g, ' ');
  if (/不是核心|非核心/.test(words)) return { value: 'ordinary' };
  const read = pick(VALUES.journal, clean);
  if (
    read &&
    (read.value === 'national' || read.value === 'provincial') &&
    !/期刊|杂志|刊物|论文|刊|文章|发/.test(clean) &&
    clean.length > 8
  )
    return undefined;
  return read;
}

function readFlag(field: string, text: string): Read | undefined {
  const flag = FLAGS[field];
  if (!flag) return undefined;
  if (field === 'certificate' && /证书\d|学分证/.test(text)) return undefined;
  if (flag[0].test(text)) return { value: false };
  return flag[1].test(affirmed(text)) ? { value: true } : undefined;
}

function readRank(words: string, type: string): Read | undefined {
  const place =
    /第([一二三四五六七八九十]|\d{1,2})(?=作者|完成人|起草人|主编|位|名|负责人|参与人|[,，。; ]|$)/.exec(words) ??
    /(?:排名?|排在|位列|名列|排序)(?:第)?([一二三四五六七八九十]|\d{1,2})(?!月|号|日|学|小|个|年)/.exec(words) ??
    /(?<![\d一二三四五六七八九十])([一二三四五六七]|\d)作(?!为|业|了|报)/.exec(words) ??
    /第([一二三四五六七八九十]|\d{1,2})(?!次|版|天|个|季|届|期|年|批|轮|人民|医院|附属|一|二|类|[条章节款项])/.exec(
      words,
    );
  const value = place?.[1] === undefined ? undefined : parseNumber(place[1]);
  if (value !== undefined && value >= 1) return { value };
  if (
    /(?:并列|共同)第?一|共一|(?:排|是)(?:老大|头一?个|首位)|^老大|独著|独作|独立(?:完成|作者)|唯一作者|first author/i.test(
      words,
    )
  )
    return { value: 1 };
  if (/second author/i.test(words)) return { value: 2 };
  if (type !== 'paper' && /(?:项目|课题|总)?(?:负责人|主持人)|主持|牵头|PI(?![a-z])|我负责/i.test(words))
    return { value: 1 };
  return undefined;
}

function readCourse(text: string): Read | undefined {
  const found: string[] = [];
  if (/促进法/.test(text)) found.push('基本医疗卫生与健康促进法');
  if (/抗菌药/.test(text)) found.push('抗菌药物的合理使用');
  if (found.length > 0) return { value: found[0] ?? null };
  return undefined;
}

const number = (words: string): Read | undefined => {
  const value = bareNumber(words);
  if (value !== undefined && /个半(?!小时|钟头|天|月)/.test(words)) return { value: value + 0.5 };
  return value === undefined ? undefined : { value: /^ ?[-负] ?[\d一二三四五六七八九十]/.test(words) ? -value : value };
};
