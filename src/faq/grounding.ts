/** What a model may say: only what the clauses it was given say. Pure. */
import { z } from 'zod';
import { NUM, parseNumber } from '../talk/numbers.ts';
import { bare, type Clause, isQuoteOf } from './document.ts';

const reply = z.object({
  ids: z.array(z.string()).min(1).max(3),
  quote: z.string().min(4).max(600),
  answer: z.string().trim().min(2).max(160),
});

export interface Grounded {
  readonly clauses: readonly Clause[];
  readonly answer: string;
}

/** A figure with what it counts (学分, 月, % …; empty where nothing follows), or a longer token that must stand as it is. */
export interface Fact {
  readonly value: string;
  readonly unit: string;
}

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
const DENIES = /不|无需|无须|毋|免(?!疫)|没有?|未|禁止|非(?!常)|除外/u;

const plain = (text: string): string => bare(text.normalize('NFKC')).toLowerCase();

/** Every figure, date, telephone number, address and 文号 of a text, as comparable words. */
export function factsIn(text: string): Fact[] {
  const facts: Fact[] = [];
  const rest = bare(text.normalize('NFKC')).replace(WHOLE, (token) => {
    facts.push({ value: token.toLowerCase(), unit: '' });
    return ' ';
  });
  for (const match of rest.matchAll(FIGURES)) {
    const [, percent, number = '', unit = ''] = match;
    if (isChinese(number) && unit === '' && percent === undefined) continue;
    const value = parseNumber(number);
    facts.push({ value: value === undefined ? number : String(value), unit: percent ? '%' : (SAME[unit] ?? unit) });
  }
  return facts;
}

/** Does the source have this fact, with the same unit? A figure that stands alone in a table may have any. */
function isBacked(fact: Fact, source: string, known: readonly Fact[]): boolean {
  if (!/^\d+(?:\.\d+)?$/u.test(fact.value)) return source.includes(fact.value);
  return known.some(
    ({ value, unit }) => value === fact.value && (unit === fact.unit || fact.unit === '' || unit === ''),
  );
}

/** Every fact of `text` stands in `source`, and it denies nothing that the source does not deny, nor the other way round. */
function keepsTo(text: string, source: string, quote: string): boolean {
  const known = factsIn(source);
  const whole = plain(source);
  if (!factsIn(text).every((fact) => isBacked(fact, whole, known))) return false;
  if (DENIES.test(text) && !DENIES.test(source)) return false;
  return !DENIES.test(quote) || DENIES.test(text);
}

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
 * The model's reply, if it keeps to the clauses: known ids, a quote that stands word for word in one of them, and no
 * figure, date, number or address that is in neither the clauses it names nor `allowed` (what the rules said). Else
 * `undefined`.
 */
export function grounded(content: string, given: readonly Clause[], allowed = ''): Grounded | undefined {
  const read = reply.safeParse(objectIn(content));
  if (!read.success) return undefined;
  const { ids, quote, answer } = read.data;
  const clauses = ids.map((id) => given.find((clause) => clause.id === id));
  const known = clauses.flatMap((clause) => (clause ? [clause] : []));
  if (known.length !== ids.length || !known.some((clause) => isQuoteOf(quote, clause.text))) return undefined;
  const source = `${known.map((clause) => `${clause.path.join(' ')} ${clause.text}`).join('\n')}\n${allowed}`;
  if (INJECTED.test(answer) || /[a-zA-Z]{12,}|[\n\r]/u.test(answer)) return undefined;
  return keepsTo(answer, source, quote) ? { clauses: known, answer } : undefined;
}
