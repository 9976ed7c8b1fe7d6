/** Whether a file that is read is a document that we have: by its 文号, its very text, its raw file's name, its title. Pure. */
import { basename } from 'node:path';
import { Fault } from '../../errors.ts';
import type { PolicyDocument } from '../../types/index.ts';
import { bare, sha256 } from '../document.ts';

/** What is known of a file before it has an id. */
export interface Incoming {
  readonly path: string;
  readonly raw: string;
  readonly province: string;
  readonly number: string | null;
  readonly title: string;
  /** The id that the operator gave; it must not part one document into two. */
  readonly id?: string;
  /** The id that its file's name would give it. */
  readonly usual: string;
}

/** 文号 in one form: no blanks, one kind of brackets. */
const plainNumber = (number: string): string =>
  bare(number)
    .replace(/[[［（(]/gu, '〔')
    .replace(/[\]］）)]/gu, '〕')
    .replace(/〕第/u, '〕');
const plainName = (path: string): string =>
  basename(path)
    .replace(/\.[^.]+$/u, '')
    .replace(/\.[0-9a-f]{12}$/u, '')
    .toLowerCase();
const plainTitle = (title: string): string => bare(title).replace(/[《》]/gu, '');
const called = (document: PolicyDocument): string =>
  `编号 ${document.id}${document.number ? `，${document.number}` : ''}`;

/** Two texts with 文号 of their own that differ are two documents, whatever else is alike. */
const differ = (document: PolicyDocument, { number }: Incoming): boolean =>
  document.number !== null && number !== null && plainNumber(document.number) !== plainNumber(number);

/**
 * The document that a file is an edition of, among those of its province; `undefined` for one that is new.
 * @throws Fault DOCUMENT_INVALID where the id given would part one document into two, or would lay one over another.
 */
export function sameDocument(file: Incoming, atHand: readonly PolicyDocument[]): PolicyDocument | undefined {
  const here = atHand.filter(({ province }) => province === file.province);
  const alike = here.filter((document) => !differ(document, file));
  const byNumber = alike.find(({ number }) => number !== null && file.number !== null);
  const found =
    byNumber ??
    alike.find((document) => document.sha256 === sha256(file.raw)) ??
    alike.find(({ id, raw }) => id === file.usual || plainName(raw) === plainName(file.path)) ??
    alike.find(
      ({ title }) =>
        plainTitle(title) === plainTitle(file.title) && /通知|办法|规定|细则|意见|解读|解答|问答|方案/u.test(title),
    );
  if (file.id === undefined) {
    const taken = found === undefined ? atHand.find(({ id }) => id === file.usual) : undefined;
    if (taken)
      throw new Fault(
        'DOCUMENT_INVALID',
        `按文件名，这份的编号会是 ${file.usual}，可库里已有这个编号的另一份（${called(taken)}）。请用 --id 给这一份另起一个编号；要是它就是那一份的新版，写 --id ${taken.id}。`,
      );
    return found;
  }
  const meant = atHand.find(({ id }) => id === file.id);
  if (meant) return meant;
  if (byNumber)
    throw new Fault(
      'DOCUMENT_INVALID',
      `这份文件的文号 ${file.number} 库里已经有了（编号 ${byNumber.id}），两份都留着会互相打架。要更新那一份，就不写 --id，或写 --id ${byNumber.id}；确实是另一份，用 --number 写明它自己的文号。`,
    );
  return undefined;
}
