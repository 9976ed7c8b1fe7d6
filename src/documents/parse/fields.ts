/** What a document says about itself: 文号, issuer, date, force, the documents it repeals and refers to. */
import { lastDayOfMonths } from '../../days.ts';
import type { Clause, DocumentFields, Reference } from '../../types/index.ts';
import { bare } from '../document.ts';

const TITLE_WITH_NUMBER =
  /《((?:[^《》]|《[^《》]*》)+)》(?:（([^（）]*?[〔[]\s*\d{4}\s*[〕\]]\s*\d+\s*号)[^）]*）)?/gu;
const NUMBER = /[\p{Script=Han}]{2,10}[〔[]\d{4}[〕\]]\d{1,4}号/gu;
const REPEALS = '同时废止';
const DAY = /(\d{4})年(\d{1,2})月(\d{1,2})日|(\d{4})-(\d{2})-(\d{2})/u;

export function dayIn(text: string): string | null {
  const match = DAY.exec(bare(text));
  if (!match) return null;
  const [, y, m, d, y2, m2, d2] = match;
  return `${y ?? y2}-${(m ?? m2 ?? '').padStart(2, '0')}-${(d ?? d2 ?? '').padStart(2, '0')}`;
}

const first = (clauses: readonly Clause[], label: string): Clause | undefined =>
  clauses.find((clause) => clause.path[0] === label);

/**
 * Reads the fields that the clauses themselves give. Whoever ingests may overrule each of them: the front matter of an
 * already published document wins over this reading.
 */
export function readFields(
  clauses: readonly Clause[],
): Pick<
  DocumentFields,
  | 'title'
  | 'number'
  | 'issuer'
  | 'date'
  | 'effectiveFrom'
  | 'effectiveTo'
  | 'appliesToYears'
  | 'supersedes'
  | 'references'
  | 'annexes'
> {
  const head = clauses.filter((clause) => clause.kind === '文首');
  const titles = head.filter((clause) => clause.path[0] === '标题').map((clause) => clause.text);
  const title = [...titles].sort((a, b) => weight(b) - weight(a))[0] ?? clauses[0]?.text ?? '';
  const number = first(head, '文号') ? bare(first(head, '文号')?.text ?? '') : null;
  const signature = clauses.find((clause) => clause.kind === '署名' && clause.path[0] === '署名')?.text ?? '';
  const published = first(head, '发布信息')?.text ?? '';
  const issuer =
    signature.replace(/\d{4}\s*年.*$/u, '').trim() ||
    /来源[:：]\s*(\S+)/u.exec(published)?.[1] ||
    /^([^《》]{4,40}?[委厅局部会室])关于/u.exec(bare(title))?.[1] ||
    null;
  const date = dayIn(signature) ?? dayIn(published);
  const all = clauses.map((clause) => bare(clause.text)).join('\n');
  const force = /自(\d{4}年\d{1,2}月\d{1,2}日)起(?:施行|执行|实施)/u.exec(all)?.[1];
  const onIssue = /本(?:办法|规定|细则|通知)自(?:公布|印发|发布)之日起(?:施行|执行|实施)/u.test(all);
  const years = /(\d{4})年度/u.exec(bare(title))?.[1];
  const effectiveFrom = force ? dayIn(force) : onIssue ? date : null;
  return {
    title,
    number,
    issuer,
    date,
    effectiveFrom,
    effectiveTo: endIn(all, effectiveFrom),
    appliesToYears: years ? [Number(years)] : [],
    supersedes: all.split(/[。\n]/u).flatMap((sentence) => {
      const at = sentence.lastIndexOf(REPEALS);
      if (at < 0) return [];
      const after = sentence.slice(at + REPEALS.length);
      return after ? [after] : [...sentence.slice(0, at).matchAll(TITLE_WITH_NUMBER)].map((match) => match[0]);
    }),
    references: referencesIn(clauses, bare(title)),
    annexes: annexesIn(clauses),
  };
}

const NUMERALS = '零一二三四五六七八九十';

/** 有效期至2028年12月31日, or so many years from the day on which it comes into force: the last day on which it holds. */
function endIn(text: string, from: string | null): string | null {
  const named = /有效期(?:限)?(?:至|到|截至|截止到?)(\d{4}年\d{1,2}月\d{1,2}日)/u.exec(text)?.[1];
  if (named) return dayIn(named);
  const years = /有效期(?:限)?(?:为|是)?(\d{1,2}|[一二三四五六七八九十])年/u.exec(text)?.[1];
  if (!years || !from) return null;
  const count = /\d/u.test(years) ? Number(years) : NUMERALS.indexOf(years);
  return lastDayOfMonths(from, 12 * count);
}

const weight = (text: string): number =>
  (/通知|办法|规定|细则|意见|解读|解答|问答|方案/u.test(text) ? 1000 : 0) + text.length;

/** Every document that the text names, by title or by 文号. `loaded` is filled in by whoever knows the library. */
function referencesIn(clauses: readonly Clause[], own: string): Reference[] {
  const found = new Map<string, Reference>();
  const add = (title: string | undefined, number: string | undefined): void => {
    const known = [...found.values()].find((r) => (number && r.number === number) || (title && r.title === title));
    const merged = { ...(known ?? {}), ...(title ? { title } : {}), ...(number ? { number } : {}), loaded: null };
    found.set(known ? (known.number ?? known.title ?? '') : (number ?? title ?? ''), merged);
  };
  const isDocument = (title: string): boolean =>
    /通知|办法|规定|细则|意见|方案|标准|条例|法$/u.test(title) && !own.includes(title);
  for (const clause of clauses) {
    if (clause.kind === '附件' && clause.path[0] !== '相关链接') continue;
    const text = bare(clause.text);
    for (const match of text.matchAll(TITLE_WITH_NUMBER)) {
      const [, title = '', number] = match;
      if (isDocument(title) || number) add(title, number?.replaceAll(' ', ''));
    }
    if (clause.path[0] !== '文号')
      for (const match of text.matchAll(NUMBER))
        add(undefined, match[0].replace(/^.*(?:按照|根据|依据|执行|和|与|及)(?=[\p{Script=Han}]{2,})/u, ''));
  }
  return [...found.values()];
}

/** The annexes that the document lists; their text is at hand only where a table stands under 附件. */
function annexesIn(clauses: readonly Clause[]): { title: string; loaded: boolean }[] {
  const rows = clauses.some((clause) => clause.kind === '表格行' && clause.path[0] === '附件');
  if (rows) return [{ title: '附件', loaded: true }];
  const list = clauses.find((clause) => clause.kind === '附件' && clause.path[0] === '附件');
  if (!list) return [];
  const items = list.text
    .split(/\s*\d{1,2}[.．、]\s*/u)
    .slice(1)
    .map((item) => item.trim())
    .filter(Boolean);
  return items.map((title) => ({ title, loaded: false }));
}
