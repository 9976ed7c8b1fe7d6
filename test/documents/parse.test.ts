import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { bare, documentFromMarkdown, documentToMarkdown, isQuoteOf } from '../../src/documents/document.ts';
import { ingestAll, makeDocument } from '../../src/documents/ingest/ingest.ts';
import { parseClauses } from '../../src/documents/parse/parse.ts';

const DOCUMENTS = join(import.meta.dirname, '../../faq/documents');
const RAW = join(DOCUMENTS, 'raw');
const raws = readdirSync(RAW).map((name) => ({
  id: name.replace('.txt', ''),
  raw: readFileSync(join(RAW, name), 'utf8'),
}));
const clausesOf = (id: string) => parseClauses(raws.find((one) => one.id === id)?.raw ?? '', id);
const find = (id: string, words: string) => clausesOf(id).find((clause) => bare(clause.text).includes(bare(words)));

describe('the five documents', () => {
  it.each(raws)('$id: every clause is word for word, in order, and hardly a word is lost', ({ id, raw }) => {
    const clauses = parseClauses(raw, id);
    let last = 0;
    for (const clause of clauses) {
      expect(isQuoteOf(clause.text, raw), clause.id).toBe(true);
      expect(bare(raw.slice(clause.from, clause.to))).toContain(bare(clause.text));
      expect(clause.from).toBeGreaterThanOrEqual(last);
      last = clause.to;
    }
    expect(bare(clauses.map((clause) => clause.text).join('')).length).toBeGreaterThan(bare(raw).length * 0.98);
  });

  it('joins lines that the PDF broke, also over a page', () => {
    expect(find('fujian-2023-1483', '不低于25学分/年')?.text).toContain('其余学分具体要求仍按照现行有关规定执行');
    expect(find('fujian-2023-1483', '市厅级及以上科研立项')?.path).toEqual([
      '一、明确公需科目实施要求',
      '（二）',
      '5.',
    ]);
    expect(find('national-2024-interpretation', '背景和意义是什么')?.path[0]).toBe(
      '一、《继续医学教育学分管理办法（试行）》制定的背景和意义是什么？',
    );
    expect(find('shanxi-2025-1', '电子签到等方式进行过程考核')?.path).toEqual(['四、学分录入管理', '（一）']);
    expect(find('yunnan-2023-verification', '办公室复验，复验合格者')?.path.at(-1)).toBe('2.');
  });

  it('makes one clause of a table row, with its headers', () => {
    const row = find('zhejiang-2025-faq', 'SCI收录期刊');
    expect(row?.kind).toBe('表格行');
    expect(row?.path).toEqual(['附件', '发表学术论文']);
    expect(row?.cells?.map((cell) => cell.header)).toEqual(['类别', '学分授予要求', '学分计算方式', '学分授予方式']);
    expect(find('zhejiang-2025-faq', '中级职称 不少于5学分')?.cells).toEqual([
      { header: '职称', text: '中级职称' },
      { header: '公需科目学分', text: '不少于5学分' },
    ]);
  });

  it('invents no number where the text lost it', () => {
    expect(find('zhejiang-2025-faq', '不限面授、远程学分获得比例')?.path).toEqual(['三、关于学分授予的规则']);
    expect(find('shanxi-2025-1', '自上而下设立省级')?.path).toEqual([
      '二、可授予学分的继续医学教育活动',
      '（一）继续医学教育项目',
    ]);
  });

  it('keeps head, signature, copies and annexes as kinds of their own', () => {
    const kinds = (id: string) =>
      Object.fromEntries(
        clausesOf(id)
          .filter((clause) => clause.kind !== '正文' && clause.kind !== '表格行')
          .map((clause) => [clause.path[0], clause.text]),
      );
    expect(kinds('yunnan-2023-verification')).toMatchObject({
      署名: '云南省卫生健康委办公室 2024年1月9日',
      抄送: '抄送：省教育厅，有关卫生健康行业社会组织。',
    });
    expect(kinds('fujian-2023-1483')).toMatchObject({
      文号: '闽卫科教函〔2023〕1483 号',
      公开属性: '（此件主动公开）',
    });
    expect(kinds('shanxi-2025-1')).toMatchObject({
      文号: '晋卫科教规〔2025〕1号',
      署名: '山西省卫生健康委员会 2025年9月5日',
    });
  });

  it('reads what a document says about itself', () => {
    const made = (id: string) => makeDocument(id, raws.find((one) => one.id === id)?.raw ?? '', `raw/${id}.txt`, {});
    expect(made('shanxi-2025-1')).toMatchObject({
      number: '晋卫科教规〔2025〕1号',
      date: '2025-09-05',
      effectiveFrom: '2025-09-05',
      supersedes: ['《山西省继续医学教育实施细则》（晋卫发〔2016〕61号）'],
    });
    expect(made('yunnan-2023-verification')).toMatchObject({
      number: null,
      date: '2024-01-09',
      appliesToYears: [2023],
      issuer: '云南省卫生健康委办公室',
    });
    expect(made('yunnan-2023-verification').annexes.map((annex) => annex.loaded)).toEqual([false, false, false, false]);
    expect(made('fujian-2023-1483').references.map((reference) => reference.number)).toEqual([
      '闽人社办〔2023〕70号',
      '闽人社办〔2023〕88号',
      '闽卫科教〔2007〕238号',
      '闽卫办科教〔2019〕6号',
    ]);
    expect(made('national-2024-interpretation')).toMatchObject({ date: '2024-11-07' });
    expect(made('zhejiang-2025-faq')).toMatchObject({ effectiveFrom: '2025-07-15' });
  });
});

