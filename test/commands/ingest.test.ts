import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/answers/load.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'xuefen-ingest-'));
const data = join(folder, 'data');
const own = join(data, 'faq');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => rmSync(data, { recursive: true, force: true }));

const env = { ...process.env, XUEFEN_DATA: data, INIT_CWD: folder };
const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const run = (...args: readonly string[]): { readonly status: number | null; readonly words: string } => {
  const done = spawnSync(process.execPath, [join(root, 'src/cli.ts'), 'ingest', ...args], { env, encoding: 'utf8' });
  return { status: done.status, words: `${done.stdout}${done.stderr}` };
};
const library = () => loadLibrary(join(root, 'faq/documents'), join(root, 'faq'), null, own);
const isTouched = (): boolean => existsSync(join(own, 'documents'));

const NOTICE = `江苏省卫生健康委关于开展2026年度继续医学教育学分审验工作的通知
苏卫办科教〔2026〕12号

各设区市卫生健康委：
    为做好2026年度学分审验工作，根据《继续医学教育管理办法》（国卫科教发〔2024〕40号），现将有关事项通知如下：
    一、审验时间
    2026年11月1日至12月10日，逾期不再受理。
    二、审验方式
    （一）个人登录学分管理系统核对学分。
    （二）单位汇总后报设区市卫生健康委。

联系人：王老师，电话：025-00000000

江苏省卫生健康委办公室
2026年10月8日
`;

