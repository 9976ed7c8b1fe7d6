/** PDF with a text layer: lines in reading order; page numbers and running heads dropped. */
import { extractText, getDocumentProxy } from 'unpdf';
import { Fault } from '../../errors.ts';

const PAGES = 500;

/** Radicals that Unicode does not tie to a character, and one that it ties to the traditional form. */
const RADICALS = new Map(
  [
    '⺠民',
    '⺟母',
    '⺝月',
    '⺎兀',
    '⺑尣',
    '⻁虎',
    '⻄西',
    '⻅见',
    '⻆角',
    '⻉贝',
    '⻋车',
    '⻑长',
    '⻓长',
    '⻔门',
    '⻘青',
    '⻙韦',
  ]
    .concat([
      '⻚页',
      '⻛风',
      '⻜飞',
      '⻝食',
      '⻢马',
      '⻣骨',
      '⻤鬼',
      '⻥鱼',
      '⻦鸟',
      '⻨麦',
      '⻩黄',
      '⻬齐',
      '⻮齿',
      '⻰龙',
      '⻳龟',
      '⼾户',
    ])
    .map(([radical = '', char = '']) => [radical, char] as const),
);
/** Fonts that share a glyph with a radical give the radical (⽣, ⼀, ⽇) for the character: it is put right. */
export const asWritten = (text: string): string =>
  text.replace(/[\u2e80-\u2fdf\uf900-\ufaff]/gu, (char) => RADICALS.get(char) ?? char.normalize('NFKC'));

/** The lines of a PDF. @throws Fault DOCUMENT_UNREADABLE when it is locked, too long, or has pictures only. */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  let pages: string[];
  try {
    const document = await getDocumentProxy(bytes);
    if (document.numPages > PAGES)
      throw new Fault(
        'DOCUMENT_UNREADABLE',
        `这个 PDF 有 ${document.numPages} 页，超过 ${PAGES} 页。请只给政策文件的部分。`,
      );
    pages = (await extractText(document, { mergePages: false })).text.map(asWritten);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const locked = error instanceof Error && /password/iu.test(`${error.name} ${error.message}`);
    throw new Fault('DOCUMENT_UNREADABLE', locked ? '这个 PDF 加了密码，打不开。' : '这个 PDF 已损坏，打不开。', {
      cause: error,
    });
  }
  if (pages.join('').replace(/\s/gu, '').length < 20)
    throw new Fault(
      'DOCUMENT_UNREADABLE',
      '这个 PDF 是扫描的图片，没有文字。请提供能选中文字的版本，或者先做文字识别。',
    );
  const lines = pages.map((page) =>
    page
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !/^[-—－–\s]*\d{1,3}[-—－–\s]*$/u.test(line)),
  );
  const heads = lines.map((page) => page[0] ?? '');
  const running = new Set(
    heads.filter(
      (head, index) =>
        lines.length > 2 &&
        heads.indexOf(head) !== index &&
        heads.filter((other) => other === head).length > lines.length / 2,
    ),
  );
  return withTables(lines.flatMap((page) => page.filter((line, index) => !(index === 0 && running.has(line))))).join(
    '\n',
  );
}

const CELL = /^[^。；，：]{1,16}$/u;
const cellsOf = (line: string): readonly string[] => {
  const cells = line.split(/[ \t\u3000]+/u);
  return cells.length >= 2 && cells.every((cell) => CELL.test(cell)) ? cells : [];
};

/**
 * A table without its lines: a row of names, then two rows or more of as many words, each with a figure. Its rows are set
 * apart and its cells marked, as `takeTable` expects them.
 */
export function withTables(lines: readonly string[]): string[] {
  const out: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const names = cellsOf(line);
    const isNames = names.length >= 2 && names.every((name) => name.length <= 8 && !/\d/u.test(name));
    let end = at + 1;
    if (isNames)
      for (let cells = cellsOf(lines[end] ?? ''); cells.length === names.length && cells.some(isFigure); )
        cells = cellsOf(lines[++end] ?? '');
    if (end - at < 3) {
      out.push(line);
      continue;
    }
    for (const row of lines.slice(at, end)) out.push('', ...cellsOf(row).map((cell) => `\t${cell}`));
    out.push('', '');
    at = end - 1;
  }
  return out;
}
const isFigure = (cell: string): boolean => /^\d+(?:\.\d+)?\s*(?:学分|学时|分|%)?$/u.test(cell);
