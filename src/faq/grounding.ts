/** What a model may say: only what the clauses it was given say. Pure. */
import { z } from 'zod';
import { bare, type Clause, isQuoteOf } from './document.ts';

const reply = z.object({
  ids: z.array(z.string()).min(1).max(3),
  quote: z.string().min(4).max(600),
  answer: z.string().trim().min(2).max(240),
});

export interface Grounded {
  readonly clauses: readonly Clause[];
  readonly answer: string;
}

const NUMERALS = new Map(
  [...'零一二三四五六七八九十两半'].map((char, index) => [char, index === 11 ? 2 : index === 12 ? 0.5 : index]),
);
const FACTS =
  /https?:\/\/\S+|www\.[\w.-]+|\d[\d,.，－-]*\d|\d|[〔[]\d{4}[〕\]]|[零一二三四五六七八九十两半](?=个?(?:月|年|日|天|分|学分|学时|小时|周|次|篇|名|位|门))/gu;
const INJECTED = /忽略|系统提示|作为(?:一个)?(?:AI|人工智能|语言模型)|点击|扫码|转账|https?:\/\//u;

const plain = (text: string): string => bare(text.normalize('NFKC')).toLowerCase();

/** Every figure, date, telephone number and address in a text, as comparable words. */
export function factsIn(text: string): string[] {
  return [...text.normalize('NFKC').matchAll(FACTS)].map((match) => {
    const value = NUMERALS.get(match[0]);
    return value === undefined ? match[0].replace(/[,，.。]+$/u, '') : String(value);
  });
}

/**
 * The model's reply, if it keeps to the clauses: known ids, a quote that stands word for word in one of them, and no
 * figure, date, number or address that is in neither the clauses nor `allowed` (what the rules said). Else `undefined`.
 */
export function grounded(content: string, given: readonly Clause[], allowed: string): Grounded | undefined {
  const json = /\{[\s\S]*\}/u.exec(content)?.[0];
  if (!json) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const read = reply.safeParse(value);
  if (!read.success) return undefined;
  const { ids, quote, answer } = read.data;
  const clauses = ids.map((id) => given.find((clause) => clause.id === id));
  const known = clauses.flatMap((clause) => (clause ? [clause] : []));
  if (known.length !== ids.length || !known.some((clause) => isQuoteOf(quote, clause.text))) return undefined;
  const source = plain(known.map((clause) => `${clause.path.join(' ')} ${clause.text}`).join(' ') + allowed);
  const numbers = new Set(factsIn(source));
  const backed = (fact: string): boolean =>
    numbers.has(fact) || (!/^[\d.]+$/u.test(fact) && source.includes(plain(fact)));
  if (!factsIn(answer).every(backed) || INJECTED.test(answer) || /[a-zA-Z]{12,}/u.test(answer)) return undefined;
  return { clauses: known, answer };
}
