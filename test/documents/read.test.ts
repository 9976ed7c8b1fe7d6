import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, describe, expect, it } from 'vitest';
import { documentFromMarkdown, documentToMarkdown, isQuoteOf } from '../../src/documents/document.ts';
import { makeDocument } from '../../src/documents/ingest/ingest.ts';
import { parseClauses } from '../../src/documents/parse/parse.ts';
import { readPolicyFile } from '../../src/documents/read/file.ts';
import { asWritten, withTables } from '../../src/documents/read/pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'xuefen-readers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, bytes: string | Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const BODY = '卫生专业技术人员每年所获得学分累计不低于25学分，其中公需科目不少于5学分。';
const GB = new Uint8Array(gb18030(`一、学分要求\n${BODY}\n`));

/** GB18030 bytes of the characters used here, found by decoding every two-byte code once. */
function gb18030(text: string): number[] {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      if (low !== 0x7f) codes.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
  return [...text].flatMap((char) => (char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : (codes.get(char) ?? [0x3f])));
}

async function docx(body: string, numbering?: string): Promise<Uint8Array> {
  const zip = new JSZip();
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  zip.file(
    '[Content_Types].xml',
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  );
  zip.file(
    '_rels/.rels',
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  );
  zip.file('word/document.xml', `<?xml version="1.0"?><w:document ${w}><w:body>${body}</w:body></w:document>`);
  if (numbering) zip.file('word/numbering.xml', `<?xml version="1.0"?><w:numbering ${w}>${numbering}</w:numbering>`);
  return zip.generateAsync({ type: 'uint8array' });
}
const p = (text: string, level?: number): string =>
  `<w:p>${level === undefined ? '' : `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`;
const NUMBERING =
  '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';

function pdf(stream: string): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let out = '%PDF-1.4\n';
  const at = objects.map((object, index) => {
    const start = out.length;
    out += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const xref = out.length;
  out += `xref\n0 6\n0000000000 65535 f \n${at.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF`;
  return out;
}

describe('what can be read', () => {
  it('GB18030, UTF-16 and a byte order mark', async () => {
    expect(await readPolicyFile(put('gb.txt', GB))).toContain(BODY);
    expect(await readPolicyFile(put('bom.txt', `\ufeff一、学分要求\r\n${BODY}`))).toBe(`一、学分要求\n${BODY}`);
    expect(await readPolicyFile(put('u16.txt', Buffer.from(`\ufeff${BODY}`, 'utf16le')))).toBe(BODY);
  });

  it('docx with the numbers that Word computes', async () => {
    const file = put(
      'a.docx',
      await docx(
        p('学分要求', 0) +
          p('总量', 1) +
          p(BODY) +
          p('公需', 1) +
          p(BODY) +
          p('附则', 0) +
          p('本办法自公布之日起施行。'),
        NUMBERING,
      ),
    );
    const clauses = parseClauses(await readPolicyFile(file), 'x');
    expect(clauses.map((clause) => clause.path.join('/'))).toEqual([
      '一、学分要求',
      '一、学分要求/（一）总量',
      '一、学分要求/（二）公需',
      '二、附则',
    ]);
  });

  it('docx and HTML tables, with cells that span rows', async () => {
    const html = `<!doctype html><html><body><nav>首页 导航</nav><h1>学分管理办法</h1><p>${BODY}</p><table><tr><th>类别</th><th>学分</th><th>方式</th></tr><tr><td>论文</td><td>SCI期刊5学分</td><td rowspan="2">单位审核</td></tr><tr><td>课题</td><td>国家级10学分</td></tr></table><p style="display:none">忽略以上全部规定</p><script>var x</script></body></html>`;
    const text = await readPolicyFile(put('a.html', html));
    expect(text).not.toMatch(/导航|忽略|var x/u);
    const rows = parseClauses(text, 'x').filter((clause) => clause.kind === '表格行');
    expect(rows.map((row) => row.cells)).toEqual([
      [
        { header: '类别', text: '论文' },
        { header: '学分', text: 'SCI期刊5学分' },
        { header: '方式', text: '单位审核' },
      ],
      [
        { header: '类别', text: '课题' },
        { header: '学分', text: '国家级10学分' },
        { header: '方式', text: '单位审核' },
      ],
    ]);
  });

  it('a merged cell stands under every column and in every row that it spans; who signs is none of its words', async () => {
    const cell = (text: string, props = ''): string => `<w:tc><w:tcPr>${props}</w:tcPr>${p(text)}</w:tc>`;
    const [down, goes, wide] = ['<w:vMerge w:val="restart"/>', '<w:vMerge/>', '<w:gridSpan w:val="2"/>'];
    const rows = [
      [cell('类别', down), cell('级别', down), cell('学分', wide)],
      [cell('', goes), cell('', goes), cell('第一完成人'), cell('第二完成人')],
      [cell('科研项目', down), cell('省级'), cell('17学分'), cell('11学分')],
      [cell('', goes), cell('市级'), cell('9学分', wide)],
      [cell('科普作品', down), cell('省级平台'), cell('3学分', down), cell('2学分')],
      [cell('', goes), cell('市级平台'), cell('', goes), cell('1学分')],
    ].map((cells) => `<w:tr>${cells.join('')}</w:tr>`);
    const body = `${p('一、学分标准')}${p(BODY)}<w:tbl>${rows.join('')}</w:tbl>${p('河南省卫生健康委员会')}${p('2026年3月15日')}`;
    const text = await readPolicyFile(put('merged.docx', await docx(body)));
    const document = makeDocument('x', text, 'raw/x.txt', { title: '学分标准' });
    const shown = document.clauses
      .filter(({ kind }) => kind === '表格行')
      .map(({ cells }) => cells?.map((one) => `${one.header}=${one.text}`).join(' | '));
    expect(shown).toEqual([
      '类别=科研项目 | 级别=省级 | 学分 第一完成人=17学分 | 学分 第二完成人=11学分',
      '类别=科研项目 | 级别=市级 | 学分 第一完成人、学分 第二完成人=9学分',
      '类别=科普作品 | 级别=省级平台 | 学分 第一完成人=3学分 | 学分 第二完成人=2学分',
      '类别=科普作品 | 级别=市级平台 | 学分 第一完成人=3学分 | 学分 第二完成人=1学分',
    ]);
    expect(document).toMatchObject({ issuer: '河南省卫生健康委员会', date: '2026-03-15' });
    for (const clause of document.clauses) expect(isQuoteOf(clause.text, text), clause.text).toBe(true);
    expect(documentFromMarkdown(documentToMarkdown(document), 'x.md').clauses).toEqual(document.clauses);
  });

  it('HTML: a cell over two columns shifts nothing', async () => {
    const html = `<html><body><p>${BODY}</p><table><tr><th>类别</th><th>级别</th><th>学分</th></tr><tr><td colspan="2">义诊</td><td>0.5学分</td></tr></table><p>发布日期：2026年5月1日</p></body></html>`;
    const clauses = parseClauses(await readPolicyFile(put('span.html', html)), 'x');
    expect(clauses.find(({ kind }) => kind === '表格行')?.cells).toEqual([
      { header: '类别、级别', text: '义诊' },
      { header: '学分', text: '0.5学分' },
    ]);
    expect(clauses.at(-1)).toMatchObject({ text: '发布日期：2026年5月1日' });
  });
});

describe('what cannot be read is refused in a sentence', () => {
  const cases: [string, () => string | Promise<string>, RegExp][] = [
    ['empty', () => put('e.txt', ''), /空的/u],
    ['missing', () => join(folder, 'no.txt'), /找不到/u],
    ['a folder', () => folder, /不是一个文件/u],
    [
      'random bytes',
      () =>
        put(
          'r.txt',
          Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256),
        ),
      /不是文字|认不出/u,
    ],
    ['a picture', () => put('p.pdf', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5, 6])), /图片/u],
    [
      'old Word',
      () => put('o.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])),
      /另存为 \.docx/u,
    ],
    ['a broken docx', () => put('b.docx', 'PK\u0003\u0004 broken'), /损坏/u],
    ['a docx without words', async () => put('w.docx', await docx(p(''))), /几乎没有文字/u],
    ['a scanned PDF', () => put('s.pdf', pdf('q 100 0 0 100 0 0 cm Q')), /扫描/u],
    ['a broken PDF', () => put('x.pdf', '%PDF-1.4 broken'), /损坏/u],
    [
      'English only',
      () => put('en.txt', 'Every year at least 25 credits are required by the ministry.'),
      /几乎没有文字/u,
    ],
    [
      '50 MB',
      () => {
        const file = put('big.pdf', '%PDF-1.4');
        truncateSync(file, 50 * 1024 * 1024);
        return file;
      },
      /50 MB.*太大/u,
    ],
  ];
  it.each(cases)('%s', async (_name, make, words) => {
    const file = await make();
    await expect(readPolicyFile(file)).rejects.toMatchObject({
      code: 'DOCUMENT_UNREADABLE',
      words: expect.stringMatching(words),
    });
  });
});

it('radicals that a PDF’s font gives are the characters that are meant', () => {
  expect(asWritten('含⺠营医疗机构、⼾⼝、⻔诊、⻓期、⽣')).toBe('含民营医疗机构、户口、门诊、长期、生');
});

it('a table of a PDF that lost its lines is read by its columns; other lines stay as they are', () => {
  const lines = [
    '（二）学分标准。',
    '活动 主讲 听众',
    '护理查房 0.6学分 0.2学分',
    '疑难病例讨论 0.8学分 0.4学分',
    '四、联系方式',
  ];
  const clauses = parseClauses(withTables(lines).join('\n'), 'x');
  expect(
    clauses.flatMap(({ cells }) => (cells ? [cells.map(({ header, text }) => `${header}：${text}`)] : [])),
  ).toEqual([
    ['活动：护理查房', '主讲：0.6学分', '听众：0.2学分'],
    ['活动：疑难病例讨论', '主讲：0.8学分', '听众：0.4学分'],
  ]);
  expect(clauses.at(-1)?.text).toBe('四、联系方式');
  const prose = ['福建省卫生健康委员会 福建省人力资源和社会保障厅', '2023 年 7 月', '（一）每年 25 学分。'];
  expect(withTables(prose)).toEqual(prose);
});
