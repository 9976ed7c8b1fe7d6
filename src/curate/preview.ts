/** What an operator sees before a document is published: its parse, what changed, and what the change suspends. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { readCurated, type Sources } from '../answers/index.ts';
import { bare, pathOf, provinceName } from '../documents/index.ts';
import type { Clause, PolicyDocument } from '../types/index.ts';
import { PREVIEW } from '../words/answers/documents.ts';

/** A clause as it will be quoted; of a table row each cell under its header. */
const wordsOf = ({ text, cells }: Clause): string =>
  cells?.some((cell) => cell.header !== '') ? cells.map((cell) => `${cell.header}：${cell.text}`).join(' ｜ ') : text;

/** The fields and every clause, for reading and approval. */
export function describeDocument(document: PolicyDocument): string {
  const clauses = document.clauses.map((clause) => ({
    number: clause.id.split('#').at(-1) ?? '',
    kind: clause.kind,
    path: pathOf(clause),
    words: wordsOf(clause),
  }));
  return PREVIEW.document({ ...document, place: provinceName(document.province) }, clauses);
}

interface ClauseChange {
  readonly is: 'added' | 'removed' | 'changed';
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** Clause by clause: what came, went and changed its words. A clause is known by its words, then by its place. */
export function changesBetween(before: readonly Clause[], after: readonly Clause[]): ClauseChange[] {
  const words = (clauses: readonly Clause[]): Set<string> => new Set(clauses.map((clause) => bare(clause.text)));
  const [had, has] = [words(before), words(after)];
  const gone = before.filter((clause) => !has.has(bare(clause.text)));
  const come = after.filter((clause) => !had.has(bare(clause.text)));
  const changes: ClauseChange[] = [];
  const paired = new Set<Clause>();
  for (const clause of come) {
    const old = gone.find((one) => !paired.has(one) && pathOf(one) === pathOf(clause));
    if (old) {
      paired.add(old);
      changes.push({ is: 'changed', path: pathOf(clause), before: old.text, after: clause.text });
    } else changes.push({ is: 'added', path: pathOf(clause), after: clause.text });
  }
  for (const clause of gone)
    if (!paired.has(clause)) changes.push({ is: 'removed', path: pathOf(clause), before: clause.text });
  return changes;
}

/** The difference in words, for the operator. */
export function clauseDiff(before: PolicyDocument, after: PolicyDocument): string {
  const changes = changesBetween(before.clauses, after.clauses);
  return changes.length === 0 ? PREVIEW.same : PREVIEW.changes(changes);
}

/** Every cite below a value, each with the id nearest above it. */
function citedIn(data: unknown, id = ''): { readonly id: string; readonly cite: string }[] {
  if (Array.isArray(data)) return data.flatMap((item) => citedIn(item, id));
  if (typeof data !== 'object' || data === null) return [];
  const own = 'id' in data && typeof data.id === 'string' ? data.id : id;
  return Object.entries(data).flatMap(([key, value]) =>
    key === 'cite' && typeof value === 'string' ? [{ id: own, cite: value }] : citedIn(value, own),
  );
}

/** What quotes words that a new text of a document no longer has. */
export interface Affected {
  readonly curated: readonly { readonly id: string; readonly cite: string }[];
  readonly rules: readonly { readonly file: string; readonly id: string; readonly cite: string }[];
}

/** Which curated answers and which rules lose their words when `after` takes the place of `before` among the sources. */
export function affectedBy(
  before: PolicyDocument,
  after: PolicyDocument,
  sources: Sources,
  rulesDir: string,
): Affected {
  const files = sources.curated.map(({ name, content }) => ({ name, content: parseYaml(content) as unknown }));
  const others = sources.documents.map(({ document }) => document).filter(({ id }) => id !== after.id);
  const key = (one: { readonly id: string; readonly cite: string }): string => `${one.id} ${one.cite}`;
  const was = new Set(readCurated(files, [...others, before]).suspended.map(key));
  const curated = readCurated(files, [...others, after]).suspended.filter((one) => !was.has(key(one)));
  const words = (document: PolicyDocument): string => bare(document.clauses.map((clause) => clause.text).join('\n'));
  const [old, text] = [words(before), words(after)];
  const folder = join(rulesDir, after.province);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const rules = names
    .filter((name) => name.endsWith('.yaml') && !/cases|inventory/u.test(name))
    .flatMap((name) => {
      const seen = new Set<string>();
      return citedIn(parseYaml(readFileSync(join(folder, name), 'utf8'))).flatMap(({ id, cite }) => {
        if (seen.has(cite) || !old.includes(bare(cite)) || text.includes(bare(cite))) return [];
        seen.add(cite);
        return [{ file: `rules/${after.province}/${name}`, id, cite }];
      });
    });
  return { curated, rules };
}

/** The same in words, for the operator. */
export const affectedWords = ({ curated, rules }: Affected): string =>
  curated.length + rules.length === 0 ? PREVIEW.untouched : PREVIEW.affected(curated, rules);
