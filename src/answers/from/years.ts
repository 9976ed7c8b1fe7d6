/** Whether what a document says holds for the year that is asked about. Pure. */
import type { Clause, PolicyDocument } from '../../types/index.ts';
import type { Scope } from '../scope.ts';
import { asksOf } from '../search/question.ts';

/** What changes from year to year. */
const BOUND = /公需|验证|审验|课程|两门|上报|抽验/u;
/** What a yearly notice sets anew each year. */
const YEARLY = /几号|几月|什么时候|何时|哪天|截止|最晚|最迟|开始|结束|上报|公需|两门|课程/u;
/** 2016-2022年度: which years, and so which not. */
const RANGE = /\d{4}年?(?:度)?[-—－~～至到]\d{4}年/u;
const TIME_BOUND = /\d{4}\s*年/u;

/** 2021年度以前, 2015年及以后: a span of years that a clause names. */
function reaches(text: string, year: number): boolean {
  for (const [, named = '', way = ''] of text
    .replace(/\s/gu, '')
    .matchAll(/(\d{4})年(?:度)?(?:及)?(以前|之前|以后|之后|起)/gu))
    if (/前/u.test(way) ? year <= Number(named) : way !== '起' && year >= Number(named)) return true;
  const plain = text.replace(/\s/gu, '');
  for (const [, from = '', to = ''] of plain.matchAll(/(\d{4})年?(?:度)?[-—－~～至到](\d{4})年/gu))
    if (year >= Number(from) && year <= Number(to)) return true;
  // 仅限2015年及以后 tells of the years before as well: not those.
  const limit = /仅限(\d{4})年/u.exec(plain)?.[1];
  return limit !== undefined && year < Number(limit);
}

/** A clause bound to other years than the one asked about. */
export function wrongYear(document: PolicyDocument, clause: Clause, scope: Scope): number | undefined {
  const asksWhen = asksOf(scope.whole).includes('when');
  for (const year of scope.years) {
    const text = clause.text.replace(/\s/gu, '');
    const isCreditYear = new RegExp(`${year % 100}年度`, 'u').test(scope.whole);
    if (text.includes(isCreditYear ? `${year}年度` : `${year}年`)) continue;
    if (document.appliesToYears.includes(year) || reaches(clause.text, year)) continue;
    if (document.appliesToYears.length > 0 && scope.relative && !asksWhen && !BOUND.test(scope.whole)) continue;
    if (document.appliesToYears.length > 0 && RANGE.test(text) && /能|可以|范围|行不|还/u.test(scope.text)) continue;
    if (document.appliesToYears.length > 0) return year;
    if (asksWhen && TIME_BOUND.test(clause.text)) return year;
    if (document.effectiveFrom && year < Number(document.effectiveFrom.slice(0, 4))) return year;
  }
  return undefined;
}

/** A year that none of a province's yearly documents is about, and none of their clauses names. */
export function strangeYear(
  documents: readonly PolicyDocument[],
  scope: Scope,
): { readonly document: PolicyDocument; readonly year: number } | undefined {
  const [document] = documents;
  if (!document || documents.some((one) => one.appliesToYears.length === 0)) return undefined;
  if (scope.relative && !asksOf(scope.whole).includes('when') && !BOUND.test(scope.whole)) return undefined;
  // 2015年及以后的证书 says which certificates, and sets no date for any later year.
  const asksWhen = asksOf(scope.whole).includes('when');
  const year = scope.years.find((asked) =>
    documents.every(
      (one) =>
        !one.appliesToYears.includes(asked) &&
        one.clauses.every((clause) => !names(clause.text, asked, scope) && (asksWhen || !reaches(clause.text, asked))),
    ),
  );
  return year === undefined ? undefined : { document, year };
}

/** 今年 or 明年 without a day to count from, of what a province only has for one year: nobody can tell. */
export function undatedYear(documents: readonly PolicyDocument[], scope: Scope): PolicyDocument | undefined {
  const [document] = documents;
  const isYearly = document !== undefined && documents.every((one) => one.appliesToYears.length > 0);
  return isYearly &&
    scope.on === undefined &&
    scope.now &&
    /今年|明年|本年度/u.test(scope.text) &&
    YEARLY.test(scope.text)
    ? document
    : undefined;
}

/** Whether a text names the year, as a credit year where it is asked for as one. */
function names(text: string, year: number, scope: Scope): boolean {
  const isCreditYear = new RegExp(`${year % 100}年度`, 'u').test(scope.whole);
  return text.replace(/\s/gu, '').includes(isCreditYear ? `${year}年度` : `${year}年`);
}