describe('ingest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xuefen-ingest-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('changes nothing when it runs again, and makes exactly what is published', () => {
    cpSync(DOCUMENTS, folder, { recursive: true });
    expect(ingestAll(folder).every((one) => !one.changed)).toBe(true);
  });

  it('the Markdown says all that the document says', () => {
    for (const name of readdirSync(DOCUMENTS).filter((one) => one.endsWith('.md') && one !== 'README.md')) {
      const text = readFileSync(join(DOCUMENTS, name), 'utf8');
      expect(documentToMarkdown(documentFromMarkdown(text, name))).toBe(text);
    }
  });

  it('a Markdown file with a missing field or a lost mark is refused with its place', () => {
    expect(() => documentFromMarkdown('no front matter', 'x.md')).toThrow(/x\.md.*front matter/u);
    const text = readFileSync(join(DOCUMENTS, 'shanxi-2025-1.md'), 'utf8');
    expect(() => documentFromMarkdown(text.replace(/^issuer: .*$/mu, 'issuer: ""'), 'x.md')).toThrow(/issuer/u);
    expect(() => documentFromMarkdown(text.replace(/<!-- shanxi-2025-1#9 .*-->/u, ''), 'x.md')).toThrow(
      /where it stands/u,
    );
  });
});

describe('any text', () => {
  it('a date under a heading is not the signature above it', () => {
    const clauses = parseClauses('2025年9月5日\n一、总则\n2025年9月5日', 'x');
    expect(clauses.map(({ kind }) => kind)).toEqual(['署名', '正文', '署名']);
  });

  it('gives clauses that are pieces of it', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '一、总则',
        '（一）要求',
        '1. 每年不低于25学分。',
        '\t表头\n\t值',
        '# 标题',
        '抄送：某局。',
        '附件：1. 表',
        '2025年9月5日',
        '',
        '  ',
        '关于补学的要求',
        '各市卫生健康委：',
      ),
      fc.string({ unit: fc.constantFrom(...'学分继教项目每年不低于0123456789，。；（）一二、\t '), maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const raw = lines.join('\n');
        for (const clause of parseClauses(raw, 'x'))
          if (clause.text !== '') expect(isQuoteOf(clause.text, raw)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
