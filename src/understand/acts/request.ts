import { parseNumber } from '../../chinese/index.ts';
import type { Day, FieldValue, RequestKind } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';
import { isQuestion } from './asks.ts';
import { exemptionIn } from './exemption.ts';
import { REQUEST_STATE, yearIn } from './progress.ts';

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
