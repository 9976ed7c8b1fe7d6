/** What an operator sees before a document is published: its parse, what changed, and what the change suspends. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { readCurated } from './curated.ts';
import { bare, type Clause, type PolicyDocument, pathOf } from './document.ts';
import { curatedFiles } from './library.ts';

const line = (label: string, value: string | null | undefined): string =>
  `  ${label}：${value === null || value === undefined || value === '' ? '（没有写）' : value}\n`;

/** The fields and every clause, for reading and approval. */
export function describeDocument(document: PolicyDocument): string {
  const head = [
    '文件\n',
    line('标题', document.title),
    line('文号', document.number),
    line('发文单位', document.issuer),
    line('日期', document.date),
    line('施行', document.effectiveFrom),
    line('失效', document.effectiveTo),
    line('只管年度', document.appliesToYears.join('、')),
    line('废止', document.supersedes.join('；')),
    line(
      '提到的文件',
      document.references
        .map((r) => `${r.title ? `《${r.title}》` : ''}${r.number ?? ''}${r.loaded ? '（已有）' : '（没有正文）'}`)
        .join('；'),
    ),
    line('附件', document.annexes.map((a) => `${a.title}${a.loaded ? '' : '（没有正文）'}`).join('；')),
  ].join('');
  const clauses = document.clauses
    .map(
      (clause) =>
        `  ${clause.id.split('#').at(-1)?.padStart(3)}. [${clause.kind}] ${pathOf(clause)}\n       ${clause.text}\n`,
    )
    .join('');
  return `${head}\n条款（${document.clauses.length} 条）\n${clauses}`;
}

export interface ClauseChange {
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
  if (changes.length === 0) return '\n和已发布的条款相比：没有变化。\n';
  const shown = changes.map(({ is, path, before: old, after: now }) => {
    if (is === 'added') return `  ＋ ${path}\n      ${now}\n`;
    if (is === 'removed') return `  － ${path}\n      ${old}\n`;
    return `  改 ${path}\n      原：${old}\n      新：${now}\n`;
  });
  return `\n和已发布的条款相比（${changes.length} 处）\n${shown.join('')}`;
}

/** Which curated answers and which rules quote words that the new text no longer has. */
export function suspendedBy(before: PolicyDocument, after: PolicyDocument, faqDir: string, rulesDir: string): string {
  const files = curatedFiles(faqDir).map(({ name, content }) => ({ name, content: parseYaml(content) as unknown }));
  const was = new Set(readCurated(files, [before]).suspended.map((one) => `${one.id} ${one.cite}`));
  const lost = readCurated(files, [after]).suspended.filter((one) => !was.has(`${one.id} ${one.cite}`));
  const text = bare(after.clauses.map((clause) => clause.text).join('\n'));
  const old = bare(before.clauses.map((clause) => clause.text).join('\n'));
  const folder = join(rulesDir, after.province);
  const rules = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.yaml') && !name.includes('cases'))
        .flatMap((name) =>
          [
            ...readFileSync(join(folder, name), 'utf8').matchAll(
              /id:\s*([A-Z]{2}-[\w-]+)[^\n]*?cite:\s*(?:&\S+\s*)?"([^"\n]+)"/gu,
            ),
          ]
            .filter((match) => old.includes(bare(match[2] ?? '')) && !text.includes(bare(match[2] ?? '')))
            .map((match) => `${name} ${match[1]}「${match[2]}」`),
        )
    : [];
  if (lost.length + rules.length === 0) return '没有答案或规则会因此停用。\n';
  return [
    '发布后会受影响\n',
    ...lost.map((one) => `  停用常见问法 ${one.id}：找不到「${one.cite}」\n`),
    ...rules.map((rule) => `  规则引文要改：${rule}\n`),
  ].join('');
}