describe('a policy file', () => {
  it('is shown for approval, and nothing is published until the operator says so', () => {
    const file = put('审验通知.txt', NOTICE);
    const { status, words } = run(file, '--province', '江苏');
    expect(status).toBe(0);
    for (const line of [
      '标题：江苏省卫生健康委关于开展2026年度继续医学教育学分审验工作的通知',
      '省份：江苏',
      '文号：苏卫办科教〔2026〕12号',
      '发文单位：江苏省卫生健康委办公室',
      '日期：2026-10-08',
      '只管年度：2026',
      '提到的文件：《继续医学教育管理办法》国卫科教发〔2024〕40号（没有正文）',
      '[正文] 二、审验方式 （二）',
      '还没有发布',
    ])
      expect(words).toContain(line);
    expect(isTouched()).toBe(false);
  });

  it('published, it lies beside the database and answers; the clone stays as it is', () => {
    const file = put('审验通知.txt', NOTICE);
    expect(run(file, '--province', '江苏', '--publish').words).toContain('已发布');
    expect(library().documents.find(({ id }) => id === 'jiangsu-审验通知')).toMatchObject({
      province: 'jiangsu',
      number: '苏卫办科教〔2026〕12号',
      issuer: '江苏省卫生健康委办公室',
      appliesToYears: [2026],
    });
    const asked = spawnSync(process.execPath, [join(root, 'src/cli.ts'), 'ask'], {
      env,
      encoding: 'utf8',
      input: `${JSON.stringify({ id: '1', question: '2026年度学分审验什么时候截止', province: '江苏' })}\n`,
    });
    expect(JSON.parse(asked.stdout).citations[0]).toMatchObject({
      document: 'jiangsu-审验通知',
      quote: expect.stringContaining('12月10日'),
    });

    expect(existsSync(join(root, 'faq/documents/jiangsu-审验通知.md'))).toBe(false);
  });

  it('changed and read again: clause by clause, what it suspends, which rules; and what a person declared stays', () => {
    const shipped = readFileSync(join(root, 'faq/documents/raw/fujian-2023-1483.txt'), 'utf8');
    const sentence = '获得的学分不低于 25 学分/年';
    expect(shipped).toContain(sentence);
    const file = put('福建.txt', shipped.replace(sentence, '获得的学分不低于 30 学分/年'));
    const same = put('福建原样.txt', shipped);
    const args = ['--province', '福建', '--id', 'fujian-2023-1483'];
    expect(run(same, ...args).words).toContain('和已发布的条款相比：没有变化');
    const { words } = run(file, ...args);
    expect(words).toMatch(/和已发布的条款相比（1 处）\n {2}改 .*\n {6}原：.*25 学分\/年.*\n {6}新：.*30 学分\/年/u);
    expect(words).toContain('停用常见问法 fj-required');
    expect(words).toMatch(/规则引文要改：rules\/fujian\/2023\.yaml FJ-\d+「/u);

    run(put('审验通知.txt', NOTICE), '--province', '江苏', '--publish', '--issuer', '省卫健委', '--to', '2026-12-31');
    const next = NOTICE.replace('12月10日', '12月20日').replace('10月8日', '10月18日');
    run(put('审验通知.txt', next), '--province', '江苏', '--publish');
    const [document] = library().documents.filter(({ province }) => province === 'jiangsu');
    expect(document).toMatchObject({ issuer: '省卫健委', effectiveTo: '2026-12-31', date: '2026-10-18' });
    expect(readdirSync(join(own, 'documents/raw'))).toHaveLength(1);
  });

  it('that is loaded already is known by its 文号, its name or its text: one document, not two', () => {
    const shipped = readFileSync(join(root, 'faq/documents/raw/fujian-2023-1483.txt'), 'utf8');
    const changed = shipped.replace('身份证号后', '手机号后');
    expect(changed).not.toBe(shipped);
    const byNumber = run(put('通知新版.txt', changed), '--province', '福建');
    expect(byNumber.words).toContain('库里已经有了（编号 fujian-2023-1483，闽卫科教函〔2023〕1483号）');
    expect(byNumber.words).toMatch(/和已发布的条款相比（1 处）/u);
    expect(byNumber.words).toContain('规则引文要改：rules/fujian/2023.yaml FJ-25');
    const nameless = changed.replace(/^闽卫科教函.*$/mu, '');
    expect(run(put('fujian-2023-1483.txt', nameless), '--province', '福建', '--publish').words).toContain(
      '编号 fujian-2023-1483',
    );
    expect(library().documents.filter(({ province }) => province === 'fujian')).toHaveLength(1);

    const parted = run(put('通知新版.txt', changed), '--province', '福建', '--id', 'fujian-new', '--publish');
    expect(parted.status).not.toBe(0);
    expect(parted.words).toMatch(/文号 闽卫科教函〔2023〕1483号 库里已经有了（编号 fujian-2023-1483）.*--id/su);

    run(put('通知.txt', NOTICE), '--province', '江苏', '--publish');
    const other = run(
      put('通知.txt', NOTICE.replace('〔2026〕12号', '〔2026〕13号')),
      '--province',
      '江苏',
      '--publish',
    );
    expect(other.status).not.toBe(0);
    expect(other.words).toMatch(/已有这个编号的另一份（编号 jiangsu-通知，苏卫办科教〔2026〕12号）/u);
    expect(library().documents.filter(({ province }) => province === 'jiangsu')).toHaveLength(1);
  });

  it('with automatic numbers, merged cells and a term is read with all of them', async () => {
    const zip = new JSZip();
    const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const p = (text: string, level?: number): string =>
      `<w:p>${level === undefined ? '' : `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`;
    const cell = (text: string, props = ''): string => `<w:tc><w:tcPr>${props}</w:tcPr>${p(text)}</w:tc>`;
    const table = [
      [cell('类别'), cell('活动'), cell('学分')],
      [cell('公需科目', '<w:vMerge w:val="restart"/>'), cell('网络学习'), cell('每学时0.5学分')],
      [cell('', '<w:vMerge/>'), cell('现场讲座'), cell('每次1学分')],
    ].map((cells) => `<w:tr>${cells.join('')}</w:tr>`);
    zip.file(
      '[Content_Types].xml',
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    );
    zip.file(
      '_rels/.rels',
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    );
    zip.file(
      'word/document.xml',
      `<?xml version="1.0"?><w:document ${w}><w:body>${p('江苏省卫生健康委关于印发学分管理办法的通知')}${p('苏卫科教〔2026〕8号')}${p('现将办法印发给你们，请遵照执行。')}${p('总体要求', 0)}${p('每年不少于25学分。', 1)}${p('附则', 0)}${p('本办法自2026年7月1日起施行，有效期五年。原《江苏省学分管理办法》（苏卫科教〔2015〕3号）同时废止。', 1)}${p('江苏省卫生健康委员会')}${p('2026年5月20日')}${p('附件')}<w:tbl>${table.join('')}</w:tbl></w:body></w:document>`,
    );
    zip.file(
      'word/numbering.xml',
      `<?xml version="1.0"?><w:numbering ${w}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    );
    // The name lies: what counts is what the file is.
    const file = put('办法.pdf', await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' }));
    const { words } = run(file, '--province', '江苏');
    for (const line of [
      '施行：2026-07-01',
      '失效：2031-06-30',
      '废止：《江苏省学分管理办法》（苏卫科教〔2015〕3号）',
      '[正文] 一、总体要求 （一）',
      '[表格行] 附件 公需科目\n       类别：公需科目 ｜ 活动：现场讲座 ｜ 学分：每次1学分',
    ])
      expect(words).toContain(line);
  });
});

