/**
 * What the FAQ room is made of: documents, each a list of clauses, each provably a piece of the kept raw text.
 */
import { createHash } from 'node:crypto';
import { parse as parseYaml, stringify as stringifyYaml } from 'yaml';
import { Fault } from '../errors.ts';
import type { Clause, ClauseKind, DocumentFields, PolicyDocument } from '../types/index.ts';

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A text without any white space: the form in which a quote is compared with its source. */
export const bare = (text: string): string => text.replace(/[\s\u00a0\u3000\ufeff\u200b]+/gu, '');

/** True when the words stand in the text, white space ignored. */
export const isQuoteOf = (quote: string, raw: string): boolean => quote.length > 0 && bare(raw).includes(bare(quote));

/** The heading path as people cite it. */
export const pathOf = (clause: Clause): string => clause.path.join(' ') || clause.kind;

/** Marks which of the documents named are at hand, by 文号 or title. */
export function linkReferences(documents: readonly PolicyDocument[]): PolicyDocument[] {
  const same = (a: string, b: string): boolean => bare(a).replace(/[《》]/gu, '') === bare(b).replace(/[《》]/gu, '');
  return documents.map((document) => ({
    ...document,
    references: document.references.map((reference) => {
      const target = documents.find(
        (other) =>
          (reference.number && other.number && same(reference.number, other.number)) ||
          (reference.title && same(reference.title, other.title)),
      );
      return { ...reference, loaded: target?.id ?? null };
    }),
  }));
}

const CLAUSE_KINDS: readonly ClauseKind[] = ['文首', '正文', '表格行', '附件', '署名', '抄送'];
const MARK = /^<!-- (\S+) (\S+) 原文 (\d+)–(\d+) -->$/u;

/** The Markdown of a document: front matter for the fields, a heading for each clause, the clause below it. */
export function documentToMarkdown(document: PolicyDocument): string {
  const { clauses, ...fields } = document;
  const out = ['---', stringifyYaml(fields, { lineWidth: 0 }).trimEnd(), '---', '', `# ${document.title}`, ''];
  for (const clause of clauses) {
    out.push(`## ${clause.path.map((step) => step.replaceAll('›', '')).join(' › ')}`);
    out.push(`<!-- ${clause.id} ${clause.kind} 原文 ${clause.from}–${clause.to} -->`, '');
    if (clause.cells) out.push(...clause.cells.map((cell) => `- **${cell.header}**：${cell.text}`));
    else out.push(clause.text);
    out.push('');
  }
  return `${out.join('\n').trimEnd()}\n`;
}

/** How front matter said, before there was `null` for it, that a document names no issuer, and what was known instead. Frozen: such files are kept. */
const UNNAMED_ISSUER = /^未写明(?:（(.*)）|(.*))$/u;

function issuerIn({ issuer, issuerNote }: DocumentFields): Pick<DocumentFields, 'issuer' | 'issuerNote'> {
  const unnamed = issuer === null ? null : UNNAMED_ISSUER.exec(issuer);
  const note = issuerNote ?? unnamed?.[1] ?? unnamed?.[2];
  return { issuer: unnamed ? null : issuer, ...(note ? { issuerNote: note } : {}) };
}

const isTold = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** Reads such a Markdown file back. Throws `DOCUMENT_INVALID` with file and place. */
export function documentFromMarkdown(markdown: string, file: string): PolicyDocument {
  const wrong = (words: string): never => {
    throw new Fault('DOCUMENT_INVALID', `${file}: ${words}`);
  };
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(markdown.replaceAll('\r\n', '\n'));
  if (!match) return wrong('the front matter between the two --- lines is missing.');
  const fields = parseYaml(match[1] ?? '') as DocumentFields;
  for (const name of ['id', 'title', 'issuer', 'province', 'raw', 'sha256'] as const)
    if (!isTold(fields?.[name]) && !(name === 'issuer' && fields?.[name] === null))
      wrong(`the field ${name} is missing.`);
  const clauses: Clause[] = [];
  for (const part of (match[2] ?? '').split(/^## /mu).slice(1)) {
    const lines = part.split('\n');
    const mark = MARK.exec(lines[1] ?? '');
    if (!mark) return wrong(`the clause 「${lines[0]}」 has no line that says where it stands in the raw text.`);
    const [, id = '', kind = '', from = '', to = ''] = mark;
    if (!CLAUSE_KINDS.includes(kind as ClauseKind)) wrong(`the clause ${id} is of an unknown kind ${kind}.`);
    const body = lines.slice(2).filter((line) => line !== '');
    const cells =
      kind === '表格行'
        ? body.map((line) => {
            const cell =
              /^- \*\*(.*?)\*\*：(.*)$/u.exec(line) ?? wrong(`the table row ${id} has a line that is no cell.`);
            return { header: cell[1] ?? '', text: cell[2] ?? '' };
          })
        : undefined;
    clauses.push({
      id,
      document: fields.id,
      kind: kind as ClauseKind,
      path: (lines[0] ?? '').split(' › ').filter(Boolean),
      text: cells
        ? cells
            .map((cell) => cell.text)
            .filter(Boolean)
            .join(' ')
        : body.join(' '),
      from: Number(from),
      to: Number(to),
      ...(cells ? { cells } : {}),
    });
  }
  return {
    ...fields,
    ...issuerIn(fields),
    appliesToYears: fields.appliesToYears ?? [],
    supersedes: fields.supersedes ?? [],
    references: fields.references ?? [],
    annexes: fields.annexes ?? [],
    clauses,
  };
}
