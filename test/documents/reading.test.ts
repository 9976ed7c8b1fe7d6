import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask } from '../../src/answers/answer.ts';
import type { Library } from '../../src/answers/library.ts';
import { loadLibrary } from '../../src/answers/load.ts';
import { quoted } from '../../src/answers/reply.ts';
import { scopeOf } from '../../src/answers/scope.ts';
import { askLine } from '../../src/commands/answers/ask.ts';
import { bare } from '../../src/documents/document.ts';
import { forceOf } from '../../src/documents/force.ts';
import { readingsOf } from '../../src/documents/reading.ts';
import type { PolicyDocument } from '../../src/types/documents.ts';
import type { DocumentReading } from '../../src/types/index.ts';
import { forceWords, READING } from '../../src/words/answers/documents.ts';

const root = join(import.meta.dirname, '..', '..');
const library = loadLibrary(join(root, 'faq', 'documents'), join(root, 'faq'), null);
const readings = readingsOf(library, READING);

/** Everything that a page shows of the text, in its order. */
const textOf = ({ parts }: DocumentReading): string =>
  parts
    .map((part) =>
      part.is === 'table'
        ? part.rows.map((row) => row.cells.join('')).join('')
        : [part.is === 'clause' ? (part.heading ?? '') : '', ...part.lines].join(''),
    )
    .join('');
const anchorsOf = ({ parts }: DocumentReading): readonly string[] =>
  parts.flatMap((part) =>
    part.is === 'table' ? part.rows.map(({ anchor }) => anchor) : part.is === 'clause' ? [part.anchor] : [],
  );