describe('what cannot be read', () => {
  const random = Uint8Array.from({ length: 8000 }, (_, i) => (i * 2654435761) >>> 13);
  const files: readonly (readonly [string, () => Promise<string> | string, RegExp])[] = [
    ['empty', () => put('空.txt', ''), /是空的/u],
    ['blank', () => put('空白.txt', ' \n\n'), /几乎没有文字/u],
    ['garbage', () => put('乱.txt', random), /不是文字文件|编码认不出来/u],
    ['garbage called docx', () => put('乱.docx', random), /已损坏/u],
    [
      'another encoding',
      () => put('繁.txt', Buffer.from('a6bfc4acacd9bdc3a5cdb0b7b1d2a9e5b163'.repeat(12), 'hex')),
      /编码认不出来/u,
    ],
    [
      '50 MB',
      () => {
        const file = put('大.txt', 'x');
        truncateSync(file, 50 * 1024 * 1024);
        return file;
      },
      /50 MB，太大了/u,
    ],
    [
      'a folder',
      () => {
        mkdirSync(join(folder, '夹.docx'), { recursive: true });
        return join(folder, '夹.docx');
      },
      /不是一个文件/u,
    ],
    ['nothing', () => join(folder, '没有.txt'), /找不到文件/u],
    [
      'a bomb',
      async () => {
        const zip = new JSZip();
        zip.file('word/document.xml', new Uint8Array(150 * 1024 * 1024));
        return put(
          '炸弹.docx',
          await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 1 } }),
        );
      },
      /解开以后太大/u,
    ],
    [
      'a sheet',
      async () =>
        put('表.xlsx', await new JSZip().file('xl/workbook.xml', '<a/>').generateAsync({ type: 'uint8array' })),
      /表格或演示文稿/u,
    ],
  ];
  it.each(files)('%s: one clear sentence, and nothing is published', async (_name, make, said) => {
    const { status, words } = run(await make(), '--province', '江苏', '--publish');
    expect(status).not.toBe(0);
    expect(words).toMatch(said);
    expect(words).not.toMatch(/at .*\.ts:\d+/u);
    expect(isTouched()).toBe(false);
  });

  it('a day that is none, or no province, is asked for in words', () => {
    const file = put('审验通知.txt', NOTICE);
    expect(run(file, '--province', '江苏', '--from', '2026-13-01', '--publish').words).toContain('2026-01-31 这样');
    expect(run(file).words).toContain('--province');
    expect(isTouched()).toBe(false);
  });
});

describe('an end in the middle', () => {
  it('leaves the old document or the new one, whenever it comes', async () => {
    run(put('审验通知.txt', NOTICE), '--province', '江苏', '--publish');
    const next = put('审验通知.txt', NOTICE.replace('12月10日', '12月20日'));
    const seen = new Set<string>();
    for (const wait of [300, 420, 460, 500, 540, 580, 640, 2500]) {
      const child = spawn(
        process.execPath,
        [join(root, 'src/cli.ts'), 'ingest', next, '--province', '江苏', '--publish'],
        {
          env,
          stdio: 'ignore',
        },
      );
      const ended = new Promise((done) => child.once('exit', done));
      await new Promise((done) => setTimeout(done, wait));
      child.kill('SIGKILL');
      await ended;
      const [document] = library().documents.filter(({ province }) => province === 'jiangsu');
      seen.add(document?.clauses.find(({ text }) => text.includes('逾期'))?.text ?? '');
    }
    expect([...seen].every((text) => /12月[12]0日/u.test(text))).toBe(true);
    expect(seen.size).toBeGreaterThan(0);
  });

  it('a raw text without its document, or a half-written one, changes nothing', () => {
    run(put('审验通知.txt', NOTICE), '--province', '江苏', '--publish');
    writeFileSync(join(own, 'documents/raw/jiangsu-审验通知.0123456789ab.txt'), '换了');
    writeFileSync(join(own, 'documents/jiangsu-审验通知.md.new'), '---\n');
    expect(library().documents.filter(({ province }) => province === 'jiangsu')).toHaveLength(1);
  });
});
