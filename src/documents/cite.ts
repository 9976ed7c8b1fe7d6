import { placeName } from '../chinese/index.ts';
import type { Clause, PolicyDocument, Province } from '../types/index.ts';
import { bare } from './document.ts';

/** Markup that a raw text kept is not shown; the quote of the citation keeps it. */
export const shown = (text: string): string => text.replace(/\*\*/gu, '').replace(/^- /u, '');

/** The clause's place in words: 三、学分授予标准 （二）进修学习. */
export const placeOf = (clause: Clause): string => clause.path.join(' ') || clause.kind;

/** A province by its name; the nation's documents are 国家. */
export const provinceName = (province: Province): string => (province === 'national' ? '国家' : placeName(province));

/** A document by its title, with the place where the title does not say it. */
export function nameOf(document: PolicyDocument): string {
  const title = document.title.startsWith('《') ? document.title : `《${document.title}》`;
  const place = provinceName(document.province);
  return document.title.includes(place) ? title : `${place}${title}`;
}

/** Pieces of a clause that can be marked: sentences, and the cells of a table row. */
export function sentencesOf(clause: Clause): string[] {
  const parts = clause.cells ? clause.cells.map((cell) => cell.text) : [clause.text];
  return parts
    .flatMap((part) => part.split(/(?<=[。；！？])/u))
    .map((s) => s.trim())
    .filter(Boolean);
}

/** The whole clause with one of its sentences marked by 【】; a clause of one sentence is not marked. */
export function quoteWithMark(clause: Clause, sentence: string | undefined): string {
  const text = shown(clause.text);
  const mark = sentence ? shown(sentence) : undefined;
  const marked =
    mark && mark !== text && bare(mark).length < bare(text).length * 0.8 && text.includes(mark)
      ? text.replace(mark, `【${mark}】`)
      : text;
  return `「${marked}」`;
}

/** Where a clause is found on its document's page: `c12`. */
export const anchorOf = (clause: Clause): string => `c${clause.id.slice(clause.id.lastIndexOf('#') + 1)}`;