const plain = (text: string): string => bare(text.replace(/\*\*|^(?:#+|-) /gmu, ''));

describe('a document for reading', () => {
  it.each(readings.map((one) => [one.id, one] as const))('%s: its whole text in its own order', (_id, one) => {
    let raw = plain(one.original.text);
    // The headers of a table stand above its rows once, wherever the text had them.
    for (const part of one.parts) if (part.is === 'table') raw = raw.replace(part.headers.map(bare).join(''), '');
    expect(plain(textOf(one))).toBe(raw);
  });

  it.each(readings.map((one) => [one.id, one] as const))('%s: every clause has a place of its own', (id, one) => {
    const clauses = library.documents.find((document) => document.id === id)?.clauses ?? [];
    const anchors = anchorsOf(one);
    expect(new Set(anchors).size).toBe(anchors.length);
    expect(anchors).toEqual(clauses.map((clause) => `c${clause.id.split('#')[1]}`));
  });

  it('lays tables out with their headers and blank cells', () => {
    const zhejiang = readings.find(({ id }) => id === 'zhejiang-2025-faq');
    const tables = zhejiang?.parts.filter((part) => part.is === 'table') ?? [];
    expect(tables.map(({ headers }) => headers)).toEqual([
      ['职称', '公需科目学分', '备注'],
      ['类别', '学分授予要求', '学分计算方式', '学分授予方式'],
    ]);
    expect(tables[0]?.rows[1]?.cells).toEqual(['中级职称', '不少于5学分', '']);
    expect(tables[0]?.rows.at(-1)?.wide).toBe(true);
  });

  it('an answer’s citation leads to its clause', () => {
    const answer = ask(library, undefined, {
      question: '内部培训一年最多几分',
      province: 'zhejiang',
      on: '2026-11-22',
    });
    const [cited] = answer.citations;
    const reading = readings.find(({ id }) => id === cited?.document);
    const row = reading?.parts
      .flatMap((part) => (part.is === 'table' ? part.rows : []))
      .find(({ anchor }) => anchor === cited?.anchor);
    expect(bare(row?.cells.join('') ?? '')).toBe(bare(cited?.quote ?? '-'));
    expect(answer.text).toContain(cited?.line ?? '-');
  });
});

it('the ask command gives citations the keys of its contract, and no number where there is none', () => {
  const keys = (question: string, province: string) =>
    askLine(library, undefined, { question, province }).citations.map((one) => Object.keys(one).sort());
  expect(keys('内部培训一年最多几分', 'zhejiang')).toEqual([['clause', 'document', 'quote', 'title']]);
  expect(keys('有组织的继续医学教育实践活动每年最多几分', 'shanxi')[0]).toEqual([
    'clause',
    'document',
    'number',
    'quote',
    'title',
  ]);
});

describe('in force', () => {
  const [one] = library.documents;
  if (!one) throw new Error('no document');
  const having = (more: Partial<PolicyDocument>, others: readonly PolicyDocument[] = []): Library => ({
    ...library,
    documents: [{ ...one, ...more }, ...others],
  });
  const words = (more: Partial<PolicyDocument>, on?: string, others: readonly PolicyDocument[] = []): string => {
    const made = having(more, others);
    return forceWords(forceOf(made.documents, made.documents[0] as PolicyDocument, on));
  };

  it('says what is known on the day', () => {
    expect(words({})).toBe('现行');
    expect(words({ effectiveTo: '2025-12-31' }, '2026-01-01')).toBe('已于2025-12-31失效');
    expect(words({ effectiveTo: '2025-12-31' }, '2025-12-31')).toBe('现行，到2025-12-31为止');
    expect(words({ effectiveFrom: '2027-01-01' }, '2026-11-22')).toBe('2027-01-01起施行');
    expect(words({ appliesToYears: [2023] }, '2026-11-22')).toBe('只管2023年度');
    const later = { ...one, id: 'later', number: '测卫〔2026〕1号', supersedes: [`《${one.title}》`] };
    expect(words({}, '2026-11-22', [later])).toBe('已废止，由测卫〔2026〕1号取代');
  });

  it('an answer from a repealed document says so first, and in its source', () => {
    const later = { ...one, id: 'later', number: '测卫〔2026〕1号', supersedes: [`《${one.title}》`], clauses: [] };
    const made = having({}, [later]);
    const clause = one.clauses.find(({ kind }) => kind === '正文');
    if (!clause) throw new Error('no clause');
    const scope = scopeOf(made, { question: '公需科目', province: one.province, on: '2026-11-22' });
    const lines = quoted(made, scope, [clause], { confidence: 0.9 }).text.split('\n');
    expect(lines[0]).toBe('注意：这份文件已废止，由测卫〔2026〕1号取代，下面的内容只供参考。');
    expect(lines.at(-1)).toMatch(/ · 已废止，由测卫〔2026〕1号取代〕$/);
  });

  it('a repealed document is shown as one, and names what took its place', () => {
    const later = {
      ...one,
      id: 'later',
      title: '测试新办法',
      number: '测卫〔2026〕1号',
      supersedes: [one.number ?? ''],
      clauses: [],
    };
    const reading = readingsOf({ ...having({}, [later]), raw: new Map([...library.raw, ['later', '']]) }, READING)[0];
    expect(reading?.supersededBy).toEqual({ id: 'later', title: '测试新办法' });
    expect(reading?.force).toEqual({ words: '已废止，由测卫〔2026〕1号取代', current: false });
  });
});

describe('the sentence that is marked', () => {
  const markOf = (question: string, province: string): string =>
    /【(.+?)】/u.exec(ask(library, undefined, { question, province, on: '2026-11-22' }).text)?.[1] ?? '';
  it.each([
    ['中级公需科目要几分', 'zhejiang', '不少于5学分'],
    ['初级公需科目要几分', 'zhejiang', '不少于10学分'],
    ['内部培训一年最多几分', 'zhejiang', '不超过15学分'],
    ['有组织的实践活动一年上限多少', 'shanxi', '每年最多 15 学分'],
    ['2023年度验证几号截止', 'yunnan', '6月30日所有验证工作全部结束'],
  ])('%s', (question, province, words) => {
    expect(markOf(question, province)).toContain(words);
  });
});

it('a row of a table is quoted word for word, and says below what its columns are called', () => {
  const given = ask(library, undefined, { question: '中级职称公需要几分', province: 'zhejiang' });
  expect(given.citations[0]?.quote).toBe('中级职称 不少于5学分');
  expect(given.text).toContain('」\n（职称：中级职称；公需科目学分：不少于5学分）\n〔');
});
