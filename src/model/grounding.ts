/** What a model may say: only what the clauses it was given say. Pure. */
import { z } from 'zod';
import { NUM, parseNumber } from '../chinese/index.ts';
import { bare, isQuoteOf } from '../documents/index.ts';
import type { Clause } from '../types/index.ts';
import { type Claim, holdsOf, verdictsIn } from './whose.ts';

const reply = z.object({
  ids: z.array(z.string()).min(1).max(3),
  quote: z.string().min(4).max(600),
  answer: z.string().trim().min(2).max(160),
});

interface Grounded {
  readonly clauses: readonly Clause[];
  readonly answer: string;
}

/** A figure with what it counts (学分, 月, % …; empty where nothing follows), or a longer token that must stand as it is. */
export type Fact = Pick<Claim, 'value' | 'unit'>;

/** Days, telephone numbers, addresses and 文号: nothing of them may be put together anew. */
const WHOLE =
  /https?:\/\/[^\s，。；、）)]+|www\.[\w.-]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\p{Script=Han}]{1,12}[〔[(]\d{4}[〕\])](?:第?\d{1,5}号)?|[〔[]\d{4}[〕\]]|(?:\d{2,4}年)?\d{1,2}月\d{1,2}[日号]|\d{4}年\d{1,2}月|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{2,}(?:-\d{2,})+/gu;
const UNITS = '个?(学分|学时|小时|课时|工作日|月|年|日|天|号|分|周|次|篇|名|位|门|项|元|科|字|人|条|章|届|级|倍|[%％])';
/** 这一条, 同一年, 任一项 name no figure. */
const FIGURES = new RegExp(`(百分之)?(?<![这那某同另任])(${NUM})${UNITS}?`, 'gu');
/** The same thing counted: 3 学分 = 3 分, 5 天 = 5 日. */
const SAME: { readonly [unit: string]: string } = { 学分: '分', 天: '日', 号: '日', 课时: '学时', 名: '人', 位: '人' };
/** Numerals that are words: 一般, 统一, 一致. They count only with a unit behind them. */
const isChinese = (text: string): boolean => !/\d/u.test(text);

const INJECTED =
  /忽略|系统提示|提示词|作为(?:一个)?(?:AI|人工智能|语言模型)|点击|扫码|二维码|转账|汇款|加(?:我|微信)|微信号|https?:\/\/|javascript:|<\w|[「」【】]/iu;
/** It knows nothing of anybody: whatever it says about the one who asks is made up. */
const PERSONAL =
  /[您你](?:已|还差|还缺|现在|目前|今年|这次)|已经?(?:达标|合格|登记|记下|记录|批准|通过|为您|帮您)|身份证|密码|验证码|银行卡/u;
/** What a sentence may conclude only from a clause that says so in one of these ways. */
const CONCLUDES: readonly (readonly [said: RegExp, told: RegExp])[] = [
  [
    /不能|不得|不可|不行|不允许|不准|禁止|不给|不算|不计|不予|不认/u,
    /不能|不得|不可|不允许|不准|禁止|不予|不计|不算|不认|不再|取消|无效/u,
  ],
  [/不用|不需|无需|无须|不必|不要求|免(?!疫)/u, /不用|不需|无需|无须|不必|免(?!疫)|不纳入|不要求|视同|视为|豁免/u],
  [/可以|能(?!力)|允许|行(?=[，。,.；]|$)|算(?!法)/u, /可|能(?!力)|允许|不限|准予|视同|视为|予以|授予|认可|计|均/u],
  [/必须|应当|一定要|务必|强制/u, /必须|应|须|要求|不得|务必|需/u],
  [/无法|没法|不了(?=[，。,.；]|$)/u, /无法|没法|不能|不得|不可|不予|不再/u],
  [/只有|只能|只限|仅/u, /只有|只能|只限|仅/u],
  [/任何|任意|一律|所有|全部|全都|谁都|人人|无论|不论/u, /任何|任意|一律|所有|全部|全体|均|无论|不论|各/u],
  [/最多|至多|上限|封顶|不超过|不能超|最高/u, /最多|至多|上限|封顶|不超过|超过|最高|以内|以下|为限/u],
  [/最少|至少|不少于|不低于|起码|下限/u, /最少|至少|不少于|不低于|以上|最低|达到|应达/u],
];
const DENIES = /不|无需|无须|毋|免(?!疫)|没有?|未|禁止|非(?!常)|除外/u;

/** Characters that any sentence is made of. */
const COMMON = new Set(
  '的了是在有和与及或也都就要可以能会需须应先再后前把由从到按照给让请您你我他它这那其中里上下行对为于则即且被比打拨看办照规定',
);
/** How much of a sentence is made of the words it was given: what is not is talk of something else. */
const OWN_WORDS = 0.6;

const plain = (text: string): string => bare(text.normalize('NFKC')).toLowerCase();

/** Every figure, date, telephone number, address and 文号 of a text, as comparable words. */
export const factsIn = (text: string): Fact[] => claimsIn(plain(text)).map(({ value, unit }) => ({ value, unit }));

