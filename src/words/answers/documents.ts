/** What is said of a document: whether it is in force, where a clause of it stands, and its fields on its page. */

import type { Day, DocumentForce } from '../../types/index.ts';

/** Whether a document is in force: 现行, 已废止，由…取代, 已于…失效, …起施行, 只管2023年度. */
export function forceWords(force: DocumentForce): string {
  switch (force.is) {
    case 'repealed':
      return `已废止，由${force.by}取代`;
    case 'ended':
      return `已于${force.on}失效`;
    case 'to-come':
      return `${force.from}起施行`;
    case 'of-years':
      return `只管${force.years.join('、')}年度`;
    case 'in-force':
      return force.to ? `现行，到${force.to}为止` : '现行';
  }
}

/** The day that a document is known by: that of its issue, else the one from which it holds. */
const since = (date: Day | null, from: Day | null): string => date ?? (from ? `${from} 起施行` : '');

/** 〔文号 or title · clause · date · 现行〕 */
export const citeLine = ({
  name,
  place,
  date,
  from,
  force,
}: {
  readonly name: string;
  readonly place: string;
  readonly date: Day | null;
  readonly from: Day | null;
  readonly force: DocumentForce;
}): string => `〔${[name, place, since(date, from), forceWords(force)].filter(Boolean).join(' · ')}〕`;

/** Who issued a document, or that it does not say. */
const issuerWords = (issuer: string | null, note: string | undefined): string =>
  issuer ?? `未写明${note ? `（${note}）` : ''}`;

/** The fields of a document that are told on its page and before it is published. */
interface Told {
  readonly number: string | null;
  readonly issuer: string | null;
  readonly issuerNote?: string;
  readonly date: Day | null;
  readonly effectiveFrom: Day | null;
  readonly effectiveTo: Day | null;
  readonly appliesToYears: readonly number[];
  readonly supersedes: readonly string[];
}

type Fact = readonly [name: string, value: string, is?: 'force'];

const rowsOf = (rows: readonly (Fact | readonly [name: string, value: string | null])[]): readonly Fact[] =>
  rows.flatMap((row): Fact[] => (row[1] ? [row as Fact] : []));

/** How a document's page words what the document is. */
export const READING = {
  force: forceWords,
  facts: (told: Told, force: DocumentForce): readonly Fact[] =>
    rowsOf([
      ['效力', forceWords(force), 'force'],
      ['文号', told.number ?? '原文没有写'],
      ['发文单位', issuerWords(told.issuer, told.issuerNote)],
      ['日期', told.date ?? '原文没有写'],
      ['施行', told.effectiveFrom && `${told.effectiveFrom} 起`],
      ['失效', told.effectiveTo],
      ['适用年度', told.appliesToYears.length > 0 ? `${told.appliesToYears.join('、')} 年度` : null],
      ['取代', told.supersedes.join('；')],
    ]),
} as const;

/** What is asked of a document itself, by its name. */
export const FIELD_NAMES = {
  number: '文号',
  date: '发文日期',
  issuer: '发文单位',
  title: '标题',
  annexes: '附件',
  copies: '抄送单位',
  addressees: '主送单位',
  open: '是否公开',
} as const;
/** What is asked of a document that is named. */
export const FACT_NAMES = { phone: '联系电话', until: '失效日期', from: '施行日期' } as const;

const line = (label: string, value: string | null): string => `  ${label}：${value || '（没有写）'}\n`;

/** What an operator reads before a document is published. */
export const PREVIEW = {
  /** Its fields and every clause. `place`: the province by its name. */
  document: (
    told: Told & {
      readonly title: string;
      readonly id: string;
      readonly place: string;
      readonly references: readonly {
        readonly title?: string;
        readonly number?: string;
        readonly loaded: string | null;
      }[];
      readonly annexes: readonly { readonly title: string; readonly loaded: boolean }[];
    },
    clauses: readonly {
      readonly number: string;
      readonly kind: string;
      readonly path: string;
      readonly words: string;
    }[],
  ): string =>
    [
      '文件\n',
      line('标题', told.title),
      line('编号', told.id),
      line('省份', told.place),
      line('文号', told.number),
      line('发文单位', issuerWords(told.issuer, told.issuerNote)),
      line('日期', told.date),
      line('施行', told.effectiveFrom),
      line('失效', told.effectiveTo),
      line('只管年度', told.appliesToYears.join('、')),
      line('废止', told.supersedes.join('；')),
      line(
        '提到的文件',
        told.references
          .map((r) => `${r.title ? `《${r.title}》` : ''}${r.number ?? ''}${r.loaded ? '（已有）' : '（没有正文）'}`)
          .join('；'),
      ),
      line('附件', told.annexes.map((a) => `${a.title}${a.loaded ? '' : '（没有正文）'}`).join('；')),
      `\n条款（${clauses.length} 条）\n`,
      ...clauses.map(
        ({ number, kind, path, words }) => `  ${number.padStart(3)}. [${kind}] ${path}\n       ${words}\n`,
      ),
    ].join(''),
  same: '\n和已发布的条款相比：没有变化。\n',
  changes: (
    changes: readonly {
      readonly is: 'added' | 'removed' | 'changed';
      readonly path: string;
      readonly before?: string;
      readonly after?: string;
    }[],
  ): string => {
    const shown = changes.map(({ is, path, before, after }) => {
      if (is === 'added') return `  ＋ ${path}\n      ${after}\n`;
      if (is === 'removed') return `  － ${path}\n      ${before}\n`;
      return `  改 ${path}\n      原：${before}\n      新：${after}\n`;
    });
    return `\n和已发布的条款相比（${changes.length} 处）\n${shown.join('')}`;
  },
  untouched: '没有答案或规则会因此停用。\n',
  affected: (
    curated: readonly { readonly id: string; readonly cite: string }[],
    rules: readonly { readonly file: string; readonly id: string; readonly cite: string }[],
  ): string =>
    [
      '发布后会受影响\n',
      ...curated.map(({ id, cite }) => `  停用常见问法 ${id}：找不到「${cite}」\n`),
      ...rules.map(({ file, id, cite }) => `  规则引文要改：${file} ${id}「${cite}」\n`),
    ].join(''),
} as const;
