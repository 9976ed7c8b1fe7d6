import { type Library, loadLibrary } from '../../answers/index.ts';
import { bare, isQuoteOf, pathOf } from '../../documents/index.ts';
import { ERRORS, Fault } from '../../errors.ts';

/** What a part of the check found: how many things held, and a line `file:line words` for each that did not. */
export interface Checked {
  readonly passed: number;
  readonly faults: readonly string[];
}

/** The library loads: every clause word for word in its raw text, every curated answer bound to clauses that stand. */
export function checkLibrary(
  documentsDir: string,
  faqDir: string,
  ownDir?: string,
): Checked & { readonly library: Library | undefined } {
  try {
    const library = loadLibrary(documentsDir, faqDir, undefined, ownDir);
    const faults: string[] = [];
    let passed = 0;
    for (const document of library.documents) {
      const raw = library.raw.get(document.id) ?? '';
      for (const clause of document.clauses)
        if (isQuoteOf(clause.text, raw)) passed++;
        else faults.push(`faq/documents/${document.id}.md:1 条款 ${clause.id} 和原文不一致`);
    }
    for (const { id, cite } of library.suspended) faults.push(`faq/curated 常见问法 ${id} 停用：文件里没有「${cite}」`);
    for (const { id, says, clauses } of library.curated) {
      const strange = figuresIn(says ?? '').find(
        (figure) => !clauses.some((one) => figuresIn(one.text).includes(figure)),
      );
      if (strange === undefined) passed++;
      else faults.push(`faq/curated 常见问法 ${id} 的结论写了原文没有的数字 ${strange}`);
    }
    return { passed, faults, library };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { passed: 0, faults: [`faq/${fault.words} ${ERRORS[fault.code]}`], library: undefined };
  }
}

const figuresIn = (text: string): readonly string[] => text.replace(/\s/gu, '').match(/\d+(?:\.\d+)?/gu) ?? [];

/** The clause of a document that holds a quote, by its path; undefined where no single clause does. */
export function clauseHolding(library: Library | undefined, rawFile: string, quote: string): string | undefined {
  const document = library?.documents.find((one) => one.raw.endsWith(rawFile) || `${one.id}.txt` === rawFile);
  const wanted = bare(quote);
  const clause = document?.clauses.find((one) => bare(one.text).includes(wanted));
  return clause && pathOf(clause);
}