/** The same with their places in a text that is `plain`. */
function claimsIn(text: string): readonly Claim[] {
  const facts: Claim[] = [];
  const rest = text.replace(WHOLE, (token: string, at: number) => {
    facts.push({ value: token, unit: '', at, end: at + token.length });
    return ' '.repeat(token.length);
  });
  for (const match of rest.matchAll(FIGURES)) {
    const [, percent, number = '', unit = ''] = match;
    if (isChinese(number) && unit === '' && percent === undefined) continue;
    const value = parseNumber(number);
    const place = { at: match.index, end: match.index + match[0].length };
    const counts = percent ? '%' : (SAME[unit] ?? unit);
    facts.push({ value: value === undefined ? number : String(value), unit: counts, ...place });
  }
  return facts;
}

/** A name on the net in any writing (www.x.cn, x.com/a, x点com, 全角 or spaced), with what stands behind its slash. */
const ADDRESS =
  /[a-z0-9][a-z0-9-]*(?:(?:\.|。|．|点|\(?dot\)?|@)[a-z0-9-]*[a-z][a-z0-9-]*)+(?:[/?#][^\s，。；、）)]*)?/gu;
const addressesIn = (text: string): readonly string[] => [...text.matchAll(ADDRESS)].map(([address]) => address);
/** Letters that only look like ours: Greek, Cyrillic and the like stand in no clause. */
const FOREIGN = /[^\P{L}\p{Script=Han}A-Za-z]/u;

/** Does the source have this fact, with the same unit? A figure that stands alone in a table may have any. */
function isBacked(fact: Fact, source: string, known: readonly Fact[]): boolean {
  if (!/^\d+(?:\.\d+)?$/u.test(fact.value)) return source.includes(fact.value);
  return known.some(
    ({ value, unit }) => value === fact.value && (unit === fact.unit || fact.unit === '' || unit === ''),
  );
}

/** Every fact of `text` stands in `source`; it concludes nothing in a way that the source does not, nor leaves out that the quote denies. */
function keepsTo(text: string, source: string, quote: string): boolean {
  const whole = plain(source);
  const sentence = plain(text);
  const known = claimsIn(whole);
  const claims = claimsIn(sentence);
  if (!claims.every((fact) => isBacked(fact, whole, known))) return false;
  if (!addressesIn(sentence).every((address) => whole.includes(address))) return false;
  const told = { text: whole, claims: [...known, ...verdictsIn(whole)] };
  if (!holdsOf({ text: sentence, claims: [...claims, ...verdictsIn(sentence)] }, told)) return false;
  const said = text.replace(/就(?:可以|行|好|能)了?(?=[，。,.；]|$)/gu, '');
  if (CONCLUDES.some(([says, told]) => says.test(said) && !told.test(source))) return false;
  if (DENIES.test(text) && !DENIES.test(source)) return false;
  return !DENIES.test(quote) || DENIES.test(text);
}

/** Is the sentence about what the clauses and the question are about? */
function isAbout(text: string, source: string): boolean {
  const said = [...text].filter((char) => /\p{Script=Han}/u.test(char) && !COMMON.has(char));
  return said.filter((char) => source.includes(char)).length >= said.length * OWN_WORDS;
}

/** A clause that begins with its own heading, without it: the heading stands in the path, and is no part of the first sentence. */
const withoutHead = (text: string, head = ''): string =>
  head !== '' && text.startsWith(head) ? text.slice(head.length) : text;

/** The JSON object in a model's reply, whatever stands around it; `undefined` where there is none. */
export function objectIn(content: string): unknown {
  const json = /\{[\s\S]*\}/u.exec(content)?.[0];
  if (!json) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * The model's reply, if it keeps to the clauses: known ids, a quote that stands word for word in one of them, no figure,
 * date, number or address that the clauses it names do not have, nothing about the person. Else `undefined`.
 * @param question what was asked: its words may be used, its figures may not
 */
export function grounded(content: string, given: readonly Clause[], question = ''): Grounded | undefined {
  const read = reply.safeParse(objectIn(content));
  if (!read.success) return undefined;
  const { ids, quote, answer } = read.data;
  const clauses = ids.map((id) => given.find((clause) => clause.id === id));
  const known = clauses.flatMap((clause) => (clause ? [clause] : []));
  if (known.length !== ids.length || !known.some((clause) => isQuoteOf(quote, clause.text))) return undefined;
  // White space is left out when texts are compared: what it kept apart is kept apart by a stop.
  const source = known
    .map(({ path, text }) => [...path, ...withoutHead(text, path.at(-1)).split('\n')].join('。'))
    .join('。');
  if (
    INJECTED.test(answer) ||
    PERSONAL.test(answer) ||
    FOREIGN.test(answer.normalize('NFKC')) ||
    /[a-zA-Z]{12,}|[\n\r]/u.test(answer)
  )
    return undefined;
  if (!isAbout(answer, `${source}${question}`)) return undefined;
  return keepsTo(answer, source, quote) ? { clauses: known, answer } : undefined;
}
